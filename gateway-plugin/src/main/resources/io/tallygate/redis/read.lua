-- One read of one key. A script, so that it is never read from a replica, which may be behind.
-- KEYS  the key
-- ARGV  the command, and its arguments after the key
-- gives what the command gives, and an empty text for what is not there
local found = redis.call(ARGV[1], KEYS[1], unpack(ARGV, 2))
for i, value in ipairs(found) do
  found[i] = value or ''
end
return found
