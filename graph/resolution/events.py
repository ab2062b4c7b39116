"""Which claims of different articles tell of one event.

Claims that may be one are found by their keys (:mod:`.keys`) and compared (:mod:`.comparison`). The
links are followed in three rounds, the surest first: both times fix a day; one fixes a month; one
fixes a year or nothing. In each round no group may hold two claims in conflict, and a claim that
would fit two groups which exclude each other stays by itself (:mod:`.groups`): when unsure, two
events. What people have judged to be one is joined before, what they have judged to be two is in
conflict. The result does not depend on the order in which the articles came, and it depends on
nothing but the claims that hang together by links.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping

from diplograph.graph.resolution.comparison import Tier, in_conflict
from diplograph.graph.resolution.groups import Sets, consistent_groups
from diplograph.graph.resolution.profiles import Profile

Link = tuple[str, str, int, float]
"""Two claims, the tier of the link between them, and its strength."""


def cluster(
    profiles: Mapping[str, Profile],
    links: Iterable[Link],
    same: Collection[tuple[str, str]] = (),
    different: Collection[tuple[str, str]] = (),
) -> list[list[str]]:
    """Group the claims that tell of one event; every claim is in just one group.

    ``same`` and ``different`` are judged pairs of claims.

    >>> cluster({}, [])
    []
    """
    ordered = sorted(profiles)
    number_of = {iri: number for number, iri in enumerate(ordered)}
    apart = {frozenset((number_of[a], number_of[b])) for a, b in different}
    joined = Sets(len(ordered))
    for one, other in same:
        joined.join(number_of[one], number_of[other])
    tiers: dict[int, dict[tuple[int, int], float]] = {tier.value: {} for tier in Tier}
    for one, other, tier, strength in links:
        first, second = sorted((number_of[one], number_of[other]))
        tiers[tier][first, second] = strength

    # What is judged to be one may contradict itself: what contradicts all of it is another.
    units = joined.all()
    unit_of = {number: place for place, unit in enumerate(units) for number in unit}

    def conflict(a: int, b: int) -> bool:
        pairs = [(x, y) for x in units[a] for y in units[b]]
        return any(frozenset(pair) in apart for pair in pairs) or all(
            in_conflict(profiles[ordered[x]], profiles[ordered[y]]) for x, y in pairs
        )

    groups = [[unit] for unit in range(len(units))]
    for _, found in sorted(tiers.items()):
        between: dict[tuple[int, int], float] = {}
        for (a, b), strength in found.items():
            lesser, greater = sorted((unit_of[a], unit_of[b]))
            if lesser != greater:
                known = between.get((lesser, greater), 0.0)
                between[lesser, greater] = max(strength, known)
        if between:
            groups = _joined(groups, between, conflict)
    return sorted(
        sorted(ordered[number] for unit in group for number in units[unit]) for group in groups
    )


def _joined(
    groups: list[list[int]],
    links: Mapping[tuple[int, int], float],
    conflict: Callable[[int, int], bool],
) -> list[list[int]]:
    """Join groups along links between their members, none with two members in conflict."""
    group_of = {number: place for place, group in enumerate(groups) for number in group}

    def against(one: int, other: int) -> bool:
        return any(conflict(a, b) for a in groups[one] for b in groups[other])

    between: dict[tuple[int, int], float] = {}
    for (a, b), strength in links.items():
        one, other = sorted((group_of[a], group_of[b]))
        if one != other and not against(one, other):
            between[one, other] = max(strength, between.get((one, other), 0.0))
    joined = consistent_groups(len(groups), between, against)
    return sorted(sorted(n for place in group for n in groups[place]) for group in joined)
