from __future__ import annotations

project = "A career in reStructuredText"
extensions = ["sphinx_resume"]
exclude_patterns = ["_build"]
resume_today = "2024-06-30"
html_theme = "basic"
html_show_copyright = False
epub_show_urls = "no"
version = "1"
