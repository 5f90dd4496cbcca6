-- What is kept of some counters in a range, and what of it is still live: of each stretch of each counter one picture. As
-- many entries as a call may hold, and where the next call goes on.
-- KEYS  a list for each counter, then live hashes
-- ARGV  from; from for the first counter, where a call before went so far; to; number of counters; entries at most; the
--       counters; for each live hash its start
-- gives a line that says where to go on (the counter's number, a blank, the second; or 'end'), then one for each entry:
--       the counter's number, '=', the entry
local from, begin, to = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local n, room = tonumber(ARGV[4]), tonumber(ARGV[5])
local lines = { 'end' }

local function startOf(entry)
  return tonumber(string.match(entry, '^%d+'))
end

local function first(list, bound)
  local low, high = 0, redis.call('LLEN', list)
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
  local low, finish = first(KEYS[i], begin), to
  for at, entry in ipairs(redis.call('LRANGE', KEYS[i], low, low + room)) do
    local start = startOf(entry)
    if start >= to then
      break
    elseif at > room then
      finish = start
    else
      lines[#lines + 1] = i .. '=' .. entry
    end
  end
  for j = n + 1, #KEYS do
    local start = tonumber(ARGV[5 + j])
    if start >= begin and start < finish then
      local counts = redis.call('HGET', KEYS[j], ARGV[5 + i])
      if counts then
        lines[#lines + 1] = i .. '=' .. ARGV[5 + j] .. ':' .. counts
      end
    end
  end
  if finish < to then
    lines[1] = i .. ' ' .. string.format('%.0f', finish)
    break
  end
  room = tonumber(ARGV[5]) - #lines + 1
  begin = from
end
return table.concat(lines, '\n')
