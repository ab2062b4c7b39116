"""Words by which titles of instruments, and quotations, are told apart or known again.

Titles are given in the article's own words: *the health insurance agreement* and *an agreement on
compulsory medical insurance* are one. So words that most titles share count nothing, a plural is
its singular, the names of the sides tell nothing new, and a few words of policy that writers use
for one another are one word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from anyascii import anyascii

from diplograph.graph.authority.lookup import load_authority
from diplograph.graph.model import Actor, ActorKind, Instrument

# Words that most titles of instruments share and that tell none from another; days are in titles
# where an extractor took in the date.
_COMMON_WORDS = frozenset(
    """
    a about accord agreement an and area between bilateral boost by collaboration comprehensive
    concerning contract cooperation declaration deal deepen document field for framework from
    further government historic in intention intergovernmental intent into its joint landmark letter
    memoranda memorandum mou mutual of on or pact partnership protocol regarding relation signed
    sphere statement strengthen text the their to treaty two understanding with
    monday tuesday wednesday thursday friday saturday sunday today
    """.split()
)

# Words that writers use for one another in titles; the first stands for all.
_SAME_WORDS = """
    agriculture agricultural farming farm
    arms weapon weaponry
    aviation air airline
    border frontier boundary
    commerce commercial trade trading
    civil civilian peaceful
    culture cultural
    defense defence military
    economy economic
    education educational academic
    energy power electricity
    environment environmental
    extradition extradite
    finance financial
    fishery fishing fish
    health medical healthcare medicine
    investment invest investor
    justice judicial legal
    labor labour worker employment
    migration migrant immigration
    nuclear atomic
    rail railway railroad
    readmission readmit return
    science scientific
    security secure
    ship shipping maritime
    space outer
    tax taxation
    technology technological technical
    tourism tourist
    transport transportation
    withdrawal withdraw pullout
"""
_ONE_FOR_ALL = {
    word: line.split()[0] for line in _SAME_WORDS.strip().splitlines() for word in line.split()
}

_WORD = re.compile(r"[a-z0-9]+")


def instrument_words(instrument: Instrument, sides: Iterable[Actor] = ()) -> frozenset[str]:
    """The words of title and subject that tell an instrument from others.

    The names of ``sides`` and of its parties tell nothing: those are compared as actors.

    >>> sorted(instrument_words(Instrument("urn:i", "Agreement on Fisheries", subject="ports")))
    ['fishery', 'port']
    """
    found = _WORD.findall(anyascii(f"{instrument.title} {instrument.subject or ''}").lower())
    words = {_one_for_all(word) for word in found} - _COMMON_WORDS
    for side in (*sides, *instrument.parties):
        words -= _names(side)
    return frozenset(words)


_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_DAY = r"(?P<day>[12]?[0-9]|3[01])(?:st|nd|rd|th)?"
_DAY_OF_YEAR = (
    re.compile(rf"\b{_MONTH} (?:the )?{_DAY}\b(?! ?[0-9])"),
    re.compile(rf"\b{_DAY} (?:of )?{_MONTH}"),
)


def day_of_year(words: str | None) -> tuple[int, int] | None:
    """The month and the day in the words of a date whose year is not told.

    >>> day_of_year("the November 14"), day_of_year("on 3rd of May"), day_of_year("in August")
    ((11, 14), (5, 3), None)
    """
    for pattern in _DAY_OF_YEAR:
        found = pattern.search((words or "").lower())
        if found is not None:
            return _MONTHS.index(found["month"][:3]) + 1, int(found["day"])
    return None


def plain_words(text: str) -> str:
    """Words in lower case without accents and punctuation, as copies of a quotation share them.

    >>> plain_words("We will not, ever, leave.")
    'we will not ever leave'
    """
    return " ".join(_WORD.findall(anyascii(text).lower()))


def _one_for_all(word: str) -> str:
    return _ONE_FOR_ALL.get(word) or _ONE_FOR_ALL.get(_singular(word)) or _singular(word)


def _singular(word: str) -> str:
    """The singular of a plural; other words stay, and so do short ones and those like *access*."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


@lru_cache(maxsize=4096)
def _names(side: Actor) -> frozenset[str]:
    """Every word of the names of a polity or organisation, and of its people."""
    if side.kind is ActorKind.PERSON:
        return frozenset()
    names = [side.name, side.code or ""]
    polity = load_authority().polities.get(side.code or "")
    if polity is not None:
        names += [*polity.names, *polity.adjectives, *polity.demonyms]
    return frozenset(
        _one_for_all(word) for name in names for word in _WORD.findall(anyascii(name).lower())
    )
