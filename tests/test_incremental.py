"""Builds on top of earlier ones: what has changed is written again, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Built, Site

ALL = {
    "index",
    "overview",
    "resume",
    "work/acme",
    "work/beta",
    "work/gamma",
    "education",
    "skills",
    "interests",
    "occasions",
}


def same_as_clean(site: Site, builder: str = "html") -> None:
    """Check that what earlier builds left is what a build from nothing writes."""
    again = site.build(builder)
    assert again.written == set()
    before = contents(again)
    site.clean()
    after = contents(site.build(builder))
    assert before.keys() == after.keys()
    assert [name for name in before if before[name] != after[name]] == []


def contents(built: Built) -> dict[str, str]:
    """The documents without what Sphinx puts around them, which it does not keep fresh."""
    if built.app.builder.name == "text":
        return {name: built.source(f"{name}.txt") for name in built.app.env.all_docs}
    return {name: built.html(name) for name in built.app.env.all_docs}


def test_nothing_is_written_where_nothing_has_changed(career: Site) -> None:
    assert career.build().written == ALL
    again = career.build()
    assert again.warnings == []
    assert again.written == set()
    assert "no targets are out of date." in again.app.status.getvalue()


@pytest.mark.parametrize("builder", ["html", "text"])
@pytest.mark.parametrize(
    ("page", "old", "new", "written"),
    [
        pytest.param(
            "work/acme.md",
            ":end: 2020-12",
            ":end: 2020-11",
            # timeline and matrix; short résumé; evidence of its skills
            {"work/acme", "overview", "resume", "skills"},
            id="date of a position",
        ),
        pytest.param(
            "work/beta.md",
            ":end: 2022-02",
            ":end: 2022-03",
            # besides: who cites what, the talk that is dated by it, the one that it overlaps with
            {"work/beta", "overview", "resume", "skills", "interests"},
            id="date of a position that others name",
        ),
        pytest.param(
            "education.md",
            ":location: Shelbyville",
            ":location: Ogdenville",
            {"education", "overview"},
            id="place of studies",
        ),
        pytest.param(
            "skills.md",
            "```{skill} Go\n",
            "```{skill} Go\n:title: Go!\n",
            # all that link to it
            {"skills", "overview", "resume", "work/acme"},
            id="title of a skill",
        ),
        pytest.param(
            "skills.md",
            ":level: confident",
            ":level: expert",
            {"skills", "overview", "resume"},
            id="level of a skill",
        ),
        pytest.param(
            "skills.md",
            "All that {skill}`Vault` was used for:",
            "What {skill}`Vault` was used for:",
            {"skills"},
            id="prose",
        ),
        pytest.param(
            "work/gamma.md",
            "- Advises on {skill}`Kubernetes`.",
            "- Advises on {skill}`Kubernetes`.\n- Also on other things.",
            {"work/gamma", "resume"},
            id="body of a position",
        ),
        pytest.param(
            "work/gamma.md",
            "Advises on {skill}`Kubernetes`.",
            "Advises at length on {skill}`Kubernetes`.",
            # the sentence is evidence
            {"work/gamma", "resume", "skills", "overview"},
            id="sentence that cites",
        ),
        pytest.param(
            "interests.md",
            ":title: Operability",
            ":title: Operations",
            {"interests", "resume", "skills", "work/beta", "overview"},
            id="title of an interest",
        ),
        pytest.param(
            "occasions.md",
            ":date: 2020-05",
            ":date: 2020-06",
            {"occasions", "overview", "skills", "work/acme"},
            id="date of an incident",
        ),
    ],
)
def test_a_change_is_seen_wherever_it_shows_and_nowhere_else(
    career: Site, builder: str, page: str, old: str, new: str, written: set[str]
) -> None:
    career.build(builder)
    career.replace(page, old, new)
    built = career.build(builder)
    assert built.warnings == []
    # Sphinx itself writes a page with a table of contents when a page in it was read.
    assert built.written == written | {"index"}
    same_as_clean(career, builder)


def test_a_change_that_is_taken_back_is_taken_back_everywhere(career: Site) -> None:
    first = career.build()
    career.replace("work/acme.md", ":end: 2020-12", ":end: 2020-06")
    career.build()
    assert "June 2020" in career.build().html("overview")
    career.replace("work/acme.md", ":end: 2020-06", ":end: 2020-12")
    last = career.build()
    assert last.html("overview") == first.html("overview")
    same_as_clean(career)


def test_a_page_that_goes_is_missed_where_it_was_cited(career: Site) -> None:
    career.build()
    career.remove("interests.md")
    career.replace("index.md", "interests\n", "")
    built = career.build()
    assert built.warnings == [
        # Résumé: nothing is left for its list
        "resume.md:17: WARNING: this entry-list has nothing to show [resume.empty-view]",
        "work/beta.md:9: WARNING: there is no interest “operability” [resume.unknown-interest]",
    ]
    assert {"overview", "resume", "skills", "work/beta"} <= built.written
    assert "work/acme" not in built.written
    assert "interests.html" not in built.html("skills")
    assert not built.page("work/beta").select('a[href*="operability"]')


def test_a_page_that_goes_is_missed_by_any(career: Site) -> None:
    career.write({"education.md": "# Education\n\nSee {any}`operability`, {any}`beta`.\n"})
    assert career.build().warnings == []
    career.replace("interests.md", ":title: Operability", ":title: Operations")
    built = career.build()
    assert "education" in built.written
    assert "See Operations, Senior Engineer, Beta." in built.page("education").get_text()
    career.remove("interests.md")
    career.replace("index.md", "interests\n", "")
    built = career.build()
    assert "education" in built.written
    assert [line for line in built.warnings if line.startswith("education.md:3: WARNING:")]
    assert not built.page("education").select('a[href*="interests"]')


def test_a_list_in_full_is_written_again_where_any_reference_in_a_body_has_changed(
    career_site: Callable[..., Site],
) -> None:
    work = "# Work\n\n```{position} acme\n:title: Dev\n:organization: Acme\n:start: 2020\n\n"
    site = career_site(
        {
            "index.md": f"{work}Out of {{any}}`calm`.\n```\n\n"
            "```{toctree}\nresume\ninterests\n```\n",
            "resume.md": "# All\n\n```{entry-list} position\n:style: full\n```\n",
            "interests.md": "# Interests\n\n```{interest} calm\n:title: Calm\n\nNo noise.\n```\n",
        }
    )
    assert site.build().warnings == []
    site.replace("interests.md", ":title: Calm", ":title: Silence")
    built = site.build()
    assert "resume" in built.written
    assert "Out of Silence." in built.page("resume").get_text()


def test_a_page_that_moves_is_found_where_it_is_cited(career: Site) -> None:
    career.build()
    source = (career.folder / "interests.md").read_text("utf-8")
    career.remove("interests.md")
    career.write({"causes.md": source})
    career.replace("index.md", "interests\n", "causes\n")
    built = career.build()
    assert built.warnings == []
    assert built.page("work/beta").select('a[href="../causes.html#interest-operability"]')
    same_as_clean(career)


def test_a_page_that_comes_is_shown_everywhere(career: Site) -> None:
    career.build()
    career.write(
        {
            "work/delta.md": """\
            # Delta

            ```{position} delta
            :title: Apprentice
            :organization: Delta
            :start: 2019-01
            :end: 2019-06

            Learned {skill}`Elixir`.
            ```
            """
        }
    )
    career.replace("index.md", "work/gamma\n", "work/gamma\nwork/delta\n")
    built = career.build()
    assert built.warnings == []
    assert {"overview", "resume", "skills", "work/delta"} <= built.written
    assert "stated only" not in built.html("overview")
    same_as_clean(career)


def test_a_target_that_comes_mends_the_pages_that_missed_it(career: Site) -> None:
    career.write({"education.md": "# Education\n\nI learned {skill}`Perl`.\n"})
    assert career.build().warnings == [
        "education.md:3: WARNING: there is no skill “Perl” [resume.unknown-skill]"
    ]
    source = (career.folder / "skills.md").read_text("utf-8")
    career.write({"skills.md": f"{source}\n```{{skill}} Perl\n```\n"})
    built = career.build()
    assert built.warnings == []
    assert "education" in built.written
    assert built.page("education").select('a[href="skills.html#skill-perl"]')


def test_a_title_shows_in_the_bodies_that_are_copied(career: Site) -> None:
    career.replace("skills.md", "{skill} Kubernetes\n", "{skill} kubernetes\n:title: K8s\n")
    source = "---\norphan: true\n---\n# Only positions\n\n```{entry-list} position\n"
    career.write({"only.md": f"{source}:style: full\n```\n"})
    career.replace("work/gamma.md", "`Kubernetes`", "`kubernetes`")
    career.replace("work/beta.md", "`Kubernetes`", "`kubernetes`")
    career.replace("interests.md", "`Kubernetes`", "`kubernetes`")
    career.replace("occasions.md", "`Kubernetes`", "`kubernetes`")
    assert "Advises on K8s." in career.build().page("only").get_text()
    career.replace("skills.md", ":title: K8s", ":title: Clusters")
    built = career.build()
    assert built.warnings == []
    assert "Advises on Clusters." in built.page("only").get_text()
    same_as_clean(career)


def test_two_builders_share_what_was_read_and_both_are_fresh(career: Site) -> None:
    career.build("html")
    career.build("text")
    career.replace("work/acme.md", ":end: 2020-12", ":end: 2020-11")
    assert "November 2020" in career.build("html").html("overview")
    text = career.build("text")
    assert "November 2020" in text.text("overview")
    assert {"overview", "resume", "skills"} <= text.written
    assert career.build("html").written == set()
    assert career.build("text").written == set()


def test_the_present_moves_on(career: Site) -> None:
    assert "2 years 6 months" in career.build().html("overview")
    built = career.build(resume_today="2024-07-01")
    assert "2 years 7 months" in built.html("overview")


def test_a_build_that_fails_forgets_nothing(career: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    career.build()
    career.replace("work/acme.md", ":end: 2020-12", ":end: 2020-11")

    def fail(*args: object, **kwargs: object) -> None:
        raise RuntimeError("no space left")

    with monkeypatch.context() as patch:
        patch.setattr("sphinx.builders.html.StandaloneHTMLBuilder.write_doc", fail)
        with pytest.raises(RuntimeError, match="no space left"):
            career.build()
    built = career.build()
    assert "November 2020" in career.build().html("overview")
    assert {"overview", "resume", "skills"} <= built.written


def test_warnings_of_the_whole_come_with_every_change(
    career_site: Callable[..., Site],
) -> None:
    skill = "# Skills\n\n```{skill} Go\n```\n"
    site = career_site({"index.md": skill, "other.md": f"---\norphan: true\n---\n{skill}"})
    expected = [
        "other.md:6: WARNING: the skill “go” is declared in “index”, line 3 already; give one of "
        "them another id [resume.duplicate]"
    ]
    assert site.build().warnings == expected
    site.replace("index.md", "# Skills", "# My skills")
    assert site.build().warnings == expected


def test_a_changed_extension_reads_everything_again(career: Site) -> None:
    career.build()
    built = career.build(resume_code="another version")
    assert built.written == ALL
