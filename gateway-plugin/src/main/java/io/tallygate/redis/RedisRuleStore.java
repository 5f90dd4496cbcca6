package io.tallygate.redis;

import io.tallygate.rules.store.Change;
import io.tallygate.rules.store.ChangedRule;
import io.tallygate.rules.store.Mark;
import io.tallygate.rules.store.NewChange;
import io.tallygate.rules.store.Picture;
import io.tallygate.rules.store.RuleStore;
import io.tallygate.rules.store.StaleRulesException;
import io.tallygate.rules.store.StoredRule;
import io.tallygate.rules.store.SwitchedNode;
import io.tallygate.rules.store.Written;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Dynamic rules in Redis: a hash of them for each generation, a log, and a head that says where they stand. Whoever makes
 * a change says after which change; a script makes it if no other came between.
 */
final class RedisRuleStore implements RuleStore {

    /** A change with more rules or text than this is staged in pieces. */
    private static final int MOST_RULES = 100;

    private static final int MOST_TEXT = 512 * 1024;

    private static final String MOST_READ = Integer.toString(1024 * 1024);
    private static final int TRIES = 5;

    private final RedisCalls redis;
    private final Keys keys;
    private final RuleScans scans;
    private final RuleStaging staging;
    private volatile String generation = "0";

    RedisRuleStore(RedisCalls redis, Keys keys) {
        this.redis = redis;
        this.keys = keys;
        this.scans = new RuleScans(redis);
        this.staging = new RuleStaging(redis, keys, scans);
    }

    private record Answer(RulesHead head, List<String> texts) {}

    private Mono<Answer> ask(List<String> ids) {
        return Mono.defer(() -> {
                    String believed = generation;
                    List<String> args =
                            Stream.concat(Stream.of(believed), ids.stream()).toList();
                    return redis.patientList(Script.RULES_FIND, List.of(keys.rulesHead(), keys.rules(believed)), args);
                })
                .map(answer -> {
                    RulesHead head = RulesHead.parse(answer);
                    generation = head.generation();
                    return new Answer(
                            head,
                            answer.stream()
                                    .skip(RulesHead.FIELDS)
                                    .map(String::valueOf)
                                    .toList());
                })
                .repeat(TRIES)
                .filter(answer -> answer.texts().size() == ids.size())
                .next()
                .switchIfEmpty(Mono.error(StaleRulesException::new));
    }

    private Mono<RulesHead> head() {
        return ask(List.of()).map(Answer::head);
    }

    @Override
    public Mono<Long> version() {
        return head().map(head -> head.mark().version());
    }

    @Override
    public Mono<Found> find(Collection<String> ids) {
        List<String> wanted = List.copyOf(ids);
        return ask(wanted).map(answer -> {
            Map<String, StoredRule> rules = new HashMap<>();
            for (int i = 0; i < wanted.size(); i++) {
                if (!answer.texts().get(i).isEmpty()) {
                    rules.put(
                            wanted.get(i),
                            RuleText.parse(wanted.get(i), answer.texts().get(i)));
                }
            }
            return new Found(answer.head().mark(), rules);
        });
    }

    @Override
    public Mono<Picture> load() {
        return head().flatMap(head -> staging.clear(head).then(load(head)))
                .repeat(TRIES)
                .next()
                .switchIfEmpty(Mono.error(StaleRulesException::new));
    }

    /** What is changed while the hashes are read may be in what was read or not: the log says what it came to. */
    private Mono<Picture> load(RulesHead head) {
        return Mono.zip(
                        scans.of(keys.rules(head.generation()))
                                .collectMap(Map.Entry::getKey, e -> RuleText.parse(e.getKey(), e.getValue())),
                        scans.of(keys.offlineNodes())
                                .map(e -> NodeText.parse(e.getKey()))
                                .collect(Collectors.toSet()))
                .flatMap(read -> upToDate(new Picture(head.mark(), read.getT1(), read.getT2())));
    }

    private Mono<Picture> upToDate(Picture picture) {
        return since(picture.mark())
                .flatMap(changes -> changes.isEmpty() ? Mono.just(picture) : upToDate(picture.after(changes)));
    }

    @Override
    public Mono<List<Change>> since(Mark mark) {
        List<String> args = List.of(Long.toString(mark.version()), mark.token(), Integer.toString(LOGGED), MOST_READ);
        return redis.patientList(Script.RULES_SINCE, List.of(keys.rulesHead(), keys.changes()), args)
                .flatMap(answer -> {
                    if ((Long) answer.get(0) == 0) {
                        return Mono.empty();
                    }
                    List<Change> changes = new ArrayList<>();
                    for (int i = 1; i < answer.size(); i += 2) {
                        long version = Long.parseLong((String) answer.get(i));
                        ChangeText.parse(version, (String) answer.get(i + 1))
                                .filter(change -> !change.isLarge())
                                .ifPresent(changes::add);
                    }
                    return changes.size() == answer.size() / 2 ? Mono.just(changes) : Mono.empty();
                });
    }

    @Override
    public Mono<Written> write(Mark expected, NewChange change) {
        return head().flatMap(head ->
                        staging.clear(head).then(head.mark().equals(expected) ? write(head, change) : Mono.empty()))
                .switchIfEmpty(Mono.error(StaleRulesException::new));
    }

    private Mono<Written> write(RulesHead head, NewChange change) {
        Mark next =
                new Mark(head.mark().version() + 1, UUID.randomUUID().toString().replace("-", ""));
        List<String> texts = new ArrayList<>();
        if (change.edits().size() <= MOST_RULES) {
            change.edits().forEach(edit -> {
                texts.add(edit.id());
                texts.add(edit.after() == null ? "" : RuleText.format(change.by(), edit.after()));
            });
            String log = ChangeText.format(change, false);
            if (log.length() <= MOST_TEXT) {
                return small(head, next, change.node(), texts, log, change.by());
            }
        }
        return staging.write(head, next, change);
    }

    private Mono<Written> small(
            RulesHead head, Mark next, @Nullable SwitchedNode node, List<String> texts, String log, String by) {
        List<String> names = new ArrayList<>(
                List.of(keys.rulesHead(), keys.rules(head.generation()), keys.changes(), keys.offlineNodes()));
        head.droppedAfter(false).forEach(version -> names.add(keys.change(version)));
        List<String> args = new ArrayList<>(List.of(
                Long.toString(head.mark().version()),
                head.mark().token(),
                head.generation(),
                next.token(),
                RulesHead.text(head.largeAfter(false)),
                log,
                Integer.toString(LOGGED),
                node == null ? "" : NodeText.format(node.name()),
                node == null || !node.offline() ? "" : by));
        args.addAll(texts);
        return redis.patientList(Script.RULES_CHANGE, names, args)
                .flatMap(answer -> (Long) answer.get(0) == 1
                        ? Mono.just(new Written(next, Instant.ofEpochMilli((Long) answer.get(1))))
                        : Mono.empty());
    }

    @Override
    public Flux<Change> changes(List<Long> versions) {
        if (versions.isEmpty()) {
            return Flux.empty();
        }
        List<String> fields = versions.stream().map(String::valueOf).toList();
        return redis.values(keys.changes(), fields).flatMapIterable(texts -> {
            List<Change> changes = new ArrayList<>();
            for (int i = 0; i < fields.size(); i++) {
                String text = texts.get(i);
                if (text != null) {
                    ChangeText.parse(versions.get(i), text).ifPresent(changes::add);
                }
            }
            return changes;
        });
    }

    @Override
    public Flux<ChangedRule> rulesOf(Change change) {
        if (!change.isLarge()) {
            return Flux.fromIterable(change.rules());
        }
        return scans.of(keys.change(change.mark().version()))
                .map(e -> changed(change, e.getValue()))
                .distinct(ChangedRule::id);
    }

    @Override
    public Mono<ChangedRule> ruleOf(Change change, String id) {
        if (!change.isLarge()) {
            return Flux.fromIterable(change.rules())
                    .filter(rule -> rule.id().equals(id))
                    .next();
        }
        return redis.values(keys.change(change.mark().version()), List.of(id))
                .flatMap(texts -> Mono.justOrEmpty(texts.get(0)))
                .map(text -> changed(change, text));
    }

    private static ChangedRule changed(Change change, String text) {
        return RuleText.JSON
                .readValue(text, ChangeText.RuleWritten.class)
                .read(change.mark().version(), change.at());
    }
}
