"""``nox -s bench`` writes what it measured into docs/about/measured.md."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from itertools import count
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tests.bench import __main__ as bench
from tests.bench import browser, growth, page, sessions, share, targets
from tests.bench.checkout import Checkout
from tests.bench.cost import CommandError, Cost, Figures, compete, run
from tests.bench.parts import Effort
from tests.bench.tables import Table
from tests.conftest import MYST_IS_OLD, Site
from tests.support.generate import GeneratedCareer, WrittenCareer

pytestmark = MYST_IS_OLD

PAGE = """\
# What builds cost

Words before.

% bench: cold

An older table.

% end

Words between.

% bench: warm

Another one.

% end
"""


def test_memory_is_that_of_the_command_and_not_of_the_benchmark() -> None:
    ours = bytearray(200 * 2**20)
    cost = run([sys.executable, "-c", "x = bytearray(50 * 2**20)"])
    assert len(ours) / 2**20 == 200
    assert 50 < cost["peak"] < 100


def test_a_command_that_fails_is_reported_with_its_output() -> None:
    with pytest.raises(CommandError, match="failed: no such thing"):
        run([sys.executable, "-c", "raise SystemExit('no such thing')"])


def stored() -> dict[str, page.Run]:
    return page.load(page.STORE.read_text("utf-8"))


def test_the_guide_has_a_region_for_each_part_and_shows_the_stored_figures() -> None:
    guide = page.GUIDE.read_text("utf-8")
    assert page.regions(guide) == ["targets", *bench.PARTS]
    assert page.fill(guide, bench.regions(stored())) == guide


def test_a_table_is_markdown_with_numbers_on_the_right() -> None:
    rows = [("cold", "12.50", "11"), ("warm", "1.20", "")]
    table = Table("Two builds", ("kind", "s", "CPU s"), rows)
    assert str(table) == (
        "Two builds:\n"
        "\n"
        "| kind |     s | CPU s |\n"
        "| ---- | ----: | ----: |\n"
        "| cold | 12.50 |    11 |\n"
        "| warm |  1.20 |       |"
    )


def test_a_text_replaces_only_its_own_region() -> None:
    filled = page.fill(PAGE, {"cold": "A newer table."})
    assert filled == PAGE.replace("An older table.", "A newer table.")


def test_a_text_without_a_region_is_an_error() -> None:
    with pytest.raises(ValueError, match="the page has no region for hot"):
        page.fill(PAGE, {"cold": "A newer table.", "hot": "A table."})


class Part:
    """A part that takes as many seconds as it is told."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds

    def measure(self, effort: Effort) -> Figures:
        return {"build": {"wall": self.seconds}}

    def tables(self, figures: Figures) -> Iterable[Table]:
        yield Table(
            "Builds", ("", "s"), [(name, f"{cost['wall']}") for name, cost in figures.items()]
        )


@pytest.fixture
def guide(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A guide with two parts that were never measured."""
    path, store = tmp_path / "measured.md", tmp_path / "figures.json"
    path.write_text(f"% bench: targets\n% end\n\n{PAGE}", "utf-8")
    store.write_text("{}", "utf-8")
    monkeypatch.setattr(bench, "PARTS", {"cold": Part(7.5), "warm": Part(1.5)})
    monkeypatch.setattr(page, "GUIDE", path)
    monkeypatch.setattr(page, "STORE", store)
    monkeypatch.setattr(page, "circumstances", lambda: "1 May 2026, commit abc, a machine")
    return path


COLD = """\
% bench: cold

`nox -s bench -- cold` took 0 min on 1 May 2026, commit abc, a machine.

Builds:

|       |   s |
| ----- | --: |
| build | 7.5 |

% end
"""


def test_a_part_replaces_its_own_tables_and_the_others_stay(guide: Path) -> None:
    bench.main(["cold"])
    text = guide.read_text("utf-8")
    assert COLD in text
    assert "Another one." in text
    bench.main(["warm"])
    text = guide.read_text("utf-8")
    assert COLD in text
    assert "| build | 1.5 |" in text


def test_the_same_figures_change_nothing(guide: Path) -> None:
    bench.main([])
    written = guide.read_text("utf-8"), page.STORE.read_text("utf-8")
    bench.main([])
    assert (guide.read_text("utf-8"), page.STORE.read_text("utf-8")) == written


@pytest.mark.parametrize("options", [["--quick"], ["--runs", "1"], ["--sizes", "800"]])
def test_an_incomplete_run_leaves_the_guide_alone(
    options: list[str], guide: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = guide.read_text("utf-8")
    bench.main(["cold", *options, "--json", f"{tmp_path / 'cold.json'}"])
    assert "| build | 7.5 |" in capsys.readouterr().out
    assert page.load((tmp_path / "cold.json").read_text("utf-8"))["cold"].figures == {
        "build": {"wall": 7.5}
    }
    assert guide.read_text("utf-8") == before
    assert stored() == {}


class Broken(Part):
    def measure(self, effort: Effort) -> Figures:
        raise CommandError("tex failed")


def test_a_part_that_fails_is_left_out(
    guide: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bench, "PARTS", {"warm": Broken(0), "cold": Part(7.5)})
    bench.main([])
    assert capsys.readouterr().err == "warm is left out: tex failed\n"
    assert COLD in guide.read_text("utf-8")
    assert "Another one." in guide.read_text("utf-8")


def test_what_was_edited_while_it_was_measured_is_left_out(
    guide: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    edits = count()
    monkeypatch.setattr(bench, "modules", lambda: {Path("domain.py"): next(edits)})
    bench.main(["cold"])
    said = "cold is left out: the extension was changed while it was measured\n"
    assert capsys.readouterr().err == said
    assert "An older table." in guide.read_text("utf-8")


def test_targets_alone_measure_nothing(guide: Path) -> None:
    bench.main([])
    written = guide.read_text("utf-8")
    guide.write_text(written.replace("7.5", "0.1"), "utf-8")
    bench.main(["targets"])
    assert guide.read_text("utf-8") == written


def test_contenders_take_turns_and_their_medians_count() -> None:
    clock = count(1)

    def go(name: str) -> Cost:
        turns.append(name)
        return {"wall": next(clock) ** 2}

    turns: list[str] = []
    figures = compete({"ours": lambda: go("ours"), "theirs": lambda: go("theirs")}, 3)
    assert turns == ["ours", "theirs", "ours", "theirs", "ours", "theirs"]
    assert figures == {"ours": {"wall": 9}, "theirs": {"wall": 16}}


def test_sessions_are_compared_with_rendercv() -> None:
    figures: Figures = {
        "`nox -s html`, one-line edit": {"wall": 1.5, "cpu": 1.25, "peak": 90},
        sessions.RENDER: {"wall": 2, "cpu": 1, "peak": 120},
        "`nox -s live`": {"wall": 0.5},
    }
    (table,) = sessions.tables(figures)
    assert list(table.rows) == [
        ("`nox -s html`, one-line edit", "1.50", "1.25", "0.75×"),
        ("RenderCV 2.8: PDF, PNGs, Markdown, HTML", "2.00", "1.00", "1.00×"),
        ("`nox -s live`", "0.50", "", "0.25×"),
    ]


def test_growth_is_the_cost_of_a_page_in_a_large_career_and_in_a_small_one() -> None:
    def cost(seconds: float, pages: int) -> Cost:
        return {
            "wall": 2 * seconds,
            "cpu": seconds,
            "peak": 100,
            "written": pages,
            "changed": 0,
        }

    sizes = {10: (2, 20), 40: (5, 50), 160: (23, 170)}
    factors = {"stock": 1, "written": 1.5, "resume": 2}
    figures = {
        f"{size} positions, {step}, {kind}": cost(seconds * factors[kind], pages)
        for size, (seconds, pages) in sizes.items()
        for step, kinds in growth.STEPS.items()
        for kind in kinds
    }
    cold, per_page, again = growth.tables(figures)
    assert list(cold.rows)[:3] == [
        ("10, stock", "20", "4.0", "2.0", "100.0", "100", "1.00×"),
        ("10, written", "20", "6.0", "3.0", "150.0", "100", "1.50×"),
        ("10, resume", "20", "8.0", "4.0", "200.0", "100", "2.00×"),
    ]
    assert list(per_page.rows) == [
        ("CPU time, stock", "1.35×", "1.50×"),  # 23 s ÷ 170 and 2 s ÷ 20; 18 s ÷ 120, 3 s ÷ 30
        ("CPU time, written", "1.35×", "1.50×"),
        ("CPU time, resume", "1.35×", "1.50×"),
        ("memory, stock", "0.12×", ""),  # nothing was added first
        ("memory, written", "0.12×", ""),
        ("memory, resume", "0.12×", ""),
    ]
    assert [row[0] for row in again.rows][:7] == [
        *("10, no-op, stock", "10, no-op, resume", "10, text edit, stock", "10, text edit, resume"),
        *("10, date edit unread, written", "10, date edit, stock", "10, date edit, written"),
    ]
    assert next(iter(again.rows)) == (
        *("10, no-op, stock", "4.0", "2.0", "100", "1.00×", "20", "0"),
    )


def test_what_older_figures_lack_has_no_rows() -> None:
    figures = {
        f"10 positions, {step}, {kind}": dict.fromkeys(
            ("wall", "cpu", "peak", "written", "changed"), 1.0
        )
        for step in ("cold", "date edit")
        for kind in ("stock", "resume")
    }
    cold, again = growth.tables(figures)
    assert [row[0] for row in cold.rows] == ["10, stock", "10, resume"]
    assert [row[0] for row in again.rows] == ["10, date edit, stock", "10, date edit, resume"]


def test_targets_have_the_figures_of_their_parts_and_the_floors_below_them() -> None:
    figures: dict[str, Figures] = {
        "sessions": {
            "`nox -s html`, one-line edit": {"wall": 1.5, "cpu": 1.2},
            "`nox -s html`, nothing to do": {"wall": 1.25, "cpu": 1},
            sessions.RENDER: {"wall": 2, "cpu": 1},
            "nox, empty session": {"wall": 0.25, "cpu": 0.2},
            "empty project with furo, one-line edit": {"wall": 0.75, "cpu": 0.5},
        },
        "growth": {
            "3200 positions, text edit, resume": {"wall": 9, "cpu": 8},
            "3200 positions, text edit, stock": {"wall": 6, "cpu": 4},
            "50 positions, text edit, resume": {"wall": 3, "cpu": 2},
            "3200 positions, date edit, resume": {"wall": 30, "cpu": 30},
            "3200 positions, date edit, stock": {"wall": 2, "cpu": 2},
            "3200 positions, date edit unread, written": {"wall": 12, "cpu": 11},
            "3200 positions, date edit, written": {"wall": 40, "cpu": 40},
            "800 positions, cold, stock": {"wall": 10, "cpu": 10},
            "800 positions, cold, written": {"wall": 30, "cpu": 28},
            "800 positions, cold unread, written": {"wall": 15, "cpu": 14},
        },
        "browser": {
            **{action: {"wall": 0.25, "cpu": 0.125} for action in browser.ACTIONS},
            "sort by use": {"wall": 2.25, "cpu": 0.5},
        },
    }
    html, pdf, _nox, again, _pdf, live, *others = targets.table(figures).rows
    assert html == (
        "`nox -s html`, one-line edit ÷ RenderCV",
        *("0.75×", "1.20×", "≤\u00a00.70×", "0.50×", "`sessions`"),
    )
    assert again[1:5] == (
        "1.25\u00a0s",
        "1.00\u00a0s",
        "≤\u00a01.15\u00a0s",
        "",
    )  # a floor was not measured
    assert pdf[1:3] == ("not measured", "")
    assert live[1:3] == ("not measured", "")
    shown = {row[0]: row[1] for row in others if row[1] != "not measured"}
    assert shown == {
        "text edit at 3,200 positions ÷ stock Sphinx": "1.50×",
        "date edit at 3,200 positions ÷ stock Sphinx": "15.00×",
        "text edit at 3,200 positions ÷ at 50": "3.00×",
        "its slowest filter or sort": "2.25\u00a0s",
    }
    assert {row[0]: row[4] for row in others if row[4]} == {
        "date edit at 3,200 positions ÷ stock Sphinx": "6.00×",
        "cold at 800 positions ÷ stock Sphinx": "1.50×",
    }


@pytest.mark.builds
def test_an_edited_date_is_on_all_pages_that_show_it_also_where_they_were_written_by_hand(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(growth, "KINDS", {"written": WrittenCareer})
    figures = growth.measure(Effort(sizes=(8,), runs=1))  # the skills of position 4 are on one page
    assert {name: (cost["written"], cost["changed"]) for name, cost in figures.items()} == {
        "8 positions, cold, written": (18, 18),
        "8 positions, date edit unread, written": (4, 1),
        "8 positions, date edit, written": (4, 4),
        "8 positions, cold unread, written": (18, 7),  # all but the one edited before
    }


#: A use of a skill as a line of a list: where, when, and the statement.
USE = re.compile(r"^(Company \d+), [\d-]+ – [\d-]+: (.+)$", re.MULTILINE)


def pages_of(career: GeneratedCareer, folder: Path) -> dict[str, BeautifulSoup]:
    career.write(folder)
    career.edit_date(folder, 5)
    built = Site(folder).build()
    assert built.warnings == []
    return {name: built.page(name) for name in ("index", "resume", "skills/configuration")}


def texts(page: BeautifulSoup, selector: str) -> list[str]:
    return [element.get_text() for element in page.select(selector)]


def months(page: BeautifulSoup, selector: str) -> list[list[str]]:
    return [re.findall(r"\b\d{4}-\d\d\b", str(element)) for element in page.select(selector)]


@pytest.mark.builds
def test_what_is_written_by_hand_is_what_views_show(tmp_path: Path) -> None:
    ours = pages_of(GeneratedCareer(8), tmp_path / "ours")
    written = pages_of(WrittenCareer(8), tmp_path / "written")

    index = ours["index"], written["index"]
    timelines = ".resume-timeline-list", "ol"
    links, dates = (
        [
            find(page, f"{timeline} {element}")
            for page, timeline in zip(index, timelines, strict=True)
        ]
        for find, element in ((texts, "a"), (months, "li"))
    )
    assert links[0] == links[1] != []
    assert dates[0] == dates[1] != []
    assert dates[0][5] == ["2024-10", "2024-11"]  # edited
    assert [
        (said.select("strong")[0].get_text(), said.select("span")[-1].get_text())
        for said in index[0].select(".resume-said")
    ] == USE.findall(index[1].get_text())
    marks = [page.select("section li a[title], .resume-grid a[title]") for page in index]
    assert [mark["title"] for mark in marks[0]] == [mark["title"] for mark in marks[1]]

    resume = ours["resume"], written["resume"]
    for element in ("h2", "h2 + p", "section section li"):
        assert texts(resume[0], element) == texts(resume[1], element) != []
    assert months(resume[0], "section section") == months(resume[1], "section section")

    skills = ours["skills/configuration"], written["skills/configuration"]
    assert texts(skills[0], ".resume-backlinks p:last-child a") == [
        statement for _name, statement in USE.findall(skills[1].get_text())
    ]


def test_each_edit_changes_the_same_statement(tmp_path: Path) -> None:
    page = tmp_path / "docs" / "experience" / "acme.md"
    page.parent.mkdir(parents=True)
    page.write_text("# Acme\n\n- {.sre}\n  Kept it running.\n- Wrote.\n", "utf-8")
    checkout = Checkout(tmp_path)
    assert checkout.edit() == "Edit 1: "
    assert page.read_text("utf-8") == "# Acme\n\n- {.sre}\n  Edit 1: Kept it running.\n- Wrote.\n"
    assert checkout.edit() == "Edit 2: "
    assert page.read_text("utf-8") == "# Acme\n\n- {.sre}\n  Edit 2: Kept it running.\n- Wrote.\n"


def test_the_extension_hands_work_back_in_functions_that_it_has_or_calls() -> None:
    text = "".join(path.read_text("utf-8") for path in Path(share.PACKAGE).rglob("*.py"))
    assert [name for name in sorted(share.HANDED_BACK) if f"{name}(" not in text] == []
