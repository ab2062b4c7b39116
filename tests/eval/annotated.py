"""The sets with annotated events: the project's own and the shared press articles."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

from measuring import BUNDLED, HERE, ROOT, SHARED, Measured, read_lines, records_of
from scoring import Figures, GoldArticle, Outcome, compare

from diplograph.graph.model import Article
from diplograph.loaders.inputs import read_articles
from diplograph.loaders.sources.base import Rejection

OWN = HERE / "gold"
OWN_SETS = ("examples", "written", "fresh", "later", "report", "blind", "unread")
PRESS = SHARED / "press_dev"


def _gold(path: Path) -> list[GoldArticle]:
    return cast("list[GoldArticle]", read_lines(path))


def _article(row: dict[str, Any]) -> Article:
    published = row.get("published")
    return Article(
        row["text"],
        row["url"],
        row["title"],
        dt.date.fromisoformat(published) if published else None,
        row.get("outlet"),
    )


def measure(
    name: str, gold: Sequence[GoldArticle], articles: Sequence[Article], extractor: str
) -> Measured:
    """Compare what an extractor answers on the articles with their annotation."""
    figures = Figures()
    result = Measured(name, len(gold), {})
    answers = records_of(articles, extractor)
    for row, article, records in zip(gold, articles, answers, strict=True):
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


@lru_cache(maxsize=4)
def own_sets(extractor: str = BUNDLED) -> tuple[Measured, ...]:
    """The bundled example articles, those to tune on, and those kept for the report."""
    gold = _gold(OWN / "gold.jsonl")
    splits = {row["id"]: row["split"] for row in read_lines(OWN / "gold.jsonl")}
    examples = [row for row in gold if splits[row["id"]] == "dev"]
    bundled: dict[str | None, Article] = {}
    for each in read_articles([ROOT / "examples" / "articles"]):
        assert not isinstance(each, Rejection), each
        bundled[each.url or each.title] = each
    written = {row["url"]: _article(row) for row in read_lines(OWN / "articles.jsonl")}
    shown = [bundled[row["url"] or row["title"]] for row in examples]
    sets = [measure("examples", examples, shown, extractor)]
    for name in OWN_SETS[1:]:
        kept = [row for row in gold if splits[row["id"]] == name]
        sets.append(measure(name, kept, [written[row["url"]] for row in kept], extractor))
    return tuple(sets)


@lru_cache(maxsize=4)
def press_sets(extractor: str = BUNDLED) -> tuple[Measured, ...]:
    """The shared annotated press articles: all, and each half."""
    gold = _gold(PRESS / "gold.jsonl")
    rows = {row["id"]: row for row in read_lines(PRESS / "articles.jsonl")}
    whole = measure("press_dev", gold, [_article(rows[row["id"]]) for row in gold], extractor)
    half = len(gold) // 2
    return (
        whole,
        part("press_dev_first_half", whole, whole.outcomes[:half]),
        part("press_dev_second_half", whole, whole.outcomes[half:]),
    )
