"""What events, actors, instruments and mentions can be: the closed lists of the model.

Each value is the notation of a concept of the vocabulary or the local name of a class of the
ontology. Import them from :mod:`diplograph.graph.model`, which has them beside the types that use
them.
"""

from __future__ import annotations

from enum import Enum


class EventType(str, Enum):
    """What kind of diplomatic event; the value is the local name of its ontology class."""

    MEETING = "Meeting"
    NEGOTIATION = "Negotiation"
    SUMMIT = "Summit"
    MEDIATION = "Mediation"
    CREDENTIALS = "Credentials"
    CALL = "Call"
    VISIT = "Visit"
    SIGNING = "Signing"
    AGREEMENT_REACHED = "AgreementReached"
    RATIFICATION = "Ratification"
    ACCESSION = "Accession"
    ENTRY_INTO_FORCE = "EntryIntoForce"
    TERMINATION = "Termination"
    STATEMENT = "Statement"
    INVITATION = "Invitation"

    @property
    def is_gathering(self) -> bool:
        """Whether the participants come together in person."""
        return self in _GATHERINGS

    @property
    def is_conclusion(self) -> bool:
        """Whether an instrument is concluded by it."""
        return self in (EventType.SIGNING, EventType.AGREEMENT_REACHED)

    @property
    def is_said(self) -> bool:
        """Whether it is words of a speaker, which an event of another type has none of.

        >>> EventType.INVITATION.is_said, EventType.CALL.is_said
        (True, False)
        """
        return self in (EventType.STATEMENT, EventType.INVITATION)

    @property
    def is_later_step(self) -> bool:
        """Whether it is a step in the life of an instrument after its conclusion.

        >>> EventType.RATIFICATION.is_later_step, EventType.SIGNING.is_later_step
        (True, False)
        """
        return self in _LATER_STEPS


_GATHERINGS = (
    EventType.MEETING,
    EventType.NEGOTIATION,
    EventType.SUMMIT,
    EventType.MEDIATION,
    EventType.CREDENTIALS,
)
_LATER_STEPS = (
    EventType.RATIFICATION,
    EventType.ACCESSION,
    EventType.ENTRY_INTO_FORCE,
    EventType.TERMINATION,
)


class Status(str, Enum):
    """Factuality: whether the event is told as having taken place."""

    OCCURRED = "occurred"
    PLANNED = "planned"
    CANCELLED = "cancelled"
    POSTPONED = "postponed"
    DENIED = "denied"
    HYPOTHETICAL = "hypothetical"


class Role(str, Enum):
    """The part an actor plays in an event."""

    PARTICIPANT = "participant"
    HOST = "host"
    VISITOR = "visitor"
    SIGNATORY = "signatory"
    MEDIATOR = "mediator"
    SPEAKER = "speaker"
    ADDRESSEE = "addressee"
    OBSERVER = "observer"
    CALLER = "caller"


class ActorKind(str, Enum):
    """What an actor is."""

    PERSON = "person"
    POLITY = "polity"
    ORGANIZATION = "organization"


class InstrumentKind(str, Enum):
    """Kinds of instrument, after the practice of the Vienna Convention on the Law of Treaties."""

    TREATY = "treaty"
    AGREEMENT = "agreement"
    MEMORANDUM = "memorandum"
    PROTOCOL = "protocol"
    JOINT_STATEMENT = "joint-statement"
    CONTRACT = "contract"
    OTHER = "other"


class InstrumentRelation(str, Enum):
    """What an article says of an instrument that it mentions without its conclusion."""

    MENTIONED = "mentioned"
    DISCUSSED = "discussed"
    IMPLEMENTED = "implemented"
    PROMISED = "promised"


class InstrumentStep(str, Enum):
    """The step in the life of an instrument that an event is, in the order in which they come.

    A type may hold several steps: an initialling is a ``Signing`` and a suspension a
    ``Termination``, but neither an initialled text nor a suspended treaty is told by the type.
    """

    AGREED = "agreed"
    INITIALLED = "initialled"
    SIGNED = "signed"
    EXTENDED = "extended"
    RATIFIED = "ratified"
    ACCEDED = "acceded"
    IN_FORCE = "in-force"
    SUSPENDED = "suspended"
    WITHDRAWN = "withdrawn"
    TERMINATED = "terminated"


class MentionKind(str, Enum):
    """What a stretch of text stands for."""

    PERSON = "person"
    POLITY = "polity"
    ORGANIZATION = "organization"
    PLACE = "place"
    DATE = "date"
    INSTRUMENT = "instrument"


class Aspect(str, Enum):
    """What of an event its sources may tell differently."""

    TYPE = "type"
    STATUS = "status"
    DATE = "date"
    CITY = "city"
    COUNTRY = "country"
