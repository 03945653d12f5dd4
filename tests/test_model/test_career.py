"""The career: order, lookup, dates, evidence and use, computed from all entries and citations."""

from __future__ import annotations

import datetime as dt
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_resume.model.career import Career, Evidence, Use
from sphinx_resume.model.citations import OtherReference
from sphinx_resume.model.dates import PRESENT, Date, Span
from sphinx_resume.model.entries import Position
from sphinx_resume.model.entry import Entry
from tests.support.samples import TODAY, career, cite, entry, ids, position, refer, skill
from tests.support.strategies import PROVEN, spans

WAYFAIR = position("wayfair", "2021-07", "2023-04")
STRIPE = position("stripe", "2024-02", "2024-08")
VAULT = skill("vault", title="Vault", aliases="HashiCorp Vault")
GO = skill("go", title="Go", aliases="Golang")


def sentences(found: tuple[Evidence, ...], career: Career) -> list[tuple[str, str]]:
    return [(each.source.id, career.text(each.citation.statement)) for each in found]


class TestOrder:
    def test_dated_entries_are_sorted_by_end_latest_first(self) -> None:
        entries = [
            position("old", "2010", "2012"),
            position("now", "2020-01"),
            position("lately", "2015-01", "2024-07"),
            position("long", "2011-01", "2012-12"),
            position("soon", "2019-06", "2024-12"),
            position("still", "2022-01"),
        ]
        found = career(*entries).entries_of_kind("position")
        assert ids(found) == ["still", "now", "soon", "lately", "long", "old"]

    def test_undated_entries_come_last_in_order_of_declaration(self) -> None:
        entries = [
            entry("talk", "c", title="a third"),
            entry("talk", "b", title="B second"),
            entry("talk", "dated", title="Z", date="2020"),
            entry("talk", "a", title="A first"),
        ]
        for order in (entries, entries[::-1]):
            declared = [each for each in ids(order) if each != "dated"]
            assert ids(career(*order, pages=ids(order)).entries_of_kind("talk")) == [
                "dated",
                *declared,
            ]

    def test_entries_with_equal_dates_keep_the_order_of_declaration(self) -> None:
        twins = [position(name, "2020", "2021", docname="page") for name in ("b", "a", "c")]
        assert ids(career(*twins).entries_of_kind("position")) == ["b", "a", "c"]

    def test_pages_are_in_toctree_order_and_orphans_last_by_name(self) -> None:
        entries = [
            skill(name, docname=docname)
            for docname in ("b", "lost", "a", "c", "alone")
            for name in (f"{docname}-2", f"{docname}-1")
        ]
        shuffled = [*entries[4:], *entries[:4]]
        for order in (entries, shuffled):
            found = career(*order, pages=("c", "a", "nothing", "b"))
            assert ids(found.skills) == [
                *("c-2", "c-1", "a-2", "a-1", "b-2", "b-1"),
                *("alone-2", "alone-1", "lost-2", "lost-1"),
            ]

    def test_categories_are_in_order_of_declaration_and_skills_without_one_last(self) -> None:
        entries = [
            skill("go", docname="b"),
            skill("vault", category="Secrets", docname="b"),
            skill("consul", category="Secrets", docname="a"),
            skill("php", category="languages", docname="a"),
        ]
        found = career(*entries, pages=("b", "a"))
        assert [(name, ids(skills)) for name, skills in found.categories.items()] == [
            ("Secrets", ["vault", "consul"]),
            ("languages", ["php"]),
            ("", ["go"]),
        ]

    def test_cited_entries_are_in_order_of_declaration(self) -> None:
        skills = [skill(name, docname="tools") for name in ("zig", "ada", "go")]
        found = career(
            WAYFAIR,
            *skills,
            pages=["tools"],
            cited=[(WAYFAIR, name) for name in ("go", "ada", "zig")],
        )
        assert ids(found.cites(WAYFAIR)) == ["zig", "ada", "go"]

    def test_a_kind_without_declarations_has_no_entries(self) -> None:
        assert career(VAULT).entries_of_kind("position") == ()


class TestFind:
    CAREER = career(
        WAYFAIR,
        VAULT,
        GO,
        skill("ci-cd", title="CI/CD"),
        skill("c", title="C"),
        entry("talk", "reviews", title="A year of reviews"),
        position("acme-berlin", "2010", "2011", organization="Acme"),
        position("acme-paris", "2012", "2013", organization="Acme"),
    )

    @pytest.mark.parametrize(
        ("kind", "name", "id"),
        [
            ("skill", "vault", "vault"),
            ("skill", "Vault", "vault"),
            ("skill", "VAULT", "vault"),
            ("skill", " hashicorp  vault", "vault"),
            ("skill", "Golang", "go"),
            ("skill", "ci/cd", "ci-cd"),
            ("skill", "CI CD", "ci-cd"),
            ("skill", "CI-CD", "ci-cd"),
            ("position", "Wayfair", "wayfair"),
            ("position", "acme-paris", "acme-paris"),
            ("talk", "a year of Reviews", "reviews"),
        ],
    )
    def test_by_id_or_name_case_insensitively(self, kind: str, name: str, id: str) -> None:
        found = self.CAREER.find(kind, name)
        assert found is not None
        assert (found.kind, found.id) == (kind, id)

    @pytest.mark.parametrize(
        ("kind", "name"),
        [
            ("skill", "Vaults"),
            ("skill", ""),
            ("skill", "wayfair"),
            ("position", "Engineer"),
            ("position", "vault"),
        ],
    )
    def test_nothing_by_an_unknown_name(self, kind: str, name: str) -> None:
        assert self.CAREER.find(kind, name) is None

    @pytest.mark.parametrize("name", ["C++", "C#", "c."])
    def test_punctuation_is_part_of_a_name(self, name: str) -> None:
        assert self.CAREER.find("skill", name) is None

    def test_nothing_by_an_ambiguous_name(self) -> None:
        assert self.CAREER.find("position", "Acme") is None
        assert self.CAREER.suggest("position", "acme") == ["acme-berlin", "acme-paris"]

    @pytest.mark.parametrize(
        ("kind", "name", "suggested"),
        [
            ("skill", "Vualt", ["Vault"]),
            ("skill", "Hashicorp Valt", ["HashiCorp Vault"]),
            ("skill", "golang!", ["Golang"]),
            ("position", "wayfar", ["wayfair"]),
            ("position", "Wayfar", ["Wayfair"]),
            ("position", "Acmee", ["acme-paris", "acme-berlin"]),
            ("skill", "Kubernetes", []),
        ],
    )
    def test_similar_names_are_suggested(self, kind: str, name: str, suggested: list[str]) -> None:
        assert self.CAREER.suggest(kind, name) == suggested

    def test_at_most_three_entries_are_suggested_each_by_one_name(self) -> None:
        many = career(
            *(skill(f"tool-{n}", title=f"Tool {n}", aliases=f"Tools {n}") for n in "1234")
        )
        suggested = many.suggest("skill", "Tool")
        assert len(suggested) == 3
        assert len({name[-1] for name in suggested}) == 3

    def test_the_first_of_two_entries_with_the_same_id_wins(self) -> None:
        first = skill("go", title="Go", docname="a", line=5)
        second = skill("go", title="Golang", docname="a", line=20)
        third = skill("go", title="The game", docname="b", line=1)
        for order in ([first, second, third], [third, first, second]):
            found = career(*order)
            assert found.find("skill", "go") is first
            assert found.duplicates == [second, third]
            assert found.skills == (first,)
            assert found.find("skill", "The game") is None

    def test_a_former_id_still_finds_its_entry_but_never_another(self) -> None:
        renamed = skill("hashicorp-vault", title="HashiCorp", formerly="vault, hcv")
        assert career(renamed).find("skill", "hcv") is renamed
        assert career(renamed, VAULT).find("skill", "vault") is VAULT
        assert career(renamed).find("position", "hcv") is None

    def test_entries_of_a_kind_are_in_order_of_declaration(self) -> None:
        found = career(STRIPE, GO, WAYFAIR, pages=("wayfair", "stripe"))
        assert found.declared("position") == [WAYFAIR, STRIPE]
        assert found.declared("skill") == [GO]

    def test_entries_of_a_page_are_resolved_against_the_whole_career(self) -> None:
        """A position without an end is ongoing if no other one is known to be."""
        open_end = position("acme", "2020", "", docname="a")
        found = career(open_end)
        (known,) = found.known([open_end])
        assert (known.span, open_end.span) == (
            Span(Date(2020), PRESENT),
            Span(Date(2020), None),
        )
        other = position("acme", "1999", "2000", docname="b")
        assert found.known([other]) == [other]  # a duplicate is unchanged

    def test_entries_left_out_of_a_build_are_found_by_name(self) -> None:
        found = Career([WAYFAIR], [], TODAY, left_out=[GO])
        assert found.left_out("skill", "golang") is GO
        assert found.left_out("skill", "rust") is None
        assert career(GO).left_out("skill", "go") is None

    def test_a_name_is_ambiguous_only_if_it_finds_no_entry(self) -> None:
        again = position("again", "2023-05", title="Director", organization="Wayfair")
        both = career(WAYFAIR, again)
        assert both.find("position", "wayfair") is WAYFAIR  # the id of one, and the name of both
        assert not both.fits_several("position", "wayfair")
        assert not both.fits_several("position", "Wayfair Inc")
        twins = career(
            position("a", "2020", "2021", organization="Acme"),
            position("b", "2022", "2023", organization="Acme"),
        )
        assert twins.fits_several("position", "acme")
        assert not twins.fits_several("position", "b")

    def test_the_first_of_two_skills_with_the_same_name_has_it(self) -> None:
        first = skill("golang", title="Go", docname="a")
        second = skill("baduk", title="Go", docname="b")
        assert career(second, first).find("skill", "GO") is first

    def test_ids_of_different_kinds_do_not_collide(self) -> None:
        both = career(skill("stripe", title="Stripe API"), STRIPE)
        assert both.find("skill", "stripe") is both.skills[0]
        assert both.find("position", "stripe") is STRIPE
        assert both.duplicates == []


class TestTime:
    def test_an_event_during_a_position_has_its_dates(self) -> None:
        undated = entry("incident", "disk", title="A full disk", during="Wayfair")
        found = career(WAYFAIR, undated)
        assert found.during(undated) is WAYFAIR
        assert found.span(undated) == WAYFAIR.span
        assert len(found.months(undated)) == 22
        assert found.happened_during(WAYFAIR) == (undated,)

    def test_its_own_date_takes_precedence_over_the_position(self) -> None:
        dated = entry("incident", "disk", title="A full disk", during="wayfair", date="2022-03")
        found = career(WAYFAIR, dated)
        assert found.span(dated) == Span(Date(2022, 3), Date(2022, 3))
        assert found.happened_during(WAYFAIR) == (dated,)

    def test_an_event_during_an_unknown_position_has_no_dates(self) -> None:
        lost = entry("incident", "disk", title="A full disk", during="wayfar")
        found = career(WAYFAIR, lost)
        assert found.during(lost) is None
        assert found.span(lost) is None
        assert not found.months(lost)
        assert found.happened_during(WAYFAIR) == ()

    def test_gaps_are_between_positions(self) -> None:
        found = career(
            WAYFAIR,
            STRIPE,
            position("early", "2020-01", "2020-12"),
            entry("education", "tum", title="CS", organization="TUM", start="2010", end="2012"),
        )
        assert found.gaps == (
            Span(Date(2021, 1), Date(2021, 6)),
            Span(Date(2023, 5), Date(2024, 1)),
        )

    def test_a_year_leaves_no_gap_in_itself(self) -> None:
        assert career(position("old", "2018", "2020"), position("new", "2021-01")).gaps == ()

    def test_overlaps_name_the_positions_and_the_months(self) -> None:
        long = position("long", "2020-01")
        short = position("short", "2021-03", "2021-06")
        later = position("later", "2021-06", "2022-01")
        found = career(later, short, long)
        assert [(o.first.id, o.second.id, o.span) for o in found.overlaps] == [
            ("long", "short", Span(Date(2021, 3), Date(2021, 6))),
            ("long", "later", Span(Date(2021, 6), Date(2022, 1))),
        ]
        assert found.alongside(later) == ((long, Span(Date(2021, 6), Date(2022, 1))),)
        assert [other.id for other, _span in found.alongside(long)] == ["short", "later"]

    @pytest.mark.parametrize("start", ["2023-04-17", "2023-04-14", "2023-04", "2023"])
    def test_a_start_at_the_end_of_another_is_no_overlap(self, start: str) -> None:
        first = position("first", "2020-01-01", "2023-04-14")
        assert career(first, position("second", start)).overlaps == ()
        by_month = position("first", "2020-01", "2023-04")
        assert career(by_month, position("second", start)).overlaps == ()

    def test_a_start_one_day_before_the_end_of_another_is_an_overlap(self) -> None:
        first = position("first", "2020-01-01", "2023-04-14")
        (overlap,) = career(first, position("second", "2023-04-13")).overlaps
        assert overlap.span == Span(Date(2023, 4), Date(2023, 4))

    def test_two_ongoing_positions_overlap_until_today(self) -> None:
        first, second = position("first", "2020-09"), position("second", "2022-01")
        (overlap,) = career(first, second).overlaps
        assert overlap.span == Span(Date(2022, 1), PRESENT)
        until = position("second", "2022-01", "2025-12")
        assert career(first, until).alongside(first) == ((until, Span(Date(2022, 1), PRESENT)),)

    def test_an_unknown_end_overlaps_nothing_and_leaves_no_gap_after_it(self) -> None:
        early = position("early", "2001-03", "2003-12")
        untold = position("untold", "2005-01", "")
        late = position("late", "2010-01", "2011-12")
        last = position("last", "2014-01")
        found = career(early, untold, late, last)
        assert found.overlaps == ()
        assert found.gaps == (Span(Date(2004, 1), Date(2004, 12)),)
        assert found.tenure(untold) is None

    def test_gaps_between_years_have_no_months(self) -> None:
        first, last = position("first", "2010", "2016"), position("last", "2019-03")
        assert career(first, last).gaps == (Span(Date(2017), Date(2019, 2)),)
        first, last = position("first", "2010-01", "2016-05"), position("last", "2019")
        assert career(first, last).gaps == (Span(Date(2016, 6), Date(2018)),)
        # The other position gives the month.
        precise = position("precise", "2016-02", "2016-12")
        vague = position("vague", "2010", "2016")
        assert career(vague, precise, position("last", "2019-03")).gaps == (
            Span(Date(2017, 1), Date(2019, 2)),
        )

    def test_a_shared_year_is_no_overlap(self) -> None:
        first = position("first", "2016", "2018")
        assert career(first, position("second", "2018", "2020")).overlaps == ()
        assert career(first, position("second", "2018-06", "2020-01")).overlaps == ()
        (overlap,) = career(first, position("second", "2017", "2020")).overlaps
        assert overlap.span == Span(Date(2017), Date(2018))

    def test_consecutive_titles_within_a_month_do_not_overlap(self) -> None:
        first = position("junior", "2020-01", "2022-06", organization="Acme")
        second = position("senior", "2022-06", organization="ACME")
        assert career(first, second).overlaps == ()
        earlier = position("senior", "2022-05", organization="Acme")
        assert [o.span for o in career(first, earlier).overlaps] == [
            Span(Date(2022, 5), Date(2022, 6))
        ]

    def test_positions_without_a_month_between_them_are_one_tenure(self) -> None:
        junior = position("junior", "2018-01", "2019-06", organization="Acme")
        senior = position("senior", "2019-07", "2020-12", organization="acme")
        back = position("back", "2022-01", organization="Acme")
        found = career(junior, senior, back, WAYFAIR)
        assert [(ids(t.positions), t.span) for t in found.tenures] == [
            (["back"], Span(Date(2022, 1), PRESENT)),
            (["wayfair"], WAYFAIR.span),
            (["senior", "junior"], Span(Date(2018, 1), Date(2020, 12))),
        ]
        assert found.tenure(junior) == found.tenure(senior) == found.tenures[2]
        assert found.tenure(VAULT) is None

    def test_future_positions_overlap_nothing(self) -> None:
        assert career(STRIPE, position("planned", "2030-01")).overlaps == ()
        assert career(STRIPE, position("planned", "2030-01")).gaps == ()
        planned = position("planned", "2030-01", "2031-12")
        assert career(STRIPE, planned, position("other", "2030-05")).overlaps == ()
        assert career(STRIPE, planned).gaps == ()

    def test_only_positions_can_be_alongside(self) -> None:
        studies = entry(
            "education", "tum", title="CS", organization="TUM", start="2021", end="2022"
        )
        found = career(WAYFAIR, studies)
        assert found.overlaps == ()
        assert found.alongside(studies) == ()


class TestEvidence:
    def test_is_the_statements_of_entries_that_happened(self) -> None:
        talk = entry("talk", "reviews", title="Reviews", date="2022-05-03")
        interest = entry("interest", "ux", title="UX")
        cited = [(WAYFAIR, "Vault"), (talk, "vault"), (interest, "Vault"), (GO, "HashiCorp Vault")]
        found = career(WAYFAIR, talk, interest, GO, VAULT, cited=cited)
        assert sentences(found.evidence(VAULT), found) == [
            ("wayfair", "Ran Vault."),
            ("reviews", "Ran vault."),
        ]
        assert sorted(each.source.id for each in found.cited_by(VAULT)) == [
            "go",
            "reviews",
            "ux",
            "wayfair",
        ]
        assert found.evidence(GO) == ()

    def test_is_sorted_by_kind_then_latest_first(self) -> None:
        studies = entry(
            "education", "tum", title="CS", organization="TUM", start="2023", end="2024"
        )
        incident = entry("incident", "disk", title="Disk", date="2024-06")
        sources = [incident, studies, WAYFAIR, STRIPE]
        found = career(*sources, VAULT, cited=[(source, "vault") for source in sources])
        assert [e.source.id for e in found.evidence(VAULT)] == ["stripe", "wayfair", "tum", "disk"]

    def test_counts_a_statement_once_however_often_it_names_a_skill(self) -> None:
        twice = [
            cite(WAYFAIR, refer("Go"), "Learned ", " and loved Go."),
            cite(WAYFAIR, refer("Golang"), "Learned ", " and loved Go."),
            cite(WAYFAIR, refer("Go"), "Taught ", number=2),
        ]
        found = career(WAYFAIR, GO, cited=twice)
        assert sentences(found.evidence(GO), found) == [
            ("wayfair", "Learned Go and loved Go."),
            ("wayfair", "Taught Go."),
        ]

    def test_ignores_undeclared_entries(self) -> None:
        found = career(WAYFAIR, VAULT, cited=[(WAYFAIR, "Consul"), (STRIPE, "Vault")])
        assert found.evidence(VAULT) == ()
        assert found.cites(WAYFAIR) == ()

    def test_ignores_citations_of_the_entry_itself(self) -> None:
        found = career(WAYFAIR, cited=[cite(WAYFAIR, refer("wayfair", "position"))])
        assert found.cited_by(WAYFAIR) == ()

    def test_cited_entries_are_unique_by_kind_and_id(self) -> None:
        talk = entry("talk", "reviews", title="Reviews")
        cited = [
            cite(WAYFAIR, refer("Vault")),
            cite(WAYFAIR, refer("reviews", "talk")),
            cite(WAYFAIR, refer("Go")),
            cite(WAYFAIR, refer("Golang")),
        ]
        found = career(WAYFAIR, GO, VAULT, talk, cited=cited)
        assert [(e.kind, e.id) for e in found.cites(WAYFAIR)] == [
            ("skill", "go"),
            ("skill", "vault"),
            ("talk", "reviews"),
        ]


class TestUse:
    def use(self, *sources: Entry, today: dt.date = TODAY) -> Use:
        cited = [(source, "vault") for source in sources]
        return career(*sources, VAULT, cited=cited, today=today).use(VAULT)

    def test_of_one_position_is_its_span(self) -> None:
        assert self.use(STRIPE) == Use(
            months=7, at_most=False, last=Date(2024, 8), current=False, source=STRIPE
        )

    def test_of_several_positions_counts_no_month_twice(self) -> None:
        beside = position("beside", "2021-01", "2021-12")
        use = self.use(WAYFAIR, STRIPE, beside)
        assert use.months == 6 + 22 + 7
        assert (use.last, use.source) == (Date(2024, 8), STRIPE)

    def test_is_ongoing_if_one_position_is(self) -> None:
        now = position("now", "2024-06")
        assert self.use(now, WAYFAIR) == Use(
            months=3 + 22, at_most=False, last=None, current=True, source=now
        )

    def test_known_to_the_year_is_an_upper_bound(self) -> None:
        ryte = position("ryte", "2016", "2018")
        assert self.use(ryte) == Use(
            months=36, at_most=True, last=Date(2018), current=False, source=ryte
        )
        assert self.use(ryte, STRIPE).at_most is True

    def test_is_proven_by_studies_too(self) -> None:
        studies = entry(
            "education", "tum", title="CS", organization="TUM", start="2023-10", end="2024-09"
        )
        use = self.use(WAYFAIR, studies, today=dt.date(2025, 1, 1))
        assert (use.months, use.last, use.source) == (22 + 12, Date(2024, 9), studies)

    def test_is_not_proven_by_talks_and_incidents(self) -> None:
        talk = entry("talk", "reviews", title="Reviews", date="2022-05-03")
        incident = entry("incident", "disk", title="Disk", during="wayfair")
        cited = [(talk, "vault"), (incident, "vault")]
        found = career(WAYFAIR, talk, incident, VAULT, cited=cited)
        assert found.use(VAULT).months == 0
        assert len(found.evidence(VAULT)) == 2

    def test_is_none_without_evidence(self) -> None:
        none = Use(months=0, at_most=False, last=None, current=False, source=None)
        assert self.use() == none

    def test_does_not_count_the_future(self) -> None:
        contract = position("contract", "2024-06", "2025-12")
        assert self.use(contract) == Use(
            months=3, at_most=False, last=None, current=True, source=contract
        )
        for planned in (position("planned", "2024-09"), position("planned", "2025-01", "2025-06")):
            assert self.use(planned) == self.use()
            assert self.use(planned, STRIPE) == self.use(STRIPE)

    def test_known_to_the_present_year_ends_with_this_month(self) -> None:
        use = self.use(position("ryte", "2024", "2024"))
        assert (use.months, use.at_most, use.last) == (8, True, Date(2024))

    @PROVEN
    @given(st.lists(spans(2018, 2026), max_size=5))
    def test_counts_the_months_until_today_in_which_any_position_was_held(
        self, held: list[Span]
    ) -> None:
        now = 12 * TODAY.year + TODAY.month - 1
        positions = held_in(held)
        held = assumed(held)
        expected = {
            month
            for span in held
            if span.start.earliest <= TODAY
            for month in range(2018 * 12, now + 1)
            if span.start.first_month <= month
            and (span.end is PRESENT or (span.end and month <= span.end.last_month))
        }
        use = self.use(*positions)
        assert use.months == len(expected)
        begun = [span for span in held if span.start.earliest <= TODAY]
        assert use.current == any(
            span.end is PRESENT or (span.end and span.end.earliest > TODAY) for span in begun
        )
        if use.last:
            assert use.last.latest == max(s.end.latest for s in begun if isinstance(s.end, Date))
        ended = [span for span in begun if span.end]
        assert bool(use.last) == (bool(ended) and not use.current and len(ended) == len(begun))


def test_the_last_use_is_unknown_if_an_end_is() -> None:
    untold = position("untold", "2001", "")
    known = position("known", "2003-01", "2004-05")
    present = position("present", "2020-01")
    cited = [(untold, "vault"), (known, "vault"), (present, "go")]
    found = career(untold, known, present, VAULT, GO, cited=cited)
    assert (found.use(VAULT).last, found.use(VAULT).current) == (None, False)
    assert found.use(GO).current


def test_uses_that_share_a_year_are_merged() -> None:
    jobs = [
        position("a", "2012-01", "2013-03"),
        position("b", "2013-11", "2015-02"),
        position("c", "2016", "2016"),
        position("d", "2024-01"),
        position("e", "2026-01"),
    ]
    found = career(*jobs, VAULT, cited=[(job, "vault") for job in jobs])
    assert found.years(VAULT) == ((2012, 2015), (2016, 2016), (2024, 2024))
    assert career(VAULT).years(VAULT) == ()


@pytest.mark.parametrize(
    ("start", "end", "years"),
    [
        ("2012-12", "2013-12", (2012, 2013)),
        ("2012-01", "2012-11", (2012, 2012)),
        ("2012-01", "2013-01", (2012, 2013)),
    ],
)
def test_the_years_of_use_are_those_of_its_first_and_last_month(
    start: str, end: str, years: tuple[int, int]
) -> None:
    job = position("a", start, end)
    assert career(job, VAULT, cited=[(job, "vault")]).years(VAULT) == (years,)


def held_in(spans: list[Span]) -> list[Entry]:
    """A position for each span, each at a different organization."""
    return [
        position(
            f"p{number}",
            span.start.isoformat(),
            span.end.isoformat()
            if isinstance(span.end, Date)
            else span.end.value
            if span.end
            else "",
        )
        for number, span in enumerate(spans)
    ]


def assumed(held: list[Span]) -> list[Span]:
    """The spans as in a career: those without an end are ongoing if no other is current."""
    if any(span.current(TODAY) for span in held):
        return held
    return [
        Span(span.start, PRESENT) if span.end is None and span.begun(TODAY) else span
        for span in held
    ]


class TestByBruteForce:
    @PROVEN
    @given(st.lists(spans(2018, 2025), max_size=6))
    def test_overlaps_are_the_months_shared_by_two_positions(self, held: list[Span]) -> None:
        found = career(*held_in(held))
        positions = held_in(assumed(held))
        expected = {}
        for one, other in combinations(positions, 2):
            shared = set(found.months(one)) & set(found.months(other))
            assert one.span is not None
            assert other.span is not None
            known = one.span.counts(TODAY) and other.span.counts(TODAY)
            if known and one.span.meets(other.span):
                assert shared
                expected[frozenset({one.id, other.id})] = shared
        overlaps = {frozenset({o.first.id, o.second.id}): o for o in found.overlaps}
        assert overlaps.keys() == expected.keys()
        assert len(found.overlaps) == len(expected)
        for key, overlap in overlaps.items():
            assert found.months(overlap.first).start <= found.months(overlap.second).start
            months = set(overlap.span.months(TODAY))
            if overlap.span.end is PRESENT:
                now = 12 * TODAY.year + TODAY.month
                expected[key] = {month for month in expected[key] if month < now}
            assert months >= expected[key] if overlap.span.by_year else months == expected[key]

    @PROVEN
    @given(st.lists(spans(2018, 2024), max_size=6))
    def test_gaps_are_the_months_without_a_position(self, held: list[Span]) -> None:
        positions = held_in(held)
        found = career(*positions)
        begun = [span for span in held if span.begun(TODAY)]
        covered = {month for span in begun for month in span.reach(TODAY)}
        between = set(range(min(covered), max(covered) + 1)) if covered else set()
        assert {m for gap in found.gaps for m in gap.months(TODAY)} == between - covered


class TestWords:
    CAREER = career(WAYFAIR, VAULT)

    @pytest.mark.parametrize(
        ("reference", "label"),
        [
            (refer("vault"), "vault"),
            (refer("HashiCorp vault"), "HashiCorp vault"),
            (refer("vault", text="its secrets"), "its secrets"),
            (refer("wayfair", "position"), "Engineer, Wayfair"),
            (refer("wayfair", "position", short=True), "Wayfair"),
            (refer("WAYFAIR", "position"), "WAYFAIR"),
            (refer("Consul"), "Consul"),
        ],
    )
    def test_references_have_their_label(self, reference: object, label: str) -> None:
        assert self.CAREER.text(("At ", reference, ".")) == f"At {label}."  # type: ignore[arg-type]

    def test_positions_and_skills_have_their_own_lists(self) -> None:
        assert [type(each) for each in self.CAREER.positions] == [Position]
        assert self.CAREER.skills == (VAULT,)

    def test_other_references_have_their_resolved_text(self) -> None:
        page = OtherReference("a", (("reftarget", "about"),), "about")
        quoted = ("See ", page, ".")
        found = Career([], [], TODAY, words=lambda: {page: "About me"})
        assert found.text(quoted) == "See About me."
        assert found.text(quoted, {page: "This page"}) == "See This page."
        assert found.text(quoted, {}) == "See about."
