"""The career as plain Markdown, mainly for language models: https://llmstxt.org/."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from babel import Locale

from sphinx_resume.i18n import _, capital
from sphinx_resume.model.career import Career
from sphinx_resume.model.entries import Skill
from sphinx_resume.model.entry import Entry
from sphinx_resume.output import career_json
from sphinx_resume.output.document import Block
from sphinx_resume.output.markdown import blocks_written, escaped
from sphinx_resume.views.date_text import Period
from sphinx_resume.views.entry_header import also_called, facts

FILE: Final = "llms.txt"


def llms_txt(
    title: str,
    about: str,
    career: Career,
    locale: Locale,
    address: Callable[[Entry], str],
    resume: Sequence[str] = (),
    data: str = "",
) -> str:
    """Everything public: a section for each kind, with its entries and their facts.

    The lines of the short résumé come first (`resume_lines`); then where figures come from. At the
    end is a link to the career as `data`, if the site has that.
    """
    lines = [f"# {_escape(title)}", "", f"> {_escape(about)}"]
    if resume:
        lines += ["", *resume]
    if any(career.use(skill).months for skill in career.skills):
        explanation = _(
            "How long a skill was used, and when last, is computed from the dated entries that "
            "mention it. Its page quotes them."
        )
        lines += ["", explanation]
    for kind, entry_type in career.kinds.items():
        entries = [entry for entry in career.entries_of_kind(kind) if not entry.is_internal]
        if entries:
            lines += ["", f"## {capital(_(entry_type.plural))}", ""]
        lines += [_entry(entry, career, locale, address(entry)) for entry in entries]
    if data:
        heading = _("Data")
        lines += ["", f"## {heading}", "", f"- [{career_json.FILE}]({data})"]
    return "\n".join(lines) + "\n"


def resume_lines(blocks: Iterable[Block]) -> Iterator[str]:
    """The text of the short résumé without links and, as the format requires, without headings."""
    return blocks_written(map(_plain, blocks))


def _plain(block: Block) -> Block:
    """A block without links, a heading as bold text."""
    is_heading = block.kind == "heading"
    runs = tuple(replace(run, href="", strong=run.strong or is_heading) for run in block.runs)
    return replace(
        block,
        runs=runs,
        kind="text" if is_heading else block.kind,
        level=0 if is_heading else block.level,
    )


def _entry(entry: Entry, career: Career, locale: Locale, address: str) -> str:
    known = _escape("; ".join(_facts(entry, career, locale)))
    return f"- [{_escape(entry.label)}]({address})" + (f": {known}" if known else "")


def _facts(entry: Entry, career: Career, locale: Locale) -> Iterator[str]:
    period = Period.from_entry(entry, career, locale) if entry.span else None
    if period:
        yield period.whole
    yield from facts(entry, career, locale)
    if isinstance(entry, Skill):
        yield from filter(None, (entry.category, *also_called(entry)))
    if skills := ", ".join(cited.title for cited in career.cites(entry) if cited.kind == "skill"):
        yield f"{capital(_(Skill.plural))}: {skills}"


def _escape(text: str) -> str:
    return escaped(" ".join(text.split()))
