"""Turn finished drafts into claims of the model: roles, offices, times, quotes, confidence."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from diplograph.graph.dates import EventTime, PartialDate, Precision
from diplograph.graph.iris import Minter
from diplograph.graph.model import (
    Actor,
    EventClaim,
    EventType,
    Instrument,
    InstrumentMention,
    InstrumentRelation,
    Place,
    Quote,
    Role,
    Status,
)
from diplograph.loaders.extraction.actors import ActorBuilder
from diplograph.loaders.extraction.confidence import confidence
from diplograph.loaders.extraction.document import Document
from diplograph.loaders.extraction.drafts import Draft, InstrumentDraft
from diplograph.loaders.extraction.instruments import instruments_agree, named_instruments
from diplograph.loaders.extraction.places import model_place
from diplograph.loaders.extraction.reference import Cast
from diplograph.loaders.extraction.topics import topics_of

_AGREED = re.compile(
    r"\b(?:agreed|pledged|undertook|committed\s+themselves|decided|promised)\s+"
    r"[“\"]?(?P<what>to\s+[^;”\"]{15,400})",
    re.IGNORECASE,
)


class ClaimBuilder(ActorBuilder):
    """Builds the claims of one document."""

    def __init__(self, document: Document, cast: Cast, minter: Minter) -> None:
        super().__init__(document.lexicon.authority, minter)
        self.document = document
        self.cast = cast
        self._told_elsewhere: set[int] = set()
        self._concluded: list[tuple[InstrumentDraft, Instrument]] = []
        self._earlier: list[tuple[Instrument, InstrumentRelation, int]] = []

    # -- quotes -------------------------------------------------------------------------------

    def quote(self, sentence: int) -> Quote | None:
        """The sentence as a quote of the article's text, None for the title before the text."""
        found = self.document.sentences[sentence]
        start, end = self.document.offsets(found.start, found.end)
        start, end = start - self.document.shift, end - self.document.shift
        if start < 0:
            return None
        return Quote.of(self.document.article.text, start, end)

    # -- time and place -----------------------------------------------------------------------

    def time(self, draft: Draft) -> EventTime:
        """The event's time; words without a date stay words."""
        when = draft.date
        if when is None or when.first is None:
            return EventTime(words=when.text if when is not None else None)
        first, last = when.first, when.last or when.first
        end: PartialDate | None = last
        if draft.type is EventType.VISIT and first.precision is Precision.DAY:
            first, end = self._visit_days(draft, first, last)
        return EventTime(first, end, when.text)

    @staticmethod
    def _visit_days(
        draft: Draft, first: PartialDate, last: PartialDate
    ) -> tuple[PartialDate, PartialDate | None]:
        if draft.last is not None and draft.last.first is not None:
            if draft.last.first.first_day >= first.first_day:
                return first, draft.last.first
        if first != last:
            return first, last
        if draft.days is not None and draft.days > 0:
            days = dt.timedelta(draft.days - 1)
            if draft.date_edge == "end":
                return PartialDate.of(first.first_day - days), first
            return first, PartialDate.of(first.first_day + days)
        if draft.days is None and draft.date_edge == "end":
            return first, first
        return first, None

    def places(self, draft: Draft) -> tuple[Place, ...]:
        """Where it took place: the city where told, else the country that the roles imply."""
        if draft.type is EventType.CALL:
            return ()
        if draft.place is not None:
            return (model_place(draft.place, self.minter, self.authority),)
        code = draft.destination
        if code is None and draft.group == "gathering":
            hosts = [e for e, roles in draft.roles.items() if Role.HOST in roles]
            if len(hosts) == 1 and hosts[0].codes and hosts[0].codes[0] in self.authority.polities:
                code = hosts[0].codes[0]
        if code is None:
            return ()
        return (self.authority.country_place(code),)

    # -- instruments --------------------------------------------------------------------------

    def instrument(
        self, draft: InstrumentDraft, parties: tuple[Actor, ...], date: str | None
    ) -> Instrument:
        """The instrument of the model."""
        iri = self.minter.instrument(draft.title, tuple(p.short for p in parties), date)
        return Instrument(iri, draft.title, draft.kind, draft.subject, parties, None, draft.title)

    def _of_event(
        self, draft: Draft, parties: tuple[Actor, ...], time: EventTime
    ) -> Instrument | None:
        """The instrument that an event is about, one for its conclusion and all that follows."""
        if draft.instrument is None:
            return None
        earlier: dict[str, str] = {}
        for relation, other in draft.instrument.earlier.items():
            known = self._known(other)
            if known is None:
                # it must be known by its title, though the text tells nothing else of it
                known = self.instrument(other, (), None)
                told = InstrumentRelation.MENTIONED
                if relation == "implements":
                    told = InstrumentRelation.IMPLEMENTED
                self._earlier.append((known, told, draft.sentence))
            earlier[relation] = known.iri
        later = draft.type.is_later_step or draft.instrument.definite
        instrument = self._known(draft.instrument) if later else None
        if instrument is None:
            start = time.start.isoformat() if time.start and not later else None
            instrument = self.instrument(draft.instrument, parties, start)
            self._concluded.append((draft.instrument, instrument))
        return replace(
            instrument,
            amends=earlier.get("amends"),
            extends=earlier.get("extends"),
            implements=earlier.get("implements"),
            replaces=earlier.get("replaces"),
        )

    def _known(self, draft: InstrumentDraft) -> Instrument | None:
        """The instrument of this article that a phrase can stand for."""
        for told, instrument in self._concluded:
            if told.start <= draft.start and instruments_agree(told, draft):
                return instrument
        return None

    # -- claims -------------------------------------------------------------------------------

    def claims(self, drafts: list[Draft]) -> list[EventClaim]:
        """All claims that the text can be quoted for, in reading order."""
        usable = [d for d in drafts if any(self.quote(s) is not None for s in d.sentences)]
        position = {id(d): i for i, d in enumerate(usable)}
        self._told_elsewhere = {d.sentence for d in usable if d.group == "conclusion"}
        return [self._claim(draft, position) for draft in usable]

    def _claim(self, draft: Draft, position: dict[int, int]) -> EventClaim:
        quotes = tuple(dict.fromkeys(q for s in sorted(draft.sentences) if (q := self.quote(s))))
        roles = dict(draft.roles)
        if draft.group == "Visit" and not any(Role.HOST in r for r in roles.values()):
            assert draft.destination is not None
            host = self.cast.actor(draft.destination)
            if host is not None:
                roles[host] = {Role.HOST}
        # hosts and speakers first, then in the order of the text
        first = {Role.HOST, Role.SPEAKER}
        ordered = sorted(roles.items(), key=lambda item: (not item[1] & first, item[0].first))
        participants = tuple(
            self.participant(entity, given, draft.offices.get(entity, ()))
            for entity, given in ordered
        )
        time = self.time(draft)
        parties = tuple(
            dict.fromkeys(
                side
                for p in participants
                if Role.SIGNATORY in p.roles or _becomes_party(draft)
                for side in p.represents
            )
        )
        return EventClaim(
            type=draft.type,
            status=draft.status,
            evidence=quotes,
            time=time,
            places=self.places(draft),
            participants=participants,
            instrument=self._of_event(draft, parties, time),
            topics=self._topics(draft),
            commitments=self._commitments(draft),
            part_of=position.get(id(draft.part_of)) if draft.part_of is not None else None,
            confidence=confidence(draft),
            step=draft.step if draft.instrument is not None else None,
            quotations=self._quotations(draft),
        )

    def _quotations(self, draft: Draft) -> tuple[Quote, ...]:
        """What was said, verbatim and without the quotation marks."""
        shift, text = self.document.shift, self.document.article.text
        return tuple(Quote.of(text, a - shift, b - shift) for a, b in draft.said if a >= shift)

    def _surroundings(self, draft: Draft) -> list[int]:
        """Sentences that tell the event and those after it up to the next event of another kind."""
        chosen = set(draft.sentences)
        item = self.document.sentences[draft.sentence].item
        for index in range(
            draft.sentence + 1, min(draft.sentence + 3, len(self.document.sentences))
        ):
            if self.document.sentences[index].item != item:
                break
            chosen.add(index)
        return sorted(chosen)

    def _topics(self, draft: Draft) -> tuple[str, ...]:
        if draft.instrument is not None:
            own = topics_of(self.document.text[draft.instrument.start : draft.instrument.end])
            if own:
                return own
        around = draft.group in {"gathering", "Call", "Visit"}
        indices = self._surroundings(draft) if around else draft.sentences
        if draft.status is not Status.OCCURRED or draft.background:
            indices = draft.sentences
        pieces = []
        for index in indices:
            if index != draft.sentence and index in self._told_elsewhere:
                # a sentence that only mentions this event has the topics of the one it tells
                continue
            sentence = self.document.sentences[index]
            start, end = self.document.offsets(sentence.start, sentence.end)
            pieces.append(self.document.text[start:end])
        return topics_of("\n".join(pieces))

    def _commitments(self, draft: Draft) -> tuple[Quote, ...]:
        """What the participants agreed to do without an instrument, verbatim."""
        if draft.group not in {"gathering", "Call"} or draft.status is not Status.OCCURRED:
            return ()
        if draft.background or draft.type is EventType.SUMMIT:
            return ()
        found: list[Quote] = []
        item = self.document.sentences[draft.sentence].item
        for sentence in self.document.sentences:
            if sentence.item != item or sentence.index < draft.sentence or sentence.is_title:
                continue
            start, end = self.document.offsets(sentence.start, sentence.end)
            for match in _AGREED.finditer(self.document.text, start, end):
                if not self._agreed_together(match, sentence.index, draft):
                    continue
                a, b = match.span("what")
                b = a + len(match["what"].rstrip(" .,!?"))
                if a >= self.document.shift:
                    shift = self.document.shift
                    found.append(Quote.of(self.document.article.text, a - shift, b - shift))
        return tuple(found)

    def _agreed_together(self, match: re.Match[str], sentence: int, draft: Draft) -> bool:
        """Whether those who agreed are the participants: "they", "the two leaders", both named."""
        before = self.document.text[max(0, match.start() - 60) : match.start()].lower()
        if re.search(
            r"\b(?:they|both|two|sides?|leaders|ministers|presidents|parties)\b[^.]{0,30}$", before
        ):
            return True
        found = self.document.sentences[sentence]
        named = {
            entity
            for nominal in found.nominals
            if self.document.tokens[nominal.start].start < match.start()
            for entity in self.cast.entities_of(nominal)
        }
        return len(named & set(draft.roles)) >= 2

    # -- instruments without an event ---------------------------------------------------------

    def instrument_mentions(self, drafts: list[Draft]) -> list[InstrumentMention]:
        """Named instruments whose conclusion the article does not tell."""
        usable = [d for d in drafts if any(self.quote(s) is not None for s in d.sentences)]
        concluded = {
            index
            for d in usable
            if d.instrument is not None
            for index in range(d.instrument.start, d.instrument.end)
        }
        titles = {_plain(d.instrument.title) for d in usable if d.instrument is not None}
        found: dict[str, InstrumentMention] = {}
        for instrument, told, index in self._earlier:
            quote = self.quote(index)
            if quote is not None:
                found[_plain(instrument.title)] = InstrumentMention(instrument, told, quote)
        for sentence in self.document.sentences:
            quote = self.quote(sentence.index)
            if sentence.parsed is None or quote is None:
                continue
            for draft, relation in named_instruments(self.document, sentence):
                if draft.start in concluded or _plain(draft.title) in titles:
                    continue
                event = self._event_around(usable, sentence.index)
                parties: tuple[Actor, ...] = ()
                mention = InstrumentMention(
                    self.instrument(draft, parties, None), relation, quote, event
                )
                key = _plain(draft.title)
                if key not in found or (
                    found[key].relation is InstrumentRelation.MENTIONED
                    and relation is not InstrumentRelation.MENTIONED
                ):
                    found[key] = mention
        return list(found.values())

    @staticmethod
    def _event_around(drafts: list[Draft], sentence: int) -> int | None:
        for index, draft in enumerate(drafts):
            if sentence in draft.sentences and draft.group in {"gathering", "Call"}:
                return index
        return None


def _becomes_party(draft: Draft) -> bool:
    """Whether those who take part are parties by that: they accede, or it takes effect for them."""
    types = {EventType.ACCESSION, EventType.ENTRY_INTO_FORCE}
    return draft.type in types and draft.status is Status.OCCURRED


def _plain(title: str) -> str:
    return re.sub(r"\W+", " ", title.lower()).strip()
