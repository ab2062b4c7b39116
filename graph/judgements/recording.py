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

from diplograph.graph.errors import JudgementRefused, UnknownName
from diplograph.graph.iris import Minter
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

LONGEST_AUTHOR = 200
"""How many characters the name of an author may have."""

LONGEST_REASON = 2000
"""How many characters a reason may have."""


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
    ...     record(store, [Opinion("urn:a", "urn:b", Verdict.SAME)], author="ada")
    Traceback (most recent call last):
    ...
    diplograph.graph.errors.JudgementRefused: no event or person in memory has the IRI urn:a
    """
    existing = read_judgements(store)
    made = _whole(made or dt.datetime.now(dt.timezone.utc))
    problems: list[tuple[str, str]] = []
    wanted: list[tuple[Opinion, Judgement]] = []
    repeated: list[Judgement] = []
    for opinion in opinions:
        try:
            judgement = _judgement(store, opinion, author, made)
        except (UnknownName, JudgementRefused) as error:
            problems.append((opinion.where, str(error)))
            continue
        said = _said(existing, opinion, judgement, store)
        if said is not None:
            repeated.append(said)
        elif any(_alike(judgement, other) for _, other in wanted):
            repeated.append(judgement)
        else:
            wanted.append((opinion, judgement))
    # A list is one act and has one time, which the same author has used for nothing else.
    taken = {(each.author, each.made) for each in existing}
    while any((each.author, made) in taken for _, each in wanted):
        made += dt.timedelta(seconds=1)
    new = [replace(each, made=made) for _, each in wanted]
    problems += [(wanted[each.number][0].where, each.message) for each in check(existing, new)]
    if problems:
        raise JudgementRefused.of(problems)
    if dry or not new:
        return Recorded(tuple(new), tuple(repeated))
    report = Writer(store).judge(new)
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
    :class:`~diplograph.graph.errors.JudgementRefused` when it is withdrawn already.

    >>> from diplograph.graph.store import open_store
    >>> with open_store(None) as store:
    ...     undo(store, None, by="ada")
    Traceback (most recent call last):
    ...
    diplograph.graph.errors.UnknownName: ada has no judgement in force in memory
    """
    by, reason = _signed(by), _reasoned(reason)
    minter = Minter(store.base)
    existing = read_judgements(store)
    if judgement is None:
        own = [each for each in existing if each.author == by and each.withdrawn is None]
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
    when = _whole(made or dt.datetime.now(dt.timezone.utc))
    report = Writer(store).withdraw(chosen, by, reason, when)
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
    return [each for each in read_judgements(store) if everything or each.withdrawn is None]


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
        left = _as_named(store, opinion.left, left)
        right = _as_named(store, opinion.right, right)
        if left.iri == right.iri:
            raise JudgementRefused(
                f"{opinion.left} and {opinion.right} are both {left.iri} ({left.label});"
                f" to judge what it is made of, name two of the IRIs that it stands for"
            )
    first, second = sorted((left, right), key=lambda each: each.iri)
    return Judgement(
        first.kind,
        first.iri,
        second.iri,
        opinion.verdict,
        _signed(opinion.author or author),
        made,
        _reasoned(opinion.reason),
        tuple(sorted(first.members)),
        tuple(sorted(second.members)),
    )


def _as_named(store: Store, text: str, found: Side) -> Side:
    """The side as it was before it was merged, where it is named by an IRI of that time."""
    iri = expand(text.strip(), store.base)
    return replace(found, iri=iri, members=(iri,)) if iri in found.members else found


def _said(
    existing: Sequence[Judgement], opinion: Opinion, judgement: Judgement, store: Store
) -> Judgement | None:
    """The same verdict by the same author on the same two, if it is in force.

    Its sides may have been named otherwise: since then they may have been merged, by this very
    judgement or with others.
    """
    named = {expand(each.strip(), store.base) for each in (opinion.left, opinion.right)}
    for each in existing:
        if each.withdrawn is None and (each.author, each.kind, each.verdict) == (
            judgement.author,
            judgement.kind,
            judgement.verdict,
        ):
            if named == {each.left, each.right} or _within(judgement, each):
                return each
    return None


def _within(one: Judgement, other: Judgement) -> bool:
    """Whether all that stands on the sides of a judgement stands so on those of another."""
    left, right = set(one.left_members), set(one.right_members)
    sides = set(other.left_members), set(other.right_members)
    return any(left <= a and right <= b for a, b in (sides, sides[::-1]))


def _alike(one: Judgement, other: Judgement) -> bool:
    """Whether two judgements say the same of the same, by the same author."""
    return (one.kind, one.left, one.right, one.verdict, one.author) == (
        other.kind,
        other.left,
        other.right,
        other.verdict,
        other.author,
    )


def _signed(author: str) -> str:
    author = author.strip()
    if not author or len(author) > LONGEST_AUTHOR or not author.isprintable():
        raise JudgementRefused(
            f"an author has one to {LONGEST_AUTHOR} printable characters: {author[:50]!r}"
        )
    return author


def _reasoned(reason: str | None) -> str | None:
    reason = " ".join((reason or "").split())
    if len(reason) > LONGEST_REASON or (reason and not reason.isprintable()):
        raise JudgementRefused(
            f"a reason has at most {LONGEST_REASON} printable characters: {reason[:50]!r}"
        )
    return reason or None


def _whole(moment: dt.datetime) -> dt.datetime:
    """A moment in UTC, to the second.

    >>> _whole(dt.datetime(2020, 1, 1, 9, 0, 0, 5, tzinfo=dt.timezone.utc)).isoformat()
    '2020-01-01T09:00:00+00:00'
    """
    return moment.astimezone(dt.timezone.utc).replace(microsecond=0)


_A = {Kind.EVENT: "an event", Kind.PERSON: "a person"}
