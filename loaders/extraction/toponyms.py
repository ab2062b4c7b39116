"""Which town a name means: what stands behind the name, and what else the article speaks of.

Towns share their names. In this order, a town is the one of the region or polity that stands
behind it anywhere in the article ("Birmingham, Alabama"); the likeliest of its name, when that is a
capital or lies in a polity that the article names; one in such a polity, unless another town of the
name is far larger; and of towns in one polity, the one near another town that can be meant only in
one way.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import cos, hypot, radians

from diplograph.graph.authority import Authority, City, Region
from diplograph.loaders.extraction.lexicon import EntryKind, Lexicon, Match
from diplograph.loaders.extraction.tokens import Token, fold

# A town so many times larger than its namesake is meant whatever polities the article names.
DWARFS = 10
# A town of so many inhabitants is not taken for a village of its name that the data lack.
LARGE = 100_000
# A town of so many inhabitants is meant rather than a region of its name.
METROPOLIS = 500_000
# So many regions of one polity show that an article is about that polity.
SEVERAL = 2
# Two towns of one area; about the distance within which news calls a town near by.
NEAR_KM = 150
_KM_PER_DEGREE = 111.2
_DIRECTIONS = frozenset(
    "north south east west central northern southern eastern western northeast northwest southeast "
    "southwest north-east north-west south-east south-west northeastern northwestern southeastern "
    "southwestern upstate downtown".split()
)
_PARTS = frozenset("the a in of state province region county district territory".split())
_ABBREVIATED = dict.fromkeys(
    "ga. d.c. n.y. n.j. calif. md. va. mass. fla. pa. conn. ill. tex. wash.".split(), "USA"
)


@dataclass(frozen=True, slots=True)
class Container:
    """A region or polity that a town lies in: its code, and the token after it.

    ``is_apart`` says that a comma or bracket stands between them, ``is_namesake`` that the name is
    also that of a city.
    """

    code: str
    end: int
    is_region: bool
    is_apart: bool
    is_namesake: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """A town and its polity; no town where the data have none of that name in the polity."""

    city: City | None
    code: str | None


class Surroundings:
    """What one article names: polities, regions, and towns with what stands behind them."""

    def __init__(self, tokens: Sequence[Token], lexicon: Lexicon) -> None:
        self.tokens = list(tokens)
        self.lexicon = lexicon
        self.authority: Authority = lexicon.authority

    # -- names at a place of the text ----------------------------------------------------------

    def region_at(self, at: int, end: int) -> tuple[int, Region] | None:
        """The longest name of a region that starts at a token, and the token after it."""
        return self.lexicon.region_at(self.tokens, at, end)

    def namesake_region(self, at: int, stop: int) -> Region | None:
        """The region that shares its name with a polity or city: Georgia, New York."""
        return self.authority.namesake_region(self._words(at, stop))

    def container_after(self, stop: int, end: int) -> Container | None:
        """What stands behind a town: ``, Utah``, ``(Utah)``, ``, in the state of Utah``."""
        tokens = self.tokens
        if stop >= end or tokens[stop].key not in {",", "(", "in"}:
            return None
        at = stop + 1
        while at < end and tokens[at].key in _DIRECTIONS | _PARTS and at - stop < 6:
            at += 1
        if at >= end:
            return None
        apart = tokens[stop].key != "in"
        region = self.region_at(at, end)
        match = self.lexicon.match(self.tokens, at, end)
        polity = match.of(EntryKind.POLITY) if match else None
        if region is not None and (match is None or region[0] - at >= match.length):
            if polity is None:
                return Container(region[1].country, region[0], True, apart)
        if match is not None and polity is not None:
            return Container(polity.code, at + match.length, False, apart)
        namesake = self.namesake_region(at, at + match.length) if match else None
        if match is not None and namesake is not None:
            return Container(namesake.country, at + match.length, True, apart, True)
        code = _ABBREVIATED.get(tokens[at].key)
        return Container(code, at + 1, True, apart) if code else None

    def within(self, name: str, container: Container) -> Placed | None:
        """The town of a name in a container, None when the two cannot belong together.

        A village that the data lack is in the container all the same, but no known town is: in
        "they met in Geneva, Russia said" nothing is said of where Geneva lies. Of a region one
        speaks so only to say where something is, so that only a capital is kept from it.
        """
        likeliest = self.authority.find_city(name)
        for code, is_sure in self._codes_of(container):
            city = self._nearest(self.authority.cities_named(name, code))
            # "Athens, New York and Paris" lists cities, "Paris, Georgia and Italy" stops of a trip
            if city is not None and (is_sure or not likeliest or likeliest.feature != "capital"):
                return Placed(city, code)
        if container.is_region and not container.is_namesake:
            is_elsewhere = likeliest is not None and likeliest.feature == "capital"
        else:
            is_elsewhere = not container.is_apart or (
                likeliest is not None and _is_known(likeliest)
            )
        return None if is_elsewhere else Placed(None, container.code)

    def _codes_of(self, container: Container) -> Iterator[tuple[str, bool]]:
        """The polities that a container can be, and whether it surely is that one."""
        yield container.code, not container.is_namesake
        if not container.is_region:
            namesake = self.authority.namesake_region(self.authority.polity(container.code).label)
            if namesake is not None:
                yield namesake.country, False

    # -- which of several ----------------------------------------------------------------------

    def choose(self, name: str) -> Placed:
        """The town that a name means in this article."""
        told = self._told.get(fold(name))
        if told is not None:
            return told
        city = self._likeliest(name)
        return Placed(city, city.country if city else None)

    def speaks_of(self, code: str | None) -> bool:
        """Whether the article names a polity, its people, a region or a plain town of it."""
        return code in self._polities

    def means_region(self, region: Region, code: str | None, city: City | None) -> bool:
        """Whether a name that is also a region's means the region throughout the article.

        It does where the article names the region's polity and nothing of the other place's: for a
        city, unless it is a large one; for a polity, which is named here by the name itself, only
        where several other regions show what the article is about.
        """
        if city is not None:
            if city.population >= METROPOLIS or self.speaks_of(city.country):
                return False
            return self.speaks_of(region.country)
        return len(self._regions[region.country]) >= SEVERAL and code not in self._hinted

    def _likeliest(self, name: str) -> City | None:
        cities = self.authority.cities_named(name)
        if len(cities) < 2:
            return cities[0] if cities else None
        first = cities[0]
        if first.feature == "capital":
            return first
        if not self.speaks_of(first.country):
            here = [city for city in cities if self.speaks_of(city.country)]
            if here and first.population < DWARFS * here[0].population:
                first = here[0]
        return self._nearest([city for city in cities if city.country == first.country])

    def _nearest(self, cities: Sequence[City]) -> City | None:
        """The first of some towns of one polity, or one that is near where the article plays."""
        if len(cities) < 2 or cities[0].feature == "capital":
            return cities[0] if cities else None
        for city in cities:
            if cities[0].population >= DWARFS * max(city.population, 1):
                break
            if any(_distance(city, other) <= NEAR_KM for other in self._anchors):
                return city
        return cities[0]

    # -- what the whole article names ----------------------------------------------------------

    @cached_property
    def _named(self) -> list[tuple[int, int, Match | None, Region | None]]:
        """Every name of the lexicon or of a region, with its token range."""
        found, i, end = [], 0, len(self.tokens)
        while i < end:
            match = self.lexicon.match(self.tokens, i, end)
            region = self.region_at(i, end)
            stop = max(i + match.length if match else i, region[0] if region else i)
            if stop > i:
                is_region = region is not None and region[0] == stop
                is_match = match is not None and i + match.length == stop
                found.append(
                    (
                        i,
                        stop,
                        match if is_match else None,
                        region[1] if region and is_region else None,
                    )
                )
            i = max(stop, i + 1)
        return found

    @cached_property
    def _regions(self) -> dict[str, set[str]]:
        found: defaultdict[str, set[str]] = defaultdict(set)
        for _, _, _, region in self._named:
            if region is not None:
                found[region.country].add(region.name)
        return found

    @cached_property
    def _hinted(self) -> frozenset[str]:
        """The polities that other words than their names speak of: peoples, towns, metonyms."""
        kinds = (EntryKind.ADJECTIVE, EntryKind.PEOPLE, EntryKind.METONYM, EntryKind.CITY)
        return frozenset(
            entry.code
            for _, _, match, _ in self._named
            if match is not None and match.of(EntryKind.POLITY) is None
            for entry in match.entries
            if entry.kind in kinds
        )

    @cached_property
    def _polities(self) -> frozenset[str]:
        return frozenset(self._spoken_of())

    def _spoken_of(self) -> Iterator[str]:
        for _, _, match, region in self._named:
            if region is not None:
                yield region.country
            if match is None:
                continue
            entry = match.of(EntryKind.POLITY, EntryKind.ADJECTIVE, EntryKind.PEOPLE)
            if entry is not None:
                yield entry.code
            elif match.of(EntryKind.CITY) is None and (seat := match.of(EntryKind.METONYM)):
                yield seat.code
        for anchor in self._anchors:
            if anchor.country is not None:
                yield anchor.country

    @cached_property
    def _anchors(self) -> list[City]:
        """The large towns that a name of the article can mean only in one way."""
        found: dict[str, City] = {}
        for at, stop, match, region in self._named:
            if match is None or region is not None or match.of(EntryKind.CITY) is None:
                continue
            cities = self.authority.cities_named(self._words(at, stop))
            if cities and cities[0].population >= LARGE:
                rest = max((city.population for city in cities[1:]), default=0)
                if cities[0].population >= DWARFS * rest:
                    found[cities[0].iri] = cities[0]
        return list(found.values())

    @cached_property
    def _told(self) -> dict[str, Placed]:
        """The towns behind whose names the article puts where they lie, by folded name."""
        found: dict[str, Placed] = {}
        for at, stop, match, _ in self._named:
            if match is None or match.of(EntryKind.CITY) is None or match.of(EntryKind.POLITY):
                continue
            container = self.container_after(stop, len(self.tokens))
            name = self._words(at, stop)
            placed = self.within(name, container) if container else None
            if placed is not None:
                found.setdefault(fold(name), placed)
        return found

    def _words(self, at: int, stop: int) -> str:
        return _joined(self.tokens[at:stop])


def _joined(tokens: Iterable[Token]) -> str:
    words, end = "", None
    for token in tokens:
        words += token.text if end is None or token.start == end else f" {token.text}"
        end = token.end
    return words


def _is_known(city: City) -> bool:
    return city.feature == "capital" or city.notable or city.population >= LARGE


def _distance(one: City, other: City) -> float:
    """Kilometres, near enough for towns of one area."""
    across = cos(radians((one.latitude + other.latitude) / 2))
    up, along = one.latitude - other.latitude, (one.longitude - other.longitude) * across
    return hypot(up, along) * _KM_PER_DEGREE
