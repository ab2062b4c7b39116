"""When and where an event was: what belongs to it, what to something else, what the story gives."""

from __future__ import annotations

import pytest

P = "Latvian Foreign Minister Baiba Braze"
Q = "Moldovan Foreign Minister Mihai Popsoi"
# The day of publication in these tests is Tuesday, 15 June 2021.


@pytest.mark.parametrize(
    ("text", "when"),
    [
        (f"{P} met {Q} on Monday for the first time in six years.", "2021-06-14"),
        (f"{P}, sworn in two weeks ago, met {Q} on Monday.", "2021-06-14"),
        (f"On Friday {P} travelled to Oslo to meet {Q} in private.", "2021-06-11"),
    ],
)
def test_a_meeting_has_its_own_date_and_no_other(told, text, when):
    assert {meeting.when for meeting in told(text, only="Meeting")} == {when}


def test_talks_resumed_are_not_of_the_year_in_which_they_collapsed(told):
    text = f"On Monday {P} met {Q} and the two agreed to resume the talks that collapsed in 2019."
    days = {event.when for event in told(text)}
    assert "2021-06-14" in days
    assert "2019" not in days


def test_what_was_announced_somewhere_was_to_be_elsewhere(told):
    text = (
        "OSLO, June 14 (Wire) - On Monday the ministers of ten states sat down together.\n\n"
        f"A meeting of {P} with {Q}, announced in Vienna last week for Wednesday, was cancelled."
    )
    (meeting,) = told(text, only="Meeting")
    assert meeting.when == "2021-06-16"
    assert meeting.place == ("Oslo", "NOR")


def test_the_purpose_of_a_journey_has_its_day(told):
    text = f"{P} travelled to Chisinau to see {Q}, her host, in June 2020."
    (visit,) = told(text, only="Visit")
    assert visit.when == "2020-06"


def test_a_deadline_in_a_text_is_not_the_day_it_was_signed(told):
    text = (
        f"On 11 June 2021 {P} received {Q} in Riga. They signed a declaration in which both sides "
        "promise to seek, before the year is out, a treaty on trade."
    )
    (signing,) = told(text, only="Signing")
    assert signing.when == "2021-06-11"


def test_what_was_moved_is_at_the_new_day(told):
    text = (
        f"The meeting of {P} with {Q}, which had been fixed for June 20, has been moved to June 28."
    )
    (meeting,) = told(text)
    assert (meeting.status, meeting.when) == ("planned", "2021-06-28")


def test_a_weekday_with_the_present_lies_ahead(told):
    (visit,) = told(f"{P} comes to Chisinau on Monday on a two-day visit.", only="Visit")
    assert (visit.status, visit.when) == ("planned", "2021-06-21/2021-06-22")


@pytest.mark.parametrize(
    "text",
    [
        f"OSLO, June 14 (Wire) - {P} met {Q} on Monday and spoke of reforms in Vienna.",
        f"OSLO, June 14 (Wire) - On Monday {P} met Adam Lind, head of a bank in Vienna, and {Q}.",
        f"OSLO. {P} met {Q} on Monday.",
        f"OSLO, Monday – {P} met {Q}.",
        f"OSLO, JUNE 14, ABC. {P} met {Q} on Monday.",
        f"On Monday the bank opened its doors at Slottet Hall, Oslo.\n\n{P} met {Q} afterwards.",
    ],
)
def test_the_dateline_beats_towns_of_topics_and_persons(told, text):
    assert [m.place for m in told(text, only="Meeting")] == [("Oslo", "NOR")]


def test_a_visit_to_a_country_is_to_the_one_town_it_is_told_of(told):
    text = f"{P} is paying a visit to Moldova. On Monday she met {Q} in Chisinau."
    (visit,) = told(text, only="Visit")
    assert visit.place == ("Chisinau", "MDA")


def test_a_visit_to_two_towns_is_to_the_country(told):
    text = (
        f"{P} is paying a visit to Moldova. On Monday she met {Q} in Chisinau. "
        "On Tuesday she met Moldovan President Maia Sandu in Cahul."
    )
    (visit,) = told(text, only="Visit")
    assert visit.place is not None
    assert visit.place[1] == "MDA"
    assert visit.place[0] not in {"Chisinau", "Cahul"}


def test_who_had_flown_in_did_so_on_the_day_of_the_meeting(told):
    text = (
        f"RIGA, June 14 (Wire) - On 11 June {P} received {Q} in Riga.\n\n"
        "Popsoi had flown to Riga at dawn."
    )
    (visit,) = told(text, only="Visit")
    assert visit.when == "2021-06-11"


def test_a_day_that_opens_a_sentence_moves_the_story(told):
    text = (
        f"On Friday {P} arrived in Oslo.\n\nSaturday belonged to business. "
        f"In the morning she met {Q} in Oslo."
    )
    (meeting,) = told(text, only="Meeting")
    assert meeting.when == "2021-06-12"


def test_the_story_goes_on_with_the_day_a_clause_hangs_on(told):
    text = (
        f"RIGA – {Q} went home on Sunday. His stay had its high point on Saturday, when he met {P} "
        "at the castle. The ministers also signed a treaty on pensions."
    )
    (signing,) = told(text, only="Signing")
    assert signing.when == "2021-06-12"


def test_the_same_hotel_is_where_the_story_is(told):
    text = (
        "OSLO, June 14 (Wire) - Envoys of ten states met in Oslo on Monday.\n\n"
        f"{P} had conferred with {Q} in the same hotel on 2 June."
    )
    (meeting,) = told(text, only="Meeting")
    assert meeting.place == ("Oslo", "NOR")


def test_where_somebody_was_the_next_event_is(told):
    text = (
        "DOHA, June 14 (Wire) - The sides shook hands.\n\nOn Saturday, Lithuania's envoy was in "
        f"Oslo to calm the hosts. {P} met {Q} at the castle."
    )
    (meeting,) = told(text, only="Meeting")
    assert meeting.place == ("Oslo", "NOR")


def test_an_event_of_another_year_is_not_where_the_story_is(told):
    text = (
        f"OSLO, June 14 (Wire) - {P} met {Q} on Monday.\n\n"
        "Polish President Andrzej Duda met Lithuanian President Gitanas Nausėda in 2019."
    )
    (_, other) = told(text, only="Meeting")
    assert other.when == "2019"
    assert other.place is None


def test_who_sees_others_sign_is_where_they_do(told):
    (signing,) = told(f"In Oslo on Monday he saw {P} and {Q} sign a protocol on visas.")
    assert (signing.when, signing.place) == ("2021-06-14", ("Oslo", "NOR"))


def test_the_country_of_whom_one_sees_is_no_place(told):
    text = f"{P} arrived in Oslo on Monday.\n\nIn the margins she met Moldova’s Mihai Popsoi."
    (meeting,) = told(text, only="Meeting")
    assert meeting.place == ("Oslo", "NOR")


def test_his_capital_is_a_town(told):
    text = f"{P} will receive {Q} in her capital, Riga, on Friday."
    (meeting,) = told(text, only="Meeting")
    assert meeting.place == ("Riga", "LVA")


def test_the_hour_gives_way_to_the_day(told):
    (meeting,) = told(f"At noon {P} met {Q} in Riga on 11 June.", only="Meeting")
    assert meeting.when == "2021-06-11"
