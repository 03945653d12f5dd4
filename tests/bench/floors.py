"""What the sessions cannot do without: the programs they run, with nothing to do for us."""

from __future__ import annotations

import runpy
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

from tests.bench.checkout import Checkout
from tests.bench.cost import Contenders, Cost, run

NOX: Final = "nox, empty session"
SPHINX_AGAIN: Final = "empty project with furo, nothing to do"
SPHINX_EDITED: Final = "empty project with furo, one-line edit"
TEX: Final = "LuaLaTeX, one word in our class"
IMPORT: Final = "import of Sphinx and all extensions"

_NOXFILE: Final = """\
import nox

@nox.session
def empty(session): pass
"""
_CONF: Final = """\
extensions = {extensions!r}
html_theme = "furo"
suppress_warnings = ["git"]
"""


def contenders(checkout: Checkout, folder: Path) -> Contenders:
    """What to measure, prepared in a folder; the PDFs of the checkout must have been built."""
    extensions = runpy.run_path(f"{checkout.folder / 'conf.py'}")["extensions"]
    others = [
        each for each in extensions if not each.startswith("resume_") and each != "sphinx_resume"
    ]
    latex = shutil.copytree(checkout.folder / "build" / "latex", folder / "latex")
    preamble = (latex / "resume.tex").read_text("utf-8").partition("\\begin{document}")[0]
    texts = {"plain": "\\documentclass{article}\n", "ours": preamble}
    for name, text in texts.items():
        path = latex / f"{name}.tex"
        path.write_text(f"{text}\\begin{{document}}Empty\\par\\end{{document}}\n", "utf-8")
    (folder / "noxfile.py").write_text(_NOXFILE, "utf-8")
    site = folder / "site"
    site.mkdir()
    (site / "conf.py").write_text(_CONF.format(extensions=others), "utf-8")
    page = site / "index.md"

    def start(code: str) -> Callable[[], Cost]:
        return lambda: run([sys.executable, "-P", "-c", code])

    def tex(*command: str) -> Callable[[], Cost]:
        return lambda: run(command, latex)

    def sphinx() -> Cost:
        options = ("-q", "-b", "html", "-j", "auto")
        return run(
            [sys.executable, "-P", "-m", "sphinx", *options, f"{site}", f"{folder / 'html'}"]
        )

    def edited() -> Cost:
        text = page.read_text("utf-8") if page.exists() else "# Empty\n\n"
        page.write_text(f"{text}more\n", "utf-8")
        return sphinx()

    edited()
    latexmk = ("latexmk", "-lualatex", "-interaction=nonstopmode", "ours.tex")
    run(latexmk, latex)
    lualatex = ("lualatex", "-interaction=nonstopmode", "-no-shell-escape")
    imports = "import sphinx.cmd.build, furo, "
    return {
        "Python": start("pass"),
        "import of Sphinx, furo, and the other extensions": start(imports + ", ".join(others)),
        IMPORT: start(imports + ", ".join(extensions)),
        NOX: lambda: run(checkout.command(), folder),
        SPHINX_AGAIN: sphinx,
        SPHINX_EDITED: edited,
        "LuaLaTeX, one word in class article": tex(*lualatex, "plain.tex"),
        TEX: tex(*lualatex, "ours.tex"),
        "latexmk, nothing to do": tex(*latexmk),
    }
