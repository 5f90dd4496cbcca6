-- Puts a piece of a large change into a hash that nobody reads yet; it is forgotten if the change is never finished. Only
-- one such change is under way at a time. Its first piece is empty and clears away what another has left.
-- KEYS  the change under way, the hash; of the first piece also where the rules stand, what another has left
-- ARGV  this change, for how long it holds its place (ms), time to live of the hash (s); then field and value by turns
-- gives {1, time in ms}, or {0, 0} where another change is under way
local staging, hash, head, left = unpack(KEYS)
local now = milliseconds()
local under = redis.call('GET', staging)
redis.call('HLEN', hash)
if under and (under ~= ARGV[1] or head) then
  return { 0, 0 }
end
if head then
  local known = redis.call('HMGET', head, 'generation', 'staged')
  if left and known[2] and known[1] ~= known[2] then
    redis.call('UNLINK', left)
  end
  redis.call('UNLINK', hash)
  redis.call('HSET', head, 'staged', ARGV[1])
end
redis.call('SET', staging, ARGV[1], 'PX', ARGV[2])
if #ARGV > 3 then
  redis.call('HSET', hash, unpack(ARGV, 4))
  redis.call('EXPIRE', hash, ARGV[3])
end
return { 1, now }
