package io.tallygate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.tallygate.TestRedis;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** Ten uploads of 1 GiB at once pass a small gateway that would like to match on them, and arrive as they were sent. */
class BigUploadIT {

    private static final int UPLOADS = 10;
    private static final long LENGTH = 1L << 30;
    private static final int CHUNK = 1 << 16;
    private static final ByteBuf RANDOM = random();

    private static ByteBuf random() {
        byte[] bytes = new byte[1 << 20];
        new Random(1).nextBytes(bytes);
        return Unpooled.unreleasableBuffer(Unpooled.directBuffer().writeBytes(bytes));
    }

    @Test
    void passInBoundedMemoryByteForByte() throws IOException {
        try (TestRedis redis = TestRedis.start();
                Hashing upstream = new Hashing();
                GatewayProcess gateway = GatewayProcess.start(
                        List.of("-Xmx256m", "-XX:MaxDirectMemorySize=64m", "-XX:+ExitOnOutOfMemoryError"),
                        redis.port(),
                        List.of(
                                "management.endpoints.web.exposure.include=metrics",
                                "spring.cloud.gateway.server.webflux.routes[0].id=uploads",
                                "spring.cloud.gateway.server.webflux.routes[0].uri=" + upstream.url(),
                                "spring.cloud.gateway.server.webflux.routes[0].predicates[0]=Path=/upload",
                                "tallygate.rules[0].id=gold",
                                "tallygate.rules[0].strategy=body",
                                "tallygate.rules[0].match.mode=contains",
                                "tallygate.rules[0].match.value=gold",
                                "tallygate.rules[0].target.service=nowhere"))) {
            List<Upload> uploads = new ArrayList<>();
            for (int i = 0; i < UPLOADS; i++) {
                uploads.add(new Upload(i));
            }
            List<String> answers = Flux.fromIterable(uploads)
                    .flatMapSequential(upload -> upload.to(gateway.url() + "/upload"), UPLOADS)
                    .collectList()
                    .block(Duration.ofMinutes(10));

            assertThat(answers).isEqualTo(uploads.stream().map(Upload::sent).toList());
            assertThat(gateway.output()).doesNotContain("OutOfMemory").doesNotContain("LEAK");
            assertThat(Client.get(gateway.managementUrl()
                                    + "/actuator/metrics/tallygate.body.skipped?tag=reason:too-large")
                            .body())
                    .contains("\"value\":" + UPLOADS + ".0");
        }
    }

    /** What came by: how many bytes, and their checksum. */
    private static final class Sum {
        private final CRC32C checksum = new CRC32C();
        private long bytes;

        void add(ByteBuf buffer) {
            bytes += buffer.readableBytes();
            for (ByteBuffer part : buffer.nioBuffers()) {
                checksum.update(part);
            }
        }

        @Override
        public String toString() {
            return bytes + " bytes, checksum " + checksum.getValue();
        }
    }

    /** Pieces of the random block, each upload's in an order of its own. */
    private static final class Upload {
        private final Sum sum = new Sum();
        private final Random order;

        Upload(int number) {
            this.order = new Random(number);
        }

        private ByteBuf next() {
            ByteBuf chunk = RANDOM.slice(order.nextInt(RANDOM.readableBytes() - CHUNK), CHUNK);
            sum.add(chunk);
            return chunk;
        }

        /** Gives the status and what the upstream says that it got. */
        Mono<String> to(String url) {
            return HttpClient.newConnection()
                    .headers(headers -> headers.set("Content-Type", "application/json"))
                    .post()
                    .uri(url)
                    .send(Flux.range(0, (int) (LENGTH / CHUNK)).map(i -> next()))
                    .responseSingle((response, content) ->
                            content.asString().map(text -> response.status().code() + " " + text));
        }

        String sent() {
            return "200 " + sum;
        }
    }

    /** Answers with what it got. */
    private static final class Hashing implements AutoCloseable {
        private final DisposableServer server = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .handle(Hashing::answer)
                .bindNow();

        private static Publisher<Void> answer(HttpServerRequest request, HttpServerResponse response) {
            Sum sum = new Sum();
            return request.receive()
                    .doOnNext(sum::add)
                    .then(Mono.defer(
                            () -> response.sendString(Mono.just(sum.toString())).then()));
        }

        String url() {
            return "http://127.0.0.1:" + server.port();
        }

        @Override
        public void close() {
            server.disposeNow();
        }
    }
}
