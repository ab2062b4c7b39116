"""Who held an office on a day: lists, observations, and when the answer is nobody."""

from __future__ import annotations

import datetime as dt
import random
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from office_building import GEORGIA, MINTER, actor, office_terms, term

from diplograph.graph.dates import EventTime, PartialDate
from diplograph.graph.officeholders import Holder, Observation, OfficeTerm, holder
from diplograph.graph.officeholders.holders import OfficeBook

GEO = actor("GEO").iri
IVANISHVILI = MINTER.person("Bidzina Ivanishvili", "GEO")
GARIBASHVILI = MINTER.person("Irakli Garibashvili", "GEO")
KVIRIKASHVILI = MINTER.person("Giorgi Kvirikashvili", "GEO")


def on(day: str) -> EventTime:
    return EventTime.on(PartialDate.parse(day))


def asked(
    day: str,
    office: str = "Prime Minister",
    terms: tuple[OfficeTerm, ...] = GEORGIA,
    seen: Counter[Observation] | None = None,
) -> str | None:
    found = holder(office, GEO, on(day), terms, seen)
    return None if found is None else found.person


def observed(*told: tuple[str, str, int]) -> Counter[Observation]:
    seen: Counter[Observation] = Counter()
    for person, month, count in told:
        seen[Observation(person, "Prime Minister", GEO, month)] += count
    return seen


# ---------------------------------------------------------------------------------- lists


@pytest.mark.parametrize(
    ("day", "person"),
    [
        ("2013-06-11", IVANISHVILI),
        ("2013-11-05", IVANISHVILI),
        ("2013-12-04", GARIBASHVILI),
        ("2014", GARIBASHVILI),
        ("2014-08", GARIBASHVILI),
        ("2017-05-12", KVIRIKASHVILI),
        ("2017", KVIRIKASHVILI),
    ],
)
def test_the_georgian_prime_minister(day: str, person: str) -> None:
    assert asked(day) == person
    assert asked(day, "Premier") == person


@pytest.mark.parametrize(
    "day",
    [
        "2013-11-15",  # five days before the change
        "2013-11-20",  # the day itself
        "2013-11-26",
        "2013-11",  # the month of the change
        "2013",  # two held it that year
        "2012-10-26",  # the first days of the first term that the list knows
        "2010-03-01",  # before the list
        "2019-01-01",  # after it
    ],
)
def test_near_a_change_and_outside_of_the_list_it_is_nobody(day: str) -> None:
    assert asked(day) is None


def test_an_unknown_day_is_nobodys() -> None:
    assert holder("Prime Minister", GEO, EventTime(words="on Tuesday"), GEORGIA) is None


def test_a_span_within_one_term_is_his_and_across_two_nobodys() -> None:
    for until, person in (("2015-11-30", GARIBASHVILI), ("2016-02-01", None)):
        time = EventTime(PartialDate.parse("2015-10-01"), PartialDate.parse(until))
        found = holder("Prime Minister", GEO, time, GEORGIA)
        assert (found and found.person) == person


def test_an_event_without_an_end_counts_by_its_beginning() -> None:
    found = holder("Prime Minister", GEO, EventTime(PartialDate(2015, 6, 1)), GEORGIA)
    assert found is not None
    assert found.person == GARIBASHVILI


@pytest.mark.parametrize(
    "office", ["Foreign Minister", "Deputy Prime Minister", "Leader", "former Prime Minister"]
)
def test_another_office_is_another_question(office: str) -> None:
    assert asked("2017-05-12", office) is None


def test_who_stands_in_is_not_the_holder() -> None:
    assert asked("2017-05-12", "Acting Prime Minister") is None


def test_another_polity_is_another_question() -> None:
    assert holder("Prime Minister", actor("RUS").iri, on("2017-05-12"), GEORGIA) is None


def test_two_in_office_at_a_time_are_nobody() -> None:
    park = term("Park Geun-hye", "President", "KOR", "2013-02-25", "2017-03-10")
    hwang = term("Hwang Kyo-ahn", "Acting President", "KOR", "2016-12-09", "2017-05-10")
    korea = actor("KOR").iri
    assert holder("President", korea, on("2017-01-15"), [park, hwang]) is None
    found = holder("President", korea, on("2016-06-15"), [park, hwang])
    assert found is not None
    assert found.name == "Park Geun-hye"


def test_two_terms_of_one_person_in_a_row_leave_no_gap() -> None:
    terms = [
        term("Vladimir Putin", "President", "RUS", "2012-05-07", "2018-05-07"),
        term("Vladimir Putin", "President", "RUS", "2018-05-07"),
    ]
    found = holder("President", actor("RUS").iri, on("2018-05-07"), terms)
    assert found is not None
    assert found.name == "Vladimir Putin"


def test_what_is_known_to_the_month_is_not_sure_within_it() -> None:
    terms = (term("A. Person", "Prime Minister", "GEO", "2020-03", "2022-06"),)
    assert asked("2020-03-20", terms=terms) is None
    assert asked("2020-04-20", terms=terms) == MINTER.person("A. Person", "GEO")
    assert asked("2022-06-10", terms=terms) is None


def test_without_a_beginning_nothing_is_sure() -> None:
    terms = (term("A. Person", "Prime Minister", "GEO", "", "2022-06-01"),)
    assert asked("2020-03-20", terms=terms) is None


def test_an_old_term_without_an_end_counts_for_less() -> None:
    terms = (term("A. Person", "Prime Minister", "GEO", "2010-01-01"),)
    young = holder("Prime Minister", GEO, on("2012-01-01"), terms)
    old = holder("Prime Minister", GEO, on("2022-01-01"), terms)
    assert young is not None
    assert old is not None
    assert old.score < young.score
    assert old.feature("open_end") == 1


def test_a_joined_title_in_the_list_answers_for_each_office() -> None:
    terms = (term("A. Person", "Prime Minister and Minister of Foreign Affairs", "GEO", "2010"),)
    for office in ("Prime Minister", "Foreign Minister", "Top Diplomat"):
        assert asked("2012-05-05", office, terms) == MINTER.person("A. Person", "GEO")


# ---------------------------------------------------------------------------------- observations


@pytest.mark.parametrize(
    ("seen", "person"),
    [
        (observed((GARIBASHVILI, "2014-05", 1)), GARIBASHVILI),
        (observed((GARIBASHVILI, "2014-04", 1), (GARIBASHVILI, "2014-07", 1)), GARIBASHVILI),
        # somebody else longer ago, or much later
        (observed((GARIBASHVILI, "2014-05", 1), (IVANISHVILI, "2014-03", 1)), GARIBASHVILI),
        (observed((GARIBASHVILI, "2014-05", 2), (IVANISHVILI, "2014-07", 1)), GARIBASHVILI),
        # one in ten may be wrong
        (observed((GARIBASHVILI, "2014-05", 10), (IVANISHVILI, "2014-05", 1)), GARIBASHVILI),
        # only before, only after, or too far away
        (observed((GARIBASHVILI, "2014-04", 9)), None),
        (observed((GARIBASHVILI, "2014-06", 9)), None),
        (observed((GARIBASHVILI, "2014-01", 1), (GARIBASHVILI, "2014-09", 1)), None),
        # two in the same month, in the month beside, or in between
        (observed((GARIBASHVILI, "2014-05", 1), (IVANISHVILI, "2014-05", 1)), None),
        (observed((GARIBASHVILI, "2014-05", 1), (IVANISHVILI, "2014-06", 1)), None),
        (observed((IVANISHVILI, "2014-04", 1), (GARIBASHVILI, "2014-06", 1)), None),
        (
            observed(
                (GARIBASHVILI, "2014-03", 1),
                (IVANISHVILI, "2014-04", 1),
                (GARIBASHVILI, "2014-07", 1),
            ),
            None,
        ),
        (observed(), None),
    ],
)
def test_what_articles_tell_of_may_2014(seen: Counter[Observation], person: str | None) -> None:
    assert asked("2014-05-10", terms=(), seen=seen) == person


def test_a_plain_tuple_is_an_observation() -> None:
    seen = {(GARIBASHVILI, "prime minister", GEO, "2014-05"): 2}
    found = OfficeBook([], seen).holder("Premier", GEO, on("2014-05-10"))  # type: ignore[arg-type]
    assert found is not None
    assert (found.person, found.name, found.feature("observed")) == (GARIBASHVILI, None, 2)


def test_a_year_needs_the_person_before_and_after_it() -> None:
    months = [(GARIBASHVILI, f"2014-{month:02}", 1) for month in range(1, 13)]
    assert asked("2014", terms=(), seen=observed(*months)) == GARIBASHVILI
    assert asked("2014", terms=(), seen=observed(*months[:8])) is None


# ---------------------------------------------------------------------------------- both


def test_articles_that_agree_with_the_list_make_it_surer() -> None:
    alone = holder("Prime Minister", GEO, on("2014-05-10"), GEORGIA)
    seen = observed((GARIBASHVILI, "2014-05", 3))
    both = holder("Prime Minister", GEO, on("2014-05-10"), GEORGIA, seen)
    assert alone is not None
    assert both is not None
    assert both.score > alone.score


def test_articles_that_contradict_the_list_leave_nobody() -> None:
    stranger = MINTER.person("A. Person", "GEO")
    assert asked("2014-05-10", seen=observed((stranger, "2014-05", 1))) is None
    seen = observed((stranger, "2014-05", 1), (GARIBASHVILI, "2014-05", 20))
    assert asked("2014-05-10", seen=seen) == GARIBASHVILI


def test_a_predecessor_seen_in_his_own_time_contradicts_nobody() -> None:
    seen = observed((IVANISHVILI, "2013-11", 5))
    assert asked("2013-12-04", seen=seen) == GARIBASHVILI


def test_articles_fill_a_gap_of_the_list() -> None:
    stranger = MINTER.person("A. Person", "GEO")
    assert asked("2019-05-10", seen=observed((stranger, "2019-05", 2))) == stranger


def test_other_spellings_are_the_same_person() -> None:
    spelled = MINTER.person("Irakly Garibashvili", "GEO")
    assert asked("2014-05-10", seen=observed((spelled, "2014-05", 1))) == GARIBASHVILI


def test_merged_persons_answer_with_the_iri_that_stands() -> None:
    short = MINTER.person("Garibashvili", "GEO")
    merged = {short: GARIBASHVILI, GARIBASHVILI: "https://a.example/one"}

    def canonical(iri: str) -> str:
        return "https://a.example/one" if iri in merged else iri

    book = OfficeBook(GEORGIA, observed((short, "2014-05", 4)), canonical=canonical)
    found = book.holder("Prime Minister", GEO, on("2014-05-10"))
    assert found is not None
    assert found.person == "https://a.example/one"
    assert found.feature("observed") == 4


# ---------------------------------------------------------------------------------- properties

days = st.dates(dt.date(2009, 1, 1), dt.date(2021, 1, 1))
observations = st.dictionaries(
    st.builds(
        Observation,
        st.sampled_from([IVANISHVILI, GARIBASHVILI, KVIRIKASHVILI]),
        st.sampled_from(["Prime Minister", "Foreign Minister", "premier"]),
        st.just(GEO),
        days.map(lambda day: day.isoformat()[:7]),
    ),
    st.integers(1, 12),
    max_size=12,
)


@given(st.lists(office_terms(), max_size=4), observations, days, st.randoms())
def test_the_order_of_the_sources_does_not_matter(
    terms: list[OfficeTerm],
    seen: dict[Observation, int],
    day: dt.date,
    shuffle: random.Random,
) -> None:
    time = EventTime.on(PartialDate.of(day))
    terms = [*terms, *GEORGIA]
    first = holder("Prime Minister", GEO, time, terms, seen)
    shuffle.shuffle(terms)
    told = list(seen.items())
    shuffle.shuffle(told)
    assert holder("Prime Minister", GEO, time, terms, dict(told)) == first


@given(observations, days)
def test_whoever_is_the_holder_by_the_list_has_a_term_of_that_day(
    seen: dict[Observation, int], day: dt.date
) -> None:
    found = holder("Prime Minister", GEO, EventTime.on(PartialDate.of(day)), GEORGIA, seen)
    if found is not None and found.feature("listed"):
        covering = [
            each for each in GEORGIA if each.covers(day, day) and "prime-minister" in each.keys
        ]
        assert {each.person(MINTER) for each in covering} == {found.person}


@given(observations, days)
def test_far_observations_change_nothing(seen: dict[Observation, int], day: dt.date) -> None:
    time = EventTime.on(PartialDate.of(day))
    month = day.year * 12 + day.month
    near = {
        each: count
        for each, count in seen.items()
        if abs(int(each.month[:4]) * 12 + int(each.month[5:]) - month) <= 3
    }

    def asked_of(told: dict[Observation, int]) -> Holder | None:
        return holder("Prime Minister", GEO, time, (), told)

    assert asked_of(seen) == asked_of(near)


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_ends_of_the_calendar(day: str) -> None:
    forever = (term("A. Person", "Prime Minister", "GEO", "0001-01-01"),)
    assert asked(day, terms=forever) in (None, MINTER.person("A. Person", "GEO"))
