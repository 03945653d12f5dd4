"""What a part of the benchmarks is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from tests.bench.cost import Figures
from tests.bench.tables import Table


@dataclass(frozen=True, slots=True)
class Effort:
    """How much to measure; by default, what the guide shows."""

    #: Numbers of positions.
    sizes: tuple[int, ...] = ()
    runs: int = 0
    quick: bool = False

    @property
    def is_full(self) -> bool:
        return self == Effort()

    def rounds(self, usual: int) -> int:
        """How often to measure something that is *usually* measured so often."""
        return self.runs or (1 if self.quick else usual)


class Part(Protocol):
    """A module that measures, and makes tables of what it has measured."""

    def measure(self, effort: Effort) -> Figures: ...

    def tables(self, figures: Figures) -> Iterable[Table]: ...
