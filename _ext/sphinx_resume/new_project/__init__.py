"""Creates a new résumé project: ``sphinx-resume init FOLDER``.

Its files come from ``template/``; its pages are imported from an existing résumé, or examples.
"""

from __future__ import annotations

import importlib.util
import json
import re
from collections.abc import Sequence
from gettext import translation
from importlib.metadata import Distribution, PackageNotFoundError
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

from sphinx_resume import agents
from sphinx_resume.i18n import CATALOG, LOCALES
from sphinx_resume.importing import myst
from sphinx_resume.importing.command import (
    NotImportedError,
    Report,
    read_source,
    warnings_of,
    write,
)
from sphinx_resume.importing.neutral import Imported, Item
from sphinx_resume.importing.pages import (
    Known,
    Pages,
    add_private_entries,
    headline,
    pages,
    profile_lines,
)
from sphinx_resume.model.entries import ENTRY_TYPES
from sphinx_resume.model.options import N_
from sphinx_resume.new_project.examples import career, comment
from sphinx_resume.registry import Registry

TEMPLATE: Final = Path(__file__).parent / "template"
#: The path of each template in the new project.
FILES: Final = {
    "conf.py.in": "conf.py",
    "noxfile.py.in": "noxfile.py",
    "pyproject.toml.in": "pyproject.toml",
    "readthedocs.yaml.in": ".readthedocs.yaml",
    "gitignore.in": ".gitignore",
    "build.yml.in": ".github/workflows/build.yml",
    "README.md.in": "README.md",
}
#: Names that may exist in the folder.
_MAY_BE_THERE: Final = frozenset({".git"})

#: The heading of the short résumé, and of sections that do not have the name of their kind.
RESUME: Final = N_("Résumé")
EXPERIENCE: Final = N_("Experience")
_HEADINGS: Final = {"position": EXPERIENCE}
TIMELINE: Final = N_("Timeline")
HURRY: Final = N_("In a hurry? Read the %(resume)s.")
SHORT: Final = N_("short résumé")

#: Styles of lists in the short résumé by kind; the default is lines.
_STYLES: Final = {"position": "full", "education": "full", "project": "full", "interest": "terms"}
#: Kinds without a list: references are private, and incidents are shown in another way.
_UNLISTED: Final = frozenset({"reference", "incident"})


def create(
    folder: Path,
    *,
    source: Path | None = None,
    language: str = "en",
    extension: str = "",
    citations: bool = True,
    check: bool = True,
) -> Report:
    """Create a project in an empty folder; raises `NotImportedError` if that is impossible."""
    there = sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []
    if folder.exists() and not folder.is_dir():
        raise NotImportedError(f"{folder} is a file; choose a new or empty folder")
    if set(there) - _MAY_BE_THERE:
        raise NotImportedError(
            f"{folder} is not empty ({', '.join(there[:3])}…), and nothing is overwritten; choose "
            "a new folder, or use “sphinx-resume import” to add to a project"
        )
    asked = requirement(extension)
    if source:
        imported, report = read_source(source, language)
        made = pages(imported, Known(), citations=citations, profile=False)
    else:
        imported, report = career(), Report("examples", "one of each kind")
        imported.words = translation(CATALOG, LOCALES, [language], fallback=True).gettext
        made = _with_comments(pages(imported, Known(), profile=False))
    made.files = {
        "index.md": front_page(imported, made),
        "resume.md": short_resume(imported, made),
        **made.files,
    }
    if made.private:
        add_private_entries(made, "index.md")
    docs = folder / "docs"
    docs.mkdir(parents=True)
    title = imported.words(RESUME)
    for name, target in FILES.items():
        text = (TEMPLATE / name).read_text("utf-8")
        for place, value in {"TITLE": title, "LANGUAGE": language, "REQUIREMENT": asked}.items():
            text = text.replace(f"@{place}@", value)
        path = folder / target
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="\n")
        report.files.append(str(path))
    path = folder / agents.FILE
    path.write_text(agents.guide(Registry()), "utf-8", newline="\n")
    report.files.append(str(path))
    write(imported.person, made, docs, folder, "", report)
    if check and can_build():
        report.warnings = warnings_of(docs, folder)
    report.steps += _next_steps(folder, asked)
    return report


def _with_comments(made: Pages) -> Pages:
    """Add a comment for the author below the heading of each page."""
    kinds = {each.file: each.kind for each in made.made}
    for name, text in made.files.items():
        heading, rest = text.split("\n", 1)
        made.files[name] = f"{heading}\n\n{comment(kinds[name])}{rest}"
    return made


# --- Pages --------------------------------------------------------------------------------------


def _kinds(made: Pages) -> list[str]:
    """The kinds of the entries, in display order."""
    there = {each.kind for each in made.made}
    return [kind for kind in ENTRY_TYPES if kind in there and kind not in _UNLISTED]


def _is_timed(item: Item) -> bool:
    """Whether an entry is on the timeline."""
    has_time = any(item.text(name) for name in ("start", "end", "date"))
    return ENTRY_TYPES[item.kind].on_timeline and has_time


def _heading(imported: Imported, kind: str) -> str:
    plural = imported.words(_HEADINGS.get(kind, ENTRY_TYPES[kind].plural))
    return plural[:1].upper() + plural[1:]


def _directive(name: str, *lines: str) -> list[str]:
    head, _space, argument = name.partition(" ")
    return [f"```{{{head}}} {argument}".rstrip(), *lines, "```"]


def front_page(imported: Imported, made: Pages) -> str:
    """The content of ``index.md``: profile, timeline, lists, and toctrees."""
    say = imported.words
    kinds = _kinds(made)
    lines = [f"# {myst.heading(headline(imported))}", ""]
    if profile := profile_lines(imported.person):
        lines += [*profile, ""]
    else:  # the profile has a button that leads to it
        hurry = say(HURRY) % {"resume": f"{{doc}}`{say(SHORT)} <resume>`"}
        lines += ["````{only} html", "{.resume-screen}", hurry, "````", ""]
    lines += ["````{only} html", *_directive("toctree", ":hidden:", "", "resume"), "````", ""]
    if any(_is_timed(item) for item in imported.items):
        lines += [f"## {say(TIMELINE)}", "", *_directive("timeline"), ""]
    for kind in kinds:
        lines += [f"## {_heading(imported, kind)}", ""]
        if kind == "skill":
            lines += [*_directive("skill-matrix"), ""]
        elif kind in {"interest", "language"}:
            lines += [*_directive(f"entry-list {kind}", ":style: lines"), ""]
        else:
            lines += [*_directive(f"entry-list {kind}"), ""]
    listed = [name for name in made.files if name.startswith("positions/")]
    rest = [name for name in made.files if name not in listed]
    for caption, names in ((_heading(imported, "position"), listed), ("", rest)):
        if names:
            head = [f":caption: {caption}"] if caption else []
            contents = [name.removesuffix(".md") for name in names]
            lines += [*_directive("toctree", ":hidden:", *head, "", *contents), ""]
    return "\n".join(lines[:-1]) + "\n"


def short_resume(imported: Imported, made: Pages) -> str:
    """The content of ``resume.md``, which becomes the PDF."""
    lines = [f"# {imported.words(RESUME)}", ""]
    profile = "profile" if profile_lines(imported.person) else "contact"
    lines += [*_directive(profile), ""]
    sections = dict(imported.sections)
    for kind in _kinds(made):
        style = f":style: {_STYLES.get(kind, 'lines')}"
        lines += [
            f"## {_heading(imported, kind)}",
            "",
            *_directive(f"entry-list {kind}", style),
            "",
        ]
        if rest := sections.pop(_heading(imported, kind), None):
            lines += [*myst.body(rest), ""]
    for heading, blocks in sections.items():
        lines += [f"## {myst.heading(heading)}", "", *myst.body(blocks), ""]
    return "\n".join(lines[:-1]) + "\n"


# --- The source of the extension ------------------------------------------------------------------


def requirement(named: str) -> str:
    """The requirement for the extension: as named, or the installation that runs this code."""
    if not named:
        return _own()
    if re.match(r"sphinx-resume\b", named):
        return named.replace('"', "'")
    if (path := Path(named)).exists():
        return f"sphinx-resume @ {path.resolve().as_uri()}"
    if "://" in named or named.startswith("git+"):
        return f"sphinx-resume @ {named}".replace('"', "%22")
    raise NotImportedError(
        f"“{named}” is not a file, a folder, or an address; name the source of the extension, such "
        "as ./dist/sphinx_resume.whl, git+https://example.org/project, or sphinx-resume==1.0"
    )


def _own() -> str:
    checkout = Path(__file__).resolve().parents[3]
    if (checkout / "_ext" / "sphinx_resume").is_dir() and (checkout / "pyproject.toml").is_file():
        return f"sphinx-resume @ {checkout.as_uri()}"
    try:
        distribution = Distribution.from_name("sphinx-resume")
    except PackageNotFoundError:
        return "sphinx-resume"
    # https://packaging.python.org/en/latest/specifications/direct-url/
    origin = json.loads(distribution.read_text("direct_url.json") or "{}")
    if not origin:
        return f"sphinx-resume=={distribution.version}"
    revision = origin.get("vcs_info", {}).get("commit_id", "")
    system = origin.get("vcs_info", {}).get("vcs", "")
    address = f"{system}+{origin['url']}@{revision}" if system else origin["url"]
    return f"sphinx-resume @ {address}"


def can_build() -> bool:
    """Whether the other packages that the pages need are installed."""
    return all(importlib.util.find_spec(name) for name in ("myst_parser", "furo"))


def _next_steps(folder: Path, asked: str) -> Sequence[str]:
    steps = [f"Run nox in {folder}: it builds the site and the PDFs."]
    address = asked.partition(" @ ")[2]
    if urlsplit(address).scheme == "file":
        where = url2pathname(unquote(urlsplit(address).path))
        steps.append(
            f"The extension comes from {where}, which is only on this machine; set an address in "
            "pyproject.toml before other people or servers build the project."
        )
    return steps
