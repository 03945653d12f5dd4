"""The Sphinx configuration of this example: ``nox -s html -- examples/hopper``."""

from __future__ import annotations

import sys
from pathlib import Path

root = Path(__file__).parents[2]
sys.path.insert(0, str(root / "_ext"))

resume_name = "Grace M. Hopper"
resume_today = "1992-01-01"  # the day she died
resume_contact = {
    "links": {
        "Her papers, Smithsonian Archives Center": "http://amhistory.si.edu/archives/d8324.htm",
        "Her service, Naval History and Heritage Command": (
            "http://www.history.navy.mil/bios/hopper_grace.htm"
        ),
    }
}
project = "Résumé"
language = "en"

extensions = ["myst_parser", "sphinx_resume"]
primary_domain = "resume"
myst_enable_extensions = ["attrs_block"]
resume_documents = ["resume", "variants/academic", "variants/industry"]
resume_checks = {"unevidenced": "warning", "unshown": "warning"}

# The site includes the PDFs and other formats that have been built.
pdfs = sorted((root / "build" / "examples" / "hopper" / "pdf").glob("*.pdf"))
exports = sorted((root / "build" / "examples" / "hopper" / "export").glob("*.*"))
html_extra_path = [str(path) for path in (*pdfs, *exports)]
html_theme = "furo"
html_title = resume_name
html_show_copyright = False
html_use_index = False  # it would be empty; skills have their own index
resume_feed = True  # written if html_baseurl is known

# EPUB requires these.
epub_copyright = "Facts from public sources, which each page names"
epub_exclude_files = [path.name for path in (*pdfs, *exports)]
version = "1"

latex_engine = "lualatex"
latex_documents = [
    ("resume", "resume.tex", resume_name, resume_name, "resume"),
    ("index", "portfolio.tex", resume_name, resume_name, "portfolio"),
]
latex_elements = {"papersize": "a4paper"}
