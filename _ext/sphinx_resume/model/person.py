"""The person: name and contact data, public or private."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote

from sphinx_resume.model.options import OptionError, link, option, options, text, unmarked
from sphinx_resume.model.slugs import close, did_you_mean, fold, slug
from sphinx_resume.model.unicode_text import plain

#: How authors may refer to themselves in a list of people.
ME: Final = "me"
#: The file with the public contact data beside LaTeX documents; a private PDF starts from it.
PUBLIC_FILE: Final = "resume-public.json"
#: The file with private data, beside conf.py.
PRIVATE_FILE: Final = "private.toml"
#: A phone number with its country code, and its extension if any.
_NUMBER: Final = re.compile(
    r"\+(?:[\s.\-\u2010-\u2015()]|(?<=\d)/(?=\d)|\d)*\d(?:[\s,-]*(?:;ext=|ext(?:ension|\.)?|x|#)\s*\d+)?",
    re.IGNORECASE,
)


def _numbers(value: str) -> tuple[str, ...]:
    """Read phone numbers, one a line."""
    return tuple(filter(None, map(text, filter(str.strip, value.splitlines())))) or (text(value),)


def phone_link(number: str) -> str:
    """The address of a phone number by RFC 3966; empty if the number is not understood.

    https://www.rfc-editor.org/rfc/rfc3966
    """
    if not _NUMBER.fullmatch(number):
        return ""
    import phonenumbers  # not above: it is slow to import, and few builds need it

    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_possible_number(parsed):
        return ""
    return str(phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.RFC3966))


def _is_me(name: str) -> bool:
    return fold(name) == ME


def _words(name: str) -> list[str]:
    """The words of a name for comparison, family name last: “Doe, J.” is “J. Doe”."""
    family, _, given = plain(name).partition(",")
    return [word for word in slug(f"{given} {family}").split("-") if word]


def _links(value: object) -> tuple[tuple[str, str], ...]:
    """Read a table of addresses by display name."""
    if not isinstance(value, Mapping):
        raise OptionError("it must be a table of addresses by name")
    return tuple((text(str(name)), link(str(url))) for name, url in value.items())


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Name and contact data, all optional."""

    name: str = option(text, "The full name.", "Grace M. Hopper")
    email: str = option(text, "An e-mail address.", "someone@example.org")
    phone: tuple[str, ...] = option(
        _numbers, "Phone numbers, one a line.", "+1 555 0100", default=()
    )
    address: str = option(text, "A postal address, in a line.", "1 Example Street, Arlington")
    links: tuple[tuple[str, str], ...] = option(
        _links, "Pages elsewhere, by the name to show.", "{ GitHub = … }", default=()
    )

    @classmethod
    def read(cls, values: Mapping[str, Any]) -> Person:
        """Read a person from a configuration value or a TOML file.

        Raises `OptionError` for an unknown field or an invalid value.
        """
        known = {opt.name: opt for opt in options(cls)}
        read = {}
        for name, value in values.items():
            if name not in known:
                hint = did_you_mean(close(str(name), known)) or f"; use one of: {', '.join(known)}"
                raise OptionError(f"there is no “{name}”{hint}")
            if name != "links" and not isinstance(value, str):
                raise OptionError(f"“{name}” must be a string")
            try:
                read[known[name].field] = known[name].read(value)
            except OptionError as error:
                raise OptionError(f"“{name}”: {error}") from error
        return cls(**read)

    @classmethod
    def merged(cls, public: Mapping[str, Any], private: Mapping[str, Any]) -> Person:
        """Make a person whose private data replaces the public data, by field and by link.

        Raises `OptionError` if the private data is invalid.
        """
        cls.read(private)
        links = {**public.get("links", {}), **private.get("links", {})}
        return cls.read({**public, **private, "links": links})

    def among(self, people: Sequence[str]) -> int | None:
        """The index of the person in a list; ``None`` if they are not there, or it is ambiguous.

        They may be listed as “me” or by name, including with initials or the family name first.
        """
        for is_it in (_is_me, self._is, self._may_be):
            found = [index for index, each in enumerate(people) if is_it(unmarked(each))]
            if len(found) == 1:
                return found[0]
        return None

    def credits(self, people: Sequence[str]) -> tuple[tuple[str, ...], int | None]:
        """The names of a list as printed, and the index of the person among them."""
        own = self.among(people)
        names = [self._named(each) for each in people]
        return tuple(filter(None, names)), own if own is not None and names[own] else None

    def _named(self, author: str) -> str:
        name = unmarked(author)
        if not _is_me(name):
            return author
        return f"{self.name}{author.removeprefix(name)}" if self.name else ""

    def _is(self, name: str) -> bool:
        return bool(self.name) and _words(name) == _words(self.name)

    def _may_be(self, name: str) -> bool:
        """Whether a name may be this one, with given names abbreviated or left out."""
        *given, family = _words(self.name) or [""]
        *others, last = _words(name) or [""]
        return (
            bool(family and others)
            and last == family
            and len(others) <= len(given)
            and all(o in {g, g[0]} for o, g in zip(others, given, strict=False))
        )

    @property
    def lines(self) -> tuple[tuple[str, str], ...]:
        """The contact data as texts, each with its link, which may be empty."""
        known = (
            (self.email, f"mailto:{quote(plain(self.email), safe='@+')}"),
            *((number, phone_link(plain(number))) for number in self.phone),
            (self.address, ""),
            *self.links,
        )
        return tuple((shown, address) for shown, address in known if shown)

    @property
    def findings(self) -> tuple[str, ...]:
        """Contact data that is shown without the link it should have."""
        return tuple(
            f"“phone”: “{plain(number)}” is not a phone number with a country code; write it as "
            "+49 30 1234567 or +1 555 555 0100 ext. 12, each on its own line"
            for number in self.phone
            if not phone_link(plain(number))
        )
