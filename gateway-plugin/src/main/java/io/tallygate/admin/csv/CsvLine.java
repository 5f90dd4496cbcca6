package io.tallygate.admin.csv;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Lines of CSV (RFC 4180). A cell that a spreadsheet would take for a formula gets an apostrophe before it, as OWASP says
 * (CSV injection): a route may have any name.
 */
final class CsvLine {

    private static final String RUN = "=+-@\t\r\n";

    private CsvLine() {}

    /** The cells as one line, with its end. */
    static String of(List<String> cells) {
        return cells.stream().map(CsvLine::cell).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String cell(String text) {
        String harmless = !text.isEmpty() && RUN.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        boolean quoted = harmless.chars().anyMatch(c -> c == '"' || c == ',' || c == '\r' || c == '\n');
        return quoted ? "\"" + harmless.replace("\"", "\"\"") + "\"" : harmless;
    }
}
