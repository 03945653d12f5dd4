-- Records headings and their pages. The table of contents needs page numbers from a single run of TeX: so
-- pages are held back, the contents are typeset last, and all are shipped out in order. Also finds the headings
-- beyond the maximum number of pages.

local contents = {}

local headings = {} -- level, name of the target, title
local page_of = {} -- by the name of a target
local waiting = {}

-- Decodes a PDF string, which is UTF-16 in hexadecimal digits
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

-- Prints the title of a heading, with all characters as ordinary text
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

-- Notes that the targets in a box are beyond the maximum number of pages.
function contents.find(box)
  find_places(box.head, "beyond")
end

function contents.report(pages, over)
  local titles = {}
  for _, heading in ipairs(headings) do
    if page_of[heading.name] then titles[#titles + 1] = "“" .. heading.title .. "”" end
  end
  local most = pages == 1 and "page" or pages .. " pages"
  local what = #titles > 0 and ", with " .. table.concat(titles, ", ") or ""
  texio.write_nl("term and log", string.format(
    "Package sphinxresume Warning: %s.pdf is %d mm longer than the %s that it may have%s; shorten its entries, "
    .. "or leave some out of its page\n", tex.jobname, math.ceil(over / 186467.98), most, what))
end

function contents.keep(box, page)
  find_places(box.head, page)
  waiting[#waiting + 1] = node.copy_list(box)
end

-- Discards the last waiting pages, which are typeset again.
function contents.take_back(number)
  for _ = 1, number do node.flush_list(table.remove(waiting)) end
end

-- Moves the next waiting page into a box, which is void if there is none.
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
