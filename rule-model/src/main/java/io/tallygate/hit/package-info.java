/** The hit: under which key it is counted and how it ended. */
@NullMarked
package io.tallygate.hit;

import org.jspecify.annotations.NullMarked;
