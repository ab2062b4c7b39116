"""What people have judged to be one or two, as resolution obeys it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise, product

Pair = tuple[str, str]
"""Two IRIs, the lesser first."""


def pair(one: str, other: str) -> Pair:
    """Two IRIs in their order.

    >>> pair("urn:b", "urn:a")
    ('urn:a', 'urn:b')
    """
    return (one, other) if one <= other else (other, one)


@dataclass(frozen=True, slots=True)
class Ruling:
    """A judgement in force: whether things are one, with the IRIs that either side stood for.

    ``is_person`` tells persons from events, which are meant by the IRIs that single claims make.
    """

    is_person: bool
    same: bool
    left: tuple[str, ...]
    right: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """Pairs of IRIs (of persons, or of the events that single claims make) that are judged.

    >>> judged = Judged.of([(["urn:a"], ["urn:b"])], [(["urn:a", "urn:b"], ["urn:c"])])
    >>> sorted(judged.same_as("urn:b")), sorted(judged.different)
    (['urn:a'], [('urn:a', 'urn:c'), ('urn:b', 'urn:c')])
    """

    same: frozenset[Pair] = frozenset()
    different: frozenset[Pair] = frozenset()
    _beside: Mapping[str, frozenset[str]] = field(default_factory=dict)
    _apart: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @classmethod
    def by(cls, rulings: Iterable[Ruling]) -> Judged:
        """Take rulings; what is judged to be one is tied by one IRI of either side."""
        rulings = list(rulings)
        return cls.of(
            [(each.left[:1], each.right[:1]) for each in rulings if each.same],
            [(each.left, each.right) for each in rulings if not each.same],
        )

    @classmethod
    def of(
        cls,
        same: Iterable[tuple[Collection[str], Collection[str]]],
        different: Iterable[tuple[Collection[str], Collection[str]]],
    ) -> Judged:
        """Take judgements, each with the IRIs that either side stood for when it was made.

        ``same`` ties all of them together, ``different`` keeps each of the one side from each of
        the other.
        """
        ties: set[Pair] = set()
        for left, right in same:
            ordered = sorted({*left, *right})
            ties.update(pairwise(ordered))
        apart = {pair(*each) for left, right in different for each in product(left, right)}
        return cls(frozenset(ties), frozenset(apart), _by_iri(ties), _by_iri(apart))

    def same_as(self, iri: str) -> frozenset[str]:
        """What is judged to be the same as something, judgement by judgement."""
        return self._beside.get(iri, frozenset())

    def apart_from(self, iri: str) -> frozenset[str]:
        """What is judged to be different from something, judgement by judgement."""
        return self._apart.get(iri, frozenset())

    def same_pairs(self, iris: Collection[str]) -> list[Pair]:
        """The pairs of some IRIs that are judged to be the same."""
        return sorted(
            {pair(iri, other) for iri in iris for other in self.same_as(iri) if other in iris}
        )


NOTHING_JUDGED = Judged()
"""No judgements."""


def _by_iri(pairs: Iterable[Pair]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for one, other in pairs:
        found.setdefault(one, set()).add(other)
        found.setdefault(other, set()).add(one)
    return {iri: frozenset(others) for iri, others in found.items()}
