"""One event, told several times in one article, becomes one draft; gaps are filled from context.

Two tellings are one event when type family, status, time and sides agree. What a telling leaves out
(a date after "after the talks", a place) it takes from the event it is told with.
"""

from __future__ import annotations

import datetime as dt

from diplograph.graph.model import EventType, InstrumentStep, Role, Status
from diplograph.loaders.extraction.anchoring import anchor
from diplograph.loaders.extraction.completing import complete, prune, settle_roles
from diplograph.loaders.extraction.diaries import date_entries
from diplograph.loaders.extraction.document import Document
from diplograph.loaders.extraction.drafts import Draft, InstrumentDraft
from diplograph.loaders.extraction.instruments import instruments_agree, telling_words
from diplograph.loaders.extraction.itineraries import (
    begin,
    date_stays,
    date_visits,
    date_within,
    foreseen,
    nest,
    open_first,
    settle_visits,
    stop_of,
)
from diplograph.loaders.extraction.places import PlaceMention
from diplograph.loaders.extraction.reference import UNIQUE_LEVELS, Entity
from diplograph.loaders.extraction.settlements import settle_talks, tell_brokers, told_apart
from diplograph.loaders.extraction.story import Story
from diplograph.loaders.extraction.times import When
from diplograph.loaders.extraction.tokens import fold


def merge(
    document: Document, drafts: list[Draft], welcomes: list[tuple[Entity, Entity]]
) -> list[Draft]:
    """Anchor, merge and complete the drafts of one article."""
    date_entries(document, drafts)
    anchor(document, drafts)
    begin(drafts)
    merged: list[Draft] = []
    for draft in _told_once(drafts):
        target = next((m for m in reversed(merged) if _same_event(m, draft)), None)
        if target is not None:
            _absorb(target, draft)
        else:
            merged.append(draft)
    date_visits(merged)
    date_stays(merged)
    date_within(merged)
    settle_talks(merged)
    Story(document, merged).tell()
    merged = _again(merged)
    open_first(document, merged)
    tell_brokers(merged)
    merged = told_apart(merged)
    for draft in merged:
        prune(draft)
    merged = [d for d in merged if complete(d)]
    settle_visits(merged, welcomes)
    settle_roles(merged, welcomes)
    nest(merged)
    return merged


def _told_once(drafts: list[Draft]) -> list[Draft]:
    """Without what was gleaned of events that were read, or gleaned, elsewhere."""
    sure = [d for d in drafts if not d.gleaned]
    kept = []
    for draft in drafts:
        if draft.gleaned:
            if any(_tells_of(o, draft) and not _apart(o, draft) for o in sure):
                continue
            sure.append(draft)
        kept.append(draft)
    return kept


def _apart(a: Draft, b: Draft) -> bool:
    """Whether two gleanings are told apart: a meeting here, and a call elsewhere."""
    return a.gleaned and a.group != b.group and a.sentence != b.sentence


def _tells_of(read: Draft, gleaned: Draft) -> bool:
    """Whether an event that was read is one that was gleaned: the same people, at no other time."""
    if read.item != gleaned.item or (read.group == "Visit") != (gleaned.group == "Visit"):
        return False
    if gleaned.group == "Visit":
        return _same_visit(read, gleaned) and read.destination == gleaned.destination
    if {read.group, gleaned.group} - {"gathering", "Call"}:
        return False
    if read.persons and gleaned.persons and not set(read.persons) & set(gleaned.persons):
        return False
    if _alone(read, gleaned) and read.sentence != gleaned.sentence:
        return False
    shared = set(read.roles) & set(gleaned.roles)
    together = len({c for e in shared for c in e.codes[:1]}) >= 2 or gleaned.codes <= read.codes
    return together and _times_agree(read, gleaned)


# The same event told with another status: a plan that is then called off, and a report of
# something that is denied before or after it.
_RETOLD = frozenset(
    {
        (Status.PLANNED, Status.CANCELLED),
        (Status.PLANNED, Status.POSTPONED),
        (Status.DENIED, Status.OCCURRED),
        (Status.OCCURRED, Status.DENIED),
    }
)

# -- same event or not -----------------------------------------------------------------------


def _same_event(a: Draft, b: Draft) -> bool:
    if a.group != b.group or (a.item != b.item and not a.headline):
        return False
    if a.status is not b.status and {a.status, b.status} != {Status.CANCELLED, Status.POSTPONED}:
        if (a.status, b.status) not in _RETOLD:
            return False
    if not _times_agree(a, b) or not _places_agree(a, b):
        return False
    if a.group == "conclusion":
        return _same_conclusion(a, b)
    if a.group == "Visit":
        return _same_visit(a, b)
    if (a.type is EventType.SUMMIT) != (b.type is EventType.SUMMIT) and not b.anaphoric:
        # two who sit down during a summit hold a meeting of their own
        return len(a.roles) > 2 and len(b.persons) != 2 and _covers(a, b)
    return _same_people(a, b)


def _times_agree(a: Draft, b: Draft) -> bool:
    x, y = a.date, b.date
    if x is None or y is None or x.first is None or y.first is None:
        denied = Status.DENIED in {a.status, b.status}
        # "details emerged about the call": which one is told further on
        pointed = b.anaphoric or (a.background and a.anaphoric and x is None and not a.gleaned)
        # "at the end of a visit to X, where he had gone at the invitation of Y"
        same = a.group == "Visit" and a.sentence == b.sentence
        if a.background != b.background and not pointed and not denied and not same:
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
    if _alone(a, b) or _alone(b, a):
        return False
    if b.codes <= a.codes or a.codes <= b.codes:
        shared = set(a.persons) & set(b.persons)
        if a.persons and b.persons and not shared:
            return not _different_persons(a, b)
        if len(a.codes) > 2 and len(b.codes) == 2 and not b.anaphoric and a.type is not b.type:
            return False
        return True
    return False


def _alone(a: Draft, b: Draft) -> bool:
    """``saw each by himself before the three sat down together``: that is another meeting."""
    if not a.apart or len(a.persons) < 2:
        return False
    return set(a.persons) < set(b.persons) or (a.codes < b.codes and not b.anaphoric)


def _different_persons(a: Draft, b: Draft) -> bool:
    mine = {c for p in a.persons for c in p.codes}
    theirs = {c for p in b.persons for c in p.codes}
    return bool(mine & theirs)


def _rivals(a: Draft, b: Draft) -> bool:
    """Different named persons for one side: the premier's talks are not the president's."""
    only_a = {p for p in a.persons if p not in b.roles}
    only_b = {p for p in b.persons if p not in a.roles}
    if only_a and only_b:
        # X with Y and X with Z are two meetings, of whatever side Y and Z are
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
    if x is not None and y is not None and x.start == y.start:
        # "the treaty was signed; on behalf of A it was signed by X"
        return a.span == b.span or (not _other_step(a, b) and a.background == b.background)
    if a.sentence == b.sentence and (a.span == b.span or not b.anaphoric):
        return False
    if not instruments_agree(x, y) or (not a.headline and _other_step(a, b)):
        return False
    if not b.roles or not a.roles:
        return True
    if a.persons and b.persons and not set(a.persons) & set(b.persons):
        # two ministers' statement of March is not two other ministers' of April
        return False
    return b.codes <= a.codes or a.codes <= b.codes


def _other_step(a: Draft, b: Draft) -> bool:
    """Initialling fixes a text that is signed later."""
    return {a.step, b.step} == {InstrumentStep.INITIALLED, InstrumentStep.SIGNED}


def _absorb(target: Draft, draft: Draft) -> None:
    for entity, roles in draft.roles.items():
        target.roles.setdefault(entity, set()).update(roles)
    target.take_offices(draft)
    target.sentences += [s for s in draft.sentences if s not in target.sentences]
    if (target.status, draft.status) in _RETOLD and target.status is not Status.DENIED:
        target.status = draft.status
    if target.type is EventType.AGREEMENT_REACHED and draft.type is EventType.SIGNING:
        target.type = draft.type
    target.step = _later_step(target.step, draft.step)
    if target.type is EventType.MEETING and draft.type in _SPECIAL_MEETINGS:
        target.type = draft.type
    target.date, target.last, target.date_edge = _better_date(target, draft)
    target.explicit_date |= draft.explicit_date
    target.days = target.days or draft.days
    if draft.explicit_place and (
        not target.explicit_place or _more_exact(draft.place, target.place)
    ):
        target.place, target.explicit_place = draft.place, True
    if draft.instrument is not None and (
        (target.headline and not draft.instrument.definite)
        or _better_instrument(draft.instrument, target.instrument)
    ):
        target.instrument = draft.instrument
    if target.headline:
        target.headline, target.item = False, draft.item
    target.background = target.background and draft.background
    target.anaphoric = target.anaphoric and draft.anaphoric


_STEPS = list(InstrumentStep)
_SPECIAL_MEETINGS = frozenset({EventType.NEGOTIATION, EventType.MEDIATION, EventType.CREDENTIALS})


def _later_step(a: InstrumentStep | None, b: InstrumentStep | None) -> InstrumentStep | None:
    """What says most of a conclusion told twice: "concluded" and "signed" is signed."""
    told = [step for step in (a, b) if step is not None]
    return max(told, key=_STEPS.index) if told else None


def _better_instrument(new: InstrumentDraft, old: InstrumentDraft | None) -> bool:
    if old is None:
        return True
    if old.definite != new.definite:
        return old.definite
    return len(telling_words(new.title)) > len(telling_words(old.title))


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


def _again(drafts: list[Draft]) -> list[Draft]:
    """Merge once more, now that inherited dates and places can tell tellings apart."""
    kept: list[Draft] = []
    for draft in drafts:
        again = draft.anaphoric or draft.group == "Visit"
        target = next((k for k in kept if again and _same_event(k, draft)), None)
        if target is not None:
            _absorb(target, draft)
        elif not any(stop_of(draft, k) for k in kept):
            kept.append(draft)
    return [d for d in kept if not any(foreseen(d, other) for other in kept)]
