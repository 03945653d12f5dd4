"""Generated careers of any size; the same arguments always give the same pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, cycle
from pathlib import Path
from typing import ClassVar, Final

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


@dataclass(frozen=True, slots=True)
class GeneratedCareer:
    """The pages of a career, for the extension."""

    positions: int
    #: The number of skills, and of those that each position cites; all are cited equally often.
    skills: int = _FEW
    cited: int = len(_BULLETS)

    _conf: ClassVar[str] = """\
extensions = ["myst_parser", "sphinx_resume"]
primary_domain = "resume"
resume_today = "2026-11-01"
"""
    _position: ClassVar[str] = """\
# {name}

```{{position}} {id}
:title: {title}
:organization: {name}
:location: {place}
{dates}

{bullets}
```
"""
    _dates: ClassVar[str] = ":start: {}\n:end: {}"
    _skill: ClassVar[str] = """\
## {name}

```{{skill}} {name}
:category: {group}

{body}
```
"""
    _to_position: ClassVar[str] = "{{position}}`~{}`"
    _to_skill: ClassVar[str] = "{{skill}}`{}`"

    @property
    def pages(self) -> int:
        """The number of pages."""
        return len(dict(self._pages()))

    def write(self, folder: Path) -> None:
        """Write conf.py and all pages."""
        _write(folder / "conf.py", _CONF + self._conf)
        for docname, text in self._pages():
            _write(folder / f"{docname}.md", text)

    def _pages(self) -> Iterator[tuple[str, str]]:
        yield "index", self._index()
        yield "resume", f"# Résumé\n\nThe positions in full.\n{self._in_full()}"
        for number in range(self.positions):
            yield self.position_page(number), self._position_text(number)
        for group, names in self._groups().items():
            yield _skill_page(group), self._skills_text(group, names)

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
        """Make a position end a month earlier, on all pages whose sources say when it was."""
        dates, edited = self._dates_of(number), self._dates_of(number, earlier=1)
        for docname in self.dated_pages(folder, number):
            path = folder / f"{docname}.md"
            _write(path, path.read_text("utf-8").replace(dates, edited))

    def dated_pages(self, folder: Path, number: int) -> list[str]:
        """The docnames of the pages whose sources say when a position was."""
        dates = self._dates_of(number)
        return [
            path.relative_to(folder).with_suffix("").as_posix()
            for path in sorted(folder.rglob("*.md"))
            if dates in path.read_text("utf-8")
        ]

    def _dates_of(self, number: int, earlier: int = 0) -> str:
        # Backwards from 2026, three months each. Some positions end before the next one begins,
        # others overlap it.
        start = 2026 * 12 - 3 * number
        end = start + (1, 2, 2, 3)[number % 4] - earlier
        return self._dates.format(_month(start), _month(end))

    def _facts(self, number: int) -> dict[str, str]:
        """What there is to say about a position."""
        uses = self._uses(number)
        return {
            "id": _id(number),
            "name": _name(number),
            "page": self.position_page(number),
            "title": _TITLES[number % len(_TITLES)],
            "place": _TOWNS[number % len(_TOWNS)],
            "dates": self._dates_of(number),
            "skills": ", ".join(uses),
            "bullets": "\n".join(
                f"- {said.format(self._link_to_skill(name))}" for name, said in uses.items()
            ),
        }

    def _uses(self, number: int) -> dict[str, str]:
        """What a position says about the skills that it cites, with a placeholder for each."""
        names = list(chain(*self._groups().values()))
        cited = range(number * self.cited, (number + 1) * self.cited)
        return {
            names[index % len(names)]: bullet.format("{}", _name(number))
            for index, bullet in zip(cited, cycle(_BULLETS), strict=False)
        }

    def _link_to_skill(self, name: str) -> str:
        return self._to_skill.format(name)

    def _index(self) -> str:
        listed = [self.position_page(number) for number in range(self.positions)]
        pages = "\n".join([*listed, *map(_skill_page, self._groups())])
        return (
            f"# Career\n\nEverything there is to say.\n\n{self._overview()}"
            f"```{{toctree}}\n:hidden:\n\nresume\n{pages}\n```\n"
        )

    def _overview(self) -> str:
        """The timeline and both matrices."""
        return (
            "```{timeline}\n```\n\n```{skill-matrix}\n```\n\n"
            "```{skill-matrix}\n:columns: positions\n```\n\n"
        )

    def _in_full(self) -> str:
        """All positions, as on their pages."""
        return "\n```{entry-list} position\n:style: full\n```\n"

    def _position_text(self, number: int) -> str:
        earlier = self._to_position.format(_id(max(number - 1, 0)))
        page = self._position.format(**self._facts(number))
        return f"{page}\n{_PROSE.format(earlier=earlier)}"

    def _skills_text(self, group: str, names: Iterable[str]) -> str:
        parts = [f"# {group}\n\nWhat these have in common, and how they differ.\n"]
        for name in names:
            body = f"Some words on {name}: where it fits, and where something else fits better."
            parts.append(self._skill.format(id=name.lower(), name=name, group=group, body=body))
        return "\n".join(parts)


class StockCareer(GeneratedCareer):
    """Pages with the same text for stock Sphinx, without views, and so with nothing computed."""

    _conf = """\
extensions = ["myst_parser"]
"""
    _position = """\
({id})=
# {name}

```{{container}} resume-entry
**{title}**, {name}

{dates} · {place}

{bullets}
```
"""
    _dates = "{} – {}"
    _skill = """\
({id})=
## {name}

```{{container}} resume-entry
{body}
```
"""
    _to_position = "{{ref}}`{}`"
    _to_skill = "{{ref}}`{}`"

    def _link_to_skill(self, name: str) -> str:
        return self._to_skill.format(name.lower())

    def _overview(self) -> str:
        return ""

    def _in_full(self) -> str:
        return ""


class WrittenCareer(StockCareer):
    """Pages for stock Sphinx on which an author has written what the views show."""

    _listed: ClassVar[str] = """\
1. [{title}, {name}](/{page}.md)

   {dates} · {place} · {skills}
"""
    #: What a matrix says about a skill at a position: as a bar, and as a mark.
    _bar: ClassVar[str] = "[{name}](/{page}.md), {dates}: {said}"
    _mark: ClassVar[str] = '[{name}](/{page}.md "{said}")'
    _full: ClassVar[str] = """
## {name}

{title}

{dates} · {place}

{bullets}
"""

    def _overview(self) -> str:
        facts = map(self._facts, range(self.positions))
        timeline = "".join(self._listed.format(**each) for each in facts)
        matrices = (self._matrix(use, self._groups()) for use in (self._bar, self._mark))
        return "\n".join([timeline, *matrices, ""])

    def _in_full(self) -> str:
        facts = map(self._facts, range(self.positions))
        return "".join(self._full.format(**each) for each in facts)

    def _skills_text(self, group: str, names: Iterable[str]) -> str:
        return f"{super()._skills_text(group, names)}\n{self._matrix(self._bar, {group: names})}"

    def _matrix(self, use: str, groups: Mapping[str, Iterable[str]]) -> str:
        """Skills by group, each with its uses."""
        uses: dict[str, list[str]] = {}
        for number in range(self.positions):
            facts = self._facts(number)
            for name, said in self._uses(number).items():
                uses.setdefault(name, []).append(use.format(**facts, said=said.format(name)))
        return "\n".join(
            f"## {group}\n\n"
            + "".join(
                "\n  ".join([f"- {self._link_to_skill(name)}", *uses.get(name, [])]) + "\n"
                for name in names
            )
            for group, names in groups.items()
        )


def _id(number: int) -> str:
    return f"company-{number:04}"


def _name(number: int) -> str:
    return f"Company {number:04}"


def _skill_page(group: str) -> str:
    return f"skills/{group.lower().replace(' ', '-')}"


def _month(month: int) -> str:
    return f"{month // 12:04}-{month % 12 + 1:02}"


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
