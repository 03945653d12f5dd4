"""Careers that change at random: pages as data, and Hypothesis strategies for them.

The options of entries and views come from the extension's declarations, so new kinds of entries,
views and options are covered without a change here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pprint import pformat
from typing import TYPE_CHECKING, Any, Final

from hypothesis import strategies as st

from sphinx_resume.model.dates import DateError
from sphinx_resume.model.entries import ENTRY_TYPES, Occasion
from sphinx_resume.model.options import OptionError, options
from sphinx_resume.views import VIEWS

if TYPE_CHECKING:
    from tests.conftest import Site

#: Few of each, so that entries interact: share names, cite each other, overlap in time.
PAGES: Final = ("resume", "skills", "work/acme", "work/beta", "talks", "notes")
IDS: Final = ("acme", "beta", "go", "c")
TAGS: Final = ("sre", "first")
TEXTS: Final = ("Acme", "Go", "C++ & <co>", "Straße “x”_{}$%", "Beta")
DATES: Final = (
    *("2019", "2020-01", "2020-06-15", "2021-03", "2022", "2024-07", "present"),
    *("2020-02 to 2020-04", "2021-05-03", "2019-09 – 2021", "2020", "2024-08", "2027-02"),
)
LINKS: Final = ("https://example.org/a?b=c&d", "https://media.ccc.de/v/one", "10.1145/800025")
WORDS: Final = ("It ran.", "It ran well; nobody should have looked.", "*Ran* `it`.", "Ada did.")
INCLUDED: Final = "shared.txt"

#: Paragraphs and blocks in the bodies of entries, or between entries.
_SHOWN_IN_BODIES: Final = (
    "```{evidence} go\n```",
    "```{skill-matrix}\n```",
    "```{entry-list} talk\n```",
    "```{entry-list} skill\n:style: full\n```",
    f"```{{include}} /{INCLUDED}\n```",
    "{{ word }}",
    "See [the notes](/notes.md), [there](#there) and [a section](#part-go).",
    "See [an entry](#acme) and <project:#go>.",
    "- {#first .sre}\n  One, in {skill}`Go`.\n  - {.acme}\n    Deep.\n- {.beta}\n  In {skill}`c`.",
    "{.sre}\nA tagged {skill}`Go`.",
    "- one\n- two, with {skill}`Go`. And {skill}`go` again.",
    "```{occasion}\n:date: 2022-05\n:event: Beta\n```",
    "```{occasion}\n:date: 2020-06-15\n:venue: Acme\n```",
    "```{occasion}\n:date: 2027-02\n```",
    "```{occasion}\n:event: Undated\n:venue: Beta\n```",
    "```{only} nothing\nIn {skill}`go`.\n```",
    "```{only} html or text\nSeen on a screen.\n```",
    "Noted.[^1] Also {skill}`Go`.[^a]\n\n[^1]: A note.\n[^a]: On {skill}`go`.",
    # With typographic quotes already, because builders with and without them share doctrees.
    "It’s “so” – <!-- {skill}`go` --> with {skill}`go`…",
    "As {doc}`the notes </notes>` and {doc}`index` say, {skill}`Go`.",
)

#: Statements in other words, for the bodies of lists.
REWORDINGS: Final = (
    "```{reworded} first\nIn other words, {skill}`Go`, as [they](/notes.md) *say*.\n```",
    "```{reworded} first\nOf nothing.[^a]\n```\n\n```{reworded} gone\nOf {skill}`c`.\n```",
)

#: Values of settings to build with; the first one is the default.
CONFIG: Final[dict[str, tuple[Any, ...]]] = {
    "resume_name": ("", "Ada Example", "Grace & Co"),
    "resume_contact": ({}, {"email": "ada@example.org", "links": {"Site": "https://a.example"}}),
    "resume_checks": (
        {},
        {"unevidenced": "warning", "repeated": "off"},
        {"stale": "warning", "unreached": "error", "cited-internal": "warning"},
    ),
    "resume_stale_years": (10, 1),
    "resume_documents": (["resume"], ["index"], ["gone", "notes"], ["talks", "resume"]),
    "resume_feed": (True, False),
    "resume_language_check": (False, True),
    "resume_private_names": ([], ["Ada"]),
    "resume_today": ("2024-06-30", "2024-08-01", "2020-06-15"),
    "html_baseurl": ("https://example.org/cv/", ""),
    "html_title": ("A career", "The career"),
    "html_show_sourcelink": (True, False),
    "language": ("en", "de"),
    "project": ("Résumé", "CV"),
    "suppress_warnings": ([], ["resume.duplicate"]),
    "latex_documents": (
        [("index", "all.tex", "All", "Ada", "portfolio")],
        [
            ("resume", "resume.tex", "Short", "Ada", "resume"),
            ("index", "all.tex", "All", "Ada", "howto"),
        ],
    ),
}
_CONF: Final = """\
extensions = ["myst_parser", "sphinx_resume"]
myst_enable_extensions = ["substitution", "attrs_block"]
exclude_patterns = ["_build"]
primary_domain = "resume"
html_show_copyright = False
"""


def _draw_value(read: Any) -> st.SearchStrategy[str]:
    """A value for an option: mostly valid, sometimes not."""
    lists = (", ".join(TEXTS[:3]), ", ".join(TAGS))
    known = (*DATES, *LINKS, *TEXTS, *IDS, *TAGS, *lists, "0", "1", "2", "", *_words(read))
    good = [text for text in known if _takes(read, text)]
    return st.sampled_from([*good, *good, "no such", "TODO"])


def _takes(read: Any, text: str) -> bool:
    try:
        read(text)
    except (DateError, OptionError):
        return False
    return True


def _words(read: Any) -> list[str]:
    """The allowed values of an option that is a choice, from its own error message."""
    try:
        read("no such")
    except ValueError as error:
        return str(error).partition("one of: ")[2].split(", ")
    return []


def _drawn_options(cls: type[Any]) -> st.SearchStrategy[dict[str, str]]:
    # Authors often forget the end.
    found = {
        opt.name: (_draw_value(opt.read), opt.required and opt.name != "end")
        for opt in options(cls)
    }
    return st.fixed_dictionaries(
        {name: value for name, (value, required) in found.items() if required},
        optional={name: value for name, (value, required) in found.items() if not required},
    )


def citations() -> st.SearchStrategy[str]:
    """References: by id, by name, or unknown; with the role of a kind, or any."""
    roles = st.sampled_from([*ENTRY_TYPES, "skill", "skill", "position", "any"])
    names = st.sampled_from([*IDS, *TEXTS, "~acme", "a text <go>", "none"])
    return st.builds("I used {{{}}}`{}`. {}".format, roles, names, st.sampled_from(WORDS))


def paragraphs() -> st.SearchStrategy[str]:
    return st.one_of(citations(), st.sampled_from(WORDS), st.sampled_from(_SHOWN_IN_BODIES))


@dataclass
class Block:
    """A directive on a page: an entry or a view."""

    name: str
    argument: str = ""
    options: dict[str, str] = field(default_factory=dict)
    body: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        head = f"`````{{{self.name}}} {self.argument}".rstrip()
        lines = [f":{name}: {value}".rstrip() for name, value in self.options.items()]
        body = ["", "\n\n".join(self.body)] if self.body else []
        return "\n".join([head, *lines, *body, "`````"])


@st.composite
def entries(draw: st.DrawFn, kinds: Iterable[str] = tuple(ENTRY_TYPES)) -> Block:
    kind = draw(st.sampled_from(list(kinds)))
    return Block(
        kind,
        draw(st.sampled_from(IDS)),
        draw(_drawn_options(ENTRY_TYPES[kind])),
        draw(st.lists(paragraphs(), min_size=1, max_size=3)),
    )


@st.composite
def crowds(draw: st.DrawFn) -> list[Block]:
    """Positions that overlap, or follow each other within a month."""
    start, end, *others = draw(
        st.sampled_from(
            [
                ("2020-01", "2022-06", "2022-06", "present"),
                ("2019", "2021", "2021", "2024-08"),
                ("2021-05-03", "present", "2024-07", "2027-02"),
            ]
        )
    )
    spans = draw(
        st.lists(
            st.sampled_from([(start, end), (start, end), tuple(others)]), min_size=2, max_size=6
        )
    )
    return [
        Block(
            "position",
            f"crowd-{number}",
            {"title": "Go", "organization": f"Client {number}", "start": start, "end": end},
            ["It ran."],
        )
        for number, (start, end) in enumerate(spans)
    ]


@st.composite
def views(draw: st.DrawFn) -> Block:
    name = draw(st.sampled_from(list(VIEWS)))
    argument = ""
    if "argument" in VIEWS[name].__dataclass_fields__:
        argument = draw(st.sampled_from(list(ENTRY_TYPES) if name == "entry-list" else IDS))
    body = []
    if name == "entry-list":
        body = draw(st.lists(st.sampled_from(REWORDINGS), max_size=1))
    if name == "incident-timeline":
        body = draw(
            st.sampled_from(
                [
                    ["- T+0 [start] It began.\n- T+5 Saw {skill}`Go`.\n- T+1 h [end] Over."],
                    ["- 14:05 It began.\n- 13:00 It ended."],
                ]
            )
        )
    return Block(name, argument, draw(_drawn_options(VIEWS[name])), body)


def blocks() -> st.SearchStrategy[Block]:
    return st.one_of(entries(), entries(("position", "skill", "talk")), views())


#: Names and values for the option of any block.
CHANGES: Final = {
    name: {opt.name: _draw_value(opt.read) for opt in options(cls)}
    for name, cls in {**ENTRY_TYPES, **VIEWS, Occasion.name: Occasion}.items()
}


@dataclass
class Page:
    title: str
    parts: list[Block | str] = field(default_factory=list)
    #: Whether it is in the toctree.
    listed: bool = True
    front: dict[str, str] = field(default_factory=dict)

    @property
    def blocks(self) -> list[Block]:
        return [part for part in self.parts if isinstance(part, Block)]

    def __str__(self) -> str:
        front = [f"{name}: {value}" for name, value in self.front.items()]
        head = ["---", *front, "---", ""] if front else []
        return "\n\n".join(["\n".join([*head, f"# {self.title}"]), *map(str, self.parts)]) + "\n"


@dataclass
class Manuscript:
    """Everything that an author has written, including conf.py."""

    theme: str = "basic"
    pages: dict[str, Page] = field(default_factory=lambda: {"index": Page("Home")})
    config: dict[str, Any] = field(
        default_factory=lambda: {name: values[0] for name, values in CONFIG.items()}
    )
    #: The options of the toctree.
    contents: dict[str, str] = field(default_factory=dict)
    #: The documents in the toctree, if they are not those that exist.
    listing: list[str] | None = None
    included: str = "Some shared words."

    def files(self) -> Iterator[tuple[str, str]]:
        """The files by name."""
        yield "conf.py", self._conf()
        yield INCLUDED, f"{self.included}\n"
        for name, page in self.pages.items():
            text = f"{page}\n{self._contents()}" if name == "index" else str(page)
            yield f"{name}.md", text

    def _conf(self) -> str:
        values = [f"{name} = {pformat(value)}" for name, value in self.config.items()]
        return "\n".join([_CONF + f'html_theme = "{self.theme}"', *values, ""])

    def listed(self) -> list[str]:
        """The documents in the toctree."""
        if self.listing is not None:
            return self.listing
        return [name for name, page in self.pages.items() if page.listed and name != "index"]

    def _contents(self) -> str:
        options = [f":{name}: {value}".rstrip() for name, value in self.contents.items()]
        names = ["*", "work/*"] if "glob" in self.contents else self.listed()
        return "\n".join(["```{toctree}", *options, "", *names, "```", ""])

    def save(self, site: Site) -> None:
        """Write changed files, and delete removed ones."""
        files = dict(self.files())
        for path in [*site.folder.glob("*.md"), *site.folder.glob("*/*.md")]:
            if path.relative_to(site.folder).as_posix() not in files:
                path.unlink()
        for name, text in files.items():
            path = site.folder / name
            if not path.is_file() or path.read_text("utf-8") != text:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, "utf-8")
