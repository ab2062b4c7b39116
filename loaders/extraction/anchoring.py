"""Days that are told by other days: "the same evening", "two weeks later", "the Friday before"."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from diplograph.graph.dates import PartialDate
from diplograph.graph.model import Status
from diplograph.loaders.extraction.document import Document
from diplograph.loaders.extraction.drafts import Draft
from diplograph.loaders.extraction.time_words import WEEKDAYS
from diplograph.loaders.extraction.times import When

_DAYS = {"same": 0, "after": 1, "before": -1}
_COUNTED = re.compile(r"(?P<count>-?\d+)(?P<unit>\w+)")
_WEEKDAY = re.compile(r"(?P<way>following|previous|same) (?P<weekday>\w+day)")


def anchor(document: Document, drafts: list[Draft]) -> None:
    """Resolve "the same day", "a day earlier" against the date told last before it."""
    chains = _Chains(document)
    for draft in drafts:
        when = draft.date
        if when is None or when.anchored is None or when.rule == "day_of_stay":
            continue
        if when.rule == "hour" and not draft.background:
            # "at noon they signed": of the day that the story is at; "had come at noon" looks back
            draft.date, draft.explicit_date, draft.hourly = None, False, True
            continue
        told = draft.status in {Status.OCCURRED, Status.DENIED}
        draft.date = chains.anchored(draft.sentence, when, told)
        draft.explicit_date = draft.date is not None


class _Chains:
    """Follows expressions that count from others that count from others, each once."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._known: dict[tuple[int, bool], When | None] = {}

    def anchored(self, index: int, when: When, told: bool) -> When | None:
        """What an expression of a sentence means when it is counted from the date before it."""
        key = (when.start, told)
        if key not in self._known:
            self._known[key] = self._counted(index, when, told)
        return self._known[key]

    def _counted(self, index: int, when: When, told: bool) -> When | None:
        now = self._last_date(index, when, told)
        if now is None or now.first is None or when.anchored is None:
            return replace(when, anchored=None) if when.first is not None else None
        base = now.first.first_day
        counted, weekday = _COUNTED.fullmatch(when.anchored), _WEEKDAY.fullmatch(when.anchored)
        if counted is not None:
            date = _counted(base, int(counted["count"]), counted["unit"])
        elif weekday is not None:
            date = PartialDate.of(_weekday(base, weekday["way"], WEEKDAYS[weekday["weekday"]]))
        else:
            date = PartialDate.of(base + dt.timedelta(_DAYS[when.anchored]))
        return replace(when, first=date, last=date)

    def _last_date(self, index: int, when: When, told: bool) -> When | None:
        """The last date before an expression that is exact enough to count it from.

        Of what is told as done (``told``) it is no day ahead.
        """
        sentences = self._document.sentences
        item = sentences[index].item
        for sentence in reversed(sentences[: index + 1]):
            if sentence.item != item:
                break
            for other in reversed(sentence.dates):
                if other.start >= when.start or other.rule in _OF_AN_EVENT:
                    continue
                day = other
                if other.anchored is not None:
                    earlier = self.anchored(sentence.index, other, told)
                    if earlier is None:
                        continue
                    day = earlier
                if _is_exact(day, when) and not (told and _ahead(day, self._document)):
                    return day
        return None


# Days of an event that the text tells elsewhere.
_OF_AN_EVENT = frozenset({"day_of_stay", "hour"})


def _is_exact(day: When, when: When) -> bool:
    """Whether a date tells the day, or else the month or year that an expression counts in."""
    if day.first is None:
        return False
    if when.anchored is not None and when.anchored.endswith("year"):
        return True
    if when.anchored is not None and when.anchored.endswith("month"):
        return day.first.month is not None
    return day.first.day is not None


def _weekday(base: dt.date, way: str, weekday: int) -> dt.date:
    """The weekday after or before a day, else the one that is not before it."""
    ahead = (weekday - base.weekday()) % 7
    if way == "previous":
        return base - dt.timedelta((7 - ahead) % 7 or 7)
    return base + dt.timedelta(ahead or (7 if way == "following" else 0))


def _ahead(when: When, document: Document) -> bool:
    published = document.calendar.published
    return published is not None and when.first is not None and when.first.first_day > published


def _counted(base: dt.date, count: int, unit: str) -> PartialDate:
    """The day, month or year so many units from a day: no more exact than the unit."""
    if unit == "day":
        return PartialDate.of(base + dt.timedelta(count))
    if unit == "calendarweek":
        monday = base + dt.timedelta(7 * count - base.weekday())
        sunday = monday + dt.timedelta(6)
        return PartialDate(monday.year, monday.month if monday.month == sunday.month else None)
    if unit == "week":
        shifted = base + dt.timedelta(7 * count)
        return PartialDate(shifted.year, shifted.month)
    if unit == "month":
        index = base.year * 12 + base.month - 1 + count
        return PartialDate(index // 12, index % 12 + 1)
    return PartialDate(base.year + count)
