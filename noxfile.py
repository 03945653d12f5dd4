# /// script
# requires-python = ">=3.11"
# dependencies = ["nox>=2025.10.14"]
# ///
"""Every command of this project. Without -s, nox makes the site and the PDFs.

Arguments after ``--`` go to the session: ``nox -s tests -- -k timeline``.
The first run of a session installs what it needs; delete .nox to start afresh.
"""

from __future__ import annotations

import hashlib
import itertools
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, NoReturn

import nox

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

nox.needs_version = ">=2025.10.14"
nox.options.default_venv_backend = "uv|virtualenv"
nox.options.reuse_venv = "yes"
nox.options.sessions = ["pdf", "html"]  # in this order: the site takes the PDFs along

ROOT = Path(__file__).resolve().parent
BUILD = Path("build")
DIST = BUILD / "dist"
LOCALE = Path("_ext/sphinx_resume/locale")
PYPROJECT = nox.project.load_toml(ROOT / "pyproject.toml")
CONSTRAINTS = ROOT / ".constraints.txt"  # the versions that all sessions use but compat
SHORT = "resume"  # the short résumé among the LaTeX documents
STRICT = ("-n", "-W", "-E", "-a")  # on a server nobody reads warnings that don't fail the build


# --- What Python's installer can't bring ------------------------------------------------------


class Need(NamedTuple):
    """Programs and TeX files that a session uses, and what brings them on each platform."""

    #: Programs and TeX files (names with a dot), separated by spaces.
    looks_for: str
    apt: str
    dnf: str
    brew: str
    choco: str
    #: Package of an existing TeX Live (``tlmgr install``).
    tlmgr: str = ""
    #: What happens without it, where the PDF is still worth having.
    without: str = ""


def _tex(looks_for: str, apt: str, tlmgr: str, *, dnf: str = "", without: str = "") -> Need:
    """A part of TeX, which Homebrew and Chocolatey have in one; Fedora mostly keeps its names."""
    brew, choco = "--cask mactex-no-gui", "miktex strawberryperl"
    return Need(looks_for, apt, dnf or f"texlive-{tlmgr}", brew, choco, tlmgr, without)


TEX = (
    _tex("latexmk", "latexmk", "latexmk", dnf="latexmk"),
    _tex("lualatex kpsewhich luaotfload.sty", "texlive-luatex", "collection-luatex"),
    _tex("amsmath.sty color.sty graphicx.sty", "texlive-latex-base", "collection-latex"),
    _tex(  # for math, and for fonts that an author chooses
        "fontspec.sty unicode-math.sty", "texlive-latex-recommended", "collection-latexrecommended"
    ),
    _tex("lmsans10-regular.otf lmmono10-regular.otf", "lmodern", "lm"),
    _tex(
        "texgyreheros-regular.otf texgyrecursor-regular.otf",
        "fonts-texgyre",
        "tex-gyre",
        without="the PDFs are set in Latin Modern",
    ),
)
#: What Sphinx's own LaTeX needs besides, which is measured to compare.
STOCK_TEX = (
    _tex("fncychap.sty needspace.sty tabulary.sty", "texlive-latex-extra", "collection-latexextra"),
    _tex("FreeSerif.otf", "fonts-freefont-otf", "gnu-freefont"),
)
TESTING = (
    Need("chromium", "chromium", "chromium", "--cask google-chrome", "googlechrome"),
    Need("java", "default-jre-headless", "java-latest-openjdk-headless", "openjdk", "temurin"),
    Need("pdftotext pdftoppm", "poppler-utils", "poppler-utils", "poppler", "poppler"),
)


def find_browser() -> str | None:
    """The Chromium or Chrome on this machine, whatever its name, also where no PATH leads to it."""
    for name in ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"):
        if found := shutil.which(name):
            return found
    usual = (
        Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
        Path(os.environ.get("PROGRAMFILES", "/")) / "Google/Chrome/Application/chrome.exe",
    )
    return next((str(path) for path in usual if path.is_file()), None)


def missing(needs: Iterable[Need]) -> list[tuple[Need, list[str]]]:
    """Those *needs* that are not met here, each with the names that weren't found."""
    wanted = [(need, need.looks_for.split()) for need in needs]
    tex_files = _tex_files({name for _, names in wanted for name in names if "." in name})

    def is_here(name: str) -> bool:
        if name == "chromium":
            return find_browser() is not None
        return name in tex_files if "." in name else shutil.which(name) is not None

    absent = [(need, [name for name in names if not is_here(name)]) for need, names in wanted]
    return [(need, names) for need, names in absent if names]


def _tex_files(names: set[str]) -> set[str]:
    kpsewhich = shutil.which("kpsewhich")
    if not names or not kpsewhich:
        return set()
    version = _output(kpsewhich, "--version")
    if "MiKTeX" in version:  # fetches what a document asks for while it runs
        return names
    return {Path(line).name for line in _output(kpsewhich, *sorted(names)).splitlines()}


def _output(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    return done.stdout


def apt_prefix() -> list[str] | None:
    """How to run apt-get here without anybody typing a password; None where that can't be done."""
    if sys.platform == "win32" or not shutil.which("apt-get"):
        return None
    if os.geteuid() == 0:
        return ["apt-get"]
    sudo = [shutil.which("sudo") or "", "-n"]
    if sudo[0] and not subprocess.run([*sudo, "true"], capture_output=True, check=False).returncode:
        return [*sudo, "DEBIAN_FRONTEND=noninteractive", "apt-get"]
    return None


def install_advice(absent: Sequence[tuple[Need, list[str]]]) -> str:
    """What is missing, and the command that brings it on each kind of machine."""
    needs = [need for need, _ in absent]

    def packages(field: str) -> str:
        return " ".join(dict.fromkeys(" ".join(getattr(need, field) for need in needs).split()))

    names = [name for _, found in absent for name in found]
    brew = [f"brew install {name}" for name in dict.fromkeys(need.brew for need in needs)]
    choco = [f"choco install {packages('choco')}"]
    lines = [
        f"Not found on this machine: {', '.join(names)}",
        "Install it, then run this again:",
        f"  Debian, Ubuntu  sudo apt-get install --no-install-recommends {packages('apt')}",
        f"  Fedora          sudo dnf install {packages('dnf')}",
        f"  macOS           {' && '.join(brew)}",
        f"  Windows         {' && '.join(choco)}",
    ]
    if shutil.which("tlmgr") and packages("tlmgr"):
        lines.append(f"  your TeX Live   tlmgr install {packages('tlmgr')}")
    return "\n".join(lines)


def require(session: nox.Session, needs: Iterable[Need]) -> None:
    """Make sure that *needs* are met: install them with apt where possible, else say how."""
    absent = missing(needs)
    if absent and (apt := apt_prefix()):
        packages = [need.apt for need, _ in absent]
        session.log(f"Installing with apt (takes minutes, once): {' '.join(packages)}")
        _apt_install(session, apt, packages)
        absent = missing(needs)
    for need, names in absent:
        if need.without:
            session.warn(f"{', '.join(names)} not found: {need.without}")
    if not all(need.without for need, _ in absent):
        give_up(session, "Programs are missing that it needs", install_advice(absent))


def give_up(session: nox.Session, why: str, details: str) -> NoReturn:
    """End a session after saying all of *details*, as they are: nox adds a period to its reason."""
    session.warn(f"\n{details}")
    session.error(why)


def _apt_install(session: nox.Session, apt: list[str], packages: list[str]) -> None:
    log = BUILD / "apt.log"
    log.parent.mkdir(exist_ok=True)
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = [*apt, "install", "-y", "--no-install-recommends", "-o", "DPkg::Lock::Timeout=300"]
    # The lists of a fresh container are empty and those of an old machine stale, so a failure
    # is tried once more with new ones.
    for command in ([*install, *packages], [*apt, "update"], [*install, *packages]):
        with log.open("w", encoding="utf-8") as output:
            done = subprocess.run(
                command,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                env=env,
                check=False,
            )
        if command[-1] != "update" and done.returncode == 0:
            return
    tail = "\n".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-15:])
    give_up(session, "apt-get failed", f"The end of {log}:\n{tail}")


# --- Helpers ----------------------------------------------------------------------------------


def install(session: nox.Session, *groups: str, versions: str = "pinned") -> None:
    """Install what the extension needs and dependency *groups* of pyproject.toml.

    In the *versions* that CONSTRAINTS pins, or in the lowest or highest that pyproject.toml allows.
    Nothing happens where this environment has just those.
    """
    if session.venv_backend == "none":  # nox --no-venv: what is there must do
        return
    requirements = requirements_of(*groups)
    pinned = ""
    if versions == "lowest":
        requirements = [*requirements, *lowest_versions(requirements_of("docs"))]
    elif versions == "pinned":
        pinned = CONSTRAINTS.read_text(encoding="utf-8")
    wanted = hashlib.sha256("\n".join([sys.version, *requirements, pinned]).encode()).hexdigest()
    stamp = session.env_dir / ".installed"
    if not stamp.is_file() or stamp.read_text(encoding="utf-8") != wanted:
        session.install(*(("-c", f"{CONSTRAINTS}") if pinned else ()), *requirements)
        stamp.write_text(wanted, encoding="utf-8")


def requirements_of(*groups: str) -> list[str]:
    """What the extension needs, and what is in dependency *groups* of pyproject.toml."""
    needed = PYPROJECT["project"]["dependencies"]
    return sorted({*needed, *nox.project.dependency_groups(PYPROJECT, *groups)})


def lowest_versions(requirements: Iterable[str]) -> list[str]:
    """The *requirements*, each at the lowest version that it allows."""
    return [re.sub(r">=\s*([\w.]+)[^;]*", r"==\1", requirement) for requirement in requirements]


class Project(NamedTuple):
    """A résumé: the folder of its conf.py, its pages, and where its results go."""

    folder: Path
    source: Path
    output: Path


#: The options of sphinx-build that take a value.
VALUED = {
    "-A": "--html-define",
    "-D": "--define",
    "-b": "--builder",
    "-c": "--conf-dir",
    "-d": "--doctree-dir",
    "-j": "--jobs",
    "-t": "--tag",
    "-w": "--warning-file",
}
#: Those that sphinx-autobuild has besides.
VALUED_LIVE = frozenset(
    {"--delay", "--host", "--ignore", "--port", "--post-build", "--pre-build", "--re-ignore"}
    | {"--watch"}
)


def separate(arguments: Iterable[str]) -> tuple[list[str], list[str]]:
    """The options among *arguments*, and the others.

    Options are spelt in one way, whichever of sphinx-build's was used: ``-b text``, ``-btext``,
    ``-qb text``, and ``--builder text`` become ``--builder=text``.
    """
    options, others = [], []
    left = list(arguments)
    while left:
        argument = left.pop(0)
        if not argument.startswith("-"):
            others.append(argument)
        elif argument.startswith("--"):
            takes_value = argument in VALUED_LIVE or argument in VALUED.values()
            options.append(f"{argument}={left.pop(0)}" if takes_value and left else argument)
        else:  # letters, the last of which may take what follows
            letters = argument[1:]
            while letters:
                name, letters = f"-{letters[0]}", letters[1:]
                if name in VALUED and (letters or left):
                    value = letters.removeprefix("=") if letters else left.pop(0)
                    name, letters = f"{VALUED[name]}={value}", ""
                options.append(name)
    return options, others


def project(session: nox.Session) -> tuple[Project, list[str]]:
    """The résumé that a session is asked to build, and the options for sphinx-build.

    An argument after ``--`` may name the folder of another one, such as examples/hopper; its
    results go to build/examples/hopper/. Options are as `separate` spells them.
    """
    options, folders = separate(session.posargs)
    if len(folders) > 1:
        session.error(f"{' and '.join(folders)}: only one of them can be the folder of a résumé")
    folder = Path(*folders)
    if folders:
        if not (folder / "conf.py").is_file():
            session.error(
                f"There is no {folder / 'conf.py'}. An argument is the folder of a résumé, unless "
                "it is an option of sphinx-build"
            )
        if not folder.resolve().is_relative_to(ROOT):
            session.error(f"{folder} is outside this project")
        folder = folder.resolve().relative_to(ROOT)
    source = folder / "docs" if (folder / "docs").is_dir() else folder
    return Project(folder, source, BUILD / folder), options


def run_module(session: nox.Session, name: str, *arguments: str, log: bool = True) -> None:
    """Run a module of the extension or of the tests."""
    env = {"PYTHONPATH": f"{ROOT / '_ext'}"}
    session.run("python", "-m", name, *arguments, env=env, log=log)


def on_server() -> bool:
    """Whether this runs on CI or Read the Docs."""
    return any(os.environ.get(name) for name in ("CI", "READTHEDOCS"))


def strict() -> tuple[str, ...]:
    """Options of sphinx-build where nobody looks at warnings."""
    return STRICT if on_server() else ()


def builder_of(options: Iterable[str]) -> str:
    """The builder that *options* name, as `separate` spells them; empty if they name none."""
    named = [option for option in options if option.startswith("--builder=")]
    return named[-1].partition("=")[2] if named else ""


def sphinx_build(session: nox.Session, resume: Project, builder: str, options: list[str]) -> Path:
    """Run sphinx-build; the folder that it wrote."""
    if builder_of(options) not in {"", builder}:
        session.error(
            f"This session uses the builder {builder}; run nox -s html -- -b "
            f"{builder_of(options)} for the other one"
        )
    output = resume.output / builder
    session.run(
        "sphinx-build",
        *("-b", builder, "-c", f"{resume.folder}", "-d", f"{resume.output / 'doctrees' / builder}"),
        *("-j", "auto", *strict(), *options),
        f"{resume.source}",
        f"{output}",
    )
    return output


# --- The site and the PDFs --------------------------------------------------------------------


@nox.session
def html(session: nox.Session) -> None:
    """The site, in build/html. Arguments: [FOLDER] [options of sphinx-build].

    FOLDER is another résumé (examples/hopper, results in build/examples/hopper); an option may
    choose another builder: nox -s html -- -b text -D language=de, results in build/text
    """
    install(session, "docs")
    resume, options = project(session)
    builder = builder_of(options) or "html"
    output = sphinx_build(session, resume, builder, options)
    page = output / "index.html"
    session.log(f"Result: {page if page.is_file() else output}")


@nox.session
def pdf(session: nox.Session) -> None:
    """The short résumé and the portfolio, in build/pdf. Arguments as for html.

    Needs TeX, and installs what is missing with apt where it may.
    """
    require(session, TEX)
    install(session, "docs")
    resume, options = project(session)
    latex = resume.output / "latex"
    for stale in latex.glob("*.tex"):  # then what is there afterwards is what conf.py names
        stale.unlink()
    sphinx_build(session, resume, "latex", options)
    documents = sorted(
        path for path in latex.glob("*.tex") if "\\documentclass" in path.read_text("utf-8")
    )
    target = resume.output / "pdf"
    target.mkdir(parents=True, exist_ok=True)
    outcomes = typeset(latex, [path.stem for path in documents], resume.source)
    for name, outcome in outcomes.items():
        if not outcome.errors:
            publish(latex / f"{name}.pdf", target / f"{name}.pdf")
    report(session, outcomes.values())
    results = [target / f"{path.stem}.pdf" for path in documents]
    results += private_pdf(session, resume, latex, [path.stem for path in documents])
    session.log(f"Result: {', '.join(map(str, results))}")


def private_pdf(
    session: nox.Session, resume: Project, latex: Path, names: Sequence[str]
) -> list[Path]:
    """Make the short résumé with the contact data of private.toml too, if there is such a file.

    The data is in a folder of its own, that nothing is published from, and in no other result.
    """
    data = resume.folder / "private.toml"
    if not data.is_file() or SHORT not in names:
        return []
    if on_server() and not os.environ.get("RESUME_PRIVATE"):
        session.warn(f"{data} is not read where CI or READTHEDOCS is set, unless RESUME_PRIVATE is")
        return []
    folder = resume.output / "private"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)  # also where it was there already
    made = [f"{name}.*" for name in names if name != SHORT]
    made += [f"{SHORT}.{suffix}" for suffix in ("aux", "fdb_*", "fls", "l*", "out", "pdf")]
    for path in latex.iterdir():  # copytree would give the folder the rights of the public one
        if path.is_file() and not any(path.match(pattern) for pattern in made):
            shutil.copy2(path, folder)
    module = "sphinx_resume.latex.contact"
    run_module(session, module, f"{data}", f"{folder / 'resume-private.tex'}", log=False)
    report(session, typeset(folder, [SHORT], resume.source).values())
    return [folder / f"{SHORT}.pdf"]


def report(session: nox.Session, outcomes: Iterable[Outcome]) -> None:
    """Say what TeX complained of, each thing once, and end the session where a PDF failed.

    A PDF in which something is amiss is better than none, and may be all that can be had.
    """
    found = list(outcomes)
    for warning in dict.fromkeys(line for outcome in found for line in outcome.warnings):
        session.warn(warning)
    if errors := [line for outcome in found for line in outcome.errors]:
        give_up(session, "LaTeX found something wrong", "\n".join(errors))


class Outcome(NamedTuple):
    """What TeX said of a document: why there is no PDF of it, or what is amiss in the PDF."""

    errors: list[str]
    warnings: list[str]


def typeset(folder: Path, names: Sequence[str], pages: Path = Path()) -> dict[str, Outcome]:
    """Run LaTeX on documents at the same time; what is wrong with each, with places in *pages*.

    latexmk compares contents, so documents that Sphinx wrote anew but alike aren't typeset again.
    """
    env = {
        "LATEXOPTS": "",
        "openout_any": "p",
        **os.environ,
        "max_print_line": "10000",  # or TeX breaks the messages of its log anywhere
        "FORCE_SOURCE_DATE": "1",  # SOURCE_DATE_EPOCH, where it is set, dates \today too
    }
    options = ("-interaction=nonstopmode", "-halt-on-error", "-file-line-error", "-no-shell-escape")
    running = {}
    for name in names:
        with (folder / f"{name}.latexmk.log").open("w", encoding="utf-8") as output:
            running[name] = subprocess.Popen(
                ["latexmk", "-lualatex", *options, f"{name}.tex"],
                cwd=folder,
                env=env,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
            )
    result = {}
    for name, process in running.items():
        failed = process.wait() != 0
        if failed:  # or latexmk would wait for a change of the text, even if TeX was at fault
            (folder / f"{name}.fdb_latexmk").unlink(missing_ok=True)
        log = folder / f"{name}.log"
        text = log.read_text("utf-8", errors="replace") if log.is_file() else ""
        errors, warnings = tex_errors(text, pages), tex_warnings(text, pages)
        if failed and not errors:
            log = folder / f"{name}.latexmk.log"
            errors = log.read_text("utf-8", errors="replace").splitlines()[-10:]
        if errors:  # after an error half of the warnings are its consequences
            errors = [f"{name}.tex, see {log}:", *(f"  {line}" for line in errors)]
            warnings = []
        result[name] = Outcome(errors, warnings)
    return result


#: What TeX says of an error, with -file-line-error ("./resume.tex:12: …") or without ("! …").
TEX_ERROR = re.compile(r"! |l\.\d+ |[^\s:][^:]*\.\w+:\d+: (?! *==>)")
#: Warnings of what would be seen in the PDF, or be a dead link there.
TEX_WARNING = re.compile(
    r"Overfull \\[hv]box |Missing character: |(?:LaTeX|Package \w+) Warning: .* undefined"
)
#: What the classes of this project say, with the page and line, or "?" (sphinxresume-places.lua).
PLACED = re.compile(
    r"Package sphinxresume Warning: (\?|.+?): "
    r"(?:(?P<length>[\d.]+ mm) too (?P<way>wide|high): (?P<words>.*)|no font has U\+(?P<code>\w+)"
    r"|(?P<error>here is an error))$"
)


def tex_errors(log: str, pages: Path) -> list[str]:
    """The lines of a LaTeX *log* that say why there is no PDF, and where in the *pages* that is."""
    lines = log.splitlines()
    errors = [line for line in lines if TEX_ERROR.match(line)]
    found = [match for line in lines if (match := PLACED.match(line)) and match["error"]]
    places = [f"    in {path_of(match[1], pages)}" for match in found if match[1] != "?"]
    return list(dict.fromkeys([*errors, *places])) if errors else []


def tex_warnings(log: str, pages: Path) -> list[str]:
    """What is amiss in a PDF, as its LaTeX *log* says, each with its place in the *pages*."""
    warnings = []
    missing: dict[str, dict[str, str]] = {}  # by script: places by character
    lines = log.splitlines()
    for line, following in itertools.zip_longest(lines, lines[1:], fillvalue=""):
        if match := PLACED.match(line):
            place = path_of(match[1], pages)
            if match["length"]:
                way = {"wide": "wider than its line", "high": "higher than its page"}[match["way"]]
                words = f": {match['words']}" if match["words"] else ""
                warnings.append(f"{place}: {match['length']} {way}{words}")
            elif match["code"]:
                char = chr(int(match["code"], 16))
                missing.setdefault(script_of(char), {}).setdefault(char, place)
        elif TEX_WARNING.match(line):
            words = f" {following.strip()[:160]}" if line.startswith("Overfull \\hbox") else ""
            warnings.append(line + words)
    for script, places in missing.items():
        warnings.append(without_glyph(script, places))
    if missing:
        warnings.append(
            "Name a font that has what is missing as fontpkg of latex_elements in conf.py "
            "(docs/about/reuse.md, “Fonts of the PDFs”)"
        )
    return list(dict.fromkeys(warnings))


def path_of(place: str, pages: Path) -> str:
    """The place of a page that the log names, as seen from here."""
    return "conf.py or a view" if place == "?" else os.path.normpath(pages / place)


def script_of(char: str) -> str:
    """The script of a letter, as its name begins with it; a sign is by itself."""
    name = unicodedata.name(char, "")
    return name.partition(" ")[0] if unicodedata.category(char)[0] in "LM" and name else char


def without_glyph(script: str, places: dict[str, str]) -> str:
    """A message that no font has some characters of a *script*, beginning with a place."""
    char, place = next(iter(places.items()))
    name = unicodedata.name(char, "without a name")
    more = f", nor {len(places) - 1} others of {script}" if len(places) > 1 else ""
    return f"{place}: no font has “{char}” (U+{ord(char):04X} {name}){more}; the PDF leaves it out"


def publish(source: Path, target: Path) -> None:
    """Put a finished file in its place at once, so that readers never meet half of it."""
    half = target.with_name(f".{target.name}.part")
    shutil.copy2(source, half)
    half.replace(target)


@nox.session(default=False)
def live(session: nox.Session) -> None:
    """The site in a browser, rebuilt at every change. Arguments: sphinx-autobuild's (--port 8001).

    Watches the pages, the extension and conf.py. With --pdf the PDFs are made anew, too, and are
    part of the site; if TeX fails, the site is shown all the same.
    """
    install(session, "live")
    resume, options = project(session)
    if "--pdf" in options:
        require(session, TEX)
        options.remove("--pdf")
        nox = [sys.executable, "-m", "nox"]
        nox += ["--no-venv"] if session.venv_backend == "none" else []
        folder = [] if resume.folder == Path() else ["--", f"{resume.folder}"]
        # The site again, which takes the PDFs along.
        options += ["--post-build", shlex.join([*nox, "-s", "pdf", "html", *folder])]
    builder = builder_of(options) or "html"
    output = resume.output / builder
    session.log(f"Result: the address below, from {output}; Ctrl+C ends it")
    session.run(
        "sphinx-autobuild",
        *("-b", builder, "-c", f"{resume.folder}", "-d", f"{resume.output / 'doctrees' / builder}"),
        *("-j", "auto", "--watch", "_ext", "--watch", f"{resume.folder / 'conf.py'}"),
        # Importing the extension writes there, which must not start the next round.
        *("--re-ignore", r"__pycache__|\.py[co]$|\.mo$|~$"),
        *options,
        f"{resume.source}",
        f"{output}",
    )


@nox.session(default=False)
def linkcheck(session: nox.Session) -> None:
    """Every link of the site, followed. Needs the network. Arguments as for html."""
    install(session, "docs")
    resume, options = project(session)
    output = sphinx_build(session, resume, "linkcheck", options)
    session.log(f"Result: {output / 'output.txt'}")


@nox.session(default=False)
def check(session: nox.Session) -> None:
    """What the claims of the résumé rest on: evidence, gaps, oldest use. --json for machines.

    Fails where a check that conf.py sets to "error" found something. Other arguments as for html.
    """
    install(session, "docs")
    resume, options = project(session)
    as_json = "--json" in options
    options = [option for option in options if option != "--json"]
    output = sphinx_build(session, resume, "resume-report", ["-q", *options])
    print((output / f"report.{'json' if as_json else 'txt'}").read_text(encoding="utf-8"))
    failed = json.loads((output / "report.json").read_text(encoding="utf-8"))["failed"]
    if failed:
        session.error("A check that is set to error found something")
    session.log(f"Result: {output / 'report.txt'}")


@nox.session(default=False)
def new(session: nox.Session) -> None:
    """A page for a new entry: nox -s new -- position acme (or talk, incident, award …).

    Refuses to overwrite. Without arguments it says what it can do.
    """
    install(session, "docs")
    run_module(session, "sphinx_resume.scaffold", *(session.posargs or ["--help"]))


@nox.session(default=False)
def locale(session: nox.Session) -> None:
    """The words of the extension for its translators. Arguments: languages to begin (fr pt_BR).

    Brings the catalogues in _ext/sphinx_resume/locale up to date with the code and compiles them.
    """
    install(session, "docs")
    BUILD.mkdir(exist_ok=True)
    template = BUILD / "sphinx_resume.pot"
    plain = ("--no-location", "--sort-output", "--project=sphinx-resume", "--version=1")
    session.run("pybabel", "-q", "extract", *plain, "-o", f"{template}", "_ext/sphinx_resume")
    catalogues = ("-D", "sphinx_resume", "-d", f"{LOCALE}")
    for language in session.posargs:
        session.run("pybabel", "-q", "init", *catalogues, "-i", f"{template}", "-l", language)
    # Not by guessing: what is new is left empty, which a test says.
    exact = ("--no-fuzzy-matching", "--ignore-obsolete", "--ignore-pot-creation-date", "-w", "98")
    session.run("pybabel", "-q", "update", *catalogues, "-i", f"{template}", *exact)
    session.run("pybabel", "compile", *catalogues, "--statistics")
    session.log(f"Result: {LOCALE}/*/LC_MESSAGES/")


# --- Checks -----------------------------------------------------------------------------------


#: The modules below Sphinx, by their tests, which build nothing.
UNIT = (
    *("career", "characters", "checks", "citations", "dates", "entries", "language", "moments"),
    *("names", "options", "person", "players", "views/test_lanes", "views/test_periods"),
)
UNIT_TESTS = tuple(f"tests/test_{name}.py" for name in UNIT)


@nox.session(default=False)
def unit(session: nox.Session) -> None:
    """Tests of what computes, in seconds: dates, entries, careers. Arguments: pytest's (-k gaps).

    Needs nothing but Python. Hypothesis draws fewer examples than in nox -s tests.
    """
    install(session, "unit")
    session.run("pytest", "--hypothesis-profile=quick", *UNIT_TESTS, *session.posargs)
    session.log("Result: the line above")


@nox.session(default=False)
def tests(session: nox.Session) -> None:
    """All tests. Arguments: pytest's (-k timeline, tests/test_dates.py, -m "not slow").

    Needs TeX, Chromium, Java and poppler, and installs what is missing with apt where it may;
    with arguments, tests that need what is missing fail and say how to install it.
    """
    if not session.posargs:
        require(session, (*TEX, *TESTING))
    install(session, "tests")
    session.run("pytest", *(session.posargs or ["-n", "auto"]))
    session.log("Result: the line above")


@nox.session(default=False, python=nox.project.python_versions(PYPROJECT))
@nox.parametrize("versions", ["lowest", "highest"], ids=["lowest", "highest"])
def compat(session: nox.Session, versions: str) -> None:
    """All tests with each Python, and the lowest or highest versions that pyproject.toml allows.

    One of them: nox -s "compat-3.13(lowest)". Arguments as for tests. A Python that isn't here is
    passed over, and said to be; where CI is set, that is an error.
    """
    require(session, (*TEX, *TESTING))
    install(session, "tests", versions=versions)
    session.run("pytest", *(session.posargs or ["-n", "auto"]))
    session.log("Result: the line above")


@nox.session(default=False)
def wheel(session: nox.Session) -> None:
    """The package: built, installed into an empty environment, and used outside this project.

    Leaves what a release publishes in build/dist. Needs the network. Arguments: pytest's.
    """
    install(session, "tests")
    shutil.rmtree(DIST, ignore_errors=True)
    session.run("python", "-m", "build", "--outdir", f"{DIST}")
    session.run("pytest", "tests/package.py", *session.posargs)
    session.log(f"Result: {DIST}")


@nox.session(default=False)
def soak(session: nox.Session) -> None:
    """Thousands of random edits, each built on top of all before and afresh; and odd pages.

    Arguments: --steps, --sites, --seed.
    """
    install(session, "tests")
    run_module(session, "tests.soak", *session.posargs)
    session.log("Result: all builds were the same")


#: Where there is Markdown for people.
MARKDOWN = ("docs", "examples", "CONTRIBUTING.md", "README.md", "SECURITY.md")


@nox.session(default=False)
def lint(session: nox.Session) -> None:
    """Style, types and markup. With --fix, what can be is corrected.

    ruff, mypy in strict mode and rumdl; other arguments go to ruff.
    """
    install(session, "lint")
    fixing = "--fix" in session.posargs
    session.run("ruff", "check", *session.posargs)
    session.run("ruff", "format", *(() if fixing else ("--check",)))
    session.run("mypy")
    session.run("rumdl", "check", *(("--fix",) if fixing else ()), *MARKDOWN)
    session.log("Result: nothing to complain about")


@nox.session(default=False)
def lock(session: nox.Session) -> None:
    """The versions that everybody uses, for all Pythons, in .constraints.txt.

    Keeps what still fits pyproject.toml; with --upgrade takes the newest. Needs the network.
    """
    install(session, "lock")
    asked = session.create_tmp() + "/asked.txt"
    Path(asked).write_text("\n".join(requirements_of(*PYPROJECT["dependency-groups"])), "utf-8")
    session.run(
        *("uv", "pip", "compile", "--quiet", "--universal", "--no-annotate", "--no-config"),
        *("--python-version", PYPROJECT["project"]["requires-python"].removeprefix(">=")),
        *("--custom-compile-command", "nox -s lock", "--output-file", f"{CONSTRAINTS}", asked),
        *session.posargs,
    )
    session.log(f"Result: {CONSTRAINTS.relative_to(ROOT)}")


@nox.session(default=False)
def audit(session: nox.Session) -> None:
    """Known weaknesses in what is pinned. Needs the network, and fails without its data.

    Arguments: pip-audit's (-s osv for the data of osv.dev).
    """
    install(session, "audit")
    done = subprocess.run(
        [
            *(f"{Path(session.bin) / 'pip-audit'}", "--strict", "--progress-spinner", "off"),
            *("--disable-pip", "--no-deps", "-r", f"{CONSTRAINTS}", *session.posargs),
        ],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        reason = done.stdout.strip() or done.stderr.strip().splitlines()[-1]
        give_up(session, "Something was found, or the data could not be reached", reason)
    session.log(f"Result: {done.stderr.strip().splitlines()[-1]}")


@nox.session(default=False)
def screenshots(session: nox.Session) -> None:
    """Pictures of the site on a desk, a phone, and paper, to look at. Arguments as for html.

    Needs Chromium and poppler, and installs what is missing with apt where it may.
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
    """Time and memory of builds. Arguments: those of tests/bench (growth, --quick, --help …)."""
    require(session, (*TEX, *STOCK_TEX))
    install(session, "bench")
    run_module(session, "tests.bench", *session.posargs)
    session.log("Result: the table above")
