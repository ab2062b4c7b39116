"""Event claims and mentioned instruments: the part of an article's graph that tells events."""

from __future__ import annotations

from collections.abc import Iterable

from diplograph.graph.errors import StoreError
from diplograph.graph.mapping.actors import authority_actor, roles_in_order
from diplograph.graph.mapping.terms import (
    Statements,
    Writing,
    concept,
    integer,
    member,
    notation,
    probability,
    read_time,
    write_coordinates,
    write_time,
)
from diplograph.graph.model import (
    Actor,
    ActorKind,
    EventClaim,
    EventType,
    Instrument,
    InstrumentKind,
    InstrumentMention,
    InstrumentRelation,
    InstrumentStep,
    Office,
    Participant,
    Place,
    Quote,
    Role,
    Status,
)
from diplograph.ontology.namespaces import DG, PROV, WGS


def write_quote(writing: Writing, article_iri: str, quote: Quote) -> str:
    """Write a quote of an article and give its IRI."""
    iri = f"{article_iri}/quote/{quote.start}-{quote.end}"
    writing.types(iri, DG.Quote)
    writing.put(iri, DG.start, integer(quote.start))
    writing.put(iri, DG.end, integer(quote.end))
    writing.text(iri, DG.quotation, quote.text)
    return iri


class References:
    """Remembers the actors that a claim gives by IRI alone and the authority does not name."""

    def __init__(self, writing: Writing, article_iri: str) -> None:
        self._writing = writing
        self._article = article_iri
        self._actors: dict[str, Actor] = {}

    def iri(self, actor: Actor) -> str:
        """The IRI to write for an actor."""
        if authority_actor(actor.iri) != actor:
            known = self._actors.setdefault(actor.iri, actor)
            self._actors[actor.iri] = min(known, actor, key=lambda each: (each.name, each.short))
        return actor.iri

    def write(self) -> None:
        """Write what was remembered."""
        for number, (iri, actor) in enumerate(sorted(self._actors.items()), 1):
            reference = f"{self._article}/actor/{number}"
            self._writing.iri(self._article, DG.actorReference, reference)
            self._writing.types(reference, DG.ActorReference)
            self._writing.iri(reference, DG.refersTo, iri)
            _write_actor(self._writing, reference, actor)


def _write_actor(writing: Writing, subject: str, actor: Actor) -> None:
    writing.text(subject, DG.name, actor.name)
    writing.put(subject, DG.actorKind, concept("actor-kind", actor.kind.value))
    writing.text(subject, DG.actorCode, actor.code)


def write_claim(
    writing: Writing, article_iri: str, iri: str, claim: EventClaim, references: References
) -> None:
    """Write the claim of that IRI, without what points to other claims."""
    writing.types(iri, DG.EventClaim)
    writing.put(iri, DG.claimedType, concept("event-type", claim.type.value))
    writing.put(iri, DG.status, concept("status", claim.status.value))
    write_time(writing, iri, claim.time)
    for number, place in enumerate(claim.places, 1):
        each = f"{iri}/place/{number}"
        writing.iri(iri, DG.claimedPlace, each)
        writing.types(each, DG.PlaceReference)
        writing.put(each, DG.position, integer(number))
        writing.text(each, DG.name, place.name)
        writing.iri(each, DG.refersTo, place.iri)
        writing.text(each, DG.countryCode, place.country)
        write_coordinates(writing, each, place)
    for number, participant in enumerate(claim.participants, 1):
        each = f"{iri}/participation/{number}"
        writing.iri(iri, DG.claimedParticipation, each)
        writing.put(each, DG.position, integer(number))
        _write_participation(writing, each, participant, references)
    if claim.instrument is not None:
        each = f"{iri}/instrument"
        writing.iri(iri, DG.claimedInstrument, each)
        writing.types(each, DG.ClaimedInstrument)
        write_instrument(writing, each, claim.instrument, references)
    for topic in claim.topics:
        writing.put(iri, DG.topic, concept("topic", topic))
    for quote in claim.evidence:
        writing.iri(iri, DG.evidence, write_quote(writing, article_iri, quote))
    for quote in claim.commitments:
        writing.iri(iri, DG.commitment, write_quote(writing, article_iri, quote))
    for quote in claim.quotations:
        writing.iri(iri, DG.statementQuote, write_quote(writing, article_iri, quote))
    if claim.step is not None:
        writing.put(iri, DG.step, concept("instrument-step", claim.step.value))
    writing.put(iri, DG.confidence, probability(claim.confidence))
    writing.iri(iri, PROV.wasDerivedFrom, article_iri)


def _write_participation(
    writing: Writing, iri: str, participant: Participant, references: References
) -> None:
    writing.types(iri, DG.ClaimedParticipation)
    writing.iri(iri, DG.claimedActor, participant.actor.iri)
    _write_actor(writing, iri, participant.actor)
    for role in participant.roles:
        writing.put(iri, DG.claimedRole, concept("role", role.value))
    if participant.office is not None:
        writing.text(iri, DG.officeTitle, participant.office.title)
        writing.text(iri, DG.officeLabel, participant.office.label)
        if participant.office.of is not None:
            writing.iri(iri, DG.officeOf, references.iri(participant.office.of))
    for actor in participant.represents:
        writing.iri(iri, DG.claimedOnBehalfOf, references.iri(actor))


def write_instrument(
    writing: Writing, iri: str, instrument: Instrument, references: References
) -> None:
    """Write an instrument as a claim or a mention gives it."""
    writing.iri(iri, DG.instrumentIri, instrument.iri)
    writing.text(iri, DG.name, instrument.title)
    writing.put(iri, DG.claimedKind, concept("instrument-kind", instrument.kind.value))
    writing.text(iri, DG.subjectText, instrument.subject)
    writing.text(iri, DG.mentionedAs, instrument.mentioned_as)
    for party in instrument.parties:
        writing.iri(iri, DG.claimedParty, references.iri(party))
    writing.iri(iri, DG.claimedAmends, instrument.amends)
    writing.iri(iri, DG.claimedExtends, instrument.extends)
    writing.iri(iri, DG.claimedImplements, instrument.implements)
    writing.iri(iri, DG.claimedReplaces, instrument.replaces)


def read_span(statements: Statements, iri: str, words: str) -> Quote:
    """Read a stretch of text, whose words are under the given predicate."""
    return Quote(
        int(statements.require(iri, DG.start)),
        int(statements.require(iri, DG.end)),
        statements.require(iri, words),
    )


def read_place(statements: Statements, iri: str) -> Place:
    """Read a place as an article gives it."""
    return Place(
        name=statements.require(iri, DG.name),
        iri=statements.require(iri, DG.refersTo),
        country=statements.value(iri, DG.countryCode),
        latitude=statements.number(iri, WGS.lat),
        longitude=statements.number(iri, WGS.long),
    )


def claim_number(iri: str) -> int:
    """The number of a claim in its article, counted from 1, from the claim's IRI."""
    return int(iri.rsplit("/", 1)[-1])


class ClaimReader:
    """Reads claims from the statements of one or many articles."""

    def __init__(self, statements: Statements, articles: Iterable[str]) -> None:
        self._statements = statements
        self._references: dict[str, dict[str, Actor]] = {}
        for article_iri in articles:
            self._references[article_iri] = {
                statements.require(iri, DG.refersTo): self._named_actor(
                    iri, statements.require(iri, DG.refersTo)
                )
                for iri in statements.values(article_iri, DG.actorReference)
            }

    def claim(self, iri: str, article_iri: str, numbers: dict[str, int]) -> EventClaim:
        """Read the claim of that IRI; ``numbers`` gives the index of each claim of the article."""
        statements = self._statements
        instrument = statements.value(iri, DG.claimedInstrument)
        larger = statements.value(iri, DG.claimPartOf)
        confidence = statements.number(iri, DG.confidence)
        step = statements.value(iri, DG.step)
        places = statements.in_order(statements.values(iri, DG.claimedPlace))
        participations = statements.in_order(statements.values(iri, DG.claimedParticipation))
        return EventClaim(
            type=member(EventType, statements.require(iri, DG.claimedType)),
            status=member(Status, statements.require(iri, DG.status)),
            evidence=self._quotes(iri, DG.evidence),
            time=read_time(statements, iri),
            places=tuple(read_place(statements, each) for each in places),
            participants=tuple(self._participant(each, article_iri) for each in participations),
            instrument=None if instrument is None else self._instrument(instrument, article_iri),
            topics=tuple(sorted(notation(each) for each in statements.values(iri, DG.topic))),
            commitments=self._quotes(iri, DG.commitment),
            part_of=None if larger is None else numbers[larger],
            confidence=1.0 if confidence is None else confidence,
            step=None if step is None else member(InstrumentStep, step),
            quotations=self._quotes(iri, DG.statementQuote),
        )

    def instrument_mention(
        self, iri: str, article_iri: str, numbers: dict[str, int]
    ) -> InstrumentMention:
        """Read the mention of an instrument of that IRI."""
        about = self._statements.value(iri, DG.aboutClaim)
        relation = self._statements.require(iri, DG.instrumentRelation)
        (quote,) = self._quotes(iri, DG.evidence)
        return InstrumentMention(
            instrument=self._instrument(iri, article_iri),
            relation=member(InstrumentRelation, relation),
            quote=quote,
            claim=None if about is None else numbers[about],
        )

    def _quotes(self, iri: str, predicate: str) -> tuple[Quote, ...]:
        quotes = self._statements.values(iri, predicate)
        return tuple(sorted(read_span(self._statements, each, DG.quotation) for each in quotes))

    def _named_actor(self, iri: str, actor: str) -> Actor:
        return Actor(
            kind=member(ActorKind, self._statements.require(iri, DG.actorKind)),
            name=self._statements.require(iri, DG.name),
            iri=actor,
            code=self._statements.value(iri, DG.actorCode),
        )

    def _actor(self, iri: str, article_iri: str) -> Actor:
        actor = self._references[article_iri].get(iri) or authority_actor(iri)
        if actor is None:
            raise StoreError(f"nothing in the graph <{article_iri}> or the authority names <{iri}>")
        return actor

    def _participant(self, iri: str, article_iri: str) -> Participant:
        statements = self._statements
        title = statements.value(iri, DG.officeTitle)
        office_of = statements.value(iri, DG.officeOf)
        office = None
        if title is not None:
            office = Office(
                title, None if office_of is None else self._actor(office_of, article_iri)
            )
        return Participant(
            actor=self._named_actor(iri, statements.require(iri, DG.claimedActor)),
            roles=roles_in_order(
                member(Role, each) for each in statements.values(iri, DG.claimedRole)
            ),
            office=office,
            represents=tuple(
                self._actor(each, article_iri)
                for each in statements.values(iri, DG.claimedOnBehalfOf)
            ),
        )

    def _instrument(self, iri: str, article_iri: str) -> Instrument:
        statements = self._statements
        return Instrument(
            iri=statements.require(iri, DG.instrumentIri),
            title=statements.require(iri, DG.name),
            kind=member(InstrumentKind, statements.require(iri, DG.claimedKind)),
            subject=statements.value(iri, DG.subjectText),
            parties=tuple(
                self._actor(each, article_iri) for each in statements.values(iri, DG.claimedParty)
            ),
            amends=statements.value(iri, DG.claimedAmends),
            mentioned_as=statements.value(iri, DG.mentionedAs),
            extends=statements.value(iri, DG.claimedExtends),
            implements=statements.value(iri, DG.claimedImplements),
            replaces=statements.value(iri, DG.claimedReplaces),
        )
