"""Read events out of parsed sentences: triggers, arguments, factuality."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from diplograph.graph.model import EventType, Role, Status
from diplograph.loaders.extraction import clauses
from diplograph.loaders.extraction.discourse import Discourse
from diplograph.loaders.extraction.document import Document, Sentence
from diplograph.loaders.extraction.drafts import Draft
from diplograph.loaders.extraction.factuality import status_of_noun, status_of_verb
from diplograph.loaders.extraction.frames import NounFrame, VerbFrame, load_frames
from diplograph.loaders.extraction.instruments import find_instruments, instruments_after
from diplograph.loaders.extraction.places import PlaceMention
from diplograph.loaders.extraction.reference import Cast, Entity
from diplograph.loaders.extraction.situating import Situation

if TYPE_CHECKING:
    from spacy.tokens import Token as Parsed

_PHONE = re.compile(
    r"\b(?:by|on|over|via)\s+(?:the\s+)?(?:tele)?phone\b|\btelephon|\bphone[ds]?\b|\bphone\s+call|"
    r"\bby\s+video|\bvideo[\s-]?(?:call|conference|link|teleconference)|\bvirtual(?:ly)?\b|"
    r"\bhotline\b|\bonline\b",
    re.IGNORECASE,
)
_DURATION = re.compile(
    r"\b(one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2})[\s-]days?\b|"
    r"\b(?:visit|trip|stay)\s+of\s+(two|three|four|five|six|seven|\d)\s+days\b",
    re.IGNORECASE,
)
_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
            "nine": 9, "ten": 10}  # fmt: skip
_BACKGROUND = frozenset({"last", "previously", "earlier", "previous", "former"})
_MEDIATED = frozenset("mediate broker facilitate moderate chair".split())


class EventReader:
    """Reads one document into drafts."""

    def __init__(self, document: Document, cast: Cast) -> None:
        self.document = document
        self.cast = cast
        self.discourse = Discourse(document, cast)
        self.frames = load_frames()
        self.drafts: list[Draft] = self.discourse.drafts
        self.welcomes: list[tuple[Entity, Entity]] = []

    def read(self) -> list[Draft]:
        """Read all sentences; the drafts come in reading order."""
        for sentence in self.document.sentences:
            self.discourse.enter(sentence)
            if sentence.parsed is not None:
                self._sentence(sentence)
            self.discourse.leave(sentence)
        return self.drafts

    # -- one sentence --------------------------------------------------------------------------

    def _sentence(self, sentence: Sentence) -> None:
        assert sentence.parsed is not None
        self.sentence, self.parsed = sentence, sentence.parsed
        self.situation = Situation(self.document, sentence)
        triggers = [t for t in self.parsed.doc if self._is_trigger(t)]
        self.situation.triggers = triggers
        for token in triggers:
            if token.pos_ in {"VERB", "AUX"} and token.lemma_ in self.frames.verbs:
                found = self._verb(token, self.frames.verbs[token.lemma_])
            elif token.lemma_ in self.frames.nouns:
                found = self._noun(token, self.frames.nouns[token.lemma_])
            else:
                continue
            for draft in found:
                self.drafts.append(draft)

    def _is_trigger(self, token: Parsed) -> bool:
        if self.parsed.nominal(token) is not None:
            return False
        if token.pos_ in {"VERB", "AUX"} and token.lemma_ in self.frames.verbs:
            return True
        return token.pos_ in {"NOUN", "PROPN"} and token.lemma_.lower() in self.frames.nouns

    def _draft(self, type_: EventType, status: Status, token: Parsed) -> Draft:
        draft = Draft(type_, status, self.sentence.index, self.parsed.span(token))
        draft.sentences = [self.sentence.index]
        draft.item = self.sentence.item
        draft.headline = self.sentence.is_title
        return draft

    def _situate(self, draft: Draft, token: Parsed) -> None:
        self.situation.date(draft, token)
        if draft.type is not EventType.CALL:
            self.situation.place(draft, token)
        verb = token if token.pos_ in {"VERB", "AUX"} else clauses.governing_verb(token)
        if verb is not None and clauses.is_pluperfect(verb):
            draft.background = True
        draft.present = verb is not None and verb.tag_ in {"VBZ", "VBP"} and not clauses.auxiliaries(verb)
        for child in [*token.children, *(verb.children if verb is not None else ())]:
            if child.lower_ in _BACKGROUND and child.dep_ in {"advmod", "amod"}:
                draft.background = True
        self.situation.settle(draft)

    # -- verbs ---------------------------------------------------------------------------------

    def _verb(self, verb: Parsed, frame: VerbFrame) -> list[Draft]:
        if frame.particle and not any(
            c.lower_ in frame.particle and c.dep_ in {"prt", "advmod", "prep"} for c in verb.children
        ):
            return []
        status = status_of_verb(verb)
        if status is None:
            return []
        handler = getattr(self, f"_{frame.frame}")
        return self._finished(handler(verb, frame, status), verb)

    def _finished(self, drafts: list[Draft], token: Parsed) -> list[Draft]:
        """Situate drafts and keep those that have two sides."""
        kept = []
        for draft in drafts:
            self._situate(draft, token)
            if draft.group not in {"gathering", "Call"} or draft.type is EventType.SUMMIT:
                kept.append(draft)
            elif self._two_sided(draft) or self._reconsidered(draft):
                kept.append(draft)
        return kept

    def _reconsidered(self, draft: Draft) -> bool:
        """Whether sides can be told apart once guesses are taken back.

        A polity that was only inferred cannot be that of the person met; the place's is likelier.
        """
        guessed = [e for e in draft.persons if e.inferred]
        sure = [e for e in draft.roles if e not in guessed and e.codes]
        code = draft.place.code if draft.place is not None else None
        if len(guessed) != 1 or not sure or code is None or code in {c for e in sure for c in e.codes}:
            return False
        guessed[0].codes = (code,)
        return self._two_sided(draft)

    def _subject_actors(self, verb: Parsed) -> list[Entity]:
        found: list[Entity] = []
        for head in clauses.subjects(verb):
            found += [e for e in self.discourse.actors(head) if e not in found]
        if not found and not any(c.dep_ in {"nsubj", "nsubjpass"} for c in verb.children):
            found = self._before(verb)
        return found

    def _side_pairs(self, verb: Parsed) -> list[Entity]:
        """``X for Athens and Y for Skopje, ministers both, signed``: those named for a side."""
        start = self.parsed.span(verb)[0]
        tokens, found = self.document.tokens, []
        nominals = self.sentence.nominals
        for first, second in zip(nominals, nominals[1:], strict=False):
            gap = self.document.text[tokens[first.end - 1].end : tokens[second.start].start]
            near = tokens[first.start].start < start or start + 120 > tokens[first.start].start
            if first.names and second.codes and not second.names and near:
                if re.fullmatch(r"[\s,]*(?:signed\s+)?(?:for|on\s+behalf\s+of)(?:\s+the)?\s*", gap):
                    found += [e for e in self.discourse.resolve(first) if e not in found]
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
            persons = self.discourse.resolve(nominal)
            if run and persons and persons[0].is_person != run[0].is_person:
                break
            run = [*persons, *run]
            edge = tokens[nominal.start].start
        return run

    def _mutual(self, verb: Parsed, frame: VerbFrame, status: Status) -> list[Draft]:
        mine = self._subject_actors(verb)
        direct = clauses.objects(verb)
        theirs = self._all_actors([*direct, *clauses.agents(verb)])
        with_them = self._all_actors(clauses.prepositions(verb, "with", "between", "among"))
        if not theirs and not with_them:
            with_them = self._all_actors(clauses.within(verb, "with"))
        if direct and not theirs and not with_them:
            if any(t.lemma_ in self.frames.nouns for t in direct):
                return []
            if frame.type is not EventType.CALL and not self._reciprocal(direct):
                return []
        type_ = frame.type
        if type_ is EventType.MEETING and self._by_phone(verb):
            type_ = EventType.CALL
        draft = self._draft(type_, status, verb)
        for entity in [*mine, *theirs, *with_them]:
            draft.add(entity, Role.PARTICIPANT)
        self._mediators(draft, verb)
        if clauses.is_passive(verb):
            # who is met on arrival by somebody is his guest
            for entity in self._all_actors(clauses.agents(verb)):
                draft.roles[entity] = {Role.HOST}
        return [draft] if len(draft.roles) > 1 else []

    @staticmethod
    def _reciprocal(tokens: list[Parsed]) -> bool:
        return any(t.lower_ in {"other", "another"} for t in tokens)

    def _all_actors(self, tokens: list[Parsed]) -> list[Entity]:
        found: list[Entity] = []
        for token in tokens:
            found += [e for e in self.discourse.actors(token) if e not in found]
        return found

    def _by_phone(self, token: Parsed) -> bool:
        return _PHONE.search(self._clause_text(token)) is not None

    def _clause_text(self, token: Parsed) -> str:
        subtree = list(token.subtree)
        start, end = self.parsed.source_range(subtree[0], subtree[-1])
        return self.document.text[start:end]

    def _two_sided(self, draft: Draft) -> bool:
        """Whether at least two sides are there, each known to be a polity or organisation.

        Two companies' heads, or a president and his own minister, hold no diplomatic meeting.
        """
        known = [e for e in draft.roles if e.codes]
        if len(draft.codes) >= 2:
            return True
        unknown = [e for e in draft.roles if not e.codes]
        return bool(known) and bool(unknown) and any(u.titles for u in unknown)

    def _hosting(self, verb: Parsed, frame: VerbFrame, status: Status) -> list[Draft]:
        if clauses.is_passive(verb):
            hosts = self._all_actors(clauses.agents(verb))
            guests = self._all_actors(clauses.subjects(verb))
        else:
            hosts = self._subject_actors(verb)
            guests = self._all_actors(clauses.objects(verb))
        draft = self._draft(frame.type, status, verb)
        for guest in guests:
            draft.add(guest, Role.PARTICIPANT)
        for host in hosts:
            if host not in guests:
                draft.add(host, Role.HOST)
        if not hosts or not guests:
            return []
        if not any(e.is_person for e in guests) and not any(e.is_person for e in hosts):
            return []
        return [draft]

    def _welcome(self, verb: Parsed, frame: VerbFrame, status: Status) -> list[Draft]:
        """A welcome is no meeting, but it tells who hosts a visit."""
        if status is Status.OCCURRED:
            if clauses.is_passive(verb):
                hosts, guests = clauses.agents(verb), clauses.subjects(verb)
            else:
                hosts, guests = clauses.subjects(verb), clauses.objects(verb)
            for host in self._all_actors(hosts):
                for guest in self._all_actors(guests):
                    if host.is_person and guest.is_person:
                        self.welcomes.append((host, guest))
        return []

    def _seeing(self, verb: Parsed, frame: VerbFrame, status: Status) -> list[Draft]:
        mine, theirs = self._subject_actors(verb), self._all_actors(clauses.objects(verb))
        if not mine or not theirs or not all(e.is_person and e.codes for e in [*mine, *theirs]):
            return []
        return self._mutual(verb, frame, status)

    def _speaking(self, verb: Parsed, frame: VerbFrame, status: Status) -> list[Draft]:
        partners = self._all_actors(clauses.prepositions(verb, "with", "to"))
        phone = self._by_phone(verb)
        mine = self._subject_actors(verb)
        if not partners and not phone and not (frame.type is EventType.MEETING and len(mine) > 1):
            return []
        if not phone and not all(e.is_person for e in [*mine, *partners]):
            return []
        draft = self._draft(EventType.CALL if phone else frame.type, status, verb)
        for entity in [*mine, *partners]:
            draft.add(entity, Role.PARTICIPANT)
        if not phone:
            probe = self._draft(EventType.MEETING, status, verb)
            self.situation.place(probe, verb)
            placed = probe.place is not None and probe.place.is_city
            draft.type = EventType.MEETING if placed else EventType.CALL
            if frame.type is EventType.MEETING and not placed and not partners:
                return []
        return [draft]

    def _calling(self, verb: Parsed, frame: VerbFrame, status: Status) -> list[Draft]:
        particles = {c.lower_ for c in verb.children if c.dep_ in {"prt"}}
        if "off" in particles:
            return []
        on = self._all_actors(clauses.prepositions(verb, "on", "upon"))
        mine = self._subject_actors(verb)
        if on and not any(c.dep_ == "xcomp" for c in verb.children):
            draft = self._draft(EventType.MEETING, status, verb)
            for entity in mine:
                draft.add(entity, Role.PARTICIPANT)
            for host in on:
                draft.add(host, Role.HOST)
            persons = [e for e in draft.roles if e.is_person]
            return [draft] if len(persons) >= 2 else []
        if any(c.dep_ in {"oprd", "xcomp", "ccomp", "attr"} for c in verb.children):
            return []
        theirs = self._all_actors([c for c in verb.children if c.dep_ == "dobj"])
        draft = self._draft(EventType.CALL, status, verb)
        for entity in [*mine, *theirs]:
            draft.add(entity, Role.PARTICIPANT)
        if not mine or not theirs or not all(e.is_person and e.codes for e in draft.roles):
            return []
        return [draft]

    # -- travel ----------------------------------------------------------------------------------

    def _travel(self, verb: Parsed, frame: VerbFrame, status: Status) -> list[Draft]:
        travellers = self._subject_actors(verb)
        if clauses.is_passive(verb):
            travellers = self._all_actors(clauses.agents(verb))
        goals = list(clauses.prepositions(verb, *frame.to)) if frame.to else []
        if frame.object:
            goals += [*clauses.objects(verb), *(clauses.subjects(verb) if clauses.is_passive(verb) else [])]
        place = self._goal(goals)
        return self._visit(verb, status, travellers, place)

    def _goal(self, goals: list[Parsed]) -> PlaceMention | None:
        """The place that one of the goal phrases names, its own words first."""
        for goal in goals:
            head = self.situation.place_at(goal)
            if head is not None:
                return head
            for token in goal.subtree:
                if token.dep_ in {"pobj", "poss", "compound", "nmod", "appos", "conj"}:
                    inner = self.situation.place_at(token)
                    if inner is not None:
                        return inner
        return None

    def _visit(
        self, token: Parsed, status: Status, travellers: list[Entity], place: PlaceMention | None
    ) -> list[Draft]:
        if place is None or place.code is None:
            return []
        movers = [e for e in travellers if place.code not in e.codes and (e.codes or e.titles)]
        polities = [e for e in movers if e.is_person or e.kind == "polity"]
        if not polities:
            return []
        draft = self._draft(EventType.VISIT, status, token)
        for mover in polities:
            draft.add(mover, Role.VISITOR)
        draft.destination = place.code
        draft.place = place
        draft.explicit_place = True
        draft.days = self._duration(token)
        return [draft]

    def _duration(self, token: Parsed) -> int | None:
        match = _DURATION.search(self._clause_text(token)) or _DURATION.search(
            self._clause_text(token.head)
        )
        if match is None:
            return None
        word = next(g for g in match.groups() if g)
        return _NUMBERS.get(word.lower()) or int(word)

    def _leaving(self, verb: Parsed, frame: VerbFrame, status: Status) -> list[Draft]:
        bound_for = self._goal(clauses.prepositions(verb, "for"))
        travellers = self._subject_actors(verb)
        if bound_for is not None:
            return self._visit(verb, status, travellers, bound_for)
        place = self._goal([*clauses.objects(verb), *clauses.prepositions(verb, "from")])
        drafts = self._visit(verb, status, travellers, place)
        for draft in drafts:
            draft.date_edge = "end"
        return drafts

    # -- conclusions -------------------------------------------------------------------------------

    def _concluding(self, verb: Parsed, frame: VerbFrame, status: Status) -> list[Draft]:
        if clauses.is_passive(verb):
            targets = clauses.subjects(verb)
            signers = self._all_actors(clauses.agents(verb))
        else:
            targets = clauses.objects(verb)
            signers = self._subject_actors(verb)
        paired = self._side_pairs(verb)
        if len(paired) > 1 or (paired and not signers):
            signers = paired
        instruments = find_instruments(self.document, self.parsed, targets)
        if not clauses.is_passive(verb) and frame.type is EventType.SIGNING:
            near = instruments_after(self.document, self.parsed, verb)
            if len(near) > len(instruments):
                instruments = near
        if not instruments and frame.type is EventType.SIGNING and not targets:
            # "Kotzias signed for Athens": the instrument is the one under discussion
            instruments = []
            if not clauses.prepositions(verb, "for"):
                return []
        elif not instruments:
            return []
        if frame.type is EventType.AGREEMENT_REACHED and instruments:
            strong = [i for i in instruments if i.head not in self.frames.weak_instruments
                      or verb.lemma_ == "adopt"]  # fmt: skip
            if not strong:
                return []
            instruments = strong
        for_whom = self._all_actors(clauses.prepositions(verb, "for"))
        for token in clauses.prepositions(verb, "on"):
            if token.lower_ == "behalf":
                for_whom += self._all_actors(clauses.prepositions(token, "of"))
        with_whom = self._all_actors(clauses.prepositions(verb, "with", "between"))
        drafts: list[Draft] = []
        for instrument in instruments or [None]:
            draft = self._draft(frame.type, status, verb)
            draft.instrument = instrument
            for entity in [*signers, *with_whom]:
                draft.add(entity, Role.SIGNATORY)
            if instrument is not None:
                self._parties(draft, targets)
            self._assign_sides(signers, for_whom)
            if not draft.roles:
                for entity in for_whom:
                    draft.add(entity, Role.SIGNATORY)
            draft.anaphoric = instrument is None or instrument.definite
            drafts.append(draft)
        return [d for d in drafts if self._two_sided(d) or (d.anaphoric and d.roles) or d.anaphoric]

    @staticmethod
    def _assign_sides(signers: list[Entity], sides: list[Entity]) -> None:
        """``X signed for Athens``: the signer represents that side."""
        persons = [s for s in signers if s.is_person and (not s.codes or s.inferred)]
        polities = [s for s in sides if not s.is_person and s.codes]
        if len(polities) == 1:
            for person in persons:
                person.codes, person.inferred = polities[0].codes, False

    def _parties(self, draft: Draft, targets: list[Parsed]) -> None:
        for target in targets:
            for noun in clauses.with_conjuncts(target):
                for entity in self._all_actors(clauses.prepositions(noun, "between", "with")):
                    if entity not in draft.roles:
                        draft.add(entity, Role.SIGNATORY)

    def _extending(self, verb: Parsed, frame: VerbFrame, status: Status) -> list[Draft]:
        drafts = self._concluding(verb, frame, status)
        return [d for d in drafts if self._two_sided(d) and d.instrument is not None
                and d.instrument.head not in self.frames.weak_instruments]  # fmt: skip

    def _agreeing(self, verb: Parsed, frame: VerbFrame, status: Status) -> list[Draft]:
        signers = self._subject_actors(verb)
        targets = clauses.prepositions(verb, "on", "to", "upon")
        if clauses.is_passive(verb):
            targets = clauses.subjects(verb)
        instruments = [i for i in find_instruments(self.document, self.parsed, targets)
                       if i.head not in self.frames.weak_instruments]  # fmt: skip
        drafts = []
        for instrument in instruments:
            draft = self._draft(frame.type, status, verb)
            draft.instrument = instrument
            for entity in signers:
                draft.add(entity, Role.SIGNATORY)
            if self._two_sided(draft):
                drafts.append(draft)
        return drafts

    def _putting(self, verb: Parsed, frame: VerbFrame, status: Status) -> list[Draft]:
        direct = {t.lemma_.lower() for t in clauses.objects(verb)}
        if not direct & {"name", "initial", "signature", "pen"}:
            return []
        targets = clauses.prepositions(verb, "to", "on", "under")
        instruments = find_instruments(self.document, self.parsed, targets)
        drafts = []
        for instrument in instruments or [None]:
            draft = self._draft(frame.type, status, verb)
            draft.instrument = instrument
            draft.anaphoric = instrument is None or instrument.definite
            for entity in self._subject_actors(verb):
                draft.add(entity, Role.SIGNATORY)
            if draft.roles:
                drafts.append(draft)
        return drafts

    # -- nouns ---------------------------------------------------------------------------------

    def _noun(self, noun: Parsed, frame: NounFrame) -> list[Draft]:
        if frame.plural and noun.tag_ not in {"NNS", "NNPS"}:
            return []
        if noun.dep_ == "compound" or noun.dep_ == "npadvmod" and frame.type is EventType.SUMMIT:
            return []
        status = status_of_noun(noun)
        if status is None:
            return []
        if frame.type is EventType.VISIT:
            drafts = self._visit_noun(noun, status)
        elif frame.type in {EventType.SIGNING, EventType.AGREEMENT_REACHED}:
            drafts = self._signing_noun(noun, frame, status)
        else:
            drafts = self._talks(noun, frame, status)
        return self._finished(drafts, noun)

    def _owners(self, noun: Parsed) -> list[Entity]:
        """``Putin's meeting``, ``his talks``, ``the Putin-Assad meeting``."""
        found: list[Entity] = []
        for child in noun.children:
            if child.dep_ == "poss":
                found += self.discourse.actors(child)
                if child.lower_ in {"his", "her", "their"} and not found:
                    pronoun = {"his": "he", "her": "she", "their": "they"}[child.lower_]
                    found += self._possessor(pronoun, child)
        return found

    def _possessor(self, pronoun: str, token: Parsed) -> list[Entity]:
        from diplograph.loaders.extraction.nominals import Nominal

        start = self.parsed.span(token)[0]
        position = next(
            (i for i in range(self.sentence.start, self.sentence.end)
             if self.document.tokens[i].start >= start),
            self.sentence.start,
        )  # fmt: skip
        return self.discourse.resolve(Nominal("pronoun", position, position + 1, text=pronoun))

    def _talks(self, noun: Parsed, frame: NounFrame, status: Status) -> list[Draft]:
        verb = clauses.governing_verb(noun)
        partners = self._all_actors(clauses.prepositions(noun, "with", "between", "among", "of"))
        explicit_with = self._all_actors(clauses.within(noun, "with", "between", "among"))
        owners = self._owners(noun)
        carried = self._carrier(noun, verb)
        if carried is not None:
            explicit_with += [e for e in self._all_actors(
                clauses.prepositions(carried, "with", "between")) if e not in explicit_with]  # fmt: skip
        participants = [*owners, *(explicit_with or partners)]
        if verb is not None and not owners and len({c for e in participants for c in e.codes}) < 2:
            participants = [*self._subject_actors(verb), *participants]
            if not explicit_with and noun.dep_ == "pobj" and noun.head.lower_ in {"in", "during", "by"}:
                # "informed the leaders of X and Y in telephone conversations"
                explicit_with = self._all_actors(clauses.objects(verb))
                participants += explicit_with
        type_ = frame.type
        if type_ in {EventType.MEETING, EventType.NEGOTIATION} and (
            self._by_phone(noun) or self._by_phone_modifier(noun)
        ):
            type_ = EventType.CALL
        if type_ is EventType.CALL and frame.type is EventType.CALL:
            if not self._is_phone_call(noun, explicit_with):
                return []
        draft = self._draft(type_, status, noun)
        for entity in participants:
            draft.add(entity, Role.PARTICIPANT)
        if carried is not None and carried.lemma_ in {"host", "give"}:
            for entity in self._all_actors(clauses.prepositions(noun, "for", "with")):
                draft.add(entity, Role.PARTICIPANT)
                explicit_with.append(entity)
            for entity in self._subject_actors(carried):
                draft.roles.pop(entity, None)
                draft.add(entity, Role.HOST)
        self._mediators(draft, noun)
        determiners = {c.lower_ for c in noun.children if c.dep_ == "det"}
        draft.anaphoric = bool(determiners & {"the", "this", "these", "those", "both"})
        if type_ is EventType.SUMMIT:
            return self._summit(draft, noun, carried, frame)
        if frame.weak and not (explicit_with or len(owners) > 1):
            return []
        if carried is None and not explicit_with and len({c for e in owners for c in e.codes}) < 2:
            # "after the meeting, X said": the noun only points back
            return []
        if len(draft.codes) < 2 and explicit_with:
            self._absent_side(draft, noun, verb)
        return self._separated(draft, noun)

    def _absent_side(self, draft: Draft, noun: Parsed, verb: Parsed | None) -> None:
        """``Talks with X were cancelled by the White House``: who cancels, or whom it is about."""
        others = self._all_actors(clauses.agents(verb)) if verb is not None else []
        centre = self.discourse.previous_centre
        if not others and centre is not None:
            others = [centre]
        for entity in others:
            if not set(entity.codes) & draft.codes:
                draft.add(entity, Role.PARTICIPANT)

    def _separated(self, draft: Draft, noun: Parsed) -> list[Draft]:
        """``in separate conversations with A and B``: one event with each."""
        if not any(c.lower_ in {"separate", "separately"} for c in noun.children):
            return [draft]
        verb = clauses.governing_verb(noun)
        common = self._subject_actors(verb) if verb is not None else []
        others = [e for e in draft.roles if e not in common]
        if not common or len(others) < 2:
            return [draft]
        drafts = []
        for other in others:
            single = self._draft(draft.type, draft.status, noun)
            for entity in [*common, other]:
                single.roles[entity] = set(draft.roles.get(entity, {Role.PARTICIPANT}))
            drafts.append(single)
        return drafts

    def _carrier(self, noun: Parsed, verb: Parsed | None) -> Parsed | None:
        """The support verb of an event noun: ``hold talks``, ``talks were held``."""
        if verb is None:
            return None
        if noun.dep_ in {"dobj", "nsubjpass", "nsubj", "attr", "conj", "pobj"} and (
            verb.lemma_ in self.frames.support or verb.lemma_ in {"be"}
        ):
            if noun.dep_ == "pobj" and noun.head.lower_ not in {"in", "for", "up", "with", "of", "on"}:
                return None
            return verb
        if noun.dep_ == "pobj" and noun.head.lower_ in {"for", "in", "during", "on"}:
            return verb if verb.lemma_ in {"travel", "arrive", "fly", "go", "come", "welcome", "visit", "receive"} else None
        return None

    def _by_phone_modifier(self, noun: Parsed) -> bool:
        words = {c.lower_ for c in noun.children if c.dep_ in {"compound", "amod", "nmod"}}
        return bool(words & {"telephone", "phone", "video", "virtual", "telephonic", "online"})

    def _is_phone_call(self, noun: Parsed, partners: list[Entity]) -> bool:
        if any(c.lower_ == "for" for c in noun.children if c.dep_ == "prep") and not partners:
            return False
        return bool(partners) or self._by_phone_modifier(noun)

    def _mediators(self, draft: Draft, token: Parsed) -> None:
        """``a meeting brokered by X``: whoever mediates is there as mediator."""
        for child in token.subtree:
            if child.lemma_ in _MEDIATED and child.tag_ == "VBN" and child.dep_ in {"acl", "ROOT", "relcl", "conj", "advcl"}:
                if clauses.distance(child, token) <= 2:
                    for entity in self._all_actors(clauses.agents(child)):
                        draft.roles.pop(entity, None)
                        draft.add(entity, Role.MEDIATOR)
        verb = token if token.pos_ == "VERB" else clauses.governing_verb(token)
        if verb is not None and verb.lemma_ in _MEDIATED and token.dep_ in {"nsubjpass"}:
            for entity in self._all_actors(clauses.agents(verb)):
                draft.roles.pop(entity, None)
                draft.add(entity, Role.MEDIATOR)

    def _summit(
        self, draft: Draft, noun: Parsed, carried: Parsed | None, frame: NounFrame
    ) -> list[Draft]:
        organizations = [e for e in draft.roles if e.kind == "organization"]
        for child in noun.children:
            if child.dep_ in {"compound", "nmod", "amod", "poss"}:
                organizations += self.discourse.actors(child)
        persons = draft.persons
        if carried is None:
            return []
        if len(draft.codes) == 2 and len(persons) == 2 and not organizations:
            draft.type = EventType.MEETING
            return [draft]
        for entity in organizations:
            if not entity.is_person:
                draft.add(entity, Role.PARTICIPANT)
        if frame.weak and not organizations:
            return []
        if carried.lemma_ in {"host", "chair"}:
            for entity in self._subject_actors(carried):
                draft.roles.pop(entity, None)
                draft.add(entity, Role.HOST)
        return [draft] if organizations or len(draft.codes) >= 3 else []

    def _visit_noun(self, noun: Parsed, status: Status) -> list[Draft]:
        travellers = self._owners(noun)
        travellers += self._all_actors(clauses.prepositions(noun, "by", "of"))
        verb = clauses.governing_verb(noun)
        place = self._goal(clauses.prepositions(noun, "to", "in"))
        if not travellers and verb is not None:
            travellers = self._subject_actors(verb)
            if verb.lemma_ in {"receive", "welcome", "host", "invite"}:
                travellers = self._all_actors(clauses.objects(verb))
        if place is None and any(c.lower_ in {"the", "this", "that"} for c in noun.children):
            # "the visit" without a goal points back to one that was told
            return []
        if place is None and verb is not None:
            place = self._goal(clauses.prepositions(verb, "in", "to", "at"))
        if place is None:
            place = self._goal([c for c in noun.children if c.dep_ in {"compound", "nmod"}])
        if place is None:
            place = self.situation.here()
        drafts = self._visit(noun, status, travellers, place)
        if verb is not None:
            for draft in drafts:
                for host in self._invitors(noun, verb):
                    draft.add(host, Role.HOST)
                if verb.lemma_ in {"end", "conclude", "leave", "finish", "wrap", "complete", "wind"}:
                    draft.date_edge = "end"
        return drafts

    def _invitors(self, noun: Parsed, verb: Parsed) -> list[Entity]:
        """``at the invitation of X``."""
        for head in (noun, verb):
            for child in clauses.prepositions(head, "at", "on", "upon"):
                if child.lemma_ == "invitation":
                    found = self._all_actors(clauses.prepositions(child, "of", "from"))
                    return [e for e in [*found, *self._owners(child)] if e.is_person]
        return []

    def _signing_noun(self, noun: Parsed, frame: NounFrame, status: Status) -> list[Draft]:
        targets = clauses.prepositions(noun, "of")
        instruments = find_instruments(self.document, self.parsed, targets)
        signers = self._all_actors(clauses.prepositions(noun, "by", "between", "with"))
        drafts: list[Draft] = []
        for instrument in instruments:
            draft = self._draft(frame.type, status, noun)
            draft.instrument = instrument
            draft.anaphoric = instrument.definite
            for entity in signers:
                draft.add(entity, Role.SIGNATORY)
            self._parties(draft, targets)
            if self._two_sided(draft) or (draft.anaphoric and draft.roles):
                drafts.append(draft)
        return drafts


