package io.tallygate.history.audit;

import io.tallygate.history.state.StateHistory.SeenStream;
import io.tallygate.window.Granularity;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * What an audit found.
 *
 * @param streams the streams that reported last
 * @param streamsLeftOut how many others there are
 * @param shards the shards
 * @param lists the lists in the range that was asked for, by granularity; empty where none was
 */
public record Audit(List<StreamAudit> streams, int streamsLeftOut, List<ShardAudit> shards, List<ListAudit> lists) {

    /** Of how many streams an audit tells. */
    public static final int MAX_STREAMS = 500;

    public Audit {
        streams = List.copyOf(streams);
        shards = List.copyOf(shards);
        lists = List.copyOf(lists);
    }

    /**
     * A stream's own equation, and what the store has of it against what it was told that it has.
     *
     * @param stream the stream
     * @param stored hits that were acknowledged, as it last reported, and hits that the store has
     */
    public record StreamAudit(SeenStream stream, Balance stored) {

        /** What it decided and does not account for. */
        public long unaccounted() {
            return stream.record().figures().difference();
        }
    }

    /**
     * A shard's equations.
     *
     * @param live of each granularity the hits that came into it, less those that were moved on, and those that are live
     */
    public record ShardAudit(int shard, Map<Granularity, Balance> live) {
        public ShardAudit {
            live = Map.copyOf(live);
        }

        public Balance of(Granularity granularity) {
            return Objects.requireNonNull(live.get(granularity));
        }
    }

    /**
     * The lists of one granularity.
     *
     * @param from the first second that was looked at, in seconds since the epoch
     * @param to the first second after that
     * @param shards of each shard the hits in the lists of totals, and those in the lists of counters
     */
    public record ListAudit(Granularity granularity, long from, long to, List<Balance> shards) {
        public ListAudit {
            shards = List.copyOf(shards);
        }
    }

    /** All differences together, whatever their signs; 0 when all is well. */
    public long difference() {
        return LongStream.concat(
                        balances().mapToLong(Balance::difference),
                        streams.stream().mapToLong(StreamAudit::unaccounted))
                .map(Math::abs)
                .sum();
    }

    /** Whether something could not be compared, for it never held still. */
    public boolean moving() {
        return balances().anyMatch(Balance::moving);
    }

    private Stream<Balance> balances() {
        return Stream.of(
                        streams.stream().map(StreamAudit::stored),
                        shards.stream().flatMap(shard -> shard.live().values().stream()),
                        lists.stream().flatMap(list -> list.shards().stream()))
                .flatMap(balances -> balances);
    }
}
