"""Toponyms of the GeoVirus corpus: how many are found, and how many of these are put right.

A toponym is found when a place overlaps it that is a town with coordinates, a region or a country.
A town is put right when it lies within 161 km (100 miles, the customary bound) of the annotated
point. A country or region is no point, and neither has coordinates here: it is put right when the
annotated point is of its polity, that is, when one of the polity's towns lies within that distance
of the point or the town nearest to the point is one of them. ("Lyon, France" is one place; its
second name counts as a country.) ``towns_resolved`` is the share right of the towns alone.

The last two figures look at the extraction's mentions instead of the place finder: ``mentioned`` is
the share of all toponyms that a place or polity overlaps, ``mentions_resolved`` of those that a
place with coordinates overlaps the share within 161 km, whatever it is.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from measuring import BUNDLED, SHARED, Measured, extractor_named, of_shares, read_lines
from scoring import Share, fold

from diplograph.graph.authority import load_authority
from diplograph.graph.model import Article, Extraction, Mention, MentionKind
from diplograph.loaders.extraction.document import Document
from diplograph.loaders.extraction.lexicon import load_lexicon
from diplograph.loaders.extraction.places import PlaceMention

ARTICLES = SHARED / "geovirus" / "articles.jsonl"
NEAR_KM = 161.0
_EARTH_KM = 6371.0

_FIGURES = ("found", "resolved", "towns_resolved", "mentioned", "mentions_resolved")

Point = tuple[float, float]


def distance(one: Point, other: Point) -> float:
    """Kilometres between two points given as degrees of latitude and longitude.

    >>> round(distance((48.86, 2.35), (51.51, -0.13)))
    343
    """
    (a, b), (c, d) = ((math.radians(x) for x in point) for point in (one, other))
    half = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 2 * _EARTH_KM * math.asin(math.sqrt(half))


@lru_cache(maxsize=4096)
def _towns_around(point: Point) -> tuple[frozenset[str], str | None]:
    """The polities with a town near a point, and the one of the nearest town."""
    away = [
        (distance(point, (city.latitude, city.longitude)), city.country)
        for city in load_authority().cities
    ]
    near = frozenset(country for km, country in away if country and km <= NEAR_KM)
    return near, min(away, key=lambda each: each[0])[1]


def is_right(place: PlaceMention, name: str, point: Point) -> bool:
    """Whether a place that was found is the annotated one of a name."""
    if place.city is not None and _is_town(place, name):
        return distance(point, (place.city.latitude, place.city.longitude)) <= NEAR_KM
    near, nearest = _towns_around(point)
    return place.code in near or place.code == nearest


def _is_town(place: PlaceMention, name: str) -> bool:
    """Whether a name is that of the town in a place: the first word of "Lyon, France" is."""
    if place.city is None:
        return False
    names = (place.name, place.city.name, *place.city.alternates)
    return fold(name) in map(fold, names)


def _places(document: Document) -> Iterator[tuple[int, int, PlaceMention]]:
    for sentence in document.sentences:
        for place in sentence.places:
            if not place.is_city or place.city is not None:
                yield *document.offsets(place.start, place.end), place


def _mentions_at(extraction: Extraction, span: tuple[int, int]) -> Iterator[Mention]:
    for mention in extraction.mentions:
        if mention.kind in {MentionKind.PLACE, MentionKind.POLITY}:
            if _overlap((mention.quote.start, mention.quote.end), span):
                yield mention


def _point_of(mention: Mention) -> Point | None:
    place = mention.place
    if place is None or place.latitude is None or place.longitude is None:
        return None
    return place.latitude, place.longitude


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _articles(rows: Sequence[dict[str, Any]]) -> list[Article]:
    return [Article(row["text"], f"{row['source']}#{i}") for i, row in enumerate(rows)]


@lru_cache(maxsize=4)
def geovirus_sets(extractor: str = BUNDLED) -> tuple[Measured, ...]:
    """Toponyms found by the place finder, and of these the share within 161 km."""
    rows = read_lines(ARTICLES)
    articles = _articles(rows)
    shares = {name: Share() for name in _FIGURES}
    notes: list[str] = []
    extractions = extractor_named(extractor).extract_many(articles)
    for row, article, extraction in zip(rows, articles, extractions, strict=True):
        places = list(_places(Document(article, load_lexicon())))
        for gold in row["locations"]:
            span = int(gold["start"]), int(gold["end"])
            point = float(gold["lat"]), float(gold["lon"])
            here = [place for start, end, place in places if _overlap((start, end), span)]
            right = any(is_right(place, gold["name"], point) for place in here)
            shares["found"].add(bool(here))
            mentions = list(_mentions_at(extraction, span))
            shares["mentioned"].add(bool(mentions))
            points = [at for mention in mentions if (at := _point_of(mention)) is not None]
            if points:
                near = any(distance(at, point) <= NEAR_KM for at in points)
                shares["mentions_resolved"].add(near)
            if here:
                shares["resolved"].add(right)
            if any(_is_town(place, gold["name"]) for place in here):
                shares["towns_resolved"].add(right)
            if not right:
                around = row["text"][max(0, span[0] - 60) : span[1] + 60].replace("\n", " ")
                head = "WRONG" if here else "NOT FOUND"
                notes.append(f"{head} {gold['name']} {point}: {[_told(place) for place in here]}")
                notes.append(f"      | {around}")
    return (of_shares("geovirus", len(rows), shares, notes),)


def _told(place: PlaceMention) -> str:
    where = (place.city.latitude, place.city.longitude) if place.city else "no point"
    return f"{place.name} {place.code} {where}"
