package io.tallygate.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page under another path, and behind a proxy that takes a prefix off. */
@ExtendWith(InBrowser.class)
class PrefixPageIT {

    /** A host may trust its proxy's headers, which make its own paths longer, or not. */
    @ParameterizedTest
    @ValueSource(strings = {"none", "framework"})
    void worksWhereverItIs(String forwardedHeaders) {
        try (PageSite site = PageSite.withRules(
                        "tallygate.admin.base-path=/ops/gate", "server.forward-headers-strategy=" + forwardedHeaders);
                PrefixProxy proxy = PrefixProxy.before(site.port(), "/behind");
                Browser browser = Browser.start().as(1280, "light", "en-US")) {
            site.traffic(2);

            browser.open(proxy.url() + "/ops/gate").sees("Hits today", "canary");
            browser.seesAnywhere("Live");
            assertThat(browser.driver().getCurrentUrl()).startsWith(proxy.url() + "/ops/gate/");
            browser.clickText("Rules");
            browser.sees("idle");
            browser.open(proxy.url() + "/ops/gate/#/rules/canary").sees("order / order-2");
            browser.the("tg-chart canvas");
            browser.clickText("CSV");
            assertThat(browser.download("canary.csv")).contains("success");
            browser.assertNoErrors();
        }
    }
}
