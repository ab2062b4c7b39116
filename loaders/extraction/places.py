"""Places that the text puts something at: cities, venues, countries and "the Angolan capital"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from diplograph.graph import iris
from diplograph.graph.authority import Authority, City, Region, load_authority
from diplograph.graph.model import Place
from diplograph.loaders.extraction.lexicon import EntryKind, Match
from diplograph.loaders.extraction.names import NominalParser
from diplograph.loaders.extraction.tokens import Token, fold, tokenize
from diplograph.loaders.extraction.toponyms import LARGE, METROPOLIS, Surroundings

if TYPE_CHECKING:
    from diplograph.loaders.extraction.document import Document, Sentence

_PREPOSITIONS = frozenset(
    "in at to near outside into from for via through on off toward towards of by with between "
    "than against about".split()
)
_SETTLEMENTS = frozenset(
    "village town city resort port suburb island capital settlement district municipality".split()
)
PUTTING = frozenset({"in", "at", "to", "from", "near", "outside", "into"})
_STOPS = frozenset("and or but who which that said met signed told has had was is were are".split())
_LISTING = frozenset({",", "and", "or"})
_AREAS = frozenset("province county district prefecture governorate region oblast".split())
_LANDFORMS = frozenset(
    "bay valley river lake sea gulf strait mountains mountain desert plateau peninsula creek canal "
    "falls forest".split()
)
_JOINING = frozenset("de del di da do du la el al der sur".split())
_COMPASS = frozenset("North South East West Central New".split())
# Where the government of a polity sits: in the polity, whichever its town.
_OFFICES = frozenset("ministry parliament presidency chancellery".split())
_OFFICE_WORDS = 12
_CONTINENTS = frozenset("north south central latin".split())
_US_STATES = frozenset(
    "alabama alaska arizona arkansas california colorado connecticut delaware florida georgia "
    "hawaii idaho illinois indiana iowa kansas kentucky louisiana maine maryland "
    "massachusetts michigan minnesota mississippi missouri montana nebraska nevada ohio "
    "oklahoma oregon pennsylvania tennessee texas utah vermont virginia wisconsin wyoming ga. "
    "d.c. n.y. calif. md. va. mass. fla. pa.".split()
)


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place in a sentence: token range, spelling, country and city if it is one.

    ``preposition`` is the word that puts something there, None for a place merely named. What is
    neither city nor region is a country.
    """

    start: int
    end: int
    name: str
    code: str | None
    city: City | None
    preposition: str | None
    is_city: bool
    is_region: bool = False
    name_end: int | None = None

    @property
    def own_end(self) -> int:
        """The token after its own name, before what stands behind it (", Switzerland")."""
        return self.end if self.name_end is None else self.name_end

    @property
    def is_seat(self) -> bool:
        """Whether it is a capital whose name is not also that of its polity, as Panama's is."""
        if self.city is None or self.city.feature != "capital" or self.code is None:
            return False
        return load_authority().find_polity(self.name) is None


def find_places(
    text: str,
    tokens: list[Token],
    start: int,
    end: int,
    parser: NominalParser,
    surroundings: Surroundings,
) -> list[PlaceMention]:
    """All places named in one sentence (a token range), in text order."""
    found: list[PlaceMention] = []
    i = start
    while i < end:
        capital = _capital_phrase(tokens, i, end, parser)
        if capital is not None:
            stop, code = capital
            city = parser.lexicon.authority.capital(code)
            spelled = _spelled(tokens, parser, city)
            preposition = _preposition(tokens, start, i)
            name = spelled or (city.name if city else "")
            found.append(PlaceMention(i, stop, name, code, city, preposition, True))
            i = stop
            continue
        stop, mention = _mention(text, tokens, start, i, end, parser, surroundings, found)
        if mention is not None:
            container = surroundings.container_after(stop, end) if mention.is_city else None
            placed = surroundings.within(mention.name, container) if container else None
            if container is not None and placed is not None:
                # "Crans-Montana, Switzerland", "Brunswick, Georgia": the second says which
                mention = replace(
                    mention,
                    end=container.end,
                    code=placed.code,
                    city=placed.city,
                    name_end=stop,
                )
                stop = container.end
            found.append(mention)
        i = stop
    return found


def _mention(
    text: str,
    tokens: list[Token],
    first: int,
    start: int,
    end: int,
    parser: NominalParser,
    surroundings: Surroundings,
    before: list[PlaceMention],
) -> tuple[int, PlaceMention | None]:
    """The place whose name starts at a token, if any, and the token to go on from."""
    match = parser.match(start, end)
    region = surroundings.region_at(start, end)
    stop = max(start + match.length if match else start + 1, region[0] if region else start + 1)
    if match is None and region is None:
        return stop, None
    preposition = _preposition(tokens, first, start)
    name = text[tokens[start].start : tokens[stop - 1].end]
    if match is not None and start + match.length == stop:
        namesake = surroundings.namesake_region(start, stop)
        if namesake is not None and (
            _is_region(namesake, tokens, start, stop, surroundings, before)
            or surroundings.means_region(namesake, *_otherwise(match, name, surroundings))
        ):
            return stop, PlaceMention(
                start, stop, name, namesake.country, None, preposition, False, True
            )
        mention = _of_lexicon(name, tokens, first, start, match, parser, surroundings)
        towers = mention is not None and (not mention.is_city or _is_metropolis(mention.city))
        if region is None or region[0] < stop or towers:
            return stop, mention
    assert region is not None
    if _inside_name(tokens, start, stop, first, parser):
        return stop, None
    code = region[1].country
    return stop, PlaceMention(start, stop, name, code, None, preposition, False, True)


def _otherwise(
    match: Match, name: str, surroundings: Surroundings
) -> tuple[str | None, City | None]:
    """The polity or city that a name is when it is not a region's."""
    polity = match.of(EntryKind.POLITY)
    return (polity.code, None) if polity else (None, surroundings.choose(name).city)


def _is_metropolis(city: City | None) -> bool:
    return city is not None and (city.feature == "capital" or city.population >= METROPOLIS)


def _is_region(
    region: Region,
    tokens: list[Token],
    start: int,
    stop: int,
    surroundings: Surroundings,
    before: list[PlaceMention],
) -> bool:
    """Whether a name of a polity or city means the region of that name: Georgia, New York.

    The word "state" beside it says so, and a list of other regions of the same polity.
    """
    if stop < len(tokens) and tokens[stop].key == "state":
        return True
    if start > 1 and tokens[start - 1].key == "of" and tokens[start - 2].key in {"state", "states"}:
        return True
    return any(
        beside.is_region and beside.code == region.country
        for beside in _beside(start, stop, tokens, surroundings, before)
    )


def _beside(
    start: int,
    stop: int,
    tokens: list[Token],
    surroundings: Surroundings,
    before: list[PlaceMention],
) -> Iterator[PlaceMention]:
    """The places listed right before and after a token range: ``Utah, Washington and Wyoming``."""
    if before and 0 < start - before[-1].end <= 2 and tokens[start - 1].key in _LISTING:
        yield before[-1]
    after = stop
    while after < len(tokens) and after - stop < 2 and tokens[after].key in _LISTING:
        after += 1
    if stop < after < len(tokens):
        region = surroundings.region_at(after, len(tokens))
        if region is not None:
            name = region[1].name
            yield PlaceMention(after, region[0], name, region[1].country, None, None, False, True)


def _of_lexicon(
    name: str,
    tokens: list[Token],
    first: int,
    start: int,
    match: Match,
    parser: NominalParser,
    surroundings: Surroundings,
) -> PlaceMention | None:
    """The place that a name of the lexicon stands for, if it is one here."""
    stop = start + match.length
    preposition = _preposition(tokens, first, start)
    venue = match.of(EntryKind.VENUE)
    city = match.of(EntryKind.CITY)
    polity = match.of(EntryKind.POLITY)
    authority = parser.lexicon.authority
    if polity is not None and city is not None and city.city is not None:
        if city.city.country == polity.code and preposition is not None:
            # Djibouti, Panama, Mexico, Singapore: a city where something is put, else the polity
            return PlaceMention(start, stop, name, polity.code, city.city, preposition, True)
        if name in authority.polity(polity.code).former_names and _is_metropolis(city.city):
            # the Gold Coast is a city today
            polity = None
    if polity is not None:
        if _is_continent(tokens, start, first):
            return None
        if _of_office(tokens, first, start, stop):
            preposition = "in"
        return PlaceMention(start, stop, name, polity.code, None, preposition, False)
    people = match.of(EntryKind.ADJECTIVE)
    if people is not None and venue is None and _of_office(tokens, first, start, stop):
        label = authority.polity(people.code).label
        return PlaceMention(start, stop, label, people.code, None, "in", False)
    if venue is not None:
        spelled = _spelled(tokens, parser, venue.city)
        place = spelled or (venue.city.name if venue.city else name)
        return PlaceMention(
            start, stop, place, venue.code or None, venue.city, preposition, venue.city is not None
        )
    if city is not None:
        if _inside_name(tokens, start, stop, first, parser):
            return None
        placed = surroundings.choose(name)
        is_capital = placed.city is not None and placed.city.feature == "capital"
        if not is_capital and preposition not in PUTTING and authority.is_ambiguous_place(name):
            # "Sherman", "Austin", "Reading": a surname or a word unless something is put there
            container = surroundings.container_after(stop, len(tokens))
            if container is None or surroundings.within(name, container) is None:
                return None
        is_large = placed.city is not None and placed.city.population >= LARGE
        if start > first and tokens[start - 1].text in _COMPASS and not is_large:
            # the name of something larger: "East Java"
            return None
        if _is_area(tokens, stop) and not surroundings.speaks_of(placed.code):
            # a province of that name elsewhere
            return None
        return PlaceMention(start, stop, name, placed.code, placed.city, preposition, True)
    return None


def _is_area(tokens: list[Token], stop: int) -> bool:
    """Whether a name is that of an area around a town: ``Herat province``."""
    return stop < len(tokens) and tokens[stop].key in _AREAS


def _is_continent(tokens: list[Token], start: int, first: int) -> bool:
    """Whether a polity's name is the end of that of a continent: ``South America``."""
    return (
        start > first
        and tokens[start].key in {"america", "americas"}
        and tokens[start - 1].key in _CONTINENTS
    )


def _inside_name(
    tokens: list[Token], start: int, stop: int, first: int, parser: NominalParser
) -> bool:
    """Whether a city's word is part of a longer proper name, or an ordinary word."""
    titles = parser.titles
    if stop - start == 1:
        key = tokens[start].key
        if key in titles.institutions or key in titles.not_names or key in titles.portfolio:
            return True
        if key in titles.heads or key in titles.modifiers or len(key) < 3:
            return True
    if stop < len(tokens) and tokens[stop].is_capitalised and tokens[stop].is_word:
        following = tokens[stop]
        if following.key in _LANDFORMS:
            return True
        if following.start - tokens[stop - 1].end == 1 and following.key not in titles.not_names:
            return parser.match(stop, min(len(tokens), stop + 4)) is None
    before = tokens[start - 1] if start > first else tokens[start]
    if start - 1 > first and before.text in _JOINING and tokens[start - 2].is_capitalised:
        # "Puebla de Sanabria": the end of a longer name
        return tokens[start - 2].key not in titles.not_names
    if start > first and before.is_capitalised and before.is_word:
        return before.key not in titles.not_names and parser.match(start - 1, start) is None
    return False


def _preposition(tokens: list[Token], first: int, at: int) -> str | None:
    """The nearest preposition before a place, across determiners and describing words."""
    capitals = 0
    for i in range(at - 1, max(first - 1, at - 8), -1):
        token = tokens[i]
        if token.key == "of" and i > first and tokens[i - 1].key in _SETTLEMENTS:
            # "in the fishing village of Psarades": the village is where it is in
            continue
        if token.key in _PREPOSITIONS:
            return token.key
        if token.text in {"(", "“", '"', "‘"}:
            continue
        if token.text == "," and i > first and tokens[i - 1].is_capitalised:
            # "at State House, Victoria": the town of the venue
            continue
        if token.text == "," and i > first and tokens[i - 1].key in _SETTLEMENTS and i + 1 == at:
            # "in his capital, Riga"
            continue
        if not token.is_word or token.key in _STOPS:
            return None
        if token.is_capitalised:
            # up to two capitalised words may belong to a venue or a sea before the town's name
            capitals += 1
            if capitals > 2:
                return None
    return None


def _capital_phrase(
    tokens: list[Token], i: int, end: int, parser: NominalParser
) -> tuple[int, str] | None:
    """``the Angolan capital``, ``Angola's capital``."""
    match = parser.match(i, end)
    if match is None:
        return None
    entry = match.of(EntryKind.ADJECTIVE, EntryKind.POLITY)
    j = i + match.length
    if j < end and tokens[j].key in {"'s", "'"}:
        j += 1
    if entry is None or j >= end or tokens[j].key not in {"capital"}:
        return None
    return j + 1, entry.code


def _of_office(tokens: list[Token], first: int, start: int, stop: int) -> bool:
    """``at the Latvian foreign ministry``, ``in the Ministry of Defence of Latvia``: in Latvia."""
    begin = start
    while begin > max(first, start - _OFFICE_WORDS) and tokens[begin - 1].key not in {"in", "at"}:
        begin -= 1
        if not tokens[begin].is_word or tokens[begin].key in _STOPS - {"and"}:
            return False
    if begin == first or tokens[begin - 1].key not in {"in", "at"}:
        return False
    before = [token.key for token in tokens[begin:start]]
    if before[-1:] in (["of"], ["the"]) and set(before) & _OFFICES and "of" in before[-2:]:
        return True
    after = [token.key for token in tokens[stop : stop + 4] if token.key not in {"'s", "’s"}]
    return before in ([], ["the"]) and bool(set(after[:3]) & _OFFICES)


def _spelled(tokens: list[Token], parser: NominalParser, city: City | None) -> str | None:
    """How the article itself spells a city, if it names it."""
    if city is None:
        return None
    names = {fold(n) for n in (city.name, *city.alternates)}
    for i, token in enumerate(tokens):
        if token.is_capitalised:
            match = parser.match(i, min(len(tokens), i + 4))
            if match is None:
                continue
            words = " ".join(t.text for t in tokens[i : i + match.length])
            if fold(words) in names and match.of(EntryKind.CITY):
                return words.title() if words.isupper() else words
    return None


def model_place(mention: PlaceMention, minter: iris.Minter, authority: Authority) -> Place:
    """The place of the model that a mention stands for."""
    if mention.is_region:
        return Place(mention.name, minter.place(mention.name, mention.code), mention.code)
    if not mention.is_city:
        assert mention.code is not None
        place = authority.country_place(mention.code)
        return Place(place.name, place.iri, place.country, place.latitude, place.longitude)
    if mention.city is not None:
        place = mention.city.place(mention.name)
        code = mention.code or place.country
        return Place(mention.name, place.iri, code, place.latitude, place.longitude)
    return Place(mention.name, minter.place(mention.name, mention.code), mention.code)


def dateline_place(document: Document, sentence: Sentence) -> PlaceMention | None:
    """The place of the dateline in force for a sentence."""
    dateline = sentence.dateline
    if dateline is None:
        return None
    authority = document.lexicon.authority
    code: str | None = None
    if dateline.region:
        tokens = tokenize(dateline.region)
        match = document.lexicon.match(tokens, 0, len(tokens)) if tokens else None
        if match is not None:
            code = match.entries[0].code
    if dateline.region and dateline.region.lower() in _US_STATES:
        us_city = authority.find_city(dateline.city, "USA")
        if us_city is not None or code is None or authority.find_city(dateline.city, code) is None:
            return PlaceMention(0, 0, dateline.city, "USA", us_city, "in", True)
    city = authority.find_city(dateline.city, code) if code else authority.find_city(dateline.city)
    if city is None and code is None:
        return PlaceMention(0, 0, dateline.city, None, None, "in", True)
    return PlaceMention(
        0, 0, dateline.city, code or (city.country if city else None), city, "in", True
    )
