/** The stream of events: what was closed, and what was changed. */
@NullMarked
package io.tallygate.admin.stream;

import org.jspecify.annotations.NullMarked;
