"""Signatures told as such: names put to a paper, those it bears, signers told later.

*Put their names to the accord*, *the accord to which they put their initials*, *the accord bears
the signatures of A and B*, *the signatures were those of*, *A, who signed as well*.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from diplograph.graph.model import InstrumentStep, Role, Status
from diplograph.loaders.extraction import clauses
from diplograph.loaders.extraction.document import Sentence
from diplograph.loaders.extraction.drafts import Draft, InstrumentDraft
from diplograph.loaders.extraction.frames import PENS, VerbFrame
from diplograph.loaders.extraction.instruments import (
    each_or_none,
    find_instruments,
    instrument_at,
)
from diplograph.loaders.extraction.reference import Entity
from diplograph.loaders.extraction.undertakings import Undertakings

if TYPE_CHECKING:
    from spacy.tokens import Token as Parsed

_BESIDE_NAME = re.compile(
    r"\b(?:with\s+(?:that|those)\s+of|beside|next\s+to|alongside|below|after)\s", re.IGNORECASE
)
# How many sentences back "both documents" or "the signatures" can point.
_NEAR = 3
# How far back "it" can point, and what the sentences before it are about.
_BACK = 2
_FOREMOST = frozenset({"nsubj", "nsubjpass", "dobj", "attr", "appos", "ROOT", "dep"})
_VAGUE = frozenset({"plan", "programme", "program", "statement", "letter", "note"})
# Who signs besides: "who signed as well", "B signed too".
_BESIDES = frozenset({"also", "too", "well", "likewise", "theirs"})


class Signatures(Undertakings):
    """Reads who put his name to which instrument, and adds signers to those told before."""

    def putting(self, verb: Parsed, frame: VerbFrame, status: Status) -> list[Draft]:
        """Read ``A and B put their names to the accord``."""
        direct = {t.lemma_.lower() for t in clauses.objects(verb)}
        if not direct & PENS:
            return []
        targets = clauses.prepositions(verb, "to", "on", "under")
        if verb.dep_ == "relcl":
            # "the accord to which A and B put their names"
            targets = [verb.head if t.lower_ == "which" else t for t in targets]
        instruments = find_instruments(self.document, self.parsed, targets)
        if not instruments:
            targets = self.fronted(verb) or targets
            instruments = find_instruments(self.document, self.parsed, targets)
        told_before = all(i.definite for i in instruments)
        if told_before and self.signing_besides(verb, self.subject_actors(verb)):
            return []
        drafts = []
        for instrument in each_or_none(instruments):
            draft = self.draft(frame.type, status, verb)
            self.about(draft, instrument)
            draft.anaphoric = instrument is None or instrument.definite
            if "initial" in direct:
                draft.step = InstrumentStep.INITIALLED
            for entity in [*self.subject_actors(verb), *self._beside_name(verb, targets)]:
                draft.add(entity, Role.SIGNATORY)
            if instrument is not None:
                self.add_parties(draft, targets)
            if draft.roles:
                drafts.append(draft)
        return drafts

    def _beside_name(self, verb: Parsed, targets: list[Parsed]) -> list[Entity]:
        """``put his name beside his host's``, ``with that of the junta's leader``."""
        start = self.parsed.span(verb)[1]
        end = self.parsed.span(targets[0])[0] if targets else self.offsets()[1]
        beside = _BESIDE_NAME.search(self.document.text, start, end)
        return self.named_between(beside.end(), end) if beside is not None else []

    def bearing(self, verb: Parsed, frame: VerbFrame, status: Status) -> list[Draft]:
        """Read ``the accord bears the signatures of A, B and C``."""
        marks = [t for t in clauses.objects(verb) if t.lemma_.lower() in {"signature", "name"}]
        subjects = clauses.subjects(verb)
        if not marks or not subjects:
            return []
        instruments = find_instruments(self.document, self.parsed, subjects)
        start, end = self.parsed.span(marks[0])[1], self.offsets()[1]
        draft = self.draft(frame.type, status, verb)
        instrument = instruments[0] if instruments else None
        self.about(draft, instrument)
        draft.anaphoric = instrument is None or instrument.definite
        self.sided(start, end)
        for entity in self.named_between(start, end):
            draft.add(entity, Role.SIGNATORY)
        return [draft] if self.two_sided(draft) else []

    def signatures_of(self, noun: Parsed) -> None:
        """``The signatures were those of A, of B and of C``: who signed what was told last."""
        verb = clauses.governing_verb(noun)
        if verb is None or verb.lemma_ != "be" or noun.dep_ != "nsubj":
            return
        signers = self.named_between(self.parsed.span(verb)[1], self.offsets()[1])
        self.add_to_last([e for e in signers if e.is_person])

    def add_to_last(self, signers: list[Entity], count: int | None = None) -> bool:
        """Add signers to the conclusions told last, all those of one telling or so many."""
        told = [d for d in self.discourse.drafts if d.group == "conclusion"
                and d.item == self.sentence.item and d.instrument is not None
                and d.status is Status.OCCURRED]  # fmt: skip
        if not told or self.sentence.index - told[-1].sentence > _NEAR:
            return False
        last = [d for d in told if d.span == told[-1].span] if count is None else told[-count:]
        if len(last) < (count or 0) or last[0].sentence < last[-1].sentence - _NEAR:
            return False
        for draft in last:
            unsided = [e for e in signers if not e.codes]
            left = [c for e in draft.roles for c in e.codes[:1]
                    if all(c not in s.codes for s in signers)]  # fmt: skip
            if len(unsided) == 1 and len(set(left)) == 1:
                # of the two sides told before, he is of the one for which nobody else signs
                unsided[0].codes = (left[0],)
            for entity in signers:
                draft.add(entity, Role.SIGNATORY)
            if self.sentence.index not in draft.sentences:
                draft.sentences.append(self.sentence.index)
        return True

    def signing_besides(self, verb: Parsed, signers: list[Entity]) -> bool:
        """``next to him sat A, who signed as well``: one more signature under the last paper."""
        besides = any(t.lower_ in _BESIDES for t in verb.subtree if t.i > verb.i - 3)
        return besides and bool(signers) and self.add_to_last(signers)

    def last_conclusion(self) -> Draft | None:
        """What was concluded last, where it stands close by."""
        for draft in reversed(self.discourse.drafts):
            if draft.item == self.sentence.item and draft.group == "conclusion":
                return draft if self.sentence.index - draft.sentence <= _NEAR else None
        return None

    def last_instrument(self) -> InstrumentDraft | None:
        """What ``it`` stands for in ``they signed it``: the instrument told of just before."""
        told = self.last_conclusion()
        for sentence in reversed(self.document.sentences[: self.sentence.index][-_BACK:]):
            if sentence.item != self.sentence.item:
                break
            if told is not None and sentence.index in told.sentences:
                return told.instrument
            if sentence.parsed is None:
                word = self._by_word(sentence)
                if word is not None:
                    return word
                continue
            for token in sentence.parsed.doc:
                if token.dep_ in _FOREMOST:
                    instrument = instrument_at(self.document, sentence.parsed, token)
                    if instrument is not None and instrument.head not in _VAGUE:
                        return instrument
        return told.instrument if told is not None else None

    def _by_word(self, sentence: Sentence) -> InstrumentDraft | None:
        """The instrument of a sentence that was not worth a parse, by its one word for it."""
        for token in self.document.tokens[sentence.start : sentence.end]:
            kind = self.frames.instruments.get(token.key)
            if kind is not None and token.key not in self.frames.weak_instruments:
                return InstrumentDraft(
                    token.start, token.end, token.text, kind, token.key, definite=True
                )
        return None
