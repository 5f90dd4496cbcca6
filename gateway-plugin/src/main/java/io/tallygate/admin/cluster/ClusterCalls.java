package io.tallygate.admin.cluster;

import io.tallygate.admin.call.CallGroup;
import io.tallygate.admin.call.CallTable;
import io.tallygate.admin.call.CallTable.Kind;
import io.tallygate.history.audit.Auditor;
import io.tallygate.history.state.StateHistory;
import io.tallygate.window.Calendar;
import java.time.Clock;
import org.springframework.http.HttpMethod;

/** The calls about who counts, and whether all of it is there. */
public final class ClusterCalls implements CallGroup {

    private final StateCalls states;
    private final AuditCall audit;

    public ClusterCalls(StateHistory states, Auditor auditor, Calendar calendar, Clock clock) {
        this.states = new StateCalls(states, calendar, clock);
        this.audit = new AuditCall(auditor, clock);
    }

    @Override
    public void addTo(CallTable calls) {
        calls.read("/instances", states::instances)
                .read("/windows", states::windows)
                .add(Kind.READ, HttpMethod.GET, "/audit", AuditCall.TIMEOUT.plus(CallTable.TIMEOUT), audit::audit);
    }
}
