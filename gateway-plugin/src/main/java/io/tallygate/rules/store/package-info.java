/** Dynamic rules as they are kept and changed (port {@link io.tallygate.rules.store.RuleStore}). */
@NullMarked
package io.tallygate.rules.store;

import org.jspecify.annotations.NullMarked;
