"""The figures across articles on clusters made by hand, and the rules of that annotation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping
from typing import Any

import pytest
from bcubed import bcubed, with_singletons
from cross import CROSS, Mapped, differences, false_merges, same_name
from hypothesis import given
from hypothesis import strategies as st
from measuring import read_lines
from scoring import fold
from test_gold import CODES, DATE, ROLES

GOLD = read_lines(CROSS / "gold.jsonl")
TEXTS = {row["id"]: row for row in read_lines(CROSS / "articles.jsonl")}
NEAR = read_lines(CROSS / "near_misses.jsonl")
EVENTS: dict[str, list[dict[str, Any]]] = defaultdict(list)
PERSONS: dict[str, set[str]] = defaultdict(set)
SPLITS: dict[str, set[str]] = defaultdict(set)
for _row in GOLD:
    for _event in _row["events"]:
        EVENTS[_event["event_id"]].append(_event)
        SPLITS[_event["event_id"]].add(_row["split"])
        for _each in _event["participants"]:
            if _each["kind"] == "person":
                PERSONS[_each["person_id"]].add(_each["represents"])

CLUSTERS = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=12)


# -- B-cubed ---------------------------------------------------------------------------------------


def clusters(words: str) -> dict[Hashable, Hashable]:
    """Mentions are letters, clusters are words."""
    return {mention: word for word in words.split() for mention in word}


@pytest.mark.parametrize(
    ("gold", "system", "precision", "recall"),
    [
        ("abc de", "abc de", 1, 1),
        ("abc de", "a b c d e", 1, 2 / 5),  # (3 * 1/3 + 2 * 1/2) / 5
        ("abc de", "abcde", 13 / 25, 1),  # (3 * 3/5 + 2 * 2/5) / 5
        ("abc de", "ab cde", 11 / 15, 11 / 15),  # (2 * 1 + 1/3 + 2 * 2/3) / 5 and its mirror
        ("abcdefg", "abcd efg", 1, 25 / 49),  # (4 * 4/7 + 3 * 3/7) / 7
    ],
)
def test_figures_of_clusters_made_by_hand(
    gold: str, system: str, precision: float, recall: float
) -> None:
    found = bcubed(clusters(gold), clusters(system))
    assert found.precision == pytest.approx(precision)
    assert found.recall == pytest.approx(recall)
    assert found.f1 == pytest.approx(2 * precision * recall / (precision + recall))


def test_the_same_mentions_must_be_in_both() -> None:
    with pytest.raises(ValueError, match="same mentions"):
        bcubed(clusters("ab"), clusters("a"))


def test_nothing_to_compare_is_without_fault() -> None:
    assert bcubed({}, {}).f1 == 1


def test_what_is_not_found_is_alone() -> None:
    gold = clusters("abc")
    system = with_singletons(gold, {"a": "x"})
    assert len(set(system.values())) == 3
    assert bcubed(gold, system).recall == pytest.approx(1 / 3)


@given(CLUSTERS)
def test_precision_and_recall_change_places_with_the_sides(pairs: list[tuple[int, int]]) -> None:
    one: Mapping[Hashable, Hashable] = {i: a for i, (a, _) in enumerate(pairs)}
    other: Mapping[Hashable, Hashable] = {i: b for i, (_, b) in enumerate(pairs)}
    there, back = bcubed(one, other), bcubed(other, one)
    assert there.precision == pytest.approx(back.recall)
    assert there.recall == pytest.approx(back.precision)
    assert 0 < there.f1 <= 1 + 1e-9
    assert bcubed(one, one).f1 == pytest.approx(1)


# -- merges and names ------------------------------------------------------------------------------


def mapped() -> Mapped:
    gold = {("x1", 0): "talks", ("x2", 0): "talks", ("x2", 1): "call", ("x3", 0): "call"}
    system = {("x1", 0): "urn:1", ("x2", 0): "urn:2", ("x2", 1): "urn:2"}
    return Mapped(gold, system, {mention: f"words of {mention[0]}" for mention in gold})


def test_a_near_miss_counts_when_one_event_has_both() -> None:
    pair = {"kind": "event", "a": "talks", "b": "call"}
    apart = mapped()
    apart.system["x2", 1] = "urn:3"
    assert false_merges([pair], mapped(), Mapped()) == [pair]
    assert false_merges([pair], apart, Mapped()) == []
    assert false_merges([pair | {"kind": "person"}], mapped(), Mapped()) == []


def test_each_difference_is_told_with_its_words() -> None:
    told = "\n".join(differences("event", mapped()))
    assert "WRONG MERGE of events talks and call: urn:2" in told
    assert "MISSED MERGE of event talks: 2" in told
    assert "NOT FOUND event call in x3" in told
    assert "x1 | words of x1" in told


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Sergey V. Lavrov", "Lavrov", True),
        ("Recep Tayyip Erdoğan", "Tayyip Erdogan", True),
        ("Abe Shinzo", "Shinzo Abe", True),
        ("Mukhtar Tleuberdi", "Mukhtar Tileuberdi", True),
        ("Angela Merkel", "Emmanuel Macron", False),
        ("J. A. Smith", "P. A. Jones", False),
    ],
)
def test_names_of_one_person_in_an_article(one: str, other: str, *, same: bool) -> None:
    assert same_name(one, other) is same


# -- the annotation --------------------------------------------------------------------------------


def test_every_article_is_annotated_once() -> None:
    assert [row["id"] for row in GOLD] == list(TEXTS)
    assert len({row["url"] for row in TEXTS.values()}) == len(GOLD) >= 84


def test_many_events_are_told_more_than_once() -> None:
    assert sum(len(told) > 1 for told in EVENTS.values()) >= 34


def test_an_event_stays_in_one_split() -> None:
    assert {event for event, splits in SPLITS.items() if len(splits) > 1} == set()


def test_an_event_is_of_one_type_everywhere() -> None:
    assert all(len({each["type"] for each in told}) == 1 for told in EVENTS.values())


def test_a_person_speaks_for_one_side() -> None:
    assert all(len(sides) == 1 for sides in PERSONS.values())


def test_near_misses_are_of_the_annotation() -> None:
    known = {"event": set(EVENTS), "person": set(PERSONS)}
    for pair in NEAR:
        assert {pair["a"], pair["b"]} <= known[pair["kind"]]
        assert pair["a"] != pair["b"]
        assert isinstance(pair["sure"], bool)
    assert sum(pair["kind"] == "event" for pair in NEAR) >= 25


def test_plans_lead_to_events() -> None:
    for told in EVENTS.values():
        for event in told:
            if "realised_by" in event:
                assert event["status"] == "planned"
                assert {each["status"] for each in EVENTS[event["realised_by"]]} == {"occurred"}
            if "cancels" in event:
                assert event["status"] == "cancelled"
                assert {each["status"] for each in EVENTS[event["cancels"]]} == {"planned"}


@pytest.mark.parametrize("row", GOLD, ids=lambda row: row["id"])
def test_an_annotation_keeps_the_rules(row: dict[str, Any]) -> None:
    article = TEXTS[row["id"]]
    assert 78 <= len(article["text"].split()) <= 250
    text = fold(f"{article['title']}\n{article['text']}")
    for event in row["events"]:
        assert {each["role"] for each in event["participants"]} <= ROLES[event["type"]]
        assert (event["instrument"] is not None) == (event["type"] == "signing")
        assert event["type"] != "call" or event["city"] is event["country"] is None
        start, end = event["start"], event["end"]
        assert all(DATE.fullmatch(date) for date in (start, end) if date is not None)
        assert end is None or start <= end
        assert (
            event["status"] == "planned" or (start or "") <= row["published"] or "cancels" in event
        )
        assert event["country"] is None or event["country"] in CODES
        assert event["city"] is None or fold(event["city"]) in text
        for each in event["participants"]:
            if each["kind"] == "person":
                assert fold(each["name"]) in text
            if each["kind"] == "polity":
                assert each["represents"] in CODES
