/** Picks a node without leaving Spring Cloud LoadBalancer. */
@NullMarked
package io.tallygate.balance.node;

import org.jspecify.annotations.NullMarked;
