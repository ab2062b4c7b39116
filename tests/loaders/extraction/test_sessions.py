"""Gatherings of a whole organisation: its leaders or ministers meet, its summit is set or off."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    "text",
    [
        "Mercosur presidents met in Montevideo on Monday.",
        "The foreign ministers of the Mercosur gathered in Montevideo on Monday.",
        "On Monday the leaders of the Mercosur convened in Montevideo.",
        "The Council of Ministers of the Mercosur met in Montevideo on Monday.",
        "The Mercosur held an emergency meeting of foreign ministers in Montevideo on Monday.",
        "Mercosur foreign ministers concluded a meeting in Montevideo on Monday.",
        "At their summit in Montevideo on Monday Mercosur leaders agreed to lower the tariff.",
        "Latin American presidents gathered in Montevideo on Monday for a summit of the Mercosur.",
    ],
)
def test_those_who_lead_an_organisation_hold_its_session(told, text):
    (summit,) = told(text)
    assert (summit.type, summit.status, summit.when) == ("Summit", "occurred", "2021-06-14")
    assert summit.sides == {"MERCOSUR": "MERCOSUR"}
    assert summit.place == ("Montevideo", "URY")


@pytest.mark.parametrize(
    "text",
    [
        "Two Mercosur ministers met in Montevideo on Monday.",
        "Mercosur officials met in Montevideo on Monday.",
        "Mercosur leaders met the challenge.",
        "Mercosur presidents met their voters in Montevideo on Monday.",
        "The leaders of the opposition gathered in Montevideo on Monday.",
        "The Mercosur Parliament met in Montevideo on Monday.",
    ],
)
def test_some_of_them_or_others_hold_none(told, text):
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The ASEAN summit planned for Friday in Phuket has been called off.", "cancelled"),
        ("ASEAN has cancelled the summit planned in Phuket for Friday.", "cancelled"),
        ("The ASEAN summit set for Friday in Phuket has been postponed.", "postponed"),
        ("The ASEAN summit in Phuket has been scheduled for Friday.", "planned"),
    ],
)
def test_what_becomes_of_a_summit(told, text, status):
    (summit,) = told(text)
    assert (summit.type, summit.status, summit.when) == ("Summit", status, "2021-06-18")
    assert set(summit.sides) == {"ASEAN"}


@pytest.mark.parametrize(
    "text",
    [
        "Finland hosts the summit of NATO in Turku on 24 August.",
        "The summit of NATO will be hosted by Finland in Turku on 24 August.",
        "It is a week before the summit of NATO, which Finland hosts in Turku on 24 August.",
    ],
)
def test_the_host_of_a_summit(told, text):
    (summit,) = told(text)
    assert summit.roles == {"FIN": "host", "NATO": "participant"}
    assert (summit.status, summit.when) == ("planned", "2021-08-24")


def test_who_chairs_the_summit_told_of_meets_nobody_by_it(told):
    (summit,) = told(
        "The summit of the African Union, hosted by Ghanaian President Nana Akufo-Addo in Accra, "
        "ended on Monday."
    )
    assert summit.roles == {"Nana Akufo-Addo": "host", "AU": "participant"}


def test_an_international_conference_has_a_host_alone(told):
    (conference,) = told("Finland will host an international conference on Mali on 23 June.")
    assert (conference.type, conference.roles) == ("Summit", {"FIN": "host"})
    assert told("Finland will host a conference on tourism on 23 June.") == []


def test_two_at_a_summit_only_name_it(told):
    (meeting,) = told(
        "Polish President Andrzej Duda met Lithuanian President Gitanas Nausėda at a summit of "
        "NATO in Brussels on Monday."
    )
    assert meeting.type == "Meeting"
    assert set(meeting.sides) == {"Andrzej Duda", "Gitanas Nausėda"}


def test_two_who_sit_down_during_a_summit_meet_by_themselves(told):
    summit, meeting = told(
        "NATO leaders held a summit in Brussels from Sunday to Tuesday. Presidents Andrzej Duda of "
        "Poland, Gitanas Nausėda of Lithuania and Egils Levits of Latvia attended. On Monday Mr "
        "Duda sat down with Mr Levits."
    )
    assert (summit.type, len(summit.sides)) == ("Summit", 3)
    assert set(meeting.sides) == {"Andrzej Duda", "Egils Levits"}
    assert meeting.when == "2021-06-14"


def test_a_chairman_is_host_and_an_officials_council_a_session(told):
    (summit,) = told(
        "The meeting of the Council of Heads of State of the Shanghai Cooperation Organisation was "
        "held in Astana on Monday under the chairmanship of Kazakh President Kassym-Jomart Tokayev."
    )
    assert summit.type == "Summit"
    assert summit.roles == {"Kassym-Jomart Tokayev": "host", "SCO": "participant"}


def test_who_holds_the_next_session_is_its_host(told):
    claims = told(
        "The Arctic Council held a session in Tromsø on Monday. Iceland will hold the next session "
        "in Reykjavik in 2023."
    )
    assert [(c.status, c.roles) for c in claims][-1] == (
        "planned",
        {"ISL": "host", "Arctic Council": "participant"},
    )


def test_speakers_at_a_conference_were_there(told):
    (conference,) = told(
        "A conference on the Baltic opened in Riga on Monday. Presidents Alar Karis of Estonia, "
        "Egils Levits of Latvia and Gitanas Nausėda of Lithuania were among the speakers."
    )
    assert (conference.type, len(conference.sides)) == ("Summit", 3)


def test_a_summit_that_one_was_to_hold_has_its_host(told):
    (summit,) = told(
        "Estonia is sorry: the regional summit which Riga was to hold on 9 July will not be held."
    )
    assert (summit.status, summit.roles) == ("cancelled", {"LVA": "host"})


def test_a_summit_of_the_bloc_that_is_named(told):
    (summit,) = told("The summit of the ASEAN bloc was held in Phuket on Monday.")
    assert set(summit.sides) == {"ASEAN"}


def test_those_who_came_as_well_were_there(told):
    (summit,) = told(
        "A summit opened in Warsaw on Monday. President Alar Karis of Estonia, President Egils "
        "Levits of Latvia and President Gitanas Nausėda of Lithuania came as well."
    )
    assert len(summit.sides) == 3


@pytest.mark.parametrize(
    "text",
    [
        "NATO held a press conference in Brussels on Monday, to which Finland was invited.",
        "The European Parliament opened its session on Monday, Finland noted.",
        "Commonwealth leaders gathered in London on Monday for the funeral of the Duke.",
    ],
)
def test_reporters_parliaments_and_mourners_hold_no_summit(told, text):
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("The water summit closed in Riga on Monday with President Vaz of Chile as host.", "Riga"),
        ("The conference in Riga on Monday, over which President Vaz of Chile presided, ended "
         "in discord.", "Riga"),
    ],
)  # fmt: skip
def test_who_presides_over_a_conference_is_its_host(told, text, place):
    (summit,) = told(text)
    assert (summit.type, summit.when, summit.roles) == ("Summit", "2021-06-14", {"Vaz": "host"})
    assert summit.place[0] == place


@pytest.mark.parametrize(
    "text",
    [
        "The cabinet session, over which President Vaz of Chile presided, ended on Monday.",
        "The water summit closed in Riga on Monday with music as its theme.",
        "The press conference on Monday, over which President Vaz of Chile presided, ended.",
    ],
)
def test_who_presides_over_a_cabinet_or_meets_the_press_holds_no_summit(told, text):
    assert told(text) == []
