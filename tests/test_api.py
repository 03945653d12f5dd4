"""Registering entry types, views and checks, and the errors of invalid ones."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

import pytest
from babel import Locale
from docutils import nodes
from sphinx.builders import Builder
from sphinx.errors import ExtensionError
from sphinx.testing.util import SphinxTestApp

from sphinx_resume import api
from tests.conftest import CONF, MakeSite
from tests.support.samples import career


@dataclass(frozen=True, slots=True, kw_only=True)
class Prize(api.DatedEntry):
    kind: ClassVar[str] = "prize"
    plural: ClassVar[str] = "prizes"
    description: ClassVar[str] = "Something that was won."


class Undecorated(Prize):
    kind: ClassVar[str] = "undecorated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Spaced(Prize):
    kind: ClassVar[str] = "Grand Prize"


@dataclass(frozen=True, slots=True, kw_only=True)
class Nameless(api.View):
    description: ClassVar[str] = "Nothing."


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondTimeline(api.View):
    name: ClassVar[str] = "timeline"

    def layout(self, career: api.Career, locale: Locale) -> str:
        return ""

    def nodes(self, layout: str) -> list[nodes.Node]:
        return []


@dataclass(frozen=True, slots=True, kw_only=True)
class Bodied(Prize):
    kind: ClassVar[str] = "bodied"

    body: str = api.option(api.text, "A body.", "x")


@dataclass(frozen=True, slots=True, kw_only=True)
class Undeclared(Prize):
    kind: ClassVar[str] = "undeclared"

    city: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Failing(api.View):
    name: ClassVar[str] = "failing"

    def layout(self, career: api.Career, locale: Locale) -> int:
        return 1 // 0

    def nodes(self, layout: int) -> list[nodes.Node]:
        return []


@dataclass(frozen=True, slots=True, kw_only=True)
class Blank(api.View):
    name: ClassVar[str] = "blank"


#: An object of the wrong type.
A_VIEW: Any = Nameless
AN_ENTRY: Any = Prize
A_BUILDER: Any = Builder


def nothing(career: api.Career) -> Iterator[tuple[api.Place, str]]:
    return iter(())


@pytest.fixture
def app(career_site: MakeSite) -> Iterator[SphinxTestApp]:
    app = SphinxTestApp("dummy", srcdir=career_site({"index.md": "# A"}).folder)
    yield app
    app.cleanup()


@pytest.mark.parametrize(
    ("add", "message"),
    [
        (lambda app: api.add_entry_type(app, A_VIEW), "Nameless is not a subclass of Entry"),
        (
            lambda app: api.add_entry_type(app, Undecorated),
            "Undecorated is not a dataclass; decorate it with @dataclass",
        ),
        (
            lambda app: api.add_entry_type(app, Spaced),
            "“Grand Prize” is not a kind; use lower-case letters and hyphens",
        ),
        (lambda app: api.add_entry_type(app, api.Entry), "Entry needs “kind”, a string"),
        (
            lambda app: api.add_entry_type(app, Bodied),
            "Bodied cannot have an option “body”; choose another name",
        ),
        (
            lambda app: api.add_entry_type(app, Undeclared),
            "“city” of Undeclared has no default; declare it with option(…)",
        ),
        (lambda app: api.add_view(app, Blank), "Blank needs a method “layout”"),
        (lambda app: api.add_view(app, AN_ENTRY), "Prize is not a subclass of View"),
        (
            lambda app: api.add_view(app, Nameless),
            "Nameless needs “name”, the name of its directive",
        ),
        (lambda app: api.add_view(app, SecondTimeline), "the directive “timeline” already exists"),
        (
            lambda app: api.add_check(app, "x", nothing, description="X.", level="fatal"),
            "“fatal” is not a level; use one of: off, note, warning, error",
        ),
        (
            lambda app: api.add_check(app, "stale", nothing, description="X."),
            "the warning type “stale” already exists",
        ),
        (
            lambda app: api.add_check(app, "date", nothing, description="X."),
            "the warning type “date” already exists",
        ),
        (lambda app: api.add_export(app, A_BUILDER), "Builder is not a subclass of CareerBuilder"),
    ],
)
def test_an_invalid_addition_raises_an_error(
    app: SphinxTestApp, add: Callable[[SphinxTestApp], None], message: str
) -> None:
    with pytest.raises(ExtensionError) as error:
        add(app)
    assert str(error.value) == message


def test_a_kind_can_be_added_only_once(app: SphinxTestApp) -> None:
    api.add_entry_type(app, Prize)
    with pytest.raises(ExtensionError, match="the directive “prize” already exists"):
        api.add_entry_type(app, Prize)


def test_projects_do_not_share_registrations(career_site: MakeSite) -> None:
    conf = (
        "import tests.test_api, sphinx_resume.api\n"
        "def setup(app):\n"
        "    sphinx_resume.api.add_entry_type(app, tests.test_api.Prize)\n"
    )
    page = "# A\n\n```{prize} cup\n:title: A cup\n:date: 2020\n\nWon.\n```\n"
    with_prizes = career_site({"index.md": page})
    with_prizes.write({"conf.py": CONF + conf})
    assert with_prizes.build("text").warnings == []
    other = career_site({"index.md": page})
    assert any("prize" in line for line in other.build("text").warnings)


def test_every_documented_name_exists() -> None:
    for name in api.__all__:
        assert getattr(api, name).__doc__, name


def test_an_option_must_be_shown_in_a_known_place() -> None:
    with pytest.raises(
        ValueError, match="cannot be shown as “city”; use one of: fact, origin, link"
    ):
        api.option(api.text, "Where.", "Berlin", shown="city")  # type: ignore[arg-type]


def test_an_unknown_kind_has_no_entries() -> None:
    with pytest.raises(LookupError, match="there is no kind “exhibitoin”; use one of: position, "):
        career().entries_of_kind("exhibitoin")


def test_a_failing_view_is_named(career_site: MakeSite) -> None:
    conf = (
        "import tests.test_api, sphinx_resume.api\n"
        "def setup(app):\n"
        "    sphinx_resume.api.add_view(app, tests.test_api.Failing)\n"
    )
    site = career_site({"index.md": "# A\n\n```{failing}\n```\n"})
    site.write({"conf.py": CONF + conf})
    with pytest.raises(ExtensionError, match="the view “failing” at index, line 3 failed"):
        site.build("text")


def test_a_check_that_yields_anything_but_pairs_is_named(career_site: MakeSite) -> None:
    conf = (
        "import tests.test_api, sphinx_resume.api\n"
        "def setup(app):\n"
        "    check = lambda career: ['oh no']\n"
        "    sphinx_resume.api.add_check(app, 'odd', check, description='Odd.')\n"
    )
    site = career_site({"index.md": "# A\n"})
    site.write({"conf.py": CONF + conf})
    with pytest.raises(ExtensionError, match="the check “odd” must yield pairs of a place and a"):
        site.build("text")
