package io.tallygate.match;

import io.tallygate.match.condition.Mismatch;
import io.tallygate.rule.Rule;
import io.tallygate.rule.RuleOrder.Difference;

/** What became of one rule when a request was decided, and why. */
public sealed interface Verdict {

    /** It takes the request. */
    record Won() implements Verdict {}

    /** It matches and stands before the winner: as a shadow rule it is counted, and takes nothing. */
    record Shadowed() implements Verdict {}

    /** It matches, but another rule comes first, by this difference. */
    record Lost(Rule to, Difference by) implements Verdict {}

    /** It does not match. */
    record NoMatch(Mismatch why) implements Verdict {}

    /** Its matching failed, so it does not match. */
    record Broken(String message) implements Verdict {}
}
