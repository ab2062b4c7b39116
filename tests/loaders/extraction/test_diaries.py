"""Diaries: the day over an entry, the town behind it, what lies ahead, and what is no diary."""

from __future__ import annotations

P = "Latvian Foreign Minister Baiba Braze"
Q = "Moldovan Foreign Minister Mihai Popsoi"
R = "Danish Foreign Minister Lars Rasmussen"
# The day of publication in these tests is Tuesday, 15 June 2021.


def test_what_stands_in_the_week_ahead_is_planned_for_its_day(told):
    text = (
        f"Thursday – Oslo. {P} and {R} are to sign a protocol on fish.\n\n"
        f"MONDAY 21. {Q} meets {P} in Balti.\n\n"
        f"Tuesday, 22 June: {Q} arrives in Rome for a two-day visit to Italy."
    )
    events = [(e.type, e.status, e.when, e.place) for e in told(text, title="The week ahead")]
    assert events == [
        ("Signing", "planned", "2021-06-17", ("Oslo", "NOR")),
        ("Meeting", "planned", "2021-06-21", ("Balti", "MDA")),
        ("Visit", "planned", "2021-06-22/2021-06-23", ("Rome", "ITA")),
    ]


def test_what_is_off_in_the_week_ahead_was_to_be_in_it(told):
    text = (
        f"Wednesday. {Q} meets {P} in Balti.\n\nThursday. The parliament of Latvia rests.\n\n"
        f"Not taking place: The visit of {R} to Moldova on Monday has been called off."
    )
    (visit,) = told(text, only="Visit", title="The days ahead")
    assert (visit.status, visit.when) == ("cancelled", "2021-06-21")


def test_a_court_diary_tells_of_days_that_are_over(told):
    text = f"Friday, 11 June. – {P} receives {R}.\n\nMonday, 14 June. – {P} receives {Q}."
    events = [(e.status, e.when) for e in told(text, only="Meeting", title="At court")]
    assert events == [("occurred", "2021-06-11"), ("occurred", "2021-06-14")]


def test_an_entry_has_no_place_of_the_one_before_it(told):
    text = f"Friday – Oslo. {P} receives {R}.\n\nMonday. {Q} met {P}.\n\nTuesday. Nothing."
    meeting = next(e for e in told(text, only="Meeting") if "Mihai Popsoi" in e.sides)
    assert meeting.place != ("Oslo", "NOR")


def test_a_schedule_is_of_the_day_in_its_title(told):
    text = f"10:00 a.m. {P} meets with {Q}, in Balti, Moldova."
    (meeting,) = told(text, title="Schedule of the minister – June 14, 2021")
    assert (meeting.status, meeting.when) == ("occurred", "2021-06-14")
    (meeting,) = told(text, title="On the attack of June 14, 2021")
    assert meeting.when is None


def test_one_day_before_a_colon_makes_no_diary(told):
    text = f"RIGA, June 15 -- Monday: rain. {P} met {Q} on Friday and received {R}."
    assert {e.when for e in told(text, only="Meeting")} == {"2021-06-11"}


def test_an_agenda_that_is_spoken_of_dates_nothing(told):
    text = f"{P} met {Q} in Balti."
    for title in (
        "Fish tops agenda as Braze prepares to see Rasmussen on Friday",
        "Public Schedule",
    ):
        (meeting,) = told(text, only="Meeting", title=title)
        assert meeting.when is None
    (meeting,) = told(text, only="Meeting", title="Public Schedule – June 11, 2021")
    assert meeting.when == "2021-06-11"
