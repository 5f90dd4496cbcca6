package io.tallygate.faults;

import io.lettuce.core.KillArgs;
import io.tallygate.faults.site.Site;
import io.tallygate.faults.store.FaultyProxy;
import io.tallygate.faults.store.RedisProcess;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that goes wrong for a while.
 *
 * @param victim what suffers from it: one fault at a time
 * @param name what it is called where it is told
 * @param begin makes it so
 * @param end puts it right; null where the fault is over at once
 */
record Fault(
        String victim,
        String name,
        Runnable begin,
        @Nullable Runnable end) {

    /** All that must cost no hit as long as the replay reaches back, whatever comes together. */
    static List<Fault> all(RedisProcess redis, FaultyProxy proxy, Site site) {
        return List.of(
                new Fault("redis", "Redis is emptied", () -> empty(redis), redis::run),
                new Fault(
                        "redis", "Redis is going to fall back to this moment", redis::keepCopy, () -> fallBack(redis)),
                atOnce("redis", "the elected instance is about to lose its lock", new SnapshotLock(redis)::cutShort),
                new Fault("redis", "Redis is paused", redis::pause, redis::resume),
                new Fault("redis", "Redis is killed", redis::kill, redis::run),
                new Fault(
                        "redis",
                        "Redis has no memory",
                        () -> redis.commands().configSet("maxmemory", "1"),
                        () -> redis.commands().configSet("maxmemory", "0")),
                atOnce(
                        "redis",
                        "Redis forgets its scripts",
                        () -> redis.commands().scriptFlush()),
                atOnce(
                        "redis",
                        "Redis kills its connections",
                        () -> redis.commands()
                                .clientKill(KillArgs.Builder.typeNormal().skipme())),
                atOnce("way", "connections are cut", proxy::cut),
                new Fault("way", "nothing passes", proxy::stall, proxy::flow),
                new Fault("way", "answers are late", proxy::stallAnswers, proxy::flow),
                new Fault("way", "answers are lost", () -> proxy.loseOneAnswerIn(5), proxy::loseNoAnswer),
                new Fault("way", "connections are refused", proxy::refuse, proxy::accepts),
                new Fault(
                        "gateway",
                        "a gateway is paused",
                        () -> site.gateway("one").process().pause(),
                        () -> site.gateway("one").process().resume()));
    }

    private static void empty(RedisProcess redis) {
        redis.kill();
        redis.loseFile();
    }

    private static void fallBack(RedisProcess redis) {
        redis.kill();
        redis.goBackToCopy();
        redis.run();
    }

    private static Fault atOnce(String victim, String name, Runnable begin) {
        return new Fault(victim, name, begin, null);
    }
}
