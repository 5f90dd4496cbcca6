/** Closes what has ended: the elected instance only. */
@NullMarked
package io.tallygate.snapshot;

import org.jspecify.annotations.NullMarked;
