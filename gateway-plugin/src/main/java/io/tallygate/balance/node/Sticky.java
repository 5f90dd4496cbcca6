package io.tallygate.balance.node;

import java.util.List;
import org.springframework.cloud.client.ServiceInstance;

/**
 * The same node for the same value, as long as it lives: rendezvous or highest random weight hashing (Thaler and
 * Ravishankar, 1998). Each node is scored with the value, and the highest score wins. So a node that goes moves only the
 * values that it had, and one that comes takes only those that it wins. Every gateway must score alike: changing the hash
 * moves almost all values.
 */
record Sticky(String value) implements NodePicker {

    /** FNV-1a, 64 bits: http://www.isthe.com/chongo/tech/comp/fnv/. */
    private static final long FNV_OFFSET = 0xCBF29CE484222325L;

    private static final long FNV_PRIME = 0x100000001B3L;

    @Override
    public ServiceInstance pick(List<ServiceInstance> nodes) {
        long ofValue = fnv(FNV_OFFSET, value);
        ServiceInstance best = nodes.get(0);
        long highest = mixed(fnv(ofValue, Nodes.id(best)));
        for (int i = 1; i < nodes.size(); i++) {
            ServiceInstance node = nodes.get(i);
            long score = mixed(fnv(ofValue, Nodes.id(node)));
            if (score > highest || (score == highest && Nodes.id(node).compareTo(Nodes.id(best)) < 0)) {
                best = node;
                highest = score;
            }
        }
        return best;
    }

    /** Goes on with a hash over a text, over the two octets of each UTF-16 unit, the lower one first. */
    private static long fnv(long hash, String text) {
        long h = hash;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            h = (h ^ (c & 0xFF)) * FNV_PRIME;
            h = (h ^ (c >>> 8)) * FNV_PRIME;
        }
        return h;
    }

    /** The finalizer of MurmurHash3 for 64 bits: FNV alone leaves the upper bits of short texts alike. */
    private static long mixed(long hash) {
        long h = hash;
        h = (h ^ (h >>> 33)) * 0xFF51AFD7ED558CCDL;
        h = (h ^ (h >>> 33)) * 0xC4CEB9FE1A85EC53L;
        return h ^ (h >>> 33);
    }
}
