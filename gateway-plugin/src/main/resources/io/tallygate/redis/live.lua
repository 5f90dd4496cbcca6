-- All that is live in some periods, in one picture.
-- KEYS  live hashes
-- ARGV  for each its start
-- gives a line for each counter: the entry, a blank, the counter
local lines = {}
for i, key in ipairs(KEYS) do
  local pairs = redis.call('HGETALL', key)
  for j = 1, #pairs, 2 do
    lines[#lines + 1] = ARGV[i] .. ':' .. pairs[j + 1] .. ' ' .. pairs[j]
  end
end
return table.concat(lines, '\n')
