from __future__ import annotations

import dataclasses
import datetime as dt
import random

import pytest
from hypothesis import HealthCheck, given, settings
from pyoxigraph import Literal, Store
from strategies import MINTER, events, extractions

from diplograph.graph.authority import load_authority
from diplograph.graph.errors import ExtractionError, StoreError
from diplograph.graph.mapping import (
    event_from,
    event_to_quads,
    extraction_from_quads,
    extraction_to_quads,
    normal_form,
)
from diplograph.graph.mapping.terms import moment, read_moment
from diplograph.graph.model import (
    Actor,
    ActorKind,
    Article,
    Event,
    EventClaim,
    EventType,
    Extraction,
    ExtractorInfo,
    Mention,
    MentionKind,
    Office,
    Participant,
    Place,
    Quote,
    Status,
)
from diplograph.ontology.namespaces import DG, ORG, SCHEMA

relaxed = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@relaxed
@given(extractions())
def test_an_extraction_comes_back_from_its_graph(extraction: Extraction) -> None:
    quads = extraction_to_quads(extraction, MINTER)
    random.Random(len(quads)).shuffle(quads)
    assert extraction_from_quads(quads, MINTER.article(extraction.article.key)) == extraction


@relaxed
@given(events())
def test_an_event_comes_back_from_the_default_graph(event: Event) -> None:
    assert event_from(event_to_quads(event, MINTER), event.iri) == event


@settings(relaxed, max_examples=25)
@given(extractions(), events())
def test_a_store_gives_the_same_statements_back(extraction: Extraction, event: Event) -> None:
    quads = extraction_to_quads(extraction, MINTER) + event_to_quads(event, MINTER)
    store = Store()
    store.extend(quads)
    assert set(store) == set(quads)


def extraction_of(text: str, *mentions: Mention, url: str | None = None) -> Extraction:
    return Extraction(Article(text, url), ExtractorInfo("frames", "1"), mentions)


def test_a_url_that_is_no_iri_is_kept_as_a_string_alone() -> None:
    url = "https://press.example/a b"
    quads = extraction_to_quads(extraction_of("Leaders met.", url=url), MINTER)
    values = {quad.predicate.value: quad.object for quad in quads}
    assert values[DG.url] == Literal(url)
    assert SCHEMA.url not in values


def test_mentions_of_one_span_are_told_apart_by_kind() -> None:
    quote = Quote(0, 6, "Moscow")
    told = extraction_of(
        "Moscow agreed.",
        Mention(quote, MentionKind.POLITY, "Russia", load_authority().polity("RUS").actor()),
        Mention(quote, MentionKind.PLACE, "Moscow"),
    )
    quads = extraction_to_quads(told, MINTER)
    article = MINTER.article(told.article.key)
    subjects = {quad.subject.value for quad in quads}
    assert {f"{article}/mention/0-6-place", f"{article}/mention/0-6-polity"} <= subjects
    assert extraction_from_quads(quads, article) == normal_form(told)


def test_two_different_mentions_of_one_kind_and_span_are_an_error() -> None:
    quote = Quote(0, 6, "Moscow")
    mentions = [Mention(quote, MentionKind.PLACE, name) for name in ("Moscow", "Moskva")]
    with pytest.raises(ExtractionError, match="two different place mentions at 0:6"):
        extraction_to_quads(extraction_of("Moscow agreed.", *mentions), MINTER)


def test_an_actor_keeps_the_name_that_the_authority_does_not_have() -> None:
    russia = dataclasses.replace(load_authority().polity("RUS").actor(), name="Muscovy")
    envoy = Actor(ActorKind.PERSON, "Ivan Orlov", MINTER.person("Ivan Orlov", "RUS"))
    claim = EventClaim(
        EventType.CALL,
        Status.OCCURRED,
        (Quote(0, 13, "Orlov called."),),
        participants=(Participant(envoy, office=Office("Envoy"), represents=(russia,)),),
    )
    told = Extraction(Article("Orlov called."), ExtractorInfo("frames", "1"), claims=(claim,))
    quads = extraction_to_quads(told, MINTER)
    assert extraction_from_quads(quads, MINTER.article(told.article.key)) == told


def test_an_office_told_of_a_polity_is_held_by_nobody_named() -> None:
    georgia = load_authority().polity("GEO").actor()
    person = Actor(ActorKind.PERSON, "A. Person", MINTER.person("A. Person", "GEO"))
    told = Participant(georgia, office=Office("Prime Minister", georgia))
    inferred = dataclasses.replace(told, actor=person, represents=(georgia,), inferred=True)
    event = Event("https://a.example/e", EventType.CALL, "", Status.OCCURRED)
    for participant, members in ((told, set()), (inferred, {person.iri})):
        one = dataclasses.replace(event, participants=(participant,))
        quads = event_to_quads(one, MINTER)
        assert {
            each.object.value for each in quads if each.predicate.value == ORG.member
        } == members
        stated = [each.object.value for each in quads if each.predicate.value == DG.inferredActor]
        assert stated == (["true"] if participant.inferred else [])
        assert event_from(quads, one.iri) == one


def test_no_participant_of_a_claim_is_inferred() -> None:
    person = Actor(ActorKind.PERSON, "A. Person", MINTER.person("A. Person", None))
    claim = EventClaim(
        EventType.CALL,
        Status.OCCURRED,
        (Quote(0, 4, "They"),),
        participants=(Participant(person, office=Office("President"), inferred=True),),
    )
    told = Extraction(Article("They spoke."), ExtractorInfo("frames", "1"), claims=(claim,))
    (kept,) = normal_form(told).claims[0].participants
    assert not kept.inferred


def test_text_that_is_no_iri_is_an_error_that_names_it() -> None:
    place = Place("Moscow", "not an iri")
    mention = Mention(Quote(0, 6, "Moscow"), MentionKind.PLACE, "Moscow", place=place)
    with pytest.raises(ExtractionError, match="'not an iri' is not an IRI"):
        extraction_to_quads(extraction_of("Moscow agreed.", mention), MINTER)


def test_a_damaged_graph_is_an_error_that_names_what_is_missing() -> None:
    told = extraction_of("Leaders met.")
    quads = [each for each in extraction_to_quads(told, MINTER) if each.predicate.value != DG.text]
    with pytest.raises(StoreError, match="ontology#text"):
        extraction_from_quads(quads, MINTER.article(told.article.key))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (dt.date(2017, 11, 15), "2017-11-15"),
        (dt.datetime(2017, 11, 15, 9), "2017-11-15T09:00:00"),
        (dt.datetime(2017, 11, 15, 9, tzinfo=dt.timezone.utc), "2017-11-15T09:00:00Z"),
        (
            dt.datetime(2017, 11, 15, 9, 0, 0, 250_000, dt.timezone(dt.timedelta(hours=3))),
            "2017-11-15T09:00:00.25+03:00",
        ),
        (
            dt.datetime(2017, 11, 15, 9, tzinfo=dt.timezone(dt.timedelta(seconds=9017))),
            "2017-11-15T06:29:43Z",
        ),
    ],
)
def test_times_are_written_as_a_store_keeps_them(value: dt.date, text: str) -> None:
    assert moment(value).value == text
    assert read_moment(text) == value
