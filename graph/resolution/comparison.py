"""Whether two claims of different articles tell of one event.

:func:`in_conflict` says that they cannot, :func:`compare` how sure it is that they do. Only pairs
that are ``SAME`` are linked; ``UNSURE`` are those that a reader would look at twice.

What excludes (conflict), on top of what :mod:`.contradictions` says of times, places and persons:

- One article never tells one event in two claims: its extractor has merged them already.
- Family and status differ. A planned event and the one that took place stay two here (:mod:`.plans`
  links them); so do a call and a meeting on one day.
- Other polities visited; other kinds or titles of instruments; an initialling and a signature.

What makes one event of two claims that nothing excludes:

- Sides: at least two are shared, and neither claim has twice as many as the other: a meeting of two
  in the margins of a summit is not the summit. Of two or three sides, and of a plan, all must be
  the same but for mediators and observers, since a third joins two who have met before; of many,
  some may be untold. Two summits of one city need a body shared (told *by its organisation*), or
  all sides of the shorter list. What a body alone adopts has just that side. A visit shares a side
  of those who travel and a polity visited.
- Times that share a day need no more. Different cities of one country on one day are two tellings
  of one event where the same persons are named on both sides, or the instruments have the same
  telling words. Days one apart are so, too, where moreover the articles are of one news cycle and,
  without a city in common, none was out before the other's day. Visits of the same persons to one
  country on days one apart are one stay, whenever they were told. Where one fixes just a month, a
  person must be shared. Where one fixes just a year or nothing, the persons of one must be those of
  the other on every shared side, and city, instrument or kind the same and the articles published
  within a week, or, where no year is told, within three days of each other and of the day (thirty
  of a plan); or one sentence of the articles is identical.
- Conclusions: the words of both instruments agree; where one has no telling words (*an agreement*),
  or they agree only in part, the same persons must be named for every shared side.
- Ratification, accession, entry into force and termination are of one side, and happen to an
  instrument once: with the sides of the one among those of the other, telling words of both
  instruments that agree, and times that do not exclude each other, they are one.
- Statements: the same speaker, and words quoted in both, or one sentence of the articles identical.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, IntEnum
from types import MappingProxyType

from diplograph.graph.dates import Precision
from diplograph.graph.model import EventType, Status
from diplograph.graph.resolution.alignment import aligned, other_persons
from diplograph.graph.resolution.contradictions import (
    MANY_SIDES,
    TITLE_OVERLAP,
    contradictions,
    disjoint,
    overlap,
    same_day_of_year,
    same_title,
    times_told_apart,
)
from diplograph.graph.resolution.profiles import Family, Profile, Sides

# Shorter sentences ("They met in Moscow.") may stand in two articles without being copied.
_TELLING_SENTENCE = 40
_ONE_DAY = dt.timedelta(days=1)
_NEWS_CYCLE = dt.timedelta(days=7)
# What is planned is talked of for weeks.
_AHEAD = dt.timedelta(days=30)
# An undated report of the same persons is of the event in the news, when it is as fresh as that.
_FRESH = dt.timedelta(days=3)


class Verdict(Enum):
    """What a comparison comes to."""

    SAME = "same"
    UNSURE = "unsure"
    DIFFERENT = "different"


class Tier(IntEnum):
    """How sure a link is, by what the times fix; the surest are followed first."""

    DAY = 0
    NEAR = 1
    MONTH = 2
    VAGUE = 3


@dataclass(frozen=True, slots=True)
class Comparison:
    """What the comparison of two profiles came to, and why.

    ``strength`` tells which of several links to follow first. ``features`` are named and between 0
    and 1, but for counts; they are empty where the verdict was clear without them.
    """

    verdict: Verdict
    tier: Tier = Tier.VAGUE
    strength: float = 0.0
    features: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))


DIFFERENT = Comparison(Verdict.DIFFERENT)


def in_conflict(one: Profile, other: Profile) -> bool:
    """Whether two claims cannot tell of one event."""
    return next(contradictions(one, other), None) is not None


def compare(one: Profile, other: Profile) -> Comparison:
    """How sure and how strong it is that two claims tell of one event.

    The verdict does not depend on which comes first. Whether two titles, two dates and two lists of
    persons agree is told by :func:`features` in numbers.

    >>> sides = {"urn:KOR": frozenset({"urn:kim"}), "urn:NOR": frozenset({"urn:solberg"})}
    >>> on = dt.date(2017, 8, 9)
    >>> day = {"precision": Precision.DAY, "first": on, "last": on}
    >>> one = Profile("urn:1", "urn:a", EventType.CALL, Status.OCCURRED, sides, **day)
    >>> other = Profile("urn:2", "urn:b", EventType.CALL, Status.OCCURRED, sides, **day)
    >>> found = compare(one, other)
    >>> found.verdict, found.tier, found.features["persons"]
    (<Verdict.SAME: 'same'>, <Tier.DAY: 0>, 2.0)
    """
    one, other = aligned(one, other)
    against = contradictions(one, other)
    first = next(against, None)
    if first is not None and (first != "instrument" or next(against, None) is not None):
        return DIFFERENT
    tier = _tier(one, other)
    verdict = _verdict(one, other, tier)
    if first == "instrument" and verdict is not Verdict.UNSURE:
        return DIFFERENT
    if verdict is Verdict.DIFFERENT:
        return DIFFERENT
    found = features(one, other)
    return Comparison(verdict, tier, _strength(found), MappingProxyType(found))


def features(one: Profile, other: Profile) -> dict[str, float]:
    """The named numbers by which two profiles are compared, also of two that are different.

    ``persons`` counts the persons shared and ``other_persons`` the sides for which both name other
    ones; ``sides``, ``words`` (of the instruments) are shares of those that either has; ``day``
    is 1 for the same days and less for days that merely overlap or lie near each other.
    """
    shared = one.sides.keys() & other.sides.keys()
    either = one.sides.keys() | other.sides.keys()
    return {
        "persons": float(len(one.persons & other.persons)),
        "other_persons": float(sum(other_persons(one, other, side) for side in shared)),
        "sides": len(shared) / max(len(either), 1),
        "visited": float(bool(one.visited & other.visited)),
        "day": _days_agree(one, other),
        "city": _agree(one.cities, other.cities),
        "country": _agree(one.countries, other.countries),
        "words": overlap(one.words, other.words),
        "kind": float(one.kind is not None and one.kind is other.kind),
        "type": float(one.type is other.type),
        "news_cycle": float(_one_news_cycle(one, other, _NEWS_CYCLE)),
        "sentence": float(_same_sentence(one, other)),
    }


def _strength(found: Mapping[str, float]) -> float:
    return (
        2.0 * found["persons"]
        + found["sides"]
        + max(found["city"], 0.0)
        + (found["day"] == 1.0)
        + 4.0 * found["sentence"]
        + found["words"]
    )


def _tier(one: Profile, other: Profile) -> Tier:
    precisions = {one.precision, other.precision}
    if precisions == {Precision.DAY}:
        near = times_told_apart(one, other) or _other_cities(one, other)
        return Tier.NEAR if near else Tier.DAY
    return Tier.MONTH if precisions <= {Precision.DAY, Precision.MONTH} else Tier.VAGUE


def _verdict(one: Profile, other: Profile, tier: Tier) -> Verdict:
    if one.family is Family.STATEMENT:
        return _sure(_same_statement(one, other))
    if one.family.is_later_step:
        return _sure(_sides_within(one, other) and bool(one.words and other.words))
    verdict = _by_sides(one, other)
    if verdict is Verdict.DIFFERENT:
        return verdict
    verdicts = [verdict, _by_time(one, other, tier)]
    if one.family is Family.CONCLUSION:
        verdicts.append(_by_instrument(one, other))
    if Verdict.DIFFERENT in verdicts:
        return Verdict.DIFFERENT
    return Verdict.UNSURE if Verdict.UNSURE in verdicts else Verdict.SAME


def _sure(same: bool) -> Verdict:
    return Verdict.SAME if same else Verdict.DIFFERENT


# ------------------------------------------------------------------------------------ sides


def _by_sides(one: Profile, other: Profile) -> Verdict:
    shared = one.sides.keys() & other.sides.keys()
    if one.family is Family.VISIT:
        if not shared:
            return Verdict.DIFFERENT
        if not one.visited & other.visited:  # one does not say where to, else it is a conflict
            return (
                Verdict.UNSURE if _persons_overlap(one.sides, other.sides, 1) else Verdict.DIFFERENT
            )
        return Verdict.SAME
    if _same_summit(one, other) or _same_adoption(one, other):
        return Verdict.SAME
    if len(shared) < 2:
        return Verdict.DIFFERENT
    fewer, more = sorted((len(one.sides), len(other.sides)))
    if fewer * 2 <= more or len(shared) * 2 <= more:
        return Verdict.DIFFERENT
    if one.sides.keys() - one.third == other.sides.keys() - other.third:
        return Verdict.SAME
    # Two meet and then a third joins them, and those who plan to meet are known: in a small circle
    # or a plan another list is another event. Of many, an article tells some.
    small = len(one.sides.keys() - one.third) < MANY_SIDES or (
        len(other.sides.keys() - other.third) < MANY_SIDES
    )
    if one.status is Status.PLANNED or (small and not _of_one_title(one, other)):
        return Verdict.UNSURE
    return Verdict.SAME


def _of_one_title(one: Profile, other: Profile) -> bool:
    return one.family is Family.CONCLUSION and same_title(one, other)


def _same_summit(one: Profile, other: Profile) -> bool:
    """Whether both tell of a gathering of many in one city, with few or many of those there."""
    if one.type is not EventType.SUMMIT or other.type is not EventType.SUMMIT:
        return False
    if not one.cities & other.cities:
        return False
    shared = one.sides.keys() & other.sides.keys()
    fewer = min(len(one.sides), len(other.sides))
    return bool(one.bodies & other.bodies) or (len(shared) == fewer >= MANY_SIDES)


def _same_adoption(one: Profile, other: Profile) -> bool:
    """Whether a body alone concludes an instrument that both have words for."""
    alone = one.bodies == one.sides.keys() == other.sides.keys() == other.bodies
    return one.family is Family.CONCLUSION and alone and bool(one.words and other.words)


def _sides_within(one: Profile, other: Profile) -> bool:
    """Whether the sides of the one are among those of the other."""
    shared = one.sides.keys() & other.sides.keys()
    return len(shared) == min(len(one.sides), len(other.sides))


def _persons_overlap(one: Sides, other: Sides, least: int) -> bool:
    """Whether a person is shared for every shared side, for so many sides at least."""
    shared = one.keys() & other.keys()
    return len(shared) >= least and all(one[side] & other[side] for side in shared)


def _persons_agree(one: Sides, other: Sides, least: int = 2) -> bool:
    """Whether for every shared side the persons that one names are among those of the other."""
    shared = one.keys() & other.keys()
    return len(shared) >= least and all(
        one[side] and other[side] and (one[side] <= other[side] or other[side] <= one[side])
        for side in shared
    )


def _needed(one: Profile) -> int:
    """On how many sides persons must agree where the time alone is not enough."""
    return 1 if one.family is Family.VISIT else 2


# ------------------------------------------------------------------------------------ time


def _by_time(one: Profile, other: Profile, tier: Tier) -> Verdict:
    if tier is Tier.DAY:
        return Verdict.SAME
    if tier is Tier.NEAR:
        return _told_differently(one, other)
    if tier is Tier.MONTH:
        if one.persons & other.persons:
            return Verdict.SAME
        return Verdict.UNSURE if one.cities & other.cities else Verdict.DIFFERENT
    return _without_date(one, other)


def _told_differently(one: Profile, other: Profile) -> Verdict:
    """Days one apart, or other cities of a country: one event only where all else agrees."""
    if one.status is Status.PLANNED:
        return Verdict.UNSURE  # the plan may have been changed
    if one.family is Family.VISIT and _one_stay(one, other):
        return Verdict.SAME
    same = _persons_overlap(one.sides, other.sides, _needed(one)) or (_of_one_title(one, other))
    if times_told_apart(one, other):
        same = (
            same
            and _one_news_cycle(one, other, _NEWS_CYCLE)
            and (bool(one.cities & other.cities) or not _out_before(one, other))
        )
    return Verdict.SAME if same else Verdict.UNSURE


def _one_stay(one: Profile, other: Profile) -> bool:
    """Whether the same persons are told to be in one country a day apart: nobody left between."""
    return (
        one.first is not None
        and one.last is not None
        and other.first is not None
        and other.last is not None
        and bool(one.visited & other.visited)
        and other.first - one.last <= _ONE_DAY
        and one.first - other.last <= _ONE_DAY
        and _persons_overlap(one.sides, other.sides, _needed(one))
    )


def _out_before(one: Profile, other: Profile) -> bool:
    """Whether the article of one was out before the day of the other: it may tell of another."""
    return any(
        each.republished is not None and later.first is not None and each.republished < later.first
        for each, later in ((one, other), (other, one))
    )


def _without_date(one: Profile, other: Profile) -> Verdict:
    if not _persons_agree(one.sides, other.sides, _needed(one)):
        some = one.persons & other.persons and _one_news_cycle(one, other, _FRESH)
        return Verdict.UNSURE if some or _same_sentence(one, other) else Verdict.DIFFERENT
    if same_day_of_year(one, other) or _signed_some_day(one, other):
        return Verdict.SAME
    # "In 2017" is told looking back; what is told without any date is news.
    looking_back = Precision.YEAR in (one.precision, other.precision)
    fresh = _AHEAD if one.status is Status.PLANNED else _FRESH
    if _same_sentence(one, other) or (not looking_back and _one_news_cycle(one, other, fresh)):
        return Verdict.SAME
    if not _one_news_cycle(one, other, _NEWS_CYCLE):
        return Verdict.UNSURE if one.cities & other.cities else Verdict.DIFFERENT
    special = (
        one.family is Family.VISIT
        or bool(one.cities & other.cities)
        or overlap(one.words, other.words) >= TITLE_OVERLAP
        or (one.kind is not None and one.kind is other.kind)
    )
    return Verdict.SAME if special else Verdict.UNSURE


def _signed_some_day(one: Profile, other: Profile) -> bool:
    """Whether an article that has no date of any kind tells of a conclusion that another dates.

    The same persons rarely sign twice in one city; where they did, neither is taken.
    """
    undated = any(
        each.published is None and each.precision is Precision.UNKNOWN for each in (one, other)
    )
    return undated and one.family is Family.CONCLUSION and bool(one.cities & other.cities)


def _one_news_cycle(one: Profile, other: Profile, cycle: dt.timedelta) -> bool:
    """Whether the publications lie so near, and the times may lie as near to them."""
    if one.published is None or other.published is None:
        return False
    earliest, latest = sorted((one.published, other.published))
    return latest - earliest <= cycle and all(
        each.first is None
        or each.last is None
        or (each.first <= latest + cycle and earliest - cycle <= each.last)
        for each in (one, other)
    )


def _days_agree(one: Profile, other: Profile) -> float:
    if one.first is None or other.first is None:
        return 0.0
    if (one.first, one.last) == (other.first, other.last):
        return 1.0 if one.precision is Precision.DAY else 0.5
    return 0.25 if times_told_apart(one, other) else 0.5


# ------------------------------------------------------------------------------------ place


def _other_cities(one: Profile, other: Profile) -> bool:
    # a visit has many stops, a call none
    return one.family not in (Family.CALL, Family.VISIT) and disjoint(one.cities, other.cities)


def _agree(one: frozenset[str], other: frozenset[str]) -> float:
    """1 for something shared, -1 for nothing, 0 where one tells none."""
    if not one or not other:
        return 0.0
    return 1.0 if one & other else -1.0


# ------------------------------------------------------------------------------------ words


def _by_instrument(one: Profile, other: Profile) -> Verdict:
    common = overlap(one.words, other.words)
    if common >= TITLE_OVERLAP:
        return Verdict.SAME
    agree = _persons_agree(one.sides, other.sides)
    if one.words and other.words:
        # Two of one ceremony share words as well: in part is a conflict, but worth a look.
        return Verdict.UNSURE if agree and common else Verdict.DIFFERENT
    return Verdict.SAME if agree else Verdict.UNSURE


def _same_statement(one: Profile, other: Profile) -> bool:
    if not _sides_within(one, other) or not one.speakers & other.speakers:
        return False
    if not _one_news_cycle(one, other, _NEWS_CYCLE):
        return False
    return _same_sentence(one, other) or any(
        len(mine) >= _TELLING_SENTENCE and (mine in theirs or theirs in mine)
        for mine in one.said
        for theirs in other.said
    )


def _same_sentence(one: Profile, other: Profile) -> bool:
    return any(len(quote) >= _TELLING_SENTENCE for quote in one.quotes & other.quotes)
