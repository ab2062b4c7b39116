from __future__ import annotations

import pytest

A, B = "Andrzej Duda", "Alar Karis"
LEAD = f"Polish President {A} received Estonian President {B} in Warsaw on Monday."


def test_told_three_times_is_one_meeting(told):
    text = (
        f"{LEAD} Ahead of the meeting, Duda praised Estonia. "
        "The two presidents met for an hour, the palace said. "
        "After their talks they spoke to the press."
    )
    (meeting,) = told(text)
    assert meeting.roles == {A: "host", B: "participant"}
    assert meeting.quotes[0] == LEAD
    assert len(meeting.quotes) >= 2
    assert len(set(meeting.quotes)) == len(meeting.quotes)


def test_what_one_telling_leaves_out_comes_from_another(told):
    text = (
        f"Polish President {A} met Estonian President {B} on Monday. "
        "Duda and Karis met in Warsaw for an hour."
    )
    (meeting,) = told(text)
    assert meeting.when == "2021-06-14"
    assert meeting.place == ("Warsaw", "POL")


def test_two_meetings_on_two_days_are_two(told):
    text = (
        f"Polish President {A} met Estonian President {B} in Warsaw on Monday. "
        "The two had met in Tallinn on 3 May."
    )
    meetings = told(text)
    assert [(m.when, m.place) for m in meetings] == [
        ("2021-06-14", ("Warsaw", "POL")),
        ("2021-05-03", ("Tallinn", "EST")),
    ]


def test_rivals_for_one_chair_stay_apart(told):
    text = (
        f"Estonian President {B} met Polish President {A} in Warsaw on Monday. "
        "Karis met Polish Prime Minister Mateusz Morawiecki in Warsaw on Monday."
    )
    meetings = told(text, only="Meeting")
    assert [sorted(m.sides) for m in meetings] == [[B, A], [B, "Mateusz Morawiecki"]]


def test_plan_and_event_are_not_one(told):
    text = f"{LEAD} Duda will meet Karis again in Tallinn on 3 July."
    meetings = told(text)
    assert [(m.status, m.when) for m in meetings] == [
        ("occurred", "2021-06-14"),
        ("planned", "2021-07-03"),
    ]


def test_a_meeting_within_a_visit_is_part_of_it(read):
    extraction = read(
        f"Estonian President {B} visited Warsaw on Monday. "
        f"He held talks there with Polish President {A} on Monday."
    )
    kinds = {c.type.value: i for i, c in enumerate(extraction.claims)}
    assert extraction.claims[kinds["Meeting"]].part_of == kinds["Visit"]


def test_a_meeting_elsewhere_is_no_part_of_a_visit(read):
    extraction = read(
        f"Estonian President {B} visited Warsaw on Monday. "
        f"He had held talks with Latvian President Egils Levits in Riga on 3 May."
    )
    (meeting,) = (c for c in extraction.claims if c.type.value == "Meeting")
    assert meeting.part_of is None


def test_one_visit_told_twice(told):
    text = (
        f"Estonian President {B} arrived in Warsaw on Monday for a two-day visit. "
        "Karis’s visit to Poland is his first. It rained."
    )
    (visit,) = told(text, only="Visit")
    assert visit.when == "2021-06-14/2021-06-15"
    assert visit.place == ("Warsaw", "POL")


def test_an_agreement_told_twice_is_one(told):
    text = (
        "Chad and Niger signed an agreement on grazing in Niamey on Monday. "
        "The agreement was signed by the two countries after long talks."
    )
    signings = told(text, only="Signing")
    assert len(signings) == 1


@pytest.mark.parametrize("again", ["Later that day", "On the same day", "The same day"])
def test_the_same_day(told, again):
    text = f"{LEAD} {again}, Karis met Polish Prime Minister Mateusz Morawiecki."
    _, second = told(text)
    assert second.when == "2021-06-14"


def test_the_next_day(told):
    text = f"{LEAD} The next day Karis met Polish Prime Minister Mateusz Morawiecki."
    _, second = told(text)
    assert second.when == "2021-06-15"


def test_items_of_one_page_are_told_apart(told):
    text = (
        "WARSAW, June 14 (Wire) - Polish President Andrzej Duda received Estonian President Alar "
        "Karis on Monday.\n\n"
        "TBILISI, June 14 (Wire) - Georgian President Salome Zourabichvili received Armenian "
        "President Armen Sarkissian on Monday. The two presidents signed a treaty on rivers."
    )
    claims = told(text)
    assert [(c.type, c.place) for c in claims] == [
        ("Meeting", ("Warsaw", "POL")),
        ("Meeting", ("Tbilisi", "GEO")),
        ("Signing", ("Tbilisi", "GEO")),
    ]
    assert claims[2].parties == {"GEO", "ARM"}


def test_two_days_in_one_town_are_two_meetings(told):
    text = f"{LEAD} Duda had received Karis in Warsaw on 3 May as well."
    assert [m.when for m in told(text)] == ["2021-06-14", "2021-05-03"]


def test_the_day_of_the_opening_holds_for_what_follows(told):
    text = (
        "Flags flew in Warsaw on Monday and the streets were closed. "
        f"Polish President {A} received Estonian President {B} at noon."
    )
    (meeting,) = told(text)
    assert meeting.when == "2021-06-14"
