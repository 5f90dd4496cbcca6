/** Answers the client where a request that a rule took has failed inside the gateway. */
@NullMarked
package io.tallygate.balance.answer;

import org.jspecify.annotations.NullMarked;
