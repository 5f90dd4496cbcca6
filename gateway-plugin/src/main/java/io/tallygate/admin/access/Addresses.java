package io.tallygate.admin.access;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** The addresses that requests come from, as far as the host trusts what proxies say. */
final class Addresses {

    private static final int LONGEST = 64;
    private static final int NETWORK_BYTES = 8;

    private Addresses() {}

    /** The address; of IPv6 the network, for whoever has one address of it has them all. */
    static String of(ServerHttpRequest request) {
        InetSocketAddress remote = request.getRemoteAddress();
        if (remote == null) {
            return "unknown";
        }
        InetAddress address = remote.getAddress();
        if (address == null) {
            // What a trusted proxy has written.
            String text = remote.getHostString();
            return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
        }
        return address instanceof Inet6Address wide ? network(wide) : address.getHostAddress();
    }

    private static String network(Inet6Address address) {
        byte[] bytes = address.getAddress();
        Arrays.fill(bytes, NETWORK_BYTES, bytes.length, (byte) 0);
        try {
            return InetAddress.getByAddress(bytes).getHostAddress() + "/64";
        } catch (UnknownHostException e) {
            throw new IllegalStateException("as long as it was", e);
        }
    }
}
