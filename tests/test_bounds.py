"""The cost of a page is bounded by its length, whatever its content."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

import pytest

from tests.conftest import Site

#: All views of a career.
VIEWS: Final = """
```{timeline}
```

```{skill-matrix}
```

```{skill-matrix}
:columns: positions
```

```{entry-list} position
:by: year
```

```{entry-list} position
:style: full
```

```{skill} Go
```
"""


def position(body: str, place: str = "Berlin", start: str = "2020", end: str = "2021") -> str:
    options = f":title: T\n:organization: O\n:location: {place}\n:start: {start}\n:end: {end}\n"
    return f"```{{position}} acme\n{options}\n{body}\n```\n"


TALK = "```{{talk}} t\n:title: T\n:date: {}\n\nOf {{skill}}`Go`.\n```\n".format
INCIDENT = (
    "````{{incident}} i\n:title: I\n:date: 2020\n\n```{{incident-timeline}}\n"
    "- T-{0} d {0} h {0} min [start] It began.\n- T+{0} d {0} h {0} min [resolution] It ended.\n"
    "```\n````\n"
).format
NESTED = "[" * 10_000 + "]" * 10_000


@pytest.mark.parametrize(
    "page",
    [
        position("Used " + ", ".join(f"{{skill}}`s{n}`" for n in range(500))),
        position("".join(f"- Used {{skill}}`s{n}`.\n" for n in range(500))),
        position("- Again.\n" * 500),
        position("Used {skill}`Go` " + "x" * 100_000, "x" * 100_000),
        position("Used {skill}`Go` " + "x-" * 50_000, "x, " * 50_000),
        position(f"Used {{skill}}`Go` {NESTED}", NESTED),
        position(f"Used {{skill}}`{NESTED}`", NESTED.replace("[", "“")),
        position(f"{'> ' * 90}Used {{skill}}`Go`"),
        "```{skill} S\n:aliases: " + ", ".join(f"s{n}" for n in range(5000)) + "\n```\n",
        "```{timeline}\n:skill: " + ", ".join(f"s{n}" for n in range(500)) + "\n```\n",
    ],
    ids=[
        *("in-a-sentence", "in-bullets", "bullets", "letters", "parts-of-words", "brackets"),
        *("brackets-of-a-role", "quotes", "aliases", "filters"),
    ],
)
def test_the_cost_of_a_page_is_linear_in_its_length(
    career_site: Callable[[Mapping[str, str]], Site], page: str
) -> None:
    index = f"# A\n\n{page}{VIEWS}"
    built = career_site({"index.md": index}).build(suppress_warnings=["resume"])
    doctrees = Path(built.app.doctreedir)
    written = [built.folder / "index.html", built.folder / "searchindex.js", *doctrees.iterdir()]
    assert sum(path.stat().st_size for path in written if path.is_file()) < 250 * len(index)


def test_the_cost_of_events_is_linear_in_their_number(
    career_site: Callable[[Mapping[str, str]], Site],
) -> None:
    def pages(start: str, end: str, long: int) -> str:
        used = position("Used {skill}`Go`.", start=start, end=end)
        return f"# A\n\n{used}{TALK(f'{start} to {end}')}{INCIDENT(long)}{VIEWS}"

    site = career_site({"index.md": pages("2020", "2021", 1)})
    size = len(site.build().html())
    site.write({"index.md": pages("0001", "9999", 99999)})
    assert len(site.build().html()) < 2 * size
