"""B-cubed: how far the clusters of a system are those of the annotation.

Each mention asks two things: of those that the system puts with it, how many belong there
(precision), and of those that belong with it, how many the system puts there (recall). The figures
are the means over all mentions; a mention is always together with itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class BCubed:
    """Mean precision and recall over all mentions; both are 1 where there is none."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        return 2 * self.precision * self.recall / (self.precision + self.recall)


def bcubed(gold: Mapping[Hashable, Hashable], system: Mapping[Hashable, Hashable]) -> BCubed:
    """Compare two clusterings of the same mentions, each given as mention to cluster.

    Raises :class:`ValueError` when the two do not have the same mentions.

    >>> bcubed({1: "a", 2: "a", 3: "b"}, {1: "x", 2: "x", 3: "x"}).recall
    1.0
    """
    if gold.keys() != system.keys():
        raise ValueError("the two clusterings do not have the same mentions")
    if not gold:
        return BCubed(1.0, 1.0)
    both = Counter((gold[mention], system[mention]) for mention in gold)
    wanted, given = Counter(gold.values()), Counter(system.values())
    precision = sum(n * n / given[cluster] for (_, cluster), n in both.items()) / len(gold)
    recall = sum(n * n / wanted[cluster] for (cluster, _), n in both.items()) / len(gold)
    return BCubed(precision, recall)


def with_singletons(
    gold: Mapping[Hashable, Hashable], system: Mapping[Hashable, Hashable]
) -> dict[Hashable, Hashable]:
    """The system's clusters, and a cluster of its own for each mention that it did not find.

    >>> with_singletons({1: "a", 2: "a"}, {1: "x"})
    {1: 'x', 2: ('not found', 2)}
    """
    return {mention: system.get(mention, ("not found", mention)) for mention in gold}
