r"""Contact data as LaTeX, public or private.

Public data is part of the document. Private data never is: it is written to a separate file,
``resume-private.tex``, which the class reads if it exists; so it is in one PDF and nowhere else::

    python -m sphinx_resume.latex.contact private.toml resume-private.tex

For fields that ``private.toml`` lacks, the public data is used, from a file beside the document.
"""

from __future__ import annotations

import json
import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path

from sphinx_resume.latex.text import escape, external_link, hexadecimal
from sphinx_resume.model.person import PUBLIC_FILE, Person
from sphinx_resume.model.unicode_text import plain


def contact_line(lines: Sequence[tuple[str, str]]) -> str:
    """The texts in a line, as links if they have an address."""
    return " · ".join(
        external_link(address, shown, escape(shown)) if address else escape(shown)
        for shown, address in lines
    )


def private_file(person: Person) -> str:
    """The definitions with which the class replaces public data."""
    result = ["% Private. Made from private.toml; not for publication."]
    if person.name:
        result.append(rf"\newcommand{{\resumeprivatename}}{{{escape(person.name)}}}")
        result += [
            rf"\resumedescribe{{{field}}}{{{hexadecimal(person.name)}}}"
            for field in ("Title", "Author")
        ]
    if person.lines:
        result.append(rf"\newcommand{{\resumeprivatecontact}}{{{contact_line(person.lines)}}}")
    return "\n".join([*result, ""])


def main(source: str, target: str) -> None:
    """Write the definitions for a TOML file; an error is explained in one line."""
    known = Path(target).with_name(PUBLIC_FILE)
    public = json.loads(known.read_text(encoding="utf-8")) if known.is_file() else {}
    try:
        person = Person.merged(public, tomllib.loads(Path(source).read_text(encoding="utf-8-sig")))
    except (ValueError, OSError, RecursionError) as error:
        sys.exit(f"{source}: {plain(str(error))}")
    for finding in person.findings:
        print(f"{source}: {finding}; it is shown without a link", file=sys.stderr)
    Path(target).write_text(private_file(person), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
