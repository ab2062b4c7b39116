"""pandas frames of query results, events and evidence, with the same types whatever they hold.

Missing values are ``NA`` (``NaT`` for days), never the text ``"None"``; an empty frame has the
columns and types of a full one. Days have the resolution of a second, so that they reach beyond
the years 1677 to 2262. Columns of several values (participants, topics, ...) hold tuples:
``frame.explode("topics")`` gives one row a value.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeAlias

import numpy as np
import pandas as pd
from pyoxigraph import Literal, NamedNode, QuerySolutions

from diplograph.graph.dates import PartialDate, Precision
from diplograph.graph.iris import AUTHORITY
from diplograph.graph.model import (
    ActorKind,
    Event,
    EventType,
    Evidence,
    InstrumentKind,
    InstrumentStep,
    Participant,
    Place,
    Role,
    Status,
)
from diplograph.queries.results import FRACTIONS, INTEGERS, XSD, Result, Term

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_INT64 = range(-(2**63), 2**63)


def to_frame(solutions: QuerySolutions | Result) -> pd.DataFrame:
    """Make a frame of the rows of a SELECT query.

    A column of ``xsd:date`` or of ``xsd:dateTime`` without a zone becomes ``datetime64``, one of
    ``xsd:dateTime`` with zones ``datetime64`` in UTC; whole numbers become ``Int64``, numbers with
    a fraction ``Float64``, truth values ``boolean``. All else, and a column that mixes such types
    or holds a value out of range, is ``string``: IRIs in full, literals without their language. A
    column in which nothing is bound is ``string``, unless the catalogue declares its type.

    >>> to_frame(Result(("n",), ((Literal(3),), (None,)))).dtypes["n"]
    Int64Dtype()
    """
    result = solutions if isinstance(solutions, Result) else Result.of(solutions)
    kinds = result.kinds or ("",) * len(result.columns)
    return pd.DataFrame(
        {
            number: _column([row[number] for row in result.rows], kind)
            for number, kind in enumerate(kinds)
        },
        index=pd.RangeIndex(len(result.rows)),
    ).set_axis(list(result.columns), axis="columns")


def _column(terms: Sequence[Term | None], kind: str) -> pd.Series[Any]:
    texts = [_text(term) for term in terms]
    datatypes = {
        term.datatype.value if isinstance(term, Literal) else ""
        for term in terms
        if term is not None
    }
    declared = [_BY_KIND[kind]] if kind in _BY_KIND else []
    for fits, build in [*declared, *(_BUILDERS if datatypes else ())]:
        if datatypes <= fits:
            try:
                return build(texts)
            except (ValueError, OverflowError):
                break  # an ill-formed literal or one out of range: keep what it says
    return _strings(texts)


def _text(term: Term | None) -> str | None:
    if term is None:
        return None
    return term.value if isinstance(term, (NamedNode, Literal)) else str(term)


def _strings(values: Sequence[str | None]) -> pd.Series[Any]:
    return pd.Series(values, dtype="string")


def _integers(texts: Sequence[str | None]) -> pd.Series[Any]:
    numbers = [None if text is None else int(text) for text in texts]
    if any(number not in _INT64 for number in numbers if number is not None):
        raise OverflowError("a number beyond 64 bits")
    return pd.Series(numbers, dtype="Int64")


def _floats(texts: Sequence[str | None]) -> pd.Series[Any]:
    return pd.Series([None if text is None else float(text) for text in texts], dtype="Float64")


def _booleans(texts: Sequence[str | None]) -> pd.Series[Any]:
    known = {"true": True, "1": True, "false": False, "0": False, None: pd.NA}
    if any(text not in known for text in texts):
        raise ValueError("not a truth value")
    return pd.Series([known[text] for text in texts], dtype="boolean")


def _days(texts: Sequence[str | None]) -> pd.Series[Any]:
    """Days without the zone that ``xsd:date`` may carry: the calendar day is what was told."""
    days: list[dt.date | None] = []
    for text in texts:
        if text is not None and not _DAY.match(text):
            raise ValueError(f"not a day: {text}")
        days.append(None if text is None else dt.date.fromisoformat(text[:10]))
    return _datetimes(days)


def _datetimes(days: Sequence[dt.date | None]) -> pd.Series[Any]:
    return pd.Series(np.array(days, dtype="datetime64[s]"))


def _times(texts: Sequence[str | None]) -> pd.Series[Any]:
    times = [None if text is None else dt.datetime.fromisoformat(_iso_time(text)) for text in texts]
    zoned = {time.tzinfo is not None for time in times if time is not None}
    if len(zoned) > 1:
        raise ValueError("times with and without a zone")
    if zoned == {True}:
        utc = [None if time is None else time.astimezone(dt.timezone.utc) for time in times]
        naive = [None if time is None else time.replace(tzinfo=None) for time in utc]
        return pd.Series(np.array(naive, dtype="datetime64[us]")).dt.tz_localize("UTC")
    return pd.Series(np.array(times, dtype="datetime64[us]"))


def _iso_time(text: str) -> str:
    """Write a time as every supported Python reads it: no ``Z``, six digits of a second."""
    text = re.sub(r"Z$", "+00:00", text)
    return re.sub(r"\.(\d+)", lambda part: f".{part[1]:0<6.6}", text)


_Builder: TypeAlias = "tuple[frozenset[str], Callable[[Sequence[str | None]], pd.Series[Any]]]"

_BUILDERS: tuple[_Builder, ...] = (
    (frozenset({XSD + "date"}), _days),
    (frozenset({XSD + "dateTime"}), _times),
    (frozenset({XSD + "boolean"}), _booleans),
    (INTEGERS, _integers),
    (INTEGERS | FRACTIONS, _floats),
)

# A declared column has its type also where it holds nothing, or whole numbers alone.
_BY_KIND: dict[str, _Builder] = {
    "date": (frozenset({XSD + "date"}), _days),
    "integer": (INTEGERS, _integers),
    "decimal": (INTEGERS | FRACTIONS, _floats),
}


def _category(values: Sequence[str | None], known: Iterable[str]) -> pd.Series[Any]:
    """A categorical column that has all known categories, also those that no row has."""
    return pd.Series(values, dtype=pd.CategoricalDtype(list(known)))


def _tuples(values: Sequence[tuple[Any, ...]]) -> pd.Series[Any]:
    column = np.empty(len(values), dtype=object)
    for position, value in enumerate(values):  # at once, numpy would take tuples for rows
        column[position] = value
    return pd.Series(column)


def _numbers(values: Sequence[float | None]) -> pd.Series[Any]:
    return pd.Series(values, dtype="Float64")


def _frame(columns: Mapping[str, pd.Series[Any]], index: str) -> pd.DataFrame:
    return pd.DataFrame(dict(columns)).set_index(index)


_TYPES = [kind.value for kind in EventType]
_STEPS = [step.value for step in InstrumentStep]
_STATUSES = [status.value for status in Status]
_PRECISIONS = [precision.value for precision in Precision]


def events_frame(events: Iterable[Event]) -> pd.DataFrame:
    """Make a frame of one row an event, in the order given, indexed by IRI (``event``).

    - ``type``, ``status``, ``precision``: categories
    - ``label``: the event in words
    - ``start``, ``end``: ``datetime64``, the earliest day on which it can have begun and the latest
      on which it can have ended; ``start_text``, ``end_text``: the same with no more precision than
      the article gives (``2017-08``); ``date_text``: the article's words
    - ``places``, ``countries``: tuples of names and codes; ``city``, ``country``, ``latitude``,
      ``longitude``: those of the first place (a whole country has no city)
    - ``participants``, ``hosts``, ``visitors``, ``signatories``: tuples of names; ``represented``:
      tuple of the codes (or names) of the polities and organisations that take part or are
      represented
    - ``instrument``, ``instrument_kind``: title and kind of the instrument; ``parties``: tuple
    - ``topics``, ``commitments``: tuples; ``part_of``: IRI of the larger event
    - ``articles``: how many articles tell it, those that print one text counted once;
      ``confidence``: 0 to 1
    - ``step``: category, what became of the instrument
    - ``speakers``, ``addressees``, ``quotations``: tuples, of a statement

    >>> from diplograph.graph.dates import EventTime
    >>> time = EventTime.on(PartialDate(2017, 8))
    >>> event = Event("urn:e", EventType.VISIT, "A visit", Status.OCCURRED, time)
    >>> events_frame([event]).loc["urn:e", ["start_text", "precision"]].tolist()
    ['2017-08', 'month']
    """
    rows = list(events)
    firsts = [event.places[0] if event.places else None for event in rows]
    instruments = [event.instrument for event in rows]
    return _frame(
        {
            "event": _strings([event.iri for event in rows]),
            "type": _category([event.type.value for event in rows], _TYPES),
            "label": _strings([event.label for event in rows]),
            "status": _category([event.status.value for event in rows], _STATUSES),
            "start": _datetimes([_first(event.time.start) for event in rows]),
            "end": _datetimes([_last(event.time.end) for event in rows]),
            "precision": _category([event.time.precision.value for event in rows], _PRECISIONS),
            "start_text": _strings([_iso(event.time.start) for event in rows]),
            "end_text": _strings([_iso(event.time.end) for event in rows]),
            "date_text": _strings([event.time.words for event in rows]),
            "places": _tuples([tuple(place.name for place in event.places) for event in rows]),
            "countries": _tuples([_unique(place.country for place in e.places) for e in rows]),
            "city": _strings([_city(place) for place in firsts]),
            "country": _strings([place.country if place else None for place in firsts]),
            "latitude": _numbers([place.latitude if place else None for place in firsts]),
            "longitude": _numbers([place.longitude if place else None for place in firsts]),
            "participants": _tuples([_names(event) for event in rows]),
            "represented": _tuples(
                [
                    _unique(code for part in event.participants for code in _represented(part))
                    for event in rows
                ]
            ),
            "hosts": _tuples([_names(event, Role.HOST) for event in rows]),
            "visitors": _tuples([_names(event, Role.VISITOR) for event in rows]),
            "signatories": _tuples([_names(event, Role.SIGNATORY) for event in rows]),
            "instrument": _strings([each.title if each else None for each in instruments]),
            "instrument_kind": _category(
                [each.kind.value if each else None for each in instruments],
                [kind.value for kind in InstrumentKind],
            ),
            "parties": _tuples(
                [tuple(p.short for p in each.parties) if each else () for each in instruments]
            ),
            "topics": _tuples([event.topics for event in rows]),
            "commitments": _tuples([event.commitments for event in rows]),
            "part_of": _strings([event.part_of for event in rows]),
            "articles": pd.Series(
                [len({each.article for each in event.evidence}) for event in rows], dtype="Int64"
            ),
            "confidence": _numbers([event.confidence for event in rows]),
            "step": _category([event.step.value if event.step else None for event in rows], _STEPS),
            "speakers": _tuples([_names(event, Role.SPEAKER) for event in rows]),
            "addressees": _tuples([_names(event, Role.ADDRESSEE) for event in rows]),
            "quotations": _tuples([event.quotations for event in rows]),
        },
        "event",
    )


def participants_frame(events: Iterable[Event]) -> pd.DataFrame:
    """Make a frame in long form: one row for each participant of each event.

    - ``event``, ``type``, ``status``, ``start``: as in :func:`events_frame`
    - ``position``: rank among the event's participants, from 1
    - ``actor``: IRI, ``name``, ``kind`` (category), ``code``
    - ``roles``: tuple; ``office``: title and polity; ``represents``: tuple of codes or names, the
      actor's own code where a polity or organisation takes part itself

    >>> participants_frame([]).empty
    True
    """
    rows = [
        (event, position, part)
        for event in events
        for position, part in enumerate(event.participants, 1)
    ]
    return pd.DataFrame(
        {
            "event": _strings([event.iri for event, _, _ in rows]),
            "type": _category([event.type.value for event, _, _ in rows], _TYPES),
            "status": _category([event.status.value for event, _, _ in rows], _STATUSES),
            "start": _datetimes([_first(event.time.start) for event, _, _ in rows]),
            "position": pd.Series([position for _, position, _ in rows], dtype="Int64"),
            "actor": _strings([part.actor.iri for _, _, part in rows]),
            "name": _strings([part.actor.name for _, _, part in rows]),
            "kind": _category(
                [part.actor.kind.value for _, _, part in rows], [kind.value for kind in ActorKind]
            ),
            "code": _strings([part.actor.code for _, _, part in rows]),
            "roles": _tuples([tuple(role.value for role in part.roles) for _, _, part in rows]),
            "office": _strings([part.office.label if part.office else None for *_, part in rows]),
            "represents": _tuples([_represented(part) for _, _, part in rows]),
        }
    )


def evidence_frame(evidence: Iterable[Evidence]) -> pd.DataFrame:
    """Make a frame of one row a quote.

    - ``article``: IRI, ``url``; ``published``: ``datetime64``, the day in the source's own zone;
      ``published_text``: day or time as the source gives it
    - ``quote``: the verbatim words; ``start``, ``end``: offsets into the stored text
    - ``copies``: tuple of the URLs, else IRIs, of the other articles that print the same text

    >>> from diplograph.graph.model import Quote
    >>> frame = evidence_frame([Evidence("urn:a", None, "2017-11-15", Quote(0, 9, "They met."))])
    >>> frame["quote"].tolist()
    ['They met.']
    """
    rows = list(evidence)
    return pd.DataFrame(
        {
            "article": _strings([each.article for each in rows]),
            "url": _strings([each.url for each in rows]),
            "published": _days([each.published for each in rows]),
            "published_text": _strings([each.published for each in rows]),
            "quote": _strings([each.quote.text for each in rows]),
            "start": pd.Series([each.quote.start for each in rows], dtype="Int64"),
            "end": pd.Series([each.quote.end for each in rows], dtype="Int64"),
            "copies": _tuples(
                [tuple(copy.url or copy.article for copy in each.copies) for each in rows]
            ),
        }
    )


def _first(date: PartialDate | None) -> dt.date | None:
    return date.first_day if date else None


def _last(date: PartialDate | None) -> dt.date | None:
    return date.last_day if date else None


def _iso(date: PartialDate | None) -> str | None:
    return date.isoformat() if date else None


def _city(place: Place | None) -> str | None:
    if place is None or place.iri.startswith(f"{AUTHORITY}place/"):
        return None
    return place.name


def _names(event: Event, role: Role | None = None) -> tuple[str, ...]:
    return tuple(
        part.actor.name for part in event.participants if role is None or role in part.roles
    )


def _represented(part: Participant) -> tuple[str, ...]:
    if part.represents:
        return tuple(actor.short for actor in part.represents)
    return (part.actor.short,) if part.actor.kind is not ActorKind.PERSON else ()


def _unique(values: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value is not None))
