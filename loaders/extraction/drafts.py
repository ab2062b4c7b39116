"""Drafts of claims, as they are built up while the article is read."""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass, field

from diplograph.graph.model import EventType, InstrumentKind, InstrumentStep, Role, Status
from diplograph.loaders.extraction.nominals import Title
from diplograph.loaders.extraction.places import PlaceMention
from diplograph.loaders.extraction.reference import Entity
from diplograph.loaders.extraction.times import When


@dataclass(slots=True)
class InstrumentDraft:
    """An instrument as the text names it: offsets of its phrase, kind, subject.

    ``earlier`` are the older instruments that it is related to, by the relation: ``amends``,
    ``extends``, ``implements`` or ``replaces``.
    """

    start: int
    end: int
    title: str
    kind: InstrumentKind
    head: str
    subject: str | None = None
    definite: bool = False
    named: bool = False
    earlier: dict[str, InstrumentDraft] = field(default_factory=dict)


@dataclass(slots=True)
class Draft:
    """An event in the making.

    ``roles`` maps each actor to his roles; ``span`` is the trigger in the text analysed;
    ``explicit_date`` and ``explicit_place`` tell what this telling itself fixes; ``gleaned`` marks
    what was read from who is in the clause, not from the positions of a frame; ``settled`` means
    that the reader itself has looked for date and place, and that no other of the sentence is
    meant; ``step`` is what became of the instrument and ``said`` are the offsets of the words that
    were said; ``hourly`` tells that the words give but an hour of the day that the story is at;
    ``by_talks`` tells that those conclude an instrument who were talking; ``apart`` tells
    that some were met by themselves, and others at another time; ``undertaking`` marks an agreement
    to do something of which no paper is told; ``jointly`` tells that the members of one
    organisation do something together, for whom it stands; ``offices`` are those of persons
    without a name, for whom a polity or organisation stands.
    """

    type: EventType
    status: Status
    sentence: int
    span: tuple[int, int]
    roles: dict[Entity, set[Role]] = field(default_factory=dict)
    date: When | None = None
    place: PlaceMention | None = None
    destination: str | None = None
    instrument: InstrumentDraft | None = None
    background: bool = False
    anaphoric: bool = False
    days: int | None = None
    date_edge: str | None = None
    nth_day: int | None = None
    sentences: list[int] = field(default_factory=list)
    explicit_date: bool = False
    explicit_place: bool = False
    item: int = 0
    headline: bool = False
    present: bool = False
    foreseen: bool = False
    settled: bool = False
    subordinate: bool = False
    gleaned: bool = False
    part_of: Draft | None = None
    last: When | None = None
    step: InstrumentStep | None = None
    hourly: bool = False
    said: list[tuple[int, int]] = field(default_factory=list)
    by_talks: bool = False
    apart: bool = False
    undertaking: bool = False
    jointly: bool = False
    offices: dict[Entity, list[Title]] = field(default_factory=dict)

    def add(self, entity: Entity, role: Role) -> None:
        """Give an actor a role."""
        self.roles.setdefault(entity, set()).add(role)

    def hold(self, entity: Entity, title: Title) -> None:
        """Tell an office of somebody without a name, for whom an entity stands."""
        held = self.offices.setdefault(entity, [])
        if title not in held:
            held.append(title)

    def take_offices(self, other: Draft) -> None:
        """Take over the offices that another telling of the same event has."""
        for entity, titles in other.offices.items():
            for title in titles:
                self.hold(entity, title)

    def told_with(self, entities: Iterable[Entity], roles: Set[Role]) -> Draft:
        """An event of its own told by the same words, of some of those told here or of others.

        Who is told here keeps his roles, the others have ``roles``; date and place are open.
        """
        other = Draft(self.type, self.status, self.sentence, self.span)
        other.sentences, other.item, other.headline = list(self.sentences), self.item, self.headline
        for entity in entities:
            other.roles[entity] = set(self.roles.get(entity, roles))
        return other

    @property
    def group(self) -> str:
        """Family of types within which two tellings can be one event."""
        if self.type.is_gathering:
            return "gathering"
        if self.type.is_conclusion:
            return "conclusion"
        return self.type.value

    @property
    def persons(self) -> list[Entity]:
        """Named persons that take part."""
        return [e for e in self.roles if e.is_person]

    @property
    def codes(self) -> set[str]:
        """Codes of the polities and organisations that take part or are represented."""
        return {code for e in self.roles for code in e.codes}

    @property
    def sides(self) -> int:
        """Number of different sides: polities, organisations, persons without either."""
        stateless = [e for e in self.roles if not e.codes]
        return len(self.codes) + len(stateless)
