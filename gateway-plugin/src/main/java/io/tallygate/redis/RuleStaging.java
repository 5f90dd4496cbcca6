package io.tallygate.redis;

import io.tallygate.rules.store.LargeChangeUnderWayException;
import io.tallygate.rules.store.Mark;
import io.tallygate.rules.store.NewChange;
import io.tallygate.rules.store.NewChange.Edit;
import io.tallygate.rules.store.RuleStore;
import io.tallygate.rules.store.Written;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Makes a large change: copies the rules in force into a new generation, the change applied to them, piece by piece, and
 * lets one script put it in force. Until then nobody reads it; if it is never finished, who comes next clears it away.
 */
final class RuleStaging {

    private static final int AT_ONCE = 100;
    private static final int MOST_TEXT = 128 * 1024;
    private static final int SIDE_BY_SIDE = 4;

    /** For how long a change keeps others out between two of its pieces. */
    private static final String HOLD_MILLIS = "15000";

    private final RedisCalls redis;
    private final Keys keys;
    private final RuleScans scans;

    RuleStaging(RedisCalls redis, Keys keys, RuleScans scans) {
        this.redis = redis;
        this.keys = keys;
        this.scans = scans;
    }

    /** Where the rules stand then; empty where something else was changed meanwhile. */
    Mono<Written> write(RulesHead head, Mark next, NewChange change) {
        return begin(next).flatMap(millis -> {
            Map<String, Edit> edits = new HashMap<>();
            change.edits().forEach(edit -> edits.put(edit.id(), edit));
            Set<String> written = new HashSet<>();
            Flux<Map.Entry<String, String>> kept = scans.of(keys.rules(head.generation()))
                    .filter(e -> !edits.containsKey(e.getKey()) && written.add(e.getKey()));
            Flux<Map.Entry<String, String>> changed = Flux.fromIterable(change.edits())
                    .mapNotNull(edit -> changed(edit, next, millis, change.by(), written));
            Flux<Map.Entry<String, String>> done = Flux.fromIterable(change.edits())
                    .map(edit -> Map.entry(
                            edit.id(), RuleText.JSON.writeValueAsString(ChangeText.RuleWritten.of(edit, change.by()))));
            return stage(keys.rules(next.token()), next, kept.concatWith(changed))
                    .flatMap(staged -> stage(keys.change(next.version()), next, done))
                    .flatMap(staged -> putInForce(head, next, change, written.size(), millis));
        });
    }

    private static Map.@Nullable Entry<String, String> changed(
            Edit edit, Mark next, String millis, String by, Set<String> written) {
        if (edit.after() == null) {
            return null;
        }
        written.add(edit.id());
        String text = RuleText.format(next.version(), Long.parseLong(millis), RuleText.format(by, edit.after()));
        return Map.entry(edit.id(), text);
    }

    /** Clears away what is left of a large change that died, if there is such a thing. */
    Mono<Void> clear(RulesHead head) {
        return Mono.justOrEmpty(head.unfinished())
                .flatMap(dead -> redis.list(
                        Script.RULES_FORGET,
                        List.of(
                                keys.rulesHead(),
                                keys.staging(),
                                keys.rules(dead.token()),
                                keys.change(dead.version())),
                        List.of(dead.format(), dead.token())))
                .then();
    }

    /** Takes the place of the one large change that may be under way; gives Redis's time in ms. */
    private Mono<String> begin(Mark next) {
        List<String> names = List.of(keys.staging(), keys.rulesHead());
        return redis.patientList(Script.RULES_BEGIN, names, List.of(next.token(), HOLD_MILLIS, next.format()))
                .filter(RuleStaging::isDone)
                .map(answer -> Long.toString((Long) answer.get(1)))
                .switchIfEmpty(Mono.error(LargeChangeUnderWayException::new));
    }

    /** True; empty where Redis was silent for so long that the place was lost. */
    private Mono<Boolean> stage(String hash, Mark next, Flux<Map.Entry<String, String>> entries) {
        return entries.bufferUntil(new Full())
                .flatMap(
                        some -> {
                            List<String> args = new ArrayList<>(List.of(next.token(), HOLD_MILLIS));
                            some.forEach(entry -> args.addAll(List.of(entry.getKey(), entry.getValue())));
                            return redis.patientList(Script.RULES_STAGE, List.of(keys.staging(), hash), args)
                                    .map(RuleStaging::isDone);
                        },
                        SIDE_BY_SIDE)
                .all(done -> done)
                .filter(done -> done);
    }

    /** Whether a piece is full with an entry, in the order in which they come. */
    private static final class Full implements Predicate<Map.Entry<String, String>> {

        private int entries;
        private int text;

        @Override
        public boolean test(Map.Entry<String, String> entry) {
            entries++;
            text += entry.getValue().length();
            boolean full = entries == AT_ONCE || text > MOST_TEXT;
            if (full) {
                entries = 0;
                text = 0;
            }
            return full;
        }
    }

    private static boolean isDone(List<Object> answer) {
        return (Long) answer.get(0) == 1;
    }

    private Mono<Written> putInForce(RulesHead head, Mark next, NewChange change, int size, String millis) {
        List<String> names = new ArrayList<>(List.of(
                keys.rulesHead(),
                keys.changes(),
                keys.staging(),
                keys.rules(next.token()),
                keys.rules(head.generation()),
                keys.change(next.version())));
        head.droppedAfter(true).forEach(version -> names.add(keys.change(version)));
        List<String> args = List.of(
                Long.toString(head.mark().version()),
                head.mark().token(),
                head.generation(),
                next.token(),
                Integer.toString(size),
                Integer.toString(change.edits().size()),
                RulesHead.text(head.largeAfter(true)),
                ChangeText.format(change, true),
                millis,
                Integer.toString(RuleStore.LOGGED));
        return redis.patientList(Script.RULES_SWITCH, names, args)
                .filter(RuleStaging::isDone)
                .map(answer -> new Written(next, Instant.ofEpochMilli(Long.parseLong(millis))));
    }
}
