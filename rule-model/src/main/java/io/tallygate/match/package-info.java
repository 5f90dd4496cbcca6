/** Matching: which rule of a set takes a request, and why. */
@NullMarked
package io.tallygate.match;

import org.jspecify.annotations.NullMarked;
