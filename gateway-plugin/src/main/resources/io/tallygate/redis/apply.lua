-- Applies a batch of a stream if it is the next one. Everything is read and checked before the first write, because a
-- script that fails half-way is not rolled back.
-- KEYS  stream, live index, live hash, counter keys, last hits, sums
-- ARGV  seq, floor, hits before it, period, start, end, the sum that it also counts to (an hour's or a day's hits that
--       never were in a window; else empty), time to live (s) of what is live, of what is kept; then counter and counts
--       by turns
-- gives {seq of the last batch applied, hits lost, time in ms}
local stream, index, live, names, seen, sums = unpack(KEYS)
local seq, floor, sent = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local period, start, finish, direct = ARGV[4], ARGV[5], ARGV[6], ARGV[7]
local ttl, kept = ARGV[8], ARGV[9]
local now = milliseconds()

local known = redis.call('HMGET', stream, 'seq', 'hits', 'lost')
local last, applied, lost = tonumber(known[1] or '0'), tonumber(known[2] or '0'), tonumber(known[3] or '0')
if seq <= last or seq ~= math.max(last + 1, floor) then
  redis.call('EXPIRE', stream, ttl)
  return { last, lost, now }
end
lost = sent - applied

local fields = {}
for i = 10, #ARGV, 2 do
  fields[#fields + 1] = ARGV[i]
end
local before = redis.call('HMGET', live, unpack(fields))
local lastHits = redis.call('HMGET', seen, unpack(fields))
redis.call('ZCARD', index)
redis.call('ZCARD', names)
redis.call('HGET', sums, 'applied')

local total, values, fresh, hit = 0, {}, {}, {}
for i, field in ipairs(fields) do
  local counts = parse(ARGV[9 + 2 * i])
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
-- An hour and a day must live until they are closed, however long no gateway runs meanwhile.
redis.call('EXPIRE', live, direct ~= '' and kept or ttl)
redis.call('ZADD', index, finish, period)
redis.call('EXPIRE', index, kept)
if #fresh > 0 then
  redis.call('ZADD', names, unpack(fresh))
end
if #hit > 0 then
  redis.call('HSET', seen, unpack(hit))
  redis.call('EXPIRE', names, kept)
  redis.call('EXPIRE', seen, kept)
end
redis.call('HINCRBY', sums, 'applied', integer(total))
if direct ~= '' then
  redis.call('HINCRBY', sums, direct, integer(total))
end
redis.call('EXPIRE', sums, kept)
redis.call('HSET', stream, 'seq', integer(seq), 'hits', integer(applied + total), 'lost', integer(lost))
redis.call('EXPIRE', stream, ttl)
return { seq, lost, now }
