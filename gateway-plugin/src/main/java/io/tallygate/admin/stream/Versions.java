package io.tallygate.admin.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What tells that something was changed.
 *
 * @param version the version of the last change
 * @param rules differs from what it was when rules were changed
 * @param nodes differs from what it was when nodes were taken out or back
 */
public record Versions(LongSupplier version, Supplier<?> rules, Supplier<?> nodes) {

    /** How things are at one moment. */
    record Told(Object rules, Object nodes) {}

    Told now() {
        return new Told(rules.get(), nodes.get());
    }

    /** What listeners are told first. */
    List<FeedEvent> all() {
        return List.of(event("rules"), event("nodes"));
    }

    /** What they are told where something is not as it was. */
    List<FeedEvent> changes(Told before, Told now) {
        List<FeedEvent> changes = new ArrayList<>();
        if (!before.rules.equals(now.rules)) {
            changes.add(event("rules"));
        }
        if (!before.nodes.equals(now.nodes)) {
            changes.add(event("nodes"));
        }
        return changes;
    }

    private FeedEvent event(String what) {
        return new FeedEvent.Changed(what, version.getAsLong());
    }
}
