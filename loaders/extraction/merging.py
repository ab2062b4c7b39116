"""One event, told several times in one article, becomes one draft; gaps are filled from context.

Two tellings are one event when type family, status, time and sides agree. What a telling leaves out
(a date after "after the talks", a place) it takes from the event it is told with.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from diplograph.graph.dates import PartialDate
from diplograph.graph.model import EventType, Role, Status
from diplograph.loaders.extraction.document import Document
from diplograph.loaders.extraction.drafts import Draft, InstrumentDraft
from diplograph.loaders.extraction.places import PlaceMention
from diplograph.loaders.extraction.reference import UNIQUE_LEVELS, Entity
from diplograph.loaders.extraction.situating import dateline_place
from diplograph.loaders.extraction.times import When
from diplograph.loaders.extraction.tokens import fold


def merge(
    document: Document, drafts: list[Draft], welcomes: list[tuple[Entity, Entity]]
) -> list[Draft]:
    """Anchor, merge and complete the drafts of one article."""
    _anchor(document, drafts)
    merged: list[Draft] = []
    for draft in drafts:
        target = next((m for m in reversed(merged) if _same_event(m, draft)), None)
        if target is not None:
            _absorb(target, draft)
        else:
            merged.append(draft)
    _inherit(document, merged)
    merged = _again(merged)
    for draft in merged:
        _prune(draft)
    merged = [d for d in merged if _complete(d)]
    _hosts_of_visits(merged, welcomes)
    _nest(merged)
    return merged


def _anchor(document: Document, drafts: list[Draft]) -> None:
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
                return other
    return None


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


# -- same event or not -----------------------------------------------------------------------


def _same_event(a: Draft, b: Draft) -> bool:
    if a.group != b.group or (a.item != b.item and not a.headline):
        return False
    if a.status is not b.status and {a.status, b.status} != {Status.CANCELLED, Status.POSTPONED}:
        if not (b.status is Status.CANCELLED and a.status is Status.PLANNED):
            return False
    if not _times_agree(a, b) or not _places_agree(a, b):
        return False
    if a.group == "conclusion":
        return _same_conclusion(a, b)
    if a.group == "Visit":
        return _same_visit(a, b)
    if (a.type is EventType.SUMMIT) != (b.type is EventType.SUMMIT) and not b.anaphoric:
        return len(a.roles) > 2 and _covers(a, b)
    return _same_people(a, b)


def _times_agree(a: Draft, b: Draft) -> bool:
    x, y = a.date, b.date
    if x is None or y is None or x.first is None or y.first is None:
        if a.background != b.background and not b.anaphoric:
            # "last met in February": a background event is not the one the article is about
            return False
        return True
    last_x, last_y = x.last or x.first, y.last or y.first
    if a.group == "Visit" or a.type is EventType.SUMMIT:
        slack = dt.timedelta(max(a.days or 0, b.days or 0, 3 if a.group == "Visit" else 1))
        return (
            x.first.first_day - slack <= last_y.last_day
            and y.first.first_day - slack <= last_x.last_day
        )
    return x.first.first_day <= last_y.last_day and y.first.first_day <= last_x.last_day


def _places_agree(a: Draft, b: Draft) -> bool:
    x, y = a.place, b.place
    if a.group == "Visit":
        return a.destination == b.destination
    if x is None or y is None or not (a.explicit_place and b.explicit_place):
        return True
    if x.code is not None and y.code is not None and x.code != y.code:
        return False
    if x.is_city and y.is_city and fold(x.name) != fold(y.name):
        return x.city is not None and y.city is not None and x.city.iri == y.city.iri
    return True


def _covers(a: Draft, b: Draft) -> bool:
    return set(b.roles) <= set(a.roles) or b.codes <= a.codes


def _same_people(a: Draft, b: Draft) -> bool:
    """Whether the participants can be those of one gathering or call."""
    if _rivals(a, b):
        return False
    if b.codes <= a.codes or a.codes <= b.codes:
        shared = set(a.persons) & set(b.persons)
        if a.persons and b.persons and not shared:
            return not _different_persons(a, b)
        if len(a.codes) > 2 and len(b.codes) == 2 and not b.anaphoric and a.type is not b.type:
            return False
        return True
    return False


def _different_persons(a: Draft, b: Draft) -> bool:
    mine = {c for p in a.persons for c in p.codes}
    theirs = {c for p in b.persons for c in p.codes}
    return bool(mine & theirs)


def _rivals(a: Draft, b: Draft) -> bool:
    """Different named persons for one side: the premier's talks are not the president's."""
    only_a = {p for p in a.persons if p not in b.roles}
    only_b = {p for p in b.persons if p not in a.roles}
    for p in only_a:
        for q in only_b:
            if set(p.codes) & set(q.codes):
                return True
    # one more person of a side that already has a holder of a unique office of another level
    for p in only_b:
        for q in a.persons:
            if q in b.roles or not set(p.codes) & set(q.codes):
                continue
            if q.levels & UNIQUE_LEVELS and p.levels:
                return True
    # the same guest received by two hosts of one state is received twice
    hosts_a = {e for e, r in a.roles.items() if Role.HOST in r}
    hosts_b = {e for e, r in b.roles.items() if Role.HOST in r}
    return bool(
        hosts_a
        and hosts_b
        and not hosts_a & hosts_b
        and all(e.is_person for e in hosts_a | hosts_b)
    )


def _same_visit(a: Draft, b: Draft) -> bool:
    visitors_a = {e for e, r in a.roles.items() if Role.VISITOR in r}
    visitors_b = {e for e, r in b.roles.items() if Role.VISITOR in r}
    if visitors_a & visitors_b:
        return True
    codes_a = {c for e in visitors_a for c in e.codes}
    codes_b = {c for e in visitors_b for c in e.codes}
    unnamed = not any(e.is_person for e in visitors_a) or not any(e.is_person for e in visitors_b)
    return bool(codes_a & codes_b) and unnamed


def _same_conclusion(a: Draft, b: Draft) -> bool:
    x, y = a.instrument, b.instrument
    if x is not None and y is not None and x.start == y.start and a.span == b.span:
        return True
    if a.sentence == b.sentence and (a.span == b.span or not b.anaphoric):
        return False
    if not _instruments_agree(x, y):
        return False
    if not b.roles or not a.roles:
        return True
    return b.codes <= a.codes or a.codes <= b.codes


def _instruments_agree(x: InstrumentDraft | None, y: InstrumentDraft | None) -> bool:
    if x is None or y is None:
        return True
    if y.definite or x.definite:
        generic = {"document", "paper", "text", "instrument"}
        return y.head in generic or x.head in generic or y.head == x.head or x.kind == y.kind
    words_x, words_y = _content(x.title), _content(y.title)
    if not words_x or not words_y:
        return x.kind == y.kind or x.head == y.head
    shared = len(words_x & words_y)
    if x.kind != y.kind and not (x.named and y.named):
        return False
    return shared >= 0.5 * min(len(words_x), len(words_y))


_GENERIC = frozenset(
    "of on the a an for and to in agreement treaty memorandum protocol accord understanding deal "
    "pact worth document".split()
)


def _content(title: str) -> set[str]:
    stop = _GENERIC
    return {fold(w) for w in title.replace("-", " ").split()} - stop


def _absorb(target: Draft, draft: Draft) -> None:
    for entity, roles in draft.roles.items():
        target.roles.setdefault(entity, set()).update(roles)
    target.sentences += [s for s in draft.sentences if s not in target.sentences]
    if draft.status is Status.CANCELLED and target.status is Status.PLANNED:
        target.status = Status.CANCELLED
    if target.type is EventType.AGREEMENT_REACHED and draft.type is EventType.SIGNING:
        target.type = draft.type
    if target.type is EventType.MEETING and draft.type is EventType.NEGOTIATION:
        target.type = draft.type
    target.date, target.last, target.date_edge = _better_date(target, draft)
    target.explicit_date |= draft.explicit_date
    target.days = target.days or draft.days
    if draft.explicit_place and _more_exact(draft.place, target.place):
        target.place, target.explicit_place = draft.place, True
    if draft.instrument is not None and _better_instrument(draft.instrument, target.instrument):
        target.instrument = draft.instrument
    if target.headline:
        target.headline, target.item = False, draft.item
    target.background = target.background and draft.background
    target.anaphoric = target.anaphoric and draft.anaphoric


def _better_instrument(new: InstrumentDraft, old: InstrumentDraft | None) -> bool:
    if old is None:
        return True
    if old.definite != new.definite:
        return old.definite
    return len(_content(new.title)) > len(_content(old.title))


def _more_exact(new: PlaceMention | None, old: PlaceMention | None) -> bool:
    if new is None:
        return False
    return old is None or (new.is_city and not old.is_city)


def _better_date(a: Draft, b: Draft) -> tuple[When | None, When | None, str | None]:
    last = a.last or b.last
    x, y = a.date, b.date
    if x is None or x.first is None:
        return y if y is not None else x, last, b.date_edge if y is not None else a.date_edge
    if y is None or y.first is None:
        return x, last, a.date_edge
    if a.group == "Visit" and a.date_edge != b.date_edge and x.first.day and y.first.day:
        begin, end = (x, y) if b.date_edge == "end" else (y, x)
        if begin.first is not None and end.first is not None and begin.first <= end.first:
            return begin, end, None
    if x.first.day is None and y.first.day is not None:
        return y, last, b.date_edge
    if (
        a.group == "Visit"
        and x.first.day
        and y.first.day
        and a.date_edge is None
        and b.date_edge is None
    ):
        return (x if x.first <= y.first else y), last, None
    return x, last, a.date_edge


# -- what a telling leaves out ---------------------------------------------------------------


def _inherit(document: Document, drafts: list[Draft]) -> None:
    now: When | None = None
    where: PlaceMention | None = None
    visits = [d for d in drafts if d.group == "Visit"]
    item = -1
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
            item, now = draft.item, first_dates.get(draft.item)
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
            elif now is not None:
                draft.date = _day_of(now, draft)
        elif fixed and draft.status is Status.OCCURRED and not draft.background:
            assert draft.date is not None
            assert draft.date.first is not None
            # "in August" tells of another time; the story goes on at the day it was at
            day = draft.date.first.day is not None
            if draft.group != "Visit" and day and (now is None or _near(draft.date, now)):
                now = draft.date
        _inherit_place(draft, where, now, visits)
        if draft.explicit_place and draft.place is not None and draft.place.is_city:
            elsewhen = (
                fixed
                and now is not None
                and draft.date is not None
                and draft.date.first != now.first
            )
            if not draft.background and draft.status is Status.OCCURRED and not elsewhen:
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


def _near(date: When, now: When) -> bool:
    """Whether a date belongs to the same story as the day that it is at."""
    if date.first is None or now.first is None:
        return False
    return abs((date.first.first_day - now.first.first_day).days) <= 45


def _host_of(visit: Draft, draft: Draft) -> bool:
    """Whether an event is part of a visit: visitor and visited polity both take part."""
    visitors = {e for e, roles in visit.roles.items() if Role.VISITOR in roles}
    return (
        visit.item == draft.item
        and visit.status is draft.status
        and visit.background == draft.background
        and bool(visitors & set(draft.roles))
        and visit.destination in draft.codes
    )


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
    draft.local = True


def _again(drafts: list[Draft]) -> list[Draft]:
    """Merge once more, now that inherited dates and places can tell tellings apart."""
    kept: list[Draft] = []
    for draft in drafts:
        target = next((k for k in kept if draft.anaphoric and _same_event(k, draft)), None)
        if target is not None:
            _absorb(target, draft)
        else:
            kept.append(draft)
    return kept


def _prune(draft: Draft) -> None:
    """A named person stands for his side: drop the polity that he represents."""
    represented = {c for p in draft.persons for c in p.codes}
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


def _complete(draft: Draft) -> bool:
    if draft.group == "Visit":
        return draft.destination is not None and bool(draft.roles)
    if draft.group == "conclusion":
        return draft.instrument is not None and len(draft.codes) >= 2
    if draft.type is EventType.SUMMIT:
        return bool(draft.roles)
    return draft.sides >= 2 and bool(draft.codes)


def _hosts_of_visits(drafts: list[Draft], welcomes: list[tuple[Entity, Entity]]) -> None:
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


def _nest(drafts: list[Draft]) -> None:
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
