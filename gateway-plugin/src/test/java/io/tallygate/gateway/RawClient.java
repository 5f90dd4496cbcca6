package io.tallygate.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A connection on which a body is sent chunk by chunk, as slowly as the test likes, while the answer is read. */
final class RawClient implements AutoCloseable {

    private final Socket socket;
    private final StringBuilder received = new StringBuilder();

    private RawClient(Socket socket) {
        this.socket = socket;
    }

    static RawClient open(int port) {
        try {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(30_000);
            return new RawClient(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends the beginning of a request with a chunked body. */
    RawClient post(String path, String contentType) {
        return write("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + contentType
                + "\r\nTransfer-Encoding: chunked\r\n\r\n");
    }

    RawClient chunk(String text) {
        return write(Integer.toHexString(text.length()) + "\r\n" + text + "\r\n");
    }

    RawClient end() {
        return write("0\r\n\r\n");
    }

    private RawClient write(String text) {
        try {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads until this text has come, and gives all that came with it; what was given once is not looked at again. */
    String await(String text) {
        byte[] buffer = new byte[8192];
        try {
            while (received.indexOf(text) < 0) {
                int read = socket.getInputStream().read(buffer);
                if (read < 0) {
                    throw new IllegalStateException("closed before \"" + text + "\" came: " + received);
                }
                received.append(new String(buffer, 0, read, StandardCharsets.US_ASCII));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("\"" + text + "\" did not come: " + received, e);
        }
        int end = received.indexOf(text) + text.length();
        String given = received.substring(0, end);
        received.delete(0, end);
        return given;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
