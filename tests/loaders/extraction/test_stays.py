"""Meetings within a stay: of a day that the text tells, or else no more exact than its days."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diplograph.graph.dates import PartialDate
from diplograph.loaders.extraction.stays import one_of_the_days
from diplograph.loaders.extraction.times import When

P = "Latvian Foreign Minister Baiba Braze"
Q = "Moldovan Foreign Minister Mihai Popsoi"
# The day of publication in these tests is Tuesday, 15 June 2021.


def _other(told, text):
    (event,) = (e for e in told(text) if e.type != "Visit")
    return event


@pytest.mark.parametrize(
    ("days", "when"),
    [
        ("from June 7 to 10", "2021-06"),
        ("on June 7-10", "2021-06"),
        ("from May 30 to June 2", "2021"),
        ("from December 30, 2020 to January 2, 2021", None),
        ("on June 7", "2021-06-07"),
    ],
)
def test_a_meeting_within_a_visit_is_no_more_exact_than_the_days_of_the_visit(told, days, when):
    text = f"{P} visited Moldova {days}. She met {Q}."
    assert _other(told, text).when == when


def test_the_visit_keeps_its_days(told):
    (visit,) = (
        e for e in told(f"{P} visited Moldova from June 7 to 10. She met {Q}.") if e.type == "Visit"
    )
    assert visit.when == "2021-06-07/2021-06-10"


@pytest.mark.parametrize(
    "text",
    [
        f"{P} visited Moldova from June 7 to 10 and met {Q}.",
        f"During her visit to Moldova from June 7 to 10, {P} met {Q}.",
        f"{P} paid a three-day visit to Moldova beginning on June 7. During the visit she met {Q}.",
    ],
)
def test_a_meeting_told_with_the_days_of_a_visit_does_not_last_as_long(told, text):
    assert _other(told, text).when == "2021-06"


@pytest.mark.parametrize(
    ("text", "when"),
    [
        (f"On arrival she met {Q}.", "2021-06-07"),
        (f"On the first day of her visit she met {Q}.", "2021-06-07"),
        (f"On the second day of her visit she met {Q}.", "2021-06-08"),
        (f"On Wednesday she met {Q}.", "2021-06-09"),
    ],
)
def test_a_day_that_the_text_tells_within_a_visit_stays(told, text, when):
    assert _other(told, f"{P} visited Moldova from June 7 to 10. {text}").when == when


def test_the_day_of_an_arrival_is_that_of_the_story_however_long_the_stay(told):
    text = f"{P} arrived in Moldova on June 7 for a three-day visit. She met {Q}."
    assert _other(told, text).when == "2021-06-07"


def test_talks_of_several_days_without_a_visit_keep_them(told):
    assert _other(told, f"{P} and {Q} met in Riga on June 7-8.").when == "2021-06-07/2021-06-08"


@given(st.dates(dt.date(1900, 1, 1), dt.date(2090, 1, 1)), st.integers(0, 400), st.data())
def test_every_day_of_a_stay_can_be_meant_by_the_date(first, length, data):
    last = first + dt.timedelta(length)
    when = When(0, 4, "then", "range_md_md", PartialDate.of(first), PartialDate.of(last))
    date = one_of_the_days(when, last)
    day = first + dt.timedelta(data.draw(st.integers(0, length)))
    if date is None:
        assert first.year != last.year
    else:
        assert date.first == date.last is not None
        assert date.first.first_day <= day <= date.first.last_day
