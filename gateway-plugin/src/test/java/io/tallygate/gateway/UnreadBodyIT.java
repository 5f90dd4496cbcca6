package io.tallygate.gateway;

import static io.tallygate.gateway.Editor.detail;
import static io.tallygate.gateway.Editor.rule;

import io.tallygate.TestRedis;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Calls that are refused before anyone has looked at their bodies, again and again on one connection. */
class UnreadBodyIT {

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void areAllAnswered() {
        try (TestRedis redis = TestRedis.start();
                TestGateway gateway = TestGateway.start(redis.port(), Editor.ALLOWED)) {
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
}
