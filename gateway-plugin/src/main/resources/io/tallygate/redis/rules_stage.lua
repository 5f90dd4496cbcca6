-- Puts a piece of a large change into a hash that nobody reads yet. Only one such change is under way at a time; its first
-- piece is empty and takes that place. The hash has no time to live, for Redis frees what expires at once, however large.
-- KEYS  the change under way, the hash; of the first piece also where the rules stand
-- ARGV  this change's token, for how long it holds its place (ms); of the first piece where the rules will stand after it,
--       of others field and value by turns
-- gives {1, time in ms}, or {0, 0} where the place is another's, or what a dead change has left is still there
local staging, hash, head = unpack(KEYS)
local now = milliseconds()
local under = redis.call('GET', staging)
redis.call('HLEN', hash)
if head then
  local known = redis.call('HMGET', head, 'generation', 'staged')
  if under or known[2] and string.match(known[2], ':(.*)') ~= known[1] then
    return { 0, 0 }
  end
  redis.call('HSET', head, 'staged', ARGV[3])
  redis.call('UNLINK', hash)
elseif under ~= ARGV[1] then
  return { 0, 0 }
else
  redis.call('HSET', hash, unpack(ARGV, 3))
end
redis.call('SET', staging, ARGV[1], 'PX', ARGV[2])
return { 1, now }
