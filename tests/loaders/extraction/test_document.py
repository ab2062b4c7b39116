from __future__ import annotations

import pytest

LEAD = "Polish President Andrzej Duda received Estonian President Alar Karis in Warsaw on Monday."


@pytest.mark.parametrize(
    ("title", "text", "shift"),
    [
        (None, LEAD, 0),
        ("Duda receives Karis", LEAD, len("Duda receives Karis") + 2),
        ("Duda receives Karis", f"Duda receives Karis\n{LEAD}", 0),
        ("Duda receives Karis", f"\n Duda receives Karis\n{LEAD}", 0),
    ],
)
def test_the_title_is_read_before_the_text_unless_the_text_repeats_it(document, title, text, shift):
    prepared = document(text, title=title)
    assert prepared.shift == shift
    assert prepared.text[shift:] == text
    assert [s.is_title for s in prepared.sentences] == ([True] if title else []) + [False]
    last = prepared.sentences[-1]
    start, end = prepared.offsets(last.start, last.end)
    assert prepared.text[start:end] == LEAD


def test_furniture_is_no_sentence(document):
    prepared = document(f"By Ana Berg\n\n{LEAD}\n\nPhoto: palace")
    assert len(prepared.sentences) == 1


def test_a_title_in_capitals_names_the_same_persons(document):
    prepared = document(LEAD, title="Polish President Duda Receives Estonian President Karis")
    named = [name.text for n in prepared.nominals for name in n.names]
    assert named == ["Duda", "Karis", "Andrzej Duda", "Alar Karis"]


def test_each_dateline_opens_an_item(document):
    text = (
        f"WARSAW, June 14 (Wire) - {LEAD}\n\nHe stayed for dinner.\n\n"
        "BAKU, June 14 (Wire) - Azerbaijani President Ilham Aliyev left for Tbilisi on Monday."
    )
    prepared = document(text)
    items = [s.item for s in prepared.sentences]
    assert items[0] == items[1] != items[2]
    assert [d.city for d in prepared.datelines] == ["Warsaw", "Baku"]


def test_dates_and_places_of_a_sentence(document):
    (sentence,) = document(LEAD).sentences
    assert [w.text for w in sentence.dates] == ["Monday"]
    assert [(p.name, p.code) for p in sentence.places if p.is_city] == [("Warsaw", "POL")]


@pytest.mark.parametrize("text", ["It rained.", "Wheat is dear.", "“”", "…"])
def test_what_can_hold_no_event_is_not_prepared_for_parsing(document, text):
    assert document(text).prepare() == []
