package io.tallygate;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Random;

/**
 * Finds ports for servers that want to be told theirs. They lie below those that a system hands out to whoever asks for
 * any, clients included, so that none is somebody else's by the time it is used, or used again.
 */
public final class FreePort {

    private static final int FROM = 10_000;
    private static final int TO = 18_000;

    /** How far the port of the talk inside a Redis cluster is from the port. */
    private static final int BUS = 10_000;

    private FreePort() {}

    /** A port where nobody listens, nor at that of the cluster's talk that belongs to it. */
    public static int find() {
        Random random = new Random();
        while (true) {
            int port = FROM + random.nextInt(TO - FROM);
            if (isFree(port) && isFree(port + BUS)) {
                return port;
            }
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
