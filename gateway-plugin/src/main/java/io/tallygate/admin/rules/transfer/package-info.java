/** All dynamic rules as one document, out and in. */
@NullMarked
package io.tallygate.admin.rules.transfer;

import org.jspecify.annotations.NullMarked;
