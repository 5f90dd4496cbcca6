package io.tallygate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads a gateway's history as an operator would: over HTTP. */
public final class History {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final JsonMapper JSON = new JsonMapper();

    private final String api;

    History(String api) {
        this.api = api;
    }

    String url(String path) {
        return api + path;
    }

    public HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(URI.create(api + path)));
    }

    HttpResponse<String> post(String path, String body, String type) {
        return send(HttpRequest.newBuilder(URI.create(api + path))
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** Makes a call that changes something; headers are name and value by turns. */
    HttpResponse<String> send(String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(api + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return CLIENT.send(request.timeout(Duration.ofSeconds(60)).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public JsonNode json(String path) {
        HttpResponse<String> response = get(path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JSON.readTree(response.body());
    }

    /** Hits in windows that were not closed yet. */
    public long hitsInLiveWindows() {
        return json("/audit")
                .get("shards")
                .valueStream()
                .mapToLong(shard -> shard.get("live").get("window").get("found").asLong())
                .sum();
    }

    /** The hits of a rule: by outcome and cause, and by node, such as {@code {success=2, order/a=2}}. */
    public Map<String, Long> rule(String id) {
        return hits("/rules/" + id + "/hits?step=window");
    }

    public Map<String, Long> route(String id) {
        return hits("/routes/hits?step=window&id=" + id);
    }

    public Map<String, Long> node(String service, String node) {
        return hits("/nodes/hits?step=window&service=" + service + "&node=" + node);
    }

    private Map<String, Long> hits(String path) {
        HttpResponse<String> response = get(path);
        Map<String, Long> hits = new TreeMap<>();
        if (response.statusCode() == 200) {
            JsonNode series = JSON.readTree(response.body());
            outcomes(series.get("totals"), hits);
            if (series.has("nodes")) {
                series.get("nodes")
                        .forEach(node -> hits.put(
                                node.get("service").asString() + "/"
                                        + node.get("node").asString(),
                                total(node.get("totals"))));
            }
        }
        return hits;
    }

    static void outcomes(JsonNode counts, Map<String, Long> into) {
        for (String outcome : new String[] {"success", "failure", "cancelled"}) {
            if (counts.get(outcome).asLong() > 0) {
                into.put(outcome, counts.get(outcome).asLong());
            }
        }
        counts.get("causes")
                .properties()
                .forEach(cause -> into.put(cause.getKey(), cause.getValue().asLong()));
    }

    private static long total(JsonNode counts) {
        return counts.get("success").asLong()
                + counts.get("failure").asLong()
                + counts.get("cancelled").asLong();
    }

    /** Waits until something is so; what it is last is told if it never is. */
    static <T> void eventually(Callable<T> actual, T expected) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> assertThat(actual.call()).isEqualTo(expected));
    }
}
