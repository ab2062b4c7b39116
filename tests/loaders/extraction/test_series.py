"""Meetings of a series, and who brings others together."""

from __future__ import annotations

import pytest

TALKS = "Laos and Nepal ended talks on air traffic in Vientiane on Friday. "
PAIR = "Latvian President Egils Levits met Maltese President George Vella in Riga on Friday. "


@pytest.mark.parametrize(
    ("text", "status", "when"),
    [
        ("The first round was held in Kathmandu in March.", "occurred", "2021-03"),
        ("The 4th round took place in Kathmandu in March.", "occurred", "2021-03"),
        ("The first was held in Kathmandu in March.", "occurred", "2021-03"),
        ("An earlier round in Kathmandu in March had failed.", "occurred", "2021-03"),
        ("The Kathmandu round in March lasted three days.", "occurred", "2021-03"),
        ("The talks will resume in Kathmandu on 5 July.", "planned", "2021-07-05"),
        ("Talks are to resume in Kathmandu on 5 July.", "planned", "2021-07-05"),
        ("A third is planned for July in Kathmandu.", "planned", "2021-07"),
        ("The two sides will reconvene in Kathmandu on 5 July.", "planned", "2021-07-05"),
        ("The next session will be held in Kathmandu on 5 July.", "planned", "2021-07-05"),
    ],
)
def test_another_of_the_same(told, text, status, when):
    first, other = sorted(told(TALKS + text), key=lambda each: each.when != "2021-06-11")
    assert (first.when, first.sides) == ("2021-06-11", {"LAO": "LAO", "NPL": "NPL"})
    assert (other.status, other.when, other.sides) == (status, when, first.sides)
    assert other.place == ("Kathmandu", "NPL")


@pytest.mark.parametrize(
    "text",
    [
        "Nobody knows whether a third round will help.",
        "The date of the next round is not known.",
        "A third of the airports are closed.",
        "The first round of the elections was held in Kathmandu in March.",
        "Her first round of golf was played in March.",
    ],
)
def test_no_other(told, text):
    assert len(told(TALKS + text, only="Meeting")) == 1


SIGNED = "Laos and Nepal signed an agreement on air traffic in Vientiane on Friday. "


@pytest.mark.parametrize(
    "text",
    [
        "Talks on landing rights will resume in Kathmandu in July.",
        "Negotiations on landing rights will be resumed in Kathmandu in July.",
        "The next round of talks is to be held in Kathmandu in July.",
        "The delegations will meet again in Kathmandu in July.",
    ],
)
def test_after_a_signing(told, text):
    _, further = told(SIGNED + text)
    assert (further.status, further.when) == ("planned", "2021-07")
    assert further.sides == {"LAO": "LAO", "NPL": "NPL"}
    assert further.place == ("Kathmandu", "NPL")


@pytest.mark.parametrize("first", [TALKS, SIGNED])
@pytest.mark.parametrize(
    "text",
    [
        "Talks with the pilots will resume in July.",
        "Coalition talks will resume in July.",
        "The next round of the championship will be held in July.",
        "Talks may resume one day.",
    ],
)
def test_others_go_on(told, first, text):
    assert len(told(first + text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "They had met in Valletta in March and in Vilnius in April.",
        "Since the winter they have met in Valletta in March and in Vilnius in April.",
    ],
)
def test_twice_before(told, text):
    meetings = told(PAIR + text)
    assert {(each.when, each.place and each.place[0]) for each in meetings} == {
        ("2021-06-11", "Riga"),
        ("2021-03", "Valletta"),
        ("2021-04", "Vilnius"),
    }


@pytest.mark.parametrize(
    ("text", "third"),
    [
        ("brought {} and {} together in Vilnius in April", "mediator"),
        ("had brought together {} and {} in Vilnius in April", "mediator"),
    ],
)
def test_who_brings_others_together(told, text, third):
    pair = ("Latvian President Egils Levits", "Maltese President George Vella")
    (meeting,) = told(f"Lithuanian President Gitanas Nausėda {text.format(*pair)}.")
    assert set(meeting.sides.values()) == {"LVA", "MLT", "LTU"}
    assert meeting.roles["Gitanas Nausėda"] == third


@pytest.mark.parametrize(
    "text",
    [
        "The foreign ministers of Latvia, Malta and Chad gathered in Riga on Friday.",
        "The foreign ministers of Latvia, Malta and Chad convened in Riga on Friday.",
        "The foreign ministers of Latvia, Malta and Chad came together in Riga on Friday.",
    ],
)
def test_gathering(told, text):
    (meeting,) = told(text)
    assert set(meeting.sides) == {"LVA", "MLT", "TCD"}


@pytest.mark.parametrize(
    "text",
    [
        "Latvia praised Malta for bringing the parties together.",
        "Maltese President George Vella gathered evidence in Riga on Friday.",
        "Latvian President Egils Levits and his wife came together in Riga on Friday.",
    ],
)
def test_no_gathering(told, text):
    assert told(text, only="Meeting") == []


def test_whom_a_subject_receives_are_others(told):
    text = "Lithuanian President Gitanas Nausėda received the two separately on Saturday."
    meetings = told(PAIR + text)
    assert len(meetings) == 3
    assert [len(each.sides) for each in meetings] == [2, 2, 2]


def test_a_round_that_came_before(told):
    text = "They were preceded by a round in Kathmandu in March."
    assert {each.when for each in told(TALKS + text)} == {"2021-06-11", "2021-03"}


def test_to_the_table(told):
    pair = "Latvian President Egils Levits and Maltese President George Vella"
    (meeting,) = told(f"Finland's Sauli Niinistö brought {pair} to the table in Turku on Friday.")
    assert meeting.roles["Sauli Niinistö"] == "mediator"


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("{} exchanged views with {} in Riga on Friday.", "Meeting"),
        ("{} exchanged views with {} by phone on Friday.", "Call"),
        ("{} was able to meet {} in Riga on Friday.", "Meeting"),
        ("{} spoke with {} on the sidelines of the meeting on Friday.", "Meeting"),
        ("A ferry was discussed by {} and {} in Riga on Friday.", "Meeting"),
    ],
)
def test_told_by_other_words(told, text, type_):
    (event,) = told(text.format("Latvian President Egils Levits", "Maltese President George Vella"))
    assert (event.type, event.when) == (type_, "2021-06-11")
    assert set(event.sides.values()) == {"LVA", "MLT"}


@pytest.mark.parametrize(
    "text",
    [
        "{} exchanged gifts with {} by post on Friday.",
        "{} was not able to meet {} in Riga on Friday.",
    ],
)
def test_not_told_by_other_words(told, text):
    pair = ("Latvian President Egils Levits", "Maltese President George Vella")
    assert told(text.format(*pair)) == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        (
            "Ilmars Kalns will see Maltese President George Vella in Riga on 21 June.",
            1,
        ),
        ("Ilmars Kalns will see Maltese President George Vella.", 0),
        ("Ilmars Kalns saw Maltese President George Vella dance on Friday.", 0),
    ],
)
def test_one_of_no_known_side_is_seen_by_appointment(told, text, count):
    claims = told(text, only="Meeting")
    assert len(claims) == count
