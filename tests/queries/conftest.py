"""The hand-made graph of the catalogue's tests, in every kind of store."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

import pyoxigraph
import pytest
import requests
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
def catalogue_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of a SPARQL 1.1 server of its own."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    url = f"http://127.0.0.1:{port}"
    program = Path(sys.executable).with_name("oxigraph")
    log = tmp_path_factory.mktemp("catalogue-server") / "log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [str(program), "serve", "--bind", f"127.0.0.1:{port}"], stdout=output, stderr=output
        )
        try:
            for _ in range(200):
                assert process.poll() is None, log.read_text()
                try:
                    requests.get(url, timeout=5)
                    break
                except requests.ConnectionError:
                    time.sleep(0.05)
            yield url
        finally:
            process.terminate()
            process.wait(10)


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
