from __future__ import annotations

project = "A career"
extensions = ["myst_parser", "sphinx_resume"]
exclude_patterns = ["_build"]
primary_domain = "resume"
resume_today = "2024-06-30"
html_theme = "basic"
html_show_copyright = False
epub_show_urls = "no"
version = "1"
