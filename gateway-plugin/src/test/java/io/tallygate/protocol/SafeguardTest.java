package io.tallygate.protocol;

import static io.tallygate.protocol.Chance.CLOSING;
import static io.tallygate.protocol.Chance.EMPTYING;
import static io.tallygate.protocol.Chance.FAILOVER;
import static io.tallygate.protocol.Chance.LOSS;
import static io.tallygate.protocol.Promise.CONSERVED;
import static io.tallygate.protocol.Promise.COUNTED_ONCE;
import static io.tallygate.protocol.Promise.IN_ITS_WINDOW;
import static io.tallygate.protocol.Promise.NOTHING_MISSING;
import static io.tallygate.protocol.Promise.SETTLES;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import org.junit.jupiter.api.Test;

/** What each safeguard is for: the shortest way to a broken promise without it. */
class SafeguardTest {

    private static final Scenario CALM = Scenario.of("nothing goes wrong", 3, 1);
    private static final Scenario LOST = CALM.with(LOSS, 1);
    private static final Scenario EMPTIED = CALM.with(EMPTYING, 1);
    private static final Scenario FAILED_OVER = CALM.with(FAILOVER, 1);
    private static final Scenario CLOSED_TWICE = CALM.with(CLOSING, 2);

    private static Exploration without(Safeguard safeguard, Scenario scenario, Promise watched) {
        Exploration intact = Explorer.explore(new Model(Protocol.INTACT, scenario));
        assertThat(intact.breach()).as("%s", intact).isNull();
        return Explorer.explore(new Model(Protocol.INTACT.without(safeguard), scenario, EnumSet.of(watched)));
    }

    @Test
    void aBatchIsCountedTwiceWithoutTheSequenceCheck() {
        assertThat(without(Safeguard.SEQUENCE_CHECK, CALM, COUNTED_ONCE)).hasToString("""
                1. a decides hit a1
                2. a cuts and sends batch 1 (a1), floor 1, before 0
                3. Redis applies a's batch 1 (a1) and answers 1
                4. a hears it
                5. a looks with batch 1 (a1), floor 1, before 0
                6. Redis applies a's batch 1 (a1) and answers 1
                COUNTED_ONCE: a1 is in Redis 2 times""");
    }

    @Test
    void aStreamIsRefusedForEverWithoutTheFloor() {
        assertThat(without(Safeguard.FLOOR, EMPTIED, SETTLES)).hasToString("""
                1. a decides hit a1
                2. a cuts and sends batch 1 (a1), floor 1, before 0
                3. a decides hit a2
                4. Redis applies a's batch 1 (a1) and answers 1
                5. a hears it
                6. a cuts and sends batch 2 (a2), floor 1, before 1
                7. Redis applies a's batch 2 (a2) and answers 2
                8. a hears it
                9. a drops batch 1 from its log
                10. Redis loses everything
                11. a looks with batch 2 (a2), floor 2, before 1
                12. Redis refuses a's batch 2 (a2) and answers 0
                13. a hears it
                14. a sends again batch 2 (a2), floor 2, before 1
                15. Redis refuses a's batch 2 (a2) and answers 0
                16. a hears it
                SETTLES: and so on for ever""");
    }

    @Test
    void aStreamIsRefusedForEverWhereTheFloorIsNotToldAnew() {
        assertThat(without(Safeguard.FLOOR_TOLD_ANEW, EMPTIED, SETTLES)).hasToString("""
                1. a decides hit a1
                2. a cuts and sends batch 1 (a1), floor 1, before 0
                3. a decides hit a2
                4. Redis applies a's batch 1 (a1) and answers 1
                5. a hears it
                6. a cuts and sends batch 2 (a2), floor 1, before 1
                7. Redis applies a's batch 2 (a2) and answers 2
                8. a hears it
                9. a drops batch 1 from its log
                10. Redis loses everything
                11. a looks with batch 2 (a2), floor 1, before 1
                12. Redis refuses a's batch 2 (a2) and answers 0
                13. a hears it
                14. a sends again batch 2 (a2), floor 1, before 1
                15. Redis refuses a's batch 2 (a2) and answers 0
                16. a hears it
                SETTLES: and so on for ever""");
    }

    @Test
    void aLossIsNotNoticedWhereStreamsDeclareIt() {
        assertThat(without(Safeguard.LOSS_FROM_BEFORE, FAILED_OVER, CONSERVED)).hasToString("""
                1. a decides hit a1
                2. a cuts and sends batch 1 (a1), floor 1, before 0
                3. a decides hit a2
                4. the replica hears of nothing more
                5. Redis applies a's batch 1 (a1) and answers 1
                6. a hears it
                7. a cuts and sends batch 2 (a2), floor 1, before 1
                8. Redis applies a's batch 2 (a2) and answers 2
                9. a hears it
                10. a drops batch 1 from its log
                11. a looks with batch 2 (a2), floor 2, before 1
                12. the replica takes over
                13. Redis applies a's batch 2 (a2) and answers 2
                CONSERVED: hits of a in batches up to 2: 2 cut, 1 applied, 0 lost""");
    }

    @Test
    void aHitIsLostWhereABatchIsCutAnew() {
        assertThat(without(Safeguard.UNCHANGED_RESEND, LOST, NOTHING_MISSING)).hasToString("""
                1. a decides hit a1
                2. a cuts and sends batch 1 (a1), floor 1, before 0
                3. a decides hit a2
                4. Redis applies a's batch 1 (a1) and answers 1
                5. the answer is lost; a stops waiting
                6. a sends again batch 1 (a1+a2), floor 1, before 0
                7. Redis already has a's batch 1 (a1+a2) and answers 1
                8. a hears it
                NOTHING_MISSING: a2 is not in Redis""");
    }

    @Test
    void aHitIsLostWhereASentBatchIsTouched() {
        assertThat(without(Safeguard.UNTOUCHED_SENT_BATCH, CALM, NOTHING_MISSING))
                .hasToString("""
                1. a decides hit a1
                2. a cuts and sends batch 1 (a1), floor 1, before 0
                3. a decides hit a2
                4. Redis applies a's batch 1 (a1) and answers 1
                5. a hears it
                NOTHING_MISSING: a2 is not in Redis""");
    }

    @Test
    void aHitGoesAstrayWhereABatchHoldsTwoWindows() {
        assertThat(without(Safeguard.ONE_WINDOW_A_BATCH, CALM, IN_ITS_WINDOW)).hasToString("""
                1. a decides hit a1
                2. a decides hit a2
                3. a decides hit a3
                4. a cuts and sends batch 1 (a1+a2+a3), floor 1, before 0
                5. Redis applies a's batch 1 (a1+a2+a3) and answers 1
                IN_ITS_WINDOW: a3 is in window 1""");
    }

    @Test
    void aStreamIsRefusedForEverWhereItDoesNotBelieveLess() {
        assertThat(without(Safeguard.BELIEVING_LESS, FAILED_OVER, SETTLES)).hasToString("""
                1. a decides hit a1
                2. a cuts and sends batch 1 (a1), floor 1, before 0
                3. a decides hit a2
                4. the replica hears of nothing more
                5. Redis applies a's batch 1 (a1) and answers 1
                6. the replica takes over
                7. a hears it
                8. a cuts and sends batch 2 (a2), floor 1, before 1
                9. Redis refuses a's batch 2 (a2) and answers 0
                10. a hears it
                11. a sends again batch 2 (a2), floor 1, before 1
                SETTLES: and so on for ever""");
    }

    @Test
    void whatAReplicaMissedIsLostWithoutALook() {
        assertThat(without(Safeguard.IDLE_LOOK, FAILED_OVER, NOTHING_MISSING)).hasToString("""
                1. a decides hit a1
                2. a cuts and sends batch 1 (a1), floor 1, before 0
                3. the replica hears of nothing more
                4. Redis applies a's batch 1 (a1) and answers 1
                5. a hears it
                6. the replica takes over
                NOTHING_MISSING: a1 is not in Redis""");
    }

    @Test
    void aLossIsNotNoticedWhereTheNewestBatchIsDropped() {
        assertThat(without(Safeguard.NEWEST_KEPT, FAILED_OVER, NOTHING_MISSING)).hasToString("""
                1. a decides hit a1
                2. a cuts and sends batch 1 (a1), floor 1, before 0
                3. the replica hears of nothing more
                4. Redis applies a's batch 1 (a1) and answers 1
                5. a hears it
                6. a drops batch 1 from its log
                7. the replica takes over
                NOTHING_MISSING: hits of a: 1 missing, of which it was told 0""");
    }

    @Test
    void hitsAreSeenTwiceWithoutTheAtomicMove() {
        assertThat(without(Safeguard.ATOMIC_MOVE, CLOSED_TWICE, COUNTED_ONCE)).hasToString("""
                1. a decides hit a1
                2. a cuts and sends batch 1 (a1), floor 1, before 0
                3. Redis applies a's batch 1 (a1) and answers 1
                4. a leader reads window 1: a1
                5. a leader puts a1 into the list of window 1
                COUNTED_ONCE: a1 is in Redis 2 times""");
    }

    @Test
    void aLateHitIsDeletedWithoutTheAtomicMove() {
        assertThat(without(Safeguard.ATOMIC_MOVE, CLOSED_TWICE, NOTHING_MISSING))
                .hasToString("""
                1. a decides hit a1
                2. a cuts and sends batch 1 (a1), floor 1, before 0
                3. b decides hit b1
                4. b cuts and sends batch 1 (b1), floor 1, before 0
                5. Redis applies a's batch 1 (a1) and answers 1
                6. a leader reads window 1: a1
                7. Redis applies b's batch 1 (b1) and answers 1
                8. b hears it
                9. a leader puts a1 into the list of window 1
                10. a leader deletes what is live in window 1
                NOTHING_MISSING: b1 is not in Redis""");
    }

    @Test
    void twoLeadersMoveHitsTwiceWhereTheyMoveWhatTheyRead() {
        assertThat(without(Safeguard.MOVE_OF_WHAT_IS_LIVE, CLOSED_TWICE, COUNTED_ONCE))
                .hasToString("""
                1. a decides hit a1
                2. a cuts and sends batch 1 (a1), floor 1, before 0
                3. Redis applies a's batch 1 (a1) and answers 1
                4. a leader reads window 1: a1
                5. a leader reads window 1: a1
                6. a leader moves window 1
                7. a leader moves window 1
                COUNTED_ONCE: a1 is in Redis 2 times""");
    }
}
