"""Collect garbage less often while building.

Nodes form cycles, and there are so many of them that Python would traverse them repeatedly, which
takes an eighth of the time and frees little.
"""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from sphinx.application import Sphinx

#: The number of new objects before a collection, and of collections before older generations.
_THRESHOLDS: Final = (5_000, 10, 10)


def setup(app: Sphinx) -> None:
    """Raise the thresholds until the build has finished."""
    before = gc.get_threshold()
    gc.set_threshold(*_THRESHOLDS)
    app.connect("build-finished", lambda app, exception: gc.set_threshold(*before), priority=999)
