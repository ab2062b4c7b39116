"""What two sides agree to do: an agreement reached where it is something concrete."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    "text",
    [
        "Mali and Guinea agreed on Tuesday to reopen the bridge at Kourémalé.",
        "Mali has agreed with Guinea to share data on the level of the Niger.",
        "The governments of Mali and Guinea have agreed to release all fishermen.",
        "The Malian and Guinean governments agreed to exchange lists of detainees.",
        "Mali and Guinea agreed that the fishermen should be released by Easter.",
        "Mali and Guinea reached an understanding to build a dam on the Niger.",
        "Mali and Guinea agreed on the demarcation of their border.",
        "Mali agreed to sell cotton to Guinea.",
        "Mali agreed to lend Guinea 40 million francs for a dam.",
    ],
)
def test_what_two_sides_agree_to_do(told, text):
    (reached,) = told(text)
    assert reached.type == "AgreementReached"
    assert reached.sides == {"MLI": "MLI", "GIN": "GIN"}
    assert set(reached.roles.values()) == {"signatory"}


def test_it_is_told_in_the_words_of_the_text(told):
    (reached,) = told("Mali and Guinea agreed on Tuesday to reopen the bridge at Kourémalé.")
    assert reached.claim.instrument.title == "agreement to reopen the bridge at Kourémalé"


@pytest.mark.parametrize(
    "text",
    [
        "Mali and Guinea agreed to cooperate.",
        "Mali and Guinea agreed to establish closer relations.",
        "Mali and Guinea agreed to exchange views on the Niger.",
        "Mali and Guinea agreed on the need for a dam.",
        "Mali and Guinea agreed in principle to reopen the bridge.",
        "Mali and Guinea agreed not to reopen the bridge.",
        "Mali and Guinea could not agree to reopen the bridge.",
        "Mali and Guinea may agree to reopen the bridge.",
        "Mali agreed to reopen the bridge.",
        "The Malian parliament agreed to sell cotton to Guinea.",
        "The players of Mali agreed to return to the pitch.",
    ],
)
def test_general_words_and_promises_are_no_agreement(told, text):
    assert told(text) == []


def test_what_is_agreed_in_talks_is_their_commitment(told):
    text = (
        "Malian President Modibo Sangaré met Guinean President Alpha Barry in Bamako on Monday. "
        "Mali and Guinea agreed to reopen the bridge at Kourémalé."
    )
    (meeting,) = told(text)
    assert meeting.type == "Meeting"


def test_what_an_instrument_obliges_to_is_not_told_twice(told):
    text = (
        "Mali and Guinea signed a treaty on the Niger in Bamako on Monday. "
        "Mali and Guinea agreed to build a dam."
    )
    (signing,) = told(text)
    assert signing.type == "Signing"


@pytest.mark.parametrize(
    "text",
    [
        "Mali and Guinea agreed a ceasefire on Monday.",
        "A ceasefire was agreed between Mali and Guinea on Monday.",
        "On Monday Mali agreed a ceasefire with Guinea.",
    ],
)
def test_a_truce_is_agreed_without_on(told, text):
    (reached,) = told(text)
    assert reached.type == "AgreementReached"
    assert reached.parties == {"MLI", "GIN"}
    assert reached.when == "2021-06-14"


@pytest.mark.parametrize(
    "text",
    [
        "Togo brokered a truce between Mali and Guinea.",
        "A truce between Mali and Guinea was brokered by Togo.",
        "Togo helped broker a truce between Mali and Guinea.",
    ],
)
def test_who_brokers_a_truce_mediates_it(told, text):
    (reached,) = told(text)
    assert reached.type == "AgreementReached"
    assert reached.roles == {"MLI": "signatory", "GIN": "signatory", "TGO": "mediator"}


def test_who_tries_to_broker_has_not(told):
    assert told("Togo tried to broker a truce between Mali and Guinea.") == []


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("Mali has agreed to allow UN inspectors into its mines.", "UN"),
        ("Mali has agreed to let UN inspectors visit its mines.", "UN"),
        ("Mali has agreed to re-open its border to UN peacekeepers.", "UN"),
        ("Mali has agreed to freeze its debts under an accord with Togo.", "TGO"),
        ("Mali agreed to buy maize from Togo.", "TGO"),
    ],
)
def test_one_side_agrees_to_what_another_takes_part_in(told, text, other):
    (reached,) = told(text)
    assert reached.parties == {"MLI", other}


@pytest.mark.parametrize(
    "text",
    [
        "Mali agreed to allow women into the mines.",
        "Mali agreed to send a delegation to Togo.",
        "Mali and Togo agreed to send their ambassadors back.",
        "Mali agreed to withdraw its troops from Togo.",
    ],
)
def test_to_agree_to_something_abroad_is_not_to_agree_with_it(told, text):
    assert told(text, only="AgreementReached") == []


def test_halves_of_a_country_agree(told):
    (reached,) = told("North and South Korea agreed to exchange letters of families.")
    assert reached.parties == {"PRK", "KOR"}
