"""The rdflib view of a store, the same for every kind of store.

oxrdflib turns terms and results into rdflib's; everything it reads and writes goes through the
store, so the view keeps what the store promises: one atomic write a call, no blank nodes, nothing
written to a read-only store, no query that leaves the process, and no silent fall-back to rdflib's
own engine, 60 times slower on 20,000 quads. (rdflib's own view of a SPARQL server asks for a
default graph called ``urn:x-rdflib:default``, and so finds nothing.)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import pyoxigraph
from oxrdflib import OxigraphStore
from pyoxigraph import DefaultGraph, NamedNode, Quad
from rdflib import XSD, Dataset, Graph, Literal, URIRef
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID
from rdflib.namespace import Namespace
from rdflib.plugins.sparql.sparql import Query
from rdflib.query import Result
from rdflib.term import Identifier, Node

from diplograph.graph.errors import QueryError, StoreError
from diplograph.graph.store.sparql import Value, bind

if TYPE_CHECKING:
    from diplograph.graph.store.base import QueryResults, Store


def dataset_view(store: Store, prefixes: Mapping[str, str]) -> Dataset:
    """Make the view; ``prefixes`` are bound in it (a store keeps none)."""
    dataset = Dataset(store=_View(store), default_union=False)
    for prefix, namespace in prefixes.items():
        dataset.bind(prefix, Namespace(namespace))
    return dataset


class _Reader:
    """What oxrdflib asks of a pyoxigraph store, answered by any store of ours."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def quads_for_pattern(
        self, subject: Any, predicate: Any, object: Any, graph: Any = None
    ) -> Iterator[Quad]:
        allowed = (
            (subject, (NamedNode,)),
            (predicate, (NamedNode,)),
            (object, (NamedNode, pyoxigraph.Literal)),
            (graph, (NamedNode, DefaultGraph)),
        )
        if any(term is not None and not isinstance(term, kinds) for term, kinds in allowed):
            return iter(())  # a store holds no blank nodes, and literals as objects alone
        return self._store.match(subject, predicate, object, graph)

    def named_graphs(self) -> Iterator[NamedNode]:
        return self._store.graphs()

    def query(
        self,
        query: str,
        *,
        use_default_graph_as_union: bool,
        default_graph: NamedNode | DefaultGraph | None,
        prefixes: Mapping[str, str],
        substitutions: Mapping[Any, Any],
    ) -> QueryResults:
        assert not substitutions, "_View.query has bound them"
        if use_default_graph_as_union:
            raise QueryError("the view has no union of graphs: ask GRAPH ?g { ... }")
        graph = default_graph if isinstance(default_graph, NamedNode) else None
        declared = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in prefixes.items())
        return self._store.query(declared + query, default_graph=graph)


class _View(OxigraphStore):
    """What rdflib takes for its storage plug-in."""

    def __init__(self, owner: Store) -> None:
        super().__init__()
        self._owner = owner

    @property
    def _inner(self) -> Any:
        return _Reader(self._owner)

    def close(self, commit_pending_transaction: bool = False) -> None:
        """Do nothing: the store belongs to whoever opened it."""

    def __len__(self, context: Graph | None = None) -> int:
        if context is None:
            return len(self._owner)
        return sum(1 for _ in self._owner.match(graph=_graph(context)))

    def triples(
        self, triple_pattern: Any, context: Graph | None = None
    ) -> Iterator[tuple[Any, Iterator[Graph | None]]]:
        """Give the triples that match, each with its graph."""
        for triple, graphs in super().triples(triple_pattern, context):
            yield tuple(map(_plain, triple)), graphs

    def add(self, triple: Any, context: Graph, quoted: bool = False) -> None:
        """Write one triple."""
        if quoted:
            raise StoreError("a store holds no quoted triples")
        self.addN([(*triple, context)])

    def addN(self, quads: Iterable[Any]) -> None:
        """Write all the quads or none."""
        self._owner.apply(add=[_quad(quad) for quad in quads])

    def remove(self, triple: Any, context: Graph | None = None) -> None:
        """Remove every quad that matches, or none."""
        terms = [None if node is None else _term(node) for node in triple]
        graph = None if context is None else _graph(context)
        self._owner.apply(remove=list(self._inner.quads_for_pattern(*terms, graph)))

    def add_graph(self, graph: Graph) -> None:
        """Do nothing: a graph is there when it holds a quad."""

    def remove_graph(self, graph: Graph) -> None:
        """Drop a named graph, or empty the default graph."""
        name = _graph(graph)
        if isinstance(name, NamedNode):
            self._owner.apply(drop=[name])
        else:
            self.remove((None, None, None), graph)

    def query(
        self,
        query: Query | str,
        initNs: Mapping[str, Any],
        initBindings: Mapping[str, Identifier],
        queryGraph: str,
        **kwargs: object,
    ) -> Result:
        """Ask the store; never rdflib's engine."""
        if isinstance(query, Query):
            raise QueryError("pass the query as text: a prepared query would leave the store")
        if kwargs:
            raise QueryError(f"the store knows no query option {', '.join(sorted(kwargs))}")
        bound = bind(query, {str(name): _value(term) for name, term in initBindings.items()})
        result = super().query(bound, initNs, {}, queryGraph)
        if result.type == "SELECT":
            result.bindings = [
                {name: _plain(term) for name, term in row.items() if term is not None}
                for row in result.bindings
            ]
        elif result.graph is not None:
            typed, result.graph = result.graph, Graph()
            for triple in typed:
                result.graph.add(tuple(map(_plain, triple)))
        return result

    def update(self, *_request: object, **_options: object) -> None:
        """Refuse: SPARQL Update could store blank nodes and load from anywhere."""
        raise StoreError("write with add, addN and remove, or with the store's apply")


def _plain(node: Any) -> Any:
    """Write a string as rdflib does: it takes ``"x"`` and ``"x"^^xsd:string`` for two literals."""
    if isinstance(node, Literal) and node.datatype == XSD.string:
        return Literal(str(node))
    return node


def _term(node: Node) -> NamedNode | pyoxigraph.Literal:
    if isinstance(node, URIRef):
        return NamedNode(str(node))
    if isinstance(node, Literal):
        if node.language:
            return pyoxigraph.Literal(str(node), language=node.language)
        datatype = NamedNode(str(node.datatype)) if node.datatype else None
        return pyoxigraph.Literal(str(node), datatype=datatype)
    raise StoreError(f"a store holds IRIs and literals alone: {node.n3()}")


def _value(node: Node) -> Value:
    try:
        return _term(node)
    except (ValueError, StoreError) as error:
        raise QueryError(f"not a value for a query: {error}") from error


def _graph(graph: Graph) -> NamedNode | DefaultGraph:
    if graph.identifier == DATASET_DEFAULT_GRAPH_ID:
        return DefaultGraph()
    return NamedNode(str(graph.identifier))


def _quad(quad: tuple[Node, Node, Node, Graph]) -> Quad:
    subject, predicate, object_ = (_term(node) for node in quad[:3])
    if isinstance(subject, NamedNode) and isinstance(predicate, NamedNode):
        return Quad(subject, predicate, object_, _graph(quad[3]))
    raise StoreError(f"a literal is no subject or predicate: {subject} {predicate} {object_}")
