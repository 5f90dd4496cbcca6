/** The operators' page: serves its files, which ask the admin API for the rest. */
@NullMarked
package io.tallygate.admin.page;

import org.jspecify.annotations.NullMarked;
