"""Blocking keys: which claims are worth comparing.

Every claim has keys of its own and keys that it looks for; two claims are compared when one has a
key that the other looks for. What two claims of one event must share stands in the keys: family,
status, two sides (a visit: a traveller's side and a polity visited), and a day or the day beside
it, a month where one fixes no day, the week of publication where one fixes no month, or one whole
sentence. What happens to an instrument after its conclusion shares a telling word of it and a side,
whenever it was; a statement a speaker and a run of quoted words.

Keys are made of what the claim says alone, never of what other claims say, so adding an article
looks up a few keys however large the store is. Sides are polities and organizations; a person
without any is a side of either end of the name, however it is spelled in full.

A gathering of many sides would have very many pairs. Two of them that are one share more than half
of the sides of either, so they share one within any half of their sides in a fixed order
(prefix filtering, Chaudhuri et al. 2006).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from itertools import combinations

from diplograph.graph import iris
from diplograph.graph.dates import Precision
from diplograph.graph.iris import slug
from diplograph.graph.model import ActorKind, EventClaim, Participant, Role, Status
from diplograph.graph.resolution.profiles import Family, instrument_words, plain_words
from diplograph.graph.resolution.stored import StoredClaim

_DAY = dt.timedelta(days=1)
# What covers more days than this is found by its months.
_LONGEST = 10
# From so many sides on a claim is found by single sides as well, from twice as many by these alone.
_MANY = 5
# Runs of so many quoted words are compared, one of as many neighbours (winnowing, Schleimer et al.
# 2003): any seven words in a row that two statements share are found.
_RUN = 4
_WINDOW = 4
# A plan may be carried out so many days later than it was to be.
_LATE = 10
_TELLING_SENTENCE = 40


@dataclass(frozen=True, slots=True)
class Keys:
    """The hashed keys that a claim has, and those that it looks for."""

    own: frozenset[int]
    sought: frozenset[int]


def claim_keys(stored: StoredClaim) -> Keys:
    """The keys by which the claims are found that may tell of the same event."""
    found = _Blocks(stored)
    kind = (found.family.value, stored.claim.status.value)
    return Keys(
        frozenset(_hashed(*kind, *each) for each in found.own()),
        frozenset(_hashed(*kind, *each) for each in found.sought()),
    )


def counterpart_keys(stored: StoredClaim) -> frozenset[int]:
    """The keys that claims of another status have which a claim may realize, cancel or plan.

    A planned claim looks for what came of it, every other claim for the plans of it.
    """
    found = _Blocks(stored)
    family = found.family.value
    if stored.claim.status is Status.PLANNED:
        others: tuple[Status, ...] = (
            Status.OCCURRED,
            Status.CANCELLED,
            Status.POSTPONED,
            Status.DENIED,
        )
        days = (0, _LATE)
    else:
        others = (Status.PLANNED,)
        days = (-_LATE, 0)
    sought = list(found.sought(days))
    return frozenset(_hashed(family, status.value, *each) for status in others for each in sought)


def _hashed(*parts: object) -> int:
    data = "\x1f".join(map(str, parts)).encode()
    return int.from_bytes(blake2b(data, digest_size=8).digest(), "big", signed=True)


class _Blocks:
    """The parts of a claim's keys."""

    def __init__(self, stored: StoredClaim) -> None:
        self._stored = stored
        self._claim = claim = stored.claim
        self.family = Family.of(claim.type)
        time = claim.time
        end = time.end or time.start
        self._first = None if time.start is None else time.start.first_day
        self._last = None if end is None else end.last_day
        self._precision = time.precision
        if self._first is not None and self._last is not None:
            long = (self._last - self._first).days >= _LONGEST
            if long and self._precision is Precision.DAY:
                self._precision = Precision.MONTH
        self._published = dt.date.fromisoformat(stored.published[:10]) if stored.published else None
        self._sides = tuple(_sides(claim, self.family))

    def own(self) -> Iterator[tuple[object, ...]]:
        yield from self._sentences()
        if self.family.is_later_step:
            for word in self._words():
                for side in self._sides or ("",):
                    yield "word", word, side
                yield "word", word, "any"
            return
        if self.family is Family.STATEMENT:
            yield from self._said()
            return
        for side in self._sides:
            if self._precision is Precision.DAY:
                for day in self._days(0, 0):
                    yield "day", day, side
            if self._precision in (Precision.DAY, Precision.MONTH):
                for month in self._months():
                    coarse = self._precision is Precision.MONTH
                    yield "month", month, side
                    if coarse:
                        yield "only month", month, side
            if self._published is not None:
                yield "week", _week(self._published), side
                if self._precision not in (Precision.DAY, Precision.MONTH):
                    yield "only week", _week(self._published), side

    def sought(self, window: tuple[int, int] | None = None) -> Iterator[tuple[object, ...]]:
        """The parts of the keys of which the others have one.

        Without a window, as many days around, the relation is the same from either side.
        """
        earlier, later = window or (-1, 1)
        yield from self._sentences()
        if self.family.is_later_step:
            for word in self._words():
                for side in self._sides:
                    yield "word", word, side
                yield "word", word, "" if self._sides else "any"
            return
        if self.family is Family.STATEMENT:
            yield from self._said()
            return
        for side in self._sides:
            if self._precision is Precision.DAY:
                for day in self._days(earlier, later):
                    yield "day", day, side
                for month in self._months(*(window or (0, 0))):
                    yield "only month", month, side
            elif self._precision is Precision.MONTH:
                for month in self._months(*(window or (0, 0))):
                    yield "month", month, side
            if self._published is not None and window is None:
                fixed = self._precision in (Precision.DAY, Precision.MONTH)
                week = _week(self._published)
                for each in (week - 1, week, week + 1):
                    yield "only week" if fixed else "week", each, side

    def _sentences(self) -> Iterator[tuple[object, ...]]:
        for quote in self._claim.evidence:
            if len(quote.text) >= _TELLING_SENTENCE:
                yield "sentence", quote.text

    def _words(self) -> Collection[str]:
        instrument = self._claim.instrument
        return () if instrument is None else instrument_words(instrument)

    def _said(self) -> Iterator[tuple[object, ...]]:
        speakers = [each for each in self._claim.participants if Role.SPEAKER in each.roles]
        sides = {side for each in speakers for side in _side_names(each)}
        for quotation in self._claim.quotations:
            words = plain_words(quotation.text).split()
            hashes = [
                _hashed(*words[start : start + _RUN])
                for start in range(max(1, len(words) - _RUN + 1))
            ]
            chosen = {
                min(hashes[start : start + _WINDOW])
                for start in range(max(1, len(hashes) - _WINDOW + 1))
            }
            for side in sides:
                for each in chosen:
                    yield "said", each, side

    def _days(self, earlier: int, later: int) -> Iterator[str]:
        assert self._first is not None
        assert self._last is not None
        first, last = _moved(self._first, earlier), _moved(self._last, later)
        for number in range((last - first).days + 1):
            yield (first + number * _DAY).isoformat()

    def _months(self, earlier: int = 0, later: int = 0) -> Iterator[str]:
        """Every month that the time covers, from some days earlier to some days later."""
        assert self._first is not None
        assert self._last is not None
        month, last = _moved(self._first, earlier).replace(day=1), _moved(self._last, later)
        while month <= last:
            yield month.isoformat()[:7]
            if month.year == dt.MAXYEAR and month.month == 12:
                return
            month = (month + dt.timedelta(days=32)).replace(day=1)


def _moved(day: dt.date, days: int) -> dt.date:
    try:
        return day + days * _DAY
    except OverflowError:
        return day


def _week(day: dt.date) -> int:
    return day.toordinal() // 7


def _sides(claim: EventClaim, family: Family) -> Iterator[str]:
    """What stands for the sides in a key: pairs of them, for a visit of who travels and where."""
    participants = claim.participants
    if family is Family.VISIT:
        hosts = [each for each in participants if Role.HOST in each.roles]
        visited = {side for each in hosts for side in _side_names(each)}
        visited |= {iris.polity(place.country) for place in claim.places if place.country}
        travellers = {
            side
            for each in participants
            if Role.HOST not in each.roles
            for side in _side_names(each)
        }
        for one in sorted(travellers):
            for other in sorted(visited):
                yield f"{one}>{other}"
        return
    names = sorted({side for each in participants for side in _side_names(each)}, key=_hashed)
    if family.is_later_step:
        yield from names
        return
    if len(names) < 2 * _MANY:
        for one, other in combinations(sorted(names), 2):
            yield f"{one}+{other}"
    if len(names) >= _MANY:
        yield from names[: len(names) // 2 + 1]


def _side_names(participant: Participant) -> set[str]:
    """The sides that a participant stands for, as a key has them."""
    if participant.actor.kind is not ActorKind.PERSON:
        return {participant.actor.iri}
    if participant.represents:
        return {each.iri for each in participant.represents}
    words = slug(participant.actor.name).split("-")
    return {f"person:{words[0]}", f"person:{words[-1]}"}
