"""The substitutions that MyST knows on a page, including those of its front matter.

Fault: MyST resolves substitutions in running text but not in the options of directives, and does
  not tell directives what front matter adds to ``conf.py``.
Needed for: myst-parser 5.2 to 5.
Test: tests/test_reading/test_substitutions.py::test_titles_are_substituted_like_running_text
Removable: when MyST resolves substitutions in options, or gives directives its settings for a
  page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from sphinx.util.docutils import SphinxDirective


class Substitutions(NamedTuple):
    """The substitutions of MyST, and their delimiters."""

    values: dict[str, Any]
    delimiters: tuple[str, str]


def is_markdown(directive: SphinxDirective) -> bool:
    """Whether MyST parses the page of a directive."""
    return _renderer(directive) is not None


def substitutions(directive: SphinxDirective) -> Substitutions | None:
    """The substitutions at a directive; ``None`` if MyST resolves none there."""
    renderer = _renderer(directive)
    if renderer is None or "substitution" not in renderer.md_config.enable_extensions:
        return None
    settings = renderer.md_config
    return Substitutions(dict(settings.substitutions), settings.sub_delimiters)


def _renderer(directive: SphinxDirective) -> Any:
    return getattr(directive.state, "_renderer", None)
