"""How Sphinx makes this résumé: ``sphinx-build -c . docs build/html``, or ``nox``."""

from __future__ import annotations

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "_ext"))

project = "Résumé"
language = "en"

extensions = ["myst_parser", "sphinx_design", "sphinx_resume"]
primary_domain = "resume"
exclude_patterns = ["build", ".nox"]
myst_enable_extensions = ["attrs_block", "colon_fence", "deflist", "fieldlist"]

html_theme = "furo"
html_title = project
html_baseurl = os.environ.get("READTHEDOCS_CANONICAL_URL", "")

latex_engine = "lualatex"
latex_documents = [
    ("resume", "resume.tex", project, "", "howto"),
    ("index", "portfolio.tex", project, "", "howto"),
]
latex_use_xindy = False
latex_domain_indices = False
latex_elements = {
    "papersize": "a4paper",
    "fontpkg": r"""
\IfFontExistsTF{texgyreheros-regular.otf}
  {\setmainfont{texgyreheros}[Extension=.otf,UprightFont=*-regular,BoldFont=*-bold,
    ItalicFont=*-italic,BoldItalicFont=*-bolditalic]}
  {\setmainfont{lmsans10}[Extension=.otf,UprightFont=*-regular,BoldFont=*-bold,
    ItalicFont=*-oblique,BoldItalicFont=*-boldoblique]}
""",
}
