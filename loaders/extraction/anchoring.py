"""Days that are told by other days: "the same evening", "a day earlier", "two weeks later"."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from diplograph.graph.dates import PartialDate
from diplograph.loaders.extraction.document import Document
from diplograph.loaders.extraction.drafts import Draft
from diplograph.loaders.extraction.times import When

_DAYS = {"same": 0, "after": 1, "before": -1}
_COUNTED = re.compile(r"(?P<count>-?\d+)(?P<unit>\w+)")


def anchor(document: Document, drafts: list[Draft]) -> None:
    """Resolve "the same day", "a day earlier" against the date told last before it."""
    for draft in drafts:
        when = draft.date
        if when is not None and when.rule == "hour" and not draft.background:
            # "at noon they signed": of the day that the story is at; "had come at noon" looks back
            draft.date, draft.explicit_date = None, False
        elif when is not None and when.anchored is not None:
            draft.date = _shifted(when, _last_date(document, draft, when))
            draft.explicit_date = draft.date is not None


def _last_date(document: Document, draft: Draft, when: When) -> When | None:
    """The last day that the same item names before an expression."""
    for sentence in reversed(document.sentences[: draft.sentence + 1]):
        if sentence.item != draft.item:
            break
        for other in reversed(sentence.dates):
            if other.start < when.start and other.first is not None and other.first.day is not None:
                if not _ahead(other, document):
                    return other
    return None


def _ahead(when: When, document: Document) -> bool:
    published = document.calendar.published
    return published is not None and when.first is not None and when.first.first_day > published


def _shifted(when: When, now: When | None) -> When | None:
    """What an expression means when it is counted from a day."""
    if now is None or now.first is None or now.first.day is None or when.anchored is None:
        return None
    base = now.first.first_day
    counted = _COUNTED.fullmatch(when.anchored)
    if counted is None:
        date = PartialDate.of(base + dt.timedelta(_DAYS[when.anchored]))
    else:
        date = _counted(base, int(counted["count"]), counted["unit"])
    return replace(when, first=date, last=date)


def _counted(base: dt.date, count: int, unit: str) -> PartialDate:
    """The day, month or year so many units from a day: no more exact than the unit."""
    if unit == "day":
        return PartialDate.of(base + dt.timedelta(count))
    if unit == "week":
        shifted = base + dt.timedelta(7 * count)
        return PartialDate(shifted.year, shifted.month)
    if unit == "month":
        index = base.year * 12 + base.month - 1 + count
        return PartialDate(index // 12, index % 12 + 1)
    return PartialDate(base.year + count)
