from __future__ import annotations

import dataclasses
import datetime as dt
from itertools import permutations

import pytest
from building import claim, extraction, on, person
from hypothesis import given
from hypothesis import strategies as st

from diplograph.graph.iris import Minter, polity
from diplograph.graph.model import EventType, Extraction
from diplograph.graph.resolution.person_file import FIELDS, PersonFile
from diplograph.graph.resolution.stored import told_by

PUTIN = Minter().person("Vladimir Putin", "RUS")


def call(when: str | None, number: int = 0) -> Extraction:
    who = [
        person("Vladimir Putin", "RUS", office="President"),
        person("Shinzo Abe", "JPN", office="Prime Minister"),
    ]
    return extraction(number, claim(EventType.CALL, who, on(when)), published=dt.date(2017, 11, 15))


def file_of(*extractions: Extraction) -> PersonFile:
    file = PersonFile(PUTIN)
    for each in told_by(extractions, Minter()).claims:
        for participant in each.claim.participants:
            if participant.actor.iri == PUTIN:
                file.add(each, participant)
    return file


def test_what_a_claim_says_of_a_person() -> None:
    file = file_of(call("2016-05-06"))
    assert file.counts() == {
        "names": {"Vladimir Putin": 1},
        "sides": {(polity("RUS"), "RUS"): 1},
        "months": {"2016-05": 1},
        "offices": {("President", polity("RUS"), "2016-05"): 1},
        "company": {
            (Minter().person("Shinzo Abe", "JPN"), "2016-05"): 1,
            (polity("JPN"), "2016-05"): 1,
        },
    }


@pytest.mark.parametrize(
    ("when", "month"),
    [
        ("2016-05-06", "2016-05"),
        ("2016-05", "2016-05"),
        ("2017", "2017-11"),
        ("2012", "2012-07"),
        (None, "2017-11"),
    ],
)
def test_the_month_of_a_claim(when: str | None, month: str) -> None:
    assert set(file_of(call(when)).months) == {month}


def test_without_any_date_there_is_no_month() -> None:
    undated = call(None)
    undated = dataclasses.replace(
        undated, article=dataclasses.replace(undated.article, published=None)
    )
    file = file_of(undated)
    assert not file.months
    assert set(file.offices) == {("President", polity("RUS"), "")}


def test_claims_are_counted_in_any_order() -> None:
    told = [call("2016-05-06", 1), call("2017", 2), call(None, 3)]
    counts = [file_of(*order).counts() for order in permutations(told)]
    assert all(each == counts[0] for each in counts)
    assert counts[0]["names"] == {"Vladimir Putin": 3}


counters = st.dictionaries(st.text(max_size=5), st.integers(1, 9), max_size=3)


@given(st.fixed_dictionaries(dict.fromkeys(FIELDS, counters)))
def test_counts_make_the_file_they_come_from(counts: dict[str, dict[str, int]]) -> None:
    assert PersonFile.from_counts("p:1", counts).counts() == counts


def test_an_unknown_field_is_refused() -> None:
    with pytest.raises(ValueError, match="no field 'days'"):
        PersonFile.from_counts("p:1", {"days": {}})


def test_counts_of_zero_say_nothing() -> None:
    assert PersonFile.from_counts("p:1", {"names": {"A": 0, "B": 1}}).name == "B"
