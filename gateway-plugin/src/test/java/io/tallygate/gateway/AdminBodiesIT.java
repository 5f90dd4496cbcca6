package io.tallygate.gateway;

import static io.tallygate.gateway.AdminGateway.READ_WRITE;
import static io.tallygate.gateway.AdminGateway.WRITE;
import static io.tallygate.gateway.Editor.detail;
import static io.tallygate.gateway.Editor.rule;
import static io.tallygate.gateway.TestGateway.all;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallygate.TestRedis;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The bodies of calls: how large they may be, and what becomes of those that nobody has read. */
class AdminBodiesIT {

    @Test
    void takesABodyOfAMegabyteAndNoMore() {
        try (TestRedis redis = TestRedis.start();
                TestGateway gateway = TestGateway.start(
                        redis.port(),
                        List.of(AdminGateway.Doors.class),
                        all(READ_WRITE, AdminGateway.ON_GATEWAY_PORT))) {
            takesABodyOfAMegabyteAndNoMore(gateway);
        }
    }

    private static void takesABodyOfAMegabyteAndNoMore(TestGateway gateway) {
        String url = AdminGateway.api(gateway) + "/door";
        String[] headers = {"Authorization", "Bearer " + WRITE, "Content-Type", "application/json"};
        String full = "x".repeat(1024 * 1024);
        assertThat(Client.call("POST", url, full, headers).body()).contains("\"bytes\":1048576");
        HttpResponse<String> response = Client.call("POST", url, full + "x", headers);
        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(response.body()).contains("the body must be at most 1048576 bytes");
        try (RawClient chunked = RawClient.open(gateway.port())) {
            chunked.post("/tallygate/api/door", "application/json\r\nAuthorization: Bearer " + WRITE);
            for (int i = 0; i < 17; i++) {
                chunked.chunk(full.substring(0, 64 * 1024));
            }
            assertThat(chunked.await(" bytes\"")).contains("413").contains("nosniff");
        }
    }

    /** Calls that are refused before anyone has looked at their bodies, again and again on one connection. */
    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void answersEveryCallThatIsRefusedBeforeItsBodyIsRead() {
        try (TestRedis redis = TestRedis.start();
                TestGateway gateway = TestGateway.start(redis.port(), Editor.LETS_CHANGE)) {
            Editor editor = new Editor(gateway);
            String rule = rule("rule", "/rule/**", "a");
            String huge = rule("huge", "/" + "x".repeat(70_000), "a");
            for (int i = 0; i < 100; i++) {
                detail(editor.send("PUT", "/rules/rule", rule, "Content-Type", "application/json"), 428);
                detail(editor.send("POST", "/rules", rule, "Content-Type", "text/plain"), 415);
                detail(editor.post("/nothing", rule), 404);
                detail(editor.post("/rules", huge), 413);
            }
        }
    }

    /** What is sent on after the answer would cost the client the answer, were its connection closed on it. */
    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void answersEveryBodyThatIsTooLarge() {
        try (TestRedis redis = TestRedis.start();
                TestGateway gateway = TestGateway.start(redis.port(), Editor.LETS_CHANGE)) {
            String url = gateway.history().url("/rules:match");
            byte[] large = new byte[2 * 1024 * 1024];
            for (int i = 0; i < 50; i++) {
                for (BodyPublisher sent : List.of(
                        BodyPublishers.ofByteArray(large),
                        BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)))) {
                    HttpResponse<String> answer = Client.post(url, sent, "Content-Type", "application/json");
                    assertThat(answer.statusCode()).isEqualTo(413);
                    assertThat(answer.body()).contains("the body must be at most 1048576 bytes");
                }
            }
        }
    }
}
