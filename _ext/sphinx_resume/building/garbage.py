"""Collect garbage between pages while building.

Nodes form cycles, and there are so many of them that Python would traverse all that is in memory
again and again while a large page is made, when hardly any of it is garbage. So full collections
happen when a page is finished, and only if much has come since the last one.
"""

from __future__ import annotations

import gc
import sys
from typing import TYPE_CHECKING, ClassVar, Final

from sphinx.transforms.post_transforms import SphinxPostTransform

if TYPE_CHECKING:
    from sphinx.application import Sphinx

#: The numbers of new objects and of collections before younger ones are traversed; full collections
#: are ours.
_THRESHOLDS: Final = (5_000, 10, 1_000_000)
#: How much memory must have grown for a full collection: by this factor, and by so many blocks.
_GROWTH: Final = 1.5
_LEAST: Final = 500_000


def setup(app: Sphinx) -> None:
    """Raise the thresholds until the build has finished, and collect between pages."""
    before = gc.get_threshold()
    gc.set_threshold(*_THRESHOLDS)
    Collect.left = sys.getallocatedblocks()
    app.add_post_transform(Collect)
    app.connect("doctree-read", Collect.look)
    app.connect("build-finished", lambda app, exception: gc.set_threshold(*before), priority=999)


class Collect(SphinxPostTransform):
    """Collects garbage before a page is made of its doctree, while that is still small."""

    default_priority: ClassVar[int] = 0
    #: The number of blocks in use after the last full collection.
    left: ClassVar[int] = 0

    def run(self, **kwargs: object) -> None:
        self.look()

    @classmethod
    def look(cls, *_event: object) -> None:
        """Collect if much has come (also handler of ``doctree-read``)."""
        if sys.getallocatedblocks() > cls.left * _GROWTH + _LEAST:
            gc.collect()
            cls.left = sys.getallocatedblocks()
