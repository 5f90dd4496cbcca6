package io.tallygate.redis;

import static io.tallygate.redis.Stores.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.ScriptOutputType;
import io.tallygate.rules.store.Mark;
import io.tallygate.rules.store.Picture;
import io.tallygate.rules.store.RuleStoreContract;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.data.redis.core.script.RedisScript;

/** What the scripts of the rules refuse to do. */
class RuleScriptsIT extends StoreFixture {

    private String key(String name) {
        return prefix + ":{meta}:" + name;
    }

    private List<String> keys() {
        return redis.commands().keys(prefix + ":*").stream().sorted().toList();
    }

    /** Makes a first change; gives its token. */
    private String created() {
        return await(stores.rules().write(Mark.NONE, RuleStoreContract.creation("a")))
                .mark()
                .token();
    }

    /** Stages a large change of one rule, in a place that is some change's; gives the keys by which it is put in force. */
    private List<String> staged(String holder) {
        redis.commands().set(key("staging"), holder);
        redis.commands().hset(key("rules:new"), "b", "1 1 {}");
        redis.commands().hset(key("change:2"), "b", "{}");
        return List.of(key("rules"), key("changes"), key("staging"), key("rules:new"), key("rules:0"), key("change:2"));
    }

    @ParameterizedTest
    @CsvSource({"1, TOKEN, 0, 1", "2, TOKEN, 0, 0", "0, TOKEN, 0, 0", "1, other, 0, 0", "1, TOKEN, other, 0"})
    void changesNothingByAScriptThatWasMeantForAnotherState(long version, String token, String generation, long done) {
        String is = created();
        List<String> small = List.of(key("rules"), key("rules:0"), key("changes"), key("offline"));
        String[] meant = {"" + version, token.replace("TOKEN", is), generation};
        List<String> large = staged("new");

        if (done == 0) {
            List<String> before = keys();
            assertThat(run(Script.RULES_CHANGE, small, meant, "fresh", "", "{}", "1000", "", "", "b", "{}"))
                    .isZero();
            assertThat(keys()).isEqualTo(before);
        }
        assertThat(run(Script.RULES_SWITCH, large, meant, "new", "1", "1", "", "{}", "1", "1000"))
                .isEqualTo(done);
        assertThat(redis.commands().exists(key("rules:new"))).isEqualTo(done);
    }

    @ParameterizedTest
    @CsvSource({"2, 1", "1, 2"})
    void putsNothingInForceThatIsNotAllThere(String rules, String touched) {
        String[] meant = {"1", created(), "0"};
        List<String> names = staged("new");

        assertThat(run(Script.RULES_SWITCH, names, meant, "new", rules, touched, "", "{}", "1", "1000"))
                .isZero();
        assertThat(keys()).containsExactly(key("changes"), key("rules"), key("rules:0"));
    }

    @Test
    void putsNothingInForceOnceItsPlaceIsAnothers() {
        String[] meant = {"1", created(), "0"};
        List<String> names = staged("other");
        List<String> before = keys();

        assertThat(run(Script.RULES_SWITCH, names, meant, "new", "1", "1", "", "{}", "1", "1000"))
                .isZero();
        assertThat(keys()).isEqualTo(before);
        assertThat(await(stores.rules().version())).isEqualTo(1);
    }

    @Test
    void doesNotClearAwayWhatWasPutInForceMeanwhile() {
        await(stores.rules().write(Mark.NONE, RuleStoreContract.large(Picture.EMPTY, 200, 0)));
        String staged = redis.commands().hget(key("rules"), "staged");
        String token = staged.substring(staged.indexOf(':') + 1);

        List<String> names = List.of(key("rules"), key("staging"), key("rules:" + token), key("change:1"));
        assertThat(run(Script.RULES_FORGET, names, new String[] {staged, token}))
                .isZero();

        assertThat(await(stores.rules().load()).rules()).hasSize(200);
    }

    @Test
    void clearsAwayOnlyWhatWasBegunLast() {
        redis.commands().hset(key("rules"), "staged", "9:dead");
        redis.commands().hset(key("rules:older"), "x", "1 2 {}");

        List<String> names = List.of(key("rules"), key("staging"), key("rules:older"), key("change:8"));
        assertThat(run(Script.RULES_FORGET, names, new String[] {"8:older", "older"}))
                .isZero();

        assertThat(redis.commands().hget(key("rules"), "staged")).isEqualTo("9:dead");
        assertThat(keys()).contains(key("rules:older"));
    }

    @Test
    void beginsNoLargeChangeBeforeWhatADeadOneLeftIsClearedAway() {
        redis.commands().hset(key("rules"), "staged", "9:dead");
        String[] begun = {"new", "15000", "1:new"};
        List<String> names = List.of(key("staging"), key("rules"));

        assertThat(run(Script.RULES_BEGIN, names, begun)).isZero();
        await(stores.rules().load());
        assertThat(run(Script.RULES_BEGIN, names, begun)).isOne();
    }

    /** What the script gives first. */
    private static long run(RedisScript<?> script, List<String> keys, String[] meant, String... args) {
        List<?> answer = redis.commands()
                .eval(
                        script.getScriptAsString(),
                        ScriptOutputType.MULTI,
                        keys.toArray(String[]::new),
                        Stream.concat(Stream.of(meant), Stream.of(args)).toArray(String[]::new));
        return (Long) answer.get(0);
    }
}
