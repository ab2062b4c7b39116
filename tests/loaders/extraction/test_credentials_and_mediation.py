"""Two special meetings: letters of credence presented, and sides brought together from afar."""

from __future__ import annotations

import pytest


def test_each_ambassador_comes_by_himself(told):
    text = (
        "VICTORIA – The Head of State of Seychelles, Mr James Michel, yesterday received the "
        "letters of credence of two new ambassadors.\n\nThe first to present his credentials was "
        "Mr Declan Horgan, the Ambassador of Ireland. He was followed by Mrs Tran Thi Hoai, the "
        "Ambassador of Viet Nam."
    )
    claims = told(text)
    assert [(c.type, c.when, c.roles) for c in claims] == [
        ("Credentials", "2021-06-14", {"James Michel": "host", "Declan Horgan": "participant"}),
        ("Credentials", "2021-06-14", {"James Michel": "host", "Tran Thi Hoai": "participant"}),
    ]
    assert claims[1].sides == {"James Michel": "SYC", "Tran Thi Hoai": "VNM"}


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("The President of Malta, George Vella, received the letters of credence of Ambassador Ana "
         "Ruiz of Spain and Ambassador Piotr Nowak of Poland on Tuesday.",
         [{"George Vella", "Ana Ruiz"}, {"George Vella", "Piotr Nowak"}]),
        ("Ambassador Kenji Sato of Japan presented his credentials to Italian President Sergio "
         "Mattarella in Rome on 7 May.",
         [{"Sergio Mattarella", "Kenji Sato"}]),
    ],
)  # fmt: skip
def test_letters_of_credence(told, text, pairs):
    claims = told(text)
    assert [set(c.sides) for c in claims] == pairs
    assert {c.type for c in claims} == {"Credentials"}


def test_an_envoy_named_without_a_country_is_of_the_one_that_sent_him(told):
    text = (
        "The Secretary-General of the Caribbean Community, Edwin Carrington, on Monday accepted "
        "the letters of credence of Mr Tatsuaki Iwasaki as Representative of Japan to CARICOM."
    )
    (claim,) = told(text)
    assert claim.sides == {"Edwin Carrington": "CARICOM", "Tatsuaki Iwasaki": "JPN"}


@pytest.mark.parametrize(
    "text",
    [
        "The Ambassador of Ireland, Mr Declan Horgan, will present his credentials next week.",
        "Irish Foreign Minister Simon Coveney praised the democratic credentials of Seychelles.",
    ],
)
def test_nobody_presents_credentials_to_anybody_here(told, text):
    assert told(text, only="Credentials") == []


def test_a_mediator_between_sides_that_do_not_meet(told):
    (claim,) = told("The UN envoy Martin Griffiths shuttled between Riyadh and Sanaa on Monday.")
    assert claim.type == "Mediation"
    assert claim.roles == {
        "SAU": "participant",
        "YEM": "participant",
        "Martin Griffiths": "mediator",
    }


def test_talks_of_both_sides_with_the_mediator_stay_talks(told):
    text = (
        "Armenian Foreign Minister Ara Ayvazyan met Azerbaijani Foreign Minister Jeyhun Bayramov "
        "in Geneva on Monday. The meeting was mediated by French President Emmanuel Macron."
    )
    (claim,) = told(text)
    assert claim.type == "Meeting"
    assert claim.roles["Emmanuel Macron"] == "mediator"


def test_proximity_talks_are_a_mediation(told):
    text = (
        "Armenian Foreign Minister Ara Ayvazyan and Azerbaijani Foreign Minister Jeyhun Bayramov "
        "held proximity talks in Geneva on Monday. The talks were mediated by French President "
        "Emmanuel Macron."
    )
    (claim,) = told(text)
    assert claim.type == "Mediation"
    assert claim.when == "2021-06-14"
