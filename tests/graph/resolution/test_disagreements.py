"""What sources tell differently: which value stands, and what is kept beside it."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest
from building import MINTER, MOSCOW, OSLO, actors_of, claim, extraction, on, person, side
from hypothesis import given, settings
from hypothesis import strategies as st

from diplograph.graph import iris
from diplograph.graph.mapping import event_from, event_to_quads
from diplograph.graph.model import Aspect, Event, EventType, Extraction, Place, Role, Status
from diplograph.graph.records import event_record
from diplograph.graph.resolution.canonical import canonical_event
from diplograph.graph.resolution.disagreements import is_official
from diplograph.graph.resolution.places import known_places
from diplograph.graph.resolution.stored import told_by

KIM = person("Kim Minji", "KOR")
SOLBERG = person("Ingrid Solberg", "NOR")
BERGEN = Place("Bergen", iris.geonames(3161732), "NOR", 60.39299, 5.32415)
NORWAY = Place("Norway", iris.country("NOR"), "NOR")


def told(
    number: int,
    when: str | None = "2017-11-14",
    *where: Place,
    kind: EventType = EventType.MEETING,
    end: str | None = None,
    url: str | None = None,
    **more: object,
) -> Extraction:
    each = claim(kind, [KIM, SOLBERG], on(when, end), *where, **more)  # type: ignore[arg-type]
    return extraction(number, each, published=dt.date(2017, 11, 20), url=url)


def merged(*reports: Extraction, copies: dict[int, int] | None = None) -> Event:
    """The event of all claims, merged whatever they tell, as by a judgement."""
    all_told = told_by(reports, MINTER)
    article = {
        number: MINTER.article(each.article.key) for number, each in enumerate(reports, start=1)
    }
    return canonical_event(
        all_told.claims,
        {each.iri: "urn:event" for each in all_told.claims},
        actors_of(all_told),
        lambda instrument: instrument,
        known_places(all_told.claims),
        {article[copy]: article[first] for copy, first in (copies or {}).items()},
    )


def values(event: Event, about: Aspect) -> dict[str, tuple[bool, int]]:
    """Each value told with whether it stands and how many claims tell it."""
    return {
        each.place.name if each.place else each.value: (each.stands, len(each.claims))
        for each in event.disagreements
        if each.about is about
    }


def test_sources_that_agree_have_nothing_beside() -> None:
    event = merged(told(1, "2017-11-14", OSLO), told(2, "2017-11", NORWAY), told(3, None))
    assert event.disagreements == ()
    assert event.places == (OSLO,)


def test_the_day_that_most_sources_tell_stands_and_the_other_is_kept() -> None:
    event = merged(told(1), told(2, "2017-11-15"), told(3), told(4, "2017-11"))
    assert str(event.time.start) == "2017-11-14"
    assert values(event, Aspect.DATE) == {"2017-11-14": (True, 2), "2017-11-15": (False, 1)}
    assert "15" not in event.label


def test_copies_of_one_text_speak_once() -> None:
    reports = [told(1), told(2, "2017-11-15"), told(3, "2017-11-15"), told(4)]
    assert str(merged(*reports, told(5, "2017-11-15")).time.start) == "2017-11-15"
    event = merged(*reports, told(5, "2017-11-15"), copies={3: 2, 5: 2})
    assert str(event.time.start) == "2017-11-14"
    assert values(event, Aspect.DATE)["2017-11-15"] == (False, 3)  # and all are named


def test_copies_do_not_make_an_event_surer() -> None:
    one, copy = told(1, confidence=0.6), told(2, confidence=0.7)
    assert merged(one, copy, copies={2: 1}).confidence == 0.7
    assert merged(one, copy).confidence == pytest.approx(1 - 0.4 * 0.3)


@pytest.mark.parametrize("official", [1, 2])
def test_between_equals_the_official_site_is_believed(official: int) -> None:
    reports = {
        number: told(
            number,
            day,
            url=f"https://mfa.gov.example/{number}"
            if number == official
            else f"https://press.example/{number}",
        )
        for number, day in ((1, "2017-11-14"), (2, "2017-11-15"))
    }
    event = merged(*reports.values())
    assert str(event.time.start) == ("2017-11-14" if official == 1 else "2017-11-15")


@pytest.mark.parametrize(
    ("url", "official"),
    [
        ("https://www.state.gov/x", True),
        ("https://www.mofa.go.jp/x", True),
        ("https://www.gob.mx/sre", True),
        ("https://www.nato.int/x", True),
        ("https://press.un.org/x", True),
        ("https://ec.europa.eu/x", True),
        ("https://example.org/state.gov", False),
        ("https://notgov.example", False),
        ("https://fun.org", False),
        ("https://[broken", False),
        ("no address", False),
        (None, False),
    ],
)
def test_official_sites(url: str | None, official: bool) -> None:
    assert is_official(url) is official


def test_the_city_that_most_sources_tell_stands() -> None:
    event = merged(told(1, "2017-11-14", BERGEN), told(2, None, OSLO), told(3, None, OSLO))
    assert event.places == (OSLO,)
    assert values(event, Aspect.CITY) == {"Oslo": (True, 2), "Bergen": (False, 1)}
    assert values(event, Aspect.COUNTRY) == {}


def test_cities_told_together_stand_together() -> None:
    event = merged(told(1, None, OSLO, BERGEN), told(2, None, OSLO), told(3, None, MOSCOW))
    assert set(event.places) == {OSLO, BERGEN}
    assert values(event, Aspect.CITY) == {
        "Oslo": (True, 2),
        "Bergen": (True, 1),
        "Moscow": (False, 1),
    }
    assert values(event, Aspect.COUNTRY) == {"NOR": (True, 2), "RUS": (False, 1)}


def test_a_visit_has_many_stops() -> None:
    event = merged(
        told(1, None, OSLO, kind=EventType.VISIT), told(2, None, BERGEN, kind=EventType.VISIT)
    )
    assert set(event.places) == {OSLO, BERGEN}
    assert event.disagreements == ()


def test_types_of_which_none_is_the_general_one_disagree() -> None:
    summit = told(1, kind=EventType.SUMMIT)
    talks = told(2, kind=EventType.NEGOTIATION)
    event = merged(summit, talks, told(3), told(4))
    assert values(event, Aspect.TYPE) == {}  # it is a meeting, and so is each of the others
    event = merged(summit, talks, told(3, kind=EventType.SUMMIT))
    assert values(event, Aspect.TYPE) == {"Summit": (True, 2), "Negotiation": (False, 1)}


def test_what_is_judged_one_event_may_have_two_statuses() -> None:
    event = merged(told(1), told(2), told(3, status=Status.PLANNED))
    assert event.status is Status.OCCURRED
    assert values(event, Aspect.STATUS) == {"occurred": (True, 2), "planned": (False, 1)}


def test_a_range_that_holds_the_day_is_no_disagreement() -> None:
    event = merged(told(1), told(2), told(3, "2017-11-13", end="2017-11-15"))
    assert event.disagreements == ()
    event = merged(told(1), told(2), told(3, "2017-11-15", end="2017-11-16"))
    assert values(event, Aspect.DATE) == {
        "2017-11-14": (True, 2),
        "2017-11-15/2017-11-16": (False, 1),
    }


def test_the_record_says_who_tells_what() -> None:
    record = event_record(merged(told(1), told(2, "2017-11-15"), told(3)))
    stands, other = record["disagreements"]
    assert (stands["field"], stands["value"], stands["stands"]) == ("date", "2017-11-14", True)
    assert stands["urls"] == ["https://press.example/1", "https://press.example/3"]
    assert (other["value"], other["urls"]) == ("2017-11-15", ["https://press.example/2"])
    assert other["name"] is None
    assert len(other["claims"]) == 1


cities = st.lists(st.sampled_from([OSLO, BERGEN, MOSCOW, NORWAY]), max_size=2, unique=True)
days = st.sampled_from(["2017-11-13", "2017-11-14", "2017-11-15", "2017-11", None])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(days, cities), min_size=1, max_size=6))
def test_what_stands_is_among_what_is_told_and_all_comes_back(
    reports: list[tuple[str | None, list[Place]]],
) -> None:
    event = merged(*(told(n, day, *where) for n, (day, where) in enumerate(reports, start=1)))
    for about in Aspect:
        each = [told for told in event.disagreements if told.about is about]
        assert not each or {told.stands for told in each} == {True, False}
        assert len({told.value for told in each}) == len(each)
    assert {claim for each in event.disagreements for claim in each.claims} <= set(event.claims)
    assert event_from(event_to_quads(event, MINTER), event.iri) == dataclasses.replace(
        event, evidence=()
    )


def test_an_unnamed_host_changes_nothing() -> None:
    event = merged(
        told(1),
        extraction(2, claim(EventType.MEETING, [KIM, side("NOR", Role.HOST)], on("2017-11-14"))),
    )
    assert event.disagreements == ()
