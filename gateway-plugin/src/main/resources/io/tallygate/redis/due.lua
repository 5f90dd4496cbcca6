-- The live periods that ended at least a grace ago, or before all streams had reported.
-- KEYS  live index
-- ARGV  grace in ms, the second until which all streams have reported
-- gives period and end by turns
local ended = math.floor((milliseconds() - tonumber(ARGV[1])) / 1000)
return redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', integer(math.max(ended, tonumber(ARGV[2]))), 'WITHSCORES')
