"""What every store promises, asked of each kind."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pyoxigraph
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Triple,
    parse,
)
from quads import EX, article, n

from diplograph.graph.errors import QueryError, StoreError
from diplograph.graph.store import Store, open_store

XSD = "http://www.w3.org/2001/XMLSchema#"


def literals() -> list[Literal]:
    return [
        Literal("plain"),
        Literal("Ažubalis – «Цхинвали» 平壤 \U0001f600", language="en"),
        Literal("Владимир", language="ru"),
        Literal('quote " backslash \\ tab \t newline \n return \r end'),
        Literal("null \x00 bell \x07 delete \x7f line separator \u2028 bom \ufeff"),
        Literal(""),
        Literal("55.75222", datatype=NamedNode(XSD + "decimal")),
        Literal("2017-11-14", datatype=NamedNode(XSD + "date")),
        Literal("2017-11-15T08:00:00+03:00", datatype=NamedNode(XSD + "dateTime")),
        Literal(-7),
        Literal(True),
        Literal("POINT(37.6 55.8)", datatype=NamedNode("http://www.opengis.net/wkt#literal")),
        Literal("long " * 60_000),
    ]


def column(results: object, name: str) -> list[str]:
    assert isinstance(results, QuerySolutions)
    return sorted(row[name].value for row in results)


def test_a_new_store_is_empty(store: Store) -> None:
    assert len(store) == 0
    assert list(store.match()) == []
    assert list(store.graphs()) == []
    assert store.base == "https://w3id.org/diplograph/id/"
    assert not store.read_only


def test_the_base_is_the_users(reopen: Callable[..., Store]) -> None:
    with reopen(base="https://press.example/id") as store:
        assert store.base == "https://press.example/id/"
    with pytest.raises(StoreError, match="not an absolute IRI"):
        reopen(base="no iri")


@pytest.mark.parametrize("literal", literals(), ids=lambda literal: literal.value[:12])
def test_every_literal_comes_back(store: Store, literal: Literal) -> None:
    quads = {Quad(n("s"), n("p"), literal), Quad(n("s"), n("p"), literal, n("g"))}
    store.apply(add=quads)
    assert set(store.match()) == quads
    # the same through the text of an update, which every replacement takes
    store.apply(drop=[n("g")], remove=[Quad(n("s"), n("p"), literal)], add=quads)
    assert set(store.match(object=literal)) == quads
    rows = store.query("SELECT ?s { ?s ?p ?given }", {"given": literal})
    assert column(rows, "s") == [n("s").value]
    store.apply(remove=quads)
    assert len(store) == 0


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.text(st.characters(exclude_categories=("Cs",)), max_size=30))
def test_every_text_comes_back(store: Store, text: str) -> None:
    quad = Quad(n("s"), n("p"), Literal(text), n("g"))
    store.apply(drop=[n("g")], add=[quad])
    store.apply(drop=[n("g")], add=[quad])
    assert list(store.match()) == [quad]
    assert bool(store.query("ASK { GRAPH ?g { ?s ?p ?text } }", {"text": Literal(text)}))


def test_matching_by_each_term_and_graph(store: Store) -> None:
    a = Quad(n("s"), n("p"), Literal("x"))
    b = Quad(n("s"), n("q"), n("o"), n("g"))
    c = Quad(n("t"), n("p"), n("o"), n("h"))
    store.apply(add=[a, b, c])
    assert set(store.match()) == {a, b, c}
    assert set(store.match(n("s"))) == {a, b}
    assert set(store.match(predicate=n("p"))) == {a, c}
    assert set(store.match(object=n("o"))) == {b, c}
    assert set(store.match(object=Literal("x"))) == {a}
    assert set(store.match(graph=DefaultGraph())) == {a}
    assert set(store.match(graph=n("g"))) == {b}
    assert set(store.match(n("s"), n("q"), n("o"), n("g"))) == {b}
    assert set(store.match(n("s"), n("q"), n("o"), DefaultGraph())) == set()
    assert set(store.match(graph=n("nowhere"))) == set()
    assert set(store.graphs()) == {n("g"), n("h")}
    assert len(store) == 3


def test_replacing_a_graph_leaves_the_others(store: Store) -> None:
    fact = Quad(n("event"), n("label"), Literal("Meeting"))
    store.apply(add=[*article(1), *article(2), fact])
    store.apply(drop=[n("article/1")], add=article(1, size=3, word="new words"))
    assert set(store.match(graph=n("article/1"))) == set(article(1, 3, "new words"))
    assert set(store.match(graph=n("article/2"))) == set(article(2))
    assert set(store.match(graph=DefaultGraph())) == {fact}


def test_a_write_drops_then_removes_then_adds(store: Store) -> None:
    kept, gone = Quad(n("s"), n("p"), Literal("kept")), Quad(n("s"), n("p"), Literal("gone"))
    store.apply(add=[kept, gone, *article(1)])
    store.apply(drop=[n("article/1")], remove=[gone, kept], add=[kept, *article(1, size=1)])
    assert set(store.match()) == {kept, *article(1, size=1)}


def test_writing_what_is_there_and_removing_what_is_not_changes_nothing(store: Store) -> None:
    store.apply(add=article(1))
    store.apply(add=article(1))
    store.apply(drop=[n("nowhere"), n("nowhere")], remove=article(2), add=[])
    store.apply()
    assert set(store.match()) == set(article(1))


def test_a_graph_without_quads_is_no_graph(store: Store) -> None:
    store.apply(add=article(1))
    store.apply(remove=article(1))
    assert list(store.graphs()) == []


def test_a_write_of_many_thousand_quads_is_one_write(store: Store) -> None:
    store.apply(add=article(1, size=12_000))
    store.apply(drop=[n("article/1")], add=article(1, size=12_000, word="other"))
    assert len(store) == 12_000


def test_adding_in_bulk(store: Store) -> None:
    store.bulk_add(quad for number in range(40) for quad in article(number))
    store.bulk_add([Quad(n("s"), n("p"), Literal('default "graph"\n'))])
    store.optimize()
    assert len(store) == 40 * 30 + 1
    assert set(store.match(graph=n("article/7"))) == set(article(7))
    assert len(list(store.match(graph=DefaultGraph()))) == 1


@pytest.mark.parametrize(
    "quad",
    [
        Quad(BlankNode("b"), n("p"), n("o")),
        Quad(n("s"), n("p"), BlankNode("b")),
        Quad(n("s"), n("p"), n("o"), BlankNode("b")),
        Quad(n("s"), n("p"), Triple(n("a"), n("b"), n("c"))),
    ],
    ids=str,
)
def test_no_blank_nodes_and_no_triple_terms(store: Store, quad: Quad) -> None:
    with pytest.raises(StoreError, match="IRIs and literals alone"):
        store.apply(add=[*article(1), quad])
    with pytest.raises(StoreError, match="IRIs and literals alone"):
        store.bulk_add([quad])
    assert len(store) == 0


def test_the_four_forms_of_query(store: Store) -> None:
    store.apply(add=[Quad(n("s"), n("p"), Literal("x")), *article(1)])
    rows = store.query("SELECT ?s ?o { ?s ?p ?o }")
    assert isinstance(rows, QuerySolutions)
    assert [variable.value for variable in rows.variables] == ["s", "o"]
    assert [(row["s"], row["o"]) for row in rows] == [(n("s"), Literal("x"))]
    yes = store.query("ASK { ?s ?p 'x' }")
    assert isinstance(yes, QueryBoolean)
    assert yes
    assert not store.query("ASK { ?s ?p 'y' }")
    triple = Triple(n("s"), n("p"), Literal("x"))
    for sparql in ("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", f"DESCRIBE <{n('s').value}>"):
        triples = store.query(sparql)
        assert isinstance(triples, QueryTriples)
        assert list(triples) == [triple]


def test_a_query_sees_the_default_graph_not_the_union(store: Store) -> None:
    store.apply(add=[Quad(n("s"), n("p"), Literal("x")), *article(1)])
    assert column(store.query("SELECT ?s { ?s ?p ?o }"), "s") == [n("s").value]
    named = store.query("SELECT ?o { GRAPH ?g { ?s ?p ?o } }")
    assert len(column(named, "o")) == 30


def test_another_graph_in_place_of_the_default_graph(store: Store) -> None:
    store.apply(add=[Quad(n("s"), n("p"), Literal("x")), *article(1), *article(2)])
    rows = store.query("SELECT ?o { ?s ?p ?o }", default_graph=n("article/1"))
    assert len(column(rows, "o")) == 30
    rows = store.query("SELECT ?g { GRAPH ?g { ?s ?p ?o } }", default_graph=n("article/1"))
    assert column(rows, "g") == []


def test_from_names_graphs_of_the_store_and_nothing_else(store: Store, tmp_path: Path) -> None:
    store.apply(add=article(1))
    rows = store.query(f"SELECT ?o FROM <{EX}article/1> {{ ?s ?p ?o }}")
    assert len(column(rows, "o")) == 30
    outside = tmp_path / "outside.ttl"
    outside.write_text("<http://x.example/s> <http://x.example/p> 1 .")
    assert column(store.query(f"SELECT ?o FROM <{outside.as_uri()}> {{ ?s ?p ?o }}"), "o") == []


@pytest.mark.parametrize(
    "sparql", ["", "SELECT", "SELECT ?x { ?x ?y", "DROP ALL", "INSERT DATA { <x:a> <x:b> 1 }"]
)
def test_a_malformed_query_is_refused_in_one_line(store: Store, sparql: str) -> None:
    store.apply(add=article(1))
    with pytest.raises(QueryError) as caught:
        store.query(sparql)
    assert "\n" not in str(caught.value)
    assert len(store) == 30


def test_no_query_reaches_beyond_the_store(store: Store) -> None:
    for silent in ("", "SILENT "):
        with pytest.raises(QueryError, match="SERVICE"):
            store.query(f"SELECT * {{ SERVICE {silent}<http://127.0.0.1:9/> {{ ?s ?p ?o }} }}")


@pytest.mark.parametrize(
    ("format", "prefixed"),
    [
        (RdfFormat.N_QUADS, False),
        (RdfFormat.TRIG, True),
        (RdfFormat.JSON_LD, False),
        (RdfFormat.N_TRIPLES, False),
        (RdfFormat.TURTLE, True),
    ],
    ids=["nq", "trig", "jsonld", "nt", "ttl"],
)
def test_what_is_dumped_can_be_loaded(
    store: Store, tmp_path: Path, format: RdfFormat, prefixed: bool
) -> None:
    spoken = [Quad(n("s"), n("p"), literal) for literal in literals()]
    named = [Quad(n("s"), n("q"), literal, n("g")) for literal in literals()]
    store.apply(add=[*spoken, *named])
    for graphs, wanted in (("all", spoken + named), ("default", spoken), ("named", named)):
        file = tmp_path / f"{graphs}.{format.file_extension}"
        store.dump(file, format, graphs=graphs, prefixes={"e": EX})
        again = set(parse(path=file, format=format))
        if format.supports_datasets:
            assert again == set(wanted)
        else:
            assert {quad.triple for quad in again} == {quad.triple for quad in wanted}
        assert (f"<{EX}>" in file.read_text(encoding="utf-8")) is prefixed
    assert sorted(path.stem for path in tmp_path.glob(f"*.{format.file_extension}")) == [
        "all",
        "default",
        "named",
    ]
    out = io.BytesIO()
    store.dump(out, format, graphs="default")
    assert {quad.triple for quad in parse(out.getvalue(), format)} == {q.triple for q in spoken}


def test_a_dump_that_fails_leaves_no_file(store: Store, tmp_path: Path) -> None:
    store.apply(add=article(1))
    with pytest.raises(StoreError, match="cannot write"):
        store.dump(tmp_path / "nowhere" / "out.nq", RdfFormat.N_QUADS)
    (tmp_path / "out.nq").mkdir()
    with pytest.raises(StoreError, match="cannot write"):
        store.dump(tmp_path / "out.nq", RdfFormat.N_QUADS)
    assert [path.name for path in tmp_path.glob("*out.nq*")] == ["out.nq"]


def test_a_snapshot_is_a_store_of_that_moment(store: Store, tmp_path: Path) -> None:
    store.apply(add=article(1))
    folder = store.snapshot(tmp_path / "copies" / "one")
    store.apply(add=article(2))
    with open_store(folder, create=False) as copy:
        assert set(copy.match()) == set(article(1))
        assert copy.base == store.base
        copy.apply(add=article(3))
    assert len(store) == 60
    with pytest.raises(StoreError, match="name a new"):
        store.snapshot(folder)


def test_a_closed_store_says_so(reopen: Callable[..., Store]) -> None:
    store = reopen()
    store.close()
    store.close()
    for use in (
        lambda: store.query("ASK {}"),
        lambda: store.apply(add=article(1)),
        lambda: list(store.match()),
        lambda: len(store),
    ):
        with pytest.raises(StoreError, match="closed"):
            use()


def test_pyoxigraph_is_the_only_kind_of_term(store: Store) -> None:
    store.apply(add=article(1, size=1))
    (quad,) = store.match()
    assert isinstance(quad, pyoxigraph.Quad)
    assert isinstance(quad.graph_name, pyoxigraph.NamedNode)
