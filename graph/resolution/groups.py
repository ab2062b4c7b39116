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
    lets go of a neighbour that is in conflict with another neighbour at least as strongly linked:
    between two that exclude each other it takes the stronger, and neither of equals. Of what still
    hangs together in spite of a conflict, the numbers with most conflicts are left alone until none
    remains. The result does not depend on the order of the links.

    >>> consistent_groups(3, {(0, 1): 1.0, (1, 2): 2.0}, lambda a, b: {a, b} == {0, 2})
    [[0], [1, 2]]
    >>> consistent_groups(3, {(0, 1): 1.0, (1, 2): 1.0}, lambda a, b: {a, b} == {0, 2})
    [[0], [1], [2]]
    """
    near: dict[int, dict[int, float]] = {number: {} for number in range(count)}
    for (one, other), strength in links.items():
        near[one][other] = strength
        near[other][one] = strength
    against = _conflicts(near, conflict)
    kept = {number: _chosen(near[number], against) for number in near}
    mutual = {number: {other for other in kept[number] if number in kept[other]} for number in kept}
    groups: list[list[int]] = []
    open_groups = _connected(set(near), mutual)
    while open_groups:
        group = open_groups.pop()
        clashes = {number: len(against[number] & group) for number in group}
        worst = max(clashes.values())
        if worst == 0:
            groups.append(sorted(group))
            continue
        alone = {number for number in group if clashes[number] == worst}
        groups += [[number] for number in alone]
        open_groups += _connected(group - alone, mutual)
    return sorted(groups)


def _conflicts(
    near: Mapping[int, Mapping[int, float]], conflict: Callable[[int, int], bool]
) -> dict[int, set[int]]:
    """Every conflict between numbers that links connect, however far."""
    against: dict[int, set[int]] = {number: set() for number in near}
    for group in _connected(set(near), near):
        ordered = sorted(group)
        for position, one in enumerate(ordered):
            for other in ordered[position + 1 :]:
                if conflict(one, other):
                    against[one].add(other)
                    against[other].add(one)
    return against


def _chosen(near: Mapping[int, float], against: Mapping[int, set[int]]) -> set[int]:
    return {
        number
        for number, strength in near.items()
        if all(near[other] < strength for other in against[number] if other in near)
    }


def _connected(numbers: set[int], near: Mapping[int, Iterable[int]]) -> list[set[int]]:
    """The sets of numbers that hang together."""
    left = set(numbers)
    found = []
    while left:
        waiting = [left.pop()]
        group = set(waiting)
        while waiting:
            following = left.intersection(near[waiting.pop()])
            left -= following
            group |= following
            waiting += following
        found.append(group)
    return found
