package io.tallygate.admin.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cells as a spreadsheet takes them. */
class CsvLineTest {

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\tx"})
    void putsAnApostropheBeforeWhatWouldBeRun(String cell) {
        assertThat(CsvLine.of(List.of(cell))).isEqualTo("'" + cell + "\r\n");
    }

    @Test
    void quotesWhatWouldEndACellOrALine() {
        assertThat(CsvLine.of(List.of("a,b", "say \"x\"", "\r=1", "\n=1", "a=1", "")))
                .isEqualTo("\"a,b\",\"say \"\"x\"\"\",\"'\r=1\",\"'\n=1\",a=1,\r\n");
    }

    @Test
    void keepsWhatIsNoAscii() {
        String long4KiB = "\uD83D\uDE00".repeat(1024);
        assertThat(CsvLine.of(List.of(long4KiB))).isEqualTo(long4KiB + "\r\n");
    }
}
