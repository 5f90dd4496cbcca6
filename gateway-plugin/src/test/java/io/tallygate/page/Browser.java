package io.tallygate.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import io.tallygate.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.logging.Level;
import org.openqa.selenium.Alert;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.springframework.util.FileSystemUtils;

/** A headless Chromium with a profile of its own. Whatever its console reports as an error is remembered. */
final class Browser implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Set<String> SEVERE = Set.of("serious", "critical");

    private final Path profile;
    private final ChromeDriver driver;

    private Browser(Path profile, ChromeDriver driver) {
        this.profile = profile;
        this.driver = driver;
    }

    static Browser start() {
        try {
            Path profile = Files.createTempDirectory("tallygate-chromium");
            LoggingPreferences logs = new LoggingPreferences();
            logs.enable(LogType.BROWSER, Level.ALL);
            ChromeOptions options = new ChromeOptions();
            options.setBinary(InBrowser.CHROMIUM.toFile());
            options.setCapability("goog:loggingPrefs", logs);
            options.addArguments(
                    "--headless=new",
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                    "--hide-scrollbars",
                    "--user-data-dir=" + profile);
            ChromeDriverService service = new ChromeDriverService.Builder()
                    .usingDriverExecutable(InBrowser.DRIVER.toFile())
                    .usingPort(FreePort.find())
                    .build();
            ChromeDriver driver = new ChromeDriver(service, options);
            driver.executeCdpCommand(
                    "Browser.setDownloadBehavior",
                    Map.of(
                            "behavior",
                            "allow",
                            "downloadPath",
                            profile.resolve("saved").toString()));
            return new Browser(profile, driver);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a file that the page saves holds, once it is there. */
    String download(String name) {
        Path file = profile.resolve("saved").resolve(name);
        await().atMost(PATIENCE).until(() -> Files.isRegularFile(file));
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A screen so wide, in a theme ("light" or "dark") and a language ("en-US" or "zh-CN"). */
    Browser as(int width, String theme, String language) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of(
                        "width",
                        width,
                        "height",
                        width < 600 ? 844 : 900,
                        "deviceScaleFactor",
                        1,
                        "mobile",
                        width < 600));
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", theme))));
        driver.executeCdpCommand("Emulation.setLocaleOverride", Map.of("locale", language));
        driver.executeCdpCommand(
                "Emulation.setUserAgentOverride", Map.of("userAgent", "test", "acceptLanguage", language));
        return this;
    }

    /** Opens an address afresh, so that nothing of the view before is left. */
    Browser open(String url) {
        driver.get("about:blank");
        driver.get(url);
        return this;
    }

    /** Goes on in another window, beside those that are there. */
    Browser newWindow() {
        driver.switchTo().newWindow(WindowType.WINDOW);
        return this;
    }

    /** From the next address on, a page hears of what is new from its stream, or never. */
    void withoutClock() {
        driver.executeCdpCommand(
                "Page.addScriptToEvaluateOnNewDocument",
                Map.of(
                        "source",
                        "const later = window.setTimeout; window.setTimeout = (run, length, ...more) => "
                                + "(length === 5000 || length === 10000 ? 0 : later(run, length, ...more))"));
    }

    /** The answer to this page's next call of a path waits until it is let go. */
    void holdNext(String path) {
        run("""
                const [path, real] = [arguments[0], window.fetch];
                window.fetch = (url, ...more) => {
                  const answer = real(url, ...more);
                  if (!String(url).includes(path)) {
                    return answer;
                  }
                  window.fetch = real;
                  return new Promise((done) => { window.letGo = () => answer.then(done); });
                };
                """, path);
    }

    /** Lets the answer go that was held, and the page have a look at it. */
    void letGo() {
        driver.executeAsyncScript("const done = arguments[0]; window.letGo().then(() => setTimeout(done, 100))");
    }

    /** From here on this page does not look by itself whether there is something new, until it is opened afresh. */
    void withoutNews() {
        run("Object.defineProperty(document, 'hidden', { value: true })");
    }

    /** From here on this page's clock is ahead, until it is opened afresh. */
    void clockAhead(Duration ahead) {
        run("const [now, ahead] = [Date.now, arguments[0]]; Date.now = () => now() + ahead", ahead.toMillis());
    }

    /** Answers the question that keeps the page from going on. */
    void answer(boolean yes) {
        Alert question = await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> driver.switchTo().alert(), asked -> true);
        if (yes) {
            question.accept();
        } else {
            question.dismiss();
        }
    }

    /** Looks at each window, the newest last. */
    void eachWindow(Consumer<Browser> look) {
        for (String window : driver.getWindowHandles()) {
            driver.switchTo().window(window);
            if (driver.getCurrentUrl().startsWith("http")) {
                look.accept(this);
            }
        }
    }

    ChromeDriver driver() {
        return driver;
    }

    Object run(String script, Object... args) {
        return driver.executeScript(script, args);
    }

    /** What the first chart has been told to draw: a part of its option. */
    Object chart(String part) {
        the("tg-chart canvas");
        return driver.executeAsyncScript("const done = arguments[0]; import('echarts').then(({ getInstanceByDom }) => "
                + "done(getInstanceByDom(document.querySelector('tg-chart .chart')).getOption()." + part + "))");
    }

    /** The first element of a selector, once it is there. */
    WebElement the(String selector) {
        return await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> driver.findElement(By.cssSelector(selector)), found -> true);
    }

    /** Clicks what a selector finds, as soon as it can be clicked. */
    void click(String selector) {
        await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> {
            WebElement element = driver.findElement(By.cssSelector(selector));
            run("arguments[0].scrollIntoView({block: 'center'})", element);
            element.click();
        });
    }

    /** Clicks the button or link that says so. */
    void clickText(String text) {
        await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> {
            WebElement element = driver.findElements(By.cssSelector("button, a")).stream()
                    .filter(one -> one.isDisplayed() && one.getText().trim().equals(text))
                    .findFirst()
                    .orElseThrow();
            run("arguments[0].scrollIntoView({block: 'center'})", element);
            element.click();
        });
    }

    void type(String selector, String text) {
        WebElement field = the(selector);
        field.clear();
        field.sendKeys(text);
    }

    /** Chooses one of the values of a selection. */
    void choose(String selector, String value) {
        run(
                "arguments[0].value = arguments[1]; arguments[0].dispatchEvent(new Event('change', {bubbles: true}))",
                the(selector),
                value);
    }

    /** Presses a key, wherever the focus is. */
    void press(String key) {
        new Actions(driver).sendKeys(key).perform();
    }

    /** The text of what has the focus. */
    String focused() {
        return driver.switchTo().activeElement().getText();
    }

    /** Waits until this stands somewhere on the page, not just in its view. */
    Browser seesAnywhere(String text) {
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(the("body").getText()).contains(text));
        return this;
    }

    String text() {
        return the("main").getText();
    }

    /** Waits until the view says all of this. */
    Browser sees(String... texts) {
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(text()).contains(texts));
        return this;
    }

    /** Waits until there is a button, or a link, that says so. */
    Browser seesButton(String text) {
        await().atMost(PATIENCE).ignoreExceptions().until(() -> buttons(text) > 0);
        return this;
    }

    Browser seesNoButton(String text) {
        await().atMost(PATIENCE).ignoreExceptions().until(() -> buttons(text) == 0);
        return this;
    }

    private long buttons(String text) {
        return driver.findElements(By.cssSelector("main button")).stream()
                .filter(one -> one.getText().trim().equals(text))
                .count();
    }

    Browser seesNot(String text) {
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(text()).doesNotContain(text));
        return this;
    }

    /** Waits until nothing is being loaded any more. */
    Browser settled() {
        await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> {
            assertThat(driver.findElements(By.cssSelector("main h1"))).isNotEmpty();
            assertThat(driver.findElements(By.cssSelector(".skeleton"))).isEmpty();
        });
        return this;
    }

    /** No console error, no violation of the content security policy, no failed request since it was last asked. */
    void assertNoErrors(String... expected) {
        assertThat(errors(expected)).as("errors in the browser's console").isEmpty();
    }

    private List<String> errors(String... expected) {
        List<String> errors = new ArrayList<>();
        for (LogEntry entry : driver.manage().logs().get(LogType.BROWSER)) {
            boolean known = List.of(expected).stream().anyMatch(entry.getMessage()::contains);
            if (entry.getLevel().intValue() >= Level.WARNING.intValue() && !known) {
                errors.add(entry.getMessage());
            }
        }
        return errors;
    }

    void assertNoSidewaysScrolling() {
        assertThat((boolean) run("return document.scrollingElement.scrollWidth <= innerWidth"))
                .as("fits without scrolling sideways")
                .isTrue();
    }

    /** No serious or critical violation of an accessibility rule. */
    void assertAccessible() {
        List<String> found = new ArrayList<>();
        for (Rule rule : new AxeBuilder().analyze(driver).getViolations()) {
            if (SEVERE.contains(rule.getImpact())) {
                rule.getNodes()
                        .forEach(node ->
                                found.add(rule.getId() + ": " + node.getHtml() + " " + node.getFailureSummary()));
            }
        }
        assertThat(found).as("violations of accessibility rules").isEmpty();
    }

    /** Keeps what is seen as a picture, for people to look at. */
    void keepPicture(String name) {
        try {
            Path folder = Files.createDirectories(Path.of("target", "page"));
            Files.write(folder.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        driver.quit();
        try {
            FileSystemUtils.deleteRecursively(profile);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
