"""Which persons are one: brought up to date for the persons of whom something new was told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from diplograph.graph.index.claims import COMPARE, DERIVE, ClaimTable
from diplograph.graph.index.entities import Entity, EntityTable
from diplograph.graph.index.persons import PersonTable
from diplograph.graph.model import Actor, ActorKind
from diplograph.graph.picture import KnownPerson
from diplograph.graph.resolution.actors import known_person
from diplograph.graph.resolution.contributions import PERSON, packed, unpacked
from diplograph.graph.resolution.judged import Judged
from diplograph.graph.resolution.persons import (
    PersonFile,
    Verdict,
    block_keys,
    compare,
    same_persons,
)

COMPANY = "company"
"""The field of who took part beside a person; it matters only beside somebody of a like name."""


def read_person(iri: str, description: str) -> KnownPerson:
    """The person that the index describes."""
    name, names, represents, replaces = unpacked(description)
    return KnownPerson(Actor(ActorKind.PERSON, name, iri), names, represents, replaces)


def read_file(entities: EntityTable, entity: Entity) -> PersonFile:
    """All that is told of a person, from the counts of the index."""
    counts = {
        name: {unpacked(value): times for value, times in values.items()}
        for name, values in entities.told(entity.id, without=COMPANY).items()
    }
    file = PersonFile.from_counts(entity.iri, counts)
    file.company = _StoredCompany(entities, entity.id)
    return file


class _StoredCompany(Mapping[tuple[str, str], int]):
    """The company of a person, looked up as it is asked for: of some there is very much."""

    def __init__(self, entities: EntityTable, person: int) -> None:
        self._entities = entities
        self._person = person

    def __getitem__(self, key: tuple[str, str]) -> int:
        found = self._entities.times(self._person, COMPANY, packed(key))
        if not found:
            raise KeyError(key)
        return found

    def __iter__(self) -> Iterator[tuple[str, str]]:
        for value in self._entities.values(self._person, COMPANY):
            yield unpacked(value)

    def __len__(self) -> int:
        return self._entities.value_count(self._person, COMPANY)


def person_name(description: str) -> str:
    """The name in the description of a person."""
    return str(unpacked(description)[0])


@dataclass(slots=True)
class PersonStage:
    """Finds the groups of persons anew where something was told, and marks the claims it touches.

    ``changed`` holds, by IRI, every person that is now described otherwise, and None for those
    that are no longer persons of their own; ``moved`` the IRIs that stand for another person now,
    or for one of another name.
    """

    claims: ClaimTable
    entities: EntityTable
    persons: PersonTable
    judged: Judged
    changed: dict[str, KnownPerson | None] = field(default_factory=dict)
    moved: set[str] = field(default_factory=set)
    _files: dict[int, PersonFile] = field(default_factory=dict)

    def run(self) -> None:
        """Settle all persons that are unsettled."""
        unsettled = self.entities.unsettled(PERSON)
        if not unsettled:
            return
        seeds = {each.id for each in unsettled}
        for entity in unsettled:
            seeds.update(self.persons.linked(entity.id))
            if entity.canonical is not None:
                seeds.update(each.id for each in self.entities.known_as(entity.canonical))
            file = self._file(entity)
            self.persons.set_keys(entity.id, block_keys(file) if file.names else ())
        for entity in unsettled:
            seeds.update(self._relink(entity))
        for component in self._components(seeds):
            self._settle(component)

    def _file(self, entity: Entity) -> PersonFile:
        file = self._files.get(entity.id)
        if file is None:
            file = self._files[entity.id] = read_file(self.entities, entity)
        return file

    def _relink(self, entity: Entity) -> Iterable[int]:
        """Compare a person with all that have a key in common."""
        mine = self._file(entity)
        links: dict[int, tuple[int, float]] = {}
        if mine.names:
            near = self.persons.holders(block_keys(mine)) - {entity.id}
            for other in self.entities.by_id(near):
                comparison = compare(mine, self._file(other))
                if comparison.verdict is not Verdict.DIFFERENT:
                    same = comparison.verdict is Verdict.SAME
                    links[other.id] = (int(same), comparison.score)
        self.persons.relink(entity.id, links)
        return (number for number, (same, _) in links.items() if same)

    def _components(self, seeds: set[int]) -> Iterable[list[Entity]]:
        """The persons that hang together by links and judgements, from some of them on."""
        left = set(seeds)
        while left:
            waiting = {left.pop()}
            component: dict[int, Entity] = {}
            while waiting:
                found = self.entities.by_id(waiting)
                component.update((each.id, each) for each in found)
                following: set[int] = set()
                for each in found:
                    following.update(self.persons.linked(each.id))
                judged = {iri for each in found for iri in self.judged.same_as(each.iri)}
                following.update(self.entities.numbers(judged).values())
                waiting = following - component.keys()
            left -= component.keys()
            yield list(component.values())

    def _settle(self, component: list[Entity]) -> None:
        entity_of = {each.iri: each for each in component}
        files = [file for each in component if (file := self._file(each)).names]
        settled: dict[str, tuple[str | None, str | None]] = dict.fromkeys(entity_of, (None, None))
        for group in same_persons(
            files, same=self.judged.same_pairs(entity_of), different=self.judged.different
        ):
            person = known_person(group)
            iri = person.actor.iri
            description = packed(
                (person.actor.name, person.names, person.represents, person.replaces)
            )
            for each in group:
                settled[each.iri] = (iri, description if each.iri == iri else "")
        names = {
            iri: person_name(description)
            for iri, description in settled.values()
            if iri and description
        }
        former = {
            iri: person_name(entity.description)
            for iri, entity in entity_of.items()
            if entity.description
        }
        for iri, entity in entity_of.items():
            canonical, described = settled[iri]
            if (canonical, described) != (entity.canonical, entity.description):
                self.changed[iri] = (
                    read_person(iri, described) if canonical == iri and described else None
                )
            renamed = canonical is not None and former.get(canonical) != names[canonical]
            if canonical != entity.canonical or renamed:
                self.moved.add(iri)
            if canonical is not None and canonical != entity.canonical:
                self.claims.mark(self.entities.naming([entity.id]), COMPARE)
            elif renamed:
                self.claims.mark(self.entities.naming([entity.id]), DERIVE)
            self.entities.settle(entity.id, canonical, described)
