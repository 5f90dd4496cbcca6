package io.tallygate.balance.outcome;

import io.tallygate.hit.Cause;
import io.tallygate.hit.Ending;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The HTTP statuses that count as failures. */
public final class FailureStatuses {

    private static final Pattern RANGE = Pattern.compile("([1-9]\\d{2})(?:-([1-9]\\d{2}))?");

    private final BitSet failing;

    private FailureStatuses(BitSet failing) {
        this.failing = failing;
    }

    /**
     * The statuses in these texts, each one status or a range of them, such as {@code 500-599}.
     *
     * @throws IllegalArgumentException if a text is neither
     */
    public static FailureStatuses of(List<String> texts) {
        BitSet failing = new BitSet(1000);
        for (String text : texts) {
            Matcher matcher = RANGE.matcher(text.strip());
            if (!matcher.matches()) {
                throw new IllegalArgumentException(
                        "must hold statuses such as \"429\" or ranges such as \"500-599\": \"" + text + "\"");
            }
            int from = Integer.parseInt(matcher.group(1));
            int to = matcher.group(2) == null ? from : Integer.parseInt(matcher.group(2));
            if (to < from) {
                throw new IllegalArgumentException(
                        "must hold ranges that do not end before they begin: \"" + text + "\"");
            }
            failing.set(from, to + 1);
        }
        return new FailureStatuses(failing);
    }

    /** How an answer that was completed with this status ended. */
    Ending ending(int status) {
        return contains(status) ? Ending.failure(Cause.STATUS) : Ending.SUCCESS;
    }

    boolean contains(int status) {
        return failing.get(status);
    }
}
