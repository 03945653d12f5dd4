"""Generates ``AGENTS.md``, instructions for language models and other programs that write.

It explains entries, evidence, and variants, and lists all options of the directives as declared.
https://agents.md
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from pathlib import Path
from typing import Any, Final

from sphinx_resume.model.entry import Entry
from sphinx_resume.model.options import Option, options
from sphinx_resume.registry import Registry

FILE: Final = Path("AGENTS.md")

#: The text around the lists of options.
_TEMPLATE: Final = Path(__file__).parent / "new_project" / "template" / "AGENTS.md.in"


def guide(registry: Registry) -> str:
    """The content of the file, with the kinds of entries and views of a project."""
    parts = {"KINDS": _kinds(registry), "VIEWS": _views(registry)}
    text = _TEMPLATE.read_text(encoding="utf-8")
    for name, lines in parts.items():
        text = text.replace(f"@{name}@\n", "\n".join(lines).rstrip("\n") + "\n")
    return text


def _kinds(registry: Registry) -> Iterator[str]:
    kinds = registry.entry_types
    common = set.intersection(*({opt.name for opt in options(cls)} for cls in kinds.values()))
    shared = [opt for opt in options(Entry) if opt.name in common - {"title"}]
    for name, cls in registry.directives:
        if name not in registry.views:
            yield from _directive(name, cls, {opt.name for opt in shared})
    yield "### All kinds"
    yield ""
    yield from map(_option, shared)


def _views(registry: Registry) -> Iterator[str]:
    for name, view in registry.views.items():
        yield from _directive(name, view, ())


def _directive(name: str, cls: type[Any], without: Container[str]) -> Iterator[str]:
    yield f"### `{{{name}}}`"
    yield ""
    yield cls.description
    yield ""
    found = [opt for opt in options(cls) if opt.name not in without]
    yield from map(_option, found)
    if found:
        yield ""


def _option(opt: Option) -> str:
    name = f"**`{opt.name}`**" if opt.required else f"`{opt.name}`"
    choices = [f"`{choice}`" for choice in opt.choices]
    said = all(choice in opt.help for choice in choices)
    one_of = "" if said else f" One of: {', '.join(choices)}."
    example = f" Example: `{opt.example}`." if opt.example and not one_of else ""
    return f"- {name}: {opt.help}{one_of}{example}"
