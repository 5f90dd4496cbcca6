/** Time: windows, points and the rollup of finer points into coarser ones. */
@NullMarked
package io.tallygate.window;

import org.jspecify.annotations.NullMarked;
