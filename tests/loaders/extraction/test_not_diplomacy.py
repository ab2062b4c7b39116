"""What looks like diplomacy and is none: sport, greetings, wars, companies, talk about talks."""

from __future__ import annotations

import pytest

from diplograph.loaders.extraction.segment import segment


@pytest.mark.parametrize(
    "text",
    [
        "Serbia and Greece met in the quarter-final on Monday and drew.",
        "Serbia met Greece on Monday in a match that went to penalties.",
        "Serbia welcomes the appointment of Greek Foreign Minister Nikos Dendias as envoy.",
        "Serbian President Aleksandar Vučić spoke to reporters about Greek President "
        "Katerina Sakellaropoulou on Monday.",
        "The call was seconded by Serbian President Aleksandar Vučić and Greek President "
        "Katerina Sakellaropoulou.",
        "Serbian President Aleksandar Vučić came to Greece at the age of nine.",
        "Serbian President Aleksandar Vučić looks forward to visiting Greece.",
        "Serbian President Aleksandar Vučić will have the opportunity to receive Greek President "
        "Katerina Sakellaropoulou.",
        "Serbian President Aleksandar Vučić met journalist Petra Oldham on Monday.",
        "Polar Airways of Serbia flies tractors to Greece.",
        "Serbia and Greece confirmed that they would resume their discussions.",
    ],
)
def test_nothing_diplomatic_is_claimed(told, text):
    assert told(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Serbian and Greek negotiators met in a final round in Athens on Monday.",
        "Serbian President Aleksandar Vučić met Greek President Katerina Sakellaropoulou before "
        "the match in Athens on Monday.",
    ],
)
def test_a_final_round_is_no_match_and_presidents_do_not_play(told, text):
    assert [event.type for event in told(text)] == ["Meeting"]


def test_a_finite_verb_goes_on_with_the_first_subject(told):
    text = (
        "Greek Foreign Minister Nikos Dendias urged the embassy to wait and spoke by telephone "
        "with Serbian President Aleksandar Vučić."
    )
    (call,) = told(text)
    assert call.type == "Call"
    assert call.sides == {"Nikos Dendias": "GRC", "Aleksandar Vučić": "SRB"}


def test_talk_about_a_call_does_not_date_it(told):
    text = (
        "On Sunday the opposition in Belgrade held a rally. Serbian President Aleksandar Vučić "
        "described the phone call with Greek President Katerina Sakellaropoulou as perfect."
    )
    (call,) = told(text)
    assert call.when is None


def test_a_trip_to_a_town_which_was_cancelled(told):
    text = (
        "Serbian President Aleksandar Vučić's planned trip to Athens, which was cancelled, "
        "had been long awaited."
    )
    (visit,) = told(text)
    assert (visit.type, visit.status) == ("Visit", "cancelled")


def test_who_joins_in_hosting_will_do_so(told):
    text = (
        "Greek Foreign Minister Nikos Dendias will join his team in receiving Serbian President "
        "Aleksandar Vučić in Athens."
    )
    (meeting,) = told(text)
    assert meeting.status == "planned"


def test_a_date_alone_on_its_line_is_no_story():
    body, furniture = segment("Tuesday, March 3, 2020\n\nThe talks ended.")
    assert len(body) == 1
    assert furniture == [(0, 22)]
