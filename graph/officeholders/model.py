"""The frozen types of terms of office."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from diplograph.graph.dates import PartialDate
from diplograph.graph.errors import InvalidDate
from diplograph.graph.iris import Minter
from diplograph.graph.model import Actor, Office
from diplograph.graph.officeholders.titles import is_acting, office_keys


@dataclass(frozen=True, slots=True)
class OfficeTerm:
    """Who held an office, of what, from when to when.

    ``office`` is the title as the authority writes it where it knows it. ``since`` and ``until``
    are inclusive and known to the day, the month or the year; ``since`` is None where the beginning
    is not known, ``until`` while the office is held. ``wikidata`` is the item of the person, as in
    ``Q567``. ``row`` is the line of the file, which tells no two terms apart.

    Raises :class:`~diplograph.graph.errors.InvalidDate` when the end lies before the beginning.

    >>> from diplograph.graph.authority import load_authority
    >>> georgia = load_authority().actor_by_code("GEO")
    >>> term = OfficeTerm(
    ...     "Giorgi Kvirikashvili", "Prime Minister", georgia,
    ...     PartialDate(2015, 12, 30), PartialDate(2018, 6, 13),
    ... )
    >>> term.label, term.person(Minter()).rpartition("/")[2]
    ('Prime Minister of Georgia', 'giorgi-kvirikashvili')
    """

    name: str
    office: str
    of: Actor
    since: PartialDate | None = None
    until: PartialDate | None = None
    aliases: tuple[str, ...] = ()
    wikidata: str | None = None
    row: int | None = field(default=None, compare=False)

    def __post_init__(self) -> None:
        if self.since and self.until and self.until.last_day < self.since.first_day:
            raise InvalidDate(f"the end {self.until} lies before the beginning {self.since}")

    @property
    def names(self) -> tuple[str, ...]:
        """Every spelling of the name."""
        return (self.name, *self.aliases)

    @property
    def label(self) -> str:
        """The office with its polity or organisation."""
        return Office(self.office, self.of).label

    @property
    def keys(self) -> frozenset[str]:
        """The keys of the offices, see :func:`.titles.office_key`."""
        return office_keys(self.office, self.of.iri)

    @property
    def is_acting(self) -> bool:
        """Whether the person stood in for a holder."""
        return is_acting(self.office)

    def person(self, minter: Minter) -> str:
        """The IRI that articles give to a person of this name and side."""
        return minter.person(self.name, self.of.code)

    def person_iris(self, minter: Minter) -> frozenset[str]:
        """The IRIs that articles give to the person under any of the names."""
        return frozenset(minter.person(name, self.of.code) for name in self.names)

    def may_cover(self, first: dt.date, last: dt.date) -> bool:
        """Whether the office may have been held on a day of the interval.

        >>> from diplograph.graph.model import ActorKind
        >>> body = Actor(ActorKind.ORGANIZATION, "A Body", "https://a.example/body")
        >>> term = OfficeTerm("A. Person", "Chair", body, PartialDate(2013, 11))
        >>> day = dt.date(2013, 11, 20)
        >>> term.may_cover(day, day), term.covers(day, day)
        (True, False)
        """
        begun = self.since is None or self.since.first_day <= last
        return begun and (self.until is None or first <= self.until.last_day)

    def covers(self, first: dt.date, last: dt.date) -> bool:
        """Whether the office was surely held on every day of the interval."""
        begun = self.since is not None and self.since.last_day <= first
        return begun and (self.until is None or last <= self.until.first_day)


@dataclass(frozen=True, slots=True)
class RowProblem:
    """What is wrong with one row: where it stands, as a line or an IRI, and the reason."""

    where: str
    reason: str

    def __str__(self) -> str:
        return f"{self.where}: {self.reason}"


@dataclass(frozen=True, slots=True)
class TermFile:
    """What a file of terms holds: the terms, the rows set aside, and what looks odd."""

    terms: tuple[OfficeTerm, ...] = ()
    rejected: tuple[RowProblem, ...] = ()
    warnings: tuple[RowProblem, ...] = ()
