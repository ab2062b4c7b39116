from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diplograph.loaders.extraction.topics import topics_of


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("They discussed trade and investment issues.", {"trade", "investment"}),
        ("They spoke of climate change.", {"climate"}),
        ("They spoke of migration and refugees.", {"migration", "refugees"}),
        ("They spoke of counter-terrorism.", {"counter-terrorism"}),
        ("It rained.", set()),
    ],
)
def test_topics_by_their_words(text, topics):
    assert set(topics_of(text)) >= topics
    if not topics:
        assert topics_of(text) == ()


def test_the_most_frequent_comes_first():
    assert topics_of("Investment, trade, trade and trade again.")[0] == "trade"


def test_a_topic_is_a_whole_word():
    assert "trade" not in topics_of("The tradesman and the trademark.")


@given(st.text(max_size=80))
def test_no_topic_is_given_twice(text):
    topics = topics_of(text)
    assert len(set(topics)) == len(topics)
