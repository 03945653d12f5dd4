"""Résumés in other formats: our samples, with all sections and pitfalls, and real ones."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
#: Our own samples.
OWN: Final = ROOT / "tests" / "samples"
#: Real ones, which are not part of the project: beside it, or in the folder RESUME_SAMPLES.
SHARED: Final = Path(os.environ.get("RESUME_SAMPLES") or ROOT.parent / "shared" / "samples")


def _is_resume(path: Path) -> bool:
    return path.suffix in {".json", ".yaml", ".yml"} and not any(
        part in path.name for part in ("-schema-", "-test-")
    )


SAMPLES: Final = sorted(OWN.iterdir()) + (
    sorted(filter(_is_resume, SHARED.iterdir())) if SHARED.is_dir() else []
)
