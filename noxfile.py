# /// script
# requires-python = ">=3.11"
# dependencies = ["nox>=2025.10.14"]
# ///
"""All commands of this project. Without -s, nox builds the site and the PDFs.

Arguments after ``--`` go to the session: ``nox -s tests -- -k timeline``.
The first run of a session installs what it needs; delete .nox to start over.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import nox

sys.path.insert(0, str(Path(__file__).resolve().parent / ".ci"))

from documents import FORMATS, print_report, serve, write_all, write_formats, write_pdfs
from programs import BROWSER, STOCK_TEX, TESTING, TEX
from sessions import (
    CONSTRAINTS,
    DIST,
    MARKDOWN,
    PYPROJECT,
    ROOT,
    builder_of,
    install,
    names_document,
    project,
    require,
    run_command,
    run_module,
    sphinx_build,
    values_of,
)
from upkeep import LOCALE, find_vulnerabilities, pin_versions, update_catalogues

nox.needs_version = ">=2025.10.14"
nox.options.default_venv_backend = "uv|virtualenv"
nox.options.reuse_venv = "yes"
nox.options.sessions = ["build"]


# --- The site and the PDFs --------------------------------------------------------------------


@nox.session
def build(session: nox.Session) -> None:
    """Build the site in build/html, and the PDFs in build/pdf at the same time.

    Arguments as for html. Needs TeX, as pdf does; without it, there is only the site.
    """
    install(session, "docs")
    resume, options = project(session)
    try:
        require(session, TEX)
    except Exception:
        sphinx_build(session, resume, "html", options)
        raise
    results = write_all(session, resume, options)
    session.log(f"Result: {', '.join(map(str, results))}")


@nox.session(default=False)
def html(session: nox.Session) -> None:
    """Build the site in build/html. Arguments: [FOLDER] [options of sphinx-build].

    FOLDER is another résumé (examples/hopper, with results in build/examples/hopper); an option can
    select another builder: nox -s html -- -b text -D language=de writes build/text
    """
    install(session, "docs")
    resume, options = project(session)
    builder = builder_of(options) or "html"
    output = sphinx_build(session, resume, builder, options)
    page = output / "index.html"
    session.log(f"Result: {page if page.is_file() else output}")


@nox.session(default=False)
def pdf(session: nox.Session) -> None:
    """Build the documents and the portfolio in build/pdf. Arguments as for html; --only NAME.

    What is private goes to build/private. Needs TeX; installs missing parts with apt if it can.
    """
    require(session, TEX)
    install(session, "docs")
    only, arguments = values_of("--only", session.posargs)
    results = write_pdfs(session, *project(session, arguments), only)
    session.log(f"Result: {', '.join(map(str, results))}")


@nox.session(default=False)
def export(session: nox.Session) -> None:
    """Export the résumé as documents and data to build/export. Arguments: [FOLDER] [FORMATS].

    Formats are career, json (JSON Resume), md, txt, docx; by default all. --private includes
    private data, in build/private; --ascii limits resume.txt to ASCII. Other options as for html.
    The site includes the files in build/export.
    """
    install(session, "export")
    formats = [each for each in session.posargs if each in FORMATS]
    others = [each for each in session.posargs if each not in FORMATS]
    folder = write_formats(session, *project(session, others), formats or FORMATS)
    session.log(f"Result: {folder}")


@nox.session(default=False)
def live(session: nox.Session) -> None:
    """Serve the site, rebuilding it on every change. Arguments: sphinx-autobuild's (--port 8001).

    Watches the pages, the extension and conf.py. With --pdf the public PDFs are rebuilt beside the
    site, which includes them; if TeX fails, the site is still shown.
    """
    install(session, "live")
    serve(session, *project(session))


@nox.session(default=False)
def linkcheck(session: nox.Session) -> None:
    """Check that every link of the site works. Needs the network. Arguments as for html."""
    install(session, "docs")
    resume, options = project(session)
    output = sphinx_build(session, resume, "linkcheck", options)
    session.log(f"Result: {output / 'output.txt'}")


@nox.session(default=False)
def check(session: nox.Session) -> None:
    """Report what backs the résumé's claims: evidence, gaps, oldest use. --json for machines.

    Fails if a check that conf.py sets to "error" finds something. With the name of a document,
    reports what that leaves out: nox -s check -- academic. Other arguments as for html.
    """
    install(session, "docs")
    if names_document(session.posargs):
        run_module(session, "sphinx_resume", "check", *session.posargs)
    else:
        session.log(f"Result: {print_report(session, *project(session))}")


@nox.session(default=False)
def diff(session: nox.Session) -> None:
    """Print what differs between two documents: nox -s diff -- resume academic [--docs FOLDER]."""
    run_command(session, "diff")


@nox.session(default=False)
def new(session: nox.Session) -> None:
    """Create a page for a new entry: nox -s new -- position acme (or talk, incident, award …).

    Never overwrites a file. Without arguments it prints its help.
    """
    install(session, "docs")
    run_module(session, "sphinx_resume.new_page", *(session.posargs or ["--help"]))


@nox.session(default=False)
def init(session: nox.Session) -> None:
    """Create a project in another folder: nox -s init -- FOLDER [--from FILE] [--language de].

    From an existing résumé, or with an example of each kind of entry. Never overwrites a file.
    """
    run_command(session, "init")


@nox.session(name="import", default=False)
def import_(session: nox.Session) -> None:
    """Create pages from an existing résumé: nox -s import -- FILE [--no-citations] [--json].

    Never overwrites a file; says what could not be imported, and why. Fails if the result does
    not build without warnings.
    """
    run_command(session, "import")


@nox.session(default=False)
def match(session: nox.Session) -> None:
    """Show what a posting asks for, and what backs it: nox -s match -- posting.txt [--json].

    By the names and aliases of your skills; offline, and without a score.
    """
    run_command(session, "match")


@nox.session(default=False)
def ground(session: nox.Session) -> None:
    """Show what supports each sentence of a text: nox -s ground -- letter.md [--to NAME] [--json].

    Fails if there is a sentence whose names, numbers, or dates no statement has.
    """
    run_command(session, "ground", group="ground")


@nox.session(default=False)
def parse(session: nox.Session) -> None:
    """Show what programs extract from the PDFs and Word document: nox -s pdf export parse [--json].

    Fails if a phrase is lost, out of order, or has words glued together. Arguments: files, --docs.
    """
    install(session, "parse")
    run_module(session, "sphinx_resume", "parse", *session.posargs)


@nox.session(default=False)
def translate(session: nox.Session) -> None:
    """Update the catalogues for translators in docs/locales: nox -s translate -- de.

    Without arguments, updates those that exist. Existing translations are kept.
    """
    install(session, "docs")
    run_module(session, "sphinx_resume", "translate", *session.posargs)


@nox.session(default=False)
def snippets(session: nox.Session) -> None:
    """Write snippets for VS Code to .vscode: each directive with its options, and each role."""
    install(session, "docs")
    run_module(session, "sphinx_resume", "snippets", "--write")


@nox.session(default=False)
def locale(session: nox.Session) -> None:
    """Update the extension's message catalogues. Arguments: languages to add (fr pt_BR).

    Updates the catalogues in _ext/sphinx_resume/locale from the code, and compiles them.
    """
    install(session, "docs")
    update_catalogues(session, session.posargs)
    session.log(f"Result: {LOCALE}/*/LC_MESSAGES/")


# --- Checks -----------------------------------------------------------------------------------


#: Tests of the pure layers; conftest.py marks those that do build a site.
UNIT_TESTS = ("-m", "not builds", "tests/test_model", "tests/test_checks", "tests/test_views")


@nox.session(default=False)
def unit(session: nox.Session) -> None:
    """Run the tests of the pure layers, in seconds. Arguments: pytest's (-k gaps).

    Needs only Python. Hypothesis draws fewer examples than in nox -s tests.
    """
    install(session, "unit")
    session.run("pytest", "--hypothesis-profile=quick", *UNIT_TESTS, *session.posargs)
    session.log("Result: the line above")


@nox.session(default=False)
def tests(session: nox.Session) -> None:
    """Run all tests. Arguments: pytest's (-k dates, tests/test_model/test_dates.py, -m "not slow").

    Needs TeX, Chromium, Java, LibreOffice and poppler; installs missing programs with apt if it
    can. With arguments, tests that need a missing program fail and say how to install it.
    """
    if not session.posargs:
        require(session, (*TEX, *TESTING))
    install(session, "tests")
    session.run("pytest", *(session.posargs or ["-n", "auto"]))
    session.log("Result: the line above")


@nox.session(default=False)
def coverage(session: nox.Session) -> None:
    """Measure which lines of the extension the tests run. Arguments: pytest's.

    Takes twice as long as tests, and needs the same programs.
    """
    require(session, (*TEX, *TESTING))
    install(session, "coverage")
    arguments = session.posargs or ["-n", "auto"]
    session.run("pytest", "--cov", "--cov-report=term", "--cov-report=html", *arguments)
    session.log("Result: build/coverage/html/index.html")


@nox.session(default=False, python=nox.project.python_versions(PYPROJECT))
@nox.parametrize("versions", ["lowest", "highest"], ids=["lowest", "highest"])
def compat(session: nox.Session, versions: str) -> None:
    """Run all tests with each Python, and the lowest or highest versions pyproject.toml allows.

    To run one: nox -s "compat-3.13(lowest)". Arguments as for tests. A Python that is not
    installed is skipped with a message; if CI is set, that is an error.
    """
    require(session, (*TEX, *TESTING))
    install(session, "tests", versions=versions)
    session.run("pytest", *(session.posargs or ["-n", "auto"]))
    session.log("Result: the line above")


@nox.session(default=False)
def wheel(session: nox.Session) -> None:
    """Build the package, install it into an empty environment, and use it outside this project.

    Leaves the files to release in build/dist. Needs the network. Arguments: pytest's.
    """
    install(session, "tests")
    shutil.rmtree(DIST, ignore_errors=True)
    session.run("python", "-m", "build", "--outdir", f"{DIST}")
    session.run("pytest", "tests/package.py", *session.posargs)
    session.log(f"Result: {DIST}")


@nox.session(default=False)
def soak(session: nox.Session) -> None:
    """Build thousands of random edits incrementally and from scratch, and compare; also odd pages.

    Arguments: --steps, --sites, --seed.
    """
    install(session, "tests")
    run_module(session, "tests.soak", *session.posargs)
    session.log("Result: all builds were the same")


@nox.session(default=False)
def lint(session: nox.Session) -> None:
    """Check style, types and markup. With --fix, fix what can be fixed automatically.

    Runs ruff, mypy in strict mode and rumdl; other arguments go to ruff.
    """
    install(session, "lint")
    fixing = "--fix" in session.posargs
    session.run("ruff", "check", *session.posargs)
    session.run("ruff", "format", *(() if fixing else ("--check",)))
    session.run("mypy")
    session.run("rumdl", "check", *(("--fix",) if fixing else ()), *MARKDOWN)
    session.log("Result: no problems found")


@nox.session(default=False)
def lock(session: nox.Session) -> None:
    """Pin the versions that all sessions use, for all Pythons, in .constraints.txt.

    Keeps versions that still fit pyproject.toml; --upgrade takes the newest. Needs the network.
    """
    install(session, "lock")
    pin_versions(session, *session.posargs)
    session.log(f"Result: {CONSTRAINTS.relative_to(ROOT)}")


@nox.session(default=False)
def audit(session: nox.Session) -> None:
    """Look for known vulnerabilities in pinned versions. Needs the network; fails without it.

    Arguments: pip-audit's (-s osv to use osv.dev).
    """
    install(session, "audit")
    session.log(f"Result: {find_vulnerabilities(session, *session.posargs)}")


@nox.session(default=False)
def screenshots(session: nox.Session) -> None:
    """Take screenshots of the site on a desktop, a phone, and paper. Arguments as for html.

    Needs Chromium and poppler; installs missing programs with apt if it can.
    """
    require(session, TESTING)
    install(session, "tests")
    resume, options = project(session)
    site = sphinx_build(session, resume, "html", options)
    output = resume.output / "screenshots"
    run_module(session, "tests.web.screenshots", f"{site}", f"{output}")
    session.log(f"Result: {output}")


@nox.session(default=False)
def bench(session: nox.Session) -> None:
    """Measure builds, and write docs/about/measured.md. Arguments: tests/bench's (growth, --quick).

    RenderCV, for comparison, needs Python 3.12; it is left out if there is none.
    """
    require(session, (*TEX, *STOCK_TEX, *BROWSER))
    install(session, "tests")
    run_module(session, "tests.bench", *session.posargs)
    session.log("Result: the tables above")
