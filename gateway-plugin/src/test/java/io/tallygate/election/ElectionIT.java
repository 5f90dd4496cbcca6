package io.tallygate.election;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallygate.TestRedis;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** Two instances on one Redis. */
class ElectionIT {

    @Test
    void letsOnlyOneRunAtATime() {
        try (TestRedis redis = TestRedis.start()) {
            LettuceConnectionFactory connections = redis.connections();
            Election one = Election.inRedis(connections, "p:{meta}:election");
            Election other = Election.inRedis(connections, "p:{meta}:election");
            List<String> ran = new ArrayList<>();
            one.runIfElected("snapshot", () -> {
                ran.add("one");
                other.runIfElected("snapshot", () -> ran.add("other, although one runs"));
                assertThat(redis.commands().keys("*")).containsExactly("p:{meta}:election:lock:snapshot");
            });
            other.runIfElected("snapshot", () -> ran.add("other"));
            assertThat(ran).containsExactly("one", "other");
            connections.destroy();
        }
    }

    @Test
    void leavesItsSuccessorsLockAloneWhenItsOwnHasExpired() {
        try (TestRedis redis = TestRedis.start()) {
            LettuceConnectionFactory connections = redis.connections();
            Election one = Election.inRedis(connections, "p");
            one.runIfElected("snapshot", () -> redis.commands().set("p:lock:snapshot", "another's"));
            assertThat(redis.commands().get("p:lock:snapshot")).isEqualTo("another's");
            connections.destroy();
        }
    }
}
