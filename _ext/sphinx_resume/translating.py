"""Updates catalogues for translators: ``sphinx-resume translate de``."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from babel.messages import Catalog
from babel.messages.pofile import write_po
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

from sphinx_resume import catalogues

_WIDTH: Final = 98
#: Placeholders that Babel writes in the header of a catalogue.
_UNKNOWN: Final = re.compile(rb'"[\w-]+: [^"]*(?:EMAIL@ADDRESS|YEAR-MO-DA)[^"]*"\n')


def update_catalogues(docs: Path, conf: Path, languages: Sequence[str]) -> dict[str, int]:
    """Write the texts of pages into catalogues, and return how many of each are untranslated.

    Without languages, updates the existing catalogues. Translations are kept; a changed message
    keeps its previous translation as “fuzzy”, which builds do not use.
    """
    left: dict[str, int] = {}
    with TemporaryDirectory() as folder, docutils_namespace(), patch_docutils(str(conf)):
        app = Sphinx(
            *(docs, conf, Path(folder, "pot"), Path(folder, "doctrees"), "gettext"),
            status=None,
            warning=sys.stderr,
        )
        app.build()
        target = docs / next(iter(app.config.locale_dirs), "locales")
        known = sorted(path.parent.name for path in target.glob(f"*/{catalogues.MESSAGES}"))
        for template in sorted(Path(app.outdir).rglob("*.pot")):
            found = _template(template, docs.absolute().parent)
            name = template.relative_to(app.outdir).with_suffix(".po")
            for language in languages or known:
                path = target / language / catalogues.MESSAGES / name
                if path.is_file() or (languages and len(found)):
                    left[path.as_posix()] = _update(path, found, language)
    return left


def _template(path: Path, root: Path) -> Catalog:
    """The messages with text to translate, each with its pages."""
    said = catalogues.read(path)
    found = Catalog(charset="utf-8", fuzzy=False)
    for message in said:
        if isinstance(message.id, str) and catalogues.has_words(message.id):
            places = {
                Path(os.path.relpath((path.parent / place).resolve(), root)).as_posix()
                for place, _line in message.locations
            }
            found.add(message.id, locations=[(place, 0) for place in sorted(places)])
    return found


def _update(path: Path, template: Catalog, language: str) -> int:
    catalogue = Catalog(
        *(language, None, f"# {language}: what the résumé says."),
        project="résumé",
        version="1",
        language_team=language,
        charset="utf-8",
        fuzzy=False,
    )
    if path.is_file():
        try:
            catalogue = catalogues.read(path, language)
        except catalogues.UnreadableError as error:
            raise catalogues.UnreadableError(f"{path}: this is not a catalogue: {error}") from error
    catalogue.update(template, update_creation_date=False)
    for message in catalogue:  # braces are MyST's here
        message.flags -= {"python-brace-format", "python-format"}
    written = BytesIO()
    write_po(written, catalogue, width=_WIDTH, include_lineno=False, ignore_obsolete=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(_UNKNOWN.sub(b"", written.getvalue()).lstrip())
    return sum(1 for each in catalogue if each.id and (each.fuzzy or not each.string))
