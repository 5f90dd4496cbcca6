package io.tallygate.admin.stream;

import io.tallygate.admin.call.Answers;
import io.tallygate.admin.call.BadRequestException;
import io.tallygate.admin.call.CallGroup;
import io.tallygate.admin.call.CallTable;
import io.tallygate.admin.call.Query;
import io.tallygate.admin.call.Quote;
import java.time.Duration;
import java.util.regex.Pattern;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The call that tells what happens as it happens, as server-sent events. */
public final class StreamCall implements CallGroup {

    private static final String LAST = "Last-Event-ID";
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}");
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    private static final Duration RECONNECT = Duration.ofSeconds(3);

    private final Feed feed;

    public StreamCall(Feed feed) {
        this.feed = feed;
    }

    @Override
    public void addTo(CallTable calls) {
        calls.read("/stream", this::stream);
    }

    private Mono<ServerResponse> stream(ServerRequest request) {
        Query.of(request);
        long after = after(request);
        if (!feed.hasRoom()) {
            return Answers.problem(
                    HttpStatus.SERVICE_UNAVAILABLE, "too many listen already; close a page, or try again later");
        }
        return ServerResponse.ok()
                .contentType(MediaType.TEXT_EVENT_STREAM)
                .cacheControl(CacheControl.noStore())
                .header("X-Accel-Buffering", "no")
                .body(BodyInserters.fromServerSentEvents(sent(feed.events(after))));
    }

    /** Events as they are sent, with comments that show that the connection lives. These end with the events. */
    static Flux<ServerSentEvent<String>> sent(Flux<FeedEvent> events) {
        Flux<ServerSentEvent<String>> comments = Flux.interval(HEARTBEAT)
                .onBackpressureDrop()
                .map(n -> ServerSentEvent.<String>builder().comment("").build());
        return Flux.just(ServerSentEvent.<String>builder().retry(RECONNECT).build())
                // Redis went away while reading what was missed: whoever comes back is told from where it was.
                .concatWith(events.map(FeedEvent::sent).onErrorComplete())
                .materialize()
                .mergeWith(comments.materialize())
                .dematerialize();
    }

    private static long after(ServerRequest request) {
        String last = request.headers().firstHeader(LAST);
        if (last == null || last.isEmpty()) {
            return 0;
        }
        if (!SECONDS.matcher(last).matches()) {
            throw new BadRequestException(LAST, "must be the id of an event, a number of seconds: " + Quote.of(last));
        }
        return Long.parseLong(last);
    }
}
