"""Reading and writing in several processes gives the same result as in one process."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple
from zipfile import ZipFile

import pytest
from sphinx.util.parallel import parallel_available

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from tests.conftest import Built, Site


pytestmark = [
    pytest.mark.skipif(not parallel_available, reason="Sphinx needs fork for this"),
    # Python 3.12 warns about how Sphinx forks.
    pytest.mark.filterwarnings("ignore:.*use of fork:DeprecationWarning"),
]

#: An extension in conf.py that records which process reads and which writes a page.
CONF = """
import os
from pathlib import Path


def setup(app):
    notes = Path(app.outdir).parent / "processes"
    notes.mkdir()

    def note(what, docname):
        (notes / f"{what} {docname.replace('/', ' ')}").write_text(str(os.getpid()))

    def watch(app):
        write_doc = app.builder.write_doc

        def watched(docname, doctree):
            note("write", docname)
            write_doc(docname, doctree)

        app.builder.write_doc = watched

    app.connect("builder-inited", watch)
    app.connect("doctree-read", lambda app, doctree: note("read", app.env.docname))
    return {"parallel_read_safe": True, "parallel_write_safe": True}
"""

#: Builders that write all pages, without orphans, into one document, in one process.
JOINED = {"latex", "singlehtml"}
BY_PAGE = {"dirhtml", "epub", "html", "resume-report", "text", "xml"}


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


class Run(NamedTuple):
    """The result of a build with a number of processes."""

    built: Built
    files: dict[str, bytes]
    processes: Processes


class Both(NamedTuple):
    """The same site, built by one process and by four processes."""

    builder: str
    serial: Run
    parallel: Run


@pytest.fixture(scope="module", params=sorted(BY_PAGE | JOINED))
def both(request: pytest.FixtureRequest, career_copy: Callable[..., Site]) -> Both:
    site = broken(career_copy())

    def run(processes: int) -> Run:
        site.clean()
        built = site.build(request.param, parallel=processes)
        return Run(built, built.files, Processes.of(site))

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1719705600")
        return Both(request.param, run(1), run(4))


#: Mistakes within a page, between two pages, and in the whole career.
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
    """Add pairs of pages that are wrong only in combination, and may be read by two processes."""
    site.write({f"wrong-{number}.md": WRONG.format(number) for number in range(1, 7)})
    return watched(site)


def watched(site: Site) -> Site:
    """Have the site record which process reads and which writes a page."""
    conf = site.folder / "conf.py"
    conf.write_text(conf.read_text("utf-8") + CONF, "utf-8")
    return site


def test_several_processes_take_part(both: Both) -> None:
    here = os.getpid()
    serial, parallel = both.serial.processes, both.parallel.processes
    assert serial.reading == {here}
    assert serial.writing <= {here}
    assert len(parallel.reading) > 3
    assert here not in parallel.reading
    if both.builder in BY_PAGE:
        assert len(parallel.writing - {here}) > 2
    else:
        assert parallel.writing <= {here}


def test_the_files_are_the_same(both: Both) -> None:
    one, two = _unzipped(both.serial.files), _unzipped(both.parallel.files)
    assert one.keys() == two.keys()
    assert [name for name in sorted(one) if one[name] != two[name]] == []


def _unzipped(files: dict[str, bytes]) -> dict[str, bytes]:
    """The files, with EPUBs replaced by their content: the archives contain the time of writing."""
    found = {name: content for name, content in files.items() if not name.endswith(".epub")}
    for name in files.keys() - found.keys():
        with ZipFile(BytesIO(files[name])) as book:
            found |= {f"{name}/{each}": book.read(each) for each in book.namelist()}
    return found


def test_the_warnings_are_the_same(both: Both) -> None:
    one, two = both.serial.built.warnings, both.parallel.built.warnings
    assert sorted(one) == sorted(two)
    assert len(set(one)) == len(one)
    kinds = [re.sub(r".*\[resume\.(.*)\]", r"\1", line) for line in two]
    assert kinds.count("date") == 6
    assert kinds.count("duplicate") == 5 + 6
    # A PDF without the page still warns about the body that it shows.
    assert kinds.count("unknown-skill") == (
        6 if both.builder in BY_PAGE else both.builder == "latex"
    )
    assert kinds.count("filter") == 6
    first = next(line for line in two if "[resume.duplicate]" in line)
    assert first.startswith(
        "wrong-1.md:15: WARNING: the skill “go” is already declared in “skills”, line 3"
    )


def test_parallel_builds_work_incrementally(career: Site) -> None:
    career.build(parallel=4)
    career.replace("work/acme.md", ":end: 2020-12", ":end: 2020-11")
    built = career.build(parallel=4)
    assert built.warnings == []
    assert built.written == {"work/acme", "overview", "resume", "skills", "index"}
    assert "November 2020" in built.html("overview")
    assert career.build(parallel=4).written == set()


def test_a_few_pages_are_built_by_one_process(career_copy: Callable[..., Site]) -> None:
    site = watched(career_copy())

    def build() -> Processes:
        shutil.rmtree(site.folder / "_build" / "processes", ignore_errors=True)
        site.build(parallel=4, few=5)
        return Processes.of(site)

    all_pages = build()
    assert os.getpid() not in all_pages.reading
    assert len(all_pages.writing) > 2
    site.replace("work/acme.md", ":end: 2020-12", ":end: 2020-11")
    assert build() == ({os.getpid()}, {os.getpid()})
    # A few pages are read, but many are written.
    site.replace("work/acme.md", ":organization: Acme", ":organization: Acmes")
    many = build()
    assert many.reading == {os.getpid()}
    assert len(many.writing) > 2


def test_the_extension_declares_itself_parallel_safe(career_html: Built) -> None:
    app: Sphinx = career_html.app
    extension = app.extensions["sphinx_resume"]
    assert extension.parallel_read_safe is True
    assert extension.parallel_write_safe is True
    assert extension.metadata["env_version"] > 0


def test_a_domain_merges_only_what_a_process_has_read(career_html: Built) -> None:
    domain = career_html.app.env.domains["resume"]
    data = {key: dict(value) for key, value in domain.data.items() if isinstance(value, dict)}
    fresh = type(domain)(career_html.app.env)
    fresh.data = {key: {} for key in data} | {"version": 1}
    fresh.merge_domaindata({"skills"}, data)
    assert set(fresh.data["entries"]) == {"skills"}
    assert set(fresh.data["views"]) == {"skills"}
