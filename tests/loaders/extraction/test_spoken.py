"""What is told in the first person, in transcripts and schedules, and by turns."""

from __future__ import annotations

import pytest

A, B, C = "Ine Berg", "Pekka Niemi", "Liv Dahl"
NORWAY, FINLAND, SWEDEN = (
    f"Norwegian Prime Minister {A}",
    f"Finnish President {B}",
    f"Swedish Prime Minister {C}",
)


@pytest.fixture
def said(told):
    """The claims of what a secretary says in Riga on the day of the transcript."""

    def saying(words: str, only: str = "Meeting"):
        return told(
            f"Riga, Latvia\n\nSECRETARY HALE: Good afternoon, everyone. {words}",
            only=only,
            title="Secretary of State Ruth Hale at a Press Availability",
            outlet="U.S. Department of State",
        )

    return saying


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (f"This morning I had the opportunity to meet with {FINLAND}.", "occurred"),
        (f"Earlier today I was able to sit down with {FINLAND}.", "occurred"),
        (f"I’ll have a chance to see {FINLAND} later today.", "planned"),
        (f"I’m looking forward to my meeting with {FINLAND} this afternoon.", "planned"),
        (f"They will guide my talks this evening with {FINLAND}.", "planned"),
        (f"I will come to my meeting later today with {FINLAND}.", "planned"),
        (f"These goals shaped the meetings that I held today with {FINLAND}.", "occurred"),
        (f"Earlier today I discussed how we can end this with {FINLAND}.", "occurred"),
    ],
)
def test_a_speaker_tells_of_his_own_meetings(said, words, status):
    (meeting,) = said(words)
    assert meeting.sides == {"Ruth Hale": "USA", B: "FIN"}
    assert (meeting.status, meeting.when) == (status, "2021-06-15")


@pytest.mark.parametrize(
    "words",
    [
        f"I look forward to an opportunity to talk with {FINLAND}.",
        f"Some day we will have an opportunity to receive {FINLAND}.",
        f"We have made clear our willingness to sit down with {FINLAND}.",
        "We’ll go to Finland and then Sweden for questions.",
        f"Our friends came to Finland’s assistance, said {FINLAND}.",
    ],
)
def test_what_is_hoped_or_only_said_so_is_no_event(said, words):
    assert said(words, only="Meeting") == said(words, only="Visit") == []


@pytest.mark.parametrize(
    "text",
    [
        f"{NORWAY} met with {FINLAND} on Sunday and with {SWEDEN} on Monday.",
        f"{NORWAY} held talks on Sunday with {FINLAND} and on Monday with {SWEDEN}.",
        f"{NORWAY} received {FINLAND} on Sunday and {SWEDEN} on Monday.",
    ],
)
def test_partners_of_two_days_are_met_by_turns(told, text):
    meetings = told(text, only="Meeting")
    found = {meeting.when: set(meeting.sides) for meeting in meetings}
    assert found == {"2021-06-13": {A, B}, "2021-06-14": {A, C}}


def test_two_met_together_are_not_taken_apart(told):
    (meeting,) = told(f"{NORWAY} met on Monday with {FINLAND} and with {SWEDEN}.", only="Meeting")
    assert set(meeting.sides) == {A, B, C}


@pytest.mark.parametrize(
    "partners",
    [
        f"senior Finnish officials, including President {B} and Trade Minister {C},",
        f"Finnish leaders, among them President {B} and Trade Minister {C},",
    ],
)
def test_those_named_of_several_take_part(told, partners):
    (meeting,) = told(f"{NORWAY} met with {partners} in Oslo on Monday.", only="Meeting")
    assert meeting.sides == {A: "NOR", B: "FIN", C: "FIN"}


def test_who_is_thanked_for_hosting_is_the_host(told):
    (meeting,) = told(f"{NORWAY} thanked {FINLAND} for hosting her in Turku.", only="Meeting")
    assert meeting.roles == {A: "participant", B: "host"}


def test_a_press_conference_is_no_gathering(told):
    assert told(f"{NORWAY} held a joint press conference with {FINLAND} on Monday.") == []


def test_a_schedule_is_of_the_day_in_its_headline(told):
    meetings = told(
        f"Secretary Hale meets with {FINLAND}, at the Department of State.\n\n"
        "DEPUTY SECRETARY PAUL DEAN\n\n"
        "Deputy Secretary Dean attends meetings and briefings.\n\n"
        f"UNDER SECRETARY RITA MOSS\n\nUnder Secretary Moss attends the President’s meeting with "
        f"{SWEDEN}.",
        only="Meeting",
        title="Public Schedule – June 14, 2021",
        outlet="U.S. Department of State",
    )
    assert {meeting.when for meeting in meetings} == {"2021-06-14"}
    assert {"Hale", B} in [set(meeting.sides) for meeting in meetings]


def test_whom_a_speaker_abroad_has_met_is_of_where_he_speaks(said):
    (meeting,) = said("I had a good meeting this morning with National Security Adviser Ozols.")
    assert meeting.sides == {"Ruth Hale": "USA", "Ozols": "LVA"}


def test_our_ambassador_is_of_those_who_speak(told):
    (meeting,) = told(
        f"Our ambassador to Chad, Ambassador Paul Dean, met with {FINLAND} on Monday.",
        outlet="U.S. Department of State",
    )
    assert meeting.sides == {"Paul Dean": "USA", B: "FIN"}


@pytest.mark.parametrize(("day", "place"), [("in May", None), ("today", ("Tartu", "EST"))])
def test_a_place_does_not_reach_far_in_a_speech_but_for_what_was_today(said, day, place):
    words = (
        f"This morning I met {FINLAND} in Tartu. Fish is a large trade. It feeds many of us. "
        f"The rest is for experts. I met {SWEDEN} {day} as well."
    )
    assert {name: m.place for m in said(words) for name in m.sides}[C] == place
