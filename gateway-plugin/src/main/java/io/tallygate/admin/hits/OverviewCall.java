package io.tallygate.admin.hits;

import io.tallygate.admin.call.Answers;
import io.tallygate.admin.call.Query;
import io.tallygate.admin.hits.Views.CountsView;
import io.tallygate.admin.hits.Views.HotRule;
import io.tallygate.admin.hits.Views.OverviewView;
import io.tallygate.admin.hits.Views.PeriodView;
import io.tallygate.admin.hits.Views.Unmatched;
import io.tallygate.history.LiveHistory;
import io.tallygate.history.Today;
import io.tallygate.hit.CounterKey;
import io.tallygate.hit.Counts;
import io.tallygate.hit.HitKind;
import io.tallygate.window.Period;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** The call for how things are now. */
final class OverviewCall {

    private static final int HOT = 10;

    private final LiveHistory live;

    OverviewCall(LiveHistory live) {
        this.live = live;
    }

    Mono<ServerResponse> overview(ServerRequest request) {
        Query.of(request);
        return live.today().map(OverviewCall::view).flatMap(Answers::ok);
    }

    private static OverviewView view(Today today) {
        PeriodView day = period(today.day(), today::today);
        List<HotRule> hot = today.hottest(HOT).stream()
                .map(hits -> new HotRule(hits.id(), hits.kind().word(), CountsView.of(hits.counts())))
                .toList();
        Predicate<CounterKey> unmatched = key -> key.kind() == HitKind.NONE;
        return new OverviewView(
                day,
                period(today.hour(), today::thisHour),
                day.all().successRate(),
                new Unmatched(
                        today.today(unmatched).hits(), today.thisHour(unmatched).hits()),
                hot);
    }

    private static PeriodView period(Period period, Function<Predicate<CounterKey>, Counts> counts) {
        Map<String, CountsView> byStrategy = new LinkedHashMap<>();
        for (HitKind kind : HitKind.values()) {
            if (kind.isRequest()) {
                byStrategy.put(kind.word(), CountsView.of(counts.apply(key -> key.kind() == kind)));
            }
        }
        Counts all = counts.apply(key -> key.kind().isRequest());
        return PeriodView.of(period, CountsView.of(all), byStrategy);
    }
}
