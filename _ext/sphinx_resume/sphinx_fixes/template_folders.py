"""Folders of templates that come after a project's own and before the theme's.

Fault: an extension can bring templates by ``templates_path`` only, which is a setting that is
  part of the digest by which Sphinx knows whether settings have changed; folders of ours, which
  are another on each machine, would write all pages anew. Nor is the theme known when settings
  are read.
Needed for: Sphinx 9.0 to 9.2.
Test: tests/test_html/test_furo.py::test_a_template_of_the_project_may_build_on_ours
Removable: when extensions can register folders of templates for a theme.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from sphinx.jinja2glue import BuiltinTemplateLoader, SphinxFileSystemLoader


def add(engine: object, folders: Sequence[Path]) -> None:
    """Let the engine of templates look there.

    The engine stays what it is: other extensions may have given it filters. One that is not
    Sphinx's may know nothing of Jinja, and is left alone.
    """
    if isinstance(engine, BuiltinTemplateLoader):
        at = engine.templatepathlen
        engine.pathchain[at:at] = folders  # type: ignore[assignment] # a private kind of Path
        engine.loaders[at:at] = [SphinxFileSystemLoader(folder) for folder in folders]
        engine.templatepathlen += len(folders)
