"""A cache for compiled templates, which Sphinx would otherwise compile in each process.

It is beside the doctrees, in a folder named by everything that affects compilation; Jinja itself
compares the source of each template.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from typing import TYPE_CHECKING

import jinja2
import sphinx
from jinja2.bccache import Bucket, FileSystemBytecodeCache
from sphinx.jinja2glue import BuiltinTemplateLoader

from sphinx_resume.output.state_files import state_file

if TYPE_CHECKING:
    from jinja2.environment import Environment
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> None:
    """Register the event handler."""
    app.connect("builder-inited", add_cache)


def add_cache(app: Sphinx) -> None:
    """Give the template engine a cache, if it is Sphinx's (handler of ``builder-inited``)."""
    engine = getattr(app.builder, "templates", None)
    if isinstance(engine, BuiltinTemplateLoader):
        folder = state_file(app, f"templates-{_key(engine.environment)}")
        folder.mkdir(parents=True, exist_ok=True)
        engine.environment.bytecode_cache = _Cache(str(folder))


def _key(environment: Environment) -> str:
    """A digest of everything except the source that a compiled template depends on."""
    extensions = sorted(environment.extensions)
    parts = [sphinx.__version__, jinja2.__version__, type(environment).__name__, *extensions]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


class _Cache(FileSystemBytecodeCache):
    """A cache in which damaged files and a full disk do not fail a build."""

    def load_bytecode(self, bucket: Bucket) -> None:
        try:
            super().load_bytecode(bucket)
        except Exception:  # reading a damaged pickle may raise anything
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):
            super().dump_bytecode(bucket)
