package io.tallygate.rules.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tallygate.rule.RuleDraft;
import io.tallygate.rule.RuleDraft.MatchDraft;
import io.tallygate.rule.RuleDraft.TargetDraft;
import io.tallygate.rules.NodeName;
import io.tallygate.rules.store.NewChange.Edit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** What every store of rules does. */
public abstract class RuleStoreContract {

    /** The store, with nothing in it. */
    protected abstract RuleStore store();

    protected static <T> T await(Mono<T> call) {
        return Objects.requireNonNull(call.block(Duration.ofSeconds(20)));
    }

    public static RuleDraft draft(String id, int priority) {
        return new RuleDraft(
                id,
                "api",
                true,
                false,
                priority,
                "*",
                List.of(),
                new MatchDraft("/" + id, "pattern", null, null, null, null, null, null),
                List.of(),
                new TargetDraft("order", null, "default", null),
                null);
    }

    public static NewChange creation(String id) {
        return new NewChange(Action.CREATE, "anna", "create " + id, List.of(new Edit(id, null, draft(id, 0))), null);
    }

    /** A change that puts so many rules in place of those that are there. */
    public static NewChange large(Picture now, int rules, int priority) {
        List<Edit> edits = new ArrayList<>();
        IntStream.range(0, rules)
                .mapToObj(i -> "r" + i)
                .forEach(id -> edits.add(new Edit(id, now.rules().get(id), draft(id, priority))));
        now.rules().values().stream()
                .filter(rule -> !rule.id().startsWith("r"))
                .forEach(rule -> edits.add(new Edit(rule.id(), rule, null)));
        return new NewChange(Action.IMPORT, "bert", "import", edits, null);
    }

    protected Written create(String id) {
        return await(store().write(mark(), creation(id)));
    }

    protected Mark mark() {
        return await(store().find(List.of())).mark();
    }

    private static NewChange node(String node, boolean offline) {
        return new NewChange(
                Action.NODE, "anna", "node", List.of(), new SwitchedNode(new NodeName("order", node), offline));
    }

    @Test
    void beginsWithNothing() {
        assertThat(mark()).isEqualTo(Mark.NONE);
        assertThat(await(store().load())).isEqualTo(Picture.EMPTY);
        assertThat(await(store().since(Mark.NONE))).isEmpty();
        assertThat(await(store().version())).isZero();
    }

    @Test
    void keepsWhatIsWritten() {
        Written written = create("a");

        StoredRule rule = await(store().find(List.of("a", "b"))).rules().get("a");
        assertThat(rule).isEqualTo(new StoredRule("a", 1, written.at(), "anna", draft("a", 0), null));
        Picture picture = await(store().load());
        assertThat(picture)
                .isEqualTo(new Picture(written.mark(), Map.of("a", Objects.requireNonNull(rule)), java.util.Set.of()));
    }

    @Test
    void refusesAChangeOfAnOldState() {
        Mark before = mark();
        create("a");

        assertThatThrownBy(() -> await(store().write(before, creation("b")))).isInstanceOf(StaleRulesException.class);
        assertThatThrownBy(() -> await(store().write(new Mark(1, "other"), creation("b"))))
                .isInstanceOf(StaleRulesException.class);
        assertThatThrownBy(() -> await(store().write(before, large(Picture.EMPTY, 500, 0))))
                .isInstanceOf(StaleRulesException.class);
        assertThat(await(store().load()).rules()).containsOnlyKeys("a");
    }

    @Test
    void tellsWhatChangedSince() {
        Written first = create("a");
        StoredRule a = await(store().load()).rules().get("a");
        Written second = await(store().write(
                        first.mark(),
                        new NewChange(
                                Action.CHANGE,
                                "bert",
                                "change a",
                                List.of(new Edit("a", a, draft("a", 5)), new Edit("b", null, draft("b", 0))),
                                null)));
        Written third = await(store().write(second.mark(), node("n", true)));

        List<Change> changes = await(store().since(first.mark()));

        assertThat(changes).extracting(Change::mark).containsExactly(second.mark(), third.mark());
        assertThat(changes.get(0).by()).isEqualTo("bert");
        assertThat(changes.get(0).rules().get(0).before()).isEqualTo(a);
        assertThat(changes.get(1).node()).isEqualTo(new SwitchedNode(new NodeName("order", "n"), true));
        assertThat(new Picture(first.mark(), Map.of("a", Objects.requireNonNull(a)), java.util.Set.of()).after(changes))
                .isEqualTo(await(store().load()));
        assertThat(await(store().since(third.mark()))).isEmpty();
    }

    @Test
    void doesNotTellSinceAMomentThatNeverWas() {
        Written first = create("a");
        create("b");
        assertThat(store().since(new Mark(1, "other")).blockOptional()).isEmpty();
        assertThat(store().since(new Mark(2, first.mark().token())).blockOptional())
                .isEmpty();
        assertThat(store().since(new Mark(9, "x")).blockOptional()).isEmpty();
    }

    @Test
    void makesALargeChangeAtOnce() {
        Written first = create("gone");
        Picture before = await(store().load());
        Written imported = await(store().write(first.mark(), large(before, 1500, 1)));

        Picture after = await(store().load());
        assertThat(after.mark()).isEqualTo(imported.mark());
        assertThat(after.rules()).hasSize(1500).doesNotContainKey("gone");
        assertThat(after.rules().get("r7"))
                .isEqualTo(new StoredRule("r7", 2, imported.at(), "bert", draft("r7", 1), null));
        assertThat(store().since(first.mark()).blockOptional()).isEmpty();
        Change change = await(store().changes(List.of(2L)).next());
        assertThat(change.isLarge()).isTrue();
        assertThat(change.count()).isEqualTo(1501);
        Map<String, ChangedRule> done = new HashMap<>();
        store().rulesOf(change).toStream().forEach(rule -> done.put(rule.id(), rule));
        assertThat(done).hasSize(1501);
        assertThat(Objects.requireNonNull(done.get("gone")).before())
                .isEqualTo(before.rules().get("gone"));
        assertThat(await(store().ruleOf(change, "r3")).after())
                .isEqualTo(after.rules().get("r3"));
        assertThat(store().ruleOf(change, "nope").blockOptional()).isEmpty();

        await(store().write(imported.mark(), large(after, 1500, 2)));
        assertThat(await(store().load()).rules().get("r1499"))
                .satisfies(rule ->
                        assertThat(Objects.requireNonNull(rule).version()).isEqualTo(3));
    }

    @Test
    void keepsRulesThatALargeChangeDoesNotTouch() {
        Written first = create("kept");
        NewChange all = large(Picture.EMPTY, 300, 0);
        await(store().write(first.mark(), all));
        assertThat(await(store().load()).rules().get("kept"))
                .isEqualTo(new StoredRule("kept", 1, first.at(), "anna", draft("kept", 0), null));
    }

    @Test
    void switchesNodesOffAndOn() {
        Written off = await(store().write(mark(), node("a|b %", true)));
        assertThat(await(store().load()).offline()).containsExactly(new NodeName("order", "a|b %"));
        await(store().write(off.mark(), node("a|b %", false)));
        assertThat(await(store().load()).offline()).isEmpty();
    }

    @Test
    void keepsSoManyChangesInItsLog() {
        Mark first = create("a").mark();
        Mark second = create("b").mark();
        for (int i = 0; i < RuleStore.LOGGED; i++) {
            await(store().write(mark(), node("n", i % 2 == 0)));
        }
        assertThat(store().since(first).blockOptional()).isEmpty();
        assertThat(store().changes(List.of(1L, 2L, 3L))
                        .map(Change::mark)
                        .map(Mark::version)
                        .toStream())
                .containsExactly(3L);
        assertThat(store().since(second).blockOptional()).isEmpty();
        assertThat(store().since(mark()).blockOptional()).hasValue(List.of());

        await(store().write(mark(), large(Picture.EMPTY, 150, 0)));
        assertThat(store().changes(List.of(3L, 4L))
                        .map(change -> change.mark().version())
                        .toStream())
                .containsExactly(4L);
    }
}
