"""Hypothesis strategies for the model's types, in the normal form in which the graph keeps them.

``extractions()`` gives whole extractions whose quotes are cut out of their article, ``events()``
canonical events without evidence (that lives with the claims).
"""

from __future__ import annotations

import datetime as dt

from hypothesis import strategies as st

from diplograph.graph import iris
from diplograph.graph.authority import load_authority
from diplograph.graph.dates import EventTime, PartialDate
from diplograph.graph.iris import Minter
from diplograph.graph.mapping import normal_event, normal_form
from diplograph.graph.model import (
    Actor,
    ActorKind,
    Article,
    Aspect,
    Disagreement,
    Event,
    EventClaim,
    EventType,
    Extraction,
    ExtractorInfo,
    Instrument,
    InstrumentKind,
    InstrumentMention,
    InstrumentRelation,
    InstrumentStep,
    Mention,
    MentionKind,
    Office,
    Participant,
    Place,
    Quote,
    Role,
    Status,
)

MINTER = Minter()

words = st.text(st.characters(exclude_categories=("Cs",)), max_size=20)
names = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=12).filter(
    lambda text: bool(text.strip())
)
codes = st.sampled_from(["RUS", "SOS", "FRA", "UN", "X 1"])
probabilities = st.integers(0, 10_000).map(lambda number: number / 10_000)


def degrees(limit: int) -> st.SearchStrategy[float]:
    return st.integers(-limit * 100_000, limit * 100_000).map(lambda number: number / 100_000)


@st.composite
def partial_dates(draw: st.DrawFn) -> PartialDate:
    day = draw(st.dates())
    return draw(
        st.sampled_from(
            [PartialDate(day.year), PartialDate(day.year, day.month), PartialDate.of(day)]
        )
    )


@st.composite
def event_times(draw: st.DrawFn) -> EventTime:
    said = draw(st.none() | words)
    start = draw(st.none() | partial_dates())
    if start is None:
        return EventTime(words=said)
    end = draw(st.none() | st.just(start) | partial_dates())
    if end is not None and end.last_day < start.first_day:
        start, end = end, start
    return EventTime(start, end, said)


@st.composite
def collectives(draw: st.DrawFn) -> Actor:
    """A polity or organisation, one name an IRI: known to the authority or not."""
    code = draw(codes)
    known = load_authority().actor_by_code(code)
    unknown = Actor(ActorKind.POLITY, f"Polity {code}", iris.polity(code), code)
    body = Actor(ActorKind.ORGANIZATION, f"Body {code}", MINTER.organization(code))
    return draw(st.sampled_from([known or unknown, body]))


@st.composite
def actors(draw: st.DrawFn) -> Actor:
    collective = draw(collectives())
    if draw(st.booleans()):
        return collective
    name = draw(names)
    return Actor(ActorKind.PERSON, name, MINTER.person(name, collective.code))


@st.composite
def offices(draw: st.DrawFn) -> Office:
    return Office(draw(names), draw(st.none() | collectives()))


@st.composite
def participants(draw: st.DrawFn, who: st.SearchStrategy[Actor] | None = None) -> Participant:
    actor = draw(actors() if who is None else who)
    office = draw(st.none() | offices())
    return Participant(
        actor,
        tuple(draw(st.lists(st.sampled_from(Role), min_size=1, max_size=3))),
        office,
        tuple(draw(st.lists(collectives(), max_size=2))),
        inferred=office is not None and actor.kind is ActorKind.PERSON and draw(st.booleans()),
    )


@st.composite
def places(draw: st.DrawFn) -> Place:
    name = draw(names)
    code = draw(st.none() | codes)
    if draw(st.booleans()):
        return Place(name, MINTER.place(name, code), code)
    number = draw(st.integers(1, 10**7))
    return Place(name, iris.geonames(number), code, draw(degrees(90)), draw(degrees(180)))


earlier = st.none() | st.just(MINTER.instrument("the older one", (), None))


@st.composite
def instruments(draw: st.DrawFn) -> Instrument:
    title = draw(names)
    parties = tuple(draw(st.lists(collectives(), max_size=3)))
    return Instrument(
        MINTER.instrument(title, tuple(each.short for each in parties), None),
        title,
        draw(st.sampled_from(InstrumentKind)),
        draw(st.none() | words),
        parties,
        draw(earlier),
        draw(st.none() | words),
        draw(earlier),
        draw(earlier),
        draw(earlier),
    )


@st.composite
def articles(draw: st.DrawFn) -> Article:
    offset = st.integers(-14 * 60, 14 * 60).map(
        lambda minutes: dt.timezone(dt.timedelta(minutes=minutes))
    )
    times = st.datetimes(timezones=st.none() | offset)
    return Article(
        text=draw(st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=60)),
        url=draw(st.none() | st.just("https://press.example/1") | words),
        title=draw(st.none() | words),
        published=draw(st.none() | st.dates() | times),
        outlet=draw(st.none() | words),
        author=draw(st.none() | words),
        language=draw(st.none() | st.sampled_from(["en", "fr"])),
        retrieved=draw(st.none() | times),
    )


def quotes(article: Article) -> st.SearchStrategy[Quote]:
    """Stretches of the article's text, white space and all."""
    size = len(article.text)
    ends = st.tuples(st.integers(0, size - 1), st.integers(1, size))
    return (
        ends.map(sorted)
        .filter(lambda pair: pair[0] < pair[1])
        .map(lambda pair: Quote(pair[0], pair[1], article.text[pair[0] : pair[1]]))
    )


@st.composite
def mentions(draw: st.DrawFn, article: Article) -> Mention:
    quote = draw(quotes(article))
    kind = draw(st.sampled_from(MentionKind))
    if kind is MentionKind.DATE:
        date = draw(partial_dates()).isoformat()
        return Mention(quote, kind, quote.text, date=date)
    if kind is MentionKind.PLACE:
        place = draw(st.none() | places())
        return Mention(quote, kind, place.name if place else quote.text, place=place)
    if kind is MentionKind.INSTRUMENT:
        return Mention(quote, kind, quote.text)
    actor = draw(st.none() | actors().filter(lambda each: each.kind.value == kind.value))
    return Mention(quote, kind, actor.name if actor else quote.text, actor=actor)


@st.composite
def claims(draw: st.DrawFn, article: Article, count: int, number: int) -> EventClaim:
    others = [each for each in range(count) if each != number]
    return EventClaim(
        type=draw(st.sampled_from(EventType)),
        status=draw(st.sampled_from(Status)),
        evidence=tuple(draw(st.lists(quotes(article), min_size=1, max_size=2))),
        time=draw(event_times()),
        places=tuple(draw(st.lists(places(), max_size=2))),
        participants=tuple(draw(st.lists(participants(), max_size=3))),
        instrument=draw(st.none() | instruments()),
        topics=tuple(draw(st.lists(st.sampled_from(["trade", "arms control"]), max_size=2))),
        commitments=tuple(draw(st.lists(quotes(article), max_size=2))),
        part_of=draw(st.none() | st.sampled_from(others)) if others else None,
        confidence=draw(probabilities),
        step=draw(st.none() | st.sampled_from(InstrumentStep)),
        quotations=tuple(draw(st.lists(quotes(article), max_size=2))),
    )


@st.composite
def extractions(draw: st.DrawFn) -> Extraction:
    article = draw(articles())
    count = draw(st.integers(0, 3))
    about = st.none() | st.integers(0, count - 1) if count else st.none()
    told = st.builds(
        InstrumentMention,
        instruments(),
        st.sampled_from(InstrumentRelation),
        quotes(article),
        about,
    )
    return normal_form(
        Extraction(
            article,
            ExtractorInfo("frames", "1", draw(words), draw(words), draw(words)),
            tuple(
                draw(
                    st.lists(
                        mentions(article),
                        max_size=3,
                        unique_by=lambda each: (each.quote.start, each.quote.end, each.kind),
                    )
                )
            ),
            tuple(draw(claims(article, count, number)) for number in range(count)),
            tuple(draw(st.lists(told, max_size=2))),
        )
    )


@st.composite
def disagreements(draw: st.DrawFn, claims: list[str]) -> Disagreement:
    about = draw(st.sampled_from(Aspect))
    place = draw(places()) if about is Aspect.CITY else None
    return Disagreement(
        about,
        draw(names) if place is None else place.iri,
        tuple(draw(st.lists(st.sampled_from(claims), min_size=1, max_size=3))),
        # what stands is described with the event's places
        draw(st.booleans()) and place is None,
        place,
    )


@st.composite
def events(draw: st.DrawFn, number: int = 1) -> Event:
    article = MINTER.article(f"https://press.example/{number}")
    claim_iris = [MINTER.claim(article, index) for index in range(3)]
    return normal_event(
        Event(
            iri=MINTER.event(claim_iris[0]),
            type=draw(st.sampled_from(EventType)),
            label=draw(words),
            status=draw(st.sampled_from(Status)),
            time=draw(event_times()),
            places=tuple(draw(st.lists(places(), max_size=2, unique_by=lambda place: place.iri))),
            participants=tuple(draw(st.lists(participants(), max_size=3))),
            instrument=draw(st.none() | instruments()),
            topics=tuple(draw(st.lists(st.sampled_from(["trade", "arms control"]), max_size=2))),
            commitments=tuple(draw(st.lists(words, max_size=2))),
            part_of=draw(st.none() | st.just(MINTER.event("larger"))),
            claims=tuple(draw(st.lists(st.sampled_from(claim_iris), max_size=3))),
            replaces=tuple(draw(st.lists(st.just(MINTER.event(claim_iris[1])), max_size=1))),
            confidence=draw(probabilities),
            step=draw(st.none() | st.sampled_from(InstrumentStep)),
            quotations=tuple(draw(st.lists(words, max_size=2))),
            disagreements=tuple(
                draw(
                    st.lists(
                        disagreements(claim_iris),
                        max_size=3,
                        unique_by=lambda each: each.place.iri if each.place else each.value,
                    )
                )
            ),
            realises=tuple(draw(st.lists(st.just(MINTER.event("planned")), max_size=1))),
            cancels=tuple(draw(st.lists(st.just(MINTER.event("other plan")), max_size=1))),
        )
    )
