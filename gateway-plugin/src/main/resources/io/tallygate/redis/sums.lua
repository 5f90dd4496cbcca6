-- The sums of a shard, and the hits that it applied of some streams, in one picture.
-- KEYS  sums, then streams
-- gives {sum and value by turns}, then for each stream its hits, empty where it has none
local sums = redis.call('HGETALL', KEYS[1])
local found = { sums }
for i = 2, #KEYS do
  found[i] = redis.call('HGET', KEYS[i], 'hits') or ''
end
return found
