"""Phrases that stand for several polities at once without naming a person.

"The governments of A and B", "experts from A, B and C", "the A-B commission", "A-B talks": who
takes part is told by the names of the polities alone.
"""

from __future__ import annotations

import re
from functools import cached_property

from diplograph.loaders.extraction.lexicon import EntryKind
from diplograph.loaders.extraction.look import all_noun_forms
from diplograph.loaders.extraction.nominals import Nominal
from diplograph.loaders.extraction.persons import PersonFinder
from diplograph.loaders.extraction.tokens import tokenize

_ACTORS = (EntryKind.POLITY, EntryKind.ORGANIZATION, EntryKind.METONYM)
_OWNERS = (*_ACTORS, EntryKind.ADJECTIVE, EntryKind.PEOPLE)
# Those who meet for their countries and have no title of their own.
_GROUPS = frozenset(
    "governments authorities sides ministries experts delegations teams technicians officers "
    "generals".split()
)
# Bodies that two states have together; what stands before them says of which kind they are.
_BODIES = frozenset("commission committee council group mechanism subcommittee panel".split())
_OF_BODIES = frozenset(
    "joint mixed bilateral trilateral intergovernmental inter-governmental interministerial "
    "ministerial economic trade technical permanent standing border boundary strategic security "
    "defence defense military cooperation partnership association high-level consultative "
    "political working contact expert consular frontier water energy peace nuclear".split()
)
_TALKS = all_noun_forms(
    "talk negotiation meeting consultation summit dialogue session round conference call".split()
)
# First halves of adjectives for two peoples.
_FIRST_HALVES = {
    "anglo": "GBR", "austro": "AUT", "franco": "FRA", "greco": "GRC", "hispano": "ESP",
    "indo": "IND", "italo": "ITA", "luso": "PRT", "russo": "RUS", "serbo": "SRB", "sino": "CHN",
    "turco": "TUR", "turko": "TUR",
}  # fmt: skip
_HYPHEN = re.compile(r"[-‐‑–]")
_BETWEEN_WORDS = re.compile(r"(?<=\w)\s*[-‐‑–]\s*(?=\w)")
# How many words a compound of two names has at most, and how many stand before what it qualifies.
_LENGTH, _BEFORE = 6, 4


class JointFinder(PersonFinder):
    """Finds phrases for several polities at given positions."""

    def joint_at(self, i: int, end: int) -> Nominal | None:
        """The phrase for several polities that starts at a token."""
        token = self.tokens[i]
        j = i + (token.key in {"the", "a", "an"})
        if j == i and not token.is_capitalised and token.key not in self._opening:
            return None
        return self._compound(i, j, end) or self._listed(i, j, end)

    def _compound(self, start: int, i: int, end: int) -> Nominal | None:
        """``A-B talks``, ``the A-B joint commission``."""
        tokens = self.tokens
        if i >= end or not tokens[i].is_capitalised:
            return None
        if not any(_HYPHEN.search(t.text) for t in tokens[i : min(i + 3, end)]):
            return None
        for stop in range(min(i + _LENGTH, end), i, -1):
            codes = self._halves(self.parser.span_text(i, stop))
            if codes:
                return self._qualifying(start, i, stop, end, codes)
        return None

    def _halves(self, text: str) -> tuple[str, ...]:
        """The polities of ``US-North Korean``; none where a part of it is no name of one."""
        codes: list[str] = []
        for half in _BETWEEN_WORDS.split(text):
            words = tokenize(half)
            code = _FIRST_HALVES.get(half.lower()) if not codes else None
            match = self.parser.lexicon.match(words, 0, len(words)) if words else None
            if code is None and match is not None and match.length == len(words):
                entry = match.of(*_OWNERS)
                code = entry.code if entry is not None else None
            if code is None or code in codes:
                return ()
            codes.append(code)
        return tuple(codes) if len(codes) > 1 else ()

    def _qualifying(
        self, start: int, i: int, stop: int, end: int, codes: tuple[str, ...]
    ) -> Nominal | None:
        """A compound before talks is for its polities, before a body of theirs it is that body."""
        for at in range(stop, min(stop + _BEFORE, end)):
            key = self.tokens[at].key
            if key in _BODIES:
                return Nominal("collective", start, at + 1, codes=codes)
            if key in _TALKS:
                return Nominal("joint", i, stop, codes=codes)
            if not self.tokens[at].text.isalpha():
                return None
            if self.tokens[at].is_capitalised and key not in _OF_BODIES:
                return None
        return None

    def _listed(self, start: int, i: int, end: int) -> Nominal | None:
        """``ministries of A and B``, ``the joint commission of A and B``, ``A and B experts``."""
        tokens = self.tokens
        head = i
        while head < min(i + _BEFORE, end) and tokens[head].key in self._modifiers:
            head += 1
        if head >= end:
            return None
        body = tokens[head].key in _BODIES and (head > i or tokens[start].key == "the")
        if not body and tokens[head].key not in _GROUPS:
            return self._adjectives(start, i, end)
        preposition = tokens[head + 1].key if head + 1 < end else ""
        if preposition not in ({"of", "between"} if body else {"of", "from"}):
            return None
        codes, stop = self._polities(head + 2, end, _ACTORS)
        return Nominal("collective", start, stop, codes=codes) if codes else None

    @cached_property
    def _opening(self) -> frozenset[str]:
        """What such a phrase begins with where it has no article and no capital."""
        return self._modifiers | _GROUPS | _BODIES

    @cached_property
    def _modifiers(self) -> frozenset[str]:
        titles = self.parser.titles
        return frozenset(titles.modifiers) | frozenset(titles.portfolio) | _OF_BODIES

    def _adjectives(self, start: int, i: int, end: int) -> Nominal | None:
        """``A and B experts``, ``the A, B and C governments``."""
        if not self.tokens[i].is_capitalised:
            return None
        codes, stop = self._polities(i, end, _OWNERS)
        head = stop
        while head < min(stop + _BEFORE, end) and self.tokens[head].key in self._modifiers:
            head += 1
        if not codes or head >= end or self.tokens[head].key not in _GROUPS | _BODIES:
            return None
        return Nominal("collective", start, head + 1, codes=codes)

    def _polities(
        self, i: int, end: int, kinds: tuple[EntryKind, ...]
    ) -> tuple[tuple[str, ...], int]:
        """The polities of a list that "and" closes, and where it ends."""
        tokens, codes, closed, stop = self.tokens, list[str](), False, i
        while i < end:
            while i < end and tokens[i].key in {"both", "the", "neighbouring", "neighboring"}:
                i += 1
            match = self.parser.match(i, end) if i < end else None
            entry = match.of(*kinds) if match is not None else None
            if match is None or entry is None or entry.code in codes:
                break
            codes.append(entry.code)
            i = stop = i + match.length
            if closed or i >= end or tokens[i].key not in {",", "and"}:
                break
            closed = tokens[i].key == "and"
            i += 1
            if not closed and i < end and tokens[i].key == "and":
                closed, i = True, i + 1
        if len(codes) < 2 or not closed or (stop < end and tokens[stop].key in {"'s", "'"}):
            return (), stop
        return tuple(codes), stop
