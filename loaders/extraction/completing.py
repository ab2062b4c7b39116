"""What a telling leaves out it takes from the story: dates, places, hosts, the visit around it.

"The same day" counts from the day told last; an event without a date is of the day the story is at;
a meeting without a place is where the story is, or where the visit goes.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from diplograph.graph.dates import PartialDate
from diplograph.graph.model import EventType, Role, Status
from diplograph.loaders.extraction.document import Document
from diplograph.loaders.extraction.drafts import Draft
from diplograph.loaders.extraction.places import PlaceMention
from diplograph.loaders.extraction.reference import UNIQUE_LEVELS
from diplograph.loaders.extraction.situating import dateline_place
from diplograph.loaders.extraction.times import When


def anchor(document: Document, drafts: list[Draft]) -> None:
    """Resolve "the same day", "a day earlier" against the date told last before it."""
    for draft in drafts:
        when = draft.date
        if when is not None and when.anchored is not None:
            draft.date = _shifted(when, _last_date(document, draft, when))
            draft.explicit_date = draft.date is not None


def _last_date(document: Document, draft: Draft, when: When) -> When | None:
    """The last day that the same item names before an expression."""
    for sentence in reversed(document.sentences[: draft.sentence + 1]):
        if sentence.item != draft.item:
            break
        for other in reversed(sentence.dates):
            if other.start < when.start and other.first is not None and other.first.day is not None:
                if not _ahead(other, document):
                    return other
    return None


def _ahead(when: When, document: Document) -> bool:
    published = document.calendar.published
    return published is not None and when.first is not None and when.first.first_day > published


def _shifted(when: When, now: When | None) -> When | None:
    if now is None or now.first is None or now.first.day is None:
        return None
    base = now.first.first_day
    anchored = when.anchored
    days = {"same": 0, "after": 1, "before": -1}.get(anchored or "")
    if days is not None:
        date = PartialDate.of(base + dt.timedelta(days))
        return replace(when, first=date, last=date)
    unit = (anchored or "").lstrip("-0123456789")
    count = int((anchored or "0")[: len(anchored or "") - len(unit)] or 0)
    if unit == "day":
        date = PartialDate.of(base + dt.timedelta(count))
    elif unit == "week":
        shifted = base + dt.timedelta(7 * count)
        date = PartialDate(shifted.year, shifted.month)
    elif unit == "month":
        index = base.year * 12 + base.month - 1 + count
        date = PartialDate(index // 12, index % 12 + 1)
    else:
        date = PartialDate(base.year + count)
    return replace(when, first=date, last=date)


def inherit(document: Document, drafts: list[Draft]) -> None:
    """Give drafts without a date or place those of the story at that point."""
    now: When | None = None
    where: PlaceMention | None = None
    visits = [d for d in drafts if d.group == "Visit"]
    item, told_at = -1, -9
    # without a publication date nothing says which day the story is at: a date reaches only as
    # far as the next sentence
    dated = document.calendar.published is not None
    first_dates: dict[int, When] = {}
    for draft in drafts:
        lead = _lead_date(document, draft.item)
        if lead is not None:
            first_dates.setdefault(draft.item, lead)
        if draft.date is not None and draft.date.first is not None and not draft.background:
            if draft.status is Status.OCCURRED and draft.date.first.day is not None:
                first_dates.setdefault(draft.item, draft.date)
    for draft in drafts:
        if draft.item != item:
            item, now = draft.item, first_dates.get(draft.item) if dated else None
            where = next(
                (
                    dateline_place(document, s)
                    for s in document.sentences
                    if s.item == item and not s.is_title
                ),
                None,
            )
        fixed = draft.date is not None and draft.date.first is not None
        own_words = draft.date is not None and not fixed
        if not fixed and not own_words and not draft.background and draft.status is Status.OCCURRED:
            beside = _same_sentence(drafts, draft)
            if beside is not None:
                draft.date = _day_of(beside, draft)
            elif now is not None and (dated or draft.sentence - told_at <= 1):
                draft.date = _day_of(now, draft)
        elif fixed and draft.status is Status.OCCURRED and not draft.background:
            assert draft.date is not None
            assert draft.date.first is not None
            # "in August" tells of another time; the story goes on at the day it was at
            day = draft.date.first.day is not None
            moves = draft.group != "Visit" and not draft.subordinate
            if moves and day and (now is None or not dated or _near(draft.date, now)):
                now, told_at = draft.date, draft.sentence
        _inherit_place(draft, where, now, visits)
        if draft.explicit_place and draft.place is not None and draft.place.is_city:
            elsewhen = (
                fixed
                and now is not None
                and draft.date is not None
                and draft.date.first != now.first
            )
            told = draft.status is Status.OCCURRED and not draft.background
            if told and not elsewhen and not draft.subordinate:
                where = draft.place


def _same_sentence(drafts: list[Draft], draft: Draft) -> When | None:
    """The date of another event of the same sentence, told as of the same time."""
    for other in drafts:
        if other is draft or other.sentence != draft.sentence or other.background:
            continue
        date = other.date
        if other.status is draft.status and date is not None and date.first is not None:
            if date.first.day is not None:
                return date
    return None


def _lead_date(document: Document, item: int) -> When | None:
    """The first day that has come which the opening of an item names, whatever it is said of."""
    opening = [s for s in document.sentences if s.item == item and not s.is_title][:2]
    published = document.calendar.published
    for sentence in opening:
        for when in sentence.dates:
            if when.first is not None and when.first.day is not None and when.edge is None:
                if published is None or when.first.first_day <= published:
                    return when
    return None


def _day_of(now: When, draft: Draft) -> When:
    """An inherited date is one day: the last of a period for what follows it."""
    if draft.group == "Visit" or now.last is None:
        return now
    return replace(now, last=now.first)


def _host_of(visit: Draft, draft: Draft) -> bool:
    """Whether an event is part of a visit: visitor and visited polity both take part."""
    visitors = {e for e, roles in visit.roles.items() if Role.VISITOR in roles}
    return (
        visit.item == draft.item
        and visit.status is draft.status
        and visit.background == draft.background
        and bool(visitors & set(draft.roles))
        and (any(e.is_person for e in visitors) or not draft.persons)
        and visit.destination in draft.codes
    )


def _near(date: When, now: When) -> bool:
    """Whether a date belongs to the same story as the day that it is at."""
    if date.first is None or now.first is None:
        return False
    return abs((date.first.first_day - now.first.first_day).days) <= 45


def _recent(draft: Draft, now: When | None) -> bool:
    """Whether an event told in the past perfect is of the same days as the story."""
    if now is None or now.first is None or draft.date is None or draft.date.first is None:
        return False
    return abs((draft.date.first.first_day - now.first.first_day).days) <= 3


def _inherit_place(
    draft: Draft, where: PlaceMention | None, now: When | None, visits: list[Draft]
) -> None:
    if draft.type is EventType.CALL or (draft.place is not None and draft.place.is_city):
        return
    if draft.group == "Visit" or (draft.background and not _recent(draft, now)):
        return
    visited = next((v for v in visits if _host_of(v, draft)), None)
    if visited is not None and visited.place is not None:
        if visited.place.is_city or where is None or where.code != visited.destination:
            where = visited.place
    if where is None or (draft.place is not None and where.code != draft.place.code):
        return
    draft.place = where


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
        return draft.instrument is not None and len(draft.codes) >= 2
    if draft.type is EventType.SUMMIT:
        return bool(draft.roles)
    # two presidents are of two states, even where nothing tells of which
    leaders = sum(bool(e.levels & UNIQUE_LEVELS) for e in draft.persons)
    return draft.sides >= 2 and (bool(draft.codes) or leaders >= 2)
