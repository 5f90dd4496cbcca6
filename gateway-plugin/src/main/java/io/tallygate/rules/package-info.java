/** The rules in force. */
@NullMarked
package io.tallygate.rules;

import org.jspecify.annotations.NullMarked;
