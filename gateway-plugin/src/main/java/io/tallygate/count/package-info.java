/** This instance's counters, in plain Java: they only grow, and a flush takes the difference. */
@NullMarked
package io.tallygate.count;

import org.jspecify.annotations.NullMarked;
