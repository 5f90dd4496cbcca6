package io.tallygate.demo;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Sends a gentle mix of requests through the gateway, so that there is something to see. */
final class Traffic implements ApplicationListener<WebServerInitializedEvent>, SmartLifecycle {

    private static final int AT_ONCE = 64;
    private static final List<Sample> SAMPLES = List.of(
            new Sample(HttpMethod.GET, "/api/orders/42", "", "", ""),
            new Sample(HttpMethod.GET, "/api/users/7", "", "", ""),
            new Sample(HttpMethod.GET, "/shop?region=eu", "", "", ""),
            new Sample(HttpMethod.GET, "/shop", "Cookie", "tier=gold", ""),
            new Sample(HttpMethod.GET, "/shop", "X-Canary", "beta", ""),
            new Sample(HttpMethod.POST, "/shop", "", "", "{\"user\":{\"tier\":\"platinum\"}}"),
            new Sample(HttpMethod.GET, "/plain/hello", "", "", ""));

    private final int perSecond;
    private volatile Disposable running = Disposables.disposed();

    Traffic(int perSecond) {
        this.perSecond = perSecond;
    }

    private record Sample(HttpMethod method, String path, String header, String value, String body) {
        Mono<Void> send(WebClient client) {
            WebClient.RequestBodySpec request = client.method(method).uri(path);
            if (!header.isEmpty()) {
                request.header(header, value);
            }
            if (!body.isEmpty()) {
                request.contentType(MediaType.APPLICATION_JSON).bodyValue(body);
            }
            return request.exchangeToMono(response -> response.releaseBody()).onErrorComplete();
        }
    }

    @Override
    public void onApplicationEvent(WebServerInitializedEvent event) {
        if (perSecond == 0 || event.getApplicationContext().getServerNamespace() != null) {
            return;
        }
        WebClient client =
                WebClient.create("http://127.0.0.1:" + event.getWebServer().getPort());
        running = Flux.interval(Duration.ofSeconds(1).dividedBy(perSecond))
                .onBackpressureDrop()
                .flatMap(tick -> any().send(client), AT_ONCE)
                .subscribe();
    }

    private static Sample any() {
        return SAMPLES.get(ThreadLocalRandom.current().nextInt(SAMPLES.size()));
    }

    @Override
    public void start() {
        // begins when the web server is there
    }

    @Override
    public void stop() {
        running.dispose();
    }

    @Override
    public boolean isRunning() {
        return !running.isDisposed();
    }
}
