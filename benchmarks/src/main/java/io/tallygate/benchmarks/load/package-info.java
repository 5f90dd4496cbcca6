/** Real gateways under load, with and without the plugin; gateways.sh drives them. */
@NullMarked
package io.tallygate.benchmarks.load;

import org.jspecify.annotations.NullMarked;
