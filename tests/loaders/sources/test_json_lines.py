from __future__ import annotations

import datetime as dt
import io
import json
import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diplograph.graph.model import Article
from diplograph.loaders.sources import jsonl
from diplograph.loaders.sources.base import MAX_ARTICLE_BYTES, RawInput, Rejection


def read(*lines: object, **options):
    data = b"\n".join(
        line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines
    )
    return list(jsonl.read(RawInput.of("a.jsonl", data, **options)))


def test_a_whole_record():
    (article,) = read(
        {
            "url": " https://press.example/1 ",
            "title": "Leaders Meet",
            "published": "2017-11-15T10:00:00+03:00",
            "text": "They met.",
            "outlet": "Wire",
            "author": "A. Writer",
            "language": "en",
            "id": 7,
            "unknown": {"ignored": True},
        }
    )
    assert article == Article(
        text="They met.",
        url="https://press.example/1",
        title="Leaders Meet",
        published=dt.datetime(2017, 11, 15, 10, tzinfo=dt.timezone(dt.timedelta(hours=3))),
        outlet="Wire",
        author="A. Writer",
        language="en",
    )


@settings(max_examples=80)
@given(st.text().filter(lambda text: text.strip()))
def test_the_text_is_stored_exactly(text):
    (article,) = read({"text": text})
    assert len(article.text) == len(text)
    assert all(a == b or (b == "�" and a == "\0") for a, b in zip(text, article.text, strict=True))


def test_lone_surrogates_and_nul_keep_their_place():
    (article,) = read(rb'{"text": "a\ud800b\u0000c\ud83d\ude00\r\n"}')
    assert article.text == "a�b�c\U0001f600\r\n"


def test_html_is_turned_into_paragraphs_where_there_is_no_text():
    (article,) = read({"html": "<p>They met.</p><p>They left.</p>"})
    assert article.text == "They met.\n\nThey left."
    (article,) = read({"html": "<p>Not this.</p>", "text": "But this."})
    assert article.text == "But this."
    (article,) = read({"html": "<p>This.</p>", "text": ""})
    assert article.text == "This."


def test_an_item_of_a_feed_saved_as_json():
    item = {
        "guid": "https://press.example/?page_id=7",
        "title": "Leaders Meet",
        "link": "https://press.example/7",
        "pubDate": "Wed, 15 Nov 2017 10:00:00 +0300",
        "creator": "Press Office",
        "content_encoded": "<p>They met.</p><p>They left.</p>",
    }
    (article,) = read(item)
    assert article == Article(
        text="They met.\n\nThey left.",
        url="https://press.example/7",
        title="Leaders Meet",
        published=dt.datetime(2017, 11, 15, 10, tzinfo=dt.timezone(dt.timedelta(hours=3))),
        author="Press Office",
    )
    own = {"url": "https://press.example/own", "published": "2017-11-16", "html": "<p>Own."}
    (article,) = read({**item, **own})
    assert (article.url, article.published, article.text) == (
        "https://press.example/own",
        dt.date(2017, 11, 16),
        "Own.",
    )
    (article,) = read({"text": "They met.", "link": {"href": "x"}, "creator": ["a", "b"]})
    assert article == Article(text="They met.")


def test_the_default_date_is_for_records_without_one():
    default = dt.date(2020, 1, 1)
    records = [
        {"text": "a", "published": "2017-11-15"},
        {"text": "b", "published": ""},
        {"text": "c", "published": None},
        {"text": "d"},
    ]
    dates = [article.published for article in read(*records, published=default)]
    assert dates == [dt.date(2017, 11, 15), default, default, default]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b'{"text": "broken', "broken JSON"),
        (b"[1, 2]", "a JSON object is needed"),
        (b'"They met."', "a JSON object is needed"),
        (b'{"title": "Only this"}', "no text"),
        (b'{"text": "  "}', "no text"),
        (b'{"html": "<p></p>"}', "no text"),
        (b'{"text": 5}', '"text" must be a string'),
        (b'{"text": "They met.", "url": ["x"]}', '"url" must be a string'),
        (b'{"text": "They met.", "published": 1510740000}', '"published" must be a string'),
        (b'{"text": "They met.", "published": "last week"}', "'last week' is not a date"),
        (b'{"text": "They met.", "published": "2017-02-30"}', "no date of the calendar"),
        (b"[" * 100_000, "broken JSON"),
        (b'{"text": ' + b"9" * 5000 + b"}", "broken JSON"),
        (b'{"text": "\x00"}', "NUL"),
    ],
)
def test_a_line_that_is_no_record_is_set_aside_and_the_rest_goes_on(line, reason):
    before, rejection, after = read({"text": "before"}, line, b"  ", {"text": "after"})
    assert (before.text, after.text) == ("before", "after")
    assert isinstance(rejection, Rejection)
    assert rejection.item == "line 2"
    assert reason in rejection.reason


def test_a_line_of_fifty_megabytes_is_never_in_memory():
    class Stream(io.RawIOBase):
        """A good record, 50 MB of one line, another good record."""

        def __init__(self) -> None:
            self._parts = [
                b'{"text": "before"}\n',
                *[b"x" * 1_000_000] * 50,
                b'\n{"text": "after"}',
            ]

        def readable(self) -> bool:
            return True

        def readinto(self, buffer):
            if not self._parts:
                return 0
            part = self._parts[0][: len(buffer)]
            self._parts[0] = self._parts[0][len(buffer) :]
            if not self._parts[0]:
                self._parts.pop(0)
            buffer[: len(part)] = part
            return len(part)

    tracemalloc.start()
    before, rejection, after = jsonl.read(
        RawInput("a.jsonl", io.BufferedReader(Stream()), b'{"text"')
    )
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (before.text, after.text) == ("before", "after")
    assert rejection == Rejection("a.jsonl", "line 2", "longer than 10 MiB")
    assert peak < 3 * MAX_ARTICLE_BYTES


def test_the_longest_line_that_is_taken():
    frame = len(b'{"text": ""}')
    fits = {"text": "x" * (MAX_ARTICLE_BYTES - frame)}
    one_more = {"text": "x" * (MAX_ARTICLE_BYTES - frame + 1)}
    article, rejection = read(fits, one_more)
    assert isinstance(article, Article)
    assert isinstance(rejection, Rejection)


def test_a_file_without_a_record_is_set_aside():
    (rejection,) = read(b"\n  \n")
    assert "no record" in rejection.reason


def test_a_byte_order_mark_is_no_part_of_the_first_record():
    (article,) = read(b'\xef\xbb\xbf{"text": "They met."}')
    assert article.text == "They met."
