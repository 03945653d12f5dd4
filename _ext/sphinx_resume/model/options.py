"""Options: how dataclasses declare what authors may write, and how it is read.

A field made with `option` declares how its text is read, what it means, and an example. Directives,
the reference pages, and the templates for new pages are all based on these declarations.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal, get_args
from urllib.parse import quote, unquote, urlsplit

from sphinx_resume.model.dates import PRESENT, Date, DateError, End, Span
from sphinx_resume.model.option_syntax import QUOTED, unquoted
from sphinx_resume.model.slugs import slug
from sphinx_resume.model.unicode_text import isolated, plain

#: URL schemes that authors may link to.
LINK_SCHEMES: Final = frozenset({"http", "https", "mailto"})
#: An item of a list on one line, which ends at a comma.
_ITEM: Final = re.compile(rf"(?:^|,)(\s*(?:{QUOTED})\s*(?=,|$)|[^,]*)")
#: Initials: “J.”, “J.-P.”, “Yu. A.”, “JP”.
_INITIALS: Final = re.compile(r"[^\W\d_]{1,2}(?:\.(?:[ -]?[^\W\d_]{1,2}\.)*|(?:[ -][^\W\d_])*)")
#: Generational suffixes and degrees.
_SUFFIX: Final = re.compile(
    r"[JS]r\.?|I{2,3}|IV|Esq\.?|Ph\.? ?D\.?|M\.?D\.?|D\.?Phil\.?|M\.?Sc\.?|MBA|RN|DDS|DVM|J\.?D\.?"
)
#: What marks authors who contributed equally, and a space before it.
_EQUAL: Final = "*†‡ "
#: Characters that are percent-encoded in addresses; letters of all scripts are not.
_ILLEGAL: Final = re.compile(r'["<>\\^`{|}]|%(?![0-9A-Fa-f]{2})')


#: How lists show an option of an entry: as a fact; as the origin of the entry, which lists of links
#: show too; or as a link. Empty if something else decides.
Shown = Literal["", "fact", "origin", "link"]


class OptionError(ValueError):
    """An invalid value of an option, for the author to correct."""


@dataclass(frozen=True, slots=True)
class Option:
    """An option of a directive: how it is read, and how the docs describe it."""

    name: str
    #: The name of the dataclass field.
    field: str
    #: Its meaning, for the reference page: one line of plain text.
    help: str
    #: An example value.
    example: str
    read: Callable[[str], Any]
    default: Any
    required: bool
    #: How lists show it.
    shown: Shown = ""
    #: A message around the value where it is shown; empty if it is shown alone.
    words: str = ""

    @property
    def choices(self) -> tuple[str, ...]:
        """The words that are allowed; empty if any are."""
        return self.read.words if isinstance(self.read, OneOf) else ()

    @property
    def many(self) -> bool:
        """Whether it is a list."""
        return isinstance(self.default, tuple)


def N_(message: str) -> str:  # noqa: N802 (gettext names it so)
    """Mark a message for translation where it is shown."""
    return message


def text(value: str) -> str:
    """Read one line of text, with white space folded."""
    return isolated(_filled(value))


def name_of(value: str) -> str:
    """Read the id or a name of an entry, which translators must not change."""
    return text(value)


def _filled(value: str) -> str:
    line = plain(value)
    if not line:
        raise OptionError("it is empty")
    return line


def listed(value: str) -> tuple[str, ...]:
    """Read the items of a list: one a line, or separated by commas; quoted items may have commas.

    Each line is an item, unless a line ends with a comma; then commas separate the items.
    """
    lines = [line.strip() for line in value.strip().splitlines() if line.strip()]
    if len(lines) == 1 and re.fullmatch(r"\[.*\]", lines[0]):
        lines = [lines[0][1:-1]]
    if lines and all(re.match(r"-\s", line) for line in lines):
        items = [line[1:].strip() for line in lines]
    elif len(lines) > 1 and not any(line.endswith(",") for line in lines[:-1]):
        items = lines
    else:
        items = [found[1] for found in _ITEM.finditer(" ".join(lines))]
    return tuple(filter(None, (isolated(unquoted(item.strip())) for item in items)))


def names(value: str) -> tuple[str, ...]:
    """Read a list of names, sorted and without duplicates."""
    return tuple(sorted(set(listed(value))))


def ids(value: str) -> tuple[str, ...]:
    """Read a list of ids, or of names that become ids, sorted and without duplicates."""
    return tuple(sorted({ident for name in listed(value) if (ident := slug(name))}))


def people(value: str) -> tuple[str, ...]:
    """Read a list of people, in their order and without duplicates.

    An item that cannot be a person belongs to the one before: initials, as in “Doe, J., Roe, A.”,
    and suffixes, as in “Martin Example, Jr.”.
    """
    found: list[str] = []
    for name in listed(value):
        if found and _is_behind_a_name(name):
            found[-1] = f"{found[-1]}, {name}"
        else:
            found.append(name)
    return tuple(dict.fromkeys(found))


def authors(value: str) -> tuple[str, ...]:
    """Read `people`; an asterisk after a name marks those who contributed equally."""
    return tuple(
        f"{name.rstrip(_EQUAL)}*" if name[-1] in _EQUAL else name for name in people(value)
    )


def contributed_equally(author: str) -> bool:
    """Whether an author is marked as having contributed equally."""
    return author.endswith("*")


def unmarked(author: str) -> str:
    """The name of an author, without an asterisk."""
    return author.removesuffix("*")


def _is_behind_a_name(text: str) -> bool:
    text = text.rstrip(_EQUAL)
    if _SUFFIX.fullmatch(text):
        return True
    capitals = text[:1].isupper() and ("." in text or text.isupper())
    return capitals and _INITIALS.fullmatch(text) is not None


def doi_name(value: str) -> str:
    """Read a DOI, with or without the address of its resolver in front.

    Raises `OptionError` for anything else.
    """
    found = re.fullmatch(
        r"(?i:(?:https?://(?:dx\.)?doi\.org/|doi:\s*)?)(10\.\d{4,9}/\S+)", _filled(value)
    )
    if not found:
        raise OptionError(f"“{value.strip()}” is not a DOI; write it as 10.1145/800025")
    return found[1]


def doi_link(name: str) -> str:
    """The address that a DOI resolves at; empty if `name` is."""
    return f"https://doi.org/{quote(unquote(name), safe='/:;(),')}" if name else ""


def date_or_present(value: str) -> End:
    """Read the end of a span: a date, or ``present`` in any case.

    Raises `DateError` for anything else.
    """
    word = value.strip()
    if word.casefold() == PRESENT.value:
        return PRESENT
    if word[:1].isalpha():
        known = f"2021, 2021-07, 2021-07-15 or {PRESENT.value}"
        raise DateError(f"“{word}” is not a date; write {known}")
    return Date.parse(word)


def dates(value: str) -> Span:
    """Read a date, or two joined by ``to`` or a dash; the second may be ``present``.

    Raises `DateError` for anything else.
    """
    first, *last = re.split(r"\s(?:to|–|-)\s|–", value, maxsplit=1)
    start = Date.parse(first)
    return Span(start, date_or_present(last[0]) if last else start)


def count_from(least: int) -> Callable[[str], int]:
    """Return a reader of whole numbers that are not below the `least`."""

    def read(value: str) -> int:
        written = value.strip()
        if not (written.isascii() and written.isdecimal() and int(written) >= least):
            raise OptionError(f"“{written}” is not a whole number of {least} or more")
        return int(written)

    return read


def flag(value: str) -> bool:
    """Read an option that takes no value: it is given or not."""
    if value.strip():
        raise OptionError(f"it takes no value; delete “{value.strip()}”")
    return True


def link(value: str) -> str:
    """Read an address with one of `LINK_SCHEMES`.

    Raises `OptionError` if it is invalid.
    """
    address = _filled(value)
    try:
        url = urlsplit(address)
    except ValueError as error:
        raise OptionError(f"“{address}” is not a valid address: {error}") from error
    if url.scheme not in LINK_SCHEMES:
        raise OptionError(f"“{address}” has no supported link scheme; use https, http or mailto")
    if " " in address or not (url.path if url.scheme == "mailto" else url.netloc):
        raise OptionError(f"“{address}” is not a complete address")
    return _ILLEGAL.sub(lambda sign: quote(sign[0]), url.geturl())


@dataclass(frozen=True, slots=True)
class OneOf:
    """A reader that accepts only one of some words."""

    words: tuple[str, ...]

    def __call__(self, value: str) -> str:
        if value.strip() not in self.words:
            raise OptionError(f"“{value.strip()}” is not one of: {', '.join(self.words)}")
        return value.strip()


def one_of(*words: str) -> OneOf:
    """Return a reader that accepts only one of the `words`."""
    return OneOf(words)


def words(*allowed: str) -> Callable[[str], tuple[str, ...]]:
    """Return a reader of a list of `allowed` words, separated by commas."""
    read_one = one_of(*allowed)

    def read(value: str) -> tuple[str, ...]:
        return tuple(read_one(word) for word in names(value))

    return read


def option(
    read: Callable[[str], Any],
    help: str,
    example: str,
    *,
    default: Any = "",
    required: bool = False,
    shown: Shown = "",
    words: str = "",
) -> Any:
    """Declare a dataclass field that a directive option of the same name fills.

    `read` converts the text, and raises `OptionError` if it is invalid; `help` is one line for the
    reference, with the `example`. `shown` says how lists show the value: as a ``fact``, as the
    ``origin`` of the entry, which is a fact too, or as a ``link``; by default they do not. `words`,
    such as “filed %s”, goes around a value that needs explaining.
    """
    if shown not in get_args(Shown):
        known = ", ".join(filter(None, get_args(Shown)))
        raise ValueError(f"an option cannot be shown as “{shown}”; use one of: {known}")
    metadata = {
        "read": read,
        "help": help,
        "example": example,
        "required": required,
        "shown": shown,
        "words": words,
    }
    return dataclasses.field(default=default, metadata=metadata)


#: The options of each dataclass that was asked for them.
_OPTIONS: Final[dict[type[Any], tuple[Option, ...]]] = {}


def options(cls: type[Any]) -> tuple[Option, ...]:
    """The options that a dataclass declares, in order."""
    if cls not in _OPTIONS:
        _OPTIONS[cls] = tuple(
            Option(
                name=field.name.rstrip("_").replace("_", "-"),
                field=field.name,
                default=field.default,
                **field.metadata,
            )
            for field in dataclasses.fields(cls)
            if field.metadata
        )
    return _OPTIONS[cls]


def read_options(
    cls: type[Any], given: Mapping[str, str]
) -> tuple[dict[str, Any], dict[str, ValueError]]:
    """Read the texts `given` by option name.

    Returns the values by field name, and the errors by option name. Names that `cls` does not have
    are ignored.
    """
    values: dict[str, Any] = {}
    errors: dict[str, ValueError] = {}
    for opt in options(cls):
        if opt.name in given:
            try:
                values[opt.field] = opt.read(given[opt.name])
            except (DateError, OptionError) as error:
                errors[opt.name] = error
    return values, errors
