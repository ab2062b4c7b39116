"""The state of reading: who was mentioned last, and what a phrase refers to at this point."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from diplograph.graph.model import Role
from diplograph.loaders.extraction.clauses import with_conjuncts
from diplograph.loaders.extraction.document import Sentence
from diplograph.loaders.extraction.drafts import Draft
from diplograph.loaders.extraction.groups import Groups
from diplograph.loaders.extraction.nominals import Nominal, Title
from diplograph.loaders.extraction.reference import LEADERS, UNIQUE_LEVELS, Entity

if TYPE_CHECKING:
    from spacy.tokens import Token as Parsed

_BODIES = frozenset({"polity", "organization"})
_OWNERS = frozenset({"his", "her", "their"})
_SPOKESMEN = frozenset({"spokesman", "spokeswoman", "spokesperson"})
_HEADS = frozenset({"president", "monarch"})
_CONTRACTED = frozenset({"i", "he", "she"})
_INCLUDING = re.compile(
    r"(?:\s+\w+){0,6}?\s*,?\s+(?:including|among\s+them|notably)\s+(?:the\s+)?", re.IGNORECASE
)


def _possessor(nominal: Nominal, title: Title) -> Nominal:
    """The pronoun behind "his" or "her", where it stands."""
    word = "she" if title.determiner == "her" else "he"
    return Nominal("pronoun", nominal.start, nominal.start + 1, text=word)


class Discourse(Groups):
    """Resolves nominals in reading order."""

    # -- owners ------------------------------------------------------------------------------

    def enter(self, sentence: Sentence) -> None:
        """Begin a sentence: first tell whose ministers its persons are."""
        super().enter(sentence)
        for nominal in sentence.nominals:
            title = nominal.titles[0] if nominal.titles else None
            if title is None or title.codes or title.relational or title.plural:
                continue
            codes = self._codes_of_owner(nominal, title)
            if not codes:
                continue
            if nominal.kind == "role":
                nominal.codes = title.codes = codes
            for entity in self.cast.entities_of(nominal):
                if entity.inferred or not entity.codes:
                    entity.codes, entity.inferred = codes, False

    def _codes_of_owner(self, nominal: Nominal, title: Title) -> tuple[str, ...]:
        """``the guest's minister``, ``his minister``: of the side of the owner."""
        assert self.sentence is not None
        owners: list[Entity] = []
        if title.determiner in {"his", "her"}:
            owners = self._pronoun(_possessor(nominal, title))
        elif title.determiner == "its":
            return self._codes_of_it(nominal)
        elif title.determiner is None:
            for other in self.sentence.nominals:
                if other.genitive and other.end + 1 == nominal.start:
                    if other.kind in _BODIES:
                        return other.codes
                    owners = self.resolve(other)
        sides = {owner.codes[:1] for owner in owners if owner.is_person and owner.codes}
        return sides.pop() if len(sides) == 1 else ()

    def _codes_of_it(self, nominal: Nominal) -> tuple[str, ...]:
        """``its ambassador``: of the body named before, else of what the last sentence is about."""
        assert self.sentence is not None
        before = [n for n in self.sentence.nominals if n.start < nominal.start]
        bodies = [n for n in before if n.kind in _BODIES]
        if not bodies and self.sentence.index > 0:
            last = self.document.sentences[self.sentence.index - 1]
            bodies = [n for n in last.nominals if n.kind in _BODIES][:1]
        return bodies[-1].codes if bodies else ()

    def leave(self, sentence: Sentence) -> None:
        """End a sentence; ``their host, X`` has welcomed those of whom it is told."""
        for nominal in sentence.nominals:
            told = [t for t in nominal.titles if t.relational == "host"]
            title = told[0] if told else None
            if title is None or title.determiner not in _OWNERS:
                continue
            hosts = self.resolve(nominal) if len(nominal.names) == 1 else []
            guests = (
                self.they(nominal)
                if title.determiner == "their"
                else self._pronoun(_possessor(nominal, title))
            )
            self.welcomes += [(h, g) for h in hosts for g in guests if g.is_person and g is not h]
        super().leave(sentence)

    # -- phrases -----------------------------------------------------------------------------

    def actors(self, token: Parsed) -> list[Entity]:
        """Actors that a parsed noun and its conjuncts stand for."""
        assert self.sentence is not None
        assert self.sentence.parsed is not None
        found: list[Entity] = []
        parsed, heads = self.sentence.parsed, list(with_conjuncts(token))
        nominals = [n for each in heads if (n := parsed.nominal(each)) is not None]
        if nominals:
            nominals += [n for n in self._listed_after(nominals[-1]) if n not in nominals]
        else:
            nominals += [n for each in heads if (n := self._contracted(each)) is not None]
        nominals += [n for n in self._included(heads[-1], nominals) if n not in nominals]
        for nominal in nominals:
            for entity in self.resolve(nominal):
                if entity not in found:
                    found.append(entity)
        return found

    def _contracted(self, token: Parsed) -> Nominal | None:
        """The pronoun in "I'll" or "she's", which the parser takes apart."""
        assert self.sentence is not None
        assert self.sentence.parsed is not None
        if token.lower_ not in _CONTRACTED:
            return None
        start, tokens = self.sentence.parsed.span(token)[0], self.document.tokens
        for i in range(self.sentence.start, self.sentence.end):
            if tokens[i].start == start and "'" in tokens[i].key:
                return Nominal("pronoun", i, i + 1, text=token.lower_)
        return None

    def _included(self, token: Parsed, nominals: list[Nominal]) -> list[Nominal]:
        """``with senior officials, including Foreign Minister X``: he who is named of several."""
        assert self.sentence is not None
        assert self.sentence.parsed is not None
        several = token.tag_ == "NNS" or any(n.kind == "collective" for n in nominals[-1:])
        if not several:
            return []
        tokens, text = self.document.tokens, self.document.text
        end = max(
            self.sentence.parsed.span(token)[1],
            *(tokens[n.end - 1].end for n in nominals),
            0,
        )
        for nominal in self.sentence.nominals:
            start = tokens[nominal.start].start
            if start >= end and nominal.names:
                if _INCLUDING.fullmatch(text[end:start]):
                    return [nominal, *self._listed_after(nominal)]
                break
        return []

    def _listed_after(self, nominal: Nominal) -> list[Nominal]:
        """Nominals that go on with a list of names after one, which the parse may have lost."""
        assert self.sentence is not None
        assert self.sentence.parsed is not None
        tokens, text = self.document.tokens, self.document.text
        found: list[Nominal] = []
        last = nominal
        if not nominal.names:
            return []
        for other in self.sentence.nominals:
            if other.start < last.end:
                continue
            gap = text[tokens[last.end - 1].end : tokens[other.start].start]
            if not re.fullmatch(r",?\s+(?:and\s+(?:with\s+)?)?", gap) or not other.names:
                break
            parsed = self.sentence.parsed.token_at(tokens[other.start].start)
            if parsed is None or parsed.dep_ in {"nsubj", "nsubjpass"}:
                break
            found.append(other)
            last = other
        return found

    def resolve(self, nominal: Nominal) -> list[Entity]:
        """Actors that a phrase refers to; empty when nobody can be told."""
        key = id(nominal)
        if key not in self.resolved or nominal.kind == "person":
            self.resolved[key] = self._resolve(nominal)
        return self.resolved[key]

    def _resolve(self, nominal: Nominal) -> list[Entity]:
        kind = nominal.kind
        if kind in {"person", "group"}:
            return self.cast.entities_of(nominal)
        if kind in {"polity", "organization"}:
            actor = self.cast.actor(nominal.codes[0])
            return [actor] if actor is not None else []
        if kind == "role":
            return self._role(nominal, nominal.titles[0])
        if kind == "joint":
            return [a for code in nominal.codes if (a := self.cast.actor(code)) is not None]
        if kind == "collective":
            return self.collective(nominal)
        if kind == "pronoun":
            return self._pronoun(nominal)
        return []

    def _role(self, nominal: Nominal, title: Title) -> list[Entity]:
        recent = self.recent(nominal.start)
        if title.relational in {"host", "guest"}:
            acting = self.acting_on(nominal) or []
            recent = [e for e in recent if e not in acting]
            person = self._host_or_guest(title, recent, acting)
            person = person or self._across(nominal, title, recent, acting)
            if person is not None:
                return [person]
        if title.relational is None and not title.codes and title.determiner == "the":
            recent = self._likeliest_last(nominal, recent)
        elif title.level == "anyone":
            # "the American": of two the one who took part in what is told
            recent = sorted(recent, key=lambda e: any(e in d.roles for d in self.drafts))
        if title.relational is None or title.codes:
            person = self.cast.role(title, nominal.start, recent)
            if person is not None:
                return [person]
        if title.level in UNIQUE_LEVELS and not title.codes and title.determiner == "the":
            # not the country's own, so the one who has come to it
            for draft in reversed(self.drafts):
                for person in draft.persons:
                    if Role.VISITOR in draft.roles[person] and title.level in person.levels:
                        return [person]
        if title.relational == "counterpart" and not title.codes:
            other = self._other_of_pair()
            return [other] if other is not None else []
        codes = title.codes[:1] or ((title.default_code,) if title.default_code else ())
        if not codes and self.cast.home is not None and self._of_home(title):
            # "the Foreign Secretary" in a release of his own ministry that does not name him
            codes = (self.cast.home,)
        actors = [self.cast.actor(code) for code in codes]
        return [a for a in actors if a is not None]

    @staticmethod
    def _of_home(title: Title) -> bool:
        """Whether an office with one holder is told of without saying whose it is."""
        foreign = title.level == "minister" and "foreign" in title.portfolio
        alone = title.determiner == "the" and title.relational is None and not title.plural
        return alone and not title.former and (title.level in UNIQUE_LEVELS or foreign)

    def _told(self, background: bool) -> list[Draft]:
        """The drafts of the story, or those of other times, the latest first."""
        return [draft for draft in reversed(self.drafts) if draft.background is background]

    def _host_or_guest(
        self, title: Title, recent: list[Entity], acting: list[Entity]
    ) -> Entity | None:
        # the host or guest of the story comes before those of other times
        for draft in [*self._told(False), *self._told(True)]:
            wanted = Role.HOST if title.relational == "host" else None
            for entity, roles in draft.roles.items():
                # whom a subject receives is somebody else
                if not entity.is_person or entity in acting:
                    continue
                if title.codes and not set(title.codes) & set(entity.codes):
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

    def _likeliest_last(self, nominal: Nominal, recent: list[Entity]) -> list[Entity]:
        """Those mentioned, whom the text is about as the latest: "the minister" is its subject."""
        centre = self.centre or self.previous_centre
        if centre is None or self.before_in_sentence(nominal):
            return recent
        return [*recent, centre]

    def _across(
        self, nominal: Nominal, title: Title, recent: list[Entity], acting: list[Entity]
    ) -> Entity | None:
        """``his host``, ``her guest`` of whom no visit was told: the one of the other side.

        Of several it is the one of the same rank, whom protocol puts there.
        """
        home = self.cast.home
        if title.determiner == "the" and not title.codes and home is not None:
            of_home = title.relational == "host"
            there = [e for e in reversed(recent) if e.is_person and e.levels & LEADERS]
            if any(home not in e.codes and e.levels & LEADERS for e in acting):
                # "Kim received the guest": the story is abroad, the guest from here
                of_home = not of_home
            return next((e for e in there if e.codes and (home in e.codes) == of_home), None)
        if title.determiner not in {"his", "her"} or title.codes:
            return None
        owner = next(iter(self._pronoun(_possessor(nominal, title))), None)
        if owner is None:
            return None
        others = [
            e
            for e in dict.fromkeys(reversed(recent))
            if e.is_person and e is not owner and not set(e.codes) & set(owner.codes)
        ]
        for ranks in (_HEADS, UNIQUE_LEVELS, LEADERS):
            if owner.levels & ranks:
                peers = [e for e in others if e.levels & ranks]
                if peers:
                    return peers[0]
        return others[0] if others and title.relational == "host" else None

    def _other_of_pair(self) -> Entity | None:
        """``her counterpart`` without a country: the other one of the last pair."""
        current = self.centre or self.previous_centre
        for draft in reversed(self.drafts):
            persons = draft.persons
            if len(persons) == 2 and current in persons:
                return next(p for p in persons if p is not current)
        return None

    def _pronoun(self, nominal: Nominal) -> list[Entity]:
        word = nominal.text.lower()
        if word in {"i", "we"}:
            return self._first_person(word)
        if word == "them":
            return self._others(nominal)
        if word in {"they", "each"}:
            return self.they(nominal)
        feminine = word in {"she", "her"}
        assert self.sentence is not None
        earlier = [
            e
            for n in self.sentence.nominals
            if n.start < nominal.start
            and (n.kind in {"person", "role"} or (n.kind == "pronoun" and n.text.lower() != "they"))
            for e in self.resolve(n)
            if e.is_person and self.can_be(e, feminine)
        ]
        if word in {"him", "her"} and earlier:
            # whom a subject acts upon is somebody else
            acting = self.acting_on(nominal)
            acting = earlier[:1] if acting is None else acting
            # a pronoun goes on with whom a pronoun before it stands for
            topic = [
                e
                for n in self.sentence.nominals
                if n.start < nominal.start and n.kind == "pronoun"
                for e in self.resolve(n)
                if e in earlier and e not in acting
            ]
            candidates = topic + [e for e in earlier if e not in acting][::-1]
            candidates += [e for e in (self.centre, self.previous_centre) if e is not None]
            candidates += [e for e in reversed(self.recent(nominal.start)) if e.is_person]
            return [e for e in candidates if e not in acting and self.can_be(e, feminine)][:1]
        if earlier:
            return [earlier[0]]
        for candidate in (self.centre, self.previous_centre):
            if candidate is not None and self.can_be(candidate, feminine):
                return [candidate]
        for entity in reversed(self.recent(nominal.start)):
            if entity.is_person and self.can_be(entity, feminine):
                return [entity]
        return []

    def _others(self, nominal: Nominal) -> list[Entity]:
        """Whom ``them`` stands for: not the subject that acts upon them.

        After "X met A; he met B" they whom he brings together are A and B.
        """
        acting = self.acting_on(nominal)
        if acting is None:
            before = self.before_in_sentence(nominal)
            acting = before if len(before) == 1 else []
        found = self.they(nominal)
        rest = [e for e in found if e not in acting]
        if len(rest) > 1 or len(rest) == len(found) or not all(e.is_person for e in found):
            return rest
        for draft in reversed(self.drafts):
            for entity in draft.persons:
                # each stands for another side
                if entity not in rest and entity.codes not in [e.codes for e in [*rest, *acting]]:
                    rest.append(entity)
            if len(rest) > 1:
                return rest[:2]
        return []

    def _first_person(self, word: str) -> list[Entity]:
        """Who says ``I`` in a transcript; ``we`` is his side, which is that of his spokesman."""
        speaker = self.speaker
        if speaker is None or word == "i":
            return [] if speaker is None else [speaker]
        codes = speaker.codes[:1]
        if (
            not codes
            and self.cast.home is not None
            and _SPOKESMEN & {t.head for t in speaker.titles}
        ):
            codes = (self.cast.home,)
        side = self.cast.actor(codes[0]) if codes else None
        return [side] if side is not None else []
