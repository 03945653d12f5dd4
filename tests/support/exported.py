"""Sites with an entry of every kind, for the tests of exports."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from jsonschema import Draft202012Validator  # type: ignore[import-untyped]
from jsonschema.validators import validator_for  # type: ignore[import-untyped]

from sphinx_resume.model.entries import ENTRY_TYPES, Occasion
from sphinx_resume.model.options import options

SCHEMAS: Final = Path(__file__).parents[1] / "schemas"

#: Options that would hide an entry or its links, or that replace others.
_UNSAID: Final = frozenset({"formerly", "stated", "embed", "during", "visibility", "status"})


def entry(kind: str) -> str:
    """An entry whose options have the values of their documented examples."""
    cls: type[Any] = ENTRY_TYPES[kind]
    lines = [f":{opt.name}: {opt.example}" for opt in options(cls) if opt.name not in _UNSAID]
    if kind == "reference":
        lines.append(":visibility: public")
    body = (
        ""
        if kind == "skill"
        else f"\nA paragraph on the {kind}, with {{skill}}`Vault`.\n\n- An item.\n"
    )
    if kind == "talk":
        more = "".join(f":{opt.name}: {opt.example}\n" for opt in options(Occasion))
        body += f"\n```{{occasion}}\n{more}```\n"
    text = "\n".join(lines)
    return f"````{{{kind}}} the-{kind}\n{text}\n{body}````\n"


def pages() -> Mapping[str, str]:
    """Pages with one non-empty entry of each kind, and a short résumé."""
    every = "\n".join(map(entry, ENTRY_TYPES))
    lists = "\n".join(
        f"## All {kind}\n\n```{{entry-list}} {kind}\n:style: full\n```\n" for kind in ENTRY_TYPES
    )
    return {
        "index.md": (
            "# Front\n\n```{profile}\n:headline: Engineer of platforms\n\nBuilds with "
            "{skill}`Vault`.\n\nAnd *more*.\n```\n\n```{toctree}\nevery\nresume\n```\n"
        ),
        "every.md": f"# Every\n\n```{{skill}} Vault\n:aliases: HashiCorp Vault\n```\n\n{every}",
        "resume.md": f"# Résumé\n\n```{{profile}}\n```\n\n```{{contact}}\n```\n\n{lists}",
    }


#: The data about the person in conf.py.
PERSON: Final[dict[str, Any]] = {
    "resume_name": "Ada Example",
    "resume_contact": {
        "email": "ada@example.org",
        "phone": "+49 30 1234567\n+49 30 1234568",
        "address": "1 Example Street, Berlin",
        "links": {"Website": "https://ada.example.org", "GitHub": "https://github.example/ada"},
    },
}


def problems(data: Any, schema: Mapping[str, Any]) -> list[str]:
    """The validation errors of data; also checks the schema itself."""
    validator = validator_for(schema, Draft202012Validator)
    validator.check_schema(schema)
    return [f"{error.json_path}: {error.message}" for error in validator(schema).iter_errors(data)]


def json_resume_schema() -> Any:
    """The schema of JSON Resume 1.3.1."""
    return json.loads((SCHEMAS / "json-resume-1.3.1.json").read_text("utf-8"))


def empty(data: Any, path: str = "$") -> list[str]:
    """The paths of empty values in data."""
    if data in (None, "", [], {}):
        return [path]
    inner = (
        data.items()
        if isinstance(data, dict)
        else enumerate(data)
        if isinstance(data, list)
        else ()
    )
    return [found for name, value in inner for found in empty(value, f"{path}.{name}")]
