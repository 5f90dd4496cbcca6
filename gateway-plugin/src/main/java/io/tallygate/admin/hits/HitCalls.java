package io.tallygate.admin.hits;

import io.tallygate.admin.call.CallGroup;
import io.tallygate.admin.call.CallTable;
import io.tallygate.history.HitHistory;
import io.tallygate.history.LiveHistory;
import io.tallygate.history.TrendHistory;
import io.tallygate.history.state.StateHistory;
import io.tallygate.window.Calendar;
import java.time.Clock;
import java.util.function.Supplier;

/** The calls about hits. */
public final class HitCalls implements CallGroup {

    private final OverviewCall overview;
    private final TrendCall trend;
    private final TopCall top;
    private final RouteCalls routes;

    public HitCalls(
            HitHistory hits,
            LiveHistory live,
            TrendHistory trends,
            StateHistory states,
            Supplier<RuleFigures> rules,
            Calendar calendar,
            Clock clock) {
        this.overview = new OverviewCall(live, states, rules, calendar, clock);
        this.trend = new TrendCall(trends, calendar, clock);
        this.top = new TopCall(live);
        this.routes = new RouteCalls(hits, live, calendar, clock);
    }

    @Override
    public void addTo(CallTable calls) {
        calls.read("/overview", overview::overview)
                .read("/trend", trend::trend)
                .read("/top", top::top)
                .read("/routes", routes::routes)
                .read("/routes/hits", routes::routeHits);
    }
}
