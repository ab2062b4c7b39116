"""How fast stores are written and read, side by side in one run, as ratios.

Absolute numbers differ from machine to machine; the ratios are what the design rests on:

* one atomic write an article against adding quad by quad, and against bulk in chunks;
* asking through the store against asking pyoxigraph itself (at most 1.2 times as long);
* a SPARQL server against the embedded store, and its ways of being written to;
* opening for reading beside a writer.

Run ``python benchmarks/store.py [ARTICLES]``. Each measure is the median of three rounds (for
queries the least of fifteen), and the rounds go through all ways in turn, so that a busy machine
slows all of them.
"""

from __future__ import annotations

import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph
import requests
from pyoxigraph import Literal, NamedNode, Quad

from diplograph.graph.store import EmbeddedStore, MemoryStore, QueryResults, RemoteStore, Store

QUADS = 300  # an article of the state press gives about as many
EX = "https://press.example/"


def article(number: int) -> list[Quad]:
    graph = NamedNode(f"{EX}article/{number}")
    return [
        Quad(
            NamedNode(f"{EX}article/{number}/{k // 6}"),
            NamedNode(f"{EX}property/{k % 6}"),
            Literal(f"the words {k} that article {number} has for it")
            if k % 2
            else NamedNode(f"{EX}actor/{(number * 7 + k) % 997}"),
            graph,
        )
        for k in range(QUADS)
    ]


@contextmanager
def server(folder: Path) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    url = f"http://127.0.0.1:{port}"
    process = subprocess.Popen(
        [
            str(Path(sys.executable).with_name("oxigraph")),
            *("serve", "--location", str(folder), "--bind", f"127.0.0.1:{port}"),
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        for _ in range(200):
            try:
                requests.get(url, timeout=5)
                break
            except requests.ConnectionError:
                time.sleep(0.05)
        yield url
    finally:
        process.terminate()
        process.wait(10)


def seconds(work: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> float:
    begin = clock()
    work()
    return clock() - begin


def rounds(ways: dict[str, Callable[[], float]], number: int) -> dict[str, list[float]]:
    times: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(number):
        for name, way in ways.items():
            times[name].append(way())
    return times


def medians(ways: dict[str, Callable[[], float]]) -> dict[str, float]:
    return {name: statistics.median(values) for name, values in rounds(ways, 3).items()}


def least(ways: dict[str, Callable[[], float]]) -> dict[str, float]:
    """For short work: other processes only ever add to its time."""
    return {name: min(values) for name, values in rounds(ways, 15).items()}


def table(title: str, times: dict[str, float], quads: int = 0) -> None:
    first = next(iter(times.values()))
    print(f"\n{title}")
    for name, value in times.items():
        speed = f"{quads / value:12,.0f} quads/s" if quads else f"{value * 1000:12.3f} ms"
        print(f"  {name:44}{speed}   x{value / first:.2f} of the first")


def writing(articles: list[list[Quad]], root: Path) -> dict[str, float]:
    def fresh(write: Callable[[EmbeddedStore], None]) -> Callable[[], float]:
        def work() -> float:
            with tempfile.TemporaryDirectory(dir=root) as folder:
                store = EmbeddedStore(Path(folder, "news.db"))
                spent = seconds(lambda: write(store))
                store.close()
                return spent

        return work

    def per_article(store: EmbeddedStore) -> None:
        for quads in articles:
            store.apply(add=quads)

    def bare(store: EmbeddedStore) -> None:
        for quads in articles:
            store.inner.extend(quads)

    def one_by_one(store: EmbeddedStore) -> None:
        for quads in articles:
            for quad in quads:
                store.inner.add(quad)

    def bulk(store: EmbeddedStore) -> None:
        store.bulk_add(quad for quads in articles for quad in quads)

    def flushed(store: EmbeddedStore) -> None:
        for quads in articles:
            store.apply(add=quads)
            store.inner.flush()

    def replace(store: EmbeddedStore) -> None:
        for quads in articles:
            graph = quads[0].graph_name
            assert isinstance(graph, NamedNode)
            store.apply(add=quads)
            store.apply(drop=[graph], add=quads)

    return medians(
        {
            "apply, an article a write": fresh(per_article),
            "pyoxigraph extend, an article a write": fresh(bare),
            "pyoxigraph add, quad by quad (not atomic)": fresh(one_by_one),
            "bulk_add, all at once (not atomic)": fresh(bulk),
            "apply and flush, an article a write": fresh(flushed),
            "apply and replace at once": fresh(replace),
        }
    )


def remote_writing(articles: list[list[Quad]], url: str) -> dict[str, float]:
    def fresh(write: Callable[[RemoteStore], None]) -> Callable[[], float]:
        def work() -> float:
            with RemoteStore(url) as store:
                store.apply(drop=list(store.graphs()), remove=list(store.match()))
                return seconds(lambda: write(store))

        return work

    def per_article(store: RemoteStore) -> None:
        for quads in articles:
            store.apply(add=quads)

    def bulk(store: RemoteStore) -> None:
        store.bulk_add(quad for quads in articles for quad in quads)

    def one_graph(write: Callable[[list[Quad]], None]) -> None:
        write([Quad(*quad.triple) for quads in articles for quad in quads])

    def posted(_: RemoteStore) -> None:
        with requests.Session() as session:
            for quads in articles:
                session.post(
                    f"{url}/store",
                    data=pyoxigraph.serialize(quads, format=pyoxigraph.RdfFormat.N_QUADS),
                    headers={"Content-Type": "application/n-quads"},
                    timeout=60,
                ).raise_for_status()

    return medians(
        {
            "apply (SPARQL Update), an article a write": fresh(per_article),
            "N-Quads posted, an article a write": fresh(posted),
            "bulk_add (Graph Store Protocol)": fresh(bulk),
            "bulk_add into one graph": fresh(lambda store: one_graph(store.bulk_add)),
            "apply into one graph": fresh(
                lambda store: one_graph(lambda quads: store.apply(add=quads))
            ),
        }
    )


QUERIES = {
    "one graph": f"SELECT ?s ?o {{ GRAPH <{EX}article/3> {{ ?s <{EX}property/2> ?o }} }}",
    "counting": "SELECT ?p (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?p",
    "all of one property": f"SELECT ?s ?o {{ GRAPH ?g {{ ?s <{EX}property/1> ?o }} }}",
}
BOUND = f"SELECT ?g ?s {{ GRAPH ?g {{ ?s <{EX}property/2> ?actor }} }}"


def reading(store: EmbeddedStore | MemoryStore) -> dict[str, dict[str, float]]:
    inner = store.inner
    actor = NamedNode(f"{EX}actor/9")
    written = BOUND.replace("?actor", str(actor))

    def repeated(ask: Callable[..., QueryResults], *question: object) -> Callable[[], float]:
        def twenty() -> None:
            for _ in range(20):
                rows = ask(*question)
                assert isinstance(rows, pyoxigraph.QuerySolutions)
                found.append(len(list(rows)))

        # the time of this thread alone: queries run in it, other processes do not count
        return lambda: seconds(twenty, time.thread_time) / 20

    found: list[int] = []
    times = {
        name: least(
            {
                "pyoxigraph": repeated(inner.query, sparql),
                "the store": repeated(store.query, sparql),
            }
        )
        for name, sparql in QUERIES.items()
    }
    times["a value put in"] = least(
        {
            "pyoxigraph, written into the query": repeated(inner.query, written),
            "the store, bound": repeated(store.query, BOUND, {"actor": actor}),
        }
    )
    assert all(found), "a query that finds nothing measures nothing"
    return times


def opening(store: EmbeddedStore, root: Path) -> dict[str, float]:
    copies = iter(range(1000))

    def read_only() -> float:
        return seconds(lambda: EmbeddedStore(store.location, read_only=True).close())

    def snapshot() -> float:
        return seconds(lambda: store.snapshot(root / f"copy{next(copies)}"))

    return medians({"open to read, beside the writer": read_only, "snapshot": snapshot})


def fill(store: Store, articles: list[list[Quad]]) -> None:
    for quads in articles:
        store.apply(add=quads)


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    articles = [article(number) for number in range(count)]
    quads = count * QUADS
    print(f"{count} articles of {QUADS} quads")
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        table("writing to a folder", writing(articles, root), quads)
        with server(root / "server") as url:
            table("writing to a server", remote_writing(articles, url), quads)
        worst = 0.0
        with EmbeddedStore(root / "news.db") as embedded, MemoryStore() as memory:
            for store in (embedded, memory):
                fill(store, articles)
                for query, times in reading(store).items():
                    table(f"asking {type(store).__name__}: {query}", times)
                    bare, through = times.values()
                    worst = max(worst, through / bare)
            table("opening", opening(embedded, root))
    print(f"\nasking through the store takes at most {worst:.2f} times as long as pyoxigraph")


if __name__ == "__main__":
    main()
