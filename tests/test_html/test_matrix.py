"""The skill matrix in HTML: its cells, and what marks a large one."""

from __future__ import annotations

from tests.conftest import MakeSite

PAGE = """\
# Work

```{skill-matrix}
:columns: positions
```

```{skill} vault
```

```{skill} go
```
"""
POSITION = """
```{{position}} job-{number}
:title: Engineer
:organization: Company {number}
:start: {year}
:end: {year}

Ran {{skill}}`{skill}`.
```
"""


def page(used: str) -> str:
    """A page with a matrix, and a position for each skill in `used`, the oldest first."""
    return PAGE + "".join(
        POSITION.format(number=number, year=2010 + number, skill=skill)
        for number, skill in enumerate(used.split(), 1)
    )


def test_empty_cells_keep_marks_below_their_positions(career_site: MakeSite) -> None:
    built = career_site({"index.md": page("go go vault go go")}).build()
    heads = [head.get_text() for head in built.page().select(".resume-grid thead th")]
    assert heads == ["Skill", *(f"Company {number}" for number in (5, 4, 3, 2, 1))]
    rows = [
        ["•" if "•" in cell.get_text() else "" for cell in row.select("td")]
        for row in built.page().select(".resume-grid tbody tr")
    ]
    assert rows == [["", "", "•", "", ""], ["•", "•", "", "•", "•"]]


def test_empty_cells_have_nothing_between_them(career_site: MakeSite) -> None:
    built = career_site({"index.md": page("go go vault go go")}).build()
    assert '</th>\n<td></td><td></td>\n<td class="resume-marked">' in built.source("index.html")


def test_an_ordinary_matrix_is_not_large(career_site: MakeSite) -> None:
    built = career_site({"index.md": page("go go vault go go")}).build()
    assert not built.page().select(".resume-large")
