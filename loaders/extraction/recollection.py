"""What a reader remembers: who was mentioned, whom the text is about, what was told to happen."""

from __future__ import annotations

from abc import ABC, abstractmethod
from itertools import pairwise
from typing import TYPE_CHECKING

from diplograph.loaders.extraction.document import Document, Sentence
from diplograph.loaders.extraction.drafts import Draft
from diplograph.loaders.extraction.nominals import Nominal, Title
from diplograph.loaders.extraction.reference import LEADERS, Cast, Entity
from diplograph.loaders.extraction.spelling import name_form

if TYPE_CHECKING:
    from spacy.tokens import Token as Parsed

_SPEAKING = frozenset("say tell announce report state inform note add write confirm recall".split())


def _tells(verb: Parsed) -> bool:
    """Whether a verb is what its sentence tells: the main one, or what is said to have happened."""
    if verb.dep_ in {"ROOT", "conj"}:
        said = [c for c in verb.children if c.dep_ == "ccomp"]
        return not (verb.lemma_ in _SPEAKING and said)
    return verb.dep_ == "ccomp" and verb.head.dep_ == "ROOT" and verb.head.lemma_ in _SPEAKING


SINGULAR = frozenset({"he", "she", "him"})


class Recollection(ABC):
    """The state of reading, sentence by sentence."""

    def __init__(self, document: Document, cast: Cast) -> None:
        self.document = document
        self.cast = cast
        self.history: list[tuple[int, Entity]] = []
        self.centre: Entity | None = None
        self.previous_centre: Entity | None = None
        self.drafts: list[Draft] = []
        self.group: list[Entity] = []
        self.sides: list[Entity] = []
        self.told_of: list[Entity] = []
        self.welcomes: list[tuple[Entity, Entity]] = []
        self.resolved: dict[int, list[Entity]] = {}
        self.sentence: Sentence | None = None

    @abstractmethod
    def resolve(self, nominal: Nominal) -> list[Entity]:
        """Actors that a phrase refers to; empty when nobody can be told."""

    def enter(self, sentence: Sentence) -> None:
        """Begin a sentence."""
        self.sentence = sentence
        self.previous_centre = self.centre or self.previous_centre
        self.centre = None

    def leave(self, sentence: Sentence) -> None:
        """End a sentence: everybody mentioned in it is now known to have been mentioned."""
        for nominal in sentence.nominals:
            for entity in self.resolve(nominal):
                self.history.append((nominal.start, entity))
        self.centre = self._centre_of(sentence) or self.previous_centre
        self.group = self._subject_group(sentence)
        resolved = [e for n in sentence.nominals if not n.genitive for e in self.resolve(n)]
        persons = list(dict.fromkeys(e for e in resolved if e.is_person))
        # a sentence about nobody leaves those before it in mind
        self.told_of = persons or self.told_of

    def _centre_of(self, sentence: Sentence) -> Entity | None:
        """The person a sentence is about: its subject, else the first person in it."""
        if sentence.parsed is not None:
            for token in sentence.parsed.doc:
                if token.dep_ in {"nsubj", "nsubjpass"} and _tells(token.head):
                    nominal = sentence.parsed.nominal(token)
                    persons = [e for e in self.resolve(nominal) if e.is_person] if nominal else []
                    if len(persons) == 1:
                        return persons[0]
        for nominal in sentence.nominals:
            if nominal.kind in {"person", "role"} or nominal.text.lower() in {"he", "she"}:
                persons = [e for e in self.resolve(nominal) if e.is_person]
                if len(persons) == 1:
                    return persons[0]
        return None

    def _subject_group(self, sentence: Sentence) -> list[Entity]:
        """Several persons that are the subject of a sentence together: ``they`` in the next."""
        named = [n for n in sentence.nominals if n.kind in {"person", "role"} and not n.genitive]
        if len(named) == 2 and named[1].coordinated and named[0].end == named[1].start - 1:
            # "on board were A and B": nobody else is told of
            both = [e for n in named for e in self.resolve(n) if e.is_person]
            if len(set(both)) == 2:
                return both
        first = sentence.nominals[:3]
        if first and first[0].kind == "collective" and first[0].start <= sentence.start + 1:
            told = [e for e in self.resolve(first[0]) if e.is_person]
            if len(told) > 1:
                return told
        if len(first) < 2 or first[0].start != sentence.start:
            return []
        persons = [e for e in self.resolve(first[0]) if e.is_person]
        for before, after in pairwise(first):
            if after.start - before.end != 1 or self.document.tokens[before.end].key != "and":
                break
            persons += [e for e in self.resolve(after) if e.is_person and e not in persons]
        return persons if len(persons) > 1 else []

    def recent(self, before: int) -> list[Entity]:
        """Entities mentioned before a token position, the latest last."""
        seen = [e for at, e in self.history if at < before]
        if self.sentence is not None:
            for nominal in self.sentence.nominals:
                if nominal.start < before and id(nominal) in self.resolved:
                    seen += self.resolved[id(nominal)]
                elif nominal.start < before:
                    seen += self.cast.entities_of(nominal)
        return seen

    def before_in_sentence(self, nominal: Nominal) -> list[Entity]:
        """Persons that the same sentence names before a phrase."""
        assert self.sentence is not None
        found: list[Entity] = []
        for other in self.sentence.nominals:
            acting = other.kind in {"person", "role", "group"} or other.text.lower() in SINGULAR
            if other.start < nominal.start and acting:
                found += [e for e in self.resolve(other) if e.is_person and e not in found]
        return found

    @staticmethod
    def fits(title: Title | None, entity: Entity, strict: bool) -> bool:
        """Whether a person can be one of several that a title is said of."""
        if title is None or not entity.is_person:
            return title is None
        if title.level == "leader" or title.head in {"leader", "head"}:
            return bool(entity.levels & LEADERS) or not (entity.levels or strict)
        if title.head == "diplomat":
            return "envoy" in entity.levels
        return title.level in entity.levels or not (entity.levels or strict)

    @property
    def speaker(self) -> Entity | None:
        """Who says the sentence at hand in a transcript."""
        label = self.sentence.speaker if self.sentence is not None else None
        form = name_form(label) if label is not None else ()
        named = (p for p in self.cast.persons if form and any(form[-1] == f[-1] for f in p.forms))
        return next(named, None)

    def can_be(self, entity: Entity, feminine: bool) -> bool:
        """Whether nothing speaks against "she", or "he": the sex, or that it is he who says so."""
        known = entity.feminine is not None
        return entity is not self.speaker and (not known or entity.feminine == feminine)
