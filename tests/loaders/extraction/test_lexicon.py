from __future__ import annotations

import pytest

from diplograph.loaders.extraction.lexicon import EntryKind, load_lexicon
from diplograph.loaders.extraction.tokens import tokenize


def look_up(text: str) -> tuple[int, dict[str, set[str]]]:
    tokens = tokenize(text)
    match = load_lexicon().match(tokens, 0, len(tokens))
    if match is None:
        return 0, {}
    found: dict[str, set[str]] = {}
    for entry in match.entries:
        found.setdefault(entry.kind.value, set()).add(entry.code)
    return match.length, found


@pytest.mark.parametrize(
    ("text", "kind", "code"),
    [
        ("South Ossetia", "polity", "SOS"),
        ("South Ossetian", "adjective", "SOS"),
        ("Republic of Korea", "polity", "KOR"),
        ("North Korean", "adjective", "PRK"),
        ("Somaliland", "polity", "SML"),
        ("Kremlin", "metonym", "RUS"),
        ("White House", "metonym", "USA"),
        ("U.S.", "polity", "USA"),
        ("UK", "polity", "GBR"),
        ("African Union", "organization", "AU"),
        ("AU", "organization", "AU"),
        ("Côte d’Ivoire", "polity", "CIV"),
        ("Türkiye", "polity", "TUR"),
        ("Turkey", "polity", "TUR"),
    ],
)
def test_names_and_what_they_stand_for(text, kind, code):
    length, found = look_up(text)
    assert length == len(tokenize(text))
    assert code in found[kind]


def test_the_longest_name_wins():
    length, found = look_up("South Korea said")
    assert length == 2
    assert found["polity"] == {"KOR"}


@pytest.mark.parametrize(
    "text", ["who came", "us and them", "turkey for dinner", "georgia on my mind"]
)
def test_a_name_begins_with_a_capital(text):
    assert look_up(text) == (0, {})


def test_an_acronym_is_found_in_capitals_only():
    assert look_up("Who came")[1].get(EntryKind.ORGANIZATION.value) is None
    assert look_up("WHO experts")[1]["organization"] == {"WHO"}
