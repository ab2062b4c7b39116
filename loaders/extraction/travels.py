"""Visits: who travels where, at whose invitation, for how long."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from diplograph.graph.model import EventType, Role, Status
from diplograph.loaders.extraction import clauses
from diplograph.loaders.extraction.drafts import Draft
from diplograph.loaders.extraction.factuality import status_of_verb
from diplograph.loaders.extraction.frames import VerbFrame
from diplograph.loaders.extraction.places import PlaceMention
from diplograph.loaders.extraction.reference import Entity
from diplograph.loaders.extraction.sight import Sight
from diplograph.loaders.extraction.stays import days_of, nth_day

if TYPE_CHECKING:
    from spacy.tokens import Token as Parsed


_HOMEWARD = frozenset({"home", "back"})
_ENDING = frozenset("end conclude leave finish wrap complete wind".split())
_COMING_BACK = frozenset(["return", "come", "fly", "arrive", "land", "be", "get", "travel"])
# What is said to be somebody's is not where he goes: "to Taiwan's only ally".
NO_PLACE = frozenset(
    "ally neighbour neighbor partner rival friend enemy assistance aid help rescue defence defense "
    "support attention".split()
)
_AWAY = frozenset("visit trip stay tour journey week day fortnight month holiday absence".split())
_MAKING = frozenset({"make", "pay", "undertake"})
_EXPECTING = frozenset({"expect", "await", "host", "receive"})
_YOUTH = frozenset("child boy girl student teenager tourist soldier".split())


class Travels(Sight):
    """Reads visits from verbs of travel and nouns for a journey."""

    def travel(self, verb: Parsed, frame: VerbFrame, status: Status) -> list[Draft]:
        """Read ``A visited X``, ``A arrived in X``."""
        travellers = self.subject_actors(verb)
        if clauses.is_passive(verb):
            travellers = self.all_actors(clauses.agents(verb))
        travellers = self._person_who(verb, travellers)
        travellers = self._identified(verb, travellers)
        things = [t for t in clauses.objects(verb) if t.lemma_ in frame.with_]
        if self._no_mission(verb, travellers) or (frame.with_ and not things):
            return []
        goals = list(clauses.prepositions(verb, *frame.to)) if frame.to else []
        beside = [c for c in verb.children if c.pos_ == "ADJ"]
        for word in [*things, *(beside if not goals else [])]:
            # "set foot in X", "flew unannounced to X": the parse may hang the place on these
            goals += clauses.prepositions(word, *frame.to)
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
        if not drafts and any(c.lower_ == "there" and c.dep_ == "advmod" for c in verb.children):
            drafts = self._visit(verb, status, travellers, self._there(verb))
        if not drafts and self._homeward(verb, goals, travellers):
            return self._homecoming(verb, status, travellers, goals)
        for draft in drafts:
            for companion in self.all_actors(clauses.prepositions(verb, "with")):
                # "flew to Neom with X, the head of the service"
                self._take_along(draft, companion)
        return drafts

    def staying(self, verb: Parsed, frame: VerbFrame, status: Status) -> list[Draft]:
        """Read ``A spent two days in X``, ``A stopped in X on his way to Y``."""
        # "spent Tuesday in X": to the parser a day is no object
        times = clauses.objects(verb) or [c for c in verb.children if c.dep_ == "npadvmod"]
        if frame.with_ and not (times and all(t.lemma_ in frame.with_ for t in times)):
            return []
        if not frame.with_ and clauses.objects(verb):
            return []
        return self._in_places(verb, frame.to, status, self.subject_actors(verb))

    def sending(self, verb: Parsed, frame: VerbFrame, status: Status) -> list[Draft]:
        """Read ``A sent his minister B to X``: it is B who travels."""
        sent = clauses.subjects(verb) if clauses.is_passive(verb) else clauses.objects(verb)
        travellers = [
            e
            for e in self.all_actors(sent)
            # "sent its former president to the court in X"
            if e.is_person and not (e.titles and all(title.former for title in e.titles))
        ]
        return self._in_places(verb, frame.to, status, travellers)

    def _in_places(
        self, verb: Parsed, to: tuple[str, ...], status: Status, travellers: list[Entity]
    ) -> list[Draft]:
        """Visits of the places that themselves stand behind a verb: not "in court in X"."""
        drafts: list[Draft] = []
        goals = clauses.prepositions(verb, *to)
        if not goals or self.situation.place_at(goals[0]) is None:
            return []
        for goal in goals:
            for each in clauses.with_conjuncts(goal):
                place = self.situation.place_at(each)
                if place is not None and any(e.is_person for e in travellers):
                    drafts += self._visit(verb, status, travellers, place)
        return drafts

    def _identified(self, verb: Parsed, travellers: list[Entity]) -> list[Entity]:
        """``the last premier to visit X was A``: A, who is named behind."""
        if any(e.is_person for e in travellers):
            return travellers
        for subject in clauses.subjects(verb):
            being = subject.head
            if subject.dep_ == "nsubj" and being.lemma_ == "be" and being != verb:
                named = self.all_actors([c for c in being.children if c.dep_ == "attr"])
                return [e for e in named if e.is_person] or travellers
        return travellers

    def _there(self, verb: Parsed) -> PlaceMention | None:
        """``B had gone there in May``: the place named last, in this sentence or the one before."""
        start, index = self.parsed.span(verb)[0], self.sentence.index
        for sentence in reversed(self.document.sentences[max(0, index - 1) : index + 1]):
            for place in reversed(sentence.places):
                if place.code is not None and self.document.tokens[place.start].start < start:
                    return place
        return None

    def _no_mission(self, verb: Parsed, travellers: list[Entity]) -> bool:
        """``we went to X`` of a whole country, ``came to X at the age of nine``: no visit."""
        if any(t.lemma_ == "age" for t in clauses.prepositions(verb, "at")):
            return True
        if any(t.lemma_ in _YOUTH for t in clauses.prepositions(verb, "as")):
            return True
        nominals = [self.parsed.nominal(subject) for subject in clauses.subjects(verb)]
        if nominals and all(n is not None and n.kind == "polity" for n in nominals):
            # "Serbia travels to Lisbon": a team, or a manner of speaking
            return True
        pronouns = bool(nominals) and all(n is not None and n.kind == "pronoun" for n in nominals)
        return pronouns and not any(e.is_person for e in travellers)

    def returning(self, verb: Parsed, _frame: VerbFrame, status: Status) -> list[Draft]:
        """Read ``A returned from X``, ``A returned home from a trip to X``."""
        travellers = self._person_who(verb, self.subject_actors(verb))
        return self._homecoming(verb, status, travellers, clauses.prepositions(verb, "to"))

    def _homeward(self, verb: Parsed, goals: list[Parsed], travellers: list[Entity]) -> bool:
        """Whether a journey leads back to where the traveller is from."""
        if any(c.lower_ in _HOMEWARD and c.dep_ in {"advmod", "prt"} for c in verb.children):
            return True
        home = self._goal(goals)
        return home is not None and any(home.code in e.codes for e in travellers)

    def _homecoming(
        self, verb: Parsed, status: Status, travellers: list[Entity], goals: list[Parsed]
    ) -> list[Draft]:
        """``landed at home after a week in X``, ``flew home``: the end of the visit to X."""
        home = self._goal(goals)
        if not travellers and home is not None:
            travellers = self._guest_of(verb, home)
        drafts: list[Draft] = []
        leaving = any(c.lower_ in _HOMEWARD for c in verb.children) and verb.lemma_ != "return"
        for token in clauses.prepositions(verb, "from", "after"):
            if token.lemma_ in _AWAY or self.situation.place_at(token) is not None:
                if token.lemma_ in self.frames.nouns:
                    # "from a trip to X": the noun is read by itself
                    return []
                inside = [token, *clauses.prepositions(token, "in", "to")]
                drafts += self._visit(verb, status, travellers, self._goal(inside))
        if not drafts and leaving and not self._told_before(travellers):
            drafts = self._visit(verb, status, travellers, self.situation.here())
        for draft in drafts:
            draft.date_edge = "end"
        return drafts

    def _told_before(self, travellers: list[Entity]) -> bool:
        """Whether the visit that somebody goes home from is told already."""
        return any(
            draft.group == "Visit" and Role.VISITOR in draft.roles.get(traveller, ())
            for draft in self.discourse.drafts
            for traveller in travellers
            if draft.item == self.sentence.item
        )

    def _guest_of(self, verb: Parsed, home: PlaceMention) -> list[Entity]:
        """``the guest flew home to X``: the person of X who was spoken of last."""
        heads = clauses.subjects(verb)
        nominals = [self.parsed.nominal(h) for h in heads]
        if not any(
            n is not None and n.text.lower().endswith(("guest", "visitor")) for n in nominals
        ):
            return []
        recent = reversed(self.discourse.recent(self.sentence.end))
        return next(([e] for e in recent if e.is_person and home.code in e.codes), [])

    def _person_who(self, verb: Parsed, travellers: list[Entity]) -> list[Entity]:
        """``the minister of X, who had flown``: it is not X that flies, whatever the parse says."""
        who = next((c for c in verb.children if c.lower_ == "who"), None)
        if who is None or any(e.is_person for e in travellers):
            return travellers
        edge = self.parsed.span(who)[0]
        tokens = self.document.tokens
        for nominal in reversed(self.sentence.nominals):
            if nominal.names and tokens[nominal.end - 1].end <= edge:
                return [e for e in self.discourse.resolve(nominal) if e.is_person] or travellers
        return travellers

    @staticmethod
    def _take_along(draft: Draft, companion: Entity) -> None:
        """Let somebody of the same side travel too."""
        visitors = [e for e, roles in draft.roles.items() if Role.VISITOR in roles]
        codes = {c for e in visitors for c in e.codes}
        ours = not companion.codes or bool(set(companion.codes) & codes)
        if companion.is_person and ours:
            draft.add(companion, Role.VISITOR)

    def accompanying(self, verb: Parsed, _frame: VerbFrame, status: Status) -> list[Draft]:
        """``X was accompanied by Y``, ``Y, who accompanied X to both capitals``: Y travels too."""
        if status is not Status.OCCURRED:
            return []
        if clauses.is_passive(verb):
            led, companions = self.all_actors(clauses.subjects(verb)), clauses.agents(verb)
        else:
            led, companions = self.all_actors(clauses.objects(verb)), clauses.subjects(verb)
        several = any(
            t.lower_ in {"both", "all", "everywhere"} for t in verb.subtree if t.dep_ != "ROOT"
        )
        for draft in reversed(self.discourse.drafts):
            visiting = any(Role.VISITOR in draft.roles.get(e, ()) for e in led)
            if draft.group == "Visit" and draft.item == self.sentence.item and visiting:
                for companion in self.all_actors(companions):
                    self._take_along(draft, companion)
                if not several:
                    break
        return []

    def awaiting(self, verb: Parsed, _frame: VerbFrame, status: Status) -> list[Draft]:
        """Read ``A is awaited in X on Wednesday``, ``A is due in X``."""
        due = next((c for c in verb.children if c.lower_ == "due"), None)
        if status is not Status.OCCURRED or not (due is not None or clauses.is_passive(verb)):
            return []
        guests = self.all_actors(clauses.subjects(verb))
        drafts = self._in_places(verb, ("in", "at"), Status.PLANNED, guests)
        if due is not None and not drafts:
            drafts = self._in_places(due, ("in", "at"), Status.PLANNED, guests)
        return drafts

    def _goal(self, goals: list[Parsed]) -> PlaceMention | None:
        """The place that one of the goal phrases names, its own words first."""
        for goal in goals:
            head = self.situation.place_at(goal)
            if head is not None:
                return head
            if goal.lemma_ in NO_PLACE:
                continue
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
        draft.days = days_of(self.clause_text(token)) or days_of(self.clause_text(token.head))
        draft.nth_day = self._nth_day(token)
        for host in self._invitors(token, token):
            draft.add(host, Role.HOST)
        return [draft]

    def _nth_day(self, token: Parsed) -> int | None:
        """``on the second day of his visit``: the date told is that of the second day."""
        around = token.head.head if token.dep_ == "pobj" else token
        return nth_day(self.clause_text(around))

    def leaving(self, verb: Parsed, _frame: VerbFrame, status: Status) -> list[Draft]:
        """Read ``A left X`` at the end of a visit, ``A left for Y`` at its beginning."""
        bound_for = self._goal(clauses.prepositions(verb, "for"))
        for means in clauses.prepositions(verb, "by", "on", "aboard") if bound_for is None else ():
            # "left by train for X", "left on Monday for X": the parse hangs the goal on these
            bound_for = bound_for or self._goal(clauses.within(means, "for"))
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
        if noun.tag_ == "NNS" and status is Status.OCCURRED and not self._carried(noun):
            # "unlike his earlier trips": not one visit
            return []
        travellers = self.owners(noun) or self._whose(noun)
        travellers += self.all_actors(clauses.prepositions(noun, "by", "of"))
        verb = clauses.governing_verb(noun)
        if taken := self._taken_to(noun, travellers):
            return taken
        places = self._goals(clauses.prepositions(noun, "to", "in"))
        place = places[0] if places else None
        for clause in noun.children:
            if place is None and clause.dep_ == "relcl":
                # "the visit she was to pay to Washington"
                for inner in [clause, *(c for c in clause.children if c.dep_ == "xcomp")]:
                    place = place or self._goal(clauses.prepositions(inner, "to", "in"))
        if noun.lemma_ == "stop":
            # a stop is a visit where it is said to be in some town
            if place is None or not place.is_city:
                return []
            travellers = travellers or self._travelling()
        for clause in noun.children if not travellers else ():
            if clause.dep_ == "relcl" and any(c.dep_ == "nsubj" for c in clause.children):
                # "the visit which X was to make to Y has been moved"
                travellers = self.subject_actors(clause)
        if not travellers and verb is not None:
            travellers = self._identified(verb, self.subject_actors(verb))
            if verb.lemma_ in {"receive", "welcome", "host", "invite"}:
                travellers = self.all_actors(clauses.objects(verb))
        pointed = noun.head.lower_ == "of" and noun.head.head.lemma_ == "day" and self._travelling()
        if place is None and (
            pointed or any(c.lower_ in {"the", "this", "that"} for c in noun.children)
        ):
            # "the visit" without a goal points back to one that was told, and so does "on the
            # second day of his visit"
            return []
        if place is None and verb is not None:
            place = self._goal(clauses.prepositions(verb, "in", "to", "at"))
        if place is None and verb is not None and noun.dep_ == "dobj" and verb.lemma_ in _MAKING:
            # "paid his first visit since the election to X": the parse hangs the goal on that
            place = self._goal([*clauses.within(noun, "to"), *clauses.within(verb, "to")])
        if place is None:
            place = self._goal([c for c in noun.children if c.dep_ in {"compound", "nmod"}])
        if place is None and verb is not None and verb.lemma_ in _EXPECTING:
            # "Riga expects a visit by X in May"
            place = self._goal(clauses.subjects(verb))
        if place is None:
            place = self._host_country() or self.situation.here()
        if noun.lemma_ == "arrival":
            # goods and troops arrive as well
            travellers = [e for e in travellers if e.is_person]
        drafts = self._visit(noun, status, travellers, place)
        for further in places[1:]:
            # "visits to Lisbon and Madrid"
            if all(d.destination != further.code for d in drafts):
                drafts += self._visit(noun, status, travellers, further)
        for draft in drafts:
            # "ahead of his visit": one that the article may tell of as made
            draft.anaphoric = noun.dep_ == "pobj" and noun.head.head.lower_ == "ahead"
            if noun.head.lower_ == "of" and draft.nth_day is None and _is_end(noun.head.head):
                # "at the end of a three-day visit to X on Tuesday"
                draft.date_edge = "end"
            # "X, whose trip of 2001 was not mentioned": of another time than the story
            draft.background = bool(self._whose(noun))
        if verb is not None:
            for draft in drafts:
                for host in self._invitors(noun, verb):
                    draft.add(host, Role.HOST)
                if verb.lemma_ in _ENDING or (
                    verb.lemma_ in _COMING_BACK and noun.head.lower_ in {"from", "after"}
                ):
                    draft.date_edge = "end"
                self._announced_for(draft, verb)
        return drafts

    def _carried(self, noun: Parsed) -> bool:
        """``paid visits to A and B``: several that are told, not only spoken of."""
        verb = clauses.governing_verb(noun)
        told = verb is not None and noun.dep_ == "dobj" and verb.lemma_ in self.frames.support
        return told and bool(clauses.prepositions(noun, "to"))

    def _goals(self, goals: list[Parsed]) -> list[PlaceMention]:
        """The place of a goal phrase, and those joined to it."""
        first = self._goal(goals)
        found = [first] if first is not None else []
        for goal in goals:
            for each in clauses.with_conjuncts(goal):
                place, nominal = self.situation.place_at(each), self.parsed.nominal(each)
                # "his visit to A, minister B and his X counterpart": the parse joins those too
                if place is not None and (nominal is None or nominal.kind == "polity"):
                    found += [place] if place not in found else []
        return found

    def _taken_to(self, noun: Parsed, travellers: list[Entity]) -> list[Draft]:
        """``her tour takes her to A, B and C``, ``a trip that will lead him to A``."""
        above = [noun.head] if noun.dep_ == "nsubj" else []
        for verb in [*above, *(c for c in noun.children if c.dep_ == "relcl")]:
            if verb.lemma_ not in {"take", "lead", "bring"} or not clauses.objects(verb):
                continue
            status = status_of_verb(verb)
            travellers = travellers or self.all_actors(clauses.objects(verb))
            if not travellers and (carrying := clauses.governing_verb(noun)) is not None:
                travellers = self.subject_actors(carrying)
            if status is not None:
                drafts = []
                for place in self._goals(clauses.prepositions(verb, "to")):
                    drafts += self._visit(verb, status, travellers, place)
                for draft in drafts:
                    # the day of setting out is not that of each stop
                    draft.date, draft.settled = self.situation.told_after(verb), True
                    draft.explicit_date = draft.date is not None
                return drafts
        return []

    def _announced_for(self, draft: Draft, verb: Parsed) -> None:
        """``called off the visit that he was to begin on 2 September``: the day it was to have."""
        for clause in verb.subtree:
            told = clause.head if clause.dep_ == "xcomp" else clause
            if clause.lemma_ in {"begin", "start", "pay", "make"} and clause != verb:
                if any(c.lower_ == "that" or c.lower_ == "which" for c in told.children):
                    self.situation.date(draft, clause)

    def _travelling(self) -> list[Entity]:
        """Who is on the way at this point of the story."""
        for draft in reversed(self.discourse.drafts):
            if draft.group == "Visit" and draft.item == self.sentence.item:
                return [e for e, roles in draft.roles.items() if Role.VISITOR in roles]
        return []

    def _whose(self, noun: Parsed) -> list[Entity]:
        """``X, whose trip to Y``."""
        clause = clauses.governing_verb(noun)
        while clause is not None and clause.dep_ in {"xcomp", "ccomp"}:
            clause = clause.head
        if not any(c.lower_ == "whose" for c in noun.children) or clause is None:
            return []
        return self.all_actors([clause.head]) if clause.dep_ == "relcl" else []

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
                    return self._polity_of(entity)
        return None

    def _polity_of(self, entity: Entity) -> PlaceMention | None:
        """The polity that somebody represents, as a place to go to."""
        code = entity.codes[0]
        if code not in self.cast.authority.polities:
            return None
        return PlaceMention(0, 0, self.cast.authority.polity(code).label, code, None, "to", False)

    def _invitors(self, noun: Parsed, verb: Parsed) -> list[Entity]:
        """``at the invitation of X``, ``a visit made at the invitation of X``."""
        made = [c for c in (*noun.children, *verb.children) if c.lemma_ in _MAKING]
        for head in (noun, verb, *made):
            for child in clauses.prepositions(head, "at", "on", "upon", "by"):
                if child.lemma_ == "invitation":
                    found = self.all_actors(clauses.prepositions(child, "of", "from"))
                    return [e for e in [*found, *self.owners(child)] if e.is_person]
            for child in clauses.prepositions(head, "as") or clauses.within(head, "as"):
                if child.lemma_ == "guest" or self._is_guest(child):
                    named = [c for c in child.children if c.dep_ == "appos"]
                    whose = self.all_actors([*clauses.prepositions(child, "of"), *named])
                    return [e for e in whose if e.is_person]
        return []

    def _is_guest(self, token: Parsed) -> bool:
        """``as the guest of X``: the phrase that a parse sees as one word."""
        nominal = self.parsed.nominal(token)
        return nominal is not None and re.search(r"\bguest\b", nominal.text.lower()) is not None


def _is_end(noun: Parsed) -> bool:
    """``the close of a visit``, ``the last day of a visit``."""
    if noun.lemma_ == "day":
        return any(c.lower_ in {"last", "final"} for c in noun.children)
    return noun.lemma_ in {"end", "close", "conclusion"}
