package io.tallygate.rules.store;

import io.tallygate.rules.store.NewChange.Edit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A store in memory, that can be away, and can forget. */
public final class MemoryRuleStore implements RuleStore {

    private static final int SMALL = 100;

    private Picture picture = Picture.EMPTY;
    private final TreeMap<Long, Change> log = new TreeMap<>();
    private long token;
    private boolean away;
    private boolean hanging;
    private int loads;

    /** From now on nobody reaches it, or again. */
    public synchronized void away(boolean isAway) {
        away = isAway;
    }

    /** From now on reading everything takes for ever. */
    public synchronized void hang() {
        hanging = true;
    }

    /** It is emptied. */
    public synchronized void forget() {
        picture = Picture.EMPTY;
        log.clear();
    }

    /** How often everything was read. */
    public synchronized int loads() {
        return loads;
    }

    /** Puts a rule in that nobody would have written. */
    public synchronized void spoil(StoredRule rule) {
        Map<String, StoredRule> rules = new HashMap<>(picture.rules());
        rules.put(rule.id(), rule);
        picture = new Picture(new Mark(picture.mark().version() + 1, "spoilt"), rules, picture.offline());
        log.clear();
    }

    private synchronized Picture there() {
        if (away) {
            throw new IllegalStateException("away");
        }
        return picture;
    }

    @Override
    public Mono<Found> find(Collection<String> ids) {
        return Mono.fromSupplier(() -> {
            Map<String, StoredRule> rules = new HashMap<>(there().rules());
            rules.keySet().retainAll(ids);
            return new Found(there().mark(), rules);
        });
    }

    @Override
    public Mono<Picture> load() {
        return Mono.defer(() -> {
            synchronized (this) {
                loads++;
                return hanging ? Mono.never() : Mono.just(there());
            }
        });
    }

    @Override
    public Mono<List<Change>> since(Mark mark) {
        return Mono.fromSupplier(this::there).flatMap(now -> {
            synchronized (this) {
                if (mark.equals(now.mark())) {
                    return Mono.just(List.of());
                }
                Change there = log.get(mark.version());
                boolean known = mark.version() < now.mark().version()
                        && (mark.equals(Mark.NONE)
                                ? log.containsKey(1L)
                                : there != null && there.mark().equals(mark));
                List<Change> changes =
                        List.copyOf(log.tailMap(mark.version(), false).values());
                return known && changes.stream().noneMatch(Change::isLarge) ? Mono.just(changes) : Mono.empty();
            }
        });
    }

    @Override
    public Mono<Written> write(Mark expected, NewChange change) {
        return Mono.fromSupplier(() -> {
            synchronized (this) {
                if (!there().mark().equals(expected)) {
                    throw new StaleRulesException();
                }
                Mark mark = new Mark(expected.version() + 1, "t" + token++);
                Instant at = Instant.ofEpochMilli(1000 * mark.version());
                List<ChangedRule> rules = new ArrayList<>();
                for (Edit edit : change.edits()) {
                    rules.add(new ChangedRule(
                            edit.id(),
                            edit.before(),
                            edit.after() == null
                                    ? null
                                    : new StoredRule(edit.id(), mark.version(), at, change.by(), edit.after(), null)));
                }
                Change whole = new Change(
                        mark, at, change.by(), change.action(), change.summary(), rules.size(), rules, change.node());
                picture = picture.after(List.of(whole));
                boolean large = rules.size() > SMALL;
                apart.put(mark.version(), rules);
                log.put(
                        mark.version(),
                        new Change(
                                mark,
                                at,
                                change.by(),
                                change.action(),
                                change.summary(),
                                rules.size(),
                                large ? List.of() : rules,
                                change.node()));
                log.remove(mark.version() - LOGGED);
                return new Written(mark, at);
            }
        });
    }

    private final Map<Long, List<ChangedRule>> apart = new HashMap<>();

    @Override
    public Mono<Long> version() {
        return Mono.fromSupplier(() -> there().mark().version());
    }

    @Override
    public synchronized Flux<Change> changes(List<Long> versions) {
        return Flux.fromIterable(versions).mapNotNull(log::get);
    }

    @Override
    public synchronized Flux<ChangedRule> rulesOf(Change change) {
        return Flux.fromIterable(apart.getOrDefault(change.mark().version(), List.of()));
    }

    @Override
    public Mono<ChangedRule> ruleOf(Change change, String id) {
        return rulesOf(change).filter(rule -> rule.id().equals(id)).next();
    }
}
