/** This instance's hits on their way to the shared store. */
@NullMarked
package io.tallygate.flush;

import org.jspecify.annotations.NullMarked;
