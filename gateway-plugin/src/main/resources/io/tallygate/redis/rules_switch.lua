-- Puts a large change in force if nothing was changed meanwhile, and all of it has been staged.
-- KEYS  where the rules stand, the log, the change under way, its rules (a generation), the rules in force, what it did to
--       each rule, rules of large changes that are not kept any longer
-- ARGV  version and token that are expected, the generation in force, this change (its generation and token), how many
--       rules it has, how many it touched, large changes that are kept whole, its text for the log, its time in ms, how
--       many changes the log keeps
-- gives {1}, or {0} where something was changed or is missing; what was staged is then thrown away
local head, changes, staging, rules, before, done = unpack(KEYS)
local version, token, generation, fresh = tonumber(ARGV[1]), ARGV[2], ARGV[3], ARGV[4]
local size, touched, large, log, now, kept = tonumber(ARGV[5]), tonumber(ARGV[6]), ARGV[7], ARGV[8], ARGV[9], tonumber(ARGV[10])
local known = redis.call('HMGET', head, 'version', 'token', 'generation')
redis.call('HLEN', changes)
redis.call('HLEN', before)
if redis.call('GET', staging) ~= fresh then
  return { 0 }
end
if tonumber(known[1] or '0') ~= version or (known[2] or '') ~= token or (known[3] or '0') ~= generation
  or redis.call('HLEN', rules) ~= size or redis.call('HLEN', done) ~= touched then
  redis.call('UNLINK', rules, done)
  redis.call('DEL', staging)
  return { 0 }
end

local next = integer(version + 1)
redis.call('HSET', changes, next, fresh .. ' ' .. now .. ' ' .. log)
redis.call('HDEL', changes, integer(version + 1 - kept))
redis.call('HSET', head, 'version', next, 'token', fresh, 'generation', fresh, 'large', large)
redis.call('UNLINK', before)
for i = 7, #KEYS do
  redis.call('UNLINK', KEYS[i])
end
redis.call('DEL', staging)
return { 1 }
