"""The settings in conf.py: whose résumé it is, what is checked, and what day it is."""

from __future__ import annotations

import ast
import datetime as dt
import os
import tomllib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple
from urllib.parse import urlsplit

from babel.localedata import exists
from sphinx.errors import ConfigError

from sphinx_resume.checks.claims import Policy
from sphinx_resume.checks.findings import Finding, warn
from sphinx_resume.conditions import PRIVATE
from sphinx_resume.model.entry import Place
from sphinx_resume.model.options import link
from sphinx_resume.model.person import PRIVATE_FILE, Person
from sphinx_resume.model.slugs import close, did_you_mean
from sphinx_resume.model.unicode_text import plain
from sphinx_resume.registry import Registry, registry_for

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

#: What PDFs may look like; a file for each in latex/texinputs.
DESIGNS: Final = ("classic", "sans", "modern")
#: What a setting must be, by the type of its default.
_TYPES: Final = {
    bool: "True or False",
    dict: "a dictionary",
    int: "a whole number",
    list: "a list of strings",
    str: "a string",
}


class Setting(NamedTuple):
    """A value that conf.py may set, of the same type as its default."""

    name: str
    default: Any
    #: What a change does: ``env`` reads all pages again, ``html`` writes all HTML again. LaTeX
    #: always is.
    rebuild: Literal["env", "html", ""]
    description: str
    #: Reads a value other than the default; raises a `ValueError` that says why it is invalid.
    read: Callable[[Any, Registry], object] = lambda value, registry: None


def _filled(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value}


def _count(value: int, registry: Registry) -> None:
    if value < 0:
        raise ValueError(f"{value} is negative; use 0 or more")


def _address(value: str, registry: Registry) -> None:
    if urlsplit(value).scheme:
        link(value)


def _design(value: str, registry: Registry) -> None:
    if value not in DESIGNS:
        hint = did_you_mean(close(value, DESIGNS)) or f"; use one of: {', '.join(DESIGNS)}"
        raise ValueError(f"there is no design “{value}”{hint}")


def _languages(value: dict[str, Any], registry: Registry) -> None:
    for language, address in value.items():
        if not exists(str(language)):
            raise ValueError(f"there is no language “{language}”; write it as de or pt_BR")
        if not isinstance(address, str) or urlsplit(address).scheme not in {"http", "https"}:
            raise ValueError(f"{address!r} is not an address; write it as https://example.org/de/")


def _day(value: str, registry: Registry) -> dt.date:
    try:
        return dt.date.fromisoformat(value)
    except ValueError:
        raise ValueError(f"“{value}” is not a date; write it as 2026-11-24") from None


#: The pages that are documents unless the settings name others.
DOCUMENTS: Final = ["resume"]

#: All settings; the reference in the docs says more.
SETTINGS: Final = (
    Setting(
        "resume_name",
        "",
        "env",
        "The person's name; empty to leave it out.",
        lambda name, registry: Person.read({"name": name}),
    ),
    Setting(
        "resume_contact",
        {},
        "env",
        "The public contact data.",
        lambda contact, registry: Person.read(_filled(contact)),
    ),
    Setting(
        "resume_checks",
        {},
        "env",
        "The levels of checks, by type.",
        lambda levels, registry: Policy.read(levels, 0, registry.audits),
    ),
    Setting(
        "resume_stale_years",
        10,
        "env",
        "After how many years without use a skill is stale.",
        _count,
    ),
    Setting(
        "resume_documents",
        DOCUMENTS,
        "env",
        "The pages that are documents of their own: the short résumé, then its variants.",
        lambda pages, registry: file_names(pages),
    ),
    Setting("resume_ascii", False, "html", "Whether resume.txt has no letters but ASCII's."),
    Setting("resume_feed", False, "html", "Whether to write an Atom feed."),
    Setting("resume_languages", {}, "html", "The site in all languages, by language.", _languages),
    Setting("resume_language_check", False, "env", "Whether to check the wording of reviews."),
    Setting("resume_private_names", [], "env", "People whom reviews must not name."),
    Setting("resume_pdf", "", "html", "Where the PDF is, if not in the site.", _address),
    Setting("resume_pdf_design", "sans", "", "What the PDFs look like.", _design),
    Setting("resume_pdf_pages", 0, "", "How many pages the short résumé may have.", _count),
    Setting("resume_today", "", "env", "The day that counts as the present.", _day),
)


#: The name of the files of the short résumé, which no other page may use.
SHORT: Final = "resume"
_TAKEN: Final = frozenset({"career", "portfolio"})


def file_names(pages: Sequence[str]) -> dict[str, str]:
    """The names of the files of documents, without suffixes, by page; the first is the short one.

    Raises `ValueError` if two would have the same.
    """
    names: dict[str, str] = {}
    for page in pages:
        name = page.rpartition("/")[2] if names else SHORT
        if not name:
            raise ValueError(f"“{page}” is not the name of a page")
        taken = {known.casefold(): other for other, known in names.items()}
        if page in names:
            raise ValueError(f"“{page}” is named twice")
        if name.casefold() in taken:
            other = taken[name.casefold()]
            raise ValueError(f"“{other}” and “{page}” would both be {name}.pdf; rename one page")
        if name in _TAKEN:
            raise ValueError(f"“{page}” would be {name}.pdf, which is something else; rename it")
        names[page] = name
    return names


def documents(config: Config) -> dict[str, str]:
    """The names of the files of each page that is a document of its own, without suffixes."""
    return file_names(config.resume_documents)


def short_resume(config: Config) -> str:
    """The page of the short résumé; empty if there is none."""
    return next(iter(documents(config)), "")


def setup(app: Sphinx) -> None:
    """Register the settings."""
    for setting in SETTINGS:
        kind = type(setting.default)
        app.add_config_value(
            setting.name, setting.default, setting.rebuild, kind, setting.description
        )
    app.connect("config-inited", check)


def today(config: Config) -> dt.date:
    """The day that counts as today: ``resume_today``, ``SOURCE_DATE_EPOCH``, or the real one.

    Raises `ConfigError` if ``SOURCE_DATE_EPOCH`` is not a valid time.
    https://reproducible-builds.org/specs/source-date-epoch/
    """
    if config.resume_today:
        return dt.date.fromisoformat(config.resume_today)
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return dt.date.today()
    try:
        return dt.datetime.fromtimestamp(int(epoch), dt.UTC).date()
    except (ValueError, OverflowError, OSError) as error:
        message = f"SOURCE_DATE_EPOCH is “{epoch}”; it must be a number of seconds since 1970"
        raise ConfigError(message) from error


def person(config: Config) -> Person:
    """The person, with the public contact data in conf.py."""
    return Person.read(_filled({**config.resume_contact, "name": config.resume_name}))


def person_of(app: Sphinx) -> Person:
    """The person in a build.

    Builds with the tag ``private`` have private data, too, if their builder reads it: those of
    exports do, and none that makes a site.

    Raises `ConfigError` if the private data cannot be read.
    """
    path = Path(app.confdir, PRIVATE_FILE)
    reads = getattr(app.builder, "reads_private", False)  # builders of others have no such thing
    if not (reads and PRIVATE.expression in app.tags and path.is_file()):
        return person(app.config)
    public = _filled({**app.config.resume_contact, "name": app.config.resume_name})
    try:
        return Person.merged(public, tomllib.loads(path.read_text(encoding="utf-8-sig")))
    except (ValueError, OSError, RecursionError) as error:
        raise ConfigError(f"{PRIVATE_FILE}: {plain(str(error))}") from error


def policy(config: Config, registry: Registry) -> Policy:
    """The policy of the audits: what they look for, and how serious it is."""
    return Policy.read(config.resume_checks, config.resume_stale_years, registry.audits)


def check(app: Sphinx, config: Config) -> None:
    """Warn of invalid settings and ignore them (handler of ``config-inited``).

    Raises `ConfigError` if ``SOURCE_DATE_EPOCH`` is not a valid time.
    """
    registry = registry_for(app)
    for setting in SETTINGS:
        kept, reasons = _readable(setting, config[setting.name], registry)
        for reason in reasons:
            message = f"ignoring {setting.name}{reason}"
            warn(Finding("setting", _place(app, setting.name), message))
        if reasons:
            setattr(config, setting.name, kept)
    for finding in person(config).findings:
        message = f"resume_contact: {finding}; it is shown without a link"
        warn(Finding("setting", _place(app, "resume_contact"), message))
    today(config)


def _readable(setting: Setting, value: Any, registry: Registry) -> tuple[Any, list[str]]:
    """The valid part of a setting's value, and why the rest is invalid.

    An invalid item of a dictionary does not affect the others.
    """
    kind = type(setting.default)
    parts = value if isinstance(value, list) else []
    if not isinstance(value, kind) or not all(isinstance(part, str) for part in parts):
        return setting.default, [f": {value!r} is not {_TYPES[kind]}"]
    if isinstance(value, dict):
        found = {key: _why_not(setting, {key: item}, registry) for key, item in value.items()}
        kept = {key: item for key, item in value.items() if not found[key]}
        return kept, [f"[{key!r}]: {why}" for key, why in found.items() if why]
    why = _why_not(setting, value, registry)
    return (setting.default, [f": {why}"]) if why else (value, [])


def _why_not(setting: Setting, value: object, registry: Registry) -> str:
    """Why a value is invalid for a setting; empty if it is valid."""
    try:
        if value != setting.default:
            setting.read(value, registry)
    except ValueError as error:
        return str(error)
    return ""


def _place(app: Sphinx, name: str) -> Place:
    """The place where conf.py sets a value; empty for the command line, and for defaults."""
    if name in app.config.overrides:
        return Place("", 0)
    path = app.confdir / "conf.py"
    names = (node for node in ast.walk(ast.parse(path.read_bytes())) if isinstance(node, ast.Name))
    lines = [node.lineno for node in names if node.id == name and isinstance(node.ctx, ast.Store)]
    return Place("", lines[-1], source=f"{path}") if lines else Place("", 0)
