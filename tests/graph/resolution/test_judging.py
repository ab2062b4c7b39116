"""Judgements are obeyed, touch only what depends on them, and can be taken back."""

from __future__ import annotations

import datetime as dt

import pytest
from building import (
    EventType,
    Extraction,
    claim,
    extraction,
    on,
    person,
    putin_meets_bibilov,
    side,
)
from pyoxigraph import NamedNode, Quad

from diplograph.graph.iris import Minter
from diplograph.graph.judgements.model import Judgement, Kind, Verdict
from diplograph.graph.model import Event
from diplograph.graph.reader import read_event, read_events
from diplograph.graph.resolution.review import candidates, comparison
from diplograph.graph.store import Store, open_store
from diplograph.graph.writer import Writer

NOW = dt.datetime(2026, 3, 1, 9, 30, tzinfo=dt.timezone.utc)


def picture(store: Store) -> set[Quad]:
    """All but the trail of the judgements."""
    trail = NamedNode(Minter(store.base).judgements)
    return {quad for quad in store.match() if quad.graph_name != trail}


def store_of(*articles: Extraction) -> tuple[Store, Writer]:
    store = open_store(None)
    writer = Writer(store)
    for each in articles:
        writer.write(each)
    writer.derive()
    return store, writer


def judged(kind: Kind, verdict: Verdict, one: tuple[str, ...], other: tuple[str, ...]) -> Judgement:
    left, right = sorted((one, other))
    return Judgement(kind, left[0], right[0], verdict, "Ana Reyes", NOW, "I was there", left, right)


def meeting(number: int, *names: tuple[str, str], day: str = "2017-11-14") -> Extraction:
    return extraction(number, claim(EventType.MEETING, [person(*each) for each in names], on(day)))


def everybody(store: Store) -> list[Event]:
    return list(read_events(store))


def test_judged_different_and_taken_back_gives_the_same_graph() -> None:
    beside = meeting(7, ("Kim Minji", "KOR"), ("Per Larsen", "NOR"))
    store, writer = store_of(*(putin_meets_bibilov(number) for number in (1, 2, 3)), beside)
    before = picture(store)
    (event,) = (each for each in everybody(store) if len(each.claims) == 3)
    one, *others = (event.iri, *event.replaces)
    judgement = judged(Kind.EVENT, Verdict.DIFFERENT, (one,), tuple(others))
    report = writer.judge([judgement])
    assert (report.merged, report.split) == (0, 1)
    assert sorted(len(each.claims) for each in everybody(store)) == [1, 1, 2]
    # an event that has nothing to do with it is not written again
    (untouched,) = (
        each
        for each in everybody(store)
        if len(each.claims) == 1
        and len(each.evidence[0].quote.text)
        and each.participants[0].actor.name == "Kim Minji"
    )
    assert untouched.iri not in report.changed
    writer.withdraw([judgement], "Ana Reyes", "I was elsewhere", NOW + dt.timedelta(1))
    assert picture(store) == before
    again = open_store(None)
    other_writer = Writer(again)
    for each in (beside, *(putin_meets_bibilov(number) for number in (3, 1, 2))):
        other_writer.write(each)
    other_writer.derive()
    assert picture(again) == before


def test_judged_the_same_is_one_whatever_speaks_against_it() -> None:
    store, writer = store_of(
        meeting(1, ("Kim Minji", "KOR"), ("Per Larsen", "NOR")),
        meeting(2, ("Kim Minji", "KOR"), ("Per Larsen", "NOR"), day="2018-02-01"),
    )
    before = picture(store)
    one, other = everybody(store)
    judgement = judged(Kind.EVENT, Verdict.SAME, (one.iri,), (other.iri,))
    assert writer.judge([judgement]).merged == 1
    (event,) = everybody(store)
    assert read_event(store, max(one.iri, other.iri)) == read_event(store, event.iri)
    # an article that comes later finds the judgement in force
    writer.write(meeting(3, ("Kim Minji", "KOR"), ("Per Larsen", "NOR")))
    writer.derive()
    assert len(everybody(store)) == 1
    writer.withdraw([judgement], "Ana Reyes", None, NOW)
    assert len(everybody(store)) == 2
    assert before - picture(store)


def test_persons_judged_the_same_take_their_events_along() -> None:
    store, writer = store_of(
        meeting(1, ("Jon Baker", "USA"), ("Per Larsen", "NOR")),
        meeting(2, ("Wilfred Stone", "USA"), ("Per Larsen", "NOR")),
    )
    before = picture(store)
    assert len(everybody(store)) == 2
    iris = [Minter().person(name, "USA") for name in ("Jon Baker", "Wilfred Stone")]
    judgement = judged(Kind.PERSON, Verdict.SAME, (iris[0],), (iris[1],))
    report = writer.judge([judgement])
    assert report.merged == 2  # a person, and the event that is now one
    (event,) = everybody(store)
    assert len(event.participants) == 2
    writer.withdraw([judgement], "Ana Reyes", None, NOW)
    assert picture(store) == before


def test_judgements_are_obeyed_whenever_the_articles_come() -> None:
    articles = [putin_meets_bibilov(number) for number in (1, 2)]
    store, writer = store_of(*articles)
    (event,) = everybody(store)
    judgement = judged(Kind.EVENT, Verdict.DIFFERENT, (event.iri,), event.replaces)
    writer.judge([judgement])
    early = open_store(None)
    Writer(early).judge([judgement])
    writer_early = Writer(early)
    for each in articles[::-1]:
        writer_early.write(each)
    writer_early.derive()
    assert picture(early) == picture(store)
    assert writer.derive(anew=True) == 2
    assert picture(early) == picture(store)


@pytest.fixture
def unsure() -> Store:
    """Two reports that may be of one meeting: one names a month alone."""
    store, _ = store_of(
        extraction(
            1, claim(EventType.MEETING, [person("Kim Minji", "KOR"), side("NOR")], on("2017-11-14"))
        ),
        extraction(
            2,
            claim(
                EventType.MEETING,
                [person("Kim Minji", "KOR"), side("NOR"), side("ITA")],
                on("2017-11-14"),
            ),
        ),
    )
    return store


def test_pairs_that_are_not_sure_are_candidates_until_they_are_judged(unsure: Store) -> None:
    (found,) = candidates(unsure, Kind.EVENT)
    assert 0 < found.score < 1
    assert found.effect == found.score
    assert found.features["persons"] == 1.0
    assert comparison(unsure, Kind.EVENT, found.right, found.left) == found
    assert candidates(unsure, Kind.PERSON) == []
    assert candidates(unsure, limit=0) == []
    writer = Writer(unsure)
    writer.judge([judged(Kind.EVENT, Verdict.UNSURE, (found.left,), (found.right,))])
    assert candidates(unsure) == []
    assert len(everybody(unsure)) == 2
