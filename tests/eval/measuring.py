"""The sets of the quality gate, and what the extractor answers on them.

Each article is read by itself: extraction, claims, canonical events, event records, with no store
in between. The project's own sets are always there; the shared ones only where their data lie
beside the checkout, in ``../shared/data``.
"""

from __future__ import annotations

import datetime as dt
import html
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

from scoring import (
    FAMILY,
    Figures,
    GoldArticle,
    Outcome,
    Record,
    Share,
    compare,
    persons_and_sides,
)
from scoring import surname as surname_of

from diplograph.graph.iris import Minter
from diplograph.graph.model import Article
from diplograph.graph.records import event_record
from diplograph.graph.resolution.derive import derive
from diplograph.graph.resolution.stored import told_by
from diplograph.loaders.extraction.pipeline import FrameExtractor
from diplograph.loaders.inputs import read_articles
from diplograph.loaders.sources.base import Rejection

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
OWN = HERE / "gold"
SHARED = ROOT.parent / "shared" / "data"
PRESS = SHARED / "press_dev"
RELEASES = SHARED / "state_press" / "releases_2021.jsonl"
# Ordinary releases are shorter; longer ones are transcripts that tell of many events.
SHORT = 3000


@dataclass
class Measured:
    """One measured set: its figures by name and, where it is annotated, the outcomes behind them.

    ``shares`` has the counts behind those figures that are shares of the events found; ``notes``
    the errors of a set that has titles and no annotation.
    """

    name: str
    size: int
    values: dict[str, float]
    shares: dict[str, Share] = field(default_factory=dict)
    outcomes: list[Outcome] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


@lru_cache(maxsize=1)
def _extractor() -> FrameExtractor:
    return FrameExtractor()


def records_of(articles: Sequence[Article]) -> Iterator[list[Record]]:
    """The event records of each article by itself."""
    extractor = _extractor()
    minter = Minter(extractor.minter.base)
    for extraction in extractor.extract_many(articles):
        yield [event_record(event) for event in derive(told_by([extraction], minter)).events]


def _lines(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def _gold(path: Path) -> list[GoldArticle]:
    return cast("list[GoldArticle]", _lines(path))


def _article(row: dict[str, Any]) -> Article:
    published = row.get("published")
    return Article(
        row["text"],
        row["url"],
        row["title"],
        dt.date.fromisoformat(published) if published else None,
        row.get("outlet"),
    )


def measure(name: str, gold: Sequence[GoldArticle], articles: Sequence[Article]) -> Measured:
    """Compare what the extractor answers on the articles with their annotation."""
    figures = Figures()
    result = Measured(name, len(gold), {})
    for row, article, records in zip(gold, articles, records_of(articles), strict=True):
        result.outcomes.append(compare(row, records, figures))
        result.texts[row["id"]] = f"{article.title or ''}\n{article.text}"
    result.values, result.shares = figures.values(), figures.shares()
    return result


def part(name: str, whole: Measured, outcomes: Sequence[Outcome]) -> Measured:
    """The figures of some of the outcomes of a measured set."""
    figures = Figures()
    for outcome in outcomes:
        compare(outcome.article, outcome.records, figures)
    return Measured(
        name, len(outcomes), figures.values(), figures.shares(), list(outcomes), whole.texts
    )


@lru_cache(maxsize=1)
def own_sets() -> tuple[Measured, ...]:
    """The bundled example articles and the articles kept for the report."""
    gold = _gold(OWN / "gold.jsonl")
    splits = {row["id"]: row["split"] for row in _lines(OWN / "gold.jsonl")}
    examples = [row for row in gold if splits[row["id"]] == "dev"]
    kept = [row for row in gold if splits[row["id"]] == "report"]
    bundled: dict[str | None, Article] = {}
    for each in read_articles([ROOT / "examples" / "articles"]):
        assert not isinstance(each, Rejection), each
        bundled[each.url or each.title] = each
    written = {row["url"]: _article(row) for row in _lines(OWN / "articles.jsonl")}
    return (
        measure("examples", examples, [bundled[row["url"] or row["title"]] for row in examples]),
        measure("report", kept, [written[row["url"]] for row in kept]),
    )


@lru_cache(maxsize=1)
def press_sets() -> tuple[Measured, ...]:
    """The shared annotated press articles: all, and each half."""
    gold = _gold(PRESS / "gold.jsonl")
    rows = {row["id"]: row for row in _lines(PRESS / "articles.jsonl")}
    whole = measure("press_dev", gold, [_article(rows[row["id"]]) for row in gold])
    half = len(gold) // 2
    return (
        whole,
        part("press_dev_first_half", whole, whole.outcomes[:half]),
        part("press_dev_second_half", whole, whole.outcomes[half:]),
    )


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
    for row in _lines(RELEASES):
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


@lru_cache(maxsize=1)
def state_sets() -> tuple[Measured, ...]:
    """Releases of a ministry: what their titles say, withheld, against what the bodies give."""
    releases = _releases()
    outlet = "U.S. Department of State"
    articles = [Article(r.text, r.url, None, r.published, outlet) for r in releases]
    titled = [release for release in releases if release.wanted]
    result = Measured("state", len(titled), {})
    counts = dict.fromkeys(("type", "both", "both_dated", "greeting_events"), 0)
    for release, records in zip(releases, records_of(articles), strict=True):
        if release.wanted is None:
            claimed = [record for record in records if _claims_a_day(record, release)]
            counts["greeting_events"] += len(claimed)
            result.notes += [_told("EXTRA", release.url, record) for record in claimed]
            continue
        family, *surnames = release.wanted
        alike = [record for record in records if FAMILY.get(record["type"]) == family]
        both = [r for r in alike if set(surnames) <= persons_and_sides(r["participants"])[0]]
        day = release.published.date()
        days = {day.isoformat(), (day - dt.timedelta(days=1)).isoformat()}
        counts["type"] += bool(alike)
        counts["both"] += bool(both)
        counts["both_dated"] += any(record["start"] in days for record in both)
        if not both:
            result.notes.append(f"MISS  {release.url} {' '.join(release.wanted)}")
            result.notes += [_told("  got", release.url, record) for record in records]
    result.values = {
        name: count if name == "greeting_events" else count / len(titled)
        for name, count in counts.items()
    }
    return (result,)


def _told(word: str, url: str, record: Record) -> str:
    names = ", ".join(each["name"] for each in record["participants"])
    return f"{word} {url} {record['type']} {record['start']}: {names}"


def all_sets() -> list[Measured]:
    """Every set whose data are there."""
    sets = [*own_sets()]
    if PRESS.is_dir():
        sets += press_sets()
    if RELEASES.is_file():
        sets += state_sets()
    return sets
