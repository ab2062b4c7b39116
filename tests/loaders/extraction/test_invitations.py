"""Invitations: who invites whom."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "host", "guest"),
    [
        ("French President Emmanuel Macron has invited Ethiopian Prime Minister Abiy Ahmed to "
         "visit Paris.", "Emmanuel Macron", "Abiy Ahmed"),
        ("German Chancellor Angela Merkel accepted an invitation from Indian Prime Minister "
         "Narendra Modi to visit New Delhi.", "Narendra Modi", "Angela Merkel"),
        ("Algerian Foreign Minister Ramtane Lamamra extended an invitation to Norwegian Foreign "
         "Minister Anniken Huitfeldt to visit Algiers.", "Ramtane Lamamra", "Anniken Huitfeldt"),
        ("Lebanese Prime Minister Najib Mikati has been invited to Ankara, Turkey.",
         "TUR", "Najib Mikati"),
        ("Costa Rica invited Nicaragua to attend the meeting.", "CRI", "NIC"),
    ],
)  # fmt: skip
def test_who_invites_whom(told, text, host, guest):
    (invitation,) = told(text, only="Invitation")
    assert invitation.roles == {host: "speaker", guest: "addressee"}
    assert invitation.status == "occurred"
    assert invitation.place is None
    assert told(text, only="Visit") == [] or "accepted" in text


def test_a_day_after_the_goal_is_not_that_of_the_invitation(told):
    (later,) = told(
        "French President Emmanuel Macron had invited to Paris on Monday the leaders of Ukraine.",
        only="Invitation",
    )
    (said,) = told(
        "On Monday French President Emmanuel Macron invited Ukraine to visit Paris.",
        only="Invitation",
    )
    assert (later.when, said.when) == (None, "2021-06-14")


def test_the_day_of_the_answer_is_not_that_of_the_invitation(told):
    (answered,) = told(
        "On Monday German Chancellor Angela Merkel accepted an invitation from Indian Prime "
        "Minister Narendra Modi to visit New Delhi.",
        only="Invitation",
    )
    assert answered.when is None


@pytest.mark.parametrize(
    "text",
    [
        "French President Emmanuel Macron did not invite Ukraine to the summit in Paris.",
        "It is premature to invite Ukraine and Russia to Washington, the United States said.",
        "The United States invited France to invest in new reactors.",
        "The minister invited questions about Iran.",
        "Norwegian Prime Minister Erna Solberg invited her ministers to a meeting in Oslo.",
    ],
)
def test_what_is_no_invitation(told, text):
    assert told(text, only="Invitation") == []
