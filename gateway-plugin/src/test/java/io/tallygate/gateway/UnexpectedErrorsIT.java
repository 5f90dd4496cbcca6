package io.tallygate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallygate.TestRedis;
import io.tallygate.admin.AdminApi;
import io.tallygate.admin.access.AccessGate;
import io.tallygate.admin.call.Answers;
import io.tallygate.admin.call.CallGroup;
import io.tallygate.admin.call.CallTable;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;

/** Calls that fail as nobody thought they would. */
@ExtendWith(OutputCaptureExtension.class)
class UnexpectedErrorsIT {

    private static final String INTERNALS = "what only the log may tell";

    @Configuration(proxyBeanMethods = false)
    static class Broken {
        @Bean
        AdminApi adminApi(AccessGate gate) {
            return new AdminApi(gate, List.<CallGroup>of(Broken::addTo));
        }

        private static void addTo(CallTable calls) {
            calls.read("/throws", request -> {
                        throw new IllegalStateException(INTERNALS);
                    })
                    .read("/fails", request -> Mono.error(new IllegalStateException(INTERNALS)))
                    .read("/cannot-be-written", request -> Answers.ok(endless()));
        }
    }

    /** What cannot be written as JSON. */
    private static List<Object> endless() {
        List<Object> list = new ArrayList<>();
        list.add(list);
        return list;
    }

    @Test
    void areToldToTheLogAndNotToTheClient(CapturedOutput output) {
        try (TestRedis redis = TestRedis.start();
                TestGateway gateway = TestGateway.start(redis.port(), List.of(Broken.class), List.of())) {
            for (String path : List.of("/throws", "/fails", "/cannot-be-written")) {
                HttpResponse<String> answer = gateway.history().get(path);

                assertThat(answer.statusCode()).isEqualTo(500);
                assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
                assertThat(answer.headers().firstValue("X-Content-Type-Options"))
                        .contains("nosniff");
                assertThat(answer.body())
                        .isEqualTo("{\"title\":\"Internal Server Error\",\"status\":500,"
                                + "\"detail\":\"this should not have happened; the log of this instance says more\"}");
                assertThat(output.getAll()).containsOnlyOnce("GET /tallygate/api" + path + " failed");
            }
            assertThat(output.getAll()).contains(INTERNALS);
        }
    }
}
