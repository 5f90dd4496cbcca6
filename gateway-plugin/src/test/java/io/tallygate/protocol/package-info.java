/**
 * A model of how hits come into Redis exactly once, so small that every order of events is tried: {@link
 * io.tallygate.protocol.StreamSteps} is what a process does, {@link io.tallygate.protocol.Redis} what the scripts do,
 * {@link io.tallygate.protocol.NetworkSteps} what may go wrong, {@link io.tallygate.protocol.Promise} what must hold
 * all the same.
 */
@NullMarked
package io.tallygate.protocol;

import org.jspecify.annotations.NullMarked;
