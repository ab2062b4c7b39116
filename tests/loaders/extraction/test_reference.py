from __future__ import annotations

import pytest

A, B = "Ine Eriksen Søreide", "Pekka Haavisto"
LEAD = f"Norwegian Foreign Minister {A} met her Finnish counterpart {B} in Oslo on Monday."
BOTH = {A: "NOR", B: "FIN"}


def test_a_counterpart_is_of_the_other_country_and_the_same_office(told):
    (meeting,) = told(LEAD)
    assert meeting.sides == BOTH
    assert meeting.offices == {A: "Foreign Minister of Norway", B: "Foreign Minister of Finland"}


@pytest.mark.parametrize(
    "second",
    [
        "Haavisto visited Riga on Wednesday.",
        "Mr. Haavisto visited Riga on Wednesday.",
        "Foreign Minister Haavisto visited Riga on Wednesday.",
        "The Finnish minister visited Riga on Wednesday.",
        "The Finnish foreign minister visited Riga on Wednesday.",
        "Pekka Haavista visited Riga on Wednesday.",
    ],
)
def test_phrases_for_the_one_who_was_named(told, second):
    (visit,) = told(f"{LEAD} {second}", only="Visit")
    assert visit.sides == {B: "FIN", "LVA": "LVA"}
    assert visit.when == "2021-06-09"


def test_a_pronoun_stands_for_the_subject_before_it(told):
    (visit,) = told(f"{LEAD} She visited Riga on Wednesday.", only="Visit")
    assert visit.sides == {A: "NOR", "LVA": "LVA"}


@pytest.mark.parametrize(
    "second",
    [
        "The two ministers signed an agreement on fish.",
        "They signed an agreement on fish.",
        "Both ministers signed an agreement on fish.",
        "The ministers signed an agreement on fish.",
        "The two then signed an agreement on fish.",
    ],
)
def test_the_two_are_those_who_met(told, second):
    (signing,) = told(f"{LEAD} {second}", only="Signing")
    assert signing.sides == BOTH
    assert signing.when == "2021-06-14"


@pytest.mark.parametrize("second", ["The two sides", "Both countries", "The two countries"])
def test_the_two_sides_are_their_countries(told, second):
    (signing,) = told(f"{LEAD} {second} signed an agreement on fish.", only="Signing")
    assert signing.parties == {"NOR", "FIN"}


@pytest.mark.parametrize("hosts", ["his host", "his Polish host"])
def test_the_host_is_who_received(told, hosts):
    text = (
        "Polish President Andrzej Duda received Estonian "
        "President Alar Karis in Warsaw on Monday. "
        f"Karis and {hosts} signed a declaration on the Baltic Sea."
    )
    (signing,) = told(text, only="Signing")
    assert signing.sides == {"Alar Karis": "EST", "Andrzej Duda": "POL"}


def test_offices_without_a_name_stand_for_their_countries(told):
    (meeting,) = told("The presidents of Kenya and Uganda met in Kampala on Monday.")
    assert set(meeting.sides.values()) == {"KEN", "UGA"}
    assert all(not p.actor.name.startswith("president") for p in meeting.claim.participants)


def test_names_that_follow_an_office_fill_it(told):
    text = (
        "The foreign ministers of Chad and Niger met in Niamey on Monday. "
        "Chérif Mahamat Zene, the Chadian minister, spoke of wells."
    )
    (meeting,) = told(text, only="Meeting")
    assert set(meeting.sides.values()) == {"TCD", "NER"}


def test_metonyms_stand_for_their_state(told):
    (signing,) = told("Moscow and Minsk signed an agreement on gas on Monday.")
    assert signing.parties == {"RUS", "BLR"}


def test_a_typing_error_is_no_second_person(told):
    text = (
        "Estonian Prime Minister Kaja Kallas received Latvian Prime Minister Krišjānis Kariņš in "
        "Tallinn on Monday. Kajas Kallas thanked him."
    )
    (meeting,) = told(text)
    assert meeting.sides == {"Kaja Kallas": "EST", "Krišjānis Kariņš": "LVA"}


def test_two_persons_with_one_surname_stay_two(told):
    text = (
        "Polish President Lech Kaczyński met German Chancellor "
        "Angela Merkel in Berlin on Monday. "
        "Polish Prime Minister Jarosław Kaczyński met Czech Prime "
        "Minister Mirek Topolánek in Prague on Monday."
    )
    meetings = told(text, only="Meeting")
    assert [sorted(m.sides) for m in meetings] == [
        ["Angela Merkel", "Lech Kaczyński"],
        ["Jarosław Kaczyński", "Mirek Topolánek"],
    ]


def test_a_former_office_is_not_the_office_held(told):
    text = (
        "Kenyan Foreign Minister Raychelle Omamo met former Finnish "
        "President Tarja Halonen in Nairobi on Monday."
    )
    for meeting in told(text):
        assert meeting.offices.get("Tarja Halonen") != "President of Finland"


def test_an_envoy_of_an_organisation_speaks_for_it(told):
    text = (
        "Yemeni Foreign Minister Ahmed bin Mubarak met UN Special Envoy "
        "for Yemen Martin Griffiths in Aden on Monday."
    )
    (meeting,) = told(text)
    assert meeting.sides == {"Ahmed bin Mubarak": "YEM", "Martin Griffiths": "UN"}


def test_delegations_are_told_with_their_heads(told):
    text = (
        "Delegations of Chad and Niger headed by Ana Berg and Luis Ortega met in Niamey on Monday."
    )
    (meeting,) = told(text)
    assert set(meeting.sides.values()) - {None} == {"TCD", "NER"}


def test_her_counterpart_is_the_other_one_of_the_two(told):
    text = f"{LEAD} Søreide thanked everybody. Her counterpart visited Riga on Wednesday."
    (visit,) = told(text, only="Visit")
    assert visit.sides == {B: "FIN", "LVA": "LVA"}
