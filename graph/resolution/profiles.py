"""What event merging compares: a claim, seen as sides, persons, places, days and words."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from anyascii import anyascii

from diplograph.graph import iris
from diplograph.graph.dates import Precision
from diplograph.graph.model import (
    ActorKind,
    EventType,
    Instrument,
    InstrumentKind,
    InstrumentStep,
    Participant,
    Role,
    Status,
)
from diplograph.graph.resolution.actors import ActorIndex
from diplograph.graph.resolution.stored import StoredClaim

# Words that most titles of instruments share and that tell none from another; days are in titles
# where an extractor took in the date.
_COMMON_WORDS = frozenset(
    {
        "a",
        "accord",
        "agreement",
        "agreements",
        "an",
        "and",
        "between",
        "bilateral",
        "concerning",
        "contract",
        "cooperation",
        "declaration",
        "document",
        "for",
        "from",
        "government",
        "governments",
        "in",
        "intergovernmental",
        "joint",
        "memorandum",
        "mou",
        "of",
        "on",
        "or",
        "pact",
        "protocol",
        "regarding",
        "signed",
        "statement",
        "the",
        "to",
        "treaty",
        "understanding",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "today",
        "with",
    }
)

_WORD = re.compile(r"[a-z0-9]+")


class Family(Enum):
    """Types that articles may use for one and the same event."""

    GATHERING = "gathering"
    CALL = "call"
    VISIT = "visit"
    CONCLUSION = "conclusion"
    RATIFICATION = "ratification"
    ACCESSION = "accession"
    ENTRY_INTO_FORCE = "entry into force"
    TERMINATION = "termination"
    STATEMENT = "statement"
    INVITATION = "invitation"

    @property
    def is_later_step(self) -> bool:
        """Whether its events are of one side, and told apart by their instruments."""
        return self in (
            Family.RATIFICATION,
            Family.ACCESSION,
            Family.ENTRY_INTO_FORCE,
            Family.TERMINATION,
        )

    @classmethod
    def of(cls, kind: EventType) -> Family:
        """The family of a type.

        >>> Family.of(EventType.SUMMIT)
        <Family.GATHERING: 'gathering'>
        """
        if kind.is_gathering:
            return cls.GATHERING
        if kind.is_conclusion:
            return cls.CONCLUSION
        return cls[kind.name]


Sides = Mapping[str, frozenset[str]]
"""Persons by the polity or organisation that they represent; a person without one is a side."""


@dataclass(frozen=True, slots=True)
class Profile:
    """A claim as it is compared with others.

    ``sides`` are all who take part, in a visit those who travel; ``visited`` are the polities (and
    organisations) that a visit goes to. ``first`` and ``last`` are the days that the time covers.
    ``speakers`` are the sides and persons that speak in a statement, ``said`` the words of its
    quotations without punctuation.
    """

    iri: str
    article: str
    family: Family
    status: Status
    sides: Sides
    visited: frozenset[str]
    cities: frozenset[str]
    countries: frozenset[str]
    precision: Precision
    first: dt.date | None
    last: dt.date | None
    published: dt.date | None
    kind: InstrumentKind | None
    words: frozenset[str]
    quotes: frozenset[str]
    step: InstrumentStep | None
    speakers: frozenset[str]
    said: frozenset[str]

    @property
    def persons(self) -> frozenset[str]:
        """All persons named."""
        return frozenset().union(*self.sides.values())


def profile(stored: StoredClaim, actors: ActorIndex) -> Profile:
    """Make the profile of a claim, with canonical persons."""
    claim = stored.claim
    family = Family.of(claim.type)
    participants = [actors.participant(each) for each in claim.participants]
    visited: set[str] = set()
    if family is Family.VISIT:
        hosts = [each for each in participants if Role.HOST in each.roles]
        visited.update(_sides(hosts))
        codes = {place.country for place in claim.places if place.country is not None}
        visited.update(iris.polity(code) for code in codes)
        participants = [each for each in participants if Role.HOST not in each.roles]
    time = claim.time
    end = time.end or time.start
    return Profile(
        iri=stored.iri,
        article=stored.article,
        family=family,
        status=claim.status,
        sides=_sides(participants),
        visited=frozenset(visited),
        cities=frozenset(
            place.iri
            for place in claim.places
            if place.country is None or place.iri != iris.country(place.country)
        ),
        countries=frozenset(place.country for place in claim.places if place.country is not None),
        precision=time.precision,
        first=None if time.start is None else time.start.first_day,
        last=None if end is None else end.last_day,
        published=dt.date.fromisoformat(stored.published[:10]) if stored.published else None,
        kind=None if claim.instrument is None else claim.instrument.kind,
        words=frozenset() if claim.instrument is None else instrument_words(claim.instrument),
        quotes=frozenset(quote.text for quote in claim.evidence),
        step=claim.step,
        speakers=frozenset(
            iri
            for side, persons in _sides(
                [each for each in participants if Role.SPEAKER in each.roles]
            ).items()
            for iri in (side, *persons)
        ),
        said=frozenset(plain_words(quote.text) for quote in claim.quotations),
    )


def instrument_words(instrument: Instrument) -> frozenset[str]:
    """The words of title and subject that tell an instrument from others.

    >>> sorted(instrument_words(Instrument("urn:i", "Agreement on Fisheries", subject="fishing")))
    ['fisheries', 'fishing']
    """
    text = anyascii(f"{instrument.title} {instrument.subject or ''}").lower()
    return frozenset(_WORD.findall(text)) - _COMMON_WORDS


def plain_words(text: str) -> str:
    """Words in lower case without accents and punctuation, as copies of a quotation share them.

    >>> plain_words("We will not, ever, leave.")
    'we will not ever leave'
    """
    return " ".join(_WORD.findall(anyascii(text).lower()))


def _sides(participants: list[Participant]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for participant in participants:
        if participant.actor.kind is not ActorKind.PERSON:
            found.setdefault(participant.actor.iri, set())
            continue
        for side in participant.represents or (participant.actor,):
            found.setdefault(side.iri, set()).add(participant.actor.iri)
    return {side: frozenset(persons) for side, persons in found.items()}
