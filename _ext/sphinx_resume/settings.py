"""What conf.py says: whose résumé it is, what is checked, and which day it is."""

from __future__ import annotations

import datetime as dt
import os
from typing import TYPE_CHECKING

from sphinx.errors import ConfigError

from sphinx_resume.audits import Policy
from sphinx_resume.options import OptionError
from sphinx_resume.person import Person

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config


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
    try:
        person(config)
    except OptionError as error:
        raise ConfigError(f"resume_contact: {error}") from error
    try:
        policy(config)
    except ValueError as error:
        raise ConfigError(f"resume_checks: {error}") from error
    try:
        today(config)
    except ValueError as error:
        message = f"resume_today is “{config.resume_today}”; write a day such as 2026-11-24"
        raise ConfigError(message) from error
