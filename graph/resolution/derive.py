"""From the claims of all articles to the present picture: pure, and whatever their order."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence

from diplograph.graph.model import Event, InstrumentRelation
from diplograph.graph.picture import KnownInstrument, Picture
from diplograph.graph.resolution.actors import ActorIndex
from diplograph.graph.resolution.canonical import canonical_event
from diplograph.graph.resolution.events import cluster_claims
from diplograph.graph.resolution.instruments import InstrumentIndex
from diplograph.graph.resolution.places import known_places
from diplograph.graph.resolution.stored import StoredClaim, StoredInstrument, Told

DERIVATION_VERSION = "1"
"""Changes whenever the rules may give other events for the same claims."""


def derive_events(claims: Iterable[StoredClaim]) -> list[Event]:
    """Derive the canonical events of claims, in the order of their IRIs.

    The result does not depend on the order of the claims.

    >>> derive_events([])
    []
    """
    return list(derive(Told(claims=list(claims))).events)


def derive(told: Told) -> Picture:
    """Derive canonical events, and the persons and instruments across articles.

    >>> derive(Told())
    Picture(events=(), persons=(), instruments=())
    """
    claims = sorted(told.claims, key=lambda each: each.iri)
    actors = ActorIndex(told)
    clusters = cluster_claims(claims, actors)
    event_of = {
        each.iri: min(cluster, key=lambda one: one.iri).event
        for cluster in clusters
        for each in cluster
    }
    instruments = InstrumentIndex(clusters, told.instruments, actors)
    places = known_places(claims)
    events = [
        canonical_event(cluster, event_of, actors, instruments.instrument, places)
        for cluster in clusters
    ]
    return Picture(
        events=tuple(sorted(_without_circles(events), key=lambda each: each.iri)),
        persons=actors.persons(),
        instruments=_known_instruments(told.instruments, instruments, event_of),
    )


def _without_circles(events: list[Event]) -> list[Event]:
    """Take one link out of every circle of ``part_of``, which merging can close.

    Two articles may each make the other's event the larger one; the event of the least IRI in the
    circle is then taken to be the whole.
    """
    larger = {each.iri: each.part_of for each in events}
    freed: set[str] = set()
    for start in sorted(larger):
        path = [start]
        following = larger[start]
        while following is not None and following not in path:
            path.append(following)
            following = larger.get(following)
        if following is not None:
            least = min(path[path.index(following) :])
            larger[least] = None
            freed.add(least)
    return [
        dataclasses.replace(each, part_of=None) if each.iri in freed else each for each in events
    ]


_ABOUT = {
    InstrumentRelation.DISCUSSED: "discussed_in",
    InstrumentRelation.IMPLEMENTED: "implemented_in",
    InstrumentRelation.PROMISED: "promised_in",
}


def _known_instruments(
    told: Sequence[StoredInstrument], index: InstrumentIndex, event_of: Mapping[str, str]
) -> tuple[KnownInstrument, ...]:
    about: dict[str, dict[str, set[str]]] = {}
    for each in told:
        events = about.setdefault(index.iri(each.mention.instrument.iri), {})
        if each.about is not None and each.mention.relation in _ABOUT:
            name = _ABOUT[each.mention.relation]
            events.setdefault(name, set()).add(event_of[each.about])
    return tuple(
        KnownInstrument(
            instrument,
            **{
                name: tuple(sorted(events))
                for name, events in about.get(instrument.iri, {}).items()
            },
        )
        for instrument in index.all()
    )
