package io.tallygate.admin.hits;

import io.tallygate.admin.call.CallTable;
import io.tallygate.history.HitHistory;
import io.tallygate.history.LiveHistory;
import io.tallygate.window.Calendar;
import java.time.Clock;

/** The calls about hits. */
public final class HitCalls {

    private final NodeCalls nodes;
    private final OverviewCall overview;

    public HitCalls(HitHistory hits, LiveHistory live, Calendar calendar, Clock clock) {
        this.nodes = new NodeCalls(hits, live, calendar, clock);
        this.overview = new OverviewCall(live);
    }

    /** Adds the calls to those that there are. */
    public void addTo(CallTable calls) {
        calls.read("/overview", overview::overview)
                .read("/nodes", nodes::nodes)
                .read("/nodes/hits", nodes::nodeHits)
                .read("/routes", nodes::routes)
                .read("/routes/hits", nodes::routeHits);
    }
}
