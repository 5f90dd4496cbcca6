package io.tallygate.balance;

import io.tallygate.balance.body.BodyPolicy;
import io.tallygate.balance.body.BodySettings;
import io.tallygate.balance.body.SkippedBodies.Reason;
import io.tallygate.match.Decision;
import io.tallygate.match.Decision.Bound;
import io.tallygate.match.Decision.Decided;
import io.tallygate.match.RuleSet;
import io.tallygate.match.Selection;
import io.tallygate.match.Verdict;
import io.tallygate.match.condition.Body;
import io.tallygate.match.condition.MatchRequest;
import io.tallygate.rule.Rule;
import io.tallygate.rules.RuleState;
import io.tallygate.rules.RulesInForce;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;

/** Says which rule would take a request, and why, by the matcher that live requests meet. It counts nothing. */
public final class DryRun {

    private final RulesInForce rules;
    private final BodySettings settings;

    public DryRun(RulesInForce rules, BodySettings settings) {
        this.rules = rules;
        this.settings = settings;
    }

    /**
     * What the rules in force would do with a request. Blocks for as long as matching takes.
     *
     * @param uri with its host, if it has one, and its query
     * @param body as text, sent in the charset of its Content-Type; its length is added to the headers
     */
    public Outcome of(HttpMethod method, URI uri, HttpHeaders headers, @Nullable String body) {
        HttpHeaders sent = new HttpHeaders(headers);
        byte[] bytes = body == null ? new byte[0] : body.getBytes(BodyPolicy.charset(headers));
        if (body != null) {
            sent.setContentLength(bytes.length);
        }
        RulesInForce.Version version = rules.version();
        RequestFacts facts = new RequestFacts(new DryRequest(method, uri, sent));
        Optional<Reason> whyNot = BodyPolicy.whyNot(sent, settings);
        Body known = whyNot.isPresent() ? Body.SKIPPED : new Body.Read(bytes, BodyPolicy.charset(sent));
        Decision<RuleState> decision = version.compiled().decide(facts, Selection.ALL);
        facts.body(known);
        if (decision instanceof Decided<RuleState> decided) {
            return new Outcome(version, facts, decided, false, null);
        }
        Decided<RuleState> decided = (Decided<RuleState>) version.compiled().decide(facts, Selection.ALL);
        return new Outcome(version, facts, decided, true, whyNot.orElse(null));
    }

    /** What would become of the request. */
    public static final class Outcome {

        private final RulesInForce.Version version;
        private final MatchRequest request;
        private final Decided<RuleState> decided;
        private final boolean bodyNeeded;
        private final @Nullable Reason bodySkipped;

        private Outcome(
                RulesInForce.Version version,
                MatchRequest request,
                Decided<RuleState> decided,
                boolean bodyNeeded,
                @Nullable Reason bodySkipped) {
            this.version = version;
            this.request = request;
            this.decided = decided;
            this.bodyNeeded = bodyNeeded;
            this.bodySkipped = bodySkipped;
        }

        /** The rule that would take the request; null where none would. */
        public @Nullable Rule winner() {
            return decided.winner() == null ? null : decided.winner().rule();
        }

        /** The shadow rules that would be counted. */
        public List<Rule> shadows() {
            return decided.shadows().stream().map(Bound::rule).toList();
        }

        /** Whether a rule that could win looks at the body. */
        public boolean bodyNeeded() {
            return bodyNeeded;
        }

        /** Why the body would be needed and not read; null where it would be read or is not needed. */
        public @Nullable Reason bodySkipped() {
            return bodySkipped;
        }

        /** All rules, also disabled ones, in the order in which they win. */
        public List<Rule> rules() {
            return version.inOrder();
        }

        /** What would become of one of the rules; nothing of a disabled one. */
        public Optional<Verdict> verdict(Rule rule) {
            RuleSet<RuleState> compiled = version.compiled();
            return rule.enabled() ? Optional.of(compiled.judge(rule.id(), request, decided)) : Optional.empty();
        }
    }
}
