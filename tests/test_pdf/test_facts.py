"""The first résumé states all facts about its owner, in the right place, and nothing else."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

import pytest
from bs4 import BeautifulSoup, Tag

from tests.support.pdf.documents import Documents, fold

#: These tests depend on the content of its pages.
pytestmark = [
    pytest.mark.about("own"),
    # Libraries that read PDFs have deprecations of their own.
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::PendingDeprecationWarning"),
]

#: Patterns that a single statement must match, whatever else it contains.
Claim = tuple[str, ...]

NO_DOWNTIME = "(no|zero|without) downtime"
SEVERAL_VERSIONS = "several major versions"


class Job(NamedTuple):
    page: str
    organization: str
    title: str
    dates: str
    place: str
    #: The ids of the skills for which it is evidence.
    skills: set[str]
    claims: tuple[Claim, ...]


class Topic(NamedTuple):
    """A page about skills or about an interest."""

    page: str
    #: The ids of its skills, most important first.
    skills: tuple[str, ...]
    claims: tuple[Claim, ...]


JOBS = (
    Job(
        "experience/stripe",
        "Stripe",
        "Senior Software Engineer",
        "February 2024 – August 2024",
        "Berlin, Germany",
        {"ci-cd", "aws", "docker"},
        (
            ("maintained", "core CI infrastructure", "AWS", "tight constraints", "SLOs"),
            ("improving", "CI", "Stripe's developers", "feedback", "faster|velocity"),
            (
                "Docker",
                SEVERAL_VERSIONS,
                "core component",
                NO_DOWNTIME,
                "(no|without)( downtime or)? notice",
            ),
            ("several teams", "complex performance", "distributed system"),
        ),
    ),
    Job(
        "experience/terramate",
        "Terramate",
        "Senior Software Engineer",
        "June 2023 – November 2023",
        "Berlin, Germany",
        {"incident-reviews"},
        (
            ("developed and maintained", "Terramate CLI", "ideas", "build tools", "Bazel", "Nix"),
            ("Terramate CLI", "faster|performance", "capable|features"),
            ("designed|architected", "built|created", "backend", "Terramate Cloud", "new product"),
            ("significant input", "product", "business", "development"),
            ("started", "incident reviews", "retrospectives", "popular", "learn"),
        ),
    ),
    Job(
        "experience/wayfair",
        "Wayfair",
        "Senior Platform Engineer",
        "July 2021 – April 2023",
        "Berlin, Germany",
        {"vault", "consul", "puppet"},
        (
            ("maintained", "developed", "tools", "Vault", "Consul", "Puppet"),
            ("Configuration Management Team",),
            ("unified distribution platform", "Vault", "other developers", "worry", "secrets"),
            ("team", "several interfaces", "automated access", "distribution"),
            ("Vault", SEVERAL_VERSIONS, NO_DOWNTIME, "planned", "communicated"),
            ("maintained", "operational tools", "developers", "Vault", "principles"),
            ("operational tools", "Cognitive Systems Engineering"),
            ("internal talks", "Resilience Engineering", "Human Factors & Ergonomics"),
        ),
    ),
    Job(
        "experience/pricehubble",
        "PriceHubble",
        "Site Reliability Engineer",
        "November 2020 – June 2021",
        "Berlin, Germany",
        {"kubernetes", "bigquery", "gcp"},
        (
            ("maintained", "developed", "tools", "large-scale Kubernetes cluster"),
            ("Kubernetes cluster", "basis|foundation", "product teams"),
            ("started", "cultural shift", "empower", "autonomous|autonomy", "Ops", "Dev"),
            ("incentives", "final structure", "model", "classic SRE literature"),
            ("moved the company", "new BI infrastructure", "BigQuery", "GCP"),
        ),
    ),
    Job(
        "experience/ryte",
        "Ryte",
        "Backend Software Engineer",
        "May 2017 – September 2019",
        "Munich, Germany",
        {"scala", "yarn", "flink", "spark", "aws", "emr", "chromium"},
        (
            ("maintained", "web crawler", "heart|center", "company", "Scala", "YARN", "Flink"),
            ("Scala service", "Spark", "analyzed"),
            ("system", "AWS EMR"),
            ("later", "render JavaScript", "single-page applications", "controlling Chromium"),
        ),
    ),
)

TOPICS = (
    Topic(
        "technologies/programming-languages",
        ("go", "ruby", "rust", "python", "elixir", "scala"),
        (("confident engineer", "Go, Ruby, Rust, Python, and Elixir"),),
    ),
    Topic(
        "technologies/infrastructure-as-code",
        ("terraform", "helm", "cloudformation", "puppet", "ansible", "nix"),
        (
            ("as much as I can", "infrastructure as code", "whatever tool is most appropriate"),
            ("Terraform, Helm, CloudFormation, Puppet, Ansible, or Nix",),
        ),
    ),
    Topic(
        "technologies/kubernetes",
        ("kubernetes", "gke", "istio", "docker"),
        (
            ("maintained", "several", "clusters", "developed for", "mostly", "GKE"),
            ("Istio", "Helm"),
        ),
    ),
    Topic(
        "technologies/platforms",
        ("aws", "gcp"),
        (
            ("AWS and GCP", "powered", "large-scale CI systems", "web crawlers"),
            ("analysis pipelines", "ML training clusters", "website back ends"),
            ("teammates", "needed", "developed"),
        ),
    ),
    Topic(
        "technologies/databases",
        ("postgresql", "sql-databases", "bigquery", "dynamodb", "mongodb", "kafka", "caches"),
        (
            ("primarily", "PostgreSQL", "SQL databases"),
            ("also", "BigQuery, DynamoDB, MongoDB, Kafka, and various caches"),
        ),
    ),
    Topic(
        "technologies/ci-cd",
        ("ci-cd",),
        (
            ("set up", "software", "process", "tooling", "test", "deploy", "services", "products"),
            ("troubleshoot", "flaky tests", "reliability issues"),
            ("aggressively", "engineers less confident in CI"),
        ),
    ),
    Topic("technologies/secrets-and-configuration", ("vault", "consul"), ()),
    Topic("technologies/data-processing", ("spark", "flink", "yarn", "emr", "chromium"), ()),
    Topic("incident-reviews", ("incident-reviews",), ()),
)

INTERESTS = (
    Topic(
        "interests/observability",
        (),
        (
            ("modern systems", "complex", "hard to grasp", "harder", "change successfully"),
            ("insight", "in production", "observable", "transparent", "as I can"),
        ),
    ),
    Topic(
        "interests/cognitive-systems-engineering",
        (),
        (
            ("sociotechnical", "people", "computers", "optimize", "whole"),
            ("for example", "alert blindness", "debugging", "fails"),
        ),
    ),
    Topic(
        "interests/systems-design-and-resilience",
        (),
        (("design systems for failure",), ("simple", "reliable", "easy to maintain", "expand")),
    ),
    Topic(
        "interests/developer-tooling-and-ux",
        (),
        (("very fond of good tools",), ("create", "maintain", "future changes", "simpler")),
    ),
    Topic(
        "interests/learning-from-incidents",
        (),
        (
            ("outages and incidents in production", "frustrating", "learn and improve", "waste"),
            ("tend to set up", "incident reviews", "analyses", "teach people"),
        ),
    ),
)

STUDIES = ("Technical University of Munich", "B.Sc. Computer Science", "2016 – 2018", "coursework")

#: Phrases that would be exaggerations.
EXAGGERATED = (
    "expert",
    "passionate",
    "proven",
    "extensive",
    "world-class",
    "cutting-edge",
    "years of experience",
    "led",
    "single-handedly",
    "graduated",
    "always set up",
)


@pytest.fixture(scope="module")
def page(site: Path) -> Callable[[str], Tag]:
    """Returns the content of a page of the site."""

    @functools.cache
    def read(name: str) -> Tag:
        parsed = BeautifulSoup((site / f"{name}.html").read_text("utf-8"), "html.parser")
        article = parsed.select_one("article")
        assert article is not None
        return article

    return read


def text_of(element: Tag) -> str:
    return fold(element.get_text())


def statements(text: str) -> list[str]:
    """The bullets and sentences of a text."""
    return re.split(r"•|(?<=\.)\s(?=[A-Z])", text)


def sentences(element: Tag) -> list[str]:
    """The sentences in the bullets and paragraphs of a page."""
    return [said for block in element.select("li, p") for said in statements(text_of(block))]


def missing(claims: Iterable[Claim], said: Iterable[str]) -> list[Claim]:
    """The claims that no statement makes."""
    said = [statement.replace("’", "'") for statement in said]

    def makes(statement: str, claim: Claim) -> bool:
        return all(re.search(rf"\b(?:{term})", statement, re.IGNORECASE) for term in claim)

    return [claim for claim in claims if not any(makes(statement, claim) for statement in said)]


@pytest.mark.parametrize("job", JOBS, ids=lambda job: job.organization)
def test_a_position_on_the_site(page: Callable[[str], Tag], job: Job) -> None:
    entry = page(job.page).select_one(".resume-entry.resume-position")
    assert entry is not None
    text = text_of(entry)
    for fact in (job.organization, job.title, job.dates, job.place):
        assert fact in text
    assert missing(job.claims, map(text_of, entry.select("li"))) == []
    links = entry.select('li a[href*="#skill-"]')
    assert {str(link["href"]).partition("#skill-")[2] for link in links} == job.skills


def test_there_are_exactly_the_expected_positions(page: Callable[[str], Tag]) -> None:
    titles = [text_of(title).rstrip("¶") for title in page("resume").select("#experience h3")]
    assert titles == [job.organization for job in JOBS]


@pytest.mark.parametrize("job", JOBS, ids=lambda job: job.organization)
def test_a_position_in_the_pdfs(resume: Documents, job: Job) -> None:
    head = f"{job.organization}, {job.title} {job.dates} · {job.place}"
    _before, found, after = resume.resume.text.partition(head)
    assert found
    next_job = re.search(r"\w+, (?:Berlin|Munich)|\bEducation\b|" + job.place, after)
    assert next_job
    assert missing(job.claims, statements(after[: next_job.start()])) == []
    for fact in (job.organization, job.title, job.dates, job.place):
        assert fact in resume.portfolio.text
    assert missing(job.claims, statements(resume.portfolio.text)) == []


@pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: topic.page)
def test_technologies(page: Callable[[str], Tag], resume: Documents, topic: Topic) -> None:
    article = page(topic.page)
    anchors = [str(element["id"]) for element in article.select('[id^="skill-"]')]
    assert anchors == [f"skill-{skill}" for skill in topic.skills]
    assert missing(topic.claims, sentences(article)) == []
    assert missing(topic.claims, statements(resume.portfolio.text)) == []


def test_technologies_are_in_order_of_importance(page: Callable[[str], Tag]) -> None:
    links = page("index").select("#technologies li a")
    pages = [topic.page for topic in TOPICS if topic.page.startswith("technologies/")]
    assert [str(link["href"]) for link in links] == [f"{name}.html" for name in pages]


def test_there_are_exactly_the_expected_skills(resume: Documents) -> None:
    declared = {skill.id for skill in resume.career.skills}
    assert declared == {skill for topic in TOPICS for skill in topic.skills}
    backed = {skill for job in JOBS for skill in job.skills}
    stated = {skill.id for skill in resume.career.skills if skill.stated}
    assert stated == declared - backed


@pytest.mark.parametrize("topic", INTERESTS, ids=lambda topic: topic.page)
def test_interests(page: Callable[[str], Tag], resume: Documents, topic: Topic) -> None:
    for name in (topic.page, "resume"):
        assert missing(topic.claims, sentences(page(name))) == []
    for pdf in (resume.resume, resume.portfolio):
        assert missing(topic.claims, statements(pdf.text)) == []


def test_studies(page: Callable[[str], Tag], resume: Documents) -> None:
    texts = [text_of(page("education")), text_of(page("resume"))]
    for text in (*texts, resume.resume.text, resume.portfolio.text):
        assert [fact for fact in STUDIES if fact not in text] == []


@pytest.mark.parametrize("words", EXAGGERATED)
def test_nothing_is_exaggerated(resume: Documents, words: str) -> None:
    for pdf in (resume.resume, resume.portfolio):
        assert not re.search(rf"\b{words}\b", pdf.text, re.IGNORECASE)
