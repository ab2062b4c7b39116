"""Writing answers: the standards to the letter, tables that cannot harm a terminal."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Triple,
    parse,
    parse_query_results,
)

from diplograph.graph.errors import QueryError
from diplograph.graph.store import Store, open_store
from diplograph.ontology.namespaces import PREFIXES
from diplograph.ontology.prefixed import expand, shorten
from diplograph.queries.results import (
    GRAPH_FORMATS,
    ROW_FORMATS,
    XSD,
    Result,
    cell,
    render,
    to_python,
)

NASTY = "\x1b[31mred\x07 \u202eevil\r\n=cmd|' /C calc'!A0 \x9b2J </script>&\"'"
SPARQL_NS = "{http://www.w3.org/2005/sparql-results#}"

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
terms = st.one_of(
    st.none(),
    words.map(Literal),
    words.map(lambda text: Literal(text, language="en-gb")),
    st.integers().map(lambda n: Literal(str(n), datatype=NamedNode(XSD + "integer"))),
    st.from_regex(r"urn:[a-z0-9]{1,8}", fullmatch=True).map(NamedNode),
    st.from_regex(r"b[0-9]{1,4}", fullmatch=True).map(BlankNode),
)
results = st.integers(0, 3).flatmap(
    lambda width: st.lists(st.tuples(*[terms] * width), max_size=5).map(
        lambda rows: Result(tuple("abc"[:width]), tuple(rows))
    )
)


@pytest.fixture(scope="module")
def nasty() -> Store:
    store = open_store(None)
    label = NamedNode(PREFIXES["rdfs"] + "label")
    event = NamedNode(PREFIXES["dgid"] + "event/1")
    store.apply(
        add=[
            Quad(event, label, Literal(NASTY)),
            Quad(event, NamedNode(PREFIXES["dg"] + "confidence"), decimal("0.333333333333")),
        ]
    )
    return store


def decimal(text: str) -> Literal:
    return Literal(text, datatype=NamedNode(XSD + "decimal"))


def rows(store: Store) -> QuerySolutions:
    found = store.query("SELECT ?s ?o ?none { ?s ?p ?o } ORDER BY ?p")
    assert isinstance(found, QuerySolutions)
    return found


def triples(store: Store) -> QueryTriples:
    found = store.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")
    assert isinstance(found, QueryTriples)
    return found


def answer(store: Store) -> QueryBoolean:
    found = store.query("ASK { ?s ?p ?o }")
    assert isinstance(found, QueryBoolean)
    return found


@pytest.mark.parametrize("format_", ROW_FORMATS)
def test_a_table_read_first_is_written_like_solutions(format_: str, nasty: Store) -> None:
    assert render(Result.of(rows(nasty)), format_) == render(rows(nasty), format_)


@given(results)
def test_json_gives_every_term_back(result: Result) -> None:
    again = parse_query_results(render(result, "json").encode(), format=QueryResultsFormat.JSON)
    assert isinstance(again, QuerySolutions)
    back = Result.of(again)
    assert back.columns == result.columns
    blind = [[type(t) if isinstance(t, BlankNode) else t for t in row] for row in back.rows]
    expected = [[type(t) if isinstance(t, BlankNode) else t for t in row] for row in result.rows]
    assert blind == expected


@given(results)
def test_xml_is_well_formed_whatever_the_text(result: Result) -> None:
    root = ElementTree.fromstring(render(result, "xml"))
    assert len(root.findall(f".//{SPARQL_NS}result")) == len(result)


@given(results)
def test_every_line_of_jsonl_is_one_row(result: Result) -> None:
    lines = render(result, "jsonl").splitlines() if result.rows else []
    text = render(result, "jsonl")
    assert text.count("\n") == len(result)
    records = [json.loads(line) for line in text.split("\n")[:-1]]
    assert records == result.records()
    assert bool(lines) == bool(result.rows)


def test_csv_follows_the_standard_and_leaves_text_alone(nasty: Store) -> None:
    text = render(rows(nasty), "csv")
    assert text.startswith("s,o,none\r\n")
    read = list(csv.reader(io.StringIO(text, newline="")))
    assert read[1][1] == NASTY
    assert read[1][2] == ""


def test_tsv_writes_terms_as_turtle_does(nasty: Store) -> None:
    lines = render(rows(nasty), "tsv").split("\n")
    assert lines[0] == "?s\t?o\t?none"
    assert lines[2] == f"<{PREFIXES['dgid']}event/1>\t0.333333333333\t"


def test_xml_replaces_what_xml_cannot_hold(nasty: Store) -> None:
    literals = ElementTree.fromstring(render(rows(nasty), "xml")).iter(f"{SPARQL_NS}literal")
    assert any("\ufffd[31mred" in (literal.text or "") for literal in literals)


def test_a_table_cannot_drive_the_terminal(nasty: Store) -> None:
    for answer_ in (rows(nasty), triples(nasty)):
        text = render(answer_, "table")
        controls = {unicodedata.name(c, hex(ord(c))) for c in text if re.match(r"[^\S \n]|\x1b", c)}
        assert controls == set()
        assert not any(unicodedata.category(c) in ("Cc", "Cf") for c in text.replace("\n", ""))
        assert "red" in text


@given(words)
def test_a_cell_is_one_harmless_line(text: str) -> None:
    shown = cell(Literal(text))
    assert not any(unicodedata.category(c) == "Cc" for c in shown)
    assert len(shown.splitlines()) <= 1 or {"\u2028", "\u2029"} & set(shown)


def test_a_table_takes_no_markup_from_a_cell() -> None:
    assert "[bold]x[/bold] [/]" in render(Result(("a",), ((Literal("[bold]x[/bold] [/]"),),)))


def test_a_table_is_as_wide_as_its_cells_or_as_asked() -> None:
    long = Result(("a", "b"), ((Literal("word " * 60 + "end"), Literal("x")),))
    whole = render(long)
    assert max(map(len, whole.splitlines())) > 300
    narrow = render(long, width=60)
    assert max(map(len, narrow.splitlines())) <= 60
    assert narrow.count("word") == 60


def test_a_table_aligns_numbers_and_shortens_iris(nasty: Store) -> None:
    numbers = Result(
        ("event", "n"),
        (
            (NamedNode(PREFIXES["dgid"] + "event/1"), Literal(5)),
            (NamedNode("https://elsewhere.example/x"), Literal(1500)),
            (None, None),
        ),
    )
    lines = [line for line in render(numbers).splitlines() if line]
    assert lines[2].startswith("dgid:event/1 ")
    assert lines[2].endswith("    5")
    assert lines[3].endswith(" 1500")
    assert "   0.333333\n" in render(rows(nasty))


def test_a_table_says_when_it_is_empty_or_cut() -> None:
    assert render(Result(("a",), ())).endswith("no rows\n")
    cut = Result(("a",), ((Literal("x"),),), truncated=True)
    assert render(cut).endswith("first 1 rows; raise the limit for more\n")
    assert "raise the limit" not in render(cut, "csv")


def test_ask_is_answered_in_every_format(nasty: Store) -> None:
    assert {name: render(answer(nasty), name).strip() for name in ("table", "csv", "tsv")} == {
        "table": "true",
        "csv": "true",
        "tsv": "true",
    }
    assert json.loads(render(answer(nasty), "json"))["boolean"] is True
    assert json.loads(render(answer(nasty), "jsonl")) == {"boolean": True}
    assert ElementTree.fromstring(render(answer(nasty), "xml"))[1].text == "true"


@pytest.mark.parametrize(
    ("name", "rdf_format"),
    [
        ("ttl", RdfFormat.TURTLE),
        ("nt", RdfFormat.N_TRIPLES),
        ("nq", RdfFormat.N_QUADS),
        ("trig", RdfFormat.TRIG),
        ("jsonld", RdfFormat.JSON_LD),
        ("json", RdfFormat.JSON_LD),
    ],
)
def test_triples_come_back_from_every_rdf_format(
    name: str, rdf_format: RdfFormat, nasty: Store
) -> None:
    back = {quad.triple for quad in parse(render(triples(nasty), name).encode(), rdf_format)}
    assert back == set(triples(nasty))


@pytest.mark.parametrize("name", ["rdf", "xml"])
def test_rdf_xml_is_well_formed_whatever_the_text(name: str, nasty: Store) -> None:
    back = list(parse(render(triples(nasty), name).encode(), RdfFormat.RDF_XML))
    assert len(back) == 2


def test_turtle_uses_the_prefixes(nasty: Store) -> None:
    assert "@prefix dg: <https://w3id.org/diplograph/ontology#>" in render(triples(nasty), "ttl")
    assert " dg:confidence 0.333333333333" in render(triples(nasty), "ttl")


def test_a_format_that_does_not_fit_is_refused(nasty: Store) -> None:
    with pytest.raises(QueryError, match="SELECT query cannot be written as 'ttl': use table, csv"):
        render(rows(nasty), "ttl")
    with pytest.raises(QueryError, match="DESCRIBE query cannot be written as 'csv': use table"):
        render(triples(nasty), "csv")
    with pytest.raises(QueryError, match="ASK query cannot be written as 'nt'"):
        render(answer(nasty), "nt")
    assert "csv" not in GRAPH_FORMATS


@pytest.mark.parametrize(
    ("term", "value"),
    [
        (None, None),
        (NamedNode("urn:x"), "urn:x"),
        (Literal("12", datatype=NamedNode(XSD + "integer")), 12),
        (Literal("twelve", datatype=NamedNode(XSD + "integer")), "twelve"),
        (decimal("0.5"), 0.5),
        (Literal("INF", datatype=NamedNode(XSD + "double")), "INF"),
        (Literal("NaN", datatype=NamedNode(XSD + "double")), "NaN"),
        (Literal("x", datatype=NamedNode(XSD + "double")), "x"),
        (Literal(True), True),
        (Literal("2017-11-14", datatype=NamedNode(XSD + "date")), "2017-11-14"),
        (Literal("mot", language="fr"), "mot"),
    ],
)
def test_terms_become_plain_values(term: NamedNode | Literal | None, value: object) -> None:
    assert to_python(term) == value
    assert type(to_python(term)) is type(value)


def test_a_triple_term_of_another_store_is_written_too() -> None:
    triple = Triple(NamedNode("urn:s"), NamedNode("urn:p"), Literal("o"))
    result = Result(("t",), ((triple,),))
    assert "urn:s" in render(result, "table")
    assert json.loads(render(result, "json"))["results"]["bindings"][0]["t"]["type"] == "triple"


def test_short_forms_can_be_typed_back() -> None:
    for namespace in PREFIXES.values():
        assert expand(shorten(namespace + "a/b")) == namespace + "a/b"
    assert shorten("https://elsewhere.example/x") == "https://elsewhere.example/x"
    assert shorten(PREFIXES["dg"]) == PREFIXES["dg"]
    for text in ("https://x.example/y", "urn:x", "Vladimir Putin", ":x", "dg://x"):
        assert expand(text) == text
    assert expand("dgid:event/1", "https://press.example/") == "https://press.example/event/1"
