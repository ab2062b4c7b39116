"""The rdflib view: the same data from both sides, on every kind of store."""

from __future__ import annotations

import pytest
import rdflib
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad
from quads import EX, article, n
from rdflib import RDFS, XSD, BNode, Dataset, Namespace, URIRef
from rdflib.plugins.sparql import prepareQuery

from diplograph.graph.errors import QueryError, StoreError
from diplograph.graph.store import Store

E = Namespace(EX)


def test_what_the_store_writes_the_view_sees(store: Store) -> None:
    view = store.dataset()
    assert isinstance(view, Dataset)
    assert not view.default_union
    store.apply(add=[*article(1), Quad(n("s"), n("p"), Literal("grüße", language="de"))])
    assert len(view.graph(E["article/1"])) == 30
    assert list(view.triples((None, None, None))) == [
        (E.s, E.p, rdflib.Literal("grüße", lang="de"))
    ]
    assert len(list(view.quads((None, None, None, None)))) == 31
    names = {graph.identifier for graph in view.graphs()}
    assert names - {rdflib.graph.DATASET_DEFAULT_GRAPH_ID} == {E["article/1"]}
    assert (E.s, None, None) in view
    assert (E["article/1/0"], None, None) not in view


def test_what_the_view_writes_the_store_sees(store: Store) -> None:
    view = store.dataset()
    view.add((E.s, E.p, rdflib.Literal('quote " newline \n')))
    view.add((E.s, E.p, rdflib.Literal("2017-11-14", datatype=XSD.date)))
    graph = view.graph(E.g)
    graph.add((E.s, E.p, E.o))
    graph.addN([(E.s, E.p, rdflib.Literal(3), graph), (E.s, E.p, rdflib.Literal("x"), graph)])
    day = Literal("2017-11-14", datatype=NamedNode(str(XSD.date)))
    plain = Literal('quote " newline \n')
    in_graph = {Quad(n("s"), n("p"), o, n("g")) for o in (n("o"), Literal(3), Literal("x"))}
    assert set(store.match()) == {
        Quad(n("s"), n("p"), day),
        Quad(n("s"), n("p"), plain),
        *in_graph,
    }
    view.remove((E.s, E.p, rdflib.Literal("2017-11-14", datatype=XSD.date)))
    graph.remove((None, None, rdflib.Literal(3)))
    assert set(store.match(graph=DefaultGraph())) == {Quad(n("s"), n("p"), plain)}
    assert len(graph) == 2
    view.remove_graph(graph)
    assert list(store.graphs()) == []
    view.remove_graph(view.default_graph)
    assert len(store) == 0


def test_queries_on_the_view(store: Store) -> None:
    store.apply(add=[*article(1), Quad(n("s"), n("p"), Literal("x")), Quad(n("s"), n("q"), n("o"))])
    view = store.dataset({"e": EX})
    assert [row.s for row in view.query("SELECT ?s { ?s e:q ?o }")] == [E.s]
    assert view.query("ASK { e:s e:q e:o }").askAnswer
    built = view.query("CONSTRUCT { ?o e:r ?s } WHERE { ?s e:q ?o }").graph
    assert built is not None
    assert set(built) == {(E.o, E.r, E.s)}
    # the default graph is not the union
    assert len(view.query("SELECT * { ?s ?p ?o }")) == 2
    assert len(view.query("SELECT * { GRAPH ?g { ?s ?p ?o } }")) == 30
    assert len(view.graph(E["article/1"]).query("SELECT * { ?s ?p ?o }")) == 30


def test_bound_values_in_queries_on_the_view(store: Store) -> None:
    store.apply(add=[Quad(n("s"), n("p"), Literal('x" } #')), Quad(n("t"), n("p"), Literal("y"))])
    view = store.dataset()
    for value, wanted in ((rdflib.Literal('x" } #'), [E.s]), (rdflib.Literal("z"), [])):
        rows = view.query("SELECT ?s { ?s ?p ?v }", initBindings={"v": value})
        assert [row.s for row in rows] == wanted
    rows = view.query("SELECT ?v ?o { ?v ?p ?o }", initBindings={"v": E.t})
    assert [tuple(map(str, row)) for row in rows] == [(str(E.t), "y")]
    for value in (BNode(), URIRef("http://x.example/> } DROP ALL #")):
        with pytest.raises(QueryError, match="not a value"):
            view.query("SELECT ?v ?o { ?v ?p ?o }", initBindings={"v": value})


def test_no_query_on_the_view_leaves_the_store_or_its_engine(store: Store) -> None:
    view = store.dataset()
    with pytest.raises(QueryError, match="SERVICE"):
        view.query("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }")
    with pytest.raises(QueryError, match="as text"):
        view.query(prepareQuery("SELECT * { ?s ?p ?o }"))
    with pytest.raises(QueryError, match="option timeout"):
        view.query("SELECT * { ?s ?p ?o }", timeout=3)
    with pytest.raises(QueryError, match="malformed"):
        view.query("SELECT * { ?s")
    view.default_union = True
    with pytest.raises(QueryError, match="no union"):
        view.query("SELECT * { ?s ?p ?o }")


def test_what_the_store_does_not_hold_the_view_does_not_write(store: Store) -> None:
    view = store.dataset()
    with pytest.raises(StoreError, match="IRIs and literals alone"):
        view.add((BNode(), RDFS.label, rdflib.Literal("x")))
    with pytest.raises(StoreError, match="IRIs and literals alone"):
        view.parse(data="<x:a> <x:b> <x:c> . [] <x:b> <x:c> .", format="turtle")
    with pytest.raises(StoreError, match="no subject"):
        view.add((rdflib.Literal("x"), RDFS.label, rdflib.Literal("x")))
    with pytest.raises(StoreError, match="add, addN and remove"):
        view.update("LOAD <http://127.0.0.1:9/>")
    assert list(view.triples((BNode(), None, None))) == []
    assert list(view.triples((rdflib.Literal("x"), None, None))) == []
    # rdflib's parser writes in batches: what came before the blank node may stay
    assert len(store) <= 1


def test_a_view_serialises(store: Store) -> None:
    store.apply(add=[Quad(n("s"), n("p"), Literal("x")), Quad(n("s"), n("p"), n("o"), n("g"))])
    text = store.dataset({"e": EX}).serialize(format="trig")
    again = Dataset()
    again.parse(data=text, format="trig")
    assert list(again.default_graph) == [(E.s, E.p, rdflib.Literal("x"))]
    assert list(again.graph(E.g)) == [(E.s, E.p, E.o)]
    assert "e:s e:p e:o" in text


def test_a_view_of_a_closed_store(store: Store) -> None:
    view = store.dataset()
    view.close()
    assert len(store) == 0
    store.close()
    with pytest.raises(StoreError, match="closed"):
        view.query("ASK {}")
