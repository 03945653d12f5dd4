"""Every builder of Sphinx writes everything, without a warning."""

from __future__ import annotations

import gzip
import json
import pickle
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest

from tests.support.sites import RESUMES

if TYPE_CHECKING:
    from tests.conftest import Built, MakeSite, Site


#: Builders in separate packages use deprecated parts of Sphinx.
pytestmark = pytest.mark.filterwarnings(
    "ignore::sphinx.deprecation.RemovedInSphinx11Warning:sphinxcontrib"
)

#: Settings that some builders require.
NEEDED: dict[str, dict[str, Any]] = {
    "applehelp": {
        "applehelp_bundle_id": "org.example.career",
        "applehelp_disable_external_tools": True,
    },
    "epub": {"epub_copyright": "2024", "epub_title": "A career"},
    "linkcheck": {"linkcheck_ignore": [".*"]},
}

BUILDERS = [
    "html",
    "dirhtml",
    "singlehtml",
    "text",
    "man",
    "epub",
    "latex",
    "texinfo",
    "xml",
    "pseudoxml",
    "gettext",
    "json",
    "pickle",
    "htmlhelp",
    "qthelp",
    "devhelp",
    "applehelp",
    "dummy",
    "changes",
    "linkcheck",
    "resume-report",
    "resume-career",
    "resume-json",
    "resume-md",
    "resume-txt",
    "resume-docx",
    "resume-blocks",
    "resume-variants",
    "resume-phrases",
]

#: Builders of extensions that Sphinx includes but does not load by default.
OF_EXTENSIONS = {"coverage": "sphinx.ext.coverage", "doctest": "sphinx.ext.doctest"}


@pytest.fixture(scope="module")
def built(career_copy: Callable[..., Site]) -> Callable[[str, str], Built]:
    """Builds a root with a builder; each combination only once, with shared doctrees."""
    sites: dict[tuple[str, bool], Site] = {}
    done: dict[tuple[str, str], Built] = {}

    def build(builder: str, root: str = "test-career") -> Built:
        # gettext needs its own doctrees.
        key = (root, builder == "gettext")
        if key not in sites:
            sites[key] = career_copy(root)
        if (builder, root) not in done:
            # The other root has no page “resume”.
            settings: dict[str, Any] = (
                {} if root == "test-career" else {"resume_documents": ["index"]}
            )
            done[builder, root] = sites[key].build(builder, **settings, **NEEDED.get(builder, {}))
        return done[builder, root]

    return build


@pytest.mark.parametrize("root", ["test-career", "test-career-rst"])
@pytest.mark.parametrize("builder", BUILDERS)
def test_builder(built: Callable[[str, str], Built], builder: str, root: str) -> None:
    result = built(builder, root)
    assert result.warnings == []
    assert result.app.statuscode == 0
    if builder not in {"dummy", "changes", "linkcheck", "resume-phrases"}:  # of one theme only
        assert result.touched


def test_no_builder_is_missing_here(built: Callable[..., Built]) -> None:
    """The list has all builders of Sphinx, its dependencies, and this extension."""
    assert set(BUILDERS) == set(built("dummy").app.registry.builders)


@pytest.mark.parametrize("builder", OF_EXTENSIONS)
def test_a_builder_of_an_extension(career: Site, builder: str) -> None:
    extensions = ["myst_parser", "sphinx_resume", OF_EXTENSIONS[builder]]
    result = career.build(builder, extensions=extensions)
    assert result.warnings == []
    assert result.app.statuscode == 0


@pytest.fixture(scope="module")
def doctrees(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("doctrees")


@pytest.mark.parametrize("builder", BUILDERS)
@pytest.mark.parametrize("name", RESUMES)
def test_every_builder_builds_the_real_resumes(
    tmp_path: Path, doctrees: Path, name: str, builder: str
) -> None:
    folder = RESUMES[name]
    known = doctrees / f"{name}{'-gettext' if builder == 'gettext' else ''}"
    settings = NEEDED.get(builder, {}) if builder != "epub" else {}
    if builder == "applehelp":  # moves its output, where furo no longer finds it
        settings = {**settings, "html_theme": "alabaster"}
    command = [sys.executable, "-m", "sphinx", "-b", builder, "-n", "-W", "--keep-going", "-q"]
    for setting, value in settings.items():
        text = value[0] if isinstance(value, list) else str(int(value) if value is True else value)
        command += ["-D", f"{setting}={text}"]
    command += ["-c", str(folder), "-d", str(known), str(folder / "docs"), str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""


#: Texts expected in every format: facts, dates, a duration, a statement as evidence.
SAID = ("Engineer, Acme", "January 2020", "December 2020", "SecretCon", "Rotated them with Vault")


def assert_said(text: str) -> None:
    words = " ".join(text.split())
    assert [said for said in SAID if said not in words] == []


def test_text(built: Callable[..., Built]) -> None:
    folder = built("text").folder
    assert_said("".join(path.read_text("utf-8") for path in sorted(folder.rglob("*.txt"))))


def test_text_wraps_at_a_wide_line_and_splits_no_word(built: Callable[..., Built]) -> None:
    lines = built("text").source("overview.txt").splitlines()
    table = [line for line in lines if line.startswith(("|", "+"))]
    assert len(table) > 9
    assert max(map(len, table)) <= 88
    joined = "\n".join(table)
    for word in ("Kubernetes", "When and where", "February 2022", "Languages", "confident"):
        assert word in joined


def test_a_manual_page_has_the_categories_of_the_matrix(built: Callable[..., Built]) -> None:
    (path,) = built("man").folder.glob("*.1")
    text = path.read_text("utf-8")
    rows = text.partition(".TS")[2].partition(".TE")[0]
    assert "Languages" in rows
    assert "Platforms" in rows
    assert_said(text.replace("\\%", "").replace("\\-", "-").replace("\\fP", ""))


def test_an_epub_is_well_formed_and_its_links_have_targets(built: Callable[..., Built]) -> None:
    (path,) = built("epub").folder.glob("*.epub")
    with zipfile.ZipFile(path) as book:
        pages = {
            name: ET.fromstring(book.read(name))
            for name in book.namelist()
            if name.endswith(".xhtml")
        }
    assert len(pages) > 9
    assert_said("".join("".join(page.itertext()) for page in pages.values()))
    ids = {name: {e.get("id") for e in page.iter() if e.get("id")} for name, page in pages.items()}
    for name, page in pages.items():
        for link in page.iter("{http://www.w3.org/1999/xhtml}a"):
            href = link.get("href", "")
            if not href or "://" in href:
                continue
            file, _, anchor = href.partition("#")
            target = (Path("/") / Path(name).parent / file).resolve() if file else Path("/") / name
            assert target.relative_to("/").as_posix() in pages, f"{name}: {href}"
            assert not anchor or anchor in ids[target.relative_to("/").as_posix()], href


def test_an_epub_with_a_player_is_well_formed(career_site: MakeSite) -> None:
    site = career_site(
        {
            "index.md": """\
            # Talks

            ```{talk} t
            :title: T & "T"
            :date: 2022
            :recording: https://www.youtube.com/watch?v=si9iqF5uTFk&t=1
            :embed:

            Text.
            ```
            """
        }
    )
    built = site.build("epub", **NEEDED["epub"], version="1")
    assert built.warnings == []
    ET.parse(built.folder / "index.xhtml")


def test_latex(built: Callable[..., Built]) -> None:
    path = max(built("latex").folder.glob("*.tex"), key=lambda path: path.stat().st_size)
    text = path.read_text("utf-8").replace("\\sphinxhyphen{}", "-")
    assert "Rotated them with" in text
    assert text.count("\\begin{document}") == 1


def test_texinfo(built: Callable[..., Built]) -> None:
    (path,) = built("texinfo").folder.glob("*.texi")
    text = path.read_text("utf-8")
    assert_said(text.replace("@comma{}", ","))
    assert text.count("@multitable") == text.count("@end multitable") == 2


def test_xml_is_well_formed_and_resolved(built: Callable[..., Built]) -> None:
    pages = [ET.parse(path) for path in sorted(built("xml").folder.rglob("*.xml"))]
    assert_said("".join("".join(page.getroot().itertext()) for page in pages))
    names = {element.tag for page in pages for element in page.iter()}
    assert not names & {"placeholder", "entry_body", "pending_xref", "part"}


def test_only_texts_of_the_author_are_extracted_for_translation(
    built: Callable[..., Built],
) -> None:
    text = "".join(path.read_text("utf-8") for path in built("gettext").folder.glob("*.pot"))
    assert "Moved secrets to" in text
    assert "How easily" in text


def test_json(built: Callable[..., Built]) -> None:
    folder = built("json").folder
    page = json.loads((folder / "overview.fjson").read_text("utf-8"))
    assert 'href="../work/acme/#position-acme-moved-secrets-to-vault-rotated"' in page["body"]
    assert any("Skill index" in link[1] for link in page["rellinks"])


def test_pickle(built: Callable[..., Built]) -> None:
    page = pickle.loads((built("pickle").folder / "overview.fpickle").read_bytes())
    assert "Skills over time" in page["body"]


def test_devhelp(built: Callable[..., Built]) -> None:
    (path,) = built("devhelp").folder.glob("*.devhelp.gz")
    assert b'link="work/acme.html" name="Acme"' in gzip.decompress(path.read_bytes())


def test_linkcheck_checks_urls_in_options(career: Site) -> None:
    built = career.build("linkcheck", linkcheck_ignore=["https://example.org/.*"])
    output = [json.loads(line) for line in built.source("output.json").splitlines()]
    assert "https://example.org/secrets" in [found["uri"] for found in output]


def test_a_pdf_of_one_page_links_to_the_site_for_the_others(career: Site) -> None:
    options: dict[str, Any] = {
        "latex_documents": [("resume", "resume.tex", "Résumé", "", "howto")],
        "html_baseurl": "https://example.org/cv/",
    }
    built = career.build("latex", **options)
    assert built.warnings == []
    text = built.source("resume.tex")
    assert "https://example.org/cv/skills.html\\#skill-vault" in text


def test_a_page_without_our_directives_is_unchanged(career_site: MakeSite) -> None:
    built = career_site({"index.md": "# Nothing\n\nAt all.\n"}).build("text")
    assert built.text() == "Nothing ******* At all."
