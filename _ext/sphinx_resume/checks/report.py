"""The state of a résumé as a page of text or as JSON: what backs its claims."""

from __future__ import annotations

import dataclasses
import json
import os
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Final

from babel import Locale

from sphinx_resume.checks.documents import DocumentReport
from sphinx_resume.checks.findings import Finding
from sphinx_resume.model.career import Career
from sphinx_resume.model.dates import PRESENT, Date, Span, months_text
from sphinx_resume.model.entry import Place
from sphinx_resume.model.translation import Untranslated

#: How many overlapping positions the text names one by one.
_FEW: Final = 3


@dataclass(frozen=True, slots=True)
class Stretch:
    """A period without a position, or with more than one."""

    start: str
    #: A date, or ``present``.
    end: str
    #: ``None`` if a date is known only to the year.
    months: int | None
    #: The overlapping positions.
    positions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """A skill and what backs it."""

    title: str
    page: str
    line: int
    evidence: int
    months: int
    #: Whether the months are an upper bound, because a date is known only to the year.
    at_most: bool
    #: ``present``, or a date in its own precision; empty if no use is dated.
    last_used: str


@dataclass(frozen=True, slots=True)
class ReportedFinding:
    """The finding of an audit."""

    level: str
    type: str
    page: str
    line: int
    message: str


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that ``nox -s check`` says."""

    today: str
    #: The skills by last use, oldest first; those without evidence come last.
    skills: tuple[Claim, ...]
    gaps: tuple[Stretch, ...]
    overlaps: tuple[Stretch, ...]
    findings: tuple[ReportedFinding, ...]
    #: Where the project has translations into the language of the build.
    untranslated: tuple[Untranslated, ...] = ()
    #: What each document shows and leaves out.
    documents: tuple[DocumentReport, ...] = ()

    @property
    def failed(self) -> bool:
        """Whether an audit of level ``error`` found something."""
        return any(finding.level == "error" for finding in self.findings)

    def json(self) -> str:
        """The report for machines, with the same totals as for people."""
        backed = sum(bool(claim.evidence) for claim in self.skills)
        data = {
            "coverage": {"skills": len(self.skills), "backed": backed},
            "failed": self.failed,
            **dataclasses.asdict(self),
        }
        return json.dumps(data, ensure_ascii=False, indent=2) + "\n"

    def text(self) -> str:
        """The report for people."""
        backed = [claim for claim in self.skills if claim.evidence]
        share = f" ({100 * len(backed) // len(self.skills)} %)" if self.skills else ""
        dated = [claim for claim in backed if claim.last_used]
        tables: dict[str, Iterable[tuple[str, ...]]] = {
            "Oldest evidence": (
                (c.last_used, c.title, ("up to " if c.at_most else "") + _length(c.months))
                for c in dated[:5]
            ),
            "Stated only": ((c.title, f"{c.page}:{c.line}") for c in self.skills if not c.evidence),
            "Gaps between positions": (
                (f"{gap.start} – {gap.end}", _length(gap.months)) for gap in self.gaps
            ),
            "Positions held at once": _overlaps(self.overlaps),
            "Checks": (
                (
                    finding.level,
                    f"{finding.page}:{finding.line}",
                    f"{finding.message} [{finding.type}]",
                )
                for finding in self.findings
            ),
        }
        if self.untranslated:
            tables["Not translated"] = map(_left, self.untranslated)
        lines = [f"As of {self.today}", ""]
        lines.append(f"Skills backed by evidence: {len(backed)} of {len(self.skills)}{share}")
        for heading, rows in tables.items():
            lines += ["", heading, *_table(rows)]
        for document in self.documents:
            if document.reworded:
                lines += ["", f"In other words in {document.name}", *document.in_other_words()]
        return "\n".join(lines) + "\n"


def _left(found: Untranslated) -> tuple[str, str]:
    if not found.text:
        return found.page, "all of the page: it has no catalogue"
    return f"{found.page}:{found.line}", textwrap.shorten(found.text, 70, placeholder=" …")


def _length(months: int | None) -> str:
    # For authors, so in English like the warnings.
    return "" if months is None else months_text(months, Locale("en"))


def _overlaps(found: Iterable[Stretch]) -> Iterator[tuple[str, ...]]:
    """A row for each pair of positions, or one for a position that overlaps with many."""
    for later, group in groupby(found, key=lambda over: over.positions[1]):
        pairs = list(group)
        if len(pairs) <= _FEW:
            for over in pairs:
                yield f"{over.start} – {over.end}", _length(over.months), *over.positions
        else:
            yield f"from {pairs[0].start}", "", f"{len(pairs)} others", later


def report(
    career: Career,
    found: Iterable[tuple[str, Finding]],
    pages: Path,
    untranslated: Sequence[Untranslated] = (),
    documents: Sequence[DocumentReport] = (),
) -> Report:
    """Make the report of a career and the findings of its audits, each given with its level.

    `pages` is the folder of the pages; paths of included files are relative to it.
    """
    claims = []
    for skill in career.skills:
        use = career.use(skill)
        last = PRESENT.value if use.current else use.last.isoformat() if use.last else ""
        place = skill.place
        count = len(career.evidence(skill))
        page = page_of(place, pages)
        claims.append(Claim(skill.title, page, place.line, count, use.months, use.at_most, last))
    claims.sort(key=lambda c: (not c.evidence, not c.last_used, c.last_used, c.title.casefold()))
    findings = [
        ReportedFinding(
            level, finding.type, page_of(finding.place, pages), finding.place.line, finding.message
        )
        for level, finding in found
    ]
    order = ("error", "warning", "note")
    findings.sort(key=lambda r: (order.index(r.level), r.type, r.page, r.line, r.message))
    return Report(
        career.today.isoformat(),
        tuple(claims),
        tuple(_stretch(gap, career) for gap in career.gaps),
        tuple(
            _stretch(over.span, career, over.first.label, over.second.label)
            for over in career.overlaps
        ),
        tuple(findings),
        tuple(untranslated),
        tuple(documents),
    )


def page_of(place: Place, pages: Path) -> str:
    """The page of a place, or the path of the file that the page includes it from."""
    if not place.source:
        return place.docname
    return Path(os.path.relpath(place.source, pages)).as_posix()


def _stretch(span: Span, career: Career, *positions: str) -> Stretch:
    end = span.end.isoformat() if isinstance(span.end, Date) else PRESENT.value
    months = None if span.by_year else len(span.months(career.today))
    return Stretch(span.start.isoformat(), end, months, positions)


def _table(rows: Iterable[tuple[str, ...]]) -> list[str]:
    found = list(rows)
    if not found:
        return ["  none"]
    widths = [max(map(len, column)) for column in zip(*found, strict=True)]
    return [
        "  "
        + "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in found
    ]
