package io.tallygate.gateway;

import static io.tallygate.gateway.History.eventually;
import static io.tallygate.gateway.TestGateway.service;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallygate.TestRedis;
import io.tallygate.rule.Rule;
import io.tallygate.rule.RuleDraft;
import io.tallygate.rule.RuleDraft.MatchDraft;
import io.tallygate.rule.RuleDraft.TargetDraft;
import io.tallygate.rule.RuleReader;
import io.tallygate.rules.RulesInForce;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Rule sets exchanged under load: each request sees one set, whole, and no hit is lost on the way. */
class SwapIT {

    private static final int OTHER_RULES = 2000;

    /**
     * Both sets take every request, each to a node of its own, and each has a shadow rule before its winner. A request
     * that saw half a set would be counted by one of the two, or by none.
     */
    @Test
    void showsEachRequestOneSetWhole() throws Exception {
        try (TestRedis redis = TestRedis.start();
                Upstream first = Upstream.start("first");
                Upstream second = Upstream.start("second");
                TestGateway gateway = TestGateway.start(redis.port(), service("order", first, second))) {
            RulesInForce rules = gateway.context().getBean(RulesInForce.class);
            List<Rule> one = set("one", "first");
            List<Rule> two = set("two", "second");
            rules.swap(one);
            AtomicBoolean done = new AtomicBoolean();
            ExecutorService clients = Executors.newFixedThreadPool(4);
            List<Future<Map<String, Long>>> answers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                answers.add(clients.submit(client(gateway.url(), done)));
            }
            for (int swaps = 0; swaps < 20; swaps++) {
                Thread.sleep(200);
                rules.swap(swaps % 2 == 0 ? two : one);
            }
            done.set(true);
            Map<String, Long> answered = new TreeMap<>();
            for (Future<Map<String, Long>> answer : answers) {
                answer.get().forEach((node, n) -> answered.merge(node, n, Long::sum));
            }
            clients.shutdown();

            assertThat(answered.keySet()).containsExactly("first", "second");
            assertThat(answered).containsEntry("first", first.requests()).containsEntry("second", second.requests());
            eventually(
                    () -> gateway.history().rule("one"),
                    Map.of("success", first.requests(), "order/first", first.requests()));
            eventually(
                    () -> gateway.history().rule("two"),
                    Map.of("success", second.requests(), "order/second", second.requests()));
            eventually(() -> gateway.history().rule("one-shadow").get("success"), first.requests());
            eventually(() -> gateway.history().rule("two-shadow").get("success"), second.requests());
        }
    }

    /** Sends requests until told to stop; counts the answers by the node that they name. */
    private static Callable<Map<String, Long>> client(String url, AtomicBoolean done) {
        return () -> {
            Map<String, Long> answered = new TreeMap<>();
            while (!done.get()) {
                String body = Client.get(url + "/x").body();
                answered.merge(body.substring(0, body.indexOf(' ')), 1L, Long::sum);
            }
            return answered;
        };
    }

    private static List<Rule> set(String id, String node) {
        List<RuleDraft> drafts = new ArrayList<>();
        drafts.add(draft(id, "/**", -1, false, node));
        drafts.add(draft(id + "-shadow", "/x", 1, true, node));
        for (int i = 0; i < OTHER_RULES; i++) {
            drafts.add(draft(id + "-" + i, "/other/" + i, 0, false, node));
        }
        return RuleReader.readAll(drafts);
    }

    private static RuleDraft draft(String id, String path, int priority, boolean shadow, String node) {
        return new RuleDraft(
                id,
                "api",
                true,
                shadow,
                priority,
                null,
                null,
                new MatchDraft(path, null, null, null, null, null, null, null),
                null,
                new TargetDraft("order", node, null, null),
                null);
    }
}
