package io.tallygate.protocol;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All there is at one moment.
 *
 * @param streams the two streams
 * @param redis Redis
 * @param replica what would take over from it; null as long as that is the same
 * @param strays requests that nobody waits for and that may still arrive, in a fixed order
 * @param leaders those that are between reading what is live and moving it, in a fixed order
 * @param left what may still happen
 */
record State(
        List<Stream> streams,
        Redis redis,
        @Nullable Redis replica,
        List<Request> strays,
        List<Leader> leaders,
        Budget left) {

    /**
     * One that closes window 1.
     *
     * @param read what it read, where it moves that and not what is live
     * @param next what it will do next
     */
    record Leader(Bag read, Next next) {
        enum Next {
            MOVE,
            PUT,
            DELETE
        }
    }

    static State initial(Budget budget) {
        return new State(List.of(Stream.fresh(0), Stream.fresh(1)), Redis.EMPTY, null, List.of(), List.of(), budget);
    }

    State with(Stream stream) {
        List<Stream> changed = new ArrayList<>(streams);
        changed.set(stream.id(), stream);
        return new State(List.copyOf(changed), redis, replica, strays, leaders, left);
    }

    State with(Redis changed) {
        return new State(streams, changed, replica, strays, leaders, left);
    }

    State withReplica(@Nullable Redis changed) {
        return new State(streams, redis, changed, strays, leaders, left);
    }

    State withStray(Request stray) {
        return new State(streams, redis, replica, sorted(strays, stray), leaders, left);
    }

    State withoutStray(Request stray) {
        return new State(streams, redis, replica, without(strays, stray), leaders, left);
    }

    State with(Leader leader) {
        return new State(streams, redis, replica, strays, sorted(leaders, leader), left);
    }

    State without(Leader leader) {
        return new State(streams, redis, replica, strays, without(leaders, leader), left);
    }

    State spend(Chance chance) {
        return new State(streams, redis, replica, strays, leaders, left.minus(chance));
    }

    private static <T> List<T> sorted(Collection<T> some, T one) {
        List<T> all = new ArrayList<>(some);
        all.add(one);
        // Any fixed order will do: states that differ in nothing but the order are the same.
        all.sort((x, y) -> x.toString().compareTo(y.toString()));
        return List.copyOf(all);
    }

    private static <T> List<T> without(Collection<T> some, T one) {
        List<T> rest = new ArrayList<>(some);
        rest.remove(one);
        return List.copyOf(rest);
    }
}
