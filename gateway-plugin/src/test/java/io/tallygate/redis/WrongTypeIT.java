package io.tallygate.redis;

import static io.tallygate.redis.Stores.await;
import static io.tallygate.redis.Stores.window;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tallygate.hit.CounterKey;
import io.tallygate.hit.Counts;
import io.tallygate.hit.HitKind;
import io.tallygate.window.Period;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A script that fails half-way is not rolled back, so a key of another type must stop it before its first write. */
class WrongTypeIT extends StoreFixture {

    private static final CounterKey CANARY = CounterKey.of(HitKind.HEADER, "canary", "order", "order-2");
    private static final CounterKey ORDERS = CounterKey.of(HitKind.API, "orders", "order", "order-1");
    private static final Map<CounterKey, Counts> DELTAS =
            Map.of(CANARY, Counts.successes(3), ORDERS, Counts.successes(4));

    private final Period window = window(5);

    /** Everything under the prefix, byte by byte. */
    private Map<String, String> everything() {
        Map<String, String> dump = new HashMap<>();
        for (String key : redis.commands().keys(prefix + ":*")) {
            dump.put(key, Base64.getEncoder().encodeToString(redis.commands().dump(key)));
        }
        return dump;
    }

    private void spoil(String name) {
        String key = prefix + ":"
                + name.replace("WINDOW", window.format())
                        .replace("HOUR", Stores.CALENDAR.parent(window).format())
                        .replace("COUNTER", CANARY.format());
        redis.commands().del(key);
        redis.commands().set(key, "1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{0}:stream:s", "{0}:live", "{0}:live:WINDOW", "{0}:counters", "{0}:last", "{0}:sums"})
    void keepsABatchFromBeingAppliedByHalves(String key) {
        spoil(key);
        Map<String, String> before = everything();

        assertThatThrownBy(() -> stores.apply("s", 1, 1, window, DELTAS)).hasStackTraceContaining("WRONGTYPE");
        assertThat(everything()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{0}:live", "{0}:sums", "{0}:live:HOUR", "{0}:list:w:COUNTER", "{0}:total:w:header"})
    void keepsAPeriodFromBeingClosedByHalves(String key) {
        stores.apply("s", 1, 1, window, DELTAS);
        spoil(key);
        Map<String, String> before = everything();

        assertThatThrownBy(() -> await(stores.snapshots().close(0, window, List.of(ORDERS, CANARY))))
                .hasStackTraceContaining("WRONGTYPE");
        assertThat(everything()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{meta}:layout", "{meta}:streams", "{meta}:stream:s"})
    void keepsAReportFromBeingTakenInByHalves(String key) {
        spoil(key);
        Map<String, String> before = everything();

        assertThatThrownBy(() -> await(stores.counters().report(Stores.report("s"))))
                .hasStackTraceContaining("WRONGTYPE");
        assertThat(everything()).isEqualTo(before);
    }
}
