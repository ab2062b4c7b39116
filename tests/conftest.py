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

import pytest
import requests

from diplograph.graph.store import Store, open_store


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
