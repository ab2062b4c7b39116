"""Which titles name one office: the foreign minister is the minister of external affairs.

The variants of a title are data of the authority (``offices.tsv``). What is said here is which of
its rows are one office under several names, in every polity or in some, and which have one holder
at a time.
"""

from __future__ import annotations

import re
from functools import lru_cache

from diplograph.graph import iris
from diplograph.graph.authority import OfficeTitle, fold, load_authority
from diplograph.graph.iris import slug

# Rows of offices.tsv that name the same office as another row, wherever they occur.
_SAME = {
    "premier": "prime-minister",
    "premier-noun": "prime-minister",
    "taoiseach": "prime-minister",
    "transitional-president": "president",
    "president-noun": "president",
    "king": "monarch",
    "emperor": "monarch",
    "sultan": "monarch",
    "emir": "monarch",
    "grand-duke": "monarch",
    "monarch-noun": "monarch",
    "king-noun": "monarch",
    "chancellor-noun": "chancellor",
    "pontiff-noun": "pope",
}
# Rows that do so only where the polity uses the title that way: the foreign secretary of India is
# an official below the minister, the chancellor of the United Kingdom minds the exchequer.
_SAME_IN = {
    ("chancellor", "DEU"): "prime-minister",
    ("chancellor", "AUT"): "prime-minister",
    ("secretary-of-state", "USA"): "foreign-minister",
    ("foreign-secretary", "GBR"): "foreign-minister",
    ("foreign-secretary", "PHL"): "foreign-minister",
    ("foreign-secretary", "MEX"): "foreign-minister",
    ("foreign-secretary", "KEN"): "foreign-minister",
    ("chief-minister", "GIB"): "prime-minister",
}
# Nouns for the minister himself; the other nouns of that row (senior diplomat, top envoy) are not.
_CHIEF_DIPLOMATS = frozenset({"chief diplomat", "top diplomat"})
# Offices of organisations that have one holder although polities may have several such.
_ONE_IN_AN_ORGANIZATION = frozenset({"secretary-general", "director-general", "chairperson"})
# Where a state has several of them at a time whatever the row says.
_SEVERAL = frozenset({"attorney-general", "crown-prince"})
# A title with such a word is that of somebody below the one whose office it names.
_BELOW = frozenset(
    "deputy vice assistant under associate alternate junior assistant adjunct co".split()
)
_ACTING = frozenset("acting interim caretaker provisional temporary".split())
_NOT_IN_OFFICE = frozenset(
    "former ex erstwhile onetime late ousted deposed toppled exiled retired past previous emeritus "
    "elect designate incoming nominee candidate would-be".split()
)
_DECORATION = frozenset("federal union current incumbent new outgoing longtime the".split())
_PORTFOLIO = re.compile(r"(?:cabinet )?(?:minister|secretary) (?:of|for) (?:the )?(.+)")
_OF_PORTFOLIO = re.compile(r"(.+) (?:minister|secretary)")
_SEPARATOR = re.compile(r"\s*(?:,|;|/)\s*|\s+and\s+(?=.*\bminister\b)", re.IGNORECASE)


def _words(title: str) -> list[str]:
    return fold(title).lower().split()


def is_acting(title: str) -> bool:
    """Whether a title is that of somebody who stands in for the holder.

    >>> is_acting("Acting Prime Minister"), is_acting("Prime Minister")
    (True, False)
    """
    return not _ACTING.isdisjoint(_words(title))


@lru_cache(maxsize=1)
def _offices() -> dict[str, OfficeTitle]:
    found: dict[str, OfficeTitle] = {}
    for office in load_authority().offices.values():
        for name in office.names:
            # a formal title comes before the noun of the same words
            key = " ".join(_words(name))
            if key not in found or (found[key].person_noun and not office.person_noun):
                found[key] = office
    return found


def known_office(title: str) -> OfficeTitle | None:
    """The row of the authority's titles that has just this title, or None.

    >>> known_office("External Affairs Minister").title
    'Foreign Minister'
    """
    return _offices().get(" ".join(_words(title)))


def office_key(title: str, of: str | None) -> str | None:
    """What two titles of one office in the polity or organisation ``of`` (an IRI) share.

    None for a title of somebody who does not hold the office (former, elect, designate).

    >>> india = iris.polity("IND")
    >>> office_key("External Affairs Minister", india) == office_key("Foreign Minister", india)
    True
    >>> office_key("Foreign Secretary", india) == office_key("Foreign Minister", india)
    False
    >>> office_key("Secretary of State", iris.polity("USA"))
    'foreign-minister'
    """
    words = _words(title)
    if not words or not _NOT_IN_OFFICE.isdisjoint(words):
        return None
    words = [word for word in words if word not in _ACTING] or words
    plain = " ".join(words)
    office = _offices().get(plain) or _offices().get(_undecorated(words))
    code = _code(of)
    if office is not None and not _is_state_minister(office, words):
        below = [word for word in words if word in _BELOW]
        if below and not _BELOW & set(_words(office.title)):
            return f"below/{slug(plain)}"
        if office.id == "chief-diplomat":
            return "foreign-minister" if plain in _CHIEF_DIPLOMATS else f"noun/{slug(plain)}"
        if office.person_noun and office.id not in _SAME:
            return f"noun/{office.id}"
        key = _SAME_IN.get((office.id, code or ""), _SAME.get(office.id, office.id))
        return _SAME_IN.get((key, code or ""), key)
    if not _BELOW.isdisjoint(words):
        return f"below/{slug(plain)}"
    portfolio = _portfolio(_undecorated(words))
    return f"minister/{slug(portfolio)}" if portfolio else f"title/{slug(plain)}"


def office_keys(title: str, of: str | None) -> frozenset[str]:
    """The keys of all offices that one title joins.

    >>> sorted(office_keys("Deputy Prime Minister and Foreign Minister", iris.polity("TUR")))
    ['deputy-prime-minister', 'foreign-minister']
    """
    whole = office_key(title, of)
    parts = _SEPARATOR.split(title)
    if len(parts) < 2 or (whole is not None and not whole.startswith(("title/", "below/"))):
        return frozenset() if whole is None else frozenset({whole})
    keys = (office_key(part, of) for part in parts if part)
    found = frozenset(key for key in keys if key and not key.startswith("title/"))
    return found or (frozenset() if whole is None else frozenset({whole}))


def is_unique(key: str, of: str | None) -> bool:
    """Whether a polity or organisation has one holder at a time of the office of this key.

    >>> is_unique("foreign-minister", iris.polity("GEO")), is_unique("ambassador", None)
    (True, False)
    """
    if of is None or key in _SEVERAL:
        return False
    if key == "monarch" or key.startswith("minister/"):
        return True
    if key in _ONE_IN_AN_ORGANIZATION:
        return not of.startswith(iris.polity(""))
    office = load_authority().offices.get(key)
    return office is not None and office.unique


def standard_title(title: str, of: str | None) -> str:
    """A title as the authority writes it where that is the same office, else as it is.

    >>> standard_title("Minister of Foreign Affairs", iris.polity("ARM"))
    'Foreign Minister'
    >>> standard_title("First Deputy Prime Minister", iris.polity("ARM"))
    'First Deputy Prime Minister'
    """
    office = known_office(title)
    if office is None or office.person_noun or is_acting(title) or title in office.names[:1]:
        return title
    below = {word for word in _words(title) if word in _BELOW | {"first"}}
    if below - set(_words(office.title)) or _is_state_minister(office, _words(title)):
        return title
    return office.title if office_key(title, of) == office_key(office.title, of) else title


def _code(of: str | None) -> str | None:
    start = iris.polity("")
    return of[len(start) :] if of is not None and of.startswith(start) else None


def _undecorated(words: list[str]) -> str:
    return " ".join(word for word in words if word not in _DECORATION)


def _is_state_minister(office: OfficeTitle, words: list[str]) -> bool:
    """``Minister of State for Foreign Affairs``: in most states one below the minister."""
    return office.level == "foreign-minister" and words[:3] == ["minister", "of", "state"]


def _portfolio(title: str) -> str | None:
    found = _PORTFOLIO.fullmatch(title) or _OF_PORTFOLIO.fullmatch(title)
    if found is None or not found[1] or found[1].startswith("state"):
        return None
    return found[1].replace("defense", "defence").removesuffix(" affairs") or None
