"""Who headed the sides of a gathering: told a sentence or a paragraph after the sides met.

``India and Bhutan held talks`` names states only. ``The Indian side was headed by X and the
Bhutanese side by Y`` tells in other words than those of a meeting who it was, so it is found by
what stands between a side and a name, in sentences that are parsed and in those that are not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from diplograph.graph.model import Status
from diplograph.loaders.extraction.document import Document, Sentence
from diplograph.loaders.extraction.drafts import Draft
from diplograph.loaders.extraction.nominals import Nominal
from diplograph.loaders.extraction.reference import Cast, Entity

# "was headed by", "led by its": from a side to its head.
_HEADED = re.compile(
    r"\W*(?:(?:side|delegation|team)\W+)?(?:which\s+|that\s+)?"
    r"(?:(?:was|were|is|are|being|will\s+be|had\s+been)\s+)?(?:also\s+)?"
    r"(?:headed|led|represented|chaired)\s+(?:(?:at|in|during)\s+the\s+\w+\s+)?by\s+(?:the\s+)?",
    re.IGNORECASE,
)
# "and the Bhutanese side by", once it was said of another side what by means.
_BY = re.compile(r"\W*(?:(?:side|delegation|team)\W+)?by\s+(?:the\s+)?", re.IGNORECASE)
# "led the", "who represents": from a head to his side.
_HEADS = re.compile(
    r"\W*(?:who\s+)?(?:(?:has|had|will|is|was|to)\s+)?(?:also\s+)?"
    r"(?:led|leads?|leading|headed|heads?|heading|represent(?:ed|s|ing)?)\s+(?:the\s+)?",
    re.IGNORECASE,
)
_SIDES = frozenset({"polity", "organization"})
# How far from the meeting its heads may be told, in sentences.
_REACH = 8


@dataclass(frozen=True, slots=True)
class _Head:
    """Who headed a side, and the sentence that says so."""

    entity: Entity
    code: str
    sentence: Sentence


def name_heads(document: Document, cast: Cast, drafts: list[Draft]) -> None:
    """Let those who headed a side stand for it in the gathering told nearest."""
    for sentence in document.sentences:
        if sentence.is_title:
            continue
        for head in _heads(document, cast, sentence):
            draft = _gathering(head, drafts)
            if draft is not None:
                _stand(head, draft)


def _heads(document: Document, cast: Cast, sentence: Sentence) -> Iterator[_Head]:
    tokens, text = document.tokens, document.text
    said = False
    for first, second in pairwise(sentence.nominals):
        gap = text[tokens[first.end - 1].end : tokens[second.start].start]
        side, person = first, second
        if _side(first) is not None and second.names:
            headed = _HEADED.fullmatch(gap) is not None
            if not headed and not (said and _BY.fullmatch(gap)):
                continue
            said = True
        elif first.names and _side(second) is not None and _HEADS.fullmatch(gap):
            side, person = second, first
        else:
            continue
        entities = cast.entities_of(person)
        code = _side(side)
        if len(entities) != 1 or code is None:
            continue
        (entity,) = entities
        if entity.inferred or not entity.codes:
            entity.codes, entity.inferred = (code,), False
        if code in entity.codes:
            yield _Head(entity, code, sentence)


def _side(nominal: Nominal) -> str | None:
    """The code of a side: a state, an organisation, ``the Indian delegation``, ``the Georgian``."""
    if nominal.names or nominal.genitive or len(nominal.codes) != 1:
        return None
    sent = nominal.titles and nominal.titles[0].level in {"delegation", "anyone"}
    return nominal.codes[0] if nominal.kind in _SIDES or sent else None


def _gathering(head: _Head, drafts: list[Draft]) -> Draft | None:
    """The gathering at which nobody is named for a side yet, those told before it first."""
    fitting = [
        draft
        for draft in drafts
        if draft.group in {"gathering", "Call"}
        and draft.item == head.sentence.item
        and draft.status in {Status.OCCURRED, Status.PLANNED}
        and not draft.background
        and abs(draft.sentence - head.sentence.index) <= _REACH
        and head.code in draft.codes
        and not any(head.code in person.codes for person in draft.persons)
    ]
    return min(
        fitting,
        key=lambda d: (d.sentence > head.sentence.index, abs(d.sentence - head.sentence.index)),
        default=None,
    )


def _stand(head: _Head, draft: Draft) -> None:
    for entity in list(draft.roles):
        if not entity.is_person and entity.codes[:1] == (head.code,):
            draft.roles.setdefault(head.entity, set()).update(draft.roles.pop(entity))
    if head.entity in draft.roles and head.sentence.index not in draft.sentences:
        draft.sentences.append(head.sentence.index)
