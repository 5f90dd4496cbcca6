/** Redis in processes that can be hurt, and a proxy that spoils the way to it. */
@NullMarked
package io.tallygate.faults.store;

import org.jspecify.annotations.NullMarked;
