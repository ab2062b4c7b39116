"""Judgements on identity: who says of which two things that they are one, or two, when and why.

A judgement names the two things as they stood when it was made, and with each the IRIs that it
stood for then. What is derived later may group these otherwise; a judgement keeps its meaning,
since it is about them and not about the canonical IRI of a day.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum

from diplograph.graph.errors import BadJudgement
from diplograph.graph.iris import Minter, digest

LONGEST_AUTHOR = 200
"""Characters that the name of an author may have."""

LONGEST_REASON = 2000
"""Characters that a reason may have."""

# Control characters and surrogates: no RDF format holds all of them, and they hide what is read.
_UNWRITABLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


class Verdict(str, Enum):
    """What is said of two things."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


class Kind(str, Enum):
    """What the two things are."""

    EVENT = "event"
    PERSON = "person"


def author_problem(author: str) -> str | None:
    """What is wrong with the name of an author, None when nothing is.

    >>> author_problem(" ")
    'a judgement names its author'
    """
    if not author.strip():
        return "a judgement names its author"
    return _text_problem("the author", author, LONGEST_AUTHOR)


def reason_problem(reason: str | None) -> str | None:
    """What is wrong with a reason, None when nothing is.

    >>> reason_problem("They met in two towns."), reason_problem("a" * 2001)
    (None, 'the reason has 2001 characters, more than 2000')
    """
    if reason is None:
        return None
    if not reason.strip():
        return "a reason is not empty: leave it out"
    return _text_problem("the reason", re.sub("[\t\n\r]", " ", reason), LONGEST_REASON)


def _text_problem(what: str, text: str, longest: int) -> str | None:
    if len(text) > longest:
        return f"{what} has {len(text)} characters, more than {longest}"
    found = _UNWRITABLE.search(text)
    return f"{what} holds the control character {found[0]!r}" if found else None


def _check(*problems: str | None) -> None:
    for problem in problems:
        if problem is not None:
            raise BadJudgement(problem)


def _moment_problem(made: dt.datetime) -> str | None:
    if made.utcoffset() != dt.timedelta(0) or made.microsecond:
        return f"the time of a judgement is in UTC and whole seconds, not {made.isoformat()}"
    return None


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """That a judgement was taken back: by whom, when (UTC, whole seconds) and why.

    Raises :class:`~diplograph.graph.errors.BadJudgement` as :class:`Judgement` does.
    """

    by: str
    made: dt.datetime
    reason: str | None = None

    def __post_init__(self) -> None:
        """Refuse what a store cannot keep."""
        _check(author_problem(self.by), reason_problem(self.reason), _moment_problem(self.made))
        object.__setattr__(self, "made", self.made.astimezone(dt.timezone.utc))


@dataclass(frozen=True, slots=True)
class Judgement:
    """One judgement on two events or two persons.

    ``left`` and ``right`` are their canonical IRIs when it was made, the lesser first;
    ``left_members`` and ``right_members`` are all IRIs that either side stood for, itself among
    them, sorted. ``made`` is in UTC and whole seconds.

    Raises :class:`~diplograph.graph.errors.BadJudgement` when the sides are in the wrong order or
    share an IRI, the time is not of this form, or the author or the reason is empty, too long or
    holds control characters.

    >>> made = dt.datetime(2026, 3, 1, 9, 30, tzinfo=dt.timezone.utc)
    >>> judgement = Judgement(Kind.PERSON, "urn:a", "urn:b", Verdict.SAME, "Ana Reyes", made)
    >>> judgement.left_members, judgement.in_force
    (('urn:a',), True)
    """

    kind: Kind
    left: str
    right: str
    verdict: Verdict
    author: str
    made: dt.datetime
    reason: str | None = None
    left_members: tuple[str, ...] = ()
    right_members: tuple[str, ...] = ()
    withdrawn: Withdrawal | None = None

    def __post_init__(self) -> None:
        """Refuse what makes no sense and bring the members into order."""
        _check(author_problem(self.author), reason_problem(self.reason), _moment_problem(self.made))
        if self.left >= self.right:
            raise BadJudgement(f"{self.left} and {self.right} are not two IRIs, the lesser first")
        left, right = {self.left, *self.left_members}, {self.right, *self.right_members}
        if left & right:
            raise BadJudgement(f"{min(left & right)} is on both sides of a judgement")
        if self.withdrawn is not None and self.withdrawn.made < self.made:
            raise BadJudgement("a judgement is withdrawn before it was made")
        object.__setattr__(self, "left_members", tuple(sorted(left)))
        object.__setattr__(self, "right_members", tuple(sorted(right)))
        object.__setattr__(self, "made", self.made.astimezone(dt.timezone.utc))

    @classmethod
    def of(
        cls,
        kind: Kind,
        one: tuple[str, Iterable[str]],
        other: tuple[str, Iterable[str]],
        verdict: Verdict,
        author: str,
        made: dt.datetime,
        reason: str | None = None,
    ) -> Judgement:
        """Judge two things, each given as its IRI and its members, in either order.

        ``made`` may be in any time zone; it is kept in UTC without fractions of a second. Raises
        :class:`~diplograph.graph.errors.BadJudgement` as the class does, and for a time without a
        zone.

        >>> made = dt.datetime(2026, 3, 1, 9, 30, 0, 5, dt.timezone.utc)
        >>> sides = ("urn:b", ["urn:c"]), ("urn:a", [])
        >>> judgement = Judgement.of(Kind.EVENT, *sides, Verdict.DIFFERENT, "Ana Reyes", made)
        >>> judgement.left, judgement.right_members, judgement.made.microsecond
        ('urn:a', ('urn:b', 'urn:c'), 0)
        """
        if made.tzinfo is None:
            raise BadJudgement(f"the time {made.isoformat()} of a judgement has no time zone")
        left, right = sorted((one, other), key=lambda side: side[0])
        return cls(
            kind=kind,
            left=left[0],
            right=right[0],
            verdict=verdict,
            author=author,
            made=made.astimezone(dt.timezone.utc).replace(microsecond=0),
            reason=reason,
            left_members=tuple(left[1]),
            right_members=tuple(right[1]),
        )

    @property
    def in_force(self) -> bool:
        """Whether it holds: not withdrawn."""
        return self.withdrawn is None

    def withdraw(self, withdrawal: Withdrawal) -> Judgement:
        """This judgement, taken back.

        Raises :class:`~diplograph.graph.errors.BadJudgement` when it was taken back before.
        """
        if self.withdrawn is not None:
            raise BadJudgement(f"{self} was withdrawn already, by {self.withdrawn.by}")
        return replace(self, withdrawn=withdrawal)

    def iri(self, minter: Minter) -> str:
        """IRI of the judgement, by all that it says but its reason; withdrawing it changes nothing.

        >>> made = dt.datetime(2026, 3, 1, tzinfo=dt.timezone.utc)
        >>> judgement = Judgement(Kind.PERSON, "urn:a", "urn:b", Verdict.SAME, "Ana Reyes", made)
        >>> judgement.iri(Minter()).startswith("https://w3id.org/diplograph/id/judgement/")
        True
        """
        said = (self.kind.value, self.left, self.right, self.verdict.value, self.author)
        return minter.judgement(digest(*said, written(self.made)))

    def __str__(self) -> str:
        """One line for people."""
        relation = _RELATIONS[self.verdict]
        return f"{self.left} {relation} {self.right} ({self.author}, {written(self.made)})"


_RELATIONS = {
    Verdict.SAME: "is the same as",
    Verdict.DIFFERENT: "is different from",
    Verdict.UNSURE: "may be the same as",
}


def written(made: dt.datetime) -> str:
    """A time in UTC as it is written.

    >>> written(dt.datetime(2026, 3, 1, 9, 30, tzinfo=dt.timezone.utc))
    '2026-03-01T09:30:00Z'
    """
    return made.replace(tzinfo=None).isoformat(timespec="seconds") + "Z"
