"""Diaries: what is told under the name of a day is of that day, be it behind or ahead.

"Tuesday – Skopje. Ministers sign an accord": such lists speak in the present of what was, or is to
be. The day that heads an entry holds for all that the entry tells without a day of its own, and the
town behind it is where that takes place. A list with one day, in its title, is one entry.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from diplograph.graph.dates import PartialDate
from diplograph.graph.model import Status
from diplograph.loaders.extraction.document import Document, Sentence
from diplograph.loaders.extraction.drafts import Draft
from diplograph.loaders.extraction.segment import Dateline
from diplograph.loaders.extraction.time_words import MONTHS, WEEKDAYS
from diplograph.loaders.extraction.times import When, ahead_of

_HEADING = re.compile(
    rf"\s*(?P<w>{'|'.join(WEEKDAYS)})(?:,?\s+(?:the\s+)?(?P<d>[0-3]?\d)(?:st|nd|rd|th)?"
    rf"(?:\s+(?:of\s+)?(?P<m>{'|'.join(MONTHS)})\b)?|,?\s+(?P<n>{'|'.join(MONTHS)})\s+"
    r"(?P<e>[0-3]?\d)(?:st|nd|rd|th)?)?(?:,?\s+(?P<y>20\d\d))?(?:\s*[.:]\s*[–—-]*|\s*[–—-]+)\s*"
    r"(?:(?P<town>[^\W\d_][\w’' -]{2,24}?)[.:]\s)?",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r"\b(?:ahead|coming|upcoming|next\s+week|agenda|to\s+watch|to\s+come|forthcoming)\b",
    re.IGNORECASE,
)
# "Public Schedule – 2 July", and no "Grain tops the agenda as A is to see B on Friday".
_SCHEDULE = re.compile(
    r"\W*(?:[\w’']+\s+){0,3}(?:schedule|diary|agenda|calendar|engagements)\s*"
    rf"(?:$|[:,(–—-]|for\s|of\s|\d|(?:{'|'.join((*WEEKDAYS, *MONTHS))})\b)",
    re.IGNORECASE,
)
# One heading is the opening of a report, "Monday: ...".
_FEWEST = 2


def find_entries(document: Document) -> None:
    """Tell the sentences of a diary the day and the town that they stand under."""
    title = document.text[: document.title_end]
    ahead = _AHEAD.search(title) is not None
    entries: list[tuple[Sentence, When, Dateline | None]] = []
    headings, item = 0, -1
    day: When | None = None
    town: Dateline | None = None
    for sentence in document.sentences:
        if sentence.is_title:
            continue
        if sentence.item != item:
            item, day, town = sentence.item, None, None
        start = document.tokens[sentence.start].start
        if "\n" in document.text[_before(document, sentence) : start] or not sentence.start:
            match = _HEADING.match(document.text, start)
            day = _day(document, match, ahead) if match is not None else None
            town = _town(document, match) if match is not None else None
            headings += day is not None
        if day is not None:
            entries.append((sentence, day, town))
    if headings < _FEWEST:
        told = _of_title(document) if _SCHEDULE.match(title) else None
        entries = [(s, told, None) for s in document.sentences if told and not s.is_title]
    for sentence, day, town in entries:
        sentence.day, sentence.dateline = day, town or sentence.dateline


def _before(document: Document, sentence: Sentence) -> int:
    """The offset at which the sentence before one ends."""
    return document.tokens[sentence.start - 1].end if sentence.start else 0


def _day(document: Document, match: re.Match[str], ahead: bool) -> When | None:
    """The day that heads an entry."""
    published = document.calendar.published
    words = When(match.start("w"), match.end(), match["w"], "entry", is_fixed=True)
    number, month = match["d"] or match["e"], match["m"] or match["n"]
    weekday = WEEKDAYS[match["w"].lower()]
    if published is None:
        return None
    if number is None:
        if ahead:
            day = published + dt.timedelta((weekday - published.weekday()) % 7 or 7)
        else:
            day = published - dt.timedelta((published.weekday() - weekday) % 7)
    else:
        near = [
            each
            for shift in range(-60, 61)
            if (each := published + dt.timedelta(shift)).day == int(number)
            and (each.weekday() == weekday)
            and (month is None or each.month == MONTHS[month.lower()])
            and (match["y"] is None or each.year == int(match["y"]))
        ]
        if not near:
            return None
        now = published
        day = min(near, key=lambda each: abs((each - now).days))
    date = PartialDate.of(day)
    return replace(words, first=date, last=date)


def _town(document: Document, match: re.Match[str]) -> Dateline | None:
    """The town that stands behind the day of an entry."""
    town = match["town"]
    if town is None or not document.is_place(town):
        return None
    return Dateline(match.start("town"), match.end("town"), town, None)


def _of_title(document: Document) -> When | None:
    """The one day that a title tells."""
    days = [
        when
        for sentence in document.sentences
        if sentence.is_title
        for when in sentence.dates
        if when.first is not None and when.first.day is not None
    ]
    return replace(days[0], rule="entry", is_fixed=True) if len(days) == 1 else None


def date_entries(document: Document, drafts: list[Draft]) -> None:
    """Give the events of a diary the day that they stand under, and their status."""
    find_entries(document)
    entries = {s.index: s.day for s in document.sentences if s.day is not None}
    published = document.calendar.published
    if not entries or published is None:
        return
    ahead = all(when.first and when.first.first_day > published for when in entries.values())
    for draft in drafts:
        day, when = entries.get(draft.sentence), draft.date
        if day is None or day.first is None:
            if ahead and when is not None and when.rule == "weekday":
                # "called off: the visit of X on Thursday"
                draft.date = ahead_of(when, document.calendar, document.text)
            continue
        if when is None or day.start <= when.start < day.end:
            draft.date, draft.explicit_date = day, True
        elif when.rule == "weekday" and day.first.first_day > published:
            draft.date = ahead_of(when, document.calendar, document.text)
        if draft.status not in {Status.OCCURRED, Status.PLANNED} or draft.background:
            continue
        if draft.date is day:
            is_ahead = day.first.first_day > published
            draft.status = Status.PLANNED if is_ahead else Status.OCCURRED
