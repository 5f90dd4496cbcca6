/** The admin API. */
@NullMarked
package io.tallygate.admin;

import org.jspecify.annotations.NullMarked;
