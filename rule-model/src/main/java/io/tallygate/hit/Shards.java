package io.tallygate.hit;

import java.util.zip.CRC32;

/**
 * How counters are spread over shards: CRC-32 (as in RFC 1952) of {@link CounterKey#shardText()}, modulo their number.
 *
 * @param count how many shards there are, 1 to 1024; fixed for the life of the stored data
 */
public record Shards(int count) {
    public Shards {
        if (count < 1 || count > 1024) {
            throw new IllegalArgumentException("shards must be 1 to 1024: \"" + count + "\"");
        }
    }

    /** The shard of a counter, 0 to count - 1. */
    public int of(CounterKey key) {
        CRC32 crc = new CRC32();
        crc.update(key.shardText());
        return (int) (crc.getValue() % count);
    }
}
