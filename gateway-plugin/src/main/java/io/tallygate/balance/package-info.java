/** Matches a request against the rules in force and pins its node. */
@NullMarked
package io.tallygate.balance;

import org.jspecify.annotations.NullMarked;
