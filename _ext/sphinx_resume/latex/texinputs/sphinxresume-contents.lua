-- Which headings there are, and on which pages: for contents with the numbers of pages in one run of TeX, for
-- which pages wait until all are made, so that the contents, which come before them, can be made last; and for
-- telling what is beyond the last page that there may be.

local contents = {}

local headings = {} -- level, name of the place, title
local page_of = {} -- by the name of a place
local waiting = {}

-- From a string of PDF, which is UTF-16 in hexadecimal digits
local function text_of(hex)
  local codes = {}
  for digits in hex:match("^<FEFF(%x*)>$"):gmatch("%x%x%x%x") do
    local code = tonumber(digits, 16)
    local high = codes[#codes]
    if code >= 0xDC00 and code < 0xE000 and high then
      codes[#codes] = 0x10000 + (high - 0xD800) * 0x400 + code - 0xDC00
    else
      codes[#codes + 1] = code
    end
  end
  return utf8.char(table.unpack(codes))
end

function contents.note(level, name, hex)
  headings[#headings + 1] = {level = level, name = name, title = text_of(hex)}
end

function contents.count()
  tex.sprint(#headings)
end

-- The title of a heading, in which nothing means anything to TeX
function contents.title(number)
  local heading = headings[number]
  if heading then tex.sprint(-2, heading.title) end
end

local HLIST, VLIST, WHATSIT = node.id("hlist"), node.id("vlist"), node.id("whatsit")
local PLACE = node.subtype("pdf_dest")

local function find_places(head, page)
  for n, id, subtype in node.traverse(head) do
    if id == HLIST or id == VLIST then
      find_places(n.head, page)
    elseif id == WHATSIT and subtype == PLACE then
      page_of[n.dest_id] = page
    end
  end
end

-- The places in a box are beyond the last page that there may be.
function contents.find(box)
  find_places(box.head, "beyond")
end

function contents.report(pages, over)
  local titles = {}
  for _, heading in ipairs(headings) do
    if page_of[heading.name] then titles[#titles + 1] = "“" .. heading.title .. "”" end
  end
  texio.write_nl("log", string.format("Package sphinxresume Warning: %d mm beyond page %d: %s\n",
    math.ceil(over / 186467.98), pages, table.concat(titles, ", ")))
end

function contents.keep(box, page)
  find_places(box.head, page)
  waiting[#waiting + 1] = node.copy_list(box)
end

-- The last pages that wait are to be made again.
function contents.take_back(number)
  for _ = 1, number do node.flush_list(table.remove(waiting)) end
end

-- The next page that has waited, in a box; there is none if that is void.
function contents.release(number)
  tex.box[number] = table.remove(waiting, 1)
end

local function hexadecimal(text)
  return (text:gsub(".", function(char) return string.format("%02x", char:byte()) end))
end

function contents.lines(deepest)
  for number, heading in ipairs(headings) do
    if heading.level <= deepest then
      tex.sprint(string.format(
        "\\resumecontentsline{%d}{%d}{%s}{%s}{%s}", heading.level, number, hexadecimal(heading.name),
        hexadecimal(heading.title), page_of[heading.name] or ""))
    end
  end
end

return contents
