"""Which titles name one office, where, and which offices have one holder."""

from __future__ import annotations

import pytest

from diplograph.graph import iris
from diplograph.graph.authority import load_authority
from diplograph.graph.officeholders.titles import (
    is_acting,
    is_unique,
    office_key,
    office_keys,
    standard_title,
)


def of(code: str) -> str:
    found = load_authority().actor_by_code(code)
    assert found is not None
    return found.iri


@pytest.mark.parametrize(
    ("one", "other", "code"),
    [
        ("Foreign Minister", "Minister of Foreign Affairs", "GEO"),
        ("Foreign Minister", "foreign minister", "GEO"),
        ("External Affairs Minister", "Minister of External Affairs", "IND"),
        ("Secretary of State", "Top Diplomat", "USA"),
        ("Foreign Secretary", "Foreign Minister", "GBR"),
        ("Prime Minister", "Premier", "GEO"),
        ("Chancellor", "Head of Government", "DEU"),
        ("Acting President", "President", "UKR"),
        ("King", "Monarch", "SAU"),
        ("Defense Secretary", "Secretary of Defense", "USA"),
        ("Minister for the Interior", "Interior Minister", "FRA"),
        ("UN chief", "Secretary-General", "UN"),
    ],
)
def test_one_office(one: str, other: str, code: str) -> None:
    key = office_key(one, of(code))
    assert key is not None
    assert key == office_key(other, of(code))
    assert is_unique(key, of(code))


@pytest.mark.parametrize(
    ("one", "other", "code"),
    [
        ("Foreign Secretary", "Foreign Minister", "IND"),
        ("Secretary of State", "Foreign Minister", "VAT"),
        ("Chancellor", "Prime Minister", "GBR"),
        ("Deputy Foreign Minister", "Foreign Minister", "RUS"),
        ("Minister of State for Foreign Affairs", "Foreign Minister", "ARE"),
        ("Deputy Secretary-General", "Secretary-General", "UN"),
        ("Senior Diplomat", "Foreign Minister", "TUR"),
        ("President", "Supreme Leader", "IRN"),
        ("Police Minister", "Interior Minister", "ZAF"),
        ("Leader", "President", "RUS"),
    ],
)
def test_two_offices(one: str, other: str, code: str) -> None:
    assert office_key(one, of(code)) != office_key(other, of(code))


@pytest.mark.parametrize("title", ["former President", "President-elect", "ex-Foreign Minister"])
def test_who_is_not_in_office_holds_none(title: str) -> None:
    assert office_key(title, of("USA")) is None
    assert office_keys(title, of("USA")) == frozenset()


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("Ambassador", "USA"),
        ("Deputy Prime Minister", "TUR"),
        ("Minister", "FRA"),
        ("Leader", "RUS"),
        ("Secretary of State", "GBR"),
        ("Crown Prince", "SAU"),
        ("Speaker", "USA"),
        ("Chairman", "RUS"),
    ],
)
def test_several_hold_it_at_a_time(title: str, code: str) -> None:
    keys = office_keys(title, of(code))
    assert keys
    assert not any(is_unique(key, of(code)) for key in keys)


def test_an_office_of_nobody_is_not_unique() -> None:
    assert not is_unique("president", None)


def test_a_joined_title_is_both_offices() -> None:
    assert office_keys("Prime Minister and Minister of Foreign Affairs", of("ARM")) == {
        "prime-minister",
        "foreign-minister",
    }


def test_a_portfolio_of_two_words_is_one_office() -> None:
    assert office_keys("Minister of Economy and Trade", of("UKR")) == {"minister/economy-and-trade"}


def test_titles_as_the_authority_writes_them() -> None:
    assert standard_title("Minister for Foreign Affairs", of("ARM")) == "Foreign Minister"
    assert standard_title("Foreign Secretary", of("IND")) == "Foreign Secretary"
    assert standard_title("Acting Foreign Minister", of("UKR")) == "Acting Foreign Minister"
    assert standard_title("Chief Rower", of("UKR")) == "Chief Rower"


@pytest.mark.parametrize("name", sorted(load_authority().offices))
def test_the_standard_title_is_the_same_office(name: str) -> None:
    office = load_authority().offices[name]
    for code in ("GEO", "USA", "GBR", "DEU"):
        for title in office.names:
            standard = standard_title(title, of(code))
            assert office_key(standard, of(code)) == office_key(title, of(code))
            assert standard_title(standard, of(code)) == standard
            assert is_acting(standard) == is_acting(title)


def test_an_iri_of_a_polity_is_what_decides() -> None:
    assert office_key("Secretary of State", iris.polity("USA")) == "foreign-minister"
    assert office_key("Secretary of State", None) == "secretary-of-state"
