-- Some fields of live hashes, one hash after the other. Redis promises of a scan that no field is left out that was there
-- all the time; one may come twice.
-- KEYS  live hashes
-- ARGV  the number of the hash, and its cursor, where a call before stopped; how many fields, about
-- gives a line that says where to go on (number, blank, cursor; or 'end'), then one for each field: the number of its
--       hash, ':', its value, a blank, its name
local number, cursor, room = tonumber(ARGV[1]), ARGV[2], tonumber(ARGV[3])
local lines = { 'end' }

for i = number, #KEYS do
  repeat
    if #lines > room then
      lines[1] = i .. ' ' .. cursor
      return table.concat(lines, '\n')
    end
    local found = redis.call('HSCAN', KEYS[i], cursor, 'COUNT', 250)
    cursor = found[1]
    local fields = found[2]
    for at = 1, #fields, 2 do
      lines[#lines + 1] = i .. ':' .. fields[at + 1] .. ' ' .. fields[at]
    end
  until cursor == '0'
end
return table.concat(lines, '\n')
