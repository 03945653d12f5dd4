"""Whose résumé it is, and how to reach them: what is public by choice, or private."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from sphinx_resume.characters import plain
from sphinx_resume.names import close, did_you_mean
from sphinx_resume.options import OptionError, link, option, options, text


def _links(value: object) -> tuple[tuple[str, str], ...]:
    """A reader of a table of addresses by the names to show."""
    if not isinstance(value, Mapping):
        raise OptionError("it is a table of addresses by name")
    return tuple((text(str(name)), link(str(url))) for name, url in value.items())


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Name and contact data; each may be left out."""

    name: str = option(text, "The full name.", "Grace M. Hopper")
    email: str = option(text, "An e-mail address.", "someone@example.org")
    phone: str = option(text, "A phone number.", "+1 555 0100")
    address: str = option(text, "A postal address, in a line.", "1 Example Street, Arlington")
    links: tuple[tuple[str, str], ...] = option(
        _links, "Pages elsewhere, by the name to show.", "{ GitHub = … }", default=()
    )

    @classmethod
    def read(cls, values: Mapping[str, Any]) -> Person:
        """A person from a configuration value or a TOML file.

        Raises `OptionError` for an unknown field, or a value that it cannot have.
        """
        known = {opt.name: opt for opt in options(cls)}
        read = {}
        for name, value in values.items():
            if name not in known:
                hint = did_you_mean(close(str(name), known)) or f"; there are {', '.join(known)}"
                raise OptionError(f"there is no “{name}”{hint}")
            if name != "links" and not isinstance(value, str):
                raise OptionError(f"“{name}” is no text")
            try:
                read[known[name].field] = known[name].read(value)
            except OptionError as error:
                raise OptionError(f"“{name}”: {error}") from error
        return cls(**read)

    @property
    def lines(self) -> tuple[tuple[str, str], ...]:
        """How to reach the person: texts and, where they can be followed, their addresses."""
        phone = "".join(char for char in self.phone if char in "+0123456789")
        known = (
            (self.email, f"mailto:{quote(plain(self.email), safe='@+')}"),
            (self.phone, phone and f"tel:{phone}"),
            (self.address, ""),
            *self.links,
        )
        return tuple((shown, address) for shown, address in known if shown)
