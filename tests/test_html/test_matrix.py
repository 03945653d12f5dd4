"""The skill matrix in HTML: its cells, and what marks a large one."""

from __future__ import annotations

import pytest
from docutils import nodes

from sphinx_resume.html.enrich import enrich
from sphinx_resume.views.base import Link
from sphinx_resume.views.matrix import SkillMatrix
from tests.conftest import MakeSite
from tests.support.careers import at
from tests.support.samples import ENGLISH, career, cite, position, refer, skill

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


@pytest.mark.parametrize("columns", ["time", "positions"])
def test_texts_of_bars_and_marks_are_escaped(career_site: MakeSite, columns: str) -> None:
    said = POSITION.format(number=1, year=2011, skill="go")
    said = said.replace("Company 1", 'A "B" <i>C</i> & D').replace("Ran", 'Ran `a "b" < c` & d')
    text = PAGE.replace("positions", columns).replace(":columns: time\n", "") + said
    built = career_site({"index.md": text}).build().page()
    link = built.select_one(".resume-use a" if columns == "time" else ".resume-marked a")
    assert link is not None
    statement = 'Ran a "b" < c & d go.'
    words = " ".join(link.get_text().split())
    if columns == "time":
        assert words == f'A "B" <i>C</i> & D 2011 {statement}'
    else:
        assert words == f"• {statement}"
        assert link["title"] == statement


@pytest.mark.parametrize("columns", ["time", "positions"])
def test_the_search_finds_the_texts_of_bars_and_marks(career_site: MakeSite, columns: str) -> None:
    matrix = f"# Home\n\n```{{skill-matrix}}\n:columns: {columns}\n```\n"
    job = POSITION.format(number=1, year=2011, skill="go").replace("Ran", "Reprieved")
    pages = {"job.md": f"# Job\n{job}", "skills.md": "# Skills\n\n```{skill} go\n```\n"}
    home = matrix + "\n```{toctree}\njob\nskills\n```\n"
    site = career_site({"index.md": home, **pages})
    index = site.build().source("searchindex.js").replace(" ", "")
    assert '"repriev":[0,1,2]' in index


def address(link: Link) -> str:
    return f"#{link.anchor}"


def number_of_nodes(jobs: int, columns: str) -> int:
    """The nodes of a matrix of one skill, which a number of positions cite."""
    held = [position(f"job-{number}", f"{2000 + number}") for number in range(jobs)]
    cited = [cite(job, refer("go"), "Ran ") for job in held]
    known = career(skill("go"), *held, cited=cited)
    view = SkillMatrix(place=at(), columns=columns)
    found = enrich(view, view.layout(known, ENGLISH), address, scripted=True)
    return sum(1 for node in found for _each in node.findall(nodes.Element))


def test_the_bars_of_a_skill_are_one_node() -> None:
    assert number_of_nodes(30, "time") == number_of_nodes(3, "time")


def test_the_marks_of_a_skill_are_one_node() -> None:
    few, more, most = (number_of_nodes(jobs, "positions") for jobs in (10, 20, 30))
    # What is left for each position is its column: a specification, and a head with a link.
    assert most - more == more - few == 10 * 5
