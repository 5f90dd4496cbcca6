-- Makes a small change of the dynamic rules, or switches a node, if nothing was changed meanwhile.
-- KEYS  where the rules stand, the rules of the generation in force, the log, offline nodes, rules of large changes that
--       are not kept any longer
-- ARGV  version and token that are expected, generation, token of this change, large changes that are kept whole, its
--       text for the log, how many changes the log keeps, service and node it switches (empty for none), the node's text
--       (empty: it is online); then id and text of each rule by turns (empty: it is deleted)
-- gives {1, time in ms}, or {0} where something was changed
local head, rules, changes, offline = unpack(KEYS)
local version, token, generation, fresh = tonumber(ARGV[1]), ARGV[2], ARGV[3], ARGV[4]
local large, log, kept, node, text = ARGV[5], ARGV[6], tonumber(ARGV[7]), ARGV[8], ARGV[9]
local known = redis.call('HMGET', head, 'version', 'token', 'generation')
redis.call('HLEN', rules)
redis.call('HLEN', changes)
redis.call('HLEN', offline)
if tonumber(known[1] or '0') ~= version or (known[2] or '') ~= token or (known[3] or '0') ~= generation then
  return { 0 }
end

local next, now = integer(version + 1), integer(milliseconds())
local stamp = next .. ' ' .. now .. ' '
for i = 10, #ARGV, 2 do
  if ARGV[i + 1] == '' then
    redis.call('HDEL', rules, ARGV[i])
  else
    redis.call('HSET', rules, ARGV[i], stamp .. ARGV[i + 1])
  end
end
if node ~= '' and text == '' then
  redis.call('HDEL', offline, node)
elseif node ~= '' then
  redis.call('HSET', offline, node, stamp .. text)
end
redis.call('HSET', changes, next, fresh .. ' ' .. now .. ' ' .. log)
redis.call('HDEL', changes, integer(version + 1 - kept))
redis.call('HSET', head, 'version', next, 'token', fresh, 'generation', generation, 'large', large)
for i = 5, #KEYS do
  redis.call('UNLINK', KEYS[i])
end
return { 1, tonumber(now) }
