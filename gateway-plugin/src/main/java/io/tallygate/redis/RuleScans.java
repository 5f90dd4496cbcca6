package io.tallygate.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads large hashes in pieces, from where they are written. */
final class RuleScans {

    private static final String FIRST = "0";
    private static final String AT_ONCE = "250";

    private final RedisCalls redis;

    RuleScans(RedisCalls redis) {
        this.redis = redis;
    }

    private record Piece(String cursor, List<Map.Entry<String, String>> entries) {}

    /** All fields and values that were there all the time, and perhaps others; one may come twice. */
    Flux<Map.Entry<String, String>> of(String key) {
        Flux<Piece> pieces = piece(key, FIRST)
                .expand(piece -> piece.cursor().equals(FIRST) ? Mono.empty() : piece(key, piece.cursor()));
        return redis.patiently(pieces).concatMapIterable(Piece::entries);
    }

    private Mono<Piece> piece(String key, String cursor) {
        return redis.list(Script.RULES_SCAN, List.of(key), List.of(cursor, AT_ONCE))
                .map(answer -> {
                    List<?> texts = (List<?>) answer.get(1);
                    List<Map.Entry<String, String>> entries = new ArrayList<>();
                    for (int i = 0; i < texts.size(); i += 2) {
                        entries.add(Map.entry((String) texts.get(i), (String) texts.get(i + 1)));
                    }
                    return new Piece((String) answer.get(0), entries);
                });
    }
}
