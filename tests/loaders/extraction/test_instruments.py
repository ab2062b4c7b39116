from __future__ import annotations

import pytest

BY = "Chad and Niger signed {} in Niamey on Monday."


@pytest.mark.parametrize(
    ("phrase", "title", "kind", "subject"),
    [
        ("an agreement on grazing", "agreement on grazing", "agreement", "grazing"),
        ("a treaty of friendship", "treaty of friendship", "treaty", "friendship"),
        ("a memorandum on fisheries", "memorandum on fisheries", "memorandum", "fisheries"),
        ("a protocol on customs", "protocol on customs", "protocol", "customs"),
        ("a joint statement on water", "joint statement on water", "joint-statement", "water"),
        ("a joint declaration on water", "joint declaration on water", "joint-statement", "water"),
        ("the Convention on Lake Chad", "Convention on Lake Chad", "treaty", "Lake Chad"),
        ("a free trade agreement", "free trade agreement", "agreement", None),
        ("a peace accord", "peace accord", "agreement", None),
    ],
)
def test_title_kind_and_subject(told, phrase, title, kind, subject):
    (signing,) = told(BY.format(phrase))
    assert signing.instrument == title
    assert signing.kind == kind
    if subject is not None:
        assert signing.claim.instrument.subject == subject


def test_the_clause_tells_the_subject(told):
    text = "Chad and Niger signed an agreement that opens the border to herders."
    (signing,) = told(text)
    assert "opening the border to herders" in signing.claim.instrument.subject


def test_a_titled_document_in_quotation_marks(told):
    text = "Chad and Niger signed the “Treaty on the Shared Use of Wells” in Niamey on Monday."
    (signing,) = told(text)
    assert "Treaty on the Shared Use of Wells" in signing.instrument
    assert signing.kind == "treaty"


@pytest.mark.parametrize(
    ("text", "title", "relation"),
    [
        (
            "Chadian President Idriss Déby met Nigerien President Mahamadou "
            "Issoufou in Niamey to review progress in implementing the Treaty of Niamey.",
            "Treaty of Niamey",
            "implemented",
        ),
        (
            "Chadian President Idriss Déby met Nigerien President Mahamadou "
            "Issoufou in Niamey to discuss the Lake Chad Agreement.",
            "Lake Chad Agreement",
            "discussed",
        ),
        (
            "The Treaty of Niamey is older than the president, who visited the archive.",
            "Treaty of Niamey",
            "mentioned",
        ),
    ],
)
def test_an_instrument_that_is_mentioned_and_not_signed(read, text, title, relation):
    extraction = read(text)
    assert not [c for c in extraction.claims if c.instrument is not None]
    (mention,) = extraction.instruments
    assert mention.instrument.title == title
    assert mention.relation.value == relation


def test_what_was_discussed_points_to_the_meeting(read):
    extraction = read(
        "Chadian President Idriss Déby met Nigerien President Mahamadou Issoufou in Niamey "
        "to review progress in implementing the Treaty of Niamey."
    )
    (mention,) = extraction.instruments
    assert mention.claim is not None
    assert extraction.claims[mention.claim].type.value == "Meeting"


@pytest.mark.parametrize(
    "phrase", ["about a hundred agreements", "dozens of agreements", "several documents"]
)
def test_counted_many_are_no_instrument(told, phrase):
    assert told(BY.format(phrase), only="Signing") == []
