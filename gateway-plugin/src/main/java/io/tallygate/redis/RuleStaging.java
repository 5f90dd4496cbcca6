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
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Makes a large change: copies the rules in force into a new generation, the change applied to them, piece by piece, and
 * lets one script put it in force. Until then nobody reads it; if it is never finished it is forgotten.
 */
final class RuleStaging {

    private static final int AT_ONCE = 100;
    private static final int SIDE_BY_SIDE = 4;

    /** For how long a change keeps others out between two of its pieces. */
    private static final String HOLD_MILLIS = "15000";

    private static final String FORGET_SECONDS = "600";

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
        return begin(head, next).flatMap(millis -> {
            Map<String, Edit> edits = new HashMap<>();
            change.edits().forEach(edit -> edits.put(edit.id(), edit));
            Set<String> written = new HashSet<>();
            Flux<String> kept = scans.of(keys.rules(head.generation()))
                    .filter(e -> !edits.containsKey(e.getKey()) && written.add(e.getKey()))
                    .concatMapIterable(e -> List.of(e.getKey(), e.getValue()));
            Flux<String> changed = Flux.fromIterable(change.edits())
                    .concatMapIterable(edit -> changed(edit, next, millis, change.by(), written));
            Flux<String> done = Flux.fromIterable(change.edits())
                    .concatMapIterable(edit -> List.of(
                            edit.id(), RuleText.JSON.writeValueAsString(ChangeText.RuleWritten.of(edit, change.by()))));
            return stage(keys.rules(next.token()), next, kept.concatWith(changed))
                    .then(stage(keys.change(next.version()), next, done))
                    .then(Mono.defer(() -> putInForce(head, next, change, written.size(), millis)));
        });
    }

    private static List<String> changed(Edit edit, Mark next, String millis, String by, Set<String> written) {
        if (edit.after() == null) {
            return List.of();
        }
        written.add(edit.id());
        String text = RuleText.format(next.version(), Long.parseLong(millis), RuleText.format(by, edit.after()));
        return List.of(edit.id(), text);
    }

    /** Takes the place of the one large change that may be under way; gives Redis's time in ms. */
    private Mono<String> begin(RulesHead head, Mark next) {
        List<String> names = new ArrayList<>(List.of(keys.staging(), keys.change(next.version()), keys.rulesHead()));
        if (!head.staged().isEmpty() && !head.staged().equals(head.generation())) {
            names.add(keys.rules(head.staged()));
        }
        return stage(names, List.of(next.token(), HOLD_MILLIS, FORGET_SECONDS));
    }

    private Mono<Void> stage(String hash, Mark next, Flux<String> fieldsAndValues) {
        return fieldsAndValues
                .buffer(2 * AT_ONCE)
                .flatMap(
                        some -> {
                            List<String> args = new ArrayList<>(List.of(next.token(), HOLD_MILLIS, FORGET_SECONDS));
                            args.addAll(some);
                            return stage(List.of(keys.staging(), hash), args);
                        },
                        SIDE_BY_SIDE)
                .then();
    }

    private Mono<String> stage(List<String> names, List<String> args) {
        return redis.patientList(Script.RULES_STAGE, names, args).map(answer -> {
            if ((Long) answer.get(0) == 0) {
                throw new LargeChangeUnderWayException();
            }
            return Long.toString((Long) answer.get(1));
        });
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
                .flatMap(answer -> (Long) answer.get(0) == 1
                        ? Mono.just(new Written(next, Instant.ofEpochMilli(Long.parseLong(millis))))
                        : Mono.empty());
    }
}
