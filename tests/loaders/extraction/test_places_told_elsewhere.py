"""Places that are pointed at, that a day or a host gives, and that belong to something else."""

from __future__ import annotations

import pytest

P = "Latvian Foreign Minister Baiba Braze"
Q = "Moldovan Foreign Minister Mihai Popsoi"
R = "Danish Foreign Minister Lars Rasmussen"
# The day of publication in these tests is Tuesday, 15 June 2021.


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (f"CHISINAU, June 15 -- Talks were held in Balti. There {P} met {Q}.", "Balti"),
        (f"CHISINAU, June 15 -- Rome, once again, was calm: {P} met {Q} there on Monday.", "Rome"),
        (f"CHISINAU, June 15 -- Fans of the band in Rome sang. {P} met {Q} here.", "Chisinau"),
        (f"CHISINAU, June 15 -- She flew to Rome. In the same city {P} met {Q}.", "Rome"),
        (f"CHISINAU, June 15 -- {P} met {Q} for talks in Balti on Monday.", "Balti"),
        (f"CHISINAU, June 15 -- {P} and {Q} met for a second day in Balti.", "Balti"),
        (f"CHISINAU, June 15 -- In Rome, too, {P}, it seems, met {Q}.", "Rome"),
    ],
)
def test_a_place_is_pointed_at(told, text, place):
    (meeting,) = told(text, only="Meeting")
    assert meeting.place is not None
    assert meeting.place[0] == place


@pytest.mark.parametrize(
    "text",
    [
        "RIGA, June 15 -- The largest of the unions in Oslo and Moldova signed a protocol.",
        f"RIGA, June 15 -- On Monday, two days before the summit in Oslo, {P} received {Q}.",
        f"RIGA, June 15 -- {P} met {Q} on Monday; on Sunday, in Oslo, she saw {R}.",
        f"RIGA, June 15 -- {P} met {Q} for the first time since the fair in Oslo.",
    ],
)
def test_a_place_of_something_else_is_not_that_of_the_event(told, text):
    for event in told(text):
        if "Lars Rasmussen" not in event.sides:
            assert event.place is None or event.place[0] != "Oslo"


def test_a_year_of_something_else_is_not_that_of_the_event(told):
    text = f"{P} met {Q} for the first time since the war in 1992."
    (meeting,) = told(text, only="Meeting")
    assert meeting.when is None


def test_what_is_promised_for_next_year_is_not_met_then(told):
    text = f"{P} received {Q} and promised her twenty million for next year."
    (meeting,) = told(text, only="Meeting")
    assert (meeting.status, meeting.when) == ("occurred", None)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (
            "Moldova will host a second round of talks between Latvia and Denmark in September.",
            "MDA",
        ),
        ("Moldova hosted several rounds of talks between Latvia and Denmark in 2019.", "MDA"),
    ],
)
def test_a_polity_that_hosts_does_so_at_home(told, text, place):
    (meeting,) = told("RIGA, June 15 -- " + text)
    assert meeting.place is not None
    assert meeting.place[1] == place


def test_a_report_from_the_home_of_the_guest_does_not_put_the_reception_there(told):
    (meeting,) = told(f"RIGA, June 15 -- {P} was received by {Q} on Monday.", only="Meeting")
    assert meeting.place == ("Moldova", "MDA")
    (meeting,) = told(f"CHISINAU, June 15 -- {P} was received by {Q} on Monday.", only="Meeting")
    assert meeting.place == ("Chisinau", "MDA")


def test_an_event_is_where_those_in_it_are_told_to_be_on_its_day(told):
    text = (
        f"{P} met {Q} in Balti on June 10. On June 12 she flew to Oslo and met {R}. "
        "On June 10 she also saw Romanian Foreign Minister Bogdan Aurescu."
    )
    (meeting,) = (e for e in told(text) if "Bogdan Aurescu" in e.sides)
    assert meeting.place == ("Balti", "MDA")


@pytest.mark.parametrize(
    "office",
    [
        "at the Moldovan foreign ministry",
        "in the Ministry of Foreign Affairs of Moldova",
        "at Moldova's foreign ministry",
    ],
)
def test_a_ministry_is_in_its_polity(told, office):
    (meeting,) = told(f"On Monday {P} met {R} {office}.", only="Meeting")
    assert meeting.place == ("Moldova", "MDA")


def test_a_journey_during_which_somebody_is_met_says_when_and_where(told):
    text = (
        f"RIGA, June 15 -- Nothing came of a journey to Chisinau in February during which {P} was "
        f"received by {Q}."
    )
    (meeting,) = told(text, only="Meeting")
    assert (meeting.when, meeting.place) == ("2021-02", ("Chisinau", "MDA"))


@pytest.mark.parametrize(
    ("text", "when"),
    [
        (f"At the end of a three-day visit to Moldova on Monday, {P} was tired.", "2021-06-12"),
        (
            f"On the first day of a three-day visit to Moldova on Monday, {P} was tired.",
            "2021-06-14",
        ),
    ],
)
def test_the_end_of_a_visit_is_no_beginning(told, text, when):
    (visit,) = told(text, only="Visit")
    assert visit.when is not None
    assert visit.when.startswith(when)


def test_within_some_months_is_a_year(told):
    (meeting,) = told(f"{P} and {Q} will meet within two months.", only="Meeting")
    assert meeting.when == "2021"


@pytest.mark.parametrize(
    "text",
    [
        f"RIGA, June 15 -- {P} met {Q} over lunch in Balti on Monday.",
        f"RIGA, June 15 -- Balti is small. It is there that {P} will meet {Q} on Friday.",
    ],
)
def test_a_meal_has_the_place_of_the_meeting_and_so_has_a_cleft(told, text):
    (meeting,) = told(text, only="Meeting")
    assert meeting.place == ("Balti", "MDA")


def test_a_clause_of_place_behind_a_day_has_both(told):
    text = (
        f"RIGA, June 15 -- {P} travels to Chisinau, on Thursday of next week, where she will "
        f"see {Q}."
    )
    (meeting,) = told(text, only="Meeting")
    assert (meeting.when, meeting.place) == ("2021-06-24", ("Chisinau", "MDA"))
