"""Glean meetings and calls from triggers whose arguments no frame could read.

"The two men talked for an hour", "over a dinner that he gave for A and B", "in their conversation
President X recalled ...": the clause names an occasion and persons of two sides, but not in the
positions where the frames look. What is gleaned counts only where nothing else in the article tells
of the same people together, and with less confidence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from diplograph.graph.model import EventType, Role, Status
from diplograph.loaders.extraction import clauses
from diplograph.loaders.extraction.drafts import Draft
from diplograph.loaders.extraction.factuality import status_of_verb
from diplograph.loaders.extraction.frames import NounFrame, VerbFrame
from diplograph.loaders.extraction.places import PlaceMention
from diplograph.loaders.extraction.reference import Entity
from diplograph.loaders.extraction.sight import PHONE, Sight
from diplograph.loaders.extraction.talks import ARRANGING, TALKED_ABOUT
from diplograph.loaders.extraction.travels import NO_PLACE

if TYPE_CHECKING:
    from spacy.tokens import Token as Parsed

# Clauses that tell of something else than the clause they hang on.
_APART = frozenset({"ccomp", "advcl", "relcl", "parataxis"})
# Frames whose verb alone tells that people are together.
_TOGETHER = frozenset({"mutual", "speaking", "hosting", "seeing", "sitting"})
_ACTING = frozenset({"person", "group", "role", "collective", "pronoun"})
_JOINING = frozenset({"with", "between", "among"})
# What is said to be talked about, meant or prepared is not told as held.
_MENTIONED = frozenset(
    "about on of before after following ahead despite without until for towards toward since than "
    "like".split()
)
# Words of other uses that mean a meeting where persons of two sides are beside them.
_COMPANY = frozenset("dinner lunch luncheon breakfast supper conversation discussion".split())
# Verbs that mean a journey without further words, and not only a movement.
_TRAVELLING = frozenset("arrive travel fly journey reach land".split())
_AWAY = frozenset({"off", "away", "out", "home", "back"})
# What those exchange who talk; gifts, prisoners and instruments of ratification are none.
_EXCHANGED = frozenset(["view", "opinion", "idea", "thought", "assessment"])
_GREETING = frozenset(["greet", "welcome"])
_HOSTING = frozenset(["host", "give", "receive", "greet", "welcome"])


class Gleaner(Sight):
    """Reads occasions of one sentence by who is in the clause."""

    def noun(self, noun: Parsed, frame: NounFrame, status: Status) -> list[Draft]:
        """Read ``over a dinner he gave for A and B``, ``in their conversation, A recalled``."""
        if frame.type is EventType.VISIT:
            if noun.dep_ == "pobj" and noun.head.lower_ in _MENTIONED - {"on", "of", "before"}:
                return []
            told = any(d.group == "Visit" for d in self.discourse.drafts)
            of_day = noun.dep_ == "pobj" and noun.head.head.lemma_ == "day"
            if told and of_day and not clauses.prepositions(noun, "to", "in"):
                # "on the second day of his visit": one that is told elsewhere
                return []
            return self._visit(noun, status)
        if frame.type is EventType.SUMMIT or frame.type.is_conclusion:
            return []
        if noun.dep_ == "pobj" and noun.head.lower_ in _MENTIONED:
            return []
        verb = clauses.governing_verb(noun)
        if verb is not None and verb.lemma_ in TALKED_ABOUT and noun.dep_ in {"dobj", "conj"}:
            return []
        if verb is not None and verb.lemma_ in ARRANGING and clauses.within(noun, "between"):
            return []
        if frame.weak and noun.lemma_.lower() not in _COMPANY:
            return []
        if frame.type is EventType.CALL and not self._telephone(noun):
            # "read the call of X for restraint"
            return []
        return self._together(noun, frame.type, status)

    def discussing(self, verb: Parsed, frame: VerbFrame, status: Status) -> list[Draft]:
        """Read ``A and B discussed trade``, ``A discussed it with B`` where no meeting is told."""
        if verb.lemma_ == "exchange" and not any(
            t.lemma_ in _EXCHANGED for t in clauses.objects(verb)
        ):
            return []
        passive = clauses.is_passive(verb)
        mine = self.all_actors(clauses.agents(verb)) if passive else self.subject_actors(verb)
        theirs = self.all_actors(clauses.within(verb, "with")) or self._with_in_clause(verb)
        sides = {c for e in [*mine, *theirs] for c in e.codes[:1]}
        heads = [*clauses.subjects(verb), *clauses.within(verb, "with")]
        nominals = [n for head in heads if (n := self.parsed.nominal(head)) is not None]
        # "the ministers of A and B", though nobody is named
        persons = any(e.is_person for e in [*mine, *theirs]) or any(n.titles for n in nominals)
        if len(sides) < 2 or not persons:
            return []
        type_ = EventType.CALL if self.by_phone(verb) else frame.type
        draft = self.draft(type_, status, verb)
        for entity in [*mine, *theirs]:
            draft.add(entity, Role.PARTICIPANT)
        draft.anaphoric = draft.gleaned = True
        return [draft]

    def _with_in_clause(self, verb: Parsed) -> list[Entity]:
        """``discussed how to do this with X``: the parse hangs X in the clause discussed."""
        clause = [c for c in verb.children if c.dep_ in {"ccomp", "xcomp"}]
        goals = [t for c in clause for t in clauses.within(c, "with")]
        return [e for e in self.all_actors(goals) if e.is_person and e.codes]

    def verb(self, verb: Parsed, frame: VerbFrame, status: Status) -> list[Draft]:
        """Read ``the two men talked for half an hour``."""
        if frame.frame == "travel" and verb.lemma_ in _TRAVELLING:
            if any(c.lower_ in _AWAY for c in verb.children):
                # "flew off without a word": that is no arrival
                return []
            return self._visit(verb, status)
        if frame.frame not in _TOGETHER or any(c.dep_ == "ccomp" for c in verb.children):
            # "he saw them sign": whom one sees doing something one does not meet
            return []
        if self.to_others(verb) or self._of_nobody(verb):
            return []
        if frame.frame == "seeing" and any(
            c.dep_ == "ccomp" and c.tag_ == "VB" for c in verb.children
        ):
            # "saw A and B sign a pact": who sees others do something meets nobody by that
            return []
        if verb.lemma_ in _GREETING and not self._greets_somebody(verb):
            return []
        above = clauses.governing_verb(verb)
        if verb.dep_ == "pcomp" and above is not None and above.lemma_ == "thank":
            # "A and B, thank you for hosting us": who is thanked together did not meet each other
            return []
        return self._together(verb, frame.type, status)

    def _telephone(self, noun: Parsed) -> bool:
        """Whether a call is one by telephone: by its words, its partners, or one told before."""
        if any(c.lower_ == "for" for c in noun.children):
            return False
        if self.by_phone(noun) or clauses.prepositions(noun, "with", "between", "to"):
            return True
        verb = clauses.governing_verb(noun)
        if noun.dep_ in {"dobj", "pobj"} and verb is not None:
            had = verb.lemma_ in self.frames.support | {"receive", "place"}
            if had or noun.head.lower_ in {"in", "during", "on"}:
                return True
        return any(draft.type is EventType.CALL for draft in self.discourse.drafts)

    def _greets_somebody(self, verb: Parsed) -> bool:
        """``welcomed X``, and not ``welcomes the appointment of X``, ``we greet all guests``."""
        if verb.tag_ in {"VBP", "VBZ", "VB"}:
            return False
        for goal in clauses.prepositions(verb, "to", "into"):
            # "welcomed X to the Union", as one of its own
            nominal = self.parsed.nominal(goal)
            if goal.lemma_ == "organization" or (
                nominal is not None and nominal.kind == "organization"
            ):
                return False
        told = clauses.subjects(verb) if clauses.is_passive(verb) else clauses.objects(verb)
        return any(e.is_person for e in self.all_actors(told))

    def _of_nobody(self, verb: Parsed) -> bool:
        """``you met A and are going to meet B``: one side is there, and nobody can tell which."""
        heads = clauses.subjects(verb)
        return bool(heads) and all(
            h.lower_ in {"i", "we", "you", "one"} and not self.discourse.actors(h) for h in heads
        )

    def _visit(self, token: Parsed, status: Status) -> list[Draft]:
        """Read ``for X it was the first journey to Y``, ``X reached Y on a private visit``."""
        verb = token if token.pos_ == "VERB" else clauses.governing_verb(token)
        actors = self._in_clause(token) if verb is None else self._actors_under(verb, token)
        travellers = [e for e in actors if e.is_person and e.codes]
        goal = self._goal(token, verb)
        if goal is None and not self._bound_elsewhere(token, verb):
            goal = self.situation.here()
            # who comes here is the subject, and not somebody of elsewhere who receives him
            acting = self.subject_actors(verb) if verb is not None else []
            if goal is not None and any(goal.code in e.codes for e in acting):
                return []
        if goal is None or goal.code is None:
            return []
        foreign = [e for e in travellers if goal.code not in e.codes]
        if len({c for e in foreign for c in e.codes[:1]}) != 1:
            # of two sides one cannot tell who travels
            return []
        draft = self.draft(EventType.VISIT, status, token)
        for entity in foreign:
            draft.add(entity, Role.VISITOR)
        draft.destination, draft.place, draft.explicit_place = goal.code, goal, goal.end > 0
        draft.gleaned = True
        return [draft]

    def _goal(self, token: Parsed, verb: Parsed | None) -> PlaceMention | None:
        """The place that the clause leads to."""
        heads = [token, *([verb] if verb is not None and verb is not token else [])]
        for head in heads:
            for goal in [
                *clauses.prepositions(head, "to", "in", "into", "at"),
                *(clauses.objects(head) if head.lemma_ in {"reach", "enter", "visit"} else []),
            ]:
                if goal.lemma_ in NO_PLACE:
                    continue
                for each in [goal, *goal.subtree]:
                    place = self.situation.place_at(each)
                    if place is not None and place.code is not None:
                        return place
        return None

    def _bound_elsewhere(self, token: Parsed, verb: Parsed | None) -> bool:
        """``flew to Marj``, which nobody knows; ``scrapped the visit`` to another place told of."""
        here = self.situation.here()
        if token.pos_ != "VERB" and any(c.lower_ in {"the", "that"} for c in token.children):
            codes = {place.code for place in self.sentence.places} - {None}
            if here is not None and codes - {here.code}:
                return True
        heads = [token, *([verb] if verb is not None and verb is not token else [])]
        goals = [goal for head in heads for goal in clauses.prepositions(head, "to", "into")]
        named = [self.parsed.nominal(g) for g in goals if g.pos_ == "PROPN"]
        return any(nominal is None or nominal.kind == "unsure" for nominal in named)

    def telephoned(self) -> list[Draft]:
        """Read ``reported by telephone to X``, ``was on the telephone with X``, by any verb."""
        start, end = self.document.offsets(self.sentence.start, self.sentence.end)
        match = PHONE.search(self.document.text, start, end)
        token = self.parsed.token_at(match.end() - 1) if match is not None else None
        verb = clauses.governing_verb(token) if token is not None else None
        if token is None or verb is None:
            return []
        status = status_of_verb(verb)
        if status is None:
            return []
        actors = [e for e in self._actors_under(verb, token) if e.is_person]
        if len({e.codes[0] for e in actors if e.codes}) < 2:
            return []
        draft = self.draft(EventType.CALL, status, token)
        for entity in actors:
            draft.add(entity, Role.PARTICIPANT)
        draft.anaphoric = draft.gleaned = True
        return [draft]

    def signers(self, draft: Draft, token: Parsed) -> None:
        """Complete the signatories of an instrument: who stands before *signed* or after *by*."""
        if len(draft.codes) >= 2:
            return
        if token.pos_ not in {"VERB", "AUX"}:
            self._beneficiaries(draft, token)
            return
        start, passive = self.parsed.span(token)[0], clauses.is_passive(token)
        begin, stop = self._reach(start)
        if passive:
            by = re.search(r"\bby\b", self.document.text[start:stop])
            if by is None:
                return
            begin = start + by.end()
        else:
            stop = start
        for nominal in self.sentence.nominals:
            at = self.document.tokens[nominal.start].start
            if not begin <= at < stop or nominal.genitive or self.looks_on(nominal):
                continue
            if nominal.kind in _ACTING:
                for entity in self.discourse.resolve(nominal):
                    if entity.is_person and entity not in draft.roles:
                        draft.add(entity, Role.SIGNATORY)

    def _beneficiaries(self, draft: Draft, noun: Parsed) -> None:
        """``with the signing of an accord, A and B have agreed to ...``: A and B signed it."""
        verb = clauses.governing_verb(noun)
        if verb is None or draft.roles or noun.dep_ != "pobj" or noun.head.lower_ != "with":
            return
        actors = self.subject_actors(verb)
        if len({c for e in actors for c in e.codes[:1]}) >= 2:
            for entity in actors:
                draft.add(entity, Role.SIGNATORY)

    def _reach(self, at: int) -> tuple[int, int]:
        """The part of the sentence around an offset, up to a semicolon or colon."""
        start, end = self.document.offsets(self.sentence.start, self.sentence.end)
        before = max(self.document.text.rfind(mark, start, at) for mark in ";:")
        after = [i for mark in ";:" if (i := self.document.text.find(mark, at, end)) >= 0]
        return max(before, start), min(after, default=end)

    def _together(self, token: Parsed, type_: EventType, status: Status) -> list[Draft]:
        if self._conditional(token):
            return []
        actors = self._in_clause(token)
        partners = self.all_actors(clauses.within(token, *_JOINING - {"between", "among"}))
        if partners and all(e in partners for e in actors):
            # "you had talks with A and B": those are one side, and the other is not told
            return []
        persons = [e for e in actors if e.is_person]
        if len({c for e in actors for c in e.codes[:1]}) < 2 or not persons:
            return []
        if type_ is EventType.CALL and token.pos_ == "VERB" and not self.by_phone(token):
            # to speak is to telephone only where the words or the partners say so
            type_ = EventType.MEETING
        elif type_ is not EventType.CALL and self.by_phone(token):
            type_ = EventType.CALL
        draft = self.draft(type_, status, token)
        for entity in actors:
            draft.add(entity, Role.PARTICIPANT)
        verb = token if token.pos_ == "VERB" else clauses.governing_verb(token)
        # "over a dinner that he gave for A and B"
        verb = next((c for c in token.children if c.dep_ == "relcl"), verb)
        if verb is not None and verb.lemma_ in _HOSTING and not clauses.is_passive(verb):
            hosts = [e for e in self.subject_actors(verb) if e in draft.roles]
            if len(hosts) == 1:
                draft.roles[hosts[0]] = {Role.HOST}
        draft.anaphoric = draft.gleaned = True
        return [draft]

    @staticmethod
    def _conditional(token: Parsed) -> bool:
        """``if A meets B, they will speak of fish``."""
        verb = token if token.pos_ in {"VERB", "AUX"} else clauses.governing_verb(token)
        return verb is not None and any(
            clause.dep_ == "advcl"
            and any(c.dep_ == "mark" and c.lower_ in {"if", "unless"} for c in clause.children)
            for clause in verb.children
        )

    def _in_clause(self, trigger: Parsed) -> list[Entity]:
        """The actors of the clause of a trigger, and of those above it while it lacks a side."""
        clause: Parsed | None = trigger
        found: list[Entity] = []
        for _ in range(3):
            clause = clauses.governing_verb(clause) if clause is not None else None
            top = clause if clause is not None else trigger
            if trigger.pos_ == "VERB" and not found:
                top = trigger
            found = self._actors_under(top, trigger)
            if len({c for e in found for c in e.codes[:1]}) >= 2:
                return found
            if clause is None or clause.dep_ == "ROOT":
                break
        return found

    def _actors_under(self, top: Parsed, trigger: Parsed) -> list[Entity]:
        found: list[Entity] = []
        for token in self._clause(top, trigger):
            nominal = self.parsed.nominal(token)
            if nominal is None:
                continue
            if nominal.kind not in _ACTING and not self._takes_part(token):
                continue
            for entity in self.discourse.resolve(nominal):
                if entity not in found:
                    found.append(entity)
        for entity in self.subject_actors(top) if top.pos_ in {"VERB", "AUX"} else []:
            if entity not in found:
                found.insert(0, entity)
        return found

    @staticmethod
    def _takes_part(token: Parsed) -> bool:
        """Whether a polity or organisation acts here and is not only a place or an owner."""
        if token.dep_ in {"nsubj", "nsubjpass", "conj"}:
            return token.dep_ != "conj" or Gleaner._takes_part(token.head)
        return token.dep_ == "pobj" and token.head.lower_ in _JOINING

    @staticmethod
    def _clause(top: Parsed, trigger: Parsed) -> Iterator[Parsed]:
        """Tokens under a verb, without those of clauses that the trigger is not in."""
        above, told = {trigger, *trigger.ancestors}, set(trigger.subtree)
        stack = [top]
        while stack:
            token = stack.pop(0)
            yield token
            together = any(c.lower_ == "their" for c in trigger.children)
            stack += [
                c
                for c in token.children
                # "a dinner that he gave for A"; "in their conversation A recalled, and B spoke"
                if c in above
                or token == trigger
                or (together and c.dep_ == "conj")
                or not (Gleaner._elsewhere(c) or (c.dep_ == "acl" and c not in told))
            ]

    @staticmethod
    def _elsewhere(token: Parsed) -> bool:
        """Whether a clause of its own begins at a token: another verb with its own subject."""
        if token.dep_ in _APART:
            return True
        own = any(c.dep_ in {"nsubj", "nsubjpass"} for c in token.children)
        return token.dep_ == "conj" and token.pos_ in {"VERB", "AUX"} and own
