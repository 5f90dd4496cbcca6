/** Reads what was kept. */
@NullMarked
package io.tallygate.history;

import org.jspecify.annotations.NullMarked;
