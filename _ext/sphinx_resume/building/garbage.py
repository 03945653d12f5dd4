"""Collect garbage between pages while building.

Nodes form cycles, and there are so many of them that Python would traverse all that is in memory
again and again while a large page is made, when hardly any of it is garbage. So full collections
happen when a page is finished, and only if much has come since the last one.

What is in memory when a build begins, and before processes are forked that write pages, mostly
stays until the end. So it is not traversed any more, and these processes share it.
"""

from __future__ import annotations

import atexit
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
#: How many pages are made before one, so that an edit of a few ends without.
_PAGES: Final = 10


def setup(app: Sphinx) -> None:
    """Raise the thresholds until the build has finished, and collect between pages."""
    before = gc.get_threshold()
    gc.set_threshold(*_THRESHOLDS)
    app.add_post_transform(Collect)
    app.connect("doctree-read", Collect.begin_page)
    app.connect("env-merge-info", Collect.look)
    app.connect("builder-inited", Collect.keep, priority=999)
    app.connect("write-started", Collect.keep_if_shared, priority=999)

    def end(_app: Sphinx, _exception: Exception | None) -> None:
        gc.unfreeze()
        gc.set_threshold(*before)

    app.connect("build-finished", end, priority=999)
    # A process that ends gives all its memory back: there is no need to take that apart first.
    atexit.unregister(gc.freeze)
    atexit.register(gc.freeze)


class Collect(SphinxPostTransform):
    """Collects garbage before a page is made of its doctree, while that is still small."""

    default_priority: ClassVar[int] = 0
    #: The numbers of blocks that are traversed no more, and that were in use after the last full
    #: collection.
    kept: ClassVar[int] = 0
    left: ClassVar[int] = 0
    #: The number of pages since then.
    pages: ClassVar[int] = 0

    def run(self, **kwargs: object) -> None:
        self.begin_page()

    @classmethod
    def begin_page(cls, *_event: object) -> None:
        """Collect if there were enough pages (also handler of ``doctree-read``)."""
        cls.pages += 1
        if cls.pages > _PAGES:
            cls.look()

    @classmethod
    def look(cls, *_event: object) -> None:
        """Collect if much has come (also handler of ``env-merge-info``)."""
        much = (cls.left - cls.kept) * _GROWTH + _LEAST
        if sys.getallocatedblocks() - cls.kept > much:
            gc.collect()
            cls.left = sys.getallocatedblocks()
            cls.pages = 0

    @classmethod
    def keep(cls, *_event: object) -> None:
        """Traverse no more what is in memory (handler of ``builder-inited``)."""
        gc.freeze()
        cls.kept = cls.left = sys.getallocatedblocks()
        cls.pages = 0

    @classmethod
    def keep_if_shared(cls, app: Sphinx, *_event: object) -> None:
        """Do that before processes are forked (handler of ``write-started``).

        A process that has read the pages itself still has their doctrees, which become garbage.
        """
        if app.parallel > 1:
            gc.collect()
            cls.keep()
