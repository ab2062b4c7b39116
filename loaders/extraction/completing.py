"""Check drafts when all is told: who stands for whom, who is the host, what is part of a visit."""

from __future__ import annotations

from diplograph.graph.model import EventType, Role
from diplograph.loaders.extraction.drafts import Draft
from diplograph.loaders.extraction.reference import UNIQUE_LEVELS, Entity


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
        enough = draft.sides >= 2 or draft.jointly
        return draft.instrument is not None and enough and bool(draft.codes)
    if draft.type is EventType.SUMMIT:
        return bool(draft.roles)
    # two presidents are of two states, even where nothing tells of which
    leaders = sum(bool(e.levels & UNIQUE_LEVELS) for e in draft.persons)
    return draft.sides >= 2 and (bool(draft.codes) or leaders >= 2)


def settle_roles(drafts: list[Draft], welcomes: list[tuple[Entity, Entity]]) -> None:
    """Who hosts or mediates in one telling does so in the others of the same people.

    A leader who welcomed a visitor at the airport is the host of their talks as well, and who
    brokered the paper was the mediator of the round that led to it.
    """
    hosts = {(host, guest) for host, guest in welcomes}
    mediators: dict[Entity, set[str]] = {}
    for draft in drafts:
        for entity, roles in draft.roles.items():
            others = [e for e in draft.roles if e is not entity]
            if Role.HOST in roles and entity.is_person and not draft.background:
                hosts.update((entity, other) for other in others if other.is_person)
            if Role.MEDIATOR in roles and entity.is_person:
                mediators.setdefault(entity, set()).update(c for e in others for c in e.codes)
    for draft in drafts:
        if draft.group != "gathering" or draft.background:
            continue
        _settle_host(draft, hosts)
        for entity, sides in mediators.items():
            between = {c for e in draft.roles if e is not entity for c in e.codes} & sides
            if draft.roles.get(entity) == {Role.PARTICIPANT} and len(between) > 1:
                draft.roles[entity] = {Role.MEDIATOR}


def _settle_host(draft: Draft, hosts: set[tuple[Entity, Entity]]) -> None:
    if any(roles & {Role.HOST, Role.MEDIATOR} for roles in draft.roles.values()):
        return
    code = draft.place.code if draft.place is not None else None
    for entity in draft.persons:
        others = [e for e in draft.roles if e is not entity]
        at_home = code is None or code in entity.codes
        if at_home and any((entity, other) in hosts for other in others):
            draft.roles[entity] = {Role.HOST}
            return
