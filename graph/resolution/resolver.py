"""From what articles tell to the present picture, step by step.

The resolver takes articles in and out of the index and then brings the picture up to date in
batches: persons, organizations and places first, then claims with all that hang together with them,
the instruments of these, and their events. Each batch says what is now otherwise. What it says does
not depend on the order in which articles came, and its cost not on how many there are beside those
that something new touches.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from diplograph.graph.index.claims import COMPARE, DERIVE, ClaimTable, IndexedClaim
from diplograph.graph.index.database import Index
from diplograph.graph.index.entities import EntityTable
from diplograph.graph.index.instruments import InstrumentTable
from diplograph.graph.index.offices import OfficeTable
from diplograph.graph.index.persons import PersonTable
from diplograph.graph.index.plans import PlanTable
from diplograph.graph.index.prints import PrintTable
from diplograph.graph.iris import Minter
from diplograph.graph.model import Actor, Event, Instrument, Place, Status
from diplograph.graph.officeholders.model import OfficeTerm
from diplograph.graph.picture import KnownPerson
from diplograph.graph.resolution.actors import ActorIndex
from diplograph.graph.resolution.canonical import canonical_event
from diplograph.graph.resolution.claim_source import ClaimSource
from diplograph.graph.resolution.contributions import (
    COLLECTIVE,
    INSTRUMENT,
    PERSON,
    claim_contributions,
    mention_contributions,
    packed,
    read_collective,
    read_place,
    unpacked,
)
from diplograph.graph.resolution.copy_stage import CopyStage
from diplograph.graph.resolution.entity_stage import CollectiveStage, InstrumentStage
from diplograph.graph.resolution.event_stage import EventStage
from diplograph.graph.resolution.judged import NOTHING_JUDGED, Judged, Ruling, pair
from diplograph.graph.resolution.keys import claim_keys, counterpart_keys
from diplograph.graph.resolution.larger import circle, told_larger
from diplograph.graph.resolution.listed import packed_term, read_term, term_contributions
from diplograph.graph.resolution.person_stage import PersonStage, read_person
from diplograph.graph.resolution.places import known_places
from diplograph.graph.resolution.plan_stage import PlanStage
from diplograph.graph.resolution.profile_source import Profiles
from diplograph.graph.resolution.stored import StoredClaim, Told
from diplograph.graph.resolution.unnamed import (
    Unnamed,
    offices_by_person,
    terms_by_office,
    unnamed_offices,
)

About = tuple[str, str]
"""An instrument and how an event was about it (``discussed``, ``implemented``, ``promised``)."""


@dataclass(slots=True)
class Changes:
    """What is otherwise in the picture, by IRI; None for what is no longer in it.

    ``about`` gives for every event of ``events`` the instruments that it was about, ``copies`` for
    articles those whose text they print.
    """

    events: dict[str, Event | None] = field(default_factory=dict)
    persons: dict[str, KnownPerson | None] = field(default_factory=dict)
    actors: dict[str, Actor | None] = field(default_factory=dict)
    places: dict[str, Place | None] = field(default_factory=dict)
    instruments: dict[str, Instrument | None] = field(default_factory=dict)
    about: dict[str, frozenset[About]] = field(default_factory=dict)
    copies: dict[str, str | None] = field(default_factory=dict)


class Resolver:
    """Keeps an index in step with articles, and says what changes in the picture.

    >>> import sqlite3
    >>> resolver = Resolver(Index(sqlite3.connect(":memory:")), ClaimSource(lambda _: Told()))
    >>> list(resolver.changes())
    []
    """

    def __init__(self, index: Index, source: ClaimSource, minter: Minter | None = None) -> None:
        self.index = index
        self.source = source
        self.judged = NOTHING_JUDGED
        self._minter = minter or Minter()
        self._terms: dict[str, list[OfficeTerm]] = {}
        self._holders: dict[str, set[str]] = {}
        self._listed: list[Ruling] = []
        self._rulings: list[Ruling] = []
        connection = index.connection
        self.claims = ClaimTable(connection)
        self.entities = EntityTable(connection)
        self._persons = PersonTable(connection)
        self._instruments = InstrumentTable(connection)
        self._plans = PlanTable(connection)
        self._prints = PrintTable(connection)
        self._offices = OfficeTable(connection)

    # ------------------------------------------------------------------- articles in and out

    def add(self, told: Told) -> None:
        """Take in what articles tell that the index does not know yet."""
        self.source.put(told.claims)
        copies = CopyStage(self.claims, self._prints)
        for text in told.texts:
            copies.add(text)
        unnamed = self._unnamed()
        for each in told.claims:
            named = self.entities.count(claim_contributions(each))
            instrument = each.claim.instrument
            concluded = None
            if instrument is not None:
                concluded = self.entities.number(instrument.iri, INSTRUMENT)
                self._point(concluded, instrument)
            number = self.claims.add(
                each.iri,
                article=self.claims.article(each.article),
                own_event=each.event,
                part_of=each.part_of,
                instrument=concluded,
                keys=claim_keys(each).own,
            )
            self.entities.name(number, named)
            self._offices.put_unnamed(number, unnamed_offices(each))
            unnamed.see(each)
        for mention in told.instruments:
            self.entities.count(mention_contributions(mention))
            instrument = mention.mention.instrument
            number = self.entities.number(instrument.iri, INSTRUMENT)
            self._point(number, instrument)
            if mention.about is not None and mention.mention.relation.value in _ABOUT:
                relation = mention.mention.relation.value
                self._instruments.add_about(mention.about, number, relation, mention.iri)

    def remove(self, told: Told, articles: Iterable[str]) -> None:
        """Take out what articles told that the index knows, and their texts."""
        self.source.forget(told.claims)
        copies = CopyStage(self.claims, self._prints)
        for iri in articles:
            copies.remove(iri)
        unnamed = self._unnamed()
        known = {
            each.iri: each
            for article in {each.article for each in told.claims}
            for each in self.claims.of_article(article)
        }
        for each in told.claims:
            named = self.entities.count(claim_contributions(each), sign=-1)
            claim = known[each.iri]
            # a plan that could not choose between this and another may now
            near = self.claims.by_id(self.claims.holders(counterpart_keys(each)))
            self.claims.mark(near, DERIVE)
            self.entities.unname(claim.id, named)
            self._offices.remove_unnamed(claim.id, unnamed_offices(each))
            unnamed.see(each, sign=-1)
            self.claims.remove(claim, claim_keys(each).own)
            self._instruments.remove_about(each.iri)
        for mention in told.instruments:
            self.entities.count(mention_contributions(mention), sign=-1)

    def _point(self, number: int, instrument: Instrument) -> None:
        earlier = (
            instrument.amends,
            instrument.extends,
            instrument.implements,
            instrument.replaces,
        )
        numbers = [self.entities.number(iri, INSTRUMENT) for iri in earlier if iri is not None]
        self._instruments.add_earlier(number, numbers)

    # ----------------------------------------------------------------- beside the articles

    def take_terms(self, terms: Iterable[OfficeTerm]) -> None:
        """Take up the terms of office of imported lists, in the place of those before."""
        terms = list(terms)
        wanted = {packed_term(term): term for term in terms}
        former = self.index.taken_up("term")
        come, gone = wanted.keys() - former, former - wanted.keys()
        self.know_terms(terms)
        changed = [(wanted[text], 1) for text in come] + [(read_term(text), -1) for text in gone]
        unnamed = self._unnamed()
        for term, sign in changed:
            self.entities.count(term_contributions(term, self._minter), sign)
            unnamed.mark(terms_by_office([term]))
            self.entities.mark(self.entities.numbers(term.person_iris(self._minter)).values())
        self.index.take_up("term", come=come, gone=gone)
        self._listed = [
            Ruling(True, True, (term.person(self._minter),), (iri,))
            for term in wanted.values()
            for iri in sorted(term.person_iris(self._minter) - {term.person(self._minter)})
        ]
        self._judge()

    def know_terms(self, terms: Iterable[OfficeTerm]) -> None:
        """Know the terms of office that the index has taken up."""
        self._terms = terms_by_office(sorted(terms, key=packed_term))
        self._holders = offices_by_person(self._terms, self._minter)

    def profiles(self) -> Profiles:
        """The profiles of claims as they are compared."""
        return Profiles(self.source, self.actors(), self._unnamed().named)

    def take_rulings(self, rulings: Iterable[Ruling]) -> None:
        """Take up the judgements in force, in the place of those before."""
        wanted = {packed(dataclasses.astuple(each)): each for each in rulings}
        former = self.index.taken_up("ruling")
        come, gone = wanted.keys() - former, former - wanted.keys()
        for text in come | gone:
            is_person, _, left, right = unpacked(text)
            if is_person:
                self.entities.mark(self.entities.numbers({*left, *right}).values())
            else:
                self.claims.mark(self.claims.known({*left, *right}).values(), COMPARE)
        self.index.take_up("ruling", come=come, gone=gone)
        self._rulings = list(wanted.values())
        self._judge()

    def _judge(self) -> None:
        """What people judge goes before what lists say."""
        judged = Judged.by(self._rulings)
        apart = judged.different
        listed = [each for each in self._listed if pair(each.left[0], each.right[0]) not in apart]
        self.judged = Judged.by([*self._rulings, *listed])

    def known_things(self) -> set[str]:
        """The IRIs of all events and entities, those that were merged into others too."""
        return {*self.claims.all_events(), *self.entities.iris(), *self._prints.copies()}

    # ------------------------------------------------------------------------------- changes

    def changes(self, batch: int = 2000) -> Iterator[Changes]:
        """Bring the index up to date, about so many claims at a time, and say what is otherwise.

        Whoever takes a batch of changes has to make them before asking for the next.
        """
        first = self._entities()
        while True:
            unsettled = self.claims.unsettled(batch)
            if not unsettled and first is None:
                return
            changes = first or Changes()
            first = None
            self._events(list(unsettled.values()), changes)
            yield changes

    def _entities(self) -> Changes | None:
        """Settle persons, organizations and places; None when nothing is otherwise."""
        persons = PersonStage(self.claims, self.entities, self._persons, self.judged)
        persons.run()
        if persons.moved:
            self._unnamed().follow(persons.moved)
        collectives = CollectiveStage(self.claims, self.entities)
        collectives.run()
        instruments = self._instrument_stage()
        instruments.run()
        copies = CopyStage(self.claims, self._prints)
        copies.run()
        changes = Changes(
            persons=persons.changed,
            actors=collectives.actors,
            places=collectives.places,
            instruments=instruments.changed,
            copies=copies.changed,
        )
        return changes if changes != Changes() or self.claims.has_stale() else None

    def _instrument_stage(self) -> InstrumentStage:
        return InstrumentStage(self.claims, self.entities, self._instruments, self.actors())

    def _unnamed(self) -> Unnamed:
        return Unnamed(
            self.claims,
            self._offices,
            self._minter,
            self._terms,
            self._find_actor,
            self._holders,
        )

    def actors(self) -> ActorIndex:
        """The canonical actors of what is settled."""
        return ActorIndex(self._find_actor)

    def _find_actor(self, iri: str) -> Actor | None:
        entity = self.entities.by_iri([iri]).get(iri)
        if entity is None or entity.canonical is None:
            return None
        if entity.canonical != iri:
            entity = self.entities.by_iri([entity.canonical])[entity.canonical]
        if not entity.description:
            return None
        if entity.kind == PERSON:
            return read_person(entity.iri, entity.description).actor
        return (
            read_collective(entity.iri, entity.description) if entity.kind == COLLECTIVE else None
        )

    def _events(self, unsettled: list[IndexedClaim], changes: Changes) -> None:
        actors = self.actors()
        unnamed = self._unnamed()
        profiles = Profiles(self.source, actors, unnamed.named)
        stage = EventStage(
            self.claims, self.source, profiles, self.judged, anew=not self.index.is_whole
        )
        stage.run(unsettled)
        touched = set(stage.touched)
        # the smaller events point to the larger ones
        touched |= {each.event for each in self.claims.parts_of(stage.moved) if each.event}
        instruments = self._instrument_stage()
        instruments.retie(touched | stage.gone)
        instruments.run()
        changes.instruments.update(instruments.changed)
        touched |= self._plans.circles_of({*touched, *stage.gone})
        touched |= self._circles(touched)
        touched -= stage.gone
        touched |= PlanStage(self.claims, self._plans, profiles).run(touched, stage.gone)
        # What is still to be compared is derived when it has been.
        touched -= self.claims.uncompared(touched)
        self._derive(touched, changes, actors, instruments, unnamed)
        for event in stage.gone:
            changes.events[event] = None
            changes.about[event] = frozenset()
        self.index.set_events(come=touched, gone=stage.gone)

    def _circles(self, events: Collection[str]) -> set[str]:
        """The events in circles with some events."""
        return {
            least
            for event in events
            if (found := circle(self.claims, event))
            for least in [min(found)]
        }

    def _derive(
        self,
        events: set[str],
        changes: Changes,
        actors: ActorIndex,
        instruments: InstrumentStage,
        unnamed: Unnamed,
    ) -> None:
        members: dict[str, list[IndexedClaim]] = {}
        for each in self.claims.of_events(events):
            assert each.event is not None
            members.setdefault(each.event, []).append(each)
        claims = self.source.get(each for group in members.values() for each in group)
        event_of = {each.iri: event for event, group in members.items() for each in group}
        about: dict[str, set[About]] = {event: set() for event in members}
        for iri, number, relation in self._instruments.about(event_of):
            (entity,) = self.entities.by_id([number])
            about[event_of[iri]].add((entity.canonical or entity.iri, relation))
        plans = self._plans.plans_of(members)
        for event, group in members.items():
            told = [unnamed.named(claims[each.iri]) for each in group]
            larger = told_larger(self.claims, group)
            found = circle(self.claims, event) if larger is not None else []
            if found and event == min(found):
                larger = None
                self._plans.set_circle(event, found)
            else:
                self._plans.set_circle(event, [])
            wholes = {each.part_of: larger for each in group if each.part_of and larger}
            derived = canonical_event(
                [
                    each if each.part_of in wholes else dataclasses.replace(each, part_of=None)
                    for each in told
                ],
                {iri: whole for iri, whole in wholes.items() if iri and whole},
                actors,
                instruments.known,
                self._places(told),
                self._prints.originals({each.article for each in told}),
            )
            came_of = tuple(plans.get(event, ()))
            occurred = derived.status is Status.OCCURRED
            changes.events[event] = dataclasses.replace(
                derived,
                realises=came_of if occurred else (),
                cancels=() if occurred else came_of,
            )
            changes.about[event] = frozenset(about[event])
        self.claims.settle_derived(events)

    def _places(self, told: list[StoredClaim]) -> dict[str, Place]:
        """The places of one event: called as its own articles call them, put where all put them."""
        places = known_places(told)
        found = self.entities.by_iri(places)
        return {
            iri: dataclasses.replace(place, latitude=known.latitude, longitude=known.longitude)
            for iri, place in places.items()
            for known in [read_place(iri, found[iri].description or "")]
        }


_ABOUT = frozenset({"discussed", "implemented", "promised"})
