"""The words that titles are made of: owners, modifiers, heads, portfolios, institutions."""

from __future__ import annotations

import re

from diplograph.loaders.extraction.lexicon import (
    Entry,
    EntryKind,
    Lexicon,
    Match,
    Titles,
    load_titles,
)
from diplograph.loaders.extraction.nominals import QUOTES
from diplograph.loaders.extraction.tokens import Token

SUFFIX = re.compile(r"-(?:elect|designate|select|general)$")
_ADJECTIVAL = frozenset("official chief deputy head member chair general mission team".split())
_OFFICES = frozenset(
    "office bureau commission council committee department ministry agency authority "
    "secretariat assembly parliament board directorate institute service party politburo".split()
)
# Words that go on within the name of a field: "for Relations with the European Union".
_REMIT_JOINTS = frozenset({"and", "&", "of", "the", "for", "with", "in"})
_LONGEST_REMIT = 14
# Heads that are titles only in capitals: "PM Modi", not "at 3 pm".
_ACRONYMS = frozenset({"pm", "fm", "eam"})
# What may stand for the polity or the body that an office belongs to.
OWN = frozenset(
    "colony territory island islands country nation kingdom republic sultanate emirate "
    "principality archipelago enclave government state organisation organization bloc "
    "union commission council board bank community alliance".split()
)
_PARTS = frozenset("region province territory republic enclave district part area".split())
_MONTHS_AND_DAYS = frozenset(
    "january february march april may june july august september october november december "
    "monday tuesday wednesday thursday friday saturday sunday".split()
)
_AMERICAS = frozenset({"south", "north", "latin", "central"})
DIRECTIONS = frozenset({"north", "south", "east", "west"})
_STYLES = frozenset({"majesty", "highness", "holiness"})
# What the kings of Saudi Arabia are called before their title.
_CUSTODIAN = ("custodian", "of", "the", "two", "holy", "mosques")
_FUNCTION_WORDS = frozenset("who said told has had will would also says whose s".split())
# Verbs that go on after an office: "the official flew", and not "the official visit".
_ACTING = frozenset(
    "is was were are did may can could should might must went flew came left held spoke began took "
    "paid gave saw sat".split()
)
BODIES = frozenset(
    "government authorities administration leadership community side state republic people "
    "movement delegation council commission parliament foreign ministry presidency mission".split()
)


class TitleWords:
    """Recognises the parts of titles at given positions of one token list."""

    def __init__(self, tokens: list[Token], lexicon: Lexicon) -> None:
        self.tokens = tokens
        self.lexicon = lexicon
        self.titles: Titles = load_titles()
        self._matches: dict[tuple[int, int], Match | None] = {}

    def match(self, at: int, end: int) -> Match | None:
        """Look a lexicon name up, once per position."""
        if not self.tokens[at].is_capitalised:
            # as no name begins, and as most words are: so many need not be remembered
            return None
        key = (at, end)
        if key not in self._matches:
            continent = at > 0 and self.tokens[at].key.startswith("america")
            if continent and self.tokens[at - 1].key in _AMERICAS:
                # "the leaders of South America"
                self._matches[key] = None
            else:
                self._matches[key] = self.lexicon.match(self.tokens, at, end)
        return self._matches[key]

    def _capital_run(self, at: int, end: int) -> bool:
        """Whether capitalised words lead from here to a capitalised head.

        After a polity anything may: ``Venezuelan Interim Government ... Commissioner``.
        """
        for i in range(at, min(at + 8, end)):
            token = self.tokens[i]
            if i > at and token.key in {"for", "of", "and", "the"}:
                continue
            if not token.is_capitalised or not token.is_word or token.key in _MONTHS_AND_DAYS:
                return False
            if i > at and self._head(i, end) is not None:
                return True
        return False

    @staticmethod
    def article(head: str, determiner: str | None) -> str | None:
        """The determiner of a head: ``His Majesty`` is the king, and the pronoun owns nothing."""
        return "the" if head in _STYLES else determiner

    def _owner(self, at: int, end: int) -> tuple[int, list[str]] | None:
        """Parse ``Russia's``, ``Russian``, ``the UN's``, ``Congo's`` before a head."""
        halves = self.halves(at, end, EntryKind.ADJECTIVE)
        if halves is not None:
            return halves
        if tuple(t.key for t in self.tokens[at : at + len(_CUSTODIAN)]) == _CUSTODIAN:
            return at + len(_CUSTODIAN), ["SAU"]
        match = self.match(at, end)
        if match is None:
            return None
        after = at + match.length
        genitive = after < end and self.tokens[after].key in {"'s", "'"}
        entry = match.of(EntryKind.ADJECTIVE, EntryKind.PEOPLE)
        if entry is not None and not genitive:
            return after, [entry.code]
        entry = match.of(EntryKind.POLITY, EntryKind.ORGANIZATION, EntryKind.METONYM)
        if entry is None:
            return None
        if genitive:
            return after + 1, [entry.code]
        return self._acronym(after, end), [entry.code]

    def halves(self, at: int, end: int, kind: EntryKind) -> tuple[int, list[str]] | None:
        """Read ``North and South Korea``, ``East and West German``: what both share stands once."""
        if self.tokens[at].key not in DIRECTIONS or at + 4 > end:
            return None
        tokens = self.tokens[at : at + 4]
        if tokens[1].key != "and" or tokens[2].key not in DIRECTIONS:
            return None
        codes = []
        for half in (tokens[0], tokens[2]):
            match = self.lexicon.match([half, tokens[3]], 0, 2)
            entry = match.of(kind) if match is not None and match.length == 2 else None
            if entry is None:
                return None
            codes.append(entry.code)
        return at + 4, codes

    def _acronym(self, at: int, end: int) -> int:
        """Skip an acronym in brackets: ``Democratic Republic of the Congo (DRC) President``."""
        if at + 2 < end and self.tokens[at].text == "(" and self.tokens[at + 2].text == ")":
            if self.tokens[at + 1].text.isupper():
                return at + 3
        return at

    def _head(self, at: int, end: int) -> int | None:
        """End of a title head that starts here, if one does."""
        words = self.titles
        if at >= end:
            return None
        if at + 1 < end:
            pair = f"{self.tokens[at].key} {self.tokens[at + 1].key}"
            if pair in words.heads or pair in words.relational:
                return at + 2
        key = SUFFIX.sub("", self.tokens[at].key)
        if key in _ACRONYMS and not self.tokens[at].text.isupper():
            return None
        if key in words.heads or key in words.plural_heads or key in words.relational:
            if key in _ADJECTIVAL and at + 1 < end:
                if self._noun_follows(at + 1):
                    return None
                if key in words.modifiers and self._head_follows(at + 1, end):
                    return None
            return at + 1
        return None

    def _noun_follows(self, at: int) -> bool:
        """Whether a lower-case word that is no function word stands here: ``official visit``."""
        token = self.tokens[at]
        return (
            token.is_word
            and token.text[0].islower()
            and token.key not in self.titles.not_names
            and token.key not in _FUNCTION_WORDS | _ACTING
            and not token.key.endswith("ed")
        )

    def _modifies(self, at: int, end: int) -> bool:
        """Whether the token can stand between owner and head of a title."""
        token, words = self.tokens[at], self.titles
        if token.key in words.modifiers or token.key in words.portfolio:
            return self._head_follows(at + 1, end)
        if not token.is_capitalised or not token.is_word or token.key in words.not_names:
            # "four-member", "29-year-old" and other hyphenated qualifiers
            return "-" in token.text and token.text[0].islower() and self._head_follows(at + 1, end)
        if token.key in words.institutions and token.key not in words.modifiers:
            # "Senate Speaker", "Party General Secretary"
            return at + 1 < end and self._head_follows(at + 1, min(end, at + 3))
        # an unknown capitalised word is part of a title only where a capitalised head follows
        # at once: "Healthcare Minister", "Unification Minister"
        return (
            at + 1 < end
            and self.tokens[at + 1].is_capitalised
            and self._head(at + 1, end) is not None
            and token.key.endswith(("s", "y", "ing", "tion", "ment", "care", "ence", "al", "ism"))
        )

    def _head_follows(self, at: int, end: int) -> bool:
        for i in range(at, min(at + 8, end)):
            if self._head(i, end) is not None:
                return True
            key = self.tokens[i].key
            if key in self.titles.portfolio or key in self.titles.modifiers:
                continue
            if key in {"and", ",", "&", "-"} or self.tokens[i].text in QUOTES:
                continue
            if self._owner(i, end) is not None:
                continue
            return False
        return False

    def _list_goes_on(self, at: int, end: int) -> bool:
        return at < end and self.tokens[at].key in {",", "and", "&"}

    def _region_of(self, at: int, end: int) -> tuple[int, Match, Entry] | None:
        """``Georgia's occupied region of Abkhazia``: the last named is the one meant."""
        if self.tokens[at].key not in {"'s", "'"}:
            return None
        for i in range(at + 1, min(at + 6, end - 1)):
            if self.tokens[i].key == "of" and self.tokens[i - 1].key in _PARTS:
                match = self.match(i + 1, end)
                entry = match.of(EntryKind.POLITY) if match is not None else None
                if match is not None and entry is not None:
                    return i + 1, match, entry
        return None

    def _institution(self, at: int, end: int) -> int | None:
        """End of an institution's name, as in ``Head of the Regional Centre for Diplomacy``."""
        last = None
        for i in range(at, min(at + 8, end)):
            token = self.tokens[i]
            if token.key in self.titles.institutions and token.is_capitalised:
                last = i + 1
            elif token.key in self.titles.honorifics and i > at and last is None:
                # "... for Central Asia Mr. X": whatever stands before a form of address is no name
                return i
            elif not token.is_capitalised and token.key not in {"of", "for", "and", "the"}:
                break
        return last

    def _office(self, at: int, end: int) -> int:
        """End of the capitalised name of an office that goes on here, else where it began."""
        for i in range(at, min(at + 3, end)):
            if not self.tokens[i].is_capitalised:
                break
            if self.tokens[i].key in _OFFICES | {"centre", "center"}:
                return i + 1
        return at

    def _house(self, at: int, end: int) -> int | None:
        """End of a body told in small letters: ``Turkmenistan's upper house``."""
        i = at
        while i < end and self.tokens[i].key in {"upper", "lower", "central", "constitutional"}:
            i += 1
        return i + 1 if i < end and self.tokens[i].key in BODIES | OWN | {"house"} else None

    def _ends(self, at: int, end: int) -> bool:
        """Whether a phrase ends here, as a title before its name in commas does."""
        return at >= end or self.tokens[at].text in {",", ".", ";", ":", "–", "—"}

    def _named_body(self, at: int, end: int) -> int | None:
        """End of an unknown name with an article, up to a comma: ``head of the Mossad, X``.

        Where a word of it says that it is an office, whoever heads it follows at once: ``head of
        the Presidential Office X``.
        """
        i = at
        while i < min(end, at + 4) and self.tokens[i].is_word and self.tokens[i].is_capitalised:
            i += 1
            if self.tokens[i - 1].key in _OFFICES | BODIES:
                return i
        closed = i < end and self.tokens[i].text == ","
        return i if i > at and closed else None

    def _remit(self, at: int, end: int, portfolio: set[str]) -> int | None:
        """End of what somebody is in charge of: ``for Korean Peninsula Peace Affairs``.

        It ends with a word for a field, and what follows that is a name or a mark. A head of
        another office shows that the words before it belong to that one.
        """
        tokens = self.tokens
        last = joint = None
        for i in range(at, min(at + _LONGEST_REMIT, end)):
            token = tokens[i]
            if token.key in _REMIT_JOINTS or token.text == ",":
                listed = token.text != "," or last == i
                if i == at or not listed:
                    break
                joint = last
            elif not token.is_word or not token.is_capitalised:
                break
            elif self._head(i, end) is not None:
                last = joint
                break
            elif token.key in self.titles.fields:
                last = i + 1
        if last is None or (last < end and tokens[last].text == "-"):
            return None
        portfolio.update(t.key for t in tokens[at:last] if t.key in self.titles.portfolio)
        return last

    def _last_field(self, at: int, end: int) -> bool:
        """``Minister of Water and Sanitation, Mr X``: an unknown field before the name's comma."""
        token = self.tokens[at]
        if not token.is_capitalised or not token.is_word or self.match(at, end) is not None:
            return False
        after = at + 1 + (at + 1 < end and self.tokens[at + 1].text == ",")
        return after < end and self.tokens[after].key in self.titles.honorifics

    def _portfolio_run(self, at: int, end: int, portfolio: set[str]) -> int | None:
        """End of a run of portfolio words, or None where there is none."""
        tokens, words = self.tokens, self.titles
        i, last = at, None
        while i < end:
            token = tokens[i]
            if token.key in words.portfolio:
                portfolio.add(token.key)
                i += 1
                last = i
            elif (token.is_capitalised or last == i) and token.key in _OFFICES:
                i += 1
                last = i
            elif (token.key in {"and", "&", ",", "of", "the", "for"} and last is not None) or (
                token.is_capitalised
                and token.is_word
                and last == i
                and i + 1 < end
                and tokens[i + 1].key in words.portfolio
            ):
                i += 1
            elif tokens[i - 1].key in {"and", "&"} and last == i - 1 and self._last_field(i, end):
                i += 1
                last = i
            else:
                break
        return last
