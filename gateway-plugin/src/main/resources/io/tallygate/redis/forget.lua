-- Forgets the names of counters whose last hit is too old for any history of theirs to be kept.
-- KEYS  counter keys, last hits
-- ARGV  oldest start to keep; then counters
-- gives {how many were forgotten}
local names, seen = unpack(KEYS)
local forgotten = 0
for i = 2, #ARGV do
  local last = redis.call('HGET', seen, ARGV[i])
  if last and tonumber(last) < tonumber(ARGV[1]) then
    redis.call('ZREM', names, ARGV[i])
    redis.call('HDEL', seen, ARGV[i])
    forgotten = forgotten + 1
  end
end
return { forgotten }
