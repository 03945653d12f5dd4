"""Comparing a posting with a career."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from sphinx_resume.commands import main
from sphinx_resume.tailoring import texts
from sphinx_resume.tailoring.facts import Facts, facts_of
from sphinx_resume.tailoring.match import Match, match
from tests.conftest import MakeSite
from tests.support.guides import ABOUT
from tests.support.sites import ROOT

POSTINGS = Path(__file__).parents[1] / "postings"

PAGES = {
    "index.md": """\
# Front

```{position} acme
:title: Engineer
:organization: Acme
:location: Ulm
:start: 2021-01
:end: 2022-12

- Ran {skill}`Vault` for all teams.
- Upgraded {skill}`Vault`, again.
- Cared for {interest}`UX`.
```

```{skill} Vault
:level: confident
```

```{skill} Go
:aliases: Golang
:stated:
```

```{skill} COBOL
```

```{interest} ux
:title: UX
```

````{only} html
```{skill} Rust
```
````
""",
}


@pytest.fixture
def facts(career_site: MakeSite) -> Facts:
    built = career_site(PAGES).build("resume-career", resume_today="2024-06-15")
    return Facts(json.loads((built.folder / "career.json").read_text("utf-8")))


def matched(facts: Facts, text: str) -> Match:
    return match(texts.of(text.encode(), "posting.txt"), facts)


def names(found: Match) -> dict[str, list[str]]:
    asked: dict[str, list[str]] = {"statements": [], "stated": [], "missing": []}
    for each in found.asked:
        asked[each.backing].append(each.entry.title)
    return {**asked, "unknown": [one.text for one in found.unknown]}


def test_each_name_has_its_backing(facts: Facts) -> None:
    found = matched(facts, "- Golang or Rust, COBOL\n- vault, and a sense of UX\n- Terraform\n")
    assert names(found) == {
        "statements": ["Vault", "UX"],
        "stated": ["Go"],
        "missing": ["COBOL"],
        "unknown": ["Rust", "Terraform"],  # Rust is in a condition that does not hold
    }
    (vault,) = (each for each in found.asked if each.entry.id == "vault")
    assert [each.text for each in vault.statements] == [
        "Ran Vault for all teams.",
        "Upgraded Vault, again.",
    ]


def test_the_table_is_complete(facts: Facts) -> None:
    text = "You\n- run Vault\n- run vault well\n- know Go\n- know Consul and Nomad"
    assert (
        matched(facts, text).text()
        == """\
posting.txt, as of 2024-06-15

Backed by statements
  Vault  2 years, last used 2022-12  confident
      line 2: run Vault
      line 3: run vault well
      “Ran Vault for all teams.”
      Engineer, Acme: index
      and 1 more statement

Stated only
  Go
      line 4: know Go

Not recognized: possible names that your pages do not declare
  Consul (line 5), Nomad (line 5)

If one of them is another name for a skill, add it to the skill’s “aliases”."""
    )


def test_a_posting_without_known_names(facts: Facts) -> None:
    assert matched(facts, "We are nice.").text() == (
        "posting.txt, as of 2024-06-15\n\nIt names none of your skills, interests, or languages."
    )


def test_titles_organizations_and_places_are_not_unknown_names(facts: Facts) -> None:
    assert names(matched(facts, "We want an Engineer for Acme in Ulm."))["unknown"] == []


def test_long_lines_are_quoted_around_the_name(facts: Facts) -> None:
    (asked,) = matched(facts, f"{'before ' * 30}Vault{' after' * 30}").asked
    assert re.fullmatch(r"…(?:before ){1,6}Vault(?: after){1,6}…", asked.mentions[0].context)


def test_the_data_matches_the_guide(facts: Facts) -> None:
    data = json.loads(matched(facts, "- Vault\n- Go\n- Terraform").json())
    assert data["version"] == 1
    assert data["asked"][0] == {
        "kind": "skill",
        "id": "vault",
        "name": "Vault",
        "level": "confident",
        "mentions": [{"line": 1, "text": "Vault", "context": "Vault"}],
        "backing": "statements",
        "months": 24,
        "last": "2022-12",
        "statements": [
            {
                "text": text,
                "source": {"kind": "position", "id": "acme", "label": "Engineer, Acme"},
                "page": "index",
                "anchor": anchor,
            }
            for text, anchor in (
                ("Ran Vault for all teams.", "position-acme-ran-vault-for-all-teams"),
                ("Upgraded Vault, again.", "position-acme-upgraded-vault-again"),
            )
        ],
    }
    guide = (ABOUT / "tailoring.md").read_text("utf-8")
    documented = set(re.findall(r"`(?:asked\[\]\.)?(\w+)`", guide[guide.index("## The data") :]))
    assert keys(data) <= documented


def keys(data: Any) -> set[str]:
    if isinstance(data, Mapping):
        return {*data, *(key for value in data.values() for key in keys(value))}
    return {key for value in data for key in keys(value)} if isinstance(data, list) else set()


#: Of each posting, which is a summary of a public one: what is asked for and what backs it, as a
#: person reads it.
TABLES: dict[str, dict[str, list[str]]] = {
    "site-reliability": {
        "statements": [],
        "stated": ["Ansible", "Terraform", "Go", "Python"],
        "missing": [],
        "unknown": ["CI", "SLIs", "SLOs", "SOC"],
    },
    "platform-infrastructure": {
        "statements": ["Kubernetes", "AWS", "GCP"],
        "stated": ["Go"],
        "missing": [],
        "unknown": ["NALSD", "Azure"],
    },
    "microservices-platform": {
        "statements": ["AWS", "GCP", "CI/CD", "Kubernetes"],
        "stated": ["GKE", "Terraform", "Helm"],
        "missing": [],
        "unknown": [
            *("EKS", "ECS", "Cloud Run", "GitOps", "GitHub Actions", "ArgoCD", "Flux"),
            *("Prometheus", "Grafana", "Datadog"),
        ],
    },
    "plattform": {
        "statements": ["Kubernetes", "AWS", "CI/CD", "Vault", "Puppet"],
        "stated": ["Ansible", "Go", "Python", "PostgreSQL", "Terraform"],
        "missing": [],
        "unknown": ["GitLab"],
    },
    "platform-ja": {
        "statements": ["AWS", "Kubernetes", "CI/CD"],
        "stated": ["Go", "Python", "Terraform"],
        "missing": [],
        "unknown": ["Prometheus", "SRE"],
    },
}


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Facts:
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path_factory.mktemp("elsewhere"))
        return facts_of(ROOT / "docs")


@pytest.mark.about("own")
@pytest.mark.parametrize("name", TABLES)
def test_the_tables_match_human_judgement(own: Facts, name: str) -> None:
    posting = texts.read(POSTINGS / f"{name}.txt")
    assert names(match(posting, own)) == TABLES[name]


def test_the_command(
    career_site: MakeSite,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    site = career_site(PAGES)
    posting = tmp_path / "posting.txt"
    posting.write_text("Vault and Go", "utf-8")
    monkeypatch.chdir(tmp_path)
    docs = ("--docs", f"{site.folder}")
    assert main(["match", f"{posting}", *docs, "--json"]) == 0
    said = capfd.readouterr()
    assert [each["id"] for each in json.loads(said.out)["asked"]] == ["vault", "go"]
    posting.write_text("", "utf-8")
    assert main(["match", f"{posting}", *docs]) == 1
    assert capfd.readouterr().err == "posting.txt is empty\n"
    posting.write_text("Go", "utf-8")
    assert main(["match", f"{posting}", "--docs", "nowhere"]) == 1
    assert capfd.readouterr().err == "There is no folder nowhere.\n"
    (site.folder / "index.md").write_text("# A\n", "utf-8")
    (site.folder / "conf.py").write_text("raise RuntimeError\n", "utf-8")
    assert main(["match", f"{posting}", *docs]) == 1
    assert capfd.readouterr().err.endswith(f"The pages in {site.folder} do not build; see above.\n")
