from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

A, B = "Andrzej Duda", "Alar Karis"
LEAD = f"Polish President {A} received Estonian President {B} in Warsaw on Monday."


def anchors(extraction):
    for claim in extraction.claims:
        yield from claim.evidence
        yield from claim.commitments
    for mention in extraction.mentions:
        yield mention.quote
    for instrument in extraction.instruments:
        yield instrument.quote


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (None, LEAD),
        ("Duda receives Karis", LEAD),
        ("Duda receives Karis", f"Duda receives Karis\n\n{LEAD}"),
        ("Duda receives Karis", f"\n  Duda receives Karis\n{LEAD}"),
        ("Duda receives Karis in Warsaw", f"  {LEAD}\n\nPhoto: palace"),
        ("Ĳ ﬁn 🕊 ‘Karis’", f"🕊🕊 {LEAD}"),
    ],
)
def test_offsets_are_those_of_the_text_with_and_without_a_title(read, title, text):
    extraction = read(text, title=title)
    (claim,) = extraction.claims
    found = list(anchors(extraction))
    assert any(LEAD in quote.text for quote in claim.evidence)
    for quote in found:
        assert text[quote.start : quote.end] == quote.text
        assert quote.text == quote.text.strip()


def test_the_title_alone_is_no_evidence(read):
    extraction = read(
        "It rained all day in the capital.",
        title="Polish President Duda met Estonian President Karis",
    )
    assert extraction.claims == ()


@pytest.mark.parametrize(
    ("sentence", "commitment"),
    [
        ("They agreed to open a new ferry line.", "to open a new ferry line"),
        ("The two presidents agreed to exchange lists of ships.", "to exchange lists of ships"),
        ("Duda and Karis agreed “to fight smuggling together.”", "to fight smuggling together"),
    ],
)
def test_what_was_agreed_without_an_instrument(told, sentence, commitment):
    (meeting,) = told(f"{LEAD} {sentence}")
    assert meeting.commitments == [commitment]


def test_what_somebody_else_agreed_is_no_commitment(told):
    (meeting,) = told(f"{LEAD} The baker agreed to open his shop on Sundays.")
    assert meeting.commitments == []


def test_topics(told):
    (meeting,) = told(f"{LEAD} They discussed trade and investment.")
    assert set(meeting.claim.topics) >= {"trade", "investment"}


def test_a_topic_of_another_event_is_not_taken_along(told):
    text = (
        f"{LEAD} They discussed trade.\n\nRIGA, June 15 (Wire) - Latvian Foreign Minister Edgars "
        "Rinkēvičs met Maltese Foreign Minister Evarist Bartolo "
        "in Riga on Monday to discuss fisheries."
    )
    first, second = told(text)
    assert "fisheries" not in first.claim.topics
    assert "fisheries" in second.claim.topics
    assert "trade" not in second.claim.topics


def test_confidence_falls_with_what_is_left_open(told):
    (sure,) = told(LEAD)
    (vague,) = told("Poland and Estonia held talks.")
    assert 0 < vague.claim.confidence < sure.claim.confidence <= 1


def test_mentions_name_the_full_form_and_what_it_stands_for(read):
    extraction = read(f"{LEAD} Karis said that Poland and the EU had signed a pact on 3 May.")
    by_words = {m.quote.text: m for m in extraction.mentions}
    assert by_words["Karis"].name == B
    assert by_words["Karis"].kind.value == "person"
    assert by_words["Poland"].actor.code == "POL"
    assert by_words["EU"].actor.code == "EU"
    assert by_words["Warsaw"].kind.value in {"place", "polity"}
    dates = {m.quote.text: m.date for m in extraction.mentions if m.kind.value == "date"}
    assert dates["3 May"] == "2021-05-03"


PARTS = st.lists(
    st.sampled_from(
        [
            LEAD,
            "They agreed to open a ferry line.",
            "The two had met in May.",
            "By Ana Berg",
            "Photo: palace",
            "“We met,” he said.",
            "Duda will visit Tallinn next week.",
            "Chad and Niger signed a treaty on wells.",
            "PARIS - The envoy left.",
            "It rained.",
            "The talks were cancelled.",
            "her counterpart signed",
            "QUESTION: Did you meet him?",
        ]
    ),
    max_size=6,
)


@settings(max_examples=25, deadline=None)
@given(
    PARTS, st.sampled_from([" ", "\n", "\n\n", "\r\n\r\n"]), st.sampled_from([None, "Talks", LEAD])
)
def test_every_anchor_holds_whatever_the_text(read, parts, gap, title):
    text = gap.join(parts)
    extraction = read(text, title=title)
    assert all(text[q.start : q.end] == q.text for q in anchors(extraction))
    assert read(text, title=title) == extraction
