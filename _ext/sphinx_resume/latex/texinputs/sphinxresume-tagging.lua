-- Tagged PDF independent of LaTeX's own support: PDF/UA-1 and PDF/A-2b only with primitives of LuaTeX,
-- which have been stable since LuaTeX 1.10, so that every TeX Live since 2021 works.
--
-- TeX opens and closes elements of the structure tree while it typesets. The content in between has
-- the number of a leaf (a run of content in an element) in an attribute. When a page is shipped out,
-- each run of nodes of one leaf becomes a marked-content sequence; everything without a leaf (rules,
-- page numbers) becomes an artifact. The tree is written at the end.

local places = require("sphinxresume-places")

local resume = {places = places}

local LEAF = luatexbase.registernumber("resume@leaf")
local LINK = luatexbase.registernumber("resume@link")
local NONE = -0x7FFFFFFF

local type_of = {}
for id, name in pairs(node.types()) do type_of[id] = name end
local SPACES = {}
for number, name in pairs(node.subtypes("glue")) do
  if name == "spaceskip" or name == "xspaceskip" or name == "rightskip" then SPACES[number] = true end
end

-- Strings ------------------------------------------------------------------------------------

-- Text is passed through TeX as hexadecimal digits of UTF-8, so that TeX does not interpret it.
local function from_hex(hex)
  return (hex:gsub("%x%x", function(digits) return string.char(tonumber(digits, 16)) end))
end

local function pdf_string(text)
  local result = {"<FEFF"}
  for _, code in utf8.codes(text) do
    if code > 0xFFFF then
      code = code - 0x10000
      result[#result + 1] = string.format("%04X%04X", 0xD800 + code // 0x400, 0xDC00 + code % 0x400)
    else
      result[#result + 1] = string.format("%04X", code)
    end
  end
  return table.concat(result) .. ">"
end

function resume.source(number, hex)
  places.name(number, from_hex(hex))
end

-- The structure tree -------------------------------------------------------------------------

-- Elements that contain only other elements: paragraphs in them get their own element, and anything
-- else drawn there is decoration.
local GROUPS = {}
for name in ("Document Part Sect Div BlockQuote TOC TOCI L LI LBody Table THead TBody TR TH TD Note"):gmatch("%S+") do
  GROUPS[name] = true
end
-- Elements that have a meaning even if they are empty.
local KEPT = {TR = true, TH = true, TD = true, Table = true, LBody = true}

local elements, leaves = {}, {}
local paragraphs = {}
local notes = 0
local current

local function new_element(tag, entries)
  local element = {tag = tag, entries = entries or "", kids = {}, parent = current}
  elements[#elements + 1] = element
  if current then
    table.insert(current.kids, element)
    current.inlines = true
  end
  return element
end

-- Following content belongs to the current element, or, after a child element (such as a link), to a
-- new Span, so that content of an element never continues after that of a child.
local function new_leaf()
  local number = NONE
  if not GROUPS[current.tag] then
    local owner = current.inlines and new_element("Span") or current
    number = #leaves + 1
    leaves[number] = {element = owner, parts = {}}
    table.insert(owner.kids, leaves[number])
  end
  tex.setattribute("global", LEAF, number)
end

function resume.open(tag, entries)
  local element = new_element(tag, entries)
  if tag == "Note" then
    notes = notes + 1
    element.id = string.format("note.%05d", notes)
  end
  current = element
  new_leaf()
end

function resume.close()
  current = current.parent
  new_leaf()
end

-- A position in the tree for content that is typeset later, with functions to go there and back
local reserved, left

function resume.reserve()
  reserved = new_element("Div")
  new_leaf()
end

function resume.enter()
  left, current = current, reserved
  new_leaf()
end

function resume.leave()
  current = left
  new_leaf()
end

function resume.alternative(hex)
  return "/Alt" .. pdf_string(from_hex(hex))
end

function resume.string(hex)
  return pdf_string(from_hex(hex))
end

function resume.begin_paragraph()
  local own = GROUPS[current.tag] or false
  paragraphs[#paragraphs + 1] = own
  if own then resume.open("P", "") end
end

function resume.end_paragraph()
  if table.remove(paragraphs) then resume.close() end
end

-- Links --------------------------------------------------------------------------------------

local links, targets = {}, {}

function resume.open_link(kind, target, contents)
  resume.open("Link", "")
  local text = pdf_string(from_hex(contents))
  if kind == "uri" then
    target = string.format("/A<</S/URI/URI<%s>>>", target)
  else
    target = from_hex(target)
    targets[target] = targets[target] or false
    target = string.format("/Dest(%s)", target)
  end
  current.contents = text
  links[#links + 1] = {
    element = current,
    annotation = string.format("/Subtype/Link/F 4/Border[0 0 0]/Contents%s%s", text, target)
  }
  tex.setattribute(LINK, #links)
end

function resume.target(name)
  targets[name] = true
end

-- Gives box 0 new dimensions, and applies a matrix to its content, moved to the right
local function transform(matrix, right, width, height, depth)
  local content = node.copy_list(tex.box[0])
  content.width = 0 -- the matrix does not change widths
  local setting = node.new("whatsit", "pdf_setmatrix")
  setting.data = matrix
  local move = node.new("kern", 1)
  move.kern = right
  local last = move
  for _, n in ipairs({node.new("whatsit", "pdf_save"), setting, content, node.new("whatsit", "pdf_restore")}) do
    last.next, n.prev = n, last
    last = n
  end
  local result = node.hpack(move)
  result.width, result.height, result.depth = width, height, depth
  tex.box[0] = result
end

-- Scales box 0 by the ratio of two lengths.
function resume.scale(width, natural)
  local factor = width / natural
  local box = tex.box[0]
  local matrix = string.format("%.5f 0 0 %.5f", factor, factor)
  transform(matrix, 0, width, math.floor(box.height * factor), math.floor(box.depth * factor))
end

-- Rotates box 0, so that it reads upwards.
function resume.turn()
  local box = tex.box[0]
  transform("0 1 -1 0", box.height, box.height + box.depth, box.width + 65536, 0)
end

-- Pages --------------------------------------------------------------------------------------

local front = 0 -- the number of pages before those with arabic page numbers
local parents = {} -- objects by their number in StructParent(s)
local page = 0

local function literal(code)
  local result = node.new("whatsit", "pdf_literal")
  result.mode = 1
  result.data = code
  return result
end

-- Whether a font has a space; math fonts have other glyphs there.
local has_space = setmetatable({}, {__index = function(known, id)
  local data = font.getfont(id)
  local is_unicode = data and (data.format == "opentype" or data.format == "truetype")
  local char = is_unicode and data.characters[32]
  known[id] = char and char.width > 0 and true or false
  return known[id]
end})

-- Adds real spaces, because TeX only leaves gaps, and some programs then join words.
local function add_spaces(head)
  local last
  for n in node.traverse(head) do
    local name = type_of[n.id]
    if name == "glyph" then
      last = has_space[n.font] and n or last
    elseif name == "disc" and n.replace then
      for glyph in node.traverse_id(node.id("glyph"), n.replace) do
        last = has_space[glyph.font] and glyph or last
      end
    elseif name == "glue" and last and SPACES[n.subtype] then
      local space = node.copy(last)
      space.char = 32
      space.components = nil
      local back = node.new("kern", 1)
      back.kern = -space.width
      head = node.insert_before(head, n, space)
      head = node.insert_before(head, n, back)
      last = nil -- only one per gap
    end
  end
  return head
end

local VISIBLE = {glyph = true, disc = true, rule = true, hlist = true, vlist = true}

-- Adds an annotation over each part of a link on a line.
local function add_annotations(box, outer)
  local n = box.head
  while n do
    local number = VISIBLE[type_of[n.id]] and node.get_attribute(n, LINK)
    if number and number > 0 and number ~= outer then
      local first, last = n, n
      -- Kerns that a font inserts have no attributes.
      while n and (not VISIBLE[type_of[n.id]] or node.get_attribute(n, LINK) == number) do
        if VISIBLE[type_of[n.id]] then last = n end
        n = n.next
      end
      local link = links[number]
      local width = node.dimensions(box.glue_set, box.glue_sign, box.glue_order, first, last.next)
      local annotation = node.new("whatsit", "pdf_annot")
      annotation.width, annotation.height, annotation.depth = width, box.height, box.depth
      annotation.objnum = pdf.reserveobj("annot")
      annotation.data = link.annotation .. string.format("/StructParent %d", #parents)
      table.insert(parents, {element = link.element})
      table.insert(link.element.kids, {object = annotation.objnum, page = page})
      box.head = node.insert_before(box.head, first, annotation)
    end
    n = n and n.next
  end
end

local open_leaf -- nil if nothing is open; NONE for an artifact

local function turn_to(leaf, head, n, contents)
  if leaf == open_leaf then return head end
  if open_leaf then head = node.insert_before(head, n, literal("EMC")) end
  open_leaf = leaf
  if leaf == NONE then return node.insert_before(head, n, literal("/Artifact BMC")) end
  local element = leaves[leaf].element
  local code = string.format("/%s<</MCID %d>>BDC", element.tag, #contents)
  table.insert(leaves[leaf].parts, {page = page, mcid = #contents})
  table.insert(contents, element)
  return node.insert_before(head, n, literal(code))
end

local function mark(box, contents, outer)
  if type_of[box.id] == "hlist" then
    box.head = add_spaces(box.head)
    add_annotations(box, outer)
  end
  for n in node.traverse(box.head) do
    local name = type_of[n.id]
    if name == "hlist" or name == "vlist" then
      mark(n, contents, node.get_attribute(n, LINK) or outer)
    elseif name == "glyph" or name == "disc" and n.replace
      or name == "rule" and n.width ~= 0 and n.height + n.depth ~= 0
      or name == "glue" and n.leader then
      if name == "glyph" then places.check(n) end
      box.head = turn_to(node.get_attribute(n, LEAF) or NONE, box.head, n, contents)
    end
  end
end

function resume.begin_figures()
  front = page
end

function resume.ship_out(box)
  page = page + 1
  local contents = {}
  pdf.setpageattributes(string.format("/StructParents %d/Tabs/S", #parents))
  table.insert(parents, {contents = contents})
  mark(box, contents)
  if open_leaf then
    box.head = node.insert_after(box.head, node.tail(box.head), literal("EMC"))
    open_leaf = nil
  end
end

-- The end of the document --------------------------------------------------------------------

local function kept(element)
  if element.kept == nil then
    local result = KEPT[element.tag] or false
    for _, kid in ipairs(element.kids) do
      result = result or kid.object or kid.parts and #kid.parts > 0 or kid.tag and kept(kid)
    end
    element.kept = result and true or false
  end
  return element.kept
end

local function kids_of(element)
  local result = {}
  for _, kid in ipairs(element.kids) do
    if kid.object then
      table.insert(result, string.format("<</Type/OBJR/Pg %d 0 R/Obj %d 0 R>>", pdf.pageref(kid.page), kid.object))
    elseif kid.parts then
      for _, part in ipairs(kid.parts) do
        table.insert(result, string.format("<</Type/MCR/Pg %d 0 R/MCID %d>>", pdf.pageref(part.page), part.mcid))
      end
    elseif kept(kid) then
      table.insert(result, string.format("%d 0 R", kid.object_number))
    end
  end
  return table.concat(result, " ")
end

-- A link that contains only an image has the alternative text of the image.
local function alternative_of(link)
  for _, kid in ipairs(link.kids) do
    if kid.parts and #kid.parts > 0 or kid.tag and kid.tag ~= "Figure" and kept(kid) then return "" end
  end
  return "/Alt" .. link.contents
end

local function write_tree()
  local root, tree = pdf.reserveobj(), pdf.reserveobj()
  for _, element in ipairs(elements) do
    if kept(element) then element.object_number = pdf.reserveobj() end
  end
  local ids = {}
  for _, element in ipairs(elements) do
    if kept(element) then
      local id = ""
      if element.id then
        id = string.format("/ID(%s)", element.id)
        table.insert(ids, string.format("(%s) %d 0 R", element.id, element.object_number))
      end
      if element.contents then element.entries = alternative_of(element) end
      local parent = element.parent and element.parent.object_number or root
      pdf.immediateobj(element.object_number, string.format(
        "<</Type/StructElem/S/%s/P %d 0 R%s%s/K[%s]>>", element.tag, parent, id, element.entries, kids_of(element)))
    end
  end
  local numbers = {}
  for index, entry in ipairs(parents) do
    local value
    if entry.element then
      value = string.format("%d 0 R", entry.element.object_number)
    else
      value = {}
      for _, element in ipairs(entry.contents) do
        table.insert(value, string.format("%d 0 R", element.object_number))
      end
      value = "[" .. table.concat(value, " ") .. "]"
    end
    table.insert(numbers, string.format("%d %s", index - 1, value))
  end
  pdf.immediateobj(tree, "<</Nums[" .. table.concat(numbers, " ") .. "]>>")
  local names = #ids > 0 and "/IDTree<</Names[" .. table.concat(ids, " ") .. "]>>" or ""
  pdf.immediateobj(root, string.format(
    "<</Type/StructTreeRoot/K[%d 0 R]/ParentTree %d 0 R/ParentTreeNextKey %d%s>>",
    elements[1].object_number, tree, #parents, names))
  return root
end

local XMP = [[
<?xpacket begin="%s" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 standard</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>
<dc:format>application/pdf</dc:format>
%s
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>]]

local ESCAPES = {["&"] = "&amp;", ["<"] = "&lt;", [">"] = "&gt;", ['"'] = "&quot;"}
-- Fields of the document information, and their form in XMP.
local FIELDS = {
  {"Title", '<dc:title><rdf:Alt><rdf:li xml:lang="x-default">%s</rdf:li></rdf:Alt></dc:title>'},
  {"Author", "<dc:creator><rdf:Seq><rdf:li>%s</rdf:li></rdf:Seq></dc:creator>"},
  {"Subject", '<dc:description><rdf:Alt><rdf:li xml:lang="x-default">%s</rdf:li></rdf:Alt></dc:description>'},
  {"Keywords", "<pdf:Keywords>%s</pdf:Keywords>"},
  {"Creator", "<xmp:CreatorTool>%s</xmp:CreatorTool>"},
  {"Producer", "<pdf:Producer>%s</pdf:Producer>"},
}
local about = {Creator = "Sphinx", Producer = "LuaTeX"}
local language = "en"

function resume.describe(field, hex)
  if field == "Language" then language = from_hex(hex) else about[field] = from_hex(hex) end
end

local function write_metadata()
  local info, xmp = {}, {}
  for _, field in ipairs(FIELDS) do
    local name, form = field[1], field[2]
    if about[name] and about[name] ~= "" then
      table.insert(info, "/" .. name .. pdf_string(about[name]))
      table.insert(xmp, (form:gsub("%%s", (about[name]:gsub('[&<>"]', ESCAPES):gsub("%%", "%%%%")))))
    end
  end
  for keyword in (about.Keywords or ""):gmatch("[^,]+") do
    keyword = keyword:match("^%s*(.-)%s*$"):gsub('[&<>"]', ESCAPES)
    about.subjects = (about.subjects or "") .. "<rdf:li>" .. keyword .. "</rdf:li>"
  end
  if about.subjects then table.insert(xmp, "<dc:subject><rdf:Bag>" .. about.subjects .. "</rdf:Bag></dc:subject>") end
  table.insert(xmp, "<dc:language><rdf:Bag><rdf:li>" .. language .. "</rdf:li></rdf:Bag></dc:language>")
  -- LuaTeX's own date is in the machine's time zone. https://reproducible-builds.org/specs/source-date-epoch/
  local time = tonumber(os.getenv("SOURCE_DATE_EPOCH")) or os.time()
  local date, iso = os.date("!D:%Y%m%d%H%M%SZ", time), os.date("!%Y-%m-%dT%H:%M:%SZ", time)
  table.insert(info, string.format("/CreationDate(%s)/ModDate(%s)", date, date))
  for _, name in ipairs({"CreateDate", "ModifyDate", "MetadataDate"}) do
    table.insert(xmp, string.format("<xmp:%s>%s</xmp:%s>", name, iso, name))
  end
  pdf.setinfo(table.concat(info))
  local packet = XMP:gsub("%%s", "\xEF\xBB\xBF", 1):gsub("%%s", (table.concat(xmp, "\n"):gsub("%%", "%%%%")), 1)
  return pdf.obj({
    type = "stream", immediate = true, string = packet, attr = "/Type/Metadata/Subtype/XML",
    compresslevel = 0, -- PDF/A requires uncompressed metadata
  })
end

function resume.finish()
  while current.parent do resume.close() end
  local tree = write_tree()
  local metadata = write_metadata()
  local profile = kpse.find_file("sRGB.icc", "other text files") or kpse.find_file("sRGB.icc", "tex")
  local intents = ""
  if profile then
    profile = pdf.immediateobj("streamfile", profile, "/N 3")
    intents = string.format("/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB IEC61966-2.1)/Info(sRGB IEC61966-2.1)/DestOutputProfile %d 0 R>>]", profile)
  end
  local labels = ""
  if front > 0 then labels = string.format("/PageLabels<</Nums[0<</S/r>>%d<</S/D>>]>>", front) end
  pdf.setcatalog(labels .. string.format(
    "/Lang(%s)/MarkInfo<</Marked true>>/ViewerPreferences<</DisplayDocTitle true>>/StructTreeRoot %d 0 R/Metadata %d 0 R%s",
    language, tree, metadata, intents))
  for name, known in pairs(targets) do
    if not known then
      texio.write_nl(string.format("Package sphinxresume Warning: Target of a link `%s' undefined", name))
    end
  end
end

-- A stream whose last byte is a carriage return seems to be one byte shorter, because with the line feed
-- that LuaTeX adds it looks like a single line ending, and PDF/A forbids a wrong length. So a carriage
-- return, which is also a line ending, replaces that line feed.
local function fix_streams(name)
  local file = io.open(name, "r+b")
  if not file then return end
  local content = file:read("a")
  for place in content:gmatch("\r()\nendstream") do
    file:seek("set", place - 1)
    file:write("\r")
  end
  file:close()
end

function resume.start()
  pdf.setminorversion(7)
  pdf.setsuppressoptionalinfo(0x1FF) -- this file writes the information itself
  pdf.setomitcidset(1) -- PDF/A requires a complete one or none
  -- A digest of the content, so that equal sources give equal files everywhere.
  local file = io.open(tex.jobname .. ".tex", "rb")
  local digest = md5.sumhexa(file and file:read("a") or tex.jobname)
  if file then file:close() end
  pdf.settrailerid(string.format("[<%s> <%s>]", digest, digest))
  local name = status.output_file_name or tex.jobname .. ".pdf"
  luatexbase.add_to_callback("wrapup_run", function() fix_streams(name) end, "sphinxresume")
  places.start()
  resume.open("Document", "")
end

return resume
