"""Add template folders after a project's own and before the theme's.

Fault: an extension can only add templates through ``templates_path``, a setting that is part of the
  digest by which Sphinx detects changed settings; as the path of our folder differs on each
  machine, all pages would be rewritten. Nor is the theme known when settings are read.
Needed for: Sphinx 9.0 to 9.2.
Test: tests/test_html/test_furo.py::test_a_template_of_the_project_may_extend_ours
Removable: when extensions can register template folders for a theme.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from sphinx.jinja2glue import BuiltinTemplateLoader, SphinxFileSystemLoader


def add(engine: object, folders: Sequence[Path]) -> None:
    """Add folders to a template engine.

    The engine itself is kept, because other extensions may have added filters to it. One that is
    not Sphinx's may not use Jinja, and is left alone.
    """
    if isinstance(engine, BuiltinTemplateLoader):
        at = engine.templatepathlen
        engine.pathchain[at:at] = folders  # type: ignore[assignment] # a private kind of Path
        engine.loaders[at:at] = [SphinxFileSystemLoader(folder) for folder in folders]
        engine.templatepathlen += len(folders)
