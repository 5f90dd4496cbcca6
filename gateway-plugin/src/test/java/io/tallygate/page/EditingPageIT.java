package io.tallygate.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Rules made, changed and taken away on the page, by someone who has the token. */
@ExtendWith(InBrowser.class)
class EditingPageIT {

    private static PageSite site;
    private static Browser browser;

    @BeforeAll
    static void start() {
        site = PageSite.withRules();
        browser = Browser.start().as(1280, "light", "en-US");
        browser.open(site.page("overview")).settled();
        browser.clickText("Enter a token");
        browser.type("#token", PageSite.TOKEN);
        browser.type("#token-by", "anna");
        browser.clickText("Use it");
        browser.seesAnywhere("May change");
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
            site.close();
        }
    }

    @Test
    void createsARuleThatTakesRequests() {
        browser.open(site.page("rules"));
        browser.clickText("New rule");
        browser.type("#rule-id", "eu");
        browser.choose("#match-strategy", "param");
        browser.type("#match-key", "region");
        browser.type("#match-values", "eu");
        browser.type("#rule-service", "order");

        browser.sees("It can be saved", "A new rule");
        browser.assertAccessible();
        browser.clickText("Save");

        browser.sees("region: eu", "anna");
        await().until(() -> site.status("/shop?region=eu") != 404);
        browser.assertNoErrors("rules?dryRun=true");
    }

    @Test
    void saysWhatIsWrongBeforeAnythingIsSaved() {
        browser.open(site.page("new-rule"));
        browser.type("#rule-id", "not an id");
        browser.type("#match-path", "/x");
        browser.type("#rule-service", "order");

        browser.sees("“not an id”");
        browser.the("#rule-id[aria-invalid='true']");
        browser.assertNoErrors("rules?dryRun=true");
    }

    @Test
    void savesOnceWhatIsSubmittedTwice() {
        browser.open(site.page("new-rule"));
        browser.type("#rule-id", "once");
        browser.type("#match-path", "/once");
        browser.type("#rule-service", "order");
        browser.sees("It can be saved");

        browser.run("const form = document.querySelector('form.columns'); form.requestSubmit(); form.requestSubmit()");

        browser.sees("Changes of this rule");
        assertThat(site.api("GET", "changes?rule=once", "")).contains("\"total\":1");
        browser.assertNoErrors("rules?dryRun=true");
    }

    @Test
    void judgesAFormByTheAnswerToItsLastState() {
        browser.open(site.page("new-rule"));
        browser.type("#rule-id", "late");
        browser.type("#rule-service", "order");
        browser.holdNext("rules?dryRun=true");
        browser.type("#match-path", "/late");
        await().until(() -> Boolean.TRUE.equals(browser.run("return window.letGo !== undefined")));

        browser.type("#match-path", "no path");
        browser.click("#rule-service");
        browser.sees("match.path must").letGo();

        browser.sees("match.path must").seesNot("It can be saved");
        browser.assertNoErrors("rules?dryRun=true");
    }

    @Test
    void disablesARuleAndUndoesIt() {
        site.rule("off", "1");
        browser.open(site.page("rules/off")).sees("X-off: 1");

        browser.clickText("Disable");
        browser.sees("Disabled");
        browser.clickText("Undo");

        browser.seesNot("Disabled");
        browser.assertNoErrors();
    }

    private static void changesTo(String button, String then) {
        browser.clickText(button);
        browser.seesButton(then).seesNoButton(button);
    }

    @Test
    void showsItsOwnChangesAtOnce() {
        site.rule("quick", "1");
        browser.open(site.page("rules/quick")).sees("X-quick: 1", "Make shadow").withoutNews();

        changesTo("Make shadow", "Promote");
        changesTo("Promote", "Make shadow");
        changesTo("Make shadow", "Promote");
        changesTo("Disable", "Enable");
        changesTo("Promote", "Make shadow");
        browser.seesAnywhere("it takes nothing until it is enabled");
        browser.assertNoErrors();
    }

    @Test
    void showsItsOwnChangesAtOnceInTheList() {
        site.rule("listed", "1");
        browser.open(site.page("rules?q=listed")).sees("X-listed: 1").withoutNews();

        changesTo("Disable", "Enable");
        changesTo("Enable", "Disable");
        changesTo("Disable", "Enable");
        browser.assertNoErrors();
    }

    @Test
    void tellsHitsOfAShadowRuleFromThoseThatReachedNoNode() {
        site.rule("was", "1");
        site.api("PATCH", "rules/was", "{\"shadow\": true}", "If-Match", "*");
        await().until(() -> {
            site.status("/x", "X-was", "1");
            return site.api("GET", "rules/was/hits?step=window&by=node", "").contains("\"node\":\"-\"");
        });

        browser.open(site.page("rules/was?by=stacked")).sees("as a shadow rule").seesNot("no node was reached");
        assertThat(browser.chart("series[0].name")).isEqualTo("as a shadow rule");
        browser.open(site.page("rules/was?by=apart")).sees("as a shadow rule").seesNot("no node was reached");
        browser.assertNoErrors();
    }

    @Test
    void tellsOfNoMistakeBeforeItCouldBeMade() {
        browser.open(site.page("new-rule")).sees("Fill the form in");
        browser.type("#match-path", "no path");
        browser.type("#rule-priority", "abc");
        browser.click("summary");
        browser.sees("priority must be a whole number: “abc”").the("#rule-priority[aria-invalid='true']");

        browser.type("#rule-priority", "1");
        browser.sees("match.path must").seesNot("target.service must");
        browser.clickText("Save");
        browser.sees("id must", "target.service must");
        browser.the("#rule-id[aria-invalid='true']");
        browser.assertNoErrors("api/rules");
    }

    @Test
    void asksBeforeWhatIsHalfWrittenIsLost() {
        browser.open(site.page("new-rule"));
        browser.type("#rule-id", "half");
        browser.clickText("Nodes");
        browser.answer(false);
        assertThat(browser.the("#rule-id").getDomProperty("value")).isEqualTo("half");
        assertThat(browser.driver().getCurrentUrl()).endsWith("new-rule");
        assertThat(browser.run("return dispatchEvent(new Event('beforeunload', {cancelable: true}))"))
                .as("whether the page may be closed")
                .isEqualTo(false);

        browser.clickText("Nodes");
        browser.answer(true);
        browser.sees("Each attempt at each node");
        assertThat(browser.run("return dispatchEvent(new Event('beforeunload', {cancelable: true}))"))
                .isEqualTo(true);
        browser.assertNoErrors("rules?dryRun=true");
    }

    @Test
    void carriesANameInAnyScript() {
        browser.run("sessionStorage.setItem('tallygate.by', '张伟 100%')");
        try {
            site.rule("named", "1");
            browser.open(site.page("rules/named")).sees("X-named: 1");
            browser.clickText("Disable");
            browser.sees("token (张伟 100%)");
            browser.assertNoErrors();
        } finally {
            browser.run("sessionStorage.setItem('tallygate.by', 'anna')");
        }
    }

    @Test
    void overwritesWhatOthersDidSinceOnlyIfItIsToldTo() {
        site.rule("since", "1");
        site.api("PATCH", "rules/since", "{\"enabled\": false}", "If-Match", "*");
        site.api("PATCH", "rules/since", "{\"priority\": 9}", "If-Match", "*");
        browser.open(site.page("changes?rule=since")).sees("enabled");
        browser.click(".timeline li:nth-child(2) button");

        browser.sees("was changed since", "Take back all the same");
        assertThat(browser.the("dialog .diff").getText()).contains("enabled", "priority");
        browser.assertAccessible();
        browser.clickText("Cancel");
        assertThat(site.api("GET", "rules/since", "")).contains("\"priority\":9");

        browser.click(".timeline li:nth-child(2) button");
        browser.clickText("Take back all the same");
        browser.seesAnywhere("is taken back");
        assertThat(site.api("GET", "rules/since", "")).contains("\"priority\":0", "\"enabled\":true");
        browser.assertNoErrors("rollback");
    }

    @Test
    void asksAgainWhereOthersChangedARuleWhileItsChangeWasLookedAt() {
        site.rule("looked", "1");
        site.api("PATCH", "rules/looked", "{\"priority\": 5}", "If-Match", "*");
        browser.open(site.page("changes?rule=looked")).sees("priority");
        browser.click(".timeline li:nth-child(1) button");
        browser.sees("Take back change #", "priority").seesNot("was changed since");
        site.api("PATCH", "rules/looked", "{\"enabled\": false}", "If-Match", "*");

        browser.click("dialog .primary");

        browser.sees("was changed since", "force=true overwrites it: looked", "Take back all the same");
        assertThat(browser.the("dialog .diff").getText()).contains("enabled", "priority");
        assertThat(site.api("GET", "rules/looked", "")).contains("\"priority\":5", "\"enabled\":false");
        browser.assertAccessible();
        browser.clickText("Take back all the same");
        browser.seesAnywhere("is taken back");
        assertThat(site.api("GET", "rules/looked", "")).contains("\"priority\":0", "\"enabled\":true");
        browser.assertNoErrors("rollback");
    }

    @Test
    void deletesARuleAndUndoesIt() {
        site.rule("gone", "1");
        browser.open(site.page("rules/gone")).sees("X-gone: 1");

        browser.clickText("Delete");
        browser.sees("Rules").the(".toast");
        browser.clickText("Undo");
        browser.seesAnywhere("gone is as it was before");
        browser.open(site.page("rules/gone")).sees("X-gone: 1");

        browser.clickText("Delete");
        browser.the(".toast");
        browser.open(site.page("rules?q=gone")).sees("No rule fits");
        browser.open(site.page("changes?rule=gone")).sees("Deleted", "anna");
        browser.clickText("Take back");
        browser.sees("Take back change #", "Added (1)");
        assertThat(site.api("GET", "rules?q=gone", "")).contains("\"total\":0");
        browser.click("dialog .primary");
        browser.seesAnywhere("is taken back");

        browser.open(site.page("rules/gone")).sees("X-gone: 1");
        browser.assertNoErrors("api/rules/gone");
    }

    @Test
    void undoesNothingThatOthersDidSince() {
        site.rule("shared", "1");
        browser.open(site.page("rules/shared")).sees("X-shared: 1");
        browser.clickText("Disable");
        browser.sees("Disabled");
        site.api("PATCH", "rules/shared", "{\"priority\": 9}", "If-Match", "*");

        browser.clickText("Undo");

        browser.seesAnywhere("was changed since");
        assertThat(site.api("GET", "rules/shared", "")).contains("\"priority\":9");
        browser.assertNoErrors("rollback");
    }

    @Test
    void showsHowARuleDidBeforeAndAfterAChange() {
        site.rule("compared", "1");
        Pattern ended = Pattern.compile("\"causes\":\\{[^}]*},\"state\":\"complete\"");
        // The window in which the rule was created is neither before nor after.
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            site.status("/x", "X-compared", "1");
            return ended.matcher(site.api("GET", "rules/compared/hits?step=window", ""))
                            .results()
                            .count()
                    > 2;
        });
        site.api("PATCH", "rules/compared", "{\"enabled\": false}", "If-Match", "*");

        browser.open(site.page("rules/compared?range=1h")).sees("Changes of this rule");
        await().atMost(Duration.ofSeconds(30)).ignoreExceptions().untilAsserted(() -> {
            assertThat(row(0, 1)).contains("Changed");
            assertThat(row(0, 2)).as("before it was disabled").contains("%");
            assertThat(row(0, 3)).as("after it was disabled").doesNotContain("%");
            assertThat(row(1, 2)).as("before it was created").doesNotContain("%");
            assertThat(row(1, 3)).as("after it was created").contains("%");
        });
        assertThat(browser.chart("series[0].markLine.data.length")).isEqualTo(2L);
        browser.assertNoErrors();
    }

    private static String row(int row, int column) {
        return String.valueOf(browser.run(
                "return [...document.querySelectorAll('main .grid tbody tr')][arguments[0]].children[arguments[1]].textContent",
                row,
                column));
    }

    @Test
    void showsBothVersionsToTheSecondOfTwoEditors() {
        site.rule("both", "1");
        browser.open(site.page("edit-rule/both")).sees("It can be saved");
        site.api("PATCH", "rules/both", "{\"priority\": 7}", "If-Match", "*");

        browser.type("#match-values", "2");
        browser.sees("This rule has been changed since you opened it, by token.", "\"priority\": 7", "priority");
        browser.clickText("Overwrite with mine");

        browser.sees("X-both: 2").seesNot("Priority");
        browser.assertNoErrors("rules/both");
    }

    @Test
    void importsRulesAllOrNoneAfterShowingWhatWouldChange() {
        browser.open(site.page("import")).settled();
        browser.type(
                "#import-text", "rules: [{id: imported, strategy: api, match: {path: /i}, target: {service: order}}]");

        browser.clickText("What would change?");
        browser.sees("Added", "imported");
        browser.clickText("Import");

        browser.open(site.page("rules/imported")).sees("/i");
        browser.assertNoErrors();
    }

    @Test
    void importsNothingThatWasNotLookedAt() {
        browser.open(site.page("import")).settled();
        browser.type("#import-text", "rules: []");
        browser.holdNext("rules:import");
        browser.clickText("What would change?");
        browser.type("#import-text", "rules: [{id: unseen}]");
        browser.letGo();

        assertThat(browser.the(".form-foot .primary").isEnabled()).isFalse();
        browser.assertNoErrors();
    }

    @Test
    void takesANodeOutAndBack() {
        browser.open(site.page("nodes/order/order-1")).settled();

        browser.clickText("Take out");
        browser.sees("Out");
        browser.clickText("Take back in");

        browser.sees("Take out");
        browser.assertNoErrors("nodes/hits");
    }
}
