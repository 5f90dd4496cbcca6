-- The live periods that ended at least a grace ago.
-- KEYS  live index
-- ARGV  grace in ms
-- gives period and end by turns
return redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', integer(math.floor((milliseconds() - tonumber(ARGV[1])) / 1000)), 'WITHSCORES')
