package io.tallygate.admin.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;

class AddressesTest {

    @Test
    void takesAnIpv6NetworkForOneAddress() {
        assertThat(of(new InetSocketAddress("2001:db8:1:2:3:4:5:6", 1)))
                .isEqualTo(of(new InetSocketAddress("2001:db8:1:2:ffff::1", 2)))
                .isNotEqualTo(of(new InetSocketAddress("2001:db8:1:3::1", 2)));
        assertThat(of(new InetSocketAddress("192.0.2.1", 1))).isEqualTo("192.0.2.1");
    }

    @Test
    void takesWhatATrustedProxyHasWritten() {
        assertThat(of(InetSocketAddress.createUnresolved("client.example", 0))).isEqualTo("client.example");
        assertThat(of(InetSocketAddress.createUnresolved("x".repeat(1000), 0))).hasSize(64);
    }

    private static String of(InetSocketAddress address) {
        return Addresses.of(
                MockServerHttpRequest.get("/").remoteAddress(address).build());
    }
}
