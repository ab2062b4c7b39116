"""The office of those told of without a name is kept with the polity that stands for them."""

from __future__ import annotations

import datetime as dt

import pytest

from diplograph.graph.iris import Minter
from diplograph.graph.mapping import extraction_from_quads, extraction_to_quads, normal_form
from diplograph.graph.model import ActorKind, Article, Extraction
from diplograph.loaders.extraction.pipeline import FrameExtractor


def read(extractor: FrameExtractor, text: str, title: str | None = None) -> Extraction:
    article = Article(text, "https://press.example/1", title, dt.date(2017, 5, 10))
    return extractor.extract(article)


def offices(extraction: Extraction) -> set[tuple[str, str | None]]:
    """The polities and organisations of all claims, each with the office told of it."""
    return {
        (each.actor.short, None if each.office is None else each.office.label)
        for claim in extraction.claims
        for each in claim.participants
        if each.actor.kind is not ActorKind.PERSON
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The Georgian prime minister met President Vladimir Putin in Moscow on Tuesday.",
            {("GEO", "Prime Minister of Georgia")},
        ),
        (
            "Foreign Minister Sergei Lavrov met Turkey's top diplomat in Ankara on Tuesday.",
            {("TUR", "Top Diplomat of Turkey")},
        ),
        (
            "The Georgian premier held talks with the Armenian president in Yerevan on Monday.",
            {("GEO", "Premier of Georgia"), ("ARM", "President of Armenia")},
        ),
        (
            "President Ilham Aliyev spoke by phone with the prime minister of Georgia on Monday.",
            {("GEO", "Prime Minister of Georgia")},
        ),
        (
            "The foreign ministers of Georgia and Russia met in Geneva on Monday.",
            {("GEO", "Foreign Minister of Georgia"), ("RUS", "Foreign Minister of Russia")},
        ),
        (
            "The NATO secretary general met President Salome Zourabichvili in Tbilisi on Monday.",
            {("NATO", "Secretary General of the North Atlantic Treaty Organization")},
        ),
        (
            "The Georgian leader received President Ilham Aliyev in Batumi on Monday.",
            {("GEO", "Leader of Georgia")},
        ),
        (
            "The agreement on trade was signed in Kyiv on Monday by Foreign Minister Pavlo Klimkin"
            " of Ukraine and the Georgian economy minister.",
            {("GEO", "Economy Minister of Georgia")},
        ),
    ],
)
def test_the_office_is_kept(
    extractor: FrameExtractor, text: str, expected: set[tuple[str, str | None]]
) -> None:
    assert offices(read(extractor, text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The Georgian prime minister will visit Armenia on Monday.",
        "The Georgian prime minister's visit to Armenia began on Monday.",
        "The Georgian prime minister arrived in Yerevan on Monday.",
    ],
)
def test_who_travels_has_the_office_and_the_country_visited_none(
    extractor: FrameExtractor, text: str
) -> None:
    expected = {("GEO", "Prime Minister of Georgia"), ("ARM", None)}
    assert offices(read(extractor, text)) == expected


def test_the_subject_of_a_further_verb(extractor: FrameExtractor) -> None:
    told = read(
        extractor,
        "The Georgian prime minister arrived in Baku on Monday and met President Ilham Aliyev.",
    )
    assert {claim.type.value for claim in told.claims} == {"Visit", "Meeting"}
    assert ("GEO", "Prime Minister of Georgia") in offices(told)
    assert ("GEO", None) not in offices(told)


@pytest.mark.parametrize(
    "text",
    [
        # who tells of it takes no part by that
        "The Georgian foreign minister said Georgia and Russia had held talks in Geneva on Monday.",
        # two offices of one side
        "The Georgian prime minister and the Georgian foreign minister met President Ilham Aliyev"
        " in Baku on Monday.",
        # nobody in office, or not the one who holds it
        "The former Georgian prime minister met President Ilham Aliyev in Baku on Monday.",
        "A Georgian minister met President Ilham Aliyev in Baku on Monday.",
        "The newly elected Georgian prime minister met President Ilham Aliyev in Baku on Monday.",
        "Georgia and Armenia held talks in Yerevan on Monday. The Georgian foreign minister praised"
        " the talks between Georgia and Armenia.",
    ],
)
def test_no_office_where_it_is_not_told_of_who_takes_part(
    extractor: FrameExtractor, text: str
) -> None:
    told = read(extractor, text)
    assert "GEO" in {short for short, _ in offices(told)}
    assert {office for short, office in offices(told) if short == "GEO"} == {None}


def test_members_of_an_organization_hold_no_office_of_it(extractor: FrameExtractor) -> None:
    told = read(
        extractor, "President Nicolás Maduro met the leaders of CARICOM in Caracas on Monday."
    )
    assert all(office is None for _, office in offices(told))


@pytest.mark.parametrize(
    ("text", "office"),
    [
        (
            "German Foreign Minister Annalena Baerbock met her Turkish counterpart in Berlin on"
            " Monday.",
            "Foreign Minister of Turkey",
        ),
        (
            "Armenian Defence Minister Seyran Ohanyan met his Turkish counterpart in Yerevan on"
            " Monday.",
            "Defence Minister of Turkey",
        ),
        (
            "The Georgian foreign minister met his Turkish counterpart in Tbilisi on Monday.",
            "Foreign Minister of Turkey",
        ),
        # of those who lead it does not follow: the other state may be led by another office
        ("President Ilham Aliyev met his Turkish counterpart in Baku on Monday.", None),
        ("Chancellor Angela Merkel met her Turkish counterpart in Berlin on Monday.", None),
    ],
)
def test_the_office_of_a_counterpart(
    extractor: FrameExtractor, text: str, office: str | None
) -> None:
    assert ("TUR", office) in offices(read(extractor, text))


def test_tellings_of_one_event_add_up(extractor: FrameExtractor) -> None:
    told = read(
        extractor,
        "President Ilham Aliyev received the Georgian prime minister in Baku on Monday. The"
        " Georgian leader and Aliyev discussed trade at the meeting.",
    )
    assert offices(told) == {("GEO", "Prime Minister of Georgia")}


def test_who_is_named_after_all_stands_for_his_side(extractor: FrameExtractor) -> None:
    told = read(
        extractor,
        "The Georgian prime minister met President Ilham Aliyev in Baku on Monday. Prime Minister"
        " Giorgi Kvirikashvili and Aliyev spoke of trade, the office of Aliyev said.",
    )
    assert offices(told) == set()
    names = {each.actor.name for claim in told.claims for each in claim.participants}
    assert "Giorgi Kvirikashvili" in names


def test_the_graph_keeps_the_office_of_the_claim(extractor: FrameExtractor) -> None:
    told = read(
        extractor, "The Georgian prime minister met President Vladimir Putin in Moscow on Tuesday."
    )
    minter = Minter()
    back = extraction_from_quads(
        extraction_to_quads(told, minter), minter.article(told.article.key)
    )
    assert back == normal_form(told)
    assert offices(back) == {("GEO", "Prime Minister of Georgia")}
