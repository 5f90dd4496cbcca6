package io.tallygate.redis;

import io.tallygate.window.Entry;

/**
 * An entry that was read.
 *
 * @param of what it belongs to
 */
record Found<T>(T of, Entry entry) {}
