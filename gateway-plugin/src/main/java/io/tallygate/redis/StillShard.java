package io.tallygate.redis;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Whether anything was moved in a shard while it was read in pieces. Every move raises one of the shard's sums, and so
 * does what is applied to an hour or a day directly; so two looks at them tell.
 */
final class StillShard {

    private static final List<String> MOVES = List.of("window", "hour", "day", "direct:hour", "direct:day");

    private final RedisCalls redis;
    private final Keys keys;

    StillShard(RedisCalls redis, Keys keys) {
        this.redis = redis;
        this.keys = keys;
    }

    /**
     * What was read of a shard.
     *
     * @param still whether it is the same as if it had been read at once; but for hits that came meanwhile, of which any
     *     may be in it
     */
    record Seen<T>(T read, boolean still) {}

    /**
     * Reads a shard in pieces.
     *
     * @param pieces reads them, given the sums from before
     */
    <T> Mono<Seen<T>> read(int shard, Function<List<@Nullable String>, Mono<T>> pieces) {
        return moves(shard)
                .flatMap(before -> pieces.apply(before)
                        .flatMap(read -> moves(shard).map(after -> new Seen<>(read, after.equals(before)))));
    }

    private Mono<List<@Nullable String>> moves(int shard) {
        return redis.values(keys.sums(shard), MOVES);
    }
}
