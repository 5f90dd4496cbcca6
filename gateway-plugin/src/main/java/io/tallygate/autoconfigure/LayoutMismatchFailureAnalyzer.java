package io.tallygate.autoconfigure;

import io.tallygate.flush.LayoutMismatchException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Tells an operator that the stored data was laid out otherwise, and the ways out. */
final class LayoutMismatchFailureAnalyzer extends AbstractFailureAnalyzer<LayoutMismatchException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, LayoutMismatchException cause) {
        return new FailureAnalysis(
                "Tallygate cannot use the data in Redis.\n\n    " + cause.getMessage(),
                "Set " + cause.setting() + "=" + cause.stored() + " to go on with that data, or choose another "
                        + "tallygate.redis.prefix than \"" + cause.prefix() + "\" to begin anew with " + cause.setting()
                        + "=" + cause.configured() + ".",
                cause);
    }
}
