package io.tallygate.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads large hashes in pieces, from where they are written. */
final class RuleScans {

    private static final String FIRST = "0";
    private static final int FEW = 20;
    private static final int MOST = 250;

    /** What a piece takes about, in characters: rules may be long, and no call may hold Redis up. */
    private static final int TEXT = 128 * 1024;

    private final RedisCalls redis;

    RuleScans(RedisCalls redis) {
        this.redis = redis;
    }

    private record Piece(String cursor, int asked, List<Map.Entry<String, String>> entries) {

        /** For how many entries the next one is to ask. */
        int next() {
            long text = 1;
            for (Map.Entry<String, String> entry : entries) {
                text += entry.getValue().length();
            }
            return (int) Math.max(1, Math.min(MOST, (long) asked * TEXT / text));
        }
    }

    /** All fields and values that were there all the time, and perhaps others; one may come twice. */
    Flux<Map.Entry<String, String>> of(String key) {
        Flux<Piece> pieces = piece(key, FIRST, FEW)
                .expand(piece ->
                        piece.cursor().equals(FIRST) ? Mono.empty() : piece(key, piece.cursor(), piece.next()));
        return redis.patiently(pieces).concatMapIterable(Piece::entries);
    }

    private Mono<Piece> piece(String key, String cursor, int fields) {
        return redis.list(Script.READ, List.of(key), List.of("HSCAN", cursor, "COUNT", Integer.toString(fields)))
                .map(answer -> {
                    List<?> texts = (List<?>) answer.get(1);
                    List<Map.Entry<String, String>> entries = new ArrayList<>();
                    for (int i = 0; i < texts.size(); i += 2) {
                        entries.add(Map.entry((String) texts.get(i), (String) texts.get(i + 1)));
                    }
                    return new Piece((String) answer.get(0), fields, entries);
                });
    }
}
