"""Under which polity contested places and polities count from a perspective, and when.

The rows are few, so they are worked out beforehand and given to a query as values: a place in a
contested territory with the polity that it counts to, and a polity of limited recognition with the
polity that it counts to. What does not depend on the perspective has no row, and neither has what
the perspective leaves unknown: both count as without a perspective.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import NamedNode, QuerySolutions

from diplograph.graph import iris
from diplograph.graph.perspectives import Standing, read_standing, territories_of_places
from diplograph.graph.store import Store

_PREFIXES = """
PREFIX dg: <https://w3id.org/diplograph/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""


@dataclass(frozen=True, slots=True)
class SeenPlace:
    """A place where events took place, and the polity it counts to from one day to another.

    ``country`` is the territory of that polity as a place; ``instead_of`` the country in which the
    graph has the place, None where it is the contested territory itself.
    """

    place: str
    contested: str
    polity: str
    code: str
    country: str
    instead_of: str | None
    first: dt.date
    last: dt.date


@dataclass(frozen=True, slots=True)
class SeenPolity:
    """A polity, and the polity that it counts to from one day to another."""

    polity: str
    contested: str
    seen: str
    first: dt.date
    last: dt.date


@dataclass(frozen=True, slots=True)
class SeenAs:
    """What counts to another polity than without a perspective; ``labels`` name the territories."""

    places: tuple[SeenPlace, ...]
    polities: tuple[SeenPolity, ...]
    labels: dict[str, str]

    def polity_on(self, polity: str, day: str) -> str:
        """The polity that a polity counts to on a day, in ISO 8601; without one, at present.

        >>> row = SeenPolity("urn:SOS", "urn:t", "urn:GEO", dt.date(2008, 8, 1), dt.date.max)
        >>> SeenAs((), (row,), {}).polity_on("urn:SOS", "2017-11-14")
        'urn:GEO'
        """
        when = dt.date.fromisoformat(day) if day else dt.date.max
        for row in self.polities:
            if row.polity == polity and row.first <= when <= row.last:
                return row.seen
        return polity


def seen_as(store: Store, of: str) -> SeenAs:
    """What counts to another polity from the perspective of a polity, given by its IRI.

    >>> from diplograph.graph.store import open_store
    >>> seen_as(open_store(None), iris.polity("GEO")).places
    ()
    """
    standing = read_standing(store)
    ways = {
        territory: [
            (segment.first, segment.last, [segment.view.answer])
            for segment in standing.segments(territory, of)
            if segment.view.answer is not None
        ]
        for territory in standing.territories
    }
    return _rows(store, standing, ways)


def every_way(store: Store) -> SeenAs:
    """What counts to another polity from any perspective: a row for each who contends for it.

    >>> from diplograph.graph.store import open_store
    >>> every_way(open_store(None)).polities
    ()
    """
    standing = read_standing(store)
    return _rows(
        store,
        standing,
        {territory: standing.disputes(territory) for territory in standing.territories},
    )


def _rows(
    store: Store,
    standing: Standing,
    ways: dict[str, list[tuple[dt.date, dt.date, list[str]]]],
) -> SeenAs:
    codes = dict(_ask(store, "SELECT ?polity ?code { ?polity a dg:Polity ; skos:notation ?code }"))
    return SeenAs(
        tuple(_places(store, standing, ways, codes)),
        tuple(_polities(standing, ways)),
        {iri: territory.label for iri, territory in standing.territories.items()},
    )


def _places(
    store: Store,
    standing: Standing,
    ways: dict[str, list[tuple[dt.date, dt.date, list[str]]]],
    codes: dict[str, str],
) -> Iterator[SeenPlace]:
    within = territories_of_places(store, standing)
    if not within:
        return
    values = " ".join(str(NamedNode(place)) for place in within)
    had = dict(
        _ask(
            store,
            f"SELECT DISTINCT ?here ?code {{ VALUES ?here {{ {values} }} "
            "FILTER EXISTS { ?event dg:place ?here } OPTIONAL { ?here dg:countryCode ?code } }",
        )
    )
    for place in sorted(had):
        territory = within[place]
        country = iris.country(had[place]) if had[place] else None
        instead = country if country != territory else None
        # Where the graph has a place in a country, that country stands in a row too: a question
        # about the country must see that it can lose the place.
        for first, last, polities in ways[territory]:
            for polity in polities:
                code = codes.get(polity, "")
                if code and (code != had[place] or instead):
                    yield SeenPlace(
                        place, territory, polity, code, iris.country(code), instead, first, last
                    )


def _polities(
    standing: Standing, ways: dict[str, list[tuple[dt.date, dt.date, list[str]]]]
) -> Iterator[SeenPolity]:
    for iri, territory in sorted(standing.territories.items()):
        if territory.polity is None:
            continue
        for first, last, polities in ways[iri]:
            for polity in polities:
                if polity != territory.polity:
                    yield SeenPolity(territory.polity, iri, polity, first, last)


def _ask(store: Store, sparql: str) -> Iterator[tuple[str, str]]:
    rows = store.query(_PREFIXES + sparql)
    assert isinstance(rows, QuerySolutions)
    for one, other in rows:
        yield one.value, other.value if other is not None else ""
