package io.tallygate.match.index;

import io.tallygate.rule.Strategy;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Collects what is filed under anchors, each kind of anchor in a drawer of its own. */
final class Drawers {

    private final Map<String, Index> hosts = new HashMap<>();
    private final Map<String, Index> methods = new HashMap<>();
    private final PathIndex.Builder paths = new PathIndex.Builder();
    private final Map<Strategy, Map<String, ValueIndex.Builder>> values = new EnumMap<>(Strategy.class);
    private final BodyIndex.Builder bodies = new BodyIndex.Builder();

    void put(Anchor anchor, Index index) {
        if (anchor instanceof Anchor.Host host) {
            hosts.put(host.host(), index);
        } else if (anchor instanceof Anchor.Method method) {
            methods.put(method.method(), index);
        } else if (anchor instanceof Anchor.ExactPath exact) {
            paths.exact(exact.segments(), index);
        } else if (anchor instanceof Anchor.PathPattern pattern) {
            paths.pattern(pattern, index);
        } else if (anchor instanceof Anchor.PathHolds holds) {
            paths.holding(holds.text(), index);
        } else if (anchor instanceof Anchor.Key key) {
            of(key).any(index);
        } else if (anchor instanceof Anchor.Value value) {
            of(value.of()).equal(value.value(), index);
        } else if (anchor instanceof Anchor.ValueHolds holds) {
            of(holds.of()).holding(holds.text(), index);
        } else if (anchor instanceof Anchor.BodyIs is) {
            bodies.equal(is.text(), index);
        } else if (anchor instanceof Anchor.BodyHolds holds) {
            bodies.holding(holds.text(), index);
        } else if (anchor instanceof Anchor.BodyAt at) {
            bodies.at(at.pointer(), at.value(), index);
        }
    }

    private ValueIndex.Builder of(Anchor.Key key) {
        return values.computeIfAbsent(key.source(), source -> new HashMap<>())
                .computeIfAbsent(key.key(), k -> new ValueIndex.Builder());
    }

    /** All drawers, and the rules that are filed under nothing. */
    Index close(List<Candidate> loose) {
        List<Index> all = new ArrayList<>();
        if (!hosts.isEmpty()) {
            all.add(new HostIndex(hosts));
        }
        if (!methods.isEmpty()) {
            all.add(new MethodIndex(methods));
        }
        if (!paths.isEmpty()) {
            all.add(paths.build());
        }
        values.forEach((source, byKey) -> all.add(KeyIndex.of(source, byKey)));
        if (!bodies.isEmpty()) {
            all.add(bodies.build());
        }
        if (!loose.isEmpty()) {
            all.add(new Leaf(loose));
        }
        return all.size() == 1 ? all.get(0) : new AllOf(all);
    }
}
