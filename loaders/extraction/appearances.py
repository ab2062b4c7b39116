"""Meetings that a transcript implies: two officials speak "Before Their Meeting", or after it.

The transcript of a joint press availability is no event of its own (press conferences are none),
but its title and place line tell that those who speak met there. Only transcripts are read so, that
is texts in which the speakers are named before what they say; the date is theirs ("today"), never
that of the release.
"""

from __future__ import annotations

import re

from diplograph.graph.model import EventType, Role, Status
from diplograph.loaders.extraction.document import Document, Sentence
from diplograph.loaders.extraction.drafts import Draft
from diplograph.loaders.extraction.places import PlaceMention
from diplograph.loaders.extraction.reference import Cast, Entity

_TOGETHER = re.compile(
    r"\b(?:before|after)\s+(?:their|the)\s+meeting\b"
    r"|\bjoint\s+(?:press|media|news)\s+(?:availability|conference|appearance|statements?|briefing)\b"
    r"|\bstatements\s+to\s+the\s+press\b|\bjoint\s+(?:remarks|statements)\b",
    re.IGNORECASE,
)
# What a host or guest says of being together.
_HERE = re.compile(
    r"\b(?:welcome|pleasure|honou?r|delighted|happy|here|meeting|visit|host(?:ing|ed)?|talk\w*|"
    r"discuss\w*|conversation)\b",
    re.IGNORECASE,
)
# How far into a transcript the courtesies of the opening reach, in sentences.
_OPENING = 40


def appearances(document: Document, cast: Cast) -> list[Draft]:
    """The meeting of those who speak together in a transcript, at most one."""
    title = next((s for s in document.sentences if s.is_title), None)
    spoken = [s for s in document.sentences if s.speaker is not None][:_OPENING]
    if title is None or not spoken:
        return []
    start, end = document.offsets(title.start, title.end)
    together = _TOGETHER.search(document.text, start, end)
    if together is None:
        return []
    speakers = _named(document, cast, title, together.start())
    if len({entity.codes[0] for entity in speakers}) < 2:
        return []
    said = _said(document, spoken)
    if said is None:
        return []
    draft = Draft(EventType.MEETING, Status.OCCURRED, said.index, (start, end))
    draft.sentences, draft.item, draft.anaphoric = [said.index], said.item, True
    for entity in speakers:
        draft.add(entity, Role.PARTICIPANT)
    begin, stop = document.offsets(said.start, said.end)
    for when in document.calendar.find(document.text, begin, stop):
        if when.rule == "today":
            draft.date, draft.explicit_date = when, True
    draft.place = _place_line(document, spoken[0])
    draft.explicit_place = draft.place is not None
    return [draft]


def _named(document: Document, cast: Cast, title: Sentence, edge: int) -> list[Entity]:
    found: list[Entity] = []
    for nominal in title.nominals:
        if document.tokens[nominal.start].start < edge:
            for entity in cast.entities_of(nominal):
                if entity.is_person and entity.codes and entity not in found:
                    found.append(entity)
    return found


def _said(document: Document, spoken: list[Sentence]) -> Sentence | None:
    """The sentence of the opening that says that they are together, the dated one first."""
    candidates = []
    for sentence in spoken:
        start, end = document.offsets(sentence.start, sentence.end)
        if _HERE.search(document.text, start, end):
            dated = re.compile(r"\b(?:today|this\s+(?:morning|afternoon|evening))\b", re.IGNORECASE)
            candidates.append((dated.search(document.text, start, end) is None, sentence.index))
    return document.sentences[min(candidates)[1]] if candidates else None


def _place_line(document: Document, first: Sentence) -> PlaceMention | None:
    """The town of the lines above the first speaker."""
    for sentence in document.sentences[: first.index]:
        if sentence.is_title:
            continue
        for place in sentence.places:
            if place.is_city:
                return place
    return None
