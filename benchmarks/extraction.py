"""How fast articles are ingested, beside what the language model alone takes for the same text.

Four questions, each answered by a ratio, since ratios carry over to other machines:

* ``speed``: processor time of the whole ingest (reading, extracting, writing, deriving) over that
  of ``nlp.pipe`` of the same model, with all its components, over the same texts;
* ``look``: the same without the first look, and which events the look loses;
* ``jobs``: time on the clock with one process and with two;
* ``memory``: resident memory while many articles go by.

Run ``python benchmarks/extraction.py [QUESTION ...] [--input FILE ...] [--articles N] [--rounds N]
[--memory N]``; without a question all are answered. ``--input`` takes whatever ``ingest`` takes;
without it the bundled examples are varied (names, days) until there are ``--articles`` of them.
The ways are run in turn, round by round, and the medians of the rounds compared, so that a busy
machine slows all of them. The language model is loaded and the store has its reference data before
the clock starts, except for ``jobs``, whose workers start their own.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import random
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import count, islice
from pathlib import Path

from diplograph.graph.model import Article, EventClaim, Extraction
from diplograph.graph.store import EmbeddedStore
from diplograph.graph.writer import Writer
from diplograph.loaders.extraction.pipeline import FrameExtractor
from diplograph.loaders.ingest import ingest
from diplograph.loaders.inputs import read_articles
from diplograph.loaders.sources.base import Rejection

EXAMPLES = Path(__file__).parent.parent / "examples" / "articles"
QUESTIONS = ("speed", "look", "jobs", "memory")
SYLLABLES = "ba be da do fa ga ha ka ko la le ma mi na no pa ra re sa so ta ti va vi za".split()


def read(inputs: Iterable[str | Path]) -> list[Article]:
    """The articles of files, without those that cannot be read."""
    found = read_articles([str(each) for each in inputs])
    return [article for article in found if not isinstance(article, Rejection)]


def varied(articles: list[Article]) -> Iterator[Article]:
    """The articles again and again, each time with other surnames, other days and another URL."""
    surnames = [_surnames(extraction) for extraction in FrameExtractor().extract_many(articles)]
    for turn in count():
        for number, (article, names) in enumerate(zip(articles, surnames, strict=True)):
            text, title = article.text, article.title or ""
            if turn:
                text, title = _renamed(text, title, names, random.Random(f"{turn} {number}"))
            published = article.published_on
            yield replace(
                article,
                text=text,
                title=title or None,
                published=published and published - dt.timedelta(turn % 9000),
                url=f"https://press.example/{turn}/{number}",
            )


def _renamed(text: str, title: str, names: list[str], chance: random.Random) -> tuple[str, str]:
    for name in names:
        other = "".join(chance.choices(SYLLABLES, k=3)).title()
        text, title = (re.sub(rf"\b{name}\b", other, each) for each in (text, title))
    return re.sub(r"\b[12]?\d(?= [A-Z])", lambda _: str(chance.randint(1, 28)), text), title


def _surnames(extraction: Extraction) -> list[str]:
    names = {m.name.split()[-1] for m in extraction.mentions if m.kind.value == "person"}
    return sorted(re.escape(name) for name in names if len(name) > 3)


def write(articles: Iterable[Article], path: Path) -> None:
    """Save articles as records for ``ingest``."""
    with path.open("w", encoding="utf-8") as file:
        for each in articles:
            day = each.published.isoformat() if each.published else None
            record = {"url": each.url, "title": each.title, "published": day, "text": each.text}
            file.write(json.dumps({**record, "outlet": each.outlet}) + "\n")


def processor(work: Callable[[], object]) -> float:
    begin = time.process_time()
    work()
    return time.process_time() - begin


def rounds(ways: dict[str, Callable[[], float]], number: int) -> dict[str, list[float]]:
    """The times of each way, the rounds going through all ways in turn."""
    times: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(number):
        for name, way in ways.items():
            times[name].append(way())
    return times


def ratio(times: dict[str, list[float]], above: str, below: str) -> str:
    """The median of the ratios of the rounds, and how far they lie apart."""
    found = sorted(a / b for a, b in zip(times[above], times[below], strict=True))
    return f"{statistics.median(found):.2f} (rounds {found[0]:.2f} to {found[-1]:.2f})"


class Bench:
    """The ways of reading one set of inputs."""

    def __init__(self, inputs: list[str], root: Path) -> None:
        self.inputs = inputs
        self.root = root
        self.articles = read(inputs)
        self.looking = FrameExtractor()
        self.parsing_all = FrameExtractor(first_look=False)
        self._folders = count()

    def fresh(self) -> EmbeddedStore:
        """A new store that has its reference data."""
        store = EmbeddedStore(self.root / f"store{next(self._folders)}")
        Writer(store).load_reference_data()
        return store

    def ingested(self, extractor: FrameExtractor) -> float:
        """Processor time of a whole ingest into a new store."""
        with self.fresh() as store:
            return processor(lambda: ingest(self.inputs, store, extractor=extractor))

    def on_the_clock(self, jobs: int) -> float:
        """Time on the clock of a whole ingest into a new store, the start of workers included."""
        with self.fresh() as store:
            begin = time.perf_counter()
            ingest(self.inputs, store, jobs=jobs)
            return time.perf_counter() - begin

    def speed(self, number: int) -> None:
        import spacy

        name = self.looking.model.name
        nlp = spacy.load(name)

        def piped() -> float:
            return processor(lambda: [None for _ in nlp.pipe(a.text for a in self.articles)])

        # once without the clock: what is loaded or built on first use
        self.looking.extract(self.articles[0])
        nlp(self.articles[0].text[:1000])
        times = rounds({"pipe": piped, "ingest": lambda: self.ingested(self.looking)}, number)
        for way, label in (("pipe", f"nlp.pipe of {name}"), ("ingest", "whole ingest")):
            print(f"  {label:<40}{statistics.median(times[way]):8.1f} s of processor time")
        print(f"  ingest over nlp.pipe: {ratio(times, 'ingest', 'pipe')}")
        print(f"  nlp.pipe over ingest: {ratio(times, 'pipe', 'ingest')}")

    def look(self, number: int) -> None:
        times = rounds(
            {
                "all": lambda: self.ingested(self.parsing_all),
                "look": lambda: self.ingested(self.looking),
            },
            number,
        )
        print(f"  every sentence parsed over first look: {ratio(times, 'all', 'look')}")
        pairs = zip(
            self.parsing_all.extract_many(self.articles),
            self.looking.extract_many(self.articles),
            strict=True,
        )
        told = lost = gained = 0
        for every, looked in pairs:
            told += len(every.claims)
            lost += _missing(every, looked)
            gained += _missing(looked, every)
        share = f"{lost / told:.2%}" if told else "none"
        print(f"  claims: {told}, lost by the first look: {lost} ({share}), only with it: {gained}")

    def jobs(self, number: int) -> None:
        times = rounds(
            {"one": lambda: self.on_the_clock(1), "two": lambda: self.on_the_clock(2)}, number
        )
        load = os.getloadavg()[0]
        one, two = (statistics.median(times[way]) for way in ("one", "two"))
        print(f"  one process {one:.1f} s, two {two:.1f} s, on {os.cpu_count()} processors")
        print(f"  one over two: {ratio(times, 'one', 'two')}; load of the machine {load:.1f}")


def _missing(extraction: Extraction, other: Extraction) -> int:
    """How many claims of one extraction the other lacks: type, status and a sentence in common."""

    def told(claim: EventClaim) -> set[tuple[str, str, int]]:
        return {(claim.type.value, claim.status.value, quote.start) for quote in claim.evidence}

    known = {key for claim in other.claims for key in told(claim)}
    return sum(known.isdisjoint(told(claim)) for claim in extraction.claims)


def memory(articles: Iterable[Article], number: int, root: Path) -> None:
    """Ingest so many articles and print the resident memory at ten points on the way."""
    path = root / "many.jsonl"
    write(islice(articles, number), path)
    step = max(number // 10, 1)
    curve: list[tuple[int, float]] = []

    def sample(progress: object) -> None:
        done = getattr(progress, "done", 0)
        if done and done % step == 0 and (not curve or curve[-1][0] != done):
            curve.append((done, _resident()))
            print(f"  {done:>8} articles {curve[-1][1]:8.0f} MB", flush=True)

    extractor = FrameExtractor()
    with EmbeddedStore(root / "many.db") as store:
        report = ingest([str(path)], store, extractor=extractor, progress=sample)
    print(f"  {report.events:>8} events derived: {_resident():.0f} MB")
    if len(curve) > 1:
        grown = (curve[-1][1] - curve[0][1]) / (curve[-1][0] - curve[0][0]) * 1000
        print(f"  growth from the first to the last of these: {grown:.1f} KB an article")


def _resident() -> float:
    """Resident memory of this process in MB."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
    except FileNotFoundError:
        import resource

        # the most so far, in bytes on macOS
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("questions", nargs="*", metavar="QUESTION", help=", ".join(QUESTIONS))
    parser.add_argument("--input", action="append", default=[], help="files that ingest reads")
    parser.add_argument("--articles", type=int, default=100, help="varied examples to make")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--memory", type=int, default=1000, help="articles that go by for memory")
    given = parser.parse_args()
    unknown = set(given.questions) - set(QUESTIONS)
    if unknown:
        parser.error(f"no question is called {sorted(unknown)[0]!r}: use {', '.join(QUESTIONS)}")
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        inputs = given.input
        if not inputs:
            made = root / "varied.jsonl"
            write(islice(varied(read([EXAMPLES])), given.articles), made)
            inputs = [str(made)]
        bench = Bench(inputs, root)
        letters = sum(len(article.text) for article in bench.articles)
        print(f"{len(bench.articles)} articles of {letters:,} characters")
        for question in given.questions or QUESTIONS:
            print(question)
            if question == "memory":
                memory(varied(read([EXAMPLES])), given.memory, root)
            else:
                getattr(bench, question)(given.rounds)


if __name__ == "__main__":
    # the workers of several jobs import this file again
    sys.exit(main())
