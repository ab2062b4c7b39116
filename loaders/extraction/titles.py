"""The grammar of titles: owners, modifiers, portfolios, heads and their complements.

It works on tokens and lexicon alone, before any statistical parse, because the parse is made of the
sentence in which these phrases are already one word each (see ``parsing``).
"""

from __future__ import annotations

from diplograph.loaders.extraction.lexicon import EntryKind, Match
from diplograph.loaders.extraction.nominals import QUOTES, Title
from diplograph.loaders.extraction.title_words import BODIES, DIRECTIONS, OWN, SUFFIX, TitleWords
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
_OPENINGS = _DETERMINERS | DIRECTIONS
_BEFORE_OWNER = frozenset(
    "both the our their his her its de facto occupied breakaway neighbouring neighboring newly "
    "independent".split()
)
# "the leaders of the Union and of the six members of the Council"
_BETWEEN_OWNERS = frozenset({"the", "of", "member", "members", "states", *_NUMBERS} - {"both"})
_STATES = frozenset("countries states nations sides parties governments".split())
_SEVERAL = _STATES | {"teams", "delegations"}
_IN_THE_CHAIR = frozenset(
    "chairperson-in-office chairman-in-office secretary-general chairperson chairman".split()
)
# Ministers who are called secretaries in America only.
_AMERICAN_DEPARTMENTS = frozenset({"the", "treasury", "homeland", "security", "commerce"})
_AMERICAN_STYLES = frozenset({"secretary", "counselor"})
_HOLY_SEE = "VAT"
_POPES = frozenset({"pope", "pontiff", "holy father"})
# Those whom somebody sends, and where they are posted.
_SENT = frozenset({"envoy", "official"})
# Those who can be in charge of something that is no state or body.
_IN_CHARGE = frozenset({"envoy", "official", "minister", "leader"})
# Who serves somebody in person.
_SERVANTS = frozenset({"adviser", "advisor", "aide", "counselor", "counsellor", "special adviser"})
# Heads that are given names as well where another head stands before them.
GIVEN_NAMES = frozenset({"sultan", "emir", "amir"})
_POSTED = frozenset("mission office delegation embassy representation".split())
# States of which one may be called by the name of both.
_PAIRS = {
    "koreas": ("KOR", "PRK"),
    "sudans": ("SDN", "SSD"),
    "congos": ("COD", "COG"),
    "germanys": ("DEU", "DDR"),
    "germanies": ("DEU", "DDR"),
    "yemens": ("YEM", "YMD"),
}
_AFTER_HEAD = frozenset({"extraordinary", "plenipotentiary"})


class TitleGrammar(TitleWords):
    """Parses titles at given positions of one token list."""

    def _may_open(self, token: Token) -> bool:
        """Whether a title can begin with a word: with most words none can."""
        return (
            token.is_capitalised
            or token.key in _OPENINGS
            or token.key in self.titles.openings
            or "-" in token.text
            or token.text in QUOTES
        )

    def title(self, at: int, end: int) -> Title | None:
        """Parse a title that starts at a token: determiner, owners, modifiers, head, complement."""
        tokens, words = self.tokens, self.titles
        if at >= end or not self._may_open(tokens[at]):
            return None
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
                if i == at and match is not None and self._is_setting(match, i, end):
                    return None
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
                    if tokens[i].key in GIVEN_NAMES:
                        # "Special Envoy Sultan al-X" is no sultan
                        break
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
            head = SUFFIX.sub("", head)
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
        if head in {"fm", "eam"}:
            portfolio.add("foreign")
        if head == "secretary" and "permanent" in modifiers:
            # the first official of a ministry, not its head
            level = "official"
        if level in {"minister", "envoy"} and "crown" in modifiers:
            level = "prince"
        title = Title(
            at, i, head, level, "", tuple(codes), plural, relational,
            self.article(head, determiner), former,
            head in words.feminine, frozenset(portfolio), count,
        )  # fmt: skip
        self._complement(title, end)
        self._elect(title, end)
        if title.head in {"secretary-general", "secretary general"} and not title.codes:
            # without an organisation named, the Secretary-General is that of the United Nations
            title.default_code = "UN"
        american = modifiers <= {"the", "deputy", "acting", "assistant", "under", "former", "u.s."}
        department = american and not title.portfolio
        if modifiers | title.portfolio <= _AMERICAN_DEPARTMENTS:
            department = True
        if title.head in {"commissioner", "commissioners"} and "european" in modifiers:
            title.codes = title.codes or ("EU",)
        if title.head in _AMERICAN_STYLES and department and not title.codes:
            # "Secretary Kerry", "Treasury Secretary Mnuchin": the American style of address
            title.default_code = "USA"
        if title.head in _POPES and not title.codes:
            title.default_code = _HOLY_SEE
        title.words = self._wording(title)
        return title

    def _is_setting(self, match: Match, at: int, end: int) -> bool:
        """``in Moscow Russian Foreign Minister X``: the capital is where, not whose minister."""
        after = at + match.length
        if at == 0 or self.tokens[at - 1].key not in {"in", "from", "at"} or after >= end:
            return False
        return match.of(EntryKind.CITY) is not None and self._owner(after, end) is not None

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
            field = owner is not None and not set(owner[1]) & set(title.codes)
            if field and owner is not None and owner[0] < title.end:
                # "for Korean Peninsula Affairs" tells a field, and no owner
                field = tokens[owner[0]].is_capitalised
            else:
                field = False
            if (
                owner is not None
                and not field
                and (not out or tokens[i - 1].key in {"of", "to", "for", "the"})
            ):
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
            posted = tokens[i - 1].key in _POSTED
            if key == "to" and title.level not in {"envoy", "official", "minister"} and not posted:
                # "invited his host to Paris", "the visit of a head of government to Asmara"
                break
            if key == "to" and self._our_state(i + 1, end):
                # "the Ambassador of Iran to our country X"
                i += 3
                continue
            if (
                key in {"of", "for", "to"}
                or (key in {"in", "on"} and title.level in {"envoy", "official"})
                or (key == "in" and title.head in {"head", "chief"} and portfolio)
                or (key == "from" and not codes and self._sent_from(title, i + 1, end))
            ) and i + 1 < end:
                j = i + 1
                while j < end and (tokens[j].key in _BEFORE_OWNER):
                    j += 1
                if j >= end:
                    break
                both = self.pair(j, end)
                if both is not None and not codes:
                    i = both[0]
                    codes += both[1]
                    continue
                remit = (
                    self._remit(j, end, portfolio)
                    if key in {"for", "on"} and title.level in _IN_CHARGE
                    else None
                )
                if remit is not None:
                    i = remit
                    continue
                master = self._master(key, j, end, title)
                if master is not None:
                    i = master
                    continue
                match = self.match(j, end)
                entry = match.of(*_ACTORS, EntryKind.PEOPLE) if match else None
                adjective = match.of(EntryKind.ADJECTIVE) if match else None
                if entry is None and match and adjective is not None and j + match.length < end:
                    # "head of the Kosovo government", "leader of the Turkish Cypriot community"
                    if tokens[j + match.length].key in BODIES:
                        entry = adjective
                if match and entry is not None and j + match.length < end:
                    within = self._region_of(j + match.length, end)
                    if within is not None:
                        j, match, entry = within
                if match and entry is not None:
                    sent = key == "for" and title.level == "envoy"
                    if key in {"of", "for", "from"} and not sent and entry.code not in codes:
                        # the special envoy for Yemen is not sent by Yemen
                        codes.append(entry.code)
                    i = self._acronym(j + match.length, end)
                    if title.level == "envoy" and i < end and tokens[i].key in _IN_THE_CHAIR:
                        # "the representative of the OSCE chairperson-in-office"
                        i += 1
                    if i + 1 < end and tokens[i].key in {"'s", "'"}:
                        # "secretary of Iran's Supreme National Security Council"
                        i = self._institution(i + 1, end) or self._house(i + 1, end) or i
                    while i < end and tokens[i].key in BODIES:
                        i += 1
                    if title.level in {"official", "leader"}:
                        i = self._office(i, end)
                    i = self.more_owners(i, end, codes)
                    continue
                if key == "of" and title.level in {"envoy", "official"}:
                    nested = self.title(j, end) if self._head(j, end) is not None else None
                    sender = nested.codes if nested is not None else ()
                    if nested is not None and nested.head in _POPES:
                        sender = sender or (_HOLY_SEE,)
                    if nested is not None and sender and not nested.plural:
                        # "Representative of the Secretary-General of the United Nations"
                        codes += [c for c in sender if c not in codes]
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
                if key == "of" and j > i + 1 and tokens[j].key in OWN and self._ends(j + 1, end):
                    # "the Chief Minister of the colony, X", "the chairman of its commission, X"
                    i = j + 1
                    continue
                named = tokens[j - 1].key == "the" or (title.level in _SENT and key == "for")
                beyond = self._portfolio_run(j, end, portfolio) or self._institution(j, end)
                if named:
                    beyond = max(beyond or 0, self._named_body(j, end) or 0) or None
                if beyond is not None and title.level in {"official", "leader"}:
                    # "the Director of the Conflict Prevention Centre X"
                    beyond = max(beyond, self._office(beyond, end))
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

    def _sent_from(self, title: Title, at: int, end: int) -> bool:
        """Whether ``from`` says whose they are: ``her colleague from``, ``officials from``."""
        if title.relational is not None:
            return True
        if not title.plural and title.level != "delegation":
            return False
        if any(t.key in _STATES for t in self.tokens[at : min(at + 2, end)]):
            # "officials from the governments of Laos and Burma"
            return True
        # "officials from the Bank Secretariat", "from the Union countries": not of the whole
        stop, codes = self.owners(at, end)
        after = self.tokens[stop] if codes and stop < end else None
        return bool(codes) and (
            after is None or not (after.is_capitalised or after.key in _SEVERAL)
        )

    def owners(self, at: int, end: int) -> tuple[int, tuple[str, ...]]:
        """Read ``Laos, Burma and the UN``: where the list ends and the codes of those in it."""
        at += at < end and self.tokens[at].key in {"both", "the"}
        match = self.match(at, end) if at < end else None
        entry = match.of(EntryKind.POLITY, EntryKind.ORGANIZATION) if match is not None else None
        if match is None or entry is None:
            return at, ()
        codes = [entry.code]
        return self.more_owners(at + match.length, end, codes), tuple(codes)

    def _master(self, key: str, at: int, end: int, title: Title) -> int | None:
        """``adviser to President X, Y``: the end of the words for him whom Y serves."""
        if key not in {"to", "of"} or title.head not in _SERVANTS:
            return None
        served = self.title(at - (self.tokens[at - 1].key == "the"), end)
        if served is None or served.plural or served.level not in {"president", "premier"}:
            return None
        i = served.end
        while i < end and self.tokens[i].is_word and self.tokens[i].is_capitalised:
            i += 1
        named = i + 1 < end and self.tokens[i].text == "," and self.tokens[i + 1].is_capitalised
        # "adviser to the President Dr. X"
        addressed = served.end < end and self.tokens[served.end].key in self.titles.honorifics
        return served.end if addressed else (i if named else None)

    def _our_state(self, at: int, end: int) -> bool:
        """Whether the writer's own state is told: ``our country``."""
        return (
            at + 1 < end
            and self.tokens[at].key in {"our", "this"}
            and self.tokens[at + 1].key in OWN
        )

    def pair(self, at: int, end: int) -> tuple[int, tuple[str, ...]] | None:
        """``two Koreas``, ``both Sudans``: the end of the phrase and the states it stands for."""
        if at + 1 >= end or self.tokens[at].key not in {"two", "both"}:
            return None
        codes = _PAIRS.get(self.tokens[at + 1].key)
        return (at + 2, codes) if codes is not None else None

    def _title_start(self, at: int, end: int, joint: str) -> bool:
        """Whether a second title is chained on: ``Deputy Prime Minister and Minister of ...``."""
        token = self.tokens[at]
        if joint == ",":
            return False
        if self._owner(at, end) is not None:
            return False
        return token.is_capitalised and (self._head(at, end) is not None or self._modifies(at, end))

    def more_owners(self, i: int, end: int, codes: list[str]) -> int:
        """Absorb further owners in a list: ``the foreign ministers of Uruguay and Argentina``."""
        while i < end and self.tokens[i].key in {"and", ",", "&"}:
            j = i + 1
            if j < end and self.tokens[j].key == "and":
                j += 1
            while j < end and self.tokens[j].key in _BETWEEN_OWNERS:
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
            closed = self.tokens[i].key != "," or self.tokens[i + 1].key == "and"
            if not closed and not self._list_goes_on(after, end):
                break
            if entry.code not in codes:
                codes.append(entry.code)
            i = after
        return i

    def _elect(self, title: Title, end: int) -> None:
        if title.end + 1 < end and self.tokens[title.end].text == "-":
            if self.tokens[title.end + 1].key in {"elect", "designate"}:
                title.end += 2
