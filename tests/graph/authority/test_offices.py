"""Titles of office, portfolios, modifiers and forms of address."""

from __future__ import annotations

from collections import Counter

import pytest

from diplograph.graph.authority import OFFICE_LEVELS, OfficeTitle, load_authority

AUTHORITY = load_authority()
OFFICES = list(AUTHORITY.offices.values())


@pytest.mark.parametrize("office", OFFICES, ids=lambda each: each.id)
def test_an_office_is_described(office: OfficeTitle) -> None:
    assert office.level in OFFICE_LEVELS
    assert office.gender in {None, "female", "male"}
    assert office.iri.endswith(f"/office/{office.id}")
    if office.person_noun:
        assert not office.unique


def test_every_level_is_used() -> None:
    assert {office.level for office in OFFICES} == set(OFFICE_LEVELS)


def test_no_title_belongs_to_two_offices() -> None:
    names = Counter(name for office in OFFICES for name in office.names)
    assert [name for name, times in names.items() if times > 1] == []


@pytest.mark.parametrize(
    ("title", "level"),
    [
        ("President", "head-of-state"),
        ("Prime Minister", "head-of-government"),
        ("Chancellor", "head-of-government"),
        ("Minister for Foreign Affairs", "foreign-minister"),
        ("External Affairs Minister", "foreign-minister"),
        ("Secretary of State", "foreign-minister"),
        ("Foreign Secretary", "foreign-minister"),
        ("Vice Foreign Minister", "deputy-minister"),
        ("Secretary-General", "organisation-head"),
        ("EU foreign policy chief", "organisation-head"),
        ("Special Envoy", "envoy"),
        ("Apostolic Nuncio", "ambassador"),
        ("Emir", "monarch"),
        ("Pope", "religious"),
        ("First Lady", "spouse"),
        ("Parliament Speaker", "legislature"),
        ("strongman", "head-of-state"),
    ],
)
def test_a_title_has_its_level(title: str, level: str) -> None:
    assert [office.level for office in OFFICES if title in office.names] == [level]


def test_unique_offices_have_one_holder_at_a_time() -> None:
    assert AUTHORITY.offices["president"].unique
    assert AUTHORITY.offices["foreign-minister"].unique
    assert not AUTHORITY.offices["ambassador"].unique
    assert not AUTHORITY.offices["deputy-prime-minister"].unique


def test_portfolios_compose_titles_of_ministers() -> None:
    owners = Counter(name for each in AUTHORITY.portfolios.values() for name in each.names)
    assert [name for name, times in owners.items() if times > 1] == []
    for name in ("Healthcare", "Energy and Mining", "Defense", "Foreign Affairs"):
        assert name in owners
    levels = {each.level for each in AUTHORITY.portfolios.values()}
    assert levels == {"foreign-minister", "minister"}


def test_modifiers_say_what_they_do_to_a_title() -> None:
    effects = {modifier.text: modifier.effect for modifier in AUTHORITY.modifiers}
    assert len(effects) == len(AUTHORITY.modifiers)
    assert set(effects.values()) == {"past", "acting", "future", "rank", "none"}
    assert effects["former"] == effects["ex-"] == "past"
    assert effects["acting"] == effects["caretaker"] == "acting"
    assert effects["-elect"] == effects["incoming"] == "future"
    assert effects["deputy"] == effects["vice"] == "rank"


def test_honorifics_are_each_listed_once() -> None:
    assert len(set(AUTHORITY.honorifics)) == len(AUTHORITY.honorifics)
    for text in ("Mr", "Mrs.", "Dr", "Sheikh", "H.E.", "His Excellency", "Ayatollah", "Gen."):
        assert text in AUTHORITY.honorifics
