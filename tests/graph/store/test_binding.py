"""Typed values in queries: what they mean in every place, and that none can break out."""

from __future__ import annotations

import pyoxigraph
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, QueryResultsFormat, RdfFormat, parse
from quads import EX, n

from diplograph.graph.errors import QueryError
from diplograph.graph.store import MemoryStore, Store, bind, check_read_only_query, query_form

P = f"PREFIX : <{EX}>\n"
A, X = n("a"), Literal("x")


def fill(store: Store) -> None:
    store.apply(
        add=[
            Quad(n("a"), n("p"), Literal("x")),
            Quad(n("a"), n("q"), n("b")),
            Quad(n("b"), n("q"), n("c")),
            Quad(n("c"), n("p"), Literal("y")),
            Quad(n("b"), n("p"), Literal("x"), n("g")),
        ]
    )


def rows(store: Store, sparql: str, **bindings: NamedNode | Literal) -> list[tuple[str, ...]]:
    results = store.query(P + sparql, bindings)
    assert isinstance(results, pyoxigraph.QuerySolutions)
    return sorted(
        tuple("-" if term is None else term.value.removeprefix(EX) for term in row)
        for row in results
    )


# (query, value of ?v, the rows)
MEANINGS = [
    ("SELECT ?x { ?v :p ?x }", A, [("x",)]),
    ("SELECT ?v ?x { ?v :p ?x }", A, [("a", "x")]),
    ("SELECT $v ?x { $v :p ?x }", A, [("a", "x")]),
    ("select distinct ?v where { ?v :q ?x }", A, [("a",)]),
    ("SELECT * { ?v :p ?x }", A, [("x",)]),
    ("SELECT ?x { ?x :p ?v }", X, [("a",)]),
    ("SELECT ?x { ?x :q ?o FILTER(?x = ?v) }", A, [("a",)]),
    ("SELECT ?x { ?x :q ?o FILTER(?x != ?v) }", A, [("b",)]),
    ("SELECT ?x { ?x :p ?y FILTER(CONTAINS(?y, ?v)) }", X, [("a",)]),
    ("SELECT ?x { ?x :p ?y FILTER(?y IN (?v, 'k')) }", X, [("a",)]),
    ("SELECT ?x { ?x :q ?o FILTER NOT EXISTS { ?v :q ?o } }", A, [("b",)]),
    ("SELECT ?x { ?x :q ?o FILTER EXISTS { ?v :q ?o } }", A, [("a",)]),
    ("SELECT ?x { ?x :q ?o MINUS { ?x :q ?v } }", n("b"), [("b",)]),
    ("SELECT ?x ?o { ?x :p ?y OPTIONAL { ?v :q ?o } }", A, [("a", "b"), ("c", "b")]),
    ("SELECT ?x ?o { ?x :p ?y OPTIONAL { ?x :q ?v, ?o } }", A, [("a", "-"), ("c", "-")]),
    ("SELECT ?x { { ?v :p ?x } UNION { ?v :q ?x } }", A, [("b",), ("x",)]),
    ("SELECT ?x { { SELECT ?x { ?v :q ?x } } }", A, [("b",)]),
    ("SELECT ?x { { SELECT ?v ?x { ?v :q ?x } } }", A, [("b",)]),
    ("SELECT ?v ?x { { SELECT ?v ?x { ?v :q ?x } } }", A, [("a", "b")]),
    ("SELECT ?v ?x { ?v :q ?x { SELECT DISTINCT ?v { ?v :p ?y } } }", A, [("a", "b")]),
    ("SELECT ?v ?n { { SELECT ?v (COUNT(*) AS ?n) { ?v ?q ?x } GROUP BY ?v } }", A, [("a", "2")]),
    ("SELECT ?w { BIND(?v AS ?w) }", A, [("a",)]),
    ("SELECT (STRLEN(?v) AS ?w) { }", X, [("1",)]),
    ("SELECT (IF(?y = ?v, 1, 2) AS ?k) { ?x :p ?y }", X, [("1",), ("2",)]),
    ("SELECT ?v (COUNT(*) AS ?k) { ?v ?q ?x } GROUP BY ?v", A, [("a", "2")]),
    ("SELECT (COUNT(?v) AS ?k) { ?v ?q ?x }", A, [("2",)]),
    ("SELECT (COUNT(DISTINCT ?v) AS ?k) { ?v ?q ?x }", A, [("1",)]),
    ("SELECT ?y (COUNT(*) AS ?k) { ?x :p ?y } GROUP BY ?y HAVING(?y = ?v)", X, [("x", "1")]),
    ("SELECT ?x { ?x :q ?o } GROUP BY ?x ?v ORDER BY ?v DESC(?v) ?x", A, [("a",), ("b",)]),
    ("SELECT ?x { ?x :q ?o } ORDER BY ?v LIMIT 5", A, [("a",), ("b",)]),
    ("SELECT ?x { ?v :q+ ?x }", A, [("b",), ("c",)]),
    ("SELECT ?x { ?x ^:q/^:q ?v }", A, [("c",)]),
    ("SELECT ?x { GRAPH ?v { ?x ?p ?o } }", n("g"), [("b",)]),
    ("SELECT ?x { ?x :p ?y FILTER(!BOUND(?v) || ?y = ?v) }", X, [("a",)]),
    ("SELECT ?x { ?x :p ?y FILTER(bound ( ?v ) && ?y = ?v) }", X, [("a",)]),
    ("SELECT ?x { ?x :p ?v1, ?vv . ?x :p ?v }", X, [("a",)]),
    ("SELECT ?x { ?x :p ?y FILTER('?v' != ?y && ?y=?v) # ?v ' \n}", X, [("a",)]),
    ("SELECT ?x { ?x :p ?y FILTER('''?v's \\'''' != ?v) }", X, [("a",), ("c",)]),
    ('SELECT ?x { ?x :p ?y FILTER(?y != """"?v\\"""" && ?y = ?v) }', X, [("a",)]),
    ("SELECT ?x { ?x :p ?y FILTER(<http://x.example/?v=1> != ?y && ?y = ?v) }", X, [("a",)]),
    ("SELECT ?k { BIND(STRLEN(?v) AS ?k) FILTER(0<?k&&?k<9) }", X, [("1",)]),
    ("SELECT ?x { ?x :p ?y FILTER(?y<=?v&&?v<=?y) }", X, [("a",)]),
    ("SELECT ?x { ?x :p ?y FILTER(?y IN(?v))}", X, [("a",)]),
    ("SELECT ?x { VALUES ?x { :a :b } ?x :p ?v }", X, [("a",)]),
    ("SELECT ?x { ?x :p ?v } VALUES ?x { :a :b }", X, [("a",)]),
]


@pytest.mark.parametrize(("sparql", "value", "wanted"), MEANINGS, ids=lambda value: str(value)[:60])
def test_a_value_means_the_same_in_every_place(
    sparql: str, value: NamedNode | Literal, wanted: list[tuple[str, ...]]
) -> None:
    store = MemoryStore()
    fill(store)
    assert rows(store, sparql, v=value) == wanted


def test_a_value_holds_on_every_kind_of_store(store: Store) -> None:
    fill(store)
    for sparql, value, wanted in MEANINGS[::6]:
        assert rows(store, sparql, v=value) == wanted, sparql
    triples = store.query(P + "CONSTRUCT { ?v :z ?x } WHERE { ?v :p ?x }", {"v": A})
    assert [str(triple) for triple in triples] == [f'<{EX}a> <{EX}z> "x"']
    described = store.query("DESCRIBE ?v", {"v": n("c")})
    assert [str(triple) for triple in described] == [f'<{EX}c> <{EX}p> "y"']
    assert store.query(P + "ASK { ?v :p ?x }", {"v": A})
    assert not store.query(P + "ASK { ?v :p ?x }", {"v": n("b")})


def test_an_optional_value_that_is_not_given(store: Store) -> None:
    fill(store)
    sparql = "SELECT ?x { ?x :p ?y FILTER(!BOUND(?v) || ?y = ?v) }"
    assert rows(store, sparql) == [("a",), ("c",)]
    assert rows(store, sparql, v=X) == [("a",)]


def test_several_values_at_once() -> None:
    store = MemoryStore()
    fill(store)
    assert rows(store, "SELECT ?v ?x ?w { ?v ?w ?x }", v=A, w=n("q")) == [("a", "b", "q")]


ATTACKS = [
    'x" } ; DROP ALL #',
    "x' } ; DROP ALL #",
    '" ) } SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } #',
    "x\\",
    'x\\"',
    'line\nbreak" .\n} #',
    "\r\n\t\x00\x07\x7f\u2028",
    '"""',
    "'''",
    "?v $v ?w",
    "<http://x.example/>",
    "\\u0022 }",
    "@en",
    "^^<x>",
    "#",
]


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_literal_breaks_out(store: Store, attack: str) -> None:
    fill(store)
    value = Literal(attack)
    store.apply(add=[Quad(n("z"), n("p"), value)])
    for sparql in (
        "SELECT ?x { ?x :p ?v }",
        "SELECT ?x { ?x :p ?y FILTER(?y = ?v) }",
        "SELECT ?x { ?x :p ?y FILTER(STR(?y)=STR(?v)) } ORDER BY ?v",
    ):
        assert rows(store, sparql, v=value) == [("z",)]
    (row,) = rows(store, "SELECT ?v { ?x :p ?v }", v=value)
    assert row == (attack,)
    assert len(store) == 6
    assert rows(store, "SELECT ?x { ?x :p ?v }", v=Literal(attack, language="en")) == []


@settings(max_examples=60, deadline=None)
@given(
    st.text(st.characters(exclude_categories=("Cs",)), max_size=20),
    st.sampled_from(["SELECT ?v {}", "SELECT(?v AS ?w){}", "SELECT ?w{BIND(?v AS ?w)}"]),
)
def test_any_text_goes_in_and_comes_out(text: str, sparql: str) -> None:
    (row,) = rows(MemoryStore(), sparql, v=Literal(text))
    assert row == (text.removeprefix(EX),)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
@given(st.text(st.sampled_from("?$v<>\"'\\#{}() .:@=&|a1\n"), max_size=25))
def test_binding_keeps_every_other_token(noise: str) -> None:
    # whatever stands in a comment or a string, the pattern after it is bound and nothing else
    quoted = str(Literal(noise))
    comment = "#" + noise.replace("\n", " ") + "\n"
    sparql = f"SELECT ?w {{ BIND({quoted} AS ?w) {comment} FILTER(?v = 'x') }}"
    assert rows(MemoryStore(), sparql, v=X) == [(noise,)]


def lenient(iri: str) -> NamedNode:
    """An ill-formed IRI, as only a lenient parser makes one."""
    escaped = "".join(f"\\u{ord(letter):04X}" if letter in "<> " else letter for letter in iri)
    line = f"<{escaped}> <{EX}p> <{EX}o> ."
    (quad,) = parse(line, RdfFormat.N_TRIPLES, lenient=True)
    assert isinstance(quad.subject, NamedNode)
    return quad.subject


def test_an_ill_formed_iri_is_refused() -> None:
    bad = lenient("http://x.example/> } DROP ALL #")
    assert ">" in bad.value
    with pytest.raises(QueryError, match="is not an IRI"):
        bind("SELECT * { ?v ?p ?o }", {"v": bad})


@pytest.mark.parametrize("value", ["text", 3, None, BlankNode("b")])
def test_a_value_without_a_type_is_refused(value: object) -> None:
    with pytest.raises(QueryError, match="must be an IRI or a literal"):
        bind("SELECT * { ?v ?p ?o }", {"v": value})  # type: ignore[dict-item]


@pytest.mark.parametrize("name", ["", "?v", "v w", "v}", "1-"])
def test_a_name_that_is_no_variable_is_refused(name: str) -> None:
    with pytest.raises(QueryError, match="not the name of a variable"):
        bind("SELECT * { ?v ?p ?o }", {name: X})


@pytest.mark.parametrize(
    ("sparql", "message"),
    [
        ("SELECT ?x { ?x ?p ?o }", "no variable ?v"),
        ("SELECT ?x { ?x ?p ?vv # ?v\n FILTER(?x != '?v') }", "no variable ?v"),
        ("SELECT (1 AS ?v) { }", "assigns one itself"),
        ("SELECT * { BIND(1 AS ?v) }", "assigns one itself"),
        ("SELECT * { VALUES ?v { 1 } }", "assigns one itself"),
        ("SELECT * { VALUES (?w ?v) { (1 2) } }", "assigns one itself"),
        ("SELECT ?n { ?v ?p ?o } GROUP BY (?o AS ?v)", "assigns one itself"),
        ("SELECT * { ?a ?p ?c FILTER(?a != ?v && ?a<?v&&?v>?c) }", "write a space after <"),
        ("SELECT * { ?a ?p ?c FILTER(?a != ?v && 1<2&&?v>?c) }", "write a space after <"),
    ],
)
def test_a_query_that_cannot_take_the_value_is_refused(sparql: str, message: str) -> None:
    with pytest.raises(QueryError, match=message.replace("?", r"\?")):
        bind(sparql, {"v": X})


def test_a_literal_where_only_an_iri_can_stand_is_a_query_error(store: Store) -> None:
    with pytest.raises(QueryError, match="malformed query"):
        store.query("SELECT ?x { ?x ?v ?o }", {"v": X})


SERVICES = [
    "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    "SELECT * { service silent ?where { ?s ?p ?o } }",
    "SELECT * { ?s ?p 'x'.SERVICE<http://127.0.0.1:9/>{?a ?b ?c} }",
    "SELECT * { ?s ?p 'x'@en.SERVICE<http://127.0.0.1:9/>{?a ?b ?c} }",
    "SELECT * { ?s ?p true.SERVICE<http://127.0.0.1:9/>{?a ?b ?c} }",
    "SELECT * { ?s ?p trueSERVICE<http://127.0.0.1:9/>{?a ?b ?c} }",
    "SELECT * { ?s ?p 5SERVICE<http://127.0.0.1:9/>{?a ?b ?c} }",
    "SELECT * { ?s ?p 5.0e1SERVICE<http://127.0.0.1:9/>{?a ?b ?c} }",
    "PREFIX : <http://127.0.0.1:9/> SELECT * { ?s ?p true.SERVICE:x{?a ?b ?c} }",
    "PREFIX : <http://127.0.0.1:9/> SELECT * { SERVICE:x{?a ?b ?c} }",
    "PREFIX : <http://127.0.0.1:9/> SELECT * { ?s ?p :o.SERVICE:x{?a ?b ?c} }",
    "SELECT * { FILTER(1<2)SERVICE?x{?a ?b ?c}FILTER(2>1) }",
    "SELECT * { # '\n SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } # '\n }",
    "SELECT * { ?s ?p <#'> SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } ?s ?p <#'> }",
    "SELECT * { { SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } } } }",
    "ASK { FILTER EXISTS { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } } }",
]


@pytest.mark.parametrize("sparql", SERVICES)
def test_service_is_refused_however_it_is_written(sparql: str) -> None:
    with pytest.raises(QueryError, match="SERVICE is refused"):
        check_read_only_query(sparql)


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT ?service { ?service ?p 'SERVICE' } # service",
        f'PREFIX e: <{EX}service#> SELECT * {{ ?s e:service e:secretservice, """SERVICE""" }}',
        "SELECT * { ?s <http://x.example/service> '''it's SERVICE''', 'x'@service }",
        "SELECT $service { $service ?p ?o }",
    ],
)
def test_the_word_service_elsewhere_is_allowed(store: Store, sparql: str) -> None:
    check_read_only_query(sparql)
    results = store.query(sparql)
    assert isinstance(results, pyoxigraph.QuerySolutions)
    assert results.serialize(format=QueryResultsFormat.JSON)


@pytest.mark.parametrize(
    ("sparql", "form"),
    [
        ("PREFIX select: <http://x.example/> ASK { select:a ?p ?o }", "ASK"),
        ("# SELECT\nconstruct { ?s ?p ?o } where { ?s ?p ?o }", "CONSTRUCT"),
        ("BASE <http://x.example/ASK> DESCRIBE <x>", "DESCRIBE"),
        ("SELECT ?ask { ?ask ?p ?o }", "SELECT"),
    ],
)
def test_the_form_of_a_query(sparql: str, form: str) -> None:
    assert query_form(sparql) == form
