-- Applies a batch of a stream if it is the next one. Everything is read and checked before the first write, because a
-- script that fails half-way is not rolled back.
-- KEYS  stream, live index, live hash, counter keys, last hits, sums
-- ARGV  seq, floor, period, start, end, time to live (s) of what is live, of what is kept; then counter and counts by turns
-- gives {seq of the last batch applied, time in ms}
local stream, index, live, names, seen, sums = unpack(KEYS)
local seq, floor, period, start, finish = tonumber(ARGV[1]), tonumber(ARGV[2]), ARGV[3], ARGV[4], ARGV[5]
local ttl, kept = ARGV[6], ARGV[7]
local now = milliseconds()

local last = tonumber(redis.call('HGET', stream, 'seq') or '0')
if seq <= last or seq ~= math.max(last + 1, floor) then
  return { last, now }
end

local fields = {}
for i = 8, #ARGV, 2 do
  fields[#fields + 1] = ARGV[i]
end
local before = redis.call('HMGET', live, unpack(fields))
local lastHits = redis.call('HMGET', seen, unpack(fields))
redis.call('ZCARD', index)
redis.call('ZCARD', names)
redis.call('HGET', sums, 'applied')

local total, values, fresh, hit = 0, {}, {}, {}
for i, field in ipairs(fields) do
  local counts = parse(ARGV[7 + 2 * i])
  total = total + hits(counts)
  if before[i] then
    counts = plus(parse(before[i]), counts)
  end
  values[#values + 1] = field
  values[#values + 1] = format(counts)
  if not lastHits[i] then
    fresh[#fresh + 1] = 0
    fresh[#fresh + 1] = field
  end
  if not lastHits[i] or tonumber(lastHits[i]) < tonumber(start) then
    hit[#hit + 1] = field
    hit[#hit + 1] = start
  end
end

redis.call('HSET', live, unpack(values))
redis.call('EXPIRE', live, ttl)
redis.call('ZADD', index, finish, period)
redis.call('EXPIRE', index, ttl)
if #fresh > 0 then
  redis.call('ZADD', names, unpack(fresh))
end
if #hit > 0 then
  redis.call('HSET', seen, unpack(hit))
  redis.call('EXPIRE', names, kept)
  redis.call('EXPIRE', seen, kept)
end
redis.call('HINCRBY', sums, 'applied', integer(total))
redis.call('EXPIRE', sums, kept)
redis.call('HSET', stream, 'seq', integer(seq))
redis.call('HINCRBY', stream, 'hits', integer(total))
redis.call('EXPIRE', stream, ttl)
return { seq, now }
