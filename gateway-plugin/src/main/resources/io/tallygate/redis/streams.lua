-- What some streams last reported, each with its flaws as of the same report.
-- KEYS  stream and its flaws by turns
-- gives for each stream {field and value by turns} and {period and flaw by turns}
local found = {}
for i, key in ipairs(KEYS) do
  found[i] = redis.call('HGETALL', key)
end
return found
