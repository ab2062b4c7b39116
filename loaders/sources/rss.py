"""Feeds: RSS and Atom through feedparser, one item, one article."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin

import feedparser  # type: ignore[import-untyped]

from diplograph.graph.errors import InputError, InvalidDate
from diplograph.graph.model import Article
from diplograph.loaders.encoding import clean, declared_encoding, decode, unify_newlines
from diplograph.loaders.published import parse_published
from diplograph.loaders.sources.base import MAX_FEED_BYTES, RawInput, Rejection, Source
from diplograph.loaders.sources.fragments import fragment_to_text

_ROOT = re.compile(
    rb"^(?:\xef\xbb\xbf)?\s*(?:<\?[^>]*>\s*|<!--.*?-->\s*|<!DOCTYPE[^>\[]*(?:\[[^\]]*\]\s*)?>\s*)*"
    rb"<(?:rss|(?:\w+:)?feed|rdf:RDF|channel)[\s>]",
    re.IGNORECASE | re.DOTALL,
)
_PLAIN = "text/plain"
# Declared entities can grow a small feed to a hundred times its size before the parser objects.
# Those that feeds need, such as &nbsp;, are known without.
_ENTITY = re.compile(r"<!ENTITY\s[^>]*>")


def read(raw: RawInput) -> Iterator[Article | Rejection]:
    """Read the items of a feed, however broken its XML.

    An item's text is its full content, else its summary. The same item twice (same guid and link)
    is set aside the second time. Raises :class:`~diplograph.graph.errors.InputError` when no item
    can be found.

    >>> item = "<item><description>&lt;p&gt;They met.</description></item>"
    >>> feed = f"<rss><channel><title>Wire</title>{item}</channel></rss>".encode()
    >>> [(article.outlet, article.text) for article in read(RawInput.of("a.rss", feed))]
    [('Wire', 'They met.')]
    """
    data = raw.read(MAX_FEED_BYTES)
    text = decode(data, raw.charset, declared_encoding(data))
    text = _ENTITY.sub("", text)
    # Decoded here and handed over as UTF-8, so that one rule holds for all formats. A stream, since
    # feedparser takes a string for an address or a file name. Sanitising would drop elements, and
    # with them words, that the conversion to text keeps.
    parsed = feedparser.parse(
        io.BytesIO(text.encode()),
        response_headers={"content-type": "application/xml; charset=utf-8"},
        sanitize_html=False,
        resolve_relative_uris=False,
    )
    if not parsed.entries:
        problem = parsed.get("bozo_exception")
        raise InputError(f"a feed without items{f' ({problem})' if problem else ''}")
    seen: dict[tuple[str, str], int] = {}
    for number, entry in enumerate(parsed.entries, start=1):
        item = f"item {number}"
        if guid := entry.get("id"):
            first = seen.setdefault((guid, entry.get("link", "")), number)
            if first != number:
                yield raw.reject(f"the same as item {first} (guid {guid})", item)
                continue
        try:
            yield _article(raw, parsed.feed, entry)
        except (InputError, InvalidDate) as error:
            yield raw.reject(str(error), f"{item} ({entry['link']})" if "link" in entry else item)


def _article(raw: RawInput, feed: Any, entry: Any) -> Article:
    text = _body(entry)
    if not text:
        raise InputError("no text: neither content nor a summary")
    published = _published(entry)
    return Article(
        text=text,
        url=_link(raw, feed, entry),
        title=_plain(entry, "title"),
        published=parse_published(published) if published else raw.published,
        outlet=_plain(entry.get("source") or {}, "title") or _plain(feed, "title"),
        author=_author(entry) or None,
        language=_language(entry, feed),
        retrieved=raw.retrieved,
    )


def _body(entry: Any) -> str:
    """The full content, else the summary; the longest where a feed gives several contents."""
    contents = [_as_text(part) for part in entry.get("content", ())]
    full = max(contents, key=len, default="")
    return full or _as_text(entry.get("summary_detail") or {})


def _as_text(part: Any) -> str:
    value = clean(part.get("value") or "")
    if part.get("type") == _PLAIN:
        return unify_newlines(value).strip()
    return fragment_to_text(value)


def _plain(holder: Any, name: str) -> str | None:
    """A title on one line, without markup."""
    detail = holder.get(f"{name}_detail") or {"value": holder.get(name)}
    return " ".join(_as_text(detail).split()) or None


def _published(entry: Any) -> str:
    # The raw strings: feedparser's own tuples are in UTC and lose the source's zone. Asked by
    # ``in``, since feedparser passes ``published`` off as ``updated`` where that is missing.
    for name in ("published", "updated", "created"):
        if name in entry and entry[name].strip():
            return str(entry[name]).strip()
    return ""


def _link(raw: RawInput, feed: Any, entry: Any) -> str | None:
    base = feed.get("link") or raw.url or ""
    for given in (entry.get("link"), entry.get("id")):
        try:
            link = urljoin(base, given.strip()) if given else ""
        except ValueError:  # a malformed address, such as a bracket without its pair
            continue
        # A relative link without a base would be the same in every other feed.
        if link.startswith(("http://", "https://")):
            return clean(link)
    return None


def _author(entry: Any) -> str:
    names = [author.get("name", "").strip() for author in entry.get("authors", ())]
    return clean(", ".join(dict.fromkeys(name for name in names if name)))


def _language(entry: Any, feed: Any) -> str | None:
    spoken = [part.get("language") for part in entry.get("content", ())]
    spoken += [entry.get("language"), feed.get("language")]
    return next((language for language in spoken if language), None)


def sniff(head: bytes) -> float:
    """The root element of a feed."""
    return 0.95 if _ROOT.search(head) else 0.0


SOURCE = Source(
    "rss",
    (".rss", ".atom", ".rdf", ".xml"),
    ("application/rss+xml", "application/atom+xml", "application/rdf+xml"),
    sniff,
    read,
)
