-- Limits TeX to its own files and those in the folder of the document. The variable openin_any did this, but
-- no longer does since TeX Live 2026.

local function is_elsewhere(name)
  local path = "/" .. name:gsub("\\", "/") .. "/"
  return path:find("/../", 1, true) or path:find("^/[/~]") or path:find("^/%a:")
end

local function find(name)
  return not is_elsewhere(name) and kpse.find_file(name, "tex") or nil
end

luatexbase.add_to_callback("find_read_file", function(_, name) return find(name) end, "sphinxresume")
luatexbase.add_to_callback("find_image_file", find, "sphinxresume")
