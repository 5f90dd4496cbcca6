package io.tallygate.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every view, on wide and narrow screens, light and dark, in both languages. */
@ExtendWith(InBrowser.class)
class ViewsPageIT {

    private static PageSite site;
    private static Browser browser;

    @BeforeAll
    static void start() {
        site = PageSite.withRules();
        site.traffic(20);
        browser = Browser.start();
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
            site.close();
        }
    }

    private record View(String name, String address, String english, String chinese) {}

    private static final List<View> VIEWS = List.of(
            new View("overview", "overview", "Hot rules", "热门规则"),
            new View("rules", "rules", "idle", "从未"),
            new View("rule", "rules/canary?range=1h", "failing status", "失败状态码"),
            new View("rule-by-node", "rules/canary?by=stacked", "order/order-2", "order/order-2"),
            new View("rule-nodes-apart", "rules/canary?by=apart", "order/order-2", "order/order-2"),
            new View("nodes", "nodes", "order-2", "摘除"),
            new View("node", "nodes/order/order-2", "Success", "成功"),
            new View("routes", "routes", "plain", "plain"),
            new View("route", "routes/plain", "order-1", "order-1"),
            new View("match", "match?path=%2Fshop&headers=X-Canary%3A%20beta", "Taken by canary", "接收者： canary"),
            new View("changes", "changes", "Nothing has been changed", "还没有任何变更"),
            new View("cluster", "cluster", "Counting", "计数中"),
            new View("new-rule", "new-rule", "Which requests", "哪些请求"),
            new View("import", "import", "Or paste it here", "或粘贴在这里"));

    static Stream<Arguments> views() {
        return VIEWS.stream()
                .flatMap(view -> Stream.of(
                        Arguments.of(view.name(), view, 1280, "light", "en-US"),
                        Arguments.of(view.name(), view, 1280, "dark", "zh-CN"),
                        Arguments.of(view.name(), view, 390, "light", "zh-CN"),
                        Arguments.of(view.name(), view, 390, "dark", "en-US")));
    }

    @ParameterizedTest(name = "{0} {2} {3} {4}")
    @MethodSource("views")
    void showsWithoutErrors(String name, View view, int width, String theme, String language) {
        browser.as(width, theme, language).open(site.page(view.address())).settled();

        browser.sees(language.equals("en-US") ? view.english() : view.chinese());
        assertThat(browser.run("return document.documentElement.lang"))
                .isEqualTo(language.equals("en-US") ? "en" : "zh-CN");
        browser.keepPicture(name + "-" + width + "-" + theme + "-" + language);
        browser.assertNoSidewaysScrolling();
        browser.assertNoErrors();
        browser.assertAccessible();
    }
}
