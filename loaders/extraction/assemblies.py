"""Put together gatherings of many: who attended, whose delegation was led by whom.

News tells a summit in pieces: the noun in one sentence, a list of those present in another, the
heads of delegation in a third. Each piece alone is no event. They are collected while the article
is read and become one gathering, or fill one that was read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from diplograph.graph.model import EventType, Role, Status
from diplograph.loaders.extraction import clauses
from diplograph.loaders.extraction.discourse import Discourse
from diplograph.loaders.extraction.document import Document, Sentence
from diplograph.loaders.extraction.drafts import Draft
from diplograph.loaders.extraction.factuality import status_of_noun, status_of_verb
from diplograph.loaders.extraction.reference import Cast, Entity
from diplograph.loaders.extraction.sessions import is_of_the_press
from diplograph.loaders.extraction.sight import Sight
from diplograph.loaders.extraction.situating import Situation
from diplograph.loaders.extraction.tenses import settle

if TYPE_CHECKING:
    from spacy.tokens import Token as Parsed

_SETTINGS = frozenset("summit conference session meeting talk negotiation round gathering".split())
_GREAT = frozenset({"summit", "conference", "session", "gathering"})
# What tells that those named in a sentence were there.
_PRESENT = re.compile(
    r"\battend(?:ed|s|ing)?\b|\btook\s+part\b|\bparticipat(?:ed|ing)\b|\bpresent\s+(?:at|were|was)\b"
    r"|\b(?:was|were)\s+among\s+(?:the|those)\s+(?:speakers|guests|participants|present)\b"
    r"|\bcame\s+(?:as\s+well|too)\b|\b(?:was|were)\s+(?:also\s+)?there\b(?!\s+(?:are|is))"
    r"|\b(?:was|were)\s+(?:also\s+)?present\b|\bin\s+attendance\b|\bcompleted\s+the\s+(?:circle|party)\b"
    r"|\b(?:sat|seated)\s+(?:\w+\s+){0,3}(?:at|around|round|on\s+one\s+side)\b|\b(?:a)?round\s+the\s+table\b"
    r"|\b(?:assembled|gathered|convened|brought\s+together)\b"
    r"|\bhost(?:ed)?\b[^.;:]{0,40}\b(?:summit|conference|session|gathering)\b"
    r"|\binvited\b[^.;]+\bfor\s+(?:the|a|talks)\b",
    re.IGNORECASE,
)
# What tells who stood for a side.
_LED = re.compile(
    r"\bdelegations?\b[^.;]{0,40}\b(?:was|were|is|,)\s*(?:headed|led)\s+by\b|\b(?:headed|led)\s+by\b"
    r"|\b(?:was|were)\s+represented\b|\bsent\s+(?:its|their|his|her)\b"
    r"|\b(?:headed|led)\s+(?:the|his|her|its|their)\b[^.;,]{0,30}\b(?:delegation|team|side)\b"
    r"|\bheads?\s+of\s+(?:the\s+)?delegations?\b",
    re.IGNORECASE,
)
_CONVENING = frozenset({"assemble", "gather", "convene", "bring", "invite", "host", "chair"})
# Three parties make a gathering of many; two who meet are read by their verb.
_MANY = 3


@dataclass(slots=True)
class _Assembly:
    """What one item of an article tells of a gathering: its noun, and who was there."""

    settings: list[tuple[Sentence, Parsed]] = field(default_factory=list)
    members: dict[Entity, set[Role]] = field(default_factory=dict)
    sentences: list[Sentence] = field(default_factory=list)

    @property
    def codes(self) -> set[str]:
        """Sides of those who were there."""
        return {entity.codes[0] for entity in self.members if entity.codes}


class Assemblies(Sight):
    """Collects the pieces of gatherings of many, item by item."""

    def __init__(self, document: Document, cast: Cast, discourse: Discourse) -> None:
        super().__init__(document, cast, discourse)
        self._items: dict[int, _Assembly] = {}

    def observe(self) -> None:
        """Take from the sentence in view what it tells of a gathering."""
        if self.sentence.is_title:
            return
        assembly = self._items.setdefault(self.sentence.item, _Assembly())
        for token in self.parsed.doc:
            if token.lemma_.lower() in _SETTINGS and self.parsed.nominal(token) is None:
                if is_of_the_press(token):
                    continue
                if status_of_noun(token) is Status.OCCURRED and not self._of_old(token):
                    assembly.settings.append((self.sentence, token))
        text = self._text()
        led = _LED.search(text) is not None
        if not led and _PRESENT.search(text) is None:
            return
        found = self._there()
        enough = led or len({e.codes[0] for e in found}) > 1 or assembly.members
        if found and enough:
            for entity, roles in found.items():
                assembly.members.setdefault(entity, set()).update(roles)
            assembly.sentences.append(self.sentence)

    def gathered(self) -> list[Draft]:
        """Fill the gatherings read with those who were there; the others as drafts of their own."""
        drafts = []
        for item, assembly in self._items.items():
            if not assembly.members:
                continue
            base = self._told(item, assembly)
            if base is not None:
                self._fill(base, assembly)
            elif len(assembly.codes) >= _MANY and assembly.settings:
                drafts.append(self._draft(assembly))
        return drafts

    # -- one sentence ------------------------------------------------------------------------

    def _text(self) -> str:
        start, end = self.document.offsets(self.sentence.start, self.sentence.end)
        return self.document.text[start:end]

    @staticmethod
    def _of_old(noun: Parsed) -> bool:
        """``the last summit``, ``had met at a conference``: of another time than the story."""
        if any(c.lower_ in {"last", "previous", "earlier", "next"} for c in noun.children):
            return True
        verb = clauses.governing_verb(noun)
        return verb is not None and clauses.is_pluperfect(verb)

    def _there(self) -> dict[Entity, set[Role]]:
        """The persons of a sentence whose verb tells what happened, with their roles."""
        root = next((t for t in self.parsed.doc if t.dep_ == "ROOT"), None)
        if root is not None and root.pos_ in {"VERB", "AUX"}:
            if status_of_verb(root) is not Status.OCCURRED:
                return {}
            if clauses.is_pluperfect(root) and not self._recent():
                return {}
        found: dict[Entity, set[Role]] = {}
        for nominal in self.sentence.nominals:
            offices = nominal.kind == "collective" and nominal.titles and nominal.titles[0].codes
            if nominal.genitive or not (offices or nominal.kind in {"person", "group", "role"}):
                continue
            for entity in self.discourse.resolve(nominal):
                if entity.is_person and entity.codes:
                    found.setdefault(entity, {Role.PARTICIPANT})
        for verb in self.parsed.doc:
            convening = verb.lemma_ in _CONVENING and not clauses.is_passive(verb)
            hosting = verb.lemma_ == "be" and any(
                c.lower_ == "host" and c.dep_ == "attr" for c in verb.children
            )
            if verb.pos_ in {"VERB", "AUX"} and (convening or hosting):
                hosts = [e for e in self.subject_actors(verb) if e in found]
                if len(hosts) == 1 and len(found) > 1:
                    found[hosts[0]] = {Role.HOST}
        return found

    def _recent(self) -> bool:
        """Whether the sentence names a day of the week before the article."""
        published = self.document.calendar.published
        return published is not None and any(
            when.first is not None
            and when.first.day is not None
            and 0 <= (published - when.first.first_day).days <= 7
            for when in self.sentence.dates
        )

    # -- one item ----------------------------------------------------------------------------

    def _told(self, item: int, assembly: _Assembly) -> Draft | None:
        """The gathering of many, or of the same sides, that the item has told already."""
        for draft in self.discourse.drafts:
            if draft.item != item or draft.group != "gathering" or draft.background:
                continue
            if draft.status is not Status.OCCURRED or draft.gleaned:
                continue
            shared = draft.codes & assembly.codes
            if draft.type is EventType.SUMMIT or len(draft.codes) >= _MANY:
                return draft
            if len(shared) >= 2 and not draft.persons:
                return draft
        return None

    @staticmethod
    def _fill(draft: Draft, assembly: _Assembly) -> None:
        for entity, roles in assembly.members.items():
            if entity not in draft.roles:
                draft.roles[entity] = set(roles)
        called = [e for e in draft.persons if any(t.relational == "host" for t in e.titles)]
        if len(called) == 1 and not any(Role.HOST in roles for roles in draft.roles.values()):
            # "President X, the host of the summit"
            draft.roles[called[0]] = {Role.HOST}
        for sentence in assembly.sentences:
            if sentence.index not in draft.sentences:
                draft.sentences.append(sentence.index)

    def _draft(self, assembly: _Assembly) -> Draft:
        great = any(token.lemma_.lower() in _GREAT for _, token in assembly.settings)
        first = assembly.sentences[0]
        draft = Draft(
            EventType.SUMMIT if great else EventType.MEETING,
            Status.OCCURRED,
            first.index,
            self.document.offsets(first.start, first.end),
        )
        draft.item, draft.anaphoric, draft.gleaned = first.item, True, True
        self._fill(draft, assembly)
        for sentence, token in assembly.settings:
            draft.sentences.append(sentence.index)
            situation = Situation(self.document, sentence)
            if draft.date is None:
                situation.date(draft, token)
            if draft.place is None:
                situation.place(draft, token)
            settle(self.document, draft)
        draft.sentences = sorted(set(draft.sentences))
        return draft
