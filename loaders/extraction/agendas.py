"""Lists of what is to come, day by day: ``Monday – Lisbon. The president begins a state visit.``

Each paragraph opens with its day, and what it tells in the present is to be on that day.
"""

from __future__ import annotations

import re

from diplograph.graph.model import Status
from diplograph.loaders.extraction.document import Document
from diplograph.loaders.extraction.drafts import Draft
from diplograph.loaders.extraction.times import When, ahead_of

_HEADING = re.compile(
    r"^[ \t•*-]*(?:mon|tues|wednes|thurs|fri|satur|sun)day(?:[ ,]+(?:the\s+)?\w{0,9}[ .]*\d{1,2}"
    r"(?:st|nd|rd|th)?(?:\s+[a-z]+)?)?\s*(?:[.:]\s|[–—-]\s)",
    re.IGNORECASE | re.MULTILINE,
)
# One such paragraph may be anything.
_LIST = 2
_LOOKING_BACK = re.compile(r"\b(?:review|past|last|chronicle|chronology|was)\b", re.IGNORECASE)


def follow_agenda(document: Document, drafts: list[Draft]) -> None:
    """Give what a list of days tells in the present its day, as planned."""
    text, start = document.text, document.title_end
    headings = list(_HEADING.finditer(text, start))
    if len(headings) < _LIST or _LOOKING_BACK.search(text, 0, start):
        return
    for heading in headings:
        when = _day(document, heading)
        stop = text.find("\n", heading.end())
        for draft in drafts if when is not None else ():
            inside = heading.start() <= draft.span[0] < (stop if stop >= 0 else len(text))
            if not inside or not (draft.present or draft.status is Status.PLANNED):
                continue
            own = draft.date if draft.explicit_date else None
            if own is None or own.start < heading.end():
                draft.date, draft.explicit_date = when, True
                if draft.status is Status.OCCURRED:
                    draft.status = Status.PLANNED


def _day(document: Document, heading: re.Match[str]) -> When | None:
    """The day of a paragraph, which lies ahead."""
    dates = (when for sentence in document.sentences for when in sentence.dates)
    opening = next((w for w in dates if heading.start() <= w.start < heading.end()), None)
    if opening is None or opening.first is None:
        return None
    return ahead_of(opening, document.calendar, document.text)
