"""Collect garbage less often while building.

Nodes refer to each other in cycles, and there are so many that Python would look through them over
and over, for an eighth of the time, and find little.
"""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from sphinx.application import Sphinx

#: How many objects are new, and how often these are collected, before older ones are.
_THRESHOLDS: Final = (50_000, 20, 20)


def setup(app: Sphinx) -> None:
    """Raise the thresholds until the build has finished."""
    before = gc.get_threshold()
    gc.set_threshold(*_THRESHOLDS)
    app.connect("build-finished", lambda app, exception: gc.set_threshold(*before), priority=999)
