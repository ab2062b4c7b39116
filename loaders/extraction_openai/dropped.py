"""Why a fact of an answer is left out, and how often that was so."""

from __future__ import annotations

from collections import Counter
from enum import Enum


class Reason(str, Enum):
    """Why a fact is left out; the value is what the report says."""

    NOT_OF_THE_FORM = "claim that is not of the form asked for"
    UNTOLD = "claim without a quote that the text has"
    NOBODY = "claim without a participant that the text names"
    NO_INSTRUMENT = "event of an instrument that the text does not name"
    NO_SPEAKER = "statement or invitation without a speaker that the text names"
    TOLD_TWICE = "claim told twice"
    QUOTE = "quote not in the text"
    PARTICIPANT = "participant not in the text"
    NOT_ONE_ACTOR = "participant that is no one known actor"
    SIDE = "represented side not in the text"
    OFFICE = "office not in the text"
    ROLE = "role that the type of event does not have"
    DATE = "date that is none"
    DATE_WORDS = "date whose words are not in the text"
    DATE_UNSUPPORTED = "date that its words do not say"
    PLACE = "place not in the text"
    COUNTRY = "country of a place that the text does not put it in"
    PLACE_OF_A_CALL = "place of a call"
    INSTRUMENT = "instrument of an event that is of none"
    SUBJECT = "subject of an instrument not in the text"
    COMMITMENT = "commitment not in the text"
    QUOTATION = "quotation not in the text, or of an event that is not said"
    PART_OF = "larger event that is no visit or summit of the answer"


class Dropped:
    """Counts what is left out.

    >>> dropped = Dropped()
    >>> dropped.add(Reason.QUOTE)
    >>> dropped.take(), dropped.take()
    ({'quote not in the text': 1}, {})
    """

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()

    def add(self, reason: Reason) -> None:
        """Count one fact."""
        self._counts[reason.value] += 1

    def take(self) -> dict[str, int]:
        """The counts by reason since this was last asked."""
        counts, self._counts = dict(self._counts), Counter()
        return counts
