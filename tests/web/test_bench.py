"""What ``nox -s bench`` measures in the browser."""

from __future__ import annotations

from playwright.sync_api import Browser

from tests.bench.browser import tables, visit
from tests.conftest import MYST_IS_OLD, MakeSite
from tests.support.generate import GeneratedCareer
from tests.support.sites import served

pytestmark = MYST_IS_OLD


def test_opening_a_page_and_all_actions_on_it_are_measured(
    browser: Browser, career_site: MakeSite
) -> None:
    site = career_site({})
    GeneratedCareer(positions=6).write(site.folder)
    with served(site.build().folder) as address:
        figures = visit(browser, address)
    assert [set(cost) for cost in figures.values()] == [{"wall", "cpu", "script"}] * 9
    assert all(cost["wall"] > cost["script"] > 0 for cost in figures.values())
    lines = str(next(iter(tables(figures)))).splitlines()
    assert [line.split(" |")[0] for line in lines[4:]] == [
        "| open the page, until the filter can be used",
        "| choose a skill                             ",
        "| show everything again                      ",
        "| sort by use                                ",
        "| sort by use, the other way                 ",
        "| sort by use no more                        ",
        "| sort the matrix by position                ",
        "| sort it the other way                      ",
        "| sort it no more                            ",
    ]
