"""One after the other: ``met with A on Monday and with B on Tuesday`` tells of two meetings.

The parse hangs both partners and both days on one verb or noun. Which day belongs to whom is told
by the order of the words, so those of the second day are found by what stands between the names.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

from diplograph.graph.model import Role
from diplograph.loaders.extraction.document import Document, Sentence
from diplograph.loaders.extraction.drafts import Draft
from diplograph.loaders.extraction.nominals import Nominal
from diplograph.loaders.extraction.reference import Entity
from diplograph.loaders.extraction.situating import Situation
from diplograph.loaders.extraction.times import When

# "and" and the words for the day before the next name; the day itself is cut out.
_THEN = re.compile(
    r"\s*,?\s*and\s+(?:then\s+)?(?:on\s+)?(?:with\s+|by\s+)?(?:the\s+)?", re.IGNORECASE
)
_LIST = re.compile(r"\s*,?\s*(?:and\s+)?(?:the\s+)?", re.IGNORECASE)
_PART = re.compile(r"\s*(?:morning|afternoon|evening|night)\b", re.IGNORECASE)
_PREPOSITION = re.compile(r"\s*(?:,\s*)?(?:on\s+)?", re.IGNORECASE)


def by_turns(
    document: Document,
    sentence: Sentence,
    situation: Situation,
    drafts: list[Draft],
    resolve: Callable[[Nominal], list[Entity]],
) -> list[Draft]:
    """Take those of a second day out of the drafts of a sentence; give the drafts made of them."""
    made: list[Draft] = []
    named = [n for n in sentence.nominals if n.names and not n.genitive]
    for first, second in pairwise(named):
        days = _days(document, sentence, first, second)
        if days is None:
            continue
        later = _listed(document, named, second, resolve)
        earlier = resolve(first)
        if any(e in draft.roles and not set(earlier) & set(draft.roles) for draft in drafts
               for e in later):  # fmt: skip
            # read by themselves already
            continue
        for draft in drafts:
            common = [e for e in draft.roles if e not in later and e not in earlier]
            if draft.group not in {"gathering", "Call"} or not set(earlier) & set(draft.roles):
                continue
            if not common or not later:
                continue
            roles = {e: set(draft.roles[e]) for e in common}
            roles |= {e: draft.roles.pop(e, {Role.PARTICIPANT}) for e in later}
            made.append(
                replace(
                    draft,
                    roles=roles,
                    date=days[1],
                    explicit_date=True,
                    sentences=list(draft.sentences),
                )
            )
            draft.date, draft.explicit_date = days[0] or draft.date, True
            situation.settle(draft)
            situation.settle(made[-1])
            break
    return made


def _listed(
    document: Document,
    named: list[Nominal],
    first: Nominal,
    resolve: Callable[[Nominal], list[Entity]],
) -> list[Entity]:
    """The persons of the list that begins at a phrase."""
    tokens, last = document.tokens, first
    found = list(resolve(first))
    for nominal in named[named.index(first) + 1 :]:
        gap = document.text[tokens[last.end - 1].end : tokens[nominal.start].start]
        if not _LIST.fullmatch(gap):
            break
        found += resolve(nominal)
        last = nominal
    return found


def _days(
    document: Document, sentence: Sentence, first: Nominal, second: Nominal
) -> tuple[When | None, When] | None:
    """The days of two names, where the second has one of its own; else nothing."""
    tokens, text = document.tokens, document.text
    start, end = tokens[first.end - 1].end, tokens[second.start].start
    inside = [w for w in sentence.dates if start <= w.start and w.end <= end]
    behind = tokens[second.end - 1].end
    following = next((w for w in sentence.dates if w.start >= behind), None)
    if following is not None and not _PREPOSITION.fullmatch(text[behind : following.start]):
        following = None
    before = [w for w in sentence.dates if w.end <= tokens[first.start].start]
    if len(inside) != 1:
        return None
    (when,) = inside
    if _THEN.fullmatch(text[start : when.start] + _PART.sub("", text[when.end : end]).lstrip()):
        # "this evening with A and tomorrow morning with B"
        return (before[-1] if before else None), when
    rest = text[when.end : end]
    if following is not None and _PREPOSITION.fullmatch(text[start : when.start]):
        # "with A on Monday and with B on Tuesday"
        return (when, following) if _THEN.fullmatch(rest) else None
    return None
