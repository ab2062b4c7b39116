"""The pipeline: inputs, articles, extractions, one atomic write an article, canonical events."""

from __future__ import annotations

import datetime as dt
import gc
import os
import signal
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from multiprocessing import get_context
from typing import TypeAlias

from diplograph.graph.errors import ExtractionError
from diplograph.graph.model import Article, Extraction, ExtractorInfo
from diplograph.graph.store import Store
from diplograph.graph.writer import WriteOutcome, Writer
from diplograph.loaders.fetch import Fetcher
from diplograph.loaders.inputs import read_articles
from diplograph.loaders.registry import Extractor, get_extractor
from diplograph.loaders.report import IngestReport
from diplograph.loaders.sources.base import Rejection
from diplograph.loaders.usage import Usage, taken

__all__ = ["Extractor", "IngestReport", "Progress", "ingest"]

# As many articles go to the extractor at once: enough for a language model to work in batches, few
# enough that a killed run has little to do again and that memory stays small.
_BATCH = 16
# Batches a worker that wait for it, so that none is idle while the writes catch up.
_AHEAD = 2

# What an extractor may raise over one article: its contract broken, and the ways in which odd text
# defeats code that reads text. Anything else (TypeError, MemoryError, ...) is a fault of the
# program and not of the article, and stops the run.
_FAULTS_OF_THE_ARTICLE = (
    ExtractionError,
    ValueError,
    LookupError,
    ArithmeticError,
    RecursionError,
)

Outcome: TypeAlias = Extraction | str
"""An extraction, or why there is none."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is: articles read, of these done, items set aside.

    An article is done when it is written, found unchanged or set aside. ``stage`` says in a few
    words what goes on now.
    """

    read: int
    done: int
    rejected: int
    stage: str = "reading"


def ingest(
    inputs: Sequence[str | os.PathLike[str]],
    store: Store,
    *,
    format: str = "auto",
    published: dt.date | dt.datetime | None = None,
    jobs: int = 1,
    extractor: Extractor | str = "frames",
    allow_private: bool = False,
    fetcher: Fetcher | None = None,
    progress: Callable[[Progress], None] | None = None,
) -> IngestReport:
    """Read articles into a store and derive its canonical events anew.

    ``inputs``, ``format`` and ``published`` are as in
    :func:`~diplograph.loaders.inputs.read_articles`. An article that the store holds as it is is
    skipped; one whose text or extractor has changed replaces what it said. Where one URL comes
    twice in a run with different texts, the later one stays. With ``jobs`` above 1 that many
    processes extract (a script then needs its ``if __name__ == "__main__"`` guard); what is written
    and in which order is the same. ``allow_private`` lets URLs lead to private addresses, where no
    ``fetcher`` is given that has its own rules.

    Each article is one atomic write, so a run can be killed at any moment and started again. What
    is wrong with an input or article is in the report and the rest goes on.

    Raises :class:`~diplograph.graph.errors.UnknownName` for an unknown format or extractor,
    :class:`~diplograph.graph.errors.StoreError` when the store cannot be written and
    :class:`~diplograph.graph.errors.ExtractionError` when a worker process is killed. After
    ``KeyboardInterrupt`` the events of what has been read are derived before it goes on its way.
    """
    if jobs < 1:
        raise ValueError(f"jobs must be 1 or more, not {jobs}")
    reader = read_articles(
        inputs,
        format=format,
        published=published,
        fetcher=fetcher or Fetcher(allow_private=allow_private),
    )
    made = get_extractor(extractor, store.base) if isinstance(extractor, str) else extractor
    run = _Run(Writer(store), made.info, progress)
    spent = _Spent()
    with _kept_alive(), _extracting(extractor, made, store.base, jobs, spent) as extract:
        try:
            run.write_all(extract(run.wanted(reader)))
        except KeyboardInterrupt:
            run.derive()
            raise
    return run.report(run.derive(), spent.total)


@contextmanager
def _kept_alive() -> Iterator[None]:
    """Spare the garbage collector what is loaded for the whole run, such as the lexicon.

    It would look through it again and again, which takes a twentieth of the time of a run.
    """
    if gc.get_freeze_count():
        # somebody else has settled what is to stay
        yield
        return
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


class _Run:
    """The state of one run: what is counted, and which articles are on their way."""

    def __init__(
        self,
        writer: Writer,
        info: ExtractorInfo,
        progress: Callable[[Progress], None] | None,
    ) -> None:
        self._writer = writer
        self._info = info
        self._progress = progress
        self._outcomes: Counter[WriteOutcome] = Counter()
        self._rejected: list[Rejection] = []
        self._read = 0
        self._failed = 0
        self._claims = 0
        # Keys of the articles that are with the extractor. What the store holds under them is
        # about to change, so it does not tell whether the next one of that key is current.
        self._underway: Counter[str] = Counter()

    def wanted(self, reader: Iterable[Article | Rejection]) -> Iterator[Article]:
        """The articles that are to be extracted."""
        for item in reader:
            if isinstance(item, Rejection):
                self._rejected.append(item)
                self._tell()
                continue
            self._read += 1
            if item.key not in self._underway and self._writer.is_current(item, self._info):
                self._outcomes[WriteOutcome.UNCHANGED] += 1
                self._tell()
                continue
            self._underway[item.key] += 1
            yield item

    def write_all(self, extracted: Iterable[tuple[Article, Outcome]]) -> None:
        """Write each extraction as it comes, an article at a time."""
        for article, outcome in extracted:
            self._underway[article.key] -= 1
            if not self._underway[article.key]:
                del self._underway[article.key]
            if isinstance(outcome, str):
                self._failed += 1
                self._rejected.append(Rejection(article.key, None, outcome))
            else:
                written = self._writer.write(outcome)
                self._outcomes[written] += 1
                if written is not WriteOutcome.UNCHANGED:
                    self._claims += len(outcome.claims)
            self._tell()

    def derive(self) -> int:
        """Bring the canonical events up to date; how many there are."""
        return self._writer.derive(self._tell)

    def report(self, events: int, usage: Usage | None) -> IngestReport:
        return IngestReport(
            read=self._read,
            new=self._outcomes[WriteOutcome.NEW],
            replaced=self._outcomes[WriteOutcome.REPLACED],
            unchanged=self._outcomes[WriteOutcome.UNCHANGED],
            rejected=tuple(self._rejected),
            claims=self._claims,
            events=events,
            usage=usage,
        )

    def _tell(self, stage: str = "reading") -> None:
        if self._progress is not None:
            done = self._outcomes.total() + self._failed
            self._progress(Progress(self._read, done, len(self._rejected), stage))


class _Spent:
    """Adds up what the extractor has used, in however many processes."""

    def __init__(self) -> None:
        self.total: Usage | None = None

    def add(self, usage: Usage | None) -> None:
        if usage is not None:
            self.total = usage if self.total is None else self.total + usage


_Extract: TypeAlias = Callable[[Iterable[Article]], Iterator[tuple[Article, Outcome]]]


@contextmanager
def _extracting(
    named: Extractor | str, made: Extractor, base: str, jobs: int, spent: _Spent
) -> Iterator[_Extract]:
    """Give what extracts: in this process, or in a pool of them that ends with the context."""
    if jobs == 1:
        yield lambda articles: _in_process(made, articles, spent)
        return
    # Spawned: a forked copy of a process with threads (a store, a language model) may hang.
    pool = ProcessPoolExecutor(
        jobs, mp_context=get_context("spawn"), initializer=_start_worker, initargs=(named, base)
    )
    try:
        yield lambda articles: _in_pool(pool, jobs, articles, spent)
    finally:
        pool.shutdown(cancel_futures=True)


def _in_process(
    extractor: Extractor, articles: Iterable[Article], spent: _Spent
) -> Iterator[tuple[Article, Outcome]]:
    for batch in _batches(articles):
        yield from zip(batch, _extracted(extractor, batch), strict=True)
        spent.add(taken(extractor))


def _in_pool(
    pool: ProcessPoolExecutor, jobs: int, articles: Iterable[Article], spent: _Spent
) -> Iterator[tuple[Article, Outcome]]:
    """Extract in the pool, a bounded number of batches ahead, and give the results in order."""
    batches = _batches(articles)
    waiting: deque[tuple[list[Article], Future[tuple[list[Outcome], Usage | None]]]] = deque()
    try:
        while True:
            for batch in islice(batches, jobs * (1 + _AHEAD) - len(waiting)):
                waiting.append((batch, pool.submit(_work, batch)))
            if not waiting:
                return
            batch, future = waiting.popleft()
            outcomes, usage = future.result()
            spent.add(usage)
            yield from zip(batch, outcomes, strict=True)
    except BrokenProcessPool as error:
        raise ExtractionError(
            "a worker process was killed, perhaps for want of memory: try fewer jobs;"
            " what has been read is kept, and running again goes on from there"
        ) from error


def _batches(articles: Iterable[Article]) -> Iterator[list[Article]]:
    iterator = iter(articles)
    while batch := list(islice(iterator, _BATCH)):
        yield batch


def _extracted(extractor: Extractor, batch: list[Article]) -> Iterator[Outcome]:
    """One outcome an article, in order; an article that fails costs the others nothing."""
    done = 0
    try:
        for extraction in extractor.extract_many(batch):
            if isinstance(extraction, ExtractionError):
                yield _reason(extraction)
            else:
                yield _checked(extraction, batch[done], extractor.info)
            done += 1
            if done == len(batch):
                return
    except _FAULTS_OF_THE_ARTICLE:
        pass  # which of the rest it was, the loop below finds out
    for article in batch[done:]:
        try:
            yield _checked(extractor.extract(article), article, extractor.info)
        except _FAULTS_OF_THE_ARTICLE as error:
            yield _reason(error)


def _checked(extraction: Extraction, article: Article, info: ExtractorInfo) -> Extraction:
    if extraction.article != article or extraction.extractor != info:
        raise ExtractionError(f"the extractor {info.name} answered for something else")
    extraction.check()
    return extraction


def _reason(error: Exception) -> str:
    said = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    return f"not extracted: {error if isinstance(error, ExtractionError) else said}"


# In a worker process: its own extractor, made once.
_worker: Extractor | None = None


def _start_worker(named: Extractor | str, base: str) -> None:
    global _worker
    # An interrupt from the keyboard reaches the whole group; the parent ends the workers in order.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _worker = get_extractor(named, base) if isinstance(named, str) else named
    gc.freeze()


def _work(batch: list[Article]) -> tuple[list[Outcome], Usage | None]:
    assert _worker is not None, "the pool calls _start_worker first"
    return list(_extracted(_worker, batch)), taken(_worker)
