"""Whether judgements can hold together: nothing may be judged one thing and two things at once.

Judgements that say *same* tie together all that their sides stood for, and these ties reach through
one another. A judgement that says *different* forbids any such tie between its two sides. So a
contradiction is a chain: a row of judgements that make one thing of what another takes for two.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from diplograph.graph.judgements.model import Judgement, Kind, Verdict

Thing = tuple[Kind, str]
"""An event or a person."""

_LEFT, _RIGHT, _BOTH = 1, 2, 3


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a new judgement cannot be taken; ``number`` is its place among the new, from 0.

    ``chain`` are the judgements that it contradicts, all together; with ``repeated``, the one that
    it repeats.
    """

    number: int
    message: str
    chain: tuple[Judgement, ...] = ()
    repeated: bool = False


# Links that a message shows from either end of a chain.
_SHOWN = 10


def _links(chain: Sequence[Judgement]) -> list[str]:
    """The links of a chain in words, of a long one the first and the last."""
    between = len(chain) - 2 * _SHOWN
    if between <= 0:
        return [str(each) for each in chain]
    first, last = chain[:_SHOWN], chain[-_SHOWN:]
    return [*map(str, first), f"... {between} more ...", *map(str, last)]


def check(existing: Sequence[Judgement], new: Sequence[Judgement]) -> list[Problem]:
    """Find out which new judgements cannot be taken beside those that exist.

    Judgements that were withdrawn count for nothing, and *unsure* contradicts nothing. The new ones
    are looked at in their order; one with a problem is left aside and not held against the next.
    What exists is taken as it is. A judgement is *already said* when its author has said the same
    of the same two, or of all that these stand for now.

    >>> import datetime as dt
    >>> made = dt.datetime(2026, 3, 1, 9, 30, tzinfo=dt.timezone.utc)
    >>> same = Judgement(Kind.PERSON, "urn:a", "urn:b", Verdict.SAME, "Ana Reyes", made)
    >>> two = Judgement(Kind.PERSON, "urn:a", "urn:b", Verdict.DIFFERENT, "Tom Hale", made)
    >>> for problem in check([same], [same, two]):
    ...     print(problem.number, problem.message)
    0 already said: urn:a is the same as urn:b (Ana Reyes, 2026-03-01T09:30:00Z)
    1 contradicts what is judged already; undo it first: urn:a is the same as urn:b (Ana Reyes,
    2026-03-01T09:30:00Z)
    """
    held, said = _Held(), _Said()
    for judgement in filter(_counts, existing):
        said.note(judgement)
        held.take(judgement)
    problems = []
    for number, judgement in enumerate(new):
        if not _counts(judgement):
            continue
        earlier = said.before(judgement)
        if earlier is not None:
            problems.append(Problem(number, f"already said: {earlier}", (earlier,), repeated=True))
            continue
        chain = held.contradiction(judgement)
        if chain:
            told = "; ".join(_links(chain))
            message = f"contradicts what is judged already; undo it first: {told}"
            problems.append(Problem(number, message, tuple(chain)))
            continue
        said.note(judgement)
        held.take(judgement)
    return problems


def _counts(judgement: Judgement) -> bool:
    return judgement.withdrawn is None


class _Said:
    """Who has said what, found by one of the things that it is about."""

    def __init__(self) -> None:
        self._said: dict[tuple[str, Kind, Verdict, str], list[Judgement]] = {}

    def note(self, judgement: Judgement) -> None:
        """Remember a judgement."""
        for iri in (*judgement.left_members, *judgement.right_members):
            key = (judgement.author, judgement.kind, judgement.verdict, iri)
            self._said.setdefault(key, []).append(judgement)

    def before(self, judgement: Judgement) -> Judgement | None:
        """The first judgement that this one repeats."""
        key = (judgement.author, judgement.kind, judgement.verdict, judgement.left)
        found = (each for each in self._said.get(key, ()) if _covers(each, judgement))
        return next(found, None)


def _covers(earlier: Judgement, judgement: Judgement) -> bool:
    """Whether a judgement says nothing that an earlier one of the same author does not say."""
    if (earlier.left, earlier.right) == (judgement.left, judgement.right):
        return True
    one, other = set(judgement.left_members), set(judgement.right_members)
    left, right = set(earlier.left_members), set(earlier.right_members)
    return (one <= left and other <= right) or (one <= right and other <= left)


def _sides(judgement: Judgement) -> tuple[list[Thing], list[Thing]]:
    """All that either side stands for."""
    kind = judgement.kind
    return (
        [(kind, iri) for iri in judgement.left_members],
        [(kind, iri) for iri in judgement.right_members],
    )


@dataclass(slots=True)
class _Group:
    """Things that judgements make one, and the sides of judgements for two that they are on."""

    things: list[Thing]
    apart: dict[int, int] = field(default_factory=dict)


class _Held:
    """The judgements that hold, grouped so that one more is checked without a look at the rest."""

    def __init__(self) -> None:
        self._groups: dict[Thing, _Group] = {}
        self._ties: dict[Thing, list[Judgement]] = {}
        self._apart: list[Judgement] = []

    def take(self, judgement: Judgement) -> None:
        """Let a judgement hold."""
        left, right = _sides(judgement)
        if judgement.verdict is Verdict.SAME:
            for thing in (*left, *right):
                self._ties.setdefault(thing, []).append(judgement)
            self._join([*left, *right])
        elif judgement.verdict is Verdict.DIFFERENT:
            number = len(self._apart)
            self._apart.append(judgement)
            for side, things in ((_LEFT, left), (_RIGHT, right)):
                for thing in things:
                    apart = self._group(thing).apart
                    apart[number] = apart.get(number, 0) | side

    def contradiction(self, judgement: Judgement) -> list[Judgement]:
        """The judgements that a judgement contradicts together; none when it can hold."""
        left, right = _sides(judgement)
        if judgement.verdict is Verdict.DIFFERENT:
            shared = {id(self._group(thing)) for thing in left} & {
                id(self._group(thing)) for thing in right
            }
            return self._chain(left, right) if shared else []
        if judgement.verdict is Verdict.SAME:
            number = self._torn(self._groups_of((*left, *right)))
            if number is not None:
                apart = self._apart[number]
                return [*self._chain(*_sides(apart), judgement), apart]
        return []

    def _group(self, thing: Thing) -> _Group:
        group = self._groups.get(thing)
        if group is None:
            group = self._groups[thing] = _Group([thing])
        return group

    def _groups_of(self, things: Iterable[Thing]) -> list[_Group]:
        """The groups that things are in, each once, the largest last."""
        groups = {id(group): group for group in map(self._group, things)}
        return sorted(groups.values(), key=lambda group: len(group.things) + len(group.apart))

    def _torn(self, groups: list[_Group]) -> int | None:
        """The first judgement for two both of whose sides would come into one group.

        One that is contradicted as it is, which only a store from elsewhere can hold, is no
        reason to refuse what has nothing to do with it.
        """
        *smaller, largest = groups
        sides: dict[int, int] = {}
        for group in smaller:
            for number, side in group.apart.items():
                if side != _BOTH:
                    sides[number] = sides.get(number, 0) | side
        torn = (
            number
            for number, side in sides.items()
            if side | largest.apart.get(number, 0) == _BOTH and largest.apart.get(number) != _BOTH
        )
        return min(torn, default=None)

    def _join(self, things: list[Thing]) -> None:
        """Put the groups of things into the largest of them."""
        *smaller, largest = self._groups_of(things)
        for group in smaller:
            largest.things += group.things
            for thing in group.things:
                self._groups[thing] = largest
            for number, side in group.apart.items():
                largest.apart[number] = largest.apart.get(number, 0) | side

    def _chain(
        self, start: list[Thing], goal: list[Thing], more: Judgement | None = None
    ) -> list[Judgement]:
        """The shortest row of judgements for one that leads from a side to the other.

        ``more`` is a judgement that would tie as well; it is a step, and is not told.
        """
        extra = {thing for side in _sides(more) for thing in side} if more is not None else set()
        wanted = set(goal)
        came: dict[Thing, tuple[Thing, Judgement] | None] = dict.fromkeys(start)
        todo = deque(start)
        while todo:
            thing = todo.popleft()
            if thing in wanted:
                return [step for step in _steps_back(came, thing) if step is not more]
            ties = self._ties.get(thing, [])
            if more is not None and thing in extra:
                ties = [*ties, more]
            for tie in ties:
                for side in _sides(tie):
                    for other in side:
                        if other not in came:
                            came[other] = (thing, tie)
                            todo.append(other)
        raise AssertionError("two things are in one group and nothing ties them")


def _steps_back(
    came: dict[Thing, tuple[Thing, Judgement] | None], thing: Thing
) -> Iterator[Judgement]:
    steps = []
    at = came[thing]
    while at is not None:
        thing, judgement = at
        steps.append(judgement)
        at = came[thing]
    return reversed(steps)
