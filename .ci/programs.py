"""Programs that pip cannot install: TeX, a browser, Java. Finds and installs them.

It imports only the standard library, so that checking is cheap for tests and sessions.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class Need(NamedTuple):
    """Programs and TeX files that a session needs, and the packages that provide them."""

    #: Names of programs and TeX files (those with a dot), separated by spaces.
    looks_for: str
    apt: str
    dnf: str
    brew: str
    choco: str
    #: The package of an existing TeX Live (``tlmgr install``).
    tlmgr: str = ""
    #: What happens without it, if the PDF is still usable.
    without: str = ""


def _tex(looks_for: str, apt: str, tlmgr: str, *, dnf: str = "", without: str = "") -> Need:
    """A part of TeX. Homebrew and Chocolatey have it all in one; Fedora mostly uses TeX's names."""
    brew, choco = "--cask mactex-no-gui", "miktex strawberryperl"
    return Need(looks_for, apt, dnf or f"texlive-{tlmgr}", brew, choco, tlmgr, without)


TEX = (
    _tex("latexmk", "latexmk", "latexmk", dnf="latexmk"),
    _tex("lualatex kpsewhich luaotfload.sty", "texlive-luatex", "collection-luatex"),
    _tex("amsmath.sty color.sty graphicx.sty", "texlive-latex-base", "collection-latex"),
    _tex(  # for math, and for fonts that authors choose
        "fontspec.sty unicode-math.sty", "texlive-latex-recommended", "collection-latexrecommended"
    ),
    _tex("lmsans10-regular.otf lmmono10-regular.otf", "lmodern", "lm"),
    _tex(
        "texgyreheros-regular.otf texgyrepagella-regular.otf texgyreadventor-regular.otf"
        " texgyrecursor-regular.otf",
        "fonts-texgyre",
        "tex-gyre",
        without="the PDFs are set in Latin Modern",
    ),
)
#: The fonts of scripts, by the names that a document says it needs (sphinxresume-scripts.lua).
_NOTO = {
    "Arabic": "arab",
    "Armenian": "armn",
    "Bengali": "beng",
    "Devanagari": "deva",
    "Ethiopic": "ethi",
    "Georgian": "geor",
    "Gujarati": "gujr",
    "Gurmukhi": "guru",
    "Hebrew": "hebr",
    "Kannada": "knda",
    "Khmer": "khmr",
    "Lao": "laoo",
    "Malayalam": "mlym",
    "Myanmar": "mymr",
    "Oriya": "orya",
    "Sinhala": "sinh",
    "Tamil": "taml",
    "Telugu": "telu",
    "Thai": "thai",
}
_LACKING = "characters that no font has are question marks in the PDFs"


def _font(looks_for: str, apt: str, dnf: str, brew: str, tlmgr: str = "") -> Need:
    return Need(looks_for, apt, dnf, f"--cask {brew}", "noto", tlmgr, _LACKING)


_PLAIN = _font(
    "NotoSans-Regular.ttf", "fonts-noto-core", "google-noto-sans-fonts", "font-noto-sans"
)
_DROID = _font(
    *("DroidSansFallbackFull.ttf", "fonts-droid-fallback", "google-droid-sans-fonts"),
    *("font-noto-sans-cjk", "arphic-ttf"),
)
FONTS = {
    **dict.fromkeys(("cyrl", "grek", "latn"), _PLAIN),
    **{
        script: _font(
            f"NotoSans{name}-Regular.ttf",
            "fonts-noto-core",
            f"google-noto-sans-{name.lower()}-fonts",
            f"font-noto-sans-{name.lower()}",
        )
        for name, script in _NOTO.items()
    },
    **dict.fromkeys(("hans", "hant"), _DROID),
    "jpan": _font(
        *("ipaexg.ttf", "fonts-ipaexfont-gothic", "ipa-ex-gothic-fonts"),
        *("font-ipaexfont", "ipaex"),
    ),
    "kore": _font(
        *("NanumGothic.ttf", "fonts-nanum", "naver-nanum-gothic-fonts"),
        *("font-nanum-gothic", "unfonts-core"),
    ),
    "zsym": _font(
        *("NotoSansSymbols2-Regular.ttf", "fonts-noto-core fonts-symbola"),
        *("google-noto-sans-symbols2-fonts gdouros-symbola-fonts", "font-noto-sans-symbols-2"),
    ),
}


def fonts_of(latex: str) -> list[Need]:
    """The fonts that a LaTeX document says it needs, besides those of Latin."""
    named = re.match(r"\\def\\resumescripts\{([a-z ]*)\}", latex)
    needs = (FONTS[name] for name in (named[1].split() if named else ()) if name in FONTS)
    return list(dict.fromkeys(needs))


#: What Sphinx's own LaTeX style needs in addition, for comparison in the benchmarks.
STOCK_TEX = (
    _tex("fncychap.sty needspace.sty tabulary.sty", "texlive-latex-extra", "collection-latexextra"),
    _tex("FreeSerif.otf", "fonts-freefont-otf", "gnu-freefont"),
)
BROWSER = (Need("chromium", "chromium", "chromium", "--cask google-chrome", "googlechrome"),)
TESTING = (
    *BROWSER,
    Need("java", "default-jre-headless", "java-latest-openjdk-headless", "openjdk", "temurin"),
    *dict.fromkeys(FONTS.values()),
    Need(
        *("soffice", "libreoffice-writer-nogui", "libreoffice-writer"),
        *("--cask libreoffice", "libreoffice-fresh"),
    ),
    Need("pdftotext pdftoppm", "poppler-utils", "poppler-utils", "poppler", "poppler"),
)


def find_browser() -> str | None:
    """Find Chromium or Chrome under any of its names, even if it is not on the PATH."""
    for name in ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"):
        if found := shutil.which(name):
            return found
    usual = (
        Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
        Path(os.environ.get("PROGRAMFILES", "/")) / "Google/Chrome/Application/chrome.exe",
    )
    return next((str(path) for path in usual if path.is_file()), None)


def missing(needs: Iterable[Need]) -> list[tuple[Need, list[str]]]:
    """The unmet *needs*, each with the names that were not found."""
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
    if "MiKTeX" in version:  # installs missing packages on the fly
        return names
    return {Path(line).name for line in _output(kpsewhich, *sorted(names)).splitlines()}


def _output(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    return done.stdout


def apt_prefix() -> list[str] | None:
    """The command for apt-get without a password prompt; ``None`` if that is not possible."""
    if sys.platform == "win32" or not shutil.which("apt-get"):
        return None
    if os.geteuid() == 0:
        return ["apt-get"]
    sudo = [shutil.which("sudo") or "", "-n"]
    if sudo[0] and not subprocess.run([*sudo, "true"], capture_output=True, check=False).returncode:
        return [*sudo, "DEBIAN_FRONTEND=noninteractive", "apt-get"]
    return None


def packages_of(needs: Iterable[Need], manager: str) -> list[str]:
    """The packages of a package manager that provide *needs*, each once."""
    return list(dict.fromkeys(" ".join(getattr(need, manager) for need in needs).split()))


def install_advice(absent: Sequence[tuple[Need, list[str]]]) -> str:
    """Say what is missing, and the command that installs it on each platform."""
    needs = [need for need, _ in absent]

    def packages(manager: str) -> str:
        return " ".join(packages_of(needs, manager))

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


class InstallError(Exception):
    """A package manager failed; the message has the end of its output."""


def apt_install(apt: Sequence[str], packages: Sequence[str], log: Path) -> None:
    """Install *packages* with the command from *apt_prefix*; its output goes to *log*.

    Raises `InstallError` if it fails.
    """
    log.parent.mkdir(exist_ok=True)
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = [*apt, "install", "-y", "--no-install-recommends", "-o", "DPkg::Lock::Timeout=300"]
    # The package lists of a fresh container are empty, and those of an old machine are stale, so
    # retry a failure once with updated lists.
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
    raise InstallError(f"The end of {log}:\n{tail}")
