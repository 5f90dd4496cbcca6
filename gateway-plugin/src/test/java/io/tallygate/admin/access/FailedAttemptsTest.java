package io.tallygate.admin.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class FailedAttemptsTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final AtomicLong now = new AtomicLong(-5);
    private final FailedAttempts failures = new FailedAttempts(3, MINUTE, now::get);

    @Test
    void makesAnAddressWaitUntilThePeriodIsOver() {
        fail("a", 2);
        assertThat(failures.rest("a")).isZero();
        now.addAndGet(MINUTE.toNanos() / 4);
        fail("a", 1);
        assertThat(failures.rest("a")).isEqualTo(Duration.ofSeconds(45));
        assertThat(failures.rest("b")).isZero();
        now.addAndGet(MINUTE.toNanos() * 3 / 4);
        assertThat(failures.rest("a")).isZero();
    }

    @Test
    void beginsAgainWithEachPeriod() {
        fail("a", 2);
        now.addAndGet(MINUTE.toNanos());
        fail("a", 2);
        assertThat(failures.rest("a")).isZero();
        fail("a", 1);
        assertThat(failures.rest("a")).isPositive();
    }

    @Test
    void remembersABoundedNumberOfAddresses() {
        fail("first", 3);
        for (int i = 0; i < 10_000; i++) {
            fail("other" + i, 1);
        }
        assertThat(failures.rest("first")).isZero();
    }

    @Test
    void writesAFewLinesAMinute(CapturedOutput output) {
        for (int i = 0; i < 1000; i++) {
            fail("many" + i, 3);
        }
        assertThat(output.toString().lines().filter(line -> line.contains("many")))
                .hasSize(20);
        assertThat(output).contains("Wrong token for the admin API from many0");
        now.addAndGet(MINUTE.toNanos());
        fail("late", 3);
        assertThat(output)
                .contains("1980 lines were left out")
                .contains("3 wrong tokens for the admin API from late; its tokens are not looked at for 60 s");
    }

    private void fail(String address, int times) {
        for (int i = 0; i < times; i++) {
            failures.add(address);
        }
    }
}
