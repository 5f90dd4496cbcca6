/** The rule: what an operator writes, checked, and the order in which rules win. */
@NullMarked
package io.tallygate.rule;

import org.jspecify.annotations.NullMarked;
