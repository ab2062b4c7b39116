"""Recording and undoing judgements: from what a user says to what a store keeps.

Every way of judging (terminal, file, Python) goes through here, so that all of them take the same
names, refuse the same contradictions and change nothing when something is wrong.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from diplograph.graph.errors import BadJudgement, JudgementRefused, StoreError, UnknownName
from diplograph.graph.iris import Minter, slug
from diplograph.graph.judgements.checking import check
from diplograph.graph.judgements.files import read_judgement_file
from diplograph.graph.judgements.model import Judgement, Kind, Verdict
from diplograph.graph.judgements.rdf import read_judgements
from diplograph.graph.judgements.sides import Side, side
from diplograph.graph.store import Store
from diplograph.graph.writer import Writer
from diplograph.ontology.prefixed import expand

if TYPE_CHECKING:
    from diplograph.graph.writer import JudgeReport


@dataclass(frozen=True, slots=True)
class Opinion:
    """What somebody says of two things, in words of the user.

    ``left`` and ``right`` are IRIs (in full, as ``dgid:event/...``, or such as were merged away) or
    names of persons. ``where`` says where it stands, for messages (``"line 3"``). Without ``kind``
    the two sides tell it.
    """

    left: str
    right: str
    verdict: Verdict
    reason: str | None = None
    author: str | None = None
    kind: Kind | None = None
    where: str = ""


@dataclass(frozen=True, slots=True)
class Recorded:
    """What recording or undoing did.

    ``judgements`` are those that were recorded or withdrawn now, ``repeated`` those that their
    author had recorded before. ``changed`` are the IRIs of events and persons that are now
    otherwise; ``merged`` and ``split`` count those that became one and those that came apart.
    """

    judgements: tuple[Judgement, ...] = ()
    repeated: tuple[Judgement, ...] = ()
    changed: tuple[str, ...] = ()
    merged: int = 0
    split: int = 0


def record(
    store: Store,
    opinions: Sequence[Opinion],
    *,
    author: str,
    made: dt.datetime | None = None,
    dry: bool = False,
) -> Recorded:
    """Record what somebody says of pairs of events or persons: all of it, or nothing.

    ``author`` signs where an opinion names no author of its own; ``made`` is now unless given. With
    ``dry`` everything is checked and nothing written. An opinion that its author has recorded
    before, in force, is counted as repeated and no error.

    Two IRIs that are by now one event or person are judged as they were before they were merged:
    ``different`` takes them apart, ``same`` keeps them together whatever the rules say later.

    Raises :class:`~diplograph.graph.errors.JudgementRefused` with every problem, and nothing is
    changed: for a side that is not there or is no event or person, one thing on both sides, an
    event on the one and a person on the other, and what contradicts judgements in force.
    :class:`~diplograph.graph.errors.StoreError` when the store cannot be written.

    >>> from diplograph.graph.store import open_store
    >>> with open_store(None) as store:
    ...     try:
    ...         record(store, [Opinion("urn:a", "urn:b", Verdict.SAME)], author="ada")
    ...     except JudgementRefused as refused:
    ...         len(refused.problems)
    1
    """
    existing = read_judgements(store)
    said = _Said(existing)
    made = _whole(made or dt.datetime.now(dt.timezone.utc))
    problems: list[tuple[int, str]] = []
    wanted: dict[tuple[object, ...], tuple[int, Judgement]] = {}
    repeated: list[Judgement] = []
    for number, opinion in enumerate(opinions):
        try:
            judgement = _judgement(store, opinion, author, made)
        except (BadJudgement, JudgementRefused, UnknownName) as error:
            problems.append((number, str(error)))
            continue
        named = {expand(each.strip(), store.base) for each in (opinion.left, opinion.right)}
        earlier = said.before(judgement, named)
        if earlier is not None or _what(judgement) in wanted:
            repeated.append(earlier or judgement)
        else:
            wanted[_what(judgement)] = number, judgement
    # A list is one act and has one time, which the same author has used for nothing else.
    taken = {(each.author, each.made) for each in existing}
    authors = {each.author for _, each in wanted.values()}
    while any((each, made) in taken for each in authors):
        made += dt.timedelta(seconds=1)
    new = [replace(each, made=made) for _, each in wanted.values()]
    numbers = [number for number, _ in wanted.values()]
    problems += [(numbers[each.number], each.message) for each in check(existing, new)]
    if problems:
        raise JudgementRefused.of(
            (opinions[number].where, message) for number, message in sorted(problems)
        )
    if dry or not new:
        return Recorded(tuple(new), tuple(repeated))
    report = _writer(store).judge(new)
    return _recorded(new, repeated, report)


def undo(
    store: Store,
    judgement: str | None,
    *,
    by: str,
    reason: str | None = None,
    made: dt.datetime | None = None,
) -> Recorded:
    """Withdraw a judgement by its IRI; without one, what ``by`` judged last and is in force.

    What was recorded in one go, as from a file, is undone in one go. The judgement stays on record
    as withdrawn; events and persons become what they are without it.

    Raises :class:`~diplograph.graph.errors.UnknownName` when there is no such judgement,
    :class:`~diplograph.graph.errors.JudgementRefused` when it is withdrawn already,
    :class:`~diplograph.graph.errors.StoreError` when the store cannot be written.

    >>> from diplograph.graph.store import open_store
    >>> with open_store(None) as store:
    ...     undo(store, None, by="ada")
    Traceback (most recent call last):
    ...
    diplograph.graph.errors.UnknownName: ada has no judgement in force in memory
    """
    by, reason = by.strip(), _reasoned(reason)
    minter = Minter(store.base)
    existing = read_judgements(store)
    if judgement is None:
        own = [each for each in existing if each.author == by and each.in_force]
        if not own:
            raise UnknownName(f"{by} has no judgement in force in {store.location}")
        last = max(each.made for each in own)
        chosen = [each for each in own if each.made == last]
    else:
        iri = expand(judgement.strip(), store.base)
        chosen = [each for each in existing if each.iri(minter) == iri]
        if not chosen:
            raise UnknownName(
                f"no judgement in {store.location} has the IRI {iri}; the log lists them"
            )
        if (withdrawn := chosen[0].withdrawn) is not None:
            day = withdrawn.made.date().isoformat()
            raise JudgementRefused(f"{iri} was withdrawn on {day} by {withdrawn.by}")
    # nothing is withdrawn before it was made, even where the clocks of two machines differ
    when = max(_whole(made or dt.datetime.now(dt.timezone.utc)), *(each.made for each in chosen))
    report = _writer(store).withdraw(chosen, by, reason, when)
    return _recorded(chosen, (), report)


def read_opinions(path: str | os.PathLike[str]) -> list[Opinion]:
    """Read the judgements of a CSV file, see :func:`.files.read_judgement_file`.

    Raises :class:`~diplograph.graph.judgements.files.BadJudgementFile` with every problem.
    """
    return [
        Opinion(
            row.left,
            row.right,
            row.verdict,
            row.reason,
            row.author,
            row.kind,
            f"line {row.line}",
        )
        for row in read_judgement_file(path)
    ]


def judgements(store: Store, *, everything: bool = False) -> list[Judgement]:
    """The judgements in force, the earliest first; with ``everything`` the withdrawn ones too.

    >>> from diplograph.graph.store import open_store
    >>> judgements(open_store(None))
    []
    """
    return [each for each in read_judgements(store) if everything or each.in_force]


def _writer(store: Store) -> Writer:
    if store.read_only:
        raise StoreError(f"{store.location} is open for reading only")
    return Writer(store)


def _recorded(
    done: Sequence[Judgement], repeated: Sequence[Judgement], report: JudgeReport
) -> Recorded:
    return Recorded(tuple(done), tuple(repeated), report.changed, report.merged, report.split)


def _judgement(store: Store, opinion: Opinion, author: str, made: dt.datetime) -> Judgement:
    """Find the two sides of an opinion and put them in order."""
    left = side(store, opinion.kind, opinion.left)
    right = side(store, opinion.kind, opinion.right)
    if left.kind is not right.kind:
        raise JudgementRefused(
            f"{opinion.left} is {_A[left.kind]} and {opinion.right} is {_A[right.kind]};"
            " judge two events or two persons"
        )
    if left.iri == right.iri:
        whole = left
        left, right = (_as_named(store, text, whole) for text in (opinion.left, opinion.right))
        if left.iri == right.iri or whole in (left, right):
            raise JudgementRefused(
                f"{opinion.left} and {opinion.right} are both {whole.iri} ({whole.label});"
                f" to judge what it is made of, name two of the IRIs that it stands for"
            )
    return Judgement.of(
        left.kind,
        (left.iri, left.members),
        (right.iri, right.members),
        opinion.verdict,
        (opinion.author or author).strip(),
        made,
        _reasoned(opinion.reason),
    )


def _as_named(store: Store, text: str, whole: Side) -> Side:
    """The part of a merged thing that is named by an IRI, or person's name, from before."""
    iri = expand(text.strip(), store.base)
    named = [iri] if iri in whole.members else []
    if not named and whole.kind is Kind.PERSON:
        # the IRI of a person ends in the name under which articles tell of him
        named = [each for each in whole.members if each.rpartition("/")[2] == slug(text)]
    return replace(whole, iri=named[0], members=(named[0],)) if len(named) == 1 else whole


class _Said:
    """The judgements in force, found by what they say and of what."""

    def __init__(self, existing: Sequence[Judgement]) -> None:
        self._by_side: dict[tuple[object, ...], list[Judgement]] = {}
        for each in existing:
            if each.in_force:
                for iri in (*each.left_members, *each.right_members):
                    self._by_side.setdefault(_saying(each, iri), []).append(each)

    def before(self, judgement: Judgement, named: set[str]) -> Judgement | None:
        """The same verdict by the same author on the same two.

        Its sides may have been named otherwise (``named`` is how they are now): since then they may
        have been merged, by this very judgement or with others.
        """
        for iri in (judgement.left, *sorted(named)):
            for each in self._by_side.get(_saying(judgement, iri), ()):
                if named == {each.left, each.right} or _within(judgement, each):
                    return each
        return None


def _saying(judgement: Judgement, iri: str) -> tuple[object, ...]:
    return judgement.author, judgement.kind, judgement.verdict, iri


def _what(judgement: Judgement) -> tuple[object, ...]:
    """All that a judgement says, but its reason."""
    return _saying(judgement, judgement.left), judgement.right


def _within(one: Judgement, other: Judgement) -> bool:
    """Whether all that stands on the sides of a judgement stands so on those of another."""
    left, right = set(one.left_members), set(one.right_members)
    sides = set(other.left_members), set(other.right_members)
    return any(left <= a and right <= b for a, b in (sides, sides[::-1]))


def _reasoned(reason: str | None) -> str | None:
    """A reason in one line, None for an empty one."""
    return " ".join((reason or "").split()) or None


def _whole(moment: dt.datetime) -> dt.datetime:
    """A moment in UTC, to the second.

    >>> _whole(dt.datetime(2020, 1, 1, 9, 0, 0, 5, tzinfo=dt.timezone.utc)).isoformat()
    '2020-01-01T09:00:00+00:00'
    """
    return moment.astimezone(dt.timezone.utc).replace(microsecond=0)


_A = {Kind.EVENT: "an event", Kind.PERSON: "a person"}
