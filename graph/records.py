"""Event records: canonical events as JSON objects and as rows of a table.

``docs/records.md`` describes every field. Fields and their order are stable.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from diplograph.graph.dates import PartialDate
from diplograph.graph.model import (
    Actor,
    ActorKind,
    Disagreement,
    Event,
    Evidence,
    Instrument,
    Participant,
    Place,
    PrintedCopy,
    Quote,
    Role,
)

RECORD_FIELDS = (
    "iri",
    "type",
    "label",
    "status",
    "start",
    "end",
    "precision",
    "date_text",
    "places",
    "participants",
    "instrument",
    "topics",
    "commitments",
    "part_of",
    "evidence",
    "confidence",
    "step",
    "quotations",
    "disagreements",
    "realises",
    "cancels",
)
"""The fields of an event record, in order."""

ROW_COLUMNS = (
    "iri",
    "type",
    "label",
    "status",
    "start",
    "end",
    "precision",
    "date_text",
    "places",
    "countries",
    "participants",
    "represented",
    "hosts",
    "visitors",
    "signatories",
    "instrument",
    "instrument_kind",
    "parties",
    "topics",
    "commitments",
    "part_of",
    "articles",
    "urls",
    "quote",
    "confidence",
    "step",
    "speakers",
    "addressees",
    "quotations",
)
"""The columns of an event row, in order."""

SEPARATOR = "; "
"""What stands between several values in one cell of an event row."""


def quote_record(quote: Quote) -> dict[str, Any]:
    """Make the record of a quote: its words and where they stand, in code points.

    >>> quote_record(Quote.of("They met.", 5, 8))
    {'quote': 'met', 'start': 5, 'end': 8}
    """
    return {"quote": quote.text, "start": quote.start, "end": quote.end}


def event_record(event: Event) -> dict[str, Any]:
    """Make the event record of a canonical event: plain values, ready for JSON.

    >>> from diplograph.graph.dates import EventTime
    >>> from diplograph.graph.model import EventType, Status
    >>> time = EventTime.on(PartialDate(2017, 8), "in August")
    >>> record = event_record(Event("urn:e", EventType.VISIT, "A visit", Status.OCCURRED, time))
    >>> record["type"], record["start"], record["precision"], record["instrument"]
    ('Visit', '2017-08', 'month', None)
    """
    return {
        "iri": event.iri,
        "type": event.type.value,
        "label": event.label,
        "status": event.status.value,
        "start": _date(event.time.start),
        "end": _date(event.time.end),
        "precision": event.time.precision.value,
        "date_text": event.time.words,
        "places": [_place(place) for place in event.places],
        "participants": [_participant(each) for each in event.participants],
        "instrument": None if event.instrument is None else _instrument(event.instrument),
        "topics": list(event.topics),
        "commitments": list(event.commitments),
        "part_of": event.part_of,
        "evidence": [evidence_record(each) for each in event.evidence],
        "confidence": event.confidence,
        "step": None if event.step is None else event.step.value,
        "quotations": list(event.quotations),
        "disagreements": [_disagreement(each, event) for each in event.disagreements],
        "realises": list(event.realises),
        "cancels": list(event.cancels),
    }


def evidence_record(evidence: Evidence) -> dict[str, Any]:
    """Make the record of one piece of evidence; ``article`` is the IRI of the article.

    ``copies`` are the other articles that print the same text.

    >>> from diplograph.graph.model import Quote
    >>> evidence_record(Evidence("urn:a", None, "2017-11-15", Quote(0, 9, "They met.")))["quote"]
    'They met.'
    """
    return {
        "article": evidence.article,
        "url": evidence.url,
        "published": evidence.published,
        **quote_record(evidence.quote),
        "copies": [
            {"article": each.article, "url": each.url, "published": each.published}
            for each in evidence.copies
        ],
    }


def event_row(event: Event) -> dict[str, str | float | None]:
    """Make one flat row of a canonical event; several values of a cell stand in one text.

    >>> from diplograph.graph.model import EventType, Status
    >>> row = event_row(Event("urn:e", EventType.CALL, "A call", Status.PLANNED))
    >>> tuple(row) == ROW_COLUMNS, row["participants"], row["start"]
    (True, '', None)
    """
    instrument = event.instrument
    printed: list[Evidence | PrintedCopy] = []
    for each in event.evidence:
        printed += [each, *each.copies]
    represented = [
        short
        for each in event.participants
        for short in [one.short for one in each.represents] or _own_code(each.actor)
    ]
    return {
        "iri": event.iri,
        "type": event.type.value,
        "label": event.label,
        "status": event.status.value,
        "start": _date(event.time.start),
        "end": _date(event.time.end),
        "precision": event.time.precision.value,
        "date_text": event.time.words,
        "places": _cell(place.name for place in event.places),
        "countries": _cell(place.country for place in event.places),
        "participants": _cell(each.actor.name for each in event.participants),
        "represented": _cell(represented),
        "hosts": _cell(_in_role(event, Role.HOST)),
        "visitors": _cell(_in_role(event, Role.VISITOR)),
        "signatories": _cell(_in_role(event, Role.SIGNATORY)),
        "instrument": None if instrument is None else instrument.title,
        "instrument_kind": None if instrument is None else instrument.kind.value,
        "parties": "" if instrument is None else _cell(each.short for each in instrument.parties),
        "topics": _cell(event.topics),
        "commitments": _cell(event.commitments),
        "part_of": event.part_of,
        "articles": _cell(each.article for each in printed),
        "urls": _cell(each.url for each in printed),
        "quote": event.evidence[0].quote.text if event.evidence else None,
        "confidence": event.confidence,
        "step": None if event.step is None else event.step.value,
        "speakers": _cell(_in_role(event, Role.SPEAKER)),
        "addressees": _cell(_in_role(event, Role.ADDRESSEE)),
        "quotations": _cell(event.quotations),
    }


def _in_role(event: Event, role: Role) -> Iterator[str]:
    return (each.actor.name for each in event.participants if role in each.roles)


def _own_code(actor: Actor) -> list[str]:
    """A polity or organisation that takes part itself represents itself."""
    return [actor.code] if actor.code is not None and actor.kind is not ActorKind.PERSON else []


def _cell(values: Iterable[str | None]) -> str:
    return SEPARATOR.join(dict.fromkeys(value for value in values if value is not None))


def _date(date: PartialDate | None) -> str | None:
    return None if date is None else date.isoformat()


def _place(place: Place) -> dict[str, Any]:
    return {
        "iri": place.iri,
        "name": place.name,
        "country": place.country,
        "latitude": place.latitude,
        "longitude": place.longitude,
    }


def _disagreement(told: Disagreement, event: Event) -> dict[str, Any]:
    articles = {claim.rsplit("/claim/", 1)[0] for claim in told.claims}
    urls = {each.url for each in event.evidence if each.article in articles and each.url}
    return {
        "field": told.about.value,
        "value": told.value,
        "name": None if told.place is None else told.place.name,
        "stands": told.stands,
        "claims": list(told.claims),
        "urls": sorted(urls),
    }


def _participant(participant: Participant) -> dict[str, Any]:
    actor = participant.actor
    record: dict[str, Any] = {
        "iri": actor.iri,
        "name": actor.name,
        "kind": actor.kind.value,
        "roles": [role.value for role in participant.roles],
        "office": None if participant.office is None else participant.office.label,
        "represents": [each.short for each in participant.represents] or _own_code(actor),
    }
    if participant.inferred:
        record["inferred"] = True
    return record


def _instrument(instrument: Instrument) -> dict[str, Any]:
    return {
        "iri": instrument.iri,
        "title": instrument.title,
        "kind": instrument.kind.value,
        "subject": instrument.subject,
        "parties": [each.short for each in instrument.parties],
        "amends": instrument.amends,
        "mentioned_as": instrument.mentioned_as,
        "extends": instrument.extends,
        "implements": instrument.implements,
        "replaces": instrument.replaces,
    }
