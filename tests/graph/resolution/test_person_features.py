from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diplograph.graph.resolution.person_features import (
    is_rare,
    is_unique,
    months_between,
    office_kind,
    offices_agree,
)

months = st.builds(lambda y, m: f"{y}-{m:02}", st.integers(1990, 2024), st.integers(1, 12))
offices = st.lists(
    st.tuples(
        st.sampled_from(["President", "Foreign Minister", "Minister of Health", "Envoy", "Chef"]),
        st.sampled_from(["", "geo", "arm"]),
        st.one_of(months, st.just("")),
    ),
    max_size=5,
)


@pytest.mark.parametrize(
    ("titles", "kind", "unique"),
    [
        ("Foreign Minister|Minister of Foreign Affairs|Minister for Foreign Affairs|"
         "External Affairs Minister", "foreign-minister", True),
        ("President|Head of State|Acting President", "president", True),
        ("Prime Minister|PM|Caretaker Prime Minister", "prime-minister", True),
        ("Minister of Health|Health Minister", "minister of health", True),
        ("Defence Minister|Minister of Defense|Minister of National Defence", "defence-minister",
         True),
        ("Ambassador", "ambassador", False),
        ("Deputy Minister of Health", "deputy minister of health", False),
        ("Chef de Cabinet", "chef de cabinet", False),
    ],
)  # fmt: skip
def test_titles_of_one_office(titles: str, kind: str, unique: bool) -> None:
    assert {office_kind(title) for title in titles.split("|")} == {kind}
    assert is_unique(kind) is unique


@pytest.mark.parametrize(
    ("one", "other", "agreement"),
    [
        (("President", "geo", "2013-01"), ("President", "geo", "2013-02"), 1.0),
        (("President", "geo", "2013-01"), ("Head of State", "geo", "2013-12"), 0.9),
        (("President", "geo", "2013-01"), ("President", "geo", "2016-12"), 0.7),
        (("President", "geo", "2013-01"), ("President", "geo", "2023-01"), 0.5),
        (("Ambassador", "geo", "2013-01"), ("Ambassador", "geo", "2013-01"), 0.8),
        (("President", "geo", "2013-01"), ("President", "arm", "2013-01"), 0.5),
        (("President", "geo", "2013-01"), ("Foreign Minister", "geo", "2013-01"), 0.0),
        (("President", "geo", "2013-01"), ("Foreign Minister", "geo", "2011-05"), 0.5),
        (("Foreign Minister", "geo", "2013-01"), ("Health Minister", "geo", "2013-01"), 0.0),
        (("Secretary of State", "geo", "2013-01"), ("Health Minister", "geo", "2013-01"), 0.5),
        (("President", "geo", "2013-01"), ("Prime Minister", "geo", "2013-01"), 0.0),
        (("President", "geo", "2013-01"), ("Ambassador", "geo", "2013-01"), 0.0),
        (("Prime Minister", "geo", "2013-01"), ("Foreign Minister", "geo", "2013-01"), 0.5),
        (
            ("Deputy Prime Minister and Defence Minister", "geo", "2013-01"),
            ("Minister of Defense", "geo", "2013-01"),
            1.0,
        ),
        (("President", "", "2013-01"), ("Foreign Minister", "", "2013-01"), 0.5),
        (("President", "geo", ""), ("Foreign Minister", "geo", ""), 0.5),
    ],
)
def test_agreement_of_two_offices(
    one: tuple[str, str, str], other: tuple[str, str, str], agreement: float
) -> None:
    assert offices_agree([one], [other]) == agreement


def test_who_is_called_by_both_titles_himself_contradicts_nobody() -> None:
    president = ("President", "geo", "2013-01")
    minister = ("Foreign Minister", "geo", "2013-01")
    assert offices_agree([president], [minister]) == 0
    assert offices_agree([president, minister], [minister]) == 1


@given(offices, offices)
def test_agreement_goes_both_ways(
    one: list[tuple[str, str, str]], other: list[tuple[str, str, str]]
) -> None:
    assert offices_agree(one, other) == offices_agree(other, one)


@given(st.sets(months, max_size=6), st.sets(months, max_size=6))
def test_the_gap_is_that_of_the_nearest_months(one: set[str], other: set[str]) -> None:
    def number(month: str) -> int:
        return int(month[:4]) * 12 + int(month[5:])

    gaps = [abs(number(each) - number(another)) for each in one for another in other]
    assert months_between(one, other) == min(gaps, default=None)


@pytest.mark.parametrize(
    ("name", "rare"),
    [
        ("Martin Kobler", True),
        ("Jens Stoltenberg", True),
        ("Anders Fogh Rasmussen", True),
        ("John Kufuor", True),
        ("John Smith", False),
        ("Wang Yi", False),
        ("Mohamed Abdelaziz", False),
        ("Mohammed Ali Hassan", False),
        ("M. Kobler", False),
        ("Kobler", False),
    ],
)
def test_rare_names(name: str, rare: bool) -> None:
    assert is_rare(name) is rare
