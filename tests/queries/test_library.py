"""Every question of the catalogue, asked of the hand-made graph in every kind of store."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Literal, NamedNode, QuerySolutions

from diplograph.graph.errors import DiplographError, QueryError
from diplograph.graph.store import Store
from diplograph.queries.catalogue import Catalogue, CatalogueQuery
from diplograph.queries.results import INTEGERS, XSD, cell

CATALOGUE = Catalogue.load()
QUERIES = list(CATALOGUE)
TOPICS = {
    "actors",
    "agreements",
    "contested",
    "evidence",
    "meetings",
    "places",
    "quality",
    "statements",
    "time",
    "visits",
}


@dataclass(frozen=True)
class Case:
    """A question, and some columns of its whole answer as a table shows them."""

    query: str
    params: dict[str, Any]
    columns: list[str]
    rows: list[list[str]]


def cases() -> list[Case]:
    """One question a line of ``data/answers.jsonl``; the answers were worked out by hand."""
    lines = (Path(__file__).parent / "data" / "answers.jsonl").read_text(encoding="utf-8")
    return [Case(**json.loads(line)) for line in lines.splitlines()]


CASES = cases()


def name_of(query: CatalogueQuery) -> str:
    return query.name


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.query}-{case.params}")
def test_a_question_has_its_answer(case: Case, any_world: Store) -> None:
    result = CATALOGUE.run(any_world, case.query, **case.params)
    positions = [result.columns.index(column) for column in case.columns]
    assert [[cell(row[at]) for at in positions] for row in result.rows] == case.rows


def test_every_question_is_asked_and_answered_with_rows() -> None:
    assert {case.query for case in CASES if case.rows} == set(CATALOGUE.names())


def test_every_topic_has_questions() -> None:
    assert set(CATALOGUE.topics()) == TOPICS
    assert len(CATALOGUE) >= 30


@pytest.mark.parametrize("query", QUERIES, ids=name_of)
def test_the_example_gives_the_answer_that_is_shown(query: CatalogueQuery, world: Store) -> None:
    result = CATALOGUE.run(world, query.name, **query.example_parameters())
    assert query.answer in [tuple(cell(term) for term in row) for row in result.rows]


@pytest.mark.parametrize("query", QUERIES, ids=name_of)
def test_the_header_names_the_columns_of_the_projection(
    query: CatalogueQuery, world: Store
) -> None:
    solutions = world.query(query.sparql)
    assert isinstance(solutions, QuerySolutions)
    projected = [variable.value for variable in solutions.variables]
    assert [column.name for column in query.columns] == projected


@pytest.mark.parametrize("query", QUERIES, ids=name_of)
def test_the_cells_are_of_the_declared_kinds(query: CatalogueQuery, world: Store) -> None:
    cases = [case for case in CASES if case.query == query.name]
    for case in cases:
        result = CATALOGUE.run(world, query.name, **case.params)
        for row in result.rows:
            for column, term in zip(query.columns, row, strict=True):
                if column.kind == "iri":
                    assert term is None or isinstance(term, NamedNode), column.name
                elif term is not None:
                    assert isinstance(term, Literal)
                    assert kind_of(term) == column.kind, column.name


def kind_of(literal: Literal) -> str:
    datatype = literal.datatype.value
    return "integer" if datatype in INTEGERS else datatype.removeprefix(XSD)


@pytest.mark.parametrize("query", QUERIES, ids=name_of)
def test_the_header_is_for_people(query: CatalogueQuery) -> None:
    assert query.title[0].isupper()
    assert not query.title.endswith(".")
    assert query.description.endswith((".", "?"))
    names = [column.name for column in query.columns]
    assert not set(names) & {parameter.name for parameter in query.parameters}
    for parameter in query.parameters:
        assert parameter.description[0].isupper()
        if parameter.required or parameter.type.value in ("actor", "place", "event"):
            assert parameter.default is None


@pytest.mark.parametrize("query", QUERIES, ids=name_of)
def test_a_file_is_in_order_and_leaves_the_limit_to_the_caller(query: CatalogueQuery) -> None:
    ending = query.sparql.rsplit("}", 1)[1]
    assert "ORDER BY" in ending, "rows in no order"
    assert "LIMIT" not in ending


@pytest.mark.parametrize("query", QUERIES, ids=name_of)
def test_an_optional_holds_one_pattern_or_is_nested(query: CatalogueQuery) -> None:
    """Oxigraph looks one pattern up for each row, but scans the store for two."""
    for inner in re.findall(r"OPTIONAL \{([^{}]*)\}", query.sparql):
        assert inner.count(" ; ") == 0, inner
        assert inner.count(" . ") == 0, inner


BREAKING_OUT = [
    '" } ; DROP ALL #',
    "x> } DELETE WHERE { ?s ?p ?o } #",
    "\\",
    '"""',
    "' || true || '",
    "$a",
    "?event",
    "dga:polity/RUS> . ?event ?p ?o . <x",
    "https://w3id.org/x> ?p ?o . ?s ?p <y",
    "RUS\n} #",
    "\x00",
    "999999999999999999999999",
    "1e400",
    "2017-13-45",
]


@pytest.mark.parametrize("text", BREAKING_OUT, ids=repr)
def test_no_value_breaks_out_of_its_place(text: str, world: Store) -> None:
    """A hostile value is refused by name or finds nothing; it never finds all."""
    before = len(world)
    for query in CATALOGUE:
        fine = {
            "actor": "RUS",
            "place": "RUS",
            "event": "dgid:event/e07",
            "article": "https://press.example/1",
            "date": "2018",
            "topic": "health",
            "string": "medical",
            "event-type": "any",
            "status": "any",
            "integer": "1",
            "decimal": "1",
        }
        required = {
            parameter.name: fine[parameter.type.value]
            for parameter in query.parameters
            if parameter.required
        }
        for parameter in query.parameters:
            try:
                result = CATALOGUE.run(world, query.name, **{**required, parameter.name: text})
            except DiplographError:
                continue
            assert parameter.type.value == "string"
            assert not result.rows
    assert len(world) == before


def test_a_word_with_quotes_is_just_a_word(world: Store) -> None:
    result = CATALOGUE.run(world, "signatories", agreement='insurance" || true || "')
    assert len(result) == 0
    with pytest.raises(QueryError):
        CATALOGUE.run(world, "low-confidence", below="1 || true")


def test_every_file_of_the_library_is_loaded() -> None:
    root = Path(__file__).resolve().parents[2] / "queries" / "library"
    assert {path.stem for path in root.rglob("*.rq")} == set(CATALOGUE.names())
