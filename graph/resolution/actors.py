"""Canonical actors: one IRI and one name for each person, polity and organisation."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterable, Iterator

from diplograph.graph.mapping.actors import authority_actor
from diplograph.graph.model import Actor, ActorKind, Participant
from diplograph.graph.picture import KnownPerson
from diplograph.graph.resolution.choice import told_most
from diplograph.graph.resolution.persons import PersonFile, same_persons
from diplograph.graph.resolution.stored import StoredClaim, Told


class ActorIndex:
    """Gives the canonical actor of every actor that articles name.

    Persons are merged as :mod:`.persons` says; polities and organisations of the authority have its
    name, other organisations the spelling used most often.

    >>> ActorIndex(Told()).persons()
    ()
    """

    def __init__(self, told: Told) -> None:
        files: dict[str, PersonFile] = {}
        names: dict[str, Counter[Actor]] = {}
        for claim in told.claims:
            for participant in claim.claim.participants:
                if participant.actor.kind is ActorKind.PERSON:
                    file = files.setdefault(
                        participant.actor.iri, PersonFile(participant.actor.iri)
                    )
                    file.add(claim, participant)
            for actor in _collectives(claim):
                names.setdefault(actor.iri, Counter())[actor] += 1
        for instrument in told.instruments:
            for actor in instrument.mention.instrument.parties:
                names.setdefault(actor.iri, Counter())[actor] += 1
        self._known: dict[str, Actor] = {}
        for iri, spellings in names.items():
            chosen = told_most(spellings.elements(), lambda each: (each.name, each.short))
            assert chosen is not None
            self._known[iri] = authority_actor(iri) or chosen
        self._persons = []
        for group in same_persons(files.values()):
            person = _known_person(group)
            self._persons.append(person)
            self._known.update((file.iri, person.actor) for file in group)

    def actor(self, actor: Actor) -> Actor:
        """The canonical actor; the actor itself when no claim names it."""
        return self._known.get(actor.iri, actor)

    def participant(self, participant: Participant) -> Participant:
        """A participant with canonical actors throughout."""
        office = participant.office
        if office is not None and office.of is not None:
            office = dataclasses.replace(office, of=self.actor(office.of))
        return dataclasses.replace(
            participant,
            actor=self.actor(participant.actor),
            office=office,
            represents=tuple(self.actor(each) for each in participant.represents),
        )

    def persons(self) -> tuple[KnownPerson, ...]:
        """Every person that a claim names, by canonical IRI."""
        return tuple(sorted(self._persons, key=lambda each: each.actor.iri))


def _collectives(claim: StoredClaim) -> Iterator[Actor]:
    for participant in claim.claim.participants:
        if participant.actor.kind is not ActorKind.PERSON:
            yield participant.actor
        yield from participant.represents
        if participant.office is not None and participant.office.of is not None:
            yield participant.office.of
    if claim.claim.instrument is not None:
        yield from claim.claim.instrument.parties


def _known_person(group: Iterable[PersonFile]) -> KnownPerson:
    files = list(group)
    main = min(
        files,
        key=lambda each: (not each.is_full, not each.is_spelled_out, -each.told, each.iri),
    )
    # Headlines shout: a name in capitals stands only where there is no other spelling.
    spellings = [each for each in main.names.elements() if not each.isupper()]
    name = told_most(
        spellings or main.names.elements(), lambda each: (-len(each), each.isascii(), each)
    )
    assert name is not None
    others = {each for file in files if file.is_full for each in file.names} - {name}
    return KnownPerson(
        actor=Actor(ActorKind.PERSON, name, main.iri),
        names=tuple(sorted(others)),
        represents=tuple(sorted({iri for file in files for iri in file.represents})),
        replaces=tuple(sorted(each.iri for each in files if each is not main)),
    )
