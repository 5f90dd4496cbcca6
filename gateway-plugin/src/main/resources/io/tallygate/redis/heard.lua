-- The streams that were heard of lately.
-- KEYS  streams
-- ARGV  how lately, in ms
-- gives their ids
return redis.call('ZRANGEBYSCORE', KEYS[1], integer(milliseconds() - tonumber(ARGV[1])), '+inf')
