"""What the readers of all event families share: one sentence in view, and its actors."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from diplograph.graph.model import EventType, Role, Status
from diplograph.loaders.extraction import clauses
from diplograph.loaders.extraction.discourse import Discourse
from diplograph.loaders.extraction.document import Document, Sentence
from diplograph.loaders.extraction.drafts import Draft
from diplograph.loaders.extraction.frames import Frames, load_frames
from diplograph.loaders.extraction.nominals import Nominal
from diplograph.loaders.extraction.parsing import ParsedSentence
from diplograph.loaders.extraction.reference import UNIQUE_LEVELS, Cast, Entity
from diplograph.loaders.extraction.situating import Situation

if TYPE_CHECKING:
    from spacy.tokens import Token as Parsed


_PRESENCE = re.compile(r"\b(?:presence|attendance|eyes|gaze)\s+of\s+(?:the\s+)?$", re.IGNORECASE)
PHONE = re.compile(
    r"\b(?:by|on|over|via)\s+(?:the\s+)?(?:tele)?phone\b|\btelephon|\bphone[ds]?\b|\bphone\s+call|"
    r"\bby\s+video|\bvideo[\s-]?(?:call|conference|link|teleconference)|\bvirtual(?:ly)?\b|"
    r"\bhotline\b|\bonline\b|\bon\s+the\s+line\b|\b(?:rang|rung)\b",
    re.IGNORECASE,
)
_AROUND = frozenset({"after", "before", "following"})

_CALLINGS = frozenset(
    "journalist reporter correspondent anchor presenter moderator broadcaster columnist author "
    "novelist writer poet actor actress singer musician artist director footballer player coach "
    "athlete activist campaigner lawyer attorney businessman businesswoman billionaire "
    "entrepreneur student teenager survivor historian scientist professor".split()
)
# With whom officials talk without there being another side.
_BYSTANDERS = frozenset(
    "reporter journalist press media correspondent newspaper television student survivor family "
    "relative victim voter supporter audience crowd lawmaker legislator parliament congress "
    "senator resident worker refugee activist fan athlete police prosecutor investigator court "
    "citizen people public soldier troop veteran businessman investor".split()
)
# Whose talks are told by a word: "their talks", and in a transcript "my talks".
_POSSESSORS = {"his": "he", "her": "she", "their": "they", "my": "i"}
_APART = re.compile(
    r"\b(?:separately|individually|successively|consecutively|in\s+turn|in\s+succession|"
    r"one\s+(?:by|after)\s+(?:one|another|the\s+other))\b",
    re.IGNORECASE,
)
_MEDIATED = frozenset(["mediate", "broker", "facilitate", "moderate", "chair"])


class Sight:
    """One sentence of a document in view; the readers of the event families build on it."""

    def __init__(self, document: Document, cast: Cast, discourse: Discourse) -> None:
        self.document = document
        self.cast = cast
        self.discourse = discourse
        self.frames: Frames = load_frames()

    def look(self, sentence: Sentence, situation: Situation) -> None:
        """Turn to a parsed sentence."""
        assert sentence.parsed is not None
        self.sentence: Sentence = sentence
        self.parsed: ParsedSentence = sentence.parsed
        self.situation: Situation = situation

    def draft(self, type_: EventType, status: Status, token: Parsed) -> Draft:
        """Begin a draft told by a token of the sentence in view."""
        draft = Draft(type_, status, self.sentence.index, self.parsed.span(token))
        draft.sentences = [self.sentence.index]
        draft.item = self.sentence.item
        draft.headline = self.sentence.is_title
        return draft

    def subject_actors(self, verb: Parsed) -> list[Entity]:
        """Actors that are the subject of a verb, told or understood."""
        found: list[Entity] = []
        heads = clauses.subjects(verb)
        if heads and all(h.lower_ == "it" and h.dep_ == "nsubjpass" for h in heads):
            # "it is planned to hold talks with X": by the one whom the text is about
            centre = self.discourse.centre or self.discourse.previous_centre
            return [centre] if centre is not None else []
        for head in heads:
            found += [e for e in self._listed_before(head) if e not in found]
            found += [e for e in self.discourse.actors(head) if e not in found]
        if not found and verb.tag_ == "VBG" and verb.dep_ in {"conj", "pcomp"}:
            # "A has spoken at X, meeting B": by A, whoever that is, and not by X
            return []
        if not found and not any(c.dep_ in {"nsubj", "nsubjpass"} for c in verb.children):
            found = self._before(verb) or self._opening(verb)
        return found

    def _before(self, verb: Parsed) -> list[Entity]:
        """Where the parse has no subject: the actors that stand right before the verb."""
        start = self.parsed.span(verb)[0]
        tokens, text = self.document.tokens, self.document.text
        run: list[Entity] = []
        edge = start
        for nominal in reversed(self.sentence.nominals):
            stop = tokens[nominal.end - 1].end
            if stop > edge:
                continue
            gap = text[stop:edge]
            if not re.fullmatch(r"[\s,“”\"–—-]*(?:and|have|has|had|also|later|then)?[\s,]*", gap):
                break
            if self.looks_on(nominal):
                break
            persons = self.discourse.resolve(nominal)
            if run and persons and persons[0].is_person != run[0].is_person:
                break
            run = [*persons, *run]
            edge = tokens[nominal.start].start
        return run

    def _opening(self, verb: Parsed) -> list[Entity]:
        """``X, whose patience has paid, is to fly to Y``: X, whom a parse may lose."""
        above = verb.head if verb.dep_ == "xcomp" else verb
        first = next(iter(self.sentence.nominals), None)
        if above.dep_ != "ROOT" or first is None or first.kind != "person":
            return []
        tokens = self.document.tokens[first.end : first.end + 2]
        begins = not any(t.is_word for t in self.document.tokens[self.sentence.start : first.start])
        aside = [t.key for t in tokens] in ([",", word] for word in ("who", "whose", "whom"))
        subject = any(c.dep_ in {"nsubj", "nsubjpass"} for c in above.children)
        return self.discourse.resolve(first) if begins and aside and not subject else []

    def looks_on(self, nominal: Nominal) -> bool:
        """``In the presence of X, A and B signed``: X only looks on."""
        start = self.document.tokens[nominal.start].start
        return _PRESENCE.search(self.document.text[max(0, start - 40) : start]) is not None

    def _listed_before(self, subject: Parsed) -> list[Entity]:
        """``X, the minister of A, and Y, his colleague, signed``: X, whom a parse may lose."""
        nominal = self.parsed.nominal(subject)
        if nominal is None or not nominal.names:
            return []
        tokens, text = self.document.tokens, self.document.text
        for other in self.sentence.nominals:
            if not other.names or other.end > nominal.start or self.looks_on(other):
                continue
            gap = text[tokens[other.end - 1].end : tokens[nominal.start].start]
            if re.fullmatch(r"\s*,?\s+and\s+", gap):
                token = self.parsed.token_at(tokens[other.start].start)
                if token is not None and token.dep_ not in {"pobj", "dobj", "poss", "attr"}:
                    return self.discourse.resolve(other)
        return []

    def all_actors(self, tokens: list[Parsed]) -> list[Entity]:
        """Actors that several noun phrases stand for, each once."""
        found: list[Entity] = []
        for token in tokens:
            found += [e for e in self.discourse.actors(token) if e not in found]
        return found

    def by_phone(self, token: Parsed) -> bool:
        """Whether the clause of a token speaks of telephone or video, for itself.

        In "met A and phoned B" and "met A after a call from B" another event does.
        """
        text, begin = self.clause_text(token), self.parsed.span(token.left_edge)[0]
        for other in token.children:
            if self._of_another(other):
                start, end = self.parsed.source_range(other.left_edge, other.right_edge)
                text = text[: start - begin] + " " * (end - start) + text[end - begin :]
        return PHONE.search(text) is not None

    def _of_another(self, child: Parsed) -> bool:
        """Whether what hangs on a trigger tells of something before, after or beside it."""
        if child.dep_ == "conj" and child.pos_ == "VERB":
            return child.lemma_ in self.frames.verbs
        if child.dep_ == "advcl":
            return any(c.lower_ in _AROUND for c in child.children)
        return child.dep_ == "prep" and child.lower_ in _AROUND

    def clause_text(self, token: Parsed) -> str:
        """Words of the article under a token in the tree."""
        subtree = list(token.subtree)
        start, end = self.parsed.source_range(subtree[0], subtree[-1])
        return self.document.text[start:end]

    def distinguish(self, mine: list[Entity], theirs: list[Entity]) -> None:
        """Take back a guessed side of somebody who is met by that very side."""
        for group, others in ((theirs, mine), (mine, theirs)):
            for entity in group:
                if not entity.inferred or not entity.codes or entity in others:
                    continue
                against = {c for o in others for c in o.codes}
                surer = [o for o in others if entity.codes[0] in o.codes]
                if surer and (not all(o.inferred for o in surer) or group is theirs):
                    entity.codes = self._likelier(entity, against)

    def _likelier(self, entity: Entity, against: set[str]) -> tuple[str, ...]:
        """The side that the place of the sentence, or else a polity named just before, suggests."""
        known = self.cast.authority.polities
        position = min((m for m in entity.mentions if m >= self.sentence.start), default=0)
        placed = [p for p in self.sentence.places if p.preposition in {"in", "to", "at"}]
        # the last place before the name, else the first after it
        placed.sort(key=lambda p: (p.start > position, abs(p.start - position)))
        for place in placed:
            if place.code is None or place.code not in known or place.code in against:
                continue
            if place.preposition == "to" or self.document.speaks_of(place.code):
                return (place.code,)
        for sentence in reversed(self.document.sentences[: self.sentence.index + 1]):
            if sentence.index < self.sentence.index - 1:
                break
            for nominal in reversed(sentence.nominals):
                if nominal.kind == "polity" and nominal.codes[0] not in against:
                    if nominal.start < max(entity.mentions, default=nominal.start + 1):
                        return nominal.codes
        here = self._spoken_in()
        return (here,) if here is not None and here not in against else ()

    def _spoken_in(self) -> str | None:
        """The polity of the town in the lines above the first speaker of a transcript."""
        if self.sentence.speaker is None:
            return None
        for sentence in self.document.sentences:
            if sentence.speaker is not None:
                break
            for place in sentence.places:
                if place.is_city and not sentence.is_title:
                    return place.code
        return None

    def to_others(self, token: Parsed) -> bool:
        """``spoke to reporters``, ``met with survivors``: with people who stand for no side."""
        heads = clauses.prepositions(token, "with", "to")
        return bool(heads) and all(
            h.pos_ == "NOUN"
            and h.tag_ in {"NNS", "NN"}
            and self.parsed.nominal(h) is None
            and h.lemma_ in _BYSTANDERS
            for h in heads
        )

    def mediators(self, draft: Draft, token: Parsed) -> None:
        """``a meeting brokered by X``: whoever mediates is there as mediator."""
        for child in token.subtree:
            if (
                child.lemma_ in _MEDIATED
                and child.tag_ == "VBN"
                and child.dep_ in {"acl", "ROOT", "relcl", "conj", "advcl"}
            ):
                if clauses.distance(child, token) <= 2:
                    for entity in self.all_actors(clauses.agents(child)):
                        if not entity.is_person and entity in draft.roles:
                            # "A and B held a meeting chaired by the ministry of A"
                            continue
                        draft.roles.pop(entity, None)
                        draft.add(entity, Role.MEDIATOR)
        verb = token if token.pos_ == "VERB" else clauses.governing_verb(token)
        if verb is not None and verb.lemma_ in _MEDIATED:
            told: list[Entity] = []
            if token.dep_ == "nsubjpass" and verb.lemma_ != "chair":
                told = self.all_actors(clauses.agents(verb))
            elif token.dep_ == "dobj":
                # "X mediated the talks between A and B"
                acting = self.subject_actors(verb)
                between = [*draft.roles, *self.all_actors(clauses.within(token, "between"))]
                if len({c for e in between if e not in acting for c in e.codes[:1]}) > 1:
                    told = [e for e in acting if e.is_person or e not in draft.roles]
            for entity in told:
                draft.roles[entity] = {Role.MEDIATOR}
        between = [e for e, roles in draft.roles.items() if Role.MEDIATOR not in roles]
        chaired = any(t.lemma_ == "chair" for t in [*token.subtree, *([verb] if verb else [])])
        if not between or (chaired and len({c for e in between for c in e.codes}) < 2):
            # "co-chaired by A and B", "A chaired the meeting with B": the two whose meeting it is
            for entity in draft.roles:
                draft.roles[entity] = {Role.PARTICIPANT}

    def apart(self, verb: Parsed) -> bool:
        """``A received B and C separately``, ``each was received``: one event with each."""
        if self._said_apart(verb):
            return True
        if any(t.lower_ == "each" for t in clauses.objects(verb)):
            return True
        return any(
            (nominal := self.parsed.nominal(subject)) is not None and nominal.text.lower() == "each"
            for subject in clauses.subjects(verb)
        )

    def _said_apart(self, verb: Parsed) -> bool:
        """Whether a verb, and no other beneath it, is said to tell of one after the other."""
        start, end = self.document.offsets(self.sentence.start, self.sentence.end)
        for match in _APART.finditer(self.document.text, start, end):
            token = self.parsed.token_at(match.start())
            if token is not None and clauses.governing_verb(token) == verb:
                return True
        return False

    def each_of(self, verb: Parsed) -> list[Entity]:
        """``received each of them, first A, then B``: those named after it, else who they are."""
        each = next((t for t in clauses.objects(verb) if t.lower_ == "each"), None)
        if each is None or not clauses.prepositions(each, "of"):
            return []
        start = self.parsed.span(each)[0]
        named = [
            entity
            for nominal in self.sentence.nominals
            if nominal.names and self.document.tokens[nominal.start].start > start
            for entity in self.discourse.resolve(nominal)
        ]
        if len(named) > 1:
            return named
        return self.all_actors(clauses.prepositions(each, "of"))

    def divided(self, draft: Draft, common: list[Entity], others: list[Entity]) -> list[Draft]:
        """One event of some with each of others, made of one with all."""
        drafts = []
        for other in others:
            single = draft.told_with([*common, other], {Role.PARTICIPANT})
            single.apart = True
            drafts.append(single)
        return drafts

    def two_sided(self, draft: Draft) -> bool:
        """Whether at least two sides are there, each known to be a polity or organisation.

        Two companies' heads, or a president and his own minister, hold no diplomatic meeting.
        """
        known = [e for e in draft.roles if e.codes]
        if len({self._speaks_for(code) for code in draft.codes}) >= 2:
            return True
        unknown = [e for e in draft.roles if not e.codes]
        if sum(bool(e.levels & UNIQUE_LEVELS) for e in unknown) >= 2:
            # two presidents are of two states, whichever they are
            return True
        return bool(known) and any(
            u.titles or (" " in u.name and not self._of_the_public(u)) for u in unknown
        )

    def _speaks_for(self, code: str) -> str:
        """The side of a code: an agency of a state is of the same side as the state."""
        body = self.cast.authority.organizations.get(code)
        return body.represents or code if body is not None and body.kind == "agency" else code

    def _of_the_public(self, entity: Entity) -> bool:
        """``journalist X``: whoever is named by a calling of private people speaks for no side."""
        tokens = self.document.tokens
        return any(m > 0 and tokens[m - 1].key in _CALLINGS for m in entity.mentions)

    def owners(self, noun: Parsed) -> list[Entity]:
        """``Putin's meeting``, ``his talks``, ``the Putin-Assad meeting``."""
        found: list[Entity] = []
        for child in noun.children:
            if child.dep_ == "poss":
                found += self.discourse.actors(child)
                if child.lower_ in _POSSESSORS and not found:
                    found += self._possessor(_POSSESSORS[child.lower_], child)
        return found

    def _possessor(self, pronoun: str, token: Parsed) -> list[Entity]:

        start = self.parsed.span(token)[0]
        position = next(
            (i for i in range(self.sentence.start, self.sentence.end)
             if self.document.tokens[i].start >= start),
            self.sentence.start,
        )  # fmt: skip
        return self.discourse.resolve(Nominal("pronoun", position, position + 1, text=pronoun))
