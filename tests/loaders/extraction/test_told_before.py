"""Days that an earlier date completes, and the forms of expressions that need their own words."""

from __future__ import annotations

import datetime as dt

import pytest

from diplograph.loaders.extraction.times import Calendar, ahead_of
from diplograph.loaders.extraction.told_before import complete

# a Tuesday
PUBLISHED = dt.date(2021, 6, 15)


def dates(text: str, published: dt.date | None = PUBLISHED) -> list[str | None]:
    """The dates of sentences that are each on a line of its own."""
    calendar, at, found = Calendar(published), 0, []
    for line in text.splitlines(keepends=True):
        found.append(calendar.find(text, at, at + len(line)))
        at += len(line)
    done = complete(text, found, published is not None)
    return [when.first.isoformat() if when.first else None for whens in done for when in whens]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("She came in March 2014, and on the 21st they signed.", ["2014-03", "2014-03-21"]),
        ("He resigned in 2019, after the talks in March of that year.", ["2019", "2019-03"]),
        ("They met in 2012.\nOn 3 May of the same year they signed.", ["2012", "2012-05-03"]),
        # on its own the day is that of publication's month, or of the month before
        ("They telephoned on the 11th to make peace.", ["2021-06-11"]),
        ("They telephoned on the 21st.", ["2021-05-21"]),
        ("They will meet on the 21st.", ["2021-06-21"]),
        ("They will meet on the 11th of next month.", ["2021-07-11"]),
        ("They met on the 31st.", ["2021-05-31"]),
    ],
)
def test_a_day_is_of_the_month_or_year_told_before(text, found):
    assert dates(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "They met on the 13th floor of the ministry.",
        "They met on the 13th and 14th floors of the ministry.",
        "They met on the 70th anniversary of the treaty.",
        "They live in the 21st century.",
    ],
)
def test_an_ordinal_before_a_noun_is_no_day(text):
    assert dates(text) == []


def test_without_a_publication_day_a_day_is_of_the_year_told_last():
    text = "He came from the 11 to the 13 March 2019.\nOn the 12 March he met her."
    assert dates(text, None) == ["2019-03-11", "2019-03-12"]
    assert dates("On the 12 March he met her.", None) == [None]


def test_what_the_text_completes_is_not_moved_to_the_future():
    text = "In 2019, in March of that year."
    calendar = Calendar(PUBLISHED)
    ((_, month),) = complete(text, [calendar.find(text, 0, len(text))], True)
    assert ahead_of(month, calendar, text) == month


def test_two_days_are_of_the_month_told_before():
    text = "She came in March 2014, and on the 21st and 22nd they signed."
    found = Calendar(PUBLISHED).find(text, 0, len(text))
    ((_, days),) = complete(text, [found], True)
    assert [day.isoformat() for day in (days.first, days.last) if day] == [
        "2014-03-21",
        "2014-03-22",
    ]


def test_days_that_count_from_each_other_are_each_read_once(told):
    # each looks back over all before it: followed anew every time that would take for ever
    text = "Chad and Niger met again the next day in the capital. " * 60
    assert {meeting.when for meeting in told(text)} == {None}
