"""Messages to readers, in the language of the build.

A message is whole: what goes into it has a name there, for other languages order words otherwise.
"""

from __future__ import annotations

import re
from typing import Final

from docutils import nodes
from sphinx.locale import get_translator

CATALOG: Final = "sphinx_resume"

_PLACE: Final = re.compile(r"%\((\w+)\)s")


def _(message: str) -> str:
    """The message in the language of the build."""
    return get_translator(CATALOG).gettext(message)


def ngettext(one: str, several: str, number: int) -> str:
    """The message in the form that the language has for a number."""
    return get_translator(CATALOG).ngettext(one, several, number)


def phrase(message: str, **parts: nodes.Node | list[nodes.Node]) -> list[nodes.Node]:
    """A message with nodes in its places, such as ``%(period)s``."""
    result: list[nodes.Node] = []
    for index, piece in enumerate(_PLACE.split(message)):
        if index % 2:
            part = parts[piece]
            result += part if isinstance(part, list) else [part]
        elif piece:
            result.append(nodes.Text(piece))
    return result
