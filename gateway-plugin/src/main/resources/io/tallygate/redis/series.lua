-- What is kept of some counters in a range, and what of it is still live: of each stretch of each counter one picture. As
-- many entries as a call may hold, and where the next call goes on.
-- KEYS  a list for each counter, then live hashes
-- ARGV  from; from for the first counter, where a call before went so far; to; number of counters; entries at most; the
--       counters; for each live hash its start
-- gives a line that says where to go on (the counter's number, a blank, the second; or 'end'), then blocks: a line with a
--       counter's number, a blank and how many entries follow, and a line for each entry
local from, begin, to = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local n, room = tonumber(ARGV[4]), tonumber(ARGV[5])
local lines = { 'end' }

local function startOf(entry)
  return tonumber(string.match(entry, '^%d+'))
end

local function first(list, bound)
  local low, high = 0, redis.call('LLEN', list)
  if high > 0 and startOf(redis.call('LINDEX', list, -1)) < bound then
    return high
  end
  while low < high do
    local middle = math.floor((low + high) / 2)
    if startOf(redis.call('LINDEX', list, middle)) < bound then low = middle + 1 else high = middle end
  end
  return low
end

for i = 1, n do
  if room <= 0 then
    lines[1] = i .. ' ' .. string.format('%.0f', begin)
    break
  end
  -- A live period belongs to the stretch that its own start lies in, as its entry will: the stretches share no hit.
  local low, high, finish = first(KEYS[i], begin), first(KEYS[i], to), to
  if high - low > room then
    high = low + room
    finish = startOf(redis.call('LINDEX', KEYS[i], high))
  end
  local entries = low < high and redis.call('LRANGE', KEYS[i], low, high - 1) or {}
  for j = n + 1, #KEYS do
    local start = tonumber(ARGV[5 + j])
    if start >= begin and start < finish then
      local counts = redis.call('HGET', KEYS[j], ARGV[5 + i])
      if counts then
        entries[#entries + 1] = ARGV[5 + j] .. ':' .. counts
      end
    end
  end
  if #entries > 0 then
    lines[#lines + 1] = i .. ' ' .. #entries
    lines[#lines + 1] = table.concat(entries, '\n')
    room = room - #entries
  end
  if finish < to then
    lines[1] = i .. ' ' .. string.format('%.0f', finish)
    break
  end
  begin = from
end
return table.concat(lines, '\n')
