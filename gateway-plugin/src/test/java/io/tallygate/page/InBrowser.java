package io.tallygate.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Skips a test loudly where there is no Chromium; where the environment variable CI is set it fails instead. */
final class InBrowser implements ExecutionCondition {

    static final Path CHROMIUM = Path.of(System.getProperty("tallygate.chromium", "/usr/bin/chromium"));
    static final Path DRIVER = Path.of(System.getProperty("tallygate.chromedriver", "/usr/bin/chromedriver"));

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER)) {
            return ConditionEvaluationResult.enabled("there is a browser");
        }
        String missing = "no " + CHROMIUM + " with " + DRIVER + ": the page is not tested. Install chromium and "
                + "chromium-driver, or say where they are with -Dtallygate.chromium and -Dtallygate.chromedriver";
        assertThat(System.getenv("CI")).as(missing).isNull();
        System.err.println("!! SKIPPED " + context.getDisplayName() + ": " + missing);
        return ConditionEvaluationResult.disabled(missing);
    }
}
