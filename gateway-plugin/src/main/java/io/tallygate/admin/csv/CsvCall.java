package io.tallygate.admin.csv;

import io.tallygate.admin.call.Answers;
import io.tallygate.admin.call.CallGroup;
import io.tallygate.admin.call.CallTable;
import io.tallygate.admin.call.Query;
import io.tallygate.admin.call.Quote;
import io.tallygate.admin.csv.CsvSubject.OfNode;
import io.tallygate.admin.csv.CsvSubject.OfRoute;
import io.tallygate.admin.csv.CsvSubject.OfRule;
import io.tallygate.admin.csv.CsvSubject.OfStrategy;
import io.tallygate.history.HitHistory;
import io.tallygate.history.HitSeries;
import io.tallygate.history.Range;
import io.tallygate.history.TrendHistory;
import io.tallygate.window.Calendar;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.function.Predicate;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The call for a series as CSV. It is read and sent in pieces, so that a long one takes no more memory than a short one. */
public final class CsvCall implements CallGroup {

    private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);
    private static final int POINTS_AT_ONCE = 1000;
    private static final int LINES_AT_ONCE = 500;

    private final HitHistory hits;
    private final TrendHistory trends;
    private final Predicate<String> isRule;
    private final Calendar calendar;
    private final Clock clock;

    /**
     * The call.
     *
     * @param isRule whether there is a rule with an id now
     */
    public CsvCall(HitHistory hits, TrendHistory trends, Predicate<String> isRule, Calendar calendar, Clock clock) {
        this.hits = hits;
        this.trends = trends;
        this.isRule = isRule;
        this.calendar = calendar;
        this.clock = clock;
    }

    @Override
    public void addTo(CallTable calls) {
        calls.read("/hits.csv", this::csv);
    }

    /** Some lines of the table, and whether anything is known of what it is about. */
    private record Piece(List<String> lines, boolean known) {}

    private Mono<ServerResponse> csv(ServerRequest request) {
        Query query = Query.of(request, "rule", "route", "service", "node", "strategy", "from", "to", "step", "by");
        CsvSubject subject = CsvSubject.of(query);
        boolean byNode = query.word("by", List.of("node")).isPresent();
        List<Range> pieces = query.range(calendar, clock).pieces(calendar, POINTS_AT_ONCE);
        return piece(subject, byNode, pieces.get(0)).flatMap(first -> {
            if (!first.known) {
                return Answers.problem(
                        HttpStatus.NOT_FOUND, "no history is kept of " + Quote.of(String.join(" ", subject.names())));
            }
            Flux<Piece> others = Flux.fromIterable(pieces.subList(1, pieces.size()))
                    .concatMap(range -> piece(subject, byNode, range).timeout(CallTable.TIMEOUT), 1);
            Flux<String> lines = Flux.concat(Flux.just(first), others)
                    .concatMap(
                            piece -> Flux.fromIterable(piece.lines)
                                    .buffer(LINES_AT_ONCE)
                                    .map(some -> String.join("", some)),
                            1);
            return ServerResponse.ok()
                    .contentType(CSV)
                    .header(HttpHeaders.CONTENT_DISPOSITION, disposition(subject))
                    .body(Flux.just(CsvRows.header(subject, byNode)).concatWith(lines), String.class);
        });
    }

    private Mono<Piece> piece(CsvSubject subject, boolean byNode, Range range) {
        if (subject instanceof OfStrategy strategy) {
            return trends.of(range.step(), CsvRows.periods(calendar, range.step(), range.from(), range.to()))
                    .map(trend -> new Piece(CsvRows.all(subject, trend, strategy.kind()), true));
        }
        return series(subject, range)
                .map(series -> new Piece(
                        byNode ? CsvRows.byNode(subject, series) : CsvRows.all(subject, series, calendar),
                        series.known() || (subject instanceof OfRule rule && isRule.test(rule.id()))));
    }

    private Mono<HitSeries> series(CsvSubject subject, Range range) {
        if (subject instanceof OfRule rule) {
            return hits.ofRule(rule.id(), range);
        }
        if (subject instanceof OfRoute route) {
            return hits.ofRoute(route.id(), range);
        }
        OfNode node = (OfNode) subject;
        return hits.ofNode(node.service(), node.node(), range);
    }

    private static String disposition(CsvSubject subject) {
        String name = String.join("-", subject.columns()) + "-" + String.join("-", subject.names());
        return ContentDisposition.attachment()
                .filename(name.replaceAll("[^A-Za-z0-9._-]", "_") + ".csv")
                .build()
                .toString();
    }
}
