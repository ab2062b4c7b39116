"""All that claims say under one person's IRI, as counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from diplograph.graph.dates import Precision
from diplograph.graph.model import ActorKind, Participant
from diplograph.graph.resolution.person_features import OfficeKey
from diplograph.graph.resolution.personal_names import PersonalName, personal_name
from diplograph.graph.resolution.stored import StoredClaim

Company = Mapping[tuple[str, str], int]
"""How often who else took part, by IRI and month."""

FIELDS = ("names", "sides", "months", "offices", "company")


@dataclass(eq=False, slots=True)
class PersonFile:
    """All that claims say under one person's IRI.

    Every field counts claims: ``names`` by spelling, ``sides`` by IRI and code (empty where there
    is none) of whom the person represents, ``months`` (``YYYY-MM``), ``offices`` by title, IRI of
    what they are of and month (each empty where unknown), ``company`` by the IRI of who else takes
    part, a person or a polity, and month. ``company`` may be read from where it is kept as it is
    asked for.

    >>> file = PersonFile.from_counts("http://p.example/1", {"names": {"Antony Blinken": 2}})
    >>> file.told, file.counts()["names"]
    (2, {'Antony Blinken': 2})
    """

    iri: str
    names: Counter[str] = field(default_factory=Counter)
    sides: Counter[tuple[str, str]] = field(default_factory=Counter)
    months: Counter[str] = field(default_factory=Counter)
    offices: Counter[OfficeKey] = field(default_factory=Counter)
    company: Company = field(default_factory=Counter)

    @classmethod
    def from_counts(cls, iri: str, counts: Mapping[str, Mapping[Any, int]]) -> PersonFile:
        """Make a file of stored counts; fields may be missing, and counts of zero are left out.

        Raises :class:`ValueError` for a field that a file does not have.
        """
        unknown = sorted(counts.keys() - set(FIELDS))
        if unknown:
            raise ValueError(f"a person's file has no field {unknown[0]!r}")
        file = cls(iri)
        for name, found in counts.items():
            if found:
                setattr(file, name, Counter({key: n for key, n in found.items() if n}))
        return file

    def counts(self) -> dict[str, dict[Any, int]]:
        """Every field as a plain dictionary, as :meth:`from_counts` takes it."""
        return {name: dict(getattr(self, name)) for name in FIELDS}

    def add(self, claim: StoredClaim, participant: Participant) -> None:
        """Take in one participation."""
        month = month_of(claim)
        self.names[participant.actor.name] += 1
        for actor in participant.represents:
            self.sides[actor.iri, actor.code or ""] += 1
        if month:
            self.months[month] += 1
        office = participant.office
        if office is not None:
            of = office.of.iri if office.of is not None else ""
            self.offices[office.title, of, month] += 1
        own = {actor.iri for actor in participant.represents} | {self.iri}
        others: set[str] = set()
        for other in claim.claim.participants:
            if other.actor.kind is ActorKind.PERSON:
                others.add(other.actor.iri)
            others.update(actor.iri for actor in other.represents)
        company = Counter(self.company)
        for iri in others - own:
            company[iri, month] += 1
        self.company = company

    @property
    def told(self) -> int:
        """In how many claims the person takes part."""
        return self.names.total()

    @property
    def represents(self) -> frozenset[str]:
        """IRIs of the polities and organisations represented."""
        return frozenset(iri for iri, _ in self.sides)

    @property
    def codes(self) -> frozenset[str]:
        """Their codes, where they have one."""
        return frozenset(code for _, code in self.sides if code)

    @property
    def name(self) -> str:
        """One spelling of the name; all spellings of one IRI fold to the same."""
        return min(self.names, default="")

    @property
    def parsed(self) -> PersonalName:
        """The name taken apart."""
        return personal_name(self.name)

    @property
    def words(self) -> tuple[str, ...]:
        """The folded words of the name."""
        return self.parsed.words

    @property
    def is_full(self) -> bool:
        """Whether the name has more than one word."""
        return len(self.words) > 1

    @property
    def is_spelled_out(self) -> bool:
        """Whether the name begins with more than an initial."""
        return bool(self.words) and len(self.words[0]) > 1


def month_of(claim: StoredClaim) -> str:
    """The month in which a person has part in a claim, else that of publication; may be empty.

    A year alone is no month: of such a claim it is the month of publication when that is in the
    year, else the middle of the year.
    """
    start = claim.claim.time.start
    published = (claim.published or "")[:7]
    if start is None:
        return published
    if start.precision is not Precision.YEAR:
        return f"{start.year:04}-{start.month:02}"
    return published if published[:4] == f"{start.year:04}" else f"{start.year:04}-07"


def told_beside(file: PersonFile, iri: str) -> int:
    """How often claims tell of the person together with somebody.

    >>> company = {("p:2", "2021-03"): 2, ("p:3", "2021-03"): 1}
    >>> counts = {"months": {"2021-03": 3}, "company": company}
    >>> told_beside(PersonFile.from_counts("p:1", counts), "p:2")
    2
    """
    months = {*file.months, ""}
    if len(months) > len(file.company):
        return sum(told for (each, _), told in file.company.items() if each == iri)
    return sum(file.company.get((iri, month), 0) for month in months)
