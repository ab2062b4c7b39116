"""Several processes at one store: killed writers, locks, readers beside a writer."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import requests
from quads import article, n

from diplograph.graph.errors import NotAStore, StoreError, StoreLocked
from diplograph.graph.store import Store, open_store

SIZE = 60
WRITER = f"""
import sys
from quads import article, n
from diplograph.graph.store import open_store
store = open_store(sys.argv[1])
print("open", flush=True)
# after a kill it goes on with new articles: told again, an old one would be told in both ways for
# the moment between two writes, and a kill in that moment would look like a torn write
for number in range(len(list(store.graphs())), 100_000):
    # new articles, and every third one told anew
    store.apply(add=article(number, {SIZE}))
    if number % 3 == 0:
        store.apply(drop=[n(f"article/{{number}}")], add=article(number, {SIZE}, "again"))
    if number % 40 == 39 and len(sys.argv) > 2:
        store.optimize()
"""


@contextmanager
def writer(location: str, *options: str) -> Iterator[subprocess.Popen[str]]:
    """A process that writes to the store without end; killed on leaving."""
    process = subprocess.Popen(
        [sys.executable, "-c", WRITER, location, *options],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parent)},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n"
        yield process
    finally:
        process.send_signal(signal.SIGKILL)
        process.communicate()


def whole_articles(store: Store) -> int:
    """Count the articles, each of them whole and told one way."""
    told: dict[object, Counter[str]] = {}
    for quad in store.match():
        told.setdefault(quad.graph_name, Counter())[str(quad.object).split()[0]] += 1
    for graph, words in told.items():
        assert list(words.values()) == [SIZE], (graph, words)
    numbers = {int(str(graph).rstrip(">").rpartition("/")[2]) for graph in told}
    # nothing lost in between: what was written before the last article is there
    assert numbers == set(range(len(numbers)))
    return len(numbers)


@pytest.mark.parametrize("seconds", [0.05, 0.2, 0.5])
def test_a_killed_writer_leaves_whole_articles(tmp_path: Path, seconds: float) -> None:
    folder = str(tmp_path / "news.db")
    written = 0
    for _ in range(2):
        with writer(folder):
            time.sleep(seconds)
        with open_store(folder) as store:
            now = whole_articles(store)
            assert now >= written
            written = now
    assert written > 0


def test_a_killed_client_leaves_whole_articles_on_a_server(server: str) -> None:
    requests.post(
        f"{server}/update",
        data="DROP ALL",
        headers={"Content-Type": "application/sparql-update"},
        timeout=10,
    )
    with writer(server):
        time.sleep(0.4)
    with open_store(server) as store:
        assert whole_articles(store) > 0


def test_readers_beside_a_writer_see_whole_articles_of_one_moment(tmp_path: Path) -> None:
    folder = tmp_path / "news.db"
    seen = 0
    # the writer compacts all the time, so tables vanish and the manifest changes under the readers
    with writer(str(folder), "optimize"):
        for _ in range(6):
            with open_store(folder, read_only=True) as reader:
                first = whole_articles(reader)
                assert first >= seen
                seen = first
                time.sleep(0.05)
                assert whole_articles(reader) == first
                assert len(list(reader.graphs())) == first
    assert seen > 0
    assert list((folder / "readers").iterdir()) == []


def test_a_second_writer_is_told_to_wait(tmp_path: Path) -> None:
    folder = tmp_path / "news.db"
    with writer(str(folder)), pytest.raises(StoreLocked, match="reading only"):
        open_store(folder)
    with open_store(folder), pytest.raises(StoreLocked, match="open for writing elsewhere"):
        open_store(folder)
    with open_store(folder) as store:
        assert whole_articles(store) >= 0


def test_a_reader_writes_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "news.db"
    with open_store(folder) as store:
        store.apply(add=article(1))
    with open_store(folder, read_only=True) as reader:
        assert reader.read_only
        for write in (
            lambda: reader.apply(add=article(2)),
            lambda: reader.bulk_add(article(2)),
            lambda: reader.optimize(),
            lambda: reader.dataset().remove((None, None, None)),
        ):
            with pytest.raises(StoreError, match="reading only"):
                write()
        # a reader keeps no writer out, and a snapshot can be taken of what it sees
        with open_store(folder) as store:
            store.apply(add=article(2))
        reader.snapshot(tmp_path / "copy")
    with open_store(tmp_path / "copy") as copy:
        assert set(copy.match()) == set(article(1))


def test_a_reader_of_a_folder_that_it_may_not_write(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "news.db"
    with open_store(folder) as store:
        store.apply(add=article(1))
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    (folder / "readers").write_text("a file in the way of the folder, as root may write anywhere")
    with open_store(folder, read_only=True) as reader:
        assert set(reader.match()) == set(article(1))
        assert len(list(temporary.iterdir())) == 1
    assert list(temporary.iterdir()) == []


def test_the_copy_of_a_killed_reader_is_removed_by_the_next_writer(tmp_path: Path) -> None:
    folder = tmp_path / "news.db"
    with open_store(folder) as store:
        store.apply(add=article(1))
    code = (
        "import os, sys; from diplograph.graph.store import open_store;"
        "reader = open_store(sys.argv[1], read_only=True); os.kill(os.getpid(), 9)"
    )
    subprocess.run([sys.executable, "-c", code, str(folder)], check=False)
    assert len(list((folder / "readers").iterdir())) == 1
    with open_store(folder, read_only=True) as living:
        open_store(folder).close()
        assert len(list((folder / "readers").iterdir())) == 1
        assert set(living.match()) == set(article(1))
    assert list((folder / "readers").iterdir()) == []


def test_readers_of_a_store_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(NotAStore, match="there is no store"):
        open_store(tmp_path / "news.db", read_only=True)
    with pytest.raises(StoreError, match="starts empty"):
        open_store(None, read_only=True)
    assert not (tmp_path / "news.db").exists()


def test_a_result_still_being_read_keeps_the_folder_locked(tmp_path: Path) -> None:
    folder = tmp_path / "news.db"
    store = open_store(folder)
    store.apply(add=article(1))
    quads = store.match()
    first = next(quads)
    store.close()
    with pytest.raises(StoreLocked):
        open_store(folder)
    assert {first, *quads} == set(article(1))
    del quads
    open_store(folder).close()


def test_what_is_written_while_reading_is_not_seen(tmp_path: Path) -> None:
    for store in (open_store(tmp_path / "news.db"), open_store(None)):
        store.apply(add=article(1))
        quads = store.match()
        first = next(quads)
        store.apply(drop=[n("article/1")], add=article(2))
        assert {first, *quads} == set(article(1))
        assert set(store.match()) == set(article(2))
        del quads
        store.close()


def test_a_damaged_store_is_not_only_said_to_be_busy(tmp_path: Path) -> None:
    location = tmp_path / "store"
    with open_store(str(location)) as store:
        store.apply(add=article(0, SIZE))
    (location / "graph" / "CURRENT").write_text("MANIFEST-none\n")
    with pytest.raises(StoreError, match=r"or damaged: .* restore it from a copy"):
        open_store(str(location), read_only=True)
