"""The form in which the graph keeps an extraction or an event.

RDF keeps no order and no repeats, and a store keeps numbers to some digits: the normal form says
which of the equal ways to write a thing is the one that comes back.
"""

from __future__ import annotations

import dataclasses

from diplograph.graph.mapping.actors import authority_actor, roles_in_order, sorted_actors
from diplograph.graph.mapping.terms import decimal_text
from diplograph.graph.model import (
    ActorKind,
    Disagreement,
    Event,
    Evidence,
    Extraction,
    Instrument,
    Mention,
    MentionKind,
    Participant,
    Place,
)

ACTOR_MENTIONS = {
    MentionKind.PERSON: ActorKind.PERSON,
    MentionKind.POLITY: ActorKind.POLITY,
    MentionKind.ORGANIZATION: ActorKind.ORGANIZATION,
}


def normal_form(extraction: Extraction) -> Extraction:
    """Bring an extraction into the form in which the graph keeps it.

    Mentions, evidence, commitments and quotations stand in the order of the text, roles in that of
    :class:`~diplograph.graph.model.Role`, topics by name, represented actors and parties by IRI,
    all without repeats; confidence has four digits, coordinates five; the empty model name of an
    extractor is kept as none. No participant of a claim is inferred. Claims, participants, places
    and mentioned instruments keep their order.
    """
    return dataclasses.replace(
        extraction,
        mentions=tuple(
            dict.fromkeys(
                sorted(
                    (_normal_mention(each) for each in extraction.mentions),
                    key=lambda each: (each.quote.start, each.quote.end, each.kind.value),
                )
            )
        ),
        claims=tuple(
            dataclasses.replace(
                claim,
                evidence=tuple(sorted(set(claim.evidence))),
                commitments=tuple(sorted(set(claim.commitments))),
                quotations=tuple(sorted(set(claim.quotations))),
                places=tuple(normal_place(place) for place in claim.places),
                participants=tuple(
                    dataclasses.replace(normal_participant(each), inferred=False)
                    for each in claim.participants
                ),
                instrument=claim.instrument and normal_instrument(claim.instrument),
                topics=tuple(sorted(set(claim.topics))),
                confidence=float(decimal_text(claim.confidence, 4)),
            )
            for claim in extraction.claims
        ),
        instruments=tuple(
            dataclasses.replace(each, instrument=normal_instrument(each.instrument))
            for each in extraction.instruments
        ),
    )


def normal_place(place: Place) -> Place:
    """A place with its coordinates as the graph keeps them."""
    return dataclasses.replace(
        place,
        latitude=None if place.latitude is None else float(decimal_text(place.latitude, 5)),
        longitude=None if place.longitude is None else float(decimal_text(place.longitude, 5)),
    )


def normal_participant(participant: Participant) -> Participant:
    """A participant with roles and represented actors in the order of the graph."""
    return dataclasses.replace(
        participant,
        roles=roles_in_order(participant.roles),
        represents=sorted_actors(participant.represents),
    )


def normal_instrument(instrument: Instrument) -> Instrument:
    """An instrument with its parties in the order of the graph."""
    return dataclasses.replace(instrument, parties=sorted_actors(instrument.parties))


def _normal_mention(mention: Mention) -> Mention:
    """A mention whose actor or place has the name that the graph gives back."""
    actor, place = mention.actor, mention.place
    if mention.kind in ACTOR_MENTIONS:
        place = None
        if actor is not None and authority_actor(actor.iri) != actor:
            kind = ACTOR_MENTIONS[mention.kind]
            actor = dataclasses.replace(actor, kind=kind, name=mention.name)
    else:
        actor = None
        if place is not None:
            place = dataclasses.replace(normal_place(place), name=mention.name)
    return dataclasses.replace(mention, actor=actor, place=place)


def normal_event(event: Event) -> Event:
    """Bring an event into the form in which the graph keeps it; evidence is left as it is.

    >>> from diplograph.graph.model import EventType, Status
    >>> event = Event("urn:e", EventType.CALL, "", Status.OCCURRED, topics=("trade", "arms"))
    >>> normal_event(event).topics
    ('arms', 'trade')
    """
    return dataclasses.replace(
        event,
        places=tuple(normal_place(place) for place in event.places),
        participants=tuple(normal_participant(each) for each in event.participants),
        instrument=event.instrument and normal_instrument(event.instrument),
        topics=tuple(sorted(set(event.topics))),
        commitments=tuple(sorted(set(event.commitments))),
        quotations=tuple(sorted(set(event.quotations))),
        claims=tuple(sorted(set(event.claims))),
        replaces=tuple(sorted(set(event.replaces))),
        disagreements=tuple(normal_disagreement(each) for each in event.disagreements),
        realises=tuple(sorted(set(event.realises))),
        cancels=tuple(sorted(set(event.cancels))),
        confidence=float(decimal_text(event.confidence, 4)),
    )


def normal_disagreement(told: Disagreement) -> Disagreement:
    """A value told differently with its claims and coordinates as the graph keeps them."""
    return dataclasses.replace(
        told,
        claims=tuple(sorted(set(told.claims))),
        place=None if told.place is None else normal_place(told.place),
    )


def evidence_order(evidence: Evidence) -> tuple[bool, str, str, int, int]:
    """Sort key of evidence: earliest publication first, undated last, then place in the text."""
    quote = evidence.quote
    published = evidence.published or ""
    return (evidence.published is None, published, evidence.article, quote.start, quote.end)
