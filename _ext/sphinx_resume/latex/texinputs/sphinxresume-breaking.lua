-- Allows words longer than a line to break anywhere, preferably after punctuation. Nothing is added at the
-- breaks, so that programs extract the words whole. URLs and code are such words.

local PENALTIES = {sign = 50, hump = 200, letter = 1000, before = 1500}
local SIGNS = {}
for _, code in utf8.codes("/.,;:-_=&?!#%+@~|)]}>\\'\"–—·") do SIGNS[code] = true end

local GLYPH, GLUE, PENALTY = node.id("glyph"), node.id("glue"), node.id("penalty")
local DISC, MATH = node.id("disc"), node.id("math")

local function is_mark(glyph)
  local code = glyph.char
  return glyph.width == 0 or code >= 0x300 and code <= 0x36F or code >= 0x20D0 and code <= 0x20FF
end

local function is_upper(code)
  return code >= 65 and code <= 90
end

local function is_lower(code)
  return code >= 97 and code <= 122
end

local function penalty_between(left, right)
  if is_mark(right) then return nil end
  if SIGNS[right.char] then return PENALTIES.before end
  if SIGNS[left.char] then return PENALTIES.sign end
  if is_lower(left.char) and is_upper(right.char) then return PENALTIES.hump end
  return PENALTIES.letter
end

-- The last glyph of a node at a possible line break
local function glyph_of(n)
  if n.id == GLYPH then return n end
  return n.id == DISC and n.replace and node.slide(n.replace)
end

local function break_word(head, first, last)
  local before
  local n = first
  while n and n ~= last do
    local glyph = glyph_of(n)
    if glyph and glyph.id == GLYPH then
      local value = before and penalty_between(before, glyph)
      if value then
        local penalty = node.new(PENALTY)
        penalty.penalty = value
        head = node.insert_before(head, n, penalty)
      end
      before = glyph
    end
    n = n.next
  end
  return head
end

local function width_of_lines()
  return tex.hsize - node.getglue(tex.leftskip) - node.getglue(tex.rightskip) - math.abs(tex.hangindent)
end

local function break_words(head)
  local width = width_of_lines()
  local first, in_math
  local n = head
  while n do
    local id = n.id
    local ends = id == GLUE or id == MATH or id == PENALTY and n.penalty < 10000
    if id == MATH then in_math = n.subtype == 0 end
    if ends or not n.next then
      local stop = ends and n or nil
      if first and node.dimensions(first, stop) > width then head = break_word(head, first, stop) end
      first = nil
    elseif not first and not in_math and (id == GLYPH or id == DISC) then
      first = n
    end
    n = n.next
  end
  return head
end

luatexbase.add_to_callback("pre_linebreak_filter", break_words, "sphinxresume")
