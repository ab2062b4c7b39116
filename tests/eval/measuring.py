"""What the sets of the quality gate share: their data, the extractor's answers, the figures.

The annotated sets read each article by itself; sets that record what happened, whichever article
tells of it, read all their articles together. Either way there is no store in between: extraction,
claims, canonical events, event records. The project's own sets are always there; the shared ones
only where their data lie beside the checkout, in ``../shared/data``.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from scoring import Outcome, Record, Share

from diplograph.graph.iris import DEFAULT_BASE, Minter
from diplograph.graph.model import Article, Extraction
from diplograph.graph.records import event_record
from diplograph.graph.resolution.derive import derive
from diplograph.graph.resolution.stored import told_by
from diplograph.loaders.registry import Extractor, get_extractor

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
SHARED = ROOT.parent / "shared" / "data"
# The extractor whose figures have floors.
BUNDLED = "frames"


@dataclass
class Measured:
    """One measured set: its figures by name and, where it is annotated, the outcomes behind them.

    ``size`` counts what was read. ``shares`` has the counts behind those figures that are shares;
    ``notes`` the errors of a set that has no annotated events.
    """

    name: str
    size: int
    values: dict[str, float]
    shares: dict[str, Share] = field(default_factory=dict)
    outcomes: list[Outcome] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


def of_shares(name: str, size: int, shares: dict[str, Share], notes: Iterable[str]) -> Measured:
    """A set all of whose figures are shares."""
    values: dict[str, float] = {key: share.value for key, share in shares.items()}
    return Measured(name, size, values, shares, notes=list(notes))


@lru_cache(maxsize=4)
def extractor_named(name: str) -> Extractor:
    """The registered extractor of a name, made once."""
    return get_extractor(name)


def records_of(articles: Sequence[Article], extractor: str = BUNDLED) -> Iterator[list[Record]]:
    """The event records of each article by itself."""
    minter = Minter(DEFAULT_BASE)
    for extraction in extractor_named(extractor).extract_many(articles):
        yield [event_record(event) for event in derive(told_by([extraction], minter)).events]


def records_by_article(
    articles: Sequence[Article], extractor: str = BUNDLED
) -> dict[str, list[Record]]:
    """The event records that all articles give together, under the URL of each that tells them."""
    return under_urls(records_together(extractor_named(extractor).extract_many(articles)))


def records_together(read: Iterable[Extraction]) -> list[Record]:
    """The event records that extractions give together."""
    return [event_record(each) for each in derive(told_by(read, Minter(DEFAULT_BASE))).events]


def under_urls(records: Iterable[Record]) -> dict[str, list[Record]]:
    """The records under the URL of each article that tells them."""
    found: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        for url in urls_of(record):
            found[url].append(record)
    return found


def urls_of(record: Record) -> set[str]:
    """The articles that tell an event, by URL, copies of one text too."""
    return {
        told["url"] or told["article"]
        for each in record["evidence"]
        for told in (each, *each.get("copies", ()))
    }


def read_lines(path: Path) -> list[dict[str, Any]]:
    """The rows of a JSON Lines file."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def in_words(word: str, where: str, record: Record) -> str:
    """One line that tells a record: its type, day and participants."""
    names = ", ".join(each["name"] for each in record["participants"])
    return f"{word} {where} {record['type']} {record['start']}: {names}"
