"""Which claims of different articles tell of one event.

Claims that may be one are found in blocks (:mod:`.blocking`) and compared (:mod:`.comparison`). The
links are followed in four rounds, the surest first: both times fix a day that they share; days or
cities are told differently; one fixes a month; one fixes a year or nothing. In each round no group
may hold two claims in conflict, and a claim that would fit two groups which exclude each other
stays by itself (:mod:`.groups`): when unsure, two events. The result does not depend on the order
in which the articles came.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from diplograph.graph.resolution.actors import ActorIndex
from diplograph.graph.resolution.blocking import candidates
from diplograph.graph.resolution.comparison import Tier, Verdict, compare, in_conflict
from diplograph.graph.resolution.groups import consistent_groups
from diplograph.graph.resolution.profiles import profile
from diplograph.graph.resolution.stored import StoredClaim


def cluster_claims(claims: Sequence[StoredClaim], actors: ActorIndex) -> list[list[StoredClaim]]:
    """Group the claims that tell of one event; every claim is in just one group."""
    ordered = sorted(claims, key=lambda each: each.iri)
    profiles = [profile(each, actors) for each in ordered]
    links: dict[Tier, dict[tuple[int, int], float]] = {tier: {} for tier in Tier}
    for one, other in candidates(profiles):
        found = compare(profiles[one], profiles[other])
        if found.verdict is Verdict.SAME:
            links[found.tier][one, other] = found.strength
    groups = [[number] for number in range(len(ordered))]
    for tier in Tier:
        groups = _joined(groups, links[tier], lambda a, b: in_conflict(profiles[a], profiles[b]))
    return [[ordered[number] for number in group] for group in groups]


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
