-- The counters that begin with some texts, and when each was last hit.
-- KEYS  counter keys, last hits
-- ARGV  by turns a text, and the first text after all that begin with it
-- gives counter and start of its last window with a hit by turns
local names, seen = unpack(KEYS)
local AT_ONCE = 1000 -- unpack gives 8000 values at most
local found = {}
for i = 1, #ARGV, 2 do
  local counters = redis.call('ZRANGEBYLEX', names, '[' .. ARGV[i], '(' .. ARGV[i + 1])
  for before = 0, #counters - 1, AT_ONCE do
    local upTo = math.min(before + AT_ONCE, #counters)
    for j, last in ipairs(redis.call('HMGET', seen, unpack(counters, before + 1, upTo))) do
      if last then
        found[#found + 1] = counters[before + j]
        found[#found + 1] = last
      end
    end
  end
end
return found
