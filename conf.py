"""The Sphinx configuration of this résumé: ``sphinx-build -c . docs build/html``, or ``nox``."""

from __future__ import annotations

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "_ext"))

resume_name = ""  # if set, it is on the site and in the PDFs
project = "Résumé"
language = os.environ.get("READTHEDOCS_LANGUAGE", "en")

extensions = ["myst_parser", "sphinx_design", "sphinx_last_updated_by_git", "sphinx_resume"]
extensions += ["resume_docs"]  # the reference in docs/about
primary_domain = "resume"
resume_documents = ["resume", "variants/reliability", "variants/developer-tooling"]
resume_checks = {"unevidenced": "warning"}  # except skills with the option :stated:
myst_enable_extensions = ["attrs_block", "colon_fence", "deflist", "fieldlist", "substitution"]

# The site includes the PDFs and other formats that have been built.
pdfs = sorted((Path(__file__).parent / "build" / "pdf").glob("*.pdf"))
exports = sorted((Path(__file__).parent / "build" / "export").glob("*.*"))
html_extra_path = [str(path) for path in (*pdfs, *exports)]

html_theme = "furo"
html_title = resume_name or project
html_show_copyright = False
html_use_index = False  # it would be empty; skills have their own index
html_domain_indices = ["resume-skills"]  # no index of Python modules
git_last_updated_timezone = "UTC"
suppress_warnings = ["git"]  # without git or with a shallow clone, pages have no date
html_baseurl = os.environ.get("READTHEDOCS_CANONICAL_URL", "")
resume_languages = {  # Read the Docs has a project for each
    each: html_baseurl.replace(f"/{language}/", f"/{each}/")
    for each in ("en", "de")
    if f"/{language}/" in html_baseurl
}
resume_feed = True  # written if html_baseurl is known

# EPUB requires these; without a name, there is no rights holder to mention.
epub_copyright = resume_name or "All rights reserved"
epub_exclude_files = [path.name for path in (*pdfs, *exports)]
version = "1"

latex_engine = "lualatex"
latex_documents = [
    ("resume", "resume.tex", resume_name or project, resume_name, "resume"),
    ("index", "portfolio.tex", resume_name or project, resume_name, "portfolio"),
]
latex_elements = {"papersize": "a4paper"}
