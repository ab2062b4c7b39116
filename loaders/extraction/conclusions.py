"""Signings and agreements reached: who concludes which instrument, for whom."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from diplograph.graph.model import EventType, InstrumentStep, Role, Status
from diplograph.loaders.extraction import clauses
from diplograph.loaders.extraction.drafts import Draft, InstrumentDraft
from diplograph.loaders.extraction.earlier import relate
from diplograph.loaders.extraction.enumerations import Entry, entries
from diplograph.loaders.extraction.frames import NounFrame, VerbFrame
from diplograph.loaders.extraction.instruments import (
    find_instruments,
    instrument_at,
    instruments_after,
    quoted_instrument,
)
from diplograph.loaders.extraction.reference import Entity
from diplograph.loaders.extraction.settlements import talks_before
from diplograph.loaders.extraction.signatories import Signatories

if TYPE_CHECKING:
    from spacy.tokens import Token as Parsed


# The second is what the parser makes of "initialled".
_INITIALLING = frozenset({"initial", "initialle"})
# Who signs where nobody is named: those who were talking.
_TALKERS = frozenset(
    "they party side delegation team negotiator minister leader president premier head country "
    "government state two three four five six seven both".split()
)
_ANNOUNCING = re.compile(r"\bsign(?:ed|ing|ature)\b[^.;]*:\s*$", re.IGNORECASE)
_COMPANY = re.compile(r"\b(?:ministr|minister|government|countr|side|state|part(?:y|ies)\b)", re.I)


def _each_or_none(instruments: list[InstrumentDraft]) -> list[InstrumentDraft | None]:
    """Each instrument, or one None: a signing of something told elsewhere."""
    return [*instruments] or [None]


class Conclusions(Signatories):
    """Reads signings, initiallings, adoptions and agreements reached."""

    def draft(self, type_: EventType, status: Status, token: Parsed) -> Draft:
        """Begin a draft: a signing is a signature unless the words say initials."""
        draft = super().draft(type_, status, token)
        signed = type_ is EventType.SIGNING
        draft.step = InstrumentStep.SIGNED if signed else InstrumentStep.AGREED
        return draft

    def _about(self, draft: Draft, instrument: InstrumentDraft | None) -> None:
        """Say what instrument a draft is about, and what that has to do with earlier ones."""
        draft.instrument = instrument
        if instrument is not None:
            relate(self.document, self.parsed, instrument)

    def concluding(self, verb: Parsed, frame: VerbFrame, status: Status) -> list[Draft]:
        """Read ``A and B signed C``, ``C was concluded by A and B``, ``A signed for X``."""
        passive = clauses.is_passive(verb)
        if passive:
            targets = clauses.subjects(verb)
            if verb.i > 1 and verb.nbor(-1).is_punct and not clauses.auxiliaries(verb):
                # "the Algiers Agreement, concluded by ...": what stands before the comma
                targets = [verb.nbor(-2)]
            signers = self.agents(verb)
        else:
            targets = clauses.objects(verb) or self._fronted(verb)
            signers = self.subject_actors(verb)
            signers += [e for e in self.companions(verb) if e not in signers]
        listed = self._listed(targets)
        if listed and passive:
            # "two texts were signed: one by A and B, ...": who signs what, the list says
            signers = self._named_before(verb, listed[0].start)
        paired = self.sided(*self._reach_of_pairs(listed))
        if len(paired) > 1 or (paired and not signers):
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
            if not clauses.prepositions(verb, "for") and not paired:
                return []
        elif not instruments and not (paired and self._pointing(targets)):
            return []
        if frame.type is EventType.AGREEMENT_REACHED and instruments:
            strong = [i for i in instruments if i.head not in self.frames.weak_instruments
                      or i.named or verb.lemma_ == "adopt"]  # fmt: skip
            if not strong:
                return []
            instruments = strong
        for_whom = self.all_actors(clauses.prepositions(verb, "for"))
        for token in clauses.prepositions(verb, "on"):
            if token.lower_ == "behalf":
                for_whom += self.all_actors(clauses.prepositions(token, "of"))
        with_whom = self.all_actors(clauses.prepositions(verb, "with", "between"))
        apart = self._partners_apart(instruments) if not passive else {}
        by_talks = not signers and self._talkers(verb)
        drafts: list[Draft] = []
        for instrument in _each_or_none(instruments):
            draft = self.draft(frame.type, status, verb)
            self._about(draft, instrument)
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
            if instrument is not None and not listed:
                self._parties(draft, targets)
            self._assign_sides(signers, for_whom)
            if not draft.roles:
                for entity in for_whom:
                    draft.add(entity, Role.SIGNATORY)
            draft.anaphoric = instrument is None or instrument.definite
            draft.by_talks = by_talks
            drafts.append(draft)
        return drafts

    def _fronted(self, verb: Parsed) -> list[Parsed]:
        """``In the joint statement they signed, ...``: what stands before the subject."""
        subjects = [c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}]
        if not subjects or verb.dep_ == "relcl":
            return []
        first = subjects[0].left_edge
        before = first.nbor(-1) if first.i > 0 else None
        if before is not None and before.lower_ in {"which", "that"} and before.i > 0:
            before = before.nbor(-1)
        if before is None or before.lemma_.lower() not in self.frames.instruments:
            return []
        return [before]

    def _listed(self, targets: list[Parsed]) -> list[Entry]:
        """The entries of a list that the object or subject announces: ``two texts: ...``."""
        for target in targets:
            found = entries(self.document, self.parsed, target, self.offsets()[1])
            if found:
                return found
        return []

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
            talks = talks_before(self.discourse.drafts, self.sentence.index, self.sentence.item)
            if talks is not None:
                for entity, roles in talks.roles.items():
                    actor = self.cast.actor(entity.codes[0]) if entity.codes else None
                    if actor is not None and Role.MEDIATOR not in roles and actor not in found:
                        found.append(actor)
        return found

    def _reach_of_pairs(self, listed: list[Entry]) -> tuple[int, int]:
        """Where persons and sides may stand that belong to a verb, outside a list of its own."""
        start, end = self.offsets()
        return (start, listed[0].start) if listed else (start, end)

    def _pointing(self, targets: list[Parsed]) -> bool:
        """Whether only ``it`` or ``them`` is signed: an instrument told before."""
        return bool(targets) and all(t.lower_ in {"it", "this", "them", "both"} for t in targets)

    def _talkers(self, verb: Parsed) -> bool:
        """Whether those sign who were talking: ``the parties concluded``, ``was then signed``."""
        if clauses.is_passive(verb):
            return not clauses.agents(verb) or any(
                t.lemma_.lower() in _TALKERS for t in clauses.agents(verb)
            )
        return any(t.lemma_.lower() in _TALKERS for t in clauses.subjects(verb))

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

    def _parties(self, draft: Draft, targets: list[Parsed]) -> None:
        for target in targets:
            for noun in clauses.with_conjuncts(target):
                for entity in self.all_actors(clauses.within(noun, "between", "with")):
                    if entity not in draft.roles:
                        draft.add(entity, Role.SIGNATORY)

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
        targets = clauses.prepositions(verb, "on", "to", "upon")
        if clauses.is_passive(verb):
            targets = clauses.subjects(verb)
        instruments = [i for i in find_instruments(self.document, self.parsed, targets)
                       if i.head not in self.frames.weak_instruments]  # fmt: skip
        drafts = []
        for instrument in instruments:
            draft = self.draft(frame.type, status, verb)
            self._about(draft, instrument)
            for entity in signers:
                draft.add(entity, Role.SIGNATORY)
            if self.two_sided(draft):
                drafts.append(draft)
        return drafts

    def putting(self, verb: Parsed, frame: VerbFrame, status: Status) -> list[Draft]:
        """Read ``A and B put their names to the accord``."""
        direct = {t.lemma_.lower() for t in clauses.objects(verb)}
        if not direct & {"name", "initial", "signature", "pen"}:
            return []
        targets = clauses.prepositions(verb, "to", "on", "under")
        instruments = find_instruments(self.document, self.parsed, targets)
        drafts = []
        for instrument in _each_or_none(instruments):
            draft = self.draft(frame.type, status, verb)
            self._about(draft, instrument)
            draft.anaphoric = instrument is None or instrument.definite
            if "initial" in direct:
                draft.step = InstrumentStep.INITIALLED
            for entity in self.subject_actors(verb):
                draft.add(entity, Role.SIGNATORY)
            if draft.roles:
                drafts.append(draft)
        return drafts

    def signing_noun(self, noun: Parsed, frame: NounFrame, status: Status) -> list[Draft]:
        """Read ``the signing of the treaty by A and B``."""
        targets = clauses.prepositions(noun, "of")
        instruments = find_instruments(self.document, self.parsed, targets)
        signers = self.all_actors(clauses.prepositions(noun, "by", "between", "with"))
        drafts: list[Draft] = []
        for instrument in instruments:
            draft = self.draft(frame.type, status, noun)
            self._about(draft, instrument)
            draft.anaphoric = instrument.definite
            for entity in signers:
                draft.add(entity, Role.SIGNATORY)
            self._parties(draft, targets)
            if self.two_sided(draft) or (draft.anaphoric and draft.roles):
                drafts.append(draft)
        return drafts

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
        instrument = self._heading()
        if instrument is None:
            # "The plan was signed. On behalf of A it was signed by X, on behalf of B by Y."
            if earlier and 0 <= self.sentence.index - earlier[-1].sentence <= 1:
                for entity in signers:
                    earlier[-1].add(entity, Role.SIGNATORY)
            return []
        if not earlier and not self._announced():
            return []
        status = earlier[-1].status if earlier else Status.OCCURRED
        draft = self.draft(EventType.SIGNING, status, self.parsed.doc[0])
        draft.instrument = instrument
        for entity in signers:
            draft.add(entity, Role.SIGNATORY)
        return [draft]

    def _heading(self) -> InstrumentDraft | None:
        """The instrument that an entry of a list begins with."""
        quoted = next((n for n in self.sentence.nominals if n.kind == "instrument"), None)
        if quoted is not None:
            return quoted_instrument(self.document, quoted)
        for token in self.parsed.doc:
            if token.pos_ in {"VERB", "AUX"}:
                return None
            instrument = instrument_at(self.document, self.parsed, token)
            if instrument is not None:
                return instrument
        return None

    def _announced(self) -> bool:
        """Whether a sentence shortly before says that what follows was signed."""
        for sentence in self.document.sentences[: self.sentence.index][-8:]:
            start, end = self.document.offsets(sentence.start, sentence.end)
            if _ANNOUNCING.search(self.document.text, start, end):
                return True
        return False
