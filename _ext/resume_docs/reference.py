"""The reference of directives, options and warnings, generated from their declarations."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar

from babel import Locale
from docutils import nodes

from resume_docs.broken_pages import BrokenPage, broken_pages
from sphinx_resume.checks.claims import AUDITS
from sphinx_resume.model.career import Career
from sphinx_resume.model.citations import Rewording
from sphinx_resume.model.entries import Occasion
from sphinx_resume.model.options import Option, options
from sphinx_resume.registry import Registry
from sphinx_resume.views import VIEWS
from sphinx_resume.views.base import View, paragraph


@dataclass(frozen=True, slots=True)
class Definition:
    """A term in code, remarks beside it, and what it means (with code in backquotes)."""

    term: str
    remarks: tuple[str, ...]
    text: str
    options: tuple[Definition, ...] = ()
    example: BrokenPage | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionReference(View):
    name: ClassVar[str] = "option-reference"
    description: ClassVar[str] = "This reference of the directives and their options."

    def layout(self, career: Career, locale: Locale) -> tuple[Definition, ...]:
        documented: list[tuple[str, type[Any]]] = [
            *career.kinds.items(),
            (Occasion.name, Occasion),
            (Rewording.name, Rewording),
            *VIEWS.items(),
        ]
        return tuple(
            Definition(
                f"{{{name}}}",
                (),
                cls.description,
                tuple(
                    Definition(f":{opt.name}:", tuple(_remarks(opt)), opt.help)
                    for opt in options(cls)
                ),
            )
            for name, cls in documented
        )

    def nodes(self, layout: tuple[Definition, ...]) -> list[nodes.Node]:
        return [_definitions(layout)]


@dataclass(frozen=True, slots=True, kw_only=True)
class WarningReference(View):
    name: ClassVar[str] = "warning-reference"
    description: ClassVar[str] = "The types of warnings, and what each asks for."

    def layout(self, career: Career, locale: Locale) -> tuple[Definition, ...]:
        examples = broken_pages(career.kinds)
        types = Registry(entry_types=dict(career.kinds)).warning_types
        return tuple(
            Definition(f"resume.{name}", tuple(_level(name)), text, example=examples.get(name))
            for name, text in sorted(types.items())
        )

    def nodes(self, layout: tuple[Definition, ...]) -> list[nodes.Node]:
        return [_definitions(layout)]


def _remarks(opt: Option) -> Iterable[str]:
    if opt.required:
        yield "required"
    elif opt.default and isinstance(opt.default, (str, tuple)):
        default = opt.default if isinstance(opt.default, str) else ", ".join(opt.default)
        yield f"default: {default}"
    if opt.many:
        yield "a list"
    yield f"for example: {opt.example}"


def _level(warning: str) -> Iterable[str]:
    if warning in AUDITS:
        yield f"level: {AUDITS[warning].level}, unless resume_checks says otherwise"


def _definitions(definitions: Iterable[Definition]) -> nodes.definition_list:
    # For authors and, like the warnings, in English.
    result = nodes.definition_list("", classes=["language-en"])
    for item in definitions:
        term = nodes.term("", "", nodes.literal("", item.term))
        body = nodes.definition("", paragraph(*_with_code(item.text)))
        if item.remarks:
            body += paragraph("; ".join(item.remarks), classes=["resume-when"])
        if item.options:
            body += _definitions(item.options)
        if item.example:
            body += _example(item.example)
        result += nodes.definition_list_item("", term, body)
    return result


def _example(broken: BrokenPage) -> Iterable[nodes.Node]:
    """A broken page with the line of the warning marked, and the warning."""
    if broken.settings:
        yield paragraph("With this in conf.py:")
        yield _code("\n".join(broken.settings), "python")
    if page := broken.source.rstrip():
        yield _code(page, "text", hl_lines=broken.lines)
    for warning in broken.warnings:
        yield paragraph(nodes.literal("", warning))


def _code(text: str, language: str, **arguments: Any) -> nodes.literal_block:
    return nodes.literal_block(text, text, language=language, highlight_args=arguments)


def _with_code(text: str) -> Iterable[nodes.Node]:
    for index, part in enumerate(text.split("`")):
        yield nodes.literal("", part) if index % 2 else nodes.Text(part)
