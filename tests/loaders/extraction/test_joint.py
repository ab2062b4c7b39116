"""Several polities told of at once: groups, bodies and compounds of two names."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    "text",
    [
        "Experts from Peru and Chile met in Lima on Friday.",
        "The governments of Peru and Chile held talks in Lima on Friday.",
        "Officials from both Peru and Chile met in Lima on Friday.",
        "Delegations from Peru and Chile sat down in Lima on Friday for talks on water.",
        "Peruvian and Chilean experts conferred in Lima on Friday.",
        "The foreign ministries of Peru and Chile held political consultations in Lima on Friday.",
        "The joint boundary commission of Peru and Chile met in Lima on Friday.",
        "The Peruvian-Chilean intergovernmental commission met in Lima on Friday.",
        "The fourth meeting of the Peru-Chile joint committee took place in Lima on Friday.",
        "Peru-Chile talks on water were held in Lima on Friday.",
        "A new round of Peruvian-Chilean negotiations on water began in Lima on Friday.",
    ],
)
def test_two_polities_meet(told, text):
    (meeting,) = told(text)
    assert meeting.sides == {"PER": "PER", "CHL": "CHL"}
    assert (meeting.when, meeting.place) == ("2021-06-11", ("Lima", "PER"))


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Sino-Indian border talks took place in Delhi on Friday.", {"CHN", "IND"}),
        ("US-Japan-South Korea talks took place in Tokyo on Friday.", {"USA", "JPN", "KOR"}),
        ("Experts from Chad, Niger and Mali met in Niamey on Friday.", {"TCD", "NER", "MLI"}),
    ],
)
def test_whichever_way_they_are_told(told, text, codes):
    (meeting,) = told(text)
    assert set(meeting.sides) == codes


@pytest.mark.parametrize(
    "text",
    [
        "The strike is a blow to the US-Turkish talks.",
        "US-Chinese trade talks have been slow.",
        "The US-China Business Council met in Denver on Friday.",
        "Cuban-American voters met in Miami on Friday.",
        "The US-Mexico border was closed in Laredo on Friday after a meeting.",
        "Experts from the ministry met in Lima on Friday.",
    ],
)
def test_no_polities_meet(told, text):
    assert told(text) == []
