/** Gateways, the nodes behind them, the clients before them, and what each of them counted. */
@NullMarked
package io.tallygate.faults.site;

import org.jspecify.annotations.NullMarked;
