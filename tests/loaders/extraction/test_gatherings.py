from __future__ import annotations

import pytest

GUEST, HOST = "Aleksandar Vučić", "Katerina Sakellaropoulou"
SIDES = {GUEST: "SRB", HOST: "GRC"}
G, H = f"Serbian President {GUEST}", f"Greek President {HOST}"


@pytest.mark.parametrize(
    "text",
    [
        f"{H} met {G} in Athens on Monday.",
        f"{H} met with {G} in Athens on Monday.",
        f"{H} and {G} met in Athens on Monday.",
        f"{H} held talks with {G} in Athens on Monday.",
        f"{H} and {G} held a meeting in Athens on Monday.",
        f"A meeting between {H} and {G} took place in Athens on Monday.",
        f"{H} had a working lunch with {G} in Athens on Monday.",
        f"On Monday in Athens, {H} conferred with {G}.",
        f"{H} sat down with {G} in Athens on Monday.",
        f"{H} was to speak at noon, and in the morning she met {G} in Athens on Monday.",
    ],
)
def test_a_meeting_of_two(told, text):
    (meeting,) = told(text)
    assert meeting.type == "Meeting"
    assert meeting.sides == SIDES
    assert meeting.when == "2021-06-14"
    assert meeting.place == ("Athens", "GRC")


@pytest.mark.parametrize(
    "text",
    [
        f"{H} received {G} in Athens on Monday.",
        f"{H} hosted {G} in Athens on Monday.",
        f"{G} was received by {H} in Athens on Monday.",
        f"{H} hosted {G} for talks in Athens on Monday.",
    ],
)
def test_who_receives_is_the_host(told, text):
    (meeting,) = told(text, only="Meeting")
    assert meeting.roles == {HOST: "host", GUEST: "participant"}
    assert meeting.offices == {HOST: "President of Greece", GUEST: "President of Serbia"}


@pytest.mark.parametrize(
    "text",
    [
        f"{H} spoke by telephone with {G} on Monday.",
        f"{H} telephoned {G} on Monday.",
        f"{H} and {G} spoke by phone on Monday.",
        f"{H} had a phone call with {G} on Monday.",
        f"{H} held a telephone conversation with {G} on Monday.",
        f"{H} met {G} by video link on Monday.",
    ],
)
def test_a_call(told, text):
    (call,) = told(text)
    assert call.type == "Call"
    assert call.sides == SIDES
    assert call.when == "2021-06-14"
    assert call.place is None


@pytest.mark.parametrize(
    "text",
    [
        f"{H} talked with {G} on Monday in the lobby of a hotel.",
        f"{H} was able to speak with {G} on Monday, in the Greek village of Promachonas.",
        f"{H} was here on Monday and talked with {G}.",
        f"{H} received {G} on Monday and talked to him for an hour.",
        f"{H} met {G} on Monday and telephoned the mayor.",
        f"{H} met {G} on Monday after a phone call from the mayor.",
        f"{H} met {G} on Monday before he spoke by telephone to the mayor.",
    ],
)
def test_face_to_face(told, text):
    (meeting,) = told(text)
    assert (meeting.type, meeting.when) == ("Meeting", "2021-06-14")
    assert meeting.sides == SIDES


@pytest.mark.parametrize(
    "text",
    [
        f"{H} spoke with {G} on Monday and said that there is a hotel.",
        f"{H} received the mayor on Monday and spoke with {G}.",
        f"{H} talked with {G} on Monday about a town.",
    ],
)
def test_spoken_to_from_afar(told, text):
    (call,) = told(text)
    assert call.type == "Call"


def test_a_negotiation_and_its_mediator(told):
    text = (
        "Negotiations between Armenia and Azerbaijan, mediated by "
        "Russia, took place in Sochi on Monday."
    )
    (talks,) = told(text)
    assert talks.type == "Negotiation"
    assert talks.sides == {"ARM": "ARM", "AZE": "AZE", "RUS": "RUS"}
    assert talks.roles["RUS"] == "mediator"


def test_a_summit_of_an_organisation(told):
    text = "Leaders of the African Union held a summit in Niamey on 7 July 2019."
    (summit,) = told(text, published="2019-07-10")
    assert summit.type == "Summit"
    assert "AU" in summit.sides
    assert summit.place == ("Niamey", "NER")


@pytest.mark.parametrize(
    "text",
    [
        "President Macron met fans of the club in Lyon on Monday.",
        "The runners met in Athens on Monday.",
        "Greek President Katerina Sakellaropoulou met Greek Prime "
        "Minister Kyriakos Mitsotakis in Athens.",
        "The committee met on Monday.",
        "Hopes met with disappointment in Athens.",
        "The village hosted the harvest festival.",
        f"{G} called the Greek proposal a good one.",
        f"{G} called for talks.",
        "Scientists of Serbia and Greece discussed the bones.",
    ],
)
def test_what_is_no_diplomatic_meeting(told, text):
    assert told(text) == []


def test_separate_conversations_are_separate_events(told):
    text = (
        "On Monday Turkish Foreign Minister Mevlüt Çavuşoğlu held separate "
        "meetings with Iraqi Foreign Minister Fuad Hussein and "
        "Iranian Foreign Minister Javad Zarif."
    )
    meetings = told(text)
    assert sorted(sorted(m.sides.values()) for m in meetings) == [["IRN", "TUR"], ["IRQ", "TUR"]]


def test_a_meeting_of_three(told):
    text = "The presidents of Kenya, Uganda and Rwanda met in Kampala on Monday."
    (meeting,) = told(text)
    assert set(meeting.sides.values()) == {"KEN", "UGA", "RWA"}
    assert meeting.place == ("Kampala", "UGA")


@pytest.mark.parametrize(
    "text",
    [
        "Togo's President Kofi Amega gave a warm welcome to Malian Premier Awa Traoré in Lomé.",
        "Malian Premier Awa Traoré was given a warm welcome by Togo’s President Kofi Amega.",
        "Togo's President Kofi Amega extended Malian Premier Awa Traoré a warm welcome.",
    ],
)
def test_a_warm_welcome_is_a_meeting(told, text):
    (meeting,) = told(text)
    assert meeting.type == "Meeting"
    assert meeting.roles == {"Kofi Amega": "host", "Awa Traoré": "participant"}


def test_a_welcome_to_a_plan_is_none(told):
    assert told("Togo's President Kofi Amega gave a warm welcome to the plans of Mali.") == []


def test_offices_without_a_name_receive_one_another(told):
    (meeting,) = told("Togo's president received the Malian premier in Lomé on Monday.")
    assert meeting.roles == {"TGO": "host", "MLI": "participant"}
    # a side that receives a side may do so in a game, or by post
    assert told("Togo received Mali on Monday.") == []


def test_who_comes_back_for_talks_holds_them(told):
    (talks,) = told("Togolese and Malian negotiators return to Geneva next week for talks on fish.")
    assert talks.status == "planned"
    assert talks.sides == {"TGO": "TGO", "MLI": "MLI"}
    assert talks.place == ("Geneva", "CHE")


def test_to_mediate_between_two_is_a_mediation(told):
    (mediation,) = told("Togo mediated between Mali and Guinea on Monday.")
    assert mediation.type == "Mediation"
    assert mediation.roles == {"TGO": "mediator", "MLI": "participant", "GIN": "participant"}
    assert told("Togo offered to mediate between Mali and Guinea.") == []


def test_who_mediates_talks_is_their_mediator(told):
    (talks,) = told("Togo mediated talks between Mali and Guinea in Lomé on Monday.")
    assert talks.roles == {"TGO": "mediator", "MLI": "participant", "GIN": "participant"}


@pytest.mark.parametrize(
    "text",
    [
        "Latvian President Egils Levits praised President George Vella of Malta, with whom he met "
        "on Monday.",
        "Maltese President George Vella, with whom Latvian President Egils Levits met on Monday, "
        "praised the accord.",
    ],
)
def test_with_whom_one_met(told, text):
    (meeting,) = told(text)
    assert (meeting.type, meeting.when) == ("Meeting", "2021-06-14")
    assert meeting.sides == {"Egils Levits": "LVA", "George Vella": "MLT"}


def test_whom_somebody_else_met(told):
    text = "Latvian President Egils Levits praised the singers with whom the mayor met on Monday."
    assert not told(text, only="Meeting")
    text = "Latvian President Egils Levits praised President Vella of Malta, with whom he spoke."
    assert not told(text, only="Call")
