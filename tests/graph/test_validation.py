"""Validation: what is sound conforms, and every kind of damage is told, at the right node."""

from __future__ import annotations

import datetime as dt

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from diplograph.graph.dates import EventTime, PartialDate
from diplograph.graph.integrity import well_formed
from diplograph.graph.iris import DEFAULT_BASE, Minter, concept, polity
from diplograph.graph.mapping import extraction_to_quads
from diplograph.graph.model import (
    Actor,
    ActorKind,
    Article,
    EventClaim,
    EventType,
    Extraction,
    ExtractorInfo,
    Mention,
    MentionKind,
    Participant,
    Quote,
    Role,
    Status,
)
from diplograph.graph.store import open_store
from diplograph.graph.validation import (
    ValidationReport,
    shape_violations,
    to_rdflib,
    validate,
    validate_quads,
)
from diplograph.graph.writer import Writer, reference_data
from diplograph.ontology.namespaces import DG, RDF, SEM, XSD

TEXT = "Ana Reyes received Tom Hale in Lima on 3 May. They talked of trade."
ARTICLE = Article(TEXT, url="https://press.example/1", published=dt.date(2019, 5, 4))
MINTER = Minter()
GRAPH = NamedNode(MINTER.article(ARTICLE.key))
CLAIM = NamedNode(MINTER.claim(GRAPH.value, 0))
EVENT = NamedNode(MINTER.event(CLAIM.value))


def person(name: str) -> Actor:
    return Actor(ActorKind.PERSON, name, MINTER.person(name, None))


def extraction(number: int = 1) -> Extraction:
    quote = Quote.of(TEXT, 0, 45)
    article = Article(TEXT, url=f"https://press.example/{number}", published=ARTICLE.published)
    claim = EventClaim(
        EventType.MEETING,
        Status.OCCURRED,
        (quote,),
        EventTime.on(PartialDate(2019, 5, 3)),
        participants=(
            Participant(person("Ana Reyes"), (Role.HOST,)),
            Participant(person("Tom Hale")),
        ),
    )
    mention = Mention(Quote.of(TEXT, 0, 9), MentionKind.PERSON, "Ana Reyes", person("Ana Reyes"))
    return Extraction(article, ExtractorInfo("frames", "1"), (mention,), (claim,))


def sound() -> list[Quad]:
    """All quads of a store that one article was written into."""
    with open_store(None) as store:
        writer = Writer(store)
        writer.write(extraction())
        writer.derive()
        return list(store.match())


SOUND = sound()


def replaced(subject: NamedNode | str, predicate: str, value: NamedNode | Literal) -> list[Quad]:
    """The sound quads with the value of one property replaced."""
    name = subject.value if isinstance(subject, NamedNode) else subject
    changed = [
        Quad(quad.subject, quad.predicate, value, quad.graph_name)
        if quad.subject == NamedNode(name) and quad.predicate.value == predicate
        else quad
        for quad in SOUND
    ]
    assert changed != SOUND
    return changed


def only(report: ValidationReport, check: str) -> str:
    """The one violation there is, which must be of that check."""
    assert [violation.check for violation in report.violations] == [check]
    return str(report.violations[0])


def test_sound_store_conforms() -> None:
    report = validate_quads(SOUND)
    assert report.conforms, [str(violation) for violation in report.violations]
    assert (report.articles, report.statements) == (1, len(SOUND))
    assert report.summary().startswith("conforms: ")


def test_reference_data_conform_as_a_whole() -> None:
    """The validation of a store skips what is just reference data, so it is looked at here."""
    violations = shape_violations(to_rdflib(reference_data()[0]))
    assert [str(violation) for violation in violations] == []


def test_damaged_reference_data_are_looked_at() -> None:
    russia = NamedNode(polity("RUS"))
    added = Quad(russia, NamedNode(DG.polityStatus), NamedNode(concept("polity-status", "other")))
    assert "polityStatus" in only(validate_quads([*SOUND, added]), "PolityShape")


def test_store_and_its_quads_are_judged_alike() -> None:
    with open_store(None) as store:
        writer = Writer(store)
        writer.write(extraction())
        writer.derive()
        assert validate(store) == validate_quads(store.match())


def test_more_articles_than_one_run_takes_are_all_looked_at() -> None:
    graphs = [extraction_to_quads(extraction(number), MINTER) for number in range(60)]
    last = graphs[-1]
    graphs[-1] = [quad for quad in last if quad.predicate.value != DG.claimedType]
    report = validate_quads((quad for quads in graphs for quad in quads), references=False)
    assert report.articles == 60
    checks = {violation.check for violation in report.violations}
    assert checks == {"EventClaimShape", "ClaimedRoleShape"}
    assert {violation.focus for violation in report.violations} == {
        MINTER.claim(MINTER.article("https://press.example/59"), 0)
    }


def test_quote_that_the_text_does_not_read() -> None:
    quote = f"{GRAPH.value}/quote/0-45"
    report = validate_quads(replaced(quote, DG.quotation, Literal("Ana Reyes met Tom Hale.")))
    assert quote in only(report, "verbatim")


def test_mention_that_the_text_does_not_read() -> None:
    mention = f"{GRAPH.value}/mention/0-9"
    report = validate_quads(replaced(mention, DG.surface, Literal("Ann Reyes")))
    assert "dg:surface" in only(report, "verbatim")


def test_offsets_beyond_the_text() -> None:
    quote = f"{GRAPH.value}/quote/0-45"
    end = Literal("4500", datatype=NamedNode(XSD.integer))
    assert only(validate_quads(replaced(quote, DG.end, end)), "verbatim")


def test_event_of_a_claim_that_nobody_makes() -> None:
    report = validate_quads(replaced(EVENT, DG.claim, NamedNode(f"{GRAPH.value}/claim/9")))
    assert f"{GRAPH.value}/claim/9" in only(report, "claims")


def test_reference_to_what_the_authority_does_not_describe() -> None:
    added = Quad(EVENT, NamedNode(DG.topic), NamedNode(polity("QQQ")), DefaultGraph())
    report = validate_quads([*SOUND, added])
    assert {violation.check for violation in report.violations} == {
        "authority",
        "DiplomaticEventShape",
    }
    without = validate_quads([*SOUND, added], references=False)
    assert {violation.check for violation in without.violations} == {"DiplomaticEventShape"}


def test_concept_that_the_vocabulary_does_not_define() -> None:
    added = Quad(CLAIM, NamedNode(DG.topic), NamedNode(concept("topic", "gossip")), GRAPH)
    assert "topic/gossip" in only(validate_quads([*SOUND, added]), "vocabulary")


def test_property_that_the_ontology_does_not_define() -> None:
    added = Quad(EVENT, NamedNode(DG.topic + "Of"), Literal("x"), DefaultGraph())
    assert "topicOf" in only(validate_quads([*SOUND, added]), "vocabulary")


def test_date_that_no_calendar_has_is_told_and_does_not_stop_the_rest() -> None:
    day = Literal("2019-02-30", datatype=NamedNode(XSD.date))
    quads = replaced(EVENT, SEM.hasEarliestBeginTimeStamp, day)
    checks = {violation.check for violation in validate_quads(quads).violations}
    assert checks == {"literal", "TimeShape"}


def test_event_that_is_part_of_itself() -> None:
    added = Quad(EVENT, NamedNode(DG.partOf), EVENT, DefaultGraph())
    assert "part of itself" in only(validate_quads([*SOUND, added]), "parts")


def test_graph_that_is_not_named_after_its_article() -> None:
    elsewhere = NamedNode(f"{DEFAULT_BASE}article/elsewhere")
    quads = [
        Quad(quad.subject, quad.predicate, quad.object, elsewhere)
        if quad.graph_name == GRAPH
        else quad
        for quad in SOUND
    ]
    assert "elsewhere" in only(validate_quads(quads), "graph")


def test_graph_without_an_article() -> None:
    node = NamedNode(f"{DEFAULT_BASE}note")
    lone = Quad(node, NamedNode(RDF.type), NamedNode("https://a.example/Note"), node)
    assert "0 articles" in only(validate_quads([*SOUND, lone]), "graph")


def test_violation_tells_node_path_and_value() -> None:
    high = Literal("1.5", datatype=NamedNode(XSD.decimal))
    report = validate_quads(replaced(CLAIM, DG.confidence, high))
    (violation,) = report.violations
    assert (violation.focus, violation.path, violation.value) == (
        CLAIM.value,
        "dg:confidence",
        "1.5",
    )
    assert report.summary().startswith("1 violations in")


@pytest.mark.parametrize(
    ("text", "datatype", "verdict"),
    [
        ("2019-05-03", XSD.date, True),
        ("2019-05-03T10:00:00Z", XSD.dateTime, True),
        ("2019-05-03T10:00:00Z", XSD.date, False),
        ("2019-05-03", XSD.dateTime, False),
        ("3 May", XSD.date, False),
        ("-12.5", XSD.decimal, True),
        ("1e3", XSD.decimal, False),
        ("12", XSD.integer, True),
        ("12.0", XSD.integer, False),
        ("anything", XSD.string, True),
    ],
)
def test_well_formed(text: str, datatype: str, verdict: bool) -> None:
    literal = Literal(text, datatype=NamedNode(datatype))
    assert well_formed(Quad(EVENT, NamedNode(DG.dateText), literal)) is verdict
