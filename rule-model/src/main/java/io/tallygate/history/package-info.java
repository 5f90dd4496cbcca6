/** Time: windows, points and the rollup of finer points into coarser ones. */
@NullMarked
package io.tallygate.history;

import org.jspecify.annotations.NullMarked;
