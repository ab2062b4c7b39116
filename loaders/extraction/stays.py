"""How long a stay is, and which of its days is told: ``the second day of a three-day visit``.

What is told within a stay of several days, without a day of its own, is of one of them: its date is
the month, or else the year, that all of them lie in.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from diplograph.graph.dates import PartialDate
from diplograph.loaders.extraction.drafts import Draft
from diplograph.loaders.extraction.time_words import WORD_NUMBERS
from diplograph.loaders.extraction.times import When

_DURATION = re.compile(
    r"\b(one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2})[\s-]days?\b|"
    r"\b(?:visit|trip|stay)\s+of\s+(two|three|four|five|six|seven|\d)\s+days\b",
    re.IGNORECASE,
)
_NTH_DAY = re.compile(
    r"\b(first|second|third|fourth|fifth|sixth|seventh)\s+(?:and\s+(?:last|final)\s+)?day\s+of\b"
    r"(?:\s+[\w'’-]+){0,5}?\s+(?:visit|trip|tour|stay|journey)\b",
    re.IGNORECASE,
)
_ON_ARRIVAL = re.compile(
    r"\b(?:(?:up)?on|(?:(?:immediately|shortly|right|straight|just|soon|hours?|minutes?)\s+)after)\s+"
    r"(?:(?:his|her|their|the)\s+)?(?:arriv(?:al|ing)|landing)\b",
    re.IGNORECASE,
)
_DURING = re.compile(
    r"\b(?:during|in\s+the\s+course\s+of)\s+(?:[\w'’-]+\s+){0,5}?(?:visit|trip|tour|stay|journey)\b",
    re.IGNORECASE,
)
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7}


def days_of(text: str) -> int | None:
    """How many days words tell.

    >>> days_of("a three-day visit"), days_of("a visit of 2 days"), days_of("a visit")
    (3, 2, None)
    """
    match = _DURATION.search(text)
    if match is None:
        return None
    word = next(group for group in match.groups() if group).lower()
    return int(word) if word.isdigit() else WORD_NUMBERS[word]


def nth_day(text: str) -> int | None:
    """Which day of a stay words tell.

    >>> nth_day("on the second and last day of her visit")
    2
    """
    match = _NTH_DAY.search(text)
    return _ORDINALS[match[1].lower()] if match is not None else None


def tells_arrival(text: str) -> bool:
    """Whether words put something on the day on which a stay begins.

    >>> tells_arrival("On arrival he met the king."), tells_arrival("He met the king.")
    (True, False)
    """
    return _ON_ARRIVAL.search(text) is not None


def day_within(now: When, drafts: list[Draft], text: str) -> When | None:
    """The date of what is told at ``now``, by the words of its sentence and the stays of that date.

    One day is the day of the story, also where a stay begins on it and has a length, and where
    another event is told of it; what took place "during the visit" did so on any day of that.
    Nothing is returned where nothing is known.
    """
    if tells_arrival(text):
        return replace(now, last=now.first)
    by_length = _DURING.search(text) is not None
    same = [d for d in drafts if d.date is not None and d.date.start == now.start]
    days = [now.last.last_day if now.last is not None else None]
    if not any(d.group != "Visit" and d.explicit_date for d in same):
        days += [_last_day(visit, by_length) for visit in same if visit.group == "Visit"]
    known = [day for day in days if day is not None]
    return one_of_the_days(now, max(known)) if known else now


def _last_day(visit: Draft, by_length: bool) -> dt.date | None:
    """The last day that a text tells of a visit, or that its length gives."""
    when = visit.date
    if when is None or when.first is None or when.first.day is None:
        return None
    if visit.last is not None and visit.last.first is not None:
        return visit.last.first.last_day
    if by_length and visit.days is not None and visit.date_edge != "end":
        return when.first.first_day + dt.timedelta(visit.days - 1)
    return None


def one_of_the_days(when: When, last: dt.date) -> When | None:
    """The date of what took place on some day from that of ``when`` until ``last``.

    It is no more exact than what these days share; of days of two years nothing is known.

    >>> from diplograph.loaders.extraction.times import Calendar
    >>> (june,) = Calendar(dt.date(2021, 7, 1)).find("from 24 to 27 June", 0, 18)
    >>> one_of_the_days(june, dt.date(2021, 6, 27)).first.isoformat()
    '2021-06'
    >>> one_of_the_days(june, dt.date(2021, 7, 2)).first.isoformat()
    '2021'
    """
    if when.first is None:
        return None
    first = when.first.first_day
    if last <= first:
        return replace(when, last=when.first)
    if first.year != last.year:
        return None
    shared = PartialDate(first.year, first.month if first.month == last.month else None)
    return replace(when, first=shared, last=shared)
