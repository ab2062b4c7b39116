"""Every kind of store, the remote one on a real SPARQL server."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
import requests

from diplograph.graph.store import Store, open_store


@pytest.fixture(scope="session")
def server(
    serving: Callable[[Path], AbstractContextManager[str]],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[str]:
    """The URL of a SPARQL 1.1 server with its data on disk."""
    with serving(tmp_path_factory.mktemp("server")) as url:
        yield url


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
