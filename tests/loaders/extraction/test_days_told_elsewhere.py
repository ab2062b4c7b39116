"""Days that are told by other days, by the hour, by the stay they are part of, or by an opening."""

from __future__ import annotations

import pytest

P = "Latvian Foreign Minister Baiba Braze"
Q = "Moldovan Foreign Minister Mihai Popsoi"
R = "Danish Foreign Minister Lars Rasmussen"
# The day of publication in these tests is Tuesday, 15 June 2021.
MET = f"RIGA, June 15 -- {P} met {Q} on Friday. "


def _with_the_dane(told, text, **given):
    (event,) = (e for e in told(text, **given) if "Lars Rasmussen" in e.sides)
    return event


@pytest.mark.parametrize(
    ("text", "when"),
    [
        (f"The same afternoon she received {R}.", "2021-06-11"),
        (f"In the morning she had received {R}.", "2021-06-11"),
        (f"An hour before the session she had received {R}.", "2021-06-11"),
        (f"Shortly before the talks she had met {R}.", "2021-06-11"),
        (f"Before the ceremony she had met {R}.", "2021-06-11"),
        (f"The following Monday she received {R}.", "2021-06-14"),
        (f"She had received {R} the previous Monday.", "2021-06-07"),
        (f"On the Sunday she received {R}.", "2021-06-13"),
        (f"The previous month she had received {R}.", "2021-05"),
        (f"She is to receive {R} the following week.", "2021-06"),
    ],
)
def test_a_day_is_counted_from_the_one_that_is_told_before_it(told, text, when):
    assert _with_the_dane(told, MET + text).when == when


def test_a_day_is_counted_from_one_that_is_counted_itself(told):
    text = f"{P} met {Q} on 3 May 2019. Two days later she flew to Oslo. The next day she met {R}."
    assert _with_the_dane(told, text).when == "2019-05-06"


def test_a_year_is_counted_from_a_year(told):
    text = f"{P} and {Q} met in 2015. The following year she met {R}."
    assert _with_the_dane(told, text).when == "2016"


def test_days_before_that_last_are_no_day_so_many_days_before(told):
    text = MET + f"In the three days before, she had met {R} in Ghent."
    assert _with_the_dane(told, text).when != "2021-06-08"


def test_what_is_called_off_was_to_be_on_the_day_that_it_was_set_for(told):
    text = MET + f"Talks with {R}, which had been set for the same afternoon, were cancelled."
    event = _with_the_dane(told, text)
    assert (event.status, event.when) == ("cancelled", "2021-06-11")


def test_a_plan_of_the_past_may_lie_in_it(told):
    text = f"{P} had been due to travel to Moldova on April 9."
    (visit,) = told(text, only="Visit")
    assert visit.when == "2021-04-09"
    (visit,) = told(f"{P} is due to travel to Moldova on April 9.", only="Visit")
    assert visit.when == "2022-04-09"


@pytest.mark.parametrize(
    ("day", "when"),
    [("first day", "2021-06-21"), ("second day", "2021-06-22"), ("last day", "2021-06-23")],
)
def test_a_day_of_a_stay_is_counted_from_its_beginning(told, day, when):
    text = (
        f"{P} will visit Moldova from 21 to 23 June. She is to meet {Q} on the {day} of her visit."
    )
    (meeting,) = told(text, only="Meeting")
    assert meeting.when == when
    assert len(told(text, only="Visit")) == 1


def test_a_day_of_a_stay_without_a_date_is_unknown(told):
    text = f"{P} will visit Moldova. She is to meet {Q} on the second day of her visit."
    (meeting,) = told(text, only="Meeting")
    assert meeting.when is None


@pytest.mark.parametrize(
    "text",
    [
        "Latvia and Moldova closed the third session of their joint commission in Cesis on "
        "Monday. The session had opened on Saturday.",
        "Latvia and Moldova ended a round of talks in Cesis on Monday. The talks, which had begun "
        "on Saturday, were about fish.",
        "Three-day talks between Latvia and Moldova ended in Cesis on Monday.",
    ],
)
def test_what_ended_began_on_the_day_that_it_had_opened(told, text):
    (meeting,) = told(text)
    assert meeting.when == "2021-06-12/2021-06-14"


def test_a_meeting_at_a_conference_did_not_begin_with_it(told):
    text = f"{P} met {Q} on Monday at a conference on fish. The conference had opened on Saturday."
    (meeting,) = told(text, only="Meeting")
    assert meeting.when == "2021-06-14"


@pytest.mark.parametrize(
    ("text", "when"),
    [
        (f"On the 21st-22nd {P} is going to visit Moldova.", "2021-06-21/2021-06-22"),
        (f"{P} will brief {Q} by video link on Friday.", "2021-06-18"),
    ],
)
def test_a_day_is_that_of_the_verb_that_tells_the_event(told, text, when):
    (event,) = told(text)
    assert event.when == when


def test_the_day_that_somebody_speaks_of_an_event_is_not_its_day(told):
    text = f"On Monday the ministry said that {P} would receive {Q}."
    (meeting,) = told(text, only="Meeting")
    assert meeting.when is None


@pytest.mark.parametrize(
    "text",
    [
        f"On Friday {P} will inform {Q} of the outcome in a telephone conference.",
        f"{P} will tell {Q} about it in a telephone call on Friday.",
    ],
)
def test_what_is_said_in_a_call_is_said_on_its_day(told, text):
    (call,) = told(text, only="Call")
    assert call.when == "2021-06-18"


def test_who_arrived_on_the_eve_has_his_talks_on_the_day_of_the_story(told):
    text = (
        f"CHISINAU, June 15 -- {P} and {Q} signed a protocol on visas on Monday. Braze, who "
        f"arrived in Chisinau on Sunday evening, had talks with {R} before the ceremony."
    )
    assert _with_the_dane(told, text).when == "2021-06-14"


def test_what_is_done_in_a_town_is_of_the_day_that_one_was_there(told):
    text = (
        f"RIGA, June 15 -- {P} received {Q} on Monday. On Thursday Popsoi had flown to Oslo. "
        f"There he met {R}."
    )
    assert _with_the_dane(told, text).when == "2021-06-10"
