"""career.json: everything public, valid against its schema."""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

import pytest

from sphinx_resume.model.entries import ENTRY_TYPES, DatedEntry
from sphinx_resume.model.entry import Place
from sphinx_resume.model.options import option, options
from sphinx_resume.output.career_json import VERSION, career_schema, fields
from tests.conftest import Built, MakeSite, Site
from tests.support import hostile
from tests.support.exported import PERSON, empty, pages, problems


def data(built: Built) -> Any:
    return json.loads(built.source("career.json"))


def schema(built: Built) -> Any:
    return json.loads(built.source("career.schema.json"))


@pytest.fixture(scope="module")
def every(career_copy: Callable[..., Site], tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A career with an entry of each kind, with all of its options."""
    site = career_copy()
    for path in site.folder.rglob("*.md"):
        path.unlink()
    site.write(pages())
    return site.build("resume-career", html_baseurl="https://example.org/", **PERSON)


def test_everything_matches_the_schema(every: Built) -> None:
    assert every.warnings == []
    assert problems(data(every), schema(every)) == []
    assert empty(data(every)) == []


@pytest.mark.parametrize("root", ["test-career", "test-career-rst"])
@pytest.mark.parametrize("base", ["", "https://example.org/cv"])
def test_careers_match_the_schema(career_copy: Callable[..., Site], root: str, base: str) -> None:
    built = career_copy(root).build("resume-career", html_baseurl=base)
    assert problems(data(built), schema(built)) == []
    assert schema(built).get("$id", "") == (f"{base}/career.schema.json" if base else "")


@pytest.mark.slow
def test_hostile_text_matches_the_schema(career_site: MakeSite) -> None:
    built = career_site(hostile.pages()).build("resume-career", resume_contact=hostile.contact())
    assert problems(data(built), schema(built)) == []
    assert not any(0x202A <= ord(sign) <= 0x202E for sign in built.source("career.json"))


@pytest.mark.parametrize("kind", ENTRY_TYPES)
def test_every_option_is_a_field(every: Built, kind: str) -> None:
    found = next(e for e in data(every)["entries"][kind] if e["id"] == f"the-{kind}")
    unsaid = {"formerly", "stated", "embed", "during"}
    expected = {opt.name for opt in options(ENTRY_TYPES[kind])} - unsaid
    assert set(found["fields"]) == expected


@pytest.mark.parametrize("kind", ENTRY_TYPES)
def test_every_option_is_described(every: Built, kind: str) -> None:
    described = schema(every)["$defs"][f"entry-{kind}"]["properties"]["fields"]["properties"]
    assert list(described) == [opt.name for opt in options(ENTRY_TYPES[kind])]
    assert all(field.get("description") for field in described.values())


def test_dates_are_iso_and_choices_are_words(every: Built) -> None:
    found = {
        each["id"]: each["fields"] for kind in data(every)["entries"].values() for each in kind
    }
    assert (found["the-position"]["start"], found["the-position"]["end"]) == ("2021-07", "2023-04")
    assert found["the-position"]["workplace"] == "remote"
    assert found["the-publication"]["co-authors"] == ["Ada Example*", "me*", "Bob Example"]
    assert found["the-publication"]["date"] == {"start": "2022-05-03", "end": "2022-05-03"}


def test_a_body_is_a_list_of_blocks(every: Built) -> None:
    (position,) = data(every)["entries"]["position"]
    assert position["body"] == [
        {"text": "A paragraph on the position, with Vault."},
        {"text": "An item.", "item": True},
    ]
    assert position["months"] == 22
    assert position["cites"] == [{"kind": "skill", "id": "vault"}]


def test_evidence_has_a_text_and_a_url(every: Built) -> None:
    skill = next(each for each in data(every)["entries"]["skill"] if each["id"] == "vault")
    assert skill["use"]["months"] == 22
    assert skill["use"]["years"] == [[2021, 2023]]
    assert skill["evidence"][0] == {
        "source": {"kind": "position", "id": "the-position"},
        "text": "A paragraph on the position, with Vault.",
        "place": {
            "page": "every",
            "anchor": "position-the-position-a-paragraph-on-the-position",
            "url": "https://example.org/every.html#position-the-position-a-paragraph-on-the-position",
        },
    }


def test_the_person_comes_from_conf_py(every: Built) -> None:
    assert data(every)["person"] == {
        "name": "Ada Example",
        "email": "ada@example.org",
        "phone": ["+49 30 1234567", "+49 30 1234568"],
        "address": "1 Example Street, Berlin",
        "links": [
            {"name": "Website", "url": "https://ada.example.org"},
            {"name": "GitHub", "url": "https://github.example/ada"},
        ],
    }
    assert data(every)["profile"] == {
        "headline": "Engineer of platforms",
        "summary": ["Builds with Vault.", "And more."],
    }


def test_a_career_has_its_schema_version(every: Built) -> None:
    assert data(every)["version"] == VERSION == schema(every)["properties"]["version"]["const"]
    assert data(every)["$schema"] == "career.schema.json"
    assert problems({**data(every), "version": VERSION + 1}, schema(every))
    assert problems({**data(every), "more": 1}, schema(every))


TALKS = """\
# Talks

```{skill} Go
```

```{talk} secret
:title: Zorblax
:date: 2022
:visibility: internal

On {skill}`Go`.
```

```{position} acme
:title: Engineer
:organization: Acme
:start: 2020
:end: 2021

Gave {talk}`a talk <secret>` on {skill}`Go`.
```

```{reference} ada
:title: Zorblax
```
"""


def test_internal_and_private_entries_are_only_in_private_builds(career_site: MakeSite) -> None:
    site = career_site({"index.md": TALKS})
    built = site.build("resume-career")
    assert "Zorblax" not in built.source("career.json")
    assert list(data(built)["entries"]) == ["position", "skill"]
    assert [item["source"]["id"] for item in data(built)["entries"]["skill"][0]["evidence"]] == [
        "acme"
    ]
    private = site.build("resume-career", tags=["private"])
    assert list(data(private)["entries"]) == ["position", "skill", "talk", "reference"]
    assert problems(data(private), schema(private)) == []


def test_private_data_is_in_private_builds(career_site: MakeSite) -> None:
    site = career_site({"index.md": "# A\n", "private.toml": 'email = "zorblax@example.org"\n'})
    known: dict[str, Any] = {"resume_name": "Ada", "resume_contact": {"phone": "+49 30 1234567"}}
    assert "zorblax" not in site.build("resume-career", **known).source("career.json")
    assert data(site.build("resume-career", tags=["private"], **known))["person"] == {
        "name": "Ada",
        "email": "zorblax@example.org",
        "phone": ["+49 30 1234567"],
    }


@pytest.mark.parametrize("builder", ["html", "dirhtml", "latex", "text", "epub"])
def test_a_tag_alone_does_not_include_private_data(career_site: MakeSite, builder: str) -> None:
    page = "# A\n\n```{contact}\n```\n"
    site = career_site({"index.md": page, "private.toml": 'email = "zorblax@example.org"\n'})
    built = site.build(builder, tags=["private"], resume_name="Ada")
    assert [name for name, content in built.files.items() if b"zorblax" in content] == []


EXTENSION = """\
from dataclasses import dataclass
from typing import ClassVar

from sphinx_resume.api import DatedEntry, add_entry_type, option, text


@dataclass(frozen=True, slots=True, kw_only=True)
class Show(DatedEntry):
    kind: ClassVar[str] = "show"
    plural: ClassVar[str] = "shows"
    description: ClassVar[str] = "A show."
    needs_body: ClassVar[bool] = False

    seats: int = option(int, "How many seats.", "12", default=0)


def setup(app):
    app.setup_extension("sphinx_resume")
    add_entry_type(app, Show)
    return {"parallel_read_safe": True}
"""


def test_kinds_of_extensions_are_included(
    career_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = "# A\n\n```{show} x\n:title: X\n:seats: 12\n:date: 2020\n```\n"
    site = career_site({"index.md": page, "shows.py": EXTENSION})
    monkeypatch.syspath_prepend(str(site.folder))
    built = site.build("resume-career", extensions=["myst_parser", "sphinx_resume", "shows"])
    sys.modules.pop("shows", None)
    assert data(built)["entries"]["show"][0]["fields"]["seats"] == 12
    assert problems(data(built), schema(built)) == []


def test_headline_and_summary_are_those_of_the_short_resume(career_site: MakeSite) -> None:
    profile = "```{profile}\n:headline: Engineer\n\nBuilds.\n```\n"
    site = career_site({"index.md": "# A\n", "resume.md": f"# R\n\n{profile}"})
    found = data(site.build("resume-career", suppress_warnings=["toc"]))
    assert found["profile"] == {"headline": "Engineer", "summary": ["Builds."]}
    basics = json.loads(site.build("resume-json").source("resume.json"))["basics"]
    assert basics == {"label": "Engineer", "summary": "Builds."}


def test_values_of_extensions_are_serialized() -> None:
    @dataclass(frozen=True, slots=True, kw_only=True)
    class Launch(DatedEntry):
        kind: ClassVar[str] = "launch"
        crew: int = option(int, "How many.", "3", default=-1)
        day: dt.date | None = option(dt.date.fromisoformat, "When.", "2020-01-01", default=None)

    launch = Launch(id="x", place=Place("x", 1), title="X", crew=0, day=dt.date(2020, 1, 1))
    assert fields(launch) == {"title": "X", "crew": 0, "day": "2020-01-01"}


def test_the_schema_is_reproducible() -> None:
    assert json.dumps(career_schema(ENTRY_TYPES)) == json.dumps(career_schema(dict(ENTRY_TYPES)))


def test_the_same_career_gives_the_same_bytes(
    career_copy: Callable[..., Site], tmp_path: Path
) -> None:
    one, other = (career_copy().build("resume-career", parallel=n) for n in (1, 2))
    for name in ("career.json", "career.schema.json"):
        assert one.source(name) == other.source(name)
