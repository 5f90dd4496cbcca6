-- Throws away what a large change has left that was begun last and died.
-- KEYS  where the rules stand, the change under way, its rules (a generation), what it did to each rule
-- ARGV  where the rules would have stood after it, its token
-- gives {1}, or {0} where it is under way still, was put in force, or is gone
local head, staging, rules, done = unpack(KEYS)
local known = redis.call('HMGET', head, 'generation', 'staged')
if redis.call('EXISTS', staging) == 1 or known[1] == ARGV[2] or known[2] ~= ARGV[1] then
  return { 0 }
end
redis.call('UNLINK', rules, done)
redis.call('HDEL', head, 'staged')
return { 1 }
