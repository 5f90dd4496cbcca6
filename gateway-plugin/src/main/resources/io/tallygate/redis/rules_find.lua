-- Where the dynamic rules stand, and some of them, in one picture.
-- KEYS  where they stand, the rules of a generation
-- ARGV  that generation; then ids
-- gives {version, token, generation, what was last staged, large changes that are kept whole}; then, if the generation is
--       that one, each rule's text, empty where there is none
local head, rules = unpack(KEYS)
local known = redis.call('HMGET', head, 'version', 'token', 'generation', 'staged', 'large')
local found = { known[1] or '0', known[2] or '', known[3] or '0', known[4] or '', known[5] or '' }
if found[3] == ARGV[1] then
  for i = 2, #ARGV do
    found[#found + 1] = redis.call('HGET', rules, ARGV[i]) or ''
  end
end
return found
