from __future__ import annotations

import random

from diplograph.graph.mapping import (
    event_from,
    event_to_quads,
    extraction_from_quads,
    extraction_to_quads,
)
from diplograph.graph.model import (
    Event,
    Extraction,
)
from hypothesis import HealthCheck, given, settings
from pyoxigraph import Store
from strategies import MINTER, events, extractions

relaxed = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@relaxed
@given(extractions())
def test_an_extraction_comes_back_from_its_graph(extraction: Extraction) -> None:
    quads = extraction_to_quads(extraction, MINTER)
    random.Random(len(quads)).shuffle(quads)
    assert extraction_from_quads(quads, MINTER.article(extraction.article.key)) == extraction


@relaxed
@given(events())
def test_an_event_comes_back_from_the_default_graph(event: Event) -> None:
    assert event_from(event_to_quads(event, MINTER), event.iri) == event


@settings(relaxed, max_examples=25)
@given(extractions(), events())
def test_a_store_gives_the_same_statements_back(extraction: Extraction, event: Event) -> None:
    quads = extraction_to_quads(extraction, MINTER) + event_to_quads(event, MINTER)
    store = Store()
    store.extend(quads)
    assert set(store) == set(quads)
