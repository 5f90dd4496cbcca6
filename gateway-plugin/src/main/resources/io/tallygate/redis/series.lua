-- What is kept of some counters in a range, and what of it is still live, in one picture.
-- KEYS  a list for each counter, then live hashes
-- ARGV  from, to, number of counters; the counters; for each live hash its start
-- gives a line for each entry: the counter's number, '=', the entry
local from, to, n = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local lines, fields = {}, {}
local AT_ONCE = 1000 -- unpack gives 8000 values at most

local function first(list, size, bound)
  local low, high = 0, size
  while low < high do
    local middle = math.floor((low + high) / 2)
    local start = tonumber(string.match(redis.call('LINDEX', list, middle), '^%d+'))
    if start < bound then low = middle + 1 else high = middle end
  end
  return low
end

for i = 1, n do
  fields[i] = ARGV[3 + i]
  local size = redis.call('LLEN', KEYS[i])
  local low, high = first(KEYS[i], size, from), first(KEYS[i], size, to)
  if low < high then
    for _, entry in ipairs(redis.call('LRANGE', KEYS[i], low, high - 1)) do
      lines[#lines + 1] = i .. '=' .. entry
    end
  end
end
for j = n + 1, #KEYS do
  local start = ARGV[3 + j]
  for before = 0, n - 1, AT_ONCE do
    local found = redis.call('HMGET', KEYS[j], unpack(fields, before + 1, math.min(before + AT_ONCE, n)))
    for i, counts in ipairs(found) do
      if counts then
        lines[#lines + 1] = (before + i) .. '=' .. start .. ':' .. counts
      end
    end
  end
end
return table.concat(lines, '\n')
