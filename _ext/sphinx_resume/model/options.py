"""Options: how a dataclass declares what an author may write, and how that is read.

A field made with `option` says how its text is read, what it means and what it looks like. The
directives, the reference pages and the templates for new pages all read these declarations.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal, get_args
from urllib.parse import quote, unquote, urlsplit

from sphinx_resume.model.dates import PRESENT, Date, DateError, End, Span
from sphinx_resume.model.option_syntax import QUOTED, unquoted
from sphinx_resume.model.slugs import slug
from sphinx_resume.model.unicode_text import isolated, plain

#: Schemes a link written by an author may have.
LINK_SCHEMES: Final = frozenset({"http", "https", "mailto"})
#: An item of a list in a line, which ends at a comma.
_ITEM: Final = re.compile(rf"(?:^|,)(\s*(?:{QUOTED})\s*(?=,|$)|[^,]*)")
#: Initials: “J.”, “J.-P.”, “Yu. A.”, “JP”.
_INITIALS: Final = re.compile(r"[^\W\d_]{1,2}(?:\.(?:[ -]?[^\W\d_]{1,2}\.)*|(?:[ -][^\W\d_])*)")
#: Generations and degrees.
_SUFFIX: Final = re.compile(
    r"[JS]r\.?|I{2,3}|IV|Esq\.?|Ph\.? ?D\.?|M\.?D\.?|D\.?Phil\.?|M\.?Sc\.?|MBA|RN|DDS|DVM|J\.?D\.?"
)
#: What marks authors who contributed equally, and a space before it.
_EQUAL: Final = "*†‡ "
#: What an address has a code for; letters of all scripts can stand there.
_ILLEGAL: Final = re.compile(r'["<>\\^`{|}]|%(?![0-9A-Fa-f]{2})')


#: What an option of an entry is to readers: a fact, which lists show; the origin of the entry,
#: which lists of links show too; or a link. It is empty where something else decides on that.
Shown = Literal["", "fact", "origin", "link"]


class OptionError(ValueError):
    """The value of an option that an author has to correct."""


@dataclass(frozen=True, slots=True)
class Option:
    """How an option of a directive is read, and how the docs describe it."""

    name: str
    #: The name of the dataclass field.
    field: str
    #: What it means, for the reference page: one line of plain text.
    help: str
    #: What it looks like.
    example: str
    read: Callable[[str], Any]
    default: Any
    required: bool
    #: What lists show it as.
    shown: Shown = ""
    #: The message that the value stands in where it is shown; empty where it stands alone.
    words: str = ""

    @property
    def choices(self) -> tuple[str, ...]:
        """The words that it can be; none where it can be any."""
        return self.read.words if isinstance(self.read, OneOf) else ()

    @property
    def many(self) -> bool:
        """Whether it is a list."""
        return isinstance(self.default, tuple)


def N_(message: str) -> str:  # noqa: N802 (gettext names it so)
    """Marks a message, which is translated where it is shown."""
    return message


def text(value: str) -> str:
    """A reader of one line of text; white space is folded."""
    return isolated(_filled(value))


def _filled(value: str) -> str:
    line = plain(value)
    if not line:
        raise OptionError("it is empty")
    return line


def listed(value: str) -> tuple[str, ...]:
    """The items of a list: one a line, or separated by commas; in quotation marks, with commas.

    Several lines are an item each, unless one ends with a comma: then that separates them.
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
    """A reader of a list of names; sorted, none twice."""
    return tuple(sorted(set(listed(value))))


def ids(value: str) -> tuple[str, ...]:
    """A reader of a list of ids, or of names that become ids; sorted, none twice."""
    return tuple(sorted({ident for name in listed(value) if (ident := slug(name))}))


def people(value: str) -> tuple[str, ...]:
    """A reader of a list of persons in their order, none twice.

    What can be no person is of the one before: initials, as in “Doe, J., Roe, A.”, and what stands
    behind a name, as in “Martin Example, Jr.”.
    """
    found: list[str] = []
    for name in listed(value):
        if found and _is_behind_a_name(name):
            found[-1] = f"{found[-1]}, {name}"
        else:
            found.append(name)
    return tuple(dict.fromkeys(found))


def authors(value: str) -> tuple[str, ...]:
    """A reader of `people`; an asterisk behind a name says that they contributed equally."""
    return tuple(
        f"{name.rstrip(_EQUAL)}*" if name[-1] in _EQUAL else name for name in people(value)
    )


def contributed_equally(author: str) -> bool:
    """Whether an author is marked as one of those who contributed equally."""
    return author.endswith("*")


def unmarked(author: str) -> str:
    """The name of one of several authors, without an asterisk."""
    return author.removesuffix("*")


def _is_behind_a_name(text: str) -> bool:
    text = text.rstrip(_EQUAL)
    if _SUFFIX.fullmatch(text):
        return True
    capitals = text[:1].isupper() and ("." in text or text.isupper())
    return capitals and _INITIALS.fullmatch(text) is not None


def doi_name(value: str) -> str:
    """A reader of a digital object identifier, with or without an address before it."""
    found = re.fullmatch(
        r"(?i:(?:https?://(?:dx\.)?doi\.org/|doi:\s*)?)(10\.\d{4,9}/\S+)", _filled(value)
    )
    if not found:
        raise OptionError(f"“{value.strip()}” is not a DOI; write it as 10.1145/800025")
    return found[1]


def doi_link(name: str) -> str:
    """The address that a digital object identifier leads to; empty for none."""
    return f"https://doi.org/{quote(unquote(name), safe='/:;(),')}" if name else ""


def date_or_present(value: str) -> End:
    """A reader of the end of a span: a date, or ``present``, in any case."""
    word = value.strip()
    if word.casefold() == PRESENT.value:
        return PRESENT
    if word[:1].isalpha():
        known = f"2021, 2021-07, 2021-07-15 or {PRESENT.value}"
        raise DateError(f"“{word}” is not a date; write {known}")
    return Date.parse(word)


def dates(value: str) -> Span:
    """A reader of a date, or of two joined by ``to`` or a dash; the last may be ``present``."""
    first, *last = re.split(r"\s(?:to|–|-)\s|–", value, maxsplit=1)
    start = Date.parse(first)
    return Span(start, date_or_present(last[0]) if last else start)


def flag(value: str) -> bool:
    """A reader of an option that is there or not."""
    if value.strip():
        raise OptionError(f"it takes no value; delete “{value.strip()}”")
    return True


def link(value: str) -> str:
    """A reader of an address, of an allowed scheme."""
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
    """A reader that takes one of some words and no other."""

    words: tuple[str, ...]

    def __call__(self, value: str) -> str:
        if value.strip() not in self.words:
            raise OptionError(f"“{value.strip()}” is not one of: {', '.join(self.words)}")
        return value.strip()


def one_of(*words: str) -> OneOf:
    """A reader that takes one of the `words` and no other."""
    return OneOf(words)


def words(*allowed: str) -> Callable[[str], tuple[str, ...]]:
    """A reader of some of the `allowed` words, separated by commas."""
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
    """A dataclass field that an author fills through a directive option of the same name.

    `read` makes a value of what is written, and raises `OptionError` if it cannot; `help` is a line
    for the reference, and `example` what it may look like there. Lists show what is `shown`: a
    ``fact``, the ``origin`` of the entry, which is one too, or a ``link``. It stands in `words`,
    such as “filed %s”, where it would not say by itself what it is.
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


def options(cls: type[Any]) -> Iterator[Option]:
    """The options that an author may give to a dataclass, in order of declaration."""
    for field in dataclasses.fields(cls):
        if field.metadata:
            yield Option(
                name=field.name.rstrip("_").replace("_", "-"),
                field=field.name,
                default=field.default,
                **field.metadata,
            )


def read_options(
    cls: type[Any], given: Mapping[str, str]
) -> tuple[dict[str, Any], dict[str, ValueError]]:
    """Convert the texts `given` by option name.

    Returns the values by field name, and for each option that could not be read the error.
    Names that `cls` does not have are left out.
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
