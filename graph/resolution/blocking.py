"""Which pairs of claims are worth comparing.

Two claims can only be one event when they share family, status and two sides (a visit: one
traveller's side), and a month or, where one is no finer than a year, persons. What happens to an
instrument after its conclusion shares a telling word of it, whenever it was; a statement shares a
run of quoted words or a sentence. So claims are put into blocks by these, and only claims of one
block are compared.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from diplograph.graph.dates import Precision
from diplograph.graph.resolution.profiles import Family, Profile

_FINE = (Precision.DAY, Precision.MONTH)


def candidates(profiles: Sequence[Profile]) -> Iterator[tuple[int, int]]:
    """Give the pairs of numbers of profiles to compare, each once, the lesser number first.

    >>> list(candidates([]))
    []
    """
    fine: defaultdict[tuple[object, ...], list[int]] = defaultdict(list)
    coarse: defaultdict[tuple[object, ...], list[int]] = defaultdict(list)
    for number, each in enumerate(profiles):
        kind = (each.family, each.status)
        if each.family.is_later_step or each.family is Family.STATEMENT:
            for words in each.words or _said(each):
                fine[(*kind, words)].append(number)
            continue
        if each.precision in _FINE:
            for month in _months(each):
                for sides in _keys(sorted(each.sides), each.family):
                    fine[(*kind, month, *sides)].append(number)
        for persons in _keys(sorted(each.persons), each.family):
            coarse[(*kind, *persons)].append(number)
    seen: set[tuple[int, int]] = set()
    for block in fine.values():
        seen.update(combinations(block, 2))
    for block in coarse.values():
        for one, other in combinations(block, 2):
            if profiles[one].precision not in _FINE or profiles[other].precision not in _FINE:
                seen.add((one, other))
    yield from sorted(seen)


def _keys(names: list[str], family: Family) -> Iterator[tuple[str, ...]]:
    return combinations(names, 1 if family is Family.VISIT else 2)


# As many words in a row are hardly said twice by chance.
_RUN = 6


def _said(each: Profile) -> set[str]:
    """Runs of the words quoted, and the sentences that tell a statement."""
    said = [words.split() for words in each.said]
    runs = {" ".join(w[i : i + _RUN]) for w in said for i in range(len(w) - _RUN + 1)}
    return runs | set(each.quotes)


def _months(each: Profile) -> Iterator[tuple[int, int]]:
    """Every month that the time covers."""
    assert each.first is not None
    assert each.last is not None
    month = each.first.replace(day=1)
    while month <= each.last:
        yield month.year, month.month
        month = (month + dt.timedelta(days=32)).replace(day=1)
