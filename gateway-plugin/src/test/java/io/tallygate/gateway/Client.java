package io.tallygate.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A client of the gateway, with nothing of Spring's in it. */
final class Client {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static final Pattern CONTENT_LENGTH = Pattern.compile("(?i)\r\ncontent-length: (\\d+)\r\n");

    private Client() {}

    /** Sends a request; headers are name and value by turns. Gives the status, or -1 where the answer broke off. */
    static int status(String url, String... headers) {
        try {
            return send(HttpRequest.newBuilder(URI.create(url)).GET(), headers).statusCode();
        } catch (IOException e) {
            return -1;
        }
    }

    static HttpResponse<String> get(String url, String... headers) {
        try {
            return send(HttpRequest.newBuilder(URI.create(url)).GET(), headers);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static HttpResponse<String> post(String url, HttpRequest.BodyPublisher body, String... headers) {
        try {
            return send(HttpRequest.newBuilder(URI.create(url)).POST(body), headers);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends a request with any method, and with a body if there is one. */
    static HttpResponse<String> call(String method, String url, String body, String... headers) {
        try {
            HttpRequest.BodyPublisher sent =
                    body.isEmpty() ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body);
            return send(
                    HttpRequest.newBuilder(URI.create(url))
                            .timeout(Duration.ofSeconds(30))
                            .method(method, sent),
                    headers);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The status of an answer that may never end; the rest of it is not waited for. */
    static int answered(String method, String url, String... headers) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofSeconds(30))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .headers(headers)
                .build();
        try {
            HttpResponse<InputStream> response = HTTP.send(request, HttpResponse.BodyHandlers.ofInputStream());
            response.body().close();
            return response.statusCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static HttpResponse<String> send(HttpRequest.Builder request, String... headers) throws IOException {
        try {
            if (headers.length > 0) {
                request.headers(headers);
            }
            return HTTP.send(request.timeout(Duration.ofSeconds(60)).build(), HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** All that is answered to a request that wants its connection closed. */
    static String getAndClose(int port, String path) throws IOException {
        try (Socket socket = open(port, "GET", path, "Connection: close", "", "")) {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    /** Reads an answer of known length, and hangs up with its last byte, as many command-line clients do. */
    static String getAndHangUp(int port, String path) throws IOException {
        try (Socket socket = open(port, path)) {
            InputStream in = socket.getInputStream();
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                head.append((char) in.read());
            }
            Matcher length = CONTENT_LENGTH.matcher(head);
            if (!length.find()) {
                throw new IOException("an answer of unknown length: " + head);
            }
            return head + new String(in.readNBytes(Integer.parseInt(length.group(1))), StandardCharsets.US_ASCII);
        }
    }

    /** A plain connection on which a request was sent, for clients that misbehave. */
    static Socket open(int port, String path) throws IOException {
        return open(port, "GET", path, "", "");
    }

    /** The same with any method, and with more lines than the first two. */
    static Socket open(int port, String method, String path, String... more) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        String lines = method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n" + String.join("\r\n", more);
        socket.getOutputStream().write(lines.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }
}
