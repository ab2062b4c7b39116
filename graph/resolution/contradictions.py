"""What excludes that two claims tell of one event, rule by rule.

Times, places and persons contradict each other where no careful reader could take them for two
tellings of one event:

- Times: more than a day between them (a visit of which only the beginning is told may last for some
  days). A day between them is told of one event now and then, for the sake of time zones and of
  slips, so it excludes only where no person is shared, or the cities differ, too. What occurred was
  over when an article told it.
- Places: other countries, or other cities of one country where no person is shared. A call has no
  place, a visit may have several cities, and an instrument is signed once, wherever that was.
- Persons: none shared of those that both name for a side, and no surname alone that may call one
  of them; from four shared sides on, for most.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from diplograph.graph.dates import Precision
from diplograph.graph.model import InstrumentKind, InstrumentStep, Status
from diplograph.graph.resolution.alignment import other_persons
from diplograph.graph.resolution.profiles import Family, Profile

_ONE_DAY = dt.timedelta(days=1)
# So long a visit goes on of which only the first day is told.
_OPEN_VISIT = dt.timedelta(days=3)

MANY_SIDES = 4
"""From so many sides on, an article tells some of those who were there, not all."""

TITLE_OVERLAP = 0.6
"""Share of the shorter title's telling words that the longer one must have."""

# Fewer words may be shared by chance.
_TITLE_WORDS = 2

_VAGUE_KINDS = (None, InstrumentKind.OTHER, InstrumentKind.AGREEMENT)


def contradictions(one: Profile, other: Profile) -> Iterator[str]:
    """Name every reason why two claims cannot tell of one event, the cheapest to find first.

    The reasons are ``article``, ``family``, ``status``, ``time``, ``place``, ``persons``,
    ``visited``, ``instrument`` and ``step``.
    """
    if one.article == other.article:
        yield "article"
    if one.family is not other.family:
        yield "family"
    if one.status is not other.status:
        yield "status"
    if _apart_in_time(one, other):
        yield "time"
    if _apart_in_space(one, other):
        yield "place"
    if persons_differ(one, other):
        yield "persons"
    if one.family is Family.VISIT and disjoint(one.visited, other.visited):
        yield "visited"
    if one.kind is not None and other.kind is not None and _other_instrument(one, other):
        yield "instrument"
    if _other_step(one, other):
        yield "step"


def disjoint(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether both have something and share nothing.

    >>> disjoint(frozenset("a"), frozenset("b")), disjoint(frozenset("a"), frozenset())
    (True, False)
    """
    return bool(one) and bool(other) and not one & other


def overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of the smaller set that is in the larger; 0 where one is empty.

    >>> overlap(frozenset("ab"), frozenset("bcd"))
    0.5
    """
    if not one or not other:
        return 0.0
    return len(one & other) / min(len(one), len(other))


def times_told_apart(one: Profile, other: Profile) -> bool:
    """Whether both tell days and share none.

    Nothing is told apart where one does not fix a time.
    """
    return _before(one, other) or _before(other, one)


def _before(one: Profile, other: Profile) -> bool:
    return one.last is not None and other.first is not None and one.last < other.first


def _apart_in_time(one: Profile, other: Profile) -> bool:
    if _told_before(one, other) or _told_before(other, one):
        return True
    if same_day_of_year(one, other) is False:
        return True
    if not times_told_apart(one, other):
        return False
    earlier, later = (one, other) if _before(one, other) else (other, one)
    assert earlier.last is not None
    assert later.first is not None
    gap = later.first - earlier.last
    if one.family is Family.VISIT and earlier.open_end and one.persons & other.persons:
        return gap > _OPEN_VISIT
    return (
        gap > _ONE_DAY
        or one.precision is not other.precision
        or not one.persons & other.persons
        or (one.family is not Family.VISIT and disjoint(one.cities, other.cities))
    )


def same_day_of_year(one: Profile, other: Profile) -> bool | None:
    """Whether a day told without its year is the day of the other; None where that is not told."""
    if one.day_of_year is not None and other.day_of_year is not None:
        return one.day_of_year == other.day_of_year
    for each, dated in ((one, other), (other, one)):
        if each.day_of_year is None or dated.precision is not Precision.DAY:
            continue
        assert dated.first is not None
        assert dated.last is not None
        month, day = each.day_of_year
        begin, end = (dated.first.month, dated.first.day), (dated.last.month, dated.last.day)
        if dated.first.year == dated.last.year:
            return begin <= (month, day) <= end
        return (month, day) >= begin or (month, day) <= end
    return None


def _told_before(one: Profile, other: Profile) -> bool:
    """Whether the article of one without a date was out before the other took place."""
    return (
        one.status is Status.OCCURRED
        and one.first is None
        and one.republished is not None
        and other.first is not None
        and other.first > one.republished + _ONE_DAY
    )


def same_title(one: Profile, other: Profile) -> bool:
    """Whether several telling words of both instruments agree."""
    shared = len(one.words & other.words)
    return shared >= _TITLE_WORDS and overlap(one.words, other.words) >= TITLE_OVERLAP


def _apart_in_space(one: Profile, other: Profile) -> bool:
    if one.family in (Family.CALL, Family.VISIT):
        return False
    if one.family is Family.CONCLUSION and same_title(one, other):
        return False
    if disjoint(one.countries, other.countries):
        return True
    if not disjoint(one.cities, other.cities):
        return False
    return not (one.countries & other.countries and one.persons & other.persons)


def persons_differ(one: Profile, other: Profile) -> bool:
    """Whether other persons are named for a shared side; from four shared sides on, for most."""
    shared = one.sides.keys() & other.sides.keys()
    differing = sum(other_persons(one, other, side) for side in shared)
    if len(shared) < MANY_SIDES:
        return differing > 0
    return differing * 2 > len(shared)


def _other_instrument(one: Profile, other: Profile) -> bool:
    if one.kind not in _VAGUE_KINDS and other.kind not in _VAGUE_KINDS and one.kind != other.kind:
        return True
    if not one.words or not other.words:
        return False
    return overlap(one.words, other.words) < TITLE_OVERLAP


def _other_step(one: Profile, other: Profile) -> bool:
    """Whether two different things happened to the instrument."""
    steps = {one.step, other.step}
    if one.family.is_later_step:
        return len(steps - {None}) > 1
    return steps == {InstrumentStep.INITIALLED, InstrumentStep.SIGNED}
