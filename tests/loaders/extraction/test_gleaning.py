"""What is told in positions that no frame reads: occasions, calls, governments, short forms."""

from __future__ import annotations

import pytest

A = "Norwegian Foreign Minister Ine Eriksen Søreide"
B = "Latvian Foreign Minister Edgars Rinkēvičs"
BOTH = {"Ine Eriksen Søreide": "NOR", "Edgars Rinkēvičs": "LVA"}


@pytest.mark.parametrize(
    "text",
    [
        f"{A} and {B} talked for an hour about fish.",
        f"Over a dinner that {A} gave for {B}, the bill was not mentioned.",
        f"In their conversation, {A} recalled the years of war, and {B} spoke of trade.",
        f"{A} paid a courtesy call on {B}.",
        f"{A} spent more than three hours with {B}.",
        f"{A} joined {B} for talks on fish.",
        f"{A} and {B} discussed the price of fish.",
    ],
)
def test_an_occasion_and_persons_of_two_sides_are_a_meeting(told, text):
    (meeting,) = told(text)
    assert (meeting.type, meeting.status) == ("Meeting", "occurred")
    assert meeting.sides == BOTH


@pytest.mark.parametrize(
    "text",
    [
        f"{A} reported by telephone to {B}.",
        f"{A} was on the telephone on Monday with {B}.",
        f"{A} rang {B} on Monday.",
        f"The matter was raised in a phone call ten days ago between {A} and {B}.",
        f"In a similar call the same day, {A} and {B} discussed fish.",
    ],
)
def test_a_call_is_told_by_any_verb(told, text):
    (call,) = told(text)
    assert (call.type, call.sides) == ("Call", BOTH)


@pytest.mark.parametrize(
    "text",
    [
        f"After the meeting, {A} and {B} signed an agreement on fish.",
        f"If {A} calls on {B}, they will speak of fish.",
        f"{A} and {B} agreed to resume the talks that broke down in 2019.",
        f"{A} read the call of {B} for restraint.",
        "“You had long meetings with the President of Chile and the Premier of Peru,” said a boy.",
    ],
)
def test_what_only_mentions_an_occasion_is_no_meeting(told, text):
    assert [claim for claim in told(text) if claim.type in {"Meeting", "Call"}] == []


def test_what_was_read_is_not_gleaned_again(told):
    text = f"{A} met {B} in Riga on Monday. In their talks {A} praised {B}."
    (meeting,) = told(text, only="Meeting")
    assert meeting.place == ("Riga", "LVA")


def test_each_is_received_by_himself(told):
    text = f"{A} and {B} went to Oslo, where each was received by President Alar Karis of Estonia."
    meetings = told(text, only="Meeting")
    assert [set(meeting.sides) for meeting in meetings] == [
        {"Ine Eriksen Søreide", "Alar Karis"},
        {"Edgars Rinkēvičs", "Alar Karis"},
    ]


def test_hosts_in_a_row_receive_one_after_the_other(told):
    text = (
        f"On Monday {A} was received in Riga by President Egils Levits of Latvia, in Tartu by "
        "President Alar Karis of Estonia and in Kaunas by President Gitanas Nausėda of Lithuania."
    )
    places = [meeting.place[0] for meeting in told(text, only="Meeting")]
    assert places == ["Riga", "Tartu", "Kaunas"]


def test_guests_in_a_row_are_received_on_their_own_days(told):
    text = f"{A} received Chilean Foreign Minister Ana Soto on Monday and {B} on Tuesday."
    meetings = told(text, only="Meeting")
    assert [meeting.when for meeting in meetings] == ["2021-06-14", "2021-06-15"]


def test_who_is_received_somewhere_is_received_by_its_polity(told):
    (meeting,) = told(f"{A} is to be received in Riga next week.", only="Meeting")
    assert meeting.roles == {"LVA": "host", "Ine Eriksen Søreide": "participant"}


def test_separate_meetings_are_two(told):
    text = f"{A} held separate talks in Riga, first with {B} and then with Ana Soto of Chile."
    assert len(told(text, only="Meeting")) == 2


def test_his_guest_tells_the_host(told):
    text = f"{A} landed in Riga on Monday. {B} met his guest at the ministry."
    (meeting,) = told(text, only="Meeting")
    assert meeting.roles["Edgars Rinkēvičs"] == "host"


def test_a_welcome_tells_the_host_of_the_talks(told):
    text = (
        f"{A} landed in Riga on Monday and was welcomed at the airport by {B}. On Tuesday the two "
        "ministers held talks."
    )
    (meeting,) = told(text, only="Meeting")
    assert meeting.roles["Edgars Rinkēvičs"] == "host"


@pytest.mark.parametrize(
    "text",
    [
        f"A meeting between {A} and {B}, announced for Friday, did not take place.",
        f"The talks between {A} and {B} will not be held.",
    ],
)
def test_what_did_not_take_place_is_cancelled(told, text):
    (meeting,) = told(text, only="Meeting")
    assert (meeting.status, meeting.sides) == ("cancelled", BOTH)


@pytest.mark.parametrize(
    "words", ["the Norwegian government", "the Government of Norway", "Norway's government"]
)
def test_a_government_acts_for_its_polity(told, words):
    (signing,) = told(f"On Monday {words} and Latvia signed an agreement on fish in Riga.")
    assert signing.parties == {"NOR", "LVA"}


def test_a_spokesman_of_a_government_is_not_the_government(told):
    assert told("The Norwegian government spokesman and Latvia signed nothing.") == []


def test_the_signers_of_a_clause_are_completed(told):
    (signing,) = told(
        f"{A}, whom the rain had delayed, and, for Riga, {B} then signed what is called the Sea "
        "Accord."
    )
    assert signing.sides == BOTH
