package io.tallygate.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tallygate.TestRedis;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What a stranger reads when the gateway does not start. */
@ExtendWith(OutputCaptureExtension.class)
class StartupIT {

    private static TestRedis redis;

    @BeforeAll
    static void startRedis() {
        redis = TestRedis.start();
    }

    @AfterAll
    static void stopRedis() {
        redis.close();
    }

    @Test
    void saysWhatIsWrongWithARule(CapturedOutput output) {
        fails(
                "tallygate.rules[0].id=bad id",
                "tallygate.rules[0].strategy=api",
                "tallygate.rules[0].match.path=admin",
                "tallygate.rules[0].target.service=order");
        assertThat(output)
                .contains("id must be 1 to 128 of")
                .contains("\"bad id\"")
                .contains("match.path must start with '/' in mode pattern: \"admin\"");
    }

    @Test
    void saysWhichPropertyIsUnknown(CapturedOutput output) {
        fails("tallygate.rules[0].macth.path=/x");
        assertThat(output).contains("macth");
    }

    @Test
    void saysWhichWindowsThereAre(CapturedOutput output) {
        fails("tallygate.window=7s");
        assertThat(output)
                .contains("tallygate.window")
                .contains("divide an hour")
                .contains("\"7s\"");
    }

    @Test
    void saysHowLongABodyMayBeWaitedFor(CapturedOutput output) {
        fails("tallygate.body.max-wait=2m");
        assertThat(output)
                .contains("tallygate.body.max-wait")
                .contains("10ms to 1m")
                .contains("\"120000ms\"");
    }

    @Test
    void saysThatTheDataWasLaidOutOtherwise(CapturedOutput output) {
        TestGateway.start(redis.port(), "tallygate.redis.prefix=laid").close();
        fails("tallygate.redis.prefix=laid", "tallygate.redis.shards=8");
        assertThat(output)
                .contains("tallygate.redis.shards is \"8\" here")
                .contains("was laid out with \"16\"")
                .contains("another tallygate.redis.prefix than \"laid\"");
    }

    @Test
    void saysWhereTheAdminApiCouldBeServed(CapturedOutput output) {
        fails("server.port=18999", "management.server.port=18999");
        assertThat(output).contains("management.server.port is \"18999\"").contains("tallygate.admin.enabled=false");
    }

    @Test
    void saysThatTheAnswerOfANodeCannotBeConfigured(CapturedOutput output) {
        fails("tallygate.errors.status.status=500");
        assertThat(output)
                .contains(
                        "tallygate.errors: must name one of connect, timeout, reset, no-instance, node-offline, gateway")
                .contains("\"status\" is the node's own answer")
                .contains("Remove tallygate.errors.status");
    }

    @Test
    void saysWhichCausesThereAre(CapturedOutput output) {
        fails("tallygate.errors.tiemout.status=500");
        assertThat(output).contains("must name one of connect, timeout").contains("\"tiemout\"");
    }

    @Test
    void saysWhatIsWrongWithAnAnswer(CapturedOutput output) {
        fails("tallygate.errors.no-instance.status=999");
        assertThat(output)
                .contains("tallygate.errors.no-instance: status must be 200 to 599")
                .contains("\"999\"");
    }

    private static void fails(String... properties) {
        assertThatThrownBy(() -> TestGateway.start(redis.port(), properties).close())
                .isInstanceOf(Exception.class);
    }

    @Test
    void leavesNoTraceWhereItIsDisabled() {
        try (TestGateway gateway = TestGateway.start(redis.port(), "tallygate.enabled=false")) {
            List<String> ours = Arrays.stream(gateway.context().getBeanDefinitionNames())
                    .filter(name -> {
                        Class<?> type = gateway.context().getType(name);
                        return type != null
                                && type.getName().startsWith("io.tallygate.")
                                && !type.getName().contains("TestGateway");
                    })
                    .toList();
            assertThat(ours).isEmpty();
            assertThat(Client.status(gateway.url() + "/x")).isEqualTo(404);
            assertThat(gateway.history().get("/overview").statusCode()).isEqualTo(404);
        }
    }
}
