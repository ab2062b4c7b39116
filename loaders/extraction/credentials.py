"""Ambassadors who present letters of credence: each in a ceremony, and an event, of his own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from diplograph.graph.model import EventType, Role, Status
from diplograph.loaders.extraction import clauses
from diplograph.loaders.extraction.discourse import Discourse
from diplograph.loaders.extraction.document import Document, Sentence
from diplograph.loaders.extraction.drafts import Draft
from diplograph.loaders.extraction.reference import Cast, Entity
from diplograph.loaders.extraction.sight import Sight

if TYPE_CHECKING:
    from spacy.tokens import Token as Parsed

_RECEIVING = frozenset(["receive", "accept", "take", "get", "collect"])
_FOLLOWED = re.compile(
    r"\bfollowed\s+by(?:\s+the)?\s*$|^\s*(?:the\s+)?(?:next|second|third|last)\b.*\bwas(?:\s+the)?\s*$",
    re.IGNORECASE | re.DOTALL,
)
# How many sentences a ceremony may be told on before it needs the word again.
_REACH = 3


class Credentials(Sight):
    """Reads who presents letters of credence to whom."""

    def __init__(self, document: Document, cast: Cast, discourse: Discourse) -> None:
        super().__init__(document, cast, discourse)
        self._ceremony: Draft | None = None

    def presented(self, noun: Parsed, status: Status) -> list[Draft]:
        """Read ``received the credentials of A and B``, ``A presented his letters of credence``.

        Gives one draft for each ambassador named. Where only the host is told ("of two new
        ambassadors"), those named in the next sentences come before him.
        """
        verb = clauses.governing_verb(noun)
        papers = self._papers(noun)
        if verb is None:
            return []
        if verb.lemma_ in _RECEIVING:
            passive = clauses.is_passive(verb)
            hosts = self.all_actors(clauses.agents(verb)) if passive else self.subject_actors(verb)
            senders = [*clauses.within(papers, "of", "from"), *clauses.within(noun, "of", "from")]
            envoys = self.all_actors([*senders, *clauses.prepositions(verb, "from")])
        else:
            envoys = self.subject_actors(verb)
            hosts = self.all_actors(clauses.prepositions(verb, "to", "before"))
            hosts += self.all_actors(clauses.within(papers, "to"))
        hosts = [e for e in hosts if e not in envoys] or self._earlier_hosts()
        hosts = [e for e in hosts if e.is_person] or hosts
        if len(hosts) > 1:
            hosts = hosts[:1]
        if not hosts:
            return []
        envoys = self._envoys(envoys, hosts[0]) or self._envoys(self._named(noun), hosts[0])
        self._send(envoys, hosts[0])
        self._ceremony = self._of(noun, status, hosts[0])
        return [self._with(noun, status, hosts[0], envoy) for envoy in envoys]

    def follow(self, sentence: Sentence) -> list[Draft]:
        """Read ``He was followed by B, the ambassador of C``: the same ceremony, once more."""
        last = self._ceremony
        if last is None or not 0 < sentence.index - last.sentences[-1] <= _REACH:
            return []
        begin = self.document.tokens[sentence.start].start
        for nominal in sentence.nominals:
            start, _ = self.document.offsets(nominal.start, nominal.end)
            if not nominal.names or not _FOLLOWED.search(self.document.text[begin:start]):
                continue
            host = next(iter(last.roles))
            draft = Draft(last.type, last.status, sentence.index, self._span(nominal.start))
            draft.sentences = [sentence.index]
            draft.item = sentence.item
            draft.add(host, Role.HOST)
            for envoy in self._envoys(self.discourse.resolve(nominal), host)[:1]:
                draft.add(envoy, Role.PARTICIPANT)
            draft.date, draft.place = last.date, last.place
            last.sentences.append(sentence.index)
            return [draft] if len(draft.roles) > 1 else []
        return []

    def _span(self, token: int) -> tuple[int, int]:
        return self.document.offsets(token, token + 1)

    @staticmethod
    def _papers(noun: Parsed) -> Parsed:
        """``letters`` in ``letters of credence``."""
        if noun.dep_ == "pobj" and noun.head.head.lemma_ == "letter":
            return noun.head.head
        return noun

    def _earlier_hosts(self) -> list[Entity]:
        last = self._ceremony
        if last is None or self.sentence.index - last.sentences[-1] > _REACH:
            return []
        return list(last.roles)

    def _of(self, noun: Parsed, status: Status, host: Entity) -> Draft:
        """The ceremony as far as it is told: its host, day and place."""
        draft = self._with(noun, status, host, None)
        self.situation.date(draft, noun)
        self.situation.place(draft, noun)
        last = self._ceremony
        if last is not None and host in last.roles:
            draft.date, draft.place = draft.date or last.date, draft.place or last.place
        return draft

    def _with(self, noun: Parsed, status: Status, host: Entity, envoy: Entity | None) -> Draft:
        draft = self.draft(EventType.CREDENTIALS, status, noun)
        draft.add(host, Role.HOST)
        if envoy is not None:
            draft.add(envoy, Role.PARTICIPANT)
            if self._ceremony is not None:
                draft.date, draft.place = self._ceremony.date, self._ceremony.place
        return draft

    def _envoys(self, entities: list[Entity], host: Entity) -> list[Entity]:
        """Those of another side than the host; persons before the polities that sent them."""
        others = [e for e in entities if e is not host and not set(e.codes) & set(host.codes)]
        persons = [e for e in others if e.is_person]
        return persons or [e for e in others if e.codes]

    def _send(self, envoys: list[Entity], host: Entity) -> None:
        """``A, as representative of B``: the one polity named besides the host's sent him."""
        unsent = [e for e in envoys if e.is_person and (e.inferred or not e.codes)]
        named = {
            code
            for nominal in self.sentence.nominals
            if nominal.kind in {"polity", "organization"}
            or (nominal.kind == "role" and nominal.titles[0].level == "envoy")
            for code in nominal.codes[:1]
        } - set(host.codes)
        if len(unsent) == len(named) == 1:
            unsent[0].codes, unsent[0].inferred = tuple(named), False

    def _named(self, noun: Parsed) -> list[Entity]:
        """Persons named after the papers: ``The first to present his credentials was A``."""
        start = self.parsed.span(noun)[0]
        return [
            entity
            for nominal in self.sentence.nominals
            if nominal.names and self.document.tokens[nominal.start].start > start
            for entity in self.discourse.resolve(nominal)
        ]
