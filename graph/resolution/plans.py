"""Which event realises or cancels which plan.

A planned event and what became of it stay two events, since what was announced may differ from what
took place. They are linked where a careful reader would say *that is the meeting they announced*:

- The type is of one family; the later event is told as occurred (it realises the plan) or as
  cancelled, postponed or denied (it cancels it).
- Sides: all of the plan are there, and none but a mediator besides, or it is worth no more than a
  look; of many, others may have come, but not as many as were planned. Of a visit a side of those
  who travel and a polity visited. Where both name persons for a side they share one.
- What the plan fixes is not contradicted: the country, and the words of the instrument.
- It was told after the plan, and not begun before the plan was told.
- Time: the days of the plan and of the event overlap. An event that follows a plan for a day within
  ten days is the plan moved, where the city or the instrument is the planned one and none other;
  without that it is worth a look. A visit may be told from the day of departure or of arrival, so
  one of the same person a day late is the plan. A plan without a date is for the weeks after it was
  told, and known by those whom it names.
- A cancellation without a date is of a plan that was still to come when it was told.

Of several events that may be the one, :func:`choose` takes the surest, of a plan without a day the
first, and none where it cannot tell.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from types import MappingProxyType

from diplograph.graph.dates import Precision
from diplograph.graph.model import Status
from diplograph.graph.resolution.comparison import (
    DIFFERENT,
    Comparison,
    Tier,
    Verdict,
    features,
)
from diplograph.graph.resolution.contradictions import (
    MANY_SIDES,
    TITLE_OVERLAP,
    disjoint,
    overlap,
    persons_differ,
)
from diplograph.graph.resolution.profiles import Family, Profile

_ONE_DAY = dt.timedelta(days=1)
# So long after the planned day an event may still be the plan, moved: what is put off for longer is
# announced anew.
_MOVED = dt.timedelta(days=10)
# "They will meet soon" is said of the weeks to come.
_SOON = dt.timedelta(days=30)
_NOT_SO_SOON = dt.timedelta(days=90)

_CANCELLING = (Status.CANCELLED, Status.POSTPONED, Status.DENIED)


def realises(plan: Profile, later: Profile) -> Comparison:
    """How sure it is that an event that occurred is the occurrence of a planned one.

    The profiles are those of whole events (:func:`.profiles.event_profile`). ``features`` holds,
    beside those of :func:`.comparison.features`, ``moved``, the days by which the event is late.
    """
    if later.status is not Status.OCCURRED or not _same_undertaking(plan, later):
        return DIFFERENT
    if later.last is not None and plan.published is not None:
        if later.last < plan.published - _ONE_DAY:
            return DIFFERENT
    return _verdict(plan, later, _realised_in_time(plan, later))


def cancels(plan: Profile, later: Profile) -> Comparison:
    """How sure it is that a cancelled, postponed or denied event is a planned one.

    Takes and gives the same as :func:`realises`.
    """
    if later.status not in _CANCELLING or not _same_undertaking(plan, later):
        return DIFFERENT
    return _verdict(plan, later, _cancelled_in_time(plan, later))


def choose(plan: Profile, candidates: Sequence[Profile]) -> Profile | None:
    """The one of several events that realises a plan or, where none occurred, cancels it.

    None where no event surely does, or where two are equally likely to. The order of the candidates
    does not matter.

    >>> from diplograph.graph.model import EventType
    >>> sides = {"urn:KOR": frozenset({"urn:kim"}), "urn:NOR": frozenset({"urn:solberg"})}
    >>> on = dt.date(2017, 8, 9)
    >>> time = {"precision": Precision.DAY, "first": on, "last": on}
    >>> plan = Profile("urn:p", "urn:a", EventType.MEETING, Status.PLANNED, sides, **time)
    >>> held = Profile("urn:h", "urn:b", EventType.MEETING, Status.OCCURRED, sides, **time)
    >>> choose(plan, [held]) == held
    True
    """
    for link in (realises, cancels):
        found = [(link(plan, each), each) for each in candidates]
        sure = [(how, each) for how, each in found if how.verdict is Verdict.SAME]
        if sure:
            return _surest(plan, sure)
    return None


def _surest(plan: Profile, sure: Sequence[tuple[Comparison, Profile]]) -> Profile | None:
    best_tier = min(how.tier for how, _ in sure)
    sure = [(how, each) for how, each in sure if how.tier is best_tier]
    if len(sure) == 1:
        return sure[0][1]
    if plan.precision is Precision.DAY:
        late = min(how.features["moved"] for how, _ in sure)
        sure = [(how, each) for how, each in sure if how.features["moved"] == late]
        strength = max(how.strength for how, _ in sure)
        best = [each for how, each in sure if how.strength == strength]
        return best[0] if len(best) == 1 else None
    first = min(each.first or dt.date.max for _, each in sure)
    best = [each for _, each in sure if (each.first or dt.date.max) == first]
    return best[0] if len(best) == 1 else None


def _verdict(plan: Profile, later: Profile, in_time: tuple[Verdict, Tier]) -> Comparison:
    verdict, tier = in_time
    if verdict is Verdict.DIFFERENT:
        return DIFFERENT
    if not _persons_or_sides(plan, later) or _joined_by_a_guest(plan, later):
        verdict = Verdict.UNSURE
    found = features(plan, later)
    found["moved"] = float(_days_late(plan, later))
    strength = found["persons"] + found["sides"] + max(found["city"], 0.0) + found["words"]
    return Comparison(verdict, tier, strength, MappingProxyType(found))


# ------------------------------------------------------------------------------------ who and what


def _same_undertaking(plan: Profile, later: Profile) -> bool:
    if plan.status is not Status.PLANNED or plan.family is not later.family:
        return False
    if plan.family.is_later_step or plan.family in (Family.STATEMENT, Family.INVITATION):
        return False
    if plan.published is not None and later.republished is not None:
        if later.republished < plan.published:
            return False
    if plan.kind is not None and disjoint(plan.words, later.words):
        return False
    if plan.family is not Family.CALL and disjoint(plan.countries, later.countries):
        return False
    return _sides_are_there(plan, later) and not persons_differ(plan, later)


def _sides_are_there(plan: Profile, later: Profile) -> bool:
    shared = plan.sides.keys() & later.sides.keys()
    if plan.family is Family.VISIT:
        return bool(shared) and bool(plan.visited & later.visited)
    return len(plan.sides) >= 2 and len(shared) == len(plan.sides) > len(later.sides) / 2


def _joined_by_a_guest(plan: Profile, later: Profile) -> bool:
    """Whether more came to a small circle than was planned: it may be another meeting."""
    if plan.family is Family.VISIT or len(plan.sides) >= MANY_SIDES:
        return False
    return bool(later.sides.keys() - later.third - plan.sides.keys())


def _persons_or_sides(plan: Profile, later: Profile) -> bool:
    """Whether a person is shared, or the plan names none and none are needed to know the event."""
    if plan.persons and later.persons:
        return bool(plan.persons & later.persons)
    return plan.precision is Precision.DAY


# ------------------------------------------------------------------------------------ when


def _realised_in_time(plan: Profile, later: Profile) -> tuple[Verdict, Tier]:
    if plan.first is None or plan.last is None:
        return _soon(plan, later)
    if later.first is None or later.last is None:
        return _reported(plan, later)
    if later.first <= plan.last and plan.first <= later.last:
        days = plan.precision is Precision.DAY and later.precision is Precision.DAY
        return Verdict.SAME, Tier.DAY if days else Tier.MONTH
    if plan.precision is not Precision.DAY or later.precision is not Precision.DAY:
        return Verdict.DIFFERENT, Tier.VAGUE
    if later.last == plan.first - _ONE_DAY:
        return (Verdict.SAME if plan.persons & later.persons else Verdict.UNSURE), Tier.NEAR
    if plan.family is Family.VISIT and later.first == plan.last + _ONE_DAY:
        # who sets out one day may be there the next
        return (Verdict.SAME if plan.persons & later.persons else Verdict.UNSURE), Tier.NEAR
    if plan.last < later.first <= plan.last + _MOVED:
        return (Verdict.SAME if _as_planned(plan, later) else Verdict.UNSURE), Tier.NEAR
    return Verdict.DIFFERENT, Tier.VAGUE


def _soon(plan: Profile, later: Profile) -> tuple[Verdict, Tier]:
    """A plan without a date is for the time after it was told."""
    if plan.published is None or later.first is None:
        return Verdict.DIFFERENT, Tier.VAGUE
    if later.first < plan.published - _ONE_DAY or later.first > plan.published + _NOT_SO_SOON:
        return Verdict.DIFFERENT, Tier.VAGUE
    sure = later.first <= plan.published + _SOON and _those_named_are_there(plan, later)
    return (Verdict.SAME if sure else Verdict.UNSURE), Tier.VAGUE


def _those_named_are_there(plan: Profile, later: Profile) -> bool:
    """Whether somebody comes of each side for which the plan names persons, of one at least."""
    named = [side for side, persons in plan.sides.items() if persons and side in later.sides]
    return bool(named) and all(plan.sides[side] & later.sides[side] for side in named)


def _reported(plan: Profile, later: Profile) -> tuple[Verdict, Tier]:
    """An event without a date is the one planned when it is told right after the planned day."""
    if plan.first is None or plan.last is None or later.published is None:
        return Verdict.DIFFERENT, Tier.VAGUE
    if not plan.first <= later.published <= plan.last + _MOVED:
        return Verdict.DIFFERENT, Tier.VAGUE
    sure = plan.precision is Precision.DAY and plan.persons & later.persons
    return (Verdict.SAME if sure else Verdict.UNSURE), Tier.VAGUE


def _cancelled_in_time(plan: Profile, later: Profile) -> tuple[Verdict, Tier]:
    if plan.first is None or plan.last is None:
        if plan.published is None or later.published is None:
            return Verdict.DIFFERENT, Tier.VAGUE
        soon = later.published <= plan.published + _NOT_SO_SOON
        return (Verdict.SAME if soon else Verdict.DIFFERENT), Tier.VAGUE
    if later.first is None or later.last is None:
        to_come = later.published is None or later.published <= plan.last + _MOVED
        return (Verdict.SAME if to_come else Verdict.DIFFERENT), Tier.VAGUE
    if later.first <= plan.last and plan.first <= later.last:
        days = plan.precision is Precision.DAY and later.precision is Precision.DAY
        return Verdict.SAME, Tier.DAY if days else Tier.MONTH
    return Verdict.DIFFERENT, Tier.VAGUE


def _as_planned(plan: Profile, later: Profile) -> bool:
    """Whether the city or the instrument is the planned one, and neither is another."""
    if disjoint(plan.cities, later.cities):
        return False
    words = overlap(plan.words, later.words) >= TITLE_OVERLAP
    return bool(plan.cities & later.cities) or words


def _days_late(plan: Profile, later: Profile) -> int:
    if plan.first is None or plan.last is None or later.first is None or later.last is None:
        return 0
    if plan.last < later.first:
        return (later.first - plan.last).days
    return (later.last - plan.first).days if later.last < plan.first else 0
