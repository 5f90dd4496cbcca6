package io.tallygate.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Listens to a stream of events, as a browser would. */
final class Listener implements AutoCloseable {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpHeaders headers;
    private final InputStream body;
    private final Thread reader;
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private volatile String end = "";
    private volatile String lastId = "";

    /** One event. */
    record Event(String name, String id, JsonNode data) {}

    private Listener(HttpHeaders headers, InputStream body) {
        this.headers = headers;
        this.body = body;
        this.reader = new Thread(this::read, "listener");
        this.reader.setDaemon(true);
        this.reader.start();
    }

    static Listener open(String url, String lastEventId) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
        if (!lastEventId.isEmpty()) {
            request.header("Last-Event-ID", lastEventId);
        }
        try {
            HttpResponse<InputStream> response =
                    CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            if (response.statusCode() != 200) {
                throw new IllegalStateException("status " + response.statusCode());
            }
            return new Listener(response.headers(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void read() {
        try {
            List<String> lines = new ArrayList<>();
            StringBuilder line = new StringBuilder();
            for (int c = body.read(); c >= 0; c = body.read()) {
                if (c != '\n') {
                    line.append((char) c);
                } else if (!line.isEmpty()) {
                    lines.add(line.toString());
                    line.setLength(0);
                } else {
                    add(lines);
                    lines.clear();
                }
            }
            end = "ended";
        } catch (IOException e) {
            end = "broken";
        }
    }

    private void add(List<String> lines) {
        String id = field(lines, "id:");
        lastId = id.isEmpty() ? lastId : id;
        String data = field(lines, "data:");
        if (!data.isEmpty()) {
            byte[] utf8 = data.getBytes(StandardCharsets.ISO_8859_1);
            events.add(new Event(field(lines, "event:"), id, JSON.readTree(utf8)));
        }
    }

    private static String field(List<String> lines, String name) {
        return lines.stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(name.length()))
                .findFirst()
                .orElse("");
    }

    List<Event> events(String name) {
        return events.stream().filter(event -> event.name().equals(name)).toList();
    }

    String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    /** What a browser would send as Last-Event-ID, were it to come back. */
    String lastId() {
        return lastId;
    }

    /** Whether the stream has "ended", is "broken", or (empty) goes on. */
    String end() {
        return end;
    }

    @Override
    public void close() {
        try {
            body.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
