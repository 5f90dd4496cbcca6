package io.tallygate.protocol;

import static io.tallygate.protocol.Chance.CLOSING;
import static io.tallygate.protocol.Chance.CRASH;
import static io.tallygate.protocol.Chance.DELAY;
import static io.tallygate.protocol.Chance.EMPTYING;
import static io.tallygate.protocol.Chance.EXPIRY;
import static io.tallygate.protocol.Chance.FAILOVER;
import static io.tallygate.protocol.Chance.LOSS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The whole protocol, in every order of events. */
class ProtocolModelTest {

    /** Two streams with three batches between them. */
    private static final Scenario EVERYTHING = Scenario.of("everything once", 2, 1)
            .with(LOSS, 1)
            .with(DELAY, 1)
            .with(CRASH, 1)
            .with(FAILOVER, 1)
            .with(EMPTYING, 1)
            .with(CLOSING, 2);

    private static final Scenario ONE_STREAM = Scenario.of("one stream with three batches", 3, 0)
            .with(LOSS, 2)
            .with(DELAY, 2)
            .with(CRASH, 1)
            .with(FAILOVER, 2)
            .with(EMPTYING, 1);

    private static final Scenario REPLICA = Scenario.of("three batches each, a replica takes over", 3, 3)
            .with(LOSS, 1)
            .with(FAILOVER, 1);

    private static final Scenario EMPTIED = Scenario.of("three batches each, Redis loses everything", 3, 3)
            .with(DELAY, 1)
            .with(EMPTYING, 1);

    static List<Scenario> scenarios() {
        return List.of(EVERYTHING, ONE_STREAM, REPLICA, EMPTIED);
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void keepsItsPromisesWhateverHappens(Scenario scenario) {
        Exploration exploration = Explorer.explore(new Model(Protocol.INTACT, scenario));

        System.out.println("protocol, " + scenario + ": " + exploration.states() + " states");
        assertThat(exploration.breach()).as("%s", exploration).isNull();
        assertThat(exploration.settledWith())
                .as("all that may happen does happen, and streams come to rest after it")
                .contains(Budget.NONE);
    }

    /** Why a stream's key outlives its batches: Redis may lose everything, but never that key alone. */
    @Test
    void doesNotSurviveARedisThatKeepsTheHitsAndForgetsTheStream() {
        Scenario scenario = Scenario.of("a key runs out", 1, 0).with(EXPIRY, 1);
        Model model = new Model(Protocol.INTACT, scenario, EnumSet.of(Promise.COUNTED_ONCE));

        assertThat(Explorer.explore(model)).hasToString("""
                1. a decides hit a1
                2. a cuts and sends batch 1 (a1), floor 1, before 0
                3. Redis applies a's batch 1 (a1) and answers 1
                4. a hears it
                5. a looks with batch 1 (a1), floor 1, before 0
                6. Redis forgets what it knows of a
                7. Redis applies a's batch 1 (a1) and answers 1
                COUNTED_ONCE: a1 is in Redis 2 times""");
    }
}
