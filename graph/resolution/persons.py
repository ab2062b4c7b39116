"""Which persons of different articles are one.

A person's IRI is made of full name and represented polity, so the same name for the same polity is
one person already. Two IRIs are compared when they share a key (:func:`block_keys`), by named
features: name, given name, surname, side, office, time, company and known holder. :func:`compare`
says *same* only when that is sure; when it is not, the two stay apart and are *unsure*, for a
reader to judge.

What is sure depends on the :class:`~.name_matching.Way` in which the names differ:

- spellings of one name are one person of one side, a generation apart at most;
- with middle names left out, an initial or a short form, within five years;
- a name of one word is the person of that surname within a year; one word in two years is one
  person when they are no more than a year apart, or tell of one office that one holds at a time;
- a letter wrong, a number left out, a house where fathers and sons share names, or a name that
  merely resembles the other, want an office or an event in common as well;
- who has several names in the authority is one by any of them;
- of two sides, only a rare full name is sure, within twenty years, and never for two polities;
  where one side is unknown, spellings of a rare name are sure in one month and company as well.

Two files that articles tell of side by side as two stay apart unless the names are the same, and so
do those whose offices nobody holds together. A name that fits two persons who are not each
other (*George Bush* beside *George W. Bush* and *George H. W. Bush*) goes with the one whom offices
or company support, or stays by itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import Enum

from diplograph.graph.authority import load_authority
from diplograph.graph.iris import AUTHORITY
from diplograph.graph.resolution.groups import Sets, consistent_groups
from diplograph.graph.resolution.known_holders import known_holder
from diplograph.graph.resolution.name_matching import (
    CALLED_BY_FIRST_NAME,
    NameComparison,
    Way,
    compare_names,
)
from diplograph.graph.resolution.person_features import (
    MONTHS_AGREEING,
    is_monarch,
    is_rare,
    months_between,
    offices_agree,
)
from diplograph.graph.resolution.person_file import PersonFile, told_beside
from diplograph.graph.resolution.personal_names import PersonalName
from diplograph.graph.resolution.transliteration import (
    KOREAN_FAMILY_NAMES,
    is_from_anywhere,
    skeletons,
)

__all__ = ["PersonComparison", "PersonFile", "Verdict", "block_keys", "compare", "same_persons"]

# An article that has overlooked once that its two names are one person's does not part them.
_SELDOM = 5
_GENERATION = 30 * 12
# The two presidents George Bush were eight years apart.
_CAREER = 5 * 12
# What offices_agree says of a unique office within five years.
_ONE_OFFICE = 0.7
_POLITY = f"{AUTHORITY}polity/"
# What a reporter or an agency does to a name without making it another.
_SPELLED = frozenset([Way.SPELLING, Way.ORDER])
_SHORTENED = _SPELLED | {Way.MIDDLE, Way.INITIAL, Way.FORM, Way.SECOND_SURNAME}
_ACROSS_SIDES = _SPELLED | {Way.MIDDLE, Way.INITIAL, Way.FORM}
_BY_SURNAME = frozenset([Way.ONE_WORD, Way.SPELLING])
# Two persons of one side and time often differ so; something else must say that these do not.
_WITH_SUPPORT = _SHORTENED | {
    Way.ONE_WORD, Way.SLIP, Way.NUMBER, Way.HOUSE, Way.FIRST_NAME, Way.LAST_NAME, Way.ENDING,
    Way.SHUFFLED,
}  # fmt: skip


_OF_A_FAMILY = frozenset([Way.HOUSE, Way.FIRST_NAME])
_NEAR_GIVEN = frozenset([Way.NEAR, Way.SPELLING, Way.MIDDLE])


class Verdict(str, Enum):
    """What a comparison comes to."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class PersonComparison:
    """How two files compare: the verdict, a score between 0 and 1, and the features behind it.

    The features are ``name``, ``given name``, ``surname``, ``side``, ``office``, ``time``,
    ``company`` and ``known holder``, each between 0 and 1; 0.5 is what a feature says that says
    nothing.
    ``strength`` orders the persons whom a name may belong to.
    """

    verdict: Verdict
    score: float
    features: dict[str, float]
    strength: float = 0.0


def block_keys(file: PersonFile) -> set[str]:
    """Keys of which two files share one when they can be about one person.

    A key is a side with the consonants of a word that may be the surname, a side with the given
    name and the first consonant of the surname (for a slip in the surname), or the consonants of
    the whole name (for persons who change sides).

    >>> russia = {("i", "RUS"): 1}
    >>> lavrov = PersonFile.from_counts("p:1", {"names": {"S. Lavrov": 1}, "sides": russia})
    >>> other = PersonFile.from_counts("p:2", {"names": {"Lavroff": 1}, "sides": russia})
    >>> sorted(block_keys(lavrov) & block_keys(other))
    ['i lfrf']
    """
    name = file.parsed
    if not name.words:
        return set()
    sides = sorted(file.represents)
    surnames = _surname_keys(name, file)
    keys = {f"{side} {key}" for side in sides for key in surnames}
    if len(name.words) > 1:
        first, last = name.words[0], name.words[-1]
        if len(first) > 1:
            for given in skeletons(first):
                for surname in skeletons(last):
                    keys.update(f"{side} {given}+{surname[:1]}" for side in sides)
        ends = sorted((first, last)) if len(first) > 1 else [last]
        if len(ends) > 1:
            for one in skeletons(ends[0]):
                keys.update(f"{'+'.join(sorted((one, other)))}" for other in skeletons(ends[1]))
    holder = known_holder(file)
    if holder is not None:
        keys.add(" is ".join(holder))
    return keys


def _surname_keys(name: PersonalName, file: PersonFile) -> set[str]:
    codes = file.codes
    reigns = is_reigning(file)
    words = {name.words[-1], *name.parts[-1], name.words[0] if len(name.words) == 1 else ""}
    if codes & CALLED_BY_FIRST_NAME or is_from_anywhere(codes) or reigns:
        words.add(name.words[0])
    # any of several words may be left out but the given name
    words.update(word for word in name.words[1:] if len(word) > 2)
    words.add("".join(name.words[1:]))
    found: set[str] = set()
    for word in words - {""}:
        if word in KOREAN_FAMILY_NAMES and codes & {"KOR", "PRK"}:
            word = KOREAN_FAMILY_NAMES[word]
        bare = word.removesuffix("ova").removesuffix("ov").removesuffix("ev")
        found |= skeletons(word) | (skeletons(bare) if len(bare) > 3 else frozenset())
    return found


def is_reigning(file: PersonFile) -> bool:
    """Whether a file is of a monarch or a pope, who is called by one name as long as he lives."""
    return file.parsed.sovereign or any(is_monarch(title) for title, _, _ in file.offices)


def compare(one: PersonFile, other: PersonFile) -> PersonComparison:
    """Compare two files, whichever comes first.

    >>> usa = {("https://w3id.org/diplograph/authority/polity/USA", "USA"): 1}
    >>> def file(name):
    ...     return PersonFile.from_counts(name, {"names": {name: 1}, "sides": usa})
    >>> compare(file("Antony Blinken"), file("Tony Blinken")).verdict
    <Verdict.SAME: 'same'>
    >>> compare(file("George W. Bush"), file("George H. W. Bush")).verdict
    <Verdict.DIFFERENT: 'different'>
    """
    names = compare_names(one.name, other.name, one.codes | other.codes)
    side = _side(one, other)
    holder = _holder(one, other)
    office, company, beside = 0.5, 0.5, False
    if not names.is_other:
        # the costlier features tell nothing of two different names
        office = offices_agree(one.offices, other.offices)
        company, beside = _company(one, other)
    gap = months_between(one.months, other.months)
    features = {
        "name": names.likeness,
        "given name": names.given,
        "surname": names.surname,
        "side": side,
        "office": office,
        "time": 0.5 if gap is None else round(max(0.0, 1 - gap / _GENERATION), 3),
        "company": company,
        "known holder": holder,
    }
    sideless = not one.sides or not other.sides
    evidence = _Evidence(names, side, office, gap, company, holder, sideless)
    if evidence.excluded:
        return PersonComparison(Verdict.DIFFERENT, 0.0, features)
    if (beside and not names.ways <= _SPELLED) or not evidence.sure(one, other):
        verdict = Verdict.UNSURE
    else:
        verdict = Verdict.SAME
    # a shared side counts most, then an office in common, then time and company
    support = 0.55 + 0.2 * side + 0.15 * office + 0.05 * features["time"] + 0.05 * company
    # who has another name in the authority is as like as who is spelled otherwise
    likeness = max(names.likeness, 0.98 if holder == 1 else 0.0)
    score = round(likeness * support, 4)
    return PersonComparison(verdict, score, features, evidence.strength)


@dataclass(frozen=True, slots=True)
class _Evidence:
    names: NameComparison
    side: float
    office: float
    gap: int | None
    company: float
    holder: float
    sideless: bool

    @property
    def excluded(self) -> bool:
        """Whether they are surely two."""
        if self.holder == 1:
            return False
        # a surname alone tells nothing for or against somebody whose side is not known
        possible = _ACROSS_SIDES | ({Way.ONE_WORD} if self.sideless else set())
        return self.names.is_other or (self.side < 1 and not self.names.ways <= possible)

    @property
    def supported(self) -> bool:
        """Whether more than name and side makes them one."""
        # fathers, sons and brothers of a house receive the same guests
        in_company = self.company == 1 and not self.names.ways & _OF_A_FAMILY
        return self.office > 0.7 or in_company

    @property
    def strength(self) -> float:
        """What orders the persons whom a name may belong to: name, then office, then company."""
        ways = self.names.ways
        found = (
            3.0 if ways <= _SPELLED or self.holder == 1 else 1.0 if Way.ONE_WORD in ways else 2.0
        )
        return found + (0.5 if self.office > 0.7 else 0.0) + (0.25 if self.company == 1 else 0.0)

    def within(self, months: int, unknown: bool = False) -> bool:
        """Whether no more months lie between them; ``unknown`` where no month is known."""
        return unknown if self.gap is None else self.gap <= months

    def sure(self, one: PersonFile, other: PersonFile) -> bool:
        if self.holder != 0.5:
            return self.holder == 1
        if self.side < 1:
            return self._sure_across_sides(one, other)
        ways = self.names.ways
        alone = len(one.words) == len(other.words) == 1
        if alone and ways and not one.parsed.number:
            return self.office > 0.8 and Way.NEAR not in ways
        if alone and not (is_reigning(one) and is_reigning(other)):
            # one word is the name of many: of one for a year, or as long as an office is held
            return self.within(MONTHS_AGREEING, unknown=True) or self.office >= _ONE_OFFICE
        if ways <= _SPELLED:
            return self.within(_GENERATION, unknown=True)
        if self.office == 0:
            return False
        if ways <= _SHORTENED:
            return self.within(_CAREER, unknown=True)
        if ways <= _BY_SURNAME:
            return self.within(MONTHS_AGREEING)
        if ways <= {Way.SLIP}:
            return self.within(MONTHS_AGREEING)
        if ways <= _NEAR_GIVEN and self.names.surname > 0.9:
            # a polity has one president at a time, whatever letters his first name is spelled by
            return self.office == 1.0
        if ways <= {Way.ENDING, Way.SPELLING}:
            return self.office > 0.5
        if ways <= _WITH_SUPPORT:
            return self.supported and self.within(2 * MONTHS_AGREEING)
        return False

    def _seen_with_the_same(self) -> bool:
        """Whether names so alike are told of one month in the same company."""
        least = 0.6 if self.names.ways <= _SPELLED else 1.0
        return self.gap == 0 and self.company >= least

    def _sure_across_sides(self, one: PersonFile, other: PersonFile) -> bool:
        if self.office == 0 or self.side == 0:
            return False
        if self.sideless and self._seen_with_the_same():
            return is_rare(one.name) and is_rare(other.name)
        if not self.names.ways <= _SPELLED:
            return False
        if not (is_rare(one.name) and is_rare(other.name)):
            return False
        if self.names.ways and not self.supported:
            return False
        if self.sideless:
            return self.within(MONTHS_AGREEING)
        return self.within(4 * _CAREER)


def _holder(one: PersonFile, other: PersonFile) -> float:
    """1: about one holder of office that the authority knows; 0: about two of one side; else 0.5.

    That the authority has a name for two sides says nothing: it may be one person or two.
    """
    first = known_holder(one)
    second = known_holder(other) if first is not None else None
    if first is None or second is None or first[1] != second[1]:
        return 0.5
    return 1.0 if first == second else 0.0


def _side(one: PersonFile, other: PersonFile) -> float:
    """1: one in common; 0.5: one unknown, an organisation or a former state; 0: two polities."""
    if one.represents & other.represents:
        return 1.0
    if not one.sides or not other.sides:
        return 0.5
    return 0.0 if _is_of_a_polity(one) and _is_of_a_polity(other) else 0.5


def _is_of_a_polity(file: PersonFile) -> bool:
    """Whether all sides are states of today, none an organisation or a state there is no more."""
    polities = load_authority().polities
    return all(
        iri.startswith(_POLITY) and not (code in polities and polities[code].status == "historical")
        for iri, code in file.sides
    )


def _company(one: PersonFile, other: PersonFile) -> tuple[float, bool]:
    """How likely both took part in one event, and whether articles tell of them side by side.

    Both in one month in the company of the same person: 1, of the same polity: 0.6.
    """
    together = max(told_beside(one, other.iri), told_beside(other, one.iri))
    beside = together * _SELDOM >= max(1, min(one.told, other.told))
    fewer, more = sorted((one.company, other.company), key=len)
    common = {iri for iri, month in fewer if month and (iri, month) in more}
    if not common:
        return 0.5, beside
    persons = any(not iri.startswith(AUTHORITY) for iri in common)
    return (1.0 if persons else 0.6), beside


def same_persons(
    files: Iterable[PersonFile],
    same: Iterable[tuple[str, str]] = (),
    different: Iterable[tuple[str, str]] = (),
) -> list[list[PersonFile]]:
    """Group the files that are about one person; every file is in just one group.

    ``same`` and ``different`` are pairs of IRIs that somebody has judged; they go before all
    comparisons. Judgements that contradict each other in a chain (one is two, two is three, but one
    is not three) have no effect on the files of that chain but to keep the different apart.

    >>> same_persons([])
    []
    """
    ordered = sorted(files, key=lambda each: each.iri)
    different = tuple(different)
    units = _judged(ordered, same, different)
    number_of = {file.iri: number for number, unit in enumerate(units) for file in unit}
    apart = {
        frozenset((number_of[one], number_of[other]))
        for one, other in different
        if one in number_of and other in number_of
    }
    blocks: defaultdict[str, list[PersonFile]] = defaultdict(list)
    for file in ordered:
        for key in sorted(block_keys(file)):
            blocks[key].append(file)
    compared: dict[tuple[str, str], PersonComparison] = {}

    def comparison(one: PersonFile, other: PersonFile) -> PersonComparison:
        key = (one.iri, other.iri) if one.iri < other.iri else (other.iri, one.iri)
        if key not in compared:
            compared[key] = compare(one, other)
        return compared[key]

    links: dict[tuple[int, int], float] = {}
    for block in blocks.values():
        for position, one in enumerate(block):
            for other in block[position + 1 :]:
                pair = sorted((number_of[one.iri], number_of[other.iri]))
                if pair[0] == pair[1] or frozenset(pair) in apart:
                    continue
                found = comparison(one, other)
                if found.verdict is Verdict.SAME:
                    least, most = pair
                    links[least, most] = max(links.get((least, most), 0.0), found.strength)

    def conflict(one: int, other: int) -> bool:
        if frozenset((one, other)) in apart:
            return True
        verdicts = {
            comparison(each, another).verdict for each in units[one] for another in units[other]
        }
        return Verdict.DIFFERENT in verdicts and Verdict.SAME not in verdicts

    groups = consistent_groups(len(units), links, conflict)
    persons = [
        sorted((file for number in group for file in units[number]), key=lambda each: each.iri)
        for group in groups
    ]
    return sorted(persons, key=lambda group: group[0].iri)


def _judged(
    files: list[PersonFile],
    same: Iterable[tuple[str, str]],
    different: Collection[tuple[str, str]],
) -> list[list[PersonFile]]:
    """The files that judgements make one; each file else by itself."""
    number_of = {file.iri: number for number, file in enumerate(files)}
    sets = Sets(len(files))
    for one, other in same:
        if one in number_of and other in number_of:
            sets.join(number_of[one], number_of[other])
    contradicted = {
        sets.find(number_of[one])
        for one, other in different
        if one in number_of
        and other in number_of
        and sets.find(number_of[one]) == sets.find(number_of[other])
    }
    units = []
    for group in sets.all():
        if sets.find(group[0]) in contradicted:
            units += [[files[number]] for number in group]
        else:
            units.append([files[number] for number in group])
    return units
