"""Bad input: one warning each, of a documented type, at the line to correct; and no more harm."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from textwrap import dedent
from typing import TYPE_CHECKING, Any

import pytest
from sphinx.errors import SphinxWarning

from sphinx_resume.entries import ENTRY_TYPES
from sphinx_resume.logging import WARNING_TYPES

if TYPE_CHECKING:
    from tests.conftest import Site

MakeSite = Callable[[Mapping[str, str]], "Site"]

#: A page that has nothing wrong, and what is to be read there whatever the others do.
GOOD = """\
---
orphan: true
---
# Good

```{position} good
:title: Engineer
:organization: Good
:start: 2020-01
:end: 2020-06

Used {skill}`Go`, found {interest}`calm`, spoke of {talk}`gophers`.
```

```{skill} Go
```

```{interest} calm

Little noise.
```

```{talk} gophers
:title: Gophers
:date: 2020-05

All about {skill}`Go`.
```
"""

POSITION = """\
```{position} acme
:title: Engineer
:organization: Acme
:start: 2021-07
:end: 2022-04

Made things.
```
"""


@dataclass(frozen=True)
class Case:
    """A bad page, and the one warning it gives; its text starts on line 3, below a heading."""

    type: str
    line: int
    message: str
    source: str
    config: dict[str, Any] = field(default_factory=dict)

    @property
    def page(self) -> str:
        return f"# Bad\n\n{dedent(self.source)}"

    @property
    def warning(self) -> str:
        return f"index.md:{self.line}: WARNING: {self.message} [resume.{self.type}]"


def position(old: str, new: str) -> str:
    assert POSITION.count(old) == 1
    return POSITION.replace(old, new)


CASES = {
    "date that is none": Case(
        "date",
        6,
        "position, option “start”: “July 2021” is not a date; write 2021, 2021-07 or 2021-07-15",
        position(":start: 2021-07", ":start: July 2021"),
    ),
    "date of an end that is none": Case(
        "date",
        7,
        "position, option “end”: “now” is not a date; write 2021, 2021-07, 2021-07-15 or present",
        position(":end: 2022-04", ":end: now"),
    ),
    "month that is none": Case(
        "date",
        6,
        "position, option “start”: “2021-13” names no month of the calendar",
        position("2021-07", "2021-13"),
    ),
    "day that never was": Case(
        "date",
        7,
        "position, option “end”: “2022-02-29” names no day of the calendar",
        position("2022-04", "2022-02-29"),
    ),
    "end before start": Case(
        "date",
        7,
        "position “acme”: the end 2021-04 is before the start 2021-07",
        position("2022-04", "2021-04"),
    ),
    "start in the future": Case(
        "date",
        6,
        "it goes on at present but starts in 2024-07, after today (2024-06-30)",
        position(":start: 2021-07\n:end: 2022-04", ":start: 2024-07"),
    ),
    "date of a view that is none": Case(
        "date",
        4,
        "timeline, option “from”: “soon” is not a date; write 2021, 2021-07 or 2021-07-15",
        "```{timeline}\n:from: soon\n```\n",
    ),
    "date of a talk reversed": Case(
        "date",
        5,
        "talk, option “date”: the end 2022-05-02 is before the start 2022-05-03",
        "```{talk} t\n:title: T\n:date: 2022-05-03 to 2022-05-02\n\nText.\n```\n",
    ),
    "unknown option": Case(
        "option",
        6,
        "position has no option “begin”; it has title, ",
        position(":start: 2021-07", ":begin: 2021-07\n:start: 2021-07"),
    ),
    "misspelt option": Case(
        "option",
        8,
        "position has no option “locatoin”; did you mean “location”?",
        position(":end: 2022-04", ":end: 2022-04\n:locatoin: Berlin"),
    ),
    "bad choice": Case(
        "option",
        7,
        "talk, option “visibility”: “secret” is not one of: public, internal",
        "```{talk} t\n:title: T\n:date: 2022\n\n:visibility: secret\n\nText.\n```\n".replace(
            ":date: 2022\n\n", ":date: 2022\n:event: E\n"
        ),
    ),
    "bad choice of a view": Case(
        "option",
        5,
        "entry-list, option “style”: “fancy” is not one of: links, lines, terms, full",
        "```{entry-list} position\n:position: good\n:style: fancy\n```\n",
    ),
    "unknown option of a view": Case(
        "option",
        4,
        "skill-matrix has no option “column”; did you mean “columns”?",
        "```{skill-matrix}\n:column: positions\n```\n",
    ),
    "argument where none is taken": Case(
        "option",
        3,
        "timeline takes no argument; “2020” is left out",
        "```{timeline} 2020\n```\n",
    ),
    "link that runs a script": Case(
        "option",
        5,
        "talk, option “url”: “javascript:alert(1)” is no link of an allowed scheme (http, https, "
        "mailto)",
        "```{talk} t\n:title: T\n:url: javascript:alert(1)\n\nText.\n```\n",
    ),
    "kind of a timeline that has no time": Case(
        "option",
        4,
        "timeline, option “kinds”: “skill” is not one of: position, education, talk, incident",
        "```{timeline}\n:kinds: position, skill\n```\n",
    ),
    "missing option": Case(
        "missing-option",
        3,
        "position needs the option “organization”, for example Wayfair",
        position(":organization: Acme\n", ""),
    ),
    "empty option": Case(
        "missing-option",
        5,
        "position, option “organization”: it is empty",
        position(":organization: Acme\n", ":organization:\n"),
    ),
    "no argument": Case(
        "id",
        3,
        "position needs an id after its name, for example {position} my-id",
        position("{position} acme", "{position}"),
    ),
    "argument without a letter": Case(
        "id",
        3,
        "skill needs an id after its name, for example {skill} my-id",
        "```{skill} ++\n```\n",
    ),
    "no argument of a view": Case(
        "id", 3, "evidence needs to know of what: add an argument", "```{evidence}\n```\n"
    ),
    "same id on the page": Case(
        "duplicate",
        12,
        "the position “acme” is declared in “index”, line 3 already; give one of them another id",
        f"{POSITION}\n{POSITION}",
    ),
    "same id on another page": Case(
        "duplicate",
        3,
        "the position “good” is declared in “good”, line 6 already; give one of them another id",
        position("{position} acme", "{position} good"),
    ),
    "alias of another skill": Case(
        "duplicate",
        5,
        "“go” names the skill “go” in “good”, line 15 already",
        "```{skill} board-game\n:title: Board game\n:aliases: Go\n```\n",
    ),
    "no body": Case(
        "empty",
        3,
        "position “acme” has no body: say in a line or two what it was",
        position("\nMade things.\n", ""),
    ),
    "nothing but a comment as body": Case(
        "empty",
        3,
        "position “acme” has no body: say in a line or two what it was",
        position("Made things.", "% TODO, some day."),
    ),
    "no body of an interest": Case(
        "empty",
        3,
        "interest “noise” has no body: say in a line or two what it was",
        "```{interest} noise\n```\n",
    ),
    "entry in an entry": Case(
        "nested",
        11,
        "skill stands inside position “acme”; close that one first",
        "`" + position("Made things.\n```", "Made things.\n\n```{skill} Made\n```\n````"),
    ),
    "occasion without a talk": Case(
        "nested",
        3,
        "an occasion stands in the body of a talk only",
        "```{occasion}\n:date: 2022\n```\n",
    ),
    "nothing to show": Case(
        "empty-view",
        3,
        "this timeline has nothing to show",
        "```{timeline}\n:from: 1990\n:to: 1999\n```\n",
    ),
    "nothing that fits two filters": Case(
        "empty-view",
        3,
        "this skill-matrix has nothing to show",
        "```{skill-matrix}\n:skill: perl\n:position: good\n```\n\n```{skill} perl\n```\n",
    ),
    "list of a kind without entries": Case(
        "empty-view",
        3,
        "this entry-list has nothing to show",
        "```{entry-list} incident\n```\n",
    ),
    "filter by an unknown skill": Case(
        "filter",
        5,
        "there is no skill “Goo”; did you mean “Go”?",
        "```{timeline}\n:kinds: position\n:skill: Goo\n```\n",
    ),
    "filter by an unknown position": Case(
        "filter",
        4,
        "there is no position “goo”; did you mean “good”?",
        "```{skill-matrix}\n:position: goo\n```\n",
    ),
    "filter by an unknown category": Case(
        "filter",
        4,
        "no skill is of category “Drinks”",
        "```{entry-list} skill\n:category: Drinks\n```\n",
    ),
    "range that ends before it starts": Case(
        "filter",
        5,
        "the end 2019 is before the start 2020",
        "```{timeline}\n:from: 2020\n:to: 2019\n```\n",
    ),
    "list of an unknown kind": Case(
        "filter",
        3,
        "there are no entries of kind “positoin”; did you mean “position”?",
        "```{entry-list} positoin\n```\n",
    ),
    "unknown target in prose": Case(
        "unknown-skill",
        5,  # where the paragraph starts: MyST knows no more
        "there is no skill “Goo”; did you mean “Go”?",
        "Prose.\n\nMore prose that goes on for two lines, and\nnames {skill}`Goo`, ends.\n",
    ),
    "unknown target in a body": Case(
        "unknown-skill",
        9,
        "there is no skill “Goo”; did you mean “Go”?",
        position("Made things.", "Used {skill}`Goo`.")
        + "\n```{entry-list} position\n:style: full\n```\n",
    ),
    "unknown target named twice in a line": Case(
        "unknown-skill",
        3,
        "there is no skill “Goo”; did you mean “Go”?",
        "Here {skill}`Goo`, {skill}`Goo`.\n",
    ),
    "unknown skill of a view": Case(
        "unknown-skill",
        3,
        "there is no skill “Goo”; did you mean “Go”?",
        "```{evidence} Goo\n```\n",
    ),
    "unknown position of an occasion": Case(
        "unknown-position",
        5,
        "there is no position “goood”; did you mean “good”?",
        "```{talk} t\n:title: T\n:during: goood\n\nText.\n```\n",
    ),
    "name that fits several": Case(
        "unknown-position",
        3,
        "“Acme” fits several entries of kind position; name one by its id: “acme-2” or “acme-1”",
        "At {position}`Acme`.\n\n"
        + POSITION.replace("acme", "acme-2")
        + "\n"
        + POSITION.replace("acme", "acme-1").replace("2021", "2020").replace("2022", "2021"),
    ),
    "unknown education": Case(
        "unknown-education", 3, "there is no education “tum”", "At {education}`tum`.\n"
    ),
    "unknown interest": Case(
        "unknown-interest",
        3,
        "there is no interest “clam”; did you mean “calm”?",
        "In {interest}`clam`.\n",
    ),
    "unknown talk": Case(
        "unknown-talk",
        3,
        "there is no talk “gopher”; did you mean “gophers”?",
        "In {talk}`gopher`.\n",
    ),
    "unknown incident": Case(
        "unknown-incident", 3, "there is no incident “leak”", "In {incident}`leak`.\n"
    ),
    "unknown publication": Case(
        "unknown-publication", 3, "there is no publication “book”", "In {publication}`book`.\n"
    ),
    "unknown award": Case("unknown-award", 3, "there is no award “cup”", "The {award}`cup`.\n"),
    "unknown certificate": Case(
        "unknown-certificate", 3, "there is no certificate “cka”", "My {certificate}`cka`.\n"
    ),
    "unknown language": Case(
        "unknown-language", 3, "there is no language “dutch”", "In {language}`dutch`.\n"
    ),
    "former id of another": Case(
        "formerly",
        8,
        "“good” is the id of the position in “good”, line 6; position “acme” cannot have had it",
        position(":end: 2022-04", ":end: 2022-04\n:formerly: good"),
    ),
    "skill without evidence": Case(
        "unevidenced",
        3,
        "the skill “Perl” is stated, but nothing that happened cites it",
        "```{skill} Perl\n```\n",
        {"resume_checks": {"unevidenced": "warning"}},
    ),
    "interest that nothing shows": Case(
        "unshown",
        3,
        "nothing that happened shows the interest “noise”",
        "```{interest} noise\n\nMuch of it.\n```\n",
        {"resume_checks": {"unshown": "warning"}},
    ),
    "talk outside of its position": Case(
        "outside",
        6,
        "the talk “T” lies outside of Engineer, Good",
        "```{talk} t\n:title: T\n:date: 2023\n:during: good\n\nText.\n```\n",
    ),
    "sentence that backs twice": Case(
        "repeated",
        3,
        "Gophers II backs “Go” with the same sentence as Gophers: “all about go.”",
        "```{talk} ii\n:title: Gophers II\n:date: 2020-04\n\nAll about {skill}`Go`.\n```\n",
    ),
    "internal talk that is cited": Case(
        "cited-internal",
        5,
        "Engineer, Acme cites “T”, which is internal",
        "```{talk} t\n:title: T\n:visibility: internal\n\nText.\n```\n\n"
        + position("Made things.", "Gave {talk}`t`."),
        {"resume_checks": {"cited-internal": "warning"}},
    ),
    "backing that the short résumé leaves out": Case(
        "unreached",
        3,
        "Engineer, Acme backs “Go”, but the short résumé does not show it",
        position("Made things.", "Used {skill}`Go`.")
        + "\n```{entry-list} position\n:position: good\n```\n\n```{entry-list} talk\n```\n",
        {"resume_checks": {"unreached": "warning"}, "resume_document": "index"},
    ),
    "skill of long ago": Case(
        "stale",
        12,
        "the skill “Perl” was last used in 2012-04, more than 10 years ago",
        position("Made things.", "Used {skill}`Perl`.")
        .replace(":end: 202", ":end: 201")
        .replace(":start: 202", ":start: 201")
        + "\n```{skill} Perl\n```\n",
        {"resume_checks": {"stale": "warning"}},
    ),
    "time of an event": Case(
        "time",
        11,
        "“whenever: It ended. …” does not begin with a time",
        """\
        ````{incident} leak
        :title: A leak

        Water.

        ```{incident-timeline}

        - T+5 min [start] It began.
        - whenever: It ended.
        ```
        ````
        """,
    ),
    "lines that are still to be filled in": Case(
        "todo",
        4,
        "position “acme” still has 3 lines marked TODO; fill them in, or delete them",
        position("Engineer", "TODO The name it goes by")
        .replace("2021-07", "TODO The first day, month or year")
        .replace("Made things.", "- TODO What you did.\n- Wrote a bot for TODO comments."),
    ),
    "time zone": Case(
        "zone",
        9,
        "there is no time zone “Europe/Atlantis”; did you mean “Europe/Athens”?",
        """\
        ````{incident} leak
        :title: A leak

        Water.

        ```{incident-timeline}
        :zone: Europe/Atlantis

        - 2023-05-04 23:05 [start] It began.
        ```
        ````
        """,
    ),
    "mark of an event": Case(
        "mark",
        11,
        "there is no mark “ende”",
        """\
        ````{incident} leak
        :title: A leak

        Water.

        ```{incident-timeline}

        - T+0 min [start] It began.
        - T+5 min [ende] It ended.
        ```
        ````
        """,
    ),
    "body of an internal incident": Case(
        "internal",
        7,
        "incident “leak” is internal, so its body is left out; take it out of this file too if "
        "others can read that",
        "```{incident} leak\n:title: A leak\n:visibility: internal\n\nWater.\n```\n",
    ),
    "sanitised incident without its terms": Case(
        "sanitised",
        5,
        "a sanitised incident needs the option “part” and “agreed”",
        "```{incident} leak\n:title: A leak\n:visibility: sanitised\n\nWater.\n```\n",
    ),
    "wording of an incident": Case(
        "language",
        6,
        "“human error” ends the search where it begins",
        "```{incident} leak\n:title: A leak\n\nWater. It was human error.\n```\n",
        {"resume_language_check": True},
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_bad_input_gives_one_warning_where_it_stands(career_site: MakeSite, case: Case) -> None:
    site = career_site({"index.md": case.page, "good.md": GOOD})
    built = site.build("text", **case.config)
    (warning,) = built.warnings
    assert warning.startswith(case.warning.partition(" [resume")[0])
    assert warning.endswith(f" [resume.{case.type}]")
    good = built.text("good")
    assert "**Engineer**, Good January 2020 – June 2020 · 6 months Used *Go*, found *calm*" in good
    assert "* Engineer, Good, January 2020 – June 2020 “Used Go, found calm, spoke" in good


@pytest.mark.parametrize(
    "case", {case.type: case for case in CASES.values()}.values(), ids=lambda case: str(case.type)
)
def test_a_type_of_warning_can_be_suppressed(career_site: MakeSite, case: Case) -> None:
    site = career_site({"index.md": case.page, "good.md": GOOD})
    suppressed = [f"resume.{case.type}"]
    assert site.build("dummy", suppress_warnings=suppressed, **case.config).warnings == []


def test_every_type_of_warning_has_a_case() -> None:
    assert {case.type for case in CASES.values()} == set(WARNING_TYPES)
    assert {f"unknown-{kind}" for kind in ENTRY_TYPES} <= set(WARNING_TYPES)


def test_all_warnings_can_be_suppressed_at_once(career_site: MakeSite) -> None:
    pages = {
        f"page-{number}.md": f"---\norphan: true\n---\n{case.page}"
        for number, case in enumerate(CASES.values())
    }
    site = career_site({"index.md": GOOD, **pages})
    assert len(site.build("dummy").warnings) > len(CASES) / 2
    site.clean()
    assert site.build("dummy", suppress_warnings=["resume"]).warnings == []


def test_a_warning_fails_a_strict_build(career_site: MakeSite) -> None:
    from sphinx.testing.util import SphinxTestApp

    site = career_site({"index.md": CASES["end before start"].page})
    app = SphinxTestApp("html", srcdir=site.folder, exception_on_warning=True)
    try:
        with pytest.raises(SphinxWarning, match="the end 2021-04 is before the start 2021-07"):
            app.build()
    finally:
        app.cleanup()


def test_one_page_may_have_all_that_is_wrong(career_site: MakeSite) -> None:
    site = career_site(
        {
            "index.md": """\
            # Bad

            ```{position} acme
            :title: Engineer
            :organisation: Acme
            :start: 2021-17
            :end: later

            Used {skill}`Go`.
            ```

            {talk}`nothing`
            """
        }
    )
    built = site.build("text")
    found = [re.sub(r"WARNING: .* \[", "[", line) for line in built.warnings]
    assert found == [
        "index.md:5: [resume.option]",
        "index.md:6: [resume.date]",
        "index.md:7: [resume.date]",
        "index.md:9: [resume.unknown-skill]",
        "index.md:12: [resume.unknown-talk]",
    ]
    assert "Used Go." in built.text().replace("*", "").replace("“", "")


def test_all_missing_options_are_one_warning(career_site: MakeSite) -> None:
    site = career_site({"index.md": "# Bad\n\n```{position} acme\nMade things.\n```\n"})
    assert site.build("text").warnings == [
        "index.md:3: WARNING: position needs the options “title”, “organization”, “start” "
        "[resume.missing-option]"
    ]


def test_a_misspelt_option_is_not_missing_too(career_site: MakeSite) -> None:
    page = """\
        # Bad

        ```{position} acme
        :title: Engineer
        :organisation: Acme
        :start: 2021

        Made things.
        ```
        """
    assert career_site({"index.md": page}).build("text").warnings == [
        "index.md:5: WARNING: position has no option “organisation”; did you mean “organization” "
        "or “location”? [resume.option]"
    ]


def test_a_body_that_is_shown_on_many_pages_warns_once(career_site: MakeSite) -> None:
    full = "---\norphan: true\n---\n# Again\n\n```{entry-list} position\n:style: full\n```\n"
    site = career_site(
        {
            "index.md": f"# Bad\n\n{position('Made things.', 'Used {skill}`Go`.')}",
            "a.md": full,
            "z.md": full,
        }
    )
    assert site.build().warnings == [
        "index.md:9: WARNING: there is no skill “Go” [resume.unknown-skill]"
    ]
    assert "Used Go." in site.build().page("a").get_text()


def test_restructured_text_is_located_as_well(career_site: MakeSite) -> None:
    site = career_site(
        {
            "index.rst": """\
            Bad
            ===

            .. resume:position:: acme
               :title: Engineer
               :organization: Acme
               :start: 2021-07
               :end: 2021-04
               :locatoin: Berlin

               Used :resume:skill:`Go`,
               :resume:skill:`Rust`.

            .. resume:skill-matrix::
               :skill: Goo
            """
        }
    )
    found = [
        re.sub(r"WARNING: .* \[", "[", line)
        for line in site.build("dummy", extensions=["sphinx_resume"]).warnings
    ]
    assert found == [
        "index.rst:9: [resume.option]",
        "index.rst:8: [resume.date]",
        "index.rst:15: [resume.filter]",
        "index.rst:11: [resume.unknown-skill]",
        "index.rst:11: [resume.unknown-skill]",
    ]


@pytest.mark.filterwarnings("ignore:.*BuildEnvironment.app:DeprecationWarning")  # MyST's own
@pytest.mark.filterwarnings("ignore:.*BuildEnvironment.app:PendingDeprecationWarning")
def test_what_is_wrong_in_an_included_file_is_reported_there(career_site: MakeSite) -> None:
    site = career_site(
        {
            "index.md": "# Work\n\n```{include} part.inc\n```\n\nAnd {skill}`Rust`.\n",
            "part.inc": f"Root cause.\n\n{position(':end: 2022-04', ':end: soon')}\n"
            "Used {skill}`Go`.\n\n"
            "```{incident-timeline}\n- T+5 min It ended.\n- T+0 It began.\n```\n",
        }
    )
    found = site.build("dummy", resume_language_check=True).warnings
    assert [re.sub(r"WARNING: .* \[", "[", line) for line in found] == [
        "part.inc:7: [resume.date]",
        "part.inc:16: [resume.time]",
        "part.inc:1: [resume.language]",
        "part.inc:12: [resume.unknown-skill]",
        "index.md:6: [resume.unknown-skill]",
    ]


def test_an_entry_without_a_usable_date_is_kept(career_site: MakeSite) -> None:
    site = career_site(
        {
            "index.md": "# Work\n\n"
            + position("2021-07", "soon")
            + "\n```{entry-list} position\n:style: full\n```\n\n{position}`acme`\n"
        }
    )
    built = site.build("text")
    assert len(built.warnings) == 1
    assert built.text().endswith("Acme ==== Engineer Made things. *Engineer, Acme*")
