"""Fixtures that several folders of tests share."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import requests
from pyoxigraph import Quad

from diplograph.graph.judgements.integrity import is_of_judgements
from diplograph.graph.store import Store, open_store
from diplograph.graph.validation import validate_quads
from diplograph.graph.writer import Writer


@pytest.fixture(scope="session")
def example_articles() -> Path:
    """Folder of the bundled example articles."""
    return Path(str(files("diplograph.examples").joinpath("articles")))


@pytest.fixture(scope="session")
def demo_store(example_articles: Path) -> Iterator[Store]:
    """The bundled example articles, ingested by the real pipeline. Read it; do not write it."""
    from diplograph.loaders.ingest import ingest

    with open_store(None) as store:
        report = ingest([example_articles], store)
        assert not report.rejected
        yield store


@pytest.fixture(autouse=True)
def every_graph_conforms(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """Hold every graph that a test derives to the shapes and the integrity checks.

    The graph is looked at as it was after the last derivation of the test, since the store itself
    may be closed by the time the test ends. A test that breaks a graph on purpose is marked
    ``breaks_the_graph``.
    """
    produced: dict[int, list[Quad]] = {}
    derive = Writer.derive

    def recording(writer: Writer, *args: Any, **kwargs: Any) -> int:
        count = derive(writer, *args, **kwargs)
        articles = {
            quad
            for name in writer.store.graphs()
            if not is_of_judgements(name.value)
            for quad in writer.store.match(graph=name)
        }
        if 0 < len(articles) <= _LARGEST_CHECKED:
            produced[id(writer.store)] = list(writer.store.match())
        return count

    if request.node.get_closest_marker("breaks_the_graph") is None:
        monkeypatch.setattr(Writer, "derive", recording)
    yield
    for quads in produced.values():
        report = validate_quads(quads)
        assert report.conforms, report.summary()


# Larger graphs are checked by tests of their own (``test_validation``, the example articles).
_LARGEST_CHECKED = 20_000


@contextmanager
def _serving(folder: Path) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    url = f"http://127.0.0.1:{port}"
    program = str(Path(sys.executable).with_name("oxigraph"))
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [program, "serve", "--location", str(folder / "data"), "--bind", f"127.0.0.1:{port}"],
            stdout=log,
            stderr=log,
        )
        try:
            for _ in range(200):
                assert process.poll() is None, (folder / "log").read_text()
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
def serving() -> Callable[[Path], AbstractContextManager[str]]:
    """Runs a SPARQL 1.1 server with its data in an empty folder; gives its URL."""
    return _serving


@pytest.fixture
def oxigraph_server(
    serving: Callable[[Path], AbstractContextManager[str]], tmp_path: Path
) -> Iterator[str]:
    """The URL of an empty SPARQL 1.1 server."""
    folder = tmp_path / "server"
    folder.mkdir()
    with serving(folder) as url:
        yield url
