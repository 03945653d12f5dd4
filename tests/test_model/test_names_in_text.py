"""Names in text, and ordinary words."""

from __future__ import annotations

import pytest

from sphinx_resume.model.names_in_text import Names, has_capital_nouns

NAMES = (
    *("Go", "Golang", "C", "C++", "C#", ".NET", "R", "Node.js", "CI/CD", "PostgreSQL", "Postgres"),
    *("Java", "JavaScript", "React", "Rust", "AWS", "SQL", "SQL databases", "incident reviews"),
    *("Kubernetes", "Google Cloud", "Vault", "GitLab", "NoSQL", "Rails", "Caches", "API", "Flink"),
    *("Datenbanken", "Linux", "REST", "機械学習", "Developer Tooling & UX", "machine learning"),
)
FREE = Names([(name, name) for name in NAMES], freely=True)
STRICT = Names([(name, name) for name in NAMES])


def free(text: str) -> list[str]:
    return [found.name for found in FREE.find(text)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # Case
        ("kubernetes and VAULT", ["Kubernetes", "Vault"]),
        ("Postgresql", ["PostgreSQL"]),
        # Signs in names
        ("C, C++, C#, .NET and ASP.NET", ["C", "C++", "C#", ".NET"]),
        ("C++/C# developer", ["C++", "C#"]),
        ("C++17", []),
        # Other signs between the words of a name, or none
        ("NodeJS, node.js, Node JS, Node-js", ["Node.js"] * 4),
        ("CI/CD, CI-CD, CI / CD, CICD, ci/cd", ["CI/CD"] * 5),
        ("Git Lab, Gitlab, git-lab", ["GitLab"] * 3),
        ("no SQL", ["SQL"]),
        ("machine-learning on Google-Cloud", ["machine learning", "Google Cloud"]),
        ("developer tooling and UX", ["Developer Tooling & UX"]),
        ("an incident\nreview", ["incident reviews"]),
        ("an incident\n\nreview", []),
        # Endings
        ("a SQL database, a cache", ["SQL databases", "Caches"]),
        ("APIs, API's, REST APIs", ["API", "API", "REST", "API"]),
        ("the rail industry", []),
        ("Kubernetes’s scheduler", ["Kubernetes"]),
        # Whole words, and the longest
        ("JavaScript", ["JavaScript"]),
        ("Javanese, Reactive, Vaulting, Linuxes", ["Linux"]),
        ("Google Cloud", ["Google Cloud"]),
        # Short words of the language
        ("We go far, rest, and rust.", []),
        ("Experience with Go.", ["Go"]),
        ("Go-to-market and go-live, Go-To-Market", []),
        ("Go-based services", ["Go"]),
        ("Go beyond what is asked. Go is what we write.", ["Go"]),
        ("- Go the extra mile\n- Go, Rust", ["Go", "Rust"]),
        ("kubernetes, go, rust", ["Kubernetes", "Go", "Rust"]),
        ("go, java, rust", ["Go", "Java", "Rust"]),
        ("python/go", []),
        ("sql and aws", ["SQL", "AWS"]),
        ("an aws", []),
        # Verbs
        ("You react to incidents, and help us to express it in react.", ["React"]),
        # Single letters
        ("Series C, plan R, Vitamin C", []),
        ("Experience with C or R programming", ["C", "R"]),
        ("R&D, C-level", []),
        # Scripts without spaces
        ("Kubernetesの経験、機械学習の知識", ["Kubernetes", "機械学習"]),
        ("AWS上でGoを使う", ["AWS", "Go"]),
        ("쿠버네티스와 Kubernetes를", ["Kubernetes"]),
        # German
        ("Linuxkenntnisse, AWS-Erfahrung, Go-Entwickler", ["Linux", "AWS", "Go"]),
        ("eine Datenbank, Datenbanken, Datenbankkenntnisse", ["Datenbanken"] * 3),
        ("", []),
    ],
)
def test_names_in_a_posting_are_found(text: str, names: list[str]) -> None:
    assert free(text) == names


def test_lower_case_words_are_not_names_in_german() -> None:
    text = (
        "Du arbeitest flink und mit Freude an der Plattform für die Kunden und die Teams, hilfst "
        "bei der Suche nach Fehlern in der Software und kennst Flink, linux und vault. "
    )
    assert has_capital_nouns(text)
    assert not has_capital_nouns("We use Flink and Linux, and work with many other things." * 3)
    assert free(text) == ["Flink", "Linux", "Vault"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Golang, go, Go and C", ["Golang", "Go", "C"]),
        ("a series C", []),
        ("CI-CD, node JS, an incident review", []),
        ("path/Go, Go-to-market, ASP.NET, C++", ["C++"]),
    ],
)
def test_names_in_an_imported_text_are_found(text: str, names: list[str]) -> None:
    assert [found.name for found in STRICT.find(text)] == names


def test_the_first_owner_of_a_name_counts() -> None:
    (found,) = Names([("Go", "one"), ("GO", "other")]).find("In Go.")
    assert (found.owner, found.start, found.end) == ("one", 3, 5)
