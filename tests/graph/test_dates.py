from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from diplograph.graph.dates import EventTime, PartialDate, Precision
from diplograph.graph.errors import DiplographError, InvalidDate


@st.composite
def partial_dates(draw: st.DrawFn) -> PartialDate:
    day = draw(st.dates())
    parts = draw(st.integers(1, 3))
    return PartialDate(*(day.year, day.month, day.day)[:parts])


@st.composite
def event_times(draw: st.DrawFn) -> EventTime:
    start = draw(st.none() | partial_dates())
    end = draw(st.none() | partial_dates()) if start else None
    if start and end and end.last_day < start.first_day:
        start, end = end, start
    return EventTime(start, end)


@given(partial_dates())
def test_writing_and_reading_a_date(date: PartialDate) -> None:
    assert PartialDate.parse(date.isoformat()) == date
    assert PartialDate.parse(f" {date}\n") == date
    assert len(date.isoformat()) == {"year": 4, "month": 7, "day": 10}[date.precision.value]


@given(partial_dates())
def test_the_days_of_a_date(date: PartialDate) -> None:
    first, last = date.first_day, date.last_day
    assert first <= last
    assert (first == last) is (date.precision is Precision.DAY)
    assert PartialDate.of(first).overlaps(date)
    assert PartialDate.of(last).overlaps(date)
    for neighbour, step in ((first, -1), (last, 1)):
        try:
            outside = neighbour + dt.timedelta(days=step)
        except OverflowError:  # the calendar ends on 9999-12-31
            continue
        assert not PartialDate.of(outside).overlaps(date)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2017", (2017, 1, 1), (2017, 12, 31)),
        ("2016-02", (2016, 2, 1), (2016, 2, 29)),
        ("1900-02", (1900, 2, 1), (1900, 2, 28)),
        ("2017-11-14", (2017, 11, 14), (2017, 11, 14)),
    ],
)
def test_known_dates(text: str, first: tuple[int, int, int], last: tuple[int, int, int]) -> None:
    date = PartialDate.parse(text)
    assert date.first_day == dt.date(*first)
    assert date.last_day == dt.date(*last)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "today",
            "17",
            "2017-1",
            "2017-13",
            "2017-00",
            "2017-11-00",
            "2017-02-29",
            "2017-11-31",
        ),
        *("2017-11-14T10:00", "2017/11/14", "20171114", "-2017", "0000", "2017-11-", "２０１７"),
        *("2017-11-14 ?", "14-11-2017", "2017-W46"),
    ],
)
def test_what_is_no_date(text: str) -> None:
    with pytest.raises(InvalidDate) as caught:
        PartialDate.parse(text)
    assert isinstance(caught.value, ValueError)
    assert isinstance(caught.value, DiplographError)


@pytest.mark.parametrize("text", ["2018-13", "2017-02-30"])
def test_what_no_calendar_has_is_told_as_written(text: str) -> None:
    with pytest.raises(InvalidDate, match=f"no such date: {text}$"):
        PartialDate.parse(text)


def test_a_day_needs_its_month() -> None:
    with pytest.raises(InvalidDate, match="without a month"):
        PartialDate(2017, None, 14)


@given(partial_dates(), partial_dates())
def test_overlap_of_dates_is_symmetric(a: PartialDate, b: PartialDate) -> None:
    assert a.overlaps(b) == b.overlaps(a)
    assert a.overlaps(a)
    days = max(a.first_day, b.first_day) <= min(a.last_day, b.last_day)
    assert a.overlaps(b) == days


@given(partial_dates(), partial_dates(), partial_dates())
def test_dates_are_ordered(a: PartialDate, b: PartialDate, c: PartialDate) -> None:
    assert (a < b) + (b < a) + (a == b) == 1
    assert (a <= b) == (not b < a)
    x, y, z = sorted([a, b, c])
    assert x <= y <= z
    assert x.first_day <= y.first_day <= z.first_day


@given(event_times())
def test_the_bounds_of_a_time_are_in_order(time: EventTime) -> None:
    earliest_begin, latest_begin, earliest_end, latest_end = time.bounds()
    if time.start is None:
        assert time.bounds() == (None, None, None, None)
        assert time.precision is Precision.UNKNOWN
        return
    assert earliest_begin is not None
    assert latest_begin is not None
    assert earliest_end is not None
    assert earliest_begin <= latest_begin
    assert (latest_end is None) is (time.end is None)
    if latest_end is not None:
        assert earliest_begin <= latest_end
        assert earliest_end <= latest_end
    assert time.precision is time.start.precision


@given(event_times(), event_times())
def test_overlap_of_times_is_symmetric(a: EventTime, b: EventTime) -> None:
    assert a.overlaps(b) == b.overlaps(a)
    assert a.overlaps(a) is (a.start is not None)
    assert not a.overlaps(EventTime())


@given(partial_dates(), partial_dates())
def test_the_time_of_one_date_overlaps_as_the_date_does(a: PartialDate, b: PartialDate) -> None:
    assert EventTime.on(a).overlaps(EventTime.on(b)) == a.overlaps(b)
    assert EventTime(a).overlaps(EventTime(b)) == a.overlaps(b)


def test_a_visit_of_three_days_covers_the_day_between() -> None:
    visit = EventTime(PartialDate(2017, 8, 8), PartialDate(2017, 8, 10))
    assert visit.overlaps(EventTime.on(PartialDate(2017, 8, 9)))
    assert not visit.overlaps(EventTime.on(PartialDate(2017, 8, 11)))


@given(partial_dates(), partial_dates())
def test_no_time_ends_before_it_begins(a: PartialDate, b: PartialDate) -> None:
    assume(a.last_day < b.first_day)
    with pytest.raises(InvalidDate, match="lies before the start"):
        EventTime(b, a)
    assert EventTime(a, b).end == b


def test_no_end_without_a_start() -> None:
    with pytest.raises(InvalidDate, match="without a start"):
        EventTime(end=PartialDate(2017))


def test_words_alone_fix_no_date() -> None:
    time = EventTime(words="on November 14")
    assert time.precision is Precision.UNKNOWN
    assert time.bounds() == (None, None, None, None)
    assert time != EventTime()
