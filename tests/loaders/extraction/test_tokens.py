from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diplograph.loaders.extraction.tokens import fold, sentences, tokenize


def cut(text: str) -> list[str]:
    tokens = tokenize(text)
    return [text[tokens[a].start : tokens[b - 1].end] for a, b in sentences(text, tokens)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("the U.S. envoy", ["the", "U.S.", "envoy"]),
        ("in Washington, D.C.", ["in", "Washington", ",", "D.C."]),
        ("Antony J. Blinken", ["Antony", "J.", "Blinken"]),
        ("Bashar al-Assad's palace", ["Bashar", "al-Assad", "'s", "palace"]),
        ("Côte d’Ivoire", ["Côte", "d’Ivoire"]),
        ("Mr. Key and Dr. Aziz", ["Mr.", "Key", "and", "Dr.", "Aziz"]),
        ("on 1,500 tonnes", ["on", "1,500", "tonnes"]),
        ("the 14th of May", ["the", "14th", "of", "May"]),
        ("the “counterpart”,", ["the", "“", "counterpart", "”", ","]),
    ],
)
def test_words(text, words):
    assert [t.text for t in tokenize(text)] == words


def test_the_month_of_may_is_no_abbreviation():
    assert [t.text for t in tokenize("They met in May.")][-2:] == ["May", "."]


@given(st.text(max_size=120))
def test_tokens_are_verbatim_ordered_and_lose_nothing_but_space(text):
    tokens = tokenize(text)
    at = 0
    for token in tokens:
        assert text[token.start : token.end] == token.text
        assert not text[at : token.start].strip()
        at = token.end
    assert not text[at:].strip()


@given(st.text(alphabet="aZ.?! ”“\"'\n1", max_size=80))
def test_sentences_cover_all_tokens_once(text):
    tokens = tokenize(text)
    ranges = sentences(text, tokens)
    assert [i for a, b in ranges for i in range(a, b)] == list(range(len(tokens)))
    assert all(a < b for a, b in ranges)


@pytest.mark.parametrize(
    "text",
    [
        "Envoy James F. Jeffrey flew on to Ankara.",
        "Mr. Lavrov met Gen. Haftar and Prof. Salamé in Moscow.",
        "The talks with U.S. Secretary of State Mike Pompeo took an hour.",
        "H.E. President Isaias received Dr. Abiy at noon.",
        "It moved by 3.5 per cent in No. 10.",
        "The ministers of Chad, Mali and Niger met at 10 a.m. local time.",
    ],
)
def test_an_abbreviation_ends_no_sentence(text):
    assert cut(text) == [text]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "The two met in Washington, D.C. The talks were short.",
            ["The two met in Washington, D.C.", "The talks were short."],
        ),
        (
            "She flew to the U.S. He stayed.",
            ["She flew to the U.S.", "He stayed."],
        ),
        (
            "“We agreed.” He left for Oslo.",
            ["“We agreed.”", "He left for Oslo."],
        ),
        (
            "Did they meet? “Yes,” she said. They met!",
            ["Did they meet?", "“Yes,” she said.", "They met!"],
        ),
        (
            "A headline without a stop\n\nThe text begins here.",
            ["A headline without a stop", "The text begins here."],
        ),
        (
            "The ministers, who had met\nin Vienna, parted as friends.",
            ["The ministers, who had met\nin Vienna, parted as friends."],
        ),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text, parts):
    assert cut(text) == parts


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Çavuşoğlu", "cavusoglu"),
        ("Łukasz", "LUKASZ"),
        ("Søreide", "soreide"),
        ("N’Djamena", "n'djamena"),
        ("Tŷ", "ty"),
        ("Erdoğan", "Erdogan"),
        ("ISTANBUL", "ıstanbul"),
    ],
)
def test_folding_makes_spellings_of_one_word_equal(one, other):
    assert fold(one) == fold(other)
