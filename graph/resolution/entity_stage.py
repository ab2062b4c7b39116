"""Organizations, places and instruments: described anew where something new was told of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from diplograph.graph.index.claims import DERIVE, ClaimTable
from diplograph.graph.index.entities import Entity, EntityTable
from diplograph.graph.index.instruments import InstrumentTable
from diplograph.graph.model import Actor, Instrument, Place
from diplograph.graph.resolution.actors import ActorIndex, known_collective
from diplograph.graph.resolution.choice import told_most
from diplograph.graph.resolution.contributions import (
    COLLECTIVE,
    INSTRUMENT,
    PLACE,
    instrument_value,
    packed,
    read_collective,
    read_instrument,
    read_place,
)
from diplograph.graph.resolution.instruments import canonical_instrument
from diplograph.graph.resolution.places import place_order


@dataclass(slots=True)
class CollectiveStage:
    """Organizations that the authority does not know, and places.

    ``actors`` and ``places`` hold, by IRI, what is now described otherwise, and None for what
    nothing tells of any more.
    """

    claims: ClaimTable
    entities: EntityTable
    actors: dict[str, Actor | None] = field(default_factory=dict)
    places: dict[str, Place | None] = field(default_factory=dict)

    def run(self) -> None:
        """Settle all organizations and places that are unsettled."""
        for entity in self.entities.unsettled(COLLECTIVE):
            told = self.entities.told(entity.id).get("actor", {})
            actor = None
            if told:
                ways = Counter({read_collective(entity.iri, v): n for v, n in told.items()})
                actor = known_collective(ways)
            description = None
            if actor is not None:
                description = packed((actor.kind.value, actor.name, actor.code))
            if self._settle(entity, description):
                self.actors[entity.iri] = actor
                self.claims.mark(self.entities.naming([entity.id]), DERIVE)
        for entity in self.entities.unsettled(PLACE):
            told = self.entities.told(entity.id).get("place", {})
            spots = Counter({read_place(entity.iri, v): n for v, n in told.items()})
            place = told_most(spots, place_order)
            description = None
            if place is not None:
                description = packed((place.name, place.country, place.latitude, place.longitude))
            if self._settle(entity, description):
                self.places[entity.iri] = place

    def _settle(self, entity: Entity, description: str | None) -> bool:
        """Keep a description; whether it is another one than before."""
        self.entities.settle(entity.id, entity.iri if description else None, description)
        return description != entity.description


@dataclass(slots=True)
class InstrumentStage:
    """Which instruments are one, and what is known of each.

    ``changed`` holds, by IRI, what is now described otherwise, and None for what is no instrument
    of its own any more.
    """

    claims: ClaimTable
    entities: EntityTable
    instruments: InstrumentTable
    actors: ActorIndex
    changed: dict[str, Instrument | None] = field(default_factory=dict)
    _waiting: set[int] = field(default_factory=set)

    def retie(self, events: Iterable[str]) -> None:
        """Tie together what each of some events concludes."""
        found: dict[str, set[int]] = {event: set() for event in events}
        claims = self.claims.of_events(found)
        numbers = self.entities.numbers({each.instrument for each in claims if each.instrument})
        for each in claims:
            if each.instrument is not None and each.event is not None:
                found[each.event].add(numbers[each.instrument])
        for event, instruments in found.items():
            self._waiting |= self.instruments.retie(event, instruments)

    def run(self) -> None:
        """Settle all instruments that are unsettled, or whose ties have changed."""
        self._waiting |= {each.id for each in self.entities.unsettled(INSTRUMENT)}
        while self._waiting:
            group = self._group(self._waiting.pop())
            self._waiting -= {each.id for each in group}
            self._settle(group)

    def _group(self, number: int) -> list[Entity]:
        """The instruments that were or are known as one with an instrument."""
        group: dict[int, Entity] = {}
        waiting = {number}
        while waiting:
            found = self.entities.by_id(waiting)
            group.update((each.id, each) for each in found)
            following: set[int] = set()
            for each in found:
                following |= self.instruments.tied(each.id)
                if each.canonical is not None:
                    following.update(other.id for other in self.entities.known_as(each.canonical))
            waiting = following - group.keys()
        return list(group.values())

    def _settle(self, group: list[Entity]) -> None:
        by_id = {each.id: each for each in group}
        left = set(by_id)
        while left:
            part = self._tied(min(left)) & by_id.keys()
            left -= part
            self._describe([by_id[number] for number in sorted(part)])

    def _tied(self, number: int) -> set[int]:
        found: set[int] = set()
        waiting = {number}
        while waiting:
            found |= waiting
            waiting = {other for each in waiting for other in self.instruments.tied(each)} - found
        return found

    def _describe(self, group: list[Entity]) -> None:
        told: Counter[Instrument] = Counter()
        named = []
        for entity in group:
            values = self.entities.told(entity.id).get("instrument", {})
            if values:
                named.append(entity.iri)
            for value, times in values.items():
                told[read_instrument(entity.iri, value)] += times
        iri = min(named, default=None)
        for entity in group:
            canonical = iri if entity.iri in named else None
            description = None
            instrument = None
            if canonical == entity.iri:
                instrument = canonical_instrument(entity.iri, told, self.actors, self.known_iri)
                description = instrument_value(instrument)
            if (canonical, description) == (entity.canonical, entity.description):
                self.entities.settle(entity.id, canonical, description)
                continue
            self.changed[entity.iri] = instrument
            self.entities.settle(entity.id, canonical, description)
            if canonical != entity.canonical:
                # what points to it points elsewhere now
                self._waiting |= self.instruments.later([entity.id])
            self._mark(entity if canonical != entity.iri else None, group)

    def _mark(self, alone: Entity | None, group: list[Entity]) -> None:
        """Have the events derived again that name an instrument, or any of a group."""
        numbers = [alone.id] if alone is not None else [each.id for each in group]
        self.claims.mark(self.entities.naming(numbers), DERIVE)
        about = self.claims.by_iri(self.instruments.claims_about(numbers))
        self.claims.mark([each.id for each in about], DERIVE)

    def known_iri(self, iri: str) -> str:
        """The IRI by which an instrument is known; its own when nothing is told of it."""
        entity = self.entities.by_iri([iri]).get(iri)
        return iri if entity is None or entity.canonical is None else entity.canonical

    def known(self, instrument: Instrument) -> Instrument:
        """The canonical instrument of one that an article names."""
        iri = self.known_iri(instrument.iri)
        entity = self.entities.by_iri([iri])[iri]
        assert entity.description is not None, "instruments are described before events"
        return read_instrument(iri, entity.description)
