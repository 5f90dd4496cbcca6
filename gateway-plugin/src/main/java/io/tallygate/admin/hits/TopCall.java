package io.tallygate.admin.hits;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.tallygate.admin.call.Answers;
import io.tallygate.admin.call.Query;
import io.tallygate.admin.hits.Views.CountsView;
import io.tallygate.history.LiveHistory;
import io.tallygate.history.Sums;
import io.tallygate.history.Sums.Most;
import io.tallygate.history.Today;
import io.tallygate.hit.CountsSum;
import io.tallygate.window.Period;
import java.time.Instant;
import java.util.List;
import java.util.function.ToLongFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** The call for the rules with the most hits, or the most failures. */
final class TopCall {

    private static final int DEFAULT_LIMIT = 10;
    private static final int MAX_LIMIT = 100;

    private final LiveHistory live;

    TopCall(LiveHistory live) {
        this.live = live;
    }

    private record TopRule(
            String id, String strategy, @JsonUnwrapped CountsView counts) {}

    private record TopView(String by, String range, Instant from, Instant to, List<TopRule> items, int total) {}

    Mono<ServerResponse> top(ServerRequest request) {
        Query query = Query.of(request, "by", "range", "limit");
        String by = query.word("by", List.of("hits", "failures")).orElse("hits");
        String range = query.word("range", List.of("today", "hour")).orElse("today");
        int limit = query.number("limit", 1, MAX_LIMIT, DEFAULT_LIMIT);
        return live.today().map(today -> view(by, range, limit, today)).flatMap(Answers::ok);
    }

    private static TopView view(String by, String range, int limit, Today today) {
        boolean ofDay = range.equals("today");
        Period period = ofDay ? today.day() : today.hour();
        Sums sums = ofDay ? today.today() : today.thisHour();
        ToLongFunction<CountsSum> what = by.equals("hits") ? CountsSum::hits : CountsSum::failures;
        Most most = sums.most(what, limit);
        return new TopView(
                by,
                range,
                Instant.ofEpochSecond(period.from()),
                Instant.ofEpochSecond(period.to()),
                most.rules().stream()
                        .map(hits -> new TopRule(hits.id(), hits.kind().word(), CountsView.of(hits.counts())))
                        .toList(),
                most.total());
    }
}
