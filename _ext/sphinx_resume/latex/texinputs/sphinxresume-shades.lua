-- Defines shades of the accent color for charts: resume-shade-1 to resume-shade-3.

local SHARES = {0.45, 0.72, 1} -- of the accent; the rest is white

-- The expansion of the color, such as "0.11 0.35 0.48 rg 0.11 0.35 0.48 RG", or one number for a gray
local accent = token.get_macro("\\color@resume-accent"):match("[%d. ]+ r?g")
local values = {}
for value in (accent or "0"):gmatch("[%d.]+") do values[#values + 1] = tonumber(value) end

for number, share in ipairs(SHARES) do
  local shade = {}
  for index = 1, 3 do
    shade[index] = string.format("%.4f", 1 - share * (1 - (values[index] or values[1])))
  end
  tex.sprint(string.format("\\definecolor{resume-shade-%d}{rgb}{%s}", number, table.concat(shade, ",")))
end
