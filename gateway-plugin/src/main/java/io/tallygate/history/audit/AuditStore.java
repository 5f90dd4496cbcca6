package io.tallygate.history.audit;

import io.tallygate.window.Granularity;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Mono;

/** Where the store's own sums are read, and what they sum up is counted again. No call holds the store for long. */
public interface AuditStore {

    /** How many shards there are. */
    int shards();

    /** How long the hits of a granularity are kept. */
    Duration retention(Granularity granularity);

    /**
     * The sums of a shard, and what of it came from some streams: one picture.
     *
     * @param streams ids of streams, at most {@link Audit#MAX_STREAMS}
     */
    Mono<Sums> sums(int shard, List<String> streams);

    /** Counts what is live in a shard, piece by piece: what moves meanwhile may be seen twice, or not at all. */
    Mono<Long> live(int shard, Granularity granularity);

    /**
     * Counts the entries of all counters of a shard that begin in [from, to), piece by piece.
     *
     * @param from in seconds since the epoch
     */
    Mono<Long> listed(int shard, Granularity granularity, long from, long to);

    /** The same of the totals of all kinds. */
    Mono<Long> totals(int shard, Granularity granularity, long from, long to);

    /**
     * What a shard says of itself.
     *
     * @param applied hits that were ever applied
     * @param direct those of them that were applied to an hour or a day
     * @param closed hits that were moved out of what is live
     * @param ofStreams hits that were applied by stream
     */
    record Sums(
            long applied, Map<Granularity, Long> direct, Map<Granularity, Long> closed, Map<String, Long> ofStreams) {
        public Sums {
            direct = Map.copyOf(direct);
            closed = Map.copyOf(closed);
            ofStreams = Map.copyOf(ofStreams);
        }

        Flow flow(Granularity granularity) {
            long in = switch (granularity) {
                case WINDOW -> applied - direct(Granularity.HOUR) - direct(Granularity.DAY);
                case HOUR -> closed(Granularity.WINDOW) + direct(Granularity.HOUR);
                case DAY -> closed(Granularity.HOUR) + direct(Granularity.DAY);
            };
            return new Flow(in, closed(granularity));
        }

        private long closed(Granularity granularity) {
            return closed.getOrDefault(granularity, 0L);
        }

        private long direct(Granularity granularity) {
            return direct.getOrDefault(granularity, 0L);
        }
    }

    /** Hits that ever came into what is live of a granularity, and hits that were moved out of it. */
    record Flow(long in, long out) {
        long left() {
            return in - out;
        }
    }
}
