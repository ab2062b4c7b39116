from __future__ import annotations

import pytest
from building import MINTER, OSLO, claim, everything, extraction, on, person

from diplograph.graph import iris
from diplograph.graph.errors import UnknownName
from diplograph.graph.model import EventType
from diplograph.graph.names import find_actor, find_place, successor
from diplograph.graph.store import Store, open_store
from diplograph.graph.writer import Writer

GEORGIA = [iris.polity("GEO")]


@pytest.fixture(scope="module")
def store() -> Store:
    store = open_store(None)
    writer = Writer(store)
    writer.write(everything(1))
    calls = [
        claim(EventType.CALL, [person(name, "KOR"), person("Zoë Ångström", "SWE")], on("2019"))
        for name in ("Kim Sora", "Park Hana")
    ]
    writer.write(extraction(2, *calls))
    for number, name in enumerate(("Antony J. Blinken", "Antony Blinken", "Antony Blinken"), 3):
        writer.write(extraction(number, claim(EventType.CALL, [person(name, "USA")], on("2019"))))
    writer.derive()
    return store


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("GEO", GEORGIA),
        ("Georgia", GEORGIA),
        ("georgian", GEORGIA),
        (iris.polity("GEO"), GEORGIA),
        ("NATO", [iris.organization("NATO")]),
        ("the North Atlantic Treaty Organization", [iris.organization("NATO")]),
        ("Zoe Angstrom", [MINTER.person("Zoë Ångström", "SWE")]),
        ("ångström", [MINTER.person("Zoë Ångström", "SWE")]),
        ("Fjord Group", [MINTER.organization("Fjord Group")]),
        ("Antony J. Blinken", [MINTER.person("Antony Blinken", "USA")]),
        (MINTER.person("Antony J. Blinken", "USA"), [MINTER.person("Antony Blinken", "USA")]),
    ],
)
def test_actors(store: Store, text: str, expected: list[str]) -> None:
    assert find_actor(store, text) == expected


def test_a_family_name_that_stands_first_finds_every_bearer(store: Store) -> None:
    assert find_actor(store, "Kim") == [
        MINTER.person("Kim Minji", "KOR"),
        MINTER.person("Kim Sora", "KOR"),
    ]


def test_a_near_name_is_only_suggested(store: Store) -> None:
    with pytest.raises(UnknownName, match="did you mean Park Hana"):
        find_actor(store, "Park Hanna")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Oslo", [OSLO.iri]),
        ("OSLO", [OSLO.iri]),
        (OSLO.iri, [OSLO.iri]),
        ("blue house", [MINTER.place("Blue House", "KOR")]),
        ("KOR", [iris.country("KOR")]),
        ("South Korea", [iris.country("KOR")]),
    ],
)
def test_places(store: Store, text: str, expected: list[str]) -> None:
    assert find_place(store, text) == expected


def test_a_city_that_no_article_names_is_found_all_the_same(store: Store) -> None:
    (found,) = find_place(store, "Tbilisi")
    assert found.startswith(iris.GEONAMES)


@pytest.mark.parametrize("find", [find_actor, find_place])
@pytest.mark.parametrize("text", ["", "   ", "Nowhere at all", "https://a.example/x", "a://b c"])
def test_nothing_is_guessed(store: Store, find: object, text: str) -> None:
    with pytest.raises(UnknownName):
        find(store, text)  # type: ignore[operator]


def test_an_iri_that_nothing_replaced_stands_for_itself(store: Store) -> None:
    assert successor(store, OSLO.iri) == OSLO.iri
