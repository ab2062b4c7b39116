"""Finding polities, organisations and cities by exact name.

Nothing here guesses: a name either is one of those in the data or finds nothing, since a near
name is another polity (Kosovo is not Serbia). Only :meth:`Authority.suggest` compares loosely, for
the "did you mean" of an error message.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property, lru_cache
from zoneinfo import ZoneInfo

from anyascii import anyascii
from rapidfuzz import fuzz, process

from diplograph.graph.authority import loading
from diplograph.graph.authority.tables import (
    City,
    GivenName,
    Modifier,
    OfficeHolder,
    OfficeTitle,
    Organization,
    Polity,
    Portfolio,
    RecognitionClaim,
    Region,
    TerritorialClaim,
    Territory,
    Venue,
)
from diplograph.graph.errors import UnknownName
from diplograph.graph.model import Actor, Place

# An acronym is compared with its case, or "us" would be a state and "who" an organisation.
_ACRONYM_LENGTH = 6
_PUNCTUATION = str.maketrans(
    dict.fromkeys("-–—_/\t\n\r\xa0", " ") | dict.fromkeys(".,'’ʼʻ`´\"“”", "")
)
# What follows the name of a monarch: Mswati III.
_ORDINAL = re.compile(r"[ivx]+", re.IGNORECASE)
_SAINT = re.compile(r"\bst\b")
# A place that we list ourselves ranks among its namesakes as a city of at least this population.
_NOTABLE = 100_000
# What the data add to the name of a region where the bare name is also that of another place.
_KIND_OF_REGION = re.compile(r",.*| (?:State|Province|Prefecture|Island)$")
# Below this likeness a suggestion confuses more than it helps (Levenshtein ratio in per cent).
_SUGGESTION_CUTOFF = 70


def fold(text: str) -> str:
    """Fold a name for comparison: case, accents, hyphens, points, apostrophes, a leading "the".

    Acronyms of up to six letters keep their capitals.

    >>> fold("The Côte d’Ivoire"), fold("U.S."), fold("us"), fold("St. Lucia")
    ('cote divoire', 'US', 'us', 'saint lucia')
    """
    plain = text if text.isascii() else anyascii(text)
    words = " ".join(plain.translate(_PUNCTUATION).split())
    if words.startswith(("the ", "The ")):
        words = words[4:]
    if words.isupper() and len(words) <= _ACRONYM_LENGTH:
        return words
    words = words.lower()
    return _SAINT.sub("saint", words) if "st" in words else words


def _keys(text: str) -> tuple[str, ...]:
    """Return the keys to look a text up by: as it is, then as if written without capitals."""
    key = fold(text)
    return (key,) if key.islower() else (key, key.lower())


def _index(names: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for name, code in names:
        found[fold(name)][code] = None
    return {name: tuple(codes) for name, codes in found.items()}


class Authority:
    """The authority data and its indexes; read-only, one for the process: :func:`load_authority`.

    >>> authority = load_authority()
    >>> authority.find_polity("the Russian Federation").code
    'RUS'
    >>> authority.find_polity("Congo") is None  # two states go by that name
    True
    """

    def __init__(self) -> None:
        self.polities: Mapping[str, Polity] = loading.read_polities()
        self.organizations: Mapping[str, Organization] = loading.read_organizations()
        self._polity_names = _index(
            (name, polity.code) for polity in self.polities.values() for name in polity.names
        )
        self._organization_names = _index(
            (name, organization.code)
            for organization in self.organizations.values()
            for name in organization.names
        )

    @cached_property
    def offices(self) -> Mapping[str, OfficeTitle]:
        """Titles of office by id."""
        return loading.read_offices()

    @cached_property
    def office_holders(self) -> tuple[OfficeHolder, ...]:
        """Every term of office, in the order of the data."""
        return loading.read_office_holders()

    @cached_property
    def _holders_by_name(self) -> dict[str, tuple[OfficeHolder, ...]]:
        found: defaultdict[str, dict[OfficeHolder, None]] = defaultdict(dict)
        for holder in self.office_holders:
            for name in holder.names:
                found[fold(name).lower()][holder] = None
        return {name: tuple(holders) for name, holders in found.items()}

    @cached_property
    def _holders_by_surname(self) -> dict[str, tuple[OfficeHolder, ...]]:
        found: defaultdict[str, dict[OfficeHolder, None]] = defaultdict(dict)
        for name, holders in self._holders_by_name.items():
            for holder in holders:
                words = [word for word in name.split() if not _ORDINAL.fullmatch(word)]
                found[(words or [name])[-1]][holder] = None
        return {name: tuple(holders) for name, holders in found.items()}

    @cached_property
    def portfolios(self) -> Mapping[str, Portfolio]:
        """Portfolios of ministers by id."""
        return loading.read_portfolios()

    @cached_property
    def modifiers(self) -> tuple[Modifier, ...]:
        """Words that change a title, such as ``former``."""
        return loading.read_modifiers()

    @cached_property
    def honorifics(self) -> tuple[str, ...]:
        """Forms of address that stand before a name."""
        return loading.read_honorifics()

    @cached_property
    def given_names(self) -> tuple[GivenName, ...]:
        """Forms of given names that stand for each other."""
        return loading.read_given_names()

    @cached_property
    def cities(self) -> tuple[City, ...]:
        """Every city; read on first use, since not every command needs them."""
        return loading.read_cities()

    @cached_property
    def venues(self) -> tuple[Venue, ...]:
        """Named buildings and sites where talks are held."""
        return loading.read_venues()

    @cached_property
    def regions(self) -> tuple[Region, ...]:
        """Parts of polities that news names like places."""
        return loading.read_regions()

    @cached_property
    def _time_zones(self) -> Mapping[str, str]:
        return loading.read_time_zones()

    @cached_property
    def _ambiguous_places(self) -> frozenset[str]:
        return frozenset(fold(text).lower() for text in loading.read_ambiguous_places())

    @cached_property
    def recognition(self) -> tuple[RecognitionClaim, ...]:
        """Who recognises which contested polity."""
        return loading.read_recognition()

    @cached_property
    def territories(self) -> Mapping[str, Territory]:
        """Contested territories by id."""
        return loading.read_territories()

    @cached_property
    def territorial_claims(self) -> tuple[TerritorialClaim, ...]:
        """Who administers the contested territories, and who says whose they are, with the time."""
        return loading.read_territorial_claims()

    @cached_property
    def _cities_by_name(self) -> dict[str, tuple[int, ...]]:
        found: defaultdict[str, dict[int, None]] = defaultdict(dict)
        for number, city in enumerate(self.cities):
            found[fold(city.name)][number] = None
            for name in city.alternates:
                found[fold(name)][number] = None
        return {name: tuple(numbers) for name, numbers in found.items()}

    @cached_property
    def _regions_by_name(self) -> dict[str, int]:
        return {
            fold(name): number
            for number, region in enumerate(self.regions)
            for name in region.names
        }

    @cached_property
    def _namesake_regions(self) -> dict[str, Region]:
        found = {}
        for region in self.regions:
            bare = _KIND_OF_REGION.sub("", region.name)
            if bare != region.name:
                found[fold(bare)] = region
        return found

    @cached_property
    def _venues_by_name(self) -> dict[str, int]:
        return {
            fold(name): number for number, venue in enumerate(self.venues) for name in venue.names
        }

    def polity(self, code: str) -> Polity:
        """Return the polity of a code.

        Raises :class:`~diplograph.graph.errors.UnknownName` when there is none.

        >>> load_authority().polity("ABK").label
        'Abkhazia'
        """
        try:
            return self.polities[code]
        except KeyError:
            raise UnknownName(f"no polity has the code {code!r}") from None

    def polities_named(self, text: str) -> tuple[Polity, ...]:
        """Return every polity that goes by a name, in the order of their codes.

        The inverted form of lists ("Korea, Republic of") is read as well.

        >>> [polity.code for polity in load_authority().polities_named("Congo")]
        ['COD', 'COG']
        """
        for key in _keys(text):
            if key in self._polity_names:
                return tuple(self.polities[code] for code in self._polity_names[key])
        name, comma, rest = text.partition(", ")
        return self.polities_named(f"{rest} {name}") if comma and ", " not in rest else ()

    def find_polity(self, text: str) -> Polity | None:
        """Return the one polity that goes by a name (label, official, alias or former name).

        None when no polity or more than one does. Case, accents and punctuation do not matter,
        except that acronyms need their capitals.

        >>> load_authority().find_polity("Burma").code, load_authority().find_polity("us")
        ('MMR', None)
        """
        found = self.polities_named(text)
        return found[0] if len(found) == 1 else None

    def find_organization(self, text: str) -> Organization | None:
        """Return the one organisation that goes by a name or acronym, else None.

        >>> load_authority().find_organization("the United Nations").code
        'UN'
        """
        for key in _keys(text):
            codes = self._organization_names.get(key, ())
            if codes:
                return self.organizations[codes[0]] if len(codes) == 1 else None
        return None

    def cities_named(self, name: str, country: str | None = None) -> tuple[City, ...]:
        """Return every city of a name, the likeliest first; ``country`` restricts to a code.

        Capitals of polities that are not dependent come first, then by population. A city that has
        the name only as an alternate counts with half its population (Odesa in Ukraine still comes
        before Odessa in Texas), a notable one with at least 100,000 (Bethlehem in Palestine comes
        before Bethlehem in South Africa).

        >>> [city.country for city in load_authority().cities_named("Sukhum")][0]
        'ABK'
        """
        numbers: dict[int, None] = {}
        for key in _keys(name):
            numbers.update(dict.fromkeys(self._cities_by_name.get(key, ())))
        key = fold(name).lower()

        def rank(city: City) -> tuple[bool, float]:
            polity = self.polities[city.country] if city.country else None
            own = fold(city.name).lower() == key
            size = max(city.population, _NOTABLE if city.notable else 0)
            sovereign = polity is not None and polity.status != "dependent"
            return city.feature == "capital" and sovereign, size * (1.0 if own else 0.5)

        cities = (self.cities[number] for number in numbers)
        chosen = [city for city in cities if country is None or city.country == country]
        return tuple(sorted(chosen, key=rank, reverse=True))

    def find_city(self, name: str, country: str | None = None) -> City | None:
        """Return the likeliest city of a name, or None; ``country`` restricts to a code.

        >>> load_authority().find_city("Kiev").name
        'Kyiv'
        """
        found = self.cities_named(name, country)
        return found[0] if found else None

    def find_venue(self, name: str) -> Venue | None:
        """Return the venue of a name, or None.

        >>> load_authority().find_venue("Great Hall of the People").city
        'Beijing'
        """
        number = self._venues_by_name.get(fold(name))
        return None if number is None else self.venues[number]

    def find_region(self, name: str) -> Region | None:
        """Return the part of a polity that goes by a name, or None.

        >>> load_authority().find_region("Northern Ireland").country
        'GBR'
        """
        number = self._regions_by_name.get(fold(name))
        return None if number is None else self.regions[number]

    def holders_named(self, name: str) -> tuple[OfficeHolder, ...]:
        """Return the offices held under a full name, in the order of the data.

        >>> {holder.of for holder in load_authority().holders_named("Angela Merkel")}
        {'DEU'}
        """
        return self._holders_by_name.get(fold(name).lower(), ())

    def holders_by_surname(self, surname: str) -> tuple[OfficeHolder, ...]:
        """Return the offices held by people whose name ends in a word.

        >>> "FRA" in {holder.of for holder in load_authority().holders_by_surname("Macron")}
        True
        """
        return self._holders_by_surname.get(fold(surname).lower(), ())

    def namesake_region(self, name: str) -> Region | None:
        """Return the region that news also calls by the name of a polity or a city, or None.

        >>> load_authority().namesake_region("Georgia").name
        'Georgia, United States'
        """
        return self._namesake_regions.get(fold(name))

    def is_ambiguous_place(self, name: str) -> bool:
        """Whether a city's name is also a word or a person's name and needs context.

        >>> load_authority().is_ambiguous_place("Reading")
        True
        """
        return fold(name).lower() in self._ambiguous_places

    def capital(self, code: str) -> City | None:
        """Return the capital of a polity as a city, or None where it has none.

        >>> load_authority().capital("SOS").name
        'Tskhinvali'
        """
        polity = self.polity(code)
        if not polity.capitals:
            return None
        # The capital of a polity that is no more lies in another one today.
        within = None if polity.status == "historical" else code
        return self.find_city(polity.capitals[0], within)

    def seat(self, code: str) -> City | None:
        """Return the seat of an organisation as a city, or None where it has none."""
        organization = self.organizations.get(code)
        if organization is None or organization.seat is None:
            return None
        return self.find_city(organization.seat, organization.seat_country)

    def time_zone(self, code: str) -> ZoneInfo | None:
        """The time that a polity's seat of government keeps, None where none is known.

        >>> str(load_authority().time_zone("USA"))
        'America/New_York'
        """
        name = self._time_zones.get(code)
        return None if name is None else ZoneInfo(name)

    def country_place(self, code: str) -> Place:
        """Return the territory of a polity as a place.

        Raises :class:`~diplograph.graph.errors.UnknownName` for an unknown code.
        """
        return self.polity(code).place()

    def actor_by_code(self, code: str) -> Actor | None:
        """Return the polity or organisation of a code as an actor.

        Polities come first: the code ``CAN`` is Canada, the Andean Community is found by name.

        >>> load_authority().actor_by_code("NATO").name
        'North Atlantic Treaty Organization'
        """
        if code in self.polities:
            return self.polities[code].actor()
        found = self.organizations.get(code)
        return found.actor() if found else None

    def suggest(self, text: str, limit: int = 3) -> list[str]:
        """Return the names nearest to a text, for "did you mean"; never for linking.

        >>> load_authority().suggest("Abhkazia")
        ['Abkhazia']
        """
        labels = [polity.label for polity in self.polities.values()]
        labels += [organization.label for organization in self.organizations.values()]
        found = process.extract(
            text, labels, scorer=fuzz.ratio, limit=limit, score_cutoff=_SUGGESTION_CUTOFF
        )
        return [label for label, _, _ in found]


@lru_cache(maxsize=1)
def load_authority() -> Authority:
    """Return the authority; the data are read once in a process, cities on first use.

    >>> load_authority().polity("GEO").label
    'Georgia'
    """
    return Authority()
