"""The command line: ``sphinx-resume import FILE``, or ``python -m sphinx_resume import FILE``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from sphinx_resume.importing.command import NotImportedError, import_file
from sphinx_resume.importing.formats import FORMATS


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; 0 if all is well, 1 with a reason if not."""
    given = _parser().parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a report may have any letter
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        return int(given.run(given))
    except NotImportedError as error:
        print(*error.args, sep="\n", file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="sphinx-resume", description="A résumé with Sphinx.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _add_import(commands.add_parser("import", help="write pages from a résumé that you have"))
    return parser


def _add_import(parser: argparse.ArgumentParser) -> None:
    known = ", ".join(each.name for each in FORMATS)
    parser.description = (
        f"Write pages from a résumé in another format ({known}). Nothing is written over. The "
        "report says what became what, and what could not be carried and why."
    )
    parser.add_argument("file", type=Path, help="the résumé")
    parser.add_argument(
        "--docs", type=Path, default=Path("docs"), help="the folder of the pages: %(default)s"
    )
    parser.add_argument("--into", default="", help="a folder in it for the new pages")
    parser.add_argument(
        "--no-citations",
        action="store_true",
        help="leave the words alone, also where they name a skill",
    )
    parser.add_argument("--json", action="store_true", help="the report for machines")
    parser.set_defaults(run=_import)


def _import(given: argparse.Namespace) -> int:
    report = import_file(given.file, given.docs, into=given.into, citations=not given.no_citations)
    print(report.as_json() if given.json else report.as_text())
    return 1 if report.warnings else 0
