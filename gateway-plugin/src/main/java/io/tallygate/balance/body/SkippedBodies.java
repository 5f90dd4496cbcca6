package io.tallygate.balance.body;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** How often body rules were skipped because the body could not be read, and why. Counts since the start. */
public final class SkippedBodies {

    private final Map<Reason, LongAdder> counts;

    /** Why a body was not read. */
    public enum Reason {
        /** The request has none. */
        ABSENT,
        /** It is longer than allowed. */
        TOO_LARGE,
        /** It took longer to come than allowed. */
        SLOW,
        /** Its media type is not among those that are read. */
        MEDIA_TYPE,
        /** It is compressed. */
        ENCODED,
        /** The request asks for another protocol. */
        UPGRADE,
        /** It ended in an error while it was read. */
        BROKEN;

        /** The reason as a meter's tag. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public SkippedBodies() {
        Map<Reason, LongAdder> adders = new EnumMap<>(Reason.class);
        Arrays.stream(Reason.values()).forEach(reason -> adders.put(reason, new LongAdder()));
        this.counts = Collections.unmodifiableMap(adders);
    }

    /** How often a body was not read for this reason. */
    public long count(Reason reason) {
        return adder(reason).sum();
    }

    void add(Reason reason) {
        adder(reason).increment();
    }

    private LongAdder adder(Reason reason) {
        LongAdder adder = counts.get(reason);
        if (adder == null) {
            throw new IllegalStateException("no counter for reason \"" + reason.word() + "\"");
        }
        return adder;
    }
}
