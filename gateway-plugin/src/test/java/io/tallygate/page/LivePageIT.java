package io.tallygate.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tallygate.SameHour;
import io.tallygate.gateway.GatewayProcess;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A page that stays open while things happen. */
@ExtendWith(InBrowser.class)
class LivePageIT {

    /** A page looks for what is new now and then, and may be drawing anew just when it is looked at. */
    private static final ConditionFactory LONG =
            await().atMost(Duration.ofSeconds(30)).ignoreExceptions();

    @BeforeEach
    void today() {
        SameHour.begin();
    }

    @Test
    void followsTheTrafficAndKeepsWhatItShowsWhileRedisIsAway() {
        try (PageSite site = PageSite.withRules();
                Browser browser = Browser.start().as(390, "dark", "en-US")) {
            site.traffic(5);
            browser.open(site.page("overview")).sees("Hits today");
            seesHits(browser, "10");
            browser.run("scrollTo(0, 400)");

            site.traffic(5);
            seesHits(browser, "20");
            assertThat(browser.run("return scrollY")).isEqualTo(400L);

            site.redis().stop();
            LONG.untilAsserted(() -> assertThat(browser.text()).contains("This is what there was at", "Redis is away"));
            assertThat(hits(browser)).isEqualTo("20");
            browser.assertNoSidewaysScrolling();
            browser.assertAccessible();

            site.redis().run();
            LONG.untilAsserted(() -> assertThat(browser.text()).doesNotContain("Redis is away"));
            browser.assertNoErrors("503");
        }
    }

    @Test
    void keepsTheOrderOfAListUntilTheNewOneIsAskedFor() {
        try (PageSite site = PageSite.withRules();
                Browser browser = Browser.start().as(1280, "light", "en-US")) {
            site.traffic(3);
            browser.open(site.page("rules?sort=hits")).sees("canary", "idle");
            seesFirst(browser, "canary");
            for (int i = 0; i < 9; i++) {
                site.status("/idle/" + i);
            }

            LONG.untilAsserted(() -> assertThat(browser.text()).contains("The order has changed since."));
            assertThat(first(browser)).isEqualTo("canary");
            browser.clickText("Show the new order");
            seesFirst(browser, "idle");

            browser.assertNoErrors();
        }
    }

    /** A browser has six connections to one host. */
    @Test
    void keepsOneStreamForAllWindows() {
        try (PageSite site = PageSite.withRules();
                Browser browser = Browser.start()) {
            site.traffic(2);
            for (int i = 0; i < 8; i++) {
                browser.newWindow().as(1280, "light", "en-US").withoutClock();
                browser.open(site.page("overview")).sees("Hits today").seesAnywhere("Live");
            }
            site.traffic(3);
            seesHits(browser, "10");
            browser.eachWindow(window -> seesHits(window, "10"));
            browser.assertNoErrors();
        }
    }

    @Test
    void namesInstancesOfWhichTheAuditCannotKnow() {
        try (PageSite site = PageSite.withRules();
                GatewayProcess other = GatewayProcess.start(
                        List.of(), site.redis().port(), List.of("tallygate.instance-name=killed"));
                Browser browser = Browser.start().as(1280, "light", "en-US")) {
            browser.open(site.page("cluster")).sees("killed");
            browser.clickText("Run the audit");
            browser.sees("Every hit that Redis was told of is accounted for.").seesNot("Not heard from");

            other.process().kill();
            browser.sees("Presumed dead");
            browser.clickText("Run the audit");
            browser.sees("Every hit that Redis was told of is accounted for. Not heard from: killed (since ");
            browser.the("tg-audit .notice.warn .dot.warn");
            browser.assertNoErrors();
        }
    }

    private static void seesHits(Browser browser, String hits) {
        LONG.untilAsserted(() -> assertThat(hits(browser)).isEqualTo(hits));
    }

    private static void seesFirst(Browser browser, String name) {
        LONG.untilAsserted(() -> assertThat(first(browser)).isEqualTo(name));
    }

    @Test
    void saysInTheAuditThatHitsWereDeclaredLost() {
        try (PageSite site = PageSite.withRules("tallygate.replay=1s");
                Browser browser = Browser.start().as(1280, "light", "en-US")) {
            // Redis forgets hits, and what is sent next tells the gateway of it, too late to send them again.
            LONG.pollInterval(Duration.ofSeconds(2)).until(() -> {
                if (lost(site) > 0) {
                    return true;
                }
                site.redis().commands().flushall();
                site.traffic(1);
                return false;
            });

            browser.open(site.page("cluster")).settled();
            browser.clickText("Run the audit");

            browser.sees(
                    "Every hit that Redis was told of is accounted for. " + lost(site) + " hits were declared lost.");
            browser.the("tg-audit .notice.warn .dot.warn");
            browser.assertAccessible();
            browser.assertNoErrors();
        }
    }

    private static long lost(PageSite site) {
        Matcher lost = Pattern.compile("\"lost\":(\\d+)}").matcher(site.api("GET", "audit", ""));
        return lost.find() ? Long.parseLong(lost.group(1)) : 0;
    }

    @Test
    void countsTheInstancesThatItDoesNotName() {
        try (PageSite site = PageSite.withRules();
                Browser browser = Browser.start().as(1280, "light", "en-US")) {
            long ago = System.currentTimeMillis() - 60_000;
            for (int i = 10; i < 33; i++) {
                site.redis()
                        .commands()
                        .hset(
                                "tallygate:{meta}:stream:id" + i,
                                Map.of("name", "gone-" + i, "since", "" + (ago - 2000), "before", "" + (ago - 1000)));
                site.redis().commands().zadd("tallygate:{meta}:streams", (double) ago, "id" + i);
            }

            browser.open(site.page("cluster"))
                    .sees("gone-10, gone-11", "gone-29, +3")
                    .seesNot("gone-29, gone-30");
            browser.clickText("Run the audit");
            browser.sees("Not heard from: gone-");
            assertThat(browser.the("tg-audit .notice").getText())
                    .matches("(?s).*Not heard from: (gone-\\d\\d \\(since [^)]+\\), ){10}…;.*");
            browser.assertNoErrors();
        }
    }

    private static String first(Browser browser) {
        return browser.the("main .grid tbody .name").getText();
    }

    private static String hits(Browser browser) {
        return browser.the(".figure .value").getText();
    }
}
