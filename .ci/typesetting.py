"""From LaTeX to PDFs: run latexmk, and find errors and warnings in its logs.

``python -m typesetting LATEX PAGES FOLDER [SITE]`` typesets all documents in the folder LATEX, and
puts them into FOLDER, and into SITE in place of files of the same name.
"""

from __future__ import annotations

import itertools
import os
import re
import shutil
import subprocess
import sys
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


class Outcome(NamedTuple):
    """TeX's messages about a document: errors if there is no PDF, otherwise warnings."""

    errors: list[str]
    warnings: list[str]


def documents_in(latex: Path) -> list[str]:
    """The names of the documents that Sphinx has written to a folder."""
    texts = sorted(latex.glob("*.tex"))
    return [path.stem for path in texts if "\\documentclass" in path.read_text("utf-8")]


def typeset(
    folder: Path,
    names: Sequence[str],
    pages: Path = Path(),
    meanwhile: Callable[[], None] = lambda: None,
    ready: Callable[[str], None] = lambda name: None,
) -> dict[str, Outcome]:
    """Run LaTeX on documents in parallel, and return the outcome of each, with places in *pages*.

    While TeX is running, *meanwhile* is called, and, in other threads, *ready* with the name of
    each document as soon as it is there.
    """

    def run(name: str) -> Outcome:
        outcome = run_latex(folder, name, pages)
        if not outcome.errors:
            ready(name)
        return outcome

    pool = ThreadPoolExecutor(os.cpu_count())
    try:
        # As Sphinx wrote them, which is the order in conf.py: the first is what people wait for.
        order = sorted(names, key=lambda name: (folder / f"{name}.tex").stat().st_mtime_ns)
        running = {name: pool.submit(run, name) for name in order}
        meanwhile()
        return {name: running[name].result() for name in names}
    finally:
        pool.shutdown(cancel_futures=True)


def run_latex(folder: Path, name: str, pages: Path) -> Outcome:
    """Run LaTeX on one document as often as needed.

    latexmk compares contents, so one that Sphinx rewrote unchanged is not typeset again.
    """
    env = {
        "LATEXOPTS": "",
        "openout_any": "p",
        **os.environ,
        "max_print_line": "10000",  # otherwise TeX wraps messages in its log anywhere
        "FORCE_SOURCE_DATE": "1",  # so that SOURCE_DATE_EPOCH, if set, applies to \today too
    }
    options = ("-interaction=nonstopmode", "-halt-on-error", "-file-line-error", "-no-shell-escape")
    output = folder / f"{name}.latexmk.log"
    with output.open("w", encoding="utf-8") as file:
        done = subprocess.run(
            ["latexmk", "-lualatex", *options, f"{name}.tex"],
            cwd=folder,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=file,
            stderr=subprocess.STDOUT,
            check=False,
        )
    if done.returncode:  # otherwise latexmk would not retry until the source changes
        (folder / f"{name}.fdb_latexmk").unlink(missing_ok=True)
    log = folder / f"{name}.log"
    text = log.read_text("utf-8", errors="replace") if log.is_file() else ""
    errors = tex_errors(text, pages)
    if done.returncode and not errors:
        log = output
        errors = log.read_text("utf-8", errors="replace").splitlines()[-10:]
    if errors:  # many warnings after an error are just its consequences
        return Outcome([f"{name}.tex, see {log}:", *(f"  {line}" for line in errors)], [])
    return Outcome([], tex_warnings(text, pages))


#: An error message of TeX, with -file-line-error ("./resume.tex:12: …") or without ("! …").
TEX_ERROR = re.compile(r"! |l\.\d+ |[^\s:][^:]*\.\w+:\d+: (?! *==>)")
#: Warnings about something visible in the PDF, or a dead link there.
TEX_WARNING = re.compile(
    r"Overfull \\[hv]box |Missing character: |(?:LaTeX|Package \w+) Warning: .* undefined"
)
#: Messages of this project's classes, most with page and line, or "?" (sphinxresume-places.lua).
OWN = re.compile(r"Package sphinxresume Warning: (.*)$")
PLACED = re.compile(
    r"(\?|.+?): (?:[\d.]+ mm (?:wider|higher) than .*|no font has “.*” \(U\+(?P<code>\w+)\).*"
    r"|(?P<error>here is an error))$"
)


def tex_errors(log: str, pages: Path) -> list[str]:
    """The errors in a LaTeX *log*, each with its place in the *pages*."""
    lines = log.splitlines()
    errors = [line for line in lines if TEX_ERROR.match(line)]
    own = [match[1] for line in lines if (match := OWN.match(line))]
    found = [match for line in own if (match := PLACED.match(line)) and match["error"]]
    places = [f"    in {path_of(match[1], pages)}" for match in found if match[1] != "?"]
    return list(dict.fromkeys([*errors, *places])) if errors else []


def tex_warnings(log: str, pages: Path) -> list[str]:
    """The warnings about a PDF in its LaTeX *log*, each with its place in the *pages*."""
    warnings = []
    missing: dict[str, dict[str, str]] = {}  # by script: places by character
    lines = log.splitlines()
    for line, following in itertools.zip_longest(lines, lines[1:], fillvalue=""):
        if own := OWN.match(line):
            match = PLACED.match(own[1])
            if match is None:
                warnings.append(own[1])
            elif match["code"]:
                char = chr(int(match["code"], 16))
                place = path_of(match[1], pages)
                missing.setdefault(script_of(char), {}).setdefault(char, place)
            elif not match["error"]:
                warnings.append(path_of(match[1], pages) + own[1][match.end(1) :])
        elif TEX_WARNING.match(line):
            words = f" {following.strip()[:160]}" if line.startswith("Overfull \\hbox") else ""
            warnings.append(line + words)
    for script, places in missing.items():
        warnings.append(without_glyph(script, places))
    if missing:
        warnings.append(
            "Install fonts that have the missing characters, or choose one with fontpkg of "
            "latex_elements in conf.py (docs/about/languages.md, “PDFs in other scripts”)"
        )
    return list(dict.fromkeys(warnings))


def path_of(place: str, pages: Path) -> str:
    """The path of a place in the log, relative to the current folder."""
    return "conf.py or a view" if place == "?" else os.path.normpath(pages / place)


def script_of(char: str) -> str:
    """The script of a letter, from its Unicode name; other characters stand for themselves."""
    name = unicodedata.name(char, "")
    return name.partition(" ")[0] if unicodedata.category(char)[0] in "LM" and name else char


def without_glyph(script: str, places: dict[str, str]) -> str:
    """The message that no font has some characters of a *script*, starting with a place."""
    char, place = next(iter(places.items()))
    name = unicodedata.name(char, "without a name")
    more = f", nor {len(places) - 1} others of {script}" if len(places) > 1 else ""
    return (
        f"{place}: no font has “{char}” (U+{ord(char):04X} {name}){more}; the PDF has “?” instead"
    )


def publish(document: Path, folder: Path, *sites: Path) -> None:
    """Put a finished PDF into a folder, and into those *sites* that have one of this name."""
    for target in (folder, *(site for site in sites if (site / document.name).is_file())):
        half = target / f".{document.name}.part"
        shutil.copy2(document, half)
        half.replace(target / document.name)  # atomically, so that no reader gets half of it


def main(latex: Path, pages: Path, *folders: Path) -> int:
    """Typeset all documents, publish each when it is ready, and print the messages.

    Returns an exit status.
    """
    outcomes = typeset(
        *(latex, documents_in(latex), pages),
        ready=lambda name: publish(latex / f"{name}.pdf", *folders),
    )
    for line in dict.fromkeys(line for each in outcomes.values() for line in each.warnings):
        print(line)
    for outcome in outcomes.values():
        if outcome.errors:
            print("\n".join(outcome.errors))
    return int(any(outcome.errors for outcome in outcomes.values()))


if __name__ == "__main__":
    sys.exit(main(*map(Path, sys.argv[1:])))
