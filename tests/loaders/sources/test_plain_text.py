from __future__ import annotations

import datetime as dt

import pytest

from diplograph.graph.errors import InputError
from diplograph.graph.model import Article
from diplograph.loaders.sources import text
from diplograph.loaders.sources.base import MAX_ARTICLE_BYTES, RawInput, Rejection


def read(data: bytes, **options):
    return list(text.read(RawInput.of("a.txt", data, **options)))


def test_the_whole_file_is_the_text():
    given = "\n  Leaders Meet\n\nThe two leaders met.\n\n"
    (article,) = read(given.encode())
    assert article.text == given
    assert article.title == "Leaders Meet"
    assert article.url is None
    assert article.key.startswith("sha256:")


def test_only_mark_and_carriage_returns_go():
    (article,) = read(b"\xef\xbb\xbfHead\r\n\r\nThey met.\rThen\x0cmore.")
    assert article.text == "Head\n\nThey met.\nThen\x0cmore."


@pytest.mark.parametrize(
    ("given", "title"),
    [
        ("Head\n\nBody.", "Head"),
        ("Head\nA longer line follows it.", "Head"),
        ("The two leaders met in Moscow\non Monday.", None),
        ("Only one line", None),
        ("Head\n\n", None),
        ("Head\n\n\n", None),
        ("\n\nHead\n\nBody.", "Head"),
        (f"{'A paragraph of prose. ' * 20}\n\nAnother.", None),
    ],
)
def test_the_title_is_a_first_line_that_stands_apart(given, title):
    (article,) = read(given.encode())
    assert article.title == title
    assert article.text == given


def test_the_default_date_is_taken():
    (article,) = read(b"They met.", published=dt.date(2017, 11, 15))
    assert article.published == dt.date(2017, 11, 15)
    (article,) = read(b"They met.")
    assert article.published is None


def test_nothing_but_white_space_is_set_aside():
    (rejection,) = read(b" \n\t\n")
    assert isinstance(rejection, Rejection)
    assert "empty" in rejection.reason


def test_a_text_of_many_megabytes_is_refused_without_reading_it_all():
    class Endless:
        given = 0

        def read(self, size):
            self.given += size
            return b"x" * size

    stream = Endless()
    with pytest.raises(InputError, match="longer than 10 MiB"):
        list(text.read(RawInput("-", stream, b"xx")))
    assert stream.given == MAX_ARTICLE_BYTES + 1


def test_an_article_comes_out():
    assert read(b"They met.") == [Article(text="They met.")]
