package io.tallygate.admin.rules.change;

import io.tallygate.admin.call.Answers;
import io.tallygate.admin.call.CallGroup;
import io.tallygate.admin.call.CallTable;
import io.tallygate.admin.call.Query;
import io.tallygate.admin.call.Query.Page;
import io.tallygate.rule.RuleDraft;
import io.tallygate.rules.store.Change;
import io.tallygate.rules.store.ChangedRule;
import io.tallygate.rules.store.RuleStore;
import io.tallygate.rules.store.StoredRule;
import io.tallygate.rules.store.SwitchedNode;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The log of changes, the newest first. */
public final class LogCalls implements CallGroup {

    private static final int AT_ONCE = 10;
    private static final int MOST_RULES = 20;

    private final RuleStore store;

    public LogCalls(RuleStore store) {
        this.store = store;
    }

    record RuleChangeView(
            String id, @Nullable RuleDraft before, @Nullable RuleDraft after) {

        static RuleChangeView of(ChangedRule rule) {
            return new RuleChangeView(rule.id(), draft(rule.before()), draft(rule.after()));
        }

        private static @Nullable RuleDraft draft(@Nullable StoredRule rule) {
            return rule == null ? null : rule.draft();
        }
    }

    record NodeChangeView(String service, String node, String state) {
        static @Nullable NodeChangeView of(@Nullable SwitchedNode node) {
            return node == null
                    ? null
                    : new NodeChangeView(
                            node.name().service(), node.name().node(), node.offline() ? "offline" : "online");
        }
    }

    record ChangeView(
            long version,
            Instant at,
            String by,
            String action,
            String summary,
            int count,
            List<RuleChangeView> rules,
            @Nullable NodeChangeView node) {}

    @Override
    public void addTo(CallTable calls) {
        calls.read("/changes", this::list);
    }

    private Mono<ServerResponse> list(ServerRequest request) {
        Query query = Query.of(request, "page", "size", "rule");
        return store.version()
                .map(version -> LongStream.iterate(
                                version, v -> v > Math.max(0, version - RuleStore.LOGGED), v -> v - 1)
                        .boxed()
                        .toList())
                .flatMap(versions -> query.text("rule")
                        .map(rule -> ofRule(versions, rule).collectList().map(query::page))
                        .orElseGet(() -> page(query.page(versions))))
                .flatMap(Answers::ok);
    }

    private Mono<Page<ChangeView>> page(Page<Long> versions) {
        return changes(versions.items())
                .concatMap(change -> store.rulesOf(change)
                        .take(MOST_RULES)
                        .map(RuleChangeView::of)
                        .collectList()
                        .map(rules -> view(change, rules)))
                .collectList()
                .map(versions::with);
    }

    private Flux<ChangeView> ofRule(List<Long> versions, String rule) {
        return changes(versions)
                .concatMap(change ->
                        store.ruleOf(change, rule).map(changed -> view(change, List.of(RuleChangeView.of(changed)))));
    }

    private Flux<Change> changes(List<Long> versions) {
        return Flux.fromIterable(versions).buffer(AT_ONCE).concatMap(store::changes);
    }

    private static ChangeView view(Change change, List<RuleChangeView> rules) {
        return new ChangeView(
                change.mark().version(),
                change.at(),
                change.by(),
                change.action().word(),
                change.summary(),
                change.count(),
                rules,
                NodeChangeView.of(change.node()));
    }
}
