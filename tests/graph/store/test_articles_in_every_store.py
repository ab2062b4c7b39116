"""Articles written to and read from a store of each kind."""

from __future__ import annotations

from collections.abc import Callable

from building import everything, putin_meets_bibilov

from diplograph.graph.mapping import normal_form
from diplograph.graph.reader import EventFilter, evidence, read_events, read_extraction
from diplograph.graph.store import Store, open_store
from diplograph.graph.writer import WriteOutcome, Writer

ARTICLES = [everything(1), putin_meets_bibilov(2), putin_meets_bibilov(3)]


def written(store: Store) -> Store:
    writer = Writer(store)
    assert [writer.write(each) for each in ARTICLES] == [WriteOutcome.NEW] * 3
    assert writer.derive() == 5
    return store


def test_every_store_gives_the_same_events(reopen: Callable[..., Store]) -> None:
    with written(reopen()) as store, written(open_store(None)) as memory:
        assert set(store.match()) == set(memory.match())
        events = list(read_events(store))
        assert events == list(read_events(memory))
        (merged,) = read_events(store, EventFilter(actor="Bibilov", place="Moscow"))
        assert [each.url for each in evidence(store, merged.iri)] == [
            each.url for each in merged.evidence
        ]
        assert len(merged.evidence) == 2
        assert read_extraction(store, "https://press.example/1") == normal_form(ARTICLES[0])


def test_writing_again_changes_nothing_in_any_store(reopen: Callable[..., Store]) -> None:
    with written(reopen()) as store:
        before = set(store.match())
        writer = Writer(store)
        assert {writer.write(each) for each in ARTICLES} == {WriteOutcome.UNCHANGED}
        assert writer.derive() == 5
        assert set(store.match()) == before
