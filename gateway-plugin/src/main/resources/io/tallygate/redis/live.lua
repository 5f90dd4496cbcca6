-- What is live of some counters in some periods, in one picture.
-- KEYS  live hashes
-- ARGV  for each its start; then the counters
-- gives a line for each that is there: the entry, a blank, the counter
local fields, lines = {}, {}
for i = #KEYS + 1, #ARGV do
  fields[#fields + 1] = ARGV[i]
end
for i, key in ipairs(KEYS) do
  for j, counts in ipairs(redis.call('HMGET', key, unpack(fields))) do
    if counts then
      lines[#lines + 1] = ARGV[i] .. ':' .. counts .. ' ' .. fields[j]
    end
  end
end
return table.concat(lines, '\n')
