"""Organisations for which those act who are its members: its leaders, its ministers, its summit.

"Mercosur presidents met in Riga", "the summit of the Mercosur adopted a declaration": who came is
not told, and the organisation stands for them all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from diplograph.graph.model import EventType
from diplograph.loaders.extraction import clauses
from diplograph.loaders.extraction.nominals import Title
from diplograph.loaders.extraction.reference import LEADERS, Entity
from diplograph.loaders.extraction.sight import Sight

if TYPE_CHECKING:
    from spacy.tokens import Token as Parsed

# Those whose coming together makes a session of their organisation, and not work of its office.
ASSEMBLING = LEADERS | {"minister"}
# Organs whose members are heads of state or ministers.
_SITTING = frozenset({"european council", "north atlantic council"})
_MEMBERS = frozenset({"heads", "ministers", "leaders", "presidents"})
_COLLEGES = frozenset({"council", "conference", "assembly"})
# Of whom an organisation consists, and what tells that not all of them are meant.
_STATES = frozenset({"state", "country", "nation"})
_SOME = frozenset("some several many most few other certain no between".split())
_PLURAL = frozenset({"NNS", "NNPS"})
# When an organisation's paper is concluded: "at the close of the summit".
_EDGES = frozenset({"end", "close", "conclusion", "outcome"})


class Bodies(Sight):
    """Finds the organisations whose members act together."""

    def assembled(self, heads: list[Parsed]) -> list[Entity]:
        """The organisations whose leaders or ministers, all of them, stand as a subject."""
        found: list[Entity] = []
        for head in heads:
            nominal = self.parsed.nominal(head)
            if nominal is None and head.lemma_.lower() in _COLLEGES:
                # "the Council of Ministers of X"
                if any(t.lower_ in _MEMBERS for t in head.subtree) or self.assembled(
                    clauses.prepositions(head, "of")
                ):
                    found += self.all_actors([t for t in head.subtree if self._is_body(t)])
                continue
            if nominal is None and head.lemma_.lower() in _STATES:
                found += [e for e in self._whose_members(head) if e not in found]
                continue
            if nominal is None or not nominal.codes:
                return []
            title = nominal.titles[0] if nominal.titles else None
            many = (
                nominal.kind == "collective"
                and title is not None
                and title.level in ASSEMBLING
                and title.count is None
                and not title.former
            )
            words = nominal.text.lower()
            sitting = any(words.endswith(name) for name in _SITTING)
            if not many and not sitting:
                return []
            found += [e for e in self.discourse.resolve(nominal) if e not in found]
        return found if all(e.kind == "organization" for e in found) else []

    def _whose_members(self, states: Parsed) -> list[Entity]:
        """``X countries``, ``leaders of X member states``, ``the ten states of X``: all of X."""
        words = {c.lower_ for c in states.children}
        counted = any(c.tag_ == "CD" for c in states.children)
        if words & _SOME or (counted and "the" not in words) or states.tag_ not in _PLURAL:
            return []
        before = [c for c in states.children if c.dep_ in {"compound", "nmod", "poss", "amod"}]
        near = [t for t in [*before, *clauses.prepositions(states, "of")] if self._is_body(t)]
        titles = [title for t in near for title in self._titles(t)]
        if any(title.level not in ASSEMBLING for title in titles):
            return []
        return [e for e in self.all_actors(near) if e.kind == "organization"]

    def _titles(self, token: Parsed) -> list[Title]:
        nominal = self.parsed.nominal(token)
        return nominal.titles if nominal is not None else []

    def _is_body(self, token: Parsed) -> bool:
        nominal = self.parsed.nominal(token)
        return nominal is not None and nominal.kind in {"organization", "collective"}

    def of_its_summit(self, heads: list[Parsed]) -> list[Entity]:
        """The organisations whose summits stand there: ``the X summit``, ``the summit of X``."""
        found: list[Entity] = []
        for head in heads:
            if head.lemma_.lower() in _EDGES:
                found += self.of_its_summit(clauses.prepositions(head, "of"))
                continue
            frame = self.frames.nouns.get(head.lemma_.lower())
            if frame is None or frame.type is not EventType.SUMMIT:
                continue
            near = [c for c in head.children if c.dep_ in {"compound", "nmod", "amod", "poss"}]
            whose = self.all_actors([*near, *clauses.prepositions(head, "of")])
            found += [e for e in whose if e.kind == "organization" and e not in found]
        return found

    def together(self, verb: Parsed) -> list[Entity]:
        """The organisation whose members or summit do something, or at whose summit it is done."""
        heads = clauses.agents(verb) if clauses.is_passive(verb) else clauses.subjects(verb)
        bodies = self.assembled(heads)
        if not bodies and not self.all_actors(heads):
            bodies = self.of_its_summit([*heads, *clauses.prepositions(verb, "at", "by")])
        return bodies if len(bodies) == 1 else []
