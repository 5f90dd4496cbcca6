package io.tallygate.redis;

import io.tallygate.window.Granularity;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Whether anything was moved in a shard while it was read in pieces. Every move raises one of the shard's sums, so two
 * looks at them tell.
 */
final class StillShard {

    private static final List<String> MOVES =
            Stream.of(Granularity.values()).map(Granularity::word).toList();

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

    <T> Mono<Seen<T>> read(int shard, Mono<T> pieces) {
        return moves(shard)
                .flatMap(before ->
                        pieces.flatMap(read -> moves(shard).map(after -> new Seen<>(read, after.equals(before)))));
    }

    private Mono<List<@Nullable String>> moves(int shard) {
        return redis.values(keys.sums(shard), MOVES);
    }
}
