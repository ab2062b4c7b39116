"""The hand-made graph of the catalogue's tests, in every kind of store."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from pathlib import Path

import pyoxigraph
import pytest
from pyoxigraph import Quad, RdfFormat

from diplograph.graph.store import MemoryStore, QueryResults, Store, Value, bind, open_store
from diplograph.ontology.resources import vocabulary_quads

DATA = Path(__file__).parent / "data"


class UnionStore(MemoryStore):
    """A store whose default graph is the union of all graphs, as some servers have it."""

    _copy: pyoxigraph.Store | None = None

    def query(self, sparql: str, bindings: Mapping[str, Value] | None = None) -> QueryResults:
        if self._copy is None:  # the tests write once, before they ask
            self._copy = pyoxigraph.Store()
            self._copy.extend(self.match())
        return self._copy.query(bind(sparql, bindings or {}), use_default_graph_as_union=True)


@pytest.fixture(scope="session")
def world_quads() -> list[Quad]:
    """The vocabulary and the events of ``data/world.trig``."""
    events = pyoxigraph.parse(path=str(DATA / "world.trig"), format=RdfFormat.TRIG)
    return [*vocabulary_quads(), *events]


@pytest.fixture(scope="session")
def catalogue_server(
    serving: Callable[[Path], AbstractContextManager[str]],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[str]:
    """The URL of a SPARQL 1.1 server of its own."""
    with serving(tmp_path_factory.mktemp("catalogue-server")) as url:
        yield url


@pytest.fixture(scope="session")
def world(world_quads: list[Quad]) -> Iterator[Store]:
    """The hand-made graph in memory. Read it; do not write it."""
    with open_store(None) as store:
        store.apply(add=world_quads)
        yield store


@pytest.fixture(scope="session", params=["memory", "embedded", "remote", "union"])
def any_world(
    request: pytest.FixtureRequest,
    world_quads: list[Quad],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Store]:
    """The hand-made graph in each kind of store, and with a union default graph."""
    if request.param == "union":
        opened: Store = UnionStore()
    elif request.param == "embedded":
        opened = open_store(tmp_path_factory.mktemp("catalogue") / "news.db")
    elif request.param == "remote":
        opened = open_store(request.getfixturevalue("catalogue_server"))
    else:
        opened = open_store(None)
    with opened as store:
        store.apply(add=world_quads)
        yield store
