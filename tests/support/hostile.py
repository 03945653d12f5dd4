"""A career with text in every field that pages must show but not execute."""

from __future__ import annotations

import json
import string
from typing import Any, Final

from sphinx_resume.model.dates import DateError
from sphinx_resume.model.entries import ENTRY_TYPES, Incident, Occasion, Talk
from sphinx_resume.model.entry import Entry
from sphinx_resume.model.options import Option, OptionError, options
from sphinx_resume.model.person import Person

#: Texts by what is unusual about them. Without commas, which separate names.
TEXTS: Final = {
    "markup": (
        "<script>pwn()</script> <img src=x onerror=pwn()> \"><svg onload=pwn()> ' onfocus='pwn() "
        "</script> </style> </title> </textarea> </svg> --> ]]> <!-- &lt; &amp; & `code` *star* "
        "[link](javascript:pwn()) {skill}`go` |x| :x: {{ 7*7 }} ${7*7} %s %(name)s {name} "
        r"\input{canary} \directlua{pwn()} \write18{touch pwned} $x_1^2$ \} { # ~ ^^41 \\ -- `` ''"
    ),
    "directions": "\u202eabc\u2066 שלום 2020 \u200fمرحبا 7 \u202dxyz",
    "signs": (
        "e\u0301 Z\u0351\u030a\u0334a\u0338\u035d 👩\u200d👩\u200d👧 🏳\ufe0f\u200d🌈 "
        "a\u200bb\u00adc \x07\x1b[31m\x7f "
        "\ufffe\ufdd0 東京特許許可局 ไทย हिन्दी  \U0001f9ea"
    ),
    "long": "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamten" * 5,
}

#: Values for options that do not accept text; the first one that is valid is used.
_LINK: Final = "https://vimeo.com/1?\"><script>pwn()</script>'onfocus='pwn()&amp;\\input{canary}"
_DOI: Final = '10.1234/"><script>pwn()</script>\\input{canary}&'


def written(option: Option, text: str) -> str:
    """The value for an option: the text if it accepts any text, or another hostile value."""
    if option.name == "during":
        return "anchor"
    for value in (text, _LINK, _DOI, option.example):
        try:
            option.read(value)
        except (OptionError, DateError):
            continue
        return value
    raise AssertionError(f"there is no value for {option.name}")


def values(cls: type[Any], mark: str, text: str) -> dict[str, str]:
    """All options of a dataclass; each text names its option."""
    return {o.name: written(o, f"{mark}·{o.name} {text}") for o in options(cls)}


def texts(cls: type[Any], mark: str, text: str) -> list[str]:
    """The texts among the `values`."""
    return [value for value in values(cls, mark, text).values() if value.startswith(mark)]


def all_texts(kind: str, name: str) -> list[str]:
    """All texts of an entry."""
    text, mark = TEXTS[name], f"{kind}·{name}"
    found = [*texts(ENTRY_TYPES[kind], mark, text), f"{mark}·body {text}"]
    if kind == "talk":
        found += texts(Occasion, f"{mark}·more", text)
    if kind == "incident":
        found.append(f"{mark}·event {text}")
    return found


def entry(cls: type[Entry], name: str) -> str:
    """An entry with a text in each of its fields, including its body."""
    text, mark = TEXTS[name], f"{cls.kind}·{name}"
    body = escaped(f"{mark}·body {text}") + " Uses {skill}`go` and {interest}`calm`."
    parts = [*_options(values(cls, mark, text)), "", body]
    if cls is Talk:
        parts += ["", "```{occasion}", *_options(values(Occasion, f"{mark}·more", text)), "```"]
    if cls is Incident:
        event = escaped(f"{mark}·event {text}")
        parts += ["", "```{incident-timeline}", f"- T+0 [start] {event}", "- T+5 min End.", "```"]
    return "\n".join([f"````{{{cls.kind}}} {cls.kind}-{name}", *parts, "````", ""])


def _options(given: dict[str, str]) -> list[str]:
    # Quoted YAML can contain any character.
    return [f":{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in given.items()]


def escaped(text: str) -> str:
    """Text without markup in Markdown."""
    return "".join(f"&#{ord(c)};" if c in string.punctuation else c for c in text)


def pages(*names: str) -> dict[str, str]:
    """A page for each kind with the texts of these names, or all, and one with all views."""
    result = {
        f"{kind}.md": f"# Of {kind}\n\n" + "\n".join(entry(cls, name) for name in names or TEXTS)
        for kind, cls in ENTRY_TYPES.items()
    }
    result["anchor.md"] = """\
# Anchor

```{position} anchor
:title: Engineer
:organization: Anchor
:start: 2020-01
:end: present

Used {skill}`go`.
```

```{skill} Go
```

```{interest} calm

Little noise.
```
"""
    lists = [
        f"## All {kind}, {style}\n\n```{{entry-list}} {kind}\n:style: {style}\n```\n"
        for kind in ENTRY_TYPES
        for style in ("links", "lines", "terms", "full")
    ]
    result["resume.md"] = "# Lists\n\n" + "\n".join(lists)
    result["index.md"] = """\
# All of it

```{contact}
```

```{timeline}
```

```{skill-matrix}
```

```{skill-matrix}
:columns: positions
```

```{evidence} go
```

```{entry-list} talk
:by: event
```

```{entry-list} position
:by: organization
```

```{toctree}
:glob:

*
```
"""
    return result


def contact() -> dict[str, Any]:
    """A value for ``resume_contact``, with a text in each field."""
    known = {
        option.name: f"person·{option.name} {TEXTS['markup']}"
        for option in options(Person)
        if option.name not in {"name", "links"}
    }
    return {**known, "links": {f"person·links {TEXTS['markup']}": _LINK}}
