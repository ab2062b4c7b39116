"""Canonical actors: one IRI and one name for each person, polity and organization."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Callable, Iterable

from diplograph.graph.mapping.actors import authority_actor
from diplograph.graph.model import Actor, ActorKind, Participant
from diplograph.graph.picture import KnownPerson
from diplograph.graph.resolution.choice import told_most
from diplograph.graph.resolution.persons import PersonFile


class ActorIndex:
    """Gives the canonical actor of every actor that articles name.

    ``find`` gives the canonical actor of an IRI, and None when nothing is known of it; it is asked
    once for each IRI.

    >>> from diplograph.graph.authority import load_authority
    >>> russia = load_authority().polity("RUS").actor()
    >>> ActorIndex(lambda iri: None).actor(dataclasses.replace(russia, name="Russland")).name
    'Russia'
    """

    def __init__(self, find: Callable[[str], Actor | None]) -> None:
        self._find = find
        self._known: dict[str, Actor | None] = {}

    def actor(self, actor: Actor) -> Actor:
        """The canonical actor; the actor itself when nothing is known of it."""
        iri = actor.iri
        if iri not in self._known:
            self._known[iri] = authority_actor(iri) or self._find(iri)
        return self._known[iri] or actor

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


def known_person(group: Iterable[PersonFile]) -> KnownPerson:
    """One person of the files that are about one."""
    files = list(group)
    main = min(
        files,
        key=lambda each: (not each.is_full, not each.is_spelled_out, -each.told, each.iri),
    )
    # Headlines shout: a name in capitals stands only where there is no other spelling.
    spellings = Counter({each: n for each, n in main.names.items() if not each.isupper()})
    name = told_most(spellings or main.names, lambda each: (-len(each), each.isascii(), each))
    assert name is not None
    others = {each for file in files if file.is_full for each in file.names} - {name}
    return KnownPerson(
        actor=Actor(ActorKind.PERSON, name, main.iri),
        names=tuple(sorted(others)),
        represents=tuple(sorted({iri for file in files for iri in file.represents})),
        replaces=tuple(sorted(each.iri for each in files if each is not main)),
    )


def known_collective(told: Counter[Actor]) -> Actor:
    """One organization (or polity) of all the ways in which articles give it."""
    chosen = told_most(told, lambda each: (each.name, each.short))
    assert chosen is not None
    return chosen
