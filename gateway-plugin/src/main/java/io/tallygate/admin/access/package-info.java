/** Who may ask the admin API for what: tokens, principals, origins, and the path that is its own. */
@NullMarked
package io.tallygate.admin.access;

import org.jspecify.annotations.NullMarked;
