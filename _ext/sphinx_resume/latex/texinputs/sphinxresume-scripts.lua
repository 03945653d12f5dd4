-- Loaded only by documents with other scripts than Latin: fonts for these, and the order of right-to-left text.

local scripts = {}

-- The fonts of a script, those that are installed; %s is the weight. HarfBuzz shapes what joins, stacks, or
-- reorders; all others are set as Latin is.
local function noto(name, script)
  return {"NotoSans" .. name .. "-%s.ttf:mode=harf;script=" .. script}
end
-- TrueType: the PDF has wrong widths for the glyphs of Noto's OpenType fonts with Han, which breaks PDF/A.
local function han(...)
  local found = {...}
  for i, name in ipairs(found) do found[i] = name .. ".ttf:mode=node;script=hani" end
  return found
end
local FONTS = {
  arab = noto("Arabic", "arab"), armn = noto("Armenian", "armn"), beng = noto("Bengali", "bng2"),
  cyrl = noto("", "cyrl"), deva = noto("Devanagari", "dev2"), ethi = noto("Ethiopic", "ethi"),
  geor = noto("Georgian", "geor"), grek = noto("", "grek"), gujr = noto("Gujarati", "gjr2"),
  guru = noto("Gurmukhi", "gur2"), hebr = noto("Hebrew", "hebr"), khmr = noto("Khmer", "khmr"),
  knda = noto("Kannada", "knd2"), laoo = noto("Lao", "lao "), mlym = noto("Malayalam", "mlm2"),
  mymr = noto("Myanmar", "mym2"), orya = noto("Oriya", "ory2"), sinh = noto("Sinhala", "sinh"),
  taml = noto("Tamil", "tml2"), telu = noto("Telugu", "tel2"), thai = noto("Thai", "thai"),
  jpan = han("ipaexg", "DroidSansFallbackFull"), kore = han("NanumGothic", "UnDotum", "DroidSansFallbackFull"),
  hans = han("DroidSansFallbackFull", "gbsn00lp"), hant = han("DroidSansFallbackFull", "bsmi00lp"),
  latn = noto("", "latn"),
}
-- All of these, because each has other signs.
local SYMBOLS = {
  "NotoEmoji-%s.ttf", "NotoSansSymbols-%s.ttf", "NotoSansSymbols2-Regular.ttf", "NotoSansMath-Regular.ttf",
  "Symbola_hint.ttf", "Symbola.ttf", "DejaVuSans.ttf",
}

local function is_installed(file)
  return kpse.find_file(file, "truetype fonts") or kpse.find_file(file, "opentype fonts")
end

local function font_of(spec, weight)
  local file, features = spec:gsub("%%s", weight):match("^(.-%.tt[fc])(.*)$")
  return is_installed(file) and "[" .. file .. "]" .. features
end

-- Makes fonts that stand in where the font of the document lacks a character: resume-regular and resume-bold.
function scripts.load(names)
  for _, weight in ipairs {"Regular", "Bold"} do
    local found = {}
    local function add(spec)
      local font = font_of(spec, weight) or font_of(spec, "Regular")
      if font then found[#found + 1] = font .. (font:find("]:", 1, true) and ";" or ":") .. "-notdef;" end
    end
    for name in names:gmatch("%a+") do
      for _, spec in ipairs(FONTS[name] or {}) do add(spec) end
      if name == "zsym" then
        for _, spec in ipairs(SYMBOLS) do add(spec) end
      end
    end
    luaotfload.add_fallback("resume-" .. weight:lower(), found)
  end
end

-- Right to left: the order of the Unicode Bidirectional Algorithm (https://www.unicode.org/reports/tr9/), without
-- its formatting characters, which the writer removes.

local GLYPH, GLUE, KERN, DIR = node.id("glyph"), node.id("glue"), node.id("kern"), node.id("dir")

local RANGES = { -- R and AL; the last number is whether digits after it are Arabic
  {0x0590, 0x05FF, "R"}, {0x0600, 0x0605, "AN"}, {0x0606, 0x065F, "AL"}, {0x0660, 0x066C, "AN"},
  {0x066D, 0x06EF, "AL"}, {0x06FA, 0x07BF, "AL"}, {0x07C0, 0x085F, "R"}, {0x0860, 0x08FF, "AL"},
  {0xFB1D, 0xFB4F, "R"}, {0xFB50, 0xFDFF, "AL"}, {0xFE70, 0xFEFF, "AL"}, {0x10800, 0x10FFF, "R"},
  {0x1E800, 0x1EFFF, "R"},
}
local MIRRORED = {}
for left, right in ("()[]{}<>«»‹›"):gmatch("(" .. utf8.charpattern .. ")(" .. utf8.charpattern .. ")") do
  MIRRORED[utf8.codepoint(left)], MIRRORED[utf8.codepoint(right)] = utf8.codepoint(right), utf8.codepoint(left)
end

local function class_of(code)
  if code >= 0x590 then
    for _, range in ipairs(RANGES) do
      if code <= range[2] then
        if code >= range[1] then return range[3] end
        break
      end
    end
  end
  if code >= 48 and code <= 57 or code >= 0x6F0 and code <= 0x6F9 then return "EN" end
  if code == 43 or code == 45 then return "ES" end -- plus, minus
  if code == 44 or code == 46 or code == 47 or code == 58 or code == 0xA0 then return "CS" end
  if code == 35 or code == 36 or code == 37 or code >= 0xA2 and code <= 0xA5 or code == 0x20AC then return "ET" end
  if code >= 0x300 and code <= 0x36F then return "NSM" end
  if code < 65 or code > 90 and code < 97 or code > 122 and code < 0xAA or code > 0xAA and code < 0xB5
    or code > 0xB5 and code < 0xBA or code > 0xBA and code < 0xC0 or code == 0xD7 or code == 0xF7 or code >= 0x2000 and code < 0x2C00
    or code >= 0x3000 and code < 0x3005 or code >= 0x1F000 and code < 0x1FB00
  then return "ON" end
  return "L"
end

-- The level of each item, given their classes: even from left to right, odd from right to left
local function levels_of(classes, base)
  local embedding = base % 2 == 1 and "R" or "L"
  local count = #classes
  local last = embedding
  for i = 1, count do -- W1 to W3
    local class = classes[i]
    if class == "NSM" then class = i > 1 and classes[i - 1] or "ON" end
    if class == "EN" and last == "AL" then class = "AN" end
    if class == "S" then last = embedding end
    if class == "L" or class == "R" or class == "AL" then last = class end
    classes[i] = class
  end
  for i = 1, count do
    if classes[i] == "AL" then classes[i] = "R" end
  end
  for i = 2, count - 1 do -- W4
    local before, class, after = classes[i - 1], classes[i], classes[i + 1]
    if before == after and (class == "CS" and (before == "EN" or before == "AN") or class == "ES" and before == "EN") then
      classes[i] = before
    end
  end
  for i = 1, count do -- W5
    if classes[i] == "ET" and (classes[i - 1] == "EN" or classes[i + 1] == "EN") then classes[i] = "EN" end
  end
  last = embedding
  for i = 1, count do -- W6, W7
    local class = classes[i]
    if class == "ES" or class == "ET" or class == "CS" then class = "ON" end
    if class == "S" then last = embedding end
    if class == "EN" and last == "L" then class = "L" end
    if class == "L" or class == "R" then last = class end
    classes[i] = class
  end
  local levels = {}
  local before, i = embedding, 1
  while i <= count do -- N1, N2, I1, I2
    local stop = i
    if classes[i] == "ON" then
      while stop < count and classes[stop + 1] == "ON" do stop = stop + 1 end
      local after = classes[stop + 1] or embedding
      if after == "EN" or after == "AN" then after = "R" elseif after == "S" then after = embedding end
      local class = before == after and before or embedding
      for k = i, stop do classes[k] = class end
    end
    for k = i, stop do
      local class = classes[k]
      if class == "S" then levels[k] = base
      elseif class == "L" then levels[k] = base % 2 == 0 and base or base + 1
      elseif class == "R" then levels[k] = base % 2 == 0 and base + 1 or base
      else levels[k] = base % 2 == 0 and base + 2 or base + 1 end
      before = (class == "EN" or class == "AN") and "R" or class == "S" and embedding or class
    end
    i = stop + 1
  end
  return levels
end

-- TeX Live 2022 has only names of directions here.
local NAMES = {[0] = "TLT", [1] = "TRT"}

local function mark(level, ends)
  local dir = node.new(DIR)
  dir.dir = (ends and "-" or "+") .. NAMES[level % 2]
  return dir
end

local function ordered(head, base)
  local items, classes, found = {}, {}, base == 1
  for n in node.traverse(head) do
    local id = n.id
    if id == DIR then return head end -- it is ordered already
    items[#items + 1] = n
    local class = "ON"
    if id == GLYPH then class = class_of(n.char) end
    -- Between what is at both edges of a line, or apart
    if id == GLUE and n.leader or id == KERN and n.subtype == 1 then class = "S" end
    -- What is neither text nor space, such as the ends of links, goes with what is around it.
    classes[#classes + 1] = class
    found = found or class == "R" or class == "AL" or class == "AN"
  end
  if not found then return head end
  local levels = levels_of(classes, base)
  while #items > 0 and items[#items].id ~= GLYPH do -- L1: spaces at the end
    levels[#items] = base
    items[#items] = nil
  end
  local open = base
  for i, n in ipairs(items) do
    local level = levels[i]
    while open > level do
      head = node.insert_before(head, n, mark(open, true))
      open = open - 1
    end
    while open < level do
      open = open + 1
      head = node.insert_before(head, n, mark(open))
    end
    if n.id == GLYPH and level % 2 == 1 then n.char = MIRRORED[n.char] or n.char end
  end
  local tail = items[#items]
  while open > base and tail do
    head, tail = node.insert_after(head, tail, mark(open, true))
    open = open - 1
  end
  return head
end

-- Before luaotfload shapes the text, which needs to know its direction.
local function before_others(callback, handler)
  local others = {}
  for _, name in ipairs(luatexbase.callback_descriptions(callback)) do
    others[#others + 1] = {luatexbase.remove_from_callback(callback, name)}
  end
  luatexbase.add_to_callback(callback, handler, "sphinxresume.order")
  for _, other in ipairs(others) do luatexbase.add_to_callback(callback, other[1], other[2]) end
end

-- A character that no font has is a question mark, so that readers see that something is missing.
local fonts = setmetatable({}, {__index = function(known, id)
  local data = font.getfont(id)
  known[id] = data and data.characters or false
  return known[id]
end})

local places

local function with_replacements(head)
  for n in node.traverse_id(GLYPH, head) do
    local known = fonts[n.font]
    if known and not known[n.char] and known[63] then
      places.check(n)
      n.char = 63
    end
  end
  return head
end

-- Tells programs that extract text which letters a glyph stands for. luaotfload does so for fonts of documents, but
-- not for those that stand in, whose letters programs would read as other characters of the same form.
local function name_letters()
  for id, data in font.each() do
    local shared = data.hb and data.hb.shared
    local found = {}
    for number, glyph in pairs(shared and shared.glyphs or {}) do
      local code = number + shared.gid_offset
      local character = glyph.used and glyph.tounicode and glyph.tounicode ~= "" and data.characters[code]
      if character then
        character.tounicode = glyph.tounicode
        character.used = true
        found[code] = character
        if shared.nominals[number] then found[shared.nominals[number]] = character end
      end
    end
    if next(found) then font.addcharacters(id, {characters = found}) end
  end
end

-- `base` is 1 in documents that are written from right to left.
function scripts.order(base)
  places = require("sphinxresume-places") -- not earlier: it needs the attribute for sources
  before_others("pre_linebreak_filter", function(head) return ordered(head, base) end)
  before_others("hpack_filter", function(head) return ordered(head, base) end)
  luatexbase.add_to_callback("pre_linebreak_filter", with_replacements, "sphinxresume.replacements")
  luatexbase.add_to_callback("finish_pdffile", name_letters, "sphinxresume.letters")
  luatexbase.add_to_callback("hpack_filter", with_replacements, "sphinxresume.replacements")
end

return scripts
