"""Networks of actors, projected from the events of a store.

Two actors are joined when they took part in the same event. The pairs are made outside of SPARQL:
one query gives (event, actor), and pairing in Python is faster than a query that joins the events
with themselves and leaves the events of each pair at hand (``benchmarks/networks.py`` measures it).

Everything is read from the default graph, so an event that ten articles tell counts once. All
attributes are strings and whole numbers, never None and never lists, so that every graph format
can hold them; a list is one string joined with ``|``, a sign that no IRI and no type holds. The
attributes are described in ``docs/howto-networks.md``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any, TypeAlias
from urllib.parse import unquote

import networkx as nx
from pyoxigraph import QuerySolutions

from diplograph.graph.dates import PartialDate
from diplograph.graph.errors import InputError, InvalidDate, StoreError
from diplograph.graph.iris import ONTOLOGY, concept
from diplograph.graph.model import ActorKind, EventType, Role, Status
from diplograph.graph.store.base import Store
from diplograph.queries.counting import Counting

LEVELS = ("polity", "person", "organization")
"""Whose network: see :func:`network`."""

RELATIONS: Mapping[str, tuple[EventType, ...]] = {
    "meeting": tuple(kind for kind in EventType if kind.is_gathering),
    "visit": (EventType.VISIT,),
    "call": (EventType.CALL,),
    "agreement": tuple(kind for kind in EventType if kind.is_conclusion),
    "any": tuple(EventType),
}
"""Which types of event make a tie, for each relation."""

Date: TypeAlias = str | dt.date | PartialDate | None
"""A day, month or year: ``"2017"``, ``"2017-08"``, a calendar day, or None for no limit."""

_PREFIXES = f"""
PREFIX dg: <{ONTOLOGY}>
PREFIX org: <http://www.w3.org/ns/org#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX sem: <http://semanticweb.cs.vu.nl/2009/11/sem/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""

_TAKES_PART = {
    "polity": "?event dg:involves ?actor .",
    "person": "?event dg:participant ?actor . ?actor a dg:Person .",
    "organization": "?event dg:involves ?actor . ?actor a dg:Organization .",
}

_KINDS = {
    f"{ONTOLOGY}Person": ActorKind.PERSON,
    f"{ONTOLOGY}Polity": ActorKind.POLITY,
    f"{ONTOLOGY}Organization": ActorKind.ORGANIZATION,
}

_LENGTHS = {
    concept("precision", name): length for name, length in (("day", 10), ("month", 7), ("year", 4))
}

_ACTIVE = {Role.VISITOR.value, Role.CALLER.value}


@dataclass(frozen=True, slots=True)
class _Event:
    """An event of the store; dates are ISO 8601 texts, which sort as they should, or empty.

    ``start`` and ``last`` are as precise as the text, ``first_day`` and ``last_day`` are the bounds
    of what they can mean. An event whose end is not told is over when it has begun.
    """

    iri: str
    type: str
    status: str
    start: str
    last: str
    first_day: str
    last_day: str

    @property
    def order(self) -> tuple[str, int, str]:
        """The earliest first, of one day the more precise first, those without a date last."""
        return (self.first_day or "~", -len(self.start), self.iri)

    @property
    def lateness(self) -> tuple[str, int]:
        """The day on which it was over at the latest; of one day the more precise is the later."""
        return (self.last_day, len(self.last))


@dataclass(frozen=True, slots=True)
class _Actor:
    kind: str
    label: str
    code: str


@dataclass(frozen=True, slots=True)
class _Selection:
    """Which events and which actors; every value is checked."""

    level: str
    relation: str
    since: PartialDate | None
    until: PartialDate | None
    status: tuple[Status, ...]

    @classmethod
    def of(
        cls, level: str, relation: str, since: Date, until: Date, status: Iterable[Status | str]
    ) -> _Selection:
        if level not in LEVELS:
            raise InputError(f"no level {level!r}: use one of {', '.join(LEVELS)}")
        if relation not in RELATIONS:
            raise InputError(f"no relation {relation!r}: use one of {', '.join(RELATIONS)}")
        first, last = _date(since), _date(until)
        if first and last and first.first_day > last.last_day:
            raise InvalidDate(f"the period ends ({last}) before it begins ({first})")
        wanted = {status} if isinstance(status, str) else set(status)
        known = [each.value for each in Status]
        if not wanted or not wanted <= set(known):
            unknown = ", ".join(sorted(map(str, wanted - set(known)))) or "nothing"
            raise InputError(f"no status {unknown}: use one or more of {', '.join(known)}")
        return cls(level, relation, first, last, tuple(each for each in Status if each in wanted))

    @property
    def types(self) -> str:
        """The event classes as SPARQL; names of our own vocabulary, nothing of the user's."""
        return " ".join(f"dg:{kind.value}" for kind in RELATIONS[self.relation])

    def holds(self, event: _Event) -> bool:
        """Whether the event can have touched the period; False without a date."""
        if not event.start:
            return False
        return (self.until is None or event.first_day <= self.until.last_day.isoformat()) and (
            self.since is None or event.last_day >= self.since.first_day.isoformat()
        )

    def attributes(self) -> dict[str, str]:
        return {
            "level": self.level,
            "relation": self.relation,
            "since": str(self.since or ""),
            "until": str(self.until or ""),
            "status": "|".join(each.value for each in self.status),
        }


@dataclass(slots=True)
class _Participation:
    """Who took part in what: everything a projection needs, read once; events in order."""

    events: dict[str, _Event]
    takes_part: dict[str, set[str]]
    actors: dict[str, _Actor]
    undated: int
    counting: Counting
    countries: dict[str, str] = field(default_factory=dict)
    offices: dict[str, str] = field(default_factory=dict)


def network(
    store: Store,
    *,
    level: str = "polity",
    relation: str = "any",
    since: Date = None,
    until: Date = None,
    status: Iterable[Status | str] = (Status.OCCURRED,),
    directed: bool | None = None,
    perspective: str | None = None,
) -> nx.Graph[str]:
    """Project the events of a store to a network of actors; nodes are IRIs.

    ``level``: ``polity`` joins the polities and organisations that took part or were represented
    (a person counts for whom he represents), ``person`` the persons, ``organization`` the
    organisations alone. ``relation`` chooses the types of event, see :data:`RELATIONS`.

    ``since`` and ``until`` are inclusive; an event counts when it can have touched the period, so
    one of "August 2017" counts from 9 August on. An event without an end counts with its
    beginning. When a period is asked, events without a date are left out and counted in
    ``graph.graph["undated_left_out"]``.

    ``directed`` is for ``visit`` (visitor to visited; the default there) and ``call`` (caller to
    called) and gives a :class:`networkx.DiGraph`; an event that tells of one side only joins
    nobody and is counted in ``graph.graph["one_sided_left_out"]``. Undirected, all who took part in
    an event are joined, members of one delegation too.

    ``perspective`` is a polity, at the level ``polity``: contested polities count to the polity to
    which they belong as it sees them. ``graph.graph["depends_on_perspective"]`` names those for
    which the network depends on that, joined with ``|``.

    Actors who shared no event with another are nodes without an edge. Raises
    :class:`~diplograph.graph.errors.InputError` for an unknown level, relation, status or
    direction, :class:`~diplograph.graph.errors.InvalidDate` for a date or period that is none.

    >>> from diplograph.graph.store import open_store
    >>> network(open_store(None), level="person", relation="visit").is_directed()
    True
    """
    chosen = _Selection.of(level, relation, since, until, status)
    if directed is None:
        directed = relation == "visit"
    if directed and relation not in ("visit", "call"):
        raise InputError(f"the relation {relation!r} has no direction: only visit and call have")
    data = _read(store, chosen, perspective)
    ties: dict[tuple[str, str], list[_Event]] = {}
    one_sided = 0
    if directed:
        sides = _sides(store, chosen, data)
        for event in data.events.values():
            active, passive = sides.get(event.iri, (set(), set()))
            one_sided += not (active and passive)
            for pair in ((a, b) for a in active for b in passive if a != b):
                ties.setdefault(pair, []).append(event)
    else:
        for event in data.events.values():
            for pair in combinations(sorted(data.takes_part.get(event.iri, ())), 2):
                ties.setdefault(pair, []).append(event)
    graph: nx.Graph[str] = nx.DiGraph() if directed else nx.Graph()
    graph.graph.update(chosen.attributes(), form="projection", events=len(data.events))
    graph.graph.update(undated_left_out=data.undated, one_sided_left_out=one_sided)
    graph.graph.update(data.counting.attributes())
    _add_actors(graph, data)
    for pair in sorted(ties):
        graph.add_edge(*pair, **_tie(ties[pair]))
    return graph


def bipartite(
    store: Store,
    *,
    level: str = "polity",
    relation: str = "any",
    since: Date = None,
    until: Date = None,
    status: Iterable[Status | str] = (Status.OCCURRED,),
    perspective: str | None = None,
) -> nx.Graph[str]:
    """Make the graph of actors and the events they took part in, nothing projected.

    Arguments and errors are those of :func:`network`. Actors have ``bipartite`` = 0 and the node
    attributes of a network; events have ``bipartite`` = 1, ``kind`` = ``event``, ``label``,
    ``type``, ``status``, ``first_seen`` and ``last_seen``. An edge has ``roles`` beside the
    attributes of a network's edge.

    >>> from diplograph.graph.store import open_store
    >>> len(bipartite(open_store(None)))
    0
    """
    chosen = _Selection.of(level, relation, since, until, status)
    data = _read(store, chosen, perspective)
    named = "SELECT ?event ?label { %s ?event rdfs:label ?label }"
    labels = dict(_rows(store, named, chosen))
    roles: dict[tuple[str, str], set[str]] = {}
    for event_iri, actor, role in _roles(store, chosen, data):
        roles.setdefault((actor, event_iri), set()).add(role)
    graph: nx.Graph[str] = nx.Graph()
    graph.graph.update(chosen.attributes(), form="bipartite", events=len(data.events))
    graph.graph.update(undated_left_out=data.undated, one_sided_left_out=0)
    graph.graph.update(data.counting.attributes())
    _add_actors(graph, data)
    nx.set_node_attributes(graph, dict.fromkeys(graph, 0), "bipartite")
    for event in sorted(data.events.values(), key=lambda each: each.iri):
        graph.add_node(
            event.iri,
            label=labels.get(event.iri, event.iri),
            kind="event",
            type=event.type,
            status=event.status,
            first_seen=event.start,
            last_seen=event.last,
            bipartite=1,
        )
        for actor in sorted(data.takes_part.get(event.iri, ())):
            played = "|".join(sorted(roles.get((actor, event.iri), ())))
            graph.add_edge(actor, event.iri, roles=played, **_tie([event]))
    return graph


def _date(value: Date) -> PartialDate | None:
    if value is None or isinstance(value, PartialDate):
        return value
    if isinstance(value, str):
        return PartialDate.parse(value)
    return PartialDate.of(value)


def _rows(store: Store, sparql: str, chosen: _Selection) -> Iterator[list[str]]:
    """Ask a query in which ``%s`` stands for the events of the chosen types.

    Gives the columns as text, empty where there is no value.
    """
    found = store.query(_PREFIXES + sparql % f"VALUES ?type {{ {chosen.types} }} ?event a ?type .")
    assert isinstance(found, QuerySolutions)
    for solution in found:
        yield [term.value if term is not None else "" for term in solution]


def _read(store: Store, chosen: _Selection, perspective: str | None) -> _Participation:
    events = _events(store, chosen)
    undated = 0
    if chosen.since or chosen.until:
        undated = sum(not event.start for event in events.values())
        events = {iri: event for iri, event in events.items() if chosen.holds(event)}
    counting = Counting(store, perspective, chosen.level)
    takes_part: dict[str, set[str]] = {}
    sparql = "SELECT ?event ?actor { %s " + _TAKES_PART[chosen.level] + " }"
    for event, actor in _rows(store, sparql, chosen):
        if event in events:
            seen = counting.actor(actor, events[event].last_day)
            takes_part.setdefault(event, set()).add(seen)
    data = _Participation(events, takes_part, _actors(store, chosen), undated, counting)
    if chosen.level == "person":
        data.countries = _countries(store, chosen, data)
        data.offices = _offices(store, chosen, data)
    return data


def _events(store: Store, chosen: _Selection) -> dict[str, _Event]:
    sparql = """
    SELECT ?event ?type ?status ?begin ?begun ?beginPrecision ?end ?endPrecision {
        %s ?event dg:status ?status .
        OPTIONAL {
            ?event sem:hasEarliestBeginTimeStamp ?begin ; sem:hasLatestBeginTimeStamp ?begun ;
                dg:beginPrecision ?beginPrecision .
            OPTIONAL { ?event sem:hasLatestEndTimeStamp ?end ; dg:endPrecision ?endPrecision }
        }
    }"""
    wanted = {concept("status", status.value): status.value for status in chosen.status}
    found = []
    for iri, kind, status, begin, begun, begin_precision, end, end_precision in _rows(
        store, sparql, chosen
    ):
        if status not in wanted:
            continue
        start = _cut(begin, begin_precision) if begin else ""
        found.append(
            _Event(
                iri=iri,
                type=kind.removeprefix(ONTOLOGY),
                status=wanted[status],
                start=start,
                last=_cut(end, end_precision) if end else start,
                first_day=begin,
                last_day=end or begun,
            )
        )
    return {event.iri: event for event in sorted(found, key=lambda event: event.order)}


def _cut(day: str, precision: str) -> str:
    """Cut a stored bound back to what the text fixed."""
    kept = _LENGTHS.get(precision)
    if kept is None:
        raise StoreError(f"the precision {precision} of the date {day} is not known here")
    return day[:kept]


def _actors(store: Store, chosen: _Selection) -> dict[str, _Actor]:
    """Every polity and organisation, and at the level of persons every person."""
    classes = "dg:Polity dg:Organization" + " dg:Person" * (chosen.level == "person")
    found = store.query(
        f"""{_PREFIXES} SELECT ?actor ?kind ?label ?code {{
            VALUES ?kind {{ {classes} }}
            ?actor a ?kind ; rdfs:label ?label . OPTIONAL {{ ?actor skos:notation ?code }}
        }}"""
    )
    assert isinstance(found, QuerySolutions)
    described: dict[str, _Actor] = {}
    for row in found:
        code = row["code"].value if row["code"] is not None else ""
        actor = _Actor(_KINDS[row["kind"].value].value, row["label"].value, code)
        iri = row["actor"].value
        # Of several labels the least, so that the order of the rows decides nothing.
        if iri not in described or actor.label < described[iri].label:
            described[iri] = actor
    return described


def _countries(store: Store, chosen: _Selection, data: _Participation) -> dict[str, str]:
    """The codes of those whom each person represented in the chosen events, ``|``-joined."""
    sparql = """SELECT ?event ?actor ?behalf {
        %s ?event dg:participation ?part . ?part dg:actor ?actor ; dg:onBehalfOf ?behalf .
    }"""
    codes: dict[str, set[str]] = {}
    for event, actor, behalf in _rows(store, sparql, chosen):
        known = data.actors.get(behalf)
        if known is not None and event in data.events:
            codes.setdefault(actor, set()).add(known.code or known.label)
    return {actor: "|".join(sorted(each)) for actor, each in codes.items()}


def _offices(store: Store, chosen: _Selection, data: _Participation) -> dict[str, str]:
    """The office that each person held at the latest of the chosen events that tells one."""
    sparql = """SELECT ?event ?actor ?office {
        %s ?event dg:participation ?part .
        ?part dg:actor ?actor ; dg:inCapacity ?membership .
        ?membership org:member ?actor ; rdfs:label ?office .
    }"""
    latest: dict[str, tuple[str, str]] = {}
    for iri, actor, office in _rows(store, sparql, chosen):
        event = data.events.get(iri)
        if event is None:
            continue
        held = (event.first_day, office)
        latest[actor] = max(held, latest.get(actor, held))
    return {actor: office for actor, (_, office) in latest.items()}


def _roles(
    store: Store, chosen: _Selection, data: _Participation
) -> Iterator[tuple[str, str, str]]:
    """(event, actor, role) at the chosen level: a representative's role is that of his side."""
    sparql = """SELECT ?event ?actor ?role ?behalf {
        %s ?event dg:participation ?part . ?part dg:actor ?actor ; dg:role ?role .
        OPTIONAL { ?part dg:onBehalfOf ?behalf }
    }"""
    for event, named, role, behalf in _rows(store, sparql, chosen):
        present = data.takes_part.get(event, ())
        day = data.events[event].last_day if event in data.events else ""
        for actor in {data.counting.actor(each, day) for each in (named, behalf)}:
            if actor in present:
                yield event, actor, role.rpartition("/")[2]


def _sides(
    store: Store, chosen: _Selection, data: _Participation
) -> dict[str, tuple[set[str], set[str]]]:
    """For each event those who visit or call, and those who are visited or called."""
    roles: dict[str, dict[str, set[str]]] = {}
    for event, actor, role in _roles(store, chosen, data):
        roles.setdefault(event, {}).setdefault(actor, set()).add(role)
    sides: dict[str, tuple[set[str], set[str]]] = {}
    for event, played in roles.items():
        active = {actor for actor, names in played.items() if names & _ACTIVE}
        if chosen.relation == "visit":
            passive = {actor for actor, names in played.items() if Role.HOST.value in names}
        else:
            passive = set(played) - active
        sides[event] = (active, passive)
    return sides


def _span(events: list[_Event]) -> tuple[str, str]:
    """First and last date of events in order, each as precise as the text; empty when unknown."""
    return events[0].start, max(events, key=lambda event: event.lateness).last


def _tie(events: list[_Event]) -> dict[str, Any]:
    """The attributes of an edge; the three ``event`` lists go in step, oldest first."""
    first, last = _span(events)
    types = [event.type for event in events]
    return {
        "weight": len(events),
        "first": first,
        "last": last,
        "types": "|".join(sorted(set(types))),
        "events": "|".join([event.iri for event in events]),
        "event_types": "|".join(types),
        "event_dates": "|".join([event.start for event in events]),
    }


def _add_actors(graph: nx.Graph[str], data: _Participation) -> None:
    attended: dict[str, list[_Event]] = {}
    for event in data.events.values():
        for actor in data.takes_part.get(event.iri, ()):
            attended.setdefault(actor, []).append(event)
    for actor in sorted(attended):
        # A store without its authority data still has a network, if one of bare names.
        known = data.actors.get(actor) or _Actor("unknown", unquote(actor.rpartition("/")[2]), "")
        first, last = _span(attended[actor])
        country = known.code if known.kind == ActorKind.POLITY.value else ""
        graph.add_node(
            actor,
            label=known.label,
            kind=known.kind,
            code=known.code,
            country=data.countries.get(actor, country),
            office=data.offices.get(actor, ""),
            events=len(attended[actor]),
            first_seen=first,
            last_seen=last,
        )
