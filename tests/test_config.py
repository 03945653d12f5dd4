"""Settings in conf.py: allowed values, and the warnings about others."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest.mock import Mock, patch

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sphinx.config import Config
from sphinx.errors import ConfigError

from sphinx_resume import config as settings
from tests.conftest import CONF
from tests.support.strategies import PROVEN

if TYPE_CHECKING:
    from tests.conftest import MakeSite

#: A folder with a conf.py that sets nothing.
NOWHERE = Path(__file__).parent / "roots" / "test-career"


def config(**values: Any) -> Config:
    """A configuration with these values, and the defaults of all others."""
    config = Config(values)
    for setting in settings.SETTINGS:
        config.add(setting.name, setting.default, setting.rebuild, type(setting.default))
    config.init_values()
    return config


def problems(**values: Any) -> list[str]:
    """The warnings about settings that are ignored."""
    checked = config(**values)
    with patch.object(settings, "warn") as warn:
        settings.check(Mock(config=checked, confdir=NOWHERE), checked)
    for name in values if warn.called else ():
        assert checked[name] == config()[name] or isinstance(checked[name], dict)
    return [call.args[0].message.removeprefix("ignoring ") for call in warn.mock_calls]


def test_the_defaults_are_allowed() -> None:
    assert problems() == []


@pytest.mark.parametrize("address", ["resume.pdf", "files/r.pdf", "https://example.org/r.pdf"])
def test_the_pdf_may_be_a_path_or_a_url(address: str) -> None:
    assert problems(resume_pdf=address) == []


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("name", 5, "resume_name: 5 is not a string"),
        ("name", " ", "resume_name: “name”: it is empty"),
        ("contact", None, "resume_contact: None is not a dictionary"),
        ("contact", {5: "x"}, "resume_contact[5]: there is no “5”; use one of: name, email"),
        ("contact", {"phone": 5}, "resume_contact['phone']: “phone” must be a string"),
        ("checks", ["stale"], "resume_checks: ['stale'] is not a dictionary"),
        ("checks", {"unevidence": "off"}, "resume_checks['unevidence']: there is no check “unevi"),
        ("checks", {"stale": ["off"]}, "resume_checks['stale']: “['off']” is not one of"),
        ("stale_years", "ten", "resume_stale_years: 'ten' is not a whole number"),
        ("stale_years", -1, "resume_stale_years: -1 is negative; use 0 or more"),
        ("documents", "cv", "resume_documents: 'cv' is not a list of strings"),
        ("feed", "yes", "resume_feed: 'yes' is not True or False"),
        ("language_check", None, "resume_language_check: None is not True or False"),
        ("languages", {"xx": "https://a.b/"}, "resume_languages['xx']: there is no language “xx”"),
        ("languages", {"de": "/de/"}, "resume_languages['de']: '/de/' is not an address; write it"),
        ("languages", {5: "https://a.b/"}, "resume_languages[5]: there is no language “5”"),
        ("languages", "de", "resume_languages: 'de' is not a dictionary"),
        ("private_names", "Bob", "resume_private_names: 'Bob' is not a list of strings"),
        ("private_names", [5], "resume_private_names: [5] is not a list of strings"),
        ("pdf", False, "resume_pdf: False is not a string"),
        ("pdf", "javascript:x", "resume_pdf: “javascript:x” has no supported link scheme"),
        (
            "pdf_design",
            "clasic",
            "resume_pdf_design: there is no design “clasic”; did you mean “classic”?",
        ),
        (
            "pdf_design",
            "blue",
            "resume_pdf_design: there is no design “blue”; use one of: classic, sans, modern",
        ),
        ("pdf", "http://[", "resume_pdf: Invalid IPv6 URL"),
        ("today", "soon", "resume_today: “soon” is not a date; write it as 2026-11-24"),
        ("today", 2024, "resume_today: 2024 is not a string"),
    ],
)
def test_an_invalid_setting_is_explained_in_one_line(name: str, value: Any, message: str) -> None:
    (problem,) = problems(**{f"resume_{name}": value})
    assert problem.startswith(message)


def test_an_invalid_item_does_not_affect_the_others() -> None:
    checked = config(resume_checks={"unevidence": "off", "stale": "error", "gap": "loud"})
    with patch.object(settings, "warn"):
        settings.check(Mock(config=checked, confdir=NOWHERE), checked)
    assert checked.resume_checks == {"stale": "error"}


def test_a_warning_about_a_setting_points_to_its_line(career_site: MakeSite) -> None:
    wrong = 'resume_checks = {}\nif True:\n    resume_checks = {"stale": "loud"}\n'
    site = career_site({"conf.py": CONF + wrong, "index.md": "# A\n\nText.\n"})
    message = "resume_checks['stale']: “loud” is not one of: off, note, warning, error"
    expected = f"WARNING: ignoring {message} [resume.setting]"
    built = site.build()
    assert built.warnings == [f"conf.py:{CONF.count(chr(10)) + 3}: {expected}"]
    assert "Text." in built.page().get_text()
    assert site.build().warnings == built.warnings
    assert site.build(resume_checks={"stale": "loud"}).warnings == [expected]


def test_an_unreadable_phone_number_is_shown_without_a_link(career_site: MakeSite) -> None:
    contact = 'resume_contact = {"phone": "030 12345\\n+1 555 0100", "email": "a@example.org"}\n'
    site = career_site({"conf.py": CONF + contact, "index.md": "# A\n\n```{contact}\n```\n"})
    built = site.build()
    (warning,) = built.warnings
    assert warning == (
        f"conf.py:{CONF.count(chr(10)) + 1}: WARNING: resume_contact: “phone”: “030 12345” is not "
        "a phone number with a country code; write it as +49 30 1234567 or +1 555 555 0100 ext. "
        "12, each on its own line; it is shown without a link [resume.setting]"
    )
    line = built.page().select_one(".resume-contact")
    assert line is not None
    assert line.get_text() == "a@example.org · 030 12345 · +1 555 0100"
    assert [link["href"] for link in line.select("a")][1:] == ["tel:+1-5550100"]


@pytest.mark.parametrize("epoch", ["now", "-", "9" * 30])
def test_an_invalid_source_date_epoch_is_reported(
    monkeypatch: pytest.MonkeyPatch, epoch: str
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    with pytest.raises(ConfigError, match=f"SOURCE_DATE_EPOCH is “{epoch}”; it must be a number"):
        problems()


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.floats(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text() | st.integers(), inner),
    max_leaves=5,
)


@PROVEN
@given(st.sampled_from(settings.SETTINGS), VALUES)
def test_any_other_value_gets_the_same_message(setting: settings.Setting, value: Any) -> None:
    for problem in problems(**{setting.name: value}):
        assert problem.startswith((f"{setting.name}: ", f"{setting.name}["))
