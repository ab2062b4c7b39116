"""Fits the weights of the confidence of claims on the articles the rules were made with.

Run ``python tests/eval/fit_confidence.py`` after the rules have changed; it writes
``loaders/extraction/data/confidence.json``. Ridge-penalised logistic regression by Newton's
method (iteratively reweighted least squares; Hastie, Tibshirani and Friedman 2009, section 4.4.1),
which is deterministic. Of the articles that the rules were made with nearly every event is right,
more than of others; so these tell what makes a reading doubtful, and the level (the intercept, one
number) is that of articles whose errors nobody has read. The set ``unread`` has no part in either:
``make eval`` shows on it how far the result can be trusted.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from annotated import own_sets, press_sets
from measuring import ROOT
from scoring import Record

from diplograph.graph.model import EventClaim
from diplograph.loaders.extraction.claims import ClaimBuilder
from diplograph.loaders.extraction.confidence import features
from diplograph.loaders.extraction.drafts import Draft

TARGET = ROOT / "loaders" / "extraction" / "data" / "confidence.json"
FITTED_ON = ("examples", "written", "fresh", "later", "press_dev")
LEVELLED_ON = ("report", "blind")
# Strong enough that a feature seen a handful of times says little.
RIDGE = 4.0
STEPS = 50
Row = tuple[dict[str, float], bool]
Key = tuple[str, str, frozenset[str], int]


def observed() -> Iterator[tuple[str, dict[str, float], bool]]:
    """The set and the features of every event found in the articles, and whether it is right."""
    seen: dict[Key, dict[str, float]] = {}
    build = ClaimBuilder._claim

    def remember(self: ClaimBuilder, draft: Draft, position: dict[int, int]) -> EventClaim:
        claim = build(self, draft, position)
        names = frozenset(each.actor.name for each in claim.participants)
        url = self.document.article.url or ""
        seen[url, claim.type.value, names, claim.evidence[0].start] = features(draft)
        return claim

    ClaimBuilder._claim = remember  # type: ignore[method-assign]
    try:
        sets = [*own_sets.__wrapped__(), *press_sets.__wrapped__()]
    finally:
        ClaimBuilder._claim = build  # type: ignore[method-assign]
    for measured in sets:
        for outcome in measured.outcomes:
            told = [(pair.record, True) for pair in outcome.pairs]
            told += [(record, False) for record in outcome.extra]
            for record, right in told:
                row = seen.get(_key(record))
                if row is not None:
                    yield measured.name, row, right


def _key(record: Record) -> Key:
    """What a record and the claim that it was made of have in common."""
    first = min(record["evidence"], key=lambda quote: quote["start"])
    names = frozenset(each["name"] for each in record["participants"])
    return first["url"], record["type"], names, first["start"]


def fit(rows: list[Row]) -> dict[str, float]:
    """The weights, the intercept among them, which alone is not penalised."""
    names = sorted({name for row, _ in rows for name in row})
    table = np.array([[1.0, *(row[name] for name in names)] for row, _ in rows])
    right = np.array([float(each) for _, each in rows])
    penalty = np.diag([0.0, *(RIDGE for _ in names)])
    weights = np.zeros(len(names) + 1)
    for _ in range(STEPS):
        likely = 1 / (1 + np.exp(-table @ weights))
        slope = table.T @ (right - likely) - penalty @ weights
        curve = (table * (likely * (1 - likely))[:, None]).T @ table + penalty
        weights = weights + np.linalg.solve(curve, slope)
    keys = ["intercept", *names]
    return {name: round(float(w), 3) for name, w in zip(keys, weights, strict=True)}


def level(rows: list[Row], weights: dict[str, float]) -> float:
    """The intercept with which as many events are right as the weights claim, by bisection."""
    scores = np.array([sum(weights[name] * row[name] for name in row) for row, _ in rows])
    right = sum(right for _, right in rows)
    least, most = -10.0, 10.0
    for _ in range(STEPS):
        middle = (least + most) / 2
        claimed = float(np.sum(1 / (1 + np.exp(-(scores + middle)))))
        least, most = (middle, most) if claimed < right else (least, middle)
    return round((least + most) / 2, 3)


def main() -> None:
    """Fit and write."""
    told = list(observed())
    rows = [(row, right) for name, row, right in told if name in FITTED_ON]
    others = [(row, right) for name, row, right in told if name in LEVELLED_ON]
    weights = fit(rows)
    weights["intercept"] = level(others, weights)
    text = {
        "fitted on": list(FITTED_ON),
        "events": len(rows),
        "right": sum(right for _, right in rows),
        "level of": list(LEVELLED_ON),
        "events of the level": len(others),
        "right of the level": sum(right for _, right in others),
        "ridge": RIDGE,
        "weights": weights,
    }
    Path(TARGET).write_text(json.dumps(text, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(text, indent=2))


if __name__ == "__main__":
    main()
