"""How far the confidence of events can be taken at its word.

The events found in the annotated articles are put into bins by the confidence claimed for them; an
event is right when it is paired with an annotated one. Of events said to be 0.9 sure about nine in
ten should be right.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from measuring import Measured
from scoring import Outcome

# Lower ends of the bins; the last reaches up to certainty.
EDGES = (0.0, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)


@dataclass(frozen=True)
class Bin:
    """The events whose confidence is at least ``least`` and under the next bin's."""

    least: float
    claimed: float
    right: int
    of: int

    @property
    def share(self) -> float:
        """How many of them are right, between 0 and 1."""
        return self.right / self.of

    @property
    def gap(self) -> float:
        """By how much less is right than was claimed; negative where it is more."""
        return self.claimed - self.share


def claims(outcomes: Iterable[Outcome]) -> Iterator[tuple[float, bool]]:
    """The confidence of each event found, and whether it is paired with an annotated one."""
    for outcome in outcomes:
        yield from ((float(pair.record["confidence"]), True) for pair in outcome.pairs)
        yield from ((float(record["confidence"]), False) for record in outcome.extra)


def reliability(claimed: Iterable[tuple[float, bool]]) -> list[Bin]:
    """The bins that have events, the least sure first.

    >>> [(b.least, b.claimed, b.share) for b in reliability([(0.95, True), (0.85, True), (0.8, 0)])]
    [(0.8, 0.825, 0.5), (0.9, 0.95, 1.0)]
    """
    found: dict[float, list[tuple[float, bool]]] = {edge: [] for edge in EDGES}
    for confidence, right in claimed:
        found[max(edge for edge in EDGES if edge <= confidence)].append((confidence, right))
    return [
        Bin(
            edge,
            sum(confidence for confidence, _ in events) / len(events),
            sum(bool(right) for _, right in events),
            len(events),
        )
        for edge, events in found.items()
        if events
    ]


def expected_error(bins: Sequence[Bin]) -> float:
    """The mean gap of the bins, either way, each weighted by its events; 0 where there are none.

    This is the expected calibration error of Naeini, Cooper and Hauskrecht (2015).

    >>> expected_error([Bin(0.9, 0.95, 19, 20), Bin(0.5, 0.6, 16, 20)])
    0.1
    """
    events = sum(each.of for each in bins)
    error = sum(abs(each.gap) * each.of for each in bins) / max(events, 1)
    return round(error, 6)


def reliability_table(sets: Sequence[Measured]) -> str:
    """The bins over all annotated articles as text, and the expected calibration error.

    ``sets`` are annotated sets that share no article.
    """
    bins = reliability(each for measured in sets for each in claims(measured.outcomes))
    lines = [f"{'confidence':<12}{'claimed':>9}{'right':>9}{'events':>9}"]
    ends = dict(zip(EDGES, (*EDGES[1:], 1.0), strict=True))
    for each in bins:
        reach = f"{each.least:.1f} - {ends[each.least]:.1f}"
        lines.append(f"{reach:<12}{each.claimed:>9.3f}{each.share:>9.3f}{each.of:>9}")
    lines.append(f"expected calibration error {expected_error(bins):.3f}")
    return "\n".join(lines)
