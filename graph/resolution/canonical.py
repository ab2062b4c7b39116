"""Choosing the values of a canonical event from the claims merged into it.

- Type: told by most sources; among equals the most special (a summit before a meeting).
- Time: the finest start, then the one told by most sources, then on an official site, then with a
  known end, then the earliest.
- Places: of a visit every place told; of other events the city told by most sources, then on an
  official site, then one with coordinates, and the cities that a claim tells together with it. A
  whole country only where no city in it is told. Told most often first.
- What is told otherwise stands beside it, see :mod:`.disagreements`, which says what a source is.
- Participants: every one told, with all roles (``participant`` alone only without a more special
  one), the office and represented actors told most often, the fullest name. A polity or
  organisation is left out where a person of another claim stands for it, as a careful reader would
  list the person.
- Instrument: one for all claims, see :mod:`.instruments`.
- Confidence: one claim keeps its own, and so do copies of one text, the surest of them. Several
  sources give 1 - product of (1 - each), at most 0.99, since articles follow each other.
"""

from __future__ import annotations

import dataclasses
import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from diplograph.graph.dates import EventTime, PartialDate, Precision
from diplograph.graph.evidence import folded
from diplograph.graph.mapping.actors import roles_in_order
from diplograph.graph.mapping.normal import normal_event
from diplograph.graph.model import (
    ActorKind,
    Event,
    EventType,
    Evidence,
    Instrument,
    InstrumentStep,
    Office,
    Participant,
    Place,
    Role,
    Status,
)
from diplograph.graph.resolution.actors import ActorIndex
from diplograph.graph.resolution.choice import told_most
from diplograph.graph.resolution.disagreements import (
    Teller,
    disagreements,
    is_country,
    tellers,
    told_by_most,
)
from diplograph.graph.resolution.labels import event_label
from diplograph.graph.resolution.stored import StoredClaim

CONFIDENCE_CAP = 0.99

# The more special a type, the later: what breaks a tie between equally frequent types.
_SPECIAL = (
    EventType.MEETING,
    EventType.NEGOTIATION,
    EventType.SUMMIT,
    EventType.MEDIATION,
    EventType.CREDENTIALS,
    EventType.CALL,
    EventType.VISIT,
    EventType.AGREEMENT_REACHED,
    EventType.SIGNING,
    EventType.RATIFICATION,
    EventType.ACCESSION,
    EventType.ENTRY_INTO_FORCE,
    EventType.TERMINATION,
    EventType.STATEMENT,
    EventType.INVITATION,
)
_STEPS = list(InstrumentStep)
_STATUSES = list(Status)

_FINENESS = {Precision.DAY: 0, Precision.MONTH: 1, Precision.YEAR: 2, Precision.UNKNOWN: 3}


def canonical_event(
    cluster: Sequence[StoredClaim],
    event_of: Mapping[str, str],
    actors: ActorIndex,
    instrument_of: Callable[[Instrument], Instrument],
    place_of: Mapping[str, Place],
    copies: Mapping[str, str] = MappingProxyType({}),
) -> Event:
    """Derive one event from the claims that tell of it.

    ``event_of`` gives the canonical event of every claim, ``actors`` the canonical actors,
    ``instrument_of`` the canonical instrument and ``place_of`` the description of every place.
    ``copies`` gives for the IRI of an article that copies another the one that stands for all
    copies: together they are one source. ``realises`` and ``cancels`` are left empty.
    """
    told_by = tellers(cluster, copies)
    cluster = [each.claim for each in told_by]
    iri = cluster[0].event
    claims = [each.claim for each in cluster]
    kind = told_by_most(
        [(each.claim.claim.type, each) for each in told_by], lambda each: -_SPECIAL.index(each)
    )
    status = told_by_most([(each.claim.claim.status, each) for each in told_by], _STATUSES.index)
    assert kind is not None
    assert status is not None
    larger = told_most(
        [event_of[each.part_of] for each in cluster if each.part_of is not None], str
    )
    told = [instrument_of(each.instrument) for each in claims if each.instrument is not None]
    event = Event(
        iri=iri,
        type=kind,
        label="",
        status=status,
        time=_time(told_by),
        places=_places(kind, told_by, place_of),
        participants=_participants([each.participants for each in claims], actors),
        instrument=told[0] if told else None,
        topics=tuple(topic for each in claims for topic in each.topics),
        commitments=tuple(quote.text for each in claims for quote in each.commitments),
        part_of=None if larger == iri else larger,
        evidence=folded(_evidence(cluster), copies),
        claims=tuple(each.iri for each in cluster),
        replaces=tuple(each.event for each in cluster[1:]),
        confidence=_confidence(told_by),
        step=told_most(
            [each.step for each in claims if each.step is not None],
            lambda each: -_STEPS.index(each),
        ),
        quotations=tuple(quote.text for each in claims for quote in each.quotations),
    )
    event = normal_event(event)
    return normal_event(
        dataclasses.replace(
            event,
            label=event_label(event),
            disagreements=disagreements(event, told_by, place_of) if len(cluster) > 1 else (),
        )
    )


def _time(told_by: Sequence[Teller]) -> EventTime:
    times = [(each.claim.claim.time, each) for each in told_by]
    finest = min(_FINENESS[time.precision] for time, _ in times)
    finest_told = [(time, each) for time, each in times if _FINENESS[time.precision] == finest]
    chosen = told_by_most(
        [((time.start, time.end), each) for time, each in finest_told], _bounds_order
    )
    words = [time for time, _ in finest_told if (time.start, time.end) == chosen]
    return min(words, key=lambda time: (time.words is None, time.words or ""))


def _bounds_order(bounds: tuple[PartialDate | None, PartialDate | None]) -> tuple[object, ...]:
    start, end = bounds
    if start is None:
        return ()
    last = end or start
    return (end is None, start.first_day, start.last_day, last.first_day, last.last_day)


def _places(
    kind: EventType, told_by: Sequence[Teller], place_of: Mapping[str, Place]
) -> tuple[Place, ...]:
    told = [[place_of[place.iri] for place in each.claim.claim.places] for each in told_by]
    if len(told) == 1:
        return tuple(dict.fromkeys(told[0]))
    counts = Counter(place.iri for places in told for place in dict.fromkeys(places))
    countries = {iri for iri in counts if is_country(place_of[iri])}
    cities = counts.keys() - countries
    if kind is EventType.VISIT:
        within = {place_of[iri].country for iri in cities}
        chosen = cities | {iri for iri in countries if place_of[iri].country not in within}
    else:
        chosen = _one_place(told_by, cities or countries, place_of)
    return tuple(place_of[iri] for iri in sorted(chosen, key=lambda iri: (-counts[iri], iri)))


def _one_place(
    told_by: Sequence[Teller], places: set[str], place_of: Mapping[str, Place]
) -> set[str]:
    """The place that stands, with those that a claim tells together with it."""
    told = [
        [place.iri for place in each.claim.claim.places if place.iri in places] for each in told_by
    ]
    standing = told_by_most(
        [(iri, each) for iris, each in zip(told, told_by, strict=True) for iri in iris],
        lambda iri: (place_of[iri].latitude is None, iri),
    )
    return {iri for iris in told if standing in iris for iri in iris}


def _participants(
    told: list[tuple[Participant, ...]], actors: ActorIndex
) -> tuple[Participant, ...]:
    lists = [_as_known(participants, actors) for participants in told]
    if len(lists) == 1:
        return tuple(lists[0].values())
    stands_for = _standing_for(lists)
    # The fullest list sets the order, so that a label begins with whom most articles begin with.
    lists.sort(key=lambda each: (-len(each), list(each)))
    parts: dict[str, list[Participant]] = {}
    for participants in lists:
        for iri, participant in participants.items():
            parts.setdefault(iri, []).append(participant)
    roles = {iri: {role for part in each for role in part.roles} for iri, each in parts.items()}
    for iri, people in stands_for.items():
        if iri in parts:
            if len(people) == 1:
                roles[next(iter(people))] |= roles[iri]
            del parts[iri]
    return tuple(_participant(each, roles[iri]) for iri, each in parts.items())


def _as_known(participants: tuple[Participant, ...], actors: ActorIndex) -> dict[str, Participant]:
    """One article's participants by canonical IRI; the same person twice becomes one."""
    found: dict[str, list[Participant]] = {}
    for participant in participants:
        known = actors.participant(participant)
        found.setdefault(known.actor.iri, []).append(known)
    return {
        iri: each[0]
        if len(each) == 1
        else _participant(each, {role for part in each for role in part.roles})
        for iri, each in found.items()
    }


def _standing_for(lists: list[dict[str, Participant]]) -> dict[str, set[str]]:
    """Polities and organisations that some article names a person for instead of listing them."""
    people: dict[str, set[str]] = {}
    for participants in lists:
        for iri, participant in participants.items():
            if participant.actor.kind is ActorKind.PERSON:
                for represented in participant.represents:
                    if represented.iri not in participants:
                        people.setdefault(represented.iri, set()).add(iri)
    return people


def _participant(parts: list[Participant], roles: set[Role]) -> Participant:
    special = roles - {Role.PARTICIPANT} or roles
    offices = [each.office for each in parts if each.office is not None]
    represents = [each.represents for each in parts if each.represents]
    return Participant(
        actor=parts[0].actor,
        roles=roles_in_order(special),
        office=told_most(offices, _office_order),
        represents=told_most(represents, lambda each: (-len(each), repr(each))) or (),
    )


def _office_order(office: Office) -> tuple[bool, int, str]:
    return (office.of is None, -len(office.title), office.label)


def _evidence(cluster: Sequence[StoredClaim]) -> set[Evidence]:
    return {
        Evidence(each.article, each.url, each.published, quote)
        for each in cluster
        for quote in each.claim.evidence
    }


def _confidence(told_by: Sequence[Teller]) -> float:
    by_source: dict[str, float] = {}
    for each in told_by:
        confidence = each.claim.claim.confidence
        by_source[each.source] = max(confidence, by_source.get(each.source, 0.0))
    told = sorted(by_source.values())
    if len(told) == 1:
        return told[0]
    combined = 1 - math.prod(1 - each for each in told)
    return max(told[-1], min(CONFIDENCE_CAP, combined))
