"""How long a stay is, and which of its days is told: ``the second day of a three-day visit``."""

from __future__ import annotations

import re

from diplograph.loaders.extraction.time_words import WORD_NUMBERS

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
