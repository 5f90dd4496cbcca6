/** Matching: which rule of a set takes a request. */
@NullMarked
package io.tallygate.match;

import org.jspecify.annotations.NullMarked;
