"""Reading files: values with their lines, and rejected input."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_resume.importing.formats import source_of
from sphinx_resume.importing.reading import DEEPEST, json_source, yaml_source
from sphinx_resume.importing.source import SourceError, path_text


def test_json_keeps_the_line_of_each_value() -> None:
    source = json_source('{\n "a": [1,\n  {"b": "x"}],\n "c": null}', "x.json")
    assert source.value == {"a": [1, {"b": "x"}], "c": None}
    assert source.line(("a", 1, "b")) == 3
    assert source.place(("c",)) == "x.json:4"
    assert source.place(("a", 1, "gone")) == "x.json:3"


def test_json_may_have_comments() -> None:
    source = json_source('// a\n{ /* "b":\n */ "a": "// text" }// c', "x.json")
    assert source.value == {"a": "// text"}
    assert source.line(("a",)) == 3


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"a": 1,\n "a": 2}', r"x\.json:2: .*“a” is given twice"),
        ('{"a": 1,\n}', r"x\.json:1: .*a comma behind the last item"),
        ('{"a" 1}', r"x\.json:1: .*a colon is missing after “a”"),
        ('{"a": 1} x', r"behind the end"),
        ("{a: 1}", r"a name in double quotes"),
        ('{"a": "x\ny"}', r"x\.json:1: is not valid JSON"),
        ("[1 2]", r"a comma or “\]” is missing"),
        ("", r"x\.json:1: is not valid JSON"),
        ('{"a":\nNaN}', r"x\.json:2: .*there is no NaN in JSON"),
        ("/* no end", r"x\.json:1: is not valid JSON"),
        ("[" * (DEEPEST + 9), r"nested too deeply"),
        ('{"a":' * 100_000, r"nested too deeply"),
    ],
)
def test_invalid_json_is_rejected_with_its_line(text: str, message: str) -> None:
    with pytest.raises(SourceError, match=message):
        json_source(text, "x.json")


def test_yaml_values_stay_strings() -> None:
    text = "a: 2012-09\nb: no\nc: 1.10\nd: ~\ne:\n  - 2012-09-01\n  - '12'\nf: >\n  x\n  y\n"
    source = yaml_source(text, "x.yaml")
    assert source.value == {
        "a": "2012-09", "b": "no", "c": "1.10", "d": None, "e": ["2012-09-01", "12"], "f": "x y\n",
    }  # fmt: skip
    assert source.line(("e", 1)) == 7


def test_names_in_yaml_are_cleaned_like_values() -> None:
    source = yaml_source('"Foo \\ud800": x', "x.yaml")
    assert source.value == {"Foo ": "x"}
    assert source.line(("Foo ",)) == 1
    with pytest.raises(SourceError, match="“a” is given twice"):
        yaml_source('"a\\ud800": x\na: y', "x.yaml")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "a: 1\nb: !!python/object/apply:os.system ['x']",
            r"x\.yaml:2: the tag .* is not supported",
        ),
        ("a: &x 1\nb: *x", r"x\.yaml:2: the alias \*x is not supported"),
        ("a: 1\na: 2", r"x\.yaml:2: “a” is given twice"),
        ("a: [1\nb: 2", r"x\.yaml:2: is not valid YAML"),
        ("a:\n\t- b", r"x\.yaml:2: is not valid YAML"),
        ("[" * 2000, r"nested too deeply"),
        ("? [a]\n: b", r"a name must be text"),
    ],
)
def test_yaml_tags_and_aliases_are_rejected(text: str, message: str) -> None:
    with pytest.raises(SourceError, match=message):
        yaml_source(text, "x.yaml")


def test_files_are_read_within_limits(tmp_path: Path) -> None:
    file = tmp_path / "x.json"
    with pytest.raises(SourceError, match="the file does not exist"):
        source_of(file)
    file.write_bytes(b'{"basics": "\n\xff"}')
    with pytest.raises(SourceError, match=r"x\.json:2: is not UTF-8"):
        source_of(file)
    file.write_bytes(b" " * 8_000_001)
    with pytest.raises(SourceError, match="larger than 8 MB"):
        source_of(file)
    file.write_bytes('\ufeff{"a": "\\u0007é"}'.encode())
    assert source_of(file).value == {"a": "é"}
    file.write_bytes('{"a": "é"}'.encode("utf-16"))
    assert source_of(file).value == {"a": "é"}


def test_paths_are_written_for_people() -> None:
    assert path_text(("work", 0, "highlights", 1)) == "work[0].highlights[1]"
    assert path_text(("sections", "Q & A: x.y", 0)) == 'sections["Q & A: x.y"][0]'
    assert path_text(("Positions", 2, "Company Name")) == "Positions[2].Company Name"
