"""The JSON of ``extract``: what the extractor sees in one article."""

from __future__ import annotations

from typing import Any

from diplograph.graph.model import (
    Event,
    EventClaim,
    Evidence,
    Extraction,
    InstrumentMention,
    Mention,
)
from diplograph.graph.records import event_record, quote_record

# A claim has no IRI and no label of its own; its evidence is all of one article.
_OF_EVENTS_ALONE = ("iri", "label")


def extraction_record(extraction: Extraction) -> dict[str, Any]:
    """Make the record of an extraction: article, extractor, mentions, claims and instruments.

    Offsets count code points in ``text``. A claim has the fields of an event record; its
    ``part_of`` is the number of the larger claim in the list, counted from 0, or null.

    >>> from diplograph.graph.model import Article, ExtractorInfo
    >>> record = extraction_record(Extraction(Article("They met."), ExtractorInfo("none", "1")))
    >>> record["article"]["published"], record["claims"]
    (None, [])
    """
    article, extractor = extraction.article, extraction.extractor
    return {
        "article": {
            "url": article.url,
            "title": article.title,
            "published": article.published.isoformat() if article.published else None,
            "outlet": article.outlet,
            "author": article.author,
            "language": article.language,
        },
        "extractor": {
            "name": extractor.name,
            "version": extractor.version,
            "model": extractor.model,
            "model_version": extractor.model_version,
        },
        "mentions": [_mention(mention) for mention in extraction.mentions],
        "claims": [_claim(claim) for claim in extraction.claims],
        "instruments": [_instrument(mention) for mention in extraction.instruments],
        "text": article.text,
    }


def _mention(mention: Mention) -> dict[str, Any]:
    record = {**quote_record(mention.quote), "kind": mention.kind.value, "name": mention.name}
    if mention.actor is not None:
        record |= {"iri": mention.actor.iri, "code": mention.actor.code}
    if mention.place is not None:
        place = mention.place
        record |= {"iri": place.iri, "country": place.country}
        record |= {"latitude": place.latitude, "longitude": place.longitude}
    if mention.date is not None:
        record["date"] = mention.date
    return record


def _claim(claim: EventClaim) -> dict[str, Any]:
    event = Event(
        iri="",
        type=claim.type,
        label="",
        status=claim.status,
        time=claim.time,
        places=claim.places,
        participants=claim.participants,
        instrument=claim.instrument,
        topics=claim.topics,
        commitments=tuple(quote.text for quote in claim.commitments),
        evidence=tuple(Evidence("", None, None, quote) for quote in claim.evidence),
        confidence=claim.confidence,
        step=claim.step,
        quotations=tuple(quote.text for quote in claim.quotations),
    )
    record = event_record(event)
    for field in _OF_EVENTS_ALONE:
        del record[field]
    record["part_of"] = claim.part_of
    record["evidence"] = [quote_record(quote) for quote in claim.evidence]
    return record


def _instrument(mention: InstrumentMention) -> dict[str, Any]:
    instrument = mention.instrument
    return {
        **quote_record(mention.quote),
        "iri": instrument.iri,
        "title": instrument.title,
        "kind": instrument.kind.value,
        "parties": [party.short for party in instrument.parties],
        "relation": mention.relation.value,
        "claim": mention.claim,
    }
