"""Incremental builds rewrite what has changed, and nothing else."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from sphinx.builders.html import StandaloneHTMLBuilder as HTMLBuilder
from sphinx.testing.util import SphinxTestApp

from sphinx_resume.sealing.seal import Seal
from sphinx_resume.views.base import View
from tests.conftest import MYST_IS_OLD

if TYPE_CHECKING:
    from tests.conftest import Site

pytestmark = MYST_IS_OLD

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
    """Check that the output of earlier builds equals that of a build from scratch."""
    again = site.build(builder)
    assert again.written == set()
    before = again.files
    site.clean()
    after = site.build(builder).files
    assert before.keys() == after.keys()
    assert [name for name in before if before[name] != after[name]] == []


def test_nothing_is_written_if_nothing_changed(career: Site) -> None:
    assert career.build().written == ALL
    again = career.build()
    assert again.warnings == []
    assert again.written == set()
    assert "no targets are out of date." in again.app.status.getvalue()


@pytest.mark.parametrize("builder", ["html", "text", "latex"])
def test_a_process_may_build_more_than_once(career: Site, builder: str) -> None:
    """Language servers do that."""
    app = SphinxTestApp(builder, srcdir=career.folder, freshenv=False)
    app.build()
    for old, new in (("2020-12", "2020-11"), ("2020-11", "2020-10")):
        career.replace("work/acme.md", f":end: {old}", f":end: {new}")
        app.build()
    app.cleanup()
    if builder == "text":  # in HTML, Sphinx adds scripts of one page to others the second time
        same_as_clean(career, builder)


@pytest.mark.parametrize("builder", ["html", "text"])
@pytest.mark.parametrize(
    ("page", "old", "new", "written"),
    [
        pytest.param(
            "work/acme.md",
            ":end: 2020-12",
            ":end: 2020-11",
            # overview: timeline and matrix; resume: the short résumé; skills: evidence; index: what
            # it says of the author to search engines
            {"work/acme", "overview", "resume", "skills", "index"},
            id="date of a position",
        ),
        pytest.param(
            "work/beta.md",
            ":end: 2022-02",
            ":end: 2022-03",
            # also: citations, the talk dated by it, the position that it overlaps with
            {"work/beta", "overview", "resume", "skills", "interests", "index"},
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
            # all pages with links to it
            {"skills", "overview", "resume", "work/acme", "index"},
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
            {"interests", "resume", "skills", "work/beta", "overview", "index"},
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
def test_a_change_rewrites_exactly_the_pages_that_show_it(
    career: Site, builder: str, page: str, old: str, new: str, written: set[str]
) -> None:
    career.build(builder)
    career.replace(page, old, new)
    built = career.build(builder)
    assert built.warnings == []
    assert built.written == (written if builder == "html" else written - {"index"})
    same_as_clean(career, builder)


def test_no_records_of_another_version_are_left_while_all_pages_are_read(
    career: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They may have another shape, and MyST can write all of the environment beside a page."""
    career.build()
    known: list[list[str]] = []
    read_doc = HTMLBuilder.read_doc

    def read(self: HTMLBuilder, docname: str, **more: bool) -> None:
        known.append(sorted(self.env.domains["resume"].data["entries"]))
        read_doc(self, docname, **more)

    monkeypatch.setattr(HTMLBuilder, "read_doc", read)
    career.build(language="de")
    assert known[:3] == [[], ["education"], ["education"]]
    assert len(known) == len(ALL)


def test_a_reverted_change_is_reverted_everywhere(career: Site) -> None:
    first = career.build()
    career.replace("work/acme.md", ":end: 2020-12", ":end: 2020-06")
    career.build()
    assert "June 2020" in career.build().html("overview")
    career.replace("work/acme.md", ":end: 2020-06", ":end: 2020-12")
    last = career.build()
    assert last.html("overview") == first.html("overview")
    same_as_clean(career)


def test_a_removed_page_is_reported_where_it_was_cited(career: Site) -> None:
    career.build()
    career.remove("interests.md")
    career.replace("index.md", "interests\n", "")
    built = career.build()
    assert built.warnings == [
        # nothing is left for the list in the résumé
        "resume.md:17: WARNING: this entry-list has nothing to show [resume.empty-view]",
        "work/beta.md:9: WARNING: there is no interest “operability” [resume.unknown-interest]",
    ]
    # All pages show the tree of pages, or links to the previous and next page.
    assert built.written == ALL - {"interests"}
    assert "interests.html" not in built.files
    assert "interests.html" not in built.html("skills")
    assert not built.page("work/beta").select('a[href*="operability"]')


def test_a_removed_page_is_reported_by_the_role_any(career: Site) -> None:
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


def test_a_full_list_is_rewritten_if_a_reference_in_a_body_changes(
    career_site: Callable[..., Site],
) -> None:
    work = (
        "# Work\n\n```{position} acme\n:title: Dev\n:organization: Acme\n"
        ":start: 2020\n:end: present\n\n"
    )
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


def test_citations_follow_a_moved_page(career: Site) -> None:
    career.build()
    source = (career.folder / "interests.md").read_text("utf-8")
    career.remove("interests.md")
    career.write({"causes.md": source})
    career.replace("index.md", "interests\n", "causes\n")
    built = career.build()
    assert built.warnings == []
    assert built.page("work/beta").select('a[href="../causes.html#interest-operability"]')
    same_as_clean(career)


def test_a_new_page_is_shown_everywhere(career: Site) -> None:
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


def test_a_new_target_fixes_the_pages_that_lacked_it(career: Site) -> None:
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


def test_a_changed_title_shows_in_copied_bodies(career: Site) -> None:
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


def test_two_builders_share_doctrees_and_stay_up_to_date(career: Site) -> None:
    career.build("html")
    career.build("text")
    career.replace("work/acme.md", ":end: 2020-12", ":end: 2020-11")
    assert "November 2020" in career.build("html").html("overview")
    text = career.build("text")
    assert "November 2020" in text.text("overview")
    assert {"overview", "resume", "skills"} <= text.written
    assert career.build("html").written == set()
    assert career.build("text").written == set()


def test_topics_link_to_the_filter_after_it_has_moved(career: Site) -> None:
    career.build()
    career.write({"index.md": (career.folder / "index.md").read_text() + "\n```{timeline}\n```\n"})
    built = career.build()
    assert built.written >= {"index", "skills", "interests"}
    (link,) = built.page("interests").select(".resume-interest > .resume-when a")
    assert link["href"] == "index.html?interest=operability#filter-index"
    same_as_clean(career)


def test_pages_follow_the_present(career: Site) -> None:
    assert "2 years 6 months" in career.build().html("overview")
    built = career.build(resume_today="2024-07-01")
    assert "2 years 7 months" in built.html("overview")


def test_pages_follow_the_day_on_which_they_are_built(
    career: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    career.replace("conf.py", 'resume_today = "2024-06-30"\n', "")
    for month, months in ((6, "6 months"), (7, "7 months")):
        epoch = dt.datetime(2024, month, 1, tzinfo=dt.UTC).timestamp()
        monkeypatch.setenv("SOURCE_DATE_EPOCH", f"{epoch:.0f}")
        assert f"2 years {months}" in career.build().html("overview")


def test_pages_follow_the_tags_of_a_build(career_site: Callable[..., Site]) -> None:
    """In formats other than HTML, too, for which Sphinx does not compare tags."""
    page = """\
        # B

        ````{only} draft
        ```{position} acme
        :title: Engineer
        :organization: Acme
        :start: 2020
        :end: 2021

        Did it.
        ```
        ````
        """
    index = "# A\n\n```{toctree}\nb\n```\n\n```{entry-list} position\n```\n"
    site = career_site({"index.md": index, "b.md": page})
    for tags, shown in (((), False), (("draft",), True), ((), False)):
        assert ("Acme" in site.build("text", tags=tags).text()) == shown


def test_a_failed_build_forgets_nothing(career: Site, monkeypatch: pytest.MonkeyPatch) -> None:
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


def test_warnings_about_the_career_repeat_after_every_change(
    career_site: Callable[..., Site],
) -> None:
    skill = "# Skills\n\n```{skill} Go\n```\n"
    site = career_site({"index.md": skill, "other.md": f"---\norphan: true\n---\n{skill}"})
    expected = [
        "other.md:6: WARNING: the skill “go” is already declared in “index”, line 3; give one of "
        "them another id [resume.duplicate]"
    ]
    assert site.build().warnings == expected
    site.replace("index.md", "# Skills", "# My skills")
    assert site.build().warnings == expected


@pytest.mark.parametrize("builder", ["html", "latex"])
def test_the_career_is_checked_when_a_page_is_removed(
    career_site: Callable[..., Site], builder: str
) -> None:
    site = career_site(
        {
            "index.md": "# Home\n\n```{skill} Go\n```\n",
            "notes.md": """\
                ---
                orphan: true
                ---
                # Notes

                ```{talk} notes
                :title: Notes
                :date: 2022

                About {skill}`Go`.
                ```
                """,
        }
    )
    checks = {"unevidenced": "warning"}
    assert site.build(builder, resume_checks=checks).warnings == []
    site.remove("notes.md")
    (warning,) = site.build(builder, resume_checks=checks).warnings
    assert warning.startswith("index.md:3: WARNING:")


def test_a_changed_extension_rereads_everything(career: Site) -> None:
    career.build()
    built = career.build(resume_code="another version")
    assert built.written == ALL


def test_previous_and_next_page_are_kept_up_to_date(career: Site) -> None:
    assert "Interests" in career.build().source("skills.html")
    career.replace("interests.md", "# Interests", "# Causes")
    page = career.build().page("skills")
    assert page.select_one("link[rel=next]")["title"] == "Causes"  # type: ignore[index]
    same_as_clean(career)


def test_pages_above_show_changed_headings(career_site: Callable[..., Site]) -> None:
    contents = "```{{toctree}}\n{}\n```\n"
    site = career_site(
        {
            "index.md": "# Home\n\n" + contents.format("one"),
            "one.md": "# One\n\n" + contents.format("two"),
            "two.md": "# Two\n\n## Here\n",
        }
    )
    assert "Here" in site.build("text").text("index")
    site.replace("two.md", "## Here", "## There")
    assert "There" in site.build("text").text("index")


def test_lists_follow_the_order_of_the_pages(career_site: Callable[..., Site]) -> None:
    def contents(*pages: str) -> str:
        return "\n".join(["```{toctree}", *pages, "```", ""])

    def declared(name: str) -> str:
        return f"# {name}\n\n```{{skill}} {name}\n```\n"

    site = career_site(
        {
            # A circular toctree, and a page that no toctree lists.
            "index.md": "# Home\n\n" + contents("more", "ada", "list"),
            "more.md": declared("More") + "\n" + contents("zig", "cobol", "index"),
            "list.md": "# List\n\n```{entry-list} skill\n:style: lines\n```\n",
            "lost.md": "---\norphan: true\n---\n" + declared("Basic"),
            **{f"{name}.md": declared(name.title()) for name in ("ada", "cobol", "zig")},
        }
    )
    assert "More, Zig, Cobol, Ada, Basic" in site.build("text").text("list")
    site.replace("more.md", "zig\ncobol", "cobol\nzig")
    built = site.build("text")
    assert "More, Cobol, Zig, Ada, Basic" in built.text("list")
    site.replace("index.md", "more\nada", "ada\nmore")
    assert "Ada, More, Cobol, Zig, Basic" in site.build("text").text("list")


def test_a_page_that_is_no_longer_numbered_has_no_number(career_site: Callable[..., Site]) -> None:
    contents = "# Home\n\n```{toctree}\n:numbered:\n\none\n```\n"
    site = career_site({"index.md": contents, "one.md": "# One\n"})
    assert "1. One" in site.build().page("one").get_text()
    site.replace("index.md", ":numbered:\n", "")
    built = site.build()
    assert "1. One" not in built.page("one").get_text() + built.page("index").get_text()
    same_as_clean(site)


def test_a_table_of_contents_drops_a_removed_page(career: Site) -> None:
    career.build()
    career.remove("overview.md")
    built = career.build()
    assert built.page("index").select_one("link[rel=next]")["title"] == "Résumé"  # type: ignore[index]
    assert len([line for line in built.warnings if line.startswith("index.md:3: WARNING:")]) == 1
    before = built.files
    career.clean()
    assert career.build().files == before


def test_a_link_to_a_page_notices_new_and_removed_pages(career: Site) -> None:
    career.write({"education.md": "# Education\n\nSee [it](more.md).\n"})
    career.write({"more.md": "---\norphan: true\n---\n# More\n"})
    link = 'a[href="more.html"]'
    assert career.build().page("education").select(link)
    text = (career.folder / "more.md").read_text("utf-8")
    career.remove("more.md")
    assert not career.build().page("education").select(link)
    same_as_clean(career)
    career.write({"more.md": text})
    assert career.build().page("education").select(link)
    same_as_clean(career)


def test_a_markdown_link_follows_a_moved_entry(career: Site) -> None:
    career.write({"education.md": "# Education\n\nSee [](#operability).\n"})
    assert "See Operability." in career.build().page("education").get_text()
    career.replace("interests.md", ":title: Operability", ":title: Operations")
    assert "See Operations." in career.build().page("education").get_text()
    same_as_clean(career)


@pytest.mark.parametrize(("first", "second"), [("html", "text"), ("text", "html")])
def test_a_builder_writes_pages_that_another_has_read(
    career: Site, first: str, second: str
) -> None:
    career.write({"shared.txt": "It rained.\n"})
    career.write({"education.md": "# Education\n\n```{include} shared.txt\n```\n"})
    suffix = {"html": ".html", "text": ".txt"}[second]
    career.build(first)
    assert "It rained." in career.build(second).source(f"education{suffix}")
    career.write({"shared.txt": "The sun shone.\n"})
    career.build(first)
    assert "The sun shone." in career.build(second).source(f"education{suffix}")


def test_a_builder_notices_a_setting_that_another_saw_first(career: Site) -> None:
    career.build("text")
    career.build("html")
    career.build("html", resume_today="2024-07-01")
    assert "2 years 7 months" in career.build("text", resume_today="2024-07-01").text("overview")


def test_pages_left_out_of_a_build_are_written_by_the_next(career: Site) -> None:
    career.build()
    career.replace("work/acme.md", ":end: 2020-12", ":end: 2020-11")
    assert career.build(only=["work/acme.md"]).written == {"work/acme"}
    assert {"overview", "resume", "skills"} <= career.build().written
    same_as_clean(career)


def test_the_index_of_skills_is_linked_while_it_exists(career_site: Callable[..., Site]) -> None:
    skill = "# Skills\n\n```{skill} Go\n```\n"
    site = career_site({"index.md": "# Home\n\n```{toctree}\nskills\n```\n", "skills.md": skill})
    assert site.build().page().select('a[href="resume-skills.html"]')
    site.write({"skills.md": "# Skills\n\nNone yet.\n"})
    built = site.build()
    assert not built.page().select('a[href="resume-skills.html"]')
    assert "resume-skills.html" not in built.files


SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'


def refuse(self: Seal, view: View) -> None:
    """Stands for the computation of a layout that is not needed."""
    raise AssertionError(view.name)


def test_a_build_without_changes_computes_no_layouts(
    career: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    career.build()
    with monkeypatch.context() as patch:
        patch.setattr(Seal, "layout", refuse)
        assert career.build().written == set()
    career.replace("work/acme.md", ":end: 2020-12", ":end: 2020-11")
    assert {"overview", "resume", "skills"} <= career.build().written


def test_an_edit_of_prose_computes_no_layouts(
    career: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    career.write({"about.md": "---\norphan: true\n---\n# About\n\nWritten by hand.\n"})
    career.build()
    career.replace("about.md", "by hand", "with care")
    with monkeypatch.context() as patch:
        patch.setattr(Seal, "layout", refuse)
        built = career.build()
    assert built.written == {"about"}
    assert "Written with care." in built.page("about").get_text()
    same_as_clean(career)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("# About", "# About me", id="title"),
        pytest.param("## Why", "## Why so", id="heading"),
        pytest.param("(why)=", "(reason)=", id="label"),
        pytest.param("orphan: true", "orphan: true\ntocdepth: 1", id="depth of contents"),
        pytest.param("By hand.", "By {skill}`Go`.", id="reference"),
        pytest.param(
            "By hand.",
            "```{position} self\n:title: Own boss\n:start: 2023-01\n:end: 2023-02\n\nX.\n```",
            id="position",
        ),
        pytest.param("By hand.", "![A picture](picture.svg)", id="image"),
    ],
)
def test_an_edit_that_other_pages_show_is_not_taken_for_prose(
    career: Site, old: str, new: str
) -> None:
    text = "---\norphan: true\n---\n# About\n\n(why)=\n## Why\n\nBy hand.\n"
    career.write({"about.md": text, "picture.svg": SVG})
    career.replace("index.md", "interests\n", "interests\nabout\n")
    career.build()
    career.replace("about.md", old, new)
    career.build()
    same_as_clean(career)


def test_llms_txt_follows_the_text_of_the_front_page(career: Site) -> None:
    career.write({"index.md": "# Home\n\nWelcome.\n\n```{toctree}\n:glob:\n\n*\nwork/*\n```\n"})
    assert "> Welcome." in career.build().text("llms")
    career.replace("index.md", "Welcome.", "Be welcome.")
    assert "> Be welcome." in career.build().text("llms")


def test_warnings_across_pages_are_repeated_after_an_edit_of_prose(career: Site) -> None:
    career.write({"about.md": "---\norphan: true\n---\n# About\n\nBy hand.\n"})
    career.write({"awards.md": "---\norphan: true\n---\n# Awards\n\n```{entry-list} award\n```\n"})
    warning = "awards.md:6: WARNING: this entry-list has nothing to show [resume.empty-view]"
    assert career.build().warnings == [warning]
    career.replace("about.md", "By hand", "With care")
    built = career.build()
    assert built.written == {"about"}
    assert built.warnings == [warning]


CHECK = """\
from sphinx_resume.api import add_check

def check(career):
    for position in career.positions:
        yield position.place, "{said}"

def setup(app):
    add_check(app, "mine", check, description="Mine.")
"""


def test_a_check_of_an_extension_is_made_again_after_an_edit_of_prose(
    career_site: Callable[..., Site], monkeypatch: pytest.MonkeyPatch
) -> None:
    home = "# Home\n\nBy hand.\n\n```{toctree}\nwork\n```\n"
    work = (
        "# Work\n\n```{position} acme\n:title: Cook\n:organization: Inn\n"
        ":start: 2020\n:end: 2021\n\nCooked.\n```\n"
    )
    site = career_site({"index.md": home, "work.md": work, "mine.py": CHECK.format(said="Before")})
    monkeypatch.syspath_prepend(str(site.folder))
    extensions = ["myst_parser", "sphinx_resume", "mine"]
    assert site.build(extensions=extensions).warnings == [
        "work.md:3: WARNING: Before [resume.mine]"
    ]
    site.write({"mine.py": CHECK.format(said="After")})
    monkeypatch.delitem(sys.modules, "mine")
    site.replace("index.md", "By hand", "With care")
    built = site.build(extensions=extensions)
    assert built.warnings == ["work.md:3: WARNING: After [resume.mine]"]
    assert built.written == {"index"}
