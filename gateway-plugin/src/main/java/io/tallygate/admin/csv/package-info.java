/** Series as CSV. */
@NullMarked
package io.tallygate.admin.csv;

import org.jspecify.annotations.NullMarked;
