"""A web page: one page, one article, its main text found by trafilatura."""

from __future__ import annotations

import re
from collections.abc import Iterator

import trafilatura
from lxml import etree

from diplograph.graph.model import Article
from diplograph.loaders.encoding import clean, declared_encoding, decode
from diplograph.loaders.sources.base import MAX_ARTICLE_BYTES, RawInput, Rejection, Source
from diplograph.loaders.sources.fragments import parse_html, tree_to_text
from diplograph.loaders.sources.metadata import page_metadata

_BEGIN = re.compile(
    rb"^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b",
    re.IGNORECASE | re.DOTALL,
)
_ELEMENTS = re.compile(rb"<(?:head|body|title|meta|article|main|p|div|h1)\b[^>]*>", re.IGNORECASE)


def read(raw: RawInput) -> Iterator[Article | Rejection]:
    """Read a page; its text has a blank line between paragraphs.

    >>> page = b"<title>Leaders Meet</title><body><p>The two leaders met in Moscow.</p></body>"
    >>> next(iter(read(RawInput.of("a.html", page)))).text
    'The two leaders met in Moscow.'
    """
    data = raw.read(MAX_ARTICLE_BYTES)
    markup = decode(data, raw.charset, declared_encoding(data))
    page = parse_html(markup)
    body = page.find(".//body") if page is not None else None
    if page is None or body is None or not tree_to_text(body):
        yield raw.reject("a page without a body")
        return
    # The metadata first: trafilatura takes the tree to pieces.
    metadata = page_metadata(page, raw.url)
    text = clean(_main_text(markup, body))
    if not text:
        yield raw.reject("no article text in the page")
        return
    yield Article(
        text=text,
        url=metadata.url,
        title=metadata.title,
        published=metadata.published or raw.published,
        outlet=metadata.outlet,
        author=metadata.author,
        language=metadata.language,
        retrieved=raw.retrieved,
    )


def _main_text(markup: str, body: etree._Element) -> str:
    document = trafilatura.bare_extraction(markup, include_comments=False)
    found = getattr(document, "body", None)
    if found is not None and (text := tree_to_text(found)):
        return text
    # A page of a sentence or two falls below every threshold for main content.
    for name in ("article", "main"):
        part = body.find(f".//{name}")
        if part is not None and (text := tree_to_text(part)):
            return text
    return tree_to_text(body)


def sniff(head: bytes) -> float:
    """A DOCTYPE or root element is sure, elements of a page are likely."""
    if _BEGIN.search(head):
        return 1.0
    return 0.5 if head.lstrip()[:1] == b"<" and _ELEMENTS.search(head) else 0.0


SOURCE = Source(
    "html", (".html", ".htm", ".xhtml"), ("text/html", "application/xhtml+xml"), sniff, read
)
