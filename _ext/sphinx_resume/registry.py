"""The registry of a project: kinds of entries, views, and checks, built in or from extensions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final
from weakref import WeakKeyDictionary

from sphinx_resume.checks.claims import AUDITS, Audit
from sphinx_resume.checks.findings import WARNING_TYPES, unknown_types
from sphinx_resume.model.entries import ENTRY_TYPES, Occasion
from sphinx_resume.model.entry import Entry
from sphinx_resume.views import VIEWS
from sphinx_resume.views.base import View

if TYPE_CHECKING:
    from sphinx.application import Sphinx


@dataclass
class Registry:
    """The entry types, views, and checks of one project, by name."""

    entry_types: dict[str, type[Entry]] = field(default_factory=lambda: dict(ENTRY_TYPES))
    views: dict[str, type[View]] = field(default_factory=lambda: dict(VIEWS))
    audits: dict[str, Audit] = field(default_factory=lambda: dict(AUDITS))

    @property
    def directives(self) -> Iterator[tuple[str, type[Any]]]:
        """The directives, each with the dataclass that declares its options."""
        yield from self.entry_types.items()
        yield Occasion.name, Occasion
        yield from self.views.items()

    @property
    def warning_types(self) -> dict[str, str]:
        """The types of warnings, with their descriptions."""
        audits = {name: each.description for name, each in self.audits.items()}
        return {**WARNING_TYPES, **audits, **unknown_types(self.entry_types)}


#: By application, so that several in one process share nothing.
_REGISTRIES: Final[WeakKeyDictionary[Sphinx, Registry]] = WeakKeyDictionary()


def registry_for(app: Sphinx) -> Registry:
    """Return the registry of an application's project."""
    return _REGISTRIES.setdefault(app, Registry())
