"""The label of a canonical event: one line that says who, what, where and when."""

from __future__ import annotations

from diplograph.graph.dates import EventTime
from diplograph.graph.model import (
    ActorKind,
    Event,
    EventType,
    InstrumentStep,
    Participant,
    Role,
    Status,
)

# More names than this make a line too long to read in a table.
_NAMES = 3

_NOUNS = {
    EventType.MEETING: "Meeting of",
    EventType.NEGOTIATION: "Negotiations of",
    EventType.SUMMIT: "Summit of",
    EventType.MEDIATION: "Mediation by",
    EventType.CREDENTIALS: "Credentials of",
    EventType.CALL: "Call of",
    EventType.VISIT: "Visit of",
    EventType.SIGNING: "Signing",
    EventType.AGREEMENT_REACHED: "Agreement",
    EventType.RATIFICATION: "Ratification",
    EventType.ACCESSION: "Accession",
    EventType.ENTRY_INTO_FORCE: "Entry into force",
    EventType.TERMINATION: "Termination",
    EventType.STATEMENT: "Statement by",
    EventType.INVITATION: "Invitation by",
}

# The role of those towards whom the others act.
_DIRECTED = {
    EventType.CREDENTIALS: Role.HOST,
    EventType.STATEMENT: Role.ADDRESSEE,
    EventType.INVITATION: Role.ADDRESSEE,
}

# Steps that say more than the type of their event.
_STEP_NOUNS = {
    InstrumentStep.INITIALLED: "Initialling",
    InstrumentStep.EXTENDED: "Extension",
    InstrumentStep.SUSPENDED: "Suspension",
    InstrumentStep.WITHDRAWN: "Withdrawal",
}


def event_label(event: Event) -> str:
    """Make the label of an event from everything else it has.

    >>> from diplograph.graph.dates import PartialDate
    >>> from diplograph.graph.model import Actor, Place
    >>> kim = Participant(Actor(ActorKind.PERSON, "Kim Minji", "urn:k"), (Role.VISITOR,))
    >>> time = EventTime.on(PartialDate(2017, 8))
    >>> places = (Place("Oslo", "urn:o", "NOR"),)
    >>> event_label(Event("urn:e", EventType.VISIT, "", Status.PLANNED, time, places, (kim,)))
    'Visit of Kim Minji to Oslo, 2017-08 (planned)'
    """
    if event.type is EventType.VISIT:
        subject = _visit(event)
    elif event.type.is_conclusion:
        subject = _conclusion(event)
    elif event.type.is_later_step:
        subject = _later_step(event)
    elif event.type in _DIRECTED:
        subject = _directed(event)
    elif event.type is EventType.MEDIATION:
        subject = _mediation(event)
    else:
        subject = f"{_NOUNS[event.type]} {_names(event.participants)}"
    parts = [subject]
    place = _place(event)
    if place and event.type is not EventType.VISIT:
        parts.append(place)
    when = _when(event.time)
    if when:
        parts.append(when)
    label = ", ".join(parts)
    return label if event.status is Status.OCCURRED else f"{label} ({event.status.value})"


def _visit(event: Event) -> str:
    travellers = [each for each in event.participants if Role.VISITOR in each.roles]
    visited = _place(event)
    if not visited:
        hosts = [each for each in event.participants if Role.HOST in each.roles]
        visited = _names(tuple(hosts)) if hosts else ""
    subject = f"Visit of {_names(tuple(travellers or event.participants))}"
    return f"{subject} to {visited}" if visited else subject


def _directed(event: Event) -> str:
    """What some do towards others: ``Statement by A to B``."""
    towards = [each for each in event.participants if _DIRECTED[event.type] in each.roles]
    own = [each for each in event.participants if each not in towards]
    subject = f"{_NOUNS[event.type]} {_names(tuple(own))}"
    return f"{subject} to {_names(tuple(towards))}" if towards else subject


def _mediation(event: Event) -> str:
    mediators = tuple(each for each in event.participants if Role.MEDIATOR in each.roles)
    sides = tuple(each for each in event.participants if each not in mediators)
    return f"{_NOUNS[event.type]} {_names(mediators)} with {_names(sides)}"


def _later_step(event: Event) -> str:
    title = event.instrument.title if event.instrument is not None else "an instrument"
    noun = _step_noun(event)
    if event.type is EventType.ENTRY_INTO_FORCE or not event.participants:
        return f"{noun} of {title}"
    link = {"Withdrawal": "from", "Accession": "to"}.get(noun, "of")
    return f"{noun} {link} {title} by {_names(event.participants)}"


def _step_noun(event: Event) -> str:
    return (event.step and _STEP_NOUNS.get(event.step)) or _NOUNS[event.type]


def _conclusion(event: Event) -> str:
    signatories = [each for each in event.participants if Role.SIGNATORY in each.roles]
    by = _names(tuple(signatories or event.participants))
    title = event.instrument.title if event.instrument is not None else ""
    noun = _step_noun(event)
    if noun == "Agreement" and title.casefold() == "agreement":
        title = ""  # "Agreement on agreement" says nothing more
    if title:
        return f"{noun} on {title} by {by}" if noun == "Agreement" else f"{noun} of {title} by {by}"
    return f"{noun} by {by}"


def _place(event: Event) -> str:
    return event.places[0].name if event.places else ""


def _names(participants: tuple[Participant, ...]) -> str:
    if not participants:
        return "unnamed participants"
    names = [_name(each) for each in participants]
    if len(names) > _NAMES + 1:
        names = [*names[:_NAMES], f"{len(names) - _NAMES} others"]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _name(participant: Participant) -> str:
    actor = participant.actor
    if actor.kind is ActorKind.PERSON and participant.represents:
        return f"{actor.name} ({', '.join(each.short for each in participant.represents)})"
    return actor.name


def _when(time: EventTime) -> str:
    if time.start is None:
        return ""
    if time.end is None:
        return f"from {time.start}"
    return str(time.start) if time.start == time.end else f"{time.start} to {time.end}"
