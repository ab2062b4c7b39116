"""Visits: who travels where, at whose invitation, for how long."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from diplograph.graph.model import EventType, Role, Status
from diplograph.loaders.extraction import clauses
from diplograph.loaders.extraction.drafts import Draft
from diplograph.loaders.extraction.frames import VerbFrame
from diplograph.loaders.extraction.places import PlaceMention
from diplograph.loaders.extraction.reference import Entity
from diplograph.loaders.extraction.sight import Sight

if TYPE_CHECKING:
    from spacy.tokens import Token as Parsed


_DURATION = re.compile(
    r"\b(one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2})[\s-]days?\b|"
    r"\b(?:visit|trip|stay)\s+of\s+(two|three|four|five|six|seven|\d)\s+days\b",
    re.IGNORECASE,
)
_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
            "nine": 9, "ten": 10}  # fmt: skip


class Travels(Sight):
    """Reads visits from verbs of travel and nouns for a journey."""

    def travel(self, verb: Parsed, frame: VerbFrame, status: Status) -> list[Draft]:
        """Read ``A visited X``, ``A arrived in X``."""
        travellers = self.subject_actors(verb)
        if clauses.is_passive(verb):
            travellers = self.all_actors(clauses.agents(verb))
        goals = list(clauses.prepositions(verb, *frame.to)) if frame.to else []
        if verb.dep_ == "relcl" and any(c.lower_ == "where" for c in verb.children):
            # "In Beijing, where he landed on Sunday"
            goals.append(verb.head)
        if frame.object:
            goals += [
                *clauses.objects(verb),
                *(clauses.subjects(verb) if clauses.is_passive(verb) else []),
            ]
        drafts: list[Draft] = []
        for goal in goals:
            for each in clauses.with_conjuncts(goal):
                # "to Djibouti, Ethiopia and the United Arab Emirates": three visits
                place = self._goal([each])
                if all(place is None or d.destination != place.code for d in drafts):
                    drafts += self._visit(verb, status, travellers, place)
        for draft in drafts:
            for host in self._invitors(verb, verb):
                draft.add(host, Role.HOST)
        return drafts

    def _goal(self, goals: list[Parsed]) -> PlaceMention | None:
        """The place that one of the goal phrases names, its own words first."""
        for goal in goals:
            head = self.situation.place_at(goal)
            if head is not None:
                return head
            for token in goal.subtree:
                if token.dep_ in {"pobj", "dobj", "poss", "compound", "nmod", "appos", "conj"}:
                    inner = self.situation.place_at(token)
                    if inner is not None:
                        return inner
        return None

    def _visit(
        self, token: Parsed, status: Status, travellers: list[Entity], place: PlaceMention | None
    ) -> list[Draft]:
        if place is None or place.code is None:
            return []
        movers = [e for e in travellers if place.code not in e.codes and (e.codes or e.titles)]
        polities = [e for e in movers if e.is_person or e.kind == "polity"]
        if not polities:
            return []
        draft = self.draft(EventType.VISIT, status, token)
        for mover in polities:
            draft.add(mover, Role.VISITOR)
        draft.destination = place.code
        draft.place = place
        draft.explicit_place = True
        draft.days = self._duration(token)
        return [draft]

    def _duration(self, token: Parsed) -> int | None:
        match = _DURATION.search(self.clause_text(token)) or _DURATION.search(
            self.clause_text(token.head)
        )
        if match is None:
            return None
        word = next(g for g in match.groups() if g)
        return _NUMBERS.get(word.lower()) or int(word)

    def leaving(self, verb: Parsed, _frame: VerbFrame, status: Status) -> list[Draft]:
        """Read ``A left X`` at the end of a visit, ``A left for Y`` at its beginning."""
        bound_for = self._goal(clauses.prepositions(verb, "for"))
        travellers = self.subject_actors(verb)
        if bound_for is not None:
            return self._visit(verb, status, travellers, bound_for)
        place = self._goal([*clauses.objects(verb), *clauses.prepositions(verb, "from")])
        drafts = self._visit(verb, status, travellers, place)
        for draft in drafts:
            draft.date_edge = "end"
        return drafts

    def visit_noun(self, noun: Parsed, status: Status) -> list[Draft]:
        """Read ``A's visit to X``, ``A is in X on a visit``."""
        if noun.tag_ == "NNS" and status is Status.OCCURRED:
            # "unlike his earlier trips": not one visit
            return []
        travellers = self.owners(noun)
        travellers += self.all_actors(clauses.prepositions(noun, "by", "of"))
        verb = clauses.governing_verb(noun)
        place = self._goal(clauses.prepositions(noun, "to", "in"))
        for clause in noun.children:
            if place is None and clause.dep_ == "relcl":
                # "the visit she was to pay to Washington"
                for inner in [clause, *(c for c in clause.children if c.dep_ == "xcomp")]:
                    place = place or self._goal(clauses.prepositions(inner, "to", "in"))
        if not travellers and verb is not None:
            travellers = self.subject_actors(verb)
            if verb.lemma_ in {"receive", "welcome", "host", "invite"}:
                travellers = self.all_actors(clauses.objects(verb))
        if place is None and any(c.lower_ in {"the", "this", "that"} for c in noun.children):
            # "the visit" without a goal points back to one that was told
            return []
        if place is None and verb is not None:
            place = self._goal(clauses.prepositions(verb, "in", "to", "at"))
        if place is None:
            place = self._goal([c for c in noun.children if c.dep_ in {"compound", "nmod"}])
        if place is None:
            place = self._host_country() or self.situation.here()
        drafts = self._visit(noun, status, travellers, place)
        if verb is not None:
            for draft in drafts:
                for host in self._invitors(noun, verb):
                    draft.add(host, Role.HOST)
                if verb.lemma_ in {
                    "end",
                    "conclude",
                    "leave",
                    "finish",
                    "wrap",
                    "complete",
                    "wind",
                }:
                    draft.date_edge = "end"
        return drafts

    def _host_country(self) -> PlaceMention | None:
        """``received X, who is here on a visit``: the visit is to the one who receives."""
        for draft in reversed(self.discourse.drafts):
            if draft.sentence != self.sentence.index:
                break
            for entity, roles in draft.roles.items():
                if (
                    Role.HOST in roles
                    and entity.codes
                    and entity.codes[0] in self.cast.authority.polities
                ):
                    label = self.cast.authority.polity(entity.codes[0]).label
                    return PlaceMention(0, 0, label, entity.codes[0], None, "to", False)
        return None

    def _invitors(self, noun: Parsed, verb: Parsed) -> list[Entity]:
        """``at the invitation of X``."""
        for head in (noun, verb):
            for child in clauses.prepositions(head, "at", "on", "upon"):
                if child.lemma_ == "invitation":
                    found = self.all_actors(clauses.prepositions(child, "of", "from"))
                    return [e for e in [*found, *self.owners(child)] if e.is_person]
        return []
