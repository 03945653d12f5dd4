"""Microformats of dates in the short résumé."""

from __future__ import annotations

import pytest

from tests.conftest import MakeSite


@pytest.mark.parametrize(
    ("start", "end", "sides"),
    [
        ("2020-01", "2021-02", {"2020-01": ["dt-start"], "2021-02": ["dt-end"]}),
        ("2020-01", "present", {"2020-01": ["dt-start"]}),
        ("2020-01", "2020-01", {"2020-01": ["dt-end"]}),
        ("2030-01", "present", {"2030-01": ["dt-start"]}),
    ],
)
def test_a_date_is_marked_as_start_or_end(
    career_site: MakeSite, start: str, end: str, sides: dict[str, list[str]]
) -> None:
    entry = f"""\
        # Résumé

        ```{{entry-list}} position
        :style: full
        ```

        ```{{position}} acme
        :organization: Acme
        :location: Here – There
        :start: {start}
        :end: {end}

        Text.
        ```
        """
    site = career_site({"index.md": "# A\n\n```{toctree}\nresume\n```\n", "resume.md": entry})
    page = site.build("html").page("resume")
    found = page.select(".h-event time")
    assert {time["datetime"]: time.get("class") for time in found} == sides
