/** Health and meters for the host's operators. */
@NullMarked
package io.tallygate.observe;

import org.jspecify.annotations.NullMarked;
