-- Adds the hits up in a range of some lists.
-- KEYS  lists, each in order of its starts
-- ARGV  from, to
-- gives {hits}
local from, to = tonumber(ARGV[1]), tonumber(ARGV[2])
local sum = 0

local function first(list, size, bound)
  local low, high = 0, size
  while low < high do
    local middle = math.floor((low + high) / 2)
    local start = tonumber(string.match(redis.call('LINDEX', list, middle), '^%d+'))
    if start < bound then low = middle + 1 else high = middle end
  end
  return low
end

for _, list in ipairs(KEYS) do
  local size = redis.call('LLEN', list)
  local low, high = first(list, size, from), first(list, size, to)
  if low < high then
    for _, entry in ipairs(redis.call('LRANGE', list, low, high - 1)) do
      local success, failure, cancelled = string.match(entry, '^%d+:(%d+):(%d+):?(%d*)')
      sum = sum + tonumber(success) + tonumber(failure) + (tonumber(cancelled) or 0)
    end
  end
end
return { integer(sum) }
