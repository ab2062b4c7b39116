from __future__ import annotations

import datetime as dt
import json

import pytest

from diplograph.graph.errors import InputError
from diplograph.loaders.sources import html
from diplograph.loaders.sources.base import RawInput, Rejection

BODY = """
<header><nav><a href="/">Home</a> <a href="/about">About us</a></nav></header>
<main><article><h1>Ministers Meet in Port City</h1>
<p>PORT CITY, Nov 14 – The foreign ministers of the two countries met in Port City on Tuesday
to discuss trade, transit and the reopening of the border crossings that closed last year.</p>
<p>Both sides agreed to form a working group, which is to report before the end of the year,
the ministry said in a statement after the talks.</p>
<p>They did not sign anything.</p></article></main>
<footer><a href="/privacy">Privacy policy</a> Copyright Harbour Wire</footer>"""


def page(head: str = "", body: str = BODY, attributes: str = "") -> str:
    return f"<!DOCTYPE html><html{attributes}><head>{head}</head><body>{body}</body></html>"


def read(markup: str | bytes, url: str | None = None, **options):
    data = markup.encode() if isinstance(markup, str) else markup
    raw = RawInput.of("a.html", data, **options)
    if url is not None:
        retrieved = dt.datetime(2020, 1, 1, tzinfo=dt.timezone.utc)
        raw = RawInput(url, raw.stream, raw.head, url=url, retrieved=retrieved)
    return list(html.read(raw))


def linked(**said: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(said)}</script>'


def test_the_main_text_comes_in_paragraphs_without_the_furniture():
    (article,) = read(page("<title>Ministers Meet | Harbour Wire</title>"))
    *_, first, second, third = article.text.split("\n\n")
    assert first.startswith("PORT CITY, Nov 14 – The foreign ministers")
    assert first.endswith("that closed last year.")
    assert second.endswith("after the talks.")
    assert third == "They did not sign anything."
    assert "Privacy" not in article.text
    assert "About us" not in article.text


def test_linked_data_is_read_first():
    head = linked(
        **{
            "@context": "https://schema.org",
            "@graph": [
                {"@type": "Organization", "name": "Not this"},
                {"@type": "WebPage", "headline": "Nor this", "datePublished": "2000-01-01"},
                {
                    "@type": ["NewsArticle", "Thing"],
                    "headline": "Ministers &amp; Guests Meet",
                    "datePublished": "2017-11-15T01:30:00+03:00",
                    "author": [{"@type": "Person", "name": "Ann Writer"}, "Bo Reporter"],
                    "publisher": {"@type": "Organization", "name": "Harbour Wire"},
                    "inLanguage": "en",
                },
            ],
        }
    )
    head += '<meta property="og:title" content="Other"><meta name="author" content="Other">'
    (article,) = read(page(head))
    assert article.title == "Ministers & Guests Meet"
    assert article.published.isoformat() == "2017-11-15T01:30:00+03:00"
    assert article.author == "Ann Writer, Bo Reporter"
    assert article.outlet == "Harbour Wire"
    assert article.language == "en"


def test_open_graph_and_meta_come_next():
    head = (
        "<title>Ministers Meet | Harbour Wire</title>"
        '<meta property="og:title" content="Ministers Meet">'
        '<meta property="og:site_name" content="Harbour Wire">'
        '<meta property="article:published_time" content="2017-11-15T10:00:00Z">'
        '<meta property="article:author" content="https://harbour.example/ann">'
        '<meta name="DC.creator" content="Ann Writer"><meta property="og:locale" content="en_GB">'
    )
    (article,) = read(page(head))
    assert (article.title, article.outlet) == ("Ministers Meet", "Harbour Wire")
    assert article.published == dt.datetime(2017, 11, 15, 10, tzinfo=dt.timezone.utc)
    assert (article.author, article.language) == ("Ann Writer", "en-GB")


def test_what_is_left_is_the_heading_and_a_time_element():
    body = BODY.replace("<p>PORT", '<time datetime="2017-11-15">today</time><p>PORT')
    (article,) = read(page("<title>Site</title>", body, ' lang="en"'))
    assert article.title == "Ministers Meet in Port City"
    assert article.published == dt.date(2017, 11, 15)
    assert article.language == "en"


def test_a_time_is_worth_more_than_a_bare_date():
    head = linked(**{"@type": "NewsArticle", "datePublished": "2017-11-15"})
    head += '<meta property="article:published_time" content="2017-11-15T23:00:00-05:00">'
    (article,) = read(page(head))
    assert article.published.isoformat() == "2017-11-15T23:00:00-05:00"


def test_no_date_is_guessed():
    (article,) = read(page("<title>2016</title>", BODY + "<p>Copyright 2015, 3 May 2014</p>"))
    assert article.published is None
    (article,) = read(page(), published=dt.date(2017, 11, 15))
    assert article.published == dt.date(2017, 11, 15)


def test_a_stated_date_that_does_not_parse_is_an_error():
    with pytest.raises(InputError, match="'tomorrow'"):
        read(page('<meta property="article:published_time" content="tomorrow">'))


def test_broken_linked_data_is_no_harm():
    head = '<script type="application/ld+json">{"@type": "NewsArticle",</script>'
    head += linked(**{"@type": "NewsArticle", "author": 5, "publisher": [], "headline": None})
    (article,) = read(page(head))
    assert article.title == "Ministers Meet in Port City"
    assert article.author is None


@pytest.mark.parametrize(
    ("canonical", "fetched", "expected"),
    [
        ("https://p.example/1", None, "https://p.example/1"),
        ("https://p.example/1", "https://www.p.example/1?utm=x", "https://p.example/1"),
        ("/1", "https://p.example/1?utm=x", "https://p.example/1"),
        ("/1", None, None),
        ("https://p.example/", "https://p.example/1", "https://p.example/1"),
        ("https://other.example/1", "https://p.example/1", "https://p.example/1"),
        ("javascript:void(0)", "https://p.example/1", "https://p.example/1"),
        ("https://[broken", "https://p.example/1", "https://p.example/1"),
    ],
)
def test_the_canonical_address_is_taken_where_it_can_be_believed(canonical, fetched, expected):
    (article,) = read(page(f'<link rel="canonical" href="{canonical}">'), fetched)
    assert article.url == expected
    assert (article.retrieved is not None) == (fetched is not None)


@pytest.mark.parametrize(
    "markup",
    [
        "<html><head><title>x</title></head></html>",
        "<html><head></head><body> <script>var text = 'no';</script> </body></html>",
        "<!-- nothing -->",
    ],
)
def test_a_page_without_a_body_is_set_aside(markup):
    (rejection,) = read(markup)
    assert isinstance(rejection, Rejection)
    assert "without a body" in rejection.reason


def test_a_page_of_one_sentence_is_read_whole():
    (article,) = read("<title>Note</title><body><p>They met.</p></body>")
    assert article.text == "They met."


def test_the_charset_of_a_meta_element_is_used():
    markup = page('<meta charset="windows-1257">', BODY.replace("Ministers", "Ažubalis"))
    (article,) = read(markup.encode("cp1257"))
    assert "Ažubalis Meet" in article.text
