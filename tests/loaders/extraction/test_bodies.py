"""Papers that the members of an organisation conclude together: it stands for them all."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    "text",
    [
        "The Mercosur summit in Montevideo on Monday adopted a protocol on customs.",
        "The summit of the Mercosur, held in Montevideo on Monday, adopted a protocol on customs.",
        "Mercosur presidents adopted a protocol on customs in Montevideo on Monday.",
        "The leaders of the Mercosur signed a protocol on customs in Montevideo on Monday.",
        "Mercosur member states signed a protocol on customs in Montevideo on Monday.",
        "The leaders of Mercosur countries adopted a protocol on customs in Montevideo on Monday.",
        "The five states of the Mercosur signed a protocol on customs in Montevideo on Monday.",
        "A protocol on customs was adopted at the close of the Mercosur summit in Montevideo on "
        "Monday.",
        "The Mercosur held its summit in Montevideo on Monday. A protocol on customs was signed.",
        "The Mercosur summit in Montevideo ended on Monday. The presidents adopted a protocol on "
        "customs.",
    ],
)
def test_the_organisation_concludes_what_its_summit_adopts(told, text):
    (paper,) = [c for c in told(text) if c.type in {"Signing", "AgreementReached"}]
    assert paper.roles == {"MERCOSUR": "signatory"}
    assert (paper.instrument, paper.when) == ("protocol on customs", "2021-06-14")
    assert paper.place == ("Montevideo", "URY")


@pytest.mark.parametrize(
    "text",
    [
        "The Mercosur summit in Montevideo on Monday adopted a resolution on customs.",
        "Mercosur ministers adopted a budget plan in Montevideo on Monday.",
        "The Mercosur Parliament adopted a declaration on customs in Montevideo on Monday.",
        "Some Mercosur countries signed a protocol on customs in Montevideo on Monday.",
        "Two Mercosur states signed a protocol on customs in Montevideo on Monday.",
        "A Mercosur official signed a protocol on customs in Montevideo on Monday.",
        "The summit of the directors in Montevideo on Monday adopted a protocol on customs.",
    ],
)
def test_its_resolutions_and_what_its_offices_do_are_no_papers_between_states(told, text):
    assert [c for c in told(text) if c.type in {"Signing", "AgreementReached"}] == []


def test_a_summit_that_adopts_something_was_held(told):
    (summit,) = told("The Mercosur summit in Montevideo on Monday elected a chairman.")
    assert (summit.type, summit.when) == ("Summit", "2021-06-14")
    assert summit.place == ("Montevideo", "URY")


def test_who_signs_something_at_a_summit_signs_for_himself(told):
    text = "At a Mercosur summit in Montevideo on Monday President Lopez of Chile signed a pact."
    assert told(text, only="Signing") == []
