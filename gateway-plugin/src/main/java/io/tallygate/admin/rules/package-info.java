/** The calls about rules: which there are, what they do, which one would win. */
@NullMarked
package io.tallygate.admin.rules;

import org.jspecify.annotations.NullMarked;
