"""The graph of judgements is no article: it is validated, exported and left alone as what it is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from diplograph.graph.iris import Minter
from diplograph.graph.judgements.model import Judgement, Kind, Verdict, Withdrawal
from diplograph.graph.judgements.rdf import judgement_quads, read_judgements
from diplograph.graph.mapping import extraction_to_quads
from diplograph.graph.model import Article, Extraction, ExtractorInfo
from diplograph.graph.store import open_store
from diplograph.graph.validation import validate, validate_quads
from diplograph.graph.writer import Writer
from diplograph.ontology.namespaces import DG, RDF, XSD

MINTER = Minter()
MADE = dt.datetime(2026, 3, 1, 9, 30, tzinfo=dt.timezone.utc)
ONE = Judgement(
    Kind.EVENT,
    MINTER.base + "event/1",
    MINTER.base + "event/2",
    Verdict.SAME,
    "Ana Reyes",
    MADE,
    "One lunch.",
)
OTHER = replace(ONE, author="Tom Hale", verdict=Verdict.UNSURE).withdraw(
    Withdrawal("Tom Hale", MADE)
)
OPPOSITE = replace(ONE, author="Tom Hale", verdict=Verdict.DIFFERENT)
READ = Extraction(Article("They met.", url="https://press.example/1"), ExtractorInfo("frames", "1"))
ARTICLE = extraction_to_quads(READ, MINTER)
GRAPH = NamedNode(MINTER.judgements)


def written(*judgements: Judgement) -> list[Quad]:
    return [quad for each in judgements for quad in judgement_quads(each, MINTER)]


def test_judgements_and_articles_conform_and_are_counted_apart() -> None:
    report = validate_quads([*written(ONE, OTHER), *ARTICLE])
    assert [str(violation) for violation in report.violations] == []
    assert (report.articles, report.judgements) == (1, 2)
    assert report.statements == len(written(ONE, OTHER)) + len(ARTICLE)
    assert "1 articles, 2 judgements and the default graph" in report.summary()


def test_articles_written_and_derived_leave_judgements_as_they_are() -> None:
    with open_store(None) as store:
        store.apply(add=written(ONE, OTHER))
        writer = Writer(store)
        writer.write(READ)
        writer.derive()
        writer.derive(anew=True)
        assert set(read_judgements(store)) == {ONE, OTHER}
        assert validate(store).conforms
        assert validate(store).articles == 1


def without(predicate: str) -> list[Quad]:
    return [quad for quad in written(ONE) if quad.predicate.value != predicate]


def altered(predicate: str, value: NamedNode | Literal) -> list[Quad]:
    subject = NamedNode(ONE.iri(MINTER))
    return [*without(predicate), Quad(subject, NamedNode(predicate), value, GRAPH)]


def in_another_graph() -> list[Quad]:
    graph = NamedNode(MINTER.base + "opinions")
    return [Quad(quad.subject, quad.predicate, quad.object, graph) for quad in written(ONE)]


def turned_around() -> list[Quad]:
    turned = {
        DG.leftSide: DG.rightSide,
        DG.rightSide: DG.leftSide,
        DG.leftMember: DG.rightMember,
        DG.rightMember: DG.leftMember,
    }
    return [
        Quad(
            quad.subject,
            NamedNode(turned.get(quad.predicate.value, quad.predicate.value)),
            quad.object,
            quad.graph_name,
        )
        for quad in written(ONE)
    ]


@pytest.mark.parametrize(
    ("damage", "check", "said"),
    [
        (lambda: without(DG.judgedBy), "JudgementShape", "names its author"),
        (lambda: without(DG.verdict), "JudgementShape", "dg:verdict"),
        (
            lambda: altered(DG.judgedAt, Literal("never", datatype=NamedNode(XSD.dateTime))),
            "literal",
            "not of the form of its type",
        ),
        (lambda: altered(DG.judgedBy, Literal("Tom Hale")), "judgements", "does not fit"),
        (turned_around, "judgements", "the lesser first"),
        (in_another_graph, "graph", "0 articles"),
        (
            lambda: [
                *written(ONE),
                Quad(NamedNode("urn:x"), NamedNode(RDF.type), NamedNode("urn:y"), GRAPH),
            ],
            "judgements",
            "no judgement",
        ),
        (
            lambda: written(ONE, replace(OPPOSITE, made=MADE + dt.timedelta(days=1))),
            "judgements",
            "Ana Reyes, 2026-03-01T09:30:00Z",
        ),
    ],
)
def test_damage_is_told(damage: Callable[[], list[Quad]], check: str, said: str) -> None:
    violations = validate_quads([*damage(), *ARTICLE]).violations
    assert {violation.check for violation in violations} >= {check}
    assert any(said in str(violation) for violation in violations)
    places = ("/judgement/", "urn:x")
    assert all(any(each in violation.focus for each in places) for violation in violations)


def test_judgements_repeated_or_withdrawn_contradict_nothing() -> None:
    repeated = replace(ONE, made=MADE + dt.timedelta(days=1))
    withdrawn = OPPOSITE.withdraw(Withdrawal("Tom Hale", MADE))
    report = validate_quads(written(ONE, repeated, withdrawn))
    assert [str(violation) for violation in report.violations] == []
