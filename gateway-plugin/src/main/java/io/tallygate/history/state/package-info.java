/** Which periods are whole: what streams reported of themselves, and the states that follow from it. */
@NullMarked
package io.tallygate.history.state;

import org.jspecify.annotations.NullMarked;
