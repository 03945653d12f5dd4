"""Citations: any entry may cite any other, which then lists it."""

from __future__ import annotations

import pytest

from sphinx_resume.model.entries import ENTRY_TYPES
from tests.conftest import Built, Site

LASTED = ":start: 2022-01\n:end: 2022-12\n"
NEEDED = {
    "position": f":organization: Acme\n{LASTED}",
    "education": f":organization: Acme\n{LASTED}",
    "volunteering": f":organization: Acme\n{LASTED}",
    "membership": f":organization: Acme\n{LASTED}",
    "project": LASTED,
    "break": LASTED,
    "reference": ":visibility: public\n",
}


def page(kind: str) -> str:
    """A page with two entries of a kind, each of which cites an entry of every kind in a bullet."""
    texts = [
        f"```{{{kind}}} {kind}-{name}\n:title: The {kind} {name}\n{NEEDED.get(kind, '')}\n"
        + "".join(
            f"- For {{{other}}}`x <{other}-one>` from {kind} {name}.\n" for other in ENTRY_TYPES
        )
        + "\n```\n"
        for name in ("one", "two")
    ]
    return f"# All about {kind}\n\n" + "\n".join(texts)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    site = Site(tmp_path_factory.mktemp("graph"))
    toctree = "\n".join(ENTRY_TYPES)
    site.write(
        {
            "conf.py": 'extensions = ["myst_parser", "sphinx_resume"]\n'
            'primary_domain = "resume"\nresume_today = "2024-06-30"\nhtml_theme = "basic"\n',
            "index.md": f"# All\n\n```{{toctree}}\n{toctree}\n```\n",
            **{f"{kind}.md": page(kind) for kind in ENTRY_TYPES},
        }
    )
    return site.build()


@pytest.mark.parametrize("kind", ENTRY_TYPES)
def test_every_entry_lists_its_citations_with_their_statements(built: Built, kind: str) -> None:
    assert built.warnings == []
    entries = built.page(kind).select(f".resume-entry.resume-{kind}")
    headings = [label.get_text().split(": ")[1] for label in entries[0].select(".resume-label")]
    assert sorted(headings) == sorted(cls.plural for cls in ENTRY_TYPES.values())
    statements = {link.get_text() for link in entries[0].select(".resume-backlinks p + p a")}
    assert statements == {
        f"For x from {other} {name}."
        for other in ENTRY_TYPES
        for name in ("one", "two")
        if (other, name) != (kind, "one")
    }
    assert entries[1].select(".resume-backlinks") == []


def test_a_statement_links_to_its_source(built: Built) -> None:
    link = built.page("award").select_one(".resume-backlinks p + p a")
    assert link is not None
    page, _, anchor = str(link["href"]).partition("#")
    place = built.page(page.removesuffix(".html")).find(id=anchor)
    assert place is not None
    assert link.get_text() in place.find_parent("p").get_text()  # type: ignore[union-attr]
