from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

import pytest
from building import MINTER, claim, everything, extraction, on, person, putin_meets_bibilov
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from diplograph.graph.errors import ExtractionError
from diplograph.graph.model import EventType, Quote
from diplograph.graph.reader import read_events
from diplograph.graph.store import Store, open_store
from diplograph.graph.validation import validate
from diplograph.graph.writer import WriteOutcome, Writer, reference_data


@pytest.fixture
def store() -> Store:
    return open_store(None)


def quads(store: Store) -> set[Quad]:
    return set(store.match())


def test_the_same_again_changes_nothing(store: Store) -> None:
    writer = Writer(store)
    assert writer.write(putin_meets_bibilov(1)) is WriteOutcome.NEW
    assert writer.derive() == 1
    before = quads(store)
    assert writer.write(putin_meets_bibilov(1)) is WriteOutcome.UNCHANGED
    assert writer.derive() == 1
    assert quads(store) == before


def test_a_changed_article_replaces_what_it_said(store: Store) -> None:
    writer = Writer(store)
    writer.write(putin_meets_bibilov(1))
    writer.derive()
    call = claim(EventType.CALL, [person("Kim Minji", "KOR"), person("Li Na", "CHN")], on("2018"))
    changed = extraction(9, call, url="https://press.example/1")
    assert writer.write(changed) is WriteOutcome.REPLACED
    assert writer.derive() == 1
    fresh = open_store(None)
    other = Writer(fresh)
    other.write(changed)
    other.derive()
    assert quads(store) == quads(fresh)


def test_another_extractor_reads_the_article_anew(store: Store) -> None:
    writer = Writer(store)
    told = putin_meets_bibilov(1)
    writer.write(told)
    newer = dataclasses.replace(told.extractor, version="2")
    assert not writer.is_current(told.article, newer)
    assert writer.write(dataclasses.replace(told, extractor=newer)) is WriteOutcome.REPLACED
    assert writer.is_current(told.article, newer)


def test_an_unsound_extraction_is_not_written(store: Store) -> None:
    told = putin_meets_bibilov(1)
    broken = dataclasses.replace(told.claims[0], evidence=(Quote(0, 3, "xyz"),))
    with pytest.raises(ExtractionError, match="does not read 'xyz'"):
        Writer(store).write(dataclasses.replace(told, claims=(broken,)))
    assert len(store) == 0


class Interrupted(Exception):
    pass


def stopping_after(writes: int, store: Store) -> Callable[..., None]:
    """What ``apply`` is in a process that is killed after so many writes."""
    whole, done = store.apply, 0

    def apply(**changes: Any) -> None:
        nonlocal done
        if done == writes:
            raise Interrupted
        done += 1
        whole(**changes)

    return apply


def run(store: Store) -> None:
    writer = Writer(store)
    for number in (1, 2, 3):
        writer.write(putin_meets_bibilov(number))
    writer.derive()


@pytest.mark.parametrize("writes", range(5))  # reference data, three articles, the derivation
def test_stopping_at_any_write_and_running_again_gives_the_undisturbed_graph(writes: int) -> None:
    undisturbed, store = open_store(None), open_store(None)
    run(undisturbed)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(store, "apply", stopping_after(writes, store))
        with pytest.raises(Interrupted):
            run(store)
    run(store)
    assert quads(store) == quads(undisturbed)


def test_the_default_graph_is_brought_back_to_what_is_derived(store: Store) -> None:
    writer = Writer(store)
    writer.write(putin_meets_bibilov(1))
    writer.derive()
    stray = Quad(NamedNode("https://a.example/s"), NamedNode("https://a.example/p"), Literal("x"))
    store.apply(add=[stray])
    assert writer.derive(anew=True) == 1
    assert stray not in quads(store)
    assert reference_data()[0] <= quads(store)


def test_older_reference_data_are_replaced(store: Store) -> None:
    writer = Writer(store)
    writer.write(putin_meets_bibilov(1))
    writer.derive()
    before = quads(store)
    (version,) = (
        quad
        for quad in store.match(None, None, None, DefaultGraph())
        if quad.predicate.value.endswith("referenceVersion")
    )
    old = Quad(version.subject, version.predicate, Literal("old"))
    stale = Quad(NamedNode("https://a.example/s"), NamedNode("https://a.example/p"), Literal("x"))
    store.apply(remove=[version], add=[old, stale])
    assert writer.load_reference_data()
    assert not writer.load_reference_data()
    assert writer.derive() == 1
    assert quads(store) == before


def test_nothing_pending_is_left_and_nothing_written_for_nothing(store: Store) -> None:
    writer = Writer(store)
    writer.write(putin_meets_bibilov(1))
    assert any(quad.predicate.value.endswith("derivationPending") for quad in store.match())
    writer.derive()
    assert not any(quad.predicate.value.endswith("derivationPending") for quad in store.match())

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(store, "apply", stopping_after(0, store))
        assert writer.derive() == 1


def test_instances_are_minted_under_the_base_of_the_store() -> None:
    store = open_store(None, base="https://my.example/kg/")
    writer = Writer(store)
    writer.write(putin_meets_bibilov(1))
    writer.derive()
    (event,) = read_events(store)
    assert event.iri.startswith("https://my.example/kg/event/")
    assert not MINTER.base.startswith("https://my.example/")


def test_what_is_written_conforms_to_the_shapes(store: Store) -> None:
    writer = Writer(store)
    for each in (everything(1), putin_meets_bibilov(2), putin_meets_bibilov(3)):
        writer.write(each)
    writer.derive()
    report = validate(store, references=False)
    assert report.articles == 3
    assert list(map(str, report.violations)) == []
