"""Folding of names: what does not matter in a comparison, and what does."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diplograph.graph.authority import fold


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Türkiye", "turkiye"),
        ("Sana'a", "Sana’a"),
        ("Guinea-Bissau", "guinea bissau"),
        ("The Hague", "hague"),
        ("St. Petersburg", "Saint Petersburg"),
        ("U.S.", "US"),
        ("N'Djamena", "Ndjamena"),
        ("  New\u00a0 York ", "new york"),
    ],
)
def test_spellings_of_one_name_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"), [("US", "us"), ("WHO", "who"), ("Niger", "Nigeria"), ("Thebes", "bes")]
)
def test_different_names_fold_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(st.text(max_size=30))
@settings(max_examples=200, deadline=None)
def test_folding_leaves_no_space_or_accent_to_compare(text: str) -> None:
    folded = fold(text)
    assert folded == " ".join(folded.split())
    assert folded.isascii()
