"""Who else is there: companions, hosts and mediators told by their role, heads of delegations."""

from __future__ import annotations

import pytest

A, B, C = "Ine Berg", "Pekka Niemi", "Liv Dahl"
NORWAY, FINLAND = f"Norwegian Prime Minister {A}", f"Finnish President {B}"
MET = f"{NORWAY} met {FINLAND} in Oslo on Monday"


@pytest.mark.parametrize(
    "text",
    [
        f"{NORWAY}, accompanied by Trade Minister {C}, met {FINLAND} in Oslo on Monday.",
        f"Flanked by Trade Minister {C}, {NORWAY} met {FINLAND} in Oslo on Monday.",
        f"{NORWAY}, together with Norway's Trade Minister {C}, met {FINLAND} on Monday.",
        f"{FINLAND} met on Monday with {NORWAY}, who was accompanied by Trade Minister {C}.",
        f"{MET} in the presence of Norwegian Trade Minister {C}.",
        f"{MET}, with Norwegian Trade Minister {C} also attending.",
        f"{MET}. {A.split()[1]} was accompanied by Trade Minister {C}.",
        f"{MET}. Also present was Norwegian Trade Minister {C}.",
    ],
)
def test_a_companion_takes_part(told, text):
    (meeting,) = told(text, only="Meeting")
    assert meeting.sides == {A: "NOR", B: "FIN", C: "NOR"}


def test_who_accompanies_a_visitor_is_one(told):
    (visit,) = told(
        f"{FINLAND}, accompanied by Trade Minister {C}, arrived in Oslo on Monday.", only="Visit"
    )
    assert visit.roles == {"NOR": "host", B: "visitor", C: "visitor"}


def test_who_travels_alongside_a_visitor_is_one(told):
    (visit,) = told(
        f"Norwegian Ambassador {A} will travel alongside Finnish Ambassador {B} to Riga on Friday.",
        only="Visit",
    )
    assert visit.roles == {"LVA": "host", A: "visitor", B: "visitor"}


def test_a_list_goes_on_behind_another_with(told):
    (meeting,) = told(
        f"{NORWAY} met with Finnish President {B} and with Foreign Minister {C} on Monday.",
        only="Meeting",
    )
    assert set(meeting.sides) == {A, B, C}


def test_who_looks_on_at_a_signing_has_no_part_in_it(told):
    (signing,) = told(
        f"{NORWAY} and {FINLAND} signed an agreement on fish in Oslo on Monday in the presence of "
        f"Swedish Trade Minister {C}.",
        only="Signing",
    )
    assert set(signing.sides) == {A, B}


@pytest.mark.parametrize(
    "text",
    [
        f"{MET} at the invitation of Swedish Prime Minister {C}.",
        f"{MET} at talks hosted by Swedish Prime Minister {C}.",
        f"{MET}. The meeting was hosted by Swedish Prime Minister {C}.",
        f"{MET}, with Swedish Prime Minister {C} as host.",
    ],
)
def test_a_host_is_told_by_his_role(told, text):
    (meeting,) = told(text, only="Meeting")
    assert meeting.roles == {A: "participant", B: "participant", C: "host"}


@pytest.mark.parametrize(
    "text",
    [
        f"Swedish Prime Minister {C} mediated talks between {NORWAY} and {FINLAND} on Monday.",
        f"{MET}, with Swedish Prime Minister {C} mediating.",
        f"{MET}. Swedish Prime Minister {C} moderated the talks.",
    ],
)
def test_a_mediator_is_told_by_his_role(told, text):
    (meeting,) = told(text, only="Meeting")
    assert meeting.roles == {A: "participant", B: "participant", C: "mediator"}


def test_those_who_chair_their_own_meeting_do_not_mediate(told):
    (meeting,) = told(f"The meeting on Monday was co-chaired by {NORWAY} and {FINLAND}.")
    assert set(meeting.roles.values()) == {"participant"}


TALKS = "Norway and Finland held talks on fish in Oslo on Monday."


@pytest.mark.parametrize(
    "heads",
    [
        f"The Norwegian side was headed by State Secretary {A} and the Finnish side by Director "
        f"{B}.",
        f"State Secretary {A} led the Norwegian delegation. Finland was represented by Director "
        f"{B}.",
        f"The Norwegian delegation was led by State Secretary {A}, the Finnish delegation by "
        f"Director {B}.",
    ],
)
def test_heads_of_delegations_stand_for_their_sides(told, heads):
    (meeting,) = told(f"{TALKS} Cod was on the table. {heads}", only="Meeting")
    assert meeting.sides == {A: "NOR", B: "FIN"}


def test_who_heads_a_side_that_was_not_there_does_not_take_part(told):
    (meeting,) = told(
        f"{TALKS} In the league, the Swedish side is led by Captain {C}.", only="Meeting"
    )
    assert meeting.sides == {"NOR": "NOR", "FIN": "FIN"}
