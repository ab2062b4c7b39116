from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import pytest
from building import (
    MINTER,
    MOSCOW,
    OSLO,
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

from diplograph.graph.dates import PartialDate
from diplograph.graph.errors import InvalidDate, UnknownName
from diplograph.graph.mapping import normal_form
from diplograph.graph.model import EventType, Extraction, Role, Status
from diplograph.graph.names import find_actor, find_place
from diplograph.graph.reader import (
    EventFilter,
    evidence,
    read_article,
    read_event,
    read_events,
    read_extraction,
)
from diplograph.graph.resolution.derive import derive
from diplograph.graph.resolution.stored import told_by
from diplograph.graph.store import Store, open_store
from diplograph.graph.writer import Writer

VISIT = extraction(
    2,
    claim(
        EventType.VISIT,
        [person("Ingrid Solberg", "NOR", Role.VISITOR), side("ABK", Role.HOST)],
        on("2018-03-01", "2018-03-04"),
        status=Status.PLANNED,
    ),
)
SIGNING = extraction(
    3,
    claim(
        EventType.SIGNING,
        [person("Ingrid Solberg", "NOR", Role.SIGNATORY), person("Li Na", "CHN", Role.SIGNATORY)],
        on("2018-05"),
        OSLO,
        about=instrument("Salmon Agreement", "NOR", "CHN"),
    ),
)
UNDATED = extraction(
    4, claim(EventType.CALL, [person("Li Na", "CHN"), side("FRA")], on(None, words="recently"))
)


def filled(told: Iterable[Extraction]) -> Store:
    store = open_store(None)
    writer = Writer(store)
    for each in told:
        writer.write(each)
    writer.derive()
    return store


@pytest.fixture(scope="module")
def store() -> Store:
    return filled([putin_meets_bibilov(1), VISIT, SIGNING, UNDATED])


def types(store: Store, **chosen: object) -> list[str]:
    return [event.type.value for event in read_events(store, EventFilter(**chosen))]  # type: ignore[arg-type]


def test_events_come_by_date_and_undated_ones_last(store: Store) -> None:
    assert types(store) == ["Meeting", "Visit", "Signing", "Call"]


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ({"types": (EventType.VISIT, EventType.CALL)}, ["Visit", "Call"]),
        ({"statuses": (Status.PLANNED,)}, ["Visit"]),
        ({"actor": "RUS"}, ["Meeting"]),
        ({"actor": "South Ossetian"}, ["Meeting"]),
        ({"actor": "Abkhazia"}, ["Visit"]),
        ({"actor": "Solberg"}, ["Visit", "Signing"]),
        ({"actor": "li na"}, ["Signing", "Call"]),
        ({"actor": MINTER.person("Li Na", "CHN")}, ["Signing", "Call"]),
        ({"place": "Oslo"}, ["Signing"]),
        ({"place": "Norway"}, ["Signing"]),
        ({"place": "RUS"}, ["Meeting"]),
        ({"place": MOSCOW.iri}, ["Meeting"]),
        ({"since": PartialDate(2018)}, ["Visit", "Signing"]),
        ({"since": PartialDate(2018, 3, 4), "until": PartialDate(2018, 3, 4)}, ["Visit"]),
        ({"since": PartialDate(2018, 5, 20)}, ["Signing"]),
        ({"until": PartialDate(2017)}, ["Meeting"]),
        ({"until": PartialDate(2016)}, []),
        ({"source": "https://press.example/3"}, ["Signing"]),
        ({"source": MINTER.article("https://press.example/3")}, ["Signing"]),
        ({"actor": "CHN", "types": (EventType.SIGNING,), "place": "Oslo"}, ["Signing"]),
    ],
)
def test_filters(store: Store, chosen: dict[str, object], expected: list[str]) -> None:
    assert types(store, **chosen) == expected


@pytest.mark.parametrize(
    ("chosen", "message"),
    [
        ({"actor": "Abhkazia"}, "did you mean Abkhazia"),
        ({"actor": "Solburg"}, "did you mean Ingrid Solberg"),
        ({"actor": "https://w3id.org/diplograph/id/person/X/y"}, "has the IRI"),
        ({"place": "Atlantis by the Sea"}, "no place goes by the name"),
        ({"source": "https://press.example/99"}, "no article"),
    ],
)
def test_unknown_names_are_errors(store: Store, chosen: dict[str, object], message: str) -> None:
    with pytest.raises(UnknownName, match=message):
        types(store, **chosen)


def test_evidence_is_verbatim_and_in_order() -> None:
    late, early = putin_meets_bibilov(1), putin_meets_bibilov(5)
    store = filled([late, early])
    events = list(read_events(store))
    assert [each.url for each in evidence(store, events[0].iri)] == [
        each.url for each in events[0].evidence
    ]
    for event in events:
        for each in event.evidence:
            assert each.url is not None
            text = read_article(store, each.article).text
            assert text[each.quote.start : each.quote.end] == each.quote.text
            assert read_article(store, each.url).published == dt.date(2017, 11, 15)


def test_one_event_by_its_iri(store: Store) -> None:
    for event in read_events(store):
        assert read_event(store, event.iri) == event
    with pytest.raises(UnknownName, match="no event"):
        read_event(store, MINTER.event("none"))
    with pytest.raises(UnknownName, match="no event"):
        read_event(store, "not an IRI")


def test_an_extraction_can_be_read_back(store: Store) -> None:
    assert read_extraction(store, "https://press.example/2") == normal_form(VISIT)


def test_a_name_that_two_polities_share_finds_both(store: Store) -> None:
    assert len(find_actor(store, "Congo")) == 2


def test_a_city_is_found_by_any_name_the_authority_knows(store: Store) -> None:
    assert find_place(store, "moscow") == [MOSCOW.iri]


@pytest.mark.breaks_the_graph  # made-up claims name codes and topics that no authority has
@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(st.lists(extractions(), min_size=1, max_size=3, unique_by=lambda each: each.article.key))
def test_what_is_read_is_what_was_derived(told: list[Extraction]) -> None:
    store = filled(told)
    assert {each.iri: each for each in read_events(store)} == {
        each.iri: each for each in derive(told_by(told, MINTER)).events
    }


def test_a_period_that_ends_before_it_begins_is_an_error_and_not_empty() -> None:
    with pytest.raises(InvalidDate, match=r"the period ends \(2019\) before it begins \(2020\)"):
        EventFilter(since=PartialDate(2020), until=PartialDate(2019))
    EventFilter(since=PartialDate(2019, 5), until=PartialDate(2019))
