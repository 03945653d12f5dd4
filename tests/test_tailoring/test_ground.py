"""Support for the sentences of a text."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from sphinx_resume.commands import main
from sphinx_resume.tailoring import texts
from sphinx_resume.tailoring.facts import Facts
from sphinx_resume.tailoring.ground import Ground, Sentence, ground
from tests.conftest import MakeSite
from tests.support.guides import ABOUT
from tests.test_tailoring.test_match import keys

PAGES = {
    "index.md": """\
# Front

```{position} acme
:title: Senior Engineer
:organization: Acme
:location: Ulm
:start: 2021-03
:end: 2022-12

- Ran {skill}`Vault` for 40 teams, with ideas from Bazel.
- Cut the time of builds by 30 %.
```

```{position} beta
:title: Engineer
:organization: Beta GmbH
:start: 2019-01
:end: 2020-12

- Wrote {skill}`Rust`.
```

```{talk} secrets
:title: Keeping secrets
:date: 2022-05-03
:event: VaultConf
:during: acme

How we ran {skill}`Vault`.
```

```{skill} Vault
```

```{skill} Rust
```

```{skill} Go
:stated:
```

```{skill} COBOL
```
""",
}


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> Facts:
    from sphinx_resume.tailoring.facts import facts_of

    folder = tmp_path_factory.mktemp("pages")
    (folder / "index.md").write_text(PAGES["index.md"], "utf-8")
    (folder / "conf.py").write_text(
        "extensions = ['myst_parser', 'sphinx_resume']\nprimary_domain = 'resume'\n"
        "resume_today = '2024-06-15'\nresume_name = 'Ada Example'\n",
        "utf-8",
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path_factory.mktemp("elsewhere"))
        return facts_of(folder)


def grounded(facts: Facts, text: str, *addressed: str) -> Ground:
    return ground(texts.of(text.encode(), "letter.md"), facts, addressed)


def only(facts: Facts, text: str, *addressed: str) -> Sentence:
    (sentence,) = grounded(facts, text, *addressed).sentences
    return sentence


def reasons(facts: Facts, text: str, *addressed: str) -> dict[str, str]:
    sentence = only(facts, text, *addressed)
    return {each.claim.text: each.reason for each in sentence.checked if each.reason}


@pytest.mark.parametrize(
    ("text", "statements"),
    [
        ("I ran Vault.", ["Ran Vault for 40 teams, with ideas from Bazel.", "How we ran Vault."]),
        ("I ran Vault for 40 teams at Acme.", [
            "Ran Vault for 40 teams, with ideas from Bazel.", "How we ran Vault.",
        ]),
        ("I know Bazel.", ["Ran Vault for 40 teams, with ideas from Bazel."]),
        ("I cut build times by 30%.", ["Cut the time of builds by 30 %."]),
        ("I worked at Acme.", ["Senior Engineer, Acme"]),
        ("I was a senior engineer at Acme since March 2021.", ["Senior Engineer, Acme"]),
        ("I was at Beta GmbH in 2019.", ["Engineer, Beta GmbH"]),
        ("I spoke at VaultConf on 3 May 2022.", ["Keeping secrets"]),
        ("In Keeping secrets, I spoke.", ["Keeping secrets"]),
    ],
)  # fmt: skip
def test_claims_in_statements_are_supported(facts: Facts, text: str, statements: list[str]) -> None:
    sentence = only(facts, text)
    assert sentence.status == "supported"
    assert [each.text for each in sentence.statements] == statements


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # Not by anybody
        ("I know Terraform.", {"Terraform": "no statement has it"}),
        ("I wrote COBOL.", {"COBOL": "declared as a skill without evidence"}),
        ("We had 50 teams.", {"50": "no statement has this number"}),
        ("We had fifty teams.", {"fifty": "no statement has this number"}),
        ("We saved 40 %.", {"40 %": "no statement has this number"}),
        ("It was in 2015.", {"2015": "no statement has this date"}),
        ("It was in May 2021.", {"May 2021": "no statement has this date"}),
        ("It was on 4 March 2021.", {"4 March 2021": "no statement has this date"}),
        # Not there
        ("I ran Vault at Beta GmbH.", {"Vault": "no statement at Beta GmbH has it"}),
        ("I wrote Go at Acme.", {"Go": "no statement at Acme has it"}),
        ("I wrote Rust for 40 teams.", {"40": "no statement about Rust has this number"}),
        ("At Acme I began in 2019.", {"2019": "no statement at Acme has this date"}),
        ("I was a Senior Engineer at Beta GmbH.", {
            "Senior Engineer": "no entry at Beta GmbH has this title",
        }),
        # Not so long
        ("I ran Vault for five years.", {
            "five years": "the pages count 1 year 10 months of Vault",
        }),
        ("I was at Acme for more than two years.", {
            "more than two years": "the pages count 1 year 10 months at Acme",
        }),
        ("I have ten years of experience.", {
            "ten years": "the pages count 3 years 10 months of all positions",
        }),
        # Degrees and offices, which postings ask for in vain
        ("I hold a PhD.", {"PhD": "no statement has it"}),
        ("I hold an M.Sc. in physics.", {"M.Sc": "no statement has it"}),
        ("I was CTO at Acme.", {"CTO": "no statement at Acme has it"}),
    ],
)  # fmt: skip
def test_unsupported_claims_are_reported(facts: Facts, text: str, found: dict[str, str]) -> None:
    assert reasons(facts, text) == found
    assert only(facts, text).status == "unsupported"
    assert grounded(facts, text).failed


@pytest.mark.parametrize(
    "text",
    [
        "I ran Vault for nearly two years.",
        "I ran Vault for over a year.",
        "I ran Vault for 22 months.",
        "I ran Vault for 1 year and 10 months.",
        "I ran Vault for one year.",
        "I have more than three years of experience.",
        "Ich habe fast zwei Jahre mit Vault gearbeitet.",
    ],
)
def test_durations_are_compared_with_counted_months(facts: Facts, text: str) -> None:
    assert only(facts, text).status == "supported"


def test_a_skill_that_is_only_stated_is_no_failure(facts: Facts) -> None:
    found = grounded(facts, "I write Go.")
    assert [each.status for each in found.sentences] == ["stated"]
    assert not found.failed


def test_sentences_without_claims_are_listed_as_unchecked(facts: Facts) -> None:
    text = "I would be glad to hear from you. Yours, Ada Example"
    found = grounded(facts, text)
    assert [each.status for each in found.sentences] == ["unchecked", "unchecked"]
    assert not found.failed


def test_the_addressee_of_a_letter_is_not_a_claim(facts: Facts) -> None:
    text = "I write to Gamma Ltd. and Dr. Smith."
    assert reasons(facts, text) == {
        "Gamma": "no statement has it",
        "Smith": "no statement has it",
    }
    assert reasons(facts, text, "Gamma Ltd.", "Smith") == {}


def test_figures_are_found_in_any_position(facts: Facts) -> None:
    """A number that no statement has is always named."""
    numbers = ("7", "17", "1,700", "99.5 %", "3x", "12", "2018", "05/2018", "seven", "+20 %", "#1")
    for number in (*numbers, "500ms", "top-10", "5th", "$3M", "mid-2018", "v2.7", "GPT-4"):
        for text in (f"{number} it was.", f"It was {number}.", f"We ran Vault, {number} of it."):
            assert only(facts, text).status == "unsupported", text


def test_the_text_lists_unsupported_sentences_first(facts: Facts) -> None:
    letter = "I ran Vault at Acme. I cut costs by 45 %.\n\nI write Go.\n\nYours"
    assert (
        grounded(facts, letter).text()
        == """\
letter.md, as of 2024-06-15

Nothing supports
  line 1: I cut costs by 45 %.
    ! “45 %”: no statement has this number

Stated only
  line 3: I write Go.
    ! “Go”: you state it, but no statement shows it

Supported
  line 1: I ran Vault at Acme.
      “Ran Vault for 40 teams, with ideas from Bazel.”
      Senior Engineer, Acme: index
      “How we ran Vault.”
      Keeping secrets: index

Not checked: no skill, organization, title, number, or date
  line 5: Yours"""
    )


def test_the_data_matches_the_guide(facts: Facts) -> None:
    data = json.loads(grounded(facts, "I worked at Acme for 99 teams.").json())
    assert data["failed"] is True
    (sentence,) = data["sentences"]
    assert sentence["claims"] == [
        {"kind": "organization", "text": "Acme", "status": "supported"},
        {
            "kind": "number",
            "text": "99",
            "status": "unsupported",
            "reason": "no statement at Acme has this number",
        },
    ]
    guide = (ABOUT / "tailoring.md").read_text("utf-8")
    documented = set(re.findall(r"`(?:\w+\[\]\.)?(\w+)`", guide))
    assert keys(data) <= documented


def test_the_command(
    career_site: MakeSite,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    site = career_site(PAGES)
    monkeypatch.chdir(tmp_path)
    Path("letter.md").write_text("I ran Vault for Gamma Ltd.", "utf-8")
    arguments = ["ground", "letter.md", "--docs", f"{site.folder}"]
    assert main(arguments) == 1
    assert "“Gamma”: no statement has it" in capfd.readouterr().out
    assert main([*arguments, "--to", "Gamma Ltd.", "--json"]) == 0
    assert json.loads(capfd.readouterr().out)["failed"] is False
