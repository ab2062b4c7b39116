"""Canonical events, and the entities that they name, as statements of the default graph and back.

One event may be written alone; the whole picture is written at once, so that an entity that many
events name gets one description.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable

from pyoxigraph import Literal, Quad

from diplograph.graph.errors import StoreError
from diplograph.graph.iris import ONTOLOGY, Minter, country, digest
from diplograph.graph.mapping.actors import authority_actor, roles_in_order
from diplograph.graph.mapping.disagreements import (
    places_told,
    read_disagreements,
    write_disagreement,
)
from diplograph.graph.mapping.normal import normal_event
from diplograph.graph.mapping.terms import (
    DEFAULT_GRAPH,
    TRUE,
    Statements,
    Writing,
    concept,
    decimal_text,
    integer,
    member,
    node,
    notation,
    probability,
    read_time,
    write_coordinates,
    write_time,
)
from diplograph.graph.model import (
    Actor,
    ActorKind,
    Event,
    EventType,
    Evidence,
    Instrument,
    InstrumentKind,
    InstrumentStep,
    Office,
    Participant,
    Place,
    Role,
    Status,
)
from diplograph.graph.picture import KnownInstrument, KnownPerson, Picture
from diplograph.ontology.namespaces import DCTERMS, DG, GEO, ORG, RDF, RDFS, SKOS, WGS

_ROLE_PROPERTY: dict[Role, str] = {
    Role.PARTICIPANT: DG.participant,
    Role.HOST: DG.host,
    Role.VISITOR: DG.visitor,
    Role.SIGNATORY: DG.signatory,
    Role.MEDIATOR: DG.mediator,
    Role.SPEAKER: DG.speaker,
    Role.ADDRESSEE: DG.addressee,
    Role.OBSERVER: DG.observer,
    Role.CALLER: DG.caller,
}

_INSTRUMENT_CLASS: dict[InstrumentKind, str] = {
    InstrumentKind.TREATY: DG.Treaty,
    InstrumentKind.AGREEMENT: DG.Agreement,
    InstrumentKind.MEMORANDUM: DG.Memorandum,
    InstrumentKind.PROTOCOL: DG.Protocol,
    InstrumentKind.JOINT_STATEMENT: DG.JointStatement,
    InstrumentKind.CONTRACT: DG.Contract,
}

_ACTOR_CLASS: dict[ActorKind, str] = {
    ActorKind.PERSON: DG.Person,
    ActorKind.POLITY: DG.Polity,
    ActorKind.ORGANIZATION: DG.Organization,
}

_EVENT_CLASS: dict[EventType, str] = {kind: ONTOLOGY + kind.value for kind in EventType}


# ---------------------------------------------------------------------------------- writing


def event_to_quads(event: Event, minter: Minter) -> list[Quad]:
    """Write one event and the entities that it names as statements of the default graph.

    Evidence is not written: it is in the articles' graphs, behind the claims.

    >>> event = Event("https://a.example/e", EventType.CALL, "A call", Status.PLANNED)
    >>> sorted({quad.subject.value for quad in event_to_quads(event, Minter())})
    ['https://a.example/e']
    """
    return picture_to_quads(Picture(events=(event,)), minter)


def picture_to_quads(
    picture: Picture, minter: Minter, described: Collection[str] = frozenset()
) -> list[Quad]:
    """Write the present picture as statements of the default graph.

    ``described`` are the IRIs of places that the reference data describes already; actors that the
    authority has are never described again.
    """
    writing = Writing(DEFAULT_GRAPH)
    entities = _Entities(picture)
    for event in picture.events:
        event = normal_event(event)
        write_event(writing, event)
        entities.see(event)
    entities.write(writing, minter, described)
    return writing.quads


def write_event(writing: Writing, event: Event) -> None:
    """Write an event without the entities that it names."""
    iri = event.iri
    writing.types(iri, _EVENT_CLASS[event.type], DG.DiplomaticEvent)
    writing.text(iri, RDFS.label, event.label)
    writing.put(iri, DG.status, concept("status", event.status.value))
    write_time(writing, iri, event.time)
    for number, place in enumerate(event.places, 1):
        each = f"{iri}/place/{number}"
        writing.iri(iri, DG.place, place.iri)
        writing.iri(iri, DG.eventPlace, each)
        writing.types(each, DG.EventPlace)
        writing.put(each, DG.position, integer(number))
        writing.text(each, DG.name, place.name)
        writing.iri(each, DG.atPlace, place.iri)
        writing.text(each, DG.countryCode, place.country)
    for number, participant in enumerate(event.participants, 1):
        _write_participation(writing, iri, number, participant)
    if event.instrument is not None:
        writing.iri(iri, DG.instrument, event.instrument.iri)
    for topic in event.topics:
        writing.put(iri, DG.topic, concept("topic", topic))
    for words in event.commitments:
        writing.text(iri, DG.commitmentText, words)
    for words in event.quotations:
        writing.text(iri, DG.statementText, words)
    if event.step is not None:
        writing.put(iri, DG.step, concept("instrument-step", event.step.value))
    writing.iri(iri, DG.partOf, event.part_of)
    for claim in event.claims:
        writing.iri(iri, DG.claim, claim)
    for replaced in event.replaces:
        writing.iri(replaced, DCTERMS.isReplacedBy, iri)
    for number, told in enumerate(event.disagreements, 1):
        write_disagreement(writing, iri, number, told)
    for plan in event.realises:
        writing.iri(iri, DG.realises, plan)
    for plan in event.cancels:
        writing.iri(iri, DG.cancels, plan)
    writing.put(iri, DG.confidence, probability(event.confidence))


def _write_participation(
    writing: Writing, event: str, number: int, participant: Participant
) -> None:
    iri = f"{event}/participation/{number}"
    actor = participant.actor
    writing.iri(event, DG.participation, iri)
    writing.types(iri, DG.Participation)
    writing.put(iri, DG.position, integer(number))
    writing.text(iri, DG.name, actor.name)
    writing.iri(iri, DG.actor, actor.iri)
    writing.iri(event, DG.participant, actor.iri)
    for role in participant.roles:
        writing.put(iri, DG.role, concept("role", role.value))
        writing.iri(event, _ROLE_PROPERTY[role], actor.iri)
    if actor.kind is not ActorKind.PERSON:
        writing.iri(event, DG.involves, actor.iri)
    if participant.inferred:
        writing.put(iri, DG.inferredActor, TRUE)
    for represented in participant.represents:
        writing.iri(iri, DG.onBehalfOf, represented.iri)
        writing.iri(event, DG.involves, represented.iri)
    if participant.office is not None:
        membership = f"{iri}/membership"
        writing.iri(iri, DG.inCapacity, membership)
        writing.types(membership, ORG.Membership)
        if actor.kind is ActorKind.PERSON:
            # an office told of a polity is that of somebody without a name
            writing.iri(membership, ORG.member, actor.iri)
        writing.text(membership, DG.officeTitle, participant.office.title)
        writing.text(membership, RDFS.label, participant.office.label)
        if participant.office.of is not None:
            writing.iri(membership, ORG.organization, participant.office.of.iri)


class _Entities:
    """Collects what events say of persons, organisations, places and instruments.

    Where several events differ, the value told most often stands, the least of equally many.
    """

    def __init__(self, picture: Picture) -> None:
        self._persons = {each.actor.iri: each for each in picture.persons}
        self._instruments = {each.instrument.iri: each for each in picture.instruments}
        self._actors: dict[str, Counter[Actor]] = {}
        self._represents: dict[str, set[str]] = {}
        self._places: dict[str, Counter[Place]] = {}
        self._told: dict[str, Counter[Instrument]] = {}
        for known in picture.instruments:
            self._see_actors(known.instrument.parties)

    def see(self, event: Event) -> None:
        """Take in the entities of one event."""
        for participant in event.participants:
            self._see_actors((participant.actor, *participant.represents))
            if participant.office is not None and participant.office.of is not None:
                self._see_actors((participant.office.of,))
            represented = self._represents.setdefault(participant.actor.iri, set())
            represented.update(each.iri for each in participant.represents)
        for place in (*event.places, *places_told(event)):
            self._places.setdefault(place.iri, Counter())[place] += 1
        if event.instrument is not None:
            self._told.setdefault(event.instrument.iri, Counter())[event.instrument] += 1
            self._see_actors(event.instrument.parties)

    def _see_actors(self, actors: Iterable[Actor]) -> None:
        for actor in actors:
            self._actors.setdefault(actor.iri, Counter())[actor] += 1

    def write(self, writing: Writing, minter: Minter, described: Collection[str]) -> None:
        """Write one description of each entity."""
        for iri, told in self._actors.items():
            actor = min(told, key=lambda each: (-told[each], each.name, each.short))
            if actor.kind is ActorKind.PERSON:
                represents = tuple(sorted(self._represents.get(iri, ())))
                person = self._persons.get(iri) or KnownPerson(actor, represents=represents)
                write_person(writing, person)
            elif authority_actor(iri) is None:
                write_actor(writing, actor)
        for iri, places in self._places.items():
            if iri not in described:
                place = min(places, key=lambda each: (-places[each], _place_order(each)))
                write_place(writing, minter, place)
        for iri, instruments in self._told.items():
            if iri not in self._instruments:
                instrument = min(
                    instruments, key=lambda each: (-instruments[each], each.title, repr(each))
                )
                write_instrument(writing, KnownInstrument(instrument))
        for known in self._instruments.values():
            write_instrument(writing, known)


def _place_order(place: Place) -> tuple[bool, bool, str, str]:
    return (place.latitude is None, place.country is None, place.name, repr(place))


def write_actor(writing: Writing, actor: Actor) -> None:
    """Write the description of a polity or organisation."""
    writing.types(actor.iri, _ACTOR_CLASS[actor.kind])
    writing.text(actor.iri, RDFS.label, actor.name)
    writing.text(actor.iri, SKOS.notation, actor.code)


def write_person(writing: Writing, person: KnownPerson) -> None:
    """Write the description of a person."""
    iri = person.actor.iri
    writing.types(iri, DG.Person)
    writing.text(iri, RDFS.label, person.actor.name)
    for name in person.names:
        writing.text(iri, SKOS.altLabel, name)
    for represented in person.represents:
        writing.iri(iri, DG.represents, represented)
    for replaced in person.replaces:
        writing.iri(replaced, DCTERMS.isReplacedBy, iri)


def write_place(writing: Writing, minter: Minter, place: Place) -> None:
    """Write the description of a place."""
    iri = place.iri
    writing.types(iri, DG.Place)
    writing.text(iri, RDFS.label, place.name)
    if place.country is not None:
        writing.text(iri, DG.countryCode, place.country)
        if country(place.country) != iri:
            writing.iri(iri, DG.locatedIn, country(place.country))
    write_coordinates(writing, iri, place)
    if place.latitude is not None and place.longitude is not None:
        # The node is ours even where the place is not: nothing is minted in GeoNames' own space.
        geometry = f"{minter.base}geometry/{digest(iri)}"
        point = f"POINT({decimal_text(place.longitude, 5)} {decimal_text(place.latitude, 5)})"
        writing.iri(iri, GEO.hasGeometry, geometry)
        writing.types(geometry, GEO.Geometry)
        writing.put(geometry, GEO.asWKT, Literal(point, datatype=node(GEO.wktLiteral)))


def write_instrument(writing: Writing, known: KnownInstrument) -> None:
    """Write the description of an instrument."""
    instrument = known.instrument
    iri = instrument.iri
    writing.types(iri, DG.Instrument)
    if instrument.kind in _INSTRUMENT_CLASS:
        writing.types(iri, _INSTRUMENT_CLASS[instrument.kind])
    writing.text(iri, RDFS.label, instrument.title)
    writing.put(iri, DG.instrumentKind, concept("instrument-kind", instrument.kind.value))
    writing.text(iri, DG.subject, instrument.subject)
    for party in instrument.parties:
        writing.iri(iri, DG.party, party.iri)
    writing.iri(iri, DG.amends, instrument.amends)
    writing.iri(iri, DG.extends, instrument.extends)
    writing.iri(iri, DG.implements, instrument.implements)
    writing.iri(iri, DG.replaces, instrument.replaces)
    writing.text(iri, DG.mentionedAs, instrument.mentioned_as)
    for predicate, events in (
        (DG.discussedIn, known.discussed_in),
        (DG.implementedIn, known.implemented_in),
        (DG.promisedIn, known.promised_in),
    ):
        for event in events:
            writing.iri(iri, predicate, event)


# ---------------------------------------------------------------------------------- reading


class EventReader:
    """Reads events from statements of the default graph, entities among them.

    >>> event = Event("https://a.example/e", EventType.CALL, "A call", Status.PLANNED)
    >>> EventReader(Statements.of(event_to_quads(event, Minter()))).event(event.iri) == event
    True
    """

    def __init__(self, statements: Statements) -> None:
        self._statements = statements
        self._actors: dict[str, Actor] = {}
        self._replaces: dict[str, list[str]] = {}
        for subject in statements.subjects():
            for replacement in statements.values(subject, DCTERMS.isReplacedBy):
                self._replaces.setdefault(replacement, []).append(subject)

    def event(self, iri: str, evidence: tuple[Evidence, ...] = ()) -> Event:
        """Read the event of that IRI; its evidence comes from the articles' graphs.

        Raises :class:`~diplograph.graph.errors.StoreError` when the statements are not whole.
        """
        statements = self._statements
        places = statements.in_order(statements.values(iri, DG.eventPlace))
        participations = statements.in_order(statements.values(iri, DG.participation))
        instrument = statements.value(iri, DG.instrument)
        confidence = statements.number(iri, DG.confidence)
        step = statements.value(iri, DG.step)
        return Event(
            iri=iri,
            type=self._type(iri),
            label=statements.require(iri, RDFS.label),
            status=member(Status, statements.require(iri, DG.status)),
            time=read_time(statements, iri),
            places=tuple(self._place(each) for each in places),
            participants=tuple(self._participant(each) for each in participations),
            instrument=None if instrument is None else self.instrument(instrument),
            topics=tuple(sorted(notation(each) for each in statements.values(iri, DG.topic))),
            commitments=tuple(statements.values(iri, DG.commitmentText)),
            part_of=statements.value(iri, DG.partOf),
            evidence=evidence,
            claims=tuple(statements.values(iri, DG.claim)),
            replaces=tuple(sorted(self._replaces.get(iri, ()))),
            confidence=1.0 if confidence is None else confidence,
            step=None if step is None else member(InstrumentStep, step),
            quotations=tuple(statements.values(iri, DG.statementText)),
            disagreements=read_disagreements(statements, iri),
            realises=tuple(statements.values(iri, DG.realises)),
            cancels=tuple(statements.values(iri, DG.cancels)),
        )

    def instrument(self, iri: str) -> Instrument:
        """Read the instrument of that IRI."""
        statements = self._statements
        return Instrument(
            iri=iri,
            title=statements.require(iri, RDFS.label),
            kind=member(InstrumentKind, statements.require(iri, DG.instrumentKind)),
            subject=statements.value(iri, DG.subject),
            parties=tuple(self.actor(each) for each in statements.values(iri, DG.party)),
            amends=statements.value(iri, DG.amends),
            mentioned_as=statements.value(iri, DG.mentionedAs),
            extends=statements.value(iri, DG.extends),
            implements=statements.value(iri, DG.implements),
            replaces=statements.value(iri, DG.replaces),
        )

    def actor(self, iri: str) -> Actor:
        """Read the actor of that IRI, from the authority or from the statements."""
        known = self._actors.get(iri) or authority_actor(iri)
        if known is None:
            kind = self._kind(iri)
            name = self._statements.require(iri, RDFS.label)
            known = Actor(kind, name, iri, self._statements.value(iri, SKOS.notation))
        self._actors[iri] = known
        return known

    def _type(self, iri: str) -> EventType:
        for each in self._statements.values(iri, RDF.type):
            if each != DG.DiplomaticEvent and each.startswith(ONTOLOGY):
                return member(EventType, each[len(ONTOLOGY) :])
        raise StoreError(f"<{iri}> has no class of event: the store is damaged")

    def _kind(self, iri: str) -> ActorKind:
        classes = self._statements.values(iri, RDF.type)
        for kind, each in _ACTOR_CLASS.items():
            if each in classes:
                return kind
        raise StoreError(f"<{iri}> is no person, polity or organisation: the store is damaged")

    def _place(self, iri: str) -> Place:
        statements = self._statements
        place = statements.require(iri, DG.atPlace)
        return Place(
            name=statements.require(iri, DG.name),
            iri=place,
            country=statements.value(iri, DG.countryCode),
            latitude=statements.number(place, WGS.lat),
            longitude=statements.number(place, WGS.long),
        )

    def _participant(self, iri: str) -> Participant:
        statements = self._statements
        actor = self.actor(statements.require(iri, DG.actor))
        name = statements.require(iri, DG.name)
        office = None
        membership = statements.value(iri, DG.inCapacity)
        if membership is not None:
            of = statements.value(membership, ORG.organization)
            title = statements.require(membership, DG.officeTitle)
            office = Office(title, None if of is None else self.actor(of))
        return Participant(
            actor=Actor(actor.kind, name, actor.iri, actor.code),
            roles=roles_in_order(member(Role, each) for each in statements.values(iri, DG.role)),
            office=office,
            represents=tuple(self.actor(each) for each in statements.values(iri, DG.onBehalfOf)),
            inferred=statements.value(iri, DG.inferredActor) == TRUE.value,
        )


def event_from(quads: Iterable[Quad], iri: str) -> Event:
    """Read one event back from what :func:`event_to_quads` wrote.

    >>> event = Event("https://a.example/e", EventType.CALL, "A call", Status.PLANNED)
    >>> event_from(event_to_quads(event, Minter()), event.iri) == event
    True
    """
    return EventReader(Statements.of(quads)).event(iri)
