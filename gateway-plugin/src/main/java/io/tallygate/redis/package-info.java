/** The only place that knows Redis: {@link io.tallygate.redis.RedisStores} is its door. */
@NullMarked
package io.tallygate.redis;

import org.jspecify.annotations.NullMarked;
