"""``resolve review``: candidates one after another, judged at the terminal.

Pairs are printed on stdout, questions on stderr. Every answer is written before the next pair is
shown, so that whoever stops, by q, at the end of the input or by an interrupt, loses nothing.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from diplograph.cli.common import put, say
from diplograph.cli.compared import plain, portraits, put_comparison, put_recorded
from diplograph.graph.errors import JudgementRefused, UnknownName
from diplograph.graph.judgements.model import Kind, Verdict
from diplograph.graph.judgements.recording import Opinion, record
from diplograph.graph.judgements.sides import side
from diplograph.graph.resolution.review import candidates, comparison
from diplograph.graph.writer import Writer

if TYPE_CHECKING:
    from diplograph.graph.resolution.review import Candidate
    from diplograph.graph.store import Store

_VERDICTS = {"s": Verdict.SAME, "d": Verdict.DIFFERENT, "u": Verdict.UNSURE}
_SKIP, _QUIT = "k", "q"
_QUESTION = "same, different, unsure, skip or quit? [s/d/u/k/q] "


class _EndOfInput(Exception):
    """Nobody answers any more."""


@dataclass
class _Tally:
    """What came of a review so far."""

    judged: dict[Verdict, int] = field(default_factory=dict)
    skipped: int = 0

    def __str__(self) -> str:
        parts = [f"{self.judged[each]} {each.value}" for each in Verdict if each in self.judged]
        total = sum(self.judged.values())
        return f"{total} judged ({', '.join(parts) or 'none'}), {self.skipped} skipped"


def run(store: Store, kind: Kind | None, limit: int, sentences: int, author: str) -> int:
    """Ask for each candidate until there is none, nobody answers, or somebody quits.

    Return the exit status: 0, or 130 when interrupted.
    """
    tally = _Tally()
    status = 0
    try:
        Writer(store).derive()  # whatever an interrupted run left undone
        found = candidates(store, kind, limit)
        if not found:
            say("no candidate is worth a look")
            return 0
        for number, candidate in _current(store, found):
            put_comparison(candidate, portraits(store, candidate, sentences), store.base)
            sys.stdout.flush()
            if not _judged(store, candidate, author, tally, f"{number} of {len(found)}"):
                break
    except _EndOfInput:
        say("")
    except KeyboardInterrupt:
        say("")
        status = 130
    put(str(tally))
    return status


def _current(store: Store, found: list[Candidate]) -> Iterator[tuple[int, Candidate]]:
    """Give candidates with their number, as they are after the judgements made meanwhile.

    What became one in the meantime is left out, and so is a pair that earlier answers have turned
    into one that was asked already.
    """
    asked: set[frozenset[str]] = set()
    for number, candidate in enumerate(found, 1):
        try:
            left = side(store, candidate.kind, candidate.left)
            right = side(store, candidate.kind, candidate.right)
        except UnknownName:
            continue
        pair = frozenset((left.iri, right.iri))
        if len(pair) < 2 or pair in asked:
            continue
        asked.add(pair)
        if pair != {candidate.left, candidate.right}:
            candidate = comparison(store, candidate.kind, left.iri, right.iri)
        yield number, candidate


def _judged(store: Store, candidate: Candidate, author: str, tally: _Tally, where: str) -> bool:
    """Ask for a verdict and record it; whether to go on."""
    while True:
        answer = _ask(f"({where}) {_QUESTION}").lower()
        if answer in (_QUIT, "quit"):
            return False
        if answer in (_SKIP, "skip"):
            tally.skipped += 1
            return True
        verdict = _VERDICTS.get(answer) or next(
            (each for each in Verdict if each.value == answer), None
        )
        if verdict is None:
            say("answer s, d, u, k or q")
            continue
        opinion = Opinion(
            candidate.left, candidate.right, verdict, _ask("why? "), kind=candidate.kind
        )
        try:
            recorded = record(store, [opinion], author=author)
        except JudgementRefused as error:
            say(plain(f"not recorded: {error}"))
            continue
        put_recorded(store, recorded)
        put("")
        tally.judged[verdict] = tally.judged.get(verdict, 0) + 1
        return True


def _ask(question: str) -> str:
    """Ask on stderr and read a line.

    Raises :class:`_EndOfInput` at the end of the input.
    """
    sys.stderr.write(question)
    sys.stderr.flush()
    line = sys.stdin.readline()
    if not line:
        raise _EndOfInput
    return line.strip()
