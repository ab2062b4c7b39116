"""The rdflib view of a store in this process.

oxrdflib reads; writing and asking go through the store, so the view keeps what the store promises:
one atomic write a call, no blank nodes, nothing written to a read-only store, no query that leaves
the process, and no silent fall-back to rdflib's own engine, 60 times slower on 20,000 quads.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import pyoxigraph
from diplograph.graph.errors import QueryError, StoreError
from diplograph.graph.store.sparql import Value, bind, check_read_only_query
from oxrdflib import OxigraphStore
from pyoxigraph import DefaultGraph, NamedNode, Quad
from rdflib import Dataset, Graph, Literal, URIRef
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID
from rdflib.namespace import Namespace
from rdflib.plugins.sparql.sparql import Query
from rdflib.query import Result
from rdflib.term import Identifier, Node

if TYPE_CHECKING:
    from diplograph.graph.store.local import LocalStore


def dataset_view(store: LocalStore, prefixes: Mapping[str, str]) -> Dataset:
    """Make the view; ``prefixes`` are bound in it (a store keeps none)."""
    dataset = Dataset(store=_View(store), default_union=False)
    for prefix, namespace in prefixes.items():
        dataset.bind(prefix, Namespace(namespace))
    return dataset


class _View(OxigraphStore):
    """What rdflib takes for its storage plug-in."""

    def __init__(self, owner: LocalStore) -> None:
        super().__init__()
        self._owner = owner

    @property
    def _inner(self) -> pyoxigraph.Store:
        return self._owner.inner

    def close(self, commit_pending_transaction: bool = False) -> None:
        """Do nothing: the store belongs to whoever opened it."""

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
        self._owner.apply(remove=list(self._owner.match(*terms, graph=graph)))

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
        """Ask Oxigraph; never rdflib's engine."""
        if isinstance(query, Query):
            raise QueryError("pass the query as text: a prepared query would leave the store")
        if kwargs:
            raise QueryError(f"the store knows no query option {', '.join(sorted(kwargs))}")
        check_read_only_query(query)
        text = bind(query, {str(name): _value(term) for name, term in initBindings.items()})
        try:
            return super().query(text, initNs, {}, queryGraph)
        except SyntaxError as error:
            raise QueryError(f"malformed query: {' '.join(str(error).split())}") from error

    def update(self, *_request: object, **_options: object) -> None:
        """Refuse: SPARQL Update could store blank nodes and load from anywhere."""
        raise StoreError("write with add, addN and remove, or with the store's apply")


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
