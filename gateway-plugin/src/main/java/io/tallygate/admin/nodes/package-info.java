/** The calls about nodes: which there are, and what they did. */
@NullMarked
package io.tallygate.admin.nodes;

import org.jspecify.annotations.NullMarked;
