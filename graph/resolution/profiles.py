"""What event merging compares: a claim, seen as sides, persons, places, days and words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum

from diplograph.graph import iris
from diplograph.graph.dates import Precision
from diplograph.graph.model import (
    ActorKind,
    EventType,
    InstrumentKind,
    InstrumentStep,
    Participant,
    Role,
    Status,
)
from diplograph.graph.resolution.actors import ActorIndex
from diplograph.graph.resolution.stored import StoredClaim
from diplograph.graph.resolution.wording import day_of_year, instrument_words, plain_words


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
    """A claim, or an event of several, as it is compared with others.

    ``sides`` are all who take part, in a visit those who travel; ``visited`` are the polities (and
    organisations) that a visit goes to, ``bodies`` the sides that are organisations, ``third``
    those that only mediate or look on. ``first`` and ``last`` are the days that the time covers;
    ``day_of_year`` is month and day where the year is not told; ``open_end`` says that only a
    beginning is told. ``published`` is the first day of publication,
    ``republished`` the last of an event of several claims. ``speakers`` are the sides and persons
    that speak in a statement, ``said`` the words of its quotations without punctuation. ``names``
    are the names that the claim gives to persons (a surname alone only where it could not be told
    whose it is), ``persons`` are all of the sides, ``unattached`` those without a side.

    >>> sides = {"urn:KOR": frozenset({"urn:kim"})}
    >>> told = Profile("urn:c", "urn:a", EventType.CALL, Status.OCCURRED, sides)
    >>> told.family, sorted(told.persons)
    (<Family.CALL: 'call'>, ['urn:kim'])
    """

    iri: str
    article: str
    type: EventType
    status: Status
    sides: Sides = field(default_factory=dict)
    bodies: frozenset[str] = frozenset()
    third: frozenset[str] = frozenset()
    visited: frozenset[str] = frozenset()
    cities: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    precision: Precision = Precision.UNKNOWN
    first: dt.date | None = None
    last: dt.date | None = None
    open_end: bool = False
    day_of_year: tuple[int, int] | None = None
    published: dt.date | None = None
    republished: dt.date | None = None
    kind: InstrumentKind | None = None
    words: frozenset[str] = frozenset()
    quotes: frozenset[str] = frozenset()
    step: InstrumentStep | None = None
    speakers: frozenset[str] = frozenset()
    said: frozenset[str] = frozenset()
    names: Mapping[str, str] = field(default_factory=dict)
    family: Family = field(init=False)
    persons: frozenset[str] = field(init=False)
    unattached: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "family", Family.of(self.type))
        object.__setattr__(self, "persons", _union(self.sides.values()))
        object.__setattr__(self, "unattached", self.persons & self.sides.keys())


def profile(stored: StoredClaim, actors: ActorIndex) -> Profile:
    """Make the profile of a claim, with canonical persons."""
    claim = stored.claim
    family = Family.of(claim.type)
    everyone = [actors.participant(each) for each in claim.participants]
    participants = everyone
    visited: set[str] = set()
    if family is Family.VISIT:
        hosts = [each for each in everyone if Role.HOST in each.roles]
        visited.update(_sides(hosts))
        codes = {place.country for place in claim.places if place.country is not None}
        visited.update(iris.polity(code) for code in codes)
        participants = [each for each in everyone if Role.HOST not in each.roles]
    published = dt.date.fromisoformat(stored.published[:10]) if stored.published else None
    first, last = _days(stored, published)
    return Profile(
        iri=stored.iri,
        article=stored.article,
        type=claim.type,
        status=claim.status,
        sides=_sides(participants),
        bodies=_bodies(participants),
        third=_third(participants),
        visited=frozenset(visited),
        cities=frozenset(
            place.iri
            for place in claim.places
            if place.country is None or place.iri != iris.country(place.country)
        ),
        countries=frozenset(place.country for place in claim.places if place.country is not None),
        precision=claim.time.precision,
        day_of_year=None if claim.time.start else day_of_year(claim.time.words),
        first=first,
        last=last,
        open_end=claim.time.start is not None and claim.time.end is None,
        published=published,
        republished=published,
        kind=None if claim.instrument is None else claim.instrument.kind,
        words=frozenset()
        if claim.instrument is None
        else instrument_words(
            claim.instrument,
            [actor for each in everyone for actor in (each.actor, *each.represents)],
        ),
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
        names=_names(claim.participants, everyone),
    )


def event_profile(profiles: Sequence[Profile]) -> Profile:
    """Make one profile of those of all claims that tell of one event.

    Everything that any of them tells is in it; the time is the finest that is told, the one told by
    most of those, the earliest of equals. ``published`` is the earliest day, ``republished`` the
    latest. The order of the profiles does not matter.

    Raises :class:`ValueError` for no profile at all.

    >>> one = Profile("urn:1", "urn:a", EventType.CALL, Status.OCCURRED, words=frozenset({"grain"}))
    >>> other = Profile("urn:2", "urn:b", EventType.CALL, Status.OCCURRED, words=frozenset({"gas"}))
    >>> sorted(event_profile([other, one]).words)
    ['gas', 'grain']
    """
    if not profiles:
        raise ValueError("an event has at least one claim")
    ordered = sorted(profiles, key=lambda each: each.iri)
    least = ordered[0]
    if len(ordered) == 1:
        return least
    sides: dict[str, frozenset[str]] = {}
    for each in ordered:
        for side, persons in each.sides.items():
            sides[side] = sides.get(side, frozenset()) | persons
    times = [(each.precision, each.first, each.last, each.open_end) for each in ordered]
    precision, first, last, open_end = min(
        times,
        key=lambda time: (
            _FINENESS[time[0]],
            -times.count(time),
            time[1] or dt.date.max,
            time[2] or dt.date.max,
            time[3],
        ),
    )
    published = [each.published for each in ordered if each.published is not None]
    republished = [each.republished for each in ordered if each.republished is not None]
    kinds = sorted({each.kind for each in ordered if each.kind is not None}, key=_kind_order)
    steps = sorted({each.step for each in ordered if each.step is not None}, key=_step_order)
    return Profile(
        iri=least.iri,
        article=least.article,
        type=min((each.type for each in ordered), key=lambda each: each.value),
        status=least.status,
        sides=sides,
        bodies=_union(each.bodies for each in ordered),
        third=frozenset(side for side in sides if _only_third(side, ordered)),
        visited=_union(each.visited for each in ordered),
        cities=_union(each.cities for each in ordered),
        countries=_union(each.countries for each in ordered),
        precision=precision,
        first=first,
        last=last,
        open_end=open_end,
        day_of_year=min((each.day_of_year for each in ordered if each.day_of_year), default=None),
        published=min(published, default=None),
        republished=max(republished, default=None),
        kind=kinds[0] if kinds else None,
        words=_union(each.words for each in ordered),
        quotes=_union(each.quotes for each in ordered),
        step=steps[-1] if steps else None,
        speakers=_union(each.speakers for each in ordered),
        said=_union(each.said for each in ordered),
        names={
            iri: min(each.names[iri] for each in ordered if iri in each.names)
            for iri in {iri for each in ordered for iri in each.names}
        },
    )


_FINENESS = {Precision.DAY: 0, Precision.MONTH: 1, Precision.YEAR: 2, Precision.UNKNOWN: 3}
_ONE_DAY = dt.timedelta(days=1)
_THIRD_ROLES = {Role.MEDIATOR, Role.OBSERVER}


def _days(stored: StoredClaim, published: dt.date | None) -> tuple[dt.date | None, dt.date | None]:
    """The days that the time covers, as far as the day of publication leaves them open.

    What is told as having occurred lies before the publication, and what is planned after it, up to
    a day of another time zone. So *this month* of an article of the tenth is its first ten days.
    """
    time = stored.claim.time
    if time.start is None:
        return None, None
    first, last = time.start.first_day, (time.end or time.start).last_day
    if published is None or time.precision is Precision.DAY:
        return first, last
    if stored.claim.status is Status.OCCURRED and first <= published + _ONE_DAY:
        last = min(last, published + _ONE_DAY)
    elif stored.claim.status is Status.PLANNED and published - _ONE_DAY <= last:
        first = max(first, published - _ONE_DAY)
    return first, last


def _kind_order(kind: InstrumentKind) -> tuple[bool, str]:
    return (kind in (InstrumentKind.OTHER, InstrumentKind.AGREEMENT), kind.value)


def _step_order(step: InstrumentStep) -> int:
    return list(InstrumentStep).index(step)


def _union(sets: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset().union(*sets)


def _names(told: Sequence[Participant], known: Sequence[Participant]) -> dict[str, str]:
    """The names that a claim gives to persons, a surname alone only where it is all we know."""
    return {
        person.actor.iri: each.actor.name
        for each, person in zip(told, known, strict=True)
        if each.actor.kind is ActorKind.PERSON
        and (each.actor.iri == person.actor.iri or " " in each.actor.name)
    }


def _only_third(side: str, profiles: Sequence[Profile]) -> bool:
    """Whether a side is a third one wherever it is told."""
    return all(side in each.third for each in profiles if side in each.sides)


def _third(participants: list[Participant]) -> frozenset[str]:
    third = [each for each in participants if not set(each.roles) - _THIRD_ROLES]
    others = [each for each in participants if each not in third]
    return frozenset(_sides(third).keys() - _sides(others).keys())


def _bodies(participants: list[Participant]) -> frozenset[str]:
    actors = [actor for each in participants for actor in (each.actor, *each.represents)]
    return frozenset(each.iri for each in actors if each.kind is ActorKind.ORGANIZATION)


def _sides(participants: list[Participant]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for participant in participants:
        if participant.actor.kind is not ActorKind.PERSON:
            found.setdefault(participant.actor.iri, set())
            continue
        for side in participant.represents or (participant.actor,):
            found.setdefault(side.iri, set()).add(participant.actor.iri)
    return {side: frozenset(persons) for side, persons in found.items()}
