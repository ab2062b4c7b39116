from __future__ import annotations

import pytest
from building import claim, extraction, on, person

from diplograph.graph.iris import Minter
from diplograph.graph.model import EventType, Extraction
from diplograph.graph.picture import KnownPerson
from diplograph.graph.resolution.derive import derive
from diplograph.graph.resolution.stored import told_by


def persons(*named: tuple[str, str] | tuple[str, str, str]) -> list[KnownPerson]:
    """The persons that come of articles with one name and polity (and date) each."""
    articles: list[Extraction] = []
    for number, (name, code, *when) in enumerate(named):
        who = [person(name, code), person("Hon Sen", "LAO")]
        articles.append(
            extraction(number, claim(EventType.CALL, who, on(when[0] if when else "2017-11-14")))
        )
    found = derive(told_by(articles, Minter())).persons
    return [each for each in found if each.actor.name != "Hon Sen"]


@pytest.mark.parametrize(
    ("one", "other", "name"),
    [
        ("Antony Blinken", "Antony J. Blinken", "Antony Blinken"),
        ("A. Blinken", "Antony Blinken", "Antony Blinken"),
        ("Blinken", "Antony Blinken", "Antony Blinken"),
        ("Jim Baker", "James Baker", "James Baker"),
        ("Audronius Ažubalis", "Audronius Azubalis", "Audronius Ažubalis"),
    ],
)
def test_sure_variants_are_one(one: str, other: str, name: str) -> None:
    (found,) = persons((one, "USA"), (other, "USA"))
    assert found.actor.name == name


@pytest.mark.parametrize(
    "named",
    [
        [("Jim Baker", "USA"), ("John Baker", "USA")],
        [("Antony Blinken", "USA"), ("Antony Blinken", "GBR")],
        [("Maria Blinken", "USA"), ("Antony Blinken", "USA")],
        [("George W. Bush", "USA"), ("George H. W. Bush", "USA")],
        [("Baker", "USA", "1991-03-01"), ("James Baker", "USA", "2003-12-05")],
    ],
)
def test_what_may_be_two_stays_two(named: list[tuple[str, str]]) -> None:
    assert len(persons(*named)) == 2


def test_a_surname_alone_is_another_person_years_later() -> None:
    assert len(persons(("Larsen", "NOR", "2015-03-01"), ("Larsen", "NOR", "2022-08-09"))) == 2
    known = ("Larsen", "NOR", "2015-11-01"), ("Larsen", "NOR", "2016-02-01")
    (found,) = persons(*known)
    assert [each.rpartition("/")[2] for each in (found.actor.iri, *found.replaces)] == [
        "2015",
        "2016",
    ]
    two = persons(
        ("Larsen", "NOR", "2015-03-01"),
        ("Per Larsen", "NOR", "2015-04-01"),
        ("Larsen", "NOR", "2022-08-09"),
        ("Kari Larsen", "NOR", "2022-10-01"),
    )
    assert sorted((each.actor.name, len(each.replaces)) for each in two) == [
        ("Kari Larsen", 1),
        ("Per Larsen", 1),
    ]


def test_a_name_that_fits_two_stays_by_itself() -> None:
    found = persons(("George W. Bush", "USA"), ("George H. W. Bush", "USA"), ("Bush", "USA"))
    assert len(found) == 3


def test_family_names_come_first_where_they_do() -> None:
    (found,) = persons(("Xi", "CHN"), ("Xi Jinping", "CHN"))
    assert found.actor.name == "Xi Jinping"
    assert len(persons(("Antony", "USA"), ("Antony Blinken", "USA"))) == 2


def test_the_iri_of_most_articles_stays_and_the_other_points_to_it() -> None:
    (found,) = persons(
        ("Antony J. Blinken", "USA"), ("Antony Blinken", "USA"), ("Antony Blinken", "USA")
    )
    assert found.actor.iri.endswith("/person/USA/antony-blinken")
    assert [each.rsplit("/", 1)[1] for each in found.replaces] == ["antony-j-blinken"]
    assert found.names == ("Antony J. Blinken",)


def test_a_name_in_capitals_stands_only_for_want_of_another() -> None:
    shouted = ("PER LARSEN", "NOR")
    (found,) = persons(shouted, shouted, ("Per Larsen", "NOR"))
    assert (found.actor.name, found.names) == ("Per Larsen", ("PER LARSEN",))
    assert persons(shouted)[0].actor.name == "PER LARSEN"
