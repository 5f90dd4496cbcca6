-- Puts a piece of a large change into a hash that nobody reads yet. The hash has no time to live, for Redis frees what
-- expires at once, however large.
-- KEYS  the change under way, the hash
-- ARGV  this change's token, for how long it holds its place (ms), field and value by turns
-- gives {1}, or {0} where the place is not its own any more
local staging, hash = unpack(KEYS)
local under = redis.call('GET', staging)
redis.call('HLEN', hash)
if under ~= ARGV[1] then
  return { 0 }
end
redis.call('HSET', hash, unpack(ARGV, 3))
redis.call('SET', staging, ARGV[1], 'PX', ARGV[2])
return { 1 }
