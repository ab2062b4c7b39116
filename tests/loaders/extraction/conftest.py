"""Reading short texts in tests: one extractor, and a view of claims that is easy to compare."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import pytest

from diplograph.graph.model import Article, EventClaim, Extraction
from diplograph.loaders.extraction.document import Document
from diplograph.loaders.extraction.lexicon import load_lexicon
from diplograph.loaders.extraction.pipeline import FrameExtractor


@dataclass(frozen=True)
class Told:
    """One claim, said shortly: codes for polities and organisations, names for persons."""

    claim: EventClaim

    @property
    def type(self) -> str:
        return self.claim.type.value

    @property
    def status(self) -> str:
        return self.claim.status.value

    @property
    def when(self) -> str | None:
        """``2017-11-14``, ``2021-05-17/2021-05-20``, or None."""
        time = self.claim.time
        if time.start is None:
            return None
        if time.end is None or time.end == time.start:
            return time.start.isoformat()
        return f"{time.start}/{time.end}"

    @property
    def words(self) -> str | None:
        return self.claim.time.words

    @property
    def place(self) -> tuple[str, str | None] | None:
        """Name and country of the place."""
        if not self.claim.places:
            return None
        (place,) = self.claim.places
        return place.name, place.country

    @property
    def sides(self) -> dict[str, str | None]:
        """Each participant with whom he represents."""
        return {
            p.actor.short: "+".join(a.short for a in p.represents) or None
            for p in self.claim.participants
        }

    @property
    def roles(self) -> dict[str, str]:
        return {p.actor.short: "+".join(r.value for r in p.roles) for p in self.claim.participants}

    @property
    def offices(self) -> dict[str, str | None]:
        return {
            p.actor.short: p.office.label if p.office else None for p in self.claim.participants
        }

    @property
    def quotes(self) -> list[str]:
        return [quote.text for quote in self.claim.evidence]

    @property
    def commitments(self) -> list[str]:
        return [quote.text for quote in self.claim.commitments]

    @property
    def instrument(self) -> str | None:
        return self.claim.instrument.title if self.claim.instrument else None

    @property
    def kind(self) -> str | None:
        return self.claim.instrument.kind.value if self.claim.instrument else None

    @property
    def parties(self) -> set[str]:
        return {a.short for a in self.claim.instrument.parties} if self.claim.instrument else set()


@pytest.fixture(scope="session")
def extractor() -> FrameExtractor:
    return FrameExtractor()


@pytest.fixture(scope="session")
def read(extractor: FrameExtractor) -> Callable[..., Extraction]:
    """Read a text published on 15 June 2021 unless told otherwise; every anchor is checked."""

    @cache
    def reading(
        text: str,
        published: str | None = "2021-06-15",
        title: str | None = None,
        outlet: str | None = None,
    ) -> Extraction:
        day = dt.date.fromisoformat(published) if published else None
        extraction = extractor.extract(Article(text, title=title, published=day, outlet=outlet))
        extraction.check()
        return extraction

    return reading


@pytest.fixture(scope="session")
def told(read: Callable[..., Extraction]) -> Callable[..., list[Told]]:
    """The claims of a text, those of one type when ``only`` names it."""

    def telling(text: str, only: str | None = None, **given: str | None) -> list[Told]:
        claims = [Told(claim) for claim in read(text, **given).claims]
        return [c for c in claims if only is None or c.type == only]

    return telling


@pytest.fixture(scope="session")
def document() -> Callable[..., Document]:
    """A text prepared for reading: tokens, sentences, nominals, places, dates."""

    def preparing(
        text: str, published: str | None = "2021-06-15", title: str | None = None
    ) -> Document:
        day = dt.date.fromisoformat(published) if published else None
        return Document(Article(text, title=title, published=day), load_lexicon())

    return preparing
