"""Mediation: one who goes between sides that do not sit together."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from diplograph.graph.model import EventType, Role, Status
from diplograph.loaders.extraction import clauses
from diplograph.loaders.extraction.discourse import Discourse
from diplograph.loaders.extraction.document import Document, Sentence
from diplograph.loaders.extraction.drafts import Draft
from diplograph.loaders.extraction.frames import VerbFrame
from diplograph.loaders.extraction.reference import Cast, Entity
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


_MEDIATOR = re.compile(r"\bmediator\b", re.IGNORECASE)
# "X, the foreign minister, whose officials had mediated", "X, who mediates between the two"
_WHO_MEDIATES = re.compile(
    r"(?:,[^,;.]{2,60})?,?\s+(?:the\s+(?:\w+\s+)?mediator\b|"
    r"who(?:se\s+\w+)?\s+(?:(?:had|has|have)\s+)?"
    r"(?:mediat(?:ed|es)|brokered)\b|whose\s+(?:mediation|good\s+offices)\b)",
    re.IGNORECASE,
)
_MEDIATED_BY = re.compile(
    r"\b(?:mediated\s+by|mediation\s+of|good\s+offices\s+of|brokered\s+by)\s+(?:the\s+)?$",
    re.IGNORECASE,
)


class Mediations(Sight):
    """Reads mediators on their way, and who is said to mediate."""

    def __init__(self, document: Document, cast: Cast, discourse: Discourse) -> None:
        super().__init__(document, cast, discourse)
        # who mediates, and in which item of the article
        self.known: list[tuple[Entity, int]] = []

    def observe(self, sentence: Sentence) -> None:
        """Note who a sentence says mediates: ``Y, the American mediator``, ``whose mediation``."""
        text, tokens = self.document.text, self.document.tokens
        for nominal in sentence.nominals:
            start, end = tokens[nominal.start].start, tokens[nominal.end - 1].end
            if nominal.kind != "person":
                continue
            told = (
                _MEDIATOR.search(text, start, end)
                or _WHO_MEDIATES.match(text, end)
                or _MEDIATED_BY.search(text[max(0, start - 60) : start])
            )
            if told:
                self.known += [(e, sentence.item) for e in self.discourse.resolve(nominal)]

    def settle(self, drafts: list[Draft]) -> None:
        """Give what two sides conclude the mediator of the article, where there is one only."""
        for draft in drafts:
            if draft.group != "conclusion" or draft.background:
                continue
            told = {entity for entity, item in self.known if item == draft.item}
            if len(told) != 1:
                continue
            mediator = told.pop()
            sides = {c for e in draft.roles if e != mediator for c in e.codes}
            if len(sides) > 1 and not sides & set(mediator.codes):
                draft.roles[mediator] = {Role.MEDIATOR}

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
        _tell_mediator(drafts, draft)
        sides = [e for e, roles in draft.roles.items() if Role.MEDIATOR not in roles]
        if len(sides) == len(draft.roles):
            continue
        words = " ".join(_words(document, index) for index in draft.sentences)
        alone = len({e.codes[:1] for e in sides}) == 1 and _MEDIATING.search(words)
        if alone or _APART.search(words):
            draft.type = EventType.MEDIATION


def _tell_mediator(drafts: list[Draft], draft: Draft) -> None:
    """Who brings two sides together is their mediator also where he sees one of them alone."""
    for other in drafts:
        if other is draft or other.item != draft.item or other.group != "gathering":
            continue
        mediators = {e for e, roles in other.roles.items() if Role.MEDIATOR in roles}
        seen = [e for e in draft.roles if e not in mediators]
        here = [e for e in draft.roles if e in mediators]
        if len(here) == 1 and seen and all(e in other.roles for e in seen):
            if len({e.codes[:1] for e in seen}) == 1 and Role.PARTICIPANT in draft.roles[here[0]]:
                draft.roles[here[0]] = {Role.MEDIATOR}


def _words(document: Document, index: int) -> str:
    sentence = document.sentences[index]
    start, end = document.offsets(sentence.start, sentence.end)
    return document.text[start:end]
