"""Choosing the values of a canonical event from the claims merged into it.

- Type: told most often; among equals the most special (a summit before a meeting).
- Time: the finest start, then the one told most often, then with a known end, then the earliest.
- Places: every place told, a whole country only where no city in it is; told most often first.
- Participants: every one told, with all roles (``participant`` alone only without a more special
  one), the office and represented actors told most often, the fullest name. A polity or
  organisation is left out where a person of another claim stands for it, as a careful reader would
  list the person.
- Instrument: one for all claims, see :mod:`.instruments`.
- Confidence: one claim keeps its own. Several give 1 - product of (1 - each), at most 0.99, since
  articles copy from each other and from one release.
"""

from __future__ import annotations

import dataclasses
import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from diplograph.graph import iris
from diplograph.graph.dates import EventTime, Precision
from diplograph.graph.mapping.actors import roles_in_order
from diplograph.graph.mapping.normal import evidence_order, normal_event
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
)
from diplograph.graph.resolution.actors import ActorIndex
from diplograph.graph.resolution.choice import told_most
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

_FINENESS = {Precision.DAY: 0, Precision.MONTH: 1, Precision.YEAR: 2, Precision.UNKNOWN: 3}


def canonical_event(
    cluster: Sequence[StoredClaim],
    event_of: Mapping[str, str],
    actors: ActorIndex,
    instrument_of: Callable[[Instrument], Instrument],
    place_of: Mapping[str, Place],
) -> Event:
    """Derive one event from the claims that tell of it.

    ``event_of`` gives the canonical event of every claim, ``actors`` the canonical actors,
    ``instrument_of`` the canonical instrument and ``place_of`` the description of every place.
    """
    cluster = sorted(cluster, key=lambda each: each.iri)
    iri = cluster[0].event
    claims = [each.claim for each in cluster]
    kind = told_most([each.type for each in claims], lambda each: -_SPECIAL.index(each))
    assert kind is not None
    larger = told_most(
        [event_of[each.part_of] for each in cluster if each.part_of is not None], str
    )
    told = [instrument_of(each.instrument) for each in claims if each.instrument is not None]
    event = Event(
        iri=iri,
        type=kind,
        label="",
        status=claims[0].status,
        time=_time([each.time for each in claims]),
        places=_places([each.places for each in claims], place_of),
        participants=_participants([each.participants for each in claims], actors),
        instrument=told[0] if told else None,
        topics=tuple(topic for each in claims for topic in each.topics),
        commitments=tuple(quote.text for each in claims for quote in each.commitments),
        part_of=None if larger == iri else larger,
        evidence=_evidence(cluster),
        claims=tuple(each.iri for each in cluster),
        replaces=tuple(each.event for each in cluster[1:]),
        confidence=_confidence([each.confidence for each in claims]),
        step=told_most(
            [each.step for each in claims if each.step is not None],
            lambda each: -_STEPS.index(each),
        ),
        quotations=tuple(quote.text for each in claims for quote in each.quotations),
    )
    event = normal_event(event)
    return dataclasses.replace(event, label=event_label(event))


def _time(times: list[EventTime]) -> EventTime:
    counts = Counter((each.start, each.end) for each in times)

    def order(time: EventTime) -> tuple[object, ...]:
        if time.start is None:
            return (3, 0, 0, (), (), time.words is None, time.words or "")
        end = time.end or time.start
        return (
            _FINENESS[time.precision],
            -counts[time.start, time.end],
            time.end is None,
            (time.start.first_day, time.start.last_day),
            (end.first_day, end.last_day),
            time.words is None,
            time.words or "",
        )

    return min(times, key=order)


def _places(told: list[tuple[Place, ...]], place_of: Mapping[str, Place]) -> tuple[Place, ...]:
    if len(told) == 1:
        return tuple(dict.fromkeys(place_of[place.iri] for place in told[0]))
    counts = Counter(iri for places in told for iri in {place.iri for place in places})
    cities = {place_of[iri].country for iri in counts if not _is_country(place_of[iri])}
    chosen = [
        iri
        for iri in counts
        if not _is_country(place_of[iri]) or place_of[iri].country not in cities
    ]
    return tuple(place_of[iri] for iri in sorted(chosen, key=lambda iri: (-counts[iri], iri)))


def _is_country(place: Place) -> bool:
    return place.country is not None and place.iri == iris.country(place.country)


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


def _evidence(cluster: Sequence[StoredClaim]) -> tuple[Evidence, ...]:
    found = {
        Evidence(each.article, each.url, each.published, quote)
        for each in cluster
        for quote in each.claim.evidence
    }
    return tuple(sorted(found, key=evidence_order))


def _confidence(told: list[float]) -> float:
    if len(told) == 1:
        return told[0]
    combined = 1 - math.prod(1 - each for each in sorted(told))
    return max(max(told), min(CONFIDENCE_CAP, combined))
