"""Audits: claims without evidence, and the like."""

from __future__ import annotations

import json

import pytest

from sphinx_resume.checks.claims import AUDITS, Policy, Retold, audit
from sphinx_resume.model.career import Career
from sphinx_resume.model.citations import Passage, Rewording
from sphinx_resume.model.entry import Place
from tests.conftest import MakeSite
from tests.support.samples import career, cite, entry, position, refer, skill

PAGES = {
    "index.md": """\
        # Work

        ```{skill} Vault
        ```

        ```{skill} Perl
        ```

        ```{interest} quiet
        Quiet systems.
        ```

        ```{position} acme
        :title: Engineer
        :organization: Acme
        :start: 2010-01
        :end: 2012-06

        Ran {skill}`Vault`, as told in {talk}`inside`.
        ```

        ```{position} bolt
        :title: Engineer
        :organization: Bolt
        :start: 2012-05
        :end: 2013-12

        Sold {skill}`Vault`.
        ```

        ```{talk} inside
        :title: Inside
        :visibility: internal
        :date: 2014-02
        :during: acme

        About {skill}`Vault`.
        ```

        ```{toctree}
        resume
        ```
        """,
    "resume.md": """\
        # Résumé

        ```{entry-list} position
        :style: full
        ```
        """,
}

EVERYTHING = dict.fromkeys(
    ["unevidenced", "unshown", "outside", "repeated", "cited-internal", "unreached", "stale"],
    "warning",
)


GO = skill("go", title="Go", line=3)
ACME = position("acme", "2010-01", "2014-07")


def found(career: Career, name: str, **more: object) -> list[tuple[str, int, str]]:
    """Page, line and message of each finding of one audit."""
    policy = Policy({each: "warning" if each == name else "off" for each in AUDITS}, **more)  # type: ignore[arg-type]
    results = list(audit(career, policy))
    assert all(level == "warning" and finding.type == name for level, finding in results)
    return [(f.place.docname, f.place.line, f.message) for _level, f in results]


@pytest.mark.parametrize(
    ("end", "is_stale"), [("2014-07", True), ("2014-08", False), ("2014", False)]
)
def test_a_skill_is_stale_when_its_last_month_is_too_long_ago(end: str, is_stale: bool) -> None:
    """Today is in August 2024. If only the year is known, use may have ended at any time in it."""
    used = career(acme := position("acme", "2010", end), GO, cited=[(acme, "go")])
    message = f"the skill “Go” was last used in {end}, more than 10 years ago"
    assert found(used, "stale") == ([("go", 3, message)] if is_stale else [])
    assert found(used, "stale", stale_years=11) == []


def test_a_skill_without_known_use_is_not_stale() -> None:
    assert found(career(GO), "stale") == []
    assert found(career(ACME, GO, cited=[(ACME, "go")]), "stale", stale_years=3000) == []


def test_a_skill_is_either_stated_or_backed() -> None:
    said = "the skill “Go” is claimed, but no dated entry cites it; cite it where you used it, or"
    assert found(career(GO), "unevidenced") == [("go", 3, f"{said} add “:stated:”")]
    assert found(career(ACME, GO, cited=[(ACME, "go")]), "unevidenced") == []
    stated = skill("go", title="Go", line=3, stated="")
    assert found(career(stated), "unevidenced") == []
    assert found(career(ACME, stated, cited=[(ACME, "go")]), "unevidenced") == [
        ("go", 5, "Engineer, Acme backs “Go”; delete “:stated:”")
    ]


@pytest.mark.parametrize(
    ("date", "is_outside"),
    [("2009-12-31", True), ("2010-01-01", False), ("2014-07-31", False), ("2014-08", True)],
)
def test_a_talk_is_outside_its_position_by_the_month(date: str, is_outside: bool) -> None:
    talk = entry("talk", "inside", title="Inside", date=date, event="Conf", during="acme")
    message = "the talk “Inside” is outside the time of Engineer, Acme"
    expected = [("inside", talk.place.at_option("during").line, message)]
    assert found(career(ACME, talk), "outside") == (expected if is_outside else [])


def test_an_interest_is_shown_by_events() -> None:
    calm = entry("interest", "calm", title="Calm")
    assert found(career(calm), "unshown") == [
        ("calm", 1, "no dated entry cites the interest “Calm”")
    ]
    cited = [cite(ACME, refer("calm", "interest"))]
    assert found(career(ACME, calm, cited=cited), "unshown") == []


def test_repeated_statements_are_reported_at_the_later_one() -> None:
    bolt = position("bolt", "2015-01", "2016-01")
    same = [cite(ACME, "go", "Ran "), cite(bolt, "go", "ran  ")]
    (one,) = found(career(ACME, bolt, GO, cited=same), "repeated")
    assert one[2].startswith("Engineer, Acme backs “Go” with the same words as Engineer, Bolt: “")
    other = [cite(ACME, "go", "Ran "), cite(bolt, "go", "Sold ")]
    assert found(career(ACME, bolt, GO, cited=other), "repeated") == []


def test_evidence_missing_from_the_short_resume_is_reported_once() -> None:
    both = career(ACME, GO, cited=[(ACME, "go"), cite(ACME, "go", "Sold ", number=2)])
    message = "Engineer, Acme backs “Go”, but the short résumé does not show it"
    assert found(both, "unreached", shown=frozenset()) == [("acme", 1, message)]
    assert found(both, "unreached", shown=frozenset({("position", "acme")})) == []
    assert found(both, "unreached") == []  # without a short résumé


@pytest.mark.parametrize("visibility", ["public", "internal"])
def test_only_internal_entries_should_not_be_cited(visibility: str) -> None:
    talk = entry("talk", "x", title="X", date="2012-01", event="C", visibility=visibility)
    cited = [cite(ACME, refer("x", "talk"))]
    expected = [("acme", 10, "Engineer, Acme cites “X”, which is internal")]
    assert found(career(ACME, talk, cited=cited), "cited-internal") == (
        expected if visibility == "internal" else []
    )


@pytest.mark.parametrize(
    ("authors", "is_asked"), [("Ann First, Bob Third", True), ("Ann First, me", False)]
)
def test_lists_of_authors_should_include_the_owner(authors: str, is_asked: bool) -> None:
    """Even if the owner's name is not configured."""
    paper = entry("publication", "p", date="2012-01", publisher="J", co_authors=authors)
    assert bool(found(career(paper), "author-order")) is is_asked
    alone = entry("publication", "p", date="2012-01", publisher="J")
    assert found(career(alone), "author-order") == []


@pytest.mark.parametrize(
    ("original", "rewording", "language", "new"),
    [
        ("Led teams.", "Led 5 teams for two years.", "en", ["5", "two years"]),
        ("Led five teams.", "Led 5 teams.", "en", []),
        ("Led 25 teams.", "Led twenty-five teams.", "en", []),
        ("Leitete fünf Teams.", "Leitete 5 Teams.", "de", []),
        ("Sped it up by 40 %.", "Made it 40 percent faster.", "en", []),
        ("Sped it up by 40 %.", "Made it 50 % faster.", "en", ["50 %"]),
        ("Served 1,200,000 people.", "Served 1.2 million people.", "en", []),
        ("Began in July 2021.", "Since 07/2021, or 2021-07, or just 2021.", "en", []),
        ("Began in 2021.", "Began in July 2021.", "en", ["July 2021"]),
        ("Débuta en juillet 2021.", "Débuta en 07/2021.", "fr", []),
        ("Ran it for two years.", "Ran it for 24 months, or 2 years.", "en", []),
        ("Ran it for two years.", "Ran it for over two years.", "en", ["over two years"]),
        ("Ran one cluster without downtime.", "Ran 1 cluster with 0 downtime.", "en", []),
        # The words of other languages are not known, so small numbers may be there as words.
        ("Dirigea trois équipes.", "Dirigea 3 équipes.", "fr", []),
        ("Dirigea trois équipes.", "Dirigea 30 équipes.", "fr", ["30"]),
        # The names of what the original cites.
        ("Ran it on ", "Ran it on Web 2.", "en", []),
    ],
)
def test_rewordings_have_no_new_figures(
    original: str, rewording: str, language: str, new: list[str]
) -> None:
    web = skill("web", title="Web", aliases="Web 2")
    cites = (refer("web"),) if original.endswith(" ") else ()
    passage = Passage(
        source=ACME.key,
        number=0,
        place=ACME.place,
        id="led",
        statement=(original, *cites),
        cites=cites,
    )
    told = Rewording(argument="led", place=Place("variant", 7), statement=(rewording,))
    message = "the rewording of “led” says “{}”, which the original does not; write it there, or "
    expected = [("variant", 7, f"{message.format(each)}leave it out here") for each in new]
    retold = (Retold(passage, told),)
    assert found(career(ACME, web), "reworded-figure", retold=retold, language=language) == expected


def test_the_level_of_an_audit_is_configured_or_its_default() -> None:
    policy = Policy.read({"stale": "error"}, 10)
    assert (policy.level("stale"), policy.level("unshown")) == ("error", "note")
    assert [level for level, _finding in audit(career(GO), Policy())] == ["note"]
    with pytest.raises(ValueError, match="there is no check “stael”; did you mean “stale”"):
        Policy.read({"stael": "off"}, 10)
    with pytest.raises(ValueError, match="“fatal” is not one of: off, note, "):
        Policy.read({"stale": "fatal"}, 10)


def test_audits_warn_at_the_claim(career_site: MakeSite) -> None:
    built = career_site(PAGES).build(resume_checks=EVERYTHING)
    assert built.warnings == [
        "index.md:3: WARNING: the skill “Vault” was last used in 2013-12, more than 10 years ago "
        "[resume.stale]",
        "index.md:6: WARNING: the skill “Perl” is claimed, but no dated entry cites it; "
        "cite it where you used it, or add “:stated:” [resume.unevidenced]",
        "index.md:9: WARNING: no dated entry cites the interest “quiet” [resume.unshown]",
        "index.md:19: WARNING: Engineer, Acme cites “Inside”, which is internal "
        "[resume.cited-internal]",
        "index.md:31: WARNING: Inside backs “Vault”, but the short résumé does not show it "
        "[resume.unreached]",
        "index.md:35: WARNING: the talk “Inside” is outside the time of Engineer, Acme "
        "[resume.outside]",
    ]


def test_by_default_only_certain_errors_give_warnings(career_site: MakeSite) -> None:
    built = career_site(PAGES).build()
    assert [line.rpartition(" ")[2] for line in built.warnings] == ["[resume.outside]"]


def test_one_occasion_of_a_talk_within_its_position_is_enough(career_site: MakeSite) -> None:
    site = career_site(PAGES)
    again = "```{talk} inside", "````{talk} inside"
    body = (
        "About {skill}`Vault`.\n",
        "About {skill}`Vault`.\n\n```{occasion}\n:date: %s\n```\n````\n",
    )
    site.replace("index.md", *again)
    site.replace("index.md", body[0] + "```\n", body[1] % "2011-05")
    assert site.build().warnings == []
    site.replace("index.md", "2011-05", "2019-05")
    assert [line.rpartition(" ")[2] for line in site.build().warnings] == ["[resume.outside]"]


def test_an_audit_can_be_disabled(career_site: MakeSite) -> None:
    assert career_site(PAGES).build(resume_checks={"outside": "off"}).warnings == []


def test_removing_the_only_evidence_is_reported_at_the_claim(career_site: MakeSite) -> None:
    site = career_site(PAGES)
    checks = {"unevidenced": "warning", "outside": "off"}
    site.replace("index.md", "```{skill} Perl\n```\n", "")
    assert site.build(resume_checks=checks).warnings == []
    site.replace("index.md", "Ran {skill}`Vault`, as", "Ran it, as")
    site.replace("index.md", "Sold {skill}`Vault`", "Sold it")
    site.replace("index.md", "About {skill}`Vault`", "About it")
    assert site.build(resume_checks=checks).warnings == [
        "index.md:3: WARNING: the skill “Vault” is claimed, but no dated entry cites it; "
        "cite it where you used it, or add “:stated:” [resume.unevidenced]"
    ]


def test_a_stated_skill_is_reported_once_it_is_backed(career_site: MakeSite) -> None:
    site = career_site(PAGES)
    checks = {"unevidenced": "warning", "outside": "off"}
    site.replace("index.md", "{skill} Perl\n", "{skill} Perl\n:stated:\n")
    assert site.build(resume_checks=checks).warnings == []
    site.replace("index.md", "Sold {skill}`Vault`", "Sold {skill}`Vault` with {skill}`Perl`")
    assert site.build(resume_checks=checks).warnings == [
        "index.md:7: WARNING: Engineer, Bolt backs “Perl”; delete “:stated:” [resume.unevidenced]"
    ]


def test_a_tenure_in_the_short_resume_shows_all_its_titles(career_site: MakeSite) -> None:
    site = career_site(PAGES)
    site.replace("index.md", ":organization: Bolt", ":organization: Acme")
    found = site.build(resume_checks={"unreached": "warning", "outside": "off"}).warnings
    assert [line.partition("WARNING: ")[2] for line in found] == [
        "Inside backs “Vault”, but the short résumé does not show it [resume.unreached]"
    ]


def test_the_same_sentence_twice_is_reported(career_site: MakeSite) -> None:
    site = career_site(PAGES)
    site.replace("index.md", "Sold {skill}`Vault`.", "Ran {skill}`Vault`.")
    site.replace("index.md", "`Vault`, as told in {talk}`inside`.", "`Vault`.")
    built = site.build(resume_checks={"outside": "off"})
    assert built.warnings == [
        "index.md:19: WARNING: Engineer, Acme backs “Vault” with the same words as "
        "Engineer, Bolt: “Ran Vault.” [resume.repeated]"
    ]


def test_the_report_has_gaps_with_dates_and_months(career_site: MakeSite) -> None:
    site = career_site(PAGES)
    site.replace("index.md", ":start: 2012-05", ":start: 2012-09")
    built = site.build("resume-report", resume_checks={"outside": "off"})
    report = json.loads(built.source("report.json"))
    assert report["gaps"] == [{"start": "2012-07", "end": "2012-08", "months": 2, "positions": []}]
    assert "Gaps between positions\n  2012-07 – 2012-08  2 months\n" in built.source("report.txt")


@pytest.mark.filterwarnings("ignore:.*BuildEnvironment.app:DeprecationWarning")  # MyST's own
@pytest.mark.filterwarnings("ignore:.*BuildEnvironment.app:PendingDeprecationWarning")
def test_findings_in_an_included_file_are_reported_there(career_site: MakeSite) -> None:
    lines = "```{skill} Perl\n```\n"
    site = career_site({**PAGES, "parts/more.inc": f"\n{lines}"})
    site.replace("index.md", "```{skill} Perl\n```\n", "```{include} parts/more.inc\n```\n")
    built = site.build("resume-report", resume_checks={"outside": "off"})
    report = json.loads(built.source("report.json"))
    assert [(s["page"], s["line"]) for s in report["skills"]] == [
        ("index", 3),
        ("parts/more.inc", 2),
    ]
    assert "note  parts/more.inc:2" in built.source("report.txt")
    site.replace("index.md", "```{toctree}", f"{lines}\n```{{toctree}}")
    (warning,) = site.build(resume_checks={"outside": "off"}).warnings
    assert "the skill “perl” is already declared in “more.inc”, line 2" in warning


def test_the_report_lists_coverage_gaps_overlaps_and_findings(career_site: MakeSite) -> None:
    site = career_site(PAGES)
    site.replace("index.md", ":start: 2012-05", ":start: 2012-05-15")
    built = site.build("resume-report", resume_checks={"outside": "error"})
    report = json.loads(built.source("report.json"))
    assert report["coverage"] == {"skills": 2, "backed": 1}
    assert report["failed"] is True
    assert report["gaps"] == []
    assert report["overlaps"] == [
        {
            "start": "2012-05",
            "end": "2012-06",
            "months": 2,
            "positions": ["Engineer, Acme", "Engineer, Bolt"],
        }
    ]
    assert [(s["title"], s["evidence"], s["months"], s["last_used"]) for s in report["skills"]] == [
        ("Vault", 3, 48, "2013-12"),
        ("Perl", 0, 0, ""),
    ]
    text = built.source("report.txt")
    assert "Skills backed by evidence: 1 of 2 (50 %)" in text
    assert "2012-05 – 2012-06  2 months  Engineer, Acme  Engineer, Bolt" in text
    assert (
        "  error  index:35  the talk “Inside” is outside the time of Engineer, Acme [outside]"
        in text
    )
