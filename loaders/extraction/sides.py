"""On which side persons stand who are not given a polity where they are named.

The polity comes from the surroundings, the surest first: an office the text speaks of without
a name, colleagues named together, the owner of a list, the country the article speaks from,
polities nearby. What is guessed is marked as inferred, so that an event can take it back.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

from diplograph.loaders.extraction.nominals import Nominal, Title
from diplograph.loaders.extraction.reference import (
    LEADERS,
    UNIQUE_LEVELS,
    Cast,
    Entity,
    is_foreign_minister,
)

_UN = "UN"
_CLERGY = frozenset({"cardinal", "archbishop", "bishop", "monsignor"})
# Organisations whose head is a president, a director or a commissioner.
_OTHERWISE_HEADED = frozenset("EU WB IMF IAEA WHO WFP UNICEF EBRD ADB AfDB IsDB AIIB".split())
# Where no head of a department is called a minister.
_WITHOUT_MINISTERS = "USA"
_HEADS_OF_STATE = frozenset({"president", "monarch"})


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
        elif is_foreign_minister(title):
            found.add(("foreign minister", person.codes[0]))
    return found


def _told_first(titles: list[Title]) -> list[Title]:
    """Titles with those of the text before those that are merely known."""
    return sorted(titles, key=lambda title: not title.words)


class Sides:
    """Gives the persons of one article their polities."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast

    def assign(
        self,
        nominals: list[Nominal],
        polities: list[tuple[int, str]],
        home: Callable[[int], tuple[str | None, bool]],
    ) -> None:
        """Give every person a side for whom the surroundings tell one.

        ``polities`` are the polity mentions of the article as (token position, code); ``home``
        gives the polity the article speaks from at a token position, and whether it is sure.
        """
        code, sure = home(0)
        self.cast.home = code if sure else None
        self._secretaries(nominals)
        self.pair_offices()
        slots = [
            (nominal.start, nominal.titles[0])
            for nominal in nominals
            if nominal.kind in {"role", "collective"}
            and nominal.titles
            and (nominal.codes or nominal.titles[0].default_code == _UN)
        ]
        self._shared_owners(nominals)
        self.fill_slots(slots)
        self.infer_codes(polities, home)

    def _secretaries(self, nominals: list[Nominal]) -> None:
        """A Secretary-General without an organisation is of the one named last, else of the UN."""
        spoken_of: str | None = None
        for nominal in nominals:
            for title in nominal.titles:
                if title.default_code == _UN and spoken_of is not None:
                    title.default_code = spoken_of
                elif title.default_code == "USA" and any(
                    name.address in _CLERGY for name in nominal.names
                ):
                    # "Cardinal X, Secretary of State"
                    title.default_code = "VAT"
            for code in nominal.codes:
                if code in self.cast.authority.organizations and code not in _OTHERWISE_HEADED:
                    spoken_of = code

    def pair_offices(self) -> None:
        """A counterpart holds the office of the one whose counterpart he is."""
        for person in self.cast.persons:
            told = any(t.words and not t.relational for t in person.titles)
            if told or not any(t.relational == "counterpart" for t in person.titles):
                continue
            mine = min(person.mentions)
            before = [
                (max(m for m in p.mentions if m < mine), p)
                for p in self.cast.persons
                if p is not person and p.levels and any(m < mine for m in p.mentions)
            ]
            if not before:
                continue
            other = max(before, key=lambda pair: pair[0])[1]
            title = next(t for t in _told_first(other.titles) if not t.relational)
            person.titles.append(replace(title, codes=person.codes))

    def infer_codes(
        self, candidates: list[tuple[int, str]], home: Callable[[int], tuple[str | None, bool]]
    ) -> None:
        """Give persons with an office but no polity the polity of their surroundings.

        A unique office is not given twice, and colleagues named together are of different polities.
        """
        self._infer_groups(candidates)
        for person in self.cast.persons:
            default = next((t.default_code for t in person.titles if t.default_code), None)
            if self.cast.home and any(t.determiner == "our" for t in person.titles):
                # "our ambassador to X": of those who speak
                default = default or self.cast.home
            if default is not None and not person.codes:
                person.codes = (default,)
        taken = {office for person in self.cast.persons for office in _offices(person)}
        # those who act come before those of whom only something is told: "President X's wish"
        for person in sorted(self.cast.persons, key=lambda p: (not p.acts, p.first)):
            beside = None if person.codes else self._beside(person)
            if person.codes or not (beside or self._official(person)):
                self._formerly_ours(person, candidates, home)
                continue
            window = [c for c in candidates if person.first - 25 <= c[0] <= person.first + 6]
            before = [code for at, code in window if at <= person.first]
            near = before[::-1] + [code for at, code in window if at > person.first]
            at_home, sure = home(person.first)
            if not sure and not beside and self._peer(person):
                # "President X met President Y in Beijing": nothing tells whose either is
                continue
            # a minister without a country is more likely one's own than a president is
            own = sure or not person.levels & UNIQUE_LEVELS
            ranked = [at_home] if at_home and own else []
            if person.levels & UNIQUE_LEVELS and self._led(at_home):
                # home has its leader: this one is more likely of a polity just named
                ranked = [code for code in near if code != at_home]
            else:
                ranked += near
            if at_home and not sure:
                ranked.append(at_home)
            if beside:
                ranked.insert(0, beside)
            elif not sure and (superior := self._superior(person)) is not None:
                ranked.insert(0, superior)
            minister = any(t.head == "minister" for t in person.titles)
            for code in ranked:
                if minister and code == _WITHOUT_MINISTERS:
                    continue
                if code not in self.cast.authority.polities and person.levels & LEADERS:
                    continue
                person.codes, person.inferred = (code,), True
                if _offices(person) & taken:
                    person.codes = ()
                    continue
                taken |= _offices(person)
                break

    def _formerly_ours(
        self,
        person: Entity,
        candidates: list[tuple[int, str]],
        home: Callable[[int], tuple[str | None, bool]],
    ) -> None:
        """``former President X`` where a ministry speaks that has named no other country yet."""
        at_home, sure = home(person.first)
        led = any(t.former and t.level in UNIQUE_LEVELS for t in person.titles)
        if person.codes or not (sure and at_home and led):
            return
        told = {code for at, code in candidates if person.first - 25 <= at <= person.first}
        if told <= {at_home}:
            person.codes = (at_home,)

    def _superior(self, person: Entity) -> str | None:
        """``First Deputy Minister X``: of the ministry whose minister was named before."""
        if not any(
            t.head == "minister" and "deputy" in t.words.lower() and not t.portfolio
            for t in person.titles
        ):
            return None
        ministers = [
            p
            for p in self.cast.persons
            if p.first < person.first and "minister" in p.levels and p.codes and not p.inferred
        ]
        return max(ministers, key=lambda p: p.first).codes[0] if ministers else None

    def _peer(self, person: Entity) -> bool:
        """Whether another holder of such an office stands close by, without a polity as well."""
        return any(
            other is not person
            and not other.codes
            and other.levels & person.levels & UNIQUE_LEVELS
            and abs(other.first - person.first) <= 30
            for other in self.cast.persons
        )

    def _beside(self, person: Entity) -> str | None:
        """``with the Israeli adviser X and foreign policy adviser Y``: of the same polity as X."""
        for nominal in self.cast.joined:
            if person not in self.cast.entities_of(nominal):
                continue
            before = nominal.joined
            while before is not None:
                told = self._told_of(before)
                if told:
                    return told if before.names or before.kind == "collective" else None
                before = before.joined
        return None

    def _told_of(self, nominal: Nominal) -> str | None:
        """The side of a member of a list, told with him or known of him."""
        if nominal.codes:
            return nominal.codes[0]
        default = next((t.default_code for t in nominal.titles if t.default_code), None)
        if default is not None:
            return default
        return next((e.codes[0] for e in self.cast.entities_of(nominal) if e.codes), None)

    def _shared_owners(self, nominals: list[Nominal]) -> None:
        """``President A and Foreign Minister B of Costa Rica``: both are of Costa Rica."""
        for before, after in pairwise(nominals):
            self._colleagues(before, after)
            owned = after.codes and after.titles and not after.titles[0].codes
            if not owned or not after.coordinated or before.codes or before.kind != "person":
                continue
            for entity in self.cast.entities_of(before):
                if not entity.codes and before.titles:
                    entity.codes, entity.inferred = after.codes[:1], True

    def _colleagues(self, before: Nominal, after: Nominal) -> None:
        """``Under Secretary A and Counselor B`` where A is of home: so is B of the lower ranks."""
        home = self.cast.home
        if home is None or not after.coordinated or after.codes or after.kind != "person":
            return
        lower = after.titles and after.titles[0].level in {"official", "deputy"}
        if lower and not after.titles[0].former and self._told_of(before) == home:
            for entity in self.cast.entities_of(after):
                if not entity.codes and not any(t.default_code for t in entity.titles):
                    entity.codes, entity.inferred = (home,), True

    def _led(self, code: str | None) -> bool:
        """Whether a leader of a polity is named with it."""
        return code is not None and any(
            code in p.codes and not p.inferred and p.levels & UNIQUE_LEVELS
            for p in self.cast.persons
        )

    def fill_slots(self, slots: list[tuple[int, Title]]) -> None:
        """Give persons without a polity the offices that the text speaks of without a name.

        ``slots`` are titles with a polity and no name ("the Syrian president", "the leaders of
        Turkey and Saudi Arabia") by token position. Each is filled by the nearest person without a
        polity whose own titles do not contradict it.
        """
        held = {(code, level) for p in self.cast.persons for code in p.codes for level in p.levels}
        filled: set[str] = {code for code, level in held if level in LEADERS | {"minister"}}
        for position, title in slots:
            default = (title.default_code,) if title.default_code else ()
            for code in title.codes or default:
                if code in filled or title.determiner in {"a", "an"} or title.former:
                    continue
                if code not in self.cast.authority.polities and code not in default:
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
        reach = 60
        free = [
            p
            for p in self.cast.persons
            if not p.codes and abs(p.first - position) <= reach and self._can_hold(p, title)
        ]
        after = [p for p in free if p.first > position]
        before = [p for p in free if p.first <= position]
        if title.plural or not before:
            return min(after, key=lambda p: p.first) if after else None
        return max(before, key=lambda p: p.first)

    @staticmethod
    def _can_hold(person: Entity, title: Title) -> bool:
        """Whether a person's own titles leave room for an office told without a name."""
        if title.relational:
            return True
        if not person.levels:
            # a bare name may be a leader's, not just any minister's
            return title.level in LEADERS or title.default_code is not None
        if title.level == "leader":
            return bool(person.levels & LEADERS)
        return title.level in person.levels & LEADERS

    def _infer_groups(self, candidates: list[tuple[int, str]]) -> None:
        """``Zambia and Malawi ... Trade ministers X and Y``: respectively, in the order told."""
        for position, members in self.cast.groups:
            if any(m.codes for m in members):
                continue
            codes: list[str] = []
            for _, code in sorted((c for c in candidates if c[0] < position), reverse=True):
                if code not in codes and code in self.cast.authority.polities:
                    codes.insert(0, code)
                if len(codes) == len(members):
                    break
            # in the order in which the article brought them up
            codes.sort(key=lambda code: min(at for at, c in candidates if c == code))
            if len(codes) == len(members):
                for member, code in zip(members, codes, strict=True):
                    member.codes, member.inferred = (code,), True

    @staticmethod
    def _official(person: Entity) -> bool:
        return any(
            t.level in LEADERS | {"minister", "deputy", "envoy", "host"}
            or t.portfolio
            or t.head == "speaker"
            for t in person.titles
            if (not t.relational or t.relational == "host") and not t.former
        )
