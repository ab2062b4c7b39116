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
from diplograph.graph.model import ActorKind, EventClaim, EventType, Participant, Role, Status
from diplograph.graph.resolution.profiles import Family
from diplograph.graph.resolution.stored import StoredClaim
from diplograph.graph.resolution.wording import day_of_year, instrument_words, plain_words

_DAY = dt.timedelta(days=1)
# What covers more days than this is found by its months.
_LONGEST = 10
# From so many sides on a claim is found by single sides as well, from twice as many by these alone.
_MANY = 5
# Plans without a date may be told again so many weeks later.
_PLANNED_AROUND = 5
# Runs of so many quoted words are compared, one of as many neighbours (winnowing, Schleimer et al.
# 2003): any seven words in a row that two statements share are found.
_RUN = 4
_WINDOW = 4
# A visit of which the beginning alone is told may have gone on for some days (.contradictions).
_VISIT_BESIDE = 4
# A plan may be carried out so many days later than it was to be, one without a date so many days
# after it was told, and be called off so many days before it (.plans).
_LATE = 10
_SOON = 91
_AHEAD = 280
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
        frozenset(hashed(*kind, *each) for each in found.own()),
        frozenset(hashed(*kind, *each) for each in found.sought()),
    )


def counterpart_keys(stored: StoredClaim) -> frozenset[int]:
    """The keys of claims of another status that a claim may have planned, realised or cancelled.

    A planned claim looks for what came of it, every other claim for the plans of it. Whatever a
    plan finds finds the plan.
    """
    found = _Blocks(stored)
    others: tuple[Status, ...]
    if stored.claim.status is Status.PLANNED:
        others, parts = _OUTCOMES, list(found.outcomes())
    else:
        others, parts = (Status.PLANNED,), list(found.plans())
    return frozenset(
        hashed(found.family.value, status.value, *each) for status in others for each in parts
    )


_OUTCOMES = (Status.OCCURRED, Status.CANCELLED, Status.POSTPONED, Status.DENIED)


def hashed(*parts: object) -> int:
    """64 bits of a hash of parts, the same on every machine; SQLite's integers have a sign."""
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
        self._day_of_year = day_of_year(time.words) if self._first is None else None
        if self._first is not None and self._first == self._last:
            self._day_of_year = (self._first.month, self._first.day)

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
        vague = self._first is None
        for each in self._undated():
            yield each
            if vague:
                yield "only", *each
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
            if self._precision is Precision.YEAR:
                assert self._first is not None
                yield "year", self._first.year, side
            if self._published is not None:
                yield "week", _week(self._published), side
                if self._precision not in (Precision.DAY, Precision.MONTH):
                    yield "only week", _week(self._published), side

    def _undated(self) -> Iterator[tuple[object, ...]]:
        """What claims that fix no day are found by, and find: a day of the year, who signs."""
        if self._day_of_year is not None:
            yield from (("day of year", self._day_of_year, side) for side in self._sides)
        if self.family is Family.CONCLUSION:
            names = sorted(
                slug(each.actor.name).rpartition("-")[2]
                for each in self._claim.participants
                if each.actor.kind is ActorKind.PERSON
            )
            for pair in combinations(names, 2):
                yield from (("signers", *pair, side) for side in self._sides)

    def sought(self) -> Iterator[tuple[object, ...]]:
        """What it looks for; whoever has what it looks for looks for what it has."""
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
        for each in self._undated():
            yield each if self._first is None else ("only", *each)
        for side in self._sides:
            if self._precision is Precision.DAY:
                for day in self._days(-self._beside, self._beside):
                    yield "day", day, side
                for month in self._months():
                    yield "only month", month, side
            elif self._precision is Precision.MONTH:
                for month in self._months():
                    yield "month", month, side
            if self._published is not None:
                fixed = self._precision in (Precision.DAY, Precision.MONTH)
                week = _week(self._published)
                around = _PLANNED_AROUND if self._claim.status is Status.PLANNED else 1
                for near in range(week - around, week + around + 1):
                    yield "only week" if fixed else "week", near, side

    @property
    def _beside(self) -> int:
        """How many days from each other two days of one event may be."""
        return _VISIT_BESIDE if self.family is Family.VISIT else 1

    def outcomes(self) -> Iterator[tuple[object, ...]]:
        """What a plan looks for."""
        dated = self._first is not None and self._last is not None
        if dated:
            assert self._first is not None
            assert self._last is not None
            first, last = _moved(self._first, -1), _moved(self._last, _LATE)
            told_from = max(self._published or first, _moved(self._last, -_AHEAD))
        elif self._published is not None:
            first, last = _moved(self._published, -1), _moved(self._published, _SOON)
            told_from = self._published
        else:
            return
        for side in self._sides:
            for month in _months(first, last):
                yield "month", month, side
            for week in range(_week(told_from), _week(last) + 1):
                yield "only week", week, side

    def plans(self) -> Iterator[tuple[object, ...]]:
        """What an outcome looks for."""
        if self._first is not None and self._last is not None:
            first, last = _moved(self._first, -_LATE - 1), _moved(self._last, 1)
            told = self._published or self._first
            vague = (
                _moved(min(self._first, told), -_SOON - 1).replace(day=1),
                _moved(max(last, told), 31),
            )
        elif self._published is not None:
            ahead = 1 if self._claim.status is Status.OCCURRED else _AHEAD
            first, last = _moved(self._published, -_LATE - 1), _moved(self._published, ahead)
            vague = (
                _moved(self._published, -_SOON - 1).replace(day=1),
                _moved(self._published, 31),
            )
        else:
            return
        for side in self._sides:
            for month in _months(first, last):
                yield "month", month, side
            for year in range(first.year, last.year + 1):
                yield "year", year, side
            for week in range(_week(vague[0]), _week(vague[1]) + 1):
                yield "only week", week, side

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
                hashed(*words[start : start + _RUN])
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

    def _months(self) -> Iterator[str]:
        assert self._first is not None
        assert self._last is not None
        return _months(self._first, self._last)


def _months(first: dt.date, last: dt.date) -> Iterator[str]:
    """Every month that a period covers."""
    month = first.replace(day=1)
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
    names = sorted({side for each in participants for side in _side_names(each)}, key=hashed)
    if family.is_later_step:
        yield from names
        return
    if claim.type is EventType.SUMMIT:
        # told with few or with many of those who were there
        yield from (f"summit at {place.iri}" for place in claim.places)
    if family is Family.CONCLUSION and len(names) == 1:
        yield names[0]  # what a body alone adopts
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
