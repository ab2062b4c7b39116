from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diplograph.loaders.extraction_openai.anchoring import AnchoredText

TEXT = "\ufeffThe “old”  envoy’s\nco\u00adlleague – Zoë – left… for Łódź 🚢 today."


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ('The "old" envoy\'s colleague', "The “old”  envoy’s\nco\u00adlleague"),
        ("  left...  ", "left…"),
        ("- Zoë -", "– Zoë –"),
        ("for Łódź 🚢 today.", "for Łódź 🚢 today."),
        ("left", "left"),
    ],
)
def test_words_are_found_in_other_types_and_spaces_and_cut_from_the_text(words, found):
    quote = AnchoredText(TEXT).find(words)
    assert quote is not None
    assert quote.text == found
    assert TEXT[quote.start : quote.end] == found


@pytest.mark.parametrize(
    "words", ["", "  ", "–", "...", "The old envoy", "the “old”", "Zoe", "eft", "lef", "olleague"]
)
def test_what_only_looks_like_it_is_not_found(words):
    assert AnchoredText(TEXT).find(words) is None


def test_all_places_are_found_in_order():
    found = AnchoredText("Ash met Ash. Ashes.").find_all("Ash")
    assert [(quote.start, quote.end) for quote in found] == [(0, 3), (8, 11)]


@given(st.text(max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_whatever_is_found_reads_so(text, start, length):
    words = text[start : start + length]
    for quote in AnchoredText(text).find_all(words):
        assert text[quote.start : quote.end] == quote.text


@given(st.lists(st.text("abcé’“–\n ", min_size=1, max_size=6), min_size=1, max_size=8))
def test_whole_words_of_a_text_are_found(words):
    text = " ".join(words)
    wanted = text.strip()
    found = AnchoredText(text).find(wanted)
    assert (found is not None) == any(character.isalnum() for character in wanted)


@given(st.text(max_size=40), st.text(max_size=10))
def test_words_that_the_text_lacks_are_never_found(text, words):
    alone = f"{words}\u4e00"
    assert AnchoredText(text.replace("\u4e00", "")).find(alone) is None
