from __future__ import annotations

import datetime as dt
import random
import re
import socket

import pytest

from diplograph.graph import iris
from diplograph.graph.authority import load_authority
from diplograph.graph.mapping import extraction_from_quads, extraction_to_quads, normal_form
from diplograph.graph.model import ActorKind, Article
from diplograph.loaders.extraction.pipeline import FrameExtractor
from diplograph.loaders.inputs import read_articles

TEXTS = [
    "Polish President Andrzej Duda received Estonian President Alar Karis in Warsaw on Monday.",
    "Wheat is dear and the harbour deep.",
    "Chad and Niger signed a treaty on wells in Niamey on 3 May. They agreed to dig ten of them.",
    "It rained.",
    "Kenyan President Uhuru Kenyatta will visit Kampala on Friday, where "
    "he is to meet Ugandan President Yoweri Museveni.",
]


def article(text: str) -> Article:
    return Article(text, published=dt.date(2021, 6, 15))


@pytest.fixture(scope="module")
def examples(example_articles) -> list[Article]:
    found = [a for a in read_articles([str(example_articles)]) if isinstance(a, Article)]
    assert len(found) >= 12
    return found


@pytest.fixture(scope="module")
def extractions(examples, extractor):
    return list(extractor.extract_many(examples))


def test_all_example_articles_check(examples, extractions):
    assert [e.article for e in extractions] == examples
    for extraction in extractions:
        extraction.check()
    assert sum(len(e.claims) for e in extractions) >= 30


def test_nobody_takes_part_whom_the_article_does_not_name(extractions):
    for extraction in extractions:
        words = set(
            re.findall(r"[^\W\d_]+", f"{extraction.article.title} {extraction.article.text}")
        )
        for claim in extraction.claims:
            for participant in claim.participants:
                if participant.actor.kind is ActorKind.PERSON:
                    named = set(re.findall(r"[^\W\d_]+", participant.actor.name))
                    # a name that stands only in capitals is written as names are
                    spelled = {word for word in named if word.upper() not in words}
                    assert spelled - {"King", "Queen", "Pope", "Prince"} <= words


def test_polities_are_those_of_the_authority(extractions):
    authority = load_authority()
    for extraction in extractions:
        for claim in extraction.claims:
            for participant in claim.participants:
                for side in participant.represents:
                    assert authority.actor_by_code(side.code or "") == side


def test_the_same_article_gives_the_same_extraction(examples, extractions):
    again = FrameExtractor()
    chosen = random.Random(2).sample(range(len(examples)), 5)
    for index in chosen:
        assert again.extract(examples[index]) == extractions[index]


def test_many_are_read_as_one_by_one(extractor):
    articles = [article(t) for t in TEXTS] * 5  # more than one batch
    together = list(extractor.extract_many(articles))
    assert together == [extractor.extract(a) for a in articles]


def test_neighbours_do_not_colour_each_other(extractor):
    articles = [article(t) for t in TEXTS]
    forward = {e.article: e for e in extractor.extract_many(articles)}
    backward = {e.article: e for e in extractor.extract_many(articles[::-1])}
    assert forward == backward


def test_articles_are_read_lazily(extractor):
    taken = []

    def endless():
        while True:
            taken.append(1)
            yield article(TEXTS[3])

    stream = extractor.extract_many(endless())
    next(stream)
    assert len(taken) < 200


def test_an_extraction_comes_back_from_its_graph(extractions):
    minter = iris.Minter()
    for extraction in extractions:
        quads = extraction_to_quads(extraction, minter)
        back = extraction_from_quads(quads, minter.article(extraction.article.key))
        assert back == normal_form(extraction)


def test_the_base_reaches_all_persons_and_instruments():
    extractor = FrameExtractor(base="https://example.org/kg/")
    extraction = extractor.extract(article(TEXTS[0]))
    for participant in extraction.claims[0].participants:
        assert participant.actor.iri.startswith("https://example.org/kg/")


def test_reading_touches_no_network(monkeypatch, extractor):
    def refuse(*args, **kwargs):
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    assert extractor.extract(article(TEXTS[0])).claims


@pytest.mark.parametrize(
    "text",
    [
        "x",
        ".",
        "“",
        "?\n\n?",
        "\u200b",
        "met",
        "the",
        "PARIS -",
        "On 3 May",
        "’s",
        "🕊" * 50,
        "(" * 300,
        "a " * 3000,
    ],
)
def test_odd_texts_are_read(extractor, text):
    extraction = extractor.extract(article(text))
    extraction.check()
    assert extraction.claims == ()


def test_a_person_keeps_one_iri_over_articles(extractor):
    one = extractor.extract(article(TEXTS[0]))
    other = extractor.extract(
        article(
            "Polish President Andrzej Duda spoke by telephone with Czech President Miloš Zeman."
        )
    )

    def iri(extraction):
        return next(
            p.actor.iri
            for c in extraction.claims
            for p in c.participants
            if p.actor.name == "Andrzej Duda"
        )

    assert iri(one) == iri(other)


@pytest.mark.parametrize(
    ("text", "outlet", "parsed"),
    [
        ("Kenyan President Uhuru Kenyatta met the governor in Nairobi.", None, 0),
        ("Kenyan President Uhuru Kenyatta met the governor in Kampala.", None, 1),
        ("The President received the ambassador of Kenya.", "Ministry of Information, Uganda", 1),
        ("The President received the Secretary-General of the African Union.", None, 1),
        ("Angela Merkel met Vladimir Putin.", None, 1),
    ],
)
def test_an_article_that_speaks_of_one_side_only_is_not_parsed(
    extractor, monkeypatch, text, outlet, parsed
):
    counts = []
    parse = extractor.model.parse

    def counting(masked):
        counts.append(len(masked))
        return parse(masked)

    monkeypatch.setattr(extractor.model, "parse", counting)
    extractor.extract(Article(text, published=dt.date(2014, 6, 15), outlet=outlet))
    assert counts == [parsed]
