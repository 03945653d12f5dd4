"""Reading and writing in several processes gives what one process gives."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, NamedTuple

import pytest
from sphinx.util.parallel import parallel_available

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from tests.conftest import Built, Site

MakeSite = Callable[[Mapping[str, str]], "Site"]

pytestmark = [
    pytest.mark.skipif(not parallel_available, reason="Sphinx needs fork for this"),
    # Python 3.12 warns of what Sphinx does.
    pytest.mark.filterwarnings("ignore:.*use of fork:DeprecationWarning"),
]

#: An extension of the site that writes down which process reads and which writes a page.
CONF = """
import os
from pathlib import Path


def setup(app):
    notes = Path(app.outdir).parent / "processes"
    notes.mkdir()

    def note(what, docname):
        (notes / f"{what} {docname.replace('/', ' ')}").write_text(str(os.getpid()))

    def write(app, pagename, templatename, context, doctree):
        if doctree is not None:
            note("write", pagename)

    app.connect("doctree-read", lambda app, doctree: note("read", app.env.docname))
    app.connect("html-page-context", write)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
"""


class Processes(NamedTuple):
    """The ids of the processes that read and wrote pages."""

    reading: set[int]
    writing: set[int]

    @classmethod
    def of(cls, site: Site) -> Processes:
        notes = site.folder / "_build" / "processes"

        def ids(what: str) -> set[int]:
            return {int(path.read_text()) for path in notes.glob(f"{what} *")}

        return cls(ids("read"), ids("write"))


def build_with_notes(site: Site, parallel: int) -> Built:
    conf = site.folder / "conf.py"
    conf.write_text(conf.read_text("utf-8") + CONF, "utf-8")
    return site.build(parallel=parallel)


@pytest.fixture(scope="module")
def serial(career_copy: Callable[..., Site]) -> tuple[Built, Processes]:
    site = broken(career_copy())
    return build_with_notes(site, 0), Processes.of(site)


@pytest.fixture(scope="module")
def parallel(career_copy: Callable[..., Site]) -> tuple[Built, Processes]:
    site = broken(career_copy())
    return build_with_notes(site, 2), Processes.of(site)


#: What a page adds that is wrong: what one page knows, what two know, what all know.
WRONG = """\
---
orphan: true
---
# Wrong {0}

```{{position}} wrong
:title: Engineer
:organization: Wrong
:start: 2021-07
:end: 2020-0{0}

Used {{skill}}`Goo`.
```

```{{skill}} Go
```

```{{timeline}}
:skill: Goo
```
"""


def broken(site: Site) -> Site:
    """Add what two processes may each read one of, so that only both together are wrong."""
    site.write({f"wrong-{number}.md": WRONG.format(number) for number in range(1, 7)})
    return site


def test_the_processes_are_several(
    serial: tuple[Built, Processes], parallel: tuple[Built, Processes]
) -> None:
    here = os.getpid()
    assert serial[1] == Processes({here}, {here})
    assert parallel[0].app.parallel == 2
    assert len(parallel[1].reading) > 1
    assert here not in parallel[1].reading
    assert len(parallel[1].writing - {here}) > 1


def test_the_pages_are_the_same(
    serial: tuple[Built, Processes], parallel: tuple[Built, Processes]
) -> None:
    one, two = serial[0], parallel[0]
    names = sorted(
        path.relative_to(one.folder).as_posix()
        for path in one.folder.rglob("*")
        if path.is_file() and path.name != ".buildinfo"
    )
    assert len([name for name in names if name.endswith(".html")]) > 15
    differ = [
        name
        for name in names
        if (one.folder / name).read_bytes() != (two.folder / name).read_bytes()
    ]
    assert differ == []


def test_the_warnings_are_the_same(
    serial: tuple[Built, Processes], parallel: tuple[Built, Processes]
) -> None:
    one, two = serial[0].warnings, parallel[0].warnings
    assert sorted(one) == sorted(two)
    assert len(set(one)) == len(one)
    kinds = [re.sub(r".*\[resume\.(.*)\]", r"\1", line) for line in two]
    assert kinds.count("date") == 6
    assert kinds.count("duplicate") == 5 + 6
    assert kinds.count("unknown-skill") == 6
    assert kinds.count("filter") == 6
    first = next(line for line in two if "[resume.duplicate]" in line)
    assert first.startswith(
        "wrong-1.md:15: WARNING: the skill “go” is declared in “skills”, line 3"
    )


def test_builds_in_parallel_on_top_of_each_other(career: Site) -> None:
    career.build(parallel=2)
    career.replace("work/acme.md", ":end: 2020-12", ":end: 2020-11")
    built = career.build(parallel=2)
    assert built.warnings == []
    assert built.written == {"work/acme", "overview", "resume", "skills", "index"}
    assert "November 2020" in built.html("overview")
    assert career.build(parallel=2).written == set()


def test_the_extension_says_that_it_may_be_run_in_parallel(career_html: Built) -> None:
    app: Sphinx = career_html.app
    extension = app.extensions["sphinx_resume"]
    assert extension.parallel_read_safe is True
    assert extension.parallel_write_safe is True
    assert extension.metadata["env_version"] > 0


def test_a_domain_keeps_of_a_process_only_what_that_process_read(career_html: Built) -> None:
    domain = career_html.app.env.domains["resume"]
    data = {key: dict(value) for key, value in domain.data.items() if isinstance(value, dict)}
    fresh = type(domain)(career_html.app.env)
    fresh.data = {key: {} for key in data} | {"version": 1}
    fresh.merge_domaindata({"skills"}, data)
    assert set(fresh.data["entries"]) == {"skills"}
    assert set(fresh.data["views"]) == {"skills"}
