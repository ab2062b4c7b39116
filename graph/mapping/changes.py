"""Changes of the present picture as statements of the default graph.

Every statement belongs to one thing, so that what is written of a thing can be replaced without a
look at the rest: a statement to its subject, parts of an event (whose IRIs begin with that of the
event) to the event, and what says that something was replaced by a thing or discussed in an event
to that thing or event.
"""

from __future__ import annotations

from collections.abc import Collection

from pyoxigraph import Quad

from diplograph.graph.iris import Minter
from diplograph.graph.mapping.actors import authority_actor
from diplograph.graph.mapping.events import (
    write_actor,
    write_event,
    write_instrument,
    write_person,
    write_place,
)
from diplograph.graph.mapping.normal import normal_event
from diplograph.graph.mapping.terms import DEFAULT_GRAPH, Writing
from diplograph.graph.picture import KnownInstrument
from diplograph.graph.resolution.resolver import Changes
from diplograph.ontology.namespaces import DCTERMS, DG

ABOUT = {
    "discussed": DG.discussedIn,
    "implemented": DG.implementedIn,
    "promised": DG.promisedIn,
}

OWNED_BY_OBJECT = (DCTERMS.isReplacedBy, *ABOUT.values())
"""The predicates whose statements belong to their object."""


def changes_to_quads(
    changes: Changes, minter: Minter, described: Collection[str] = frozenset()
) -> list[Quad]:
    """Write what the changed things are now.

    ``described`` are the IRIs of places that the reference data describe already; actors that the
    authority has are never described again.
    """
    writing = Writing(DEFAULT_GRAPH)
    for iri, event in changes.events.items():
        if event is not None:
            write_event(writing, normal_event(event))
            for instrument, relation in changes.about[iri]:
                writing.iri(instrument, ABOUT[relation], iri)
    for person in changes.persons.values():
        if person is not None:
            write_person(writing, person)
    for iri, actor in changes.actors.items():
        if actor is not None and authority_actor(iri) is None:
            write_actor(writing, actor)
    for iri, place in changes.places.items():
        if place is not None and iri not in described:
            write_place(writing, minter, place)
    for known in changes.instruments.values():
        if known is not None:
            write_instrument(writing, KnownInstrument(known))
    for article, original in changes.copies.items():
        writing.iri(article, DG.copyOf, original)
    return writing.quads


def changed_things(changes: Changes, described: Collection[str] = frozenset()) -> list[str]:
    """The IRIs of all things of which statements may have changed."""
    places = (iri for iri in changes.places if iri not in described)
    actors = (iri for iri in changes.actors if authority_actor(iri) is None)
    events = (*changes.events, *changes.copies)
    return [*events, *changes.persons, *actors, *places, *changes.instruments]
