package io.tallygate.flush;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallygate.window.Calendar;
import io.tallygate.window.Granularity;
import io.tallygate.window.Period;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LossLedgerTest {

    private static final Calendar CALENDAR = new Calendar(Duration.ofMinutes(1), ZoneOffset.UTC);
    private static final long HOUR = 1_795_168_800;

    private final LossLedger ledger = new LossLedger(CALENDAR);

    private static Period window(int minute) {
        return CALENDAR.containing(Granularity.WINDOW, HOUR + 60L * minute);
    }

    private Map<Period, Long> told() {
        Map<Period, Long> told = new HashMap<>();
        ledger.tell((period, lost) -> told.merge(period, lost, Long::sum));
        return told;
    }

    @Test
    void takesTheNewestForLost() {
        ledger.add(window(0), 10);
        ledger.add(window(1), 3);
        ledger.add(window(1), 4);
        ledger.lost(9);

        assertThat(told()).isEqualTo(Map.of(window(0), 2L, window(1), 7L));
        assertThat(ledger.lost()).isEqualTo(9);
    }

    @Test
    void addsALaterLossToAnEarlierOne() {
        ledger.add(window(0), 10);
        ledger.lost(4);
        ledger.add(window(1), 5);
        ledger.add(window(2), 6);
        ledger.lost(4 + 7);

        assertThat(told()).isEqualTo(Map.of(window(0), 4L, window(1), 1L, window(2), 6L));
    }

    @Test
    void beginsAnewWhereTheStoreKnowsOfLessLoss() {
        ledger.add(window(0), 10);
        ledger.lost(4);
        ledger.add(window(1), 5);
        ledger.lost(0);
        assertThat(told()).isEmpty();
        ledger.lost(5);
        assertThat(told()).isEqualTo(Map.of(window(1), 5L));
    }

    @Test
    void writesOldWindowsAsHoursAndOldHoursAsDays() {
        int minutes = 60 * 24 * 30;
        for (int minute = 0; minute < minutes; minute++) {
            ledger.add(window(minute), 2);
        }
        ledger.lost(2L * minutes);

        Map<Period, Long> told = told();
        assertThat(told).hasSizeLessThanOrEqualTo(LossLedger.MAX_LINES);
        assertThat(told.values().stream().mapToLong(n -> n).sum()).isEqualTo(2L * minutes);
        assertThat(told).containsEntry(window(minutes - 1), 2L);
        assertThat(told).containsKey(CALENDAR.containing(Granularity.DAY, HOUR));
        told.forEach((period, lost) -> assertThat(lost)
                .as("hits lost in " + period)
                .isLessThanOrEqualTo(2 * (period.to() - period.from()) / 60));
    }
}
