"""Every kind of store, the remote one on a real SPARQL server."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import requests
from pyoxigraph import Literal, NamedNode, Quad

from diplograph.graph.store import Store, open_store

EX = "https://press.example/"


def n(name: str) -> NamedNode:
    return NamedNode(EX + name)


def article(number: int, size: int = 30, word: str = "words") -> list[Quad]:
    """The quads of one article, all in its named graph."""
    graph = n(f"article/{number}")
    return [
        Quad(n(f"article/{number}/{k}"), n("says"), Literal(f"{word} {k} of {number}"), graph)
        for k in range(size)
    ]


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of a SPARQL 1.1 server with its data on disk."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    url = f"http://127.0.0.1:{port}"
    folder = tmp_path_factory.mktemp("server")
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [
                str(Path(sys.executable).with_name("oxigraph")),
                *("serve", "--location", str(folder / "data"), "--bind", f"127.0.0.1:{port}"),
            ],
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


@pytest.fixture(params=["memory", "embedded", "remote"])
def reopen(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[..., Store]:
    """Opens a store of each kind; a second call opens the same data where it outlives a close."""
    if request.param == "memory":
        return lambda **options: open_store(None, **options)
    if request.param == "embedded":
        return lambda **options: open_store(tmp_path / "news.db", **options)
    url: str = request.getfixturevalue("server")
    emptied = requests.post(
        f"{url}/update",
        data="DROP ALL",
        headers={"Content-Type": "application/sparql-update"},
        timeout=10,
    )
    assert emptied.status_code == 204
    return lambda **options: open_store(url, **options)


@pytest.fixture
def store(reopen: Callable[..., Store]) -> Iterator[Store]:
    """A fresh, empty store of each kind."""
    with reopen() as opened:
        yield opened
