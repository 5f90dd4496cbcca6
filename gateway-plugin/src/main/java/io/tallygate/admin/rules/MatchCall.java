package io.tallygate.admin.rules;

import io.tallygate.admin.call.Answers;
import io.tallygate.admin.call.BadRequestException;
import io.tallygate.admin.call.Bodies;
import io.tallygate.admin.call.Query;
import io.tallygate.admin.call.Query.Page;
import io.tallygate.balance.DryRun;
import io.tallygate.match.Verdict;
import io.tallygate.rule.Rule;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The dry run: which rule would take a request, and why. */
final class MatchCall {

    private static final Duration LONGEST = Duration.ofSeconds(4);

    private final DryRun dryRun;

    MatchCall(DryRun dryRun) {
        this.dryRun = dryRun;
    }

    record RuleName(String id, String strategy) {
        static RuleName of(Rule rule) {
            return new RuleName(rule.id(), rule.strategy().word());
        }
    }

    record TargetView(String service, @Nullable String node, String pick) {
        static TargetView of(Rule rule) {
            return new TargetView(
                    rule.target().service(),
                    rule.target().node(),
                    rule.target().pick().word());
        }
    }

    record Candidate(
            String id, String strategy, boolean shadow, String verdict, String reason, Map<String, Object> why) {}

    record Answer(
            @Nullable RuleName winner,
            @Nullable TargetView target,
            List<RuleName> shadows,
            String body,
            @Nullable String bodySkipped,
            Page<Candidate> candidates) {}

    Mono<ServerResponse> match(ServerRequest request) {
        Query query = Query.of(request, "strategy", "q", "page", "size");
        return Bodies.read(request)
                .map(MatchQuestion::read)
                // A page of regexes may take a while, and must not hold up the calls of others.
                .flatMap(question -> Mono.fromCallable(() -> answer(question, query))
                        .subscribeOn(Schedulers.boundedElastic())
                        .timeout(
                                LONGEST,
                                Mono.error(() -> new BadRequestException(
                                        "size", "must be smaller: these rules take too long to explain"))))
                .flatMap(Answers::ok);
    }

    private Answer answer(MatchQuestion question, Query query) {
        DryRun.Outcome outcome = dryRun.of(question.method(), question.uri(), question.headers(), question.body());
        Rule winner = outcome.winner();
        Page<Rule> page = query.page(RuleFilter.of(query).apply(outcome.rules()));
        List<Candidate> candidates =
                page.items().stream().map(rule -> candidate(rule, outcome)).toList();
        return new Answer(
                winner == null ? null : RuleName.of(winner),
                winner == null ? null : TargetView.of(winner),
                outcome.shadows().stream().map(RuleName::of).toList(),
                body(outcome),
                outcome.bodySkipped() == null ? null : outcome.bodySkipped().word(),
                page.with(candidates));
    }

    private static String body(DryRun.Outcome outcome) {
        if (!outcome.bodyNeeded()) {
            return "not-needed";
        }
        return outcome.bodySkipped() == null ? "read" : "skipped";
    }

    private static Candidate candidate(Rule rule, DryRun.Outcome outcome) {
        Optional<Verdict> verdict = outcome.verdict(rule);
        Reasons.Reason reason = Reasons.reason(rule, verdict);
        return new Candidate(
                rule.id(), rule.strategy().word(), rule.shadow(), Reasons.word(verdict), reason.text(), reason.why());
    }
}
