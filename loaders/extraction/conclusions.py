"""Signings and agreements reached: who concludes which instrument, for whom."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from diplograph.graph.model import EventType, InstrumentStep, Role, Status
from diplograph.loaders.extraction import clauses
from diplograph.loaders.extraction.drafts import Draft, InstrumentDraft
from diplograph.loaders.extraction.earlier import relate
from diplograph.loaders.extraction.frames import NounFrame, VerbFrame
from diplograph.loaders.extraction.instruments import (
    find_instruments,
    instruments_after,
    quoted_instrument,
)
from diplograph.loaders.extraction.reference import Entity
from diplograph.loaders.extraction.sight import Sight

if TYPE_CHECKING:
    from spacy.tokens import Token as Parsed


_SIGNED_BY = re.compile(
    r"[\s,–—-]*(?:(?:(?:the|this)\s+)?\w+\s+(?:was|were)\s+\w+\s+)?by(?:\s+the)?\s*", re.IGNORECASE
)
# The second is what the parser makes of "initialled".
_INITIALLING = frozenset({"initial", "initialle"})
_BEHALF = re.compile(r"\bon\s+behalf\s+of(?:\s+the)?\s*$", re.IGNORECASE)


def _each_or_none(instruments: list[InstrumentDraft]) -> list[InstrumentDraft | None]:
    """Each instrument, or one None: a signing of something told elsewhere."""
    return [*instruments] or [None]


class Conclusions(Sight):
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

    def _side_pairs(self, verb: Parsed) -> list[Entity]:
        """``X for Athens and Y for Skopje, ministers both, signed``: those named for a side."""
        start = self.parsed.span(verb)[0]
        tokens, found = self.document.tokens, []
        nominals = self.sentence.nominals
        for first, second in pairwise(nominals):
            gap = self.document.text[tokens[first.end - 1].end : tokens[second.start].start]
            near = tokens[first.start].start < start or start + 120 > tokens[first.start].start
            before = self.document.text[: tokens[first.start].start]
            if first.codes and not first.names and second.names and gap.strip() == ",":
                # "For the Holy See, X signed; for the State of Palestine, Y"
                if re.search(r"(?:^|[;,.\n]\s*)for(?:\s+the)?\s*$", before, re.IGNORECASE):
                    found += [e for e in self.discourse.resolve(second) if e not in found]
            if first.names and second.codes and not second.names and near:
                if re.fullmatch(r"[\s,]*(?:signed\s+)?(?:for|on\s+behalf\s+of)(?:\s+the)?\s*", gap):
                    found += [e for e in self.discourse.resolve(first) if e not in found]
        return found

    def concluding(self, verb: Parsed, frame: VerbFrame, status: Status) -> list[Draft]:
        """Read ``A and B signed C``, ``C was concluded by A and B``, ``A signed for X``."""
        if clauses.is_passive(verb):
            targets = clauses.subjects(verb)
            if verb.i > 1 and verb.nbor(-1).is_punct and not clauses.auxiliaries(verb):
                # "the Algiers Agreement, concluded by ...": what stands before the comma
                targets = [verb.nbor(-2)]
            signers = self.all_actors(clauses.agents(verb))
        else:
            targets = clauses.objects(verb)
            signers = self.subject_actors(verb)
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
                      or i.named or verb.lemma_ == "adopt"]  # fmt: skip
            if not strong:
                return []
            instruments = strong
        for_whom = self.all_actors(clauses.prepositions(verb, "for"))
        for token in clauses.prepositions(verb, "on"):
            if token.lower_ == "behalf":
                for_whom += self.all_actors(clauses.prepositions(token, "of"))
        with_whom = self.all_actors(clauses.prepositions(verb, "with", "between"))
        drafts: list[Draft] = []
        for instrument in _each_or_none(instruments):
            draft = self.draft(frame.type, status, verb)
            self._about(draft, instrument)
            if verb.lemma_ in _INITIALLING:
                draft.step = InstrumentStep.INITIALLED
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
        return drafts

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
        instrument = next((n for n in self.sentence.nominals if n.kind == "instrument"), None)
        signers = self._on_behalf()
        earlier = [d for d in self.discourse.drafts if d.group == "conclusion"]
        if len(signers) < 2:
            return []
        if instrument is None:
            # "The plan was signed. On behalf of A it was signed by X, on behalf of B by Y."
            if earlier and 0 <= self.sentence.index - earlier[-1].sentence <= 1:
                for entity in signers:
                    earlier[-1].add(entity, Role.SIGNATORY)
            return []
        if any(d.sentence == self.sentence.index for d in earlier) or not earlier:
            return []
        draft = self.draft(EventType.SIGNING, earlier[-1].status, self.parsed.doc[0])
        draft.instrument = quoted_instrument(self.document, instrument)
        for entity in signers:
            draft.add(entity, Role.SIGNATORY)
        return [draft]

    def _on_behalf(self) -> list[Entity]:
        tokens, text = self.document.tokens, self.document.text
        found: list[Entity] = []
        nominals = self.sentence.nominals
        for first, second in pairwise(nominals):
            before = text[: tokens[first.start].start]
            gap = text[tokens[first.end - 1].end : tokens[second.start].start]
            if first.codes and not first.names and second.names and _BEHALF.search(before[-30:]):
                if _SIGNED_BY.fullmatch(gap):
                    found += [e for e in self.discourse.resolve(second) if e not in found]
        return found
