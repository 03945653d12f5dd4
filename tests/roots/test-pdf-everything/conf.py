from __future__ import annotations

project = "Everything"
author = "A. N. Author"
extensions = ["myst_parser", "sphinx_design", "sphinx_resume", "sphinx.ext.todo"]
primary_domain = "resume"
resume_today = "2024-06-15"
myst_enable_extensions = [
    "attrs_block",
    "attrs_inline",
    "colon_fence",
    "deflist",
    "dollarmath",
    "fieldlist",
    "strikethrough",
]
html_baseurl = "https://example.org/resume/"
todo_include_todos = True
numfig = True
latex_engine = "lualatex"
latex_documents = [("index", "everything.tex", "Everything at once", author, "portfolio")]
latex_elements = {"papersize": "a4paper"}
exclude_patterns = ["Thumbs.db", "_build"]
