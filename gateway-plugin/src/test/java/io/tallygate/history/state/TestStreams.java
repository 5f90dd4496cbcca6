package io.tallygate.history.state;

import io.tallygate.flush.Flaw;
import io.tallygate.flush.StreamFigures;
import io.tallygate.window.Period;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Records of streams, as tests write them down. */
final class TestStreams {

    private final String name;
    private final long since;
    private long before;
    private long lastReport;
    private boolean left;
    private final Map<Period, Flaw> flaws = new HashMap<>();

    private TestStreams(String name, long since) {
        this.name = name;
        this.since = since;
        this.before = since;
        this.lastReport = since;
    }

    /** A stream that counts since an instant, and has reported nothing but that. */
    static TestStreams since(String name, String instant) {
        return new TestStreams(name, millis(instant));
    }

    /** It has told of all before an instant, at that instant. */
    TestStreams told(String instant) {
        return told(instant, instant);
    }

    TestStreams told(String before, String lastReport) {
        this.before = millis(before);
        this.lastReport = millis(lastReport);
        return this;
    }

    TestStreams left(String instant) {
        left = true;
        return told(instant);
    }

    TestStreams with(Period period, Flaw flaw) {
        flaws.put(period, flaw);
        return this;
    }

    StreamRecord record() {
        return new StreamRecord(
                "id of " + name, name, since, before, left, lastReport, StreamFigures.ZERO, Map.copyOf(flaws));
    }

    static long millis(String instant) {
        return Instant.parse(instant).toEpochMilli();
    }
}
