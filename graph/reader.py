"""Reading canonical events, articles and evidence out of a store, many at a time.

Events are read in batches, each with the same few queries whatever the number of events in it, so
reading costs no query an event on a disk or over a network.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from pyoxigraph import Literal, NamedNode, QuerySolutions

from diplograph.graph import iris
from diplograph.graph.dates import PartialDate
from diplograph.graph.errors import InvalidDate, UnknownName
from diplograph.graph.evidence import folded
from diplograph.graph.iris import Minter
from diplograph.graph.mapping import EventReader, Statements
from diplograph.graph.mapping.actors import authority_actor
from diplograph.graph.mapping.articles import extraction_from_quads, read_article_from
from diplograph.graph.mapping.terms import DEFAULT_GRAPH, day, is_iri, node
from diplograph.graph.model import Article, Event, EventType, Evidence, Extraction, Quote, Status
from diplograph.graph.names import find_actor, find_place, successor
from diplograph.graph.perspectives import existing_polity
from diplograph.graph.seen_as import SeenAs, every_way, seen_as
from diplograph.graph.store import Store
from diplograph.graph.store.sparql import Value
from diplograph.ontology.namespaces import DCTERMS, DG, ORG, RDF, RDFS, SEM

# Large enough that the number of queries does not matter, small enough to hold in memory and in
# one request to a server.
_BATCH = 1000

_DATE = "http://www.w3.org/2001/XMLSchema#date"


@dataclass(frozen=True, slots=True)
class EventFilter:
    """Which events to read; what is left out does not restrict.

    ``actor`` and ``place`` are anything that :func:`~diplograph.graph.names.find_actor` and
    :func:`~diplograph.graph.names.find_place` take; a polity or organisation is found also where a
    person represents it, a polity's territory also where a city in it is the place. ``since`` and
    ``until`` are inclusive and select events that may have taken place in the period; an event of
    unknown date is then left out. ``source`` is the URL or IRI of an article that tells the event.
    ``perspective`` is a polity: places and polities that are contested then count to the polity to
    which they belong as that polity sees it, see :mod:`diplograph.graph.seen_as`.

    Raises :class:`~diplograph.graph.errors.InvalidDate` for a period that ends before it begins.

    >>> EventFilter(types=(EventType.VISIT,), actor="RUS", since=PartialDate(2017)).place is None
    True
    """

    types: tuple[EventType, ...] = ()
    actor: str | None = None
    place: str | None = None
    since: PartialDate | None = None
    until: PartialDate | None = None
    statuses: tuple[Status, ...] = ()
    source: str | None = None
    perspective: str | None = None

    def __post_init__(self) -> None:
        first, last = self.since, self.until
        if first and last and first.first_day > last.last_day:
            raise InvalidDate(f"the period ends ({last}) before it begins ({first})")


def read_events(store: Store, chosen: EventFilter = EventFilter()) -> Iterator[Event]:
    """Read canonical events with their evidence, the earliest first, undated ones last.

    Raises :class:`~diplograph.graph.errors.UnknownName` when the filter names an actor, a place or
    an article that is not there; :class:`~diplograph.graph.errors.StoreError` when the store cannot
    be read.

    >>> from diplograph.graph.store import open_store
    >>> list(read_events(open_store(None), EventFilter(actor="RUS")))
    []
    """
    where, period, bindings = _condition(store, chosen)
    rows = store.query(
        f"""SELECT DISTINCT ?event ?begin ?end WHERE {{
            {where}
            ?event a <{DG.DiplomaticEvent}> .
            OPTIONAL {{ ?event <{SEM.hasEarliestBeginTimeStamp}> ?begin }}
            OPTIONAL {{ ?event <{SEM.hasLatestBeginTimeStamp}> ?end }}
            {period}
        }}""",
        bindings,
    )
    assert isinstance(rows, QuerySolutions)
    found = sorted(
        (row[1].value if row[1] else "~", row[2].value if row[2] else "~", row[0].value)
        for row in rows
    )
    return _in_batches(store, [iri for _, _, iri in found])


def depends_on(store: Store, chosen: EventFilter) -> tuple[str, ...]:
    """Names of the contested territories for which another perspective would choose other events.

    Only an actor or a place can depend on it.

    >>> from diplograph.graph.store import open_store
    >>> depends_on(open_store(None), EventFilter(actor="GEO"))
    ()
    """
    if chosen.actor is None and chosen.place is None:
        return ()
    every = every_way(store)
    rest = replace(chosen, actor=None, place=None, perspective=None)
    where, period, bindings = _condition(store, rest)
    patterns: list[str] = []
    if chosen.actor is not None:
        wanted = set(find_actor(store, chosen.actor))
        rows = [row for row in every.polities if row.seen in wanted]
        patterns += [
            f"{{ VALUES (?contested ?what ?from ?to) {{ ({node(row.contested)} {node(row.polity)} "
            f"{day(row.first)} {day(row.last)}) }} ?event <{DG.involves}> ?what }}"
            for row in rows
        ]
    if chosen.place is not None:
        wanted = set(find_place(store, chosen.place))
        patterns += [
            f"{{ VALUES (?contested ?what ?from ?to) {{ ({node(spot.contested)} {node(spot.place)} "
            f"{day(spot.first)} {day(spot.last)}) }} ?event <{DG.place}> ?what }}"
            for spot in every.places
            if spot.place not in wanted and wanted & {spot.country, spot.instead_of}
        ]
    if not patterns:
        return ()
    found = store.query(
        f"""SELECT DISTINCT ?contested WHERE {{
            {" UNION ".join(patterns)}
            {where}
            OPTIONAL {{ ?event <{SEM.hasEarliestBeginTimeStamp}> ?begin }}
            OPTIONAL {{ ?event <{SEM.hasLatestBeginTimeStamp}> ?end }}
            OPTIONAL {{ ?event <{SEM.hasLatestEndTimeStamp}> ?over }}
            BIND(COALESCE(?over, ?end, ?begin, "9999-12-31"^^<{_DATE}>) AS ?day)
            FILTER(?from <= ?day && ?day <= ?to)
            {period}
        }}""",
        bindings,
    )
    assert isinstance(found, QuerySolutions)
    return tuple(sorted({every.labels.get(row[0].value, row[0].value) for row in found}))


def _in_batches(store: Store, events: Sequence[str]) -> Iterator[Event]:
    for first in range(0, len(events), _BATCH):
        yield from _read(store, events[first : first + _BATCH])


def read_event(store: Store, iri: str) -> Event:
    """Read one canonical event; an IRI that was merged away gives the event that replaced it.

    Raises :class:`~diplograph.graph.errors.UnknownName` when there is no such event.
    """
    if is_iri(iri):
        current = successor(store, iri)
        quad = store.match(
            NamedNode(current), NamedNode(RDF.type), NamedNode(DG.DiplomaticEvent), DEFAULT_GRAPH
        )
        if next(iter(quad), None) is not None:
            return next(iter(_read(store, [current])))
    raise UnknownName(f"no event in {store.location} has the IRI {iri}")


def read_article(store: Store, key_or_iri: str) -> Article:
    """Read one article by its IRI, its URL, or ``sha256:`` and the hash of its text.

    Raises :class:`~diplograph.graph.errors.UnknownName` when the store does not have it.

    >>> from diplograph.graph.model import ExtractorInfo
    >>> from diplograph.graph.store import open_store
    >>> from diplograph.graph.writer import Writer
    >>> article = Article("Leaders met.", url="https://press.example/1")
    >>> with open_store(None) as store:
    ...     written = Writer(store).write(Extraction(article, ExtractorInfo("frames", "1")))
    ...     read_article(store, "https://press.example/1") == article
    True
    """
    iri = article_iri(store, key_or_iri)
    return read_article_from(
        Statements.of(store.match(NamedNode(iri), None, None, NamedNode(iri))), iri
    )


def read_extraction(store: Store, key_or_iri: str) -> Extraction:
    """Read all that an extractor saw in one article, by the article's IRI, URL or hash.

    Raises :class:`~diplograph.graph.errors.UnknownName` when the store does not have it.
    """
    iri = article_iri(store, key_or_iri)
    return extraction_from_quads(store.match(graph=NamedNode(iri)), iri)


def article_iri(store: Store, key_or_iri: str) -> str:
    """The IRI of an article that the store has, by its IRI, URL or hash.

    Raises :class:`~diplograph.graph.errors.UnknownName` when the store does not have it.
    """
    for iri in (key_or_iri, Minter(store.base).article(key_or_iri)):
        if is_iri(iri):
            graph = NamedNode(iri)
            if next(iter(store.match(graph, NamedNode(DG.contentHash), None, graph)), None):
                return iri
    raise UnknownName(f"no article in {store.location} has the URL or IRI {key_or_iri}")


def evidence(store: Store, event: str) -> list[Evidence]:
    """The quotes behind a canonical event: the earliest article first, then as in the text.

    Of several articles that print one text only one gives quotes; the others are its copies.

    Raises :class:`~diplograph.graph.errors.UnknownName` when there is no such event.
    """
    return list(read_event(store, event).evidence)


# ---------------------------------------------------------------------------------- filters


def _condition(store: Store, chosen: EventFilter) -> tuple[str, str, dict[str, Value]]:
    """SPARQL patterns on ``?event``, conditions on ``?begin`` and ``?end``, and values to bind.

    The patterns stand first in the query, so that the few events they leave are looked at further.
    """
    patterns: list[str] = []
    period: list[str] = []
    bindings: dict[str, Value] = {}
    seen = _seen(store, chosen)
    if chosen.types:
        classes = _values("type", (iris.ONTOLOGY + each.value for each in chosen.types))
        patterns.append(f"{classes} ?event a ?type .")
    if chosen.statuses:
        statuses = (iris.concept("status", each.value) for each in chosen.statuses)
        patterns.append(f"{_values('status', statuses)} ?event <{DG.status}> ?status .")
    if chosen.actor is not None:
        actor_iris = find_actor(store, chosen.actor)
        actors = _values("actor", actor_iris)
        patterns.append(
            f"{{ {actors} ?event <{DG.participant}> ?actor }} UNION "
            f"{{ {actors} ?event <{DG.involves}> ?actor }}" + _seen_actors(seen, actor_iris)
        )
    if chosen.place is not None:
        places = find_place(store, chosen.place)
        within, without = _seen_places(seen, places)
        patterns.append(_at(places) + within)
        period.append(without)
    if seen is not None:
        period.append(
            f"OPTIONAL {{ ?event <{SEM.hasLatestEndTimeStamp}> ?over }} "
            f'BIND(COALESCE(?over, ?end, ?begin, "9999-12-31"^^<{_DATE}>) AS ?day) '
            "FILTER(COALESCE(?from_actor <= ?day && ?day <= ?to_actor, true)) "
            "FILTER(COALESCE(?from_place <= ?day && ?day <= ?to_place, true))"
        )
    if chosen.since is not None:
        # the last day on which the event can have been under way, as far as it is told
        period.append(f"OPTIONAL {{ ?event <{SEM.hasLatestEndTimeStamp}> ?last }}")
        period.append("FILTER(COALESCE(?last, ?end) >= ?since)")
        bindings["since"] = day(chosen.since.first_day)
    if chosen.until is not None:
        period.append("FILTER(?begin <= ?until)")
        bindings["until"] = day(chosen.until.last_day)
    if chosen.source is not None:
        patterns.append(f"?event <{DG.claim}> ?claim . GRAPH ?source {{")
        patterns.append(f"?claim a <{DG.EventClaim}> }}")
        bindings["source"] = NamedNode(article_iri(store, chosen.source))
    return "\n".join(patterns), "\n".join(period), bindings


def _at(places: list[str]) -> str:
    """A pattern for events at one of some places, the places within a whole territory included."""
    prefix = iris.country("")
    codes = [Literal(each.removeprefix(prefix)) for each in places if each.startswith(prefix)]
    patterns = [f"{{ {_values('place', places)} ?event <{DG.place}> ?place }}"]
    if codes:
        within = " ".join(map(str, codes))
        patterns.append(
            f"{{ VALUES ?code {{ {within} }} "
            f"?event <{DG.eventPlace}> ?at . ?at <{DG.countryCode}> ?code }}"
        )
    return " UNION ".join(patterns)


def _seen(store: Store, chosen: EventFilter) -> SeenAs | None:
    """What counts differently from the perspective that is asked for, if it can matter."""
    if chosen.perspective is None:
        return None
    found = find_actor(store, chosen.perspective)
    if len(found) > 1:
        raise UnknownName(f"{chosen.perspective!r} can be several; give the code of the polity")
    polity = existing_polity(store, found[0])
    return seen_as(store, polity) if chosen.actor or chosen.place else None


def _seen_actors(seen: SeenAs | None, actors: Iterable[str]) -> str:
    """A further choice: events of the polities that count to one of the actors at the time."""
    wanted = set(actors)
    rows = [
        f"({node(row.polity)} {day(row.first)} {day(row.last)})"
        for row in (seen.polities if seen else ())
        if row.seen in wanted
    ]
    if not rows:
        return ""
    values = f"VALUES (?seen ?from_actor ?to_actor) {{ {' '.join(rows)} }}"
    return f" UNION {{ {values} ?event <{DG.involves}> ?seen }}"


def _seen_places(seen: SeenAs | None, places: Iterable[str]) -> tuple[str, str]:
    """A further choice: events at places that count to one of the places at the time.

    The second text leaves out those that only count to another than the one they are asked for.
    """
    wanted = set(places)
    rows = [row for row in (seen.places if seen else ()) if row.place not in wanted]
    more = [
        f"({node(row.place)} {day(row.first)} {day(row.last)})"
        for row in rows
        if row.country in wanted
    ]
    less = [
        f"({node(row.place)} {day(row.first)} {day(row.last)})"
        for row in rows
        if row.instead_of in wanted and row.country not in wanted
    ]
    within = without = ""
    if more:
        values = f"VALUES (?seen_place ?from_place ?to_place) {{ {' '.join(more)} }}"
        within = f" UNION {{ {values} ?event <{DG.place}> ?seen_place }}"
    if less:
        values = f"VALUES (?gone ?gone_from ?gone_to) {{ {' '.join(less)} }}"
        without = (
            f"OPTIONAL {{ ?event <{SEM.hasLatestEndTimeStamp}> ?ended }} "
            f"FILTER NOT EXISTS {{ {values} ?event <{DG.place}> ?gone . "
            f'FILTER(COALESCE(?ended, ?end, ?begin, "9999-12-31"^^<{_DATE}>) >= ?gone_from && '
            f'COALESCE(?ended, ?end, ?begin, "9999-12-31"^^<{_DATE}>) <= ?gone_to) }}'
        )
    return within, without


def _values(name: str, values: Iterable[str]) -> str:
    """A VALUES clause; every value is checked to be an IRI, so none can break out of it."""
    return f"VALUES ?{name} {{ {' '.join(str(node(each)) for each in values)} }}"


# ---------------------------------------------------------------------------------- batches


def _read(store: Store, events: Sequence[str]) -> Iterator[Event]:
    statements = Statements()
    values = _values("event", events)
    for pattern in _PATTERNS:
        statements.add_rows(store.query(f"SELECT ?s ?p ?o WHERE {{ {values} {pattern} }}"))
    # The authority is in memory; what else the events name is asked for by IRI, once each.
    named = {iri for iri in statements.every_value(_NAMING) if authority_actor(iri) is None}
    if named:
        query = f"SELECT ?s ?p ?o WHERE {{ {_values('s', sorted(named))} ?s ?p ?o }}"
        statements.add_rows(store.query(query))
    found, copy_of = _evidence(store, values)
    reader = EventReader(statements)
    for iri in events:
        yield reader.event(iri, folded(found.get(iri, ()), copy_of))


def _only(*predicates: str) -> str:
    return f"FILTER(?p IN ({', '.join(f'<{each}>' for each in predicates)}))"


# Patterns of one chain each: Oxigraph plans these well, and paths or unions 3-10 times worse. Only
# what is read is asked for: a row costs more to bring over than to find.
_PATTERNS = (
    "?event ?p ?o . BIND(?event AS ?s) "
    + _only(
        RDF.type,
        RDFS.label,
        DG.status,
        SEM.hasEarliestBeginTimeStamp,
        SEM.hasEarliestEndTimeStamp,
        DG.beginPrecision,
        DG.endPrecision,
        DG.dateText,
        DG.eventPlace,
        DG.participation,
        DG.instrument,
        DG.topic,
        DG.commitmentText,
        DG.statementText,
        DG.step,
        DG.partOf,
        DG.claim,
        DG.confidence,
        DG.disagreement,
        DG.realises,
        DG.cancels,
    ),
    f"?event <{DG.participation}> ?s . ?s ?p ?o . "
    + _only(DG.position, DG.name, DG.actor, DG.role, DG.onBehalfOf, DG.inCapacity),
    f"?event <{DG.eventPlace}> ?s . ?s ?p ?o . "
    + _only(DG.position, DG.name, DG.atPlace, DG.countryCode),
    f"?event <{DG.participation}> ?part . ?part <{DG.inCapacity}> ?s . ?s ?p ?o . "
    + _only(DG.officeTitle, ORG.organization),
    f"?event <{DG.disagreement}> ?s . ?s ?p ?o . "
    + _only(
        DG.position,
        DG.aboutProperty,
        DG.stands,
        DG.toldValue,
        DG.toldPlace,
        DG.toldBy,
        DG.name,
        DG.countryCode,
    ),
    f"?event <{DG.instrument}> ?s . ?s ?p ?o .",
    f"?s <{DCTERMS.isReplacedBy}> ?event . BIND(<{DCTERMS.isReplacedBy}> AS ?p) BIND(?event AS ?o)",
)

_NAMING = (DG.actor, DG.onBehalfOf, ORG.organization, DG.party, DG.atPlace, DG.toldPlace)


def _evidence(store: Store, values: str) -> tuple[dict[str, list[Evidence]], dict[str, str]]:
    """The evidence of each event, and the original of each article in it that is a copy."""
    rows = store.query(
        f"""SELECT ?event ?article ?url ?issued ?start ?end ?words ?original WHERE {{
            {values}
            ?event <{DG.claim}> ?claim .
            GRAPH ?article {{
                ?claim <{DG.evidence}> ?quote .
                ?quote <{DG.start}> ?start ; <{DG.end}> ?end ; <{DG.quotation}> ?words .
                OPTIONAL {{ ?article <{DG.url}> ?url }}
                OPTIONAL {{ ?article <{DCTERMS.issued}> ?issued }}
            }}
            OPTIONAL {{ ?article <{DG.copyOf}> ?original }}
        }}"""
    )
    assert isinstance(rows, QuerySolutions)
    found: dict[str, list[Evidence]] = {}
    copy_of: dict[str, str] = {}
    for event, article, url, issued, start, end, words, original in rows:
        if original is not None:
            copy_of[article.value] = original.value
        found.setdefault(event.value, []).append(
            Evidence(
                article.value,
                url.value if url else None,
                issued.value if issued else None,
                Quote(int(start.value), int(end.value), words.value),
            )
        )
    return found, copy_of
