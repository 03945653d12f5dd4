"""Nodes of other extensions, which the LaTeX writer does not know."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docutils.nodes
import myst_parser
import pytest
import sphinx
import sphinx_design
from docutils import nodes
from docutils.parsers.rst import Directive
from sphinx.application import Sphinx

import typesetting
from sphinx_resume.latex.writer.translator import ResumeTranslator
from tests.support.pdf.documents import ROOTS, fold, read, write_latex

pytestmark = [
    # Libraries that read PDFs have deprecations of their own.
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::PendingDeprecationWarning"),
]

TEXINPUTS = Path(inspect.getfile(ResumeTranslator)).parents[1] / "texinputs"
STYLE = "".join(path.read_text("utf-8") for path in sorted(TEXINPUTS.glob("*.sty")))


def subclasses(cls: type[Any]) -> Iterator[type[Any]]:
    below: type[Any]
    for below in cls.__subclasses__():
        yield below
        yield from subclasses(below)


def node_classes() -> list[type[Any]]:
    """Every class of nodes that docutils, Sphinx, MyST, and sphinx-design define."""
    for package in (sphinx, myst_parser, sphinx_design):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not re.search(r"__main__|\.testing|_docs|\.io$|texinputs", module.name):
                importlib.import_module(module.name)
    known = {
        cls
        for cls in subclasses(docutils.nodes.Node)
        if cls.__module__.partition(".")[0]
        in ("docutils", "sphinx", "myst_parser", "sphinx_design")
    }
    return sorted(known, key=lambda cls: (cls.__module__, cls.__name__))


def visitor(cls: type[Any], step: str) -> Any:
    names = (f"{step}_{base.__name__}" for base in cls.__mro__)
    return next((found for name in names if (found := getattr(ResumeTranslator, name, 0))), None)


def test_every_node_is_written_with_defined_commands() -> None:
    classes = node_classes()
    assert len(classes) > 150
    unknown = set()
    for cls in classes:
        for step in ("visit", "depart"):
            method = visitor(cls, step)
            if method and not method.__module__.startswith("sphinx_resume"):
                used = re.findall(r"\\((?:sphinx|DU|pysig)\w+)", inspect.getsource(method))
                unknown |= {f"{cls.__name__}: {n}" for n in used if n not in STYLE}
    assert unknown == set()


CONF = """\
from tests.test_latex.test_foreign import setup
extensions = ["myst_parser", "sphinx_design", "sphinx.ext.todo", "sphinx_resume"]
latex_engine = "lualatex"
latex_documents = [("index", "resume.tex", "Résumé", "", "resume")]
todo_include_todos = True
"""


class odd(nodes.General, nodes.Inline, nodes.TextElement):  # noqa: N801 (like docutils' nodes)
    """An inline node without visitors."""


class odd_block(nodes.General, nodes.Element):  # noqa: N801
    """A block node without visitors."""


class foreign(nodes.General, nodes.Inline, nodes.TextElement):  # noqa: N801
    """A node whose extension writes it with Sphinx's macros."""


def visit(translator: Any, node: nodes.Element) -> None:
    translator.body.append(r"\sphinxstyleemphasis{\DUrole{x}{\sphinxcode{\sphinxupquote{")


def depart(translator: Any, node: nodes.Element) -> None:
    translator.body.append("}}}}")


class picture(nodes.General, nodes.Inline, nodes.Element):  # noqa: N801
    """An image that its extension creates while writing, as graphviz does."""


def visit_picture(translator: Any, node: nodes.Element) -> None:
    shutil.copy2(ROOTS / "test-pdf-everything" / "picture.png", translator.builder.outdir)
    translator.body.append(r"\sphinxincludegraphics[]{picture.png}")
    raise nodes.SkipNode


def role(name: str, raw: str, text: str, *_rest: Any, **_more: Any) -> tuple[list[Any], list[Any]]:
    if name == "picture":
        return [picture(alt=text)], []
    return [(odd if name == "odd" else foreign)("", text)], []


class Odd(Directive):
    has_content = True

    def run(self) -> list[nodes.Node]:
        return [odd_block("", nodes.paragraph("", self.content[0]))]


def setup(app: Sphinx) -> None:
    app.add_node(foreign, latex=(visit, depart))
    app.add_node(picture, latex=(visit_picture, None))
    app.add_node(odd)
    app.add_node(odd_block)
    app.add_role("odd", role)
    app.add_role("foreign", role)
    app.add_role("picture", role)
    app.add_directive("odd", Odd)


PAGE = """\
# Résumé

An {cpp:expr}`a * f(b)` and {odd}`strange word` and {foreign}`other word`, {kbd}`Ctrl`,
{menuselection}`File --> Open`, {guilabel}`&Ok`, {download}`this <conf.py>`, {pep}`8`.

```{odd}
Strange paragraph.
```

```{todo}
Something to do.
```

```{glossary}
Term
  What it means.
```

```{versionadded} 1.0
New thing.
```

```{hlist}
- One of a list
```

```{eval-rst}
.. cpp:function:: int add(int a, int b)

   Adds.

.. py:class:: Box[T](width: int, *, height=2) -> Box

   A box.

.. productionlist::
   sum: `term` "+" `term`

:acronym:`NASA`
```

````{tab-set}
```{tab-item} Label of a tab
Text of a tab.
```
````

{picture}`A graph of things`

```{dropdown} Title of a dropdown
Text of a dropdown.
```
"""


def test_foreign_nodes_are_in_the_pdf(tmp_path: Path) -> None:
    source = tmp_path / "docs"
    source.mkdir()
    (source / "conf.py").write_text(CONF, encoding="utf-8")
    (source / "index.md").write_text(PAGE, encoding="utf-8")
    write_latex(source, source, tmp_path)
    outcome = typesetting.typeset(tmp_path / "latex", ["resume"], Path("docs"))["resume"]
    assert outcome.errors == []
    pdf = read(tmp_path / "latex", "resume")
    for text in (
        "a * f(b)",
        "strange word",
        "other word",
        "Ctrl",
        "Open",
        "Ok",
        "Strange paragraph.",
        "Something to do.",
        "What it means.",
        "New thing.",
        "One of a list",
        "int add(int a, int b)",
        "Box[T](width: int, *, height=2)",
        "NASA",
        "Label of a tab",
        "Text of a tab.",
        "Title of a dropdown",
        "Text of a dropdown.",
    ):
        assert text in fold(pdf.text), text
    (figure,) = (element for _depth, tag, element in pdf.elements if tag == "Figure")
    assert figure["/Alt"] == "A graph of things"
    result = importlib.import_module("page").validate_pdf(str(pdf.path), profile="ua1")
    assert [str(failure) for failure in result.failures] == []
