package io.tallygate.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What an operator does with the page while the gateway runs. */
@ExtendWith(InBrowser.class)
class OperatorPageIT {

    private static PageSite site;
    private static Browser browser;

    @BeforeAll
    static void start() {
        site = PageSite.withRules();
        site.traffic(10);
        browser = Browser.start().as(1280, "light", "en-US");
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
            site.close();
        }
    }

    @Test
    void pastesACurlCommandAndSeesWhoTakesItAndWhyOthersDoNot() {
        browser.open(site.page("match")).settled();
        browser.type(
                "#curl",
                "curl -s -X POST -H 'X-Canary: beta' --data-raw '{\"a\": \"it'\\''s\"}' http://localhost:8080/shop?a=1");
        browser.click("form .primary");

        browser.sees("Taken by canary", "the path does not match pattern \"/idle/**\"");
        browser.type("#curl", "wget http://localhost:8080/shop");
        browser.click("form .primary");
        browser.sees("This does not begin with curl").seesNot("Taken by canary");
        String link = browser.driver().getCurrentUrl();
        browser.open(link).sees("Taken by canary");
        assertThat(browser.the("#body").getDomProperty("value")).isEqualTo("{\"a\": \"it's\"}");
        browser.assertNoErrors();
    }

    @Test
    void drawsEveryPeriodAndThoseInWhichNobodyCounted() {
        browser.open(site.page("rules/canary?range=1h&by=stacked")).sees("order/order-2");

        long anHourOfWindows = 3600;
        assertThat((long) browser.chart("series[0].data.length")).isGreaterThanOrEqualTo(anHourOfWindows);
        assertThat((long) browser.chart("series[1].data.length")).isGreaterThanOrEqualTo(anHourOfWindows);
        assertThat((long) browser.chart("series.flatMap((one) => one.data).find(([, hits]) => hits > 0)[0]"))
                .as("when the first hit is drawn")
                .isGreaterThan(Instant.now().minus(Duration.ofMinutes(30)).toEpochMilli());
        assertThat((long) browser.chart("series[0].markArea.data.length")).isEqualTo(1);
        browser.assertNoErrors();
    }

    @Test
    void showsTheAnswerToTheLastQuestion() {
        browser.open(site.page("match?path=%2Fnothing")).sees("No rule takes it");
        browser.holdNext("rules:match");
        browser.run("location.hash = '#/match?path=%2Fidle%2Fx'");
        await().until(() -> Boolean.TRUE.equals(browser.run("return window.letGo !== undefined")));
        browser.run("location.hash = '#/match?path=%2Fx&headers=X-Canary%3A%20beta'");
        browser.sees("Taken by canary").letGo();

        browser.sees("Taken by canary").seesNot("Taken by idle");
        browser.assertNoErrors();
    }

    @Test
    void searchesNothingWhereTheReaderHasGoneOn() {
        browser.open(site.page("rules")).sees("canary");
        browser.driver().executeAsyncScript("""
                const [done, field] = [arguments[0], document.querySelector('#search-q')];
                field.value = 'idle';
                field.dispatchEvent(new Event('input'));
                location.hash = '#/nodes';
                setTimeout(done, 300);
                """);

        browser.sees("order-1", "order-2");
        assertThat(browser.driver().getCurrentUrl()).endsWith("#/nodes");
        browser.assertNoErrors();
    }

    @Test
    void saysWhyInTheReadersLanguage() {
        String link = site.page("match?path=%2Fshop&headers=X-Canary%3A%20beta");
        try {
            browser.as(1280, "light", "zh-CN").open(link).sees("它是第一条匹配的规则", "路径不匹配模式 \"/idle/**\"");
            browser.open(site.page("match?path=%2Fshop&headers=no%20name%3A%20x"))
                    .sees("输入有误：");
            browser.assertNoErrors("400");
        } finally {
            browser.as(1280, "light", "en-US");
        }
    }

    @Test
    void savesTheFiguresOfTheChartAsAFile() {
        browser.open(site.page("rules/canary?range=1h&by=stacked")).sees("order/order-2");
        browser.clickText("CSV");

        List<String> lines = browser.download("canary.csv").lines().toList();
        assertThat(lines.get(0)).contains("from", "node", "success", "failure");
        List<String> columns = List.of(lines.get(0).split(","));
        assertThat(lines.stream().filter(line -> line.contains("order-2"))).isNotEmpty();
        assertThat(sum(lines, columns.indexOf("success")) + sum(lines, columns.indexOf("failure")))
                .isEqualTo(10);
        browser.assertNoErrors();
    }

    private static long sum(List<String> lines, int column) {
        return lines.stream()
                .skip(1)
                .map(line -> line.split(",", -1)[column])
                .filter(cell -> !cell.isEmpty())
                .mapToLong(Long::parseLong)
                .sum();
    }

    @Test
    void findsARuleThatWasNeverHit() {
        browser.open(site.page("rules")).sees("canary", "idle");
        browser.choose("#choice-state", "never-hit");

        browser.sees("idle").seesNot("canary");
        assertThat(browser.driver().getCurrentUrl()).endsWith("rules?state=never-hit");
        browser.assertNoErrors();
    }

    @Test
    void restoresAViewFromItsLink() {
        browser.open(site.page("rules/canary?range=24h&by=apart")).sees("order/order-1");

        assertThat(browser.the("[aria-label='Range'] [aria-pressed='true']").getText())
                .isEqualTo("24 h");
        assertThat(browser.the("[aria-label='How the chart is split'] [aria-pressed='true']")
                        .getText())
                .isEqualTo("Nodes apart");
        browser.assertNoErrors();
    }

    @Test
    void givesTheFiguresOfAChartAsATable() {
        browser.open(site.page("rules/canary")).settled();
        browser.run("document.querySelectorAll('tg-history details').forEach(details => details.open = true)");

        browser.sees("whole", "nobody counted");
        browser.assertAccessible();
    }

    @Test
    void zoomsIntoTheChartAndOutAgain() {
        browser.open(site.page("rules/canary")).settled();
        browser.the("tg-chart canvas");
        browser.run("""
                const canvas = document.querySelector('tg-chart canvas');
                const box = canvas.getBoundingClientRect();
                const send = (type, x) => canvas.dispatchEvent(new MouseEvent(type,
                    {bubbles: true, clientX: box.left + x, clientY: box.top + 80, buttons: 1}));
                send('mousedown', 300); send('mousemove', 350); send('mousemove', 600); send('mouseup', 600);
                """);

        browser.the("[aria-label='Range']:not(:has([aria-pressed='true']))");
        assertThat(browser.driver().getCurrentUrl()).contains("from=", "to=");
        browser.clickText("6 h");
        assertThat(browser.driver().getCurrentUrl()).endsWith("rules/canary?range=6h");
        browser.settled().assertNoErrors();
    }

    @Test
    void walksThroughThePageByKeyboard() {
        browser.open(site.page("overview")).settled();
        browser.press("\uE004");
        assertThat(browser.focused()).isEqualTo("Skip to content");
        browser.press("\uE007");
        assertThat(browser.run("return document.activeElement.id")).isEqualTo("main");
        browser.clickText("Nodes");
        browser.the("h1:focus");
        assertThat(browser.focused()).isEqualTo("Nodes");
    }

    @Test
    void provesThatEveryHitIsAccountedFor() {
        browser.open(site.page("cluster")).settled();
        browser.clickText("Run the audit");

        browser.sees("Every hit that Redis was told of is accounted for.").seesNot("Not heard from");
        browser.assertAccessible();
        browser.assertNoErrors();
    }

    @Test
    void saysInWhichMinuteARuleWasHitLast() {
        browser.open(site.page("rules/canary")).sees("Last hit");
        browser.clockAhead(Duration.ofSeconds(156));
        browser.sees("min ago");
        assertThat(browser.the("time[title^='In the window that began']").getText())
                .matches("\\d+ min ago");
        browser.assertNoErrors();
    }
}
