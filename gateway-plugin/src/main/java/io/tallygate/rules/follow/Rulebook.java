package io.tallygate.rules.follow;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.tallygate.rule.Rule;
import io.tallygate.rules.store.Mark;
import io.tallygate.rules.store.Picture;
import io.tallygate.rules.store.StoredRule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * Where each rule comes from: the configuration, whose rules always hold, or the store. A rule of the store that cannot
 * be used is broken and takes no other down.
 */
public final class Rulebook {

    private final Map<String, Rule> statics;
    private final Picture picture;
    private final Map<String, KnownRule> dynamic;
    private final List<KnownRule> broken;

    private Rulebook(Map<String, Rule> statics, Picture picture, Map<String, KnownRule> dynamic) {
        this.statics = statics;
        this.picture = picture;
        this.dynamic = dynamic;
        this.broken =
                dynamic.values().stream().filter(rule -> rule.broken() != null).toList();
    }

    /** The rules of the configuration alone. */
    static Rulebook of(List<Rule> statics) {
        return new Rulebook(
                statics.stream().collect(toUnmodifiableMap(Rule::id, Function.identity())), Picture.EMPTY, Map.of());
    }

    /** The same with these dynamic rules; those that have not changed are not read again. */
    Rulebook with(Picture next) {
        Map<String, KnownRule> rules = new HashMap<>(next.rules().size() * 2);
        for (StoredRule stored : next.rules().values()) {
            KnownRule known = dynamic.get(stored.id());
            rules.put(stored.id(), known != null && known.stored().equals(stored) ? known : read(stored));
        }
        return new Rulebook(statics, next, rules);
    }

    /** What becomes here of a rule that is stored so. */
    public KnownRule read(StoredRule stored) {
        return KnownRule.read(stored, statics.containsKey(stored.id()));
    }

    /** All that are in force, in no particular order. */
    List<Rule> rules() {
        List<Rule> rules = new ArrayList<>(statics.values());
        for (KnownRule known : dynamic.values()) {
            if (known.broken() == null) {
                rules.add(Objects.requireNonNull(known.rule()));
            }
        }
        return rules;
    }

    /** What the store has, as far as it is in force here. */
    public Picture picture() {
        return picture;
    }

    /** Where the dynamic rules stand. */
    public Mark mark() {
        return picture.mark();
    }

    /** How many dynamic rules there are, also broken ones. */
    public int size() {
        return dynamic.size();
    }

    /** Whether a rule comes from the configuration. */
    public boolean isStatic(String id) {
        return statics.containsKey(id);
    }

    /** A dynamic rule, also a broken one. */
    public Optional<KnownRule> dynamic(String id) {
        return Optional.ofNullable(dynamic.get(id));
    }

    /** All dynamic rules, in no particular order. */
    public Collection<KnownRule> dynamic() {
        return List.copyOf(dynamic.values());
    }

    /** The dynamic rules that are not in force. */
    public List<KnownRule> broken() {
        return broken;
    }
}
