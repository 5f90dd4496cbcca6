package io.tallygate.admin.csv;

import io.tallygate.history.HitSeries;
import io.tallygate.history.HitSeries.NodeSeries;
import io.tallygate.history.Trend;
import io.tallygate.history.state.PeriodState.Kind;
import io.tallygate.history.state.StateRun;
import io.tallygate.hit.Cause;
import io.tallygate.hit.Counts;
import io.tallygate.hit.HitKind;
import io.tallygate.window.Calendar;
import io.tallygate.window.Granularity;
import io.tallygate.window.Period;
import io.tallygate.window.Point;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The lines of a table. Without nodes there is one for every period; where nobody counted its numbers are empty. */
final class CsvRows {

    private CsvRows() {}

    static String header(CsvSubject subject, boolean byNode) {
        List<String> columns = new ArrayList<>(subject.columns());
        if (byNode) {
            columns.addAll(List.of("service", "node"));
        }
        columns.addAll(List.of("from", "to", "state", "success", "failure", "cancelled"));
        Stream.of(Cause.values()).map(Cause::word).forEach(columns::add);
        return CsvLine.of(columns);
    }

    /** A line for each node and each of its periods with hits. */
    static List<String> byNode(CsvSubject subject, HitSeries series) {
        return series.nodes().stream()
                .flatMap(node -> node.points().stream().map(point -> line(names(subject, node), point)))
                .toList();
    }

    private static List<String> names(CsvSubject subject, NodeSeries node) {
        return Stream.concat(subject.names().stream(), Stream.of(node.service(), node.node()))
                .toList();
    }

    private static String line(List<String> names, Point point) {
        return line(names, point.period(), point.state().name().toLowerCase(Locale.ROOT), numbers(point.counts()));
    }

    /** A line for each period. */
    static List<String> all(CsvSubject subject, HitSeries series, Calendar calendar) {
        Map<Long, Point> points = series.points().stream()
                .collect(Collectors.toMap(point -> point.period().from(), Function.identity()));
        List<String> lines = new ArrayList<>();
        for (StateRun run : series.windows()) {
            Period period = calendar.containing(series.range().step(), run.from());
            while (period.from() < run.to()) {
                Point point = points.get(period.from());
                lines.add(
                        point == null
                                ? line(subject.names(), period, run.kind().word(), none(run.kind()))
                                : line(subject.names(), point));
                period = calendar.after(period);
            }
        }
        return lines;
    }

    /** The same of all requests of a kind. */
    static List<String> all(CsvSubject subject, Trend trend, HitKind kind) {
        return trend.points().stream()
                .map(point -> line(
                        subject.names(),
                        point.period(),
                        point.state().word(),
                        point.of(kind).isZero() ? none(point.state()) : numbers(point.of(kind))))
                .toList();
    }

    private static String line(List<String> names, Period period, String state, List<String> numbers) {
        List<String> cells = new ArrayList<>(names);
        cells.add(Instant.ofEpochSecond(period.from()).toString());
        cells.add(Instant.ofEpochSecond(period.to()).toString());
        cells.add(state);
        cells.addAll(numbers);
        return CsvLine.of(cells);
    }

    private static List<String> none(Kind state) {
        return state == Kind.ABSENT ? Collections.nCopies(numbers(Counts.ZERO).size(), "") : numbers(Counts.ZERO);
    }

    private static List<String> numbers(Counts counts) {
        List<String> numbers = new ArrayList<>();
        numbers.add(Long.toString(counts.success()));
        numbers.add(Long.toString(counts.failure()));
        numbers.add(Long.toString(counts.cancelled()));
        for (Cause cause : Cause.values()) {
            numbers.add(Long.toString(counts.causes().getOrDefault(cause, 0L)));
        }
        return numbers;
    }

    /** The periods of a range. */
    static List<Period> periods(Calendar calendar, Granularity step, long from, long to) {
        return Stream.iterate(calendar.containing(step, from), period -> period.from() < to, calendar::after)
                .toList();
    }
}
