"""Canonical instruments: what merged claims conclude is one instrument.

Instruments of one IRI are one, and so are those of claims that were merged into one event. The
canonical IRI is the least. Kind, title, subject and earlier instruments are those given most often
(a kind rather than ``other``, the longest title among equals); the parties are all that any article
makes parties.
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Callable, Hashable
from typing import TypeVar

from diplograph.graph.model import Actor, Instrument, InstrumentKind
from diplograph.graph.resolution.actors import ActorIndex
from diplograph.graph.resolution.choice import told_most

_T = TypeVar("_T", bound=Hashable)


def canonical_instrument(
    iri: str,
    told: Counter[Instrument],
    actors: ActorIndex,
    canonical: Callable[[str], str],
) -> Instrument:
    """One instrument, by the IRI ``iri``, of all the ways in which articles give it.

    ``canonical`` gives the IRI by which another instrument is known.
    """
    parties: dict[str, Actor] = {}
    for each in told:
        for party in each.parties:
            known = actors.actor(party)
            parties[known.iri] = known

    def earlier(get: Callable[[Instrument], str | None]) -> str | None:
        """The earlier instrument that an instrument is related to, never itself."""
        counts: Counter[str] = Counter()
        for each, times in _counted(told, get).items():
            counts[canonical(each)] += times
        found = told_most(counts, str)
        return None if found == iri else found

    base = min(told, key=lambda each: (-len(each.title), each.title))
    kinds = _counted(told, lambda each: each.kind)
    kinds.pop(InstrumentKind.OTHER, None)
    return dataclasses.replace(
        base,
        iri=iri,
        title=_longest(told, lambda each: each.title) or base.title,
        kind=told_most(kinds, lambda each: each.value) or InstrumentKind.OTHER,
        subject=_longest(told, lambda each: each.subject),
        parties=tuple(parties[each] for each in sorted(parties)),
        amends=earlier(lambda each: each.amends),
        extends=earlier(lambda each: each.extends),
        implements=earlier(lambda each: each.implements),
        replaces=earlier(lambda each: each.replaces),
        mentioned_as=_longest(told, lambda each: each.mentioned_as),
    )


def _counted(told: Counter[Instrument], get: Callable[[Instrument], _T | None]) -> Counter[_T]:
    counts: Counter[_T] = Counter()
    for each, times in told.items():
        value = get(each)
        if value is not None:
            counts[value] += times
    return counts


def _longest(told: Counter[Instrument], get: Callable[[Instrument], str | None]) -> str | None:
    """The text given most often, the longest among equals."""
    return told_most(_counted(told, get), lambda each: (-len(each), each))
