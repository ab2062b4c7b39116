"""Whether two claims of different articles tell of one event.

:func:`in_conflict` says that they cannot, :func:`link` how sure it is that they do. Between the two
lies what stays apart because nobody can be sure:

- One article never tells one event in two claims: its extractor has merged them already.
- Family and status are the same. A planned event and the one that took place stay two here.
- Times overlap. Two of day precision need no more. Where one fixes just a month, a person must be
  shared. Where one fixes just a year or nothing, the persons must be the same on every shared side,
  city, instrument or its kind the same, and the articles published within a week, the time that
  one fixes near it, or one sentence of the articles identical.
- At least two sides are shared, and neither claim has twice as many sides as the other: a meeting
  of two in the margins of a summit is not the summit. A visit shares a side of those who travel and
  a polity visited.
- Where both name persons for a side they share one; from four shared sides on, for most sides.
- Places: a city shared, or one side names none and no country contradicts.
- Conclusions: the titles and subjects of the instruments share words that tell them apart, and
  their kinds do not contradict. Where one has no such words (*an agreement*) the same persons must
  be named for every shared side. An initialling is not the signing.
- Ratification, accession, entry into force and termination are of one side, and happen to an
  instrument once: with the sides of the one among those of the other, telling words of both
  instruments that agree, and times that do not exclude each other, they are one.
- Statements: the same speaker, and words quoted in both, or one sentence of the articles identical.
"""

from __future__ import annotations

import datetime as dt
from enum import IntEnum

from diplograph.graph.dates import Precision
from diplograph.graph.model import InstrumentKind, InstrumentStep
from diplograph.graph.resolution.profiles import Family, Profile, Sides

# Shorter sentences ("They met in Moscow.") may stand in two articles without being copied.
_TELLING_SENTENCE = 40
_ONE_WEEK = dt.timedelta(days=7)
_MANY_SIDES = 4
# Share of the shorter title's telling words that the longer one must have.
_TITLE_OVERLAP = 0.6

_VAGUE_KINDS = (None, InstrumentKind.OTHER, InstrumentKind.AGREEMENT)


class Tier(IntEnum):
    """How sure a link is, by what the times fix; the surest are followed first."""

    DAY = 0
    MONTH = 1
    VAGUE = 2


def in_conflict(one: Profile, other: Profile) -> bool:
    """Whether two claims cannot tell of one event."""
    return (
        one.article == other.article
        or one.family is not other.family
        or one.status is not other.status
        or _apart_in_time(one, other)
        or _apart_in_space(one, other)
        or _other_persons(one.sides, other.sides)
        or (one.family is Family.VISIT and _disjoint(one.visited, other.visited))
        or (one.kind is not None and other.kind is not None and _other_instrument(one, other))
        or _other_step(one, other)
    )


def link(one: Profile, other: Profile) -> tuple[Tier, float] | None:
    """How sure and how strong it is that two claims tell of one event; None when it is not."""
    if in_conflict(one, other) or not _same_sides(one, other):
        return None
    if one.family is Family.CONCLUSION and not _same_conclusion(one, other):
        return None
    tier = _tier(one, other)
    if one.family.is_later_step:
        return (tier, _strength(one, other)) if one.words and other.words else None
    if one.family is Family.STATEMENT:
        return (tier, _strength(one, other)) if _same_statement(one, other) else None
    if tier is Tier.MONTH and not one.persons & other.persons:
        return None
    if tier is Tier.VAGUE and not _sure_without_date(one, other):
        return None
    return tier, _strength(one, other)


def _tier(one: Profile, other: Profile) -> Tier:
    precisions = {one.precision, other.precision}
    if precisions == {Precision.DAY}:
        return Tier.DAY
    return Tier.MONTH if precisions <= {Precision.DAY, Precision.MONTH} else Tier.VAGUE


def _strength(one: Profile, other: Profile) -> float:
    shared_sides = len(one.sides.keys() & other.sides.keys())
    all_sides = len(one.sides.keys() | other.sides.keys())
    return (
        2.0 * len(one.persons & other.persons)
        + shared_sides / max(all_sides, 1)
        + bool(one.cities & other.cities)
        + ((one.first, one.last) == (other.first, other.last))
        + 4.0 * _same_sentence(one, other)
        + _overlap(one.words, other.words)
    )


def _disjoint(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one) and bool(other) and not one & other


def _apart_in_time(one: Profile, other: Profile) -> bool:
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return False
    return one.last < other.first or other.last < one.first


def _apart_in_space(one: Profile, other: Profile) -> bool:
    if one.family in (Family.CALL, Family.VISIT):
        return False  # a call has no place; a visit may have several cities
    return _disjoint(one.cities, other.cities) or _disjoint(one.countries, other.countries)


def _other_persons(one: Sides, other: Sides) -> bool:
    shared = one.keys() & other.keys()
    differing = sum(_disjoint(one[side], other[side]) for side in shared)
    if len(shared) < _MANY_SIDES:
        return differing > 0
    return differing * 2 > len(shared)


def _other_instrument(one: Profile, other: Profile) -> bool:
    if one.kind not in _VAGUE_KINDS and other.kind not in _VAGUE_KINDS and one.kind != other.kind:
        return True
    if one.words and other.words:
        return _overlap(one.words, other.words) < _TITLE_OVERLAP
    return False


def _other_step(one: Profile, other: Profile) -> bool:
    """Whether two different things happened to the instrument."""
    steps = {one.step, other.step}
    if one.family.is_later_step:
        return len(steps - {None}) > 1
    return steps == {InstrumentStep.INITIALLED, InstrumentStep.SIGNED}


def _same_statement(one: Profile, other: Profile) -> bool:
    if not one.speakers & other.speakers or not _one_news_cycle(one, other):
        return False
    return _same_sentence(one, other) or any(
        len(mine) >= _TELLING_SENTENCE and (mine in theirs or theirs in mine)
        for mine in one.said
        for theirs in other.said
    )


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    if not one or not other:
        return 0.0
    return len(one & other) / min(len(one), len(other))


def _same_sides(one: Profile, other: Profile) -> bool:
    shared = one.sides.keys() & other.sides.keys()
    if one.family is Family.VISIT:
        return bool(shared) and bool(one.visited & other.visited)
    if one.family.is_later_step or one.family is Family.STATEMENT:
        return len(shared) == min(len(one.sides), len(other.sides))
    fewer, more = sorted((len(one.sides), len(other.sides)))
    return len(shared) >= 2 and fewer * 2 > more and len(shared) * 2 > more


def _same_conclusion(one: Profile, other: Profile) -> bool:
    """Where words tell both instruments, in_conflict has compared them; else persons decide."""
    return bool(one.words and other.words) or _persons_agree(one.sides, other.sides)


def _persons_agree(one: Sides, other: Sides) -> bool:
    """Whether the same persons are named for every shared side, for two sides at least."""
    shared = one.keys() & other.keys()
    return len(shared) >= 2 and all(one[side] and one[side] == other[side] for side in shared)


def _sure_without_date(one: Profile, other: Profile) -> bool:
    if one.family is Family.VISIT:
        shared = one.sides.keys() & other.sides.keys()
        agree = all(one.sides[side] and one.sides[side] == other.sides[side] for side in shared)
    else:
        agree = _persons_agree(one.sides, other.sides) and (
            bool(one.cities & other.cities or one.words & other.words)
            or (one.kind is not None and one.kind == other.kind)
        )
    return agree and (_one_news_cycle(one, other) or _same_sentence(one, other))


def _one_news_cycle(one: Profile, other: Profile) -> bool:
    """Whether the publications lie within a week, and the times may lie within a week of them."""
    if one.published is None or other.published is None:
        return False
    earliest, latest = sorted((one.published, other.published))
    return latest - earliest <= _ONE_WEEK and all(
        each.first is None
        or each.last is None
        or (each.first <= latest + _ONE_WEEK and earliest - _ONE_WEEK <= each.last)
        for each in (one, other)
    )


def _same_sentence(one: Profile, other: Profile) -> bool:
    return any(len(quote) >= _TELLING_SENTENCE for quote in one.quotes & other.quotes)
