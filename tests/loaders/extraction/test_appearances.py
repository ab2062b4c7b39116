"""Transcripts of joint appearances imply a meeting; other transcripts do not."""

from __future__ import annotations

import pytest

TEXT = (
    "Riga, Latvia\n\nMinistry of Foreign Affairs\n\nMINISTER RINKEVICS: It is a pleasure to "
    "welcome you here today.\n\nMINISTER SOREIDE: Thank you very much."
)
TWO = "Norwegian Foreign Minister Ine Soreide and Latvian Foreign Minister Edgars Rinkevics"


@pytest.mark.parametrize(
    "occasion", ["Before Their Meeting", "at a Joint Press Availability", "Statements to the Press"]
)
def test_speaking_together_implies_a_meeting(told, occasion):
    (meeting,) = told(TEXT, title=f"{TWO} {occasion}", only="Meeting")
    assert meeting.sides == {"Ine Soreide": "NOR", "Edgars Rinkevics": "LVA"}
    assert (meeting.when, meeting.place) == ("2021-06-15", ("Riga", "LVA"))
    assert meeting.quotes == ["It is a pleasure to welcome you here today."]


def test_without_a_word_of_the_day_the_date_stays_unknown(told):
    text = TEXT.replace(" today", "")
    (meeting,) = told(text, title=f"{TWO} Before Their Meeting", only="Meeting")
    assert meeting.when is None


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (f"{TWO} at a Youth Event", TEXT),
        ("Norwegian Foreign Minister Ine Soreide Before Their Meeting", TEXT),
        (f"{TWO} Before Their Meeting", "Nothing was said."),
    ],
)
def test_other_texts_imply_none(told, title, text):
    assert told(text, title=title, only="Meeting") == []
