"""What ``extract`` prints: the JSON record, and the page with its marks."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diplograph.cli.marked import page
from diplograph.cli.seen import extraction_record
from diplograph.graph.dates import EventTime, PartialDate
from diplograph.graph.model import (
    Actor,
    ActorKind,
    Article,
    EventClaim,
    EventType,
    Extraction,
    ExtractorInfo,
    Instrument,
    InstrumentKind,
    InstrumentMention,
    InstrumentRelation,
    Mention,
    MentionKind,
    Office,
    Participant,
    Place,
    Quote,
    Role,
    Status,
)

TEXT = "Title <b>\n\nPresident Ana Ruiz & guests met in Lima on 3 May. They signed the Lima Accord."
AUT = Actor(ActorKind.POLITY, "Austria", "https://w3id.org/diplograph/authority/polity/AUT", "AUT")
RUIZ = Actor(ActorKind.PERSON, "Ana Ruiz", "https://w3id.org/diplograph/id/person/AUT/ana-ruiz")
LIMA = Place("Lima", "https://sws.geonames.org/3936456/", "PER", -12.04, -77.03)


def quote(words: str) -> Quote:
    start = TEXT.index(words)
    return Quote.of(TEXT, start, start + len(words))


ACCORD = Instrument(
    "https://w3id.org/diplograph/id/instrument/1", "Lima Accord", InstrumentKind.TREATY
)
EXTRACTION = Extraction(
    Article(TEXT, url="https://press.example/1?a=1&b=2", title="Title <b>"),
    ExtractorInfo("frames", "1", "en_core_web_sm", "3.8.0"),
    mentions=(
        Mention(quote("Ana Ruiz"), MentionKind.PERSON, "Ana Ruiz", actor=RUIZ),
        Mention(quote("Lima on"), MentionKind.PLACE, "Lima", place=LIMA),
        Mention(quote("3 May"), MentionKind.DATE, "3 May", date="2019-05-03"),
        Mention(quote("the Lima Accord"), MentionKind.INSTRUMENT, "Lima Accord"),
        Mention(quote("Lima Accord"), MentionKind.PLACE, "Lima", place=LIMA),
    ),
    claims=(
        EventClaim(
            EventType.MEETING,
            Status.PLANNED,
            (quote("President Ana Ruiz & guests met in Lima on 3 May."),),
            EventTime.on(PartialDate(2019, 5, 3), "on 3 May"),
            (LIMA,),
            (Participant(RUIZ, (Role.HOST,), Office("President", AUT), (AUT,)),),
            confidence=0.75,
        ),
        EventClaim(
            EventType.SIGNING,
            Status.OCCURRED,
            (quote("They signed the Lima Accord."),),
            instrument=replace(ACCORD, parties=(AUT,)),
            part_of=0,
        ),
    ),
    instruments=(
        InstrumentMention(ACCORD, InstrumentRelation.DISCUSSED, quote("the Lima Accord"), 0),
    ),
)


def test_the_record_is_json_and_its_offsets_cut_the_text() -> None:
    record = json.loads(json.dumps(extraction_record(EXTRACTION)))
    assert [claim["type"] for claim in record["claims"]] == ["Meeting", "Signing"]
    assert record["claims"][1]["part_of"] == 0
    assert record["claims"][0]["participants"][0]["represents"] == ["AUT"]
    assert record["claims"][1]["instrument"]["parties"] == ["AUT"]
    assert record["instruments"][0]["relation"] == "discussed"
    quotes = record["mentions"] + record["instruments"]
    quotes += [quote for claim in record["claims"] for quote in claim["evidence"]]
    assert len(quotes) == 8
    for each in quotes:
        assert record["text"][each["start"] : each["end"]] == each["quote"]
    assert {mention.get("date") for mention in record["mentions"]} == {None, "2019-05-03"}
    assert record["mentions"][0]["iri"] == RUIZ.iri
    assert record["mentions"][1]["country"] == "PER"


class Reader(HTMLParser):
    """Collects what a browser would show in the text column, and what it would fetch."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.links += [value or "" for name, value in attrs if name in ("src", "href")]


def shown_text(html: str) -> str:
    """The article's text as a reader sees it, without the numbers of the claims."""
    (body,) = re.findall(r'<div class="text">(.*?)</div>', html, re.DOTALL)
    return unescape(re.sub(r"<[^>]+>", "", re.sub(r"<sup>[\d,]+</sup>", "", body)))


def test_the_page_shows_the_whole_text_marked_and_fetches_nothing() -> None:
    html = page([EXTRACTION])
    assert shown_text(html) == TEXT
    assert '<mark class="person claim"' in html
    assert html.count("<li>") == 2
    assert "Meeting (planned)" in html
    assert "President of Austria" in html
    assert "75" in html
    reader = Reader()
    reader.feed(html)
    assert reader.links == []
    assert "script" not in reader.tags


@pytest.mark.parametrize("claims", [(), EXTRACTION.claims])
def test_articles_share_a_page(claims: tuple[EventClaim, ...]) -> None:
    html = page([EXTRACTION, replace(EXTRACTION, claims=claims)])
    assert html.count("<section>") == 2
    assert ("No event claims." in html) == (not claims)


@settings(max_examples=40, deadline=None)
@given(
    st.text(st.characters(codec="utf-8", exclude_characters="\r\x00"), min_size=1, max_size=60),
    st.lists(st.tuples(st.integers(0, 59), st.integers(1, 60)), max_size=6),
)
def test_any_text_and_any_overlap_of_marks_is_shown_unchanged(
    text: str, spans: list[tuple[int, int]]
) -> None:
    mentions = tuple(
        Mention(Quote(start, min(end, len(text)), text[start:end]), MentionKind.PERSON, "<script>")
        for start, end in spans
        if start < min(end, len(text))
    )
    html = page([Extraction(Article(text), ExtractorInfo("none", "1"), mentions)])
    assert shown_text(html) == text
    assert "<script" not in html
