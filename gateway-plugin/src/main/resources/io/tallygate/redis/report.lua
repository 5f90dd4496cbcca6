-- Takes a stream's report in, after checking the layout; the first to report lays it down.
-- KEYS  layout, streams, the stream
-- ARGV  stream, name, since, acknowledged before, left (0 or 1), time to live (s); then setting and value by turns
-- gives {time in ms}, or {-1, setting, stored value} for the first setting that differs
local layout, streams, stream = unpack(KEYS)
local now = milliseconds()

local stored = redis.call('HGETALL', layout)
local values = {}
for i = 1, #stored, 2 do
  values[stored[i]] = stored[i + 1]
end
redis.call('ZCARD', streams)
redis.call('HLEN', stream)
for i = 7, #ARGV, 2 do
  if values[ARGV[i]] and values[ARGV[i]] ~= ARGV[i + 1] then
    return { -1, ARGV[i], values[ARGV[i]] }
  end
end

if #stored == 0 then
  local settings = {}
  for i = 7, #ARGV do
    settings[#settings + 1] = ARGV[i]
  end
  redis.call('HSET', layout, unpack(settings))
end
redis.call('HSET', stream, 'name', ARGV[2], 'since', ARGV[3], 'before', ARGV[4], 'left', ARGV[5])
redis.call('EXPIRE', stream, ARGV[6])
redis.call('ZADD', streams, now, ARGV[1])
redis.call('EXPIRE', streams, ARGV[6])
redis.call('ZREMRANGEBYSCORE', streams, '-inf', '(' .. integer(now - tonumber(ARGV[6]) * 1000))
return { now }
