"""Generated careers of any size; the same arguments always give the same pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, cycle
from pathlib import Path
from typing import Final

#: Skills by group; if more are needed, they are repeated with a number.
_SKILLS: Final = {
    "Languages": ("Ada", "Erlang", "Go", "Haskell", "Python"),
    "Databases": ("Cassandra", "MySQL", "PostgreSQL", "Redis", "SQLite"),
    "Platforms": ("AWS", "Azure", "GCP", "Heroku", "OpenStack"),
    "Containers": ("containerd", "Docker", "Helm", "Kubernetes", "Nomad"),
    "Configuration": ("Ansible", "Chef", "Puppet", "Salt", "Terraform"),
    "Delivery": ("Bazel", "Buildkite", "GitLab", "Jenkins", "Spinnaker"),
    "Data": ("Flink", "Hadoop", "Kafka", "Spark", "YARN"),
    "Observation": ("Grafana", "Jaeger", "Loki", "Prometheus", "Zipkin"),
}
#: The number of skills without repetition.
_FEW: Final = sum(map(len, _SKILLS.values()))
_TITLES: Final = ("Software Engineer", "Platform Engineer", "Data Engineer", "Team Lead")
_TOWNS: Final = ("Berlin", "Lisbon", "Montréal", "Nairobi", "Osaka", "Zürich")
#: Statements about a skill; the second placeholder is the organization, so that all are unique.
_BULLETS: Final = (
    "Built and ran the {0} service that all teams of {1} depend on, and wrote down how.",
    "Moved what {1} had done by hand for years to {0}, one step at a time, without downtime.",
    "Reviewed what others at {1} changed in {0}, and explained the ideas behind it to new ones.",
    "Found out why {0} was slow under the load of {1}, and shared the tools that had shown it.",
)
_PROSE: Final = """\
## Context

The team looked after the systems that everybody else builds upon. What went wrong there was felt at
once and everywhere, so most of the work went into changes that can be taken back, and into knowing
early what a change does.

It continued what had begun at {earlier}, with other means: there are notes on that on its own page.

## In retrospect

What helped most was to sit beside the people who used the tools. It was hard to stop what nobody
asked for any longer.
"""

_CONF: Final = """\
project = "Résumé"
html_theme = "basic"
html_copy_source = False
"""
_RESUME_CONF: Final = """\
extensions = ["myst_parser", "sphinx_resume"]
primary_domain = "resume"
resume_today = "2026-11-01"
"""
_STOCK_CONF: Final = """\
extensions = ["myst_parser"]
"""


@dataclass(frozen=True, slots=True)
class GeneratedCareer:
    """The pages of a career, either for the extension, or with the same text for stock Sphinx.

    The stock pages have no views, and so nothing that is computed.
    """

    positions: int
    stock: bool = False
    #: The number of skills, and of those that each position cites; all are cited equally often.
    skills: int = _FEW
    cited: int = len(_BULLETS)

    @property
    def pages(self) -> int:
        """The number of pages."""
        return len(dict(self._pages()))

    def write(self, folder: Path) -> None:
        """Write conf.py and all pages."""
        extension = _STOCK_CONF if self.stock else _RESUME_CONF
        _write(folder / "conf.py", _CONF + extension)
        for docname, text in self._pages():
            _write(folder / f"{docname}.md", text)

    def _pages(self) -> Iterator[tuple[str, str]]:
        yield "index", self._index()
        yield "resume", self._resume()
        for number in range(self.positions):
            yield self.position_page(number), self._position(number)
        for group, names in self._groups().items():
            yield _skill_page(group), self._skill_page(group, names)

    def _groups(self) -> dict[str, list[str]]:
        """The names of the skills by group."""
        groups: dict[str, list[str]] = {}
        once = [(group, name) for group, names in _SKILLS.items() for name in names]
        for index in range(self.skills):
            round_, (group, name) = index // _FEW + 1, once[index % _FEW]
            number = f" {round_}" if round_ > 1 else ""
            groups.setdefault(group + number, []).append(name + number)
        return groups

    def position_page(self, number: int) -> str:
        """The docname of a position."""
        return f"positions/position-{number:04}"

    def edit_prose(self, folder: Path, number: int) -> None:
        """Change text that no other page shows."""
        path = folder / f"{self.position_page(number)}.md"
        _write(path, path.read_text("utf-8").replace("What helped most", "What had helped most"))

    def edit_date(self, folder: Path, number: int) -> None:
        """Make a position end a month earlier."""
        path = folder / f"{self.position_page(number)}.md"
        end = _month(self._end(number))
        _write(path, path.read_text("utf-8").replace(end, _month(self._end(number) - 1)))

    def _start(self, number: int) -> int:
        # Backwards from 2026, three months each.
        return 2026 * 12 - 3 * number

    def _end(self, number: int) -> int:
        # Some positions end before the next one begins, others overlap it.
        return self._start(number) + (1, 2, 2, 3)[number % 4]

    def _index(self) -> str:
        views = (
            "```{timeline}\n```\n\n```{skill-matrix}\n```\n\n"
            "```{skill-matrix}\n:columns: positions\n```"
        )
        listed = [self.position_page(number) for number in range(self.positions)]
        pages = "\n".join([*listed, *map(_skill_page, self._groups())])
        return (
            "# Career\n\nEverything there is to say.\n\n"
            + ("" if self.stock else f"{views}\n\n")
            + f"```{{toctree}}\n:hidden:\n\nresume\n{pages}\n```\n"
        )

    def _resume(self) -> str:
        view = "```{entry-list} position\n:style: full\n```\n"
        return "# Résumé\n\nThe positions in full.\n" + ("" if self.stock else f"\n{view}")

    def _position(self, number: int) -> str:
        title = _TITLES[number % len(_TITLES)]
        place = _TOWNS[number % len(_TOWNS)]
        start, end = _month(self._start(number)), _month(self._end(number))
        names = list(chain(*self._groups().values()))
        body = "\n".join(
            f"- {bullet.format(self._skill(names[index % len(names)]), f'Company {number:04}')}"
            for index, bullet in zip(
                range(number * self.cited, (number + 1) * self.cited), cycle(_BULLETS), strict=False
            )
        )
        ident = f"company-{number:04}"
        if self.stock:
            block = (
                f"```{{container}} resume-entry\n**{title}**, Company {number:04}\n\n"
                f"{start} – {end} · {place}\n\n{body}\n```"
            )
        else:
            block = (
                f"```{{position}} {ident}\n:title: {title}\n:organization: Company {number:04}\n"
                f":location: {place}\n:start: {start}\n:end: {end}\n\n{body}\n```"
            )
        other = f"company-{max(number - 1, 0):04}"
        earlier = f"{{ref}}`{other}`" if self.stock else f"{{position}}`~{other}`"
        label = f"({ident})=\n" if self.stock else ""
        return f"{label}# Company {number:04}\n\n{block}\n\n{_PROSE.format(earlier=earlier)}"

    def _skill_page(self, group: str, names: Iterable[str]) -> str:
        parts = [f"# {group}\n\nWhat these have in common, and how they differ.\n"]
        for name in names:
            body = f"Some words on {name}: where it fits, and where something else fits better."
            if self.stock:
                block = f"```{{container}} resume-entry\n{body}\n```"
                parts.append(f"({name.lower()})=\n## {name}\n\n{block}\n")
            else:
                block = f"```{{skill}} {name}\n:category: {group}\n\n{body}\n```"
                parts.append(f"## {name}\n\n{block}\n")
        return "\n".join(parts)

    def _skill(self, name: str) -> str:
        return f"{{ref}}`{name.lower()}`" if self.stock else f"{{skill}}`{name}`"


def _skill_page(group: str) -> str:
    return f"skills/{group.lower().replace(' ', '-')}"


def _month(month: int) -> str:
    return f"{month // 12:04}-{month % 12 + 1:02}"


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
