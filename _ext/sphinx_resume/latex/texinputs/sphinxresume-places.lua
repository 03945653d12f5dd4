-- Reports problems on pages with their sources: each node has the number of its source file and line in an
-- attribute, which \resumeat sets.

local places = {}

local SOURCE = luatexbase.registernumber("resume@source")
local LINES = 100000 -- a place is the number of its file times this, plus its line
local MM = 186467.98 -- in scaled points

local files = {}

function places.name(number, name)
  files[number] = name
end

local function location(number)
  local name = number and number > 0 and files[number // LINES]
  local line = name and number % LINES or 0
  return line > 0 and string.format("%s:%d", name, line) or name or "?"
end

-- The last glyphs of a list, which are those that overflow, and their source.
local function last_words(head)
  local place
  local chars = {}
  local function walk(list)
    for n, id in node.traverse(list) do
      local name = node.type(id)
      if name == "glyph" then
        place = node.get_attribute(n, SOURCE) or place
        -- luaotfload uses private numbers for glyphs without a character.
        chars[#chars + 1] = n.char < 0xF0000 and utf8.char(n.char) or "?"
      elseif name == "hlist" or name == "vlist" then
        walk(n.head)
      elseif name == "glue" and n.width > 0 and chars[#chars] ~= " " then
        chars[#chars + 1] = " "
      end
    end
  end
  walk(head)
  return place, table.concat(chars, "", math.max(#chars - 60, 1)):match("^%s*(.-)%s*$")
end

local function report(place, message)
  texio.write_nl("term and log", string.format("Package sphinxresume Warning: %s: %s\n", location(place), message))
end

-- Overfull lines and pages
local function overfull(limit)
  return function(incident, detail, head)
    if incident == "overfull" then
      local place, words = last_words(head)
      local what = words == "" and "" or ": " .. words
      report(place, string.format("%.1f mm %s%s", detail / MM, limit, what))
    end
  end
end

-- Missing characters, each reported once per line
local reported = {}
local characters = setmetatable({}, {__index = function(known, id)
  local data = font.getfont(id)
  known[id] = data and data.characters or false
  return known[id]
end})

function places.check(glyph)
  local known = characters[glyph.font]
  if known and not known[glyph.char] then
    local place = node.get_attribute(glyph, SOURCE)
    local message = string.format(
      "no font has “%s” (U+%04X); the PDF has “?” instead", utf8.char(glyph.char), glyph.char)
    local key = message .. (place or 0)
    if not reported[key] then
      reported[key] = true
      report(place, message)
    end
  end
end

function places.start()
  luatexbase.add_to_callback("hpack_quality", overfull("wider than its line"), "sphinxresume")
  luatexbase.add_to_callback("vpack_quality", overfull("higher than its page"), "sphinxresume")
  luatexbase.add_to_callback("show_error_hook", function()
    -- What TeX writes by default
    texio.write_nl("term and log", status.lasterrorcontext or "")
    report(tex.getattribute(SOURCE), "here is an error")
  end, "sphinxresume")
end

return places
