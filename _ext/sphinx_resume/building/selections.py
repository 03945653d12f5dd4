"""What lists that choose newly show, said once, so that no edit elsewhere changes one unnoticed.

A choice by id stays as it is. One by tag, skill, or date follows the pages, as does a list that
leaves something out. What each showed is kept beside the doctrees when a build has succeeded; the
next one says what has come, and whether the original of a rewording has changed. A list that is
new, or whose options have changed, is not spoken of: its author has just seen to it.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sphinx.util import logging

from sphinx_resume.domain import ResumeDomain
from sphinx_resume.model.options import options
from sphinx_resume.output.state_files import replace, state_file
from sphinx_resume.views.choosing import Choosing
from sphinx_resume.views.lists import EntryList

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_resume.model.career import Career

_logger = logging.getLogger(__name__)

#: Options that decide nothing about what is shown.
_LOOKS: Final = frozenset({"style", "by", "show", "sort", "columns", "gaps"})


def setup(app: Sphinx) -> None:
    """Register the event handlers."""
    app.connect("env-check-consistency", note)
    app.connect("build-finished", say_what_is_new)


def note(app: Sphinx, env: BuildEnvironment) -> None:
    """Note what lists show (handler of ``env-check-consistency``)."""
    domain = ResumeDomain.from_env(env)
    if domain.is_unchanged:
        return
    now = {key: dict(_shown(view, domain.career)) for view, key in _choosing(domain)}
    places = {key: _where(view) for view, key in _choosing(domain)}
    text = json.dumps({"shown": now, "places": places}, sort_keys=True)
    replace(_new(app), text.encode())


def say_what_is_new(app: Sphinx, exception: Exception | None) -> None:
    """Say what lists newly show, once a build has succeeded (handler of ``build-finished``)."""
    if exception is not None or not _new(app).is_file():
        return
    known, found = _read(_file(app)), _read(_new(app))
    for key, where in sorted(found.get("places", {}).items(), key=lambda each: each[1]):
        now, before = found["shown"].get(key, {}), known.get("shown", {}).get(key)
        for name in sorted(now) if before is not None else ():
            is_original = name.startswith(_ORIGINAL)
            if is_original and now[name] != before.get(name, now[name]):
                _logger.info(
                    "%s rewords “%s”, whose original is now “%s”; see whether that still fits",
                    where,
                    name.removeprefix(_ORIGINAL),
                    now[name],
                )
            elif not is_original and name not in before:
                _logger.info("%s newly shows %s", where, now[name])
    _new(app).replace(_file(app))


def _where(view: Choosing) -> str:
    return f"{view.place.docname}, line {view.place.line}: this {view.name}"


#: What the identity of the original of a rewording begins with.
_ORIGINAL: Final = "original "


def _choosing(domain: ResumeDomain) -> Iterator[tuple[Choosing, str]]:
    """The views that choose, each with what it is known by."""
    for docname in sorted(domain.views):
        seen: Counter[str] = Counter()
        for view in domain.views[docname]:
            if isinstance(view, Choosing) and any(_choices(view)):
                argument = getattr(view, "argument", "")
                words = getattr(view, "rewordings", ())
                said = [each.digest for each in words]
                key = repr((docname, view.name, argument, dict(_choices(view)), said))
                seen[key] += 1
                yield view, f"{key} {seen[key]}"


def _choices(view: Choosing) -> Iterator[tuple[str, Any]]:
    """The options by which a view chooses, as far as its author wrote them."""
    for each in options(type(view)):
        value = getattr(view, each.field)
        if each.name not in _LOOKS and value != each.default:
            yield each.name, value


def _shown(view: Choosing, career: Career) -> Iterator[tuple[str, str]]:
    """The entries and statements that a view shows: their identities, and texts for people."""
    chosen = view.chosen(career)
    for key, kept in chosen.items():
        entry = career.find(*key)
        if entry is None:
            continue
        yield " ".join(key), f"the {entry.kind} “{entry.label}”"
        for passage in career.passages(entry):
            said = career.text(passage.statement)
            if passage.number in kept and said and isinstance(view, EntryList):
                name = passage.id or passage.place.anchor or said
                yield f"{' '.join(key)} {name}", f"“{said}” ({entry.label})"
    if isinstance(view, EntryList):
        for (key, number), rewording in view.reworded(chosen, career).items():
            entry = career.find(*key)
            for passage in career.passages(entry) if entry else ():
                if passage.number == number:
                    yield f"{_ORIGINAL}{rewording.argument}", career.text(passage.statement)


def _file(app: Sphinx) -> Path:
    return state_file(app, f"shown by {app.builder.name}.json")


def _new(app: Sphinx) -> Path:
    return _file(app).with_suffix(".new")


def _read(path: Path) -> dict[str, Any]:
    """What lists showed in a build, and where they are; empty if that is unknown."""
    try:
        known: dict[str, Any] = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return known
