/** Puts in force what the store of dynamic rules has, beside the rules of the configuration. */
@NullMarked
package io.tallygate.rules.follow;

import org.jspecify.annotations.NullMarked;
