from __future__ import annotations

import pytest

RU, GE = "Veronika Skvortsova", "Amiran Gamkrelidze"
R, G = f"Russian Healthcare Minister {RU}", f"Armenian Health Minister {GE}"
SIDES = {RU: "RUS", GE: "ARM"}


@pytest.mark.parametrize(
    "text",
    [
        f"{R} and {G} signed an agreement on hospitals in Moscow on Monday.",
        f"An agreement on hospitals was signed by {R} and {G} in Moscow on Monday.",
        f"{R} signed an agreement on hospitals with {G} in Moscow on Monday.",
        f"On Monday in Moscow, {R} and {G}, signed an agreement on hospitals.",
        f"{R} and her Armenian counterpart {GE} signed an "
        "agreement on hospitals in Moscow on Monday.",
        f"{R} and {G} put their signatures to an agreement on hospitals in Moscow on Monday.",
        f"{R} and {G} inked an agreement on hospitals in Moscow on Monday.",
    ],
)
def test_who_signs_for_whom(told, text):
    (signing,) = told(text, only="Signing")
    assert signing.sides == SIDES
    assert signing.parties == {"RUS", "ARM"}
    assert signing.kind == "agreement"
    assert signing.claim.instrument.subject == "hospitals"
    assert signing.when == "2021-06-14"
    assert signing.place == ("Moscow", "RUS")
    assert set(signing.roles.values()) == {"signatory"}


def test_a_counterpart_holds_the_same_office(told):
    text = f"{R} and her Armenian counterpart {GE} signed an agreement on hospitals."
    (signing,) = told(text)
    assert signing.offices[GE] == "Healthcare Minister of Armenia"


@pytest.mark.parametrize(
    "text",
    [
        "The treaty on the canal was signed on behalf of Panama by Ana "
        "Berg and on behalf of Colombia by Luis Ortega.",
        "For Panama, Ana Berg signed the treaty on the canal; for Colombia, Luis Ortega.",
    ],
)
def test_on_behalf_of_whom(told, text):
    (signing,) = told(text, only="Signing")
    assert signing.sides == {"Ana Berg": "PAN", "Luis Ortega": "COL"}
    assert signing.kind == "treaty"


def test_leaders_who_look_on_do_not_sign(told):
    text = (
        f"{R} and {G} signed an agreement on hospitals in "
        "Moscow on Monday while Russian President "
        "Vladimir Putin and Armenian Prime Minister Nikol Pashinyan looked on."
    )
    (signing,) = told(text, only="Signing")
    assert signing.sides == SIDES


def test_two_instruments_are_two_signings(told):
    text = (
        f"{R} and {G} signed an agreement on hospitals and a "
        "protocol on vaccines in Moscow on Monday."
    )
    signings = told(text, only="Signing")
    assert sorted((s.kind, s.claim.instrument.subject) for s in signings) == [
        ("agreement", "hospitals"),
        ("protocol", "vaccines"),
    ]
    assert all(s.sides == SIDES for s in signings)


@pytest.mark.parametrize(
    "text",
    [
        f"{R} said that about a hundred agreements had been concluded with Armenia.",
        f"{R} signed a decree on hospitals.",
        f"{R} signed autographs in Yerevan.",
        "Russia and Armenia have signed dozens of agreements.",
        "The player signed a contract with the Armenian club.",
        f"{R} and {G} praised the agreement on hospitals.",
        f"{R} said the agreement on hospitals was signed in haste.",
    ],
)
def test_what_is_no_signing(told, text):
    assert [c for c in told(text) if c.type in {"Signing", "AgreementReached"}] == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Chad and Niger reached an agreement on grazing on Monday.", "agreement"),
        ("Chad and Niger agreed on a ceasefire on Monday.", "agreement"),
        ("Chad and Niger concluded a treaty on grazing on Monday.", "treaty"),
        ("Chad and Niger struck a deal on grazing on Monday.", "agreement"),
    ],
)
def test_an_agreement_reached_is_no_signature(told, text, kind):
    (claim,) = told(text)
    assert claim.type == "AgreementReached"
    assert claim.kind == kind
    assert claim.parties == {"TCD", "NER"}
    assert claim.when == "2021-06-14"


def test_an_agreement_to_do_something_is_a_commitment_and_no_instrument(told):
    text = (
        f"{R} met {G} in Moscow on Monday. The two ministers "
        "agreed to build a hospital on the border."
    )
    (meeting,) = told(text)
    assert meeting.type == "Meeting"
    assert meeting.commitments == ["to build a hospital on the border"]
