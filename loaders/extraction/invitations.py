"""Who invites whom: told by itself, whether or not a visit comes of it.

Who invites is the speaker and who is invited the addressee. Where to is no place of the invitation.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from diplograph.graph.model import EventType, Role, Status
from diplograph.loaders.extraction import clauses
from diplograph.loaders.extraction.drafts import Draft
from diplograph.loaders.extraction.factuality import status_of_noun, status_of_verb
from diplograph.loaders.extraction.reference import Entity
from diplograph.loaders.extraction.sight import Sight

if TYPE_CHECKING:
    from spacy.tokens import Token as Parsed

# What one is invited to do or to: to be somewhere together, not to answer, invest or comment.
_MEETING_WORDS = re.compile(
    r"\b(?:visit|come|travel|trip|attend|participate|take\s+part|join|meet|talks?|summit|"
    r"meetings?|conference|negotiat\w+|consultations?|session|ceremony|dinner|lunch|forum|"
    r"return\s+visit|dialogue)\b",
    re.IGNORECASE,
)
_OTHERS = frozenset({"he", "she", "they", "him", "her", "them", "us"})
_SENDING = frozenset("extend issue convey renew send deliver hand give repeat reiterate".split())
_TAKING = frozenset("accept receive decline reject refuse".split())


class Invitations(Sight):
    """Reads invitations of one sentence."""

    _goals: list[int]
    _answered: list[tuple[int, int]]

    def read(self) -> list[tuple[Draft, Parsed]]:
        """Invitations that the sentence in view tells, each with the word that tells it."""
        self._answered = []
        found: list[tuple[Draft, Parsed]] = []
        for token in self.parsed.doc:
            if token.lemma_ == "invite" and token.pos_ == "VERB":
                found += [(draft, token) for draft in self._verb(token)]
            elif token.lemma_ == "invitation" and token.pos_ == "NOUN":
                found += [(draft, token) for draft in self._noun(token)]
        return found

    def _verb(self, verb: Parsed) -> list[Draft]:
        status = status_of_verb(verb)
        if status is None or self._judged(verb):
            return []
        if clauses.is_passive(verb):
            hosts = self.all_actors(clauses.agents(verb))
            told = clauses.subjects(verb)
        else:
            hosts = self.subject_actors(verb)
            told = clauses.objects(verb) or self._invited(verb)
        if self.sentence.speaker is not None and any(t.lower_ in _OTHERS for t in told):
            # in speech nobody can tell from the words alone who "they" are
            return []
        guests = self.all_actors(told)
        return self._draft(verb, status, hosts, guests)

    @staticmethod
    def _judged(verb: Parsed) -> bool:
        """``it is premature to invite them``: what is said of an idea."""
        infinitive = any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)
        return infinitive and any(c.dep_ == "acomp" for c in verb.head.children)

    @staticmethod
    def _invited(verb: Parsed) -> list[Parsed]:
        """``invited the minister to visit``: the guest may be parsed as subject of the visit."""
        for child in verb.children:
            if child.dep_ in {"ccomp", "xcomp"}:
                return [c for c in child.children if c.dep_ == "nsubj"]
        return []

    def _noun(self, noun: Parsed) -> list[Draft]:
        verb = clauses.governing_verb(noun)
        if verb is None or noun.dep_ not in {"dobj", "nsubjpass"} or noun.head != verb:
            return []
        passive = clauses.is_passive(verb)
        actors = self.all_actors(clauses.agents(verb)) if passive else self.subject_actors(verb)
        senders = self.owners(noun) + self.all_actors(
            clauses.prepositions(noun, "from", "of", "by")
        )
        if verb.lemma_ in _SENDING:
            told = [*clauses.prepositions(noun, "to", "for"), *clauses.prepositions(verb, "to")]
            guests = self.all_actors(told)
            return self._draft(noun, status_of_noun(noun), senders or actors, guests)
        if verb.lemma_ in _TAKING:
            # whether he comes or not, he was invited
            status = status_of_noun(noun)
            sent = Status.OCCURRED if status is not None else None
            if verb.lemma_ != "receive":
                self._answered.append(self.parsed.span(noun))
            return self._draft(noun, sent, senders, actors)
        return []

    def _draft(
        self, token: Parsed, status: Status | None, hosts: list[Entity], guests: list[Entity]
    ) -> list[Draft]:
        if status is None or not guests:
            return []
        words = self._rest(token)
        goals = [*clauses.prepositions(token, "to"), *self._visited(token)]
        places = [p for goal in goals if (p := self.situation.place_at(goal)) is not None]
        if not places and not _MEETING_WORDS.search(words):
            return []
        code = places[0].code if places else None
        if not hosts and code is not None and self.document.speaks_of(code):
            # an unnamed host is of the polity to which one is invited
            home = self.cast.actor(code)
            hosts = [home] if home is not None else []
        apart = {c for e in hosts for c in e.codes}
        guests = [e for e in guests if e.codes and not set(e.codes) & apart]
        hosts = [e for e in hosts if e.codes]
        if not hosts or not guests:
            return []
        self._goals = [self.document.offsets(p.start, p.end)[0] for p in places]
        draft = self.draft(EventType.INVITATION, status, token)
        for host in hosts:
            draft.add(host, Role.SPEAKER)
        for guest in guests:
            draft.add(guest, Role.ADDRESSEE)
        return [draft]

    def settle(self, draft: Draft) -> None:
        """Take back another date: ``invited to Paris on Monday``, ``accepted on Monday``."""
        draft.place, draft.explicit_place = None, False
        accepted = draft.span in self._answered
        if draft.date is not None and (
            accepted or any(draft.date.start > goal for goal in self._goals)
        ):
            draft.date, draft.explicit_date = None, False

    def _visited(self, token: Parsed) -> list[Parsed]:
        """What is to be visited, or travelled to."""
        found: list[Parsed] = []
        for word in token.subtree:
            if word.lemma_ in {"visit", "come", "travel"} and word.pos_ in {"VERB", "NOUN"}:
                found += [*clauses.objects(word), *clauses.prepositions(word, "to")]
        return found

    def _rest(self, token: Parsed) -> str:
        """The words of the sentence after the one that tells of the invitation."""
        end = self.parsed.span(token)[1]
        stop = self.document.offsets(self.sentence.start, self.sentence.end)[1]
        return self.document.text[end:stop]
