"""What a web page says of itself: JSON-LD, OpenGraph and other meta elements, ``<time>``.

Read before any guess, since only here stand exact times with their zone.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml import etree

from diplograph.graph.errors import InputError, InvalidDate
from diplograph.loaders.published import parse_published
from diplograph.loaders.sources.fragments import fragment_to_text, tree_to_text

_ARTICLE_TYPES = ("Article", "Posting", "Report", "WebPage")
_PUBLISHED_NAMES = (
    "article:published_time",
    "datepublished",
    "og:published_time",
    "parsely-pub-date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date",
    "pubdate",
    "publish-date",
    "date",
)
_TITLE_NAMES = ("og:title", "headline", "dc.title", "dcterms.title", "twitter:title")
_OUTLET_NAMES = ("og:site_name", "dc.publisher", "dcterms.publisher", "application-name")
_AUTHOR_NAMES = ("author", "article:author", "parsely-author", "dc.creator", "dcterms.creator")
_LANGUAGE_NAMES = ("og:locale", "dc.language", "dcterms.language", "content-language")


@dataclass(frozen=True, slots=True)
class PageMetadata:
    """Metadata of one page; None for what it does not say."""

    title: str | None = None
    published: dt.date | dt.datetime | None = None
    outlet: str | None = None
    author: str | None = None
    language: str | None = None
    url: str | None = None


def page_metadata(page: etree._Element, fetched: str | None = None) -> PageMetadata:
    """Read the metadata of a parsed page; ``fetched`` is the URL that it came from.

    Raises :class:`~diplograph.graph.errors.InputError` when the page states its publication only
    in a form that is no date.

    >>> from diplograph.loaders.sources.fragments import parse_html
    >>> page_metadata(parse_html('<title>Leaders Meet</title><body>They met.')).title
    'Leaders Meet'
    """
    meta = _meta(page)
    linked = list(_linked_data(page))
    return PageMetadata(
        title=_first(
            [_text(item.get("headline")) for item in linked],
            [meta.get(name) for name in _TITLE_NAMES],
            _only_heading(page),
            [_squeezed(page.findtext(".//title"))],
        ),
        published=_published(page, meta, linked),
        outlet=_first(
            [_names(item.get("publisher")) for item in linked],
            [meta.get(name) for name in _OUTLET_NAMES],
        ),
        author=_first(
            [_names(item.get("author")) for item in linked],
            [_no_url(meta.get(name)) for name in _AUTHOR_NAMES],
            [_squeezed(tree_to_text(found)) for found in _marked(page, "author")],
        ),
        language=_language(page, meta, linked),
        url=_canonical(page, meta, fetched),
    )


def _squeezed(text: str | None) -> str | None:
    return " ".join(text.split()) or None if text else None


def _first(*groups: list[str | None]) -> str | None:
    return next((value for group in groups for value in group if value), None)


def _meta(page: etree._Element) -> dict[str, str]:
    """Contents of the meta elements by their lower-case name, the first of each."""
    found: dict[str, str] = {}
    for element in page.iter("meta"):
        content = _squeezed(element.get("content"))
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            name = element.get(attribute)
            if name and content:
                found.setdefault(name.strip().lower(), content)
    return found


def _linked_data(page: etree._Element) -> Iterator[dict[str, Any]]:
    """The JSON-LD objects that describe an article or the page, articles first."""
    found: list[dict[str, Any]] = []
    for script in page.iter("script"):
        if (script.get("type") or "").partition(";")[0].strip().lower() != "application/ld+json":
            continue
        try:
            pending = [json.loads(script.text or "", strict=False)]
        except (ValueError, RecursionError):  # sites often write it broken; it is one of many hints
            continue
        while pending:
            node = pending.pop(0)
            if isinstance(node, list):
                pending = node + pending
            elif isinstance(node, dict):
                pending = [node["@graph"], *pending] if "@graph" in node else pending
                kinds = node.get("@type")
                names = [kinds] if isinstance(kinds, str) else kinds
                if isinstance(names, list) and any(
                    isinstance(name, str) and name.endswith(_ARTICLE_TYPES) for name in names
                ):
                    found.append(node)
    yield from sorted(found, key=lambda node: "WebPage" in str(node.get("@type")))


def _text(value: object) -> str | None:
    return _squeezed(fragment_to_text(value)) if isinstance(value, str) else None


def _names(value: object) -> str | None:
    """Names of a JSON-LD person or organisation, or of several."""
    if isinstance(value, list):
        names = [name for name in map(_names, value) if name]
        return ", ".join(dict.fromkeys(names)) or None
    if isinstance(value, dict):
        return _names(value.get("name"))
    return _no_url(_text(value))


def _no_url(value: str | None) -> str | None:
    return None if value is None or value.startswith(("http://", "https://")) else value


def _only_heading(page: etree._Element) -> list[str | None]:
    headings = [_squeezed(tree_to_text(found)) for found in page.iter("h1")]
    return headings if len(headings) == 1 else []


def _marked(page: etree._Element, name: str) -> Iterator[etree._Element]:
    for element in page.iter(etree.Element):
        if element.tag != "meta" and name in (element.get("itemprop") or "").split():
            yield element


def _published(
    page: etree._Element, meta: dict[str, str], linked: list[dict[str, Any]]
) -> dt.date | dt.datetime | None:
    stated = [value for item in linked if isinstance(value := item.get("datePublished"), str)]
    stated += [meta[name] for name in _PUBLISHED_NAMES if name in meta]
    stated += [
        element.get("datetime") or element.get("content") or tree_to_text(element)
        for element in _marked(page, "datePublished")
    ]
    # The date with a time and zone is worth more than a bare one that a page also gives.
    dates = [date for date in map(_date, stated) if date is not None]
    for date in dates:
        if isinstance(date, dt.datetime):
            return date
    if dates:
        return dates[0]
    if stated:
        raise InputError(f"published {stated[0][:60]!r} is not a date that is read")
    times = [_date(element.get("datetime") or "") for element in page.iter("time")]
    return next((time for time in times if time is not None), None)


def _date(text: str) -> dt.date | dt.datetime | None:
    try:
        return parse_published(text)
    except InvalidDate:
        return None


def _language(
    page: etree._Element, meta: dict[str, str], linked: list[dict[str, Any]]
) -> str | None:
    root = page.getroottree().getroot()
    language = _first(
        [root.get("lang"), root.get("{http://www.w3.org/XML/1998/namespace}lang")],
        [value for item in linked if isinstance(value := item.get("inLanguage"), str)],
        [meta.get(name) for name in _LANGUAGE_NAMES],
    )
    return language.strip().replace("_", "-") if language else None


def _canonical(page: etree._Element, meta: dict[str, str], fetched: str | None) -> str | None:
    """The page's own address for itself, where it can be believed; else where it came from.

    A site's front page given as canonical (a common fault) would make one article of many; another
    host's page given as canonical would let a page replace what another outlet wrote.
    """
    stated = [
        link.get("href")
        for link in page.iter("link")
        if "canonical" in (link.get("rel") or "").lower().split()
    ]
    for candidate in (*stated, meta.get("og:url")):
        if not candidate:
            continue
        try:
            url = urljoin(fetched or "", candidate.strip())
            parts = urlsplit(url)
            host = urlsplit(fetched).hostname if fetched else parts.hostname
        except ValueError:  # a malformed address, such as a bracket without its pair
            continue
        if parts.scheme not in ("http", "https") or not parts.hostname:
            continue
        if parts.path in ("", "/") and not parts.query:
            continue
        if parts.hostname.removeprefix("www.") == (host or "").removeprefix("www."):
            return url
    return fetched
