"""Dates that leave to an earlier one what it has told: "on the 21st", "in March of that year".

A :class:`~diplograph.loaders.extraction.times.Calendar` resolves each expression by itself, from
the day of publication. What an expression leaves open may stand before it in the text instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from diplograph.graph.dates import PartialDate
from diplograph.graph.errors import InvalidDate
from diplograph.loaders.extraction.time_words import MONTHS
from diplograph.loaders.extraction.times import When

_THAT_YEAR = re.compile(
    r",?\s+of\s+(?:that|the\s+(?P<which>same|following|next|previous|preceding))\s+year\b",
    re.IGNORECASE,
)
_AWAY = {"following": 1, "next": 1, "previous": -1, "preceding": -1}


def complete(text: str, sentences: Iterable[Sequence[When]], is_dated: bool) -> list[list[When]]:
    """Give the dates of the sentences of a text what those before them tell.

    ``is_dated`` says whether the article has a publication day. Without one a day and month are of
    the year that the text told last.

    >>> from diplograph.loaders.extraction.times import Calendar
    >>> text = "In February 1999 he came to Lahore, and on the 21st they signed."
    >>> [dates] = complete(text, [Calendar(None).find(text, 0, len(text))], False)
    >>> [when.first.isoformat() for when in dates]
    ['1999-02', '1999-02-21']
    """
    year: int | None = None
    found: list[list[When]] = []
    for dates in sentences:
        done: list[When] = []
        for when in dates:
            now = _completed(text, when, done, year, is_dated)
            if now.first is not None:
                year = now.first.year
            done.append(now)
        found.append(done)
    return found


def _completed(
    text: str, when: When, before: Sequence[When], year: int | None, is_dated: bool
) -> When:
    if when.rule == "nth":
        told = before[-1].first if before else None
        if told is None or told.month is None:
            return when
        # "in February 1999 he rolled over the border and on the 21st ..."
        days = [int(number) for number in re.findall(r"\d+", when.text)]
        return _fixed(when, told.year, told.month, days[0], days[-1])
    if year is None:
        return when
    beside = _THAT_YEAR.match(text, when.end)
    if when.rule in {"md", "dm", "month"} and beside is not None:
        return _in_year(when, year + _AWAY.get((beside["which"] or "same").lower(), 0))
    if not is_dated and when.first is None and when.rule in {"md", "dm"}:
        return _in_year(when, year)
    return when


def _in_year(when: When, year: int) -> When:
    """A day or month of a year that is told elsewhere."""
    words = re.findall(r"[^\W\d_]+", when.text.lower())
    month = next((MONTHS[word] for word in words if word in MONTHS), None)
    number = re.search(r"\d+", when.text)
    if month is None:
        return when
    return _fixed(when, year, month, int(number[0]) if number else None)


def _fixed(when: When, year: int, month: int, day: int | None, last_day: int | None = None) -> When:
    try:
        first = PartialDate(year, month, day)
        last = PartialDate(year, month, last_day) if last_day is not None else first
    except InvalidDate:
        return when
    return replace(when, first=first, last=last, is_fixed=True)
