"""One description of each place, whatever number of articles describe it.

Claims of different articles may describe one place differently: they spell its name in other ways,
or the authority has moved a point since the older was read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from diplograph.graph.model import Place
from diplograph.graph.resolution.choice import told_most
from diplograph.graph.resolution.stored import StoredClaim


def known_places(claims: Iterable[StoredClaim]) -> Mapping[str, Place]:
    """The places of all claims by IRI, each as most claims describe it.

    >>> known_places([])
    {}
    """
    told: dict[str, list[Place]] = {}
    for each in claims:
        for place in dict.fromkeys(each.claim.places):
            told.setdefault(place.iri, []).append(place)
    best = {iri: told_most(places, place_order) for iri, places in told.items()}
    return {iri: place for iri, place in best.items() if place is not None}


def place_order(place: Place) -> tuple[bool, bool, str, str]:
    """Places with coordinates first, then with a country, then by name.

    >>> sorted([Place("b", "urn:b"), Place("c", "urn:c", None, 1.0, 2.0)], key=place_order)[0].name
    'c'
    """
    return (place.latitude is None, place.country is None, place.name, repr(place))
