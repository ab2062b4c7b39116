"""What one claim adds to what is known of persons, organizations, places and instruments.

Entities are described from counts: how often each spelling, side, office or title was told. Counts
can be added and taken away in any order. A description may use a count only by its magnitude
(:func:`~diplograph.graph.index.entities.magnitude`): so it changes at most a few dozen times
however often an entity is named, and adding an article does not mean looking at an entity again
with everything it takes part in.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from diplograph.graph.index.entities import Contribution
from diplograph.graph.mapping.actors import authority_actor
from diplograph.graph.model import Actor, ActorKind, Instrument, InstrumentKind, Place
from diplograph.graph.resolution.persons import PersonFile
from diplograph.graph.resolution.stored import StoredClaim, StoredInstrument

PERSON = "person"
COLLECTIVE = "collective"
PLACE = "place"
INSTRUMENT = "instrument"


def claim_contributions(stored: StoredClaim) -> Iterator[Contribution]:
    """What a claim tells of the entities that it names."""
    claim = stored.claim
    for participant in claim.participants:
        actor = participant.actor
        if actor.kind is ActorKind.PERSON:
            file = PersonFile(actor.iri)
            file.add(stored, participant)
            for field, counts in file.counts().items():
                for key in counts:
                    yield Contribution(PERSON, actor.iri, field, packed(key))
        else:
            yield from _collective(actor)
        for each in participant.represents:
            yield from _collective(each)
        if participant.office is not None and participant.office.of is not None:
            yield from _collective(participant.office.of)
    if claim.instrument is not None:
        yield from instrument_contributions(claim.instrument)
    for place in claim.places:
        value = packed((place.name, place.country, place.latitude, place.longitude))
        yield Contribution(PLACE, place.iri, "place", value)


def mention_contributions(stored: StoredInstrument) -> Iterator[Contribution]:
    """What a mention of an instrument tells of it."""
    yield from instrument_contributions(stored.mention.instrument)


def instrument_contributions(instrument: Instrument) -> Iterator[Contribution]:
    """What is told of an instrument and of its parties."""
    for party in instrument.parties:
        yield from _collective(party)
    yield Contribution(INSTRUMENT, instrument.iri, "instrument", instrument_value(instrument))


def instrument_value(instrument: Instrument) -> str:
    """An instrument without its IRI as a value of the field ``instrument``."""
    return packed(
        (
            instrument.title,
            instrument.kind.value,
            instrument.subject,
            [[each.kind.value, each.name, each.iri, each.code] for each in instrument.parties],
            instrument.amends,
            instrument.mentioned_as,
            instrument.extends,
            instrument.implements,
            instrument.replaces,
        )
    )


def _collective(actor: Actor) -> Iterator[Contribution]:
    if authority_actor(actor.iri) is None:
        value = packed((actor.kind.value, actor.name, actor.code))
        yield Contribution(COLLECTIVE, actor.iri, "actor", value)


def packed(value: object) -> str:
    """A value as a key of a table."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def unpacked(text: str) -> Any:
    """What :func:`packed` packed, with tuples for lists.

    >>> unpacked(packed(("Kim", None)))
    ('Kim', None)
    """
    return _tuples(json.loads(text))


def _tuples(value: Any) -> Any:
    return tuple(map(_tuples, value)) if isinstance(value, list) else value


def read_place(iri: str, value: str) -> Place:
    """The place that a value of the field ``place`` packs."""
    name, country, latitude, longitude = unpacked(value)
    return Place(name, iri, country, latitude, longitude)


def read_collective(iri: str, value: str) -> Actor:
    """The actor that a value of the field ``actor`` packs."""
    kind, name, code = unpacked(value)
    return Actor(ActorKind(kind), name, iri, code)


def read_instrument(iri: str, value: str) -> Instrument:
    """The instrument that a value of the field ``instrument`` packs."""
    title, kind, subject, parties, amends, words, extends, implements, replaces = unpacked(value)
    return Instrument(
        iri,
        title,
        InstrumentKind(kind),
        subject,
        tuple(Actor(ActorKind(each[0]), each[1], each[2], each[3]) for each in parties),
        amends,
        words,
        extends,
        implements,
        replaces,
    )
