-- Takes a stream's report in, after checking the layout; the first to report lays it down.
-- KEYS  layout, streams, the stream, its flaws, where the dynamic rules stand
-- ARGV  stream, whether it has left (0 or 1), time to live (s), version of the flaws (empty where they do not come along), number of settings, number of
--       fields; then setting and value by turns, field and value by turns, period and flaw by turns
-- gives {time in ms, version of the flaws that are known, where the dynamic rules stand (version:token)}, or {-1, setting, stored value} for the first setting that differs
local layout, streams, stream, flaws, rules = unpack(KEYS)
local id, left, ttl, version = ARGV[1], ARGV[2], ARGV[3], ARGV[4]
local settings, fields = tonumber(ARGV[5]), tonumber(ARGV[6])
local now = milliseconds()

local function pairsFrom(first, last)
  local values = {}
  for i = first, last do
    values[#values + 1] = ARGV[i]
  end
  return values
end
local wanted = pairsFrom(7, 6 + 2 * settings)
local told = pairsFrom(7 + 2 * settings, 6 + 2 * settings + 2 * fields)
local lacks = pairsFrom(7 + 2 * settings + 2 * fields, #ARGV)

local stored = redis.call('HGETALL', layout)
local values = {}
for i = 1, #stored, 2 do
  values[stored[i]] = stored[i + 1]
end
redis.call('ZCARD', streams)
redis.call('HLEN', flaws)
local before = redis.call('HMGET', stream, 'flaws', 'left')
local known = before[1] or '0'
local head = redis.call('HMGET', rules, 'version', 'token')
local standing = (head[1] or '0') .. ':' .. (head[2] or '')
for i = 1, #wanted, 2 do
  if values[wanted[i]] and values[wanted[i]] ~= wanted[i + 1] then
    return { -1, wanted[i], values[wanted[i]] }
  end
end

-- A report that was under way for long may come after the last one.
if before[2] == '1' and left ~= '1' then
  return { now, tonumber(known), standing }
end
if #stored == 0 then
  redis.call('HSET', layout, unpack(wanted))
end
redis.call('HSET', stream, unpack(told))
if version ~= '' then
  redis.call('DEL', flaws)
  if #lacks > 0 then
    redis.call('HSET', flaws, unpack(lacks))
  end
  redis.call('HSET', stream, 'flaws', version)
  known = version
end
redis.call('EXPIRE', stream, ttl)
redis.call('EXPIRE', flaws, ttl)
redis.call('ZADD', streams, now, id)
redis.call('EXPIRE', streams, ttl)
redis.call('ZREMRANGEBYSCORE', streams, '-inf', '(' .. integer(now - tonumber(ttl) * 1000))
return { now, tonumber(known), standing }
