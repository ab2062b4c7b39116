"""Where to write a name in a still picture, so that it meets no other name and no node."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Lines: TypeAlias = npt.NDArray[np.float64]
"""One row an edge: its two ends (x, y, x, y) in pixels, and its width in points."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on the canvas, in pixels."""

    left: float
    bottom: float
    right: float
    top: float

    def meets(self, other: Box) -> bool:
        """Whether the two have an area in common."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.bottom < other.top
            and other.bottom < self.top
        )

    def crossed_by(self, lines: Lines) -> npt.NDArray[np.bool_]:
        """Which of some lines have a point within (clipped side by side, after Liang-Barsky).

        >>> Box(0, 0, 2, 2).crossed_by(np.array([[-1, 1, 3, 1, 1], [-1, 3, 3, 3, 1]])).tolist()
        [True, False]
        """
        enter, leave = np.zeros(len(lines)), np.ones(len(lines))
        for start, end, low, high in ((0, 2, self.left, self.right), (1, 3, self.bottom, self.top)):
            step = lines[:, end] - lines[:, start]
            # A line along this side never crosses its bounds: it is within them or it is not.
            with np.errstate(divide="ignore", invalid="ignore"):
                to_low = (low - lines[:, start]) / step
                to_high = (high - lines[:, start]) / step
            along = step == 0
            within = (lines[:, start] >= low) & (lines[:, start] <= high)
            near = np.where(along, np.where(within, 0.0, np.inf), np.minimum(to_low, to_high))
            far = np.where(along, np.where(within, 1.0, -np.inf), np.maximum(to_low, to_high))
            enter, leave = np.maximum(enter, near), np.minimum(leave, far)
        crossed: npt.NDArray[np.bool_] = enter <= leave
        return crossed

    def within(self, other: Box) -> bool:
        """Whether it lies wholly in the other."""
        return (
            self.left >= other.left
            and self.right <= other.right
            and self.bottom >= other.bottom
            and self.top <= other.top
        )


class Placement:
    """Finds places for names one after the other; a name that is placed is in the way of the next.

    ``discs`` are the boxes of the nodes, ``lines`` the edges, ``limits``
    is the box in which names must stay; all in pixels, ``dots`` of them to a point.

    >>> disc = Box(100, 100, 120, 120)
    >>> placement = Placement([disc], np.empty((0, 5)), Box(0, 0, 400, 300), 1.0)
    >>> placement.place(disc, 50, 10)
    Box(left=122.5, bottom=105.0, right=172.5, top=115.0)
    """

    def __init__(self, discs: Sequence[Box], lines: Lines, limits: Box, dots: float) -> None:
        self._taken = list(discs)
        self._lines = lines
        self._limits = limits
        self._dots = dots

    def place(self, disc: Box, width: float, height: float) -> Box | None:
        """The best free place for a name beside a node, or None where there is no room.

        Best is what is near and lies over few and thin lines.
        """
        best: tuple[float, Box] | None = None
        for cost, box in self._candidates(disc, width, height):
            if not box.within(self._limits) or any(box.meets(other) for other in self._taken):
                continue
            total = cost + float(self._lines[box.crossed_by(self._lines), 4].sum())
            if best is None or total < best[0]:
                best = (total, box)
        if best is None:
            return None
        self._taken.append(best[1])
        return best[1]

    def _candidates(self, disc: Box, width: float, height: float) -> Iterator[tuple[float, Box]]:
        """Eight places around a node at three distances, each with what it costs."""
        middle, centre = (disc.left + disc.right) / 2, (disc.bottom + disc.top) / 2
        inward = 2 * self._dots
        for points in (2.5, 7.0, 12.0):
            gap = points * self._dots
            right, left = disc.right + gap, disc.left - gap - width
            above, below = disc.top + gap, disc.bottom - gap - height
            for rank, (x, y) in enumerate(
                (
                    (right, centre - height / 2),
                    (left, centre - height / 2),
                    (middle - width / 2, above),
                    (middle - width / 2, below),
                    (right - inward, above - height / 2),
                    (left + inward, above - height / 2),
                    (right - inward, below + height / 2),
                    (left + inward, below + height / 2),
                )
            ):
                yield 0.2 * rank + 0.3 * points, Box(x, y, x + width, y + height)
