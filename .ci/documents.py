"""The documents that sessions write: PDFs, other formats, the report, and the live site."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from programs import TEX, fonts_of
from sessions import (
    Project,
    builder_of,
    give_up,
    on_server,
    require,
    run_module,
    sphinx_build,
    start_sphinx_build,
    strict,
)
from typesetting import Outcome, documents_in, publish, typeset

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    import nox

#: The formats of a résumé besides the site and PDFs; the builders are called resume-FORMAT.
FORMATS = ("career", "json", "md", "txt", "docx")
SHORT = "resume"  # the short résumé among the LaTeX documents
#: Options of sphinx-build for which two builds have to take turns.
ALONE = ("-P", "--pdb", "--doctree-dir=", "--warning-file=")


def write_all(session: nox.Session, resume: Project, options: list[str]) -> list[Path]:
    """Build the site and all PDFs, which the site includes; returns their paths.

    The site links only to PDFs that exist when it is built. If these stay the same, it is built
    beside them, otherwise after them.
    """
    existing = pdfs_in(resume)
    beside = existing and not any(option.startswith(ALONE) for option in options)
    with ExitStack() as site:
        if beside:
            site.callback(start_sphinx_build(session, resume, "html", options))
        results = write_pdfs(session, resume, options, (), site.close)
    if not beside or pdfs_in(resume) != existing:
        sphinx_build(session, resume, "html", options)
    return [resume.output / "html" / "index.html", *results]


def pdfs_in(resume: Project) -> set[str]:
    """The names of the public PDFs that exist."""
    return {path.stem for path in (resume.output / "pdf").glob("*.pdf")}


def write_pdfs(
    session: nox.Session,
    resume: Project,
    options: list[str],
    only: Sequence[str],
    meanwhile: Callable[[], None] = lambda: None,
) -> list[Path]:
    """Typeset the documents of a résumé, or *only* some, and return the paths of the PDFs.

    A site that has them gets the new ones. While TeX is running, *meanwhile* is called.
    """
    latex = resume.output / "latex"
    for stale in latex.glob("*.tex"):  # so that only the documents in conf.py are left afterwards
        stale.unlink()
    sphinx_build(session, resume, "latex", options)
    known = documents_in(latex)
    own = private_pages(resume)
    wanted = chosen(session, only, [*known, *own])
    names = [name for name in wanted if name in known]
    require_fonts(session, latex, names)
    outcomes = typeset(latex, names, resume.source, meanwhile)
    target = resume.output / "pdf"
    target.mkdir(parents=True, exist_ok=True)
    for stale in target.glob("*.pdf"):  # such as a variant that no longer exists
        if stale.stem not in known:
            stale.unlink()
    for name, outcome in outcomes.items():
        if not outcome.errors:
            publish(latex / f"{name}.pdf", target, resume.output / "html")
    report(session, outcomes.values())
    results = [target / f"{name}.pdf" for name in names]
    results += private_pdf(session, resume, latex, names)
    return [*results, *private_documents(session, resume, [n for n in wanted if n in own])]


def require_fonts(session: nox.Session, latex: Path, names: Sequence[str]) -> None:
    """Make sure that there are fonts for the scripts that documents have besides Latin."""
    texts = [(latex / f"{name}.tex").read_text("utf-8") for name in names]
    require(session, dict.fromkeys(font for text in texts for font in fonts_of(text)))


def chosen(session: nox.Session, wanted: Sequence[str], known: Sequence[str]) -> Sequence[str]:
    """The *wanted* documents, which must be *known*; by default, all."""
    for name in wanted:
        if name not in known:
            give_up(session, "There is no such document", f"{name} is none of {', '.join(known)}")
    return list(dict.fromkeys(wanted)) or known


def private_pdf(
    session: nox.Session, resume: Project, latex: Path, names: Sequence[str]
) -> list[Path]:
    """Also typeset the short résumé with the contact data of private.toml, if that file exists.

    The data is only in a separate folder that is never published.
    """
    data = resume.folder / "private.toml"
    if not data.is_file() or SHORT not in names:
        return []
    if on_server() and not os.environ.get("RESUME_PRIVATE"):
        session.warn(f"{data} is not read if CI or READTHEDOCS is set, unless RESUME_PRIVATE is")
        return []
    folder = private_folder(resume)
    made = [f"{name}.*" for name in names if name != SHORT]
    made += [f"{SHORT}.{suffix}" for suffix in ("aux", "fdb_*", "fls", "l*", "out", "pdf")]
    for path in latex.iterdir():  # copytree would copy the permissions of the public folder
        if path.is_file() and not any(path.match(pattern) for pattern in made):
            shutil.copy2(path, folder)
    module = "sphinx_resume.latex.contact"
    run_module(session, module, f"{data}", f"{folder / 'resume-private.tex'}", log=False)
    report(session, typeset(folder, [SHORT], resume.source).values())
    return [folder / f"{SHORT}.pdf"]


def private_pages(resume: Project) -> list[str]:
    """The names of the documents that are made of pages in the folder ``private``."""
    pages = (resume.source / "private").rglob("*")
    return sorted({path.stem for path in pages if path.suffix in {".md", ".rst"}})


def private_documents(session: nox.Session, resume: Project, names: Sequence[str]) -> list[Path]:
    """Typeset documents of pages in the folder ``private`` into build/private.

    They have the contact data of private.toml, if that file exists.
    """
    if not names:
        return []
    if on_server() and not os.environ.get("RESUME_PRIVATE"):
        session.warn(f"{resume.source / 'private'} is not read if CI or READTHEDOCS is set")
        return []
    folder = private_folder(resume)
    latex = folder / "latex"
    for stale in latex.glob("*.tex"):
        stale.unlink()
    session.run(
        "sphinx-build",
        *("-b", "latex", "-t", "private", "-c", f"{resume.folder}", "-q"),
        *("-d", f"{folder / 'doctrees'}", f"{resume.source}", f"{latex}"),
    )
    data = resume.folder / "private.toml"
    if data.is_file():
        module = "sphinx_resume.latex.contact"
        run_module(session, module, f"{data}", f"{latex / 'resume-private.tex'}", log=False)
    require_fonts(session, latex, names)
    report(session, typeset(latex, names, resume.source).values())
    for name in names:
        shutil.copy2(latex / f"{name}.pdf", folder / f"{name}.pdf")
    return [folder / f"{name}.pdf" for name in names]


def report(session: nox.Session, outcomes: Iterable[Outcome]) -> None:
    """Print TeX's messages, each once, and end the session if a PDF failed.

    Warnings do not end it: a PDF with a flaw is better than none, and may be unavoidable.
    """
    found = list(outcomes)
    for warning in dict.fromkeys(line for outcome in found for line in outcome.warnings):
        session.warn(warning)
    if errors := [line for outcome in found for line in outcome.errors]:
        give_up(session, "LaTeX found something wrong", "\n".join(errors))


def write_formats(
    session: nox.Session, resume: Project, options: list[str], formats: Sequence[str]
) -> Path:
    """Write a résumé in some formats, and return the folder with the files.

    With ``--private`` among the options, these include private data, and go to a folder that is
    never published.
    """
    options = ["--define=resume_ascii=1" if option == "--ascii" else option for option in options]
    folder, doctrees = resume.output / "export", resume.output / "doctrees" / "export"
    if "--private" in options:
        if on_server() and not os.environ.get("RESUME_PRIVATE"):
            session.error(
                "--private is refused where CI or READTHEDOCS is set, unless RESUME_PRIVATE is"
            )
        options = ["--tag=private" if option == "--private" else option for option in options]
        folder = private_folder(resume)
        doctrees = folder / "doctrees"
    folder.mkdir(parents=True, exist_ok=True)
    for number, name in enumerate(formats):
        again = () if number else strict()  # read the pages only once
        # Not into the folder in html_extra_path, which Sphinx would warn about.
        parts = folder if folder.name == "private" else resume.output
        output = parts / f"resume-{name}"
        for stale in output.glob("*.*"):  # such as a variant that no longer exists
            (folder / stale.name).unlink(missing_ok=True)
            stale.unlink()
        session.run(
            "sphinx-build",
            *("-b", f"resume-{name}", "-c", f"{resume.folder}", "-d", f"{doctrees}"),
            *("-j", "auto", *again, *options),
            f"{resume.source}",
            f"{output}",
        )
        for path in sorted(output.glob("*.*")):
            shutil.copy2(path, folder)
    return folder


def private_folder(resume: Project) -> Path:
    """A folder that is never published, and that only its owner can read."""
    folder = resume.output / "private"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)  # in case it existed with other permissions
    return folder


def print_report(session: nox.Session, resume: Project, options: list[str]) -> Path:
    """Print the report on a résumé, and fail if it has errors; returns the path of its text."""
    suffix = "json" if "--json" in options else "txt"
    options = [option for option in options if option != "--json"]
    output = sphinx_build(session, resume, "resume-report", ["-q", *options])
    print((output / f"report.{suffix}").read_text(encoding="utf-8"))
    if json.loads((output / "report.json").read_text(encoding="utf-8"))["failed"]:
        session.error("A check of level error found something")
    return output / "report.txt"


def serve(session: nox.Session, resume: Project, options: list[str]) -> None:
    """Serve the site of a résumé, and rebuild it, with ``--pdf`` also the PDFs, on every change."""
    builder = builder_of(options) or "html"
    output = resume.output / builder
    if "--pdf" in options:
        options.remove("--pdf")
        require(session, TEX)
        write_pdfs_once(session, resume)
        options += [f"--beside={shlex.join(each)}" for each in pdf_commands(resume, output)]
    session.log(f"Result: the address below, from {output}; Ctrl+C ends it")
    run_module(
        session,
        "sphinx_resume.live",
        *("-b", builder, "-c", f"{resume.folder}", "-d", f"{resume.output / 'doctrees' / builder}"),
        *("-j", "auto", "--watch", "_ext", "--watch", f"{resume.folder / 'conf.py'}"),
        # Importing the extension writes these, which must not trigger another build.
        *("--re-ignore", r"__pycache__|\.py[co]$|\.mo$|~$"),
        *options,
        f"{resume.source}",
        f"{output}",
    )


def write_pdfs_once(session: nox.Session, resume: Project) -> None:
    """Typeset all documents, so that the site has links to them; if TeX fails, go on."""
    nox = [sys.executable, "-m", "nox", "-s", "pdf"]
    nox += ["--no-venv"] if session.venv_backend == "none" else []
    nox += ["--", f"{resume.folder}"] if resume.folder != Path() else []
    session.run(*nox, external=True, success_codes=[0, 1])


def pdf_commands(resume: Project, site: Path) -> list[list[str]]:
    """The commands that typeset the public documents again, and replace them in the site."""
    latex = f"{resume.output / 'latex'}"
    sphinx = ["python", "-m", "sphinx", "build", "-q", "-b", "latex", "-c", f"{resume.folder}"]
    sphinx += ["-d", f"{resume.output / 'doctrees' / 'latex'}", f"{resume.source}", latex]
    targets = [f"{resume.output / 'pdf'}", f"{site}"]
    return [sphinx, ["python", "-m", "typesetting", latex, f"{resume.source}", *targets]]
