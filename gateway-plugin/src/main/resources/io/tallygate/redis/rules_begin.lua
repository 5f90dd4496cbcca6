-- Takes the place of the one large change that may be under way.
-- KEYS  the change under way, where the rules stand
-- ARGV  this change's token, for how long it holds its place (ms), where the rules will stand after it
-- gives {1, time in ms}, or {0, 0} where the place is another's, or what a dead change has left is still there
local staging, head = unpack(KEYS)
local now = milliseconds()
local under = redis.call('GET', staging)
local known = redis.call('HMGET', head, 'generation', 'staged')
if under or known[2] and string.match(known[2], ':(.*)') ~= known[1] then
  return { 0, 0 }
end
redis.call('HSET', head, 'staged', ARGV[3])
redis.call('SET', staging, ARGV[1], 'PX', ARGV[2])
return { 1, now }
