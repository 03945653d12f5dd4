"""Programs that extract text; each returns the text of a file by page."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Final, NamedTuple


class Extractor(NamedTuple):
    """A program, and how to use it."""

    name: str
    suffix: str
    #: The required module or program, and the package that provides it.
    needs: str
    source: str
    read: Callable[[Path], list[str]]

    @property
    def is_there(self) -> bool:
        """Whether the program is installed."""
        return bool(find_spec(self.needs) or shutil.which(self.needs))


def _pdftotext(path: Path, *options: str) -> list[str]:
    command = ["pdftotext", "-enc", "UTF-8", *options, f"{path}", "-"]
    done = subprocess.run(command, capture_output=True, check=True)  # noqa: S603 (no shell)
    return done.stdout.decode("utf-8", "replace").split("\f")


def _layout(path: Path) -> list[str]:
    return _pdftotext(path, "-layout")


def _pypdf(path: Path) -> list[str]:
    import pypdf

    return [page.extract_text() for page in pypdf.PdfReader(path).pages]


def _pdfminer(path: Path) -> list[str]:
    from pdfminer.high_level import extract_text

    return str(extract_text(path)).split("\f")


def _docx(path: Path) -> list[str]:
    import docx

    return ["\n".join(paragraph.text for paragraph in docx.Document(f"{path}").paragraphs)]


#: All extractors, by suffix of the file.
EXTRACTORS: Final = (
    Extractor("pdftotext", ".pdf", "pdftotext", "poppler-utils of your system", _pdftotext),
    Extractor("pdftotext -layout", ".pdf", "pdftotext", "poppler-utils of your system", _layout),
    Extractor("pypdf", ".pdf", "pypdf", "sphinx-resume[parse]", _pypdf),
    Extractor("pdfminer.six", ".pdf", "pdfminer", "sphinx-resume[parse]", _pdfminer),
    Extractor("python-docx", ".docx", "docx", "sphinx-resume[parse]", _docx),
)
