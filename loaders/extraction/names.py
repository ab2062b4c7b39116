"""The grammar of personal names, with particles, initials and forms of address."""

from __future__ import annotations

import re

from diplograph.loaders.extraction.lexicon import EntryKind, Match
from diplograph.loaders.extraction.nominals import Name
from diplograph.loaders.extraction.titles import GIVEN_NAMES, TitleGrammar
from diplograph.loaders.extraction.tokens import Token

_PARTICLED = re.compile(
    r"(?:al|el|as|ad|an|ar|at|az|ash|ul|ur|bin|ben|abu|d|l|de|ter)[-’'][A-ZÀ-Þ]"
)
_PLACING = frozenset({"in", "at", "near", "from"})
# "the General Peace Agreement" is no officer.
_PAPERS = frozenset(
    "agreement treaty accord pact protocol declaration convention memorandum armistice".split()
)
_BUILDINGS = frozenset(
    "airport university hospital bridge street avenue highway stadium palace hall foundation "
    "centre center institute school library museum square prize award".split()
)
# Bodies of state whose names a rank seems to open: "General Border Committee".
_BODIES = frozenset("committee commission council assembly secretariat organisation".split())
_RANKS = frozenset(
    "general gen gen. admiral adm. marshal lieutenant lt lt. major brigadier commodore".split()
)
# Words of a rank that are no rank alone: "Rear Admiral", "Senior General", "Air Marshal".
_OF_RANKS = frozenset("rear vice senior air".split())
# What companies are called by: "Polar Airways", "Norland Technologies".
_FIRMS = frozenset(
    "air airlines airways aviation technologies systems industries motors energy petroleum telecom "
    "pharmaceuticals holdings holding inc incorporated corp corporation ltd limited plc llc gmbh "
    "company enterprises logistics shipping lines".split()
)
# Particles that are function words of English without their accent: Bárður á Steig Nielsen.
_ACCENTED_PARTICLES = frozenset({"á", "à", "í", "ó"})
# The longest names have so many words, particles apart: "Abdullah bin Zayed bin Sultan Al Nahyan".
_LONGEST = 7
# Before whom even a word for a ruler is a name: "bin Sultan".
_SON_OF = frozenset({"bin", "bint", "ibn", "ben", "abu"})
# What members of parliament and others have behind their names.
_LETTERS = frozenset("TD MP MEP MSP MHA QC KC SC OBE CBE MBE PhD".split())
_ADDRESS = frozenset({"mr", "mrs", "ms", "dr"})


class NominalParser(TitleGrammar):
    """Parses titles and names at given positions of one token list."""

    def particled(self, at: int) -> bool:
        """Whether a word is a surname with its article, ``al-Bashir``, and no ``Ain al-Tineh``."""
        before = self.tokens[at - 1] if at > 0 else None
        within = before is not None and (before.is_capitalised or before.key in _PLACING)
        return not within and _PARTICLED.match(self.tokens[at].text) is not None

    def name(self, at: int, end: int, after_title: bool = False) -> Name | None:
        """Parse a personal name that starts at a token.

        After a title one capitalised word is enough; elsewhere a name must not be a place, people
        or organisation of the lexicon.
        """
        tokens, words = self.tokens, self.titles
        i = at
        if not after_title and i < end:
            match = self.match(i, end)
            if match is not None and not (
                self._ambiguous(match, i) or self._part_of_longer_name(match, i, end)
            ):
                return None
        last = i
        particles = 0
        while i < end and i - at - particles < _LONGEST:
            token = tokens[i]
            particles += token.key in words.particles
            glued = i == at or self._adjacent(i)
            if not glued or (i > at and token.key.rstrip(".") in _ADDRESS):
                break
            first = i == at
            if (_PARTICLED.match(token.text) and (not first or after_title)) or (
                first and not after_title and self.particled(i)
            ):
                i += 1
                last = i
            elif token.is_word and token.is_capitalised and not self._function_word(token):
                if i > at and self._other_entity(i, end, at):
                    break
                i += 1
                last = i
            elif (
                (token.key in words.particles or token.text in _ACCENTED_PARTICLES)
                and i + 1 < end
                and (i > at or after_title or tokens[i + 1].is_capitalised)
            ):
                if (
                    token.key in {"de", "la", "e", "y", "i", "do", "da", "le", "san", "st", "wa"}
                    and i == at
                ):
                    break
                if not tokens[i + 1].is_capitalised and tokens[i + 1].key not in words.particles:
                    break
                i += 1
            else:
                break
        if last == at:
            return None
        if last - at == 1 and tokens[at].key in words.institutions:
            return None
        if tokens[last - 1].key in _BUILDINGS | _PAPERS or (
            last - at > 1 and tokens[last - 1].key in (_BODIES if after_title else _BODIES | _FIRMS)
        ):
            return None
        if not after_title:
            # "Park Geun-hye" is a name, "Park" and "Lake Geneva Forum" are not
            inner = tokens[at:last] if last - at == 1 else tokens[at + 1 : last]
            if any(t.key in words.institutions for t in inner):
                return None
            if tokens[at].key in words.institutions and last < end and tokens[last].key == "of":
                return None
        if not after_title and last < end and tokens[last].key in words.institutions:
            return None
        # "Mary Walsh TD": letters behind a name are no surname
        lettered = last - at > 2 and tokens[last - 1].text in _LETTERS
        text = self.span_text(at, last - lettered)
        before = tokens[at - 1] if at > 0 else None
        addressed = before is not None and before.is_capitalised and before.key in words.honorifics
        return Name(text, at, last, before.key if before is not None and addressed else "")

    def span_text(self, start: int, end: int) -> str:
        """Words of a token range as the text spells them, in one line."""
        parts: list[str] = []
        for i in range(start, end):
            if i > start and self.tokens[i].start > self.tokens[i - 1].end:
                parts.append(" ")
            parts.append(self.tokens[i].text)
        return "".join(parts)

    def _function_word(self, token: Token) -> bool:
        """Whether a word cannot be part of a name; "Thể" is not "the"."""
        return token.key in self.titles.not_names and token.text.isascii()

    def _adjacent(self, i: int) -> bool:
        return self.tokens[i].start - self.tokens[i - 1].end <= 1

    def _ambiguous(self, match: Match, at: int) -> bool:
        """Whether a lexicon word is only a town whose name is more often a person's.

        A capital is one only where a surname follows: "Victoria" is Seychelles', "Victoria Nuland"
        is not.
        """
        kinds = {entry.kind for entry in match.entries}
        towns = {EntryKind.CITY, EntryKind.METONYM}
        after = at + match.length
        if not kinds <= towns or (kinds == towns and not self._surname(after)):
            return False
        words = self.span_text(at, at + match.length)
        return self.lexicon.authority.is_ambiguous_place(words)

    def _surname(self, at: int) -> bool:
        """Whether a word that is nothing but a name stands here."""
        if at >= len(self.tokens) or not self._adjacent(at):
            return False
        token = self.tokens[at]
        return (
            token.is_word
            and token.is_capitalised
            and token.key not in self.titles.not_names
            and token.key not in self.titles.institutions
            and self.match(at, len(self.tokens)) is None
            and self._head(at, len(self.tokens)) is None
        )

    def _part_of_longer_name(self, match: Match, at: int, end: int) -> bool:
        """A lexicon word can open a personal name only when it is a city's name: Sofia Loren."""
        after = at + match.length
        if any(e.kind is not EntryKind.CITY for e in match.entries) or after >= end:
            return False
        return self._surname(after)

    def _other_entity(self, at: int, end: int, start: int) -> bool:
        """Whether something else than the name begins here: an acronym, a people, a title."""
        token = self.tokens[at]
        if at > start and self.tokens[at - 1].key in _SON_OF:
            return False
        match = self.match(at, end)
        if match is not None:
            if match.of(EntryKind.ORGANIZATION) and token.text.isupper():
                return True
            if match.length > 1:
                return True
            if match.of(EntryKind.ADJECTIVE) and self.title(at, end) is not None:
                return True
        return at > start and self._head(at, end) is not None and token.key not in {"king"}

    def honorific(self, at: int, end: int) -> int:
        """Skip honorifics; return the position after them."""
        i = at
        if (
            i + 1 < end
            and self.tokens[i].key in _OF_RANKS
            and self.tokens[i].is_capitalised
            and self.tokens[i + 1].key in _RANKS
        ):
            i += 1
        while (
            i < end
            and self.tokens[i].key in self.titles.honorifics
            and self.tokens[i].is_capitalised
        ):
            if self.tokens[i].key == "he" or i + 1 >= end:
                break
            if i == at > 0 and self.tokens[i].key in GIVEN_NAMES and self._head(i - 1, end):
                break
            if not (
                self.tokens[i + 1].is_capitalised or self.tokens[i + 1].key in self.titles.particles
            ):
                break
            i += 1
        return i
