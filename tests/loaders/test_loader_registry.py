from __future__ import annotations

import pytest

from diplograph.graph.errors import InputError, UnknownName
from diplograph.loaders.registry import (
    SOURCES,
    detect,
    extractor_names,
    format_names,
    get_extractor,
    get_source,
)
from diplograph.loaders.sources.base import RawInput

FEED = b'<?xml version="1.0"?>\n<!-- made by hand -->\n<rss version="2.0"><channel></channel></rss>'
PAGE = b"<!DOCTYPE html><html><body><p>They met.</p></body></html>"
RECORDS = b'{"text": "They met."}\n'
PROSE = b"They met.\n"


def told(name: str, data: bytes, content_type: str | None = None, **options: bool) -> str:
    url = name if name.startswith("http") else None
    raw = RawInput(name, RawInput.of(name, data).stream, data, url=url, content_type=content_type)
    return detect(raw, **options).name


@pytest.mark.parametrize(
    ("name", "data", "content_type", "expected"),
    [
        # by suffix
        ("a.txt", PROSE, None, "text"),
        ("a.HTML", PROSE, None, "html"),
        ("a.jsonl", PROSE, None, "jsonl"),
        ("a.rss", PROSE, None, "rss"),
        ("a.xml", FEED, None, "rss"),
        ("a.xml", PAGE, None, "html"),
        ("a.txt", b"{} is how it begins", None, "text"),
        # by content type, before the suffix
        ("https://p.example/a.txt", PAGE, "text/html", "html"),
        ("https://p.example/feed", FEED, "application/rss+xml", "rss"),
        ("https://p.example/a", RECORDS, "application/x-ndjson", "jsonl"),
        # types that say too little
        ("https://p.example/feed", FEED, "text/html", "rss"),
        ("https://p.example/feed", FEED, "text/xml", "rss"),
        ("https://p.example/a.jsonl", RECORDS, "text/plain", "jsonl"),
        ("https://p.example/a", PROSE, "text/plain", "text"),
        # by the beginning
        ("-", FEED, None, "rss"),
        ("-", b"\xef\xbb\xbf" + FEED, None, "rss"),
        ("-", b'<feed xmlns="http://www.w3.org/2005/Atom">', None, "rss"),
        ("-", PAGE, None, "html"),
        ("-", b"<p>They met.</p>", None, "html"),
        ("-", RECORDS, None, "jsonl"),
        ("-", PROSE, None, "text"),
        ("https://p.example/a", PAGE, "application/octet-stream", "html"),
    ],
)
def test_the_format_is_told(name, data, content_type, expected):
    assert told(name, data, content_type) == expected


@pytest.mark.parametrize("data", [b"\x00\x01\x02", b""])
def test_what_is_no_format_is_an_error(data):
    with pytest.raises(InputError, match=r"unknown format \(\.bin\)"):
        told("a.bin", data)


def test_in_a_folder_not_everything_is_an_article():
    with pytest.raises(InputError, match="unknown format"):
        told("README", PROSE, anything=False)
    assert told("records", RECORDS, anything=False) == "jsonl"


def test_formats_have_names_of_their_own_and_suffixes_that_do_not_clash():
    assert len(set(format_names())) == len(SOURCES)
    suffixes = [suffix for source in SOURCES for suffix in source.suffixes]
    assert len(set(suffixes)) == len(suffixes)
    assert all(suffix.startswith(".") and suffix.islower() for suffix in suffixes)


def test_an_unknown_name_is_answered_with_the_known_ones():
    with pytest.raises(UnknownName, match=r"'pdf'.*auto, jsonl, rss, html, text"):
        get_source("pdf")
    with pytest.raises(UnknownName, match="no extractor is called 'oracle'"):
        get_extractor("oracle")


def test_the_shipped_extractor_is_registered():
    assert "frames" in extractor_names()
