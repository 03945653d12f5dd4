"""The API for extensions: add kinds of entries, views, checks, and outputs.

Call these functions in the ``setup`` of an extension, or of ``conf.py``, once ``sphinx_resume`` is
loaded; ``app.setup_extension("sphinx_resume")`` makes sure that it is. The names in ``__all__`` are
stable until the next major version; everything else in the package may change at any time.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Final

from sphinx.domains import ObjType
from sphinx.errors import ExtensionError

from sphinx_resume.checks.claims import LEVELS, Audit
from sphinx_resume.domain import ResumeDomain
from sphinx_resume.model.career import Career, Evidence, Use
from sphinx_resume.model.dates import Date, DateError, Span, count, date_text
from sphinx_resume.model.entries import DatedEntry, LastingEntry
from sphinx_resume.model.entry import Entry, Place
from sphinx_resume.model.options import (
    OptionError,
    date_or_present,
    dates,
    flag,
    link,
    names,
    one_of,
    option,
    people,
    text,
)
from sphinx_resume.model.slugs import slug
from sphinx_resume.output.builders import CareerBuilder
from sphinx_resume.reading.directives import register_entry_type, register_view
from sphinx_resume.registry import registry_for
from sphinx_resume.views.base import Link, View, bullets, paragraph
from sphinx_resume.views.date_text import Period, duration_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_resume.checks.claims import Policy

__all__: Final = (
    "Career",
    "CareerBuilder",
    "Date",
    "DateError",
    "DatedEntry",
    "Entry",
    "Evidence",
    "LastingEntry",
    "Link",
    "OptionError",
    "Period",
    "Place",
    "Span",
    "Use",
    "View",
    "add_check",
    "add_entry_type",
    "add_export",
    "add_view",
    "bullets",
    "career_of",
    "count",
    "date_or_present",
    "date_text",
    "dates",
    "duration_text",
    "flag",
    "link",
    "names",
    "one_of",
    "option",
    "paragraph",
    "people",
    "text",
)


def add_entry_type(app: Sphinx, cls: type[Entry]) -> None:
    """Add a kind of entry: a frozen dataclass whose options are the fields made with `option`.

    It gets a directive and a role named after its ``kind``, and everything the built-in kinds have:
    a type of warning for unknown names, and a place in the inventory, search, lists, and reports.
    Subclasses of `DatedEntry` or `LastingEntry` also appear on the timeline and count as evidence.

    Raises `ExtensionError` if `cls` is not such a class, or if the kind already exists.
    """
    _check_dataclass(cls, Entry)
    for name in ("kind", "plural", "description"):
        if not isinstance(getattr(cls, name, None), str):
            raise ExtensionError(f"{cls.__name__} needs “{name}”, a string")
    if cls.kind != slug(cls.kind) or not cls.kind:
        raise ExtensionError(f"“{cls.kind}” is not a kind; use lower-case letters and hyphens")
    _check_fields(cls)
    registry = registry_for(app)
    if cls.kind in dict(registry.directives):
        raise ExtensionError(f"the directive “{cls.kind}” already exists")
    registry.entry_types[cls.kind] = cls
    objects = app.registry.domain_object_types.setdefault(ResumeDomain.name, {})
    objects[cls.kind] = ObjType(cls.kind, cls.kind)
    register_entry_type(app, cls)


def add_view(app: Sphinx, cls: type[View]) -> None:
    """Add a view: a frozen dataclass whose options are the fields made with `option`.

    Its directive is named after its ``name``. If the class has a field ``argument``, the directive
    takes an argument, and the field holds it.

    Raises `ExtensionError` if `cls` is not such a class, or if the directive already exists.
    """
    _check_dataclass(cls, View)
    if not cls.name:
        raise ExtensionError(f"{cls.__name__} needs “name”, the name of its directive")
    for method in ("layout", "nodes"):
        if getattr(cls, method) is getattr(View, method):
            raise ExtensionError(f"{cls.__name__} needs a method “{method}”")
    registry = registry_for(app)
    if cls.name in dict(registry.directives):
        raise ExtensionError(f"the directive “{cls.name}” already exists")
    registry.views[cls.name] = cls
    register_view(app, cls)


def add_check(
    app: Sphinx,
    name: str,
    check: Callable[[Career], Iterator[tuple[Place, str]]],
    *,
    description: str,
    level: str = "warning",
) -> None:
    """Add a check of the career: it yields places, each with what is wrong there and how to fix it.

    Its warnings have the type ``resume.<name>``; `description` says what they mean. Their `level`
    is ``off``, ``note``, ``warning`` or ``error``, and ``resume_checks`` can override it.

    Raises `ExtensionError` if the level is unknown or the name is taken.
    """
    registry = registry_for(app)
    if level not in LEVELS:
        raise ExtensionError(f"“{level}” is not a level; use one of: {', '.join(LEVELS)}")
    if name in registry.warning_types:
        raise ExtensionError(f"the warning type “{name}” already exists")

    def run(career: Career, policy: Policy) -> Iterator[tuple[Place, str]]:
        for found in check(career):
            match found:
                case (Place(), str()):
                    yield found
                case _:
                    raise ExtensionError(
                        f"the check “{name}” must yield pairs of a place and a message, "
                        f"not {found!r}"
                    )

    registry.audits[name] = Audit(level, description, run)


def add_export(app: Sphinx, builder: type[CareerBuilder]) -> None:
    """Add an output: a builder that writes the whole career rather than pages.

    Raises `ExtensionError` if `builder` is not one, or if its name is taken.
    """
    if not issubclass(builder, CareerBuilder):
        raise ExtensionError(f"{builder.__name__} is not a subclass of CareerBuilder")
    app.add_builder(builder)


def career_of(env: BuildEnvironment) -> Career:
    """Return all that the pages declare and cite, once they are read: for exports and handlers."""
    return ResumeDomain.from_env(env).career


def _check_fields(cls: type[Entry]) -> None:
    own = {field.name for field in dataclasses.fields(Entry)} - {"title"}
    for name in sorted(own & vars(cls).get("__annotations__", {}).keys()):
        raise ExtensionError(f"{cls.__name__} cannot have an option “{name}”; choose another name")
    for field in dataclasses.fields(cls):
        if field.name not in own and field.default is dataclasses.MISSING:
            raise ExtensionError(
                f"“{field.name}” of {cls.__name__} has no default; declare it with option(…)"
            )


def _check_dataclass(cls: type[object], base: type[object]) -> None:
    if not issubclass(cls, base):
        raise ExtensionError(f"{cls.__name__} is not a subclass of {base.__name__}")
    # A subclass of a dataclass is not a dataclass unless it is decorated itself.
    if "__dataclass_params__" not in vars(cls):
        raise ExtensionError(f"{cls.__name__} is not a dataclass; decorate it with @dataclass")
