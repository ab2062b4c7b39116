"""Make date and status of an event agree: a plan lies ahead, what occurred does not."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from diplograph.graph.dates import PartialDate
from diplograph.graph.model import Status
from diplograph.loaders.extraction import attachment
from diplograph.loaders.extraction.document import Document
from diplograph.loaders.extraction.drafts import Draft
from diplograph.loaders.extraction.times import When, ahead_of, behind_of

if TYPE_CHECKING:
    from spacy.tokens import Token as Parsed

_AHEAD = re.compile(r"(?:next|tomorrow|this\s+coming|the\s+coming|upcoming)\b", re.IGNORECASE)
_LATER = re.compile(r"\blater\s+(?:on\s+)?$", re.IGNORECASE)
_HAD_BEEN_DUE = re.compile(
    r"\bhad\s+(?:\w+ly\s+)?been\s+(?:\w+ly\s+)?(?:due|scheduled|planned|expected|set|supposed|slated|"
    r"meant|to)\b",
    re.IGNORECASE,
)


def settle(document: Document, draft: Draft, token: Parsed | None = None) -> None:
    """Make date and status agree: a plan lies ahead, what occurred does not."""
    when, published = draft.date, document.calendar.published
    if when is None or published is None or when.anchored:
        return
    text, calendar = document.text, document.calendar
    if draft.status in {Status.CANCELLED, Status.POSTPONED}:
        past = behind_of(when, calendar, text)
        draft.date = _nearest(past, ahead_of(when, calendar, text), published)
    elif draft.status is Status.PLANNED or (draft.status is Status.DENIED and draft.foreseen):
        draft.date = ahead_of(when, calendar, text)
        if when.rule == "weekday" and _LATER.search(text, max(0, when.start - 12), when.start):
            # "was due to meet X later on Wednesday": on that of publication
            draft.date = behind_of(when, calendar, text)
        elif _was_planned(document, draft, when):
            draft.date = _nearest(behind_of(when, calendar, text), draft.date, published)
    elif draft.date_edge == "end" and when.first is not None and draft.present:
        # "his visit ends today": it is under way
        return
    elif (
        draft.status is Status.OCCURRED
        and draft.present
        and _not_before(when.first, published)
        and not attachment.comes_to_an_end(token)
    ):
        draft.status = Status.PLANNED
        draft.date = ahead_of(when, calendar, text) if _after(when.first, published) else when
    elif draft.status is Status.OCCURRED and draft.present and _AHEAD.match(when.text):
        draft.status = Status.PLANNED
    elif (
        token is not None
        and attachment.tells_present(token)
        and when.rule == "weekday"
        and not draft.headline
    ):
        # "comes to Riga on Monday"; a headline says so of what is over
        draft.status, draft.date = Status.PLANNED, ahead_of(when, calendar, text)
    elif draft.status is Status.OCCURRED and draft.present and not draft.headline:
        # "which Oslo hosts on 24 August": of two such days the one near at hand
        draft.date = _nearest(when, ahead_of(when, calendar, text), published)
        if _after(draft.date.first, published):
            draft.status = Status.PLANNED
    elif draft.status in {Status.OCCURRED, Status.DENIED}:
        if _after(when.first, published):
            past = behind_of(when, calendar, text)
            if _after(past.first, published) and attachment.tells_past(token):
                # "saw X and promised ships for next year", "signed the plan for 2022"
                draft.date, draft.explicit_date = None, False
            elif _after(past.first, published):
                draft.status = Status.PLANNED
            else:
                draft.date = past


def _was_planned(document: Document, draft: Draft, when: When) -> bool:
    """``had been due to travel on April 9``: a plan of the past may lie in it."""
    start = document.tokens[document.sentences[draft.sentence].start].start
    stop = max(draft.span[1], when.start)
    return _HAD_BEEN_DUE.search(document.text, start, stop) is not None


def _nearest(a: When, b: When, day: dt.date) -> When:
    """Of two readings of a date the one nearer to a day: what is called off was near at hand."""
    if a.first is None or b.first is None:
        return a
    return min(a, b, key=lambda w: abs((w.first.first_day - day).days) if w.first else 10**6)


def _not_before(date: PartialDate | None, day: dt.date) -> bool:
    return date is not None and date.day is not None and date.first_day >= day


def _after(date: PartialDate | None, day: dt.date) -> bool:
    return date is not None and date.first_day > day
