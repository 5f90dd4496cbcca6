-- Moves some counters out of a live period: into their lists, their kind's list of totals, and the parent's live hash.
-- Only those that are still live move, so that closing twice does no harm. Everything is read before the first write.
-- KEYS  live hash, live index, sums, parent's live hash (for a day: the live hash again), then a list for each counter,
--       then the lists of totals
-- ARGV  period, start, granularity, parent's period (for a day: empty), parent's end, time to live (s) of what is above,
--       of the lists, oldest start to keep, number of counters; then the counters; then for each its list of totals
-- gives {counters still live}
local live, index, sums, parent = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local period, start, granularity, parentPeriod, parentEnd = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5]
local ttl, listTtl, oldest, n = ARGV[6], ARGV[7], tonumber(ARGV[8]), tonumber(ARGV[9])
local DAY = 86400
local hasParent = parentPeriod ~= ''

local function startOf(entry)
  return tonumber(string.match(entry, '^%d+'))
end

-- The index of the first entry that starts then or later; the list's length if there is none.
local function firstFrom(list, second)
  local low, high = 0, redis.call('LLEN', list)
  while low < high do
    local middle = math.floor((low + high) / 2)
    if startOf(redis.call('LINDEX', list, middle)) < second then low = middle + 1 else high = middle end
  end
  return low
end

-- Lists are kept in order of their starts, one entry a start, so that a range is found by bisection.
local function put(list, counts)
  local first = tonumber(start)
  local last = redis.call('LINDEX', list, -1)
  local lastStart = last and startOf(last)
  if not last or lastStart < first then
    redis.call('RPUSH', list, start .. ':' .. format(counts))
    if not last or math.floor(lastStart / DAY) ~= math.floor(first / DAY) then
      redis.call('EXPIRE', list, listTtl)
    end
  else
    local low = firstFrom(list, first)
    local found = redis.call('LINDEX', list, low)
    if startOf(found) == first then
      local together = plus(parse(string.match(found, ':(.*)$')), counts)
      redis.call('LSET', list, low, start .. ':' .. format(together))
    else
      redis.call('LINSERT', list, 'BEFORE', found, start .. ':' .. format(counts))
    end
  end
  if startOf(redis.call('LINDEX', list, 0)) < oldest then
    redis.call('LTRIM', list, firstFrom(list, oldest), -1)
  end
end

local fields = {}
for i = 1, n do
  fields[i] = ARGV[9 + i]
end
local values = n > 0 and redis.call('HMGET', live, unpack(fields)) or {}
local above = n > 0 and redis.call('HMGET', parent, unpack(fields)) or {}
redis.call('HGET', sums, 'applied')
redis.call('ZCARD', index)
for i = 5 + n, #KEYS do
  redis.call('LLEN', KEYS[i])
end

local moved, counted, raised, totals = {}, {}, {}, {}
local total = 0
for i, field in ipairs(fields) do
  if values[i] then
    local counts = parse(values[i])
    redis.call('LLEN', KEYS[4 + i])
    moved[#moved + 1] = field
    counted[#counted + 1] = { KEYS[4 + i], counts }
    raised[#raised + 1] = field
    raised[#raised + 1] = format(above[i] and plus(parse(above[i]), counts) or counts)
    local list = KEYS[4 + n + tonumber(ARGV[9 + n + i])]
    totals[list] = totals[list] and plus(totals[list], counts) or counts
    total = total + hits(counts)
  end
end

if #moved > 0 then
  if hasParent then
    redis.call('HSET', parent, unpack(raised))
    redis.call('EXPIRE', parent, ttl)
    redis.call('ZADD', index, parentEnd, parentPeriod)
  end
  for _, each in ipairs(counted) do
    put(each[1], each[2])
  end
  for i = 5 + n, #KEYS do
    if totals[KEYS[i]] then
      put(KEYS[i], totals[KEYS[i]])
    end
  end
  redis.call('HDEL', live, unpack(moved))
  redis.call('HINCRBY', sums, granularity, integer(total))
end
local left = redis.call('HLEN', live)
if left == 0 then
  redis.call('ZREM', index, period)
end
redis.call('EXPIRE', index, ttl)
return { left }
