-- Some fields of live hashes, one hash after the other. Redis promises of a scan that no field is left out that was there
-- all the time; one may come twice.
-- KEYS  live hashes
-- ARGV  the number of the hash, and its cursor, where a call before stopped; how many fields, about
-- gives a line that says where to go on (number, blank, cursor; or 'end'), then blocks: a line with the number of a hash,
--       a blank and how many fields follow; of each field a line with its name, and one with its value
local number, cursor, room = tonumber(ARGV[1]), ARGV[2], tonumber(ARGV[3])
local lines = { 'end' }

for i = number, #KEYS do
  repeat
    if room <= 0 then
      lines[1] = i .. ' ' .. cursor
      return table.concat(lines, '\n')
    end
    local found = redis.call('HSCAN', KEYS[i], cursor, 'COUNT', 250)
    cursor = found[1]
    local fields = #found[2] / 2
    if fields > 0 then
      lines[#lines + 1] = i .. ' ' .. fields
      lines[#lines + 1] = table.concat(found[2], '\n')
      room = room - fields
    end
  until cursor == '0'
end
return table.concat(lines, '\n')
