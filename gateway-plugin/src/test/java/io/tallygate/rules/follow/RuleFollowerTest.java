package io.tallygate.rules.follow;

import static io.tallygate.rules.store.RuleStoreContract.draft;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallygate.LoggedLines;
import io.tallygate.count.LocalCounters;
import io.tallygate.rule.Rule;
import io.tallygate.rule.RuleDraft;
import io.tallygate.rule.RuleOrder;
import io.tallygate.rule.RuleReader;
import io.tallygate.rules.NodeName;
import io.tallygate.rules.OfflineNodes;
import io.tallygate.rules.RulesInForce;
import io.tallygate.rules.store.Action;
import io.tallygate.rules.store.Mark;
import io.tallygate.rules.store.MemoryRuleStore;
import io.tallygate.rules.store.NewChange;
import io.tallygate.rules.store.NewChange.Edit;
import io.tallygate.rules.store.StoredRule;
import io.tallygate.rules.store.SwitchedNode;
import io.tallygate.rules.store.Written;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RuleFollowerTest {

    @RegisterExtension
    final LoggedLines log = LoggedLines.around(RuleFollower.class);

    private final MemoryRuleStore store = new MemoryRuleStore();
    private final OfflineNodes offline = new OfflineNodes();
    private final RulesInForce rules = ofTheConfiguration();
    private final RuleFollower follower = new RuleFollower(rules, offline, store);

    private static RulesInForce ofTheConfiguration() {
        RulesInForce rules = new RulesInForce(RuleOrder.standard(), new LocalCounters(1000, () -> 0));
        rules.swap(RuleReader.readAll(List.of(draft("static", 0))));
        return rules;
    }

    @AfterEach
    void end() {
        follower.close();
    }

    private Mark write(@Nullable SwitchedNode node, Edit... edits) {
        Mark mark = Objects.requireNonNull(store.find(List.of()).block()).mark();
        Written written = store.write(mark, new NewChange(Action.CHANGE, "me", "change", List.of(edits), node))
                .block();
        return Objects.requireNonNull(written).mark();
    }

    private Mark put(String id, int priority) {
        return write(null, new Edit(id, null, draft(id, priority)));
    }

    private void follow(Mark mark) {
        follower.follow(mark).block();
    }

    private List<String> inForce() {
        return rules.all().stream().map(Rule::id).sorted().toList();
    }

    @Test
    void putsChangesInForceBesideTheRulesOfTheConfiguration() {
        follow(put("a", 0));
        assertThat(inForce()).containsExactly("a", "static");
        follow(write(null, new Edit("a", null, null), new Edit("b", null, draft("b", 0))));
        assertThat(inForce()).containsExactly("b", "static");
        assertThat(store.loads()).isOne();
    }

    @Test
    void hearsWhereTheRulesStand() {
        follower.heard(put("a", 0).format());
        Awaitility.await().untilAsserted(() -> assertThat(inForce()).containsExactly("a", "static"));
    }

    @Test
    void letsAStartWaitForWhatWasHeard() {
        follower.heard(put("a", 0).format());
        follower.awaitHeard(Duration.ofSeconds(30));
        assertThat(inForce()).containsExactly("a", "static");
        assertThat(log.warnings()).isEmpty();
    }

    @Test
    void letsAStartGoOnWhereNothingWasHeard() {
        store.hang();
        follower.awaitHeard(Duration.ofSeconds(30));
        assertThat(inForce()).containsExactly("static");
        assertThat(log.warnings()).isEmpty();
    }

    @Test
    void letsAStartWaitNoLongerThanItWill() {
        store.hang();
        follower.heard(put("a", 0).format());
        follower.awaitHeard(Duration.ofMillis(50));
        assertThat(inForce()).containsExactly("static");
        assertThat(log.warnings()).singleElement().asString().contains("version 1 are not in force after 0.05 s");
    }

    @Test
    void asksNobodyWhileNothingChanges() {
        follow(put("a", 0));
        store.away(true);
        follower.heard(follower.book().mark().format());
        follow(follower.book().mark());
        assertThat(log.warnings()).isEmpty();
    }

    @Test
    void compilesNothingWhereNothingChanged() {
        follow(put("a", 0));
        RulesInForce.Version before = rules.version();
        follow(new Mark(9, "heard-wrong"));
        assertThat(rules.version()).isSameAs(before);
    }

    @Test
    void readsEverythingWhereTheLogDoesNotReachBack() {
        follow(put("a", 0));
        Mark large = write(
                null,
                IntStream.range(0, 200)
                        .mapToObj(i -> new Edit("r" + i, null, draft("r" + i, 0)))
                        .toArray(Edit[]::new));
        follow(large);
        assertThat(inForce()).hasSize(202);
        assertThat(store.loads()).isEqualTo(2);
        assertThat(log.warnings()).isEmpty();
    }

    @Test
    void takesWhatTheStoreHasWhereItHasForgotten() {
        follow(put("a", 0));
        put("b", 0);
        follower.heard("2:x");
        Awaitility.await().untilAsserted(() -> assertThat(inForce()).hasSize(3));
        store.forget();

        follower.heard(Mark.NONE.format());

        Awaitility.await().untilAsserted(() -> assertThat(inForce()).containsExactly("static"));
        assertThat(log.warnings()).singleElement().asString().contains("stands at version 0 and had stood at 2");
        follower.heard(Mark.NONE.format());
        assertThat(log.warnings()).hasSize(1);
    }

    @Test
    void noticesAStoreThatHasForgottenAndGoneOn() {
        follow(put("old", 0));
        store.forget();
        Mark now = put("new", 0);

        follower.heard(now.format());

        Awaitility.await().untilAsserted(() -> assertThat(inForce()).containsExactly("new", "static"));
    }

    @Test
    void keepsTheLastKnownRulesWhileTheStoreIsAway() {
        follow(put("a", 0));
        Mark next = put("b", 0);
        store.away(true);
        follow(next);
        follow(next);
        assertThat(inForce()).containsExactly("a", "static");
        assertThat(log.warnings()).singleElement().asString().contains("those of version 1 stay in force");
        store.away(false);
        follow(next);
        assertThat(inForce()).containsExactly("a", "b", "static");
    }

    @Test
    void letsTheConfigurationWinAClashOfIds() {
        follow(put("static", 9));
        assertThat(rules.find("static").orElseThrow().priority()).isZero();
        assertThat(follower.book().broken())
                .singleElement()
                .extracting(KnownRule::broken)
                .isEqualTo("its id is taken by a rule of the configuration");
    }

    @Test
    void leavesBrokenRulesOutAndSaysSoOnce() {
        RuleDraft draft = draft("bad", 0);
        store.spoil(new StoredRule("unread", 1, Instant.EPOCH, "", draft, "it is not JSON"));
        Mark mark = write(
                null,
                new Edit("bad", null, new RuleDraft("bad", "x", null, null, null, null, null, null, null, null, null)),
                new Edit("good", null, draft("good", 0)));
        follow(mark);
        follow(put("another", 0));

        assertThat(inForce()).containsExactly("another", "good", "static");
        assertThat(follower.book().broken()).hasSize(2);
        assertThat(log.warnings()).hasSize(2);
        assertThat(String.join("\n", log.warnings()))
                .contains("\"unread\" is not in force: it is not JSON")
                .contains("\"bad\" is not in force: rule \"bad\": strategy must be one of");
    }

    @Test
    void takesNodesOfflineAndBack() {
        NodeName node = new NodeName("order", "n");
        follow(write(new SwitchedNode(node, true)));
        assertThat(offline.contains("order", "n")).isTrue();
        assertThat(offline.contains("order", "m")).isFalse();
        follow(write(new SwitchedNode(node, false)));
        assertThat(offline.isEmpty()).isTrue();
    }

    @Test
    void keepsTheStateOfRulesThatDoNotChange() {
        follow(put("a", 0));
        Object before = Objects.requireNonNull(rules.compiled().find("a")).bound();
        List<Edit> edits = new ArrayList<>();
        edits.add(new Edit("b", null, draft("b", 0)));
        follow(write(null, edits.toArray(Edit[]::new)));
        assertThat(Objects.requireNonNull(rules.compiled().find("a")).bound()).isSameAs(before);
    }
}
