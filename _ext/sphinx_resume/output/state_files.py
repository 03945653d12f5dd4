"""Files beside the doctrees, in which a build keeps something for the next one.

They may be deleted at any time: what is missing or unreadable is made again.
"""

from __future__ import annotations

import hashlib
import pickle
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def state_file(app: Sphinx, name: str) -> Path:
    """The path of the file with a name, which all builders share."""
    return Path(app.doctreedir) / "sphinx_resume" / name


def state_file_of_output(app: Sphinx, suffix: str) -> Path:
    """The path of the file with a suffix for the builder and output folder of this build."""
    key = hashlib.sha256(f"{app.builder.name} {app.outdir}".encode()).hexdigest()[:16]
    return state_file(app, f"{key}{suffix}")


def replace(path: Path, content: bytes) -> None:
    """Write a file as a whole, or, if that fails, leave it as it was.

    Raises `OSError` if it cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_name(f"{path.name}.new")
    half.write_bytes(content)
    half.replace(path)


def keep(path: Path, value: object) -> None:
    """Keep a value for `kept`, if it can be written."""
    with suppress(OSError):  # such as a full disk
        replace(path, pickle.dumps(value))


def kept(path: Path) -> Any:
    """The value that was kept; ``None`` if there is none."""
    with suppress(Exception):  # what another version has kept may be anything
        return pickle.loads(path.read_bytes())  # noqa: S301 (our own)
    return None
