/** What matching, recording and a gateway with the plugin cost, each beside its peer. */
@NullMarked
package io.tallygate.benchmarks;

import org.jspecify.annotations.NullMarked;
