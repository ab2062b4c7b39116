"""The frozen types that every room of the house shares.

An :class:`Article` is read by an extractor into an :class:`Extraction`: mentions, event claims and
instruments, each anchored in the text by a :class:`Quote`. A claim says what one article says. A
canonical :class:`Event` is derived from the claims of all articles and can be thrown away and
derived again. The words follow ``docs/architecture.md``; the RDF of each type is in
``docs/graph-model.md`` and is made in one place, :mod:`diplograph.graph.mapping`.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from dataclasses import dataclass

from diplograph.graph.dates import EventTime
from diplograph.graph.errors import ExtractionError
from diplograph.graph.kinds import (
    ActorKind,
    Aspect,
    EventType,
    InstrumentKind,
    InstrumentRelation,
    InstrumentStep,
    MentionKind,
    Role,
    Status,
)

__all__ = [
    "Actor",
    "ActorKind",
    "Article",
    "Aspect",
    "Disagreement",
    "Event",
    "EventClaim",
    "EventType",
    "Evidence",
    "Extraction",
    "ExtractorInfo",
    "Instrument",
    "InstrumentKind",
    "InstrumentMention",
    "InstrumentRelation",
    "InstrumentStep",
    "Mention",
    "MentionKind",
    "Office",
    "Participant",
    "Place",
    "Quote",
    "Role",
    "Status",
]


@dataclass(frozen=True, slots=True)
class Article:
    """One article as it was loaded; ``text`` is stored as given and all offsets count in it.

    ``published`` keeps the source's own precision: a date, or a time with its zone. ``url`` is None
    for a text that came without one; the hash of the text then identifies the article.

    >>> Article(text="Leaders met.", url="https://press.example/1").key
    'https://press.example/1'
    """

    text: str
    url: str | None = None
    title: str | None = None
    published: dt.date | dt.datetime | None = None
    outlet: str | None = None
    author: str | None = None
    language: str | None = None
    retrieved: dt.datetime | None = None

    @property
    def text_hash(self) -> str:
        """SHA-256 of the text, in hexadecimal."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    @property
    def key(self) -> str:
        """What identifies the article: its URL, else ``sha256:`` and the hash of its text."""
        return self.url or f"sha256:{self.text_hash}"

    @property
    def content_hash(self) -> str:
        """SHA-256 over everything the article says (not over when it was retrieved)."""
        said = [
            self.text,
            self.url,
            self.title,
            self.published.isoformat() if self.published else None,
            self.outlet,
            self.author,
            self.language,
        ]
        return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()

    @property
    def published_on(self) -> dt.date | None:
        """The calendar day of publication in the source's own time zone."""
        if isinstance(self.published, dt.datetime):
            return self.published.date()
        return self.published


@dataclass(frozen=True, slots=True, order=True)
class Quote:
    """Verbatim words of an article: ``article.text[start:end] == text``, in code points."""

    start: int
    end: int
    text: str

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Quote:
        """Cut a quote out of a text; surrounding white space is left outside.

        Raises :class:`~diplograph.graph.errors.ExtractionError` when nothing is left.

        >>> Quote.of("They met. ", 5, 10)
        Quote(start=5, end=9, text='met.')
        """
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if start >= end:
            raise ExtractionError(f"an empty quote at {start}")
        return cls(start, end, text[start:end])

    def check(self, article: Article) -> None:
        """Raise :class:`~diplograph.graph.errors.ExtractionError` unless the text has the words."""
        # slices forgive offsets outside of the text, readers in other languages do not
        outside = not 0 <= self.start < self.end <= len(article.text)
        if outside or article.text[self.start : self.end] != self.text:
            raise ExtractionError(
                f"the text of {article.key} does not read {self.text!r} at {self.start}:{self.end}"
            )


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, polity or organisation as an article gives it.

    ``code`` is the ISO 3166 alpha-3 or de facto code of a polity or the acronym of an organisation;
    None for persons and for organisations that the authority does not know.
    """

    kind: ActorKind
    name: str
    iri: str
    code: str | None = None

    @property
    def short(self) -> str:
        """The code where there is one, else the name."""
        return self.code or self.name


# English names of polities that take an article in a sentence.
_WITH_ARTICLE = re.compile(
    r"^(?:United|Democratic Republic|Republic|State) |^Holy See$| (?:Republic|Islands|Federation)$"
    r"|^(?:Netherlands|Philippines|Maldives|Bahamas|Gambia|Comoros|Soviet Union)$"
)


@dataclass(frozen=True, slots=True)
class Office:
    """An office as held at the time, such as the President of Russia."""

    title: str
    of: Actor | None = None

    @property
    def label(self) -> str:
        """Title and polity or organisation, as in ``President of Russia``.

        >>> states = Actor(ActorKind.POLITY, "United States", "https://states.example", "USA")
        >>> Office("President", states).label
        'President of the United States'
        """
        if self.of is None:
            return self.title
        organization = self.of.kind is ActorKind.ORGANIZATION and " " in self.of.name
        article = "the " if organization or _WITH_ARTICLE.search(self.of.name) else ""
        return f"{self.title} of {article}{self.of.name}"


@dataclass(frozen=True, slots=True)
class Participant:
    """An actor's part in an event: in which roles, on behalf of whom, in which office.

    Where a text names only an office, the actor is the polity or organisation that it is of, and
    ``office`` that of the person without a name. ``inferred`` says of a person in a canonical event
    that no article names him there: the person held the office at the time.
    """

    actor: Actor
    roles: tuple[Role, ...] = (Role.PARTICIPANT,)
    office: Office | None = None
    represents: tuple[Actor, ...] = ()
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where an event took place; ``name`` is the article's own spelling.

    ``iri`` is a GeoNames IRI where the city is known, an authority IRI for a whole country, else
    one made of name and country. Latitude and longitude are WGS 84 degrees.
    """

    name: str
    iri: str
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True)
class Instrument:
    """An agreement in the widest sense; ``parties`` are only those that the text makes parties.

    ``amends``, ``extends``, ``implements`` and ``replaces`` are the IRIs of the earlier instruments
    that it changes, prolongs, carries out or takes the place of.
    """

    iri: str
    title: str
    kind: InstrumentKind = InstrumentKind.OTHER
    subject: str | None = None
    parties: tuple[Actor, ...] = ()
    amends: str | None = None
    mentioned_as: str | None = None
    extends: str | None = None
    implements: str | None = None
    replaces: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of text and what it stands for.

    ``actor`` is set for persons, polities and organisations, ``place`` for places, ``date`` (an
    ISO 8601 reduced-precision date) for dates; ``name`` is the fullest form in the article.
    """

    quote: Quote
    kind: MentionKind
    name: str
    actor: Actor | None = None
    place: Place | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True)
class EventClaim:
    """What one article says of one event.

    ``part_of`` is the index, in the same extraction, of the larger event. ``commitments`` are the
    words for what the participants agreed to do without concluding an instrument, ``quotations``
    the words in quotation marks that a speaker said. ``step`` is what became of the instrument.
    ``confidence`` is a probability between 0 and 1.
    """

    type: EventType
    status: Status
    evidence: tuple[Quote, ...]
    time: EventTime = EventTime()
    places: tuple[Place, ...] = ()
    participants: tuple[Participant, ...] = ()
    instrument: Instrument | None = None
    topics: tuple[str, ...] = ()
    commitments: tuple[Quote, ...] = ()
    part_of: int | None = None
    confidence: float = 1.0
    step: InstrumentStep | None = None
    quotations: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class InstrumentMention:
    """An instrument that the article mentions without telling its conclusion.

    ``claim`` is the index of the event in which it was discussed or its implementation reviewed.
    """

    instrument: Instrument
    relation: InstrumentRelation
    quote: Quote
    claim: int | None = None


@dataclass(frozen=True, slots=True)
class ExtractorInfo:
    """Which extractor made an extraction; part of the provenance and of the change check."""

    name: str
    version: str
    model: str = ""
    model_version: str = ""
    model_hash: str = ""

    @property
    def signature(self) -> str:
        """One string that differs whenever the extractor may answer differently."""
        return "/".join((self.name, self.version, self.model, self.model_version, self.model_hash))


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that an extractor sees in one article: a pure function of article, lexicon and model."""

    article: Article
    extractor: ExtractorInfo
    mentions: tuple[Mention, ...] = ()
    claims: tuple[EventClaim, ...] = ()
    instruments: tuple[InstrumentMention, ...] = ()

    def check(self) -> None:
        """Check every anchor and reference.

        Raises :class:`~diplograph.graph.errors.ExtractionError` naming the first that is wrong.
        """
        for mention in self.mentions:
            mention.quote.check(self.article)
        for number, claim in enumerate(self.claims):
            if not claim.evidence:
                raise ExtractionError(f"claim {number} of {self.article.key} has no evidence")
            if not 0.0 <= claim.confidence <= 1.0:
                raise ExtractionError(f"claim {number}: confidence {claim.confidence}")
            if claim.part_of is not None and (
                claim.part_of == number or not 0 <= claim.part_of < len(self.claims)
            ):
                raise ExtractionError(f"claim {number}: part of unknown claim {claim.part_of}")
            for quote in claim.evidence + claim.commitments + claim.quotations:
                quote.check(self.article)
        for instrument in self.instruments:
            instrument.quote.check(self.article)
            if instrument.claim is not None and not 0 <= instrument.claim < len(self.claims):
                raise ExtractionError(f"instrument of unknown claim {instrument.claim}")


@dataclass(frozen=True, slots=True)
class PrintedCopy:
    """An article that prints the text of one that is evidence; ``article`` is its IRI."""

    article: str
    url: str | None
    published: str | None


@dataclass(frozen=True, slots=True)
class Evidence:
    """One sentence of one article (an IRI) behind an event, and the others that print its text."""

    article: str
    url: str | None
    published: str | None
    quote: Quote
    copies: tuple[PrintedCopy, ...] = ()


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One of several values that sources tell of the same event, which cannot all be right.

    ``value`` is the name of a type or status, an ISO 8601 date or interval of dates, the IRI of a
    city (then ``place`` describes it) or the code of a country. ``claims`` are the IRIs of the
    claims that tell it. ``stands`` says that the event has this value; the others are kept beside.
    """

    about: Aspect
    value: str
    claims: tuple[str, ...]
    stands: bool = False
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """A canonical event: one thing that happened, however many articles tell of it.

    ``claims`` are the IRIs of the claims it was derived from, ``part_of`` the IRI of the larger
    event, ``replaces`` the IRIs by which the event was known before its claims were merged.
    ``disagreements`` are the values told differently, what stands among them. ``realises`` are the
    IRIs of the planned events that it is the occurrence of, ``cancels`` those that it tells to be
    cancelled, postponed or denied.
    """

    iri: str
    type: EventType
    label: str
    status: Status
    time: EventTime = EventTime()
    places: tuple[Place, ...] = ()
    participants: tuple[Participant, ...] = ()
    instrument: Instrument | None = None
    topics: tuple[str, ...] = ()
    commitments: tuple[str, ...] = ()
    part_of: str | None = None
    evidence: tuple[Evidence, ...] = ()
    claims: tuple[str, ...] = ()
    replaces: tuple[str, ...] = ()
    confidence: float = 1.0
    step: InstrumentStep | None = None
    quotations: tuple[str, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    realises: tuple[str, ...] = ()
    cancels: tuple[str, ...] = ()
