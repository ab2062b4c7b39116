"""What besides the name tells whether two files are about one person.

Offices are compared by what they are called and of whom they are, months by the gap between them.
:func:`offices_agree` knows that a polity has one foreign minister at a time, but many ministers,
and that nobody is the president and the foreign minister of one polity in the same month.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import lru_cache
from itertools import pairwise

from diplograph.graph.authority import fold, load_authority
from diplograph.graph.resolution.personal_names import personal_name

OfficeKey = tuple[str, str, str]
"""Title, IRI of what the office is of (empty: unknown), and month."""

MONTHS_AGREEING = 12
"""Two reports of one office no farther apart are of one holder, unless the names say otherwise."""

_MINISTER = re.compile(
    r"^(?:federal |union |state |cabinet )?minister (?:of|for) (?P<of>.+)$|^(?P<as>.+) minister$"
)
_DEPUTY = re.compile(r"^(?:deputy|vice|assistant|under|first deputy|senior|acting|interim) ")
_PASSING = re.compile(r"^(?:acting|interim|caretaker|outgoing|then) ")
_REIGNING = frozenset(["president", "king", "queen", "emperor", "sultan", "emir", "pope"])
# A surname of as many holders of office is common.
_COMMON = 3
# Frequent in English and Spanish, whoever holds office.
_FREQUENT = frozenset(
    """
    smith jones brown miller johnson williams davis wilson taylor moore anderson thomas jackson
    white harris martin thompson garcia martinez robinson clark rodriguez lewis walker hall allen
    young hernandez wright lopez hill scott green adams baker gonzalez nelson carter mitchell perez
    roberts turner phillips campbell parker evans edwards collins stewart sanchez morris rogers
    morgan murphy bailey cooper richardson howard torres peterson ramirez watson brooks kelly
    sanders bennett barnes henderson coleman jenkins powell patterson hughes flores butler simmons
    foster alexander russell griffin hayes silva santos oliveira pereira ferreira costa
    """.split()
)


@lru_cache(maxsize=1)
def _office_ids() -> dict[str, str]:
    found: dict[str, str] = {}
    for office in load_authority().offices.values():
        if not office.person_noun:
            for name in office.names:
                found.setdefault(fold(name).lower(), office.id)
    return found


@lru_cache(maxsize=1)
def _portfolio_ids() -> dict[str, str]:
    return {
        fold(name).lower(): portfolio.id
        for portfolio in load_authority().portfolios.values()
        for name in portfolio.names
    }


@lru_cache(maxsize=8192)
def office_kind(title: str) -> str:
    """What office a title means: the id of the authority, of a portfolio, or the folded title.

    >>> office_kind("Minister of Foreign Affairs"), office_kind("Foreign Minister")
    ('foreign-minister', 'foreign-minister')
    >>> office_kind("Minister of Health")
    'minister of health'
    """
    folded = _PASSING.sub("", fold(title).lower())
    known = _office_ids().get(folded)
    if known is not None:
        return known
    found = _MINISTER.match(folded)
    if found is None or _DEPUTY.match(folded):
        return folded
    field = found["of"] or found["as"]
    # Minister of Foreign Affairs and whatever else
    portfolio = _portfolio_ids().get(field) or _portfolio_ids().get(field.split(" and ")[0], field)
    if portfolio == "foreign-affairs":
        return "foreign-minister"
    own = f"{portfolio}-minister"
    return own if own in load_authority().offices else f"minister of {portfolio}"


@lru_cache(maxsize=8192)
def office_kinds(title: str) -> tuple[str, ...]:
    """What offices a title means that may name several.

    >>> office_kinds("Deputy Prime Minister and Minister of Defense")
    ('deputy-prime-minister', 'defence-minister')
    >>> office_kinds("Minister of Trade and Industry")
    ('minister of trade',)
    """
    words = title.split(" and ")
    found = []
    start = 0
    for end in range(1, len(words)):
        if _is_title(" and ".join(words[start:end])) and _is_title(" and ".join(words[end:])):
            found.append(office_kind(" and ".join(words[start:end])))
            start = end
    return (*found, office_kind(" and ".join(words[start:])))


def _is_title(text: str) -> bool:
    folded = _PASSING.sub("", fold(text).lower())
    return folded in _office_ids() or _MINISTER.match(folded) is not None


@lru_cache(maxsize=8192)
def is_unique(kind: str) -> bool:
    """Whether a polity has one holder of the office at a time.

    >>> is_unique("foreign-minister"), is_unique("ambassador")
    (True, False)
    """
    office = load_authority().offices.get(kind)
    if office is None:
        return kind.startswith("minister of ")
    return office.unique or kind == "secretary-of-state"


@lru_cache(maxsize=8192)
def is_monarch(title: str) -> bool:
    """Whether a title is that of a monarch, who is called by the first name.

    >>> is_monarch("King"), is_monarch("President")
    (True, False)
    """
    office = load_authority().offices.get(office_kind(title))
    return office is not None and office.level in ("monarch", "religious")


def month_number(month: str) -> int:
    """Months since the beginning of our era.

    >>> month_number("2018-01") - month_number("2017-11")
    2
    """
    return int(month[:4]) * 12 + int(month[5:7]) - 1


def months_between(one: Collection[str], other: Collection[str]) -> int | None:
    """The least number of months from a month of one to a month of the other; None without any.

    >>> months_between(["2016-05", "2017-11"], ["2018-02"])
    3
    """
    if not one or not other:
        return None
    if not set(one).isdisjoint(other):
        return 0
    marked = sorted([(month_number(each), 0) for each in one if each])
    marked += [(month_number(each), 1) for each in other if each]
    marked.sort()
    gaps = [after - before for (before, of), (after, by) in pairwise(marked) if of != by]
    return min(gaps, default=None)


def offices_agree(one: Iterable[OfficeKey], other: Iterable[OfficeKey]) -> float:
    """How the offices of two files fit one person: 1 supports it, 0.5 says nothing, 0 contradicts.

    1: one office of the same polity in the same month or the next, by a title of which there is one
    holder at a time; 0.9: the same within a year, 0.7 within five; 0.8: an office that several
    hold, within a year. 0: two offices that nobody holds together, in the same month, and neither
    file has the office of the other.

    >>> offices_agree([("President", "p", "2010-03")], [("President", "p", "2010-05")])
    0.9
    >>> offices_agree([("President", "p", "2010-03")], [("Foreign Minister", "p", "2010-03")])
    0.0
    """
    first, second = _by_kind(one), _by_kind(other)
    best = 0.5
    for office in first.keys() & second.keys():
        gap = months_between(first[office], second[office])
        if gap is None:
            continue
        if gap <= MONTHS_AGREEING:
            unique = 1.0 if gap <= 1 else 0.9
            best = max(best, unique if is_unique(office[0]) else 0.8)
        elif gap <= 5 * MONTHS_AGREEING and is_unique(office[0]):
            best = max(best, 0.7)
    if best > 0.5:
        return best
    for (kind, of), months in first.items():
        for (another, of_another), others in second.items():
            if of == of_another and months & others and _exclude(kind, another):
                if (another, of) not in first and (kind, of) not in second:
                    return 0.0
    return best


def _by_kind(offices: Iterable[OfficeKey]) -> dict[tuple[str, str], set[str]]:
    found: dict[tuple[str, str], set[str]] = {}
    for title, of, month in offices:
        if month and of:
            for kind in office_kinds(title):
                found.setdefault((kind, of), set()).add(month)
    return found


@lru_cache(maxsize=8192)
def _exclude(kind: str, another: str) -> bool:
    """Whether nobody holds both at a time: head of state and minister, two different portfolios."""
    ranks = {_rank(kind), _rank(another)}
    if kind == another or None in ranks:
        return False
    # a head of government may keep a portfolio, and be called a minister
    return ("head-of-state" in ranks and len(ranks) > 1) or ranks == {"minister"}


def _rank(kind: str) -> str | None:
    """What keeps its holder from other offices; None where that is open."""
    office = load_authority().offices.get(kind)
    if office is None:
        return "minister" if kind.startswith("minister of ") else None
    if kind in _REIGNING:
        return "head-of-state"
    if office.level == "head-of-government":
        return "head-of-government"
    if office.level in ("foreign-minister", "minister"):
        # every minister may be called a minister, and Britain has secretaries of state for all
        return None if kind in ("minister", "secretary", "secretary-of-state") else "minister"
    return "other" if office.level in ("ambassador", "deputy-minister") else None


@lru_cache(maxsize=1)
def _holders() -> dict[str, int]:
    """How many holders of office of the authority have a word in their name."""
    persons: dict[str, set[tuple[str, ...]]] = {}
    for holder in load_authority().office_holders:
        words = personal_name(holder.name).words
        for word in words:
            persons.setdefault(word, set()).add(words)
    return {word: len(found) for word, found in persons.items()}


@lru_cache(maxsize=65536)
def is_rare(name: str) -> bool:
    """Whether hardly two public persons have the name: full words, and one that is not common.

    That is the surname, or one of three words and more; short words are common in East Asia.

    >>> is_rare("Martin Kobler"), is_rare("John Smith"), is_rare("Kobler"), is_rare("Kim Yong Ho")
    (True, False, False, False)
    """
    words = personal_name(name).words
    if len(words) < 2 or min(map(len, words)) < 2:
        return False
    if len(words) > 2 and sum(map(_is_common, words)) < len(words) - 1:
        return True
    return words[0] not in _first_family_names() and not _is_common(words[-1])


@lru_cache(maxsize=1)
def _first_family_names() -> frozenset[str]:
    """Family names that stand first, of holders of office in China, Korea and Vietnam."""
    return frozenset(
        words[0]
        for holder in load_authority().office_holders
        if holder.of in ("CHN", "KOR", "PRK", "VNM") and (words := personal_name(holder.name).words)
    )


def _is_common(word: str) -> bool:
    return len(word) < 4 or word in _FREQUENT or _holders().get(word, 0) >= _COMMON
