-- A piece of a hash. A script, so that it is never read from a replica, which may be behind.
-- KEYS  the hash
-- ARGV  cursor, about how many fields
-- gives {next cursor, {field and value by turns}}
return redis.call('HSCAN', KEYS[1], ARGV[1], 'COUNT', ARGV[2])
