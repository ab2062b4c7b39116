"""Partial dates as intervals.

News fixes a day, a month, a year or nothing. A :class:`PartialDate` holds what is fixed and
no more; an :class:`EventTime` is the time of an event, from which the graph's four bounds follow
(the begin lies between two days, the end lies between two days, as in SEM, the Simple Event Model).
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from enum import Enum
from functools import total_ordering

from diplograph.graph.errors import InvalidDate

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


class Precision(str, Enum):
    """How much of a date the text fixes."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    UNKNOWN = "unknown"


@total_ordering
@dataclass(frozen=True, slots=True)
class PartialDate:
    """A calendar date of day, month or year precision (ISO 8601 reduced precision).

    Raises :class:`~diplograph.graph.errors.InvalidDate` for a date that no calendar has.

    >>> PartialDate.parse("2017-08").last_day
    datetime.date(2017, 8, 31)
    """

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.day is not None and self.month is None:
            raise InvalidDate(f"a day without a month: {self.year}-?-{self.day}")
        try:
            # not "or 1": a month or day of 0 is no date
            dt.date(
                self.year,
                1 if self.month is None else self.month,
                1 if self.day is None else self.day,
            )
        except ValueError as error:
            parts = (self.year, self.month, self.day)
            written = "-".join(f"{part:02}" for part in parts if part is not None)
            raise InvalidDate(f"no such date: {written}") from error

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``.

        Raises :class:`~diplograph.graph.errors.InvalidDate` for anything else.

        >>> PartialDate.parse("2017-11-14")
        PartialDate(year=2017, month=11, day=14)
        """
        match = _ISO.fullmatch(text.strip())
        if match is None:
            raise InvalidDate(f"{text!r} is not a date: use YYYY-MM-DD, YYYY-MM or YYYY")
        year, month, day = (int(part) if part else None for part in match.groups())
        assert year is not None
        return cls(year, month, day)

    @classmethod
    def of(cls, day: dt.date) -> PartialDate:
        """Make a day-precision date of a calendar day.

        >>> PartialDate.of(dt.date(2017, 11, 14)).isoformat()
        '2017-11-14'
        """
        return cls(day.year, day.month, day.day)

    @property
    def precision(self) -> Precision:
        """The finest unit that is fixed."""
        if self.day is not None:
            return Precision.DAY
        return Precision.MONTH if self.month is not None else Precision.YEAR

    @property
    def first_day(self) -> dt.date:
        """The first calendar day that this date can mean."""
        return dt.date(self.year, self.month or 1, self.day or 1)

    @property
    def last_day(self) -> dt.date:
        """The last calendar day that this date can mean."""
        month = self.month or 12
        return dt.date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def isoformat(self) -> str:
        """ISO 8601 with as many parts as are fixed.

        >>> PartialDate(2017, 8).isoformat()
        '2017-08'
        """
        parts = [f"{self.year:04d}"]
        parts += [f"{part:02d}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)

    def overlaps(self, other: PartialDate) -> bool:
        """Whether one calendar day can be meant by both.

        >>> PartialDate(2017, 8).overlaps(PartialDate(2017))
        True
        """
        return self.first_day <= other.last_day and other.first_day <= self.last_day

    def __lt__(self, other: PartialDate) -> bool:
        return (self.first_day, self.last_day) < (other.first_day, other.last_day)

    def __str__(self) -> str:
        return self.isoformat()


@dataclass(frozen=True, slots=True)
class EventTime:
    """When an event took place or was to take place.

    ``start`` and ``end`` are inclusive. Both are None when the text fixes neither; ``end`` alone is
    None when only a beginning is told. ``words`` are the words of the text that say so, kept also
    when they fix no date ("on November 14" in an article without a year).

    >>> EventTime.on(PartialDate(2017, 8), "in August").bounds()[3]
    datetime.date(2017, 8, 31)
    """

    start: PartialDate | None = None
    end: PartialDate | None = None
    words: str | None = None

    def __post_init__(self) -> None:
        if self.end is not None:
            if self.start is None:
                raise InvalidDate(f"an end ({self.end}) without a start")
            if self.end.last_day < self.start.first_day:
                raise InvalidDate(f"the end {self.end} lies before the start {self.start}")

    @classmethod
    def on(cls, day: PartialDate, words: str | None = None) -> EventTime:
        """Make the time of an event that begins and ends within one partial date.

        >>> EventTime.on(PartialDate(2017, 11, 14)).precision.value
        'day'
        """
        return cls(day, day, words)

    @property
    def precision(self) -> Precision:
        """Precision of the start, ``UNKNOWN`` without one."""
        return self.start.precision if self.start is not None else Precision.UNKNOWN

    def bounds(self) -> tuple[dt.date | None, dt.date | None, dt.date | None, dt.date | None]:
        """Earliest begin, latest begin, earliest end and latest end.

        A known start without an end bounds the earliest end (nothing ends before it begins) and
        leaves the latest end open.
        """
        if self.start is None:
            return None, None, None, None
        if self.end is None:
            return self.start.first_day, self.start.last_day, self.start.first_day, None
        return (
            self.start.first_day,
            self.start.last_day,
            self.end.first_day,
            self.end.last_day,
        )

    def overlaps(self, other: EventTime) -> bool:
        """Whether both can cover one common day; False when either is unknown.

        >>> EventTime.on(PartialDate(2017, 8)).overlaps(EventTime.on(PartialDate(2017, 8, 9)))
        True
        """
        if self.start is None or other.start is None:
            return False
        self_last = (self.end or self.start).last_day
        other_last = (other.end or other.start).last_day
        return self.start.first_day <= other_last and other.start.first_day <= self_last
