"""Who is who within one article: name variants, titles, and whom a phrase refers to.

Names are merged over the whole article first ("Biblov" is Bibilov, "Mr. Abiy" is Abiy Ahmed)
and get the titles and polities that stand with them (``sides`` infers the rest). While the
article is read, roles ("the Turkish leader"), relations ("her counterpart"), pronouns and
collectives ("the two ministers") are resolved against the persons seen so far.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from diplograph.graph.authority import Authority
from diplograph.loaders.extraction.nominals import Name, Nominal, Title
from diplograph.loaders.extraction.spelling import by_patronymic, name_form, same_name, similar

# Offices of which a state has one holder at a time: two of them in one event are of two states.
UNIQUE_LEVELS = frozenset({"president", "premier", "monarch"})
_MEN = frozenset(
    "mr mr. sir lord baron king prince emperor sultan emir pope father monsieur herr señor".split()
)
# Ranks as they are shortened before names.
_RANKS = {
    "gen": "general", "col": "colonel", "capt": "captain", "lt": "lieutenant", "maj": "major",
    "adm": "admiral",
}  # fmt: skip
_OF_ONE_SEX = frozenset("king queen emperor empress sultan emir amir".split())
LEADERS = frozenset({"president", "premier", "monarch", "leader", "prince"})


# Words by which a title is that of somebody below the one whose office it names.
_BELOW = frozenset({"deputy", "vice", "assistant", "state"})


def is_foreign_minister(title: Title) -> bool:
    """Whether a title is that of the one foreign minister of a state, not of a deputy."""
    return (
        title.level == "minister"
        and "foreign" in title.portfolio
        and not _BELOW & set(title.words.lower().split())
    )


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
    acts: bool = False
    inferred: bool = False
    addresses: set[str] = field(default_factory=set)
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


def _same_title(a: Title, b: Title) -> bool:
    return bool(a.words) and " " in a.words and a.words.lower() == b.words.lower()


def _crowned(titles: list[Title]) -> frozenset[str]:
    """Whether titles make a monarch or an heir to the throne."""
    return frozenset(t.level for t in titles if not t.former) & {"monarch", "prince"}


def _is_secretary(title: Title, person: Entity) -> bool:
    """Whether "the Secretary" can be said of a person: of no minister of another country."""
    styled = any(t.head == title.head for t in person.titles)
    return styled or bool(title.codes or title.default_code in person.codes)


class Cast:
    """All actors of one article, and the resolution of phrases to them."""

    def __init__(self, authority: Authority) -> None:
        self.authority = authority
        self.persons: list[Entity] = []
        self._actors: dict[str, Entity] = {}
        self._by_nominal: dict[int, list[Entity]] = {}
        self.home: str | None = None
        self.groups: list[tuple[int, list[Entity]]] = []
        self.joined: list[Nominal] = []

    # -- names over the whole article ---------------------------------------------------------

    def learn(self, nominals: list[Nominal]) -> None:
        """Collect every person that is named with a title, an owner or an honorific."""
        for nominal in nominals:
            self._full_name(nominal, nominals)
        sure = [n for n in nominals if n.kind in {"person", "group"} and n.names]
        for nominal in sorted(sure, key=lambda n: -max(len(name_form(x.text)) for x in n.names)):
            for index, name in enumerate(nominal.names):
                code = nominal.name_codes[index] if index < len(nominal.name_codes) else None
                self._learn_name(name, nominal, code)
            if len(nominal.names) > 1 and len(nominal.codes) != 1:
                self.groups.append((nominal.start, self._by_nominal[id(nominal)]))
            if nominal.joined is not None and nominal.titles and not nominal.codes:
                self.joined.append(nominal)

    @staticmethod
    def _full_name(short: Nominal, nominals: list[Nominal]) -> None:
        """A bare full name before "Mr Kim" to whom that may lead back is a person's."""
        if short.kind != "person" or len(short.names) != 1 or not short.names[0].address:
            return
        form = name_form(short.names[0].text)
        if len(form) != 1:
            return
        for other in nominals:
            if other.start >= short.start:
                break
            for name in other.names:
                longer = name_form(name.text)
                if len(longer) > 1 and form[0] in (longer[0], longer[-1]):
                    other.kind = "person" if other.kind == "unsure" else other.kind

    def confirm(self, nominals: list[Nominal]) -> None:
        """Turn bare names into persons where the article names such a person elsewhere."""
        for nominal in nominals:
            if nominal.kind != "unsure":
                continue
            form = name_form(nominal.names[0].text)
            if self._find(form, nominal.start) is not None:
                nominal.kind = "person"
                self._learn_name(nominal.names[0], nominal, None)
            elif (person := self._familiar(form)) is not None:
                self.call(person, nominal)

    def call(self, person: Entity, nominal: Nominal) -> None:
        """Let a phrase with a name stand for a person who is known by another one."""
        nominal.kind = "person"
        form = name_form(nominal.names[0].text)
        for other in [p for p in self.persons if p is not person and form in p.forms]:
            self.persons.remove(other)
            person.forms += [f for f in other.forms if f not in person.forms]
            person.titles += [t for t in other.titles if t not in person.titles]
            person.mentions += other.mentions
            person.first = min(person.first, other.first)
            person.acts |= other.acts
            person.code_votes.update(other.code_votes)
            person.codes = tuple(c for c, _ in person.code_votes.most_common(1))
            for key, named in self._by_nominal.items():
                self._by_nominal[key] = [person if e is other else e for e in named]
        if form not in person.forms:
            person.forms.append(form)
        self._by_nominal[id(nominal)] = [person]
        person.mentions.append(nominal.start)

    def add_unsure(self, nominal: Nominal) -> Entity:
        """Take a bare name for a person after all, because of what it does in its sentence."""
        nominal.kind = "person"
        return self._learn_name(nominal.names[0], nominal, None)

    def _learn_name(self, name: Name, nominal: Nominal, code: str | None) -> Entity:
        form = name_form(name.text)
        codes = (code,) if code else nominal.codes
        entity = self._find(form, nominal.start, codes, _crowned(nominal.titles))
        if entity is None:
            entity = Entity("person", name.text, first=nominal.start)
            self.persons.append(entity)
        entity.first = min(entity.first, nominal.start)
        entity.mentions.append(nominal.start)
        entity.acts |= not nominal.genitive
        if name.address:
            entity.addresses.add(name.address.rstrip("."))
            if name.address in _MEN and entity.feminine is None:
                entity.feminine = False
        if form not in entity.forms:
            entity.forms.append(form)
        better = len(form) > len(name_form(entity.name))
        if better or (entity.name.isupper() and not name.text.isupper() and len(form) > 1):
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
            # of "the Philippine Red Cross", "the French NATO ambassador" the state that owns them
            return codes[0]
        if polities and any(
            t.level in {"president", "premier", "minister", "monarch"} for t in nominal.titles
        ):
            return polities[0]
        return codes[0]

    def _find(
        self,
        form: tuple[str, ...],
        near: int,
        codes: tuple[str, ...] = (),
        crowned: frozenset[str] = frozenset(),
    ) -> Entity | None:
        # King Abdullah is not Crown Prince Abdullah
        persons = [p for p in self.persons if not crowned or not _crowned(p.titles) ^ crowned]
        exact = [p for p in persons if form in p.forms]
        if exact:
            return self._closest(exact, near)
        candidates = [p for p in persons if self._may_be(form, p)]
        if codes:
            candidates = [
                p for p in candidates if not p.code_votes or p.code_votes[codes[0]] or len(form) > 1
            ]
        if len(form) == 1 and len(candidates) > 1:
            last = [p for p in candidates if any(similar(form[0], f[-1]) for f in p.forms)]
            candidates = last or candidates
            # of several of one name he is plain "Mr Kim" who was brought up first
            before = [p for p in candidates if p.first <= near]
            if before:
                return max(before, key=lambda p: (len(p.mentions), -p.first))
        return self._closest(candidates, near)

    def _familiar(self, form: tuple[str, ...]) -> Entity | None:
        """The one person of whom "Vadim Nikolaevich" is the name without the surname."""
        found = [p for p in self.persons if any(by_patronymic(form, f) for f in p.forms)]
        return found[0] if len(found) == 1 else None

    @staticmethod
    def _may_be(form: tuple[str, ...], person: Entity) -> bool:
        """Whether a person can be called so; a full name is held against his full names only.

        "Mr Kim" who is Kim Jong Il makes no Kim Kye Gwan of him.
        """
        full = [f for f in person.forms if len(f) > 1] if len(form) > 1 else []
        return any(same_name(form, f) for f in full or person.forms)

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
            # "the president" without a country is the one of the article's own, if that is known
            ours = [p for p in pool if p.inferred or not p.codes or self.home in p.codes]
            ours.sort(key=lambda p: self.home not in p.codes)
            holders = [p for p in self.persons if title.level in p.levels]
            # ... and where there is but one in the article, he
            if self.home is not None:
                pool = ours if len(holders) != 1 or holders[0] in ours else holders
                if not any(title.level in p.levels for p in pool):
                    # nobody at home holds such an office: he who was spoken of last
                    pool = [p for p in recent[::-1] if p.is_person]
        same = [p for p in pool if any(_same_title(title, t) for t in p.titles)]
        for person in [*same, *pool]:
            if title.codes and not set(title.codes) & set(person.codes):
                continue
            if title.head == "secretary" and not _is_secretary(title, person):
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
        if title.level == "rank":
            return title.head in {_RANKS.get(each, each) for each in person.addresses}
        if title.level == "monarch" and title.head in _OF_ONE_SEX:
            # "the king" is not the queen
            heads = {t.head for t in person.titles if t.level == "monarch" and t.words}
            fits = not heads or title.head in heads
            return title.level in levels and fits and title.feminine == bool(person.feminine)
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
