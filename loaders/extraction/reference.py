"""Who is who within one article: name variants, titles, and whom a phrase refers to.

Names are merged over the whole article first ("Biblov" is Bibilov, "Mr. Abiy" is Abiy Ahmed), then
each person gets the polity that a title, an apposition or the surroundings give. While the article
is read, roles ("the Turkish leader"), relations ("her counterpart"), pronouns and collectives ("the
two ministers") are resolved against the persons seen so far.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from rapidfuzz.distance import OSA, JaroWinkler

from diplograph.graph.authority import Authority
from diplograph.loaders.extraction.nominals import Name, Nominal, Title
from diplograph.loaders.extraction.tokens import fold, tokenize

_PARTICLES = frozenset("al el bin ibn van von der de da dos do du di la le abu ben".split())
_SUFFIXES = frozenset(["jr", "sr", "ii", "iii", "iv", "jr.", "sr."])

# Offices of which a state has one holder at a time: two of them in one event are of two states.
UNIQUE_LEVELS = frozenset({"president", "premier", "monarch"})
_HEADS_OF_STATE = frozenset({"president", "monarch"})
LEADERS = frozenset({"president", "premier", "monarch", "leader", "prince"})


@dataclass(slots=True)
class Entity:
    """A person, polity or organisation of one article."""

    kind: str
    name: str
    codes: tuple[str, ...] = ()
    titles: list[Title] = field(default_factory=list)
    forms: list[tuple[str, ...]] = field(default_factory=list)
    first: int = 0
    mentions: list[int] = field(default_factory=list)
    feminine: bool | None = None
    inferred: bool = False
    code_votes: Counter[str] = field(default_factory=Counter)

    @property
    def key(self) -> str:
        """Identity within the article."""
        return f"{self.kind}:{self.name}"

    @property
    def levels(self) -> frozenset[str]:
        """Levels of office that the article gives."""
        return frozenset(t.level for t in self.titles if not t.relational)

    @property
    def is_person(self) -> bool:
        """Whether it is a person."""
        return self.kind == "person"

    def __hash__(self) -> int:
        return id(self)

    def __eq__(self, other: object) -> bool:
        return self is other


def _offices(person: Entity) -> set[tuple[str, str]]:
    """Offices with one holder a polity that a person holds, as (office, polity)."""
    found: set[tuple[str, str]] = set()
    for title in person.titles:
        if title.relational or title.former or not person.codes:
            continue
        if title.level in _HEADS_OF_STATE:
            found.add(("head of state", person.codes[0]))
        elif title.level in UNIQUE_LEVELS:
            found.add((title.level, person.codes[0]))
        elif title.level == "minister" and "foreign" in title.portfolio:
            found.add(("foreign minister", person.codes[0]))
    return found


def name_form(text: str) -> tuple[str, ...]:
    """Folded words of a name, particles joined to what they belong to.

    >>> name_form("Bashar al-Assad")
    ('bashar', 'al-assad')
    """
    words: list[str] = []
    pending = ""
    for token in tokenize(text):
        if not token.is_word:
            continue
        key = token.key.rstrip(".")
        if key in _SUFFIXES:
            continue
        if key in _PARTICLES:
            pending += key + "-"
            continue
        words.append(pending + key)
        pending = ""
    return tuple(words)


def _bare(word: str) -> str:
    for particle in ("al-", "el-", "bin-", "van-", "von-", "de-"):
        word = word.removeprefix(particle)
    return word


def _similar(a: str, b: str) -> bool:
    """Whether two words can be spellings of one name."""
    a, b = _bare(a), _bare(b)
    if a == b:
        return True
    if min(len(a), len(b)) < 5 or a[0] != b[0]:
        return False
    if len(_skeleton(a)) > 2 and _skeleton(a) == _skeleton(b):
        return True
    # one slip in a shorter name, two in a longer one: Biblov, Khadjimba, Sanakoyev
    distance = OSA.distance(a, b)
    return distance <= (1 if min(len(a), len(b)) < 8 else 2) and (
        JaroWinkler.similarity(a, b) > 0.9
    )


def _skeleton(word: str) -> str:
    """Consonants of a word, doubled ones once: what transliterations agree on."""
    kept = [c for c in word.replace("kh", "k").replace("ph", "f") if c not in "aeiouyhw-'"]
    return "".join(c for i, c in enumerate(kept) if i == 0 or kept[i - 1] != c)


def _initial(a: str, b: str) -> bool:
    return (len(a) == 1 and b.startswith(a)) or (len(b) == 1 and a.startswith(b))


def same_name(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two name forms can belong to one person of one article.

    >>> same_name(("anatoly", "bibilov"), ("anatoly", "biblov"))
    True
    >>> same_name(("kim", "jong", "un"), ("kim", "jong", "il"))
    False
    """
    if not a or not b:
        return False
    if a == b:
        return True
    short, long = (a, b) if len(a) <= len(b) else (b, a)
    if len(short) == 1:
        return any(_similar(short[0], word) for word in _name_keys(long))
    if len(short) == len(long):
        if tuple("".join(short)) == tuple("".join(long)):
            return True
        return all(_similar(x, y) or _initial(x, y) for x, y in zip(short, long, strict=True))
    # a shorter full name drops middle words, keeps first and last, or splits one in two
    if "".join(short).replace("-", "") == "".join(long).replace("-", ""):
        return True
    if (_similar(short[0], long[0]) or _initial(short[0], long[0])) and _similar(
        short[-1], long[-1]
    ):
        return True
    joined = tuple("".join(w.split("-")) for w in short)
    it = iter(long)
    return all(any(_similar(w, x) for x in it) for w in joined)


def _name_keys(form: tuple[str, ...]) -> tuple[str, ...]:
    """Words by which a full name may be shortened: the last, the first, those between."""
    keys = [form[-1], *form[:-1]]
    parts = [part for word in keys for part in (word, *word.split("-")) if len(part) > 1]
    return tuple(dict.fromkeys(parts))


class Cast:
    """All actors of one article, and the resolution of phrases to them."""

    def __init__(self, authority: Authority) -> None:
        self.authority = authority
        self.persons: list[Entity] = []
        self._actors: dict[str, Entity] = {}
        self._by_nominal: dict[int, list[Entity]] = {}
        self._groups: list[tuple[int, list[Entity]]] = []
        self._joined: list[Nominal] = []

    # -- names over the whole article ---------------------------------------------------------

    def learn(self, nominals: list[Nominal]) -> None:
        """Collect every person that is named with a title, an owner or an honorific."""
        sure = [n for n in nominals if n.kind in {"person", "group"} and n.names]
        for nominal in sorted(sure, key=lambda n: -max(len(name_form(x.text)) for x in n.names)):
            for index, name in enumerate(nominal.names):
                code = nominal.name_codes[index] if index < len(nominal.name_codes) else None
                self._learn_name(name, nominal, code)
            if len(nominal.names) > 1 and len(nominal.codes) != 1:
                self._groups.append((nominal.start, self._by_nominal[id(nominal)]))
            if nominal.joined is not None and nominal.titles and not nominal.codes:
                self._joined.append(nominal)
        self.pair_offices()

    def pair_offices(self) -> None:
        """A counterpart holds the office of the one whose counterpart he is."""
        for person in self.persons:
            if person.levels or not any(t.relational == "counterpart" for t in person.titles):
                continue
            mine = min(person.mentions)
            before = [
                (max(m for m in p.mentions if m < mine), p)
                for p in self.persons
                if p is not person and p.levels and any(m < mine for m in p.mentions)
            ]
            if not before:
                continue
            other = max(before, key=lambda pair: pair[0])[1]
            title = next(t for t in other.titles if not t.relational)
            person.titles.append(replace(title, codes=person.codes))

    def confirm(self, nominals: list[Nominal]) -> None:
        """Turn bare names into persons where the article names such a person elsewhere."""
        for nominal in nominals:
            if nominal.kind != "unsure":
                continue
            entity = self._find(name_form(nominal.names[0].text), nominal.start)
            if entity is not None:
                nominal.kind = "person"
                self._learn_name(nominal.names[0], nominal, None)

    def add_unsure(self, nominal: Nominal) -> Entity:
        """Take a bare name for a person after all, because of what it does in its sentence."""
        nominal.kind = "person"
        return self._learn_name(nominal.names[0], nominal, None)

    def _learn_name(self, name: Name, nominal: Nominal, code: str | None) -> Entity:
        form = name_form(name.text)
        codes = (code,) if code else nominal.codes
        entity = self._find(form, nominal.start, codes)
        if entity is None:
            entity = Entity("person", name.text, first=nominal.start)
            self.persons.append(entity)
        entity.first = min(entity.first, nominal.start)
        entity.mentions.append(nominal.start)
        if form not in entity.forms:
            entity.forms.append(form)
        if len(form) > len(name_form(entity.name)):
            entity.name = name.text
        for title in nominal.titles:
            if title.feminine:
                entity.feminine = True
            if title.level == "honorific":
                continue
            if title not in entity.titles:
                entity.titles.append(title)
        if nominal.titles and all(t.former for t in nominal.titles) and code is None:
            codes = ()
        relational = any(t.relational for t in nominal.titles)
        if len(codes) == 1 or (codes and not nominal.titles):
            entity.code_votes[codes[0]] += 1 if relational else 3
        elif len(codes) > 1:
            first = self._represented(nominal, codes)
            if first is not None:
                entity.code_votes[first] += 3
        entity.codes = tuple(c for c, _ in entity.code_votes.most_common(1))
        self._by_nominal.setdefault(id(nominal), [])
        if entity not in self._by_nominal[id(nominal)]:
            self._by_nominal[id(nominal)].append(entity)
        return entity

    def _represented(self, nominal: Nominal, codes: tuple[str, ...]) -> str | None:
        """Of several codes in one title, the one represented.

        A state's minister who chairs an organisation represents his state; the special envoy of
        the UN for Syria the UN.
        """
        organizations = [c for c in codes if c in self.authority.organizations]
        polities = [c for c in codes if c in self.authority.polities]
        envoy = any(t.level in {"envoy", "official"} for t in nominal.titles)
        if envoy and organizations:
            return organizations[0]
        if polities and any(
            t.level in {"president", "premier", "minister", "monarch"} for t in nominal.titles
        ):
            return polities[0]
        return codes[0]

    def _find(self, form: tuple[str, ...], near: int, codes: tuple[str, ...] = ()) -> Entity | None:
        exact = [p for p in self.persons if form in p.forms]
        if exact:
            return self._closest(exact, near)
        candidates = [p for p in self.persons if any(same_name(form, f) for f in p.forms)]
        if codes:
            candidates = [
                p for p in candidates if not p.code_votes or p.code_votes[codes[0]] or len(form) > 1
            ]
        if len(form) == 1 and len(candidates) > 1:
            last = [p for p in candidates if any(_similar(form[0], f[-1]) for f in p.forms)]
            candidates = last or candidates
        return self._closest(candidates, near)

    @staticmethod
    def _closest(candidates: list[Entity], near: int) -> Entity | None:
        if not candidates:
            return None
        before = [p for p in candidates if p.first <= near]
        return (
            max(before, key=lambda p: p.first) if before else min(candidates, key=lambda p: p.first)
        )

    def entities_of(self, nominal: Nominal) -> list[Entity]:
        """Persons that a nominal names, empty for phrases without a name."""
        return self._by_nominal.get(id(nominal), [])

    # -- polities and organisations -----------------------------------------------------------

    def actor(self, code: str) -> Entity | None:
        """The polity or organisation of a code."""
        if code not in self._actors:
            found = self.authority.actor_by_code(code)
            if found is None:
                return None
            self._actors[code] = Entity(found.kind.value, found.name, (code,))
        return self._actors[code]

    # -- polity of persons that are not given one ---------------------------------------------

    def infer_codes(
        self, candidates: list[tuple[int, str]], home: Callable[[int], str | None]
    ) -> None:
        """Give persons with an office but no polity the polity of their surroundings.

        ``candidates`` are the polity mentions of the article as (token position, code); ``home`` is
        the polity of the publishing office or of the dateline in force at a position. A unique
        office is not given twice, and colleagues named together are of different polities.
        """
        self._infer_groups(candidates)
        for person in self.persons:
            default = next((t.default_code for t in person.titles if t.default_code), None)
            if default is not None and not person.codes:
                person.codes = (default,)
        taken = {office for person in self.persons for office in _offices(person)}
        counts = Counter(code for _, code in candidates)
        for person in sorted(self.persons, key=lambda p: p.first):
            if person.codes or not self._official(person):
                continue
            near = [code for at, code in candidates if person.first - 25 <= at <= person.first + 6]
            at_home = home(person.first)
            beside = self._beside(person)
            ranked = (
                ([beside] if beside else [])
                + ([at_home] if at_home else [])
                + near[::-1]
                + [c for c, _ in counts.most_common()]
            )
            for code in ranked:
                if code not in self.authority.polities and person.levels & LEADERS:
                    continue
                person.codes, person.inferred = (code,), True
                if _offices(person) & taken:
                    person.codes = ()
                    continue
                taken |= _offices(person)
                break

    def _beside(self, person: Entity) -> str | None:
        """``with the Israeli adviser X and foreign policy adviser Y``: of the same polity as X."""
        for nominal in self._joined:
            before = nominal.joined
            if before is not None and before.codes and before.names:
                if person in self._by_nominal.get(id(nominal), []):
                    return before.codes[0]
        return None

    def fill_slots(self, slots: list[tuple[int, Title]]) -> None:
        """Give persons without a polity the offices that the text speaks of without a name.

        ``slots`` are titles with a polity and no name ("the Syrian president", "the leaders of
        Turkey and Saudi Arabia") by token position. Each is filled by the nearest person without a
        polity whose own titles do not contradict it.
        """
        held = {(code, level) for p in self.persons for code in p.codes for level in p.levels}
        filled: set[str] = {code for code, level in held if level in LEADERS | {"minister"}}
        for position, title in slots:
            for code in title.codes:
                if code in filled or title.determiner in {"a", "an"} or title.former:
                    continue
                if code not in self.authority.polities:
                    continue
                person = self._candidate(position, title)
                if person is None:
                    continue
                person.codes, person.inferred = (code,), True
                person.code_votes[code] += 1
                if not person.levels and title.relational is None:
                    person.titles.append(replace(title, codes=(code,), plural=False))
                filled.add(code)

    def _candidate(self, position: int, title: Title) -> Entity | None:
        reach = 90
        free = [
            p
            for p in self.persons
            if not p.codes
            and abs(p.first - position) <= reach
            and (not p.levels or title.relational or title.level in p.levels
                 or (title.level == "leader" and p.levels & LEADERS))
        ]  # fmt: skip
        after = [p for p in free if p.first > position]
        before = [p for p in free if p.first <= position]
        if title.plural or not before:
            return min(after, key=lambda p: p.first) if after else None
        return max(before, key=lambda p: p.first)

    def _infer_groups(self, candidates: list[tuple[int, str]]) -> None:
        """``Zambia and Malawi ... Trade ministers X and Y``: respectively, in the order told."""
        for position, members in self._groups:
            if any(m.codes for m in members):
                continue
            codes: list[str] = []
            for _, code in sorted((c for c in candidates if c[0] < position), reverse=True):
                if code not in codes and code in self.authority.polities:
                    codes.insert(0, code)
                if len(codes) == len(members):
                    break
            if len(codes) == len(members):
                for member, code in zip(members, codes, strict=True):
                    member.codes, member.inferred = (code,), True

    @staticmethod
    def _official(person: Entity) -> bool:
        return any(
            t.level in LEADERS | {"minister", "deputy", "envoy", "host"} or t.portfolio
            for t in person.titles
            if (not t.relational or t.relational == "host") and not t.former
        )

    # -- phrases without a name ---------------------------------------------------------------

    def role(self, title: Title, position: int, recent: list[Entity]) -> Entity | None:
        """The person that ``the Turkish leader`` or ``the president`` refers to, if one is named.

        ``recent`` are the entities mentioned before, the latest last.
        """
        if title.determiner in {"a", "an", "another", "each", "some", "several"}:
            return None
        pool = [p for p in recent if p.is_person][::-1]
        pool += [
            p for p in sorted(self.persons, key=lambda p: abs(p.first - position)) if p not in pool
        ]
        if not title.codes and title.level in UNIQUE_LEVELS:
            # "the president" without a country is the one of the article's own
            pool.sort(key=lambda p: not p.inferred)
        for person in pool:
            if title.codes and not set(title.codes) & set(person.codes):
                continue
            if (
                not title.codes
                and title.level == "leader"
                and person.levels
                and not (person.levels & (LEADERS | {"leader"}))
            ):
                continue
            if self._level_fits(title, person):
                return person
        if title.codes:
            only = [p for p in pool if set(title.codes) & set(p.codes) and p in recent]
            if len(set(only)) == 1 and title.level in {"leader", "anyone", "guest", "host"}:
                return only[0]
        return None

    @staticmethod
    def _level_fits(title: Title, person: Entity) -> bool:
        levels = person.levels
        if title.level == "anyone":
            return True
        if title.level == "leader":
            return bool(levels & LEADERS) or not levels
        if title.level == "envoy":
            return "envoy" in levels
        if title.level in {"president", "premier", "monarch", "deputy"}:
            return title.level in levels
        if title.level == "minister":
            if "minister" not in levels:
                return False
            known = frozenset().union(*(t.portfolio for t in person.titles))
            return not title.portfolio or not known or bool(title.portfolio & known)
        if title.level == "delegation":
            return False
        return title.head in {t.head for t in person.titles}


def fold_key(text: str) -> str:
    """Fold a whole name for comparison."""
    return " ".join(fold(word) for word in text.split())
