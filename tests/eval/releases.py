"""Releases of a ministry: what their titles say, and where historians have its head at the time."""

from __future__ import annotations

import datetime as dt
import html
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from email.utils import parsedate_to_datetime
from functools import lru_cache
from typing import Any

from keeping import kept_extractions
from measuring import (
    BUNDLED,
    SHARED,
    Measured,
    in_words,
    of_shares,
    read_lines,
    records_of,
    records_together,
)
from scoring import FAMILY, Record, Share, fold, persons_and_sides
from scoring import surname as surname_of

from diplograph.graph.model import Article, Extraction
from diplograph.loaders.inputs import read_articles
from diplograph.loaders.sources.base import Rejection

RELEASES = SHARED / "state_press" / "releases_2021.jsonl"
TRAVELS = SHARED / "historyatstate" / "travels_to_2021.jsonl"
OUTLET = "U.S. Department of State"
# Ordinary releases are shorter; longer ones are transcripts that tell of many events.
SHORT = 3000

# -- releases whose withheld titles tell the event -------------------------------------------------

_TITLE = re.compile(
    r"^(?:The )?(?P<one>.*?)[’']s? (?P<kind>Call|Meeting|Virtual Meeting|Video Call)s? "
    r"[Ww]ith (?P<rest>.*)$"
)
_SEVERAL = re.compile(
    r"Counterparts?|Representatives|Members|Leaders|Ministers$|Group|Alumni|Women|Families"
    r"|Officials|Society"
)
_GREETING = re.compile(r"National Day|Independence Day|Anniversary|Constitution Day")


@dataclass(frozen=True)
class _Release:
    """A release; ``wanted`` is family and two surnames by its title, None for a greeting."""

    url: str
    text: str
    published: dt.datetime
    wanted: tuple[str, str, str] | None


def _plain(markup: str) -> str:
    broken = re.sub(r"</p>|<br ?/?>", "\n", markup)
    text = html.unescape(re.sub(r"<[^>]+>", " ", broken))
    return re.sub(r"[ \t]+", " ", text).strip()


def _wanted(title: str) -> tuple[str, str, str] | None:
    match = _TITLE.match(title.strip())
    if match is None or _SEVERAL.search(match["rest"]):
        return None
    other = re.split(r"[,;(]| and | to | on | in ", match["rest"])[0].strip().split()
    if len(other) < 2 or not other[-1][0].isupper():
        return None
    family = "call" if "Call" in match["kind"] else "meeting"
    return family, surname_of(match["one"]), surname_of(" ".join(other))


def _releases() -> list[_Release]:
    chosen: dict[str, _Release] = {}
    for row in read_lines(RELEASES):
        text = _plain(row["content_encoded"])
        wanted = _wanted(row["title"])
        if len(text) < SHORT and (wanted or _GREETING.search(row["title"])):
            published = parsedate_to_datetime(row["pubDate"])
            chosen[row["link"]] = _Release(row["link"], text, published, wanted)
    return list(chosen.values())


def _claims_a_day(record: Record, release: _Release) -> bool:
    """Whether a record tells of an event as having taken place on a day of about the release."""
    if record["status"] != "occurred" or record["type"] not in FAMILY:
        return False
    if record["precision"] != "day":
        return False
    year = str(record["start"] or "")[:4]
    return not year or year in release.url or year in {"2021", "2022"}


@lru_cache(maxsize=4)
def state_sets(extractor: str = BUNDLED) -> tuple[Measured, ...]:
    """Releases of a ministry: what their titles say, withheld, against what the bodies give."""
    releases = _releases()
    articles = [Article(r.text, r.url, None, r.published, OUTLET) for r in releases]
    titled = [release for release in releases if release.wanted]
    shares = {name: Share() for name in ("type", "both", "both_dated")}
    greeting_events = 0
    notes: list[str] = []
    for release, records in zip(releases, records_of(articles, extractor), strict=True):
        if release.wanted is None:
            claimed = [record for record in records if _claims_a_day(record, release)]
            greeting_events += len(claimed)
            notes += [in_words("EXTRA", release.url, record) for record in claimed]
            continue
        family, *surnames = release.wanted
        alike = [record for record in records if FAMILY.get(record["type"]) == family]
        both = [r for r in alike if set(surnames) <= persons_and_sides(r["participants"])[0]]
        day = release.published.date()
        days = {day.isoformat(), (day - dt.timedelta(days=1)).isoformat()}
        shares["type"].add(bool(alike))
        shares["both"].add(bool(both))
        shares["both_dated"].add(any(record["start"] in days for record in both))
        if not both:
            notes.append(f"MISS  {release.url} {' '.join(release.wanted)}")
            notes += [in_words("  got", release.url, record) for record in records]
    result = of_shares("state", len(titled), shares, notes)
    result.values["greeting_events"] = greeting_events
    return (result,)


# -- trips that historians recorded ----------------------------------------------------------------

_MET = re.compile(
    r"(?:President|Prime Minister|Foreign Minister|Minister|King|Premier|Chancellor"
    r"|Secretary|Secretary General|Emir|Chairman|Chairperson|Crown Prince)\s+"
    r"((?:[A-Z][\w’'\-]+\s*)+)"
)
_DAY = dt.timedelta(days=1)


def _with_titles() -> list[Article]:
    """All releases as they are loaded, with their outlet."""
    found = []
    for each in read_articles([RELEASES]):
        assert not isinstance(each, Rejection), each
        found.append(replace(each, outlet=OUTLET))
    return found


def extractions_of_releases(extractor: str = BUNDLED) -> tuple[Extraction, ...]:
    """What the extractor sees in each of the releases."""
    return kept_extractions("releases", _with_titles(), extractor)


def first_and_last_day(read: Iterable[Extraction]) -> tuple[dt.date, dt.date]:
    """The days of publication of the first and the last article."""
    days = [day for each in read if (day := each.article.published_on)]
    return min(days), max(days)


def _trips_within(first: dt.date, last: dt.date) -> Iterator[Mapping[str, Any]]:
    for row in read_lines(TRAVELS):
        if row["role"] == "secretary":
            if first <= dt.date.fromisoformat(row["start-date"]) <= last:
                yield row


def _during(trip: Mapping[str, Any], records: Sequence[Record]) -> list[Record]:
    """The records of a day of the trip, or of the one before or after it."""
    first = (dt.date.fromisoformat(trip["start-date"]) - _DAY).isoformat()
    last = (dt.date.fromisoformat(trip["end-date"]) + _DAY).isoformat()
    return [r for r in records if len(r["start"] or "") == 10 and first <= r["start"] <= last]


@lru_cache(maxsize=4)
def trip_sets(extractor: str = BUNDLED) -> tuple[Measured, ...]:
    """Trips abroad in the time of the releases: is the traveller there, with whom did he meet?"""
    read = extractions_of_releases(extractor)
    records = records_together(read)
    shares = {"placed": Share(), "counterparts": Share()}
    notes: list[str] = []
    for trip in _trips_within(*first_and_last_day(read)):
        traveller = surname_of(trip["name"])
        where = {fold(place) for place in re.split(r"[,;]", trip["locale"] or "")}
        where.add(fold(trip["country"]))
        near = [
            record
            for record in _during(trip, records)
            if traveller in persons_and_sides(record["participants"])[0]
        ]
        head = f"{trip['start-date']} {trip['locale']}, {trip['country']}"
        here = any(fold(place["name"]) in where for r in near for place in r["places"])
        shares["placed"].add(here)
        if not here:
            notes.append(f"NOT PLACED {head}")
        met = [r for r in near if r["type"] in FAMILY]
        for name in map(surname_of, _MET.findall(trip["remarks"] or "")):
            found = any(name in persons_and_sides(r["participants"])[0] for r in met)
            shares["counterparts"].add(found)
            if not found:
                notes.append(f"NOT MET {name}, {head}: {trip['remarks']}")
    return (of_shares("trips", shares["placed"].of, shares, notes),)
