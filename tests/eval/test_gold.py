"""The gold files keep their own rules, so that a figure never measures a slip of the annotator."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from annotated import OWN
from measuring import ROOT
from scoring import fold

from diplograph.graph.authority import load_authority
from diplograph.loaders.inputs import read_articles
from diplograph.loaders.sources.base import Rejection

ROWS: list[dict[str, Any]] = [
    json.loads(line) for line in (OWN / "gold.jsonl").read_text(encoding="utf-8").splitlines()
]
WRITTEN: list[dict[str, Any]] = [
    json.loads(line) for line in (OWN / "articles.jsonl").read_text(encoding="utf-8").splitlines()
]
DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?$")
CODES = load_authority().polities.keys() | load_authority().territories.keys()
ROLES = {
    "meeting": {"participant", "host", "mediator"},
    "summit": {"participant", "host", "mediator"},
    "call": {"participant", "mediator"},
    "visit": {"visitor", "host"},
    "signing": {"signatory", "mediator", "participant"},
}


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    """The text of each annotated article, by its URL or else its title."""
    found = {row["url"]: f"{row['title']}\n{row['text']}" for row in WRITTEN}
    for each in read_articles([ROOT / "examples" / "articles"]):
        assert not isinstance(each, Rejection)
        found[each.url or each.title or ""] = f"{each.title}\n{each.text}"
    return found


def test_every_article_is_annotated_once(texts: dict[str, str]) -> None:
    keys = [row["url"] or row["title"] for row in ROWS]
    assert sorted(keys) == sorted(texts)


def test_both_splits_have_articles_without_an_event() -> None:
    free = [row["split"] for row in ROWS if not row["events"]]
    assert free.count("report") == 4
    assert "dev" in free


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_an_annotation_keeps_the_rules(row: dict[str, Any], texts: dict[str, str]) -> None:
    text = fold(texts[row["url"] or row["title"]])
    for event in row["events"]:
        assert {each["role"] for each in event["participants"]} <= ROLES[event["type"]]
        assert event["status"] in {"occurred", "planned", "cancelled", "denied"}
        assert (event["instrument"] is not None) == (event["type"] == "signing")
        assert event["type"] != "call" or event["city"] is event["country"] is None
        start, end = event["start"], event["end"]
        assert all(DATE.fullmatch(date) for date in (start, end) if date is not None)
        assert end is None or start <= end
        assert event["country"] is None or event["country"] in CODES
        assert event["city"] is None or fold(event["city"]) in text
        for each in event["participants"]:
            if each["kind"] == "person":
                assert fold(each["name"]) in text
            if each["kind"] == "polity":
                assert each["represents"] in CODES
