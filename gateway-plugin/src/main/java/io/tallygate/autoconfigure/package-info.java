/** The wiring; imported by nobody. */
@NullMarked
package io.tallygate.autoconfigure;

import org.jspecify.annotations.NullMarked;
