package io.tallygate.admin.stream;

import io.tallygate.admin.stream.FeedEvent.Changed;
import io.tallygate.admin.stream.FeedEvent.Place;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.http.codec.ServerSentEvent;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

/** Events as they are sent. */
class StreamCallTest {

    @Test
    void showsEveryFewSecondsThatTheConnectionLives() {
        StepVerifier.withVirtualTime(() -> StreamCall.sent(Flux.never()).map(ServerSentEvent::format))
                .expectNext("retry:3000\n")
                .expectNoEvent(Duration.ofSeconds(14))
                .thenAwait(Duration.ofSeconds(1))
                .expectNext(":\n")
                .thenAwait(Duration.ofSeconds(30))
                .expectNextCount(2)
                .thenCancel()
                .verify(Duration.ofSeconds(5));
    }

    @Test
    void endsWithTheEventsAlsoWhereTheyFail() {
        List<FeedEvent> events = List.of(new Changed("rules", 7), new Place(60));
        for (Flux<FeedEvent> end :
                List.of(Flux.<FeedEvent>empty(), Flux.<FeedEvent>error(new IllegalStateException()))) {
            StepVerifier.create(StreamCall.sent(Flux.fromIterable(events).concatWith(end))
                            .map(StreamCallTest::text))
                    .expectNext("retry:3000\n", "event:rules\ndata:{\"version\":7}", "id:60\n")
                    .expectComplete()
                    .verify(Duration.ofSeconds(5));
        }
    }

    private static String text(ServerSentEvent<String> event) {
        return event.format() + (event.data() == null ? "" : event.data());
    }
}
