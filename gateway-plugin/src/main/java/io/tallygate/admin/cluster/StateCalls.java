package io.tallygate.admin.cluster;

import io.tallygate.admin.call.Answers;
import io.tallygate.admin.call.Query;
import io.tallygate.admin.hits.RunView;
import io.tallygate.history.Range;
import io.tallygate.history.state.StateHistory;
import io.tallygate.history.state.StateHistory.SeenStream;
import io.tallygate.window.Calendar;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** The calls for who counts, and which windows are whole. */
final class StateCalls {

    private static final Comparator<SeenStream> COUNTING_FIRST = Comparator.comparing(SeenStream::state)
            .thenComparing(seen -> seen.record().name())
            .thenComparing(seen -> seen.record().since())
            .thenComparing(seen -> seen.record().id());

    private final StateHistory states;
    private final Calendar calendar;
    private final Clock clock;

    StateCalls(StateHistory states, Calendar calendar, Clock clock) {
        this.states = states;
        this.calendar = calendar;
        this.clock = clock;
    }

    Mono<ServerResponse> instances(ServerRequest request) {
        Query query = Query.of(request, "page", "size");
        return states.streams()
                .map(streams ->
                        query.page(streams.stream().sorted(COUNTING_FIRST).toList()))
                .flatMap(page -> Answers.ok(page.with(page.items().stream()
                        .map(stream -> InstanceView.of(stream, clock.millis()))
                        .toList())));
    }

    Mono<ServerResponse> windows(ServerRequest request) {
        Query query = Query.of(request, "from", "to", "step");
        Range range = query.range(calendar, clock);
        return states.in(range.step(), range.from(), range.to())
                .map(whole -> new WindowsView(
                        Instant.ofEpochSecond(range.from()),
                        Instant.ofEpochSecond(range.to()),
                        range.step().word(),
                        RunView.of(whole.runs())))
                .flatMap(Answers::ok);
    }

    record WindowsView(Instant from, Instant to, String step, List<RunView> windows) {}
}
