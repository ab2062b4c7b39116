"""Persons by other names than their full one, and whom a phrase cannot mean."""

from __future__ import annotations

import pytest

A, B = "Ine Berg", "Pekka Niemi"
LEAD = f"Norwegian Prime Minister {A}"


@pytest.mark.parametrize(
    ("introduced", "again"),
    [
        (f"Finnish President {B}, better known as Abu Taneli, has a cat.", "Abu Taneli"),
        (f"Finnish President {B} has a cat. Pekkis, as Mr Niemi is called by all, is glad.",
         "Pekkis"),
    ],
)  # fmt: skip
def test_what_a_person_is_called_stands_for_him(told, introduced, again):
    (meeting,) = told(f"{introduced} On Monday {LEAD} met {again}.", only="Meeting")
    assert meeting.sides == {A: "NOR", B: "FIN"}


def test_a_patronymic_is_no_surname(told):
    (meeting,) = told(
        "Abkhaz Foreign Minister Daur Kozin rested. On Monday Daur Petrovich met Russian Energy "
        "Minister Ilya Sokol.",
        only="Meeting",
    )
    assert meeting.sides == {"Daur Kozin": "ABK", "Ilya Sokol": "RUS"}


def test_an_initial_with_a_middle_name(told):
    (meeting,) = told(
        f"Spanish Trade Minister Carlos Manuel Fuentes Macías rested. On Monday C. Fuentes met "
        f"{LEAD}.",
        only="Meeting",
    )
    assert meeting.sides == {"Carlos Manuel Fuentes Macías": "ESP", A: "NOR"}


def test_a_king_is_not_the_crown_prince_of_his_name(told):
    (meeting,) = told(
        "King Abdullah II of Jordan met Crown Prince Abdullah of Saudi Arabia on Monday.",
        only="Meeting",
    )
    assert sorted(str(side) for side in meeting.sides.values()) == ["JOR", "SAU"]


def test_a_guest_is_not_who_receives_him(told):
    meetings = told(
        f"OSLO, 3 May - {LEAD} flew to Helsinki on Monday. Finnish President {B} met the guest in "
        "his garden.",
        only="Meeting",
    )
    assert [meeting.sides for meeting in meetings] == [{A: "NOR", B: "FIN"}]


def test_them_are_others_than_their_subject(told):
    meetings = told(
        f"Swiss President Urs Abt met {LEAD} on Monday. On Tuesday he met Finnish President {B}. "
        "On Friday he will receive both of them in Bern.",
        only="Meeting",
    )
    assert [m.sides for m in meetings if m.status == "planned"] == [
        {"Urs Abt": "CHE", A: "NOR", B: "FIN"}
    ]


def test_a_pronoun_goes_on_with_the_pronoun_before_it(told):
    meetings = told(
        f"Norwegian Prime Minister {A} flew to Helsinki. On Monday he met Latvian Trade Minister "
        f"Kaja Ozols; on Tuesday Finnish President {B} received him.",
        only="Meeting",
    )
    assert {A, B} in [set(meeting.sides) for meeting in meetings]


def test_the_president_where_home_has_none_is_he_last_spoken_of(told):
    (meeting,) = told(
        f"OSLO, 3 May - Finnish President {B} was glad. The president will meet {LEAD} on Friday.",
        only="Meeting",
    )
    assert meeting.sides == {A: "NOR", B: "FIN"}
