"""Grouping by links that may contradict each other: when unsure, things stay apart."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping


class Sets:
    """Disjoint sets of the numbers from 0.

    >>> sets = Sets(3)
    >>> sets.join(2, 0)
    >>> sets.all()
    [[0, 2], [1]]
    """

    def __init__(self, count: int) -> None:
        self._least = list(range(count))

    def find(self, number: int) -> int:
        """The least number of the set."""
        while self._least[number] != number:
            self._least[number] = self._least[self._least[number]]
            number = self._least[number]
        return number

    def join(self, one: int, other: int) -> None:
        """Make one set of two."""
        one, other = self.find(one), self.find(other)
        self._least[max(one, other)] = min(one, other)

    def all(self) -> list[list[int]]:
        """Every set, in the order of the least numbers."""
        found: dict[int, list[int]] = {}
        for number in range(len(self._least)):
            found.setdefault(self.find(number), []).append(number)
        return list(found.values())


def consistent_groups(
    count: int, links: Mapping[tuple[int, int], float], conflict: Callable[[int, int], bool]
) -> list[list[int]]:
    """Group the numbers from 0 by links, none in a group with one that it is in conflict with.

    ``links`` gives the strength of a link between two numbers that are not in conflict. A number
    linked to two others in conflict keeps its strongest links; if those still contradict each other
    it is left alone. What then hangs together without conflict is a group, and where a conflict
    remains nothing is joined. The result does not depend on the order of the links.

    >>> consistent_groups(3, {(0, 1): 1.0, (1, 2): 2.0}, lambda a, b: {a, b} == {0, 2})
    [[0], [1, 2]]
    >>> consistent_groups(3, {(0, 1): 1.0, (1, 2): 1.0}, lambda a, b: {a, b} == {0, 2})
    [[0], [1], [2]]
    """
    near: dict[int, dict[int, float]] = {}
    for (one, other), strength in links.items():
        near.setdefault(one, {})[other] = strength
        near.setdefault(other, {})[one] = strength
    kept = {number: _choose(near[number], conflict) for number in near}
    sets = Sets(count)
    for one, other in links:
        if other in kept[one] and one in kept[other]:
            sets.join(one, other)
    groups = []
    for group in sets.all():
        if _contradicts(group, conflict):
            groups += [[number] for number in group]
        else:
            groups.append(group)
    return sorted(groups)


def _choose(near: Mapping[int, float], conflict: Callable[[int, int], bool]) -> set[int]:
    chosen = set(near)
    if _contradicts(chosen, conflict):
        strongest = max(near.values())
        chosen = {number for number in near if near[number] == strongest}
    return set() if _contradicts(chosen, conflict) else chosen


def _contradicts(numbers: Iterable[int], conflict: Callable[[int, int], bool]) -> bool:
    ordered = sorted(numbers)
    return any(
        conflict(one, other)
        for position, one in enumerate(ordered)
        for other in ordered[position + 1 :]
    )
