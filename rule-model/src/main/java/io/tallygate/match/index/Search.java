package io.tallygate.match.index;

import io.tallygate.match.condition.Body;
import io.tallygate.match.condition.MatchRequest;
import io.tallygate.match.condition.PathText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The search for the rule that takes one request. Candidates may be offered in any order, and twice; whoever offers asks
 * first whether a rank could still win.
 */
public final class Search {

    private final MatchRequest request;
    private final ObjIntConsumer<RuntimeException> broken;
    private @Nullable Candidate winner;
    private @Nullable List<Candidate> shadows;
    private @Nullable String pathText;

    /**
     * A search for a request.
     *
     * @param broken told of what matching threw, and the rank of a rule that does not match for it
     */
    public Search(MatchRequest request, ObjIntConsumer<RuntimeException> broken) {
        this.request = request;
        this.broken = broken;
    }

    MatchRequest request() {
        return request;
    }

    /** The path as one text. */
    String pathText() {
        if (pathText == null) {
            pathText = PathText.join(request.path());
        }
        return pathText;
    }

    /** Whether a rule of this rank would win over what was found so far. */
    public boolean couldWin(int rank) {
        return winner == null || rank < winner.rank();
    }

    /** Looks at a rule that could win. */
    public void offer(Candidate candidate) {
        if (!matches(candidate)) {
            return;
        }
        if (!candidate.rule().shadow()) {
            winner = candidate;
        } else {
            shadows = shadows == null ? new ArrayList<>(2) : shadows;
            shadows.add(candidate);
        }
    }

    private boolean matches(Candidate candidate) {
        try {
            return candidate.matcher().mismatch(request) == null;
        } catch (RuntimeException e) {
            failed(candidate.rank(), e);
            return false;
        }
    }

    void failed(int rank, RuntimeException e) {
        broken.accept(e, rank);
    }

    /** The first rule that matches, while the body is unread perhaps. */
    public @Nullable Candidate winner() {
        return winner;
    }

    /** The shadow rules that match and stand before the winner, in their order. */
    public List<Candidate> shadows() {
        if (shadows == null) {
            return List.of();
        }
        return shadows.stream()
                .filter(shadow -> couldWin(shadow.rank()))
                .distinct()
                .sorted(Comparator.comparingInt(Candidate::rank))
                .toList();
    }

    /** Whether what was found has to be asked again when the body has been read. */
    public boolean needsBody() {
        return request.body() == Body.UNREAD
                && ((winner != null && winner.readsBody()) || shadows().stream().anyMatch(Candidate::readsBody));
    }
}
