"""Judgements as RDF read back as they were, in a graph of their own."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad
from strategies_of_judgements import judgements

from diplograph.graph.errors import ExtractionError, StoreError
from diplograph.graph.iris import Minter
from diplograph.graph.judgements.model import Judgement, Kind, Verdict
from diplograph.graph.judgements.rdf import judgement_quads, judgements_of, read_judgements
from diplograph.graph.store import open_store
from diplograph.graph.validation import shape_violations, to_rdflib
from diplograph.ontology.namespaces import DG

MADE = dt.datetime(2026, 3, 1, 9, 30, tzinfo=dt.timezone.utc)
ONE = Judgement(Kind.EVENT, "urn:a", "urn:b", Verdict.SAME, "Ana Reyes", MADE)
MINTER = Minter()
QUADS = judgement_quads(ONE, MINTER)


@settings(deadline=None)
@given(st.lists(judgements(), max_size=5, unique_by=lambda each: each.iri(MINTER)))
def test_a_store_gives_back_what_was_judged(judged: list[Judgement]) -> None:
    with open_store(None) as store:
        store.apply(add=[quad for each in judged for quad in judgement_quads(each, MINTER)])
        found = read_judgements(store)
    assert found == sorted(judged, key=lambda each: (each.made, each.iri(MINTER)))


@settings(deadline=None)
@given(judgements())
def test_what_is_written_conforms(judgement: Judgement) -> None:
    found = list(shape_violations(to_rdflib(judgement_quads(judgement, MINTER))))
    assert [str(violation) for violation in found] == []


@given(judgements())
def test_all_of_it_is_said_of_the_judgement_in_the_graph_of_judgements(
    judgement: Judgement,
) -> None:
    quads = judgement_quads(judgement, MINTER)
    assert {quad.subject.value for quad in quads} == {judgement.iri(MINTER)}
    assert {quad.graph_name.value for quad in quads} == {MINTER.judgements}


def test_judgements_of_a_store_with_another_base() -> None:
    with open_store(None, base="https://press.example/id/") as store:
        store.apply(add=judgement_quads(ONE, Minter(store.base)))
        assert read_judgements(store) == [ONE]
        assert [graph.value for graph in store.graphs()] == ["https://press.example/id/judgements"]


def test_a_side_that_is_no_iri_is_not_written() -> None:
    with pytest.raises(ExtractionError, match="not an IRI"):
        judgement_quads(Judgement(Kind.EVENT, "a b", "c", Verdict.SAME, "Ana", MADE), MINTER)


def altered(predicate: str, value: Literal | NamedNode | None) -> list[Quad]:
    kept = [quad for quad in QUADS if quad.predicate.value != predicate]
    assert len(kept) < len(QUADS)
    if value is None:
        return kept
    first = QUADS[0]
    return [*kept, Quad(first.subject, NamedNode(predicate), value, first.graph_name)]


@pytest.mark.parametrize(
    ("predicate", "value"),
    [
        (DG.judgedBy, None),
        (DG.judgedAt, None),
        (DG.judgedAt, Literal("some day")),
        (DG.judgedAt, Literal("2026-03-01")),
        (DG.verdict, NamedNode("https://w3id.org/diplograph/vocab/verdict/perhaps")),
        (DG.judgementKind, None),
        (DG.leftSide, NamedNode("urn:z")),
        (DG.rightMember, NamedNode("urn:a")),
    ],
)
def test_a_damaged_judgement_is_told(predicate: str, value: Literal | NamedNode | None) -> None:
    with pytest.raises(StoreError, match="judgement"):
        judgements_of(altered(predicate, value))
