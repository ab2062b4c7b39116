from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diplograph.loaders.extraction.segment import segment

TOWNS = {
    "Helsinki",
    "Kyiv",
    "Addis Ababa",
    "Baku",
    "Paris",
    "New Delhi",
    "Vienna",
    "Geneva",
    "Tbilisi",
}


def known(name: str) -> bool:
    return name in TOWNS


@pytest.mark.parametrize(
    ("text", "city", "body"),
    [
        ("ADDIS ABABA - The prime minister left.", "Addis Ababa", "The prime minister left."),
        ("BEIJING, June 20 (Wire) - Kim arrived.", "Beijing", "Kim arrived."),
        (
            "Helsinki – Foreign Minister Haavisto left.",
            "Helsinki",
            "Foreign Minister Haavisto left.",
        ),
        ("Kyiv, 4 May (Agency) – He came.", "Kyiv", "He came."),
        ("VIENNA (AP) — Negotiators sat down.", "Vienna", "Negotiators sat down."),
        ("GENEVA, Switzerland, March 3 -- They met.", "Geneva", "They met."),
        ("Baku, 3 April. The presidents met.", "Baku", "The presidents met."),
    ],
)
def test_a_dateline_is_told_from_the_sentence(text, city, body):
    ((piece,), furniture) = segment(text, known)
    assert piece.dateline is not None
    assert piece.dateline.city == city
    assert text[piece.start : piece.end] == body
    assert furniture == [(0, piece.start)]


@pytest.mark.parametrize(
    "text",
    [
        "Putin: the talks were useful.",
        "Lavrov - who came late - left early.",
        "Asked. Then he answered.",
        "President Tokayev received the envoy.",
        "Talks in Geneva - the third round - ended.",
    ],
)
def test_a_sentence_is_no_dateline(text):
    ((piece,), furniture) = segment(text, known)
    assert piece.dateline is None
    assert (piece.start, piece.end) == (0, len(text))
    assert furniture == []


def test_a_dateline_holds_until_the_next_one():
    text = "PARIS - Macron spoke.\n\nHe left.\n\nBAKU - Aliyev spoke."
    pieces, _ = segment(text, known)
    assert [p.dateline.city for p in pieces if p.dateline] == ["Paris", "Paris", "Baku"]
    assert [p.opens_item for p in pieces] == [True, False, True]


def test_place_and_date_alone_on_a_line():
    text = "Tbilisi, 7 March 2019\n\nThe ministers met."
    pieces, furniture = segment(text, known)
    assert [text[p.start : p.end] for p in pieces] == ["The ministers met."]
    assert pieces[0].dateline is not None
    assert pieces[0].dateline.city == "Tbilisi"
    assert furniture == [(0, 21)]


@pytest.mark.parametrize(
    "line",
    [
        "By Máté Földi",
        "By Ana Kovač and Jan Novák",
        "Photo: the presidential office",
        "Photo source: Kremlin.ru",
        "Photo by Elena Ivanova",
        "Image courtesy: Ministry of Foreign Affairs",
        "© Reuters 2019",
        "Read also: Putin met Assad in Sochi",
        "Read more: Ministers signed the treaty in Rome",
        "Related articles: Merkel visits Kyiv",
        "Tags: Putin, Erdogan, Sochi",
        "(Reporting by Anna Berg; Editing by Paul Stone)",
        "Editing by Mark Hill",
        "The below is attributable to Spokesperson Ned Price:",
        "The following statement was released by the Governments of Chad and Mali:",
        "Office of the Spokesperson",
        "For Immediate Release",
        "Share this article",
        "Contact: press@example.org",
        "ENDS",
        "###",
    ],
)
def test_furniture_is_no_body(line):
    text = f"The ministers met on Monday.\n\n{line}\n\nThey parted."
    pieces, furniture = segment(text, known)
    assert [text[p.start : p.end] for p in pieces] == [
        "The ministers met on Monday.",
        "They parted.",
    ]
    assert [text[a:b] for a, b in furniture] == [line]


@pytest.mark.parametrize(
    "line",
    [
        "By mutual consent the visit was called off.",
        "By Tuesday the two ministers had met three times in the capital of Austria.",
        "Contact between the two leaders has been rare.",
        "Photographs of the meeting showed Putin with Assad.",
        "The source of the dispute is the canal.",
        "Tags on the gifts said nothing of the treaty.",
    ],
)
def test_a_sentence_is_no_furniture(line):
    pieces, furniture = segment(line, known)
    assert len(pieces) == 1
    assert furniture == []


@given(st.text(alphabet="aB .,:-–—\n()©/1#", max_size=120))
def test_segments_and_furniture_lie_in_the_text_without_overlap(text):
    pieces, furniture = segment(text)
    spans = sorted([(p.start, p.end) for p in pieces] + furniture)
    for a, b in spans:
        assert 0 <= a <= b <= len(text)
    for (_, end), (start, _) in pairwise(spans):
        assert end <= start
    covered = {i for a, b in spans for i in range(a, b)}
    assert all(text[i].isspace() for i in range(len(text)) if i not in covered)
