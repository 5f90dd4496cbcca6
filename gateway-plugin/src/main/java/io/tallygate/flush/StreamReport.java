package io.tallygate.flush;

import io.tallygate.window.Period;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a stream says of itself with every flush, also an idle one.
 *
 * @param stream the stream's id
 * @param name the instance's name, a label only
 * @param since when it began to count, in milliseconds since the epoch by the store's clock
 * @param acknowledgedBefore every hit before this instant was acknowledged, in milliseconds since the epoch
 * @param left whether it has stopped and will send no more
 * @param figures where its hits are
 * @param flaws what its hits lack, by period; null where the store has them as they are
 * @param flawsVersion the version of the flaws, which grows with each change
 */
public record StreamReport(
        String stream,
        String name,
        long since,
        long acknowledgedBefore,
        boolean left,
        StreamFigures figures,
        @Nullable Map<Period, Flaw> flaws,
        long flawsVersion) {}
