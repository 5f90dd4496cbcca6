package io.tallygate.admin.rules;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.tallygate.admin.call.Answers;
import io.tallygate.admin.call.Query;
import io.tallygate.admin.call.Query.Page;
import io.tallygate.history.CountedId;
import io.tallygate.history.LiveHistory;
import io.tallygate.history.Sparkline;
import io.tallygate.history.SparklineHistory;
import io.tallygate.history.Today;
import io.tallygate.hit.Counts;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** The call for a page of rules, each with what it did today. */
final class ListCall {

    private final RuleViews views;
    private final LiveHistory live;
    private final SparklineHistory sparklines;

    ListCall(RuleViews views, LiveHistory live, SparklineHistory sparklines) {
        this.views = views;
        this.live = live;
        this.sparklines = sparklines;
    }

    private record TrendView(Instant from, long step, List<Long> success, List<Long> failure) {
        static TrendView of(Sparkline line) {
            return new TrendView(
                    Instant.ofEpochSecond(line.from()),
                    line.step(),
                    line.counts().stream().map(Counts::success).toList(),
                    line.counts().stream().map(Counts::failure).toList());
        }
    }

    private record Item(
            @JsonUnwrapped RuleView rule, @Nullable TrendView trend) {}

    Mono<ServerResponse> list(ServerRequest request) {
        Query query = Query.of(request, "strategy", "service", "q", "state", "origin", "sort", "page", "size", "trend");
        RuleFilter filter = RuleFilter.of(query);
        RuleOrdering ordering = RuleOrdering.of(query);
        boolean trend = query.flag("trend");
        // Of all rules only where that is asked for: there may be a hundred thousand.
        boolean allLastHits = filter.needsLastHits() || ordering.needsLastHits();
        Mono<Map<CountedId, Long>> lastHits = allLastHits ? live.lastHits() : Mono.just(Map.of());
        return Mono.zip(live.today(), lastHits)
                .flatMap(told -> {
                    Today today = told.getT1();
                    List<ListedRule> found = filter.apply(views.all(), told.getT2());
                    Page<ListedRule> page = query.page(ordering.sorted(found, today, told.getT2()));
                    return items(page.items(), today, trend).map(page::with);
                })
                .flatMap(Answers::ok);
    }

    private Mono<List<Item>> items(List<ListedRule> rules, Today today, boolean trend) {
        List<CountedId> ids =
                rules.stream().flatMap(rule -> rule.countedId().stream()).toList();
        Mono<Map<CountedId, Sparkline>> lines = trend ? sparklines.of(ids) : Mono.just(Map.of());
        return Mono.zip(
                live.lastHits(ids),
                lines,
                (lastHits, trends) -> rules.stream()
                        .map(rule -> new Item(
                                RuleView.of(rule, today, lastHits),
                                rule.countedId()
                                        .map(trends::get)
                                        .map(TrendView::of)
                                        .orElse(null)))
                        .toList());
    }
}
