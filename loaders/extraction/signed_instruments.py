"""What is signed, where the parse or the words leave it to be found.

*The pact which X, the minister of A, and Y signed*; *two texts were signed: one on fish, another on
ports*; *both documents*; *for the one side it was signed by X*; a list entry without a verb.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from diplograph.graph.model import EventType, InstrumentStep, Role, Status
from diplograph.loaders.extraction import clauses
from diplograph.loaders.extraction.drafts import Draft, InstrumentDraft
from diplograph.loaders.extraction.earlier import relate
from diplograph.loaders.extraction.enumerations import Entry, divided, entries
from diplograph.loaders.extraction.instruments import instrument_at, quoted_instrument
from diplograph.loaders.extraction.reference import Entity
from diplograph.loaders.extraction.signatories import Signatories

if TYPE_CHECKING:
    from spacy.tokens import Token as Parsed

_BETWEEN_SUBJECT = frozenset("and both have had has also then".split())
_ANNOUNCING = re.compile(r"\bsign(?:ed|ing|ature)\b[^.;]*:\s*$", re.IGNORECASE)
_HOW_MANY = {"both": 2, "two": 2, "three": 3, "four": 4, "five": 5}


class SignedInstruments(Signatories):
    """Finds the instruments of one sentence that somebody signs."""

    def draft(self, type_: EventType, status: Status, token: Parsed) -> Draft:
        """Begin a draft: a signing is a signature unless the words say initials."""
        draft = super().draft(type_, status, token)
        signed = type_ is EventType.SIGNING
        draft.step = InstrumentStep.SIGNED if signed else InstrumentStep.AGREED
        return draft

    def about(self, draft: Draft, instrument: InstrumentDraft | None) -> None:
        """Say what instrument a draft is about, and what that has to do with earlier ones."""
        draft.instrument = instrument
        if instrument is not None:
            relate(self.document, self.parsed, instrument)

    def add_parties(self, draft: Draft, targets: list[Parsed]) -> None:
        """Add those between whom, or with whom, the noun phrase says an instrument is."""
        for target in targets:
            for noun in clauses.with_conjuncts(target):
                for entity in self.all_actors(clauses.within(noun, "between", "with")):
                    if entity not in draft.roles:
                        draft.add(entity, Role.SIGNATORY)

    def fronted(self, verb: Parsed) -> list[Parsed]:
        """``the pact which X, the minister, and Y signed``: what stands before the subject."""
        if any(c.dep_ == "ccomp" for c in verb.children):
            return []
        token = verb
        while token.i > 0:
            token = token.nbor(-1)
            if token.lower_ in {"which", "that"} and token.i > 0:
                token = token.nbor(-1)
                if token.lower_ in {"to", "under"} and token.i > 0:
                    # "the pact to which A and B put their names"
                    token = token.nbor(-1)
                break
            acting = self.parsed.nominal(token) is not None or token.pos_ in {"PRON", "DET"}
            if not acting and not token.is_punct and token.lower_ not in _BETWEEN_SUBJECT:
                break
        while token.dep_ == "pobj" and token.head.lower_ in {"of", "on", "for", "between"}:
            token = token.head.head
        if token == verb or token.lemma_.lower() not in self.frames.instruments:
            return []
        return [token]

    def reduced(self, verb: Parsed) -> bool:
        """``the accord concluded by A and B ended the war``: two clauses to a parser."""
        subjects = [c for c in verb.children if c.dep_ == "nsubj"]
        return (
            bool(subjects)
            and verb.tag_ in {"VBD", "VBN"}
            and not clauses.auxiliaries(verb)
            and not clauses.objects(verb)
            and all(self.parsed.nominal(s) is None for s in subjects)
            and all(s.lemma_.lower() in self.frames.instruments for s in subjects)
        )

    def subject_lost(self, verb: Parsed) -> list[Parsed]:
        """``The pact on which so much is built was signed``: the noun that a parse leaves alone."""
        root = next((t for t in verb.ancestors if t.dep_ == "ROOT"), None)
        if root is None or root.pos_ != "NOUN" or root.i > verb.i:
            return []
        if root.lemma_.lower() not in self.frames.instruments or verb.lemma_ != "sign":
            return []
        return [root]

    def meant(self, verb: Parsed) -> InstrumentDraft | None:
        """The instrument that ``it`` stands for, where the same sentence has named it."""
        for token in reversed(list(verb.doc[: verb.i])):
            if token.dep_ == "pobj" and token.head.lower_ == "of":
                # "memorandum of understanding"
                continue
            instrument = instrument_at(self.document, self.parsed, token)
            if instrument is not None:
                return instrument
        return None

    @staticmethod
    def pointing(verb: Parsed, targets: list[Parsed]) -> bool:
        """Whether only ``it`` or ``them`` is signed: an instrument told before."""
        if not any(c.dep_ in {"nsubj", "nsubjpass"} for c in verb.children):
            return False
        return bool(targets) and all(t.lower_ in {"it", "this", "them", "both"} for t in targets)

    def how_many(self, targets: list[Parsed]) -> int | None:
        """How many instruments told before are meant: ``both documents``, ``the two texts``."""
        for target in targets:
            if target.lemma_.lower() not in self.frames.instruments or target.tag_ != "NNS":
                continue
            words = {c.lower_ for c in target.children}
            if words & {"both"} or ("the" in words and words & set(_HOW_MANY)):
                if not any(c.dep_ == "prep" for c in target.children):
                    return next(_HOW_MANY[w] for w in sorted(words) if w in _HOW_MANY)
        return None

    def one_with_each(
        self, targets: list[Parsed], instruments: list[InstrumentDraft]
    ) -> list[tuple[InstrumentDraft, Entity]]:
        """``signed agreements with A and B``: one with each, where it does not say how many."""
        nouns = [t for t in targets if t.tag_ in {"NNS", "NNPS"}
                 and t.lemma_.lower() in self.frames.instruments]  # fmt: skip
        if len(instruments) != 1 or not nouns or instruments[0].named:
            return []
        noun = nouns[0]
        if any(c.dep_ == "nummod" for c in noun.children):
            return []
        heads = [*clauses.prepositions(noun, "with"), *clauses.prepositions(noun.head, "with")]
        found: list[tuple[InstrumentDraft, Entity]] = []
        for token in (each for head in heads for each in clauses.with_conjuncts(head)):
            nominal = self.parsed.nominal(token)
            if nominal is None or nominal.kind not in {"polity", "organization"}:
                continue
            start, end = self.parsed.span(token)
            title = f"{noun.lemma_.lower()} with {self.document.text[start:end]}"
            for entity in self.discourse.resolve(nominal):
                one = replace(instruments[0], start=start, end=end, title=title)
                found.append((one, entity))
        return found if len(found) > 1 else []

    def announced_list(self, targets: list[Parsed]) -> list[Entry]:
        """The entries of a list that the object or subject announces: ``two texts: ...``."""
        for target in targets:
            found = entries(self.document, self.parsed, target, self.offsets()[1])
            if found:
                return found
        return []

    def divided_list(self, targets: list[Parsed]) -> list[Entry]:
        """``the signing of an agreement by A and B; a memorandum between the two ministries``."""
        for target in targets:
            found = divided(self.document, self.parsed, target, self.offsets()[1])
            if found:
                return found
        return []

    def heading(self) -> InstrumentDraft | None:
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

    def announced(self) -> bool:
        """Whether a sentence shortly before says that what follows was signed."""
        for sentence in self.document.sentences[: self.sentence.index][-8:]:
            start, end = self.document.offsets(sentence.start, sentence.end)
            if _ANNOUNCING.search(self.document.text, start, end):
                return True
        return False
