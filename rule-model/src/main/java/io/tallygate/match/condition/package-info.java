/** Whether the conditions of one rule hold for a request. */
@NullMarked
package io.tallygate.match.condition;

import org.jspecify.annotations.NullMarked;
