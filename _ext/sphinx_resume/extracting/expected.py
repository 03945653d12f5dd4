"""The phrases that files of a résumé should contain, from the pages they were made from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from sphinx_resume.extracting.recall import Phrase
from sphinx_resume.importing.source import SourceError
from sphinx_resume.project_data import data_of

#: The builders that write the phrases, by suffix of the file.
_BUILDERS: Final = {".pdf": "resume-phrases", ".docx": "resume-blocks"}
#: The default locations of files.
_MADE: Final = ("build/pdf/*.pdf", "build/export/*.docx")


def expected_phrases(files: Iterable[Path], docs: Path) -> Mapping[Path, Sequence[Phrase]]:
    """The phrases of files, or of all files in the default locations, for the project of *docs*.

    Raises `SourceError` if there are no files, or if one is not a short résumé.
    """
    given = [*files]
    for path in given:
        if not path.is_file():
            raise SourceError(f"There is no file {path}.")
        if path.suffix not in _BUILDERS:
            raise SourceError(f"{path} is neither a PDF nor a Word document (.docx).")
    found = given or [path for pattern in _MADE for path in sorted(Path().glob(pattern))]
    if not found:
        raise SourceError(
            "There are no files in build/pdf and build/export; run “nox -s pdf export” first, or "
            "name the files."
        )
    # The phrases of the PDF also determine which texts are fields in a Word document.
    names = [path.stem for path in given]
    pdf = data_of(docs, _BUILDERS[".pdf"], names)
    is_asked = any(path.suffix == ".docx" for path in found)
    word = data_of(docs, _BUILDERS[".docx"], names) if is_asked else {}
    fields = {one["text"]: one["field"] for data in pdf.values() for one in data if "field" in one}
    result = {}
    for path in found:
        known = pdf if path.suffix == ".pdf" else word
        if f"{path.stem}.json" in known:
            result[path] = [*_phrases(known[f"{path.stem}.json"], fields)]
        elif given:
            others = " or ".join(sorted(Path(each).stem for each in known))
            raise SourceError(
                f"{path} does not have the name of a short résumé of this project: {others}."
            )
    return result


def _phrases(data: Iterable[Mapping[str, Any]], fields: Mapping[str, str]) -> Iterator[Phrase]:
    for each in data:
        field = each.get("field") or fields.get(each["text"], "")
        yield Phrase(each["text"], field, each.get("source", ""), each.get("line", 0))
