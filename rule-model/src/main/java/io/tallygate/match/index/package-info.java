/** Finds the few rules of many that a request could match. */
@NullMarked
package io.tallygate.match.index;

import org.jspecify.annotations.NullMarked;
