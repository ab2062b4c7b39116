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
