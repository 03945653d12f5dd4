"""References to entries: their text and target."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Built, MakeSite, Site


#: Sources of references, with the URL and text of the resulting link.
REFERENCES = [
    ("{position}`acme`", "work/acme.html#position-acme", "Engineer, Acme"),
    ("{position}`~acme`", "work/acme.html#position-acme", "Acme"),
    ("{position}`my first job <acme>`", "work/acme.html#position-acme", "my first job"),
    ("{position}`Acme`", "work/acme.html#position-acme", "Acme"),
    (
        "{education}`university`",
        "education.html#education-university",
        "B.Sc. Computer Science, University",
    ),
    ("{education}`~university`", "education.html#education-university", "University"),
    ("{skill}`go`", "skills.html#skill-go", "go"),
    ("{skill}`Golang`", "skills.html#skill-go", "Golang"),
    ("{skill}`KUBERNETES`", "skills.html#skill-kubernetes", "KUBERNETES"),
    ("{skill}`k8s <kubernetes>`", "skills.html#skill-kubernetes", "k8s"),
    ("{interest}`operability`", "interests.html#interest-operability", "operability"),
    ("{talk}`secrets`", "occasions.html#talk-secrets", "Keeping secrets"),
    ("{talk}`Keeping secrets`", "occasions.html#talk-secrets", "Keeping secrets"),
    ("{incident}`outage`", "occasions.html#incident-outage", "The sealed vault"),
    ("{incident}`~outage`", "occasions.html#incident-outage", "The sealed vault"),
    ("{resume:skill}`vault`", "skills.html#skill-vault", "vault"),
    ("{any}`gamma`", "work/gamma.html#position-gamma", "Advisor, Gamma"),
    ("{any}`Golang`", "skills.html#skill-go", "Golang"),
    ("{any}`the outage <outage>`", "occasions.html#incident-outage", "the outage"),
]


@pytest.fixture(scope="module")
def links(
    career_copy: Callable[[], Site],
) -> dict[str, tuple[str, str]]:
    """The URLs and texts of links, by source."""
    site = career_copy()
    lines = "\n\n".join(source for source, *_expected in REFERENCES)
    site.write({"references.md": f"---\norphan: true\n---\n# References\n\n{lines}\n"})
    built = site.build()
    assert built.warnings == []
    found = built.page("references").select("div.body p a.reference.internal")
    assert len(found) == len(REFERENCES)
    return {
        source: (str(a["href"]), a.get_text())
        for (source, *_expected), a in zip(REFERENCES, found, strict=True)
    }


@pytest.mark.parametrize(("source", "href", "text"), REFERENCES, ids=[r[0] for r in REFERENCES])
def test_reference(links: dict[str, tuple[str, str]], source: str, href: str, text: str) -> None:
    assert links[source] == (href, text)


def test_an_exclamation_mark_leaves_the_link_out(career_site: MakeSite) -> None:
    site = career_site({"index.md": "# A page\n\nAbout {skill}`!Perl`, which nobody declares.\n"})
    built = site.build()
    assert built.warnings == []
    paragraph = built.page().select_one("div.body p")
    assert paragraph is not None
    assert paragraph.get_text() == "About Perl, which nobody declares."
    assert not paragraph.select("a")


def test_a_reference_within_a_page_is_an_anchor(career_html: Built) -> None:
    link = career_html.page("skills").select_one("section > p a.reference")
    assert link is not None
    assert link["href"] == "#skill-vault"


def test_links_are_not_marked_up_as_code(career_html: Built) -> None:
    assert not career_html.page("work/acme").select("div.body code")


def test_the_role_any_reports_ambiguous_names(career_site: MakeSite) -> None:
    site = career_site(
        {
            "index.md": """\
            # A page

            ```{skill} vault
            ```

            ```{interest} vault

            Keeping things.
            ```

            {any}`vault`
            """
        }
    )
    (warning,) = site.build().warnings
    assert warning.startswith("index.md:11: WARNING: more than one target found")
    assert ":resume:skill:`vault` or :resume:interest:`vault`" in warning


@pytest.mark.parametrize(
    ("source", "hint"),
    [
        ("{skill}`Kubernets`", "there is no skill “Kubernets”; did you mean “Kubernetes”?"),
        ("{skill}`Golan`", "there is no skill “Golan”; did you mean “Golang”?"),
        ("{position}`~amce`", "there is no position “amce”; did you mean “acme”?"),
        ("{talk}`secret`", "there is no talk “secret”; did you mean “secrets”?"),
        ("{incident}`xyzzy`", "there is no incident “xyzzy”"),
    ],
)
def test_unknown_targets_get_a_suggestion(career: Site, source: str, hint: str) -> None:
    career.write({"work/gamma.md": f"# Gamma\n\nSome prose,\nthen {source}.\n"})
    built = career.build("dummy")
    kind = source[1:].partition("}")[0]
    found = [line for line in built.warnings if line.startswith("work/gamma.md")]
    assert found == [f"work/gamma.md:4: WARNING: {hint} [resume.unknown-{kind}]"]
