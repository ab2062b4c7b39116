"""What two sides agree to do: an agreement told by what it obliges them to, and not by a title.

*A and B agreed to reopen the border*, *A agreed with B to exchange prisoners*, *A agreed to sell
gas to B*. To do what can be seen to be done is an agreement; to cooperate, to strengthen ties or to
meet again are general words or plans. What those agree on who sit together is a commitment of their
meeting, and is told with it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from diplograph.graph.model import EventType, InstrumentKind, InstrumentStep, Role, Status
from diplograph.loaders.extraction import clauses
from diplograph.loaders.extraction.drafts import Draft, InstrumentDraft
from diplograph.loaders.extraction.reference import Entity
from diplograph.loaders.extraction.signed_instruments import SignedInstruments

if TYPE_CHECKING:
    from spacy.tokens import Token as Parsed

_REACHED = EventType.AGREEMENT_REACHED
# Nouns that tell an agreement only by what it is about: "reached a consensus to exchange lists".
_MEETING_OF_MINDS = frozenset("agreement consensus understanding accord deal compromise".split())
# Who agrees to a law does not agree with anybody abroad.
_LEGISLATURES = frozenset(
    "parliament congress senate assembly duma knesset lawmakers legislature".split()
)
_OBLIGED = frozenset({"should", "would", "will", "shall", "must", "to"})
_END = frozenset("after before when while as although because but despite , ; . – — ( : ”".split())
# Beyond so many words a phrase no longer says what was agreed.
_LONGEST = 20


class Undertakings(SignedInstruments):
    """Reads agreements to do something, by verbs and nouns of ``undertakings`` in the frames."""

    def undertaken(self, verb: Parsed, status: Status) -> list[Draft]:
        """Read ``A and B agreed to open the border``, ``reached a consensus to``."""
        agreeing = verb.lemma_ == "agree" or self.frames.verbs[verb.lemma_].type is _REACHED
        if status is not Status.OCCURRED or not agreeing or self._in_principle(verb):
            return []
        act = self._act(verb)
        if act is None:
            return []
        sides = [e for e in self.subject_actors(verb) if e.codes]
        if any(t.lower_ in _LEGISLATURES for t in clauses.subjects(verb)):
            return []
        sides += [e for e in self.all_actors(clauses.prepositions(verb, "with", "between"))
                  if e not in sides]  # fmt: skip
        # "agreed to freeze its programme under an accord with B"
        under = [t for head in (verb, act) for t in clauses.prepositions(head, "under")
                 if t.lemma_.lower() in self.frames.instruments]  # fmt: skip
        for target in under:
            partners = self.all_actors(clauses.within(target, "with"))
            sides += [e for e in partners if e not in sides]
        if len({e.codes[0] for e in sides if e.codes}) < 2:
            sides += [e for e in self._receiving(act) if e not in sides]
        if len({e.codes[0] for e in sides if e.codes}) < 2:
            return []
        draft = self.draft(_REACHED, status, verb)
        draft.step = InstrumentStep.AGREED
        draft.instrument = self._in_its_words(act)
        draft.undertaking = True
        for entity in sides:
            draft.add(entity, Role.SIGNATORY)
        return [draft]

    @staticmethod
    def _in_principle(verb: Parsed) -> bool:
        return any(t.lower_ in {"principle", "tentatively"} for t in verb.subtree if t.i > verb.i
                   and t.i < verb.i + 4)  # fmt: skip

    def _act(self, verb: Parsed) -> Parsed | None:
        """The verb or noun that tells what is agreed to, where it is something concrete."""
        heads = [verb]
        if verb.lemma_ != "agree":
            heads = [t for t in clauses.objects(verb) if t.lemma_.lower() in _MEETING_OF_MINDS]
        for head in heads:
            for child in head.children:
                if child.dep_ in {"xcomp", "ccomp", "acl", "advcl"} and child.i > head.i:
                    for clause in self._joined(child):
                        if self._is_concrete(clause):
                            return clause
            for noun in clauses.prepositions(head, "on", "to", "upon"):
                if noun.lemma_.lower() in self.frames.undertaken_nouns and self._of_something(noun):
                    return noun
        if verb.lemma_ == "agree":
            told = clauses.subjects(verb) if clauses.is_passive(verb) else clauses.objects(verb)
            for noun in told:
                if noun.lemma_.lower() in self.frames.undertaken_nouns and self._of_something(noun):
                    return noun
        return None

    @staticmethod
    def _joined(clause: Parsed) -> list[Parsed]:
        return [clause, *(c for c in clause.children if c.dep_ == "conj" and c.pos_ == "VERB")]

    def _is_concrete(self, clause: Parsed) -> bool:
        """``to open a crossing``, ``that prisoners should be freed``, not ``to expand ties``."""
        if clause.lemma_.lower() not in self.frames.undertakings or clauses.has_negation(clause):
            return False
        # "to re-open" is three words to the parser
        prefixed = clause.i > 0 and clause.nbor(-1).text == "-"
        obliged = prefixed or clause.dep_ == "conj" or clauses.auxiliaries(clause) & _OBLIGED
        if not obliged:
            return False
        if clause.dep_ == "ccomp" and not any(c.dep_ == "mark" for c in clause.children):
            return False
        told = [*clauses.objects(clause), *(c for c in clause.children if c.dep_ == "nsubjpass")]
        if "object" not in self.frames.undertakings[clause.lemma_.lower()]:
            officials = [n for t in told if (n := self.parsed.nominal(t)) is not None and n.titles]
            if officials:
                # "to send their ambassadors back": that is relations, and no undertaking
                return False
        return all(t.lemma_.lower() not in self.frames.general_matters for t in told)

    def _of_something(self, noun: Parsed) -> bool:
        """``the exchange of prisoners``, ``a prisoner swap``, not ``exchanges``, ``of views``."""
        about = clauses.prepositions(noun, "of", "for", "from", "in", "to", "on", "between")
        before = [c for c in noun.children if c.dep_ in {"compound", "nmod", "poss"}]
        named = [t for t in [*about, *before] if t.pos_ in {"NOUN", "PROPN"}]
        return bool(named) and all(
            t.lemma_.lower() not in self.frames.general_matters for t in named
        )

    def _receiving(self, act: Parsed) -> list[Entity]:
        """To whom something is sold, lent or opened, from whom it is bought."""
        words = self.frames.undertakings.get(act.lemma_.lower(), ())
        if not words:
            return []
        heads = [c for c in act.children if c.dep_ == "dative" and self.parsed.nominal(c)]
        heads += clauses.prepositions(act, *words)
        told = clauses.objects(act)
        for each in told:
            heads += clauses.within(each, *words)
        if "object" in words:
            # "to allow UN inspectors in", "to allow UN inspectors to see the sites"
            heads += told
            heads += [t for c in act.children if c.dep_ == "ccomp" for t in clauses.subjects(c)]
        found = self.all_actors(heads)
        for head in heads:
            # "to UN peacekeepers": those of a side
            for child in head.children:
                if child.dep_ in {"compound", "poss", "nmod"}:
                    found += [e for e in self.discourse.actors(child) if e not in found]
        return [e for e in found if e.codes]

    def _in_its_words(self, act: Parsed) -> InstrumentDraft:
        """An instrument that the text knows only by what is agreed in it."""
        last, doc = act, act.doc
        own = set(act.subtree)
        for token in doc[act.i + 1 : act.i + _LONGEST]:
            if token.lower_ in _END or token not in own:
                break
            last = token
        passive = [c for c in act.children if c.dep_ == "nsubjpass"]
        first = min(passive[0].subtree, key=lambda t: t.i) if passive else act
        start, end = self.parsed.source_range(first, last)
        words = " ".join(self.document.text[start:end].split())
        joining = "to" if act.pos_ == "VERB" and not passive else "that" if passive else "on"
        title = f"agreement {joining} {words}"
        return InstrumentDraft(
            start, end, title, InstrumentKind.AGREEMENT, "agreement", words, False, False
        )
