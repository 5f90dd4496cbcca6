-- Counts in their text form, success:failure[:cancelled[:causes]], and how they add up. Put before other scripts.
local CAUSES = { 'c', 't', 's', 'r', 'n', 'o', 'g' }

local function integer(number)
  return string.format('%.0f', number)
end

local function parse(text)
  local success, failure, cancelled, causes = string.match(text, '^(%d+):(%d+):?(%d*):?([%a%d]*)$')
  if not success then
    error('not a text of counts: ' .. text)
  end
  local counts = {
    success = tonumber(success), failure = tonumber(failure), cancelled = tonumber(cancelled) or 0, causes = {}
  }
  for letter, number in string.gmatch(causes, '(%a)(%d+)') do
    counts.causes[letter] = tonumber(number)
  end
  return counts
end

local function plus(a, b)
  local sum = {
    success = a.success + b.success, failure = a.failure + b.failure, cancelled = a.cancelled + b.cancelled, causes = {}
  }
  for _, letter in ipairs(CAUSES) do
    local number = (a.causes[letter] or 0) + (b.causes[letter] or 0)
    if number > 0 then
      sum.causes[letter] = number
    end
  end
  return sum
end

local function hits(counts)
  return counts.success + counts.failure + counts.cancelled
end

local function format(counts)
  local causes = ''
  for _, letter in ipairs(CAUSES) do
    if counts.causes[letter] then
      causes = causes .. letter .. integer(counts.causes[letter])
    end
  end
  local text = integer(counts.success) .. ':' .. integer(counts.failure)
  if counts.cancelled > 0 or causes ~= '' then
    text = text .. ':' .. integer(counts.cancelled)
  end
  if causes ~= '' then
    text = text .. ':' .. causes
  end
  return text
end

local function milliseconds()
  local time = redis.call('TIME')
  return tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
end
