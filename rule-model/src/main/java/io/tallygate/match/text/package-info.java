/** Finds which of many texts occur in another. */
@NullMarked
package io.tallygate.match.text;

import org.jspecify.annotations.NullMarked;
