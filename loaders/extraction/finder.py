"""Scan sentences for nominals: combine titles, names and lexicon entries into actor phrases."""

from __future__ import annotations

from diplograph.loaders.extraction.frames import load_frames
from diplograph.loaders.extraction.joint import JointFinder
from diplograph.loaders.extraction.lexicon import EntryKind, Lexicon
from diplograph.loaders.extraction.nominals import QUOTES, Nominal, Title
from diplograph.loaders.extraction.tokens import Token

_COLLECTIVE = frozenset(
    "sides countries nations parties states delegations capitals governments men women "
    "leaders statesmen adversaries enemies foes rivals antagonists belligerents signatories "
    "neighbours neighbors powers republics allies partners diplomats "
    "officials teams negotiators".split()
)
_PRONOUNS = frozenset({"he", "she", "they", "him", "them", "i", "we", "each"})
_NOUN_FOLLOWERS = frozenset(
    "said received met hosted told was is had has will would also and , . ; : ' 's who on in "
    "at signed arrived thanked praised invited replied added asked".split()
)


_ADVERBS = frozenset(
    "last also then later first both had have were are will once again separately individually "
    "jointly".split()
)
# Forms of address that name somebody again without his name.
_RANKS = frozenset(
    "captain colonel general marshal admiral major lieutenant brigadier commander sheikh ayatollah "
    "cardinal archbishop bishop".split()
)
_OF_RANKS = frozenset("field rear vice senior air".split())
_COUNTS = frozenset({"two", "three", "four", "pair", "trio"})
# Irregular past forms of what two people do.
_PAST = frozenset(
    "put sat stood met held spoke began came went took gave made shook flew left drove dined "
    "walked said told do did does can could may might should must do see saw got found "
    "broke drew rode ate drank wrote read sign meet agree speak talk sit stand fell kept let "
    "parted plan whom whose together alone".split()
)
_AFTER_OBJECT = frozenset(
    "on in at to for with today yesterday during after before as and again here there".split()
)
_LISTING = frozenset(["with", "by", "including", "received", "met", "hosted"])
_LINKS = frozenset(
    {(",",), ("and",), (",", "and"), ("as", "well", "as"), (",", "as", "well", "as")}
)
# What stands between several and those who are named of them.
_AMONG = frozenset(
    tuple(words.split())
    for words in ("including", ", including", "among them", ", among them", ", notably")
)
# What stands between somebody and those whom he leads.
_LED = frozenset({("accompanied", "by"), ("flanked", "by"), ("assisted", "by")})
_BEING = frozenset({",", "who", "was", "were", "is", "are"})
_GOVERNMENTS = frozenset({"government", "authorities", "leadership"})
# Behind the name of a movement: those who fight or speak for it.
_OF_A_MOVEMENT = frozenset(
    "rebels rebel guerrillas guerrilla insurgents insurgent fighters militants militia".split()
)
_EACH_ACTS = frozenset("was were is are had has will met received signed held spoke".split())
_SENT = frozenset({"envoy", "official"})
_BESIDE = frozenset({"neighbouring", "neighboring"})
# Endings of adjectives that stand for a people and not for one of it.
_OF_A_PEOPLE = ("sh", "ch", "ese", "iss")
OPENING_QUOTES = frozenset('“"«„')
CLOSING_QUOTES = frozenset('”"»“')


class Finder(JointFinder):
    """Finds all nominals of one text, sentence by sentence."""

    def __init__(self, tokens: list[Token], lexicon: Lexicon) -> None:
        super().__init__(tokens, lexicon)
        self.instrument_heads = frozenset(load_frames().instruments)

    def sentence(self, start: int, end: int) -> list[Nominal]:
        """Nominals of one sentence (a token range), in text order, without overlaps."""
        found: list[Nominal] = []
        i = start
        while i < end:
            nominal = self._instrument(i, end) or self._at(i, end, start)
            if nominal is None:
                i += self._step(i, end)
                continue
            self.led_by(nominal, end)
            self._owned(nominal, found)
            self._finish(nominal, end)
            before = found[-1:]
            if before and before[0].text.lower() == "them" and len(found) > 1:
                # "leaders, among them President X"
                before = found[-2:-1]
            if before:
                self._link(before[0], nominal, start)
            found.append(nominal)
            i = max(nominal.end, i + 1)
        return found

    def _link(self, before: Nominal, nominal: Nominal, start: int) -> None:
        """Tell that a phrase goes on with a list: ``met with A, B, and C``."""
        gap = tuple(t.key for t in self.tokens[before.end : nominal.start])
        if gap[-2:] in _LED and set(gap[:-2]) <= _BEING:
            # "X, who was accompanied by Foreign Minister Y": Y is of X's side
            nominal.joined = before
        if before.kind == "collective":
            # "Finnish leaders, among them President X", but not "UN officials and President X"
            nominal.joined = before if gap in _AMONG else None
            return
        if gap not in _LINKS:
            return
        nominal.coordinated = gap[-1] == "and"
        opening = before.start - 1
        opening -= opening > start and self.tokens[opening].key == "the"
        listing = opening >= start and self.tokens[opening].key in _LISTING
        if listing or before.joined is not None:
            nominal.joined = before

    def _step(self, i: int, end: int) -> int:
        """How far to go on where no actor stands: over the whole name of a town."""
        match = self.parser.match(i, end)
        if match is None or any(e.kind is not EntryKind.CITY for e in match.entries):
            return 1
        return match.length

    def _instrument(self, i: int, end: int) -> Nominal | None:
        """A titled instrument in quotation marks, which the parser must see as one word."""
        tokens = self.tokens
        if tokens[i].text not in OPENING_QUOTES:
            return None
        stop = next(
            (j for j in range(i + 1, min(end, i + 60)) if tokens[j].text in CLOSING_QUOTES), None
        )
        if stop is None or stop - i < 4:
            return None
        heads = [t for t in tokens[i + 1 : min(stop, i + 6)] if t.key in self.instrument_heads]
        if not heads or not tokens[i + 1].is_capitalised or not heads[0].is_capitalised:
            return None
        return Nominal("instrument", i, stop + 1)

    def _owned(self, nominal: Nominal, before: list[Nominal]) -> None:
        """``Britain by its minister``, ``the Bank ... its President``: the owner stands before."""
        title = nominal.titles[0] if nominal.titles else None
        if title is None or title.plural:
            return
        if title.determiner is None and title.level in _SENT and before:
            owner = before[-1]
            if owner.kind == "role" and owner.genitive and owner.end + 1 == nominal.start:
                # "the UN Secretary-General's envoy for Libya": whoever sends him
                title.codes = owner.codes or title.codes
                title.default_code = title.default_code or owner.titles[0].default_code
                nominal.codes = owner.codes or nominal.codes
                return
        if title.codes:
            return
        if title.determiner not in {"its", "their"}:
            return
        for other in reversed(before):
            if other.kind in {"polity", "organization"}:
                title.codes = other.codes
                nominal.codes = nominal.codes or other.codes
                return

    def _finish(self, nominal: Nominal, end: int) -> None:
        tokens = self.tokens
        nominal.text = self.parser.span_text(nominal.start, nominal.end)
        nominal.genitive = nominal.end < end and tokens[nominal.end].key in {"'s", "'"}

    def _at(self, i: int, end: int, sentence_start: int) -> Nominal | None:
        token, parser = self.tokens[i], self.parser
        if token.text in QUOTES or not token.is_word:
            return None
        actor = self.joint_at(i, end) or self.person_at(i, end, sentence_start)
        if actor is not None:
            return actor
        governed = self._government_of(i, end)
        if governed is not None:
            return governed
        match = parser.match(i, end)
        if match is not None:
            after = i + match.length
            entry = match.of(EntryKind.POLITY, EntryKind.METONYM)
            if entry is not None:
                # "neighbouring Guinea" is one phrase: the parser takes the adjective for a verb
                beside = i > sentence_start and self.tokens[i - 1].key in _BESIDE
                return Nominal("polity", i - beside, after, codes=(entry.code,))
            entry = match.of(EntryKind.ORGANIZATION)
            if entry is not None and not (
                match.length > 1 and self._within_name(i, sentence_start)
            ):
                after += after < end and self.tokens[after].key in _OF_A_MOVEMENT
                return Nominal("organization", i, after, codes=(entry.code,))
            return None
        halves = parser.halves(i, end, EntryKind.POLITY)
        if halves is not None:
            return Nominal("collective", i, halves[0], codes=tuple(halves[1]))
        if token.key == "the" and i + 1 < end:
            return self._the(i, end)
        if token.key in {"both", "two"} and i + 1 < end:
            states = parser.pair(i, end)
            if states is not None:
                return Nominal("collective", i, states[0], codes=states[1])
            if self.tokens[i + 1].key in _COLLECTIVE:
                return Nominal("collective", i, i + 2)
            if token.key == "both" and self._verbal(i + 1, end) and self._begins(i, sentence_start):
                return Nominal("collective", i, i + 1)
            if token.key == "both" and self.tokens[i + 1].key not in {"of", "in", "on", "the"}:
                return None
        if token.key == "neither" and self._begins(i, sentence_start) and i + 1 < end:
            if self.tokens[i + 1].key in {"man", "woman", "leader", "side", "minister"}:
                return Nominal("collective", i, i + 2)
        if token.key == "each" and not (i + 1 < end and self.tokens[i + 1].key in _EACH_ACTS):
            # "each other", "each country", "each of the pages"
            return None
        if token.key in _PRONOUNS:
            return Nominal("pronoun", i, i + 1)
        if token.key == "her" and (
            i + 1 >= end
            or not self.tokens[i + 1].is_word
            or self.tokens[i + 1].key in _AFTER_OBJECT
        ):
            return Nominal("pronoun", i, i + 1)
        return None

    def _begins(self, i: int, sentence_start: int) -> bool:
        """Whether a clause begins at a token."""
        return i == sentence_start or self.tokens[i - 1].text in {",", ";", ":"}

    def _government_of(self, i: int, end: int) -> Nominal | None:
        """``the Federal Government of Iraq``, ``the Iraqi government``: one word to the parser."""
        tokens = self.tokens
        j = i + (tokens[i].key == "the")
        people = self.parser.match(j, end) if j < end else None
        adjective = people.of(EntryKind.ADJECTIVE) if people is not None else None
        if people is not None and adjective is None:
            owner = j + people.length < end and tokens[j + people.length].key == "'s"
            adjective = people.of(EntryKind.POLITY) if owner else None
        if people is not None and adjective is not None:
            # "the Sudanese government", "Sudan's government", no "Sudanese government spokesman"
            k = j + people.length
            k += k < end and tokens[k].key == "'s"
            heads = self.parser.titles.heads
            said = k < end and tokens[k].key in _GOVERNMENTS
            if said and not (k + 1 < end and tokens[k + 1].key in heads):
                return Nominal("polity", i, k + 1, codes=(adjective.code,))
            return None
        j += j < end and tokens[j].key in {"federal", "central", "royal", "interim"}
        if j + 2 >= end or tokens[j].key not in _GOVERNMENTS or tokens[j + 1].key != "of":
            return None
        j += 2
        j += tokens[j].key == "the"
        match = self.parser.match(j, end) if j < end else None
        entry = match.of(EntryKind.POLITY) if match is not None else None
        if match is None or entry is None:
            return None
        return Nominal("polity", i, j + match.length, codes=(entry.code,))

    def _within_name(self, i: int, sentence_start: int) -> bool:
        """Whether a capitalised word stands right before: ``National Security Council``."""
        if i <= sentence_start or i == 0:
            return False
        before = self.tokens[i - 1]
        known = self.parser.match(i - 1, i) is not None
        function_word = before.key in self.parser.titles.not_names
        return before.is_word and before.is_capitalised and not known and not function_word

    def _verbal(self, i: int, end: int) -> bool:
        """Whether a clause goes on here, not a noun phrase: "the two put", not "the two seas"."""
        key = self.tokens[i].key
        if key in _NOUN_FOLLOWERS | _ADVERBS | _PAST:
            return True
        plural = i + 1 < end and self.tokens[i + 1].key.endswith("s")
        return key.endswith("ed") and len(key) > 3 and not plural

    def _several(self, i: int, at: int, end: int) -> Nominal | None:
        """``the two``, ``the two sides``, ``the two Koreas``; the number stands at ``at``."""
        tokens, j = self.tokens, at + 1
        states = self.parser.pair(at, end)
        if states is not None:
            return Nominal("collective", i, states[0], codes=states[1])
        if j < end and tokens[j].key in _COLLECTIVE:
            j += 1
        elif j < end and tokens[j].is_word and not self._verbal(j, end):
            return None
        return Nominal("collective", i, j)

    def _rank(self, i: int, end: int) -> Nominal | None:
        """``the captain`` after Captain X, ``the field marshal``."""
        tokens, j = self.tokens, i + 1
        while j + 1 < end and tokens[j].key in _RANKS | _OF_RANKS and tokens[j + 1].key in _RANKS:
            j += 1
        if tokens[j].key not in _RANKS:
            return None
        after = j + 1
        ends = after >= end or not tokens[after].is_word or tokens[after].key in _AFTER_OBJECT
        if not ends and not self._verbal(after, end):
            return None
        title = Title(i, after, tokens[j].key, "rank", tokens[j].text)
        return Nominal("role", i, after, titles=[title])

    def _the(self, i: int, end: int) -> Nominal | None:
        """``the two``, ``the two sides``, ``the Argentine``, ``the pair``."""
        tokens = self.tokens
        following = tokens[i + 1]
        if following.key == "same" and i + 2 < end and tokens[i + 2].key in _COUNTS:
            # "the same two", "the same two ministers"
            title = self.plausible_title(i + 2, end)
            same = self.role(title) if title is not None and title.plural else None
            same = same or self._several(i, i + 2, end)
            if same is not None:
                same.start = i
                return same
        if following.key in _COUNTS:
            return self._several(i, i + 1, end)
        if following.key in _COLLECTIVE:
            return Nominal("collective", i, i + 2)
        rank = self._rank(i, end)
        if rank is not None:
            return rank
        match = self.parser.match(i + 1, end)
        if match is not None:
            people = match.of(EntryKind.PEOPLE)
            if people is not None and tokens[i + match.length].key.endswith("s"):
                # "the Burundians were led by X": those who act for Burundi
                return Nominal("polity", i, i + 1 + match.length, codes=(people.code,))
            adjective = match.of(EntryKind.ADJECTIVE, EntryKind.PEOPLE)
            after = i + 1 + match.length
            if adjective is not None and match.of(EntryKind.POLITY) is None:
                if after < end and tokens[after].key == "side":
                    return Nominal("polity", i, after + 1, codes=(adjective.code,))
                if after >= end or self._verbal(after, end):
                    if tokens[after - 1].key.endswith(_OF_A_PEOPLE):
                        # "the French said": those who act for France, no single person
                        return Nominal("polity", i, after, codes=(adjective.code,))
                    title = Title(i, after, "one", "anyone", "", (adjective.code,))
                    return Nominal("role", i, after, titles=[title], codes=(adjective.code,))
        return None
