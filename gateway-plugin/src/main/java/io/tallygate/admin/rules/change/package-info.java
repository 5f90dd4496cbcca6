/** The calls that change one rule or node, the log of all changes, and taking one back. */
@NullMarked
package io.tallygate.admin.rules.change;

import org.jspecify.annotations.NullMarked;
