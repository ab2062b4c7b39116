"""The figures across articles on clusters made by hand, and the rules of that annotation."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping
from typing import Any

import pytest
from bcubed import bcubed, with_singletons
from cross import CROSS, Mapped, Mapper, differences, false_merges, realised, same_name
from hypothesis import given
from hypothesis import strategies as st
from measuring import read_lines
from pyoxigraph import NamedNode, Quad
from scoring import fold
from test_gold import CODES, DATE, ROLES

from diplograph.graph.authority import load_authority
from diplograph.graph.dates import EventTime, PartialDate
from diplograph.graph.iris import Minter
from diplograph.graph.model import (
    Actor,
    ActorKind,
    Article,
    EventClaim,
    EventType,
    Extraction,
    ExtractorInfo,
    Participant,
    Quote,
    Status,
)
from diplograph.graph.store import open_store
from diplograph.graph.writer import Writer
from diplograph.ontology.namespaces import DCTERMS

MINTER = Minter()

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


def person(name: str, code: str) -> Participant:
    actor = Actor(ActorKind.PERSON, name, MINTER.person(name, code))
    return Participant(actor, represents=(load_authority().polity(code).actor(),))


def told(number: int, *meetings: tuple[str, str]) -> Extraction:
    """An article in which Ola Nord of Norway meets others: their names, and on which day."""
    text = "They met again."
    article = Article(text, f"https://press.example/{number}", None, dt.date(2017, 11, 30))
    claims = tuple(
        EventClaim(
            EventType.MEETING,
            Status.OCCURRED,
            (Quote.of(text, 0, len(text)),),
            EventTime(PartialDate.parse(day), PartialDate.parse(day)),
            (),
            (person("Ola Nord", "NOR"), person(name, "SWE")),
        )
        for name, day in meetings
    )
    return Extraction(article, ExtractorInfo("frames", "1"), (), claims)


def annotated(number: int, *meetings: tuple[str, str, str, str]) -> dict[str, Any]:
    """The annotation of such an article: identifier, person, name and day of each meeting."""
    return {
        "id": f"x{number}",
        "url": f"https://press.example/{number}",
        "events": [
            {
                "event_id": event,
                "type": "meeting",
                "status": "occurred",
                "start": day,
                "city": None,
                "participants": [
                    {"name": "Nord", "kind": "person", "represents": "NOR", "person_id": "nord"},
                    {"name": name, "kind": "person", "represents": "SWE", "person_id": who},
                ],
            }
            for event, who, name, day in meetings
        ],
    }


@pytest.fixture
def mapper() -> Iterator[Mapper]:
    """Three articles: one meeting told twice, another day, and one that is not found."""
    with open_store(None) as store:
        writer = Writer(store)
        writer.write(told(1, ("Eva Berg", "2017-11-14")))
        writer.write(told(2, ("Eva Berg", "2017-11-14"), ("Eva Berg", "2017-11-21")))
        writer.write(told(3))
        writer.derive()
        found = Mapper(store)
        found.add(annotated(1, ("talks", "berg", "Berg", "2017-11-14")))
        found.add(
            annotated(
                2, ("more", "berg", "Berg", "2017-11-21"), ("talks", "berg", "Berg", "2017-11-14")
            )
        )
        found.add(annotated(3, ("talks", "berg", "Berg", "2017-11-14")))
        yield found


def test_a_mention_is_mapped_by_the_claim_of_its_article(mapper: Mapper) -> None:
    system = mapper.events.system
    assert system["x1", 0] == system["x2", 1] != system["x2", 0]
    assert ("x3", 0) not in system
    assert (mapper.events.found.right, mapper.events.found.of) == (3, 4)
    assert mapper.persons.system["x1", "berg"] == MINTER.person("Eva Berg", "SWE")
    assert mapper.persons.system["x1", "berg"] == mapper.persons.system["x2", "berg"]
    assert ("x3", "nord") not in mapper.persons.system
    assert mapper.events.figures("events")["events_bcubed_f1"] == 1
    assert mapper.events.figures("events")["events_bcubed_f1_all"] < 1


def test_a_person_is_who_takes_part_in_the_event(mapper: Mapper) -> None:
    store = mapper.store
    gone = NamedNode(MINTER.person("Eva Berg", "SWE"))
    kept = NamedNode(MINTER.person("Eva K. Berg", "SWE"))
    store.apply(add=[Quad(gone, NamedNode(DCTERMS.isReplacedBy), kept)])
    again = Mapper(store)
    again.add(annotated(1, ("talks", "berg", "Berg", "2017-11-14")))
    # the events still name her as before, so that is who takes part
    assert again.persons.system["x1", "berg"] == gone.value


def test_plans_are_read_with_what_came_of_them(mapper: Mapper) -> None:
    plan, occurrence = mapper.events.system["x2", 0], mapper.events.system["x2", 1]
    assert realised(mapper.store) == set()
    link = NamedNode("https://w3id.org/diplograph/ontology#realises")
    mapper.store.apply(add=[Quad(NamedNode(occurrence), link, NamedNode(plan))])
    assert realised(mapper.store) == {(plan, occurrence)}


def test_a_near_miss_counts_when_one_event_has_both(mapper: Mapper) -> None:
    pair = {"kind": "event", "a": "talks", "b": "more"}
    assert false_merges([pair], mapper) == []
    mapper.events.system["x2", 0] = mapper.events.system["x1", 0]
    assert false_merges([pair], mapper) == [pair]
    assert false_merges([pair | {"kind": "person"}], mapper) == []


def test_each_difference_is_told_with_its_words() -> None:
    words = "\n".join(differences("event", mapped()))
    assert "WRONG MERGE of events talks and call: urn:2" in words
    assert "MISSED MERGE of event talks: 2" in words
    assert "NOT FOUND event call in x3" in words
    assert "x1 | words of x1" in words


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
