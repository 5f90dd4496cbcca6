/** The only place that knows ShedLock: one instance at a time does the closing. */
@NullMarked
package io.tallygate.election;

import org.jspecify.annotations.NullMarked;
