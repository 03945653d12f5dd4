"""Imports a résumé into a project: ``sphinx-resume import FILE``."""

from __future__ import annotations

import dataclasses
import json
import os
import subprocess
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from gettext import translation
from pathlib import Path
from tempfile import TemporaryDirectory

from sphinx.application import Sphinx
from sphinx.errors import SphinxError
from sphinx.util.docutils import docutils_namespace

from sphinx_resume.domain import ResumeDomain
from sphinx_resume.i18n import CATALOG, LOCALES
from sphinx_resume.importing.formats import format_of, source_of
from sphinx_resume.importing.neutral import Imported, Person
from sphinx_resume.importing.pages import Known, Pages, WrittenEntry, pages, private_toml
from sphinx_resume.importing.source import Loss, SourceError, path_text
from sphinx_resume.model.shorten import shortened
from sphinx_resume.new_page import configured, language_of


@dataclass(slots=True)
class Report:
    """The result of an import: what it wrote, what it lost, and the warnings of a build."""

    source: str
    format: str
    made: list[WrittenEntry] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    losses: list[Loss] = field(default_factory=list)
    remarks: list[tuple[str, str]] = field(default_factory=list)
    stated: list[str] = field(default_factory=list)
    #: The next steps for the author.
    steps: list[str] = field(default_factory=list)
    #: New pages that are not in a toctree yet.
    unlisted: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def as_json(self) -> str:
        """The report as JSON."""
        found = dataclasses.asdict(self)
        found["remarks"] = [{"path": path, "remark": remark} for path, remark in self.remarks]
        return json.dumps(found, ensure_ascii=False, indent=2)

    def as_text(self) -> str:
        """The report as text."""
        return "\n".join(self._lines())

    def _lines(self) -> Iterator[str]:
        yield f"{self.source}: {self.format}"
        by_file: dict[str, list[WrittenEntry]] = defaultdict(list)
        for each in self.made:
            by_file[each.file].append(each)
        yield ""
        yield "Written:"
        for name in self.files:
            yield f"  {name}"
            for each in by_file.get(name, ()):
                yield f"    {each.kind} {each.id}  from {each.path}"
        if self.stated:
            yield ""
            yield f"Skills without evidence: {', '.join(self.stated)}."
            yield "  Cite them where you used them, then delete “:stated:”."
        if self.remarks:
            yield ""
            yield "Changed:"
            yield from (f"  {path}: {remark}" for path, remark in self.remarks)
        yield ""
        if self.losses:
            yield "Not imported:"
            for loss in self.losses:
                value = shortened(loss.value, 60)
                line = f" (line {loss.line})" if loss.line else ""
                yield f"  {loss.path}{line}: “{value}”: {loss.reason}"
        else:
            yield "Everything was imported."
        if self.steps:
            yield ""
            yield from self.steps
        yield ""
        if self.warnings:
            yield "Warnings of the build:"
            yield from (f"  {line}" for line in self.warnings)
        else:
            result = "With these lines, the result" if self.unlisted else "The result"
            yield f"{result} builds without warnings."


class NotImportedError(Exception):
    """Nothing was written; each argument is a reason."""


def read_source(path: Path, language: str, name: str = "") -> tuple[Imported, Report]:
    """Read a file; returns its data, and the report so far. Raises `NotImportedError`.

    The person gets the `name` if the source has none.
    """
    try:
        source = source_of(path)
        kind = format_of(source)
    except SourceError as error:
        raise NotImportedError(str(error)) from error
    words = translation(CATALOG, LOCALES, [language], fallback=True)
    imported = Imported(words=words.gettext, language=language)
    kind.read(source.root, imported)
    imported.replace_own_name(name)
    if source.errors:
        raise NotImportedError(*source.errors)
    source.lose_rest(kind.reasons)
    order = {path_text(path): number for number, path in enumerate(source.lines)}
    source.losses.sort(key=lambda loss: order.get(loss.path, -1))
    report = Report(str(path), kind.name, losses=source.losses, remarks=imported.remarks)
    return imported, report


def import_file(
    path: Path, docs: Path, *, into: str = "", citations: bool = True, check: bool = True
) -> Report:
    """Import a file into the project with pages in *docs*; raises `NotImportedError`."""
    if not docs.is_dir():
        raise NotImportedError(f"There is no folder {docs}.")
    folder = configured(docs)
    if folder is None:
        raise NotImportedError(
            f"There is no conf.py in {docs} or beside it; “sphinx-resume init” creates a project"
        )
    imported, report = read_source(path, language_of(docs), _own_name(folder))
    made = pages(imported, known(docs, folder), citations=citations)
    write(imported.person, made, docs, folder, into, report)
    if check:
        targets = [docs / into / name for name in made.files]
        report.unlisted, report.warnings = _split_warnings(warnings_of(docs, folder), docs, targets)
    if report.unlisted:
        report.steps.append(f"Add these lines to a toctree of {docs / 'index.md'}:")
        report.steps += [f"  {name}" for name in report.unlisted]
    return report


def _own_name(folder: Path) -> str:
    """The name of the person in the project's ``private.toml``, if any."""
    try:
        data = tomllib.loads((folder / "private.toml").read_text("utf-8-sig"))
    except (OSError, ValueError):  # missing, or invalid, which the build of the PDF reports
        return ""
    name = data.get("name", "")
    return name if isinstance(name, str) else ""


def write(person: Person, made: Pages, docs: Path, folder: Path, into: str, report: Report) -> None:
    """Write the pages and ``private.toml``; raises `NotImportedError` if any of them exists."""
    if not (docs / into).resolve().is_relative_to(docs.resolve()):
        raise NotImportedError(f"--into {into}: is not in {docs}; choose a folder below it")
    targets = {docs / into / name: text for name, text in made.files.items()}
    taken = [target for target in targets if target.exists() or target.is_symlink()]
    if taken:
        raise NotImportedError(
            *(f"{target} exists already, and nothing is overwritten" for target in taken),
            "Move these files, or choose a folder for the new pages: --into imported",
        )
    for target, text in targets.items():
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    report.files += [str(target) for target in targets]
    prefix = docs / into
    report.made += [dataclasses.replace(each, file=str(prefix / each.file)) for each in made.made]
    report.stated += made.stated
    _write_private(person, folder / "private.toml", report)


def _write_private(person: Person, target: Path, report: Report) -> None:
    text = private_toml(person)
    if not text:
        return
    if target.exists() or target.is_symlink():
        for name, value in person.private.items():
            reason = f"{target} exists already, and nothing is overwritten"
            report.losses.append(Loss(name, str(value), reason))
        return
    # Readable only by its owner.
    with os.fdopen(
        os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8"
    ) as file:
        file.write(text)
    report.files.append(str(target))
    report.remarks.append(("contact data", f"contact data is only in {target}, which is private"))


def known(docs: Path, folder: Path) -> Known:
    """The declarations in the existing pages of a project."""
    with TemporaryDirectory() as out, docutils_namespace():
        try:
            app = Sphinx(docs, folder, out, out, "dummy", status=None, warning=None)
            app.build(force_all=True)
        except (SphinxError, OSError) as error:
            raise NotImportedError(
                f"{folder / 'conf.py'}: the project does not build: {error}"
            ) from error
        domain = ResumeDomain.from_env(app.env)
        ids: dict[str, set[str]] = defaultdict(set)
        skills: list[tuple[str, str]] = []
        for found in domain.entries.values():
            for entry in found:
                ids[entry.kind].add(entry.id)
                if entry.kind == "skill":
                    skills += [(name, entry.id) for name in entry.names]
        extensions = getattr(app.config, "myst_enable_extensions", ())
        return Known(
            {kind: frozenset(names) for kind, names in ids.items()},
            tuple(skills),
            "substitution" in extensions,
        )


def warnings_of(docs: Path, folder: Path) -> list[str]:
    """The warnings of a build of a project, with the options that servers use."""
    with TemporaryDirectory() as out:
        done = subprocess.run(  # noqa: S603 (our own program)
            [
                *(sys.executable, "-m", "sphinx", "-b", "html", "-n", "-q", "--no-color"),
                *("-d", f"{out}/doctrees", "-c", f"{folder}", f"{docs}", f"{out}/html"),
            ],
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
    said = [line for line in done.stderr.splitlines() if line.strip()]
    here = f"{Path.cwd()}{os.sep}"
    return [line.removeprefix(here) for line in said] or (
        ["the build failed"] if done.returncode else []
    )


def _split_warnings(
    said: list[str], docs: Path, targets: Iterable[Path]
) -> tuple[list[str], list[str]]:
    """Separate the warnings about new pages outside all toctrees from others."""
    names = {each.resolve(): each.relative_to(docs).with_suffix("").as_posix() for each in targets}
    unlisted, others = [], []
    for line in said:
        name = names.get(Path(line.partition(": WARNING: ")[0]).resolve())
        if name and line.endswith("[toc.not_included]"):
            unlisted.append(name)
        else:
            others.append(line)
    return unlisted, others
