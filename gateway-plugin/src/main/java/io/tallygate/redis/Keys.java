package io.tallygate.redis;

import io.tallygate.hit.CounterKey;
import io.tallygate.hit.HitKind;
import io.tallygate.window.Granularity;
import io.tallygate.window.Period;

/**
 * The names of all keys. Each carries its shard's hash tag, so that a script's keys lie in one slot of a cluster. What
 * each key holds is told in docs/redis-layout.md.
 */
final class Keys {

    private final String prefix;

    Keys(String prefix) {
        this.prefix = prefix;
    }

    String layout() {
        return meta("layout");
    }

    String streams() {
        return meta("streams");
    }

    String stream(String stream) {
        return meta("stream:" + stream);
    }

    String flaws(String stream) {
        return meta("flaws:" + stream);
    }

    String states(Granularity granularity) {
        return meta("states:" + granularity.letter());
    }

    /** Where the dynamic rules stand. */
    String rulesHead() {
        return meta("rules");
    }

    /** The dynamic rules of a generation. */
    String rules(String generation) {
        return meta("rules:" + generation);
    }

    /** The log of changes. */
    String changes() {
        return meta("changes");
    }

    /** The rules of a large change. */
    String change(long version) {
        return meta("change:" + version);
    }

    /** The large change that is under way. */
    String staging() {
        return meta("staging");
    }

    String offlineNodes() {
        return meta("offline");
    }

    /** What the key of a lock begins with. */
    String lock() {
        return meta("election");
    }

    String streamIn(int shard, String stream) {
        return in(shard, "stream:" + stream);
    }

    String liveIndex(int shard) {
        return in(shard, "live");
    }

    String live(int shard, Period period) {
        return in(shard, "live:" + period.format());
    }

    String counters(int shard) {
        return in(shard, "counters");
    }

    String lastHits(int shard) {
        return in(shard, "last");
    }

    String sums(int shard) {
        return in(shard, "sums");
    }

    String list(int shard, Granularity granularity, String counter) {
        return in(shard, "list:" + granularity.letter() + ":" + counter);
    }

    String list(int shard, Granularity granularity, CounterKey counter) {
        return list(shard, granularity, counter.format());
    }

    String total(int shard, Granularity granularity, HitKind kind) {
        return in(shard, "total:" + granularity.letter() + ":" + kind.word());
    }

    private String in(int shard, String name) {
        return prefix + ":{" + shard + "}:" + name;
    }

    private String meta(String name) {
        return prefix + ":{meta}:" + name;
    }
}
