"""Undocumented behavior of Sphinx, MyST and docutils that we rely on; changes show here first.

A failure names the module of the extension to look at.
"""

from __future__ import annotations

import ast
import importlib
import re
from pathlib import Path
from types import ModuleType

import pytest
from docutils import nodes
from sphinx.builders import Builder
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.jinja2glue import BuiltinTemplateLoader
from sphinx.writers.latex import LaTeXTranslator

import sphinx_resume
from sphinx_resume import sphinx_fixes
from sphinx_resume.latex.writer.sphinx_writer import OF_SPHINX
from sphinx_resume.sphinx_fixes import domain_indices, lost_workers, search_words
from tests.conftest import Built, MakeSite, Site

PACKAGE = Path(sphinx_resume.__file__).parent
ROOT = PACKAGE.parents[1]
FIXES = sorted(path.stem for path in Path(sphinx_fixes.__file__).parent.glob("[!_]*.py"))

#: These may use private names of others.
EXEMPT = {"sphinx_fixes", "latex/writer/sphinx_writer.py"}


# --- Documentation of each file ---------------------------------------------------------------


def fix(name: str) -> ModuleType:
    return importlib.import_module(f"sphinx_resume.sphinx_fixes.{name}")


@pytest.mark.parametrize("name", FIXES)
def test_a_file_documents_the_fault_and_when_it_is_removable(name: str) -> None:
    _title, _, rest = (fix(name).__doc__ or "").partition("\n\n")
    said = re.findall(r"^(\w[\w ]*): \S", rest, re.MULTILINE)
    assert said == ["Fault", "Needed for", "Test", "Removable"]


@pytest.mark.parametrize("name", FIXES)
def test_the_test_that_a_file_names_exists(name: str) -> None:
    found = re.search(r"^Test: (\S+\.py)::\s*(test_\w+)$", fix(name).__doc__ or "", re.MULTILINE)
    assert found
    text = (ROOT / found[1]).read_text("utf-8")
    assert f"def {found[2]}(" in text


# --- Private names ----------------------------------------------------------------------------


def test_private_names_of_dependencies_are_used_nowhere_else() -> None:
    trees = {path: ast.parse(path.read_text("utf-8")) for path in PACKAGE.rglob("*.py")}
    names = {
        path: {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
        | {
            node.args[1].value
            for node in ast.walk(tree)
            if isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in {"getattr", "setattr"}
            and isinstance(node.args[1], ast.Constant)
            and isinstance(node.args[1].value, str)
        }
        for path, tree in trees.items()
    }
    own = set().union(*map(defined, trees.values()))
    assert {
        f"{where}: {name}"
        for path, found in names.items()
        if not (where := path.relative_to(PACKAGE).as_posix()).startswith(tuple(EXEMPT))
        for name in found
        if re.match(r"_(?!_)", name) and name not in own
    } == set()


def defined(tree: ast.Module) -> set[str]:
    """The names that code defines, including attributes that it assigns."""
    functions = (ast.FunctionDef, ast.ClassDef)
    found = {node.name for node in ast.walk(tree) if isinstance(node, functions)}
    for node in ast.walk(tree):
        if isinstance(node, (ast.Name, ast.Attribute)) and isinstance(node.ctx, ast.Store):
            found.add(node.id if isinstance(node, ast.Name) else node.attr)
    return found


# --- Assumptions ------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def html(career_html: Built) -> Built:
    return career_html


def test_search_words_and_search_objects(html: Built) -> None:
    assert isinstance(html.app.builder, StandaloneHTMLBuilder)
    indexer = html.app.builder.indexer
    assert indexer is not None, "search_words: builders for HTML have an indexer"
    frozen = type(indexer).freeze(indexer)
    for name in search_words.TERMS:
        kinds = {type(pages) for pages in frozen[name].values()}
        assert kinds <= {int, list}, f"search_words: {name} has the numbers of pages by word"
    assert frozen["objtypes"], "search_objects: objtypes has “domain:type” by number"
    assert all(":" in each for each in frozen["objtypes"].values())
    rows = [row for found in frozen["objects"].values() for row in found]
    lengths = {len(row) for row in rows}
    assert lengths == {5}, "search_objects: rows are page, type, priority, anchor, name"
    assert {row[1] for row in rows} <= frozen["objtypes"].keys()
    assert {row[0] for row in rows} <= set(range(len(frozen["docnames"])))


def test_lost_workers_and_half_pages() -> None:
    """All builders that write pages call these two methods, which are replaced on the instance."""
    assert callable(Builder.write_doc), "half_pages: Builder.write_doc writes a page"
    assert callable(Builder.write_documents), "lost_workers: Builder.write_documents writes all"
    assert lost_workers.by_page.__code__.co_names[1] == "write_documents"
    assert StandaloneHTMLBuilder.write_documents is Builder.write_documents


def test_domain_indices(html: Built) -> None:
    builder = html.app.builder
    assert domain_indices.has_index(builder, "resume-skills"), "a tuple for each, the name first"
    assert callable(StandaloneHTMLBuilder.write_domain_indices), "writes what domain_indices has"


def test_template_folders(html: Built) -> None:
    assert isinstance(html.app.builder, StandaloneHTMLBuilder)
    engine = html.app.builder.templates
    assert isinstance(engine, BuiltinTemplateLoader)
    assert len(engine.loaders) >= len(engine.pathchain), "template_folders: a loader for each"
    assert engine.templatepathlen <= len(engine.pathchain), "template_folders: those of the project"


def test_myst_renderer(career_site: MakeSite) -> None:
    """Directives can access MyST's settings, including those in front matter."""
    page = "---\nmyst:\n  substitutions:\n    who: Acme\n---\n# Work\n\n"
    entry = "```{position} acme\n:organization: '{{ who }}'\n:start: 2020\n\nText.\n```\n"
    site = career_site({"index.md": page + entry})
    built = site.build("text", myst_enable_extensions=["substitution"])
    assert "Acme" in built.source("index.txt"), "myst_renderer: state._renderer.md_config"


def test_section_numbers(career_site: MakeSite) -> None:
    pages = {
        "index.md": "# A\n\n```{toctree}\n:numbered:\n\nmore\n```\n",
        "more.md": "# More\n\n## Below\n",
    }
    env = career_site(pages).build("text").app.env
    numbers = [node.get("secnumber") for node in env.tocs["more"].findall(nodes.reference)]
    assert numbers == [[1], [1, 1]], "section_numbers: references in env.tocs have a secnumber"


def test_singlehtml_links(career: Site) -> None:
    address = career.build("singlehtml").app.builder.get_relative_uri("index", "resume")
    assert "#" in address, "singlehtml_links is not needed any more"


@pytest.mark.parametrize("name", OF_SPHINX)
def test_sphinx_writer(name: str, career: Site) -> None:
    builder = career_latex(career)
    assert hasattr(builder, name), f"latex/writer/sphinx_writer: LaTeXTranslator.{name}"


def career_latex(career: Site) -> LaTeXTranslator:
    from sphinx.builders.latex import LaTeXBuilder
    from sphinx.util.docutils import new_document

    app = career.build("latex", latex_engine="lualatex").app
    assert isinstance(app.builder, LaTeXBuilder)
    document = new_document("")
    document.settings.contentsname = document.settings.docclass = ""
    return LaTeXTranslator(document, app.builder, app.builder.themes.get("manual"))
