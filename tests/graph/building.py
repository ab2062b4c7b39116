"""Hand-built extractions for the tests of writing, merging and reading."""

from __future__ import annotations

import dataclasses
import datetime as dt
import sqlite3
from collections.abc import Sequence

from diplograph.graph import iris
from diplograph.graph.authority import load_authority
from diplograph.graph.dates import EventTime, PartialDate
from diplograph.graph.index.database import Index
from diplograph.graph.iris import Minter
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
from diplograph.graph.resolution.actors import ActorIndex
from diplograph.graph.resolution.claim_source import ClaimSource
from diplograph.graph.resolution.resolver import Resolver
from diplograph.graph.resolution.stored import Told

MINTER = Minter()
EXTRACTOR = ExtractorInfo("frames", "1", "en_core_web_sm", "3.8.0", "abc")

MOSCOW = Place("Moscow", iris.geonames(524901), "RUS", 55.75222, 37.61556)
OSLO = Place("Oslo", iris.geonames(3143244), "NOR", 59.91273, 10.74609)
RUSSIA = Place("Russia", iris.country("RUS"), "RUS")


def polity(code: str) -> Actor:
    return load_authority().polity(code).actor()


def person(
    name: str, code: str, *roles: Role, office: str | None = None, represents: str | None = None
) -> Participant:
    """A person who represents a polity, given by its code."""
    side = polity(represents or code)
    return Participant(
        Actor(ActorKind.PERSON, name, MINTER.person(name, code)),
        roles or (Role.PARTICIPANT,),
        Office(office, side) if office else None,
        (side,),
    )


def side(code: str, *roles: Role) -> Participant:
    """A polity that takes part itself."""
    return Participant(polity(code), roles or (Role.PARTICIPANT,))


def on(text: str | None, end: str | None = None, words: str | None = None) -> EventTime:
    if text is None:
        return EventTime(words=words)
    return EventTime(PartialDate.parse(text), PartialDate.parse(end or text), words)


def instrument(
    title: str,
    *codes: str,
    kind: InstrumentKind = InstrumentKind.AGREEMENT,
    date: str | None = None,
) -> Instrument:
    return Instrument(
        MINTER.instrument(title, codes, None),
        title,
        kind,
        parties=tuple(polity(code) for code in codes),
    )


def claim(
    kind: EventType,
    participants: Sequence[Participant],
    when: EventTime,
    *places: Place,
    status: Status = Status.OCCURRED,
    about: Instrument | None = None,
    part_of: int | None = None,
    topics: tuple[str, ...] = (),
    confidence: float = 0.8,
) -> EventClaim:
    """A claim; :func:`extraction` gives it a sentence of the article as evidence."""
    return EventClaim(
        kind,
        status,
        (Quote(0, 0, ""),),
        when,
        tuple(places),
        tuple(participants),
        about,
        topics,
        (),
        part_of,
        confidence,
    )


def extraction(
    number: int,
    *claims: EventClaim,
    published: dt.date | None = dt.date(2017, 11, 15),
    url: str | None = None,
    instruments: Sequence[InstrumentMention] = (),
    sentence: str = "The two sides spoke at length",
) -> Extraction:
    """An extraction of an article of one sentence a claim, each the evidence of its claim."""
    sentences = [f"{sentence}, report {number}, point {each + 1}." for each in range(len(claims))]
    text = " ".join(sentences) or "Nothing happened."
    told = []
    start = 0
    for words, each in zip(sentences, claims, strict=True):
        quote = Quote.of(text, start, start + len(words))
        told.append(dataclasses.replace(each, evidence=(quote,)))
        start += len(words) + 1
    article = Article(
        text,
        url or f"https://press.example/{number}",
        f"Report {number}",
        published,
        "Example Press",
    )
    return Extraction(article, EXTRACTOR, (), tuple(told), tuple(instruments))


def putin_meets_bibilov(number: int, when: str | None = "2017-11-14") -> Extraction:
    return extraction(
        number,
        claim(
            EventType.MEETING,
            [
                person("Vladimir Putin", "RUS", Role.HOST, office="President"),
                person("Anatoly Bibilov", "SOS", office="President"),
            ],
            on(when),
            MOSCOW,
            topics=("trade",),
        ),
    )


def everything(number: int) -> Extraction:
    """An extraction that has something in every field, known and unknown to the authority."""
    group = Actor(ActorKind.ORGANIZATION, "Fjord Group", MINTER.organization("Fjord Group"))
    nobody = Actor(ActorKind.PERSON, "Ola Nordmann", MINTER.person("Ola Nordmann", None))
    house = Place("Blue House", MINTER.place("Blue House", "KOR"), "KOR")
    told = extraction(
        number,
        claim(
            EventType.VISIT,
            [
                person("Kim Minji", "KOR", Role.VISITOR, office="Foreign Minister"),
                side("NOR", Role.HOST),
            ],
            on("2017-11-14", "2017-11-16", words="from Tuesday"),
            OSLO,
            topics=("trade",),
        ),
        claim(
            EventType.MEETING,
            [person("Kim Minji", "KOR"), person("Ingrid Solberg", "NOR", Role.HOST)],
            on("2017-11"),
            house,
            part_of=0,
        ),
        claim(
            EventType.SIGNING,
            [person("Kim Minji", "KOR", Role.SIGNATORY), Participant(group, (Role.SIGNATORY,))],
            on(None, words="recently"),
            about=instrument("Salmon Agreement", "KOR", "NOR"),
        ),
        claim(
            EventType.CALL,
            [
                person("Kim Minji", "KOR", Role.CALLER),
                Participant(nobody, office=Office("Envoy"), represents=(group,)),
            ],
            EventTime(PartialDate(2018)),
            status=Status.PLANNED,
        ),
    )
    quote = told.claims[0].evidence[0]
    text = told.article.text
    kim = told.claims[0].participants[0].actor
    treaty = instrument("Treaty of Alliance", "KOR", "NOR", kind=InstrumentKind.TREATY)
    pact = dataclasses.replace(
        instrument("Pact"), parties=(group,), amends=treaty.iri, subject="fish", mentioned_as="it"
    )
    return dataclasses.replace(
        told,
        article=dataclasses.replace(
            told.article,
            author="A. Writer",
            language="en",
            retrieved=dt.datetime(2020, 1, 1, 9, tzinfo=dt.timezone.utc),
        ),
        claims=(dataclasses.replace(told.claims[0], commitments=(quote,)), *told.claims[1:]),
        mentions=(
            Mention(Quote.of(text, 0, 3), MentionKind.PERSON, kim.name, kim),
            Mention(Quote.of(text, 0, 3), MentionKind.PLACE, OSLO.name, place=OSLO),
            Mention(Quote.of(text, 4, 7), MentionKind.POLITY, "Norway", polity("NOR")),
            Mention(Quote.of(text, 8, 12), MentionKind.DATE, "November", date="2017-11"),
            Mention(Quote.of(text, 12, 17), MentionKind.ORGANIZATION, group.name, group),
            Mention(Quote.of(text, 17, 22), MentionKind.INSTRUMENT, "Pact"),
        ),
        instruments=(
            InstrumentMention(treaty, InstrumentRelation.PROMISED, quote, 1),
            InstrumentMention(pact, InstrumentRelation.MENTIONED, quote),
        ),
    )


def actors_of(told: Told) -> ActorIndex:
    """The canonical actors of all that articles tell."""
    resolver = Resolver(Index(sqlite3.connect(":memory:")), ClaimSource(lambda _: told))
    resolver.add(told)
    for _ in resolver.changes():
        pass
    return resolver.actors()
