"""A store holding what a careful reader takes from a few short articles."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from careful_reading import extractions, judgements

from diplograph.graph.judgements.rdf import judgement_quads
from diplograph.graph.store import Store, open_store
from diplograph.graph.writer import Writer


@pytest.fixture(scope="session")
def reading_store() -> Iterator[Store]:
    """Articles read by hand, written and derived by the real writer, with judgements.

    Read it; do not write it.
    """
    with open_store(None) as store:
        writer = Writer(store)
        for extraction in extractions():
            writer.write(extraction)
        writer.derive()
        for judgement in judgements():
            store.apply(add=judgement_quads(judgement, writer.minter))
        yield store
