"""The state of reading: who was mentioned last, and what a phrase refers to at this point."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from diplograph.loaders.extraction.clauses import with_conjuncts
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


class Discourse:
    """Resolves nominals in reading order."""

    def __init__(self, document: Document, cast: Cast) -> None:
        self.document = document
        self.cast = cast
        self.history: list[tuple[int, Entity]] = []
        self.centre: Entity | None = None
        self.previous_centre: Entity | None = None
        self.drafts: list[Draft] = []
        self.group: list[Entity] = []
        self._resolved: dict[int, list[Entity]] = {}
        self._sentence: Sentence | None = None

    # -- progress ----------------------------------------------------------------------------

    def enter(self, sentence: Sentence) -> None:
        """Begin a sentence."""
        self._sentence = sentence
        self.previous_centre = self.centre or self.previous_centre
        self.centre = None

    def leave(self, sentence: Sentence) -> None:
        """End a sentence: everybody mentioned in it is now known to have been mentioned."""
        for nominal in sentence.nominals:
            for entity in self.resolve(nominal):
                self.history.append((nominal.start, entity))
        self.centre = self._centre_of(sentence) or self.previous_centre
        self.group = self._subject_group(sentence)

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
        first = sentence.nominals[:3]
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
        if self._sentence is not None:
            for nominal in self._sentence.nominals:
                if nominal.start < before and id(nominal) in self._resolved:
                    seen += self._resolved[id(nominal)]
                elif nominal.start < before:
                    seen += self.cast.entities_of(nominal)
        return seen

    # -- phrases -----------------------------------------------------------------------------

    def actors(self, token: Parsed) -> list[Entity]:
        """Actors that a parsed noun and its conjuncts stand for."""
        assert self._sentence is not None
        assert self._sentence.parsed is not None
        found: list[Entity] = []
        parsed, heads = self._sentence.parsed, with_conjuncts(token)
        nominals = [n for each in heads if (n := parsed.nominal(each)) is not None]
        if nominals:
            nominals += [n for n in self._listed_after(nominals[-1]) if n not in nominals]
        for nominal in nominals:
            for entity in self.resolve(nominal):
                if entity not in found:
                    found.append(entity)
        return found

    def _listed_after(self, nominal: Nominal) -> list[Nominal]:
        """Nominals that go on with a list of names after one, which the parse may have lost."""
        assert self._sentence is not None
        assert self._sentence.parsed is not None
        tokens, text = self.document.tokens, self.document.text
        found: list[Nominal] = []
        last = nominal
        if not nominal.names:
            return []
        for other in self._sentence.nominals:
            if other.start < last.end:
                continue
            gap = text[tokens[last.end - 1].end : tokens[other.start].start]
            if not re.fullmatch(r",?\s+(?:and\s+)?", gap) or not other.names:
                break
            parsed = self._sentence.parsed.token_at(tokens[other.start].start)
            if parsed is None or parsed.dep_ in {"nsubj", "nsubjpass"}:
                break
            found.append(other)
            last = other
        return found

    def resolve(self, nominal: Nominal) -> list[Entity]:
        """Actors that a phrase refers to; empty when nobody can be told."""
        key = id(nominal)
        if key not in self._resolved or nominal.kind == "person":
            self._resolved[key] = self._resolve(nominal)
        return self._resolved[key]

    def _resolve(self, nominal: Nominal) -> list[Entity]:
        kind = nominal.kind
        if kind in {"person", "group"}:
            return self.cast.entities_of(nominal)
        if kind in {"polity", "organization"}:
            actor = self.cast.actor(nominal.codes[0])
            return [actor] if actor is not None else []
        if kind == "role":
            return self._role(nominal, nominal.titles[0])
        if kind == "collective":
            return self._collective(nominal)
        if kind == "pronoun":
            return self._pronoun(nominal)
        return []

    def _role(self, nominal: Nominal, title: Title) -> list[Entity]:
        recent = self.recent(nominal.start)
        if title.relational in {"host", "guest"}:
            person = self._host_or_guest(title, recent)
            if person is not None:
                return [person]
        if title.relational is None or title.codes:
            person = self.cast.role(title, nominal.start, recent)
            if person is not None:
                return [person]
        if title.relational == "counterpart" and not title.codes:
            other = self._other_of_pair()
            return [other] if other is not None else []
        codes = title.codes[:1] or ((title.default_code,) if title.default_code else ())
        actors = [self.cast.actor(code) for code in codes]
        return [a for a in actors if a is not None]

    def _host_or_guest(self, title: Title, recent: list[Entity]) -> Entity | None:
        from diplograph.graph.model import Role

        # the host or guest of the story comes before those of other times
        for draft in sorted(reversed(self.drafts), key=lambda d: d.background):
            wanted = Role.HOST if title.relational == "host" else None
            for entity, roles in draft.roles.items():
                if not entity.is_person or (
                    title.codes and not set(title.codes) & set(entity.codes)
                ):
                    continue
                if wanted is not None and wanted in roles:
                    return entity
                if wanted is None and (
                    Role.VISITOR in roles
                    or (
                        Role.HOST not in roles and any(Role.HOST in r for r in draft.roles.values())
                    )
                ):
                    return entity
        if title.codes:
            return next(
                (e for e in reversed(recent) if e.is_person and set(title.codes) & set(e.codes)),
                None,
            )
        return None

    def _other_of_pair(self) -> Entity | None:
        """``her counterpart`` without a country: the other one of the last pair."""
        current = self.centre or self.previous_centre
        for draft in reversed(self.drafts):
            persons = draft.persons
            if len(persons) == 2 and current in persons:
                return next(p for p in persons if p is not current)
        return None

    def _collective(self, nominal: Nominal) -> list[Entity]:
        title = nominal.titles[0] if nominal.titles else None
        if title is not None and title.codes:
            found: list[Entity] = []
            for code in title.codes:
                singular = Title(
                    title.start, title.end, title.head, title.level, title.words, (code,),
                    determiner="the", portfolio=title.portfolio,
                )  # fmt: skip
                person = self.cast.role(singular, nominal.start, self.recent(nominal.start))
                entity = person or self.cast.actor(code)
                if entity is not None and entity not in found:
                    found.append(entity)
            return found
        words = nominal.text.lower()
        if title is not None and title.determiner is None and title.count is None:
            return []
        states = any(
            w in words
            for w in (
                "side",
                "countr",
                "nation",
                "state",
                "part",
                "govern",
                "capital",
                "delegation",
            )
        )
        count = title.count if title is not None else None
        if count is None:
            count = 3 if "three" in words else 4 if "four" in words else 2
        counted = any(w in words.split() for w in ("two", "both", "three", "four"))
        if states and not counted and "side" not in words and "part" not in words:
            # "the countries that signed the Charter" are any countries
            return []
        group = self._last_group(title, count, nominal, states)
        if states and title is None:
            actors: list[Entity] = []
            for entity in group:
                for code in entity.codes[:1]:
                    actor = self.cast.actor(code)
                    if actor is not None and actor not in actors:
                        actors.append(actor)
            return actors
        return group

    def _last_group(
        self, title: Title | None, count: int, nominal: Nominal, states: bool
    ) -> list[Entity]:
        """The last persons mentioned together that fit ``the two ministers``."""
        if title is None:
            beside = self._before_in_sentence(nominal)
            if len(beside) == count and len({c for e in beside for c in e.codes}) > 1:
                return beside
        for strict in (True, False) if title is not None else (False,):
            # those known to hold the office come before those whose office is not told
            group = self._group_of_drafts(title, count, strict, named=True)
            group = group or self._recent_group(title, count, nominal, states, strict)
            if group:
                return group
        # leaders told of without names stand for their polities until they are named
        return self._group_of_drafts(title, count, False, named=False)

    def _group_of_drafts(
        self, title: Title | None, count: int, strict: bool, named: bool
    ) -> list[Entity]:
        """The participants of the last event that are as many as the phrase says."""
        for draft in reversed(self.drafts):
            if title is None or (not named and not draft.persons):
                members = list(draft.roles)
            else:
                members = [e for e in draft.roles if self._fits(title, e, strict)]
            codes = {c for e in members for c in e.codes}
            counted = title is None or title.count is not None
            if len(members) >= 2 and len(codes) >= 2 and not (counted and len(members) != count):
                return members
        return []

    def _recent_group(
        self, title: Title | None, count: int, nominal: Nominal, states: bool, strict: bool
    ) -> list[Entity]:
        """The last persons of different sides that were mentioned and fit the phrase."""
        chosen: list[Entity] = []
        codes_seen: set[str] = set()
        for entity in reversed(self.recent(nominal.start)):
            if entity in chosen or not entity.codes or entity.codes[0] in codes_seen:
                continue
            fits = (
                self._fits(title, entity, strict)
                if title is not None
                else states or entity.is_person
            )
            if not fits:
                continue
            chosen.insert(0, entity)
            codes_seen.add(entity.codes[0])
            if len(chosen) == count:
                break
        return chosen if len(chosen) >= 2 else []

    def _before_in_sentence(self, nominal: Nominal) -> list[Entity]:
        """Persons that the same sentence names before a phrase."""
        assert self._sentence is not None
        found: list[Entity] = []
        for other in self._sentence.nominals:
            if other.start < nominal.start and other.kind in {"person", "role", "group"}:
                found += [e for e in self.resolve(other) if e.is_person and e not in found]
        return found

    @staticmethod
    def _fits(title: Title | None, entity: Entity, strict: bool) -> bool:
        if title is None or not entity.is_person:
            return title is None
        if title.level == "leader" or title.head in {"leader", "head"}:
            return bool(entity.levels & LEADERS) or not (entity.levels or strict)
        if title.head == "diplomat":
            return "envoy" in entity.levels
        return title.level in entity.levels or not (entity.levels or strict)

    def _pronoun(self, nominal: Nominal) -> list[Entity]:
        word = nominal.text.lower()
        if word in {"i", "we"}:
            return self._first_person(word)
        if word in {"they", "them", "each"}:
            return self._they(nominal)
        feminine = word in {"she", "her"}
        assert self._sentence is not None
        earlier = [
            e
            for n in self._sentence.nominals
            if n.start < nominal.start and n.kind in {"person", "role"}
            for e in self.resolve(n)
            if e.is_person and self._gender_fits(e, feminine)
        ]
        if word in {"him", "her"} and earlier:
            # whom a subject acts upon is somebody else
            others = [e for e in earlier if e is not earlier[0]]
            if others:
                return [others[-1]]
            return [
                e
                for e in (self.centre, self.previous_centre)
                if e is not None and e is not earlier[0] and self._gender_fits(e, feminine)
            ][:1]
        if earlier:
            return [earlier[0]]
        for candidate in (self.centre, self.previous_centre):
            if candidate is not None and self._gender_fits(candidate, feminine):
                return [candidate]
        for entity in reversed(self.recent(nominal.start)):
            if entity.is_person and self._gender_fits(entity, feminine):
                return [entity]
        return []

    def _first_person(self, word: str) -> list[Entity]:
        """Who says ``I`` in a transcript; ``we`` is his side, or himself where it is not known."""
        speaker = self._sentence.speaker if self._sentence is not None else None
        if speaker is None:
            return []
        form = name_form(speaker)
        for person in self.cast.persons:
            if form and any(form[-1] == f[-1] for f in person.forms):
                if word == "we" and person.codes:
                    side = self.cast.actor(person.codes[0])
                    return [side] if side is not None else [person]
                return [person]
        return []

    @staticmethod
    def _gender_fits(entity: Entity, feminine: bool) -> bool:
        if entity.feminine is None:
            return True
        return entity.feminine == feminine

    def _they(self, nominal: Nominal) -> list[Entity]:
        assert self._sentence is not None
        for other in reversed(self._sentence.nominals):
            if other.start < nominal.start and other.kind in {"group", "collective"}:
                group = self.resolve(other)
                if len(group) > 1:
                    return group
        earlier: list[Entity] = []
        for other in self._sentence.nominals:
            if other.start < nominal.start and other.kind in {"person", "role"}:
                earlier += [e for e in self.resolve(other) if e.is_person and e not in earlier]
        if (
            self.centre is None
            and len(earlier) == 1
            and self.previous_centre not in {None, earlier[0]}
        ):
            earlier = earlier if len({c for e in earlier for c in e.codes}) > 1 else []
        if len(earlier) > 1:
            return earlier
        if nominal.start == self._sentence.start and self.group:
            return self.group
        for draft in reversed(self.drafts):
            if len(draft.roles) >= 2 and draft.sides >= 2:
                return list(draft.roles)
        return []
