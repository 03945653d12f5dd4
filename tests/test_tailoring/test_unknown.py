"""Finding possible names that are not declared."""

from __future__ import annotations

import pytest

from sphinx_resume.model.names_in_text import Names
from sphinx_resume.tailoring import texts
from sphinx_resume.tailoring.unknown import unknown_names

KNOWN = Names([(name, "") for name in ("Kubernetes", "Go", "AWS")], freely=True)


def unknown(text: str) -> list[str]:
    found = texts.of(text.encode(), "posting")
    places = [(each.start, each.end) for each in KNOWN.find(found.without_addresses)]
    return [each.text for each in unknown_names(found, places)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("You know GitLab, S3, C++, ASP.NET, Vue.js and SLOs.", [
            "GitLab", "S3", "C++", "ASP.NET", "Vue.js", "SLOs",
        ]),
        ("Work with Apache Kafka and Terraform.", ["Apache Kafka", "Terraform"]),
        ("- Kubernetes\n- Terraform\n- Good humor\n", ["Terraform"]),
        ("- Kubernetes and Docker\n- Communication\n- Curiosity, and tact\n", ["Docker"]),
        ("kubernetes, terraform, ansible, and good humor", ["terraform", "ansible"]),
        # Markdown
        ("| a | b |\n| Kubernetes | [Terraform](https://a.example) | `Pulumi` |\n", [
            "Terraform", "Pulumi",
        ]),
        ("- **Kubernetes**, **Nomad**\n", ["Nomad"]),
        # Ordinary words, and what every posting has
        ("You will be happy. We are, too. Send a CV to HR in the EU.", []),
        ("The Team likes the team. On Monday in Germany, in March.", []),
        ("WHAT YOU WILL DO\nYou MUST know it.\n", []),
        ("https://github.com/GitLab and me@GitLab.example", []),
        ("A B.Sc., an M.Sc. or a PhD, and you report to the CTO.", []),
        ("3rd party, 24x7, 5+ years, 10x", []),
        # Each once
        ("GitLab, Gitlab or GitLab's", ["GitLab"]),
        # Sections that ask for nothing
        ("Benefits\n- A MacBook\n\nProfile\n- RxJS\n", ["RxJS"]),
        ("Wir bieten:\n- ein MacBook\n\nDein Profil\n- RxJS\n", ["RxJS"]),
        # In prose besides lists, only what no word of the language looks like
        ("At Acme, in Ulm, we use RxJS.\n- a\n- b\n- to Zig\n", ["RxJS", "Zig"]),
        # German
        ("Du hast Erfahrung mit der Entwicklung und mit Kubernetes, Terraform und Ansible.", [
            "Terraform", "Ansible",
        ]),
        ("Du kennst die Werkzeuge der Zeit wie Jenkins und die Verwaltung von Systemen.", [
            "Jenkins",
        ]),
        # Japanese
        ("・AWSとSREの知識\n・Terraformの経験\n", ["SRE", "Terraform"]),
    ],
)  # fmt: skip
def test_unknown_names_are_found(text: str, names: list[str]) -> None:
    assert unknown(text) == names


def test_lines() -> None:
    found = texts.of(b"GitLab\nx GitLab\n\nGitLab GitLab", "posting")
    assert [each.lines for each in unknown_names(found, [])] == [(1, 2), (4,)]
