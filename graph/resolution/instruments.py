"""Canonical instruments: what merged claims conclude is one instrument.

Instruments of one IRI are one, and so are those of claims that were merged into one event. The
canonical IRI is the least. Kind, title, subject and earlier instruments are those given most often
(a kind rather than ``other``, the longest title among equals); the parties are all that any article
makes parties.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from diplograph.graph.model import Actor, Instrument, InstrumentKind
from diplograph.graph.resolution.actors import ActorIndex
from diplograph.graph.resolution.choice import told_most
from diplograph.graph.resolution.groups import Sets
from diplograph.graph.resolution.stored import StoredClaim, StoredInstrument


class InstrumentIndex:
    """Gives the canonical instrument of every instrument that articles name."""

    def __init__(
        self,
        clusters: Sequence[Sequence[StoredClaim]],
        mentioned: Sequence[StoredInstrument],
        actors: ActorIndex,
    ) -> None:
        together = [
            [each.claim.instrument for each in cluster if each.claim.instrument is not None]
            for cluster in clusters
        ]
        together += [[each.mention.instrument] for each in mentioned]
        iris = sorted({each.iri for group in together for each in group})
        numbers = {iri: number for number, iri in enumerate(iris)}
        sets = Sets(len(iris))
        for group in together:
            for each in group[1:]:
                sets.join(numbers[group[0].iri], numbers[each.iri])
        self._iris = {iri: iris[sets.find(number)] for iri, number in numbers.items()}
        told: dict[str, list[Instrument]] = {}
        for group in together:
            for each in group:
                told.setdefault(self._iris[each.iri], []).append(each)
        self._known = {iri: self._canonical(iri, each, actors) for iri, each in told.items()}

    def iri(self, iri: str) -> str:
        """The canonical IRI; the IRI itself when nothing is told of it."""
        return self._iris.get(iri, iri)

    def instrument(self, instrument: Instrument) -> Instrument:
        """The canonical instrument."""
        return self._known[self._iris[instrument.iri]]

    def all(self) -> tuple[Instrument, ...]:
        """Every canonical instrument, by IRI."""
        return tuple(self._known[iri] for iri in sorted(self._known))

    def _canonical(self, iri: str, told: list[Instrument], actors: ActorIndex) -> Instrument:
        kinds = [each.kind for each in told if each.kind is not InstrumentKind.OTHER]
        titles = [each.title for each in told]
        subjects = [each.subject for each in told if each.subject is not None]
        words = [each.mentioned_as for each in told if each.mentioned_as is not None]
        parties: dict[str, Actor] = {}
        for each in told:
            for party in each.parties:
                known = actors.actor(party)
                parties[known.iri] = known
        base = min(told, key=lambda each: (-len(each.title), each.title))
        return dataclasses.replace(
            base,
            iri=iri,
            title=told_most(titles, lambda each: (-len(each), each)) or base.title,
            kind=told_most(kinds, lambda each: each.value) or InstrumentKind.OTHER,
            subject=told_most(subjects, lambda each: (-len(each), each)),
            parties=tuple(parties[each] for each in sorted(parties)),
            amends=self._earlier(iri, [each.amends for each in told]),
            extends=self._earlier(iri, [each.extends for each in told]),
            implements=self._earlier(iri, [each.implements for each in told]),
            replaces=self._earlier(iri, [each.replaces for each in told]),
            mentioned_as=told_most(words, lambda each: (-len(each), each)),
        )

    def _earlier(self, iri: str, told: list[str | None]) -> str | None:
        """The earlier instrument that an instrument is related to, never itself."""
        earlier = told_most([self.iri(each) for each in told if each is not None], str)
        return None if earlier == iri else earlier
