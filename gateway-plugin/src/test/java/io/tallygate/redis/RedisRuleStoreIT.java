package io.tallygate.redis;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tallygate.TestRedis;
import io.tallygate.faults.store.FaultyProxy;
import io.tallygate.faults.store.Held;
import io.tallygate.rules.store.Change;
import io.tallygate.rules.store.LargeChangeUnderWayException;
import io.tallygate.rules.store.Mark;
import io.tallygate.rules.store.Picture;
import io.tallygate.rules.store.RuleStore;
import io.tallygate.rules.store.RuleStoreContract;
import io.tallygate.rules.store.StaleRulesException;
import io.tallygate.rules.store.StoredRule;
import io.tallygate.rules.store.Written;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RedisRuleStoreIT extends RuleStoreContract {

    private static final AtomicInteger PREFIXES = new AtomicInteger();

    private static final Pattern MORE = Pattern.compile("\\((\\d+) more arguments\\)");

    private static TestRedis redis;
    private String prefix = "";
    private Stores stores;
    private RuleStore store;

    @BeforeAll
    static void startRedis() {
        redis = TestRedis.start();
    }

    @AfterAll
    static void stopRedis() {
        redis.close();
    }

    @BeforeEach
    void open() {
        prefix = "rules" + PREFIXES.incrementAndGet();
        stores = new Stores(redis, prefix, 1);
        store = stores.rules();
    }

    @AfterEach
    void close() {
        stores.close();
    }

    @Override
    protected RuleStore store() {
        return store;
    }

    private String key(String name) {
        return prefix + ":{meta}:" + name;
    }

    private List<String> keys() {
        return redis.commands().keys(prefix + ":*").stream().sorted().toList();
    }

    @Test
    void tellsEachReportWhereTheRulesStand() {
        assertThat(await(stores.counters().report(Stores.report("s"))).rules()).isEqualTo(Mark.NONE.format());
        Mark mark = create("a").mark();
        assertThat(await(stores.counters().report(Stores.report("s"))).rules()).isEqualTo(mark.format());
    }

    @Test
    void showsWhatItCannotRead() {
        create("good");
        Map<String, String> bad = Map.of(
                "no-json", "1 2 {",
                "nothing", "",
                "no-time", "x",
                "no-rule", "1 2 {\"by\":\"x\"}",
                "other-id", "1 2 {\"rule\":{\"id\":\"y\"}}",
                "unknown", "1 2 {\"rule\":{\"id\":\"unknown\",\"new\":1}}");
        redis.commands().hset(key("rules:0"), bad);

        Picture picture = await(store.load());

        assertThat(picture.rules()).hasSize(7);
        bad.keySet()
                .forEach(id -> assertThat(
                                Objects.requireNonNull(picture.rules().get(id)).unreadable())
                        .as(id)
                        .contains("cannot be read"));
        assertThat(Objects.requireNonNull(picture.rules().get("good")).unreadable())
                .isNull();
    }

    @Test
    void leavesNothingOfALargeChangeThatCameTooLate() {
        Mark mark = create("a").mark();
        List<String> before = keys();

        assertThatThrownBy(() -> writeLarge(mark, () -> create("between")))
                .hasCauseInstanceOf(StaleRulesException.class);
        assertThat(keys()).isEqualTo(before);
        assertThat(await(store.load()).rules()).containsOnlyKeys("a", "between");
    }

    /** Makes a large change, and does something else when all of its rules are staged, and none is in force. */
    private void writeLarge(Mark mark, Runnable meanwhile) {
        try (FaultyProxy way = FaultyProxy.before(redis.port());
                Stores slow = new Stores(TestRedis.connections(way.port()), prefix, 1)) {
            Held held = way.hold(key("change:" + (mark.version() + 1)));
            CompletableFuture<Written> large =
                    slow.rules().write(mark, large(Picture.EMPTY, 500, 0)).toFuture();
            held.awaitCaught();
            meanwhile.run();
            held.release();
            large.join();
        }
    }

    @Test
    void forgetsALargeChangeThatDied() {
        create("a");
        redis.commands().hset(key("rules"), "staged", "2:dead");
        redis.commands().hset(key("rules:dead"), "x", "1 2 {}");
        redis.commands().hset(key("change:2"), "x", "{}");

        await(store.write(mark(), large(Picture.EMPTY, 500, 0)));

        String generation = redis.commands().hget(key("rules"), "generation");
        assertThat(keys()).containsExactly(key("change:2"), key("changes"), key("rules"), key("rules:" + generation));
        keys().forEach(key -> assertThat(redis.commands().ttl(key)).as(key).isEqualTo(-1));
        assertThat(store.rulesOf(Objects.requireNonNull(
                                store.changes(List.of(2L)).blockFirst()))
                        .count()
                        .block())
                .isEqualTo(500);
    }

    @Test
    void doesNotTellChangesThatANewerVersionWrote() {
        Mark first = create("a").mark();
        for (String text : List.of(" 1 {\"new\":1}", " 1 {\"action\":\"merge\",\"count\":0}", " 1 x", "")) {
            Mark mark = create("b" + text.length()).mark();
            assertThat(store.since(first).blockOptional()).isPresent();
            redis.commands().hset(key("changes"), "" + mark.version(), mark.token() + text);

            assertThat(store.since(first).blockOptional()).isEmpty();
            assertThat(await(store.load()).mark()).isEqualTo(mark);
            assertThat(store.changes(List.of(1L, mark.version())).count().block())
                    .isEqualTo(1);
            first = mark;
        }
    }

    @Test
    void clearsAwayWhatADeadChangeLeftOnceItIsReadOrChanged() {
        create("a");
        List<String> before = keys();
        for (Runnable next : List.<Runnable>of(() -> await(store.load()), () -> create("b"))) {
            redis.commands().hset(key("rules"), "staged", "9:dead");
            redis.commands().hset(key("rules:dead"), "x", "1 2 {}");
            redis.commands().hset(key("change:9"), "x", "{}");

            redis.commands().set(key("staging"), "dead");
            await(store.load());
            assertThat(keys()).hasSize(before.size() + 3);

            redis.commands().del(key("staging"));
            next.run();
            assertThat(keys()).isEqualTo(before);
        }
    }

    @Test
    void beginsAnewWhereALargeChangeHasLostItsPlace() {
        assertThatThrownBy(() -> writeLarge(mark(), () -> redis.commands().del(key("staging"))))
                .hasCauseInstanceOf(StaleRulesException.class);
        await(store.write(mark(), large(Picture.EMPTY, 200, 0)));
        assertThat(keys()).hasSize(4);
    }

    @Test
    void readsLongRulesFewAtATime() {
        Map<String, String> rules =
                IntStream.range(0, 300).boxed().collect(toMap(i -> "r" + i, i -> "1 2 " + "x".repeat(60_000)));
        rules.forEach((id, text) -> redis.commands().hset(key("rules:0"), id, text));
        redis.commands().configSet("slowlog-log-slower-than", "0");
        redis.commands().slowlogReset();

        assertThat(await(store.load()).rules()).hasSize(300);

        assertThat(redis.commands().slowlogLen()).isGreaterThan(100);
    }

    @Test
    void findsRulesInAGenerationThatAnotherInstanceMade() {
        create("a");
        try (Stores other = new Stores(redis, prefix, 1)) {
            await(other.rules().write(mark(), large(Picture.EMPTY, 200, 0)));
        }
        assertThat(await(store.find(List.of("a", "r1"))).rules()).containsOnlyKeys("a", "r1");
    }

    @Test
    void tellsNoMoreChangesAtOnceThanGoIntoOneAnswer() {
        Mark first = create("a").mark();
        for (int i = 0; i < 5; i++) {
            create("long" + i + "x".repeat(120_000));
        }
        int told = 0;
        Mark last = first;
        for (List<Change> some = await(store.since(first)); !some.isEmpty(); some = await(store.since(last))) {
            assertThat(some).hasSizeLessThan(5);
            told += some.size();
            last = some.get(some.size() - 1).mark();
        }
        assertThat(told).isEqualTo(5);
    }

    @Test
    void loadsOneMomentWhileRulesAreChanged() {
        CompletableFuture<Void> changes = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < 300; i++) {
                create("n" + i);
            }
        });
        while (!changes.isDone()) {
            Picture picture = await(store.load());
            assertThat(picture.rules()).hasSize((int) picture.mark().version());
        }
        changes.join();
    }

    @Test
    void makesOneLargeChangeAtATime() {
        redis.commands().set(key("staging"), "another");
        assertThatThrownBy(() -> await(store.write(mark(), large(Picture.EMPTY, 500, 0))))
                .isInstanceOf(LargeChangeUnderWayException.class);
        create("small-ones-go-on");
    }

    @Test
    void keepsTheRulesOfTheLastTenLargeChanges() {
        for (int i = 0; i < 12; i++) {
            await(store.write(mark(), large(await(store.load()), 150, i)));
        }
        assertThat(redis.commands().keys(key("change:*"))).hasSize(10);
        assertThat(store.rulesOf(Objects.requireNonNull(
                                store.changes(List.of(1L)).blockFirst()))
                        .count()
                        .block())
                .isZero();
        StoredRule rule = await(store.load()).rules().get("r1");
        assertThat(Objects.requireNonNull(rule).version()).isEqualTo(12);
    }

    @Test
    void touchesNoMoreThanAPieceWithOneCall() {
        redis.commands().configSet("slowlog-log-slower-than", "0");
        redis.commands().configSet("slowlog-max-len", "10000");
        redis.commands().slowlogReset();

        await(store.write(mark(), large(Picture.EMPTY, 5000, 0)));
        Picture all = await(store.load());
        await(store.write(all.mark(), creation("one-more")));
        await(store.write(mark(), large(await(store.load()), 5000, 1)));

        assertThat(all.rules()).hasSize(5000);
        List<Object> calls = redis.commands().slowlogGet(10_000);
        assertThat(calls)
                .hasSizeGreaterThan(80)
                .allSatisfy(call -> assertThat(arguments(call)).isLessThan(260));
        assertThat(calls.toString()).doesNotContain("HGETALL").doesNotContain("HVALS");
    }

    /** How many arguments a call had; the log tells the first of them, and how many more there were. */
    private static int arguments(Object call) {
        List<?> told = (List<?>) ((List<?>) call).get(3);
        Matcher more = MORE.matcher(String.valueOf(told.get(told.size() - 1)));
        return more.find() ? told.size() - 1 + Integer.parseInt(more.group(1)) : told.size();
    }
}
