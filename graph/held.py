"""What a store holds of some things of the present picture."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from pyoxigraph import NamedNode, Quad, QuerySolutions

from diplograph.graph.mapping.changes import OWNED_BY_OBJECT
from diplograph.graph.mapping.terms import DEFAULT_GRAPH, node
from diplograph.graph.store import Store
from diplograph.ontology.namespaces import GEO

# Things asked for in one query: few queries to a server, none of them long.
_BATCH = 500


def held_quads(store: Store, things: Collection[str]) -> set[Quad]:
    """The statements of the default graph that belong to things, by the things' IRIs.

    Parts of a thing (nodes whose IRIs begin with its own) and its geometry belong to it; see
    :mod:`.mapping.changes`.

    >>> from diplograph.graph.store import open_store
    >>> held_quads(open_store(None), ["https://press.example/event/1"])
    set()
    """
    found: set[Quad] = set()
    asked: set[str] = set()
    waiting = set(things)
    while waiting:
        asked |= waiting
        following: set[str] = set()
        for quad in _of_subjects(store, waiting):
            if quad.predicate.value in OWNED_BY_OBJECT:
                continue
            found.add(quad)
            if isinstance(quad.object, NamedNode) and isinstance(quad.subject, NamedNode):
                target = quad.object.value
                part = target.startswith(f"{quad.subject.value}/")
                if part or quad.predicate.value == GEO.hasGeometry:
                    following.add(target)
        waiting = following - asked
    found.update(_of_objects(store, things))
    return found


def _of_subjects(store: Store, subjects: Iterable[str]) -> Iterator[Quad]:
    for values in _values(subjects):
        yield from _quads(store, f"VALUES ?s {{ {values} }} ?s ?p ?o")


def _of_objects(store: Store, objects: Iterable[str]) -> Iterator[Quad]:
    # One query a predicate: whoever is pointed at by very many others is found at once by predicate
    # and object, and two lists of values make Oxigraph look through all statements.
    for values in _values(objects):
        for predicate in OWNED_BY_OBJECT:
            pattern = f"VALUES ?o {{ {values} }} ?s <{predicate}> ?o BIND(<{predicate}> AS ?p)"
            yield from _quads(store, pattern)


def _values(iris: Iterable[str]) -> Iterator[str]:
    ordered = sorted(iris)
    for start in range(0, len(ordered), _BATCH):
        yield " ".join(str(node(iri)) for iri in ordered[start : start + _BATCH])


def _quads(store: Store, pattern: str) -> Iterator[Quad]:
    rows = store.query(f"SELECT ?s ?p ?o WHERE {{ {pattern} }}")
    assert isinstance(rows, QuerySolutions)
    for subject, predicate, value in rows:
        yield Quad(subject, predicate, value, DEFAULT_GRAPH)
