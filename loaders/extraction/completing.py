"""Check drafts when all is told: who stands for whom, who is the host, what is part of a visit."""

from __future__ import annotations

from diplograph.graph.model import EventType, Role
from diplograph.loaders.extraction.drafts import Draft
from diplograph.loaders.extraction.reference import UNIQUE_LEVELS


def prune(draft: Draft) -> None:
    """A named person stands for his side: drop the polity that he represents."""
    represented = {c for p in draft.persons for c in p.codes}
    if draft.type is EventType.SUMMIT and len(represented) >= 3:
        # those who were there stand for the organisation whose summit it was
        for entity in list(draft.roles):
            if entity.kind == "organization" and Role.HOST not in draft.roles[entity]:
                del draft.roles[entity]
    for entity in list(draft.roles):
        if not entity.is_person and entity.codes and entity.codes[0] in represented:
            roles = draft.roles.pop(entity)
            if Role.HOST in roles and draft.group == "gathering":
                for person in draft.persons:
                    if entity.codes[0] in person.codes:
                        draft.roles[person].add(Role.HOST)
    for roles in draft.roles.values():
        if len(roles) > 1:
            roles.discard(Role.PARTICIPANT)


def complete(draft: Draft) -> bool:
    """Whether a draft tells enough to be an event."""
    if draft.group == "Visit":
        return draft.destination is not None and bool(draft.roles)
    if draft.group == "conclusion":
        return draft.instrument is not None and draft.sides >= 2 and bool(draft.codes)
    if draft.type is EventType.SUMMIT:
        return bool(draft.roles)
    # two presidents are of two states, even where nothing tells of which
    leaders = sum(bool(e.levels & UNIQUE_LEVELS) for e in draft.persons)
    return draft.sides >= 2 and (bool(draft.codes) or leaders >= 2)
