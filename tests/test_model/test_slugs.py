"""Ids and anchors made from names, and suggestions of similar names."""

from __future__ import annotations

import re
import unicodedata

import pytest
from docutils import nodes
from hypothesis import given
from hypothesis import strategies as st

from sphinx_resume.model.slugs import anchor, close, did_you_mean, slug
from tests.support.strategies import PROVEN

#: Latin letters of Europe, with and without accents, and all of ASCII.
_LATIN = st.one_of(
    st.characters(max_codepoint=0x7F),
    st.characters(min_codepoint=0xC0, max_codepoint=0x17F, exclude_characters="×÷ÐðÞþĸŉŊŋ"),
    st.characters(min_codepoint=0x1E00, max_codepoint=0x1E99),
    st.sampled_from("ȘșȚțƠơƯưẞ\u0300\u0301\u0308\u030a\u0327"),
)
#: https://www.w3.org/TR/xml/#NT-Name, without colons
_NAME_OF_XML = re.compile(
    "[A-Z_a-z\xc0-\xd6\xd8-\xf6\xf8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d\u2070-\u218f\u2c00"
    "-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff]"
    "[-.0-9A-Z_a-z\xb7\xc0-\xd6\xd8-\xf6\xf8-\u037d\u037f-\u1fff\u200c-\u200d\u203f\u2040\u2070-"
    "\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff]*"
)


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("CI/CD", "ci-cd"),
        ("AWS", "aws"),
        ("Amazon  Web Services (AWS)", "amazon-web-services-aws"),
        ("snake_case", "snake-case"),
        ("Résumé", "resume"),
        ("Straße", "strasse"),
        ("日本語", "日本語"),
        ("C++", "cplusplus"),
        ("C++20/CLI", "cplusplus20-cli"),
        ("C#", "csharp"),
        ("F♯", "fsharp"),
        ("AWS+GCP", "aws-gcp"),
        ("dogs + cats", "dogs-cats"),
        ("#1", "1"),
        ("++", ""),
        ("データベース", "データベース"),
        ("ﾃﾞｰﾀﾍﾞｰｽ", "データベース"),
        ("Обучение йоге, ёлки", "обучение-йоге-ёлки"),
        ("Обучение и\u0306оге", "обучение-йоге"),
        ("데이터베이스 운영", "데이터베이스-운영"),
        ("हिन्दी अनुवाद", "हिन्दी-अनुवाद"),
        ("การจัดการน้ำ", "การจัดการน้ำ"),
        ("Ελληνική Τραγωδία", "ελληνική-τραγωδία"),
        ("إدارة قواعد", "إدارة-قواعد"),
        ("Kubernetes の運用", "kubernetes-の運用"),
        ("Ｋubernetes", "kubernetes"),
        ("Łódź", "łodz"),
        ("Stage ❶, №\u2009②", "stage-1-no-2"),
        ("", ""),
    ],
)
def test_the_slug_of_a_name(name: str, id: str) -> None:
    assert slug(name) == id


@PROVEN
@given(st.text())
def test_slugs_are_idempotent(name: str) -> None:
    assert slug(slug(name)) == slug(name)
    assert not set(slug(name)) & set(" _/.-") - {"-"}
    assert "--" not in slug(name)


@PROVEN
@given(st.text(_LATIN.filter(lambda char: char not in "+#")))
def test_slugs_of_latin_letters_have_no_accents(name: str) -> None:
    bare = "".join(
        char
        for char in unicodedata.normalize("NFKD", name).casefold()
        if not unicodedata.combining(char)
    )
    assert slug(name) == re.sub(r"[\W_]+", "-", bare).strip("-")


@PROVEN
@given(st.text(), st.text())
def test_an_anchor_is_an_id_in_every_format(name: str, words: str) -> None:
    ident = anchor("skill", name, words)
    assert _NAME_OF_XML.fullmatch(ident)
    assert anchor(ident) == ident
    assert unicodedata.is_normalized("NFC", ident)


@PROVEN
@given(st.text(_LATIN))
def test_anchors_of_latin_letters_match_docutils(words: str) -> None:
    assert anchor(words) == nodes.make_id(words)


def test_letters_with_strokes_match_docutils() -> None:
    letters = "øđħıłŧƀƃƈƌƒƙƚƞƥƫƭƴƶǥȥȴȵȶȷȼɇɉɍɏßæœ"
    assert anchor(letters) == nodes.make_id(letters)


@pytest.mark.parametrize(
    ("parts", "id"),
    [
        (("skill", "データベース"), "skill-データベース"),
        (("position", "acme", "Ran 3 teams; it’s fine"), "position-acme-ran-3-teams-its-fine"),
        (("position", "acme", "運用した。次に"), "position-acme-運用した次に"),
        (("position", "acme", "Перенёс сервисы"), "position-acme-перенёс-сервисы"),
        (("skill", "การจัดการน้ำ"), "skill-การจัดการน้ำ"),
        (("skill", "vefþróun"), "skill-vefþroun"),
        (("skill", "ɗan"), "skill-dan"),
        (("2020", "–"), ""),
    ],
)
def test_the_anchor_of_a_name(parts: tuple[str, ...], id: str) -> None:
    assert anchor(*parts) == id


@PROVEN
@given(st.text(), st.text())
def test_different_ids_have_different_anchors(one: str, other: str) -> None:
    """Only letters that docutils removes strokes from can have the same result."""
    if len({nodes.make_id(slug(name)) for name in (one, other)}) == 1:
        return
    assert slug(one) == slug(other) or anchor("x", slug(one)) != anchor("x", slug(other))


@pytest.mark.parametrize(
    ("name", "found"), [("startt", ["start"]), ("Titel", ["title"]), ("colour", [])]
)
def test_similar_names_are_found_case_insensitively(name: str, found: list[str]) -> None:
    assert close(name, ["start", "end", "title"]) == found


@pytest.mark.parametrize(
    ("names", "end"),
    [
        ([], ""),
        (["go"], "; did you mean “go”?"),
        (["go", "git"], "; did you mean “go” or “git”?"),
    ],
)
def test_messages_suggest_names(names: list[str], end: str) -> None:
    assert did_you_mean(names) == end
