"""JSON Lines: one article record a line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from diplograph.graph.errors import InputError, InvalidDate
from diplograph.graph.model import Article
from diplograph.loaders.encoding import clean, decode
from diplograph.loaders.published import parse_published
from diplograph.loaders.sources.base import MAX_ARTICLE_BYTES, RawInput, Rejection, Source
from diplograph.loaders.sources.fragments import fragment_to_text

_RECORD = re.compile(rb'^(?:\xef\xbb\xbf)?\s*\{\s*"')


def read(raw: RawInput) -> Iterator[Article | Rejection]:
    """Read article records; a line that is none is set aside and the rest goes on.

    ``text`` is stored exactly as given (NUL and lone surrogates become U+FFFD); ``html`` is turned
    into text where there is no ``text``. A field that is missing is taken from an item of a feed
    saved as JSON (``link``, ``pubDate``, ``creator``, ``content_encoded``); others are ignored.

    >>> line = b'{"url": "https://press.example/1", "text": "Leaders met."}'
    >>> [article.key for article in read(RawInput.of("a.jsonl", line))]
    ['https://press.example/1']
    """
    empty = True
    for number, line in raw.lines(MAX_ARTICLE_BYTES):
        if line is not None and not line.strip():
            continue
        empty = False
        try:
            yield _article(raw, line)
        except (InputError, InvalidDate) as error:
            yield raw.reject(str(error), f"line {number}")
    if empty:
        yield raw.reject("empty: no record in it")


def _article(raw: RawInput, line: bytes | None) -> Article:
    if line is None:
        raise InputError(f"longer than {MAX_ARTICLE_BYTES // 1024 // 1024} MiB")
    try:
        record = json.loads(decode(line.strip(), raw.charset))
    except json.JSONDecodeError as error:
        raise InputError(f"broken JSON: {error.msg} at column {error.colno}") from error
    except (RecursionError, ValueError) as error:  # nested too deep; a number of too many digits
        raise InputError(f"broken JSON: {error}") from error
    if not isinstance(record, dict):
        raise InputError("not an article record: a JSON object is needed")
    fields = {name: _field(record, name) for name in _FIELDS}
    text = fields["text"]
    if text is None and (markup := fields["html"]):
        text = fragment_to_text(markup)
    if not text or not text.strip():
        raise InputError('no text: "text" or "html" is needed')
    published = (fields["published"] or "").strip()
    return Article(
        text=text,
        url=_stripped(fields["url"]),
        title=" ".join((fields["title"] or "").split()) or None,
        published=parse_published(published) if published else raw.published,
        outlet=_stripped(fields["outlet"]),
        author=_stripped(fields["author"]),
        language=_stripped(fields["language"]),
        retrieved=raw.retrieved,
    )


_FIELDS = ("url", "title", "published", "text", "html", "outlet", "author", "language")


# What archives of feeds write when they save an RSS item as JSON, under the names that RSS has.
_IN_A_FEED = {
    "url": ("link",),
    "published": ("pubDate",),
    "author": ("creator", "dc:creator"),
    "html": ("content_encoded", "content:encoded"),
}


def _field(record: dict[str, object], name: str) -> str | None:
    value = record.get(name)
    if value is None:
        # Of another type it is no such item, and then a field of some other name.
        named = (record.get(other) for other in _IN_A_FEED.get(name, ()))
        value = next((given for given in named if isinstance(given, str)), None)
    if value is None:
        return None
    if not isinstance(value, str):
        raise InputError(f'"{name}" must be a string, not {json.dumps(value)[:40]}')
    # An empty text stands for none, so that "html" is read instead.
    return clean(value) if value.strip() else None


def _stripped(value: str | None) -> str | None:
    return value.strip() or None if value else None


def sniff(head: bytes) -> float:
    """A first line that opens an object."""
    return 0.9 if _RECORD.search(head) else 0.0


SOURCE = Source(
    "jsonl",
    (".jsonl", ".ndjson", ".jl"),
    (
        "application/jsonl",
        "application/x-ndjson",
        "application/x-jsonlines",
        "application/jsonlines",
    ),
    sniff,
    read,
)
