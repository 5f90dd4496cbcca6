/** Reads the beginning of a request's body for matching, and passes every byte on as it came. */
@NullMarked
package io.tallygate.balance.body;

import org.jspecify.annotations.NullMarked;
