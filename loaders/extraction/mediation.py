"""Mediation: one who goes between sides that do not sit together."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from diplograph.graph.model import EventType, Role, Status
from diplograph.loaders.extraction import clauses
from diplograph.loaders.extraction.document import Document
from diplograph.loaders.extraction.drafts import Draft
from diplograph.loaders.extraction.frames import VerbFrame
from diplograph.loaders.extraction.sight import Sight

if TYPE_CHECKING:
    from spacy.tokens import Token as Parsed

_APART = re.compile(
    r"\b(?:proximity|indirect)\s+(?:talks|negotiations)\b|\bshuttl(?:e|ed|ing)\b|"
    r"\bgo-between\b|\bfrom\s+one\s+(?:floor|room|delegation)\b[^.]{0,40}\bto\s+(?:the\s+other|another)\b|"
    r"\b(?:did|would|do)\s+not\s+(?:sit|meet)\s+(?:together|face\s+to\s+face|directly)\b|"
    r"\bin\s+separate\s+rooms\b",
    re.IGNORECASE,
)

_MEDIATING = re.compile(
    r"\b(?:mediat\w+|good\s+offices|broker\w*|facilitat\w+|peace\s+envoy|intermediary)\b",
    re.IGNORECASE,
)


class Mediations(Sight):
    """Reads mediators on their way."""

    def shuttling(self, verb: Parsed, frame: VerbFrame, status: Status) -> list[Draft]:
        """Read ``X shuttled between A and B``."""
        sides = self.all_actors(clauses.prepositions(verb, "between"))
        draft = self.draft(frame.type, status, verb)
        for side in sides:
            draft.add(side, Role.PARTICIPANT)
        mediators = [e for e in self.subject_actors(verb) if e not in sides]
        for mediator in mediators:
            draft.add(mediator, Role.MEDIATOR)
        return [draft] if mediators and len({c for e in sides for c in e.codes}) > 1 else []


def tell_mediation(document: Document, drafts: list[Draft]) -> None:
    """Make mediations of meetings in which the mediator has one side before him, or goes between.

    Talks of both sides with the mediator at the table stay what they are.
    """
    for draft in drafts:
        if draft.type not in {EventType.MEETING, EventType.NEGOTIATION}:
            continue
        sides = [e for e, roles in draft.roles.items() if Role.MEDIATOR not in roles]
        if len(sides) == len(draft.roles):
            continue
        words = " ".join(_words(document, index) for index in draft.sentences)
        alone = len({e.codes[:1] for e in sides}) == 1 and _MEDIATING.search(words)
        if alone or _APART.search(words):
            draft.type = EventType.MEDIATION


def _words(document: Document, index: int) -> str:
    sentence = document.sentences[index]
    start, end = document.offsets(sentence.start, sentence.end)
    return document.text[start:end]
