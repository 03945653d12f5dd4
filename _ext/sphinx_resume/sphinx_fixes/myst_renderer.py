"""The substitutions that MyST knows on a page, those of its front matter included.

Fault: MyST resolves substitutions in running text, and not in the options of directives, and
  tells directives nothing of what front matter adds to ``conf.py``.
Needed for: myst-parser 5.2 to 5.
Test: tests/test_reading/test_substitutions.py::test_titles_are_substituted_as_running_text_is
Removable: when MyST resolves substitutions in options, or gives directives its settings of a
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
    """Whether MyST reads the page that a directive stands on."""
    return _renderer(directive) is not None


def substitutions(directive: SphinxDirective) -> Substitutions | None:
    """The substitutions where a directive stands; ``None`` where MyST resolves none."""
    renderer = _renderer(directive)
    if renderer is None or "substitution" not in renderer.md_config.enable_extensions:
        return None
    settings = renderer.md_config
    return Substitutions(dict(settings.substitutions), settings.sub_delimiters)


def _renderer(directive: SphinxDirective) -> Any:
    return getattr(directive.state, "_renderer", None)
