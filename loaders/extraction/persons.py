"""Phrases that name persons: titles and names combined, with what stands around them."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from itertools import pairwise

from diplograph.loaders.extraction.lexicon import EntryKind, Lexicon
from diplograph.loaders.extraction.names import NominalParser
from diplograph.loaders.extraction.nominals import QUOTES, Name, Nominal, Title
from diplograph.loaders.extraction.tokens import Token

_SERVING = frozenset(
    "now also currently is was has been becomes became serves served as heads leads".split()
)
# Heads whose plural is also what somebody does.
_VERBS_TOO = frozenset({"hosts", "chairs", "heads"})
# How long a remark in brackets between a title and its name may be, in words.
_REMARK = 9


class PersonFinder:
    """Finds persons, groups and roles at given positions of one token list."""

    def __init__(self, tokens: list[Token], lexicon: Lexicon) -> None:
        self.tokens = tokens
        self.parser = NominalParser(tokens, lexicon)

    def person_at(self, i: int, end: int, sentence_start: int = -1) -> Nominal | None:
        """The phrase for persons that starts at a token: a title with names, a name, a role."""
        title = self.plausible_title(i, end)
        if title is not None:
            titled = self.titled(title, end)
            if titled is not None:
                return titled
        named = self.named(i, end, sentence_start)
        if named is not None and not (
            # words of an office are nobody's name: "the work of Special Envoy of the UN"
            title is not None and named.kind == "unsure" and named.end <= title.end
        ):
            return named
        return self.role(title) if title is not None else None

    # -- titles ------------------------------------------------------------------------------

    def plausible_title(self, i: int, end: int) -> Title | None:
        """A title that can be one here, not a verb or an ordinary noun."""
        title = self.parser.title(i, end)
        if title is None:
            return None
        if title.end - title.start == 1 and not self.tokens[i].is_capitalised:
            # a bare lower-case head needs a name after it ("president Park"), or it may be
            # a verb or an ordinary noun ("to head", "hosts")
            if not (title.end < end and self.tokens[title.end].is_capitalised):
                return None
            if title.head in {"host", "head", "chief", "guest", "chair", "visitor", "member"}:
                return None
        if title.relational == "host" and title.determiner is None and not title.codes:
            # "Host Mauricio Macri", but not "hosts talks"
            after = self.tokens[title.end] if title.end < end else None
            if not self.tokens[i].is_capitalised or after is None or not after.is_capitalised:
                return None
        if title.head in _VERBS_TOO and title.plural and title.determiner is None:
            match = self.parser.match(i, end)
            if match is not None and i + match.length == title.end - 1:
                if match.of(EntryKind.POLITY, EntryKind.METONYM) is not None:
                    # "Finland hosts the session"; the plural would be "the Finnish hosts"
                    return None
        return title

    def titled(self, title: Title, end: int) -> Nominal | None:
        """A title with its name or names."""
        tokens, i = self.tokens, self._behind_brackets(title, end)
        comma = False
        while i < end and (tokens[i].text in QUOTES or tokens[i].text in {",", "–", "—", ":"}):
            if tokens[i].text in {",", "–", "—", ":"}:
                if comma:
                    return None
                comma = True
            i += 1
        if comma and i + 1 < end and tokens[i].key == "the":
            if self.parser.honorific(i + 1, end) > i + 1:
                # "the Prime Minister of Barbados, the Hon. X"
                i += 1
        if i >= end:
            return None
        if title.plural or title.count:
            # "the premiers of Britain and Italy, A and B, C for America": as many as the owners
            most = len(title.codes) if title.plural and len(title.codes) > 1 else title.count
            names, codes, stop = self._name_list(i, end, most)
            if len(names) >= 2 and (not comma or self._closed(stop, end)):
                return self._group(title, names, codes, self._close(stop, end, comma))
            if not (title.plural and len(names) == 1):
                return None
            return None
        at = self._after_address(i, end)
        if comma and at == i and self._second_title(i, end) is not None:
            second = self._second_title(i, end)
            assert second is not None
            host = replace(title) if title.relational == "host" else None
            found = self.titled(self._joined(title, second), end)
            if found is not None and host is not None:
                # "his host, Prime Minister X": the office is his, and it is he who receives
                found.titles.append(host)
            return found
        name = self.parser.name(at, end, after_title=at > i or not comma)
        if name is None and comma and title.determiner is not None:
            name = self._town_like(at, end)
        if name is None or self._is_polity(name):
            return None
        if comma and at == i and not self._closed(name.end, end):
            return None
        if not comma and at == i and title.plural:
            return None
        of = self._of_polity(name.end, end)
        nominal = Nominal("person", title.start, name.end, [name], [title], title.codes)
        nominal.name_codes = [None]
        if of is not None and not title.codes:
            nominal.codes, nominal.end = (of[1],), of[0]
        nominal.end = self._close(nominal.end, end, comma)
        self._trailing_title(nominal, end)
        return nominal

    def _behind_brackets(self, title: Title, end: int) -> int:
        """``the Ambassador of Finland (with residence in Astana) X``: where the name begins."""
        tokens, i = self.tokens, title.end
        if title.level != "envoy" or i >= end or tokens[i].text != "(":
            return i
        for j in range(i + 1, min(i + _REMARK, end - 1)):
            if tokens[j].text == ")":
                return j + 1 if tokens[j + 1].is_capitalised else i
        return i

    def _is_polity(self, name: Name) -> bool:
        """``ASEAN chair Brunei Darussalam``: a state can hold an office, but is no person."""
        match = self.parser.match(name.start, name.end)
        return (
            match is not None
            and match.length == name.end - name.start > 1
            and match.of(EntryKind.POLITY) is not None
        )

    def _town_like(self, at: int, end: int) -> Name | None:
        """A name that begins like a capital's, alone between commas: Baghdad Amreyev."""
        match = self.parser.match(at, end)
        kinds = {entry.kind for entry in match.entries} if match is not None else set()
        if match is None or match.length != 1 or not kinds <= {EntryKind.CITY, EntryKind.METONYM}:
            return None
        rest = self.parser.name(at + 1, end)
        if rest is None or not self._closed(rest.end, end):
            return None
        return Name(self.parser.span_text(at, rest.end), at, rest.end)

    def _after_address(self, at: int, end: int) -> int:
        """Where the name begins: behind the form of address, if one stands near.

        ``Head of the Centre for Central Asia Mr. X``: what stands before it belongs to the title.
        """
        for i in range(at, min(at + 5, end)):
            if self.tokens[i].key.rstrip(".") in {"mr", "mrs", "ms", "dr"} and i + 1 < end:
                return self.parser.honorific(i, end)
            if not self.tokens[i].is_capitalised:
                break
        return self.parser.honorific(at, end)

    def _second_title(self, at: int, end: int) -> Title | None:
        title = self.plausible_title(at, end)
        if title is None or title.plural or title.relational:
            return None
        return title

    @staticmethod
    def _joined(first: Title, second: Title) -> Title:
        second.start = first.start
        second.codes = first.codes or second.codes
        second.words = first.words or second.words
        if first.level in {"president", "premier", "monarch"}:
            second.level = first.level
        second.portfolio |= first.portfolio
        return second

    def _trailing_title(self, nominal: Nominal, end: int) -> None:
        """``X, the foreign minister of Turkey,`` after a name that may have a title already."""
        tokens, i = self.tokens, nominal.end
        if i < end and tokens[i].text == "(":
            self._parenthesis(nominal, end)
            return
        if i + 1 >= end or tokens[i].text not in {",", "–", "—"}:
            return
        j = i + 1
        if tokens[j].key == "who":
            k = j + 1
            while k < end and tokens[k].key in _SERVING:
                k += 1
            told = self.plausible_title(k, end) if k > j + 1 and k < end else None
            if told is not None and not told.plural and tokens[k - 1].key not in {"heads", "leads"}:
                nominal.titles.append(told)
                if not nominal.codes or nominal.titles[0].former:
                    nominal.codes = told.codes or nominal.codes
            return
        if tokens[j].key in {"currently", "himself", "herself"}:
            return
        title = self.plausible_title(j, end)
        if title is None or title.plural or not self._closed(title.end, end):
            return
        after = title.end
        if after < end and tokens[after].text == "," and after + 1 < end:
            # "X, the Y minister, Z, the W minister": the comma closes the apposition unless a
            # name follows it at once, when the title belongs to that name ("..., President Key")
            follow = self.parser.name(after + 1, end)
            if (
                title.determiner in {"the", "our"}
                and follow is not None
                and not nominal.titles
                and self._closed(follow.end, end)
                and not self._list_context(nominal.start)
            ):
                return
        if title.relational == "counterpart" and title.determiner not in {"his", "her", "their"}:
            return
        nominal.titles.append(title)
        if not nominal.codes:
            nominal.codes = title.codes
        nominal.end = self._close(title.end, end, True)
        if title.former and title.end < end and tokens[title.end].key == "who":
            k = title.end + 1
            while k < end and tokens[k].key in {"now", "also", "currently", "is", "serves", "as"}:
                k += 1
            told = self.plausible_title(k, end) if k < end else None
            if told is not None and not told.plural:
                nominal.titles.insert(0, told)
                nominal.codes = told.codes

    def _list_context(self, at: int) -> bool:
        return at > 0 and self.tokens[at - 1].key in {"and", "with", "by", "between", ",", "met"}

    def _parenthesis(self, nominal: Nominal, end: int) -> None:
        """``Louise Mushikiwabo (Rwanda)``: a polity in brackets after a name."""
        i = nominal.end
        match = self.parser.match(i + 1, end) if i + 1 < end else None
        if match is None:
            return
        after = i + 1 + match.length
        entry = match.of(EntryKind.POLITY, EntryKind.ORGANIZATION)
        if entry is not None and after < end and self.tokens[after].text == ")":
            if not nominal.codes:
                nominal.codes = (entry.code,)
            nominal.end = after + 1

    def _group(self, title: Title, names: list[Name], codes: list[str | None], end: int) -> Nominal:
        nominal = Nominal("group", title.start, end, names, [title], title.codes)
        if len(title.codes) == len(names) and not any(codes):
            # "the foreign ministers of Uruguay and Argentina, Luis Almagro and Héctor Timerman"
            codes = list(title.codes)
        nominal.name_codes = codes
        return nominal

    def role(self, title: Title) -> Nominal | None:
        """A title without a name."""
        if title.plural or title.count:
            return Nominal("collective", title.start, title.end, titles=[title], codes=title.codes)
        return Nominal("role", title.start, title.end, titles=[title], codes=title.codes)

    def _name_list(
        self, at: int, end: int, most: int | None = None
    ) -> tuple[list[Name], list[str | None], int]:
        """``A of X, B of Y and C``: names with the polity that each is said to be of."""
        tokens = self.tokens
        names: list[Name] = []
        codes: list[str | None] = []
        i = at
        while i < end:
            start = self.parser.honorific(i, end)
            code: str | None = None
            match = self.parser.match(start, end)
            if match is not None and start + match.length + 1 < end:
                owner = match.of(EntryKind.POLITY, EntryKind.ADJECTIVE)
                after = start + match.length
                if owner is not None and tokens[after].key in {"'s", "'"}:
                    code, start = owner.code, after + 1
            match = self.parser.match(start, end)
            if match is not None and match.of(EntryKind.POLITY, EntryKind.ORGANIZATION) is not None:
                break
            name = self.parser.name(start, end, after_title=True)
            if name is None:
                break
            of = self._of_polity(name.end, end)
            stop = name.end
            if of is not None:
                stop, code = of[0], of[1]
            names.append(name)
            codes.append(code)
            i = stop
            shared = self._respectively(names, codes, stop, end)
            if shared is not None:
                return names, shared[1], shared[0]
            if len(names) == most:
                return names, codes, stop
            if i < end and tokens[i].text == "," and i + 1 < end:
                i += 2 if tokens[i + 1].key == "and" else 1
            elif i < end and tokens[i].key in {"and", "&"}:
                i += 1
            else:
                return names, codes, stop
            last_stop = stop
        return names, codes, (last_stop if names else at)

    def _respectively(
        self, names: list[Name], codes: list[str | None], at: int, end: int
    ) -> tuple[int, list[str | None]] | None:
        """``A and B of Serbia and Kosovo``: as many polities as names, in their order."""
        if len(names) < 2 or codes[-1] is None or any(codes[:-1]):
            return None
        owners = [codes[-1]]
        stop = self.parser.more_owners(at, end, owners)
        return (stop, list(owners)) if len(owners) == len(names) else None

    def _of_polity(self, at: int, end: int) -> tuple[int, str] | None:
        """``of Uruguay`` right after a name."""
        if at + 1 >= end or self.tokens[at].key not in {"of", "for"}:
            return None
        j = at + 1
        if self.tokens[j].key == "the" and j + 1 < end:
            j += 1
        match = self.parser.match(j, end)
        entry = match.of(EntryKind.POLITY, EntryKind.ORGANIZATION) if match else None
        if match is None or entry is None or self.tokens[at].key == "for":
            return None
        return j + match.length, entry.code

    def _closed(self, at: int, end: int) -> bool:
        """Whether an apposition can end before this token."""
        if at >= end:
            return True
        token = self.tokens[at]
        return token.text in {",", ".", ";", ")", ":", "?", "–", "—", "("} or token.key in {
            "and", "'s", "'", "who", "which", "with", "in", "on", "at", "as", "to", "for", "of",
            "said", "or",
        }  # fmt: skip

    def _close(self, at: int, end: int, comma: bool) -> int:
        """Swallow the comma that closes an apposition."""
        if comma and at + 1 < end and self.tokens[at].text == ",":
            if self.tokens[at + 1].key not in {"and", "but", "while", "who", "which"}:
                return at + 1
        return at

    # -- names without a title before them -----------------------------------------------------

    def named(self, i: int, end: int, sentence_start: int) -> Nominal | None:
        """A name without a title before it, with what follows it."""
        tokens, parser = self.tokens, self.parser
        match = parser.match(i, end)
        if match is not None:
            after = i + match.length
            owner = match.of(EntryKind.POLITY, EntryKind.ADJECTIVE, EntryKind.ORGANIZATION)
            if owner is not None and after + 1 < end:
                start = after
                if tokens[after].key in {"'s", "'"}:
                    start = after + 1
                    name = parser.name(parser.honorific(start, end), end)
                    if name is not None and name.end - name.start >= 2:
                        return self._person(i, name, (owner.code,), end)
        at = parser.honorific(i, end)
        if at > i:
            name = parser.name(at, end, after_title=True)
            if name is not None:
                of = self._of_polity(name.end, end)
                nominal = self._person(i, name, (of[1],) if of is not None else (), end)
                nominal.end = max(nominal.end, of[0]) if of is not None else nominal.end
                nominal.titles = self._honorific_titles(i, at) + nominal.titles
                nominal.kind = "person"
                return nominal
        begins = tokens[i].is_capitalised or tokens[i].key in parser.titles.particles
        if not begins and not parser.particled(i):
            return None
        name = parser.name(i, end)
        if name is None:
            return None
        single = name.end - name.start == 1
        if single and i == sentence_start and not self._named_elsewhere(i):
            return None
        of = self._of_polity(name.end, end)
        if of is not None and not single:
            nominal = self._person(i, name, (of[1],), end)
            nominal.end = max(nominal.end, of[0])
            return nominal
        nominal = self._person(i, name, (), end)
        if not nominal.titles and not nominal.codes:
            nominal.kind = "unsure"
        return nominal

    def _honorific_titles(self, start: int, end: int) -> list[Title]:
        titles = []
        for i in range(start, end):
            key = self.tokens[i].key
            level = self.parser.titles.heads.get(key)
            if level in {"monarch", "prince", "envoy"}:
                feminine = key in self.parser.titles.feminine
                text = self.tokens[i].text
                titles.append(Title(i, i + 1, key, level, text, feminine=feminine))
            elif key in self.parser.titles.feminine:
                titles.append(Title(i, i + 1, "", "honorific", "", feminine=True))
        return titles

    def _person(self, start: int, name: Name, codes: tuple[str, ...], end: int) -> Nominal:
        nominal = Nominal("person", start, name.end, [name], [], codes)
        nominal.name_codes = [None]
        self._trailing_title(nominal, end)
        return nominal

    def _named_elsewhere(self, i: int) -> bool:
        """Whether the word stands capitalised in the middle of a sentence elsewhere."""
        return any(j != i for j in self._inner_capitals.get(self.tokens[i].key, ()))

    @cached_property
    def _inner_capitals(self) -> dict[str, list[int]]:
        """Where words stand capitalised, and not after a full stop or at the very beginning."""
        found: dict[str, list[int]] = {}
        for j, (before, token) in enumerate(pairwise(self.tokens), start=1):
            if token.is_capitalised and before.text not in {".", "\n"}:
                found.setdefault(token.key, []).append(j)
        return found

    # -- delegations -----------------------------------------------------------------------------

    def led_by(self, nominal: Nominal, end: int) -> None:
        """``a delegation of X headed by its President Y``: the named head stands for it."""
        if not nominal.titles or nominal.titles[0].level != "delegation" or nominal.names:
            return
        if nominal.kind != "role":
            return
        tokens, i = self.tokens, nominal.end
        if i < end and tokens[i].text == ",":
            i += 1
        if i + 1 >= end or tokens[i].key not in {"headed", "led"} or tokens[i + 1].key != "by":
            return
        head = self.person_at(i + 2, end)
        if head is None or not head.names:
            return
        nominal.kind = "person" if len(head.names) == 1 else "group"
        nominal.names, nominal.end = head.names, head.end
        nominal.name_codes = head.name_codes
        nominal.titles = head.titles or nominal.titles
        nominal.codes = nominal.codes or head.codes
