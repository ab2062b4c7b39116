"""A quick extractor for tests: one meeting a sentence "A met B."; some words make it fail."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from diplograph.graph.dates import EventTime, PartialDate
from diplograph.graph.iris import Minter
from diplograph.graph.model import (
    Actor,
    ActorKind,
    Article,
    EventClaim,
    EventType,
    Extraction,
    ExtractorInfo,
    Participant,
    Quote,
    Status,
)

_MEETING = re.compile(r"(\w+ \w+) met (\w+ \w+)\.")


@dataclass
class ScriptedExtractor:
    """Reads "Ann Ash met Bo Birch." and is slow by ``delay`` seconds an article."""

    version: str = "1"
    delay: float = 0.0
    base: str = Minter().base

    @property
    def info(self) -> ExtractorInfo:
        return ExtractorInfo("scripted", self.version)

    def extract(self, article: Article) -> Extraction:
        time.sleep(self.delay)
        faults: dict[str, type[Exception]] = {
            "ValueError": ValueError,
            "KeyError": KeyError,
            "TypeError": TypeError,
            "RecursionError": RecursionError,
        }
        for word, fault in faults.items():
            if word in article.text:
                raise fault("as scripted")
        if "KeyboardInterrupt" in article.text:
            raise KeyboardInterrupt
        claims = []
        for match in _MEETING.finditer(article.text):
            quote = Quote.of(article.text, match.start(), match.end())
            if "misquote" in article.text:
                quote = Quote(quote.start, quote.end, "words that are not there")
            people = tuple(
                Participant(Actor(ActorKind.PERSON, name, Minter(self.base).person(name, None)))
                for name in match.groups()
            )
            when = article.published_on
            day = EventTime.on(PartialDate.of(when)) if when else EventTime()
            claims.append(
                EventClaim(EventType.MEETING, Status.OCCURRED, (quote,), day, participants=people)
            )
        return Extraction(article, self.info, claims=tuple(claims))

    def extract_many(self, articles: Iterable[Article]) -> Iterator[Extraction]:
        for article in articles:
            yield self.extract(article)
