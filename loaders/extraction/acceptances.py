"""Invitations that are accepted: they make a planned visit, a mere invitation makes none.

"She has accepted her guest's invitation to Tórshavn", "an invitation to visit Finland was accepted
with pleasure", "X invited him to Manama, and he has accepted".
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from diplograph.graph.model import Role, Status
from diplograph.loaders.extraction import clauses
from diplograph.loaders.extraction.drafts import Draft
from diplograph.loaders.extraction.frames import VerbFrame
from diplograph.loaders.extraction.places import PlaceMention
from diplograph.loaders.extraction.reference import Entity
from diplograph.loaders.extraction.travels import Travels

if TYPE_CHECKING:
    from spacy.tokens import Token as Parsed

# How many sentences after an invitation its acceptance may follow.
_REACH = 2
_JOURNEY = frozenset("visit come travel go pay make fly".split())
_POINTING = frozenset({"it", "this", "that"})


@dataclass(slots=True)
class Invitation:
    """Who invites whom, where to, as far as a sentence says."""

    sentence: int
    hosts: list[Entity]
    guests: list[Entity]
    place: PlaceMention | None
    journey: Parsed | None


class Acceptances(Travels):
    """Reads acceptances of invitations as planned visits."""

    last: Invitation | None = None

    def inviting(self, verb: Parsed, _frame: VerbFrame, status: Status) -> list[Draft]:
        """Keep ``X invited Y to Z`` in mind: Y may accept."""
        if status is not Status.OCCURRED:
            return []
        if clauses.is_passive(verb):
            hosts, guests = clauses.agents(verb), clauses.subjects(verb)
        else:
            hosts, guests = clauses.subjects(verb), clauses.objects(verb)
        journey = self._journey(verb)
        place = self._destination(verb, journey)
        self.last = Invitation(
            self.sentence.index, self.all_actors(hosts), self.all_actors(guests), place, journey
        )
        return []

    def accepting(self, verb: Parsed, _frame: VerbFrame, status: Status) -> list[Draft]:
        """Read ``Y accepted X's invitation to Z``, ``he has accepted``."""
        if status is not Status.OCCURRED:
            return []
        passive = clauses.is_passive(verb)
        objects = clauses.subjects(verb) if passive else clauses.objects(verb)
        guests = self.all_actors(clauses.agents(verb) if passive else clauses.subjects(verb))
        noun = next((o for o in [*objects, *verb.subtree] if self._accepted(o, verb)), None)
        if noun is None:
            said = any(c.dep_ in {"ccomp", "xcomp"} for c in verb.children)
            pointing = all(o.lower_ in _POINTING for o in objects) and not said
            return self._reply(verb, guests) if pointing else []
        journey = self._journey(noun)
        place = self._destination(noun, journey)
        inviting = clauses.prepositions(noun, "of", "from", "by")
        hosts = [*self.owners(noun), *self.all_actors(inviting)]
        if place is None and not hosts and self._recent() is not None:
            return self._reply(verb, guests)
        guests = guests or self._partners(hosts)
        return self._planned(verb, noun, journey, hosts or self._partners(guests), guests, place)

    @staticmethod
    def _accepted(token: Parsed, verb: Parsed) -> bool:
        """Whether a noun is the invitation that a verb accepts: "accepted with pleasure ..."."""
        return token.lemma_ == "invitation" and clauses.governing_verb(token) == verb

    def _partners(self, known: list[Entity]) -> list[Entity]:
        """Who is not told to invite, or to accept: the other one of the last event."""
        for draft in reversed(self.discourse.drafts):
            others = [e for e in draft.persons if e not in known]
            if draft.item == self.sentence.item and len(draft.persons) == 2 and len(others) == 1:
                return others
        return []

    def travel(self, verb: Parsed, frame: VerbFrame, status: Status) -> list[Draft]:
        """Read ``he said he would come before the end of the year`` after an invitation."""
        drafts = super().travel(verb, frame, status)
        if drafts or status is not Status.PLANNED or verb.lemma_ not in {"come", "go", "travel"}:
            return drafts
        if clauses.prepositions(verb, "to", "into", "from"):
            return []
        drafts = self._reply(verb, self.all_actors(clauses.subjects(verb)))
        for draft in drafts:
            draft.settled = False
        return drafts

    def _reply(self, verb: Parsed, guests: list[Entity]) -> list[Draft]:
        """The acceptance of the invitation told last, by whom it was made to."""
        told = self._recent()
        if told is None:
            return []
        invited = [g for g in guests if g in told.guests]
        pronouns = all(h.pos_ == "PRON" for h in clauses.subjects(verb))
        if not invited and not pronouns and guests:
            return []
        journey = told.journey if told.sentence == self.sentence.index else None
        return self._planned(verb, None, journey, told.hosts, invited or told.guests, told.place)

    def _recent(self) -> Invitation | None:
        if self.last is None or self.sentence.index - self.last.sentence > _REACH:
            return None
        return self.last

    def _planned(
        self,
        verb: Parsed,
        noun: Parsed | None,
        journey: Parsed | None,
        hosts: list[Entity],
        guests: list[Entity],
        place: PlaceMention | None,
    ) -> list[Draft]:
        hosts = [h for h in hosts if h not in guests]
        if hosts and hosts[0].codes:
            place = self._at_home_of(hosts[0], place)
        drafts = self._visit(journey or verb, Status.PLANNED, guests, place)
        for draft in drafts:
            # the day of inviting or accepting is not that of the visit
            draft.settled = True
            for host in hosts:
                if host.is_person and draft.destination in host.codes:
                    draft.add(host, Role.HOST)
            for clause in verb.doc:
                # "to Tórshavn, where she is to be on 29 July"
                if clause.dep_ == "relcl" and any(c.lower_ == "where" for c in clause.children):
                    self.situation.date(draft, clause)
            if draft.date is None:
                when = self.situation.told_after(journey or noun or verb)
                draft.date, draft.explicit_date = when, when is not None
        return drafts

    def _at_home_of(self, host: Entity, place: PlaceMention | None) -> PlaceMention | None:
        """Where an invitation leads: the polity of who invites, or the town of that name there."""
        if place is None:
            return self._polity_of(host)
        if place.is_city and place.code not in host.codes:
            city = self.cast.authority.find_city(place.name, host.codes[0])
            if city is not None:
                return replace(place, code=host.codes[0], city=city)
        return place

    def _destination(self, head: Parsed, journey: Parsed | None) -> PlaceMention | None:
        """``invitation to Oyo``, ``invitation to visit Oyo``, ``invited to pay a visit to Oyo``."""
        place = self._goal(clauses.prepositions(head, "to"))
        if place is None and journey is not None:
            goals = [*clauses.objects(journey), *clauses.within(journey, "to")]
            place = self._goal([*goals, *clauses.prepositions(journey, "to")])
        return place

    @staticmethod
    def _journey(head: Parsed) -> Parsed | None:
        """The verb of travel that an invitation names."""
        for child in head.children:
            if child.dep_ in {"xcomp", "acl", "relcl", "ccomp", "advcl"}:
                if child.lemma_ in _JOURNEY and any(c.lower_ == "to" for c in child.children):
                    return child
        return None
