"""Read events out of parsed sentences: find triggers, hand them to the reader of their family."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from diplograph.graph.model import EventType, Role, Status
from diplograph.loaders.extraction import attachment, clauses
from diplograph.loaders.extraction.acceptances import Acceptances
from diplograph.loaders.extraction.assemblies import Assemblies
from diplograph.loaders.extraction.companions import Companions
from diplograph.loaders.extraction.conclusions import Conclusions
from diplograph.loaders.extraction.contests import is_contest
from diplograph.loaders.extraction.credentials import Credentials
from diplograph.loaders.extraction.delegations import name_heads
from diplograph.loaders.extraction.discourse import Discourse
from diplograph.loaders.extraction.document import Document, Sentence
from diplograph.loaders.extraction.drafts import Draft
from diplograph.loaders.extraction.factuality import status_of_noun, status_of_verb
from diplograph.loaders.extraction.frames import COUNTING, NounFrame, VerbFrame, load_frames
from diplograph.loaders.extraction.gatherings import Gatherings
from diplograph.loaders.extraction.gleaning import Gleaner
from diplograph.loaders.extraction.invitations import Invitations
from diplograph.loaders.extraction.lifecycle import LifeCycle
from diplograph.loaders.extraction.mediation import Mediations
from diplograph.loaders.extraction.reference import Cast
from diplograph.loaders.extraction.situating import Situation
from diplograph.loaders.extraction.statements import Statements
from diplograph.loaders.extraction.talks import Talks
from diplograph.loaders.extraction.tenses import settle
from diplograph.loaders.extraction.turns import Turns
from diplograph.loaders.extraction.unnamed import keep_offices

if TYPE_CHECKING:
    from spacy.tokens import Token as Parsed


_HAPPENING = frozenset({"take", "happen", "go", "hold", "proceed", "occur", "materialise"})
# How an event is spoken of that is known already.
_JUDGING = frozenset("characterize characterise describe defend criticise criticize praise".split())
_LEAKING = frozenset("emerge leak ask question testify complain joke".split())
_RECORDS = frozenset("transcript recording detail account version revelation".split())
_LATER = re.compile(r"\blater\s+(?:today|this\s+\w+)", re.IGNORECASE)
_PRESS = frozenset({"press", "news", "media"})
# Beside these, to be tells that somebody takes part, or is to come.
_BEING = frozenset({"present", "due"})
_BACKGROUND = frozenset({"last", "previously", "earlier", "previous", "former"})


class EventReader:
    """Reads one document into drafts."""

    def __init__(self, document: Document, cast: Cast) -> None:
        self.document = document
        self.discourse = Discourse(document, cast)
        self.drafts: list[Draft] = self.discourse.drafts
        self.frames = load_frames()
        self.gatherings = Gatherings(document, cast, self.discourse)
        self.talks = Talks(document, cast, self.discourse)
        self.turns = Turns(document, cast, self.discourse)
        self.travels = Acceptances(document, cast, self.discourse)
        self.conclusions = Conclusions(document, cast, self.discourse)
        self.credentials = Credentials(document, cast, self.discourse)
        self.mediations = Mediations(document, cast, self.discourse)
        self.lifecycle = LifeCycle(document, cast, self.discourse)
        self.invitations = Invitations(document, cast, self.discourse)
        self.statements = Statements(document, self.discourse)
        # told besides, and kept apart: no phrase of the text is taken to refer back to them
        self.besides: list[Draft] = []
        self.gleaner = Gleaner(document, cast, self.discourse)
        self.assemblies = Assemblies(document, cast, self.discourse)
        self.companions = Companions(document, self.discourse.resolve)

    def read(self) -> list[Draft]:
        """Read all sentences; the drafts come in reading order."""
        for sentence in self.document.sentences:
            self.discourse.enter(sentence)
            if sentence.parsed is not None:
                self._sentence(sentence)
            self.drafts += self.credentials.follow(sentence)
            here = [d for d in self.drafts if d.sentence == sentence.index]
            if here:
                self.companions.look(sentence, here)
            else:
                self.companions.look_back(sentence, self.drafts)
            self.mediations.observe(sentence)
            self.discourse.leave(sentence)
            self._besides(sentence)
        self.drafts += self.assemblies.gathered()
        name_heads(self.document, self.discourse.cast, self.drafts)
        self.mediations.settle(self.drafts)
        keep_offices(self.document, self.discourse.resolved, [*self.drafts, *self.besides])
        return self.drafts

    def _besides(self, sentence: Sentence) -> None:
        if sentence.parsed is not None:
            for reader in (self.lifecycle, self.invitations):
                reader.look(sentence, self.situation)
                for draft, token in reader.read():
                    self._situate(draft, token)
                    reader.settle(draft)
                    self.besides.append(draft)
        self.besides += self.statements.read(sentence)

    def _sentence(self, sentence: Sentence) -> None:
        assert sentence.parsed is not None
        self.parsed = sentence.parsed
        self.situation = Situation(self.document, sentence)
        for reader in (
            self.gatherings,
            self.talks,
            self.turns,
            self.travels,
            self.conclusions,
            self.credentials,
            self.mediations,
            self.gleaner,
            self.assemblies,
        ):
            reader.look(sentence, self.situation)
        triggers = [t for t in self.parsed.doc if self._is_trigger(t)]
        self.situation.triggers = [t for t in triggers if not self._is_quiet(t)]
        for token in triggers:
            if token.pos_ in {"VERB", "AUX"} and token.lemma_ in self.frames.verbs:
                self.drafts += self._verb(token, self.frames.verbs[token.lemma_])
            elif token.lemma_.lower() in self.frames.nouns:
                self.drafts += self._noun(token, self.frames.nouns[token.lemma_.lower()])
        self.drafts += self._finished(self.conclusions.listed(), None)
        if not any(d.type is EventType.CALL and d.sentence == sentence.index for d in self.drafts):
            for draft in self._finished(self.gleaner.telephoned(), None):
                # "briefed X by video link on Friday": of the day of the verb
                told = self.parsed.token_at(draft.span[0])
                verb = clauses.governing_verb(told) if told is not None else None
                self._situate(draft, verb or self.parsed.doc[0])
                self.drafts.append(draft)
        self._during_visits(sentence)
        self.gatherings.ceremonies()
        self.assemblies.observe()

    def _during_visits(self, sentence: Sentence) -> None:
        """``the agreement concluded during X's visit to Abkhazia``: between those two."""
        here = [d for d in self.drafts if d.sentence == sentence.index]
        for draft in here:
            if draft.group != "conclusion" or draft.roles:
                continue
            for visit in here:
                if visit.group != "Visit" or visit.destination is None:
                    continue
                if draft.place is not None and draft.place.code != visit.destination:
                    continue
                codes = [*(c for e in visit.roles for c in e.codes[:1]), visit.destination]
                for code in dict.fromkeys(codes):
                    actor = self.discourse.cast.actor(code)
                    if actor is not None:
                        draft.add(actor, Role.SIGNATORY)
                if not visit.explicit_date and draft.date is not None:
                    visit.date, visit.explicit_date = draft.date, True

    def _is_trigger(self, token: Parsed) -> bool:
        if self.parsed.nominal(token) is not None:
            return False
        if token.pos_ in {"VERB", "AUX"} and token.lemma_ in self.frames.verbs:
            return token.lemma_ != "be" or any(c.lower_ in _BEING for c in token.children)
        if token.lower_ in COUNTING and token.dep_ in {"nsubj", "nsubjpass"}:
            return True
        return token.pos_ in {"NOUN", "PROPN"} and token.lemma_.lower() in self.frames.nouns

    def _is_quiet(self, token: Parsed) -> bool:
        frame = self.frames.verbs.get(token.lemma_) if token.pos_ in {"VERB", "AUX"} else None
        return frame is not None and frame.quiet

    def _situate(self, draft: Draft, token: Parsed) -> None:
        if not (draft.explicit_date or draft.settled):
            self.situation.date(draft, token)
        if draft.type is not EventType.CALL and not draft.settled:
            self.situation.place(draft, token)
        verb = token if token.pos_ in {"VERB", "AUX"} else clauses.governing_verb(token)
        if verb is not None and clauses.is_pluperfect(verb):
            draft.background = True
        if token.dep_ == "pobj" and token.head.lower_ in {"on", "about"} and verb is not None:
            # "briefed his hosts on his talks with X": of another time than the story
            draft.background |= verb.lemma_ in {"brief", "inform", "report", "speak", "tell"}
        if token.pos_ in {"NOUN", "PROPN"} and self._still_to_come(draft):
            draft.status = Status.PLANNED
        if token.pos_ in {"NOUN", "PROPN"} and self._gossip(draft, token, verb):
            draft.background = draft.anaphoric = True
        if verb is not None and clauses.is_owed(verb):
            # "thanked him for hosting X": of another time than the thanks
            draft.background = True
        draft.subordinate = verb is not None and verb.dep_ in {"relcl", "acl", "advcl"}
        draft.present = (
            verb is not None and verb.tag_ in {"VBZ", "VBP"} and not clauses.auxiliaries(verb)
        )
        for child in [*token.children, *(verb.children if verb is not None else ())]:
            if child.lower_ in _BACKGROUND and child.dep_ in {"advmod", "amod"}:
                draft.background = True
        if draft.group == "conclusion" and token.dep_ in {"relcl", "acl"} and draft.explicit_date:
            # "the accord which the two concluded in 1995": of another time than the story
            draft.background = True
        if draft.headline and draft.group != "Visit":
            # a headline puts things roughly: what the body says of the place counts
            draft.explicit_place = False
        draft.foreseen = verb is not None and bool(clauses.auxiliaries(verb) & {"to", "will"})
        settle(self.document, draft, token)

    def _still_to_come(self, draft: Draft) -> bool:
        """``my meeting later today with X``: a noun has no tense, but its day may."""
        if draft.status is not Status.OCCURRED or draft.date is None:
            return False
        start, end = draft.date.start, draft.date.end
        return _LATER.search(self.document.text[max(0, start - 6) : end]) is not None

    @staticmethod
    def _gossip(draft: Draft, noun: Parsed, verb: Parsed | None) -> bool:
        """``described the call with X as perfect``, ``details emerged about the meeting``.

        What is told is the talk about an event, so the day of the story is not that of the event.
        """
        if draft.explicit_date or draft.group == "Visit":
            return False
        if noun.dep_ == "pobj" and noun.head.lower_ in {"on", "about", "of"}:
            if noun.head.head.lemma_ in _RECORDS:
                return True
            return noun.head.lower_ == "about" and verb is not None and verb.lemma_ in _LEAKING
        return noun.dep_ == "dobj" and verb is not None and verb.lemma_ in _JUDGING

    def _verb(self, verb: Parsed, frame: VerbFrame) -> list[Draft]:
        beside = {t.lower_ for t in verb.subtree if clauses.governing_verb(t) == verb}
        ways = [way for way in frame.ways if not way.particle or beside & {*way.particle}]
        if not ways:
            return []
        status = status_of_verb(verb)
        if status is None:
            return []
        read: dict[str, Callable[[Parsed, VerbFrame, Status], list[Draft]]] = {
            "mutual": self.gatherings.mutual,
            "session": self.talks.session,
            "hosting": self.gatherings.hosting,
            "welcome": self.gatherings.welcome,
            "seeing": self.gatherings.seeing,
            "assembling": self.gatherings.assembling,
            "mediating": self.gatherings.mediating,
            "attending": self.gatherings.attending,
            "sitting": self.gatherings.sitting,
            "spending": self.gatherings.spending,
            "joining": self.gatherings.joining,
            "discussing": self.gleaner.discussing,
            "speaking": self.gatherings.speaking,
            "calling": self.gatherings.calling,
            "travel": self.travels.travel,
            "leaving": self.travels.leaving,
            "returning": self.travels.returning,
            "staying": self.travels.staying,
            "sending": self.travels.sending,
            "accompanying": self.travels.accompanying,
            "awaiting": self.travels.awaiting,
            "inviting": self.travels.inviting,
            "accepting": self.travels.accepting,
            "concluding": self.conclusions.concluding,
            "extending": self.conclusions.extending,
            "agreeing": self.conclusions.agreeing,
            "brokering": self.conclusions.brokering,
            "coming": self.conclusions.coming,
            "yielding": self.conclusions.yielding,
            "putting": self.conclusions.putting,
            "bearing": self.conclusions.bearing,
            "shuttling": self.mediations.shuttling,
        }
        read_by = (read[way.frame](verb, way, status) for way in ways)
        drafts = self.turns.parted(next(filter(None, read_by), []), verb)
        return self._finished(drafts, verb) or self._finished(
            self.gleaner.verb(verb, frame, status), verb
        )

    def _finished(self, drafts: list[Draft], token: Parsed | None) -> list[Draft]:
        """Situate drafts and keep those that have two sides."""
        kept = []
        for draft in drafts:
            if token is not None:
                if draft.group == "conclusion":
                    self.gleaner.signers(draft, token)
                self._situate(draft, token)
                if self._merely_agreed(draft, token):
                    continue
            if draft.group == "gathering" and is_contest(draft, self._told_in(draft)):
                continue
            if (
                draft.group not in {"gathering", "Call"}
                or draft.type is EventType.SUMMIT
                or self.gatherings.two_sided(draft)
                or self._reconsidered(draft)
            ):
                kept.append(draft)
        return kept

    def _told_in(self, draft: Draft) -> str:
        sentence = self.document.sentences[draft.sentence]
        start, end = self.document.offsets(sentence.start, sentence.end)
        return self.document.text[start:end]

    @staticmethod
    def _merely_agreed(draft: Draft, token: Parsed) -> bool:
        """``agreed to resume the talks``: with neither day nor place no meeting is planned."""
        if draft.status is not Status.PLANNED or draft.group != "gathering":
            return False
        if draft.date is not None or draft.place is not None:
            return False
        verb = token if token.pos_ == "VERB" else clauses.governing_verb(token)
        if verb is None:
            return False
        # "confirmed that they would resume their discussions" plans none either
        return (verb.dep_ == "xcomp" and verb.head.lemma_ == "agree") or (
            verb is not token and verb.lemma_ in {"resume", "continue"}
        )

    def _reconsidered(self, draft: Draft) -> bool:
        """Whether sides can be told apart once guesses are taken back.

        A polity that was only inferred cannot be that of the person met; the place's is likelier.
        """
        guessed = [e for e in draft.persons if e.inferred or not e.codes]
        sure = [e for e in draft.roles if e not in guessed and e.codes]
        code = draft.place.code if draft.place is not None else None
        if (
            len(guessed) != 1
            or not sure
            or code is None
            or code in {c for e in sure for c in e.codes}
        ):
            return False
        guessed[0].codes = (code,)
        return self.gatherings.two_sided(draft)

    def _called_off(self, noun: Parsed, frame: NounFrame) -> bool:
        """``that meeting will not take place either``: the plan told last is cancelled."""
        verb = clauses.governing_verb(noun)
        pointing = noun.i > 0 and noun.nbor(-1).lower_ in {"the", "that", "this"}
        if verb is None or noun.dep_ not in {"nsubj", "nsubjpass"} or not pointing:
            return False
        off = any(c.lower_ == "off" for c in verb.children)
        negated = clauses.has_negation(verb) and verb.lemma_ in _HAPPENING
        if not negated and not (
            verb.lemma_ in attachment.CANCELLING or (verb.lemma_ == "call" and off)
        ):
            return False
        probe = Draft(frame.type, Status.PLANNED, 0, (0, 0))
        for draft in reversed(self.drafts):
            if draft.group == probe.group and draft.status is Status.PLANNED:
                draft.status = Status.CANCELLED
                if self.situation.sentence.index not in draft.sentences:
                    draft.sentences.append(self.situation.sentence.index)
                return True
        return False

    def _denied_outright(self, noun: Parsed, frame: NounFrame) -> bool:
        """``“No such meeting occurred,” he declared``: what was reported last is denied."""
        such = {c.lower_ for c in noun.children} >= {"no", "such"}
        verb = clauses.governing_verb(noun)
        if not such or verb is None or not (verb.lemma_ in _HAPPENING or verb.lemma_ == "be"):
            return False
        probe = Draft(frame.type, Status.OCCURRED, 0, (0, 0))
        for draft in reversed(self.drafts):
            if draft.group == probe.group and draft.item == self.situation.sentence.item:
                if draft.status is Status.OCCURRED:
                    draft.status = Status.DENIED
                draft.sentences.append(self.situation.sentence.index)
                return draft.status is Status.DENIED
        return False

    def _noun(self, noun: Parsed, frame: NounFrame) -> list[Draft]:
        if frame.plural and noun.tag_ not in {"NNS", "NNPS"}:
            return []
        if frame.type.is_conclusion and noun.dep_ == "compound" and noun.head.lemma_ == "ceremony":
            # "the signing ceremony of the pact"
            noun = noun.head
        if noun.lemma_ == "conference" and any(c.lower_ in _PRESS for c in noun.children):
            return []
        if noun.dep_ == "compound" or (noun.dep_ == "npadvmod" and frame.type is EventType.SUMMIT):
            return []
        if self._called_off(noun, frame) or self._denied_outright(noun, frame):
            return []
        status = status_of_noun(noun)
        if status is None:
            return []
        if frame.type is EventType.VISIT:
            drafts = self.travels.visit_noun(noun, status)
        elif frame.type.is_conclusion:
            drafts = self.conclusions.signing_noun(noun, frame, status)
        elif noun.lemma_ == "welcome":
            drafts = self.gatherings.welcomed(noun, frame, status)
        elif frame.type is EventType.CREDENTIALS:
            drafts = self.credentials.presented(noun, status)
        else:
            drafts = self.turns.parted(self.talks.held(noun, frame, status), noun)
        return self._finished(drafts, noun) or self._finished(
            self.gleaner.noun(noun, frame, status), noun
        )
