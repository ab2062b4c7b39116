"""Whether two names can be one person's, and what would have to be forgiven for it.

:func:`compare_names` puts the words of two names side by side and says in which :class:`Way` they
differ. It decides nothing about persons: *George Bush* fits *George W. Bush*, and
:mod:`.persons` asks time, office and company before it believes it. A measure of likeness
(:attr:`Way.NEAR`) never makes two names one; it only says that a reader should look.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum
from functools import lru_cache

from rapidfuzz.distance import OSA

from diplograph.graph.authority import load_authority
from diplograph.graph.resolution.personal_names import PersonalName, personal_name
from diplograph.graph.resolution.transliteration import (
    ARABIC,
    KOREAN_FAMILY_NAMES,
    Tradition,
    is_from_anywhere,
    skeletons,
    spelled_alike,
    traditions_of,
)

FAMILY_NAME_FIRST = frozenset("CHN HKG HUN JPN KHM KOR MAC MNG PRK SGP TWN VNM".split())
"""Polities whose names stand with the family name first, at home or in news in English."""

CALLED_BY_FIRST_NAME = FAMILY_NAME_FIRST | frozenset(
    "BTN ERI ETH IDN ISL LAO LKA MMR MYS THA".split()
)
"""Polities whose persons news calls by the first of their names, too: Xi, Abiy, Mahathir."""

_EAST_ASIA = frozenset("CHN HKG KOR MAC PRK SGP TWN VNM".split())
# Those with a Western first name have it before the family name and their own names after it.
_WESTERN_FIRST_NAMES = frozenset("HKG MAC SGP TWN".split())
_KOREA = frozenset(["KOR", "PRK"])
# A person is called by the first of two surnames, or by both.
_TWO_SURNAMES = frozenset(
    "ESP PRT MEX GTM HND SLV NIC CRI PAN CUB DOM COL VEN ECU PER BOL CHL ARG URY PRY BRA AGO MOZ "
    "CPV GNB STP TLS GNQ AND PRI".split()
)
# Since independence many have shed the Russian ending: Rahmonov is Rahmon since 2007.
_SHED_ENDINGS = frozenset("TJK UZB KGZ KAZ TKM AZE".split())
_RUSSIAN_ENDINGS = ("ova", "eva", "ov", "ev", "zoda", "zade")
# Houses whose members share first names with their fathers and hold office at the same time.
_HOUSES = frozenset(
    "sabah thani saud nahyan maktoum khalifa said qasimi nuaimi sharqi mualla hashemi".split()
)


class Way(str, Enum):
    """A way in which two names of perhaps one person differ."""

    SPELLING = "spelling"
    """The same words, spelled or parted otherwise."""
    ORDER = "order"
    """The same words, the family name first in one and last in the other."""
    SHUFFLED = "shuffled"
    """The same words in another order, where that is not usual."""
    MIDDLE = "middle"
    """Middle names are left out."""
    INITIAL = "initial"
    """An initial stands for a name."""
    FORM = "form"
    """A short form, or the form of another language, stands for a given name."""
    SECOND_SURNAME = "second surname"
    """The second of two surnames, or the name of the house, is left out."""
    FIRST_NAME = "first name"
    """The first of several names is left out."""
    LAST_NAME = "last name"
    """The last of several names is left out, where that is not usual."""
    HOUSE = "house"
    """Middle names are left out in a house where fathers and sons are told apart by them."""
    SLIP = "slip"
    """A letter of a long surname is wrong, missing or too many."""
    NUMBER = "number"
    """A number or a mark of generation is left out."""
    ONE_WORD = "one word"
    """One of them is a surname alone."""
    ENDING = "ending"
    """The surname has a Russian ending in one and none in the other."""
    NEAR = "near"
    """No rule makes them one, but they look alike."""
    OTHER = "other"
    """They are names of different persons."""


# How much is left of the likeness of two names that differ so.
_LIKENESS = {
    Way.SPELLING: 0.98,
    Way.ORDER: 0.96,
    Way.SHUFFLED: 0.8,
    Way.MIDDLE: 0.93,
    Way.INITIAL: 0.9,
    Way.FORM: 0.9,
    Way.SECOND_SURNAME: 0.9,
    Way.FIRST_NAME: 0.85,
    Way.LAST_NAME: 0.8,
    Way.HOUSE: 0.8,
    Way.SLIP: 0.85,
    Way.NUMBER: 0.8,
    Way.ONE_WORD: 0.75,
    Way.ENDING: 0.7,
    Way.NEAR: 0.5,
    Way.OTHER: 0.0,
}


@dataclass(frozen=True, slots=True)
class NameComparison:
    """How two names compare; ``given`` and ``surname`` are likenesses between 0 and 1.

    ``given`` is 0.5 where one of the names has no given name to compare.
    """

    ways: frozenset[Way]
    given: float
    surname: float

    @property
    def likeness(self) -> float:
        """1 for the same words, 0 for the names of different persons."""
        found = 1.0
        for way in self.ways:
            found *= _LIKENESS[way]
        return round(found, 4)

    @property
    def is_other(self) -> bool:
        """Whether these are names of different persons."""
        return Way.OTHER in self.ways


_OTHER = NameComparison(frozenset([Way.OTHER]), 0.0, 0.0)


@lru_cache(maxsize=65536)
def compare_names(one: str, other: str, codes: frozenset[str] = frozenset()) -> NameComparison:
    """Compare two names of persons of some polities (any, where none is given).

    >>> russian = frozenset(["RUS"])
    >>> sorted(compare_names("Serguei Lavrov", "Sergey V. Lavrov", russian).ways)
    [<Way.MIDDLE: 'middle'>, <Way.SPELLING: 'spelling'>]
    >>> compare_names("Kim Jong Un", "Kim Jong Il", frozenset(["PRK"])).is_other
    True
    >>> compare_names("Moon Jae-in", "Jae-in Moon", frozenset(["KOR"])).ways
    frozenset({<Way.ORDER: 'order'>})
    """
    if one > other:
        one, other = other, one
    first, second = personal_name(one), personal_name(other)
    ways: set[Way] = set()
    if first.number != second.number:
        if first.number and second.number and {first.number, second.number} != {"jr", "ii"}:
            return _OTHER
        ways.add(Way.NUMBER)
    matching = _Matching(codes)
    found = matching.compare(first, second)
    if found.is_other or not ways:
        return found
    return NameComparison(found.ways | ways, found.given, found.surname)


@lru_cache(maxsize=1)
def _given_forms() -> dict[str, tuple[tuple[int, frozenset[str]], ...]]:
    """The groups of forms of one given name that a word is in, and the polities they are for."""
    found: defaultdict[str, list[tuple[int, frozenset[str]]]] = defaultdict(list)
    for number, group in enumerate(load_authority().given_names):
        for name in group.names:
            found[personal_name(name).joined].append((number, frozenset(group.of)))
    return {word: tuple(groups) for word, groups in found.items()}


class _Matching:
    """Compares words of names of persons of some polities."""

    def __init__(self, codes: frozenset[str]) -> None:
        self._codes = codes
        self._traditions: tuple[Tradition, ...] = traditions_of(codes)
        self._turns = bool(codes & FAMILY_NAME_FIRST) or is_from_anywhere(codes)
        self._east_asian = bool(codes & _EAST_ASIA)

    def compare(self, one: PersonalName, other: PersonalName) -> NameComparison:
        if not one.words or not other.words:
            return _OTHER
        one, other = self._without_particle(one), self._without_particle(other)
        if self._codes & _KOREA:
            found = self._compare(_korean(one), _korean(other))
            if one.words == other.words or found.is_other or found.ways:
                return found
            return NameComparison(frozenset([Way.SPELLING]), found.given, found.surname)
        return self._compare(one, other)

    def _compare(self, one: PersonalName, other: PersonalName) -> NameComparison:
        if one.words == other.words:
            return NameComparison(frozenset(), 1.0 if len(one.words) > 1 else 0.5, 1.0)
        best = self._in_order(one, other)
        if min(len(one.words), len(other.words)) == 1:
            return best
        turn = Way.ORDER if self._turns else Way.SHUFFLED
        for turned in _turned(other):
            found = self._in_order(one, turned)
            if found.ways <= {Way.SPELLING} or (self._turns and not found.is_other):
                ways = found.ways | {turn}
                found = NameComparison(ways, found.given, found.surname)
                if found.likeness > best.likeness:
                    best = found
        return best

    def _without_particle(self, name: PersonalName) -> PersonalName:
        """Ben Ali, Le Drian: where it is no name, it is left out as it is in full names."""
        if len(name.words) != 2 or is_from_anywhere(self._codes):
            return name
        ben = name.words[0] == "ben" and ARABIC in self._traditions
        if ben or (name.words[0] in ("le", "do") and not self._codes & FAMILY_NAME_FIRST):
            sons = frozenset([0]) if ben else frozenset()
            return replace(name, words=name.words[1:], parts=name.parts[1:], sons=sons)
        return name

    def _in_order(self, one: PersonalName, other: PersonalName) -> NameComparison:
        if one.joined == other.joined or (
            self._alike(one.joined, other.joined) and min(len(one.words), len(other.words)) > 1
        ):
            ways = [Way.SPELLING] if one.words != other.words else []
            return NameComparison(frozenset(ways), 0.98, 0.98)
        short, long = sorted((one, other), key=lambda each: (len(each.words), each.words))
        if len(short.words) == 1:
            return self._one_word(short, long)
        return max(self._aligned(short, long), key=lambda each: each.likeness, default=_OTHER)

    # -- one word -----------------------------------------------------------------------------

    def _one_word(self, short: PersonalName, long: PersonalName) -> NameComparison:
        word = short.words[0]
        if len(word) < 2:
            return _OTHER
        for candidate in self._callable(long, short):
            ways = self._surname(word, candidate)
            if ways is not None and ways <= {Way.SPELLING}:
                if short.number and short.number == long.number and len(long.words) == 1:
                    return NameComparison(ways, _likeness(ways), 1.0)  # Mohamed VI, Mohammed VI
                return NameComparison(ways | {Way.ONE_WORD}, 0.5, _likeness(ways))
        return _OTHER

    def _callable(self, name: PersonalName, short: PersonalName) -> Iterator[str]:
        """The words by which alone a person may be called."""
        if len(name.words) - 1 not in name.sons or short.sons or len(name.words) == 1:
            yield name.words[-1]
            yield from name.parts[-1][-1:]
        if len(name.words) == 1:
            return
        korean = name.words[0] in KOREAN_FAMILY_NAMES and is_from_anywhere(self._codes)
        first = korean or name.sovereign or short.sovereign
        if first or self._codes & CALLED_BY_FIRST_NAME:
            yield name.words[0]
        if len(name.words) > 2:
            yield "".join(name.words[1:])  # Ahmadi Nejad
        if self._codes & _TWO_SURNAMES or ARABIC in self._traditions:
            # Salman is the father of Mohammed bin Salman
            yield from (
                word
                for place, word in enumerate(name.words)
                if place and len(word) > 2 and (place not in name.sons or short.sons)
            )

    # -- several words ------------------------------------------------------------------------

    def _aligned(self, short: PersonalName, long: PersonalName) -> Iterator[NameComparison]:
        words, others = short.words, long.words
        given = self._first_name(short, long)
        surname = self._surname_of(short, long)
        if given is not None and surname is not None:
            middle = self._middle(short, long)
            if middle is not None:
                # in a long surname a slip is forgiven only where all else is the same
                ways = given | surname | middle
                if Way.SLIP in surname and given | middle:
                    ways |= {Way.NEAR}
                yield NameComparison(ways, _likeness(given), _likeness(surname))
        yield from self._each_without(short, long, given)
        if len(words) == len(others):
            return
        # without the last: Michelle Bachelet Jeria, Hamad bin Jassim Al Thani, John Lee Ka-chiu
        whole = not self._east_asian or bool(self._codes & _WESTERN_FIRST_NAMES)
        if given is not None and Way.NEAR not in given and whole:
            rest = self._all(words[1:], others[1 : len(words)])
            if rest is not None and len(words[-1]) > 2:
                yield NameComparison(
                    given | rest | {self._left_out_last(short, long)}, _likeness(given), 0.9
                )
        # without the middle and the last: Félix Antoine Tshisekedi Tshilombo
        if given is not None and Way.NEAR not in given and not self._east_asian and len(words) == 2:
            left_out = self._left_out_last(short, long)
            if any(len(words[1]) > 3 and self._alike(words[1], each) for each in others[2:-1]):
                yield NameComparison(given | {Way.MIDDLE, left_out}, _likeness(given), 0.9)
        # without the first: Javad Zarif for Mohammad Javad Zarif; but who is left of Mohammed bin
        # Salman bin Abdulaziz then is his father
        rest = self._all(words, others[-len(words) :])
        father = len(others) - len(words) in long.sons
        if rest is not None and not father and not self._east_asian and len(words[0]) > 1:
            yield NameComparison(rest | self._left_out_first(others[: -len(words)]), 0.8, 0.95)

    def _each_without(
        self, short: PersonalName, long: PersonalName, given: frozenset[Way] | None
    ) -> Iterator[NameComparison]:
        """Each without what the other has: Elías Antonio Saca, Elías Saca González."""
        if given is None or Way.NEAR in given or not self._codes & _TWO_SURNAMES:
            return
        for one, other in ((short.words, long.words), (long.words, short.words)):
            if len(one) > 2 and len(one[-1]) > 3 and one[-1] in other[1:-1]:
                ways = given | {Way.MIDDLE, Way.LAST_NAME}
                yield NameComparison(ways, _likeness(given), 0.9)

    def _all(self, words: tuple[str, ...], others: tuple[str, ...]) -> frozenset[Way] | None:
        ways: set[Way] = set()
        for word, other in zip(words, others, strict=True):
            if word == other:
                continue
            if min(len(word), len(other)) < 2 or not self._alike(word, other):
                return None
            ways.add(Way.SPELLING)
        return frozenset(ways)

    def _left_out_last(self, short: PersonalName, long: PersonalName) -> Way:
        usual = self._codes & _TWO_SURNAMES or len(short.words) - 1 in short.sons | long.sons
        return Way.SECOND_SURNAME if usual else Way.LAST_NAME

    def _left_out_first(self, words: tuple[str, ...]) -> frozenset[Way]:
        initials = all(len(word) == 1 for word in words)
        faith = all(self._alike(word, "mohammed") for word in words)
        usual = initials or (faith and ARABIC in self._traditions) or self._codes & _TWO_SURNAMES
        return frozenset([Way.MIDDLE if usual else Way.FIRST_NAME])

    def _middle(self, short: PersonalName, long: PersonalName) -> frozenset[Way] | None:
        few, many = short.words[1:-1], long.words[1:-1]
        if not many:
            return frozenset()
        if not few:
            return frozenset([Way.HOUSE if long.words[-1] in _HOUSES else Way.MIDDLE])
        if self._east_asian:
            return None
        ways: set[Way] = set()
        for word, other in zip(few, many, strict=False):
            found = self._given(word, other)
            if found is None:
                break
            ways |= found
        else:
            return frozenset(ways | ({Way.MIDDLE} if len(few) < len(many) else set()))
        # José Manuel Durão Barroso, José Durão Barroso
        rest = iter(many)
        if all(len(word) > 3 and any(self._alike(word, other) for other in rest) for word in few):
            return frozenset([Way.MIDDLE])
        return None

    def _first_name(self, short: PersonalName, long: PersonalName) -> frozenset[Way] | None:
        word, other = short.words[0], long.words[0]
        found = self._given(word, other)
        if found is not None and Way.NEAR not in found:
            return found
        # of two joined by a hyphen one is left out: Laurent-Désiré Kabila
        for single, several in ((word, long.parts[0]), (other, short.parts[0])):
            if len(several) > 1 and not self._east_asian and self._alike(single, several[0]):
                return frozenset([Way.MIDDLE])
        return found

    def _given(self, word: str, other: str) -> frozenset[Way] | None:
        """How two given names differ; None when they are two."""
        if word == other:
            return frozenset()
        if min(len(word), len(other)) == 1:
            return frozenset([Way.INITIAL]) if word[0] == other[0] else None
        if self._alike(word, other):
            return frozenset([Way.SPELLING])
        for number, polities in _given_forms().get(word, ()):
            for same, _ in _given_forms().get(other, ()):
                if number == same and (not polities or polities & self._codes):
                    return frozenset([Way.FORM])
        short, long = sorted((word, other), key=len)
        begins = len(short) > 2 and long.startswith(short)
        if not self._east_asian and (begins or _looks_like(word, other)):
            return frozenset([Way.NEAR])
        return None

    def _surname_of(self, short: PersonalName, long: PersonalName) -> frozenset[Way] | None:
        word, other = short.words[-1], long.words[-1]
        ways = self._surname(word, other)
        if ways is not None and Way.NEAR not in ways:
            return ways
        # one of two surnames: Vīķe-Freiberga, Johnson-Sirleaf
        for single, several in ((word, long.parts[-1]), (other, short.parts[-1])):
            if len(several) > 1 and any(self._alike(single, part) for part in several):
                usual = self._codes & _TWO_SURNAMES
                return frozenset([Way.SECOND_SURNAME if usual else Way.LAST_NAME])
        return ways

    def _surname(self, word: str, other: str) -> frozenset[Way] | None:
        if word == other:
            return frozenset()
        if min(len(word), len(other)) == 1:
            return None
        if self._alike(word, other):
            return frozenset([Way.SPELLING])
        if self._codes & _SHED_ENDINGS:
            bare, short = _without_ending(word), _without_ending(other)
            if (bare == word) != (short == other) and self._alike(bare, short):
                return frozenset([Way.ENDING])
        if self._east_asian or not _looks_like(word, other):
            return None
        # Aliyev is not Aliyeva
        long_enough = min(len(word), len(other)) >= 6
        if long_enough and OSA.distance(word, other) == 1 and word[-1:] == other[-1:]:
            return frozenset([Way.SLIP])
        return frozenset([Way.NEAR])

    def _alike(self, word: str, other: str) -> bool:
        return spelled_alike(word, other, self._traditions)


def _korean(name: PersonalName) -> PersonalName:
    """The name with the family name in one spelling, wherever it stands."""
    for place in (0, len(name.words) - 1):
        usual = KOREAN_FAMILY_NAMES.get(name.words[place])
        if usual is not None:
            words = (*name.words[:place], usual, *name.words[place + 1 :])
            return replace(name, words=words)
    return name


def _turned(name: PersonalName) -> Iterator[PersonalName]:
    """The name with the last word first, and with the first word last."""
    if len(name.words) < 2:
        return
    words, parts = name.words, name.parts
    yield PersonalName(
        (words[-1], *words[:-1]), (parts[-1], *parts[:-1]), frozenset(), name.number, name.sovereign
    )
    if len(words) > 2:
        yield PersonalName(
            (*words[1:], words[0]), (*parts[1:], parts[0]), frozenset(), name.number, name.sovereign
        )


def _likeness(ways: frozenset[Way]) -> float:
    return min((_LIKENESS[way] for way in ways), default=1.0)


def _without_ending(word: str) -> str:
    for ending in _RUSSIAN_ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) > 3:
            return word.removesuffix(ending)
    return word


def _looks_like(word: str, other: str) -> bool:
    """Whether two words are near enough to be looked at by a reader."""
    least = min(len(word), len(other))
    if least < 4 or word[0] != other[0]:
        return bool(least >= 4 and skeletons(word) & skeletons(other))
    return OSA.distance(word, other) <= (1 if least < 6 else 2)
