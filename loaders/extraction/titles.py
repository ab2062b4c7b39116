"""The grammar of titles: owners, modifiers, portfolios, heads and their complements.

It works on tokens and lexicon alone, before any statistical parse, because the parse is made of the
sentence in which these phrases are already one word each (see ``parsing``).
"""

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
from diplograph.loaders.extraction.nominals import QUOTES, Title
from diplograph.loaders.extraction.tokens import Token

_ACTORS = (
    EntryKind.POLITY,
    EntryKind.METONYM,
    EntryKind.ORGANIZATION,
)
_NUMBERS = {
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "both": 2,
}
_DETERMINERS = frozenset(
    "the a an his her its their our my your this that these those both each two three four "
    "five six seven eight nine ten twelve some several all another".split()
)
_SUFFIX = re.compile(r"-(?:elect|designate|select|general)$")
_ADJECTIVAL = frozenset("official chief deputy head member chair general mission team".split())
_OFFICES = frozenset(
    "office bureau commission council committee department ministry agency authority "
    "secretariat assembly parliament board directorate institute service party politburo".split()
)
# Heads that are titles only in capitals: "PM Modi", not "at 3 pm".
_ACRONYMS = frozenset({"pm", "fm"})
_BEFORE_OWNER = frozenset(
    "the our their his her its de facto occupied breakaway neighbouring neighboring newly "
    "independent".split()
)
# What may stand for the polity or the body that an office belongs to.
_OWN = frozenset(
    "colony territory island islands country nation kingdom republic sultanate emirate "
    "principality archipelago enclave government state organisation organization bloc "
    "union commission council board bank community alliance".split()
)
_STATES = frozenset("countries states nations sides parties governments".split())
_SEVERAL = _STATES | {"teams", "delegations"}
_IN_THE_CHAIR = frozenset(
    "chairperson-in-office chairman-in-office secretary-general chairperson chairman".split()
)
_AFTER_HEAD = frozenset({"extraordinary", "plenipotentiary"})
_PARTS = frozenset("region province territory republic enclave district part area".split())
_MONTHS_AND_DAYS = frozenset(
    "january february march april may june july august september october november december "
    "monday tuesday wednesday thursday friday saturday sunday".split()
)
_FUNCTION_WORDS = frozenset("who said told has had will would also says whose s".split())
_BODIES = frozenset(
    "government authorities administration leadership community side state republic people "
    "movement delegation council commission parliament foreign ministry presidency mission".split()
)


class TitleGrammar:
    """Parses titles at given positions of one token list."""

    def __init__(self, tokens: list[Token], lexicon: Lexicon) -> None:
        self.tokens = tokens
        self.lexicon = lexicon
        self.titles: Titles = load_titles()
        self._matches: dict[tuple[int, int], Match | None] = {}

    def match(self, at: int, end: int) -> Match | None:
        """Look a lexicon name up, once per position."""
        key = (at, end)
        if key not in self._matches:
            self._matches[key] = self.lexicon.match(self.tokens, at, end)
        return self._matches[key]

    def title(self, at: int, end: int) -> Title | None:
        """Parse a title that starts at a token: determiner, owners, modifiers, head, complement."""
        tokens, words = self.tokens, self.titles
        i = at
        determiner: str | None = None
        count: int | None = None
        codes: list[str] = []
        former = False
        portfolio: set[str] = set()
        if i < end and tokens[i].key in _DETERMINERS:
            determiner = tokens[i].key
            count = _NUMBERS.get(determiner)
            i += 1
            if i < end and tokens[i].key in _NUMBERS and determiner != tokens[i].key:
                count = _NUMBERS[tokens[i].key]
                i += 1
        head_at: int | None = None
        adjectival = False
        head_end = at
        while i < end:
            token = tokens[i]
            if token.text in QUOTES:
                i += 1
                continue
            if token.key in words.former or token.key.startswith("ex-"):
                former = True
                i += 1
                continue
            owner = self._owner(i, end)
            if owner is not None:
                match = self.match(i, end)
                adjectival = match is not None and match.of(EntryKind.ADJECTIVE) is not None
                i, found = owner
                codes += [c for c in found if c not in codes]
                continue
            stop = self._head(i, end)
            if stop is not None:
                # a head that itself qualifies another head: "Prime Minister", "Secretary General"
                head_at = i
                i = stop
                while i < end and (further := self._head(i, end)) is not None:
                    head_at, i = i, further
                head_end = i
                while i < end and (
                    tokens[i].key in _AFTER_HEAD
                    or (tokens[i].key == "and" and i + 1 < end and tokens[i + 1].key in _AFTER_HEAD)
                ):
                    i += 1
                break
            if self._modifies(i, end) or (codes and self._capital_run(i, end)):
                if token.key in words.portfolio:
                    portfolio.add(token.key)
                i += 1
                continue
            if codes and token.key in {"for", "of", "the"} and self._capital_run(i + 1, end):
                # "Afghan High Council for National Reconciliation Chairman"
                i += 1
                continue
            if (
                token.key in {"and", "&", ",", "-"}
                and i > at
                and i + 1 < end
                and (
                    (self._modifies(i + 1, end) and tokens[i - 1].key in words.portfolio)
                    or (codes and adjectival and self._owner(i + 1, end) is not None)
                )
            ):
                i += 1
                continue
            return None
        if head_at is None:
            return None
        head_words = [t.key for t in tokens[head_at:head_end]]
        head = " ".join(head_words)
        if head not in words.heads and head not in words.plural_heads:
            head = _SUFFIX.sub("", head)
        plural = False
        relational = words.relational.get(head)
        if relational is not None:
            plural = head.endswith("s") and head != "hostess"
            level = relational
        else:
            if head not in words.heads and head in words.plural_heads:
                plural, head = True, words.plural_heads[head]
            level = words.heads.get(head, "official")
        modifiers = {t.key for t in tokens[at:head_at]}
        if head == "minister" and modifiers & {"prime", "first"} and "deputy" not in modifiers:
            level = "premier"
        if modifiers & {"deputy", "vice", "assistant"} and level in {"president", "premier"}:
            level = "deputy"
        if head in {"vice-president", "vice-premier", "vice-minister"}:
            level = "deputy"
        if head == "fm":
            portfolio.add("foreign")
        if head == "secretary" and "permanent" in modifiers:
            # the first official of a ministry, not its head
            level = "official"
        if level in {"minister", "envoy"} and "crown" in modifiers:
            level = "prince"
        title = Title(
            at, i, head, level, "", tuple(codes), plural, relational, determiner, former,
            head in words.feminine, frozenset(portfolio), count,
        )  # fmt: skip
        self._complement(title, end)
        self._elect(title, end)
        if title.head in {"secretary-general", "secretary general"} and not title.codes:
            # without an organisation named, the Secretary-General is that of the United Nations
            title.default_code = "UN"
        american = modifiers <= {"the", "deputy", "acting", "assistant", "under", "former", "u.s."}
        if title.head == "secretary" and american and not title.codes and not title.portfolio:
            # "Secretary Kerry", "Secretary of State Kerry": the American style of address
            title.default_code = "USA"
        if title.head in {"pope", "pontiff"} and not title.codes:
            title.default_code = "VAT"
        title.words = self._wording(title)
        return title

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

    def _wording(self, title: Title) -> str:
        """Words of the title proper: without determiner, owner, complement and quotation marks."""
        tokens = self.tokens
        out: list[str] = []
        i = title.start
        while i < title.end:
            token = tokens[i]
            if token.text in QUOTES or (i == title.start and token.key in _DETERMINERS):
                i += 1
                continue
            owner = self._owner(i, title.end)
            if owner is not None and (not out or tokens[i - 1].key in {"of", "to", "for", "the"}):
                i = owner[0]
                while out and out[-1] in {"of", "to", "for", "the"}:
                    out.pop()
                continue
            if token.key not in {"the", "’s", "'s"} or out:
                out.append(token.text)
            i += 1
        while out and out[-1] in {"of", "to", "for", "the", ",", "and"}:
            out.pop()
        return " ".join(out).replace(" ,", ",")

    def _owner(self, at: int, end: int) -> tuple[int, list[str]] | None:
        """Parse ``Russia's``, ``Russian``, ``the UN's``, ``Congo's`` before a head."""
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
        key = _SUFFIX.sub("", self.tokens[at].key)
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
            and token.key not in _FUNCTION_WORDS
        )

    def _modifies(self, at: int, end: int) -> bool:
        """Whether the token can stand between owner and head of a title."""
        token, words = self.tokens[at], self.titles
        if token.key in words.modifiers or token.key in words.portfolio:
            return self._head_follows(at + 1, end)
        if not token.is_capitalised or not token.is_word or token.key in words.not_names:
            # "four-member", "29-year-old" and other hyphenated qualifiers
            return "-" in token.text and token.text[0].islower() and self._head_follows(at + 1, end)
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

    def _complement(self, title: Title, end: int) -> None:
        """Absorb ``of Foreign Affairs of Algeria``, ``to Seychelles``, ``and Minister of X``."""
        tokens = self.tokens
        codes = list(title.codes)
        portfolio = set(title.portfolio)
        i = title.end
        while i < end:
            if tokens[i].text in QUOTES and i + 1 < end and tokens[i + 1].key == "of":
                # "the “foreign minister” of Abkhazia"
                i += 1
            key = tokens[i].key
            if key == "responsible" and i + 1 < end and tokens[i + 1].key == "for":
                beyond = self._portfolio_run(i + 2, end, portfolio)
                if beyond is None:
                    break
                i = beyond
                continue
            if key == "to" and title.level not in {"envoy", "official", "minister"}:
                # "invited his host to Paris", "the visit of a head of government to Asmara"
                break
            if (
                key in {"of", "for", "to"}
                or (key in {"in", "on"} and title.level in {"envoy", "official"})
                or (key == "in" and title.head in {"head", "chief"} and portfolio)
            ) and i + 1 < end:
                j = i + 1
                while j < end and (tokens[j].key in _BEFORE_OWNER):
                    j += 1
                if j >= end:
                    break
                match = self.match(j, end)
                entry = match.of(*_ACTORS, EntryKind.PEOPLE) if match else None
                adjective = match.of(EntryKind.ADJECTIVE) if match else None
                if entry is None and match and adjective is not None and j + match.length < end:
                    # "head of the Kosovo government", "leader of the Turkish Cypriot community"
                    if tokens[j + match.length].key in _BODIES:
                        entry = adjective
                if match and entry is not None and j + match.length < end:
                    within = self._region_of(j + match.length, end)
                    if within is not None:
                        j, match, entry = within
                if match and entry is not None:
                    if key in {"of", "for"} or (key == "to" and title.level != "envoy"):
                        if key != "to" and entry.code not in codes:
                            codes.append(entry.code)
                    i = self._acronym(j + match.length, end)
                    if title.level == "envoy" and i < end and tokens[i].key in _IN_THE_CHAIR:
                        # "the representative of the OSCE chairperson-in-office"
                        i += 1
                    if i + 1 < end and tokens[i].key in {"'s", "'"}:
                        # "secretary of Iran's Supreme National Security Council"
                        i = self._institution(i + 1, end) or self._house(i + 1, end) or i
                    while i < end and tokens[i].key in _BODIES:
                        i += 1
                    i = self._more_owners(i, end, codes)
                    continue
                if key == "of" and title.level in {"envoy", "official"}:
                    nested = self.title(j, end) if self._head(j, end) is not None else None
                    if nested is not None and nested.codes and not nested.plural:
                        # "Representative of the Secretary-General of the United Nations"
                        codes += [c for c in nested.codes if c not in codes]
                        i = nested.end
                        continue
                k = j + 1 if tokens[j].key in {"two", "three", "four", "both", "respective"} else j
                if k > j and k + 1 < end and tokens[k + 1].key in _SEVERAL:
                    # "the heads of the two negotiating teams"
                    k += 1
                if k < end and tokens[k].key in _SEVERAL and (k > j or tokens[k].key in _STATES):
                    i = k + 1
                    continue
                if (
                    tokens[j].key in {"state", "government", "republic", "mission", "delegation"}
                    and key == "of"
                ):
                    i = j + 1
                    if tokens[j].key == "state" and i < end and tokens[i].key == "for":
                        continue
                    if tokens[j].key in {"state", "government"} and title.head in {"head", "chief"}:
                        title.level = "president" if tokens[j].key == "state" else "premier"
                    continue
                if key == "of" and j > i + 1 and tokens[j].key in _OWN and self._ends(j + 1, end):
                    # "the Chief Minister of the colony, X", "the chairman of its commission, X"
                    i = j + 1
                    continue
                beyond = (
                    self._portfolio_run(j, end, portfolio)
                    or self._institution(j, end)
                    or (self._named_body(j, end) if tokens[j - 1].key == "the" else None)
                )
                if beyond is None:
                    break
                i = beyond
                continue
            if (
                key == "and"
                and i + 2 < end
                and tokens[i + 1].key in {"host", "hostess"}
                and tokens[i + 2].text == ","
            ):
                # "the Cambodian chairman and host, X"
                i += 2
                continue
            # "the Secretary and President X" are two, "the Deputy Premier and Minister of Y" one
            bare = title.determiner == "the" and not codes and not portfolio
            if key in {"and", "&", ","} and i + 1 < end and title.relational is None and not bare:
                follow = self.title(i + 1, end) if self._title_start(i + 1, end, key) else None
                if follow is None or follow.relational or follow.determiner or follow.plural:
                    break
                codes += [c for c in follow.codes if c not in codes]
                portfolio |= follow.portfolio
                i = follow.end
                if follow.level in {"president", "premier", "monarch"}:
                    title.level = follow.level
                continue
            break
        title.end, title.codes, title.portfolio = i, tuple(codes), frozenset(portfolio)

    def _title_start(self, at: int, end: int, joint: str) -> bool:
        """Whether a second title is chained on: ``Deputy Prime Minister and Minister of ...``."""
        token = self.tokens[at]
        if joint == ",":
            return False
        if self._owner(at, end) is not None:
            return False
        return token.is_capitalised and (self._head(at, end) is not None or self._modifies(at, end))

    def _more_owners(self, i: int, end: int, codes: list[str]) -> int:
        """Absorb further owners in a list: ``the foreign ministers of Uruguay and Argentina``."""
        while i < end and self.tokens[i].key in {"and", ",", "&"}:
            j = i + 1
            if j < end and self.tokens[j].key == "and":
                j += 1
            while j < end and self.tokens[j].key in {"the", "of"}:
                j += 1
            if j >= end:
                break
            match = self.match(j, end)
            entry = match.of(EntryKind.POLITY, EntryKind.ORGANIZATION) if match else None
            if match is None or entry is None:
                break
            after = j + match.length
            if after < end and (
                self.tokens[after].key in {"'s", "'"} or self.title(j, end) is not None
            ):
                break
            if self.tokens[i].key == "," and not self._list_goes_on(after, end):
                break
            if entry.code not in codes:
                codes.append(entry.code)
            i = after
        return i

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

    def _house(self, at: int, end: int) -> int | None:
        """End of a body told in small letters: ``Turkmenistan's upper house``."""
        i = at
        while i < end and self.tokens[i].key in {"upper", "lower", "central", "constitutional"}:
            i += 1
        return i + 1 if i < end and self.tokens[i].key in _BODIES | _OWN | {"house"} else None

    def _ends(self, at: int, end: int) -> bool:
        """Whether a phrase ends here, as a title before its name in commas does."""
        return at >= end or self.tokens[at].text in {",", ".", ";", ":", "–", "—"}

    def _named_body(self, at: int, end: int) -> int | None:
        """End of an unknown name with an article, up to a comma: ``head of the Mossad, X``."""
        i = at
        while i < min(end, at + 4) and self.tokens[i].is_word and self.tokens[i].is_capitalised:
            i += 1
        closed = i < end and self.tokens[i].text == ","
        return i if i > at and closed else None

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
            else:
                break
        return last

    def _elect(self, title: Title, end: int) -> None:
        if title.end + 1 < end and self.tokens[title.end].text == "-":
            if self.tokens[title.end + 1].key in {"elect", "designate"}:
                title.end += 2
