package io.tallygate.admin.hits;

import io.tallygate.admin.call.Answers;
import io.tallygate.admin.call.Query;
import io.tallygate.admin.hits.Views.CountsView;
import io.tallygate.admin.hits.Views.PeriodView;
import io.tallygate.history.LiveHistory;
import io.tallygate.history.Sums;
import io.tallygate.history.Sums.RuleHits;
import io.tallygate.history.Today;
import io.tallygate.history.state.PeriodState.Kind;
import io.tallygate.history.state.RangeStates;
import io.tallygate.history.state.StateHistory;
import io.tallygate.history.state.StateHistory.SeenStream;
import io.tallygate.history.state.StreamRecord.State;
import io.tallygate.hit.CountsSum;
import io.tallygate.hit.HitKind;
import io.tallygate.window.Calendar;
import io.tallygate.window.Granularity;
import io.tallygate.window.Period;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** The call for how things are now. */
final class OverviewCall {

    private static final int HOT = 10;
    private static final int MAX_NAMES = 20;

    private final LiveHistory live;
    private final StateHistory states;
    private final Supplier<RuleFigures> rules;
    private final Calendar calendar;
    private final Clock clock;

    OverviewCall(LiveHistory live, StateHistory states, Supplier<RuleFigures> rules, Calendar calendar, Clock clock) {
        this.live = live;
        this.states = states;
        this.rules = rules;
        this.calendar = calendar;
        this.clock = clock;
    }

    private record HotRule(String id, String strategy, CountsView today) {}

    private record Unmatched(long today, long hour) {}

    /** How many of today's windows are in each state, and who is missing. */
    private record Windows(long complete, long partial, long open, long absent, List<String> missing) {
        static Windows of(RangeStates states) {
            Map<Kind, Long> count = states.count();
            return new Windows(
                    count.getOrDefault(Kind.COMPLETE, 0L),
                    count.getOrDefault(Kind.PARTIAL, 0L),
                    count.getOrDefault(Kind.OPEN, 0L),
                    count.getOrDefault(Kind.ABSENT, 0L),
                    states.missing().stream().limit(MAX_NAMES).toList());
        }
    }

    /** How many instances count, and of how many nothing was heard for longer than should be. */
    private record Instances(long counting, long silent) {
        static Instances of(List<SeenStream> streams) {
            return new Instances(in(State.COUNTING, streams), in(State.SILENT, streams));
        }

        private static long in(State state, List<SeenStream> streams) {
            return streams.stream().filter(stream -> stream.state() == state).count();
        }
    }

    private record OverviewView(
            PeriodView today,
            PeriodView hour,
            @Nullable Double successRate,
            Unmatched unmatched,
            List<HotRule> hotRules,
            List<HotRule> hotFailures,
            Windows windows,
            Instances instances,
            RuleFigures rules) {}

    Mono<ServerResponse> overview(ServerRequest request) {
        Query.of(request);
        long now = clock.instant().getEpochSecond();
        Period day = calendar.containing(Granularity.DAY, now);
        return Mono.zip(live.today(), states.in(Granularity.WINDOW, day.from(), now + 1), states.streams())
                .map(told -> view(told.getT1(), Windows.of(told.getT2()), Instances.of(told.getT3())))
                .flatMap(Answers::ok);
    }

    private OverviewView view(Today today, Windows windows, Instances instances) {
        PeriodView day = period(today.day(), today.today());
        return new OverviewView(
                day,
                period(today.hour(), today.thisHour()),
                day.all().successRate(),
                new Unmatched(
                        today.today().of(HitKind.NONE).hits(),
                        today.thisHour().of(HitKind.NONE).hits()),
                hot(today.today(), CountsSum::hits),
                hot(today.today(), CountsSum::failures),
                windows,
                instances,
                rules.get());
    }

    private static List<HotRule> hot(Sums sums, ToLongFunction<CountsSum> by) {
        return sums.most(by, HOT).rules().stream().map(OverviewCall::hot).toList();
    }

    private static HotRule hot(RuleHits hits) {
        return new HotRule(hits.id(), hits.kind().word(), CountsView.of(hits.counts()));
    }

    private static PeriodView period(Period period, Sums sums) {
        Map<String, CountsView> byStrategy = new LinkedHashMap<>();
        for (HitKind kind : HitKind.values()) {
            if (kind.isRequest()) {
                byStrategy.put(kind.word(), CountsView.of(sums.of(kind)));
            }
        }
        return PeriodView.of(period, CountsView.of(sums.all()), byStrategy);
    }
}
