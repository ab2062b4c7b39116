"""The extractor that comes with diplograph: lexicon, masked parse, frames, discourse.

``extract`` is a pure function of article, lexicon and model: no store, no network, no clock.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from diplograph.graph import iris
from diplograph.graph.model import Article, Extraction, ExtractorInfo, Mention, MentionKind, Quote
from diplograph.loaders.extraction.appearances import appearances
from diplograph.loaders.extraction.besides import finish
from diplograph.loaders.extraction.claims import ClaimBuilder
from diplograph.loaders.extraction.document import Document
from diplograph.loaders.extraction.events import EventReader
from diplograph.loaders.extraction.holders import recognise
from diplograph.loaders.extraction.introductions import introduce
from diplograph.loaders.extraction.lexicon import EntryKind, load_lexicon
from diplograph.loaders.extraction.mediation import tell_mediation
from diplograph.loaders.extraction.merging import merge
from diplograph.loaders.extraction.nicknames import learn_nicknames
from diplograph.loaders.extraction.parsing import Masked, Model
from diplograph.loaders.extraction.places import PUTTING, dateline_place, model_place
from diplograph.loaders.extraction.reference import UNIQUE_LEVELS, Cast
from diplograph.loaders.extraction.sides import Sides
from diplograph.loaders.extraction.times import When

VERSION = "1"
# Articles parsed together: enough to fill the parser's batches, few enough to stay small in memory.
BATCH = 16


class FrameExtractor:
    """Reads articles into mentions and event claims by lexicon, parse and frames.

    ``base`` is the instance base of the IRIs made; ``model`` names a spaCy pipeline, by default the
    best English one installed. Without ``first_look`` every sentence is parsed, also those whose
    words can tell of no event: to measure what the look loses and saves.

    >>> article = Article("President Macron met Chancellor Merkel in Berlin on 3 May 2018.")
    >>> claim = FrameExtractor().extract(article).claims[0]
    >>> claim.type.value, claim.time.start.isoformat()
    ('Meeting', '2018-05-03')
    """

    def __init__(
        self, base: str = iris.DEFAULT_BASE, model: str | None = None, *, first_look: bool = True
    ) -> None:
        self.minter = iris.Minter(base)
        self.model = Model(model)
        self.lexicon = load_lexicon()
        self.first_look = first_look
        version = VERSION if first_look else f"{VERSION}, every sentence"
        self.info = ExtractorInfo(
            "frames", version, self.model.name, self.model.version, self.model.digest
        )

    def extract(self, article: Article) -> Extraction:
        """Read one article."""
        return next(iter(self.extract_many([article])))

    def extract_many(self, articles: Iterable[Article]) -> Iterator[Extraction]:
        """Read articles in batches, in order."""
        pending = iter(articles)
        while batch := list(islice(pending, BATCH)):
            documents = [Document(article, self.lexicon) for article in batch]
            casts = [Cast(self.lexicon.authority) for _ in documents]
            for document, cast in zip(documents, casts, strict=True):
                # names first: a known person is masked, an unknown one is left to the model
                cast.learn(document.nominals)
                learn_nicknames(document, cast)
                recognise(document, cast)
            wanted = [
                sentence
                for document, cast in zip(documents, casts, strict=True)
                for sentence in document.prepare(self.first_look, self._has_sides(document, cast))
            ]
            masked: list[Masked] = [s.masked for s in wanted if s.masked is not None]
            for sentence, parsed in zip(wanted, self.model.parse(masked), strict=True):
                sentence.parsed = parsed
            for document, cast in zip(documents, casts, strict=True):
                yield self._read(document, cast)

    def _read(self, document: Document, cast: Cast) -> Extraction:
        introduce(document, cast)
        recognise(document, cast)
        polities = self._polity_mentions(document)
        Sides(cast).assign(
            document.nominals,
            polities,
            lambda position: self._home(document, position),
        )
        reader = EventReader(document, cast)
        read = [*reader.read(), *appearances(document, cast)]
        drafts = merge(document, read, [*reader.gatherings.welcomes, *reader.discourse.welcomes])
        tell_mediation(document, drafts)
        drafts += finish(document, reader.besides, drafts, polities)
        builder = ClaimBuilder(document, cast, self.minter)
        return Extraction(
            document.article,
            self.info,
            tuple(self._mentions(document, cast, builder)),
            tuple(builder.claims(drafts)),
            tuple(builder.instrument_mentions(drafts)),
        )

    def _has_sides(self, document: Document, cast: Cast) -> bool:
        """Whether an article speaks of two polities or of an organisation: no other tells an event.

        Those of the persons whom it takes for granted count, the one it speaks from, and a leader
        of nobody knows what.
        """
        if any(nominal.kind == "organization" for nominal in document.nominals):
            return True
        codes = {code for _, code in self._polity_mentions(document)}
        codes.update(code for nominal in document.nominals for code in nominal.codes)
        for nominal in document.nominals:
            codes.update(title.default_code for title in nominal.titles if title.default_code)
        for person in cast.persons:
            codes.update(person.codes or ([person.name] if person.levels & UNIQUE_LEVELS else []))
        codes.update(
            place.code for sentence in document.sentences for place in sentence.places if place.code
        )
        if len(codes) == 1:
            home, _ = self._home(document, 0)
            codes.update([home] if home else [])
        return len(codes) > 1 or not codes <= self.lexicon.authority.polities.keys()

    @staticmethod
    def _polity_mentions(document: Document) -> list[tuple[int, str]]:
        found = []
        for sentence in document.sentences:
            i = sentence.start
            while i < sentence.end:
                match = document.parser.match(i, sentence.end)
                if match is None:
                    i += 1
                    continue
                entry = match.of(EntryKind.POLITY, EntryKind.ADJECTIVE, EntryKind.METONYM)
                if entry is not None:
                    found.append((i, entry.code))
                i += match.length
        return found

    def _home(self, document: Document, position: int) -> tuple[str | None, bool]:
        """The polity an article speaks from at a token, and whether that is sure.

        Sure is that of its outlet, else of its dateline; the first town of its lead is a guess.
        """
        outlet = document.article.outlet
        if outlet:
            polity = self.lexicon.polity_in(outlet)
            if polity is not None:
                return polity, True
        for sentence in document.sentences:
            if sentence.end <= position or sentence.is_title:
                continue
            place = dateline_place(document, sentence)
            if place is not None:
                return place.code, True
            break
        for sentence in document.sentences[:4]:
            for mention in sentence.places:
                if mention.is_city and mention.code is not None and not sentence.is_title:
                    return mention.code, False
        return None, False

    def _mentions(self, document: Document, cast: Cast, builder: ClaimBuilder) -> Iterator[Mention]:
        text, shift = document.article.text, document.shift
        for sentence in document.sentences:
            taken: set[int] = set()
            places = [p for p in sentence.places if p.is_city or p.is_region]
            # "in Vienna" speaks of the town, "Vienna protested" of Austria
            towns = {p.start for p in places if p.preposition in PUTTING and p.is_seat}
            for nominal in sentence.nominals:
                entities = cast.entities_of(nominal)
                if nominal.kind in {"person", "group"}:
                    for name, entity in zip(nominal.names, entities, strict=False):
                        start, end = document.offsets(name.start, name.end)
                        if start >= shift:
                            quote = Quote.of(text, start - shift, end - shift)
                            actor = builder.actor(entity)
                            yield Mention(quote, MentionKind.PERSON, actor.name, actor)
                            taken.update(range(start, end))
                elif nominal.kind in {"polity", "organization"} and nominal.start not in towns:
                    start, end = document.offsets(nominal.start, nominal.end)
                    found = cast.actor(nominal.codes[0])
                    if start >= shift and found is not None:
                        actor = builder.actor(found)
                        kind = MentionKind(actor.kind.value)
                        yield Mention(
                            Quote.of(text, start - shift, end - shift), kind, actor.name, actor
                        )
                        taken.update(range(start, end))
            for place in places:
                start, end = document.offsets(place.start, place.own_end)
                if start >= shift and start not in taken:
                    found_place = model_place(place, builder.minter, self.lexicon.authority)
                    quote = Quote.of(text, start - shift, end - shift)
                    taken.update(range(start, end))
                    yield Mention(quote, MentionKind.PLACE, found_place.name, place=found_place)
            for place in sentence.places:
                # the state within a title is named too: "the foreign ministers of Laos and Burma"
                start, end = document.offsets(place.start, place.own_end)
                named = cast.actor(place.code) if place.code else None
                if named is not None and start >= shift and start not in taken:
                    actor = builder.actor(named)
                    quote = Quote.of(text, start - shift, end - shift)
                    yield Mention(quote, MentionKind(actor.kind.value), actor.name, actor)
            yield from self._dates(document, (*sentence.dates, *sentence.named_dates))
        yield from self._dates(document, document.dates_apart)

    @staticmethod
    def _dates(document: Document, dates: Iterable[When]) -> Iterator[Mention]:
        for when in dates:
            start, end = when.start - document.shift, when.end - document.shift
            if start >= 0:
                quote = Quote.of(document.article.text, start, end)
                date = when.first.isoformat() if when.first is not None else None
                yield Mention(quote, MentionKind.DATE, when.text, date=date)
