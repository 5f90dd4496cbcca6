package io.tallygate.admin.hits;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.tallygate.admin.call.Query;
import io.tallygate.history.HitSeries;
import io.tallygate.hit.Cause;
import io.tallygate.hit.Counts;
import io.tallygate.window.Period;
import io.tallygate.window.Point;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The shapes of the answers. */
public final class Views {

    private Views() {}

    /** Hits, and which share of those that succeeded or failed did succeed; null where there is none. */
    public record CountsView(
            long success,
            long failure,
            long cancelled,
            Map<String, Long> causes,
            @Nullable Double successRate) {

        /** All hits, however they ended. */
        public long hits() {
            return success + failure + cancelled;
        }

        public static CountsView of(Counts counts) {
            long decided = counts.success() + counts.failure();
            return new CountsView(
                    counts.success(),
                    counts.failure(),
                    counts.cancelled(),
                    byWord(counts),
                    decided == 0 ? null : (double) counts.success() / decided);
        }
    }

    static Map<String, Long> byWord(Counts counts) {
        if (counts.causes().isEmpty()) {
            return Map.of();
        }
        Map<String, Long> causes = new TreeMap<>();
        counts.causes().forEach((Cause cause, Long n) -> causes.put(cause.word(), n));
        return causes;
    }

    public record PointView(
            Instant from,
            Instant to,
            long success,
            long failure,
            long cancelled,
            Map<String, Long> causes,
            String state) {

        static PointView of(Point point) {
            Counts counts = point.counts();
            return new PointView(
                    Instant.ofEpochSecond(point.period().from()),
                    Instant.ofEpochSecond(point.period().to()),
                    counts.success(),
                    counts.failure(),
                    counts.cancelled(),
                    byWord(counts),
                    point.state().name().toLowerCase(Locale.ROOT));
        }
    }

    public record NodeView(
            String service,
            String node,
            CountsView totals,
            @Nullable List<PointView> points) {

        static NodeView of(HitSeries.NodeSeries series, Detail detail) {
            return new NodeView(
                    series.service(),
                    series.node(),
                    CountsView.of(series.totals()),
                    detail == Detail.POINTS_BY_NODE ? views(series.points()) : null);
        }
    }

    /** How much is told of each node in a series. */
    public enum Detail {
        TOTALS_BY_NODE,
        POINTS_BY_NODE;

        /** What the parameter by says. */
        public static Detail of(Query query) {
            return query.word("by", List.of("node")).isPresent() ? POINTS_BY_NODE : TOTALS_BY_NODE;
        }
    }

    public record SeriesView(
            @Nullable String rule,
            @Nullable String route,
            @Nullable String service,
            @Nullable String node,
            Instant from,
            Instant to,
            String step,
            List<PointView> points,
            List<RunView> windows,
            CountsView totals,
            @Nullable List<NodeView> nodes) {

        public static SeriesView ofRule(String rule, HitSeries series, Detail detail) {
            return of(rule, null, null, null, series, nodes(series, detail));
        }

        static SeriesView ofRoute(String route, HitSeries series, Detail detail) {
            return of(null, route, null, null, series, nodes(series, detail));
        }

        public static SeriesView ofNode(String service, String node, HitSeries series) {
            return of(null, null, service, node, series, null);
        }

        private static SeriesView of(
                @Nullable String rule,
                @Nullable String route,
                @Nullable String service,
                @Nullable String node,
                HitSeries series,
                @Nullable List<NodeView> nodes) {
            return new SeriesView(
                    rule,
                    route,
                    service,
                    node,
                    Instant.ofEpochSecond(series.range().from()),
                    Instant.ofEpochSecond(series.range().to()),
                    series.range().step().word(),
                    views(series.points()),
                    RunView.of(series.windows()),
                    CountsView.of(series.totals()),
                    nodes);
        }

        private static List<NodeView> nodes(HitSeries series, Detail detail) {
            return series.nodes().stream()
                    .map(node -> NodeView.of(node, detail))
                    .toList();
        }
    }

    private static List<PointView> views(List<Point> points) {
        return points.stream().map(PointView::of).toList();
    }

    public record PeriodView(
            Instant from, Instant to, @JsonUnwrapped CountsView all, Map<String, CountsView> byStrategy) {
        static PeriodView of(Period period, CountsView all, Map<String, CountsView> byStrategy) {
            return new PeriodView(
                    Instant.ofEpochSecond(period.from()), Instant.ofEpochSecond(period.to()), all, byStrategy);
        }
    }
}
