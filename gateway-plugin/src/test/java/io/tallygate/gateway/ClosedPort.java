package io.tallygate.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/** A port at which every connection is refused: it is taken, so that nobody else gets it, and nobody listens. */
final class ClosedPort implements AutoCloseable {

    private final Socket socket = new Socket();

    static ClosedPort take() {
        ClosedPort port = new ClosedPort();
        try {
            port.socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            return port;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int number() {
        return socket.getLocalPort();
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
