"""Links between a résumé and other documentation, over HTTP."""

from __future__ import annotations

import functools
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Built, MakeSite, Site

RESUME = {
    "index.md": """\
        # A résumé

        ```{skill} Go
        ```

        ```{talk} reviews
        :title: What we learned
        :date: 2022

        About {skill}`Go`.
        ```

        ```{incident} full-disk
        :title: The full disk
        :date: 2023-01

        It was full.
        ```

        ```{talk} secret
        :title: Secret
        :visibility: internal

        Said inside.
        ```
        """
}


class _Silent(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def served(folder: Path) -> Iterator[str]:
    handler = functools.partial(_Silent, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


def project(folder: Path, text: str, extensions: str, **config: Any) -> Callable[..., Built]:
    """Another Sphinx project with one page."""
    site = Site(folder)
    site.write({"conf.py": f"extensions = [{extensions}]\n{CONF}", "index.md": text})

    def build(builder: str, address: str) -> Built:
        mapping = {"resume": (address, None)}
        return site.build(builder, intersphinx_mapping=mapping, **config)

    return build


CONF = """\
exclude_patterns = ["_build"]
html_theme = "basic"
latex_documents = [("index", "index.tex", "T", "A", "howto")]
suppress_warnings = ["config.cache"]
"""

#: The role of intersphinx needs the domain, so that project loads the extension, too.
WITH_ROLES = """\
# A manual

{external+resume:resume:talk}`reviews`, {external+resume:resume:incident}`full-disk`,
{external+resume:resume:skill}`the language <go>`.
"""
#: MyST's links need only the inventory.
WITH_LINKS = """\
# A manual

<inv:resume:resume:talk#reviews>, [](inv:resume:resume:incident#full-disk),
[the language](inv:resume:resume:skill#go).
"""
PLAIN = '"myst_parser", "sphinx.ext.intersphinx"'


@pytest.mark.parametrize(("builder", "page"), [("html", "index.html"), ("latex", "index.tex")])
@pytest.mark.parametrize(
    ("manual", "extensions"),
    [(WITH_ROLES, f'{PLAIN}, "sphinx_resume"'), (WITH_LINKS, PLAIN)],
    ids=["roles", "links"],
)
def test_other_documentation_can_link_to_talks_incidents_and_skills(
    career_site: MakeSite,
    tmp_path: Path,
    manual: str,
    extensions: str,
    builder: str,
    page: str,
) -> None:
    resume = career_site(RESUME).build()
    other = project(tmp_path / "other", manual, extensions)
    with served(resume.folder) as address:
        built = other(builder, address)
    assert built.warnings == []
    source = built.source(page).replace(r"\#", "#").replace(r"\sphinxhyphen{}", "-")
    for anchor, text in (
        ("talk-reviews", "What we learned"),
        ("incident-full-disk", "The full disk"),
        ("skill-go", "the language"),
    ):
        assert f"{address}index.html#{anchor}" in source
        assert text in source


def test_internal_entries_are_not_in_the_inventory(career_site: MakeSite, tmp_path: Path) -> None:
    resume = career_site(RESUME).build()
    text = "# A manual\n\n{external+resume:resume:talk}`secret`\n"
    other = project(tmp_path / "other", text, f'{PLAIN}, "sphinx_resume"')
    with served(resume.folder) as address:
        built = other("html", address)
    assert len(built.warnings) == 1
    assert "external resume:talk reference target not found: secret" in built.warnings[0]


CITING = """\
# Work

```{position} acme
:title: Engineer
:organization: Acme
:start: 2022-01
:end: 2022-12

Wrote {external+resume:resume:incident}`full-disk` with {skill}`Go`.
```

```{skill} Go
```

```{entry-list} position
:style: full
```
"""


@pytest.mark.parametrize(("builder", "page"), [("html", "index.html"), ("latex", "index.tex")])
def test_write_ups_elsewhere_can_be_cited(
    career_site: MakeSite, tmp_path: Path, builder: str, page: str
) -> None:
    others = career_site(RESUME).build()
    extensions = f'{PLAIN}, "sphinx_resume"'
    mine = project(
        tmp_path / "mine", CITING, extensions, primary_domain="resume", resume_today="2024-01-01"
    )
    with served(others.folder) as address:
        built = mine(builder, address)
    assert built.warnings == []
    source = built.source(page).replace(r"\#", "#").replace(r"\sphinxhyphen{}", "-")
    # in the entry, and where the list repeats its body
    assert source.count(f"{address}index.html#incident-full-disk") == 2
    assert "The full disk" in source


def test_an_unreachable_inventory_is_only_a_warning(tmp_path: Path) -> None:
    extensions = f'{PLAIN}, "sphinx_resume"'
    mine = project(
        tmp_path / "mine", CITING, extensions, primary_domain="resume", resume_today="2024-01-01"
    )
    built = mine("html", "http://127.0.0.1:9/")
    # One about the inventory, and one at the reference, although a list repeats it.
    general = [line for line in built.warnings if "failed to reach any of the" in line]
    located = [line for line in built.warnings if line.startswith("index.md:")]
    assert len(general) == 1
    assert located == [
        "index.md:9: WARNING: inventory for external cross-reference not found: 'resume' "
        "[intersphinx.external]"
    ]
    assert "Wrote" in built.source("index.html")
