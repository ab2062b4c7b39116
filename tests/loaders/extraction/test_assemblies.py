"""Gatherings of many told in pieces, and the short forms of organisations."""

from __future__ import annotations

A = "President Alar Karis of Estonia"
B = "President Egils Levits of Latvia"
C = "President Gitanas Nausėda of Lithuania"
D = "President Andrzej Duda of Poland"
FOUR = {"Alar Karis": "EST", "Egils Levits": "LVA", "Gitanas Nausėda": "LTU", "Andrzej Duda": "POL"}


def test_those_who_attended_make_the_summit(told):
    (summit,) = told(
        f"The summit in Warsaw on Monday dealt with energy. {A}, {B} and {C} attended, as did {D}."
    )
    assert (summit.type, summit.sides, summit.when) == ("Summit", FOUR, "2021-06-14")


def test_who_brought_them_together_is_the_host(told):
    (summit,) = told(f"At a summit in Warsaw on Monday, {D} brought together {A}, {B} and {C}.")
    assert summit.roles["Andrzej Duda"] == "host"


def test_heads_of_delegation_stand_for_their_sides(told):
    (talks,) = told(
        "Estonia and Latvia held talks in Riga on Monday. Estonia's delegation was headed by "
        "Foreign Minister Eva-Maria Liimets, that of Latvia by Edgars Rinkēvičs."
    )
    assert talks.sides == {"Eva-Maria Liimets": "EST", "Edgars Rinkēvičs": "LVA"}


def test_those_who_attend_a_funeral_of_two_are_no_summit(told):
    assert told(f"{A} and {B} attended the funeral.") == []


def test_a_summit_of_two_is_a_meeting(told):
    (meeting,) = told("Estonia and Latvia closed the sixth session of their commission in Riga.")
    assert (meeting.type, set(meeting.sides)) == ("Meeting", {"EST", "LVA"})


def test_the_next_session_is_of_the_organisation(told):
    claims = told(
        "The African Union held a summit in Kigali on Monday. The next session will be held in "
        "Nouakchott in July."
    )
    assert [(claim.status, set(claim.sides)) for claim in claims] == [
        ("occurred", {"AU"}),
        ("planned", {"AU"}),
    ]


def test_neither_nor_calls_off_what_was_to_be(told):
    claims = told(
        "Poland announced that it would host neither the summit of NATO nor the conference of the "
        "European Union in Warsaw."
    )
    assert {claim.status for claim in claims} == {"cancelled"}


def test_short_forms_stand_for_the_organisation_named(document):
    text = "The African Union met. The Union was divided, and so was the bloc. The union slept."
    found = [n.codes[0] for n in document(text).nominals if n.kind == "organization"]
    assert found == ["AU", "AU", "AU"]


def test_short_forms_of_nothing_named_are_none(document):
    assert document("The Union was divided, and so was the bloc.").nominals == []
