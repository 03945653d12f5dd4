"""Write a page for a new entry: ``python -m sphinx_resume.new_page position acme``.

Options and their explanations come from the entry types, so pages are never out of date.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from gettext import translation
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final, NamedTuple

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.errors import SphinxError
from sphinx.util.docutils import docutils_namespace
from sphinx.util.matching import patfilter
from sphinx.util.tags import Tags

from sphinx_resume.i18n import CATALOG, LOCALES
from sphinx_resume.model.entries import ENTRY_TYPES
from sphinx_resume.model.entry import Entry
from sphinx_resume.model.options import N_, Option, options
from sphinx_resume.model.slugs import close, did_you_mean, slug
from sphinx_resume.registry import Registry, registry_for

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


class ScaffoldError(ValueError):
    """The page cannot be written; the message says why."""


class Section(NamedTuple):
    """A section of a new page."""

    heading: str
    #: Questions for its writer, one a line.
    hint: str
    #: Initial text, to be edited.
    text: str = ""


class Outline(NamedTuple):
    """The outline of a page for one kind of entry, apart from its options."""

    #: The body of the entry.
    body: str
    #: The sections below it.
    sections: tuple[Section, ...] = ()
    #: What to settle before writing, one point a line.
    first: str = ""
    #: Options to fill in besides the required ones.
    asks: tuple[str, ...] = ()
    #: The heading, if not the name.
    heading: str = ""


#: One for each kind whose page needs its own. No hint asks the writer to invent anything.
OUTLINES: Final[dict[str, Outline]] = {
    "position": Outline(
        "- TODO What you did and what came of it, naming what you used.",
        (
            Section(N_("Context"), "The team, the system and what it was for."),
            Section(N_("What was hard"), "The problem behind a bullet, and how you met it."),
            Section(N_("What I learned"), "What you would do the same way again, or not."),
        ),
        asks=("start", "end"),
    ),
    "project": Outline(
        "- TODO What you did and what came of it, naming what you used.",
        (
            Section(N_("Context"), "What it was for, and who else was in it."),
            Section(N_("What I learned"), "What you would do the same way again, or not."),
        ),
        asks=("start", "end", "url"),
    ),
    "break": Outline("TODO What it was for, in a sentence; or nothing.", asks=("start", "end")),
    "volunteering": Outline("TODO What you did there.", asks=("start", "end")),
    "education": Outline(
        "TODO What you studied, naming what you learned to use.",
        asks=("start", "end"),
    ),
    "skill": Outline(
        "TODO What you like about it, and what you would not use it for.",
        (Section(N_("Where it shows"), "Positions, talks and reviews, linked by their roles."),),
    ),
    "interest": Outline(
        "TODO Why it matters to you, in a sentence or two.",
        (Section(N_("Where it shows"), "Positions, talks and reviews, linked by their roles."),),
    ),
    "talk": Outline(
        "TODO What it was about, in a sentence or two.",
        (
            Section(N_("Abstract"), "What was announced, or what you would announce today."),
            Section(
                N_("What came of it"),
                "Questions, changes, a recording. Leave out what isn't known.",
            ),
        ),
    ),
    "incident": Outline(
        "TODO What happened, what it meant for users, and what your part was.",
        (
            Section(N_("Summary"), "The whole story in a paragraph, for those who stop there."),
            Section(
                N_("Impact"),
                "Who noticed what, and for how long? Give figures only if they may be public.",
            ),
            Section(
                N_("Background"),
                "What must a reader know of the system, and of how it had come to be that way?",
            ),
            Section(
                N_("Timeline"),
                "One event for each item: its time, a mark, if any, and what was seen or done.\n"
                "Relative times, as here, reveal no date. For times of day add the option “zone”,\n"
                "and write 2023-05-04 14:05 once for each day, then 14:20.",
                """\
```{incident-timeline}
- T+0 [start] TODO What began, though nobody may have known.
- T+12 min [detection] TODO Who or what noticed, and how it looked.
- T+40 min TODO What was tried, and why that made sense.
- T+1 h 5 min [mitigation] TODO What made it better for users.
- T+1 d [resolution] TODO What ended it.
```""",
            ),
            Section(
                N_("Contributors"),
                "What came together, so that it could happen? There are always several things.\n"
                "Also what had been useful until then; had it been gone, would this have happened?",
            ),
            Section(N_("Mitigators"), "What kept it from being worse, or made it shorter?"),
            Section(
                N_("Difficulties in handling"),
                "What was hard to see, to know, to agree on or to do, for those who were there?",
            ),
            Section(N_("Risks"), "What is still possible, what may the remedies bring?"),
            Section(N_("What went well"), "What did people do, or a system, that you would keep?"),
            Section(N_("Follow-ups"), "What was changed, what was decided against, and why?"),
            Section(
                N_("What I learned"), "In your own words: about the system, about work, about you."
            ),
        ),
        first="Write to learn, not to blame: how did it make sense to those who were there, then?\n"
        "Tell what was done, not what should have been; name roles, not colleagues or customers.\n"
        "Decide who may read it. An internal review is listed only by its title; a sanitised one\n"
        "says so, with your “part” and who “agreed”. Delete sections you don't need.",
    ),
    "publication": Outline(
        "TODO What it says, in a sentence or two.",
        (
            Section(
                N_("What came of it"), "Reviews, answers, reprints. Leave out what isn't known."
            ),
        ),
        asks=("date",),
    ),
    "patent": Outline("TODO What it does, in a sentence or two.", asks=("date", "number")),
    "award": Outline("TODO What it was for.", asks=("date",)),
    "certificate": Outline("TODO What it certifies.", asks=("date",)),
    "course": Outline("TODO What you learned to use.", asks=("date",)),
    "membership": Outline("TODO What you do there.", asks=("start", "end")),
    "language": Outline("TODO Where you speak, read or write it.", asks=("level",)),
    "reference": Outline(
        "TODO What they say of you, in their own words.",
        first="Only the outputs of “nox -s export -- --private” have any of it; ask them before\n"
        "you write “:visibility: public”. Readers do see the heading above, and the name of the\n"
        "file in the address; and anyone who can read this file, also in Git, sees all of it.",
        asks=("relation",),
        heading=N_("A reference"),
    ),
}


#: For all other kinds.
_OUTLINE: Final = Outline(
    "TODO What it was, in a sentence or two, naming what you used.", asks=("date", "start", "end")
)


def entry_type(kind: str, docs: Path) -> type[Entry]:
    """The entry type named *kind*: a built-in one, or one that the project of *docs* adds.

    Raises `ScaffoldError` if there is none.
    """
    if kind in ENTRY_TYPES:
        return ENTRY_TYPES[kind]
    kinds = registry_of(docs).entry_types
    if kind in kinds:
        return kinds[kind]
    hint = did_you_mean(close(kind, kinds)) or "."
    raise ScaffoldError(
        f"There is no kind of entry called “{kind}”{hint} Kinds: {', '.join(kinds)}."
    )


def registry_of(docs: Path) -> Registry:
    """The entry types and views of a project, including those that its extensions add."""
    folder = configured(docs)
    if folder is None:
        return Registry()
    with TemporaryDirectory() as out, docutils_namespace():
        try:
            app = Sphinx(docs, folder, out, out, "dummy", status=None, warning=None)
        except SphinxError:  # the build reports it
            return Registry()
        return registry_for(app)


def page(cls: type[Entry], id: str, language: str = "en") -> str:
    """The text of a new page, on which the build warns only of what remains to be filled in.

    Headings, which readers see, are in the language of the site; hints are in English, like
    everything addressed to authors.
    """
    words = translation(CATALOG, LOCALES, [language], fallback=True)
    outline = OUTLINES.get(cls.kind, _OUTLINE)
    opts = list(options(cls))
    name = id.replace("-", " ").capitalize()
    lines = [
        f"# {words.gettext(outline.heading) if outline.heading else name}",
        "",
        "% Lines like this one are not printed; delete them when you are done.",
        f"% {cls.description}",
        "% What the options below mean, and which others there are:",
        *(f"% {line}" for line in _explained(opts)),
        *(["", *_comment(outline.first)] if outline.first else []),
        "",
        f"```{{{cls.kind}}} {id}",
        *(
            f":{opt.name}: {name if opt.name == 'title' and not opt.required else _draft(opt)}"
            for opt in opts
            if opt.required or opt.name in {"title", *outline.asks}
        ),
        "",
        outline.body,
        "```",
    ]
    if cls.is_evidence:
        lines += [
            "",
            "% The short résumé shows the entry up to here. Skills cited in it, as {skill}`Vault`,",
            "% get evidence; in the text below, which only this page shows, they are just links.",
        ]
    for section in outline.sections:
        lines += ["", f"## {words.gettext(section.heading)}", "", *_comment(section.hint)]
        if section.text:
            lines += ["", section.text]
    return "\n".join(lines) + "\n"


def _comment(text: str) -> list[str]:
    return [f"% {line}" for line in text.splitlines()]


def _explained(opts: Iterable[Option]) -> Iterator[str]:
    for opt in opts:
        needed = "Required." if opt.required else "Optional."
        yield f":{opt.name}: {opt.example}"
        yield f"    {opt.help} {needed}"


def _draft(opt: Option) -> str:
    return f"TODO {opt.help.rstrip('.')}"


def create(kind: str, id: str, docs: Path) -> Path:
    """Write the page for a new entry below *docs*, beside others of its kind, and return its path.

    Raises `ScaffoldError` if it cannot be written.
    """
    if not docs.is_dir():
        raise ScaffoldError(f"There is no folder {docs}.")
    cls = entry_type(kind, docs)
    if id != slug(id) or not id:
        hint = f" “{slug(id)}” would be one." if slug(id) else ""
        raise ScaffoldError(
            f"“{id}” is not an id; use lower-case letters, digits, and hyphens.{hint}"
        )
    known = list(declared(cls, docs))
    for name, path, line in known:
        if name == id:
            raise ScaffoldError(f"{path}:{line} already declares the {kind} “{id}”.")
    folders = Counter(path.parent for _, path, _ in known if path.parent != docs)
    folder = max(sorted(folders), key=folders.__getitem__, default=docs / cls.plural)
    target = folder / f"{id}.md"
    folder.mkdir(exist_ok=True)
    try:
        with target.open("x", encoding="utf-8", newline="\n") as file:
            file.write(page(cls, id, language_of(docs)))
    except FileExistsError:
        raise ScaffoldError(f"{target} exists already.") from None
    return target


def language_of(docs: Path) -> str:
    """The language of the site, from the conf.py in or above the folder of its pages."""
    folder = configured(docs)
    try:
        found = Config.read(folder, overrides={}, tags=Tags()).language if folder else ""
    except SphinxError:  # the build reports it
        found = ""
    return found or "en"


def configured(docs: Path) -> Path | None:
    """The folder of conf.py: the parent of the pages' folder, or that folder itself."""
    folders = (docs.resolve().parent, docs.resolve())
    return next((folder for folder in folders if (folder / "conf.py").is_file()), None)


def declared(cls: type[Entry], docs: Path) -> Iterator[tuple[str, Path, int]]:
    """The id, page, and line of each entry of a type that pages below *docs* declare."""
    directive = re.compile(rf"\{{(?:resume:)?{cls.kind}\}}\s+(\S+)")
    for path in sorted(docs.rglob("*.md")):
        opened: list[tuple[str, bool]] = []  # open fences, and whether each holds code
        for number, line in enumerate(path.read_text("utf-8-sig", "replace").splitlines(), start=1):
            fence = re.fullmatch(r"\s*(`{3,}|~{3,}|:{3,})(.*)", line)
            if fence is None:
                continue
            marker, info = fence[1], fence[2].strip()
            if opened and not info and marker.startswith(opened[-1][0]):
                opened.pop()
            elif not (opened and opened[-1][1]):
                opened.append((marker, not info.startswith("{") or info.startswith("{code")))
                if match := directive.fullmatch(info):
                    yield match[1], path, number


def next_steps(page: Path, docs: Path) -> str:
    """The next steps for the writer of a new page."""
    steps = ["Replace what is marked TODO, check the dates, delete what you don't need."]
    if gap := gap_in_navigation(page, docs):
        steps.append(gap)
    return "\n".join(steps)


def gap_in_navigation(page: Path, docs: Path) -> str:
    """Where to add *page* to a toctree; empty if a pattern such as ``talks/*`` includes it."""
    name = page.relative_to(docs).with_suffix("").as_posix()
    place = f"a toctree of {docs / 'index.md'}"
    for path in sorted(docs.rglob("*.md")):
        folder = path.parent.relative_to(docs)
        for number, line in enumerate(path.read_text("utf-8-sig", "replace").splitlines(), start=1):
            item = (folder / line.strip()).as_posix()
            if "*" in item and patfilter([name], item):
                return ""
            sibling = docs / f"{item}.md"
            if sibling.parent == page.parent and sibling != page and sibling.is_file():
                place = f"the toctree at {path}:{number}"
    return f"Add {name} to {place}; it is in no navigation yet."


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    parser = argparse.ArgumentParser(
        prog="nox -s new --", description="Write a page for a new entry of the résumé."
    )
    parser.add_argument("kind", help=", ".join(OUTLINES))
    parser.add_argument("id", help="a short name for links and the file: acme, or my-first-talk")
    parser.add_argument("--docs", type=Path, default=Path("docs"), help="default: %(default)s")
    given = parser.parse_args(arguments)
    try:
        path = create(given.kind, given.id, given.docs)
    except ScaffoldError as error:
        print(error, file=sys.stderr)
        return 1
    print(next_steps(path, given.docs))
    print(f"Result: {path}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
