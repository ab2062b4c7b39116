"""Publication times as sources write them: a date, RFC 3339 or RFC 822, the offset kept."""

from __future__ import annotations

import datetime as dt
import re
from email.utils import parsedate_tz

from diplograph.graph.errors import InvalidDate

_ISO = re.compile(
    r"(\d{4})-(\d{2})-(\d{2})"
    r"(?:[Tt ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*([Zz]|[+-]\d{2}(?::?\d{2})?)?)?"
)
_RFC_822 = re.compile(
    r"(?:[A-Za-z]{3,9},?\s+)?\d{1,2}[\s-][A-Za-z]{3,9}[\s-]\d{2,4}"
    r"(?:\s+(\d{1,2}:\d{2}(?::\d{2})?)(?:\s*([A-Za-z]{1,5}|[+-]\d{4}))?(?:\s*\([^)]*\))?)?"
)
# The zone names of RFC 822; all others stand for several zones in the world (BST, IST, CST of
# China) or for none.
_ZONES = frozenset(
    ("UT", "UTC", "GMT", "Z", "EST", "EDT", "CST", "CDT", "MST", "MDT", "PST", "PDT")
)


def parse_published(text: str) -> dt.date | dt.datetime:
    """Read ``YYYY-MM-DD``, an RFC 3339 time or an RFC 822 time.

    A time comes back with the offset that was given. A time without a zone (or with a zone whose
    name is not universal, such as ``BST``) fixes the day in the source's own zone and nothing more:
    a plain date comes back, since its moment is unknown.

    Raises :class:`~diplograph.graph.errors.InvalidDate` for anything else.

    >>> parse_published("2017-11-15")
    datetime.date(2017, 11, 15)
    >>> parse_published("2017-11-15T01:30:00+03:00").isoformat()
    '2017-11-15T01:30:00+03:00'
    >>> parse_published("Wed, 15 Nov 2017 01:30:00 +0300").isoformat()
    '2017-11-15T01:30:00+03:00'
    """
    given = text.strip()
    try:
        if match := _ISO.fullmatch(given):
            return _iso(match)
        if match := _RFC_822.fullmatch(given):
            return _rfc_822(given, *match.groups())
    except (ValueError, OverflowError) as error:
        raise InvalidDate(f"published {given[:60]!r} is no date of the calendar") from error
    raise InvalidDate(
        f"published {given[:60]!r} is not a date that is read:"
        " use YYYY-MM-DD, an RFC 3339 or an RFC 822 time"
    )


def _iso(match: re.Match[str]) -> dt.date | dt.datetime:
    year, month, day, hour, minute, second, fraction, zone = match.groups()
    date = dt.date(int(year), int(month), int(day))
    if hour is None:
        return date
    time = dt.time(
        int(hour),
        int(minute),
        min(int(second or 0), 59) if second == "60" else int(second or 0),  # a leap second
        int((fraction or "0").ljust(6, "0")[:6]),
    )
    if zone is None:
        return date
    return dt.datetime.combine(date, time, _zone(zone))


def _zone(zone: str) -> dt.timezone:
    if zone in "Zz":
        return dt.timezone.utc
    digits = zone[1:].replace(":", "").ljust(4, "0")
    hours, minutes = int(digits[:2]), int(digits[2:])
    if hours > 23 or minutes > 59:
        raise ValueError(f"no such offset: {zone}")
    offset = dt.timedelta(hours=hours, minutes=minutes)
    return dt.timezone(-offset if zone[0] == "-" else offset)


def _rfc_822(given: str, clock: str | None, zone: str | None) -> dt.date | dt.datetime:
    parsed = parsedate_tz(given if clock else f"{given} 00:00:00 GMT")
    if parsed is None:
        raise ValueError("not an RFC 822 time")
    date = dt.date(*parsed[:3])
    # The parser takes a zone that it does not know, or none, for UTC.
    if zone is None or (zone[0] not in "+-" and zone.upper() not in _ZONES):
        return date
    offset = dt.timedelta(seconds=parsed[9] or 0)
    return dt.datetime.combine(date, dt.time(*parsed[3:6]), dt.timezone(offset))
