"""Adding articles one by one, in any order, or all at once gives the same graph."""

from __future__ import annotations

import dataclasses
import random
from pathlib import Path
from typing import Any

import pytest
from building import (
    EXTRACTOR,
    MINTER,
    MOSCOW,
    OSLO,
    claim,
    everything,
    extraction,
    instrument,
    on,
    person,
    putin_meets_bibilov,
    side,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import Quad
from strategies import extractions
from test_event_merging import similar_articles

from diplograph.graph.model import EventType, Extraction, InstrumentMention, InstrumentRelation
from diplograph.graph.store import EmbeddedStore, Store, open_store
from diplograph.graph.store.sidecar import SIDECAR
from diplograph.graph.writer import Writer

pytestmark = pytest.mark.breaks_the_graph  # names made of any characters; shapes are not at issue


def quads(store: Store) -> set[Quad]:
    return set(store.match())


def written(articles: list[Extraction], *, each: bool = False) -> set[Quad]:
    """The graph of articles, written in this order; with ``each``, derived after each of them."""
    with open_store(None) as store:
        writer = Writer(store)
        for article in articles:
            writer.write(article)
            if each:
                writer.derive()
        writer.derive()
        return quads(store)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(similar_articles(), st.randoms(use_true_random=False))
def test_similar_articles_in_any_order(told: list[Extraction], order: random.Random) -> None:
    whole = written(told)
    shuffled = order.sample(told, len(told))
    assert written(shuffled) == whole
    assert written(shuffled, each=True) == whole


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(extractions(), max_size=4, unique_by=lambda each: each.article.key),
    st.randoms(use_true_random=False),
)
def test_any_articles_in_any_order(told: list[Extraction], order: random.Random) -> None:
    whole = written(told)
    shuffled = order.sample(told, len(told))
    assert written(shuffled, each=True) == whole


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(similar_articles(), similar_articles(), st.randoms(use_true_random=False))
def test_articles_that_change_leave_nothing_behind(
    former: list[Extraction], latter: list[Extraction], order: random.Random
) -> None:
    newer = dataclasses.replace(EXTRACTOR, version="2")
    latter = [dataclasses.replace(each, extractor=newer) for each in latter]
    beside = former[len(latter) :]
    with open_store(None) as store:
        writer = Writer(store)
        for each in former:
            writer.write(each)
        writer.derive()
        for each in order.sample(latter, len(latter)):
            writer.write(each)
            if order.random() < 0.5:
                writer.derive()
        writer.derive()
        assert quads(store) == written([*latter, *beside])


MEETING = [putin_meets_bibilov(1), putin_meets_bibilov(2)]


@pytest.mark.parametrize("lost", ["before deriving", "after deriving"])
def test_an_index_that_is_lost_is_made_again(tmp_path: Path, lost: str) -> None:
    folder = tmp_path / "news.db"
    with EmbeddedStore(folder) as store:
        writer = Writer(store)
        writer.write(everything(3))
        if lost == "after deriving":
            writer.derive()
    (folder / SIDECAR).unlink()
    with EmbeddedStore(folder) as store:
        writer = Writer(store)
        for each in MEETING:
            writer.write(each)
        assert writer.derive() == 5
        assert quads(store) == written([everything(3), *MEETING])


def test_an_index_of_another_state_of_the_store_is_made_again(tmp_path: Path) -> None:
    folder = tmp_path / "news.db"
    with EmbeddedStore(folder) as store:
        writer = Writer(store)
        writer.write(MEETING[0])
        writer.derive()
    former = (folder / SIDECAR).read_bytes()
    with EmbeddedStore(folder) as store:
        writer = Writer(store)
        writer.write(everything(3))
        writer.derive()
    (folder / SIDECAR).write_bytes(former)
    with EmbeddedStore(folder) as store:
        writer = Writer(store)
        writer.write(MEETING[1])
        writer.derive()
        assert quads(store) == written([everything(3), *MEETING])


class Interrupted(Exception):
    pass


@pytest.mark.parametrize("step", range(4))
def test_a_process_killed_between_quads_and_index_goes_on(step: int) -> None:
    """Of four steps (write, derive, write, derive) one is killed after the quads are written."""
    with open_store(None) as store:
        for number in range(4):
            writer = Writer(store)
            with pytest.MonkeyPatch.context() as patch:
                if number == step:
                    whole = store.apply

                    def killed(whole: Any = whole, **changes: Any) -> None:
                        whole(**changes)
                        raise Interrupted

                    writer.load_reference_data()
                    patch.setattr(store, "apply", killed)
                try:
                    if number % 2:
                        writer.derive()
                    else:
                        writer.write(MEETING[number // 2])
                except Interrupted:
                    assert number == step
        Writer(store).derive()
        assert quads(store) == written(MEETING)


def test_an_event_that_moves_takes_what_points_to_it_along() -> None:
    """A later article with a lesser IRI renames the event; parts and instruments follow."""
    visit = claim(
        EventType.VISIT, [person("Kim Minji", "KOR"), side("NOR")], on("2017-11-14"), OSLO
    )
    signing = claim(
        EventType.SIGNING,
        [side("KOR"), side("NOR")],
        on("2017-11-14"),
        about=instrument("Salmon Agreement", "KOR", "NOR"),
        part_of=0,
    )
    pact = instrument("Treaty of Alliance", "KOR", "NOR")
    articles = []
    for number in range(6):
        told = extraction(number, visit, signing)
        mention = InstrumentMention(
            pact, InstrumentRelation.DISCUSSED, told.claims[0].evidence[0], 0
        )
        articles.append(dataclasses.replace(told, instruments=(mention,)))
    whole = written(articles)
    assert written(articles, each=True) == whole
    assert written(articles[::-1], each=True) == whole


def test_a_name_that_changes_changes_in_every_event() -> None:
    def meeting(number: int, name: str, day: str) -> Extraction:
        who = [person(name, "USA"), person("Per Larsen", "NOR")]
        return extraction(number, claim(EventType.MEETING, who, on(day), MOSCOW))

    told = [meeting(1, "Antony J. Blinken", "2021-03-01")]
    told += [meeting(n, "Antony Blinken", f"2021-04-{n:02d}") for n in range(2, 9)]
    assert written(told, each=True) == written(told)
    with open_store(None) as store:
        writer = Writer(store)
        for each in told:
            writer.write(each)
            writer.derive()
        labels = [q.object.value for q in store.match() if q.predicate.value.endswith("#label")]
        assert len([each for each in labels if "Antony Blinken" in each]) == 8 + 1
        assert MINTER.base == store.base
