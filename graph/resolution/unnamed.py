"""Persons whom an article names by office, alone or with a surname: who they were, if that is sure.

*Prime Minister Sharif* was one brother in 2015 and the other in 2022, and both have one IRI, since
that is made of what the article says. Whoever held the office at the time and has the surname is
meant.

Which claims name an office alone, and who was seen in which office when, is kept in the index, so
that what a new article tells of an office is found in the claims about it from these months.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field

from diplograph.graph.index.claims import COMPARE, ClaimTable
from diplograph.graph.index.offices import OfficeTable, Seen
from diplograph.graph.iris import Minter
from diplograph.graph.model import Actor, ActorKind, Office, Participant, Status
from diplograph.graph.officeholders.holders import REACH, Observation, holder
from diplograph.graph.officeholders.model import OfficeTerm
from diplograph.graph.officeholders.titles import office_keys
from diplograph.graph.resolution.name_matching import Way, compare_names
from diplograph.graph.resolution.person_file import month_of
from diplograph.graph.resolution.personal_names import personal_name
from diplograph.graph.resolution.stored import StoredClaim


def office_at(of: str, key: str) -> str:
    """An office of a polity or organization, as the index has it."""
    return f"{of} {key}"


def seen_in_offices(stored: StoredClaim) -> dict[str, list[Seen]]:
    """In which offices a claim shows which persons."""
    found: dict[str, list[Seen]] = {}
    month = month_of(stored)
    for each in stored.claim.participants:
        office = each.office
        if each.actor.kind is not ActorKind.PERSON or office is None or office.of is None:
            continue
        if not month:
            continue
        seen = found.setdefault(each.actor.iri, [])
        for key in sorted(office_keys(office.title, office.of.iri)):
            seen.append((office_at(office.of.iri, key), month, office.title))
    return found


def unnamed_offices(stored: StoredClaim) -> set[tuple[str, str]]:
    """The offices that a claim names alone, with the month of the event."""
    months = _months(stored)
    return {
        (office_at(office.of.iri, key), month)
        for month in months
        for each in stored.claim.participants
        for office in [_alone(each)]
        if office is not None and office.of is not None
        for key in office_keys(office.title, office.of.iri)
    }


# Of a longer time it is not asked who held an office.
_LONGEST = 14


def _months(stored: StoredClaim) -> list[str]:
    """The months that the time of an event covers; none where it is not told or very long."""
    time = stored.claim.time
    if time.start is None:
        return []
    month = time.start.first_day.isoformat()[:7]
    last = (time.end or time.start).last_day.isoformat()[:7]
    found = [month]
    while month < last and len(found) <= _LONGEST:
        month = _shifted(month, 1)
        found.append(month)
    return found if len(found) <= _LONGEST else []


def _alone(participant: Participant) -> Office | None:
    """The office of somebody without a name, or with a surname alone."""
    office = participant.office
    if office is None or office.of is None:
        return None
    if participant.actor.kind is ActorKind.PERSON:
        if participant.represents != (office.of,):
            return None
        name = personal_name(participant.actor.name)
        if len(name.words) != 1 or name.sovereign or name.number:
            return None
    return office


def _has_surname(person: Actor, surname: str, of: Actor) -> bool:
    """Whether a person may be called by a surname, and has more of a name than that."""
    codes = frozenset([of.code] if of.code else [])
    return Way.ONE_WORD in compare_names(person.name, surname, codes).ways


def _shifted(month: str, by: int) -> str:
    number = int(month[:4]) * 12 + int(month[5:7]) - 1 + by
    return f"{number // 12:04}-{number % 12 + 1:02}"


@dataclass(slots=True)
class Unnamed:
    """Puts persons in the place of those whom a claim names by office, alone or with a surname.

    ``terms`` are those of imported lists by office, ``listed`` the offices that they give to the
    IRIs of persons, ``person`` gives the canonical person of an IRI.
    """

    claims: ClaimTable
    offices: OfficeTable
    minter: Minter
    terms: Mapping[str, Sequence[OfficeTerm]]
    person: Callable[[str], Actor | None]
    listed: Mapping[str, Set[str]] = field(default_factory=dict)
    _asked: dict[tuple[object, ...], Participant | None] = field(default_factory=dict)

    def see(self, stored: StoredClaim, sign: int = 1) -> None:
        """Count who is seen in offices, and have claims compared again that this may name."""
        for person, seen in seen_in_offices(stored).items():
            for office, month in self.offices.see(person, seen, sign):
                self._mark_around(office, month)

    def follow(self, persons: Iterable[str]) -> None:
        """Have claims compared again that may name persons who are others now than before."""
        for person in sorted(persons):
            for office, month in self.offices.seen_of(person):
                self._mark_around(office, month)
            self.mark(sorted(self.listed.get(person, ())))

    def _mark_around(self, office: str, month: str) -> None:
        around = _shifted(month, -REACH - 1), _shifted(month, REACH + 1)
        self.claims.mark(self.offices.unnamed(office, *around), COMPARE)

    def mark(self, offices: Iterable[str]) -> None:
        """Have all claims compared again that name one of some offices alone."""
        for office in offices:
            self.claims.mark(self.offices.unnamed(office), COMPARE)

    def named(self, stored: StoredClaim) -> StoredClaim:
        """The claim with persons in the place of offices, where they are sure.

        What is cancelled, denied or merely possible stays as it is told.
        """
        participants = stored.claim.participants
        if stored.claim.status not in (Status.OCCURRED, Status.PLANNED):
            return stored
        if all(_alone(each) is None for each in participants):
            return stored
        present = {each.actor.iri for each in participants}
        found = []
        for each in participants:
            person = self._holder(each, stored)
            known = person is not None and person.actor.iri not in present
            found.append(person if person is not None and known else each)
        claim = dataclasses.replace(stored.claim, participants=tuple(found))
        return dataclasses.replace(stored, claim=claim)

    def _holder(self, participant: Participant, stored: StoredClaim) -> Participant | None:
        office = _alone(participant)
        time = stored.claim.time
        if office is None or office.of is None or time.start is None or not _months(stored):
            return None
        question = (participant, time.start, time.end)
        if question not in self._asked:
            self._asked[question] = self._ask(participant, office, stored)
        return self._asked[question]

    def _ask(
        self, participant: Participant, office: Office, stored: StoredClaim
    ) -> Participant | None:
        assert office.of is not None
        of, time = office.of.iri, stored.claim.time
        assert time.start is not None
        first = time.start.first_day.isoformat()[:7]
        last = (time.end or time.start).last_day.isoformat()[:7]
        terms: dict[OfficeTerm, None] = {}
        observations: dict[Observation, int] = {}
        for key in sorted(office_keys(office.title, of)):
            at = office_at(of, key)
            terms.update(dict.fromkeys(self.terms.get(at, ())))
            months = _shifted(first, -REACH - 1), _shifted(last, REACH + 1)
            for person, title, month, count in self.offices.seen(at, *months):
                if person != participant.actor.iri:
                    observations[Observation(person, title, of, month)] = count
        found = holder(
            office.title,
            of,
            time,
            terms,
            observations,
            minter=self.minter,
            canonical=self._canonical,
        )
        if found is None:
            return None
        actor = self.person(found.person)
        if actor is None:
            actor = Actor(ActorKind.PERSON, found.name or "", found.person)
        if not actor.name:
            return None
        if participant.actor.kind is ActorKind.PERSON:
            fits = _has_surname(actor, participant.actor.name, office.of)
            return dataclasses.replace(participant, actor=actor) if fits else None
        represents = participant.represents or (participant.actor,)
        return dataclasses.replace(participant, actor=actor, represents=represents, inferred=True)

    def _canonical(self, iri: str) -> str:
        actor = self.person(iri)
        return iri if actor is None else actor.iri


def terms_by_office(terms: Iterable[OfficeTerm]) -> dict[str, list[OfficeTerm]]:
    """The terms of imported lists by office, as the index has it."""
    found: dict[str, list[OfficeTerm]] = {}
    for term in terms:
        for key in sorted(term.keys):
            found.setdefault(office_at(term.of.iri, key), []).append(term)
    return found


def offices_by_person(
    terms: Mapping[str, Sequence[OfficeTerm]], minter: Minter
) -> dict[str, set[str]]:
    """The offices that terms by office give to the IRIs of persons."""
    found: dict[str, set[str]] = {}
    for office, listed in terms.items():
        for term in listed:
            for iri in term.person_iris(minter):
                found.setdefault(iri, set()).add(office)
    return found
