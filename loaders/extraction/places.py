"""Places that the text puts something at: cities, venues, countries and "the Angolan capital"."""

from __future__ import annotations

from dataclasses import dataclass

from diplograph.graph import iris
from diplograph.graph.authority import Authority, City
from diplograph.graph.model import Place
from diplograph.loaders.extraction.lexicon import EntryKind
from diplograph.loaders.extraction.names import NominalParser
from diplograph.loaders.extraction.tokens import Token, fold

_PREPOSITIONS = frozenset(
    "in at to near outside into from for via through on off toward towards of by with between "
    "than against about".split()
)
_SETTLEMENTS = frozenset(
    "village town city resort port suburb island capital settlement district municipality".split()
)
_PUTTING = frozenset({"in", "at", "to", "from", "near", "outside", "into"})
_STOPS = frozenset("and or but who which that said met signed told has had was is were are".split())
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

    ``preposition`` is the word that puts something there, None for a place merely named.
    """

    start: int
    end: int
    name: str
    code: str | None
    city: City | None
    preposition: str | None
    is_city: bool


def find_places(
    text: str, tokens: list[Token], start: int, end: int, parser: NominalParser
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
        match = parser.match(i, end)
        if match is None:
            i += 1
            continue
        stop = i + match.length
        mention = _mention(text, tokens, start, i, stop, parser)
        if mention is not None:
            if found and found[-1].end == i - 1 and tokens[i - 1].text == ",":
                # "Crans-Montana, Switzerland", "Brunswick, Georgia": the second says which
                if found[-1].is_city and not mention.is_city:
                    found[-1] = _within(found[-1], mention, parser.lexicon.authority)
                    i = stop
                    continue
            found.append(mention)
        i = stop
    return found


def _within(city: PlaceMention, region: PlaceMention, authority: Authority) -> PlaceMention:
    code = region.code
    if fold(region.name) in _US_STATES and (city.city is None or city.city.country == "USA"):
        code = "USA"
    found = authority.find_city(city.name, code) if code else city.city
    return PlaceMention(city.start, region.end, city.name, code, found, city.preposition, True)


def _mention(
    text: str, tokens: list[Token], first: int, start: int, stop: int, parser: NominalParser
) -> PlaceMention | None:
    match = parser.match(start, stop)
    if match is None:
        return None
    preposition = _preposition(tokens, first, start)
    name = text[tokens[start].start : tokens[stop - 1].end]
    venue = match.of(EntryKind.VENUE)
    city = match.of(EntryKind.CITY)
    polity = match.of(EntryKind.POLITY)
    if polity is not None and city is not None and preposition is not None:
        # Djibouti, Panama, Mexico, Singapore: a city where something is put, else the polity
        entry = city.city
        if entry is not None and entry.country == polity.code:
            return PlaceMention(start, stop, name, polity.code, entry, preposition, True)
    if polity is not None:
        return PlaceMention(start, stop, name, polity.code, None, preposition, False)
    if venue is not None:
        spelled = _spelled(tokens, parser, venue.city)
        place = spelled or (venue.city.name if venue.city else name)
        return PlaceMention(
            start, stop, place, venue.code or None, venue.city, preposition, venue.city is not None
        )
    if city is not None:
        if _inside_name(tokens, start, stop, first, parser):
            return None
        best = parser.lexicon.authority.find_city(name)
        authority = parser.lexicon.authority
        capital = best is not None and best.feature == "capital"
        if not capital and preposition not in _PUTTING and authority.is_ambiguous_place(name):
            # "Sherman", "Austin", "Reading": a surname or a word unless something is put there
            return None
        best = best or city.city
        code = (best.country if best else city.code) or None
        return PlaceMention(start, stop, name, code, best, preposition, True)
    return None


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
        if following.start - tokens[stop - 1].end == 1 and following.key not in titles.not_names:
            return parser.match(stop, min(len(tokens), stop + 4)) is None
    if start > first and tokens[start - 1].is_capitalised and tokens[start - 1].is_word:
        before = tokens[start - 1]
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
    if not mention.is_city:
        assert mention.code is not None
        place = authority.country_place(mention.code)
        return Place(place.name, place.iri, place.country, place.latitude, place.longitude)
    if mention.city is not None:
        place = mention.city.place(mention.name)
        code = mention.code or place.country
        return Place(mention.name, place.iri, code, place.latitude, place.longitude)
    return Place(mention.name, minter.place(mention.name, mention.code), mention.code)
