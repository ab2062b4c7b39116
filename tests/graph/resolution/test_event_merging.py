from __future__ import annotations

import dataclasses
import datetime as dt
import random
from collections.abc import Sequence

import pytest
from building import (
    MINTER,
    MOSCOW,
    OSLO,
    RUSSIA,
    claim,
    extraction,
    instrument,
    on,
    person,
    putin_meets_bibilov,
    side,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from strategies import extractions

from diplograph.graph import iris
from diplograph.graph.dates import EventTime, PartialDate
from diplograph.graph.model import (
    Event,
    EventType,
    Extraction,
    InstrumentKind,
    InstrumentMention,
    InstrumentRelation,
    InstrumentStep,
    Participant,
    Place,
    Quote,
    Role,
    Status,
)
from diplograph.graph.picture import Picture
from diplograph.graph.resolution.derive import derive, derive_events
from diplograph.graph.resolution.stored import Told, told_by

KIM = person("Kim Minji", "KOR")
SOLBERG = person("Ingrid Solberg", "NOR")
LARSEN = person("Per Larsen", "NOR")
ROSSI = person("Carla Rossi", "ITA")
DAY = on("2017-11-14")


def events(*told: Extraction) -> list[Event]:
    return derive_events(told_by(told, MINTER).claims)


def meeting(
    number: int,
    *who: object,
    when: EventTime = DAY,
    where: Sequence[Place] = (),
    kind: EventType = EventType.MEETING,
    **more: object,
) -> Extraction:
    published = more.pop("published", dt.date(2017, 11, 15))
    sentence = more.pop("sentence", "The two sides spoke at length")
    each = claim(kind, who or (KIM, SOLBERG), when, *where, **more)  # type: ignore[arg-type]
    return extraction(number, each, published=published, sentence=sentence)  # type: ignore[arg-type]


def test_two_reports_of_one_meeting_are_one_event_with_two_evidences() -> None:
    (event,) = events(putin_meets_bibilov(1), putin_meets_bibilov(2))
    assert len(event.evidence) == len(event.claims) == 2
    assert {each.url for each in event.evidence} == {
        "https://press.example/1",
        "https://press.example/2",
    }
    assert len(event.participants) == 2


def test_an_event_has_the_name_of_its_place_that_most_of_its_articles_use() -> None:
    moved = dataclasses.replace(MOSCOW, name="Moskva", longitude=37.7)
    told = [meeting(number, where=[place]) for number, place in enumerate([MOSCOW, moved, MOSCOW])]
    (event,) = events(*told)
    assert event.places == (MOSCOW,)
    (other,) = events(meeting(1, where=[moved]))
    assert other.places == (moved,)
    assert "Moskva" in other.label


def test_the_same_pair_a_week_apart_is_two_events() -> None:
    assert len(events(putin_meets_bibilov(1), putin_meets_bibilov(2, "2017-11-21"))) == 2


def test_the_event_takes_the_least_iri_and_the_others_are_replaced() -> None:
    articles = [putin_meets_bibilov(number) for number in (1, 2, 3)]
    claims = sorted(each.iri for each in told_by(articles, MINTER).claims)
    (event,) = events(*articles)
    assert event.iri == MINTER.event(claims[0])
    assert set(event.replaces) == {MINTER.event(each) for each in claims[1:]}


SAME: dict[str, tuple[Extraction, Extraction]] = {
    "other types of gathering": (meeting(1), meeting(2, kind=EventType.NEGOTIATION)),
    "a range that covers the day": (meeting(1), meeting(2, when=on("2017-11-13", "2017-11-15"))),
    "a month that holds the day": (meeting(1), meeting(2, when=on("2017-11"))),
    "a city and its country": (meeting(1, where=[OSLO]), meeting(2)),
    "a polity and who represents it": (meeting(1), meeting(2, KIM, side("NOR"))),
    "a mediator told by one only": (
        meeting(1),
        meeting(2, KIM, SOLBERG, person("Lee Mora", "CHE", Role.MEDIATOR)),
    ),
    "undated, of one week and place": (
        meeting(1, when=on(None), where=[OSLO]),
        meeting(2, where=[OSLO]),
    ),
    "undated, in the same words": (
        meeting(1, when=on(None), where=[OSLO], published=None),
        dataclasses.replace(meeting(1, when=on(None), where=[OSLO], published=None)),
    ),
    "a visit": (
        meeting(
            1,
            person("Kim Minji", "KOR", Role.VISITOR),
            side("NOR", Role.HOST),
            when=on("2017-11-14", "2017-11-16"),
            kind=EventType.VISIT,
        ),
        meeting(2, person("Kim Minji", "KOR", Role.VISITOR), where=[OSLO], kind=EventType.VISIT),
    ),
    "a signing": (
        meeting(1, kind=EventType.SIGNING, about=instrument("Agreement on Salmon Farming", "NOR")),
        meeting(
            2,
            kind=EventType.AGREEMENT_REACHED,
            about=instrument("Norwegian-Korean salmon farming accord", "KOR"),
        ),
    ),
}

SAME["an agreement without a title, by the same persons in one week"] = (
    meeting(1, kind=EventType.SIGNING, about=instrument("Salmon Agreement", "NOR"), where=[OSLO]),
    meeting(2, kind=EventType.SIGNING, about=instrument("agreement", "KOR"), when=on(None)),
)

BERGEN = Place("Bergen", iris.geonames(3161732), "NOR", 60.39299, 5.32415)
KUALA_LUMPUR = Place("Kuala Lumpur", iris.geonames(1735161), "MYS", 3.1412, 101.68653)
NEXT_DAY = on("2017-11-15")
LATER = dt.date(2017, 11, 16)
CALL = EventType.CALL
SIGNING = EventType.SIGNING


def visit(number: int, *who: Participant, when: EventTime = DAY, **more: object) -> Extraction:
    travellers = who or (person("Kim Minji", "KOR", Role.VISITOR), side("NOR", Role.HOST))
    return meeting(number, *travellers, when=when, kind=EventType.VISIT, **more)


def signing(number: int, title: str, *who: Participant, **more: object) -> Extraction:
    about = instrument(title, "KOR", "NOR")
    return meeting(number, *who, kind=SIGNING, about=about, **more)


SAME |= {
    "days one apart in one city, the same persons": (
        meeting(1, where=[OSLO]),
        meeting(2, where=[OSLO], when=NEXT_DAY),
    ),
    "days one apart, told when both were over": (
        meeting(1, published=LATER),
        meeting(2, when=NEXT_DAY, published=LATER),
    ),
    "a call on another day of the other time zone": (
        meeting(1, kind=CALL, published=LATER),
        meeting(2, kind=CALL, when=NEXT_DAY, published=LATER),
    ),
    "other cities of one country, the same persons": (
        meeting(1, where=[OSLO]),
        meeting(2, where=[BERGEN]),
    ),
    "one in a delegation": (meeting(1), meeting(2, KIM, SOLBERG, LARSEN)),
    "nobody is named": (meeting(1, where=[OSLO]), meeting(2, side("KOR"), side("NOR"))),
    "undated, by the same persons in the next days": (
        meeting(1, when=on(None), published=LATER),
        meeting(2),
    ),
    "a plan told twice": (
        meeting(1, status=Status.PLANNED, published=dt.date(2017, 11, 1)),
        meeting(2, status=Status.PLANNED, when=on("2017-11"), published=dt.date(2017, 11, 3)),
    ),
    "a visit by its first days and by its last": (
        visit(1, when=EventTime(PartialDate(2017, 11, 14))),
        visit(2, when=NEXT_DAY, where=[BERGEN]),
    ),
    "a visit by the day of departure and, a year later, by that of arrival": (
        visit(1, when=EventTime(PartialDate(2017, 11, 14))),
        visit(2, when=EventTime(PartialDate(2017, 11, 15)), published=dt.date(2018, 11, 20)),
    ),
    "a visit to two cities": (visit(1, where=[OSLO]), visit(2, where=[BERGEN])),
    "a summit told with few of many": (
        meeting(
            1,
            *(side(code) for code in ("MYS", "THA", "IDN", "VNM")),
            kind=EventType.SUMMIT,
            where=[KUALA_LUMPUR],
        ),
        meeting(
            2,
            *(side(c) for c in ("MYS", "THA", "IDN", "VNM", "PHL", "LAO", "KHM", "MMR", "BRN")),
            kind=EventType.SUMMIT,
            where=[KUALA_LUMPUR],
        ),
    ),
    "an instrument in other words": (
        signing(1, "health insurance agreement"),
        signing(2, "agreement on compulsory medical insurance"),
    ),
    "an instrument by the names of its sides": (
        signing(1, "Norwegian-Korean agreement"),
        signing(2, "agreement on fisheries", when=DAY),
    ),
    "an instrument of the same words in another city": (
        signing(1, "memorandum on a tidal power station", where=[OSLO]),
        signing(2, "tidal power station memorandum", side("KOR"), side("NOR"), where=[MOSCOW]),
    ),
}

OTHER: dict[str, tuple[Extraction, Extraction]] = {
    "a call is no meeting": (meeting(1), meeting(2, kind=EventType.CALL)),
    "a plan is not what took place": (meeting(1), meeting(2, status=Status.PLANNED)),
    "other persons for one side": (meeting(1), meeting(2, KIM, LARSEN)),
    "another side": (meeting(1), meeting(2, KIM, ROSSI)),
    "another city": (meeting(1, where=[OSLO]), meeting(2, where=[MOSCOW])),
    "another country": (meeting(1, where=[OSLO]), meeting(2, where=[RUSSIA])),
    "a month and no person shared": (
        meeting(1, side("KOR"), SOLBERG),
        meeting(2, KIM, side("NOR"), when=on("2017-11")),
    ),
    "only a year": (meeting(1), meeting(2, when=on("2017"))),
    "undated and far apart": (
        meeting(1, when=on(None), where=[OSLO]),
        meeting(2, where=[OSLO], published=dt.date(2018, 3, 1)),
    ),
    "undated, and the other long before both were published": (
        meeting(1, when=on(None), where=[OSLO]),
        meeting(2, where=[OSLO], when=on("2016-11-14")),
    ),
    "an agreement without a title, by other persons": (
        meeting(1, kind=EventType.SIGNING, about=instrument("Salmon Agreement", "NOR")),
        meeting(2, KIM, side("NOR"), kind=EventType.SIGNING, about=instrument("agreement", "KOR")),
    ),
    "one side alone": (meeting(1, SOLBERG, LARSEN), meeting(2, SOLBERG, LARSEN)),
    "two in the margins of a summit": (
        meeting(1),
        meeting(2, KIM, SOLBERG, ROSSI, side("FRA"), kind=EventType.SUMMIT),
    ),
    "a visit elsewhere": (
        meeting(
            1,
            person("Kim Minji", "KOR", Role.VISITOR),
            side("NOR", Role.HOST),
            kind=EventType.VISIT,
        ),
        meeting(
            2,
            person("Kim Minji", "KOR", Role.VISITOR),
            side("SWE", Role.HOST),
            kind=EventType.VISIT,
        ),
    ),
    "another instrument": (
        meeting(1, kind=EventType.SIGNING, about=instrument("Agreement on Salmon Farming", "NOR")),
        meeting(2, kind=EventType.SIGNING, about=instrument("Agreement on Tidal Power", "NOR")),
    ),
    "another kind of instrument": (
        meeting(
            1,
            kind=EventType.SIGNING,
            about=instrument("Salmon Farming", "NOR", kind=InstrumentKind.TREATY),
        ),
        meeting(
            2,
            kind=EventType.SIGNING,
            about=instrument("Salmon Farming", "NOR", kind=InstrumentKind.PROTOCOL),
        ),
    ),
}


OTHER |= {
    "days two apart": (meeting(1, where=[OSLO]), meeting(2, where=[OSLO], when=on("2017-11-16"))),
    "days one apart, and one side unnamed": (
        meeting(1, KIM, side("NOR"), where=[OSLO]),
        meeting(2, where=[OSLO], when=NEXT_DAY),
    ),
    "days one apart, and one told before the other": (
        meeting(1, published=dt.date(2017, 11, 14)),
        meeting(2, when=NEXT_DAY, published=LATER),
    ),
    "the next day in another city": (
        meeting(1, where=[OSLO], published=LATER),
        meeting(2, where=[BERGEN], when=NEXT_DAY, published=LATER),
    ),
    "days one apart, told weeks apart": (
        meeting(1, published=LATER),
        meeting(2, when=NEXT_DAY, published=dt.date(2017, 12, 20)),
    ),
    "other cities of one country, and one side unnamed": (
        meeting(1, KIM, side("NOR"), where=[OSLO]),
        meeting(2, where=[BERGEN]),
    ),
    "the same pair in the same city a week later": (
        meeting(1, where=[OSLO]),
        meeting(2, where=[OSLO], when=on("2017-11-21"), published=dt.date(2017, 11, 22)),
    ),
    "a month that had not come so far": (
        meeting(1, when=on("2017-11"), published=dt.date(2017, 11, 5)),
        meeting(2),
    ),
    "undated, and told before the other took place": (
        meeting(1, when=on(None), where=[OSLO], published=dt.date(2017, 11, 10)),
        meeting(2, where=[OSLO]),
    ),
    "undated, by the same persons, a week later": (
        meeting(1, when=on(None), published=dt.date(2017, 11, 22)),
        meeting(2),
    ),
    "a plan with another participant": (
        meeting(1, status=Status.PLANNED, published=dt.date(2017, 11, 1)),
        meeting(2, KIM, SOLBERG, ROSSI, status=Status.PLANNED, published=dt.date(2017, 11, 1)),
    ),
    "a plan for the next day": (
        meeting(1, status=Status.PLANNED, where=[OSLO], published=dt.date(2017, 11, 1)),
        meeting(
            2,
            status=Status.PLANNED,
            where=[OSLO],
            when=NEXT_DAY,
            published=dt.date(2017, 11, 1),
        ),
    ),
    "a second visit in a month": (
        visit(1, when=EventTime(PartialDate(2017, 11, 14))),
        visit(2, when=on("2017-11-28"), published=dt.date(2017, 11, 29)),
    ),
    "a visit of somebody else on the next day": (
        visit(1),
        visit(
            2,
            person("Lee Sora", "KOR", Role.VISITOR),
            side("NOR", Role.HOST),
            when=NEXT_DAY,
            published=dt.date(2017, 11, 16),
        ),
    ),
    "two agreements of one ceremony that share words": (
        signing(1, "agreement on trade in goods"),
        signing(2, "agreement on trade in services"),
    ),
    "instruments of one word each, in other countries": (
        signing(1, "Fisheries Treaty", where=[OSLO]),
        signing(2, "treaty on fisheries", where=[MOSCOW]),
    ),
}


@pytest.mark.parametrize("case", SAME)
def test_one_event(case: str) -> None:
    one, other = SAME[case]
    if one.article == other.article:
        other = dataclasses.replace(
            other, article=dataclasses.replace(other.article, url="https://copy.example/1")
        )
    assert len(events(one, other)) == 1


@pytest.mark.parametrize("case", OTHER)
def test_two_events(case: str) -> None:
    assert len(events(*OTHER[case])) == 2


def test_two_claims_of_one_article_stay_two_and_a_third_fits_neither() -> None:
    each = claim(EventType.MEETING, [KIM, SOLBERG], DAY)
    assert len(events(extraction(1, each, each), meeting(2))) == 3


def test_a_vague_report_that_fits_two_events_stays_by_itself() -> None:
    later = dt.date(2017, 11, 25)
    vague = meeting(3, when=on("2017-11"), published=later)
    found = events(meeting(1), meeting(2, when=on("2017-11-20"), published=later), vague)
    assert [len(each.claims) for each in found] == [1, 1, 1]


def test_a_better_fit_decides() -> None:
    fits = meeting(3, when=on("2017-11"), where=[OSLO])
    found = events(meeting(1, where=[OSLO]), meeting(2, when=on("2017-11-20")), fits)
    assert sorted(len(each.claims) for each in found) == [1, 2]


def test_persons_merged_across_articles_bring_events_together() -> None:
    full = meeting(1, person("Antony J. Blinken", "USA"), SOLBERG)
    short = meeting(2, person("Blinken", "USA"), SOLBERG)
    (event,) = events(full, short)
    assert [each.actor.name for each in event.participants] == [
        "Antony J. Blinken",
        "Ingrid Solberg",
    ]


# ------------------------------------------------------------------------- canonical values


def test_values_are_the_finest_and_those_told_most() -> None:
    (event,) = events(
        meeting(1, when=on("2017-11", words="this month"), where=[OSLO], confidence=0.5),
        meeting(2, KIM, side("NOR", Role.HOST), where=[OSLO], topics=("trade",), confidence=0.6),
        meeting(
            3,
            KIM,
            person("Ingrid Solberg", "NOR", office="Foreign Minister"),
            kind=EventType.SUMMIT,
            topics=("fisheries",),
            confidence=0.7,
        ),
    )
    assert (event.type, event.time.start) == (EventType.MEETING, DAY.start)
    assert [place.name for place in event.places] == ["Oslo"]
    assert event.topics == ("fisheries", "trade")
    assert event.confidence == pytest.approx(1 - 0.5 * 0.4 * 0.3)
    solberg = next(each for each in event.participants if each.actor == SOLBERG.actor)
    assert solberg.roles == (Role.HOST,)  # the polity hosts, and she stands for it
    assert solberg.office is not None
    assert solberg.office.label == "Foreign Minister of Norway"
    assert len(event.participants) == 2
    assert event.label == ("Meeting of Kim Minji (KOR) and Ingrid Solberg (NOR), Oslo, 2017-11-14")


def test_many_reports_never_make_certain() -> None:
    (event,) = events(*(meeting(number, confidence=0.9) for number in range(5)))
    assert event.confidence == 0.99


def test_a_visited_polity_stays_where_nobody_is_named_for_it() -> None:
    visitor = person("Kim Minji", "KOR", Role.VISITOR)
    visits = [
        meeting(number, visitor, side("NOR", Role.HOST), kind=EventType.VISIT) for number in (1, 2)
    ]
    (event,) = events(*visits)
    assert [each.actor.code for each in event.participants] == [None, "NOR"]
    assert event.label == "Visit of Kim Minji (KOR) to Norway, 2017-11-14"


def test_a_merged_signing_has_one_instrument() -> None:
    picture = derive(told_by(SAME["a signing"], MINTER))
    (event,) = picture.events
    (known,) = picture.instruments
    assert known.instrument == event.instrument
    assert [each.code for each in known.instrument.parties] == ["KOR", "NOR"]
    assert event.label.startswith("Signing of Norwegian-Korean salmon farming accord by Kim Minji")


def test_the_larger_event_is_the_canonical_one() -> None:
    visitor = person("Kim Minji", "KOR", Role.VISITOR)
    visit = claim(EventType.VISIT, [visitor, side("NOR", Role.HOST)], DAY)
    inside = claim(EventType.MEETING, [KIM, SOLBERG], DAY, part_of=0)
    found = events(extraction(1, visit, inside), extraction(2, visit, inside))
    assert len(found) == 2
    larger = next(each for each in found if each.type is EventType.VISIT)
    smaller = next(each for each in found if each.type is EventType.MEETING)
    assert (smaller.part_of, larger.part_of) == (larger.iri, None)


def test_merging_never_closes_a_circle_of_parts() -> None:
    visitor = person("Kim Minji", "KOR", Role.VISITOR)
    whole = claim(EventType.VISIT, [visitor, side("NOR", Role.HOST)], DAY)
    part = claim(EventType.MEETING, [KIM, SOLBERG], DAY)
    one = extraction(1, whole, dataclasses.replace(part, part_of=0))
    other = extraction(2, dataclasses.replace(whole, part_of=1), part)
    found = events(one, other)
    assert len(found) == 2
    assert sum(each.part_of is None for each in found) == 1


def test_an_instrument_under_discussion_points_to_the_event() -> None:
    treaty = instrument("Treaty of Alliance", "NOR", "KOR", kind=InstrumentKind.TREATY)
    told = meeting(1)
    (quote,) = told.claims[0].evidence
    mention = InstrumentMention(treaty, InstrumentRelation.IMPLEMENTED, quote, 0)
    picture = derive(told_by([dataclasses.replace(told, instruments=(mention,))], MINTER))
    (known,) = picture.instruments
    assert known.implemented_in == (picture.events[0].iri,)
    assert known.discussed_in == known.promised_in == ()


# ------------------------------------------------------------------------- any order

NAMES = ["Kim Minji", "Kim", "M. Kim", "Ingrid Solberg"]
people = st.builds(person, st.sampled_from(NAMES), st.sampled_from(["KOR", "NOR"]))
parts = st.lists(people | st.builds(side, st.sampled_from(["KOR", "NOR", "ITA"])), max_size=3)
times = st.sampled_from(["2017-11-14", "2017-11-15", "2017-11", "2017", None]).map(on)


@st.composite
def similar_articles(draw: st.DrawFn) -> list[Extraction]:
    """Articles alike enough that much is merged and much contradicts."""
    found = []
    for number in range(draw(st.integers(2, 6))):
        each = claim(
            draw(st.sampled_from([EventType.MEETING, EventType.SUMMIT, EventType.VISIT])),
            draw(parts),
            draw(times),
            *draw(st.lists(st.sampled_from([OSLO, MOSCOW]), max_size=1)),
        )
        found.append(extraction(number, *[each] * draw(st.integers(1, 2))))
    return found


def shuffled(told: Told, seed: int) -> Picture:
    order = random.Random(seed)
    claims, instruments = list(told.claims), list(told.instruments)
    order.shuffle(claims)
    order.shuffle(instruments)
    return derive(Told(claims, instruments, told.texts))


@settings(max_examples=60, deadline=None)
@given(similar_articles(), st.integers())
def test_the_order_of_similar_claims_does_not_matter(told: list[Extraction], seed: int) -> None:
    claims = told_by(told, MINTER)
    picture = derive(claims)
    assert shuffled(claims, seed) == picture
    spread = [claim for event in picture.events for claim in event.claims]
    assert sorted(spread) == sorted(each.iri for each in claims.claims)
    for event in picture.events:
        articles = [each.rsplit("/claim/", 1)[0] for each in event.claims]
        assert len(set(articles)) == len(articles)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(st.lists(extractions(), max_size=4, unique_by=lambda each: each.article.key), st.integers())
def test_the_order_of_any_claims_does_not_matter(told: list[Extraction], seed: int) -> None:
    claims = told_by(told, MINTER)
    assert shuffled(claims, seed) == derive(claims)


def step(
    number: int,
    kind: EventType,
    title: str,
    *codes: str,
    when: EventTime = on(None),
    what: InstrumentStep | None = None,
) -> Extraction:
    each = claim(kind, [side(code) for code in codes], when, about=instrument(title))
    return extraction(number, dataclasses.replace(each, step=what))


RATIFIED = step(1, EventType.RATIFICATION, "Tidal Treaty", "NOR", when=DAY)


@pytest.mark.parametrize(
    ("other", "count"),
    [
        # a side ratifies an instrument once, whichever day is told
        (step(2, EventType.RATIFICATION, "Treaty on tidal power", "NOR"), 1),
        (step(2, EventType.RATIFICATION, "Tidal Treaty", "NOR", when=on("2017")), 1),
        (step(2, EventType.RATIFICATION, "Tidal Treaty", "NOR", when=on("2016")), 2),
        (step(2, EventType.RATIFICATION, "Tidal Treaty", "ITA", when=DAY), 2),
        (step(2, EventType.RATIFICATION, "Salmon Treaty", "NOR", when=DAY), 2),
        (step(2, EventType.ENTRY_INTO_FORCE, "Tidal Treaty", "NOR", when=DAY), 2),
    ],
)
def test_a_side_ratifies_an_instrument_once(other: Extraction, count: int) -> None:
    assert len(events(RATIFIED, other)) == count


def test_a_suspension_is_no_end_and_an_initialling_no_signature() -> None:
    kind, title = EventType.TERMINATION, "Tidal Treaty"
    suspended = step(1, kind, title, "NOR", when=DAY, what=InstrumentStep.SUSPENDED)
    ended = step(2, kind, title, "NOR", when=DAY, what=InstrumentStep.TERMINATED)
    assert len(events(suspended, ended)) == 2
    signed = step(1, EventType.SIGNING, title, "NOR", "ITA", when=DAY, what=InstrumentStep.SIGNED)
    initialled = step(
        2, EventType.SIGNING, title, "NOR", "ITA", when=DAY, what=InstrumentStep.INITIALLED
    )
    reached = step(
        3, EventType.AGREEMENT_REACHED, title, "NOR", "ITA", when=DAY, what=InstrumentStep.AGREED
    )
    assert len(events(signed, initialled)) == 2
    (event,) = events(signed, reached)
    assert (event.type, event.step) == (EventType.SIGNING, InstrumentStep.SIGNED)


def said(number: int, words: str, *, speaker: str = "Per Larsen") -> Extraction:
    told = claim(EventType.STATEMENT, [person(speaker, "NOR", Role.SPEAKER)], on(None))
    article = extraction(number, told, sentence=f"{words} {speaker} said in report {number}")
    quote = Quote(0, len(words), words)
    return dataclasses.replace(
        article, claims=(dataclasses.replace(article.claims[0], quotations=(quote,)),)
    )


WORDS = "We shall not give up one metre of the tidal flats"


@pytest.mark.parametrize(
    ("other", "count"),
    [
        (said(2, WORDS), 1),
        (said(2, f"{WORDS}, and nobody will make us"), 1),
        (said(2, "We shall speak of the tidal flats when the herring is back"), 2),
        (said(2, WORDS, speaker="Ingrid Solberg"), 2),
    ],
)
def test_one_statement_quoted_twice(other: Extraction, count: int) -> None:
    assert len(events(said(1, WORDS), other)) == count


def test_an_earlier_instrument_is_known_by_its_canonical_iri() -> None:
    old = instrument("Tidal Treaty", "NOR", "ITA")
    new = dataclasses.replace(
        instrument("Tidal Protocol", "NOR", "ITA"), replaces=old.iri, extends=old.iri
    )
    told = claim(EventType.SIGNING, [side("NOR"), side("ITA")], DAY, about=new)
    mention = InstrumentMention(old, InstrumentRelation.MENTIONED, Quote(0, 0, ""))
    (event,) = events(extraction(1, told, instruments=[mention]))
    assert event.instrument is not None
    assert (event.instrument.replaces, event.instrument.extends) == (old.iri, old.iri)
    assert (event.instrument.amends, event.instrument.implements) == (None, None)
