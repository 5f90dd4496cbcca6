/** Holds what was counted against what is kept: both sides of each equation, and the difference. */
@NullMarked
package io.tallygate.history.audit;

import org.jspecify.annotations.NullMarked;
