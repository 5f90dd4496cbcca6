package io.tallygate.faults.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/** Clients of one gateway that ask steadily, some at once, and remember what they were answered. */
final class Load {

    static final String ID = "X-Id";
    static final String GATEWAY = "X-Gateway";
    static final String RULE = "X-Rule";

    static final int CLIENTS = 4;
    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final Duration HARDLY_ANY = Duration.ofMillis(1);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final AtomicLong IDS = new AtomicLong();

    private final String gateway;
    private final String url;
    private final Predicate<Instant> maySend;
    private final List<Wish> wishes;
    /** Offers HTTP/2 with every request, as Java's own client does unless it is told not to. */
    private final HttpClient offering = HttpClient.newHttpClient();

    private final HttpClient plain =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ScheduledExecutorService clients = Executors.newScheduledThreadPool(CLIENTS);
    private final List<Future<?>> asking = new ArrayList<>();
    private final Queue<Hit> hits = new ConcurrentLinkedQueue<>();

    /** A request that one rule takes. */
    private record Wish(String rule, String path, Map<String, String> headers) {}

    /**
     * Clients that do not ask yet.
     *
     * @param gateway the gateway's name
     * @param maySend at which instants they may ask
     */
    Load(String gateway, String url, Predicate<Instant> maySend) {
        this.gateway = gateway;
        this.url = url;
        this.maySend = maySend;
        this.wishes = List.of(
                new Wish(Rules.PLAIN, "/api/x", Map.of()),
                new Wish(Rules.CANARY, "/x", Map.of(Rules.CANARY_HEADER, "yes")),
                new Wish(Rules.from(gateway), "/x?from=" + gateway, Map.of()));
    }

    void start() {
        start(PAUSE);
    }

    /** The same, and the client that offers HTTP/2 hardly rests: its connection is busy nearly always. */
    void startInHaste() {
        start(HARDLY_ANY);
    }

    private void start(Duration pauseOfOffering) {
        for (int i = 0; i < CLIENTS; i++) {
            HttpClient http = i == 0 ? offering : plain;
            Duration pause = i == 0 ? pauseOfOffering : PAUSE;
            asking.add(clients.scheduleWithFixedDelay(() -> ask(http), i, pause.toMillis(), TimeUnit.MILLISECONDS));
        }
    }

    private void ask(HttpClient http) {
        if (!maySend.test(Instant.now())) {
            return;
        }
        long id = IDS.incrementAndGet();
        Wish wish = wishes.get((int) (id % wishes.size()));
        // POST, because a GET would be sent again by the client itself when its connection breaks.
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + wish.path()))
                .timeout(PATIENCE)
                .header(ID, Long.toString(id))
                .header(GATEWAY, gateway)
                .header(RULE, wish.rule())
                .POST(HttpRequest.BodyPublishers.noBody());
        wish.headers().forEach(request::header);
        int status = 0;
        String node = Hit.NOBODY;
        try {
            HttpResponse<Void> response = http.send(request.build(), HttpResponse.BodyHandlers.discarding());
            status = response.statusCode();
            node = response.headers().firstValue(Node.NAME).orElse(node);
        } catch (ConnectException e) {
            // Nobody is there: it was never sent.
            return;
        } catch (IOException e) {
            // The gateway has gone away, and nobody knows how far the request came.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        hits.add(new Hit(id, gateway, wish.rule(), node, status, Instant.now()));
    }

    /** How many requests were answered so far. */
    long answered() {
        return hits.stream().filter(Hit::isAnswered).count();
    }

    /** Sends no more, and waits for what is under way. */
    void stop() {
        clients.shutdown();
        try {
            assertThat(clients.awaitTermination(2 * PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .as("every request has ended")
                    .isTrue();
            assertThat(asking).as("clients asked until they were told to stop").allMatch(Future::isCancelled);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Stops at once; what is under way is not waited for. */
    void abandon() {
        clients.shutdownNow();
    }

    List<Hit> hits() {
        return List.copyOf(hits);
    }
}
