"""Signings and agreements reached: who concludes which instrument, for whom."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from diplograph.graph.model import EventType, InstrumentStep, Role, Status
from diplograph.loaders.extraction import clauses
from diplograph.loaders.extraction.drafts import Draft, InstrumentDraft
from diplograph.loaders.extraction.enumerations import Entry
from diplograph.loaders.extraction.frames import NounFrame, VerbFrame
from diplograph.loaders.extraction.instruments import (
    each_or_none,
    find_instruments,
    instruments_after,
)
from diplograph.loaders.extraction.reference import Entity
from diplograph.loaders.extraction.settlements import is_of_states, talks_before
from diplograph.loaders.extraction.signatures import Signatures

if TYPE_CHECKING:
    from spacy.tokens import Token as Parsed


# The second is what the parser makes of "initialled".
_INITIALLING = frozenset({"initial", "initialle"})
# Who signs where nobody is named: those who were talking.
_TALKERS = frozenset(
    "they party side delegation team negotiator minister leader president premier head country "
    "government state two three four five six seven both".split()
)
# Who signs for a side and is not named.
_OFFICIALS = frozenset("official representative expert delegate diplomat".split())
# How many sign at least where these words stand in "the heads of the ... states".
_MANY = {"three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
         "member": 3, "participating": 3}  # fmt: skip
# What the members of an organisation do with a paper of theirs.
_BY_ALL = frozenset("adopt sign initial".split())
_COMPANY = re.compile(r"\b(?:ministr|minister|government|countr|side|state|part(?:y|ies)\b)", re.I)


class Conclusions(Signatures):
    """Reads signings, initiallings, adoptions and agreements reached."""

    def concluding(self, verb: Parsed, frame: VerbFrame, status: Status) -> list[Draft]:
        """Read ``A and B signed C``, ``C was concluded by A and B``, ``A signed for X``."""
        passive = clauses.is_passive(verb) or self.reduced(verb)
        if passive:
            targets = clauses.subjects(verb)
            if verb.i > 1 and verb.nbor(-1).is_punct and not clauses.auxiliaries(verb):
                before = verb.nbor(-2)
                if before.lemma_.lower() in self.frames.instruments or not targets:
                    # "the Algiers Agreement, concluded by ...": what stands before the comma
                    targets = [before]
            signers = self.agents(verb)
            if not find_instruments(self.document, self.parsed, targets):
                targets = self.subject_lost(verb) or targets
        else:
            targets = clauses.objects(verb) or self.fronted(verb)
            signers = self.subject_actors(verb)
            if signers and not any(e.is_person for e in signers):
                signers += [e for e in self.states_before(verb) if e not in signers]
            signers += [e for e in self.companions(verb) if e not in signers]
        listed = self.announced_list(targets)
        if listed and passive and listed[0].start > self.parsed.span(verb)[0]:
            # "two texts were signed: one by A and B, ...": who signs what, the list says
            signers = self._named_before(verb, listed[0].start)
        paired = self.sided(*self._reach_of_pairs(listed))
        if (len(paired) > 1 and not set(paired) <= set(signers)) or (paired and not signers):
            signers = paired
        instruments = [e.instrument for e in listed]
        if not listed:
            instruments = find_instruments(self.document, self.parsed, targets)
            if not passive and frame.type is EventType.SIGNING:
                near = instruments_after(self.document, self.parsed, verb)
                if len(near) > len(instruments):
                    instruments = near
        if not instruments and frame.type is EventType.SIGNING and not targets:
            # "Kotzias signed for Athens": the instrument is the one under discussion
            if self.signing_besides(verb, signers):
                return []
            if not clauses.prepositions(verb, "for") and not paired:
                return []
        elif not instruments and self.pointing(verb, targets) and (paired or signers):
            meant = self.meant(verb)
            if meant is None and all(t.lower_ in {"them", "both"} for t in targets):
                # "A signed them for Athens": all that was told to be signed
                if self.add_to_last(paired or signers):
                    return []
            meant = meant or self.last_instrument()
            instruments = [meant] if meant is not None else []
            if not instruments and not paired:
                return []
        elif not instruments:
            return self.undertaken(verb, status)
        count = self.how_many(targets)
        if count is not None and not listed and len(signers) > 1:
            # "both documents were signed by A and B": those told before
            if self.add_to_last(signers, count):
                return []
        if frame.type is EventType.AGREEMENT_REACHED and instruments:
            strong = [i for i in instruments if i.head not in self.frames.weak_instruments
                      or i.named or verb.lemma_ == "adopt"]  # fmt: skip
            if not strong:
                return self.undertaken(verb, status)
            instruments = strong
        for_whom = self.all_actors(clauses.prepositions(verb, "for"))
        for token in clauses.prepositions(verb, "on"):
            if token.lower_ == "behalf":
                for_whom += self.all_actors(clauses.prepositions(token, "of"))
        with_whom = self.all_actors(clauses.prepositions(verb, "with", "between"))
        if self._with_others(verb, targets, with_whom):
            return []
        for matter in clauses.prepositions(verb, "on", "for") if not passive else []:
            # "signed a pact on the return of prisoners with B": with B hangs on the matter
            partners = self.all_actors(clauses.within(matter, "with"))
            with_whom += [e for e in partners if e not in with_whom]
        by_talks = not signers and self._talkers(verb)
        if passive and not signers and self._by_officials(verb):
            signers, by_talks = self.sides_talking(), False
        if not passive and self._too_few(verb, signers):
            signers, by_talks = [], True
        bodies = self.together(verb) if verb.lemma_ in _BY_ALL else []
        jointly = bool(bodies) and len({c for e in [*signers, *with_whom] for c in e.codes}) < 2
        if jointly:
            signers = bodies
            instruments = [i for i in instruments if is_of_states(i)]
        one_each = self.one_with_each(targets, instruments) if not listed else []
        instruments = [i for i, _ in one_each] or instruments
        apart = self._partners_apart(instruments) if not passive else {}
        apart |= {i.start: [partner] for i, partner in one_each}
        drafts: list[Draft] = []
        for instrument in each_or_none(instruments):
            draft = self.draft(frame.type, status, verb)
            self.about(draft, instrument)
            if verb.lemma_ in _INITIALLING:
                draft.step = InstrumentStep.INITIALLED
            entry = next((e for e in listed if e.instrument is instrument), None)
            own = self._signers_of(entry) if entry is not None else None
            if own is not None:
                for entity in own:
                    draft.add(entity, Role.SIGNATORY)
                drafts.append(draft)
                continue
            partners = apart.get(instrument.start, with_whom) if instrument else with_whom
            for entity in [*signers, *partners]:
                draft.add(entity, Role.SIGNATORY)
            if instrument is not None and not listed and not one_each:
                self.add_parties(draft, targets)
            self._assign_sides(signers, for_whom)
            if not draft.roles:
                for entity in for_whom:
                    draft.add(entity, Role.SIGNATORY)
            draft.anaphoric = instrument is None or instrument.definite
            draft.by_talks, draft.jointly = by_talks, jointly
            drafts.append(draft)
        return drafts

    def _named_before(self, verb: Parsed, end: int) -> list[Entity]:
        """Signers named after ``by`` and before a list opens."""
        start = self.parsed.span(verb)[1]
        by = re.search(r"\bby\b", self.document.text[start:end])
        return self.named_between(start + by.end(), end) if by is not None else []

    def _signers_of(self, entry: Entry) -> list[Entity] | None:
        """Who signs one entry of a list, None where it leaves that to the sentence."""
        text = self.document.text[entry.instrument.end : entry.end]
        by = re.search(r"\bby\b", text)
        if entry.apart and by is not None:
            own = self.sided(entry.start, entry.end)
            start = entry.instrument.end + by.end()
            return own + [e for e in self.named_between(start, entry.end) if e not in own]
        between = re.search(r"\bbetween\b", text)
        if entry.apart and between is not None:
            return self.parties_between(entry.instrument.end + between.end(), entry.end)
        return None

    def parties_between(self, start: int, end: int) -> list[Entity]:
        """The parties named between two offsets; of "the two ministries", the sides that talk."""
        tokens = self.document.tokens
        found: list[Entity] = []
        for nominal in self.sentence.nominals:
            if start <= tokens[nominal.start].start < end and nominal.kind != "unsure":
                found += [e for e in self.discourse.resolve(nominal) if e not in found]
        if not found and _COMPANY.search(self.document.text, start, end):
            return self.sides_talking()
        return found

    def sides_talking(self) -> list[Entity]:
        """The sides of the talks told last, else of what was concluded just before."""
        told = talks_before(self.discourse.drafts, self.sentence.index, self.sentence.item)
        if told is None:
            told = self.last_conclusion()
        found: list[Entity] = []
        for entity, roles in told.roles.items() if told is not None else ():
            actor = self.cast.actor(entity.codes[0]) if entity.codes else None
            if actor is not None and Role.MEDIATOR not in roles and actor not in found:
                found.append(actor)
        return found

    def _by_officials(self, verb: Parsed) -> bool:
        """``was signed by officials of the two sides``: for the sides that the text is about."""
        nominals = [self.parsed.nominal(t) for t in clauses.agents(verb)]
        return bool(nominals) and all(
            n is not None and n.titles and n.titles[0].head in _OFFICIALS for n in nominals
        )

    def _too_few(self, verb: Parsed, signers: list[Entity]) -> bool:
        """``the heads of the eight states signed``: not the two who were named last."""
        for subject in clauses.subjects(verb):
            nominal = self.parsed.nominal(subject)
            words = nominal.text.lower().split() if nominal is not None else []
            if nominal is None or nominal.names or nominal.codes:
                continue
            many = max((_MANY[w] for w in words if w in _MANY), default=0)
            if len({e.codes[:1] for e in signers}) < many:
                return True
        return False

    def _reach_of_pairs(self, listed: list[Entry]) -> tuple[int, int]:
        """Where persons and sides may stand that belong to a verb, outside a list of its own."""
        start, end = self.offsets()
        return (start, listed[0].start) if listed else (start, end)

    def _talkers(self, verb: Parsed) -> bool:
        """Whether those sign who were talking: ``the parties concluded``, ``was then signed``."""
        if clauses.is_passive(verb):
            heads = clauses.agents(verb)
            if not heads:
                told = any(c.dep_ == "nsubjpass" for c in verb.children)
                return (told or verb.dep_ not in {"acl", "advcl"}) and bool(
                    clauses.auxiliaries(verb)
                )
            return any(t.lemma_.lower() in _TALKERS for t in heads)
        return any(t.lemma_.lower() in _TALKERS for t in clauses.subjects(verb))

    def _with_others(self, verb: Parsed, targets: list[Parsed], with_whom: list[Entity]) -> bool:
        """``the partners concluded a memorandum with the villages``: not one between the two."""
        heads = clauses.prepositions(verb, "with")
        for target in targets:
            heads += clauses.within(target, "with")
        named = [h for h in heads if not self.all_actors([h])]
        collective = [n for s in clauses.subjects(verb)
                      if (n := self.parsed.nominal(s)) and n.kind == "collective"]  # fmt: skip
        plural = any(h.tag_ in {"NNS", "NNPS", "NNP"} for h in named)
        return bool(collective) and plural and not with_whom

    def _partners_apart(self, instruments: list[InstrumentDraft]) -> dict[int, list[Entity]]:
        """``signed a treaty with A and a declaration with B``: whom each was signed with."""
        if len(instruments) < 2:
            return {}
        ends = [*(i.start for i in instruments[1:]), self.offsets()[1]]
        found = {}
        for instrument, end in zip(instruments, ends, strict=True):
            joining = re.match(r"[\s,]*with\b", self.document.text[instrument.end : end])
            if joining is None:
                return {}
            found[instrument.start] = self.named_between(instrument.end, end)
        return found

    @staticmethod
    def _assign_sides(signers: list[Entity], sides: list[Entity]) -> None:
        """``X signed for Athens``: the signer represents that side."""
        persons = [s for s in signers if s.is_person and (not s.codes or s.inferred)]
        polities = [s for s in sides if not s.is_person and s.codes]
        if len(polities) == 1:
            for person in persons:
                person.codes, person.inferred = polities[0].codes, False

    def coming(self, verb: Parsed, frame: VerbFrame, status: Status) -> list[Draft]:
        """Read ``A and B came to an agreement on C``, ``entered into a treaty``."""
        if "to" in clauses.auxiliaries(verb):
            # "brought the parties together to arrive at a truce": they may, or not
            return []
        targets = clauses.prepositions(verb, "to", "at", "into")
        drafts = []
        for instrument in find_instruments(self.document, self.parsed, targets):
            if instrument.head in self.frames.weak_instruments or instrument.definite:
                continue
            draft = self.draft(frame.type, status, verb)
            self.about(draft, instrument)
            with_whom = self.all_actors(clauses.prepositions(verb, "with"))
            for entity in [*self.subject_actors(verb), *with_whom]:
                draft.add(entity, Role.SIGNATORY)
            self.add_parties(draft, targets)
            if self.two_sided(draft):
                drafts.append(draft)
        return drafts or (self.undertaken(verb, status) if verb.lemma_ != "enter" else [])

    def yielding(self, verb: Parsed, frame: VerbFrame, status: Status) -> list[Draft]:
        """Read ``their talks led to an accord``, ``the visit resulted in two agreements``."""
        subjects = clauses.subjects(verb)
        if (
            not subjects
            or "to" in clauses.auxiliaries(verb)
            or not all(t.lemma_.lower() in self.frames.nouns for t in subjects)
        ):
            return []
        targets = [*clauses.objects(verb), *clauses.prepositions(verb, "to", "in", "with")]
        drafts = []
        for instrument in find_instruments(self.document, self.parsed, targets):
            if instrument.head in self.frames.weak_instruments or instrument.definite:
                continue
            draft = self.draft(frame.type, status, verb)
            self.about(draft, instrument)
            self.add_parties(draft, [*subjects, *targets])
            draft.by_talks = not draft.roles
            drafts.append(draft)
        return drafts

    def extending(self, verb: Parsed, frame: VerbFrame, status: Status) -> list[Draft]:
        """Read ``A and B extended the treaty``: the extension of an instrument is concluded."""
        if verb.dep_ == "xcomp" and verb.head.lemma_ == "agree" and status is Status.PLANNED:
            # to agree to extend an instrument is to extend it
            status = Status.OCCURRED
        drafts = self.concluding(verb, frame, status)
        for draft in drafts:
            draft.step = InstrumentStep.EXTENDED
        return [d for d in drafts if self.two_sided(d) and d.instrument is not None
                and (d.instrument.named or d.instrument.head not in self.frames.weak_instruments)
               ]  # fmt: skip

    def agreeing(self, verb: Parsed, frame: VerbFrame, status: Status) -> list[Draft]:
        """Read ``A and B agreed on a ceasefire``, not ``agreed to cooperate``."""
        signers = self.subject_actors(verb)
        targets = [*clauses.prepositions(verb, "on", "to", "upon"), *clauses.objects(verb)]
        if clauses.is_passive(verb):
            signers, targets = self.agents(verb), clauses.subjects(verb)
        beside = self.all_actors(clauses.prepositions(verb, "with", "between"))
        signers += [e for e in beside if e not in signers]
        instruments = [i for i in find_instruments(self.document, self.parsed, targets)
                       if i.head not in self.frames.weak_instruments]  # fmt: skip
        drafts = []
        for instrument in instruments:
            draft = self.draft(frame.type, status, verb)
            self.about(draft, instrument)
            for entity in signers:
                draft.add(entity, Role.SIGNATORY)
            self.add_parties(draft, targets)
            if self.two_sided(draft):
                drafts.append(draft)
        return drafts or self.undertaken(verb, status)

    def brokering(self, verb: Parsed, frame: VerbFrame, status: Status) -> list[Draft]:
        """Read ``A brokered a truce between B and C``, ``a truce was brokered by A``."""
        passive = clauses.is_passive(verb)
        targets = clauses.subjects(verb) if passive else clauses.objects(verb)
        brokers = self.agents(verb) if passive else self.subject_actors(verb)
        between = self.all_actors(clauses.prepositions(verb, "between"))
        drafts = []
        for instrument in find_instruments(self.document, self.parsed, targets):
            if instrument.head in self.frames.weak_instruments and not instrument.named:
                continue
            draft = self.draft(frame.type, status, verb)
            self.about(draft, instrument)
            for entity in between:
                draft.add(entity, Role.SIGNATORY)
            self.add_parties(draft, targets)
            if not self.two_sided(draft):
                continue
            for entity in brokers:
                draft.roles[entity] = {Role.MEDIATOR}
            drafts.append(draft)
        return drafts

    def signing_noun(self, noun: Parsed, frame: NounFrame, status: Status) -> list[Draft]:
        """Read ``the signing of the treaty by A and B``, ``closed with the signature of C``."""
        if noun.tag_ == "NNS" and noun.lemma_ == "signature":
            self.signatures_of(noun)
            return []
        targets = clauses.prepositions(noun, "of")
        if noun.lemma_ == "ceremony":
            targets = targets or clauses.prepositions(noun, "for")
        listed = self.announced_list(targets) or self.divided_list(targets)
        instruments = [e.instrument for e in listed]
        if not listed:
            instruments = find_instruments(self.document, self.parsed, targets)
        signers = self.all_actors(clauses.prepositions(noun, "by", "between", "with"))
        # "the signing of the pact by A and B": the parse hangs them on the pact
        signers = signers or self.all_actors(clauses.within(noun, "by"))
        verb = clauses.governing_verb(noun)
        concluding = (
            noun.dep_ == "pobj"
            and verb is not None
            and verb.lemma_ in {"proceed", "close", "end", "conclude", "culminate", "finish"}
        )
        if concluding and verb is not None and not signers:
            # "A and B proceeded to the signature", "their talks ended with the signing"
            signers = [e for e in self.subject_actors(verb) if e.is_person]
            if len({c for e in signers for c in e.codes}) < 2:
                signers = []
        drafts: list[Draft] = []
        for instrument in instruments:
            draft = self.draft(frame.type, status, noun)
            self.about(draft, instrument)
            draft.anaphoric = instrument.definite
            entry = next((e for e in listed if e.instrument is instrument), None)
            own = self._signers_of(entry) if entry is not None else None
            for entity in signers if own is None else own:
                draft.add(entity, Role.SIGNATORY)
            if own is None:
                self.add_parties(draft, targets)
                draft.by_talks = concluding and not draft.roles and self._of_talks(verb)
            if self.two_sided(draft) or (draft.anaphoric and draft.roles) or draft.by_talks:
                drafts.append(draft)
        return drafts

    def _of_talks(self, verb: Parsed | None) -> bool:
        """Whether a clause is about talks told by name: ``the session closed with``."""
        heads = clauses.subjects(verb) if verb is not None else []
        return all(self.all_actors([h]) or h.lemma_.lower() in self.frames.nouns for h in heads)

    def listed(self) -> list[Draft]:
        """Read an entry of a list of signed documents, told without a verb.

        ``“Protocol on ...” - on behalf of A by X, on behalf of B by Y`` after a sentence that
        speaks of signing.
        """
        signers = self.sided(*self.offsets())
        if len(signers) < 2:
            return []
        earlier = [d for d in self.discourse.drafts if d.group == "conclusion"]
        if any(d.sentence == self.sentence.index for d in earlier):
            return []
        instrument = self.heading()
        if instrument is None:
            # "The plan was signed. On behalf of A it was signed by X, on behalf of B by Y."
            if earlier and 0 <= self.sentence.index - earlier[-1].sentence <= 1:
                for entity in signers:
                    earlier[-1].add(entity, Role.SIGNATORY)
            return []
        if not earlier and not self.announced():
            return []
        status = earlier[-1].status if earlier else Status.OCCURRED
        draft = self.draft(EventType.SIGNING, status, self.parsed.doc[0])
        draft.instrument = instrument
        for entity in signers:
            draft.add(entity, Role.SIGNATORY)
        return [draft]
