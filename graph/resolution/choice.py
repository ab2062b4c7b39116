"""Choosing one of the values that articles give for the same thing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable
from typing import Any, TypeVar

_T = TypeVar("_T", bound=Hashable)


def told_most(values: Iterable[_T], order: Callable[[_T], Any]) -> _T | None:
    """The value told most often, the least by ``order`` among equals; None of none.

    A ``Counter`` says itself how often each was told.

    >>> told_most(["b", "a", "b"], str), told_most(["b", "a"], str), told_most(Counter(a=2), str)
    ('b', 'a', 'a')
    """
    counts = Counter(values)
    if not counts:
        return None
    most = max(counts.values())
    return min((each for each in counts if counts[each] == most), key=order)
