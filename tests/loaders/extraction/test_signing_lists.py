"""Signings of several papers, by signers named for their sides, beside and after one another."""

from __future__ import annotations

import pytest

ANA, LUIS = "Ana Berg", "Luis Ortega"
A, B = f"Panama's foreign minister, {ANA},", f"Colombian Foreign Minister {LUIS}"
BOTH = {ANA: "PAN", LUIS: "COL"}


def signings(told, text):
    return [t for t in told(text) if t.type in {"Signing", "AgreementReached"}]


@pytest.mark.parametrize(
    "text",
    [
        f"{A} and {B} signed a protocol on fisheries and another on pilots in Bogotá on Monday.",
        f"Two texts were signed by {A} and {B}: a protocol on fisheries and a protocol on pilots.",
        f"{A} and {B} signed two papers: one on fisheries, the other on pilots.",
        f"{A} and {B} proceeded to the signature of two texts, namely a protocol on fisheries and "
        "a memorandum on pilots.",
    ],
)
def test_each_paper_of_a_list_is_a_signing_of_its_own(told, text):
    found = signings(told, text)
    assert [f.sides for f in found] == [BOTH, BOTH]
    assert ["fisheries" in f.claim.instrument.title for f in found] == [True, False]


def test_a_third_on_something(told):
    text = (
        "Panama, Colombia and Ecuador signed on Monday three agreements: one on tolls, another on "
        "pilots and a third on customs."
    )
    found = signings(told, text)
    assert [f.claim.instrument.subject for f in found] == ["tolls", "pilots", "customs"]
    assert all(f.parties == {"PAN", "COL", "ECU"} for f in found)


def test_entries_with_signers_of_their_own(told):
    text = (
        f"{A} received {B} on Monday. Two texts were signed: a memorandum on floods, by {A} and "
        f"{B}; and a protocol on cadets, by Panamanian Defence Minister Eva Roos and "
        "Colombian Defence Minister Juan Salas."
    )
    first, second = signings(told, text)
    assert first.sides == BOTH
    assert second.sides == {"Eva Roos": "PAN", "Juan Salas": "COL"}


def test_of_companies_in_a_list_nothing_is_claimed(told):
    text = (
        f"{A} received {B} in Panama City on Monday. The hosts witnessed the signing of an "
        "agreement on roads by Panamanian Transport Minister Eva Roos and Colombian Transport "
        "Minister Juan Salas; a memorandum on culture between the two culture ministries; and a "
        "contract for power between Elektra and the Volta Group."
    )
    roads, culture = signings(told, text)
    assert roads.sides == {"Eva Roos": "PAN", "Juan Salas": "COL"}
    assert culture.parties == {"PAN", "COL"}


@pytest.mark.parametrize(
    "text",
    [
        "A memorandum on coast guards was agreed; for Panama it was signed by Ana Berg, for "
        "Colombia by Luis Ortega.",
        "The memorandum on coast guards bears the signatures of Ana Berg for Panama and Luis "
        "Ortega for Colombia.",
        f"{A} put her name with that of {B} to a memorandum on coast guards.",
        f"The memorandum on coast guards which {A} and {B} signed on Monday runs for a year.",
    ],
)
def test_who_signs_is_read_along_the_words(told, text):
    (signing,) = signings(told, text)
    assert signing.sides == BOTH


def test_both_documents_are_those_told_before(told):
    text = (
        "Panama and Colombia on Monday signed a memorandum on fisheries and an agreement on "
        f"pilots. Both documents were signed by {A} and {B}."
    )
    assert [f.sides for f in signings(told, text)] == [BOTH, BOTH]


def test_the_signatures_were_those_of(told):
    text = (
        "Panama and Colombia on Monday signed an agreement on pilots. The signatures were those of "
        f"{A} and of {B}."
    )
    (signing,) = signings(told, text)
    assert signing.sides == BOTH


def test_entries_without_a_verb(told):
    text = (
        "The following were then signed:\n\n"
        "(1) Agreement on Shipping — for Panama, Ana Berg; for Colombia, Luis Ortega;\n\n"
        "(2) Protocol on Pilots — for Panama, Eva Roos; for Colombia, Juan Salas."
    )
    first, second = signings(told, text)
    assert first.sides == BOTH
    assert first.claim.instrument.title == "Agreement on Shipping"
    assert second.sides == {"Eva Roos": "PAN", "Juan Salas": "COL"}


@pytest.mark.parametrize(
    "after",
    [
        "A treaty on the canal was signed after the talks.",
        "Afterwards the delegations concluded a treaty on the canal.",
    ],
)
def test_those_who_talked_sign(told, after):
    text = f"{A} met {B} in Bogotá on Monday. {after}"
    (signing,) = signings(told, text)
    assert signing.sides == BOTH


def test_nobody_signs_where_nobody_talked(told):
    assert signings(told, "A treaty on the canal was signed on Monday.") == []


def test_a_partner_without_a_state_is_not_left_out(told):
    text = (
        f"{A} met {B} in Bogotá on Monday. The two sides concluded an agreement with the villages "
        "of the valley."
    )
    assert signings(told, text) == []


def test_with_whom_each_was_signed(told):
    text = (
        f"{A} signed a treaty of peace with {B} and a declaration with Ecuadorian Foreign "
        "Minister Eva Roos."
    )
    first, second = signings(told, text)
    assert first.sides == BOTH
    assert second.sides == {ANA: "PAN", "Eva Roos": "ECU"}


def test_who_mediated_is_no_signatory(told):
    text = (
        f"{A} and {B} signed an agreement on the border in Quito on Monday. Eva Roos, the "
        "Ecuadorian mediator, applauded."
    )
    (signing,) = signings(told, text)
    assert signing.roles == {ANA: "signatory", LUIS: "signatory", "Eva Roos": "mediator"}


def test_a_story_that_is_denied(told):
    text = (
        "Panama's presidency denied a story, carried by two papers, that a pact on tolls had been "
        "signed by Panama and Colombia."
    )
    found = signings(told, text)
    assert all(f.status == "denied" for f in found)


@pytest.mark.parametrize(
    "text",
    [
        "Mali and Togo signed agreements on health and on river transport in Lomé on Monday.",
        "Mali and Togo signed agreements there on health and on river transport.",
        "Two agreements, on health and on river transport, were signed by Mali and Togo.",
    ],
)
def test_each_matter_that_has_its_own_on_is_an_agreement(told, text):
    signings = told(text, only="Signing")
    assert [s.claim.instrument.title for s in signings] == [
        "agreement on health",
        "agreement on river transport",
    ]
    assert all(s.parties == {"MLI", "TGO"} for s in signings)


def test_days_are_no_matters(told):
    signings = told("Mali and Togo signed agreements on Monday and on Tuesday.", only="Signing")
    assert len(signings) <= 1


def test_a_paper_is_not_told_twice_where_another_word_follows(told):
    text = "Mali and Togo signed a declaration on fish, a text that nobody has read, on Monday."
    (signing,) = told(text, only="Signing")
    assert signing.claim.instrument.title == "declaration on fish"
