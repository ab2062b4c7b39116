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


@pytest.mark.parametrize(
    "text",
    [
        "An accord concluded in 1998 by Mali and Togo settled the matter.",
        "The Lomé accord, concluded in 1998 by Mali and Togo, settled the matter.",
        "Mali and Togo hammered out an accord in 1998.",
        "Mali and Togo came to an accord on fish in 1998.",
        "In 1998 Mali entered into an accord on fish with Togo.",
        "Talks between Mali and Togo led to an accord on fish in 1998.",
    ],
)
def test_an_accord_may_be_reached_in_other_words(told, text):
    (reached,) = [t for t in told(text) if t.type == "AgreementReached"]
    assert reached.parties == {"MLI", "TGO"}
    assert reached.when == "1998"


@pytest.mark.parametrize(
    "text",
    [
        "Mali and Togo came to Lomé.",
        "Togo brought Mali and Benin together to arrive at an accord.",
        "The quarrel of Mali and Togo led to a loss of trade.",
        "Mali entered into the spirit of the accord.",
    ],
)
def test_what_sounds_like_an_accord_reached(told, text):
    assert all(t.type != "AgreementReached" for t in told(text))


def test_the_signing_by_two_of_a_pact(told):
    (signing,) = told(f"The signing of the agreement on hospitals by {R} and {G} took place today.")
    assert signing.sides == SIDES


def test_what_was_told_before_is_signed_later(told):
    text = (
        f"An agreement on hospitals was initialled by {R} and {G} in Moscow on 3 May 2021. "
        "They signed it in Yerevan on 4 June 2021."
    )
    first, second = told(text)
    assert (first.when, first.place) == ("2021-05-03", ("Moscow", "RUS"))
    assert (second.when, second.place) == ("2021-06-04", ("Yerevan", "ARM"))
    assert first.sides == second.sides == SIDES


def test_who_signs_besides(told):
    text = (
        f"{R} and {G} put their names to the agreement on hospitals on Monday. "
        "Beside them was Malian Health Minister Awa Traoré, who signed as well."
    )
    (signing,) = told(text, only="Signing")
    assert signing.sides == {**SIDES, "Awa Traoré": "MLI"}


def test_who_signed_them_all(told):
    text = (
        "Mali and Togo ended their talks on Monday. Three pacts were signed: an agreement on fish, "
        "one on cotton and one on salt. Ana Berg signed them for Mali and Luis Ortega for Togo."
    )
    signings = told(text, only="Signing")
    assert [s.sides for s in signings] == [{"Ana Berg": "MLI", "Luis Ortega": "TGO"}] * 3


def test_names_under_the_paper_to_which_they_are_put(told):
    text = f"The declaration to which {R} and {G} put their names in Moscow on Monday is short."
    (signing,) = told(text, only="Signing")
    assert signing.sides == SIDES


def test_one_puts_his_name_to_an_agreement_with_another_side(told):
    (signing,) = told(f"{R} put her signature to an agreement on hospitals with Armenia on Monday.")
    assert signing.sides == {RU: "RUS", "ARM": "ARM"}


def test_agreements_with_several_are_one_with_each(told):
    signings = told("Mali signed agreements with Togo and Benin in Lomé on Monday.")
    assert [s.parties for s in signings] == [{"MLI", "TGO"}, {"MLI", "BEN"}]
    # how many it were, only the text could say
    assert len(told("Mali signed two agreements with Togo and Benin on Monday.")) <= 1


def test_officials_of_the_two_sides_sign_for_them(told):
    text = (
        f"{R} met {G} in Moscow on Monday. A protocol on nurses was signed by officials of the two "
        "sides."
    )
    (signing,) = told(text, only="Signing")
    assert signing.sides == {"RUS": "RUS", "ARM": "ARM"}


def test_a_general_peace_agreement_is_no_general(told):
    (signing,) = told(f"The General Peace Agreement was signed by {R} and {G} in Moscow.")
    assert signing.sides == SIDES
    assert signing.claim.instrument.title == "General Peace Agreement"


def test_what_is_not_signed_as_foreseen_is_cancelled(told):
    (signing,) = told("Mali and Togo will not sign their border treaty on 10 July as foreseen.")
    assert signing.status == "cancelled"


def test_what_the_sentence_before_is_about_is_signed(told):
    text = (
        f"The accord which lets nurses cross the border is a month old. It was signed in Yerevan "
        f"on 4 May 2021 by {R} and {G}."
    )
    (signing,) = told(text, only="Signing")
    assert signing.sides == SIDES
    assert (signing.kind, signing.when) == ("agreement", "2021-05-04")


def test_it_is_nothing_where_nothing_was_told(told):
    assert told(f"The weather was fine. It was signed by {R} and {G}.", only="Signing") == []


def test_who_mediated_affixes_his_name(told):
    text = (
        f"{R} and {G} put their names to the agreement on hospitals on Monday. Malian Health "
        "Minister Awa Traoré affixed her signature to the agreement as well."
    )
    (signing,) = told(text, only="Signing")
    assert signing.sides == {**SIDES, "Awa Traoré": "MLI"}


def test_a_partner_behind_the_matter(told):
    (signing,) = told(f"{R} signed an agreement on the exchange of nurses with {G} on Monday.")
    assert signing.sides == SIDES


def test_a_surname_with_its_article_alone(told):
    text = (
        "Chadian President Idriss Déby met Sudanese President Omar al-Bashir in Dakar on Monday. "
        "In February 2006 Déby and al-Bashir signed the Tripoli Agreement."
    )
    (signing,) = told(text, only="Signing")
    assert signing.sides == {"Idriss Déby": "TCD", "Omar al-Bashir": "SDN"}
    assert signing.when == "2006-02"


def test_the_pact_to_which_the_same_two_put_their_names(told):
    text = (
        f"{R} and {G} signed an agreement on hospitals in Moscow on Monday. A treaty on nurses to "
        "which the same two ministers put their names in Yerevan on 4 May 2005 came to nothing."
    )
    _, second = told(text, only="Signing")
    assert (second.sides, second.when) == (SIDES, "2005-05-04")
    assert second.place == ("Yerevan", "ARM")


@pytest.mark.parametrize(
    "text",
    [
        "The signing ceremony of a transit pact between Serbia and Hungary took place in Pecs.",
        "Both leaders attended the signing ceremony for a transit pact between Serbia and Hungary.",
    ],
)
def test_a_signing_ceremony_is_a_signing(told, text):
    (signing,) = told(text, only="Signing")
    assert signing.roles == {"SRB": "signatory", "HUN": "signatory"}
    assert signing.instrument == "transit pact"


def test_another_ceremony_is_none(told):
    text = "The anniversary ceremony of the pact between Serbia and Hungary took place in Pecs."
    assert told(text, only="Signing") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The treaty on wells was accepted by Chad and Niger in Niamey on Monday.", True),
        ("Chad and Niger accepted the treaty on wells in Niamey on Monday.", True),
        ("Chad accepted the treaty on wells on Monday.", False),
        ("Chad and Niger accepted the invitation on Monday.", False),
    ],
)
def test_what_both_accept_is_agreed(told, text, found):
    assert [c.type for c in told(text) if c.type != "Visit"] == ["AgreementReached"] * found
