"""From an answer to an extraction: every fact is found in the article or left out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from diplograph.graph.iris import Minter
from diplograph.graph.model import (
    Article,
    EventClaim,
    EventType,
    Extraction,
    ExtractorInfo,
    Instrument,
    Mention,
    MentionKind,
    Participant,
    Quote,
    Role,
)
from diplograph.loaders.extraction.lexicon import Lexicon
from diplograph.loaders.extraction.local_day import local_day
from diplograph.loaders.extraction.topics import topics_of
from diplograph.loaders.extraction_openai.anchoring import AnchoredText, one_line
from diplograph.loaders.extraction_openai.answer import AnsweredClaim, AnsweredInstrument
from diplograph.loaders.extraction_openai.dropped import Dropped, Reason
from diplograph.loaders.extraction_openai.people import People
from diplograph.loaders.extraction_openai.placing import Places
from diplograph.loaders.extraction_openai.timing import Dates

# How sure a claim of a model is that nobody here has measured: nothing is known of it.
CONFIDENCE = 0.5
# The types that others can be part of. They are never part of anything themselves, so that nothing
# that a model answers can make an event a part of itself, before merging or after.
_LARGER = (EventType.VISIT, EventType.SUMMIT)


class Reader:
    """Reads the answer to one article."""

    def __init__(
        self, article: Article, lexicon: Lexicon, minter: Minter, dropped: Dropped
    ) -> None:
        self._article = article
        self._minter = minter
        self._dropped = dropped
        self._text = AnchoredText(article.text)
        self._people = People(article, self._text, lexicon, minter, dropped)
        self._dates = Dates(self._text, local_day(article, lexicon), dropped)
        self._places = Places(self._text, lexicon, minter, self._people, dropped)
        self._instruments: dict[Quote, Mention] = {}

    def extraction(
        self, answered: Sequence[AnsweredClaim | None], info: ExtractorInfo
    ) -> Extraction:
        """What is left of an answer when every fact that is not in the article is dropped."""
        for each in answered:
            if each is not None:
                self._people.learn(each.participants)
        kept: list[EventClaim] = []
        # From the number in the answer to the number among those kept.
        numbers: dict[int, int] = {}
        for number, each in enumerate(answered):
            claim = self._claim(each)
            if claim is None:
                continue
            if claim in kept:
                self._dropped.add(Reason.TOLD_TWICE)
                numbers[number] = kept.index(claim)
            else:
                numbers[number] = len(kept)
                kept.append(claim)
        return Extraction(
            self._article, info, self._mentions(), self._with_parts(answered, kept, numbers)
        )

    def _claim(self, answered: AnsweredClaim | None) -> EventClaim | None:
        if answered is None:
            self._dropped.add(Reason.NOT_OF_THE_FORM)
            return None
        evidence = self._quotes(answered.quotes, Reason.QUOTE)
        if not evidence:
            self._dropped.add(Reason.UNTOLD)
            return None
        participants = self._people.participants(answered.participants, answered.type)
        if not participants and not answered.type.is_later_step:
            self._dropped.add(Reason.NOBODY)
            return None
        if answered.type.is_said and not any(Role.SPEAKER in each.roles for each in participants):
            self._dropped.add(Reason.NO_SPEAKER)
            return None
        time = self._dates.time(answered.date, answered.type)
        instrument = None
        if answered.type.is_conclusion or answered.type.is_later_step:
            start = time.start.isoformat() if time.start is not None else None
            instrument = self._instrument(answered.instrument, participants, start)
            if instrument is None:
                self._dropped.add(Reason.NO_INSTRUMENT)
                return None
        elif answered.instrument is not None:
            self._dropped.add(Reason.INSTRUMENT)
        return EventClaim(
            type=answered.type,
            status=answered.status,
            evidence=evidence,
            time=time,
            places=self._places.places(answered.places, answered.type),
            participants=participants,
            instrument=instrument,
            topics=topics_of("\n".join(quote.text for quote in evidence)),
            commitments=self._quotes(answered.commitments, Reason.COMMITMENT),
            confidence=CONFIDENCE,
            step=answered.instrument.step if instrument and answered.instrument else None,
            quotations=self._quotations(answered),
        )

    def _quotations(self, answered: AnsweredClaim) -> tuple[Quote, ...]:
        if answered.type.is_said:
            return self._quotes(answered.quotations, Reason.QUOTATION)
        for _ in answered.quotations:
            self._dropped.add(Reason.QUOTATION)
        return ()

    def _quotes(self, words: Iterable[str], reason: Reason) -> tuple[Quote, ...]:
        found: dict[Quote, None] = {}
        for each in words:
            quote = self._text.find(each)
            if quote is None:
                self._dropped.add(reason)
            else:
                found[quote] = None
        return tuple(sorted(found))

    def _instrument(
        self,
        answered: AnsweredInstrument | None,
        participants: Sequence[Participant],
        date: str | None,
    ) -> Instrument | None:
        quote = self._text.find(answered.title) if answered is not None else None
        if answered is None or quote is None:
            return None
        title = one_line(quote)
        subject = None
        if answered.subject is not None:
            words = self._text.find(answered.subject)
            if words is None:
                self._dropped.add(Reason.SUBJECT)
            else:
                subject = one_line(words)
        signing = [each for each in participants if Role.SIGNATORY in each.roles]
        parties = tuple(dict.fromkeys(side for each in signing for side in each.represents))
        iri = self._minter.instrument(title, tuple(party.short for party in parties), date)
        self._instruments.setdefault(quote, Mention(quote, MentionKind.INSTRUMENT, title))
        return Instrument(iri, title, answered.kind, subject, parties, None, title)

    def _with_parts(
        self,
        answered: Sequence[AnsweredClaim | None],
        kept: Sequence[EventClaim],
        numbers: dict[int, int],
    ) -> tuple[EventClaim, ...]:
        """The claims, each with the larger event that it is part of."""
        claims = list(kept)
        for number, own in numbers.items():
            each = answered[number]
            if each is None or each.part_of is None:
                continue
            larger = numbers.get(each.part_of)
            if larger is None or not _is_larger(kept[larger], kept[own]):
                self._dropped.add(Reason.PART_OF)
            else:
                claims[own] = replace(kept[own], part_of=larger)
        return tuple(claims)

    def _mentions(self) -> tuple[Mention, ...]:
        found = (
            *self._people.mentions,
            *self._places.mentions,
            *self._dates.mentions,
            *self._instruments.values(),
        )
        return tuple(sorted(found, key=lambda each: (each.quote, each.kind.value)))


def _is_larger(larger: EventClaim, smaller: EventClaim) -> bool:
    return larger.type in _LARGER and smaller.type not in _LARGER
