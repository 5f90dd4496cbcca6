/** Finds out how a request and each of its attempts ended, and counts them once. */
@NullMarked
package io.tallygate.balance.outcome;

import org.jspecify.annotations.NullMarked;
