"""What conf.py says: whose résumé it is, what is checked, and which day it is."""

from __future__ import annotations

import datetime as dt
import os
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple
from urllib.parse import urlsplit

from sphinx.errors import ConfigError

from sphinx_resume.audits import Policy
from sphinx_resume.options import OptionError, link
from sphinx_resume.person import Person

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

#: What a setting has to be, by the type of its default.
_TYPES: Final = {
    bool: "True or False",
    dict: "a dictionary",
    int: "a whole number",
    list: "a list of strings",
    str: "a string",
}


class Setting(NamedTuple):
    """A value that conf.py may set; its type is that of the default."""

    name: str
    default: Any
    #: Whether all pages are read again after a change, or HTML is written again.
    rebuild: Literal["env", "html"]
    about: str


#: All of them; the reference in the docs says more.
SETTINGS: Final = (
    Setting("resume_name", "", "env", "Whose résumé it is; empty to leave out."),
    Setting("resume_contact", {}, "env", "How to reach them: what is public."),
    Setting("resume_checks", {}, "env", "Levels of the checks, by their type."),
    Setting("resume_stale_years", 10, "env", "After how many years without use a skill is stale."),
    Setting("resume_document", "resume", "env", "The page of the short résumé."),
    Setting("resume_feed", False, "html", "Whether to write an Atom feed."),
    Setting("resume_language_check", False, "env", "Whether to mind the words of reviews."),
    Setting("resume_private_names", [], "env", "People whom reviews must not name."),
    Setting("resume_pdf", "", "html", "Where the PDF is, if not in the site."),
    Setting("resume_today", "", "env", "The day that counts as the present."),
)


def setup(app: Sphinx) -> None:
    """Register the settings."""
    for name, default, rebuild, about in SETTINGS:
        app.add_config_value(name, default, rebuild, type(default), about)
    app.connect("config-inited", check)


def today(config: Config) -> dt.date:
    """The day that counts as the present: as configured, as pinned for the build, or the real one.

    https://reproducible-builds.org/specs/source-date-epoch/
    """
    if config.resume_today:
        return dt.date.fromisoformat(config.resume_today)
    if epoch := os.environ.get("SOURCE_DATE_EPOCH"):
        return dt.datetime.fromtimestamp(int(epoch), dt.UTC).date()
    return dt.date.today()


def person(config: Config) -> Person:
    """Whose résumé it is, as far as the configuration makes it public."""
    values = {**config.resume_contact, "name": config.resume_name}
    return Person.read({name: value for name, value in values.items() if value})


def policy(config: Config) -> Policy:
    """What the audits look for, and how much it matters."""
    return Policy.read(config.resume_checks, config.resume_stale_years)


def check(app: Sphinx, config: Config) -> None:
    """Refuse what cannot be (handler of ``config-inited``)."""
    for setting in SETTINGS:
        _check_type(setting, config[setting.name])
    if config.resume_stale_years < 0:
        raise ConfigError(f"resume_stale_years is {config.resume_stale_years}; it begins at 0")
    try:
        person(config)
    except OptionError as error:
        raise ConfigError(f"resume_contact: {error}") from error
    try:
        policy(config)
    except ValueError as error:
        raise ConfigError(f"resume_checks: {error}") from error
    try:
        if urlsplit(config.resume_pdf).scheme:
            link(config.resume_pdf)
    except ValueError as error:
        raise ConfigError(f"resume_pdf: {error}") from error
    try:
        today(config)
    except (ValueError, OverflowError, OSError) as error:
        message = f"resume_today is “{config.resume_today}”; write a day such as 2026-11-24"
        if not config.resume_today:
            epoch = os.environ["SOURCE_DATE_EPOCH"]
            message = f"SOURCE_DATE_EPOCH is “{epoch}”; it is a number of seconds since 1970"
        raise ConfigError(message) from error


def _check_type(setting: Setting, value: object) -> None:
    kind = type(setting.default)
    right = isinstance(value, kind)
    if isinstance(value, list):
        right = right and all(isinstance(item, str) for item in value)
    if not right:
        raise ConfigError(f"{setting.name} is {value!r}; it has to be {_TYPES[kind]}")
