from __future__ import annotations

import dataclasses
import datetime as dt
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diplograph.graph.errors import ExtractionError
from diplograph.graph.model import (
    Actor,
    ActorKind,
    Article,
    EventClaim,
    EventType,
    Extraction,
    ExtractorInfo,
    Instrument,
    InstrumentMention,
    InstrumentRelation,
    Mention,
    MentionKind,
    Office,
    Quote,
    Status,
)

TEXT = "The ministers met in Oslo. They signed a protocol on fish."
ARTICLE = Article(text=TEXT, url="https://press.example/1")
INFO = ExtractorInfo("test", "1")
MET = Quote.of(TEXT, 0, 26)
PROTOCOL = Quote.of(TEXT, 39, 49)


def claim(**changes: object) -> EventClaim:
    values = {"type": EventType.MEETING, "status": Status.OCCURRED, "evidence": (MET,)}
    return EventClaim(**{**values, **changes})  # type: ignore[arg-type]


def extraction(*claims: EventClaim, **changes: object) -> Extraction:
    return Extraction(ARTICLE, INFO, claims=claims, **changes)  # type: ignore[arg-type]


def mentioned(quote: Quote, number: int | None = None) -> InstrumentMention:
    instrument = Instrument("https://press.example/i", "Protocol on fish")
    return InstrumentMention(instrument, InstrumentRelation.DISCUSSED, quote, number)


@given(st.text(" \n\tab", max_size=20), st.integers(0, 20), st.integers(0, 20))
def test_a_quote_is_cut_without_the_white_space_around_it(text: str, start: int, end: int) -> None:
    start, end = min(start, len(text)), min(end, len(text))
    inside = text[start:end].strip()
    if not inside:
        with pytest.raises(ExtractionError, match="empty quote"):
            Quote.of(text, start, end)
        return
    quote = Quote.of(text, start, end)
    assert quote.text == inside
    assert text[quote.start : quote.end] == quote.text
    assert start <= quote.start < quote.end <= end
    quote.check(Article(text=text))


def test_a_quote_counts_code_points() -> None:
    text = "\U0001f600 Ažubalis met Wałęsa"
    quote = Quote.of(text, 2, 10)
    assert quote == Quote(2, 10, "Ažubalis")


@pytest.mark.parametrize(
    "quote",
    [
        Quote(0, 3, "the"),
        Quote(1, 4, "The"),
        Quote(0, 4, "The"),
        Quote(0, 300, TEXT),
        Quote(-5, -1, "fish"),
        Quote(500, 503, "The"),
        Quote(3, 3, ""),
    ],
    ids=str,
)
def test_words_that_the_article_does_not_have(quote: Quote) -> None:
    with pytest.raises(ExtractionError, match="does not read"):
        quote.check(ARTICLE)


def test_a_sound_extraction() -> None:
    extraction(
        claim(commitments=(PROTOCOL,)),
        claim(quotations=(PROTOCOL,)),
        claim(part_of=0, confidence=0.0),
        mentions=(Mention(PROTOCOL, MentionKind.INSTRUMENT, "protocol"),),
        instruments=(mentioned(PROTOCOL), mentioned(PROTOCOL, 1)),
    ).check()
    extraction().check()


@pytest.mark.parametrize(
    ("unsound", "message"),
    [
        (extraction(claim(evidence=())), "no evidence"),
        (extraction(claim(evidence=(MET, Quote(0, 3, "Tea")))), "does not read 'Tea'"),
        (extraction(claim(commitments=(Quote(0, 3, "Tea"),))), "does not read 'Tea'"),
        (extraction(claim(quotations=(Quote(0, 3, "Tea"),))), "does not read 'Tea'"),
        (extraction(claim(confidence=1.01)), "confidence 1.01"),
        (extraction(claim(confidence=-0.1)), "confidence -0.1"),
        (extraction(claim(confidence=float("nan"))), "confidence nan"),
        (extraction(claim(part_of=0)), "claim 0: part of unknown claim 0"),
        (extraction(claim(), claim(part_of=2)), "claim 1: part of unknown claim 2"),
        (extraction(claim(), claim(part_of=-1)), "part of unknown claim -1"),
        (extraction(instruments=(mentioned(Quote(0, 3, "Tea")),)), "does not read 'Tea'"),
        (extraction(instruments=(mentioned(PROTOCOL, 0),)), "unknown claim 0"),
        (extraction(claim(), instruments=(mentioned(PROTOCOL, -1),)), "unknown claim -1"),
        (
            extraction(mentions=(Mention(Quote(0, 3, "Tea"), MentionKind.DATE, "Tea"),)),
            "does not read 'Tea'",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_an_unsound_extraction_is_refused(unsound: Extraction, message: str) -> None:
    with pytest.raises(ExtractionError) as caught:
        unsound.check()
    assert message in str(caught.value)


def test_what_identifies_an_article() -> None:
    assert ARTICLE.key == "https://press.example/1"
    bare = Article(text=TEXT)
    assert bare.key == f"sha256:{bare.text_hash}"
    assert bare.key != Article(text=TEXT + " ").key
    assert Article(text="").key == (
        "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    )


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("text", "Other"),
        ("url", "https://press.example/2"),
        ("title", "Fish"),
        ("published", dt.date(2017, 11, 15)),
        ("outlet", "Press"),
        ("author", "A. Writer"),
        ("language", "en"),
    ],
)
def test_all_that_an_article_says_is_in_its_hash(field: str, value: object) -> None:
    assert dataclasses.replace(ARTICLE, **{field: value}).content_hash != ARTICLE.content_hash  # type: ignore[arg-type]


def test_when_it_was_fetched_is_not_in_its_hash() -> None:
    fetched = dataclasses.replace(
        ARTICLE, retrieved=dt.datetime(2017, 11, 16, tzinfo=dt.timezone.utc)
    )
    assert fetched.content_hash == ARTICLE.content_hash


def test_title_and_outlet_do_not_run_into_one_another() -> None:
    one = dataclasses.replace(ARTICLE, title="Fish", outlet=None)
    assert one.content_hash != dataclasses.replace(ARTICLE, title=None, outlet="Fish").content_hash


def test_the_day_of_publication_is_the_sources_own() -> None:
    zone = dt.timezone(dt.timedelta(hours=9))
    late = dt.datetime(2017, 11, 15, 1, tzinfo=zone)  # still the 14th in Greenwich
    assert dataclasses.replace(ARTICLE, published=late).published_on == dt.date(2017, 11, 15)
    assert dataclasses.replace(ARTICLE, published=late.date()).published_on == late.date()
    assert ARTICLE.published_on is None


def test_names_of_actors_and_offices() -> None:
    russia = Actor(ActorKind.POLITY, "Russia", "https://press.example/RUS", "RUS")
    person = Actor(ActorKind.PERSON, "Vladimir Putin", "https://press.example/putin")
    assert (russia.short, person.short) == ("RUS", "Vladimir Putin")
    assert Office("President", russia).label == "President of Russia"
    assert Office("Patriarch").label == "Patriarch"


def test_every_event_type_is_a_gathering_a_conclusion_or_neither() -> None:
    gatherings = {kind for kind in EventType if kind.is_gathering}
    conclusions = {kind for kind in EventType if kind.is_conclusion}
    assert gatherings == {
        EventType.MEETING,
        EventType.NEGOTIATION,
        EventType.SUMMIT,
        EventType.MEDIATION,
        EventType.CREDENTIALS,
    }
    assert conclusions == {EventType.SIGNING, EventType.AGREEMENT_REACHED}


def test_the_signature_of_an_extractor_changes_with_each_of_its_parts() -> None:
    whole = ExtractorInfo("frames", "1", "model", "3.8", "abc")
    changed = [
        dataclasses.replace(whole, **{field.name: "other"}) for field in dataclasses.fields(whole)
    ]
    assert len({whole.signature, *(info.signature for info in changed)}) == 6


def test_extractions_are_frozen_and_travel_between_processes() -> None:
    whole = extraction(claim(), instruments=(mentioned(PROTOCOL, 0),))
    assert pickle.loads(pickle.dumps(whole)) == whole
    assert hash(whole) == hash(pickle.loads(pickle.dumps(whole)))
    with pytest.raises(dataclasses.FrozenInstanceError):
        whole.claims[0].confidence = 0.5  # type: ignore[misc]
