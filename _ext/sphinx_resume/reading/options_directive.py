"""The base class of directives whose options are declared by a dataclass."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Container, Iterable, Iterator, Mapping
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst.states import RSTState
from sphinx.util.docutils import SphinxDirective
from sphinx.util.typing import OptionSpec

from sphinx_resume.checks.findings import Finding, warn
from sphinx_resume.domain import ResumeDomain, place_in
from sphinx_resume.model.dates import PRESENT, DateError
from sphinx_resume.model.entries import Position
from sphinx_resume.model.entry import Place
from sphinx_resume.model.option_syntax import Written, is_field, markdown, restructured
from sphinx_resume.model.options import Option, date_or_present, options, read_options
from sphinx_resume.model.slugs import close, did_you_mean
from sphinx_resume.reading.substitutions import SubstitutionError, resolved
from sphinx_resume.reading.substitutions import restructured as restructured_substitution
from sphinx_resume.sphinx_fixes.myst_renderer import is_markdown, substitutions

#: A line that `new_page` writes for something to fill in: an option, an item, or an event.
_TODO = re.compile(r"\s*(?::[\w-]+:\s*|[-*]\s+(?:T[-+][^\[]*(?:\[\w+\]\s*)?)?)?TODO\b")


class DeclaredDirective(SphinxDirective):
    """A directive whose options are declared by the fields of a dataclass."""

    optional_arguments = 1
    final_argument_whitespace = True
    has_content = True
    #: No options for docutils or MyST: `option_syntax` reads them.
    option_spec: ClassVar[OptionSpec | None] = None

    #: Whether it may have a body below the options.
    takes_body: ClassVar[bool] = False

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        many = {opt.name for opt in options(self.declared_by) if opt.many}
        if isinstance(self.state, RSTState):
            written, first = self._restructured()
        else:
            written, first = self._markdown(many)
        self.options = written.texts
        self._lines_of = {name: first + line for name, line in written.lines.items()}
        for line, message in written.findings:
            warn(Finding("option", self._at(first + line), f"{self.label}: {message}"))
        self._substitute()
        if not self.takes_body and any(line.strip() for line in self.content):
            message = f"{self.label} takes no body; the text below its options is left out"
            warn(Finding("option", self.body_place(), message))

    @property
    def declared_by(self) -> type[Any]:
        """The dataclass whose fields are its options."""
        raise NotImplementedError

    def _substitute(self) -> None:
        """Resolve substitutions in the argument and the options, and warn of those that fail."""
        if self.argument:
            self.arguments = [self._substituted(self.argument, self.lineno, self.label)]
        for name, value in self.options.items():
            what = f"{self.label}, option “{name}”"
            self.options[name] = self._substituted(value, self._lines_of[name], what)

    def _substituted(self, text: str, line: int, what: str) -> str:
        try:
            if not is_markdown(self):
                warn_of = restructured_substitution(text)
                if warn_of:
                    raise SubstitutionError(
                        f"“{warn_of}” is not resolved, but printed as it is; write the text itself"
                    )
            elif found := substitutions(self):
                known = {**found.values, "env": self.env}
                return resolved(text, known, found.delimiters)
        except SubstitutionError as error:
            warn(Finding("option", self._at(line), f"{what}: {error}"))
        return text

    def _restructured(self) -> tuple[Written, int]:
        """The options, and the line number on the page of their first line."""
        lines = self.arguments[0].split("\n") if self.arguments else []
        start = next((n for n, line in enumerate(lines) if is_field(line)), len(lines))
        argument = "\n".join(lines[:start])
        self.arguments = [argument] if argument else []
        head = self.block_text.split("\n", 1)[0].partition("::")[2]
        first = self.lineno + start + (not head.strip())
        return restructured(lines[start:]), first

    def _markdown(self, many: Container[str]) -> tuple[Written, int]:
        """Take the options out of the content; return them and the number of their first line."""
        first = self.lineno + 1
        if self.content_offset:  # the content starts with a blank line, so there are none
            return Written(), first
        written = markdown(list(self.content), many)
        self.content = self.content[written.length :]
        self.content_offset += written.length
        if written.rest:
            self.content.insert(0, written.rest, self.content.source(0))
            self.content_offset -= 1
        elif written.length and self.content and not self.content[0].strip():
            self.content = self.content[1:]
            self.content_offset += 1
        return written, first

    @property
    def label(self) -> str:
        """The directive's name without the domain."""
        return self.name.lower().removeprefix("resume:")

    @property
    def domain(self) -> ResumeDomain:
        """The domain, which stores what the directive declares."""
        return ResumeDomain.from_env(self.env)

    @property
    def argument(self) -> str:
        """The argument after the name, on one line; empty if there is none."""
        return " ".join(self.arguments[0].split()) if self.arguments else ""

    def place(self, anchor: str = "") -> Place:
        """The place of the directive, with the line of each option."""
        source_and_line = self.state_machine.get_source_and_line
        found = [(name, source_and_line(at)[1] or at) for name, at in self._lines_of.items()]
        return dataclasses.replace(self._at(self.lineno), anchor=anchor, lines=tuple(found))

    def _at(self, number: int) -> Place:
        """The place of a line of the page, which may be in an included file."""
        source, line = self.state_machine.get_source_and_line(number)
        return place_in(self.env, self.env.docname, line or number, source)

    def _lines(self) -> Iterator[tuple[int, str]]:
        # The block starts with the directive itself, unless MyST made it without a fence.
        lines = self.block_text.splitlines()
        whole = bool(lines) and self.label in lines[0]
        return enumerate(lines, start=self.lineno if whole else self.lineno + 1)

    def body_place(self) -> Place:
        """The place where the body begins."""
        first = self.content[0].strip()
        lines = (number for number, line in self._lines() if line.strip() == first)
        return self._at(next(lines, self.lineno))

    def values(self, place: Place) -> dict[str, Any]:
        """Read the options: their values by field name, with a warning for each invalid one."""
        known = {opt.name: opt for opt in options(self.declared_by)}
        for name in self.options:
            if name not in known:
                hint = did_you_mean(close(name, known)) or f"; it has {', '.join(known) or 'none'}"
                message = f"{self.label} has no option “{name}”{hint}"
                warn(Finding("option", place.at_option(name), message))
        values, errors = read_options(self.declared_by, self.options)
        for name, error in errors.items():
            if _TODO.match(self.options[name]):
                continue  # `warn_todo` reports it
            message = f"{self.label}, option “{name}”: {error}"
            warn(Finding(_type_of(error, self.options[name]), place.at_option(name), message))
        self._warn_of_missing(known, self.needed(values), place)
        return values

    def needed(self, values: Mapping[str, Any]) -> frozenset[str]:
        """The options that are required, given these values."""
        return frozenset(opt.name for opt in options(self.declared_by) if opt.required)

    def forget_pending(self, strays: Iterable[nodes.Node]) -> None:
        """Keep docutils from applying pending transforms to nodes that are left out."""
        gone = {id(each) for node in strays for each in node.findall(nodes.pending)}
        transformer = self.state.document.transformer
        transformer.transforms = [
            each for each in transformer.transforms if id(each[2]) not in gone
        ]

    def warn_todo(self, what: str) -> None:
        """Warn once of all lines still to be filled in, at the first of them."""
        found = [number for number, line in self._lines() if _TODO.match(line)]
        if found:
            lines, them = (f"{len(found)} lines", "them") if found[1:] else ("a line", "it")
            message = f"{what} still has {lines} marked TODO; fill {them} in, or delete {them}"
            warn(Finding("todo", self._at(found[0]), message))

    def _warn_of_missing(
        self, known: dict[str, Option], needed: frozenset[str], place: Place
    ) -> None:
        """Warn once of all required options that are missing rather than misspelt."""
        misspelt = {
            near for name in self.options if name not in known for near in close(name, known)[:1]
        }
        missing = [
            opt
            for name, opt in known.items()
            if name in needed and name not in self.options and name not in misspelt
        ]
        if len(missing) == 1:
            message = f"the option “{missing[0].name}”, for example {missing[0].example}"
        else:
            message = f"the options {', '.join(f'“{opt.name}”' for opt in missing)}"
        if any(opt.read is date_or_present for opt in missing):
            message += f"; if it is ongoing, write “:end: {PRESENT.value}”"
            if self.declared_by is Position:
                message += ", which is assumed if no position is known to be ongoing"
        if missing:
            warn(Finding("missing-option", place, f"{self.label} needs {message}"))


def _type_of(error: ValueError, text: str) -> str:
    if not text.strip():
        return "missing-option"
    return "date" if isinstance(error, DateError) else "option"
