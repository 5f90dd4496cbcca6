-- The changes since one, the oldest first, as many as go into one answer; nothing where the log does not have that one.
-- KEYS  where the dynamic rules stand, the log
-- ARGV  version and token of that change, how many the log keeps, how many bytes go into one answer
-- gives {1, version and text of each by turns}, or {0}
local head, changes = unpack(KEYS)
local version, token, kept, most = tonumber(ARGV[1]), ARGV[2], tonumber(ARGV[3]), tonumber(ARGV[4])
local known = redis.call('HMGET', head, 'version', 'token')
local last, lastToken = tonumber(known[1] or '0'), known[2] or ''
if version == last and token == lastToken then
  return { 1 }
end
if version >= last or version < last - kept then
  return { 0 }
end
if version > 0 then
  local there = redis.call('HGET', changes, ARGV[1])
  if not there or string.sub(there, 1, #token + 1) ~= token .. ' ' then
    return { 0 }
  end
end
local found, bytes = { 1 }, 0
for next = version + 1, math.min(last, version + 100) do
  local change = redis.call('HGET', changes, integer(next))
  if not change then
    return { 0 }
  end
  bytes = bytes + #change
  if bytes > most and #found > 1 then
    break
  end
  found[#found + 1] = integer(next)
  found[#found + 1] = change
end
return found
