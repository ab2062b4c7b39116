"""What the sets without annotated events count as right."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree

import pytest
from geovirus import distance, is_right
from gum import Text, overlapping
from re3d import End, end_of, is_named, tells

from diplograph.graph.authority import load_authority
from diplograph.loaders.extraction.places import PlaceMention


def place(name: str, code: str, *, is_city: bool) -> PlaceMention:
    city = load_authority().find_city(name, code) if is_city else None
    assert is_city == (city is not None)
    return PlaceMention(0, 1, name, code, city, "in", is_city)


def test_a_town_is_right_within_a_hundred_miles() -> None:
    assert distance((0.0, 0.0), (0.0, 1.0)) == pytest.approx(111.2, abs=0.1)
    paris = place("Paris", "FRA", is_city=True)
    assert is_right(paris, "Paris", (49.9, 2.3))  # Amiens, 115 km away
    assert not is_right(paris, "Paris", (50.6, 3.1))  # Lille, 200 km away
    assert is_right(paris, "France", (46.0, 2.0))  # "Paris, France" is one place


def test_a_country_is_right_where_the_point_is_its_own() -> None:
    niger = place("Niger", "NER", is_city=False)
    assert is_right(niger, "Niger", (16.0, 8.0))
    assert not is_right(niger, "Niger", (36.8, 10.2))


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("Minister Ellery", True),
        ("the Omani Foreign Minister", True),
        ("Salim al-Harthy", True),
        ("The UN", True),
        ("their Omani counterparts", False),
        ("aid organisations", False),
        ("He", False),
    ],
)
def test_which_mentions_are_names(words: str, *, named: bool) -> None:
    assert is_named(words) is named


@pytest.mark.parametrize(
    ("words", "kind", "person", "sides"),
    [
        ("Omani Foreign Minister Salim Harthy", "Person", "harthy", set()),
        ("the Omani Foreign Minister", "Person", None, {"OMN"}),
        ("the Secretary of State", "Person", None, {"GBR"}),
        ("the Government of Oman", "Organisation", None, {"OMN"}),
        ("NATO", "Organisation", None, {"NATO"}),
        ("the Harbour Masters", "Organisation", None, {"harbour masters"}),
    ],
)
def test_what_an_end_must_have(words: str, kind: str, person: str | None, sides: set[str]) -> None:
    end = end_of(0, len(words), words, kind)
    assert (end.person, end.sides) == (person, sides)


def party(name: str, kind: str, *codes: str) -> dict[str, Any]:
    return {"name": name, "kind": kind, "represents": list(codes)}


def test_both_ends_are_two_participants() -> None:
    minister = End(0, 5, "the Minister", None, frozenset({"GBR"}))
    harthy = End(9, 20, "Salim Harthy", "harthy", frozenset())
    oman = End(9, 20, "Oman", None, frozenset({"OMN"}))
    met = {
        "participants": [party("Ann Ellery", "person", "GBR"), party("S. Harthy", "person", "OMN")]
    }
    assert tells(met, minister, harthy)
    assert tells(met, oman, minister)
    assert not tells(met, oman, harthy)
    assert not tells({"participants": met["participants"][:1]}, minister, harthy)


def test_a_text_is_put_together_from_its_tokens() -> None:
    tei = """<text><head><s>\nTalks\tNNS\nend\tVVP\n</s></head><p><s>
They\tPP\nmet\tVVD\n(\t(\n<date when="2019-05-04">\nMay\tNP\n4\tCD\n</date>\n)\t)\n
<w>\nface\tNN\n-\t:\nto\tTO\n-\t:\nface\tNN\n</w>\nthe\tDT\n<date when="2019-05-05T10:00">\nday\tNN
</date>\nafter\tIN\n.\tSENT\n</s></p></text>"""
    text = Text(ElementTree.fromstring(tei))
    assert text.text == "Talks end\n\nThey met (May 4) face-to-face the day after."
    assert [text.text[a:b] for a, b in text.sentences] == text.text.split("\n\n")
    assert [(text.text[a:b], value) for a, b, value in text.dates] == [("May 4", "2019-05-04")]


def test_a_date_must_touch_the_words() -> None:
    found = [(0, 5, "2019"), (5, 9, "2020")]
    assert overlapping((4, 5), found) == ["2019"]
    assert overlapping((4, 6), found) == ["2019", "2020"]
