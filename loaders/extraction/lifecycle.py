"""What becomes of an instrument after its conclusion: who ratifies, joins, leaves or suspends it.

A step is told by a verb or noun of ``data/frames.json`` together with an instrument, or with a word
that stands for one told before ("the parliament ratified it"). Each side ratifies, accedes and
withdraws by itself, so there is one draft a side.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from diplograph.graph.model import EventType, InstrumentStep, Role, Status
from diplograph.loaders.extraction import clauses
from diplograph.loaders.extraction.discourse import Discourse
from diplograph.loaders.extraction.document import Document
from diplograph.loaders.extraction.drafts import Draft, InstrumentDraft
from diplograph.loaders.extraction.earlier import relate
from diplograph.loaders.extraction.factuality import status_of_noun, status_of_verb
from diplograph.loaders.extraction.frames import StepFrame
from diplograph.loaders.extraction.instruments import (
    find_instruments,
    instruments_agree,
    telling_words,
)
from diplograph.loaders.extraction.lexicon import EntryKind
from diplograph.loaders.extraction.reference import Cast, Entity
from diplograph.loaders.extraction.sight import Sight
from diplograph.loaders.extraction.tokens import tokenize

if TYPE_CHECKING:
    from spacy.tokens import Token as Parsed

# Verbs that carry out what the noun names: "approved the ratification", "completed its accession".
_CARRYING = frozenset(
    "approve complete finish finalise finalize vote pass announce declare deposit exchange "
    "formalise formalize notify order authorise authorize endorse adopt".split()
)
# "until it is ratified", "before the treaty enters into force"
_NOT_YET = frozenset(["until", "till", "before", "unless", "if", "once"])
_MANY = re.compile(
    r"\b(?:every|each|all|any|some|many|most|several|other|more|no|\d+)(?:\s+\w+)?\s*$",
    re.IGNORECASE,
)
_PRONOUNS = frozenset({"it", "them", "this", "which", "that"})
# Steps that a side takes; an entry into force, an end or a lapse may come of itself.
_BY_A_SIDE = frozenset({EventType.RATIFICATION, EventType.ACCESSION})


class LifeCycle(Sight):
    """Reads ratification, accession, entry into force, suspension, withdrawal and termination."""

    def __init__(self, document: Document, cast: Cast, discourse: Discourse) -> None:
        super().__init__(document, cast, discourse)
        self._told: list[InstrumentDraft] = []

    def read(self) -> list[tuple[Draft, Parsed]]:
        """Steps that the sentence in view tells, each with the word that tells it."""
        found: list[tuple[Draft, Parsed]] = []
        for token in self.parsed.doc:
            lemma = token.lemma_.lower()
            if token.pos_ == "VERB" and lemma in self.frames.relating:
                self._relating(token, self.frames.relating[lemma])
            if token.pos_ in {"VERB", "AUX"} and lemma in self.frames.step_verbs:
                for frame in self.frames.step_verbs[lemma]:
                    found += [(draft, token) for draft in self._verb(token, frame)]
            elif token.pos_ in {"NOUN", "PROPN"} and lemma in self.frames.step_nouns:
                frame = self.frames.step_nouns[lemma]
                found += [(draft, token) for draft in self._noun(token, frame)]
        return found

    def settle(self, draft: Draft) -> None:
        """A step is no event of a town, except where papers are exchanged."""
        if draft.place is not None and not draft.place.is_city:
            draft.place = None

    # -- verbs and nouns ----------------------------------------------------------------------

    def _verb(self, verb: Parsed, frame: StepFrame) -> list[Draft]:
        if frame.with_ and not self._stands_with(verb, frame.with_):
            return []
        passive = clauses.is_passive(verb)
        if frame.instrument == "subject":
            targets = clauses.subjects(verb)
        elif frame.instrument == "object":
            targets = clauses.subjects(verb) if passive else clauses.objects(verb)
        else:
            targets = clauses.prepositions(verb, frame.instrument)
        instruments = self._instruments(targets)
        if not instruments and frame.pronoun and any(t.lower_ in _PRONOUNS for t in targets):
            instruments = self._antecedents(None)
        status = self._status(verb)
        if not instruments or status is None:
            return []
        sides: list[Entity] = []
        if frame.instrument == "subject":
            sides = self._sides([*clauses.prepositions(verb, "for", "between"), *targets])
        elif passive and frame.instrument == "object":
            sides = self._sides(clauses.agents(verb))
        else:
            # "withdrew the country from the treaty": the one that leaves is the object
            moved = clauses.objects(verb) if frame.instrument == "from" else []
            sides = self._sides(clauses.subjects(verb)) or self.subject_actors(verb)
            if not sides and moved:
                sides = self._sides(moved)
        return self._drafts(verb, frame, status, instruments, sides)

    def _noun(self, noun: Parsed, frame: StepFrame) -> list[Draft]:
        verb = clauses.governing_verb(noun)
        if verb is None or verb.lemma_ not in _CARRYING:
            return []
        held = noun
        if noun.dep_ == "pobj" and noun.head.head.lemma_ in {"instrument", "document"}:
            # "deposited its instrument of ratification"
            held = noun.head.head
        if held.dep_ not in {"dobj", "nsubjpass", "nsubj"} or held.head != verb:
            return []
        status = status_of_noun(held)
        targets = clauses.prepositions(noun, frame.instrument)
        instruments = self._instruments(targets)
        if not targets and held is not noun:
            instruments = self._antecedents(None)
        if not instruments or status is None:
            return []
        owners = [c for c in noun.children if c.dep_ == "poss"]
        sides = self._sides([*clauses.prepositions(noun, "by"), *owners])
        if not sides:
            agents = clauses.agents(verb) if clauses.is_passive(verb) else clauses.subjects(verb)
            sides = self._sides(agents)
        if len(sides) < 2 and verb.lemma_ == "exchange":
            sides = self._concluders(instruments[0])
        return self._drafts(noun, frame, status, instruments, sides)

    def _relating(self, verb: Parsed, relation: str) -> None:
        """``The new treaty replaces that of 1952``, said of an instrument told before."""
        if clauses.is_passive(verb) or status_of_verb(verb) is None:
            return
        later = self._instruments(clauses.subjects(verb))
        earlier = find_instruments(self.document, self.parsed, clauses.objects(verb))
        if later and earlier and self._tells_enough(earlier[0]):
            later[0].earlier.setdefault(relation, earlier[0])

    @staticmethod
    def _stands_with(verb: Parsed, words: tuple[str, ...]) -> bool:
        """Whether ``into force`` or ``out`` hangs on the verb."""
        for child in verb.children:
            if child.lower_ in words:
                return True
            if child.dep_ == "prep" and child.lower_ == "into":
                return any(c.lower_ in words for c in child.children)
        return False

    def _status(self, verb: Parsed) -> Status | None:
        if any(c.lower_ in _NOT_YET and c.dep_ in {"mark", "advmod"} for c in verb.children):
            return None
        if verb.dep_ == "xcomp" and verb.head.lemma_ in {"have", "need", "remain"}:
            # "has yet to be ratified"
            return None
        status = status_of_verb(verb)
        simple = verb.tag_ in {"VBZ", "VBP"} and not clauses.auxiliaries(verb)
        if status is Status.OCCURRED and simple and not self.sentence.is_title:
            # "it enters into force on the day of ..." lays down what is to come
            return Status.PLANNED
        return status

    def _drafts(
        self,
        token: Parsed,
        frame: StepFrame,
        status: Status,
        instruments: list[InstrumentDraft],
        sides: list[Entity],
    ) -> list[Draft]:
        if not sides and frame.type in _BY_A_SIDE:
            return []
        if not sides and frame.step is InstrumentStep.WITHDRAWN:
            return []
        each_by_itself = frame.instrument != "subject"
        groups = [[side] for side in sides] if each_by_itself and sides else [sides]
        drafts = []
        for instrument in instruments:
            self._told.append(instrument)
            relate(self.document, self.parsed, instrument)
            for group in groups:
                draft = self.draft(frame.type, status, token)
                draft.step = frame.step
                draft.instrument = instrument
                for side in group:
                    draft.add(side, Role.PARTICIPANT)
                drafts.append(draft)
        return drafts

    # -- instruments --------------------------------------------------------------------------

    def _instruments(self, targets: list[Parsed]) -> list[InstrumentDraft]:
        """The instruments of noun phrases; what only points back is looked up."""
        found: list[InstrumentDraft] = []
        for instrument in find_instruments(self.document, self.parsed, targets):
            if instrument.named or self._tells_enough(instrument):
                found.append(instrument)
            else:
                found += self._antecedents(instrument)
        return found

    def _tells_enough(self, instrument: InstrumentDraft) -> bool:
        if instrument.head in self.frames.weak_instruments or instrument.head == "amendment":
            return False
        return bool(telling_words(instrument.title) - {instrument.head})

    def _antecedents(self, instrument: InstrumentDraft | None) -> list[InstrumentDraft]:
        """The instrument told last, if a phrase or a pronoun can stand for it."""
        item = self.sentence.item
        concluded = [
            d.instrument
            for d in self.discourse.drafts
            if d.item == item and d.instrument is not None and not d.instrument.definite
        ]
        if instrument is None:
            # a pronoun stands for what the text follows through its life, before what it mentions
            followed = [*concluded, *self._told]
        else:
            followed = sorted([*concluded, *self._told], key=lambda each: each.start)
        for earlier in reversed(followed):
            if earlier.head in self.frames.weak_instruments and not earlier.named:
                continue
            if instrument is None or instruments_agree(earlier, replace(instrument, definite=True)):
                return [earlier]
        return []

    # -- sides --------------------------------------------------------------------------------

    def _sides(self, tokens: list[Parsed]) -> list[Entity]:
        """The polities, organisations and office holders that noun phrases stand for.

        A body stands for its polity: *the Armenian parliament*, *the Senate of Chile*, or, where
        nothing tells of which, the one of the polity from which the article speaks.
        """
        found: list[Entity] = []
        for token in tokens:
            for noun in clauses.with_conjuncts(token):
                for entity in self._side(noun):
                    if entity.codes and entity not in found:
                        found.append(entity)
        persons = {c for e in found if e.is_person for c in e.codes}
        return [e for e in found if e.is_person or not set(e.codes) & persons]

    def _side(self, noun: Parsed) -> list[Entity]:
        nominal = self.parsed.nominal(noun)
        start = self.parsed.span(noun)[0]
        if _MANY.search(self.document.text[max(0, start - 30) : start]):
            # "ratified by every member": those are counted, not named
            return []
        if nominal is not None and nominal.kind == "collective" and nominal.titles:
            return []
        if nominal is not None and nominal.kind != "unsure":
            return [e for e in self.discourse.resolve(nominal) if e.codes]
        if noun.lemma_.lower() not in self.frames.bodies:
            return [
                e
                for word in ("between", "for")
                for e in self.all_actors(clauses.within(noun, word))
            ]
        owners = [
            *clauses.within(noun, "of", "in"),
            *(c for c in noun.children if c.dep_ == "poss"),
        ]
        named = self.all_actors(owners)
        if named:
            return named
        code = self._adjective(noun) or self.cast.home
        actor = self.cast.actor(code) if code is not None else None
        return [actor] if actor is not None else []

    def _adjective(self, noun: Parsed) -> str | None:
        """``the Greek parliament``: the code of the people named before a body."""
        start, _ = self.parsed.source_range(noun.left_edge, noun)
        tokens = self.document.tokens
        for index in range(self.sentence.start, self.sentence.end):
            if tokens[index].start < start or tokens[index].start >= self.parsed.span(noun)[0]:
                continue
            match = self.document.parser.match(index, self.sentence.end)
            entry = match.of(EntryKind.ADJECTIVE, EntryKind.POLITY) if match is not None else None
            if entry is not None:
                return entry.code
        return None

    def _concluders(self, instrument: InstrumentDraft) -> list[Entity]:
        """Who concluded an instrument, or is named in its title: they exchange ratifications."""
        codes: list[str] = []
        for draft in reversed(self.discourse.drafts):
            if draft.group == "conclusion" and draft.instrument is instrument:
                codes += [c for e in draft.roles for c in e.codes[:1]]
        # "the India-Bhutan Treaty" is one word, and two polities
        tokens = tokenize(re.sub(r"[-–—]", " ", instrument.title))
        for index in range(len(tokens)):
            match = self.document.lexicon.match(tokens, index, len(tokens))
            entry = match.of(EntryKind.POLITY, EntryKind.ADJECTIVE) if match else None
            codes += [entry.code] if entry is not None else []
        actors = [self.cast.actor(code) for code in dict.fromkeys(codes)]
        return [a for a in actors if a is not None]
