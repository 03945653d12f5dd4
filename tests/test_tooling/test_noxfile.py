"""The helpers of noxfile.py: what they look for, what they say, how they read TeX's logs."""

from __future__ import annotations

import argparse
import ast
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest
from sphinx.cmd import build

import noxfile

if TYPE_CHECKING:
    from collections.abc import Iterable

    import nox

ROOT = Path(noxfile.__file__).parent
NEEDS = (*noxfile.TEX, *noxfile.TESTING)


class FakeSession:
    """As much of a nox session as the helpers use; what they say ends up in *said*."""

    def __init__(self, posargs: Iterable[str] = ()) -> None:
        self.posargs = list(posargs)
        self.said: list[str] = []

    @property
    def nox(self) -> nox.Session:
        return cast("nox.Session", self)

    def log(self, message: str) -> None:
        self.said.append(message)

    warn = log

    def error(self, message: str) -> None:
        raise SystemExit(message)


def program(folder: Path, name: str, script: str = "") -> Path:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


@pytest.fixture
def empty_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine without any program: the only folder on its PATH."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    return folder


# --- nox -l -----------------------------------------------------------------------------------


def test_nox_lists_every_session_with_its_help() -> None:
    listing = subprocess.run(
        [sys.executable, "-m", "nox", "-l"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    ).stdout
    sessions = dict(re.findall(r"^[*-] (\w+)(?:-3\.\d+\(\w+\))? -> (.+)$", listing, re.MULTILINE))
    assert list(sessions) == [
        "html", "pdf", "live", "linkcheck", "check", "new", "locale", "unit", "tests", "compat",
        "wheel", "soak", "lint", "lock", "audit", "screenshots", "bench",
    ]  # fmt: skip
    selected = re.findall(r"^\* (\w+)", listing, re.MULTILINE)
    assert selected == ["html", "pdf"]


# --- What the system must have ----------------------------------------------------------------


def test_everything_is_missing_on_an_empty_machine(empty_path: Path) -> None:
    absent = noxfile.missing(noxfile.TEX)
    assert [need for need, _ in absent] == list(noxfile.TEX)
    names = [name for _, found in absent for name in found]
    assert {"latexmk", "lualatex", "unicode-math.sty", "texgyreheros-regular.otf"} <= set(names)


def test_only_what_kpsewhich_does_not_find_is_missing(empty_path: Path) -> None:
    program(empty_path, "latexmk")
    program(empty_path, "lualatex")
    # Finds all but one file, as kpsewhich does: paths on stdout, an exit status of 1.
    program(
        empty_path,
        "kpsewhich",
        'for name; do [ "$name" = unicode-math.sty ] || echo "/tex/$name"; done; exit 1',
    )
    assert [(need.apt, names) for need, names in noxfile.missing(noxfile.TEX)] == [
        ("texlive-latex-recommended", ["unicode-math.sty"])
    ]


def test_miktex_fetches_files_itself(empty_path: Path) -> None:
    program(empty_path, "latexmk")
    program(empty_path, "lualatex")
    program(empty_path, "kpsewhich", 'if [ "$1" = --version ]; then echo "MiKTeX 25.4"; fi')
    assert noxfile.missing(noxfile.TEX) == []


def test_any_of_several_browsers_will_do(empty_path: Path) -> None:
    browser = noxfile.TESTING[:1]
    assert noxfile.missing(browser)
    path = program(empty_path, "google-chrome")
    assert noxfile.missing(browser) == []
    assert noxfile.find_browser() == str(path)


def test_without_root_the_message_has_a_command_for_each_platform(empty_path: Path) -> None:
    session = FakeSession()
    with pytest.raises(SystemExit, match="Programs are missing"):
        noxfile.require(session.nox, noxfile.TEX)
    message = session.said[-1]
    assert "Not found on this machine: latexmk, lualatex" in message
    commands = dict(re.findall(r"^  (\w+).*?  +(\S.*)$", message, re.MULTILINE))
    assert set(commands) == {"Debian", "Fedora", "macOS", "Windows"}
    assert commands["Debian"].startswith("sudo apt-get install")
    assert all(need.apt in commands["Debian"].split() for need in noxfile.TEX)
    assert commands["Fedora"].startswith("sudo dnf install")
    assert commands["macOS"] == "brew install --cask mactex-no-gui"
    assert commands["Windows"] == "choco install miktex strawberryperl"


def test_apt_without_root_or_sudo_is_no_way(
    empty_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(empty_path, "apt-get")
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    assert noxfile.apt_prefix() is None
    program(empty_path, "sudo", "exit 1")  # wants a password
    assert noxfile.apt_prefix() is None


@pytest.mark.parametrize("user", ["root", "sudoer"])
def test_apt_installs_what_is_missing_after_saying_so(
    user: str, empty_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("os.geteuid", lambda: 0 if user == "root" else 1000)
    program(empty_path, "sudo", 'shift; [ "$1" = true ] || { shift; "$@"; }')
    # The first try finds no package, as in a container whose lists are empty.
    program(
        empty_path,
        "apt-get",
        f'echo "$@" >> {tmp_path}/calls\n'
        f'if [ "$1" = update ]; then : > {tmp_path}/lists; exit; fi\n'
        f"[ -e {tmp_path}/lists ] || exit 100\n"
        f"echo '#!/bin/sh' > {empty_path}/pdftotext\n"
        f"echo '#!/bin/sh' > {empty_path}/pdftoppm\n"
        f"/bin/chmod +x {empty_path}/pdftotext {empty_path}/pdftoppm",
    )
    session = FakeSession()
    noxfile.require(session.nox, noxfile.TESTING[-1:])
    assert session.said == ["Installing with apt (takes minutes, once): poppler-utils"]
    verbs = [line.split()[0] for line in (tmp_path / "calls").read_text().splitlines()]
    assert verbs == ["install", "update", "install"]
    assert "--no-install-recommends" in (tmp_path / "calls").read_text()

    session = FakeSession()
    noxfile.require(session.nox, noxfile.TESTING[-1:])
    assert session.said == []


def test_a_failing_apt_shows_the_end_of_its_log(
    empty_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("os.geteuid", lambda: 0)
    program(empty_path, "apt-get", "echo 'E: Unable to locate package'; exit 100")
    session = FakeSession()
    with pytest.raises(SystemExit, match="apt-get failed"):
        noxfile.require(session.nox, noxfile.TESTING[-1:])
    assert session.said[-1].endswith("\nE: Unable to locate package")


def test_a_font_with_a_fallback_stops_nobody(empty_path: Path) -> None:
    session = FakeSession()
    noxfile.require(session.nox, noxfile.TEX[-1:])
    (said,) = session.said
    assert said.startswith("texgyreheros-regular.otf, ")
    assert said.endswith(" not found: the PDFs are set in Latin Modern")


def test_what_is_looked_for_is_here() -> None:
    """True wherever the tests session ran, since it installs the same list."""
    assert noxfile.missing(NEEDS) == []


def test_each_package_that_the_documents_load_is_here() -> None:
    """What our own LaTeX always asks for comes with the packages of the list."""
    folder = ROOT / "_ext" / "sphinx_resume" / "latex" / "texinputs"
    own = [path for path in folder.iterdir() if path.suffix in (".sty", ".cls")]
    required: set[str] = set()
    for path in own:
        for names in re.findall(r"\\RequirePackage\{([\w-]+)\}", path.read_text(encoding="utf-8")):
            required.add(f"{names}.sty")
    required -= {path.name for path in own}
    assert {"amsmath.sty", "color.sty", "unicode-math.sty"} <= required
    assert noxfile._tex_files(required) == required


# --- Arguments --------------------------------------------------------------------------------


def test_the_first_argument_may_name_another_resume(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(noxfile, "ROOT", tmp_path)
    for folder in (".", "examples/hopper"):
        (tmp_path / folder / "docs").mkdir(parents=True)
        (tmp_path / folder / "conf.py").touch()
    assert noxfile.project(FakeSession().nox) == (
        noxfile.Project(Path(), Path("docs"), Path("build")),
        [],
    )
    assert noxfile.project(FakeSession(["-b", "text"]).nox)[1] == ["--builder=text"]
    for given in (
        ["examples/hopper/", "-q", "-t", "draft"],
        ["-q", "-tdraft", "examples/hopper"],
        ["-qt", "draft", "examples/hopper"],
        ["-q", "--tag", "draft", "examples/hopper"],
    ):
        resume, options = noxfile.project(FakeSession(given).nox)
        assert resume.source == Path("examples/hopper/docs")
        assert resume.output == Path("build/examples/hopper")
        assert options == ["-q", "--tag=draft"]
    with pytest.raises(SystemExit, match=r"^examples/hopper and \.: only one of them"):
        noxfile.project(FakeSession(["examples/hopper", "-q", "."]).nox)


def test_a_folder_without_conf_py_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit, match=r"There is no examples.nobody.conf\.py"):
        noxfile.project(FakeSession(["examples/nobody"]).nox)


def test_every_option_that_takes_a_value_is_known() -> None:
    def valued(parser: argparse.ArgumentParser) -> list[list[str]]:
        actions = [each for each in parser._actions if each.option_strings and each.nargs is None]
        return [sorted(action.option_strings, key=len) for action in actions]

    known = {long: short for short, long in noxfile.VALUED.items()}
    assert known == {long: short for short, long in valued(build.get_parser())}
    ours = {name for (name,) in (names for names in valued(autobuild()) if len(names) == 1)}
    assert ours == noxfile.VALUED_LIVE


def autobuild() -> argparse.ArgumentParser:
    """The options of sphinx-autobuild, which it shows and hands to nobody."""
    shown = subprocess.run(
        [sys.executable, "-m", "sphinx_autobuild", "--help"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    ).stdout
    parser = argparse.ArgumentParser()
    options = shown.partition("autobuild options:")[2]
    for name, value in re.findall(r"^  (--[\w-]+)( [A-Z_]+)?", options, re.MULTILINE):
        parser.add_argument(name, action="store" if value else "store_true")
    return parser


@pytest.mark.parametrize(("short", "long"), noxfile.VALUED.items())
def test_each_spelling_of_an_option_is_understood(short: str, long: str) -> None:
    spelt = (
        [short, "some-value"],
        [f"{short}some-value"],
        [f"{short}=some-value"],
        [f"{long}=some-value"],
        [long, "some-value"],
    )
    for given in spelt:
        assert noxfile.separate([*given, "-q"]) == ([f"{long}=some-value", "-q"], [])
        assert noxfile.separate(["-q", *given]) == (["-q", f"{long}=some-value"], [])
        ours = build.get_parser().parse_args([f"{long}={VALUES.get(long, 'some-value')}", "a", "b"])
        theirs = [part.replace("some-value", VALUES.get(long, "some-value")) for part in given]
        assert build.get_parser().parse_args([*theirs, "a", "b"]) == ours
    assert noxfile.separate([f"-qE{short[1]}", "some-value"]) == (
        ["-q", "-E", f"{long}=some-value"],
        [],
    )
    # What sphinx-build complains of.
    assert noxfile.separate([short]) == ([short], [])
    assert noxfile.separate([long]) == ([long], [])


#: What an option insists on.
VALUES = {"--jobs": "2"}


@pytest.mark.parametrize(
    ("options", "builder"),
    [
        ([], ""),
        (["-b", "resume-report", "-q"], "resume-report"),
        (["-bresume-report"], "resume-report"),
        (["-b=resume-report"], "resume-report"),
        (["--builder", "resume-report"], "resume-report"),
        (["--builder=resume-report"], "resume-report"),
        (["-qbresume-report"], "resume-report"),
        (["-qb", "resume-report"], "resume-report"),
        (["-b", "text", "-b", "man"], "man"),
        (["-t", "-b", "-D", "project=-b"], ""),
        (["-q", "-b"], ""),
    ],
)
def test_an_option_names_the_builder(options: list[str], builder: str) -> None:
    assert noxfile.builder_of(noxfile.separate(options)[0]) == builder


def test_a_session_with_a_builder_of_its_own_takes_no_other() -> None:
    session = FakeSession()
    resume = noxfile.Project(Path(), Path("docs"), Path("build"))
    with pytest.raises(SystemExit, match="uses the builder latex; run nox -s html -- -b text for"):
        noxfile.sphinx_build(session.nox, resume, "latex", ["--builder=text"])


@pytest.mark.parametrize("name", ["CI", "READTHEDOCS"])
def test_servers_fail_on_warnings(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.delenv("READTHEDOCS", raising=False)
    assert noxfile.strict() == ()
    monkeypatch.setenv(name, "true")
    assert "-W" in noxfile.strict()


def test_no_reason_to_end_is_a_command_or_has_an_end_of_its_own() -> None:
    """nox writes a period after each, which nobody should copy."""
    tree = ast.parse((ROOT / "noxfile.py").read_text("utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    ends = [
        ast.unparse(call.args[-1 if ast.unparse(call.func) == "session.error" else 1])[-3:]
        for call in calls
        if ast.unparse(call.func) in {"session.error", "give_up"} and call.args
    ]
    assert len(ends) > 8
    # What ends with a value is what names a folder.
    assert [end for end in ends if not re.search(r"[a-zé]['\"]$|^why$", end)] == []


# --- TeX's logs -------------------------------------------------------------------------------

GOOD = r"""
This is LuaHBTeX, Version 1.15.0 (TeX Live 2022/Debian)  (format=lualatex 2022.9.1)
Package: titlesec 2021/07/05 v2.14 Sectioning titles
LaTeX Font Info:    Redeclaring symbol font `operators' on input line 48.
Underfull \hbox (badness 1231) in paragraph at lines 40--42
[1] (./resume.aux))
Output written on resume.pdf (2 pages, 34567 bytes).
"""


def test_a_good_log_has_no_problems() -> None:
    assert noxfile.tex_errors(GOOD, Path()) == []
    assert noxfile.tex_warnings(GOOD, Path()) == []


@pytest.mark.parametrize(
    "line",
    [
        "! Undefined control sequence.",
        r"l.42 \sphinxnope",
        "./resume.tex:42: Undefined control sequence.",
        "./resume.tex:7: LaTeX Error: File `unicode-math.sty' not found.",
    ],
)
def test_an_error_is_found_in_the_log(line: str) -> None:
    assert noxfile.tex_errors(GOOD + line + "\n" + GOOD, Path()) == [line]


@pytest.mark.parametrize(
    "line",
    [
        r"Overfull \vbox (3.0pt too high) has occurred while \output is active []",
        "Missing character: There is no ☃ (U+2603) in font [texgyreheros-regular.otf]:!",
        "LaTeX Warning: Reference `wayfair' on page 1 undefined on input line 12.",
        "LaTeX Warning: Hyper reference `index:vault' on page 1 undefined on input line 12.",
        "Package sphinxresume Warning: Target of a link `index:x' undefined",
    ],
)
def test_a_warning_is_found_in_the_log(line: str) -> None:
    log = GOOD + line + "\n" + GOOD
    assert noxfile.tex_warnings(log, Path()) == [line]
    assert noxfile.tex_errors(log, Path()) == []


def test_an_error_is_told_with_its_page_and_line() -> None:
    error = "./resume.tex:42: Undefined control sequence."
    log = (
        f"{error}\nPackage sphinxresume Warning: experience/acme.md:7: here is an error\n"
        "./resume.tex:42:  ==> Fatal error occurred, no output PDF file produced!\n"
    )
    place = Path("docs/experience/acme.md")
    assert noxfile.tex_errors(log, Path("docs")) == [error, f"    in {place}:7"]
    # Of the preamble, or of another class, there is none.
    assert noxfile.tex_errors(log.replace("experience/acme.md:7", "?"), Path("docs")) == [error]


def test_an_overfull_line_comes_with_its_words() -> None:
    head = r"Overfull \hbox (12.5pt too wide) in paragraph at lines 100--101"
    text = r"[]\TU/texgyreheros(0)/m/n/10 a-very-long-word"
    found = noxfile.tex_warnings(f"{GOOD}{head}\n{text}\n []\n", Path())
    assert found == [f"{head} {text}"]


def test_what_is_too_wide_or_high_comes_with_its_page_and_line() -> None:
    log = (
        "Package sphinxresume Warning: acme.md:3: 4.3 mm too wide: in: a word\n"
        "Package sphinxresume Warning: ../more.md:9: 12.0 mm too high: \n"
        "Package sphinxresume Warning: ?: 1.0 mm too wide: x\n"
    )
    assert noxfile.tex_warnings(GOOD + log + GOOD, Path("docs")) == [
        f"{Path('docs/acme.md')}:3: 4.3 mm wider than its line: in: a word",
        "more.md:9: 12.0 mm higher than its page",
        "conf.py or a view: 1.0 mm wider than its line: x",
    ]


@pytest.mark.about("guides")
def test_what_no_font_has_is_told_once_with_a_place_and_what_to_set() -> None:
    def lines(text: str) -> str:
        return "".join(
            f"Package sphinxresume Warning: acme.md:{number}: no font has U+{ord(char):04X}\n"
            for number, char in enumerate(text, start=3)
        )

    *found, advice = noxfile.tex_warnings(lines("🚀Жук🚀жук"), Path("docs"))
    page = Path("docs/acme.md")
    assert found == [
        f"{page}:3: no font has “🚀” (U+1F680 ROCKET); the PDF leaves it out",
        f"{page}:4: no font has “Ж” (U+0416 CYRILLIC CAPITAL LETTER ZHE), nor 3 others of "
        "CYRILLIC; the PDF leaves it out",
    ]
    assert "fontpkg of latex_elements in conf.py" in advice
    guide, title = re.findall(r"docs/about/(\w+\.md), “(.*)”", advice)[0]
    assert f"\n### {title}\n" in (noxfile.ROOT / "docs" / "about" / guide).read_text("utf-8")


DOCUMENT = r"""\documentclass{article}
\begin{document}
%s
\end{document}
"""


@pytest.mark.slow
def test_typesetting_reports_each_document_and_repeats_nothing(tmp_path: Path) -> None:
    texts = {
        "good": "Fine.",
        "broken": r"\nosuchcommand",
        "wide": r"\hbox to 2cm{Far too wide for two centimetres}",
    }
    for name, text in texts.items():
        (tmp_path / f"{name}.tex").write_text(DOCUMENT % text, encoding="utf-8")
    problems = noxfile.typeset(tmp_path, list(texts))
    assert problems["good"] == ([], [])
    broken = problems["broken"].errors
    assert broken[0] == f"broken.tex, see {tmp_path / 'broken.log'}:"
    assert any("broken.tex:3: Undefined control sequence" in line for line in broken)
    assert len(broken) < 6
    assert problems["wide"].errors == []
    assert any(r"Overfull \hbox" in line for line in problems["wide"].warnings)

    made = (tmp_path / "good.pdf").stat().st_mtime_ns
    source = tmp_path / "good.tex"
    source.write_text(source.read_text(encoding="utf-8"), encoding="utf-8")
    assert noxfile.typeset(tmp_path, ["good", "wide"])["wide"] == problems["wide"]
    assert (tmp_path / "good.pdf").stat().st_mtime_ns == made


def test_a_failed_run_is_tried_again_and_its_output_shown(empty_path: Path, tmp_path: Path) -> None:
    program(empty_path, "latexmk", "echo 'Can not find lualatex'; exit 11")
    (tmp_path / "resume.fdb_latexmk").touch()
    problems = noxfile.typeset(tmp_path, ["resume"])
    assert problems["resume"].errors[-1] == "  Can not find lualatex"
    assert not (tmp_path / "resume.fdb_latexmk").exists()


def test_publishing_replaces_the_file_at_once(tmp_path: Path) -> None:
    source, target = tmp_path / "new.pdf", tmp_path / "resume.pdf"
    source.write_bytes(b"new")
    target.write_bytes(b"old")
    before = target.open("rb")
    with before:
        noxfile.publish(source, target)
        assert before.read() == b"old"  # a reader keeps the whole of what it opened
    assert target.read_bytes() == b"new"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["new.pdf", "resume.pdf"]
