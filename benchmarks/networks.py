"""How fast events become a network, four ways side by side, as ratios.

All ways give the weights of the same pairs of polities from the same synthetic graph in memory:

* ``pairs outside``: one SELECT of event and actor, paired in Python (what ``network`` does);
* ``network``: the whole function, with types, dates, names and every attribute;
* ``pairs in SPARQL``: a query that joins the events with themselves and counts;
* ``rdflib``: walking the statements of the rdflib view of the same store.

Run ``python benchmarks/networks.py [EVENTS]``. Each measure is the least of three rounds; the
rounds go through all ways in turn, so that a busy machine slows all of them.
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from collections.abc import Callable
from itertools import combinations

import rdflib
from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions

from diplograph.graph import iris
from diplograph.graph.store import Store, open_store
from diplograph.queries.networks import network

ROUNDS = 3
POLITIES = 190
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SEM = "http://semanticweb.cs.vu.nl/2009/11/sem/"
DATE = NamedNode("http://www.w3.org/2001/XMLSchema#date")

Weights = dict[tuple[str, str], int]


def dg(name: str) -> NamedNode:
    return NamedNode(iris.ONTOLOGY + name)


def synthetic(events: int) -> Store:
    """Events of two to five polities each, the first polities in more of them than the last."""
    chance = random.Random(7)
    codes = [f"P{number:03}" for number in range(POLITIES)]
    weights = [1 / (number + 3) for number in range(POLITIES)]
    kind = NamedNode(RDF + "type")
    quads: list[Quad] = []
    for code in codes:
        polity = NamedNode(iris.polity(code))
        quads.append(Quad(polity, kind, dg("Polity")))
        quads.append(Quad(polity, NamedNode(RDFS + "label"), Literal(f"Polity {code}")))
        quads.append(
            Quad(
                polity,
                NamedNode("http://www.w3.org/2004/02/skos/core#notation"),
                Literal(code),
            )
        )
    for number in range(events):
        event = NamedNode(f"{iris.DEFAULT_BASE}event/{number:08}")
        name = chance.choice(("Meeting", "Meeting", "Visit", "Call", "Signing"))
        day = f"20{chance.randint(10, 24)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
        quads += [
            Quad(event, kind, dg(name)),
            Quad(event, kind, dg("DiplomaticEvent")),
            Quad(event, NamedNode(RDFS + "label"), Literal(f"Event {number}")),
            Quad(event, dg("status"), NamedNode(iris.concept("status", "occurred"))),
            Quad(event, dg("beginPrecision"), NamedNode(iris.concept("precision", "day"))),
            Quad(event, dg("endPrecision"), NamedNode(iris.concept("precision", "day"))),
        ]
        for bound in ("EarliestBegin", "LatestBegin", "EarliestEnd", "LatestEnd"):
            stamp = NamedNode(f"{SEM}has{bound}TimeStamp")
            quads.append(Quad(event, stamp, Literal(day, datatype=DATE)))
        for code in set(chance.choices(codes, weights, k=chance.randint(2, 5))):
            quads.append(Quad(event, dg("involves"), NamedNode(iris.polity(code))))
    store = open_store(None)
    store.bulk_add(quads)
    return store


def pairs_outside(store: Store) -> Weights:
    found = store.query(
        f"SELECT ?event ?actor {{ ?event a <{iris.ONTOLOGY}DiplomaticEvent> ;"
        f" <{iris.ONTOLOGY}involves> ?actor }}"
    )
    assert isinstance(found, QuerySolutions)
    together: dict[str, set[str]] = {}
    for event, actor in found:
        together.setdefault(event.value, set()).add(actor.value)
    return Counter(pair for actors in together.values() for pair in combinations(sorted(actors), 2))


def whole_network(store: Store) -> Weights:
    graph = network(store, level="polity", relation="any")
    return {(min(a, b), max(a, b)): weight for a, b, weight in graph.edges(data="weight")}


def pairs_in_sparql(store: Store) -> Weights:
    found = store.query(
        f"""SELECT ?one ?other (COUNT(DISTINCT ?event) AS ?events) {{
            ?event a <{iris.ONTOLOGY}DiplomaticEvent> ; <{iris.ONTOLOGY}involves> ?one , ?other .
            FILTER(STR(?one) < STR(?other))
        }} GROUP BY ?one ?other"""
    )
    assert isinstance(found, QuerySolutions)
    return {(one.value, other.value): int(events.value) for one, other, events in found}


def with_rdflib(store: Store) -> Weights:
    graph = store.dataset().default_graph
    involves = rdflib.URIRef(iris.ONTOLOGY + "involves")
    weights: Weights = Counter()
    root = rdflib.URIRef(iris.ONTOLOGY + "DiplomaticEvent")
    for event in graph.subjects(rdflib.RDF.type, root):
        actors = sorted(str(actor) for actor in graph.objects(event, involves))
        for pair in combinations(actors, 2):
            weights[pair] += 1
    return weights


WAYS: dict[str, Callable[[Store], Weights]] = {
    "pairs outside": pairs_outside,
    "network": whole_network,
    "pairs in SPARQL": pairs_in_sparql,
    "rdflib": with_rdflib,
}


def main(events: int) -> None:
    store = synthetic(events)
    times: dict[str, list[float]] = {name: [] for name in WAYS}
    answers: dict[str, Weights] = {}
    for _ in range(ROUNDS):
        for name, way in WAYS.items():
            start = time.perf_counter()
            answers[name] = dict(way(store))
            times[name].append(time.perf_counter() - start)
    expected = answers["pairs outside"]
    for name, answer in answers.items():
        assert answer == expected, f"{name} gives other weights"
    base = min(times["pairs outside"])
    print(f"{events:,} events, {len(expected):,} pairs, {sum(expected.values()):,} ties counted")
    print(f"{'way':18}{'seconds':>9}{'ratio':>8}")
    for name, measured in times.items():
        print(f"{name:18}{min(measured):9.2f}{min(measured) / base:8.1f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000)
