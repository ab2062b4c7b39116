"""Persons named by office with a surname are whoever held the office and is called so."""

from __future__ import annotations

import datetime as dt
from itertools import permutations

import pytest
from building import MINTER, claim, extraction, on, person
from pyoxigraph import Quad

from diplograph.graph.model import Actor, ActorKind, Event, EventType, Extraction, Participant
from diplograph.graph.resolution.derive import derive_events
from diplograph.graph.resolution.stored import told_by
from diplograph.graph.store import open_store
from diplograph.graph.writer import Writer

XI = person("Xi Jinping", "CHN", office="President")


def meeting(number: int, who: Participant, day: str) -> Extraction:
    published = dt.date.fromisoformat(day) + dt.timedelta(days=1)
    return extraction(number, claim(EventType.MEETING, (who, XI), on(day)), published=published)


def sharif(name: str, office: str | None = "Prime Minister") -> Participant:
    return person(name, "PAK", office=office)


def guests(told: list[Extraction]) -> dict[str, set[str]]:
    """Who met the host, by day."""
    found: dict[str, set[str]] = {}
    events: list[Event] = derive_events(told_by(told, MINTER).claims)
    for event in events:
        assert event.time.start is not None
        names = {each.actor.name for each in event.participants}
        found.setdefault(str(event.time.start), set()).update(names - {"Xi Jinping"})
    return found


@pytest.mark.parametrize("order", list(permutations(range(4)))[::5])
def test_a_surname_with_an_office_is_the_holder_of_the_time(order: tuple[int, ...]) -> None:
    told = [
        meeting(1, sharif("Nawaz Sharif"), "2015-04-20"),
        meeting(2, sharif("Sharif"), "2015-04-20"),
        meeting(3, sharif("Shehbaz Sharif"), "2022-11-02"),
        meeting(4, sharif("Sharif"), "2022-11-02"),
    ]
    assert guests([told[number] for number in order]) == {
        "2015-04-20": {"Nawaz Sharif"},
        "2022-11-02": {"Shehbaz Sharif"},
    }


def test_the_holder_of_the_time_must_have_the_surname() -> None:
    told = [
        meeting(1, sharif("Shahid Khaqan Abbasi"), "2017-11-10"),
        meeting(2, sharif("Sharif"), "2017-11-11"),
    ]
    assert guests(told)["2017-11-11"] == {"Sharif"}


def test_two_ministers_of_one_surname_are_told_apart_by_their_offices() -> None:
    told = [
        meeting(1, person("Park Jin", "KOR", office="Foreign Minister"), "2022-08-09"),
        meeting(2, person("Park", "KOR", office="Foreign Minister"), "2022-08-09"),
        meeting(3, person("Park Taeho", "KOR", office="Trade Minister"), "2022-08-12"),
        meeting(4, person("Park", "KOR", office="Trade Minister"), "2022-08-12"),
    ]
    assert guests(told) == {"2022-08-09": {"Park Jin"}, "2022-08-12": {"Park Taeho"}}


def test_a_spelling_without_a_side_is_known_by_month_and_company() -> None:
    named = Participant(
        Actor(ActorKind.PERSON, "Serguei Lavrov", MINTER.person("Serguei Lavrov", None))
    )
    told = [
        meeting(1, person("Sergei Lavrov", "RUS", office="Foreign Minister"), "2019-05-13"),
        meeting(2, named, "2019-05-21"),
        meeting(3, person("Lavrov", "RUS"), "2019-05-28"),
    ]
    found = guests(told)
    assert len(found) == 3
    assert len(set.union(*found.values())) == 1


@pytest.mark.parametrize("order", list(permutations(range(6)))[::71])
def test_any_order_and_all_at_once_give_one_graph(order: tuple[int, ...]) -> None:
    told = [
        meeting(1, sharif("Nawaz Sharif"), "2015-04-20"),
        meeting(2, sharif("Sharif"), "2015-04-20"),
        meeting(3, sharif("Mian Nawaz Sharif"), "2015-04-27"),
        meeting(4, sharif("Sharif", office=None), "2015-05-02"),
        meeting(5, sharif("Shehbaz Sharif"), "2022-11-02"),
        meeting(6, sharif("Sharif"), "2022-11-03"),
    ]

    def graph(articles: list[Extraction], *, each: bool) -> set[Quad]:
        with open_store(None) as store:
            writer = Writer(store)
            for article in articles:
                writer.write(article)
                if each:
                    writer.derive()
            writer.derive()
            return set(store.match())

    assert graph([told[number] for number in order], each=True) == graph(told, each=False)
