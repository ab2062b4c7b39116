"""Which persons of different articles are one.

A person's IRI is made of full name and represented polity, so the same name for the same polity is
one person already. Two IRIs are merged only in these sure cases, always within one represented
polity or organisation:

- The surname is the same and the given names are compatible: one after the other is equal, or an
  initial of the other, or missing in the middle (*Antony J. Blinken*, *Antony Blinken*,
  *A. Blinken*). Two different given names stay two.
- A name of one word is the person of that surname, when the articles know just one and tell of both
  within a year.

A name that fits two persons who are not each other (*George Bush* beside *George W. Bush* and
*George H. W. Bush*) stays by itself. The canonical IRI is that of a full name
rather than a surname, of a given name rather than an initial, then the one in most claims, then the
least.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from diplograph.graph.iris import slug
from diplograph.graph.model import Participant
from diplograph.graph.resolution.groups import consistent_groups
from diplograph.graph.resolution.stored import StoredClaim

# Names of these polities are written with the family name first, in English too.
_FAMILY_NAME_FIRST = ("CHN", "HKG", "KOR", "MAC", "PRK", "SGP", "TWN", "VNM")

_LONGEST_GAP = dt.timedelta(days=366)


@dataclass(eq=False, slots=True)
class PersonFile:
    """All that claims say under one person's IRI."""

    iri: str
    names: Counter[str] = field(default_factory=Counter)
    represents: set[str] = field(default_factory=set)
    codes: set[str] = field(default_factory=set)
    days: set[dt.date] = field(default_factory=set)
    sides: set[tuple[str, str]] = field(default_factory=set)

    def add(self, claim: StoredClaim, participant: Participant) -> None:
        """Take in one participation."""
        self.names[participant.actor.name] += 1
        for actor in participant.represents:
            self.represents.add(actor.iri)
            self.sides.add((actor.iri, actor.code or ""))
            if actor.code is not None:
                self.codes.add(actor.code)
        start = claim.claim.time.start
        if start is not None:
            self.days.add(start.first_day)
        elif claim.published is not None:
            self.days.add(dt.date.fromisoformat(claim.published[:10]))

    def counts(self) -> dict[str, Counter[Any]]:
        """What :meth:`from_counts` takes."""
        return {
            "name": self.names,
            "side": Counter(self.sides),
            "day": Counter(each.isoformat() for each in self.days),
        }

    @classmethod
    def from_counts(cls, iri: str, counts: Mapping[str, Mapping[Any, int]]) -> PersonFile:
        """A file from how often each name, side and day was told."""
        sides = set(counts.get("side", ()))
        return cls(
            iri,
            Counter(dict(counts.get("name", {}))),
            {side for side, _ in sides},
            {code for _, code in sides if code},
            {dt.date.fromisoformat(each) for each in counts.get("day", ())},
            sides,
        )

    @property
    def told(self) -> int:
        """In how many claims the person takes part."""
        return self.names.total()

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the name, folded; all spellings of one IRI fold to the same."""
        return tuple(slug(min(self.names)).split("-"))

    @property
    def is_full(self) -> bool:
        """Whether the name has more than one word."""
        return len(self.words) > 1

    @property
    def is_spelled_out(self) -> bool:
        """Whether the name begins with more than an initial."""
        return len(self.words[0]) > 1

    @property
    def surnames(self) -> set[str]:
        """The words by which alone the person may be called."""
        words = self.words
        found = {words[-1]}
        if self.codes.intersection(_FAMILY_NAME_FIRST):
            found.add(words[0])
        return found


class Verdict(Enum):
    """What a comparison says."""

    SAME = "same"
    UNSURE = "unsure"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class PersonComparison:
    """How two files compare."""

    verdict: Verdict
    score: float
    features: dict[str, float]


def block_keys(file: PersonFile) -> set[str]:
    """The keys of which two files that may be of one person share one."""
    return {f"{side}|{surname}" for side in file.represents for surname in file.surnames}


def compare(one: PersonFile, other: PersonFile) -> PersonComparison:
    """Compare two files."""
    if _compatible(one, other):
        return PersonComparison(Verdict.SAME, 1.0, {})
    return PersonComparison(Verdict.DIFFERENT, 0.0, {})


def same_persons(
    files: Iterable[PersonFile],
    *,
    same: Collection[tuple[str, str]] = (),
    different: Collection[tuple[str, str]] = (),
) -> list[list[PersonFile]]:
    """Group the files that are about one person; every file is in just one group.

    >>> same_persons([])
    []
    """
    ordered = sorted(files, key=lambda each: each.iri)
    blocks: dict[str, list[int]] = {}
    for number, file in enumerate(ordered):
        for key in block_keys(file):
            blocks.setdefault(key, []).append(number)
    links: dict[tuple[int, int], float] = {}
    for block in blocks.values():
        for position, one in enumerate(block):
            for other in block[position + 1 :]:
                if _compatible(ordered[one], ordered[other]):
                    links[one, other] = 1.0
    groups = consistent_groups(
        len(ordered), links, lambda one, other: not _compatible(ordered[one], ordered[other])
    )
    return [[ordered[number] for number in group] for group in groups]


def _compatible(one: PersonFile, other: PersonFile) -> bool:
    if not one.represents & other.represents:
        return False
    if one.is_full and other.is_full:
        return _names_agree(one.words, other.words)
    if one.is_full or other.is_full:
        return bool(one.surnames & other.surnames) and _near(one.days, other.days)
    return one.words == other.words


def _names_agree(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    if one[-1] != other[-1] or not _word_agrees(one[0], other[0]):
        return False
    middle, longer = sorted((one[1:-1], other[1:-1]), key=len)
    return not middle or (len(middle) == len(longer) and all(map(_word_agrees, middle, longer)))


def _word_agrees(one: str, other: str) -> bool:
    return one == other or (min(len(one), len(other)) == 1 and one[0] == other[0])


def _near(one: set[dt.date], other: set[dt.date]) -> bool:
    return any(abs(day - each) <= _LONGEST_GAP for day in one for each in other)
