"""Snippets for VS Code and compatible editors: directives with their options, and roles.

They are generated from the declarations of the directives: ``sphinx-resume snippets``.
https://code.visualstudio.com/docs/editing/userdefinedsnippets
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from itertools import count
from pathlib import Path
from typing import Any, Final

from sphinx_resume.model.citations import Rewording
from sphinx_resume.model.entries import Occasion
from sphinx_resume.model.options import Option, flag, options
from sphinx_resume.new_page import OUTLINES, registry_of
from sphinx_resume.registry import Registry

#: The file where editors look for snippets.
FILE: Final = Path(".vscode", "resume.code-snippets")

Snippet = dict[str, Any]


def snippets(docs: Path) -> str:
    """The content of the file for a project with pages in *docs*."""
    found = dict(_all(registry_of(docs)))
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def _all(registry: Registry) -> Iterator[tuple[str, Snippet]]:
    for kind, cls in registry.entry_types.items():
        asks = OUTLINES[kind].asks if kind in OUTLINES else ()
        body = ["", "${0:What it was.}"] if cls.needs_body else []
        chosen = [opt for opt in options(cls) if opt.required or opt.name in asks]
        every = [opt for opt in options(cls) if opt.read is not flag]
        head = f"${{1:my-{kind}}}"
        yield kind, _directive(kind, head, chosen, body, cls.description)
        yield f"{kind} (all options)", _directive(f"{kind}-all", head, every, body, cls.description)
        yield (
            f"{kind} (role)",
            _snippet(f"{{{kind}}}", [f"{{{kind}}}`${{1:name}}`"], f"A link to a {kind}."),
        )
    views: dict[str, type[Any]] = {
        Occasion.name: Occasion,
        Rewording.name: Rewording,
        **registry.views,
    }
    for name, view in views.items():
        head = "${1:position}" if "argument" in view.__dataclass_fields__ else ""
        required = [opt for opt in options(view) if opt.required]
        yield name, _directive(name, head, required, [], view.description)


def _directive(
    prefix: str, head: str, opts: Iterable[Option], body: list[str], description: str
) -> Snippet:
    numbers = count(2)
    lines = [f":{opt.name}: {_place(opt, next(numbers))}" for opt in opts]
    name = prefix.removesuffix("-all")
    return _snippet(prefix, [f"```{{{name}}} {head}".rstrip(), *lines, *body, "```"], description)


def _place(opt: Option, number: int) -> str:
    """The tab stop for the value of an option, with its example or its choices."""
    if opt.choices:
        return f"${{{number}|{','.join(_escaped(each, ',|') for each in opt.choices)}|}}"
    return f"${{{number}:{_escaped(opt.example)}}}"


def _escaped(text: str, more: str = "") -> str:
    return re.sub(rf"[$}}\\{more}]", r"\\\g<0>", text)


def _snippet(prefix: str, body: list[str], description: str) -> Snippet:
    return {
        "scope": "markdown",
        "prefix": prefix,
        "body": body,
        "description": description.replace("`", ""),
    }
