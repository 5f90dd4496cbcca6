-- Keeps the states of some periods, in place of those that were kept of them, and forgets those that are too old.
-- KEYS  states
-- ARGV  time to live (s), oldest start to keep; then start and state by turns
-- gives {how many are kept}
local states, ttl, oldest = KEYS[1], ARGV[1], tonumber(ARGV[2])
local starts = redis.call('HKEYS', states)
for i = 3, #ARGV, 2 do
  redis.call('HSET', states, ARGV[i], ARGV[i + 1])
end
for _, start in ipairs(starts) do
  if tonumber(start) < oldest then
    redis.call('HDEL', states, start)
  end
end
redis.call('EXPIRE', states, ttl)
return { redis.call('HLEN', states) }
