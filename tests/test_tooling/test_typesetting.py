"""Running LaTeX, and reading its logs."""

from __future__ import annotations

import os
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import sessions
import typesetting
from tests.support.machines import program
from typesetting import Outcome

GOOD = r"""
This is LuaHBTeX, Version 1.15.0 (TeX Live 2022/Debian)  (format=lualatex 2022.9.1)
Package: titlesec 2021/07/05 v2.14 Sectioning titles
LaTeX Font Info:    Redeclaring symbol font `operators' on input line 48.
Underfull \hbox (badness 1231) in paragraph at lines 40--42
[1] (./resume.aux))
Output written on resume.pdf (2 pages, 34567 bytes).
"""


def test_a_good_log_has_no_problems() -> None:
    assert typesetting.tex_errors(GOOD, Path()) == []
    assert typesetting.tex_warnings(GOOD, Path()) == []


@pytest.mark.parametrize(
    "line",
    [
        "! Undefined control sequence.",
        r"l.42 \sphinxnope",
        "./resume.tex:42: Undefined control sequence.",
        "./resume.tex:7: LaTeX Error: File `unicode-math.sty' not found.",
    ],
)
def test_an_error_is_found_in_the_log(line: str) -> None:
    assert typesetting.tex_errors(GOOD + line + "\n" + GOOD, Path()) == [line]


@pytest.mark.parametrize(
    "line",
    [
        r"Overfull \vbox (3.0pt too high) has occurred while \output is active []",
        "Missing character: There is no ☃ (U+2603) in font [texgyreheros-regular.otf]:!",
        "LaTeX Warning: Reference `wayfair' on page 1 undefined on input line 12.",
        "LaTeX Warning: Hyper reference `index:vault' on page 1 undefined on input line 12.",
    ],
)
def test_a_warning_is_found_in_the_log(line: str) -> None:
    log = GOOD + line + "\n" + GOOD
    assert typesetting.tex_warnings(log, Path()) == [line]
    assert typesetting.tex_errors(log, Path()) == []


def test_an_error_is_reported_with_its_page_and_line() -> None:
    error = "./resume.tex:42: Undefined control sequence."
    log = (
        f"{error}\nPackage sphinxresume Warning: experience/acme.md:7: here is an error\n"
        "./resume.tex:42:  ==> Fatal error occurred, no output PDF file produced!\n"
    )
    place = Path("docs/experience/acme.md")
    assert typesetting.tex_errors(log, Path("docs")) == [error, f"    in {place}:7"]
    # In the preamble, and with other classes, no page is known.
    assert typesetting.tex_errors(log.replace("experience/acme.md:7", "?"), Path("docs")) == [error]


def test_an_overfull_line_is_reported_with_its_words() -> None:
    head = r"Overfull \hbox (12.5pt too wide) in paragraph at lines 100--101"
    text = r"[]\TU/texgyreheros(0)/m/n/10 a-very-long-word"
    found = typesetting.tex_warnings(f"{GOOD}{head}\n{text}\n []\n", Path())
    assert found == [f"{head} {text}"]


def test_overfull_boxes_are_reported_with_page_and_line() -> None:
    log = (
        "Package sphinxresume Warning: acme.md:3: 4.3 mm wider than its line: in: a word\n"
        "Package sphinxresume Warning: ../more.md:9: 12.0 mm higher than its page\n"
        "Package sphinxresume Warning: ?: 1.0 mm wider than its line: x\n"
    )
    assert typesetting.tex_warnings(GOOD + log + GOOD, Path("docs")) == [
        f"{Path('docs/acme.md')}:3: 4.3 mm wider than its line: in: a word",
        "more.md:9: 12.0 mm higher than its page",
        "conf.py or a view: 1.0 mm wider than its line: x",
    ]


@pytest.mark.about("guides")
def test_missing_characters_are_reported_once_with_place_and_setting() -> None:
    def lines(text: str) -> str:
        return "".join(
            f"Package sphinxresume Warning: acme.md:{number}: no font has “{char}” "
            f"(U+{ord(char):04X}); the PDF has “?” instead\n"
            for number, char in enumerate(text, start=3)
        )

    *found, advice = typesetting.tex_warnings(lines("🚀Жук🚀жук"), Path("docs"))
    page = Path("docs/acme.md")
    assert found == [
        f"{page}:3: no font has “🚀” (U+1F680 ROCKET); the PDF has “?” instead",
        f"{page}:4: no font has “Ж” (U+0416 CYRILLIC CAPITAL LETTER ZHE), nor 3 others of "
        "CYRILLIC; the PDF has “?” instead",
    ]
    assert "fontpkg of latex_elements in conf.py" in advice
    guide, title = re.findall(r"docs/about/(\w+\.md), “(.*)”", advice)[0]
    assert f"## {title}\n" in (sessions.ROOT / "docs" / "about" / guide).read_text("utf-8")


DOCUMENT = r"""\documentclass{article}
\begin{document}
%s
\end{document}
"""


@pytest.mark.slow
def test_typesetting_reports_each_document_and_repeats_nothing(tmp_path: Path) -> None:
    texts = {
        "good": "Fine.",
        "broken": r"\nosuchcommand",
        "wide": r"\hbox to 2cm{Far too wide for two centimetres}",
    }
    for name, text in texts.items():
        (tmp_path / f"{name}.tex").write_text(DOCUMENT % text, encoding="utf-8")
    problems = typesetting.typeset(tmp_path, list(texts))
    assert problems["good"] == ([], [])
    broken = problems["broken"].errors
    assert broken[0] == f"broken.tex, see {tmp_path / 'broken.log'}:"
    assert any("broken.tex:3: Undefined control sequence" in line for line in broken)
    assert len(broken) < 6
    assert problems["wide"].errors == []
    assert any(r"Overfull \hbox" in line for line in problems["wide"].warnings)

    made = (tmp_path / "good.pdf").stat().st_mtime_ns
    source = tmp_path / "good.tex"
    source.write_text(source.read_text(encoding="utf-8"), encoding="utf-8")
    assert typesetting.typeset(tmp_path, ["good", "wide"])["wide"] == problems["wide"]
    assert (tmp_path / "good.pdf").stat().st_mtime_ns == made


def test_a_failed_run_is_retried_and_its_output_shown(empty_path: Path, tmp_path: Path) -> None:
    program(empty_path, "latexmk", "echo 'Can not find lualatex'; exit 11")
    for name in ("resume.tex", "resume.fdb_latexmk"):
        (tmp_path / name).touch()
    problems = typesetting.typeset(tmp_path, ["resume"])
    assert problems["resume"].errors[-1] == "  Can not find lualatex"
    assert not (tmp_path / "resume.fdb_latexmk").exists()


def test_publishing_replaces_the_file_atomically(tmp_path: Path) -> None:
    source, target = tmp_path / "latex" / "resume.pdf", tmp_path / "pdf" / "resume.pdf"
    for path, content in ((source, b"new"), (target, b"old")):
        path.parent.mkdir()
        path.write_bytes(content)
    before = target.open("rb")
    with before:
        typesetting.publish(source, target.parent)
        assert before.read() == b"old"  # a reader that has the file open keeps the old content
    assert target.read_bytes() == b"new"
    assert [path.name for path in target.parent.iterdir()] == ["resume.pdf"]


@pytest.fixture
def queue(empty_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two documents, of which Sphinx has written ``zebra`` first, and a single processor."""
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    monkeypatch.setenv("PATH", f"{empty_path}:/bin:/usr/bin")
    latex = tmp_path / "latex"
    latex.mkdir()
    for time, name in enumerate(("zebra", "ape")):
        (latex / f"{name}.tex").write_text("\\documentclass{article}")
        os.utime(latex / f"{name}.tex", (time, time))
    return latex


def test_each_pdf_is_published_when_it_is_there_in_the_order_of_conf_py(
    queue: Path, empty_path: Path, tmp_path: Path
) -> None:
    wait = "[ $name = zebra.tex ] || [ -e ../pdf/zebra.pdf ] || exit 3"
    program(empty_path, "latexmk", f"for name; do :; done; {wait}; touch ${{name%.tex}}.pdf")
    (tmp_path / "pdf").mkdir()
    assert typesetting.main(queue, tmp_path, tmp_path / "pdf") == 0
    assert {path.name for path in (tmp_path / "pdf").iterdir()} == {"zebra.pdf", "ape.pdf"}


def test_after_an_interruption_no_other_document_is_typeset(
    queue: Path, empty_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Pool(ThreadPoolExecutor):
        def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
            super().shutdown(wait=False, cancel_futures=cancel_futures)
            (queue / "interrupted").touch()
            super().shutdown(wait)

    def interrupt() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(typesetting, "ThreadPoolExecutor", Pool)
    program(empty_path, "latexmk", "timeout 60 sh -c 'until [ -e interrupted ]; do :; done'")
    with pytest.raises(KeyboardInterrupt):
        typesetting.typeset(queue, ["ape", "zebra"], meanwhile=interrupt)
    assert [path.name for path in queue.glob("*.latexmk.log")] == ["zebra.latexmk.log"]


@pytest.mark.parametrize(
    "message",
    [
        "sre.pdf is 213 mm longer than the page that it may have, with “Interests”",
        "Target of a link `index:x' undefined",
    ],
)
def test_other_messages_of_the_class_are_reported_as_they_are(message: str) -> None:
    log = f"Package sphinxresume Warning: {message}\n"
    assert typesetting.tex_warnings(log, Path("docs")) == [message]


def test_a_site_gets_new_versions_of_the_pdfs_that_it_has(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    latex, pdf, site = (tmp_path / name for name in ("latex", "pdf", "site"))
    for folder in (latex, pdf, site):
        folder.mkdir()
    for name in ("long", "short", "broken"):
        (latex / f"{name}.tex").write_text("\\documentclass{article}")
        (latex / f"{name}.pdf").write_text(f"new {name}")
        (pdf / f"{name}.pdf").write_text(f"old {name}")
    (latex / "included.tex").write_text("Text.")
    (site / "short.pdf").write_text("old short")

    def run_latex(_folder: Path, name: str, _pages: Path) -> Outcome:
        return Outcome(["wrong"] if name == "broken" else [], ["odd"])

    monkeypatch.setattr(typesetting, "run_latex", run_latex)
    assert typesetting.main(latex, tmp_path, pdf, site) == 1
    assert capsys.readouterr().out == "odd\nwrong\n"
    assert {path.name: path.read_text() for path in pdf.iterdir()} == {
        "long.pdf": "new long",
        "short.pdf": "new short",
        "broken.pdf": "old broken",
    }
    assert {path.name: path.read_text() for path in site.iterdir()} == {"short.pdf": "new short"}
