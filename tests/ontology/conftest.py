"""A store holding what a careful reader takes from a few short articles."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from careful_reading import extractions
from diplograph.graph.store import Store, open_store
from diplograph.graph.writer import Writer
from pyoxigraph import DefaultGraph, RdfFormat, parse

AUTHORITY = Path(__file__).parent / "data" / "authority.ttl"


@pytest.fixture(scope="session")
def reading_store() -> Iterator[Store]:
    """Articles read by hand, written and derived by the real writer. Read it; do not write it."""
    with open_store(None) as store:
        writer = Writer(store)
        for extraction in extractions():
            writer.write(extraction)
        writer.derive()
        described = {quad.subject for quad in store.match(graph=DefaultGraph())}
        needed = list(parse(path=AUTHORITY, format=RdfFormat.TURTLE))
        store.apply(add=[quad for quad in needed if quad.subject not in described])
        yield store
