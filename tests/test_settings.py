"""Settings: what conf.py may say, and what is said of the rest."""

from __future__ import annotations

from typing import Any
from unittest.mock import Mock

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sphinx.config import Config
from sphinx.errors import ConfigError

from sphinx_resume import settings
from tests.strategies import PROVEN


def check(**values: Any) -> None:
    """Check a configuration with these values, and the defaults of all others."""
    config = Config(values)
    for name, default, rebuild, _about in settings.SETTINGS:
        config.add(name, default, rebuild, type(default))
    config.init_values()
    settings.check(Mock(), config)


def test_the_defaults_are_allowed() -> None:
    check()


@pytest.mark.parametrize("address", ["resume.pdf", "files/r.pdf", "https://example.org/r.pdf"])
def test_the_pdf_is_in_the_site_or_elsewhere(address: str) -> None:
    check(resume_pdf=address)


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("name", 5, "resume_name is 5; it has to be a string"),
        ("name", " ", "resume_contact: “name”: it is empty"),
        ("contact", None, "resume_contact is None; it has to be a dictionary"),
        ("contact", {5: "x"}, "resume_contact: there is no “5”; there are name, email"),
        ("contact", {"phone": 5}, "resume_contact: “phone” is no text"),
        ("checks", ["stale"], "resume_checks is ['stale']; it has to be a dictionary"),
        ("checks", {"stale": ["off"]}, "resume_checks: “stale” is “['off']”, which is none of"),
        ("stale_years", "ten", "resume_stale_years is 'ten'; it has to be a whole number"),
        ("stale_years", -1, "resume_stale_years is -1; it begins at 0"),
        ("document", ["cv"], "resume_document is ['cv']; it has to be a string"),
        ("feed", "yes", "resume_feed is 'yes'; it has to be True or False"),
        ("language_check", None, "resume_language_check is None; it has to be True or False"),
        ("private_names", "Bob", "resume_private_names is 'Bob'; it has to be a list of strings"),
        ("private_names", [5], "resume_private_names is [5]; it has to be a list of strings"),
        ("pdf", False, "resume_pdf is False; it has to be a string"),
        ("pdf", "javascript:x", "resume_pdf: “javascript:x” is no link of an allowed scheme"),
        ("pdf", "http://[", "resume_pdf: Invalid IPv6 URL"),
        ("today", "soon", "resume_today is “soon”; write a day such as 2026-11-24"),
        ("today", 2024, "resume_today is 2024; it has to be a string"),
    ],
)
def test_what_cannot_be_is_refused_in_a_line(name: str, value: Any, message: str) -> None:
    with pytest.raises(ConfigError) as error:
        check(**{f"resume_{name}": value})
    assert str(error.value).startswith(message)


@pytest.mark.parametrize("epoch", ["now", "-", "9" * 30])
def test_an_epoch_that_is_none_is_named(monkeypatch: pytest.MonkeyPatch, epoch: str) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    with pytest.raises(ConfigError, match=f"SOURCE_DATE_EPOCH is “{epoch}”; it is a number"):
        check()


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.floats(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text() | st.integers(), inner),
    max_leaves=5,
)


@PROVEN
@given(st.sampled_from(settings.SETTINGS), VALUES)
def test_any_other_value_is_refused_in_the_same_way(setting: settings.Setting, value: Any) -> None:
    try:
        check(**{setting.name: value})
    except ConfigError as error:
        assert setting.name in str(error).replace("contact: “name”", "name")  # noqa: PT017
