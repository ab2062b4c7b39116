"""The catalogue on a graph that the writer made of claims, beside the real authority."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest

from diplograph.graph import iris
from diplograph.graph.authority import load_authority
from diplograph.graph.dates import EventTime, PartialDate
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
    Office,
    Participant,
    Place,
    Quote,
    Role,
    Status,
)
from diplograph.graph.reader import read_events
from diplograph.graph.store import Store, open_store
from diplograph.graph.writer import Writer
from diplograph.queries.catalogue import Catalogue
from diplograph.queries.frames import events_frame, participants_frame, to_frame

MEETING = "Vladimir Putin received Anatoly Bibilov in Tskhinval on 14 November."
PLAN = "Mr Bibilov will visit Moscow in December."
PACT = "They reviewed the Treaty of Alliance and Integration."
URL = "https://press.example/1"
DAY = EventTime.on(PartialDate(2017, 11, 14))


def polity(code: str) -> Actor:
    return load_authority().polity(code).actor()


def delegate(name: str, code: str, role: Role) -> Participant:
    person = Actor(ActorKind.PERSON, name, Minter().person(name, code))
    return Participant(person, (role,), Office("President", polity(code)), (polity(code),))


def report(url: str, *outlets: str) -> Extraction:
    # each house has words of its own around the quotes, or it would print a copy
    own = " ".join(
        f"{outlet} has its own word number {n}." for outlet in outlets for n in range(12)
    )
    text = f"{own} {MEETING} {PLAN} {PACT}"

    def quote(words: str) -> Quote:
        start = text.index(words)
        return Quote(start, start + len(words), words)

    (city,) = load_authority().cities_named("Tskhinval")[:1]
    meeting = EventClaim(
        EventType.MEETING,
        Status.OCCURRED,
        (quote(MEETING),),
        DAY,
        (Place("Tskhinval", city.iri, "SOS"),),
        (
            delegate("Vladimir Putin", "RUS", Role.HOST),
            delegate("Anatoly Bibilov", "SOS", Role.PARTICIPANT),
        ),
        topics=("trade",),
        confidence=0.9,
    )
    visit = EventClaim(
        EventType.VISIT,
        Status.PLANNED,
        (quote(PLAN),),
        EventTime.on(PartialDate(2017, 12)),
        (Place("Moscow", iris.geonames(524901), "RUS"),),
        (
            delegate("Anatoly Bibilov", "SOS", Role.VISITOR),
            Participant(polity("RUS"), (Role.HOST,)),
        ),
        confidence=0.4,
    )
    treaty = Instrument(
        Minter().instrument("Treaty of Alliance and Integration", ("RUS", "SOS"), None),
        "Treaty of Alliance and Integration",
        InstrumentKind.TREATY,
        parties=(polity("RUS"), polity("SOS")),
    )
    mention = InstrumentMention(treaty, InstrumentRelation.IMPLEMENTED, quote(PACT), 0)
    article = Article(text, url, "A meeting", dt.date(2017, 11, 15), *outlets)
    return Extraction(article, ExtractorInfo("hand", "1"), (), (meeting, visit), (mention,))


@pytest.fixture(scope="module")
def told() -> Iterator[Store]:
    with open_store(None) as store:
        writer = Writer(store)
        writer.write(report(URL, "Caucasus Wire"))
        writer.write(report("https://herald.example/2", "Steppe Herald"))
        assert writer.derive() == 2
        yield store


def ask(store: Store, name: str, **params: object) -> list[dict[str, object]]:
    return Catalogue.load().run(store, name, **params).records()


def test_a_meeting_that_two_articles_tell_is_one_row(told: Store) -> None:
    (row,) = ask(told, "meetings-between", a="Russian", b="Bibilov", since="2017-11")
    assert (row["event_type"], row["first_day"]) == ("Meeting", "2017-11-14")
    evidence = ask(told, "evidence-of", event=row["event"])
    assert [each["quote"] for each in evidence] == [MEETING, MEETING]
    assert {each["outlet"] for each in evidence} == {"Caucasus Wire", "Steppe Herald"}
    several = ask(told, "told-by-several", type="Meeting")
    assert [(each["event"], each["articles"]) for each in several] == [(row["event"], 2)]


def test_hosts_guests_and_offices_are_found(told: Store) -> None:
    (row,) = ask(told, "who-hosted-whom", host="RUS", guest="South Ossetia")
    assert (row["host_name"], row["guest_name"]) == ("Vladimir Putin", "Anatoly Bibilov")
    (office,) = ask(told, "offices-held", actor="Vladimir Putin")
    assert office["office"] == "President of Russia"


def test_the_plan_is_not_seen_and_unsure(told: Store) -> None:
    (plan,) = ask(told, "planned-not-seen", actor="SOS")
    assert (plan["event_type"], plan["precision"]) == ("Visit", "month")
    assert [row["event"] for row in ask(told, "low-confidence", below="0.7")] == [plan["event"]]
    assert [row["event"] for row in ask(told, "visits-to", polity="RUS", status="planned")] == [
        plan["event"]
    ]


def test_contested_places_and_recognition_come_from_the_authority(told: Store) -> None:
    (row,) = ask(told, "contested-places")
    assert (row["administered_by"], row["claimed_by"]) == ("South Ossetia", "Georgia")
    (event,) = ask(told, "limited-recognition", type="Meeting")
    assert "Russia" in str(event["recognizers"])
    assert "Syria" not in str(event["recognizers"])  # not before May 2018


def test_an_instrument_without_an_event_of_its_own_is_found(told: Store) -> None:
    (row,) = ask(told, "instruments-taken-up", actor="Bibilov")
    assert (row["title"], row["relation"]) == ("Treaty of Alliance and Integration", "implemented")
    (found,) = ask(told, "agreements-between", a="RUS", b="SOS")
    assert (found["kind"], found["event"]) == ("treaty", None)


def test_articles_are_asked_by_url(told: Store) -> None:
    assert len(ask(told, "events-of-article", article=URL)) == 2
    assert [row["events"] for row in ask(told, "articles-by-events")] == [2, 2]


def test_the_events_become_frames(told: Store) -> None:
    events = events_frame(read_events(told))
    assert events["type"].tolist() == ["Meeting", "Visit"]
    assert events["articles"].tolist() == [2, 2]
    assert events["hosts"].tolist() == [("Vladimir Putin",), (polity("RUS").name,)]
    assert len(participants_frame(read_events(told))) == 4


def test_every_open_question_can_be_asked_of_a_store_without_articles() -> None:
    """All columns are there, whatever the store holds."""
    catalogue = Catalogue.load()
    with open_store(None) as store:
        Writer(store).load_reference_data()
        for asked in catalogue:
            if not any(parameter.required for parameter in asked.parameters):
                frame = to_frame(catalogue.run(store, asked.name))
                assert list(frame.columns) == [column.name for column in asked.columns]
                assert frame.empty, asked.name
