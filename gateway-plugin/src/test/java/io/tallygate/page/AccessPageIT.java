package io.tallygate.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A page whose numbers are shown only to those who have a token. */
@ExtendWith(InBrowser.class)
class AccessPageIT {

    private static final String TOKEN = "a-token-for-reading";

    @Test
    void asksForTheTokenAndKeepsItInTheTabOnly() {
        try (PageSite site = PageSite.withRules("tallygate.admin.tokens.read=" + TOKEN);
                Browser browser = Browser.start().as(1280, "light", "en-US")) {
            site.traffic(1);
            browser.open(site.page("overview"));

            browser.type("#token", "this-is-not-the-token");
            browser.clickText("Use it");
            browser.seesAnywhere("The gateway does not take this token.");
            browser.assertAccessible();
            browser.type("#token", TOKEN);
            browser.clickText("Use it");

            browser.sees("Hits today", "canary");
            browser.seesAnywhere("May read");
            assertThat(browser.driver().getCurrentUrl()).doesNotContain(TOKEN);
            assertThat(browser.run("return JSON.stringify(localStorage) + document.cookie")
                            .toString())
                    .doesNotContain(TOKEN);
            browser.open(site.page("rules")).sees("canary");
            assertThat(browser.the(".head a.primary, .head a[aria-disabled]").getDomAttribute("aria-disabled"))
                    .isEqualTo("true");
            browser.clickText("Forget token");
            browser.the("dialog[open] #token");
            browser.assertNoErrors("401");
        }
    }
}
