"""Check drafts when all is told: who stands for whom, who is the host, what is part of a visit."""

from __future__ import annotations

import datetime as dt

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
        return draft.instrument is not None and draft.sides >= 2 and bool(draft.codes)
    if draft.type is EventType.SUMMIT:
        return bool(draft.roles)
    # two presidents are of two states, even where nothing tells of which
    leaders = sum(bool(e.levels & UNIQUE_LEVELS) for e in draft.persons)
    return draft.sides >= 2 and (bool(draft.codes) or leaders >= 2)


def hosts_of_visits(drafts: list[Draft], welcomes: list[tuple[Entity, Entity]]) -> None:
    """Who receives a visitor during his visit is its host."""
    for visit in drafts:
        if visit.group != "Visit":
            continue
        visitors = {e for e, roles in visit.roles.items() if Role.VISITOR in roles}
        if any(Role.HOST in roles for roles in visit.roles.values()):
            continue
        for host, guest in welcomes:
            if guest in visitors and visit.destination in host.codes:
                visit.add(host, Role.HOST)
        if any(Role.HOST in roles for roles in visit.roles.values()):
            continue
        for other in drafts:
            if other.group != "gathering" or other.status is not visit.status:
                continue
            if not visitors & set(other.roles) or not _within(other, visit):
                continue
            for entity, roles in other.roles.items():
                if Role.HOST in roles and visit.destination in entity.codes and entity.is_person:
                    if not any(Role.HOST in r for r in visit.roles.values()):
                        visit.add(entity, Role.HOST)


def nest(drafts: list[Draft]) -> None:
    """A meeting or signing inside a visit is part of it."""
    visits = [d for d in drafts if d.group == "Visit"]
    for draft in drafts:
        if draft.group == "Visit":
            continue
        for visit in visits:
            visitors = {e for e, roles in visit.roles.items() if Role.VISITOR in roles}
            codes = {c for e in visitors for c in e.codes}
            taking_part = bool(visitors & set(draft.roles)) or (
                draft.group == "conclusion" and bool(codes & draft.codes)
            )
            if taking_part and draft.status is visit.status and _within(draft, visit):
                if draft.type is not EventType.CALL:
                    draft.part_of = visit
                    break


def _within(draft: Draft, visit: Draft) -> bool:
    if draft.place is not None and draft.place.code is not None:
        if draft.place.code != visit.destination:
            return False
    x, y = draft.date, visit.date
    if x is None or y is None or x.first is None or y.first is None:
        return draft.background == visit.background
    last = (visit.last.first if visit.last is not None else None) or y.last or y.first
    days = dt.timedelta(visit.days or 1)
    return (
        y.first.first_day - days <= x.first.last_day and x.first.first_day <= last.last_day + days
    )
