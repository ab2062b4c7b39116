"""The lexicon of the mention stage: what the authority's names look like as tokens.

A trie over folded tokens answers, at any position of a text, the longest name of a polity, people,
capital, metonym, organisation, city or venue that starts there. Words of title grammar come from
``data/titles.json``.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from enum import Enum
from functools import lru_cache
from importlib import resources
from typing import Any

from diplograph.graph.authority import (
    Authority,
    City,
    Organization,
    Polity,
    Region,
    load_authority,
)
from diplograph.loaders.extraction.tokens import Token, fold, tokenize


class EntryKind(str, Enum):
    """What a name in the lexicon is a name for."""

    POLITY = "polity"
    ADJECTIVE = "adjective"
    PEOPLE = "people"
    METONYM = "metonym"
    ORGANIZATION = "organization"
    CITY = "city"
    VENUE = "venue"


@dataclass(frozen=True, slots=True)
class Entry:
    """One meaning of a name; ``code`` is that of the polity or organisation it speaks of."""

    kind: EntryKind
    code: str
    city: City | None = None


@dataclass(slots=True)
class _Node:
    children: dict[str, _Node] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)
    exact: set[str] = field(default_factory=set)
    loose: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """A name found at a token position: ``length`` tokens, with all its meanings."""

    length: int
    entries: tuple[Entry, ...]

    def of(self, *kinds: EntryKind) -> Entry | None:
        """Return the first meaning of one of these kinds."""
        for entry in self.entries:
            if entry.kind in kinds:
                return entry
        return None


class Lexicon:
    """Names of the authority, ready to be found in tokens."""

    def __init__(self, authority: Authority) -> None:
        self.authority = authority
        self._root = _Node()
        for polity in authority.polities.values():
            self._add_polity(polity)
        for organization in authority.organizations.values():
            self._add_organization(organization)
        for city in authority.cities:
            for name in (city.name, *city.alternates):
                self._add(name, Entry(EntryKind.CITY, city.country or "", city))
        for venue in authority.venues:
            place = authority.find_city(venue.city, venue.country)
            for name in (venue.name, *venue.aliases):
                self._add(name, Entry(EntryKind.VENUE, venue.country or "", place))
        self._regions = _regions_by_opening(authority)

    def _add_polity(self, polity: Polity) -> None:
        names = (polity.label, polity.official_name, *polity.aliases, *polity.former_names)
        for name in names:
            bare = name[4:] if name.lower().startswith("the ") else None
            if bare is not None and (name in polity.ambiguous or bare in polity.adjectives):
                # "the Argentine" is more often a person, "the States" other states
                continue
            self._add(name, Entry(EntryKind.POLITY, polity.code))
        for name in polity.adjectives:
            self._add(name, Entry(EntryKind.ADJECTIVE, polity.code))
        for name in polity.demonyms:
            self._add(name, Entry(EntryKind.PEOPLE, polity.code))
        for name in (*polity.metonyms,):
            self._add(name, Entry(EntryKind.METONYM, polity.code))
        for name in polity.capitals:
            city = self.authority.find_city(name, polity.code)
            self._add(name, Entry(EntryKind.METONYM, polity.code))
            if city is not None:
                self._add(name, Entry(EntryKind.CITY, polity.code, city))

    def _add_organization(self, organization: Organization) -> None:
        # A body speaks for what it is part of: the European Commission for the EU.
        code = organization.part_of or organization.code
        for name in (organization.code, organization.label, *organization.aliases):
            if name in organization.ambiguous and name.lower().startswith("the "):
                # "the Commission" and "the Fund" are too often somebody else's
                continue
            self._add(name, Entry(EntryKind.ORGANIZATION, code))
        for name in organization.adjectives:
            self._add(name, Entry(EntryKind.ORGANIZATION, code))

    def _add(self, name: str, entry: Entry) -> None:
        tokens = tokenize(name)
        if tokens and tokens[0].key == "the":
            tokens = tokens[1:]
        if not tokens:
            return
        node = self._root
        for token in tokens:
            node = node.children.setdefault(token.key, _Node())
        if name.isupper() and len(tokens) == 1 and "." not in name:
            # an acronym is found only in capitals: "who" is not the WHO
            node.exact.add(tokens[0].text)
        else:
            node.loose = True
        if entry not in node.entries:
            node.entries.append(entry)

    def match(self, tokens: list[Token], at: int, end: int) -> Match | None:
        """Return the longest name starting at a token, looking no further than ``end``.

        A name must begin with a capital letter, as names do in English.
        """
        if not tokens[at].is_capitalised:
            return None
        node, best = self._root, None
        for i in range(at, end):
            following = node.children.get(tokens[i].key)
            if following is None:
                break
            node = following
            if node.entries and self._acceptable(node, tokens[at : i + 1]):
                best = Match(i + 1 - at, tuple(node.entries))
        return best

    def region_at(self, tokens: list[Token], at: int, end: int) -> tuple[int, Region] | None:
        """Return the longest name of a region at a token, as the token after it and the region.

        Regions are no actors and many share their names with persons, so they are not among the
        matches: only who looks for places asks for them.
        """
        if not tokens[at].is_capitalised:
            return None
        for keys, region in self._regions.get(tokens[at].key, ()):
            stop = at + len(keys)
            if stop <= end and all(t.key == k for t, k in zip(tokens[at:stop], keys, strict=True)):
                return stop, region
        return None

    def polity_in(self, text: str) -> str | None:
        """The code of the first polity that a text names: by name, people, capital or metonym.

        >>> load_lexicon().polity_in("U.S. Department of State")
        'USA'
        """
        tokens = tokenize(text)
        for i in range(len(tokens)):
            match = self.match(tokens, i, len(tokens))
            if match is not None:
                entry = match.of(EntryKind.POLITY, EntryKind.ADJECTIVE, EntryKind.METONYM)
                if entry is not None:
                    return entry.code
        return None

    @staticmethod
    def _acceptable(node: _Node, tokens: list[Token]) -> bool:
        if len(tokens) > 1 or not node.exact:
            return True
        token = tokens[0]
        if token.text in node.exact or (node.loose and not token.text.isupper()):
            return True
        # the same letters in title case are a name only when they are one in their own right
        return (
            any(entry.kind is not EntryKind.ORGANIZATION for entry in node.entries)
            and not token.text.isupper()
        )


def _regions_by_opening(
    authority: Authority,
) -> dict[str, list[tuple[tuple[str, ...], Region]]]:
    """The names of regions as token keys, the longest first, by their first key."""
    found: dict[str, list[tuple[tuple[str, ...], Region]]] = {}
    for region in authority.regions:
        for name in region.names:
            keys = tuple(token.key for token in tokenize(name))
            keys = keys[1:] if keys[0] == "the" else keys
            found.setdefault(keys[0], []).append((keys, region))
    return {
        opening: sorted(names, key=lambda name: len(name[0]), reverse=True)
        for opening, names in found.items()
    }


@dataclass(frozen=True, slots=True)
class Titles:
    """Words of the grammar of titles, from ``data/titles.json``.

    The authority has offices, portfolios, modifiers and forms of address too, for another purpose:
    there an office is a whole title with a level that the graph records; here a head is one word of
    a composed title ("First Deputy Foreign Minister"), and its level says whom it can refer to in a
    text ("the leader" is a president or a premier). The lists differ for that reason, and words
    that are safe in a title are not always safe alone: as a form of address "Sri" would take
    Sri Lanka for a person. A title that the graph should know goes into the authority, a word by
    which titles are found into ``titles.json``.
    """

    heads: dict[str, str]
    plural_heads: dict[str, str]
    relational: dict[str, str]
    modifiers: frozenset[str]
    former: frozenset[str]
    portfolio: frozenset[str]
    fields: frozenset[str]
    honorifics: frozenset[str]
    particles: frozenset[str]
    not_names: frozenset[str]
    institutions: frozenset[str]
    feminine: frozenset[str]
    openings: frozenset[str] = field(init=False)
    """Words with which a title, its article and owner apart, can begin."""

    def __post_init__(self) -> None:
        words = (self.heads, self.plural_heads, self.relational)
        opening = {name.split()[0] for names in words for name in names}
        opening |= self.modifiers | self.former | self.portfolio
        object.__setattr__(self, "openings", frozenset(opening))


@lru_cache(maxsize=1)
def load_titles() -> Titles:
    """Read the title grammar's words once.

    >>> load_titles().heads["president"]
    'president'
    """
    data: dict[str, Any] = json.loads(
        resources.files("diplograph.loaders.extraction.data")
        .joinpath("titles.json")
        .read_text(encoding="utf-8")
    )
    heads = {fold(word): level for level, words in data["heads"].items() for word in words}
    plural = {fold(word): fold(singular) for word, singular in data["plural_heads"].items()}
    for word in list(heads):
        plural.setdefault(word + "s", word)
    return Titles(
        heads=heads,
        plural_heads=plural,
        relational={fold(k): v for k, v in data["relational"].items()},
        modifiers=frozenset(map(fold, data["modifiers"])),
        former=frozenset(map(fold, data["former"])),
        portfolio=frozenset(map(fold, data["portfolio"])),
        fields=frozenset(map(fold, data["fields"])),
        honorifics=frozenset(map(fold, data["honorifics"])),
        particles=frozenset(map(fold, data["particles"])),
        not_names=frozenset(map(fold, data["not_names"])),
        institutions=frozenset(map(fold, data["institutions"])),
        feminine=frozenset(map(fold, data["feminine"])),
    )


@lru_cache(maxsize=1)
def load_lexicon() -> Lexicon:
    """Build the lexicon of the bundled authority once."""
    return Lexicon(load_authority())
