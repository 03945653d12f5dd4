"""Pages with content that is too long, too wide or too high."""

from __future__ import annotations

from typing import Final

#: Text without spaces: a word, a URL, a name in code.
WORD: Final = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamten" * 5
ADDRESS: Final = f"https://example.org/{'very/long-path_with.words/' * 12}?q={'a' * 150}#what-to-do"
CODE: Final = "com.example.platform.InfrastructureDeployment::" * 8 + "ProxyFactory"
#: More repetitions than fit on a page.
ENTRIES: Final = 90
EMPLOYERS: Final = 24
COLUMNS: Final = 30
LINES: Final = 150

LONG: Final = f"""\
# All too much

{{skill}}`Go` {WORD} and <{ADDRESS}> and `{CODE}` end, {"." * 300}

- Item {WORD}
  - `{CODE}` <{ADDRESS}>

## Heading {WORD}

| Head {WORD} | Code | Address |
|---|---|---|
| {WORD} | `{CODE}` | <{ADDRESS}> |

| {" | ".join(f"Head{n}" for n in range(COLUMNS))} |
|{"---|" * COLUMNS}
| {" | ".join(f"cell{n}" for n in range(COLUMNS))} |

```python
{WORD} = "{CODE}"
```

{WORD}
: Definition {WORD}

:{WORD}: Field

> Quote {WORD}[^1]

[^1]: Note {WORD} <{ADDRESS}>

```{{code-block}} python
:caption: Caption {WORD}
:linenos:

{"x = 1" + chr(10) * LINES}
```

```{{list-table}} Caption {WORD}
:header-rows: 1
:stub-columns: 1

* - Name
  - What was done
* - one
  - {"Many words that fill a cell until it is higher than a page. " * 150}
* - two
  - A short one.
```

```{{contact}}
```

```{{skill}} Go
:category: {WORD}
```

```{{skill}} Long
:title: {WORD}
:stated:
```

```{{skill-matrix}}
```
"""

#: A chart and a matrix that need several pages, and several parts.
CAREER: Final = """\
# All of it

## Timeline

```{timeline}
```

## Matrix

```{skill-matrix}
:columns: positions
```

"""


def pages() -> dict[str, str]:
    """The pages by name."""
    positions = "".join(
        f"```{{position}} employer-{n}\n:title: Engineer {n}\n"
        f":organization: International Employer {n}\n"
        f":start: {1990 + n}-01\n:end: {1990 + n}-11\n\n- Kept {n} things running in {{skill}}`Go`."
        "\n```\n\n"
        for n in range(EMPLOYERS)
    )
    talks = "".join(
        f"```{{talk}} talk-{n}\n:title: About the number {n}\n:date: {1990 + n // 4}\n```\n\n"
        for n in range(ENTRIES - EMPLOYERS)
    )
    return {
        "index.md": f"{LONG}\n\n```{{toctree}}\ncareer\n```\n",
        "career.md": f"{CAREER}{positions}{talks}",
    }
