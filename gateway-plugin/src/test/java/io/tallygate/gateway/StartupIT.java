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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
                .contains("\"2m\"");
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
    void saysHowTheAdminApiCouldBeRead(CapturedOutput output) {
        fails("server.port=18999", "management.server.port=18999", "tallygate.admin.enabled=true");
        assertThat(output)
                .contains("tallygate.admin.enabled: there is no management port of its own")
                .contains("set management.server.port to a port other than the gateway's")
                .contains("set tallygate.admin.tokens.read")
                .contains("Spring Security")
                .contains("tallygate.admin.enabled=false");
    }

    @Test
    void saysWhoCouldChangeSomething(CapturedOutput output) {
        fails("tallygate.admin.access=read-write", "tallygate.admin.tokens.read=only-for-reading-1");
        assertThat(output)
                .contains("tallygate.admin.access: is \"read-write\", and nothing tells who may change something")
                .contains("set tallygate.admin.tokens.write")
                .contains("the role TALLYGATE_ADMIN")
                .doesNotContain("only-for-reading-1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            access=write                   | tallygate.admin.access: must be read-only or read-write: "write"
            tokens.read=fifteen-letters    | tallygate.admin.tokens.read: must have 16 to 1024 characters, and has 15
            tokens.read=                   | tallygate.admin.tokens.read: must have 16 to 1024 characters, and has 0
            tokens.write=white space inside| tallygate.admin.tokens.write: must be of A-Z a-z 0-9
            tokens.write=${TALLYGATE_UNSET}| tallygate.admin.tokens.write: is "${TALLYGATE_UNSET}", and there is no such environment variable
            base-path=/tallygate/          | tallygate.admin.base-path: must be a path such as "/tallygate"
            cors.allowed-origins=*         | must be origins such as "https://ops.example.com", without a path: "*"
            cors.allowed-origins=http://a/ | must be origins such as "https://ops.example.com", without a path: "http://a/"
            cors.allowed-origins=ftp://a   | must be origins such as "https://ops.example.com", without a path: "ftp://a"
            failed-attempts.max=0          | tallygate.admin.failed-attempts.max: must be at least 1: "0"
            failed-attempts.period=2d      | tallygate.admin.failed-attempts.period: must be 1s to 1d: "2d"
            """)
    void saysWhatIsWrongWithAccess(String property, String problem, CapturedOutput output) {
        fails("tallygate.admin." + property);
        assertThat(output).contains(problem).doesNotContain("fifteen-letters").doesNotContain("white space inside");
    }

    @Test
    void saysThatTokensMustDiffer(CapturedOutput output) {
        fails(
                "tallygate.admin.tokens.read=one-and-the-same-token",
                "tallygate.admin.tokens.write=one-and-the-same-token");
        assertThat(output)
                .contains("tallygate.admin.tokens.write: must be another token than tallygate.admin.tokens.read")
                .doesNotContain("one-and-the-same-token");
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
