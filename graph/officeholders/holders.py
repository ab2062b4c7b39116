"""Who held an office on a day: by imported lists, and by what articles themselves tell.

"The Georgian prime minister" is another person in 2013 than in 2017. The answer is a person only
where the sources leave no other: near a change of holders, where two are possible, and where the
day is not known, it is nobody.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from diplograph.graph.dates import EventTime
from diplograph.graph.iris import Minter
from diplograph.graph.officeholders.model import OfficeTerm
from diplograph.graph.officeholders.titles import is_acting, is_unique, office_keys

HANDOVER = dt.timedelta(days=7)
"""So near to the first or last day of a term nobody is taken for the holder: lists begin a term on
the day of the election, of the appointment or of the oath, and news runs a little ahead."""

REACH = 3
"""In how many months around an event articles must show who holds the office. A holder stays for
years, so within a quarter the same person before and after is the person in between."""

NOISE = 0.1
"""Which part of the observations may show somebody else: one article in ten or more that agree may
be wrong, or have been read wrongly."""

STALE = dt.timedelta(days=5 * 366)
"""After so long a term without an end counts for less: the list may be older than the event."""


class Observation(NamedTuple):
    """A month in which an article shows a person in an office.

    ``of`` is the IRI of the polity or organisation, ``month`` is ``YYYY-MM``. A plain tuple of the
    four is as good.
    """

    person: str
    office: str
    of: str
    month: str


@dataclass(frozen=True, slots=True)
class Holder:
    """Who held the office, how sure that is, and what speaks for it.

    ``person`` is an IRI; ``name`` that of the list, None where only articles tell. ``features`` are
    in the order in which they were weighed: ``listed`` (1 where a list says so), ``open_end`` (1
    where the list knows no end and the term is old), ``observed`` (in how many observations around
    the event the person holds the office) and ``agreement`` (their part of all observations).
    """

    person: str
    name: str | None
    score: float
    features: tuple[tuple[str, float], ...]

    def feature(self, name: str) -> float:
        """The value of a feature, 0 where it is missing."""
        return dict(self.features).get(name, 0.0)


def holder(
    office: str,
    of: str,
    time: EventTime,
    terms: Iterable[OfficeTerm],
    observations: Mapping[Observation, int] | None = None,
    *,
    minter: Minter | None = None,
    canonical: Callable[[str], str] | None = None,
) -> Holder | None:
    """Tell who held an office, of a polity or organisation of that IRI, at the time of an event.

    None when nobody or more than one person is possible, when the date is unknown, near the first
    or last day of a term, and for an office that several hold at a time. See :class:`OfficeBook`
    for many questions to the same sources.

    >>> from diplograph.graph.authority import load_authority
    >>> from diplograph.graph.dates import PartialDate
    >>> georgia = load_authority().actor_by_code("GEO")
    >>> since, until = PartialDate(2015, 12, 30), PartialDate(2018, 6, 13)
    >>> term = OfficeTerm("Giorgi Kvirikashvili", "Prime Minister", georgia, since, until)
    >>> found = holder("Premier", georgia.iri, EventTime.on(PartialDate(2017, 5, 4)), [term])
    >>> found.name, found.score
    ('Giorgi Kvirikashvili', 0.95)
    >>> holder("Premier", georgia.iri, EventTime.on(PartialDate(2018, 6, 12)), [term]) is None
    True
    """
    book = OfficeBook(terms, observations, minter=minter, canonical=canonical)
    return book.holder(office, of, time)


class OfficeBook:
    """Terms and observations by office, to be asked many times.

    ``minter`` gives the persons of terms their IRIs; ``canonical`` gives the IRI that stands for a
    person now, for persons that were found to be the same. What is answered for an office and a
    time depends on the terms and observations of that office alone
    (:func:`~.titles.office_keys`), and on those observations that lie at most :data:`REACH` months
    away.

    >>> OfficeBook([]).holder("President", "https://a.example/polity", EventTime()) is None
    True
    """

    def __init__(
        self,
        terms: Iterable[OfficeTerm],
        observations: Mapping[Observation, int] | None = None,
        *,
        minter: Minter | None = None,
        canonical: Callable[[str], str] | None = None,
    ) -> None:
        self._minter = minter or Minter()
        self._canonical = canonical or _itself
        self._terms: defaultdict[tuple[str, str], list[_Listed]] = defaultdict(list)
        self._months: defaultdict[tuple[str, str], dict[int, Counter[str]]] = defaultdict(dict)
        for term in terms:
            listed = self._listed(term)
            for key in term.keys:
                self._terms[term.of.iri, key].append(listed)
        for (person, office, of, month), count in (observations or {}).items():
            if count > 0:
                for key in office_keys(office, of):
                    months = self._months[of, key]
                    months.setdefault(_month(month), Counter())[self._canonical(person)] += count

    def _listed(self, term: OfficeTerm) -> _Listed:
        return _Listed(
            term,
            self._canonical(term.person(self._minter)),
            frozenset(map(self._canonical, term.person_iris(self._minter))),
        )

    def holder(self, office: str, of: str, time: EventTime) -> Holder | None:
        """Tell who held the office at that time, see :func:`holder`."""
        keys = [key for key in office_keys(office, of) if is_unique(key, of)]
        if time.start is None or not keys or is_acting(office):
            return None
        first, last = time.start.first_day, (time.end or time.start).last_day
        found = [self._of_key((of, key), first, last) for key in sorted(keys)]
        persons = {each.person for each in found if each is not None}
        if len(persons) != 1 or None in found:
            # of two offices that a title joins, one alone does not tell the person
            return None
        return max((each for each in found if each is not None), key=lambda each: each.score)

    def _of_key(self, key: tuple[str, str], first: dt.date, last: dt.date) -> Holder | None:
        listed = self._terms.get(key, [])
        near_first, near_last = _shifted(first, -HANDOVER), _shifted(last, HANDOVER)
        possible = [each for each in listed if each.term.may_cover(near_first, near_last)]
        if not possible:
            return self._observed(key, first, last)
        person = possible[0].person
        if any(person not in each.persons for each in possible):
            return None
        if not _covered([each.term for each in possible], near_first, near_last):
            return None
        names = frozenset().union(*(each.persons for each in possible))
        seen, others = self._seen(key, names, first, last)
        if others > NOISE * (seen + others):
            return None
        open_end = any(
            each.term.until is None and each.term.since is not None
            and first - each.term.since.first_day > STALE
            for each in possible
        )  # fmt: skip
        score = 0.95 - (0.15 if open_end else 0.0) + (0.03 if seen else 0.0)
        features = _features(listed=1.0, open_end=float(open_end), observed=seen, other=others)
        name = min(possible, key=lambda each: each.person != person).term.name
        return Holder(person, name, round(score, 4), features)

    def _seen(
        self, key: tuple[str, str], persons: frozenset[str], first: dt.date, last: dt.date
    ) -> tuple[int, int]:
        """Observations of these persons around the time, and those of others that no list has."""
        seen = others = 0
        for month, counts in self._around(key, first, last):
            for person, count in counts.items():
                if person in persons:
                    seen += count
                elif not self._explained(key, person, month):
                    others += count
        return seen, others

    def _explained(self, key: tuple[str, str], person: str, month: int) -> bool:
        """Whether a list has a person in the office about that month, sooner or later."""
        first, last = _first_day(month - 1), _first_day(month + 2) - dt.timedelta(days=1)
        return any(
            person in each.persons and each.term.may_cover(first, last)
            for each in self._terms.get(key, [])
        )

    def _around(
        self, key: tuple[str, str], first: dt.date, last: dt.date
    ) -> Iterator[tuple[int, Counter[str]]]:
        months = self._months.get(key, {})
        begin, end = _number(first) - REACH, _number(last) + REACH
        if end - begin > len(months):
            yield from ((each, months[each]) for each in sorted(months) if begin <= each <= end)
        else:
            yield from ((each, months[each]) for each in range(begin, end + 1) if each in months)

    def _observed(self, key: tuple[str, str], first: dt.date, last: dt.date) -> Holder | None:
        """Who is seen in the office before and after (or in the very month), and nobody else."""
        around = dict(self._around(key, first, last))
        begin, end = _number(first), _number(last)
        before = max((month for month in around if month <= begin), default=None)
        after = min((month for month in around if month >= end), default=None)
        if before is None or after is None:
            return None
        # the months beside the event's own count too: a change in them is too near
        low, high = min(before, begin - 1), max(after, end + 1)
        counts: Counter[str] = Counter()
        for month, seen in around.items():
            if low <= month <= high:
                counts.update(seen)
        person = min(counts, key=lambda each: (-counts[each], each))
        others = counts.total() - counts[person]
        at_edges = person in around[before] and person in around[after]
        if not at_edges or others > NOISE * counts.total():
            return None
        same_month = before == begin and after == end
        score = (0.8 if same_month else 0.75) + min(counts[person], 5) * 0.02
        features = _features(listed=0.0, open_end=0.0, observed=counts[person], other=others)
        return Holder(person, None, round(score, 4), features)


@dataclass(frozen=True, slots=True)
class _Listed:
    """A term with the person it is about, and all IRIs that stand for that person."""

    term: OfficeTerm
    person: str
    persons: frozenset[str]


def _itself(iri: str) -> str:
    return iri


def _features(
    *, listed: float, open_end: float, observed: int, other: int
) -> tuple[tuple[str, float], ...]:
    total = observed + other
    return (
        ("listed", listed),
        ("open_end", open_end),
        ("observed", float(observed)),
        ("agreement", round(observed / total, 4) if total else 0.0),
    )


def _covered(terms: Iterable[OfficeTerm], first: dt.date, last: dt.date) -> bool:
    """Whether terms of one person, one after another, surely cover all days of an interval."""
    reached = first - dt.timedelta(days=1) if first > dt.date.min else first
    for term in sorted(terms, key=lambda each: each.since.last_day if each.since else dt.date.max):
        if term.since is None or term.since.last_day > reached + dt.timedelta(days=1):
            continue
        if term.until is None:
            return True
        reached = max(reached, term.until.first_day)
        if reached >= last:
            return True
    return False


def _shifted(day: dt.date, by: dt.timedelta) -> dt.date:
    """A day before or after, at most the first or last of the calendar."""
    try:
        return day + by
    except OverflowError:
        return dt.date.min if by < dt.timedelta(0) else dt.date.max


def _number(day: dt.date) -> int:
    return day.year * 12 + day.month - 1


def _month(text: str) -> int:
    year, month = text.split("-")
    return int(year) * 12 + int(month) - 1


def _first_day(number: int) -> dt.date:
    year, month = divmod(number, 12)
    if year < 1:
        return dt.date.min
    return dt.date.max if year > 9999 else dt.date(year, month + 1, 1)
