"""Labels of agreements that texts give no title."""

from __future__ import annotations

import pytest

from diplograph.graph.dates import EventTime, PartialDate
from diplograph.graph.model import (
    Actor,
    ActorKind,
    Event,
    EventType,
    Instrument,
    InstrumentKind,
    InstrumentStep,
    Participant,
    Role,
    Status,
)
from diplograph.graph.resolution.labels import event_label


@pytest.mark.parametrize(
    ("kind", "title", "label"),
    [
        (EventType.AGREEMENT_REACHED, "agreement", "Agreement by Norway, 2017-08"),
        (EventType.AGREEMENT_REACHED, "Tidal Pact", "Agreement on Tidal Pact by Norway, 2017-08"),
        (EventType.SIGNING, "agreement", "Signing of agreement by Norway, 2017-08"),
    ],
)
def test_an_agreement_is_not_on_an_agreement(kind, title, label):
    norway = Participant(Actor(ActorKind.POLITY, "Norway", "urn:n"), (Role.SIGNATORY,))
    about = Instrument("urn:i", title, InstrumentKind.AGREEMENT)
    event = Event(
        "urn:e",
        kind,
        "",
        Status.OCCURRED,
        EventTime.on(PartialDate(2017, 8)),
        (),
        (norway,),
        instrument=about,
    )
    assert event_label(event) == label


def part(name: str, role: Role) -> Participant:
    return Participant(Actor(ActorKind.PERSON, name, f"urn:{name}"), (role,))


@pytest.mark.parametrize(
    ("kind", "step", "roles", "label"),
    [
        (EventType.SIGNING, "initialled", (Role.SIGNATORY,) * 2, "Initialling of Pact by A and B"),
        (EventType.AGREEMENT_REACHED, "extended", (Role.SIGNATORY,), "Extension of Pact by A"),
        (EventType.RATIFICATION, "ratified", (Role.PARTICIPANT,), "Ratification of Pact by A"),
        (EventType.ACCESSION, "acceded", (Role.PARTICIPANT,), "Accession to Pact by A"),
        (EventType.ENTRY_INTO_FORCE, "in-force", (Role.PARTICIPANT,), "Entry into force of Pact"),
        (EventType.TERMINATION, "withdrawn", (Role.PARTICIPANT,), "Withdrawal from Pact by A"),
        (EventType.TERMINATION, "terminated", (), "Termination of Pact"),
        (EventType.STATEMENT, None, (Role.SPEAKER, Role.ADDRESSEE), "Statement by A to B"),
        (EventType.STATEMENT, None, (Role.SPEAKER,), "Statement by A"),
        (EventType.INVITATION, None, (Role.ADDRESSEE, Role.SPEAKER), "Invitation by B to A"),
        (EventType.CREDENTIALS, None, (Role.HOST, Role.PARTICIPANT), "Credentials of B to A"),
        (EventType.MEDIATION, None, (Role.PARTICIPANT, Role.MEDIATOR), "Mediation by B with A"),
    ],
)  # fmt: skip
def test_the_label_says_who_did_what(kind, step, roles, label):
    participants = tuple(part(name, role) for name, role in zip("AB", roles, strict=False))
    about = Instrument("urn:i", "Pact") if step else None
    event = Event(
        "urn:e",
        kind,
        "",
        Status.OCCURRED,
        participants=participants,
        instrument=about,
        step=InstrumentStep(step) if step else None,
    )
    assert event_label(event) == label
