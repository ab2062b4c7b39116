"""Fixtures that several folders of tests share."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
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


@pytest.fixture
def oxigraph_server(tmp_path: Path) -> Iterator[str]:
    """The URL of an empty SPARQL 1.1 server."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    url = f"http://127.0.0.1:{port}"
    program = str(Path(sys.executable).with_name("oxigraph"))
    data = str(tmp_path / "server")
    with (tmp_path / "server.log").open("wb") as log:
        process = subprocess.Popen(
            [program, "serve", "--location", data, "--bind", f"127.0.0.1:{port}"],
            stdout=log,
            stderr=log,
        )
        try:
            for _ in range(200):
                assert process.poll() is None, (tmp_path / "server.log").read_text()
                try:
                    requests.get(url, timeout=5)
                    break
                except requests.ConnectionError:
                    time.sleep(0.05)
            yield url
        finally:
            process.terminate()
            process.wait(10)
