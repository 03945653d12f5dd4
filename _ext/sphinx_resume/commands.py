"""The command line: ``sphinx-resume init``, ``import`` …, or ``python -m sphinx_resume …``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from gettext import translation
from pathlib import Path

from sphinx_resume import agents, snippets
from sphinx_resume.catalogues import UnreadableError
from sphinx_resume.checks.documents import DocumentReport
from sphinx_resume.extracting.expected import expected_phrases
from sphinx_resume.extracting.report import report as extract
from sphinx_resume.i18n import CATALOG, LANGUAGES, LOCALES
from sphinx_resume.importing.command import NotImportedError, Report, import_file
from sphinx_resume.importing.formats import FORMATS
from sphinx_resume.importing.source import SourceError
from sphinx_resume.new_page import language_of, registry_of
from sphinx_resume.new_project import create
from sphinx_resume.project_data import data_of, no_such_document
from sphinx_resume.tailoring import texts, variant
from sphinx_resume.tailoring.facts import facts_of, variant_of
from sphinx_resume.tailoring.ground import ground
from sphinx_resume.tailoring.match import match
from sphinx_resume.translating import update_catalogues


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command, and return its exit status: 0, or 1 after printing the reason."""
    given = _parser().parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a report may contain any character
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        return int(given.run(given))
    except (NotImportedError, SourceError, UnreadableError) as error:
        print(*error.args, sep="\n", file=sys.stderr)
    except OSError as error:  # such as a full disk, or missing permissions
        print(f"{error.filename or 'Files'}: {error.strerror or error}", file=sys.stderr)
    return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="sphinx-resume", description="A résumé with Sphinx.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _add_init(commands.add_parser("init", help="create a project in an empty folder"))
    _add_import(commands.add_parser("import", help="create pages from an existing résumé"))
    _add_check(commands.add_parser("check", help="what a document leaves out"))
    _add_diff(commands.add_parser("diff", help="what differs between two documents"))
    _add_ground(commands.add_parser("ground", help="what supports the sentences of a letter"))
    _add_match(commands.add_parser("match", help="what a posting asks for, and what backs it"))
    _add_parse(commands.add_parser("parse", help="what programs extract from the PDF"))
    _add_translate(commands.add_parser("translate", help="update catalogues for translators"))
    _add_agents(commands.add_parser("agents", help="instructions for language models"))
    _add_snippets(commands.add_parser("snippets", help="snippets for VS Code"))
    return parser


def _add_ground(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Print which statements of your pages support each sentence of a text, such as a letter, "
        "by the skills, organizations, titles, numbers, and dates in it. The exit status is 1 if "
        "any sentence lacks support."
    )
    parser.add_argument("file", type=Path, help="the text, Markdown, or HTML; - to paste it")
    parser.add_argument(
        "--to",
        action="append",
        default=[],
        metavar="NAME",
        help="an addressee, about whom the text makes no claims: --to Acme --to Smith",
    )
    _add_variant(parser)
    _add_docs(parser)
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.set_defaults(run=_ground)


def _ground(given: argparse.Namespace) -> int:
    text = texts.read(given.file)
    facts = variant_of(given.docs, given.variant)[1] if given.variant else facts_of(given.docs)
    found = ground(text, facts, given.to)
    print(found.json() if given.json else found.text())
    return 1 if found.failed else 0


def _add_check(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Print which entries and statements a document leaves out, and which it rewords. "
        "Documents are the pages in resume_documents in conf.py and those in the folder “private”, "
        "by file name."
    )
    parser.add_argument("names", nargs="+", metavar="NAME", help="the document, such as academic")
    _add_docs(parser)
    parser.set_defaults(run=_check)


def _check(given: argparse.Namespace) -> int:
    found = _documents(given.names, given.docs)
    print("\n\n".join(each.text() for each in found))
    return 0


def _add_diff(parser: argparse.ArgumentParser) -> None:
    parser.description = "Print which entries, statements, and words only one of two documents has."
    parser.add_argument("one", help="a document, such as academic")
    parser.add_argument("other", help="another one")
    _add_docs(parser)
    parser.set_defaults(run=_diff)


def _diff(given: argparse.Namespace) -> int:
    one, other = _documents([given.one, given.other], given.docs)
    print(one.compared(other))
    return 0


def _documents(names: Sequence[str], docs: Path) -> list[DocumentReport]:
    """The reports on these documents."""
    data = data_of(docs, "resume-report", names)["report.json"]["documents"]
    known = {each.name: each for each in map(DocumentReport.read, data)}
    for name in names:
        if name not in known:
            raise no_such_document(name, known, docs)
    return [known[name] for name in names]


def _add_match(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Print which of your skills, interests, and languages a posting asks for, by their names "
        "and aliases, and what backs each: statements, only your word, or nothing. There is no "
        "score, and nothing leaves this machine."
    )
    parser.add_argument(
        "file", type=Path, help="the posting: text, Markdown, or HTML; - to paste it"
    )
    _add_variant(parser)
    parser.add_argument(
        "--write",
        metavar="NAME",
        help=f"also write {variant.FOLDER}/NAME.md: a page with the entries and statements that "
        "back what the posting asks for; private/NAME stays off the site; never overwrites a file",
    )
    parser.add_argument(
        "--pages",
        type=_count,
        default=1,
        help="its maximum number of pages, estimated: %(default)s",
    )
    _add_docs(parser)
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.set_defaults(run=_match)


def _count(text: str) -> int:
    number = int(text) if text.isascii() and text.isdigit() else 0
    if not number:
        raise argparse.ArgumentTypeError(f"“{text}” is not a number of pages; use 1 or more")
    return number


def _match(given: argparse.Namespace) -> int:
    posting = texts.read(given.file)
    if given.variant:
        found = match(posting, *variant_of(given.docs, given.variant))
    else:
        found = match(posting, facts_of(given.docs))
    print(found.json() if given.json else found.text())
    if given.write is not None:
        words = translation(CATALOG, LOCALES, [language_of(given.docs)], fallback=True).gettext
        path = variant.write(found, given.docs, given.write, given.pages, words)
        _say_what_is_left(path)
    return 0


def _say_what_is_left(path: Path) -> None:
    folder, name = path.parent.name, path.stem
    if folder == variant.FOLDER:
        how = f"add “{folder}/{name}” to resume_documents in conf.py, after “resume”.\nThen "
    else:
        how = "nothing need be added to conf.py: "
    print(
        f"""
Result: {path}, with what backs the posting. Edit it as you like.
To build documents from it, {how}“nox -s pdf -- --only {name}” reports whether it is too long.""",
        file=sys.stderr,
    )


def _add_parse(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Compare what programs extract from the PDFs and the Word document of the short résumé "
        "with the text of its page. The exit status is 1 if a phrase is lost, out of order, or has "
        "words glued together."
    )
    parser.add_argument(
        "files",
        type=Path,
        nargs="*",
        help="the files; by default, those that nox -s pdf and nox -s export have written",
    )
    _add_docs(parser)
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.set_defaults(run=_parse)


def _parse(given: argparse.Namespace) -> int:
    found = extract(expected_phrases(given.files, given.docs))
    print(found.json() if given.json else found.text())
    return 1 if found.failed else 0


def _add_agents(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Instructions for language models, or anybody else who edits the project: how entries, "
        "evidence, and variants work, and all options, including those of extensions in conf.py."
    )
    _add_docs(parser)
    _add_write(parser, agents.FILE)
    parser.set_defaults(run=_agents)


def _agents(given: argparse.Namespace) -> int:
    return _print_or_write(agents.guide(registry_of(given.docs)), agents.FILE, write=given.write)


def _add_variant(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--variant",
        default="",
        metavar="NAME",
        help="use only what one document shows, given its file name: academic, or resume",
    )


def _add_docs(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--docs", type=Path, default=Path("docs"), help="the folder of the pages: %(default)s"
    )


def _add_translate(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Write the texts of the pages and of conf.py into catalogues for translators, and update "
        "existing ones: translations are kept, and those of changed texts are marked “fuzzy”."
    )
    parser.add_argument("language", nargs="*", help="such as de; by default, the existing ones")
    _add_docs(parser)
    parser.add_argument(
        "--conf", type=Path, default=Path(), help="the folder of conf.py: %(default)s"
    )
    parser.set_defaults(run=_translate)


def _translate(given: argparse.Namespace) -> int:
    for path, left in update_catalogues(given.docs, given.conf, given.language).items():
        print(f"{path}: {left or 'nothing'} to translate")
    return 0


def _add_snippets(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Snippets for VS Code: directives with their options, and roles, including those of "
        "extensions in conf.py."
    )
    _add_docs(parser)
    _add_write(parser, snippets.FILE)
    parser.set_defaults(run=_snippets)


def _snippets(given: argparse.Namespace) -> int:
    return _print_or_write(snippets.snippets(given.docs), snippets.FILE, write=given.write)


def _add_write(parser: argparse.ArgumentParser, file: Path) -> None:
    words = f"write {file.as_posix()} instead of printing"
    parser.add_argument("--write", action="store_true", help=words)


def _print_or_write(text: str, file: Path, *, write: bool) -> int:
    if not write:
        print(text, end="")
        return 0
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, encoding="utf-8", newline="\n")
    print(f"Result: {file}")
    return 0


def _add_init(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Create a complete project in an empty folder: settings, commands, and pages, from an "
        "existing résumé, or with an example of each kind of entry. Then run nox there."
    )
    parser.add_argument("folder", type=Path, help="a new or empty folder")
    parser.add_argument(
        "--from", type=Path, dest="source", metavar="FILE", help="a résumé in another format"
    )
    parser.add_argument(
        "--language", default="en", choices=LANGUAGES, help="the language of the site: %(default)s"
    )
    parser.add_argument(
        "--extension",
        default="",
        metavar="WHERE",
        help="the source of the extension: a path, an address, or sphinx-resume==1.0; by default, "
        "the installation that runs this command",
    )
    _add_how(parser)
    parser.set_defaults(run=_init)


def _init(given: argparse.Namespace) -> int:
    report = create(
        given.folder,
        source=given.source,
        language=given.language,
        extension=given.extension,
        citations=not given.no_citations,
    )
    return _say(report, given)


def _add_import(parser: argparse.ArgumentParser) -> None:
    known = ", ".join(each.name for each in FORMATS)
    parser.description = (
        f"Create pages from a résumé in another format ({known}). Never overwrites a file. The "
        "report lists what became what, and what could not be imported and why."
    )
    parser.add_argument("file", type=Path, help="the résumé")
    _add_docs(parser)
    parser.add_argument("--into", default="", help="a folder in it for new pages")
    _add_how(parser)
    parser.set_defaults(run=_import)


def _add_how(parser: argparse.ArgumentParser) -> None:
    """Add the options that both commands have."""
    parser.add_argument(
        "--no-citations",
        action="store_true",
        help="do not turn names of skills into links",
    )
    parser.add_argument("--json", action="store_true", help="print the report as JSON")


def _import(given: argparse.Namespace) -> int:
    report = import_file(given.file, given.docs, into=given.into, citations=not given.no_citations)
    return _say(report, given)


def _say(report: Report, given: argparse.Namespace) -> int:
    print(report.as_json() if given.json else report.as_text())
    return 1 if report.warnings else 0
