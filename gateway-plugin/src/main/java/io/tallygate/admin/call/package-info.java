/** What every call of the admin API is made of: its parameters, its answer, its problems. */
@NullMarked
package io.tallygate.admin.call;

import org.jspecify.annotations.NullMarked;
