from __future__ import annotations

import pytest

A = "Norwegian Foreign Minister Ine Eriksen Søreide"
B = "Latvian Foreign Minister Edgars Rinkēvičs"


@pytest.mark.parametrize(
    "text",
    [
        f"{A} has accepted an invitation to Riga from {B}.",
        f"{A} met {B} in Oslo on Monday. Søreide has accepted her guest’s invitation to Riga.",
        f"{B} invited {A} to Riga, and she has accepted.",
        f"{B} invited {A} to Riga. Søreide accepted.",
        f"{B} invited {A} to visit Riga. She accepted the invitation.",
    ],
)
def test_an_accepted_invitation_is_a_planned_visit(told, text):
    (visit,) = told(text, only="Visit")
    assert visit.status == "planned"
    assert visit.place == ("Riga", "LVA")
    assert visit.roles == {"Ine Eriksen Søreide": "visitor", "Edgars Rinkēvičs": "host"}
    assert visit.when is None


@pytest.mark.parametrize(
    "text",
    [
        f"{B} invited {A} to Riga.",
        f"{A} received an invitation to Riga from {B}.",
        f"{A} did not accept the invitation to Riga from {B}.",
        f"{A} may accept an invitation to Riga from {B}.",
        f"{B} invited {A} to Riga. Søreide accepted that fish is dear.",
    ],
)
def test_a_mere_invitation_is_none(told, text):
    assert told(text, only="Visit") == []


def test_the_day_of_accepting_is_not_that_of_the_visit(told):
    text = f"On Monday {A} accepted an invitation from {B} to visit Riga in October."
    (visit,) = told(text, only="Visit")
    assert (visit.status, visit.when) == ("planned", "2021-10")


def test_an_invitation_leads_to_the_town_of_that_name_in_the_country_of_who_invites(told):
    text = (
        "Kenyan President Uhuru Kenyatta received Australian Prime Minister Scott Morrison. "
        "Kenyatta has accepted the invitation of his guest to Melbourne."
    )
    (visit,) = told(text, only="Visit")
    assert visit.place == ("Melbourne", "AUS")
    assert visit.roles["Scott Morrison"] == "host"


def test_who_was_invited_says_that_he_will_come(told):
    text = f"{B} has invited {A} to Riga. She said she would come in October."
    (visit,) = told(text, only="Visit")
    assert (visit.status, visit.place, visit.when) == ("planned", ("Riga", "LVA"), "2021-10")
