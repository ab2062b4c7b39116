"""Organisations and non-state parties to talks."""

from __future__ import annotations

from collections import Counter

import pytest

from diplograph.graph.authority import Organization, load_authority
from diplograph.graph.model import ActorKind

AUTHORITY = load_authority()
ORGANIZATIONS = sorted(AUTHORITY.organizations.values(), key=lambda each: each.code)
KINDS = {
    "agency",
    "armed-group",
    "bank",
    "court",
    "federation",
    "forum",
    "government",
    "humanitarian",
    "intergovernmental",
    "mission",
    "movement",
    "organ",
    "regional-government",
    "sovereign-order",
}


def test_there_are_enough_of_them() -> None:
    assert len([each for each in ORGANIZATIONS if each.kind == "intergovernmental"]) >= 90
    assert len(ORGANIZATIONS) >= 150


def test_the_acronyms_that_users_may_rely_on_are_there() -> None:
    relied_on = {
        *("UN", "UNDP", "EU", "NATO", "OSCE", "AU", "ASEAN", "APEC", "MERCOSUR", "UNASUR"),
        *("CARICOM", "ECOWAS", "CSTO", "GCC", "WB", "IsDB", "PLO", "Taliban"),
    }
    assert relied_on - set(AUTHORITY.organizations) == set()


@pytest.mark.parametrize("organization", ORGANIZATIONS, ids=lambda each: each.code)
def test_an_organisation_is_described(organization: Organization) -> None:
    assert organization.kind in KINDS
    assert organization.label
    assert organization.code not in AUTHORITY.polities
    for larger in (organization.part_of, organization.affiliation):
        assert larger is None or larger in AUTHORITY.organizations
        assert larger != organization.code
    assert organization.represents is None or organization.represents in AUTHORITY.polities
    for member in organization.members:
        assert member in AUTHORITY.polities or member in AUTHORITY.organizations
    if organization.seat is not None:
        assert organization.seat_country in AUTHORITY.polities
        seat = AUTHORITY.seat(organization.code)
        assert seat is not None
        assert seat.country == organization.seat_country


def test_only_what_speaks_for_a_larger_one_is_part_of_it() -> None:
    for organization in ORGANIZATIONS:
        if organization.part_of is not None:
            assert organization.kind in {"organ", "mission"}
    assert AUTHORITY.organizations["European Commission"].part_of == "EU"
    bank = AUTHORITY.organizations["WB"]
    assert (bank.part_of, bank.affiliation) == (None, "UN")


def test_no_name_belongs_to_two_organisations() -> None:
    names = Counter(name for each in ORGANIZATIONS for name in each.names)
    assert [name for name, times in names.items() if times > 1] == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("United Nations", "UN"),
        ("the U.N.", "UN"),
        ("World Health Organisation", "WHO"),
        ("WHO", "WHO"),
        ("Arab League", "LAS"),
        ("Nato", "NATO"),
        ("Polisario", "Polisario Front"),
        ("Mercosur", "MERCOSUR"),
        ("World Bank", "WB"),
        ("Islamic Development Bank", "IsDB"),
        ("CAN", "Andean Community"),
    ],
)
def test_a_name_finds_its_organisation(text: str, code: str) -> None:
    found = AUTHORITY.find_organization(text)
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize("text", ["who", "can", "Unitd Nations", "", "Europe"])
def test_no_organisation_is_guessed(text: str) -> None:
    assert AUTHORITY.find_organization(text) is None


def test_acronyms_that_are_words_are_marked() -> None:
    for code, form in [("WHO", "WHO"), ("AU", "AU"), ("Andean Community", "CAN")]:
        assert form in AUTHORITY.organizations[code].ambiguous


def test_an_organisation_is_an_actor() -> None:
    actor = AUTHORITY.organizations["EU"].actor()
    assert (actor.kind, actor.name, actor.code) == (
        ActorKind.ORGANIZATION,
        "European Union",
        "EU",
    )
    assert AUTHORITY.actor_by_code("EU") == actor


def test_memberships_that_are_recorded_are_whole() -> None:
    sizes = {"EU": 27, "NATO": 32, "G7": 7, "GCC": 6, "ASEAN": 11, "CSTO": 6}
    assert {code: len(AUTHORITY.organizations[code].members) for code in sizes} == sizes


def test_a_movement_may_speak_for_a_polity() -> None:
    assert AUTHORITY.organizations["Polisario Front"].represents == "ESH"


def test_seats_of_the_unknown_are_none() -> None:
    assert AUTHORITY.seat("no such body") is None
    assert AUTHORITY.seat("G7") is None
