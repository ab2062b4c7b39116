from __future__ import annotations

import datetime as dt
from email.utils import format_datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diplograph.graph.errors import InvalidDate
from diplograph.loaders.published import parse_published

OFFSETS = st.integers(-23 * 60 - 59, 23 * 60 + 59).map(
    lambda minutes: dt.timezone(dt.timedelta(minutes=minutes))
)
TIMES = st.datetimes(min_value=dt.datetime(1000, 1, 1), timezones=OFFSETS)


@settings(max_examples=60)
@given(st.dates(min_value=dt.date(1000, 1, 1)))
def test_a_date_is_read_back(date):
    assert parse_published(date.isoformat()) == date


@settings(max_examples=60)
@given(TIMES)
def test_an_rfc_3339_time_keeps_moment_and_offset(time):
    read = parse_published(time.isoformat())
    assert isinstance(read, dt.datetime)
    assert read == time
    assert read.utcoffset() == time.utcoffset()


@settings(max_examples=60)
@given(TIMES)
def test_an_rfc_822_time_keeps_moment_and_offset(time):
    time = time.replace(microsecond=0)
    read = parse_published(format_datetime(time))
    assert isinstance(read, dt.datetime)
    assert read == time
    assert read.utcoffset() == time.utcoffset()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2017-11-15T10:00:00Z", "2017-11-15T10:00:00+00:00"),
        ("2017-11-15t10:00:00.25z", "2017-11-15T10:00:00.250000+00:00"),
        ("2017-11-15 10:00+0330", "2017-11-15T10:00:00+03:30"),
        ("2016-12-31T23:59:60Z", "2016-12-31T23:59:59+00:00"),
        ("Wed, 15 Nov 2017 10:00 GMT", "2017-11-15T10:00:00+00:00"),
        ("15 Nov 17 10:00:00 EST", "2017-11-15T10:00:00-05:00"),
        ("Wed, 15 Nov 2017 10:00:00 -0000", "2017-11-15T10:00:00+00:00"),
        ("  2017-11-15 ", "2017-11-15"),
        ("15 Nov 2017", "2017-11-15"),
        # The day in the source's own zone is known, the moment is not.
        ("2017-11-15T23:30:00", "2017-11-15"),
        ("Wed, 15 Nov 2017 23:30:00 MSK", "2017-11-15"),
    ],
)
def test_forms_that_sources_use(text, expected):
    assert parse_published(text).isoformat() == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "2017",
        "2017-11",
        "2017-02-30",
        "2017-13-01",
        "2017-11-15T25:00:00Z",
        "2017-11-15T10:00:00+99:00",
        "31 Feb 2021 10:00:00 GMT",
        "Wed, 15 Foo 2017 10:00:00 GMT",
        "1510740000",
        "15/11/2017",
        "0000-01-01",
        "yesterday at 10:00",
    ],
)
def test_anything_else_is_an_error_that_quotes_it(text):
    with pytest.raises(InvalidDate, match="published"):
        parse_published(text)
