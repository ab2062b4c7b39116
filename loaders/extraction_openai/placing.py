"""Places of an answer, found in the text and linked as the frames extractor links them."""

from __future__ import annotations

from collections.abc import Iterable

from diplograph.graph.iris import Minter
from diplograph.graph.model import EventType, Mention, MentionKind, Place, Quote
from diplograph.loaders.extraction.lexicon import Lexicon
from diplograph.loaders.extraction.names import NominalParser
from diplograph.loaders.extraction.places import PlaceMention, find_places, model_place
from diplograph.loaders.extraction.tokens import sentences, tokenize
from diplograph.loaders.extraction.toponyms import Surroundings
from diplograph.loaders.extraction_openai.anchoring import AnchoredText, one_line
from diplograph.loaders.extraction_openai.answer import AnsweredPlace
from diplograph.loaders.extraction_openai.dropped import Dropped, Reason
from diplograph.loaders.extraction_openai.people import People


class Places:
    """The places of one article, of which ``people`` know what polities it speaks of."""

    def __init__(
        self,
        text: AnchoredText,
        lexicon: Lexicon,
        minter: Minter,
        people: People,
        dropped: Dropped,
    ) -> None:
        self._text = text
        self._lexicon = lexicon
        self._minter = minter
        self._people = people
        self._dropped = dropped
        self._tokens = tokenize(text.text)
        parser = NominalParser(self._tokens, lexicon)
        surroundings = Surroundings(self._tokens, lexicon)
        self._found = [
            place
            for start, end in sentences(text.text, self._tokens)
            for place in find_places(text.text, self._tokens, start, end, parser, surroundings)
        ]
        self._mentions: dict[Quote, Mention] = {}

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """Where the text names the places given out so far."""
        return tuple(self._mentions.values())

    def places(self, answered: Iterable[AnsweredPlace], kind: EventType) -> tuple[Place, ...]:
        """Those of the places that the text names; a call has none."""
        found: dict[str, Place] = {}
        for each in answered:
            if kind is EventType.CALL:
                self._dropped.add(Reason.PLACE_OF_A_CALL)
                continue
            quotes = list(self._text.find_all(each.name))
            if not quotes:
                self._dropped.add(Reason.PLACE)
                continue
            place = self._place(each, quotes)
            if each.country and self._people.code(each.country) != place.country:
                self._dropped.add(Reason.COUNTRY)
            found.setdefault(place.iri, place)
            for quote in quotes:
                mention = Mention(quote, MentionKind.PLACE, place.name, place=place)
                self._mentions.setdefault(quote, mention)
        return tuple(found.values())

    def _place(self, answered: AnsweredPlace, quotes: list[Quote]) -> Place:
        code = self._people.speaks_of(answered.country) if answered.country else None
        code = code if code in self._lexicon.authority.polities else None
        named = next(filter(None, map(self._named, quotes)), None)
        if named is not None and (not named.is_city or code in (None, named.code)):
            return model_place(named, self._minter, self._lexicon.authority)
        name = one_line(quotes[0])
        city = self._lexicon.authority.find_city(name, code) if code is not None else None
        mention = PlaceMention(0, 0, name, code, city, None, True)
        return model_place(mention, self._minter, self._lexicon.authority)

    def _named(self, quote: Quote) -> PlaceMention | None:
        """What the scan for places takes the words of a quote for."""
        for place in self._found:
            start, end = self._tokens[place.start].start, self._tokens[place.end - 1].end
            if start < quote.end and quote.start < end:
                return place
        return None
