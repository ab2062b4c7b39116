"""The sealed reports that share events hold together: texts, annotation and near misses."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import pytest
import test_gold
from measuring import HERE, read_lines
from scoring import fold

FOLDER = HERE / "gold" / "sealed_cross"
ARTICLES = read_lines(FOLDER / "articles.jsonl")
GOLD = read_lines(FOLDER / "gold.jsonl")
NEAR_MISSES = read_lines(FOLDER / "near_misses.jsonl")
EVENTS = [(row, event) for row in GOLD for event in row["events"]]


def events_by_id() -> dict[str, list[dict[str, Any]]]:
    found = defaultdict(list)
    for _, event in EVENTS:
        found[event["event_id"]].append(event)
    return found


def persons() -> dict[str, set[str]]:
    found = defaultdict(set)
    for _, event in EVENTS:
        for each in event["participants"]:
            if each["kind"] == "person":
                found[each["person_id"]].add(each["name"])
    return found


def test_every_article_is_annotated_under_its_url() -> None:
    same = ("id", "url", "title", "published", "outlet")
    assert [[row[key] for key in same] for row in ARTICLES] == [
        [row[key] for key in same] for row in GOLD
    ]
    assert len({row["url"] for row in ARTICLES}) == len(ARTICLES) >= 45


@pytest.mark.parametrize("row", GOLD, ids=lambda row: row["id"])
def test_an_annotation_keeps_the_rules_of_single_articles(row: dict[str, Any]) -> None:
    texts = {each["url"]: f"{each['title']}\n{each['text']}" for each in ARTICLES}
    test_gold.test_an_annotation_keeps_the_rules(row, texts)


def test_one_event_is_of_one_type_and_status() -> None:
    events = events_by_id()
    assert len(events) >= 18
    for same in events.values():
        assert len({(event["type"], event["status"]) for event in same}) == 1


def test_only_people_have_a_person_id_and_all_do() -> None:
    for row, event in EVENTS:
        for each in event["participants"]:
            assert ("person_id" in each) == (each["kind"] == "person"), row["id"]


def test_plans_and_cancellations_point_to_events_of_the_set() -> None:
    events = events_by_id()
    for _, event in EVENTS:
        assert ("realised_by" in event) == (event["status"] == "planned")
        for key, status in (("realised_by", "occurred"), ("cancels", "planned")):
            if event.get(key):
                assert {each["status"] for each in events[event[key]]} == {status}


def test_near_misses_are_two_of_the_set() -> None:
    ids = {"event": set(events_by_id()), "person": set(persons())}
    for pair in NEAR_MISSES:
        assert pair["a"] != pair["b"]
        assert {pair["a"], pair["b"]} <= ids[pair["kind"]]
        assert isinstance(pair["sure"], bool)
        assert pair["why"]


def test_copies_share_most_of_their_words() -> None:
    texts = {row["id"]: set(fold(row["text"]).split()) for row in ARTICLES}
    copies = [row for row in GOLD if row["copy_of"]]
    assert copies
    for row in copies:
        words = texts[row["id"]]
        assert len(words & texts[row["copy_of"]]) / len(words) > 0.9


def test_some_persons_are_spelled_in_several_ways() -> None:
    assert sum(len(names) > 1 for names in persons().values()) >= 20
