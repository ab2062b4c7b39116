"""Who signs, read along the words: pairs of person and side, names beside names, who else signs.

The tree of a small parser loses one of the signers as soon as their titles and sides grow long.
What the words themselves say is surer: *X for Athens and Y for Skopje*, *for the one side it was
signed by X, for the other by Y*, *put his name beside his host's*.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from diplograph.loaders.extraction import clauses
from diplograph.loaders.extraction.bodies import Bodies
from diplograph.loaders.extraction.nominals import Nominal
from diplograph.loaders.extraction.reference import Entity

if TYPE_CHECKING:
    from spacy.tokens import Token as Parsed

_ACTING = frozenset({"person", "group", "role", "collective"})
# "X, minister of finance, for Athens", "X signed for Athens", "X did so on behalf of Athens"
_FOR_SIDE = re.compile(
    r"(?:,[^,;:.]{2,60})?[\s,]*(?:(?:signed(?:\s+(?:it|them|the\s+\w+))?|did\s+so|did\s+the\s+same)\s+)?"
    r"(?:for|on\s+behalf\s+of)"
    r"(?:\s+the)?(?:\s+(?:Republic|Kingdom|State|government)\s+of)?(?:\s+the)?\s*",
    re.IGNORECASE,
)
# "for Athens, X", "for Athens it was signed by X", "signing for Athens was X"
_SIDE_FIRST = re.compile(
    r"(?:^|[;,.\n:—–(-]|\band|\bsigning|\bsigned)\s*(?:for|on\s+behalf\s+of)"
    r"(?:\s+the)?(?:\s+(?:Republic|Kingdom|State|government)\s+of)?(?:\s+the)?\s*$",
    re.IGNORECASE,
)
_BY_SIDE = re.compile(
    r"[\s,:—–-]*(?:was|were|side)?[\s,]*"
    r"(?:(?:(?:it|the\s+\w+|this\s+\w+|they)\s+)?(?:(?:was|were)\s+)?(?:signed\s+)?by)?(?:\s*the)?\s*",
    re.IGNORECASE,
)
_BESIDE = re.compile(
    r"[\s,]*(?:(?:together|along)\s+with|alongside|as\s+well\s+as)\s+(?:the\s+)?", re.IGNORECASE
)
_LISTED = re.compile(
    r"[\s,]*(?:and|have|has|had|also|all|later|then)?[\s,]*(?:the)?\s*", re.IGNORECASE
)
_UNDER_PREPOSITION = re.compile(
    r"\b(?:in|at|of|from|to|for|with|near)\s+(?:the\s+)?$", re.IGNORECASE
)


class Signatories(Bodies):
    """Finds the signers of one sentence."""

    def pairs(self, start: int, end: int) -> list[tuple[Entity, Entity]]:
        """Persons with the side each signs for, named in either order between two offsets.

        ``X for Athens and Y for Skopje``; ``for Athens, X; for Skopje, Y``; ``on behalf of Athens
        by X``.
        """
        text, tokens = self.document.text, self.document.tokens
        found: list[tuple[Entity, Entity]] = []
        inside = [n for n in self.sentence.nominals
                  if start <= tokens[n.start].start and tokens[n.end - 1].end <= end
                  and n.kind != "pronoun"]  # fmt: skip
        for first, second in pairwise(inside):
            gap = text[tokens[first.end - 1].end : tokens[second.start].start]
            if _names_side(first) and second.kind == "person" and second.names:
                before = text[start : tokens[first.start].start]
                if _SIDE_FIRST.search(before) and _BY_SIDE.fullmatch(gap):
                    found += self._paired(second, first)
            elif first.kind == "person" and first.names and _names_side(second):
                after = text[tokens[second.end - 1].end : end]
                if _FOR_SIDE.fullmatch(gap) and not re.match(r"['’]s?\b", after):
                    found += self._paired(first, second)
        return list(dict.fromkeys(found))

    def _paired(self, person: Nominal, side: Nominal) -> list[tuple[Entity, Entity]]:
        persons, sides = self.discourse.resolve(person), self.discourse.resolve(side)
        return [(persons[0], sides[0])] if persons and sides else []

    def sided(self, start: int, end: int) -> list[Entity]:
        """Those who sign for a side between two offsets; each is given that side."""
        found = []
        for person, side in self.pairs(start, end):
            if not person.codes or person.inferred:
                person.codes, person.inferred = side.codes, False
            if person not in found:
                found.append(person)
        return found

    def companions(self, verb: Parsed) -> list[Entity]:
        """``he and X, together with the presidents of A and B, signed``: those together with X."""
        start = self.parsed.span(verb)[0]
        text, tokens = self.document.text, self.document.tokens
        found: list[Entity] = []
        for first, second in pairwise(self.sentence.nominals):
            gap = text[tokens[first.end - 1].end : tokens[second.start].start]
            if tokens[second.end - 1].end > start or first.kind not in {*_ACTING, "pronoun"}:
                continue
            if _BESIDE.fullmatch(gap):
                found += [e for e in self.discourse.resolve(second) if e not in found]
        return found

    def states_before(self, verb: Parsed) -> list[Entity]:
        """``A, B and C signed``: the run of polities right before a verb, however it is parsed."""
        text, tokens = self.document.text, self.document.tokens
        edge = self.parsed.span(verb)[0]
        run: list[Entity] = []
        for nominal in reversed(self.sentence.nominals):
            stop, start = tokens[nominal.end - 1].end, tokens[nominal.start].start
            if stop > edge:
                continue
            if not _names_side(nominal) or not _LISTED.fullmatch(text[stop:edge]):
                break
            if _UNDER_PREPOSITION.search(text[:start]):
                break
            run = [*self.discourse.resolve(nominal), *run]
            edge = start
        return run

    def named_between(self, start: int, end: int) -> list[Entity]:
        """Persons, groups and offices that stand between two offsets, onlookers left out."""
        tokens = self.document.tokens
        found: list[Entity] = []
        for nominal in self.sentence.nominals:
            inside = start <= tokens[nominal.start].start and tokens[nominal.end - 1].end <= end
            if inside and nominal.kind in _ACTING and not self.looks_on(nominal):
                found += [e for e in self.discourse.resolve(nominal) if e not in found]
        return found

    def offsets(self) -> tuple[int, int]:
        """Where the sentence in view begins and ends in the text."""
        return self.document.offsets(self.sentence.start, self.sentence.end)

    def agents(self, verb: Parsed) -> list[Entity]:
        """Who stands after ``by``; those listed by name behind "the six heads of delegation"."""
        heads = clauses.agents(verb)
        found = self.all_actors(heads)
        if heads and not found:
            begin = self.parsed.span(heads[-1])[1]
            listed = self.named_between(begin, self.offsets()[1])
            return [e for e in listed if e.is_person]
        return found


def _names_side(nominal: Nominal) -> bool:
    return nominal.kind in {"polity", "organization"} and bool(nominal.codes)
