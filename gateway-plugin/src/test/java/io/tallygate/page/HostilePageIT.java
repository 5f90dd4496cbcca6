package io.tallygate.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Texts that would like to be markup, shown as what they are. */
@ExtendWith(InBrowser.class)
class HostilePageIT {

    private static final String SCRIPT = "<script>window.hacked=1</script>";
    private static final String ATTRIBUTE = "\"onload=\"window.hacked=1";
    private static final String FORMULA = "=HYPERLINK(\"http://127.0.0.1/\")";
    private static final String IMAGE = "<img src=x onerror=window.hacked=1>";
    private static final String EMOJI = "\uD83E\uDD91".repeat(1024);

    @Test
    void showsThemAsTextInEveryView() {
        try (PageSite site = PageSite.withRules(
                        "spring.cloud.gateway.server.webflux.routes[0].id=" + IMAGE,
                        "spring.cloud.discovery.client.simple.instances.order[0].instance-id=" + SCRIPT);
                Browser browser = Browser.start().as(390, "light", "en-US")) {
            site.rule("hostile", SCRIPT, ATTRIBUTE, FORMULA, IMAGE, EMOJI);
            site.traffic(8);

            browser.open(site.page("overview")).sees("canary");
            browser.open(site.page("rules")).sees(SCRIPT);
            browser.open(site.page("rules/hostile")).sees(SCRIPT, ATTRIBUTE, FORMULA, IMAGE, EMOJI);
            browser.assertNoSidewaysScrolling();
            browser.open(site.page("rules/canary?by=stacked")).sees(SCRIPT);
            browser.run("document.querySelector('tg-chart canvas').dispatchEvent(new MouseEvent('mousemove', "
                    + "{bubbles: true, clientX: 200, clientY: 500}))");
            browser.open(site.page("nodes")).sees(SCRIPT);
            browser.open(site.page("nodes/order/" + encoded(SCRIPT))).settled().sees(SCRIPT);
            browser.open(site.page("routes")).sees(IMAGE);
            browser.open(site.page("routes/" + encoded(IMAGE))).settled().sees(IMAGE);
            browser.open(site.page("match?path=%2F&headers=X-hostile%3A%20" + encoded(FORMULA)))
                    .sees("Taken by hostile");
            browser.open(site.page("changes")).sees("hostile");
            browser.open(site.page("edit-rule/hostile")).settled();
            assertThat(browser.the("#match-values").getDomProperty("value")).contains(SCRIPT, EMOJI);
            for (String text : List.of(SCRIPT, ATTRIBUTE, FORMULA, IMAGE)) {
                browser.open(site.page("rules/" + encoded(text))).settled().sees(text);
            }
            assertThat(browser.run("return window.hacked")).isNull();
            browser.assertNoErrors("404");
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
