"""What one more article costs, and how well identity across articles is found, as a store grows.

Articles of a synthetic world (``synthetic.py``; time goes on as their number grows) are written and
derived up to each size in turn, in one store on disk. At each size are measured: the rate of the
load, what one more article costs from writing it to the canonical events (median and 95th of 100
single additions), making everything new, the greatest memory, and the store on disk, optimized. As
the truth is known, so is how well the events and persons were merged (B-cubed over claims and over
participations), and which copies were found.

Run ``python benchmarks/resolution.py [SIZE ...] [--store FOLDER] [--single N] [--seconds N]
[--seed N] [--processor] [--no-rebuild]``; the size is 1000 without any. ``--seconds`` bounds the
single additions of one size; ``--processor`` counts the time of the processor, threads of the store
included, where other programs are at work. What is going on is told on stderr. An interrupted run
prints what it has.
"""

from __future__ import annotations

import argparse
import contextlib
import resource
import statistics
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from pyoxigraph import QuerySolutions
from synthetic import MINTER, Item, news

from diplograph.graph.store import EmbeddedStore, Store
from diplograph.graph.writer import Writer
from diplograph.ontology.namespaces import DCTERMS, DG

MEGABYTE = 1e6


@dataclass(slots=True)
class Row:
    """What was measured at one size; a dash stands for what was not."""

    articles: int
    claims: int = 0
    events: int = 0
    writing: float = 0.0  # articles a second
    deriving: float = 0.0  # articles a second
    single: tuple[float, ...] = ()  # seconds each
    rebuild: float | None = None  # seconds
    memory: float = 0.0  # MB
    graph: float = 0.0  # MB
    index: float = 0.0  # MB
    event_quality: tuple[float, float, float] | None = None
    person_quality: tuple[float, float, float] | None = None
    copies: tuple[int, int, int] | None = None  # found and right, found, there are

    def cells(self) -> list[str]:
        """The cells of the row of the table."""
        times = sorted(1000 * each for each in self.single)
        single = "-"
        if times:
            high = times[min(len(times) - 1, round(0.95 * (len(times) - 1)))]
            single = f"{statistics.median(times):.1f} / {high:.1f}"
        copies = "-"
        if self.copies is not None and self.copies[1]:
            right, found, there = self.copies
            copies = f"{right / found:.3f} / {right / max(1, there):.3f}"
        return [
            f"{self.articles:,}",
            f"{self.claims:,} / {self.events:,}",
            f"{self.writing:,.0f} / {self.deriving:,.0f}",
            single,
            "-" if self.rebuild is None else f"{self.rebuild:,.1f}",
            f"{self.memory:,.0f}" if self.memory else "-",
            f"{self.graph:,.1f} / {self.index:,.1f}" if self.graph else "-",
            _three(self.event_quality),
            _three(self.person_quality),
            copies,
        ]


HEADINGS = (
    "articles",
    "claims / events",
    "load: written / derived a second",
    "one more, ms: median / 95th",
    "all made new, s",
    "memory, MB",
    "graph / index on disk, MB",
    "events: P / R / F1",
    "persons: P / R / F1",
    "copies: P / R",
)


def _three(values: tuple[float, float, float] | None) -> str:
    return "-" if values is None else " / ".join(f"{each:.3f}" for each in values)


def table(rows: Iterable[Row]) -> str:
    lines = [list(HEADINGS), ["---"] * len(HEADINGS), *(row.cells() for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


class Progress:
    """Says on stderr what is going on, once a second at most."""

    def __init__(self) -> None:
        self._begin = time.monotonic()
        self._said = 0.0

    def __call__(self, what: str, *, always: bool = False) -> None:
        now = time.monotonic()
        if always or now - self._said >= 1:
            self._said = now
            print(f"{now - self._begin:8.1f} s  {what}", file=sys.stderr, flush=True)


class Memory:
    """The greatest memory of this process since the last :meth:`begin`, in MB.

    Where the system cannot begin anew (other than Linux) it is the greatest since the start.
    """

    def begin(self) -> None:
        with contextlib.suppress(OSError):
            Path("/proc/self/clear_refs").write_text("5", encoding="ascii")

    def greatest(self) -> float:
        with contextlib.suppress(OSError):
            for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
                if line.startswith("VmHWM:"):
                    return int(line.split()[1]) * 1024 / MEGABYTE
        unit = 1 if sys.platform == "darwin" else 1024
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / MEGABYTE


class Run:
    """One store that grows from size to size."""

    def __init__(self, folder: Path, chosen: argparse.Namespace) -> None:
        self.folder, self.seed = folder, chosen.seed
        self.single, self.seconds, self.rebuild = chosen.single, chosen.seconds, chosen.rebuild
        self.clock = time.process_time if chosen.processor else time.perf_counter
        self.say, self.memory = Progress(), Memory()
        self.news = news(self.seed)
        self.made = self.claims = 0

    def measure(self, size: int, row: Row) -> None:
        """Grow the store to a size and fill in the row, so that an interruption loses little."""
        self.memory.begin()
        with EmbeddedStore(self.folder) as store:
            writer = Writer(store)
            self._load(writer, size, row)
            self._add(writer, row)
            row.memory = self.memory.greatest()
            if self.rebuild:
                self.say("making everything new", always=True)
                row.rebuild = self._took(lambda: make_new(writer))
                row.memory = max(row.memory, self.memory.greatest())
            self.say("comparing with the truth", always=True)
            items = islice(news(self.seed), self.made)
            quality(store, items, row)
            store.optimize()
        with EmbeddedStore(self.folder):
            pass  # opening it again drops the log of what was written
        graph = self.folder / "graph"
        files = [each for each in self.folder.rglob("*") if each.is_file()]
        sizes = {each: each.stat().st_size / MEGABYTE for each in files}
        row.graph = sum(size for each, size in sizes.items() if graph in each.parents)
        row.index = sum(sizes.values()) - row.graph

    def _took(self, work: Callable[[], object]) -> float:
        begin = self.clock()
        work()
        return self.clock() - begin

    def _next(self) -> Item:
        self.made += 1
        item = next(self.news)
        self.claims += len(item.events)
        return item

    def _load(self, writer: Writer, size: int, row: Row) -> None:
        count = size - self.made
        spent = 0.0
        for number in range(count):
            extraction = self._next().extraction
            spent += self._took(lambda: writer.write(extraction))  # noqa: B023
            self.say(f"written {number + 1:,} of {count:,}")
        row.writing = count / spent if spent else 0.0
        self.say(f"deriving the events of {size:,} articles", always=True)
        spent = self._took(lambda: writer.derive(self.say))
        row.deriving = count / spent
        row.claims = self.claims
        row.events = writer.derive()

    def _add(self, writer: Writer, row: Row) -> None:
        begin = time.monotonic()
        times: list[float] = []
        while len(times) < self.single and time.monotonic() - begin < self.seconds:
            extraction = self._next().extraction

            def add() -> None:
                writer.write(extraction)  # noqa: B023
                writer.derive()

            times.append(self._took(add))
            row.single = tuple(times)
            self.say(f"added {len(times)} of {self.single} one by one")


def make_new(writer: Writer) -> None:
    """Make the index and all events from the articles, as after a change of the rules."""
    writer.derive(anew=True)


# ------------------------------------------------------------------------------------ quality


def quality(store: Store, items: Iterable[Item], row: Row) -> None:
    """Hold the canonical events and persons, and the copies, against the truth."""
    event_of = dict(pairs(store, f"?a <{DG.claim}> ?b", "?b ?a"))
    now = dict(pairs(store, f"?a <{DCTERMS.isReplacedBy}> ?b", "?a ?b"))
    parts: defaultdict[str, dict[str, set[str]]] = defaultdict(dict)
    rows = store.query(
        f"""SELECT ?event ?actor ?side WHERE {{
            ?event <{DG.participation}> ?part . ?part <{DG.actor}> ?actor .
            OPTIONAL {{ ?part <{DG.onBehalfOf}> ?side }}
        }}"""
    )
    assert isinstance(rows, QuerySolutions)
    for event, actor, side in rows:
        sides = parts[event.value].setdefault(actor.value, set())
        if side is not None:
            sides.add(side.value)
    copy_of = dict(pairs(store, f"?a <{DG.copyOf}> ?b", "?a ?b"))
    events: list[tuple[Hashable, Hashable]] = []
    persons: list[tuple[Hashable, Hashable]] = []
    text_of: dict[str, str] = {}
    for item in items:
        article = MINTER.article(item.extraction.article.key)
        original = article if item.copy_of is None else MINTER.article(item.copy_of)
        text_of[article] = original
        told = zip(item.extraction.claims, item.events, item.persons, strict=True)
        for number, (claim, truth, figures) in enumerate(told):
            event = event_of[MINTER.claim(article, number)]
            events.append((event, truth))
            for participant, figure in zip(claim.participants, figures, strict=True):
                iri = now.get(participant.actor.iri, participant.actor.iri)
                if iri not in parts[event]:
                    # a surname alone may be somebody else in each event: who stands for the side?
                    side = participant.represents[0].iri
                    there = [each for each, sides in parts[event].items() if side in sides]
                    iri = there[0] if len(there) == 1 else iri
                persons.append((iri, figure))
    row.event_quality, row.person_quality = b_cubed(events), b_cubed(persons)
    there = {(each, text) for each, text in text_of.items() if each != text}
    right = sum(text_of.get(one) == text_of.get(other) for one, other in copy_of.items())
    row.copies = (right, len(copy_of), len(there))


def pairs(store: Store, pattern: str, order: str) -> Iterator[tuple[str, str]]:
    rows = store.query(f"SELECT {order} WHERE {{ {pattern} }}")
    assert isinstance(rows, QuerySolutions)
    return ((one.value, other.value) for one, other in rows)


def b_cubed(found: list[tuple[Hashable, Hashable]]) -> tuple[float, float, float]:
    """Precision, recall and F1 of pairs of a found and a true group, one pair for each thing."""
    both, mine, true = Counter(found), Counter(a for a, _ in found), Counter(b for _, b in found)
    precision = sum(n * n / mine[a] for (a, _), n in both.items()) / len(found)
    recall = sum(n * n / true[b] for (_, b), n in both.items()) / len(found)
    return precision, recall, 2 * precision * recall / (precision + recall)


def main(sizes: list[int], folder: Path, chosen: argparse.Namespace) -> None:
    run = Run(folder, chosen)
    rows: list[Row] = []
    try:
        for size in sorted(sizes):
            rows.append(Row(size))
            run.measure(size, rows[-1])
    except KeyboardInterrupt:
        print("interrupted", file=sys.stderr)
    print(f"Times are {'of the processor' if chosen.processor else 'on the clock'}.\n")
    print(table(rows))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=[1000])
    parser.add_argument("--store", type=Path, help="a new folder to keep the store in")
    parser.add_argument("--single", type=int, default=100)
    parser.add_argument("--seconds", type=float, default=600.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--processor", action="store_true", help="processor time, for a busy machine"
    )
    parser.add_argument("--no-rebuild", dest="rebuild", action="store_false")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        main(options.sizes, options.store or Path(temporary) / "news.db", options)
