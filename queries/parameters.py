"""Typed parameters of the catalogue's queries: from what a user types to an RDF term.

A value never enters a query as text. It is checked against the parameter's type and becomes one
IRI or literal, which the store puts in for the variable (:func:`diplograph.graph.store.bind`).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from enum import Enum
from urllib.parse import unquote

from pyoxigraph import Literal, NamedNode, QuerySolutions

from diplograph.graph import iris
from diplograph.graph.dates import PartialDate
from diplograph.graph.errors import InvalidDate, QueryError, UnknownName
from diplograph.graph.model import EventType, Status
from diplograph.graph.names import find_actor, find_place
from diplograph.graph.perspectives import existing_polity
from diplograph.graph.reader import article_iri
from diplograph.graph.store import Store
from diplograph.ontology.prefixed import expand, shorten
from diplograph.queries.results import XSD

Value = NamedNode | Literal
"""What a parameter is bound to."""

ANY = "any"
"""Given for a status, event type or topic: do not restrict it."""

LAST_DAY_NAMES = frozenset({"until", "on"})
FIRST_DAY_NAMES = frozenset({"since"})

_ABSOLUTE_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S+")
_INTEGER = re.compile(r"[+-]?\d{1,18}")
_DECIMAL = re.compile(r"[+-]?(\d{1,18}(\.\d{0,18})?|\.\d{1,18})")


class ParameterType(str, Enum):
    """Types of parameters; the value is the word of a query's header."""

    ACTOR = "actor"
    PLACE = "place"
    PERSPECTIVE = "perspective"
    EVENT = "event"
    ARTICLE = "article"
    IRI = "iri"
    DATE = "date"
    INTEGER = "integer"
    DECIMAL = "decimal"
    STRING = "string"
    EVENT_TYPE = "event-type"
    STATUS = "status"
    TOPIC = "topic"


_EXPECTED = {
    ParameterType.ACTOR: "the name, code or IRI of a person, polity or organisation",
    ParameterType.PLACE: "the name, country code or IRI of a place",
    ParameterType.PERSPECTIVE: "the name, code or IRI of a polity",
    ParameterType.EVENT: "the IRI of an event",
    ParameterType.ARTICLE: "the URL or IRI of an article",
    ParameterType.IRI: "an absolute IRI",
    ParameterType.DATE: "a date: YYYY, YYYY-MM or YYYY-MM-DD",
    ParameterType.INTEGER: "a whole number, 0 or more",
    ParameterType.DECIMAL: "a number such as 0.5",
    ParameterType.STRING: "some words",
    ParameterType.EVENT_TYPE: f"one of {', '.join(kind.value for kind in EventType)} or {ANY}",
    ParameterType.STATUS: f"one of {', '.join(status.value for status in Status)} or {ANY}",
    ParameterType.TOPIC: f"a topic of the vocabulary, such as trade, or {ANY}",
}


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a query; ``default`` is the text that stands when no value is given.

    A date is bound as one day: ``until`` as the last day that it can mean, ``since`` as the first.

    >>> Parameter("until", ParameterType.DATE, "Latest day").expected
    'a date: YYYY, YYYY-MM or YYYY-MM-DD'
    """

    name: str
    type: ParameterType
    description: str
    required: bool = False
    default: str | None = None

    @property
    def expected(self) -> str:
        """What a value must be, in words."""
        return _EXPECTED[self.type]

    def bind(self, store: Store, value: object) -> Value | None:
        """Check a value and make its term; None means that the query is not to be restricted.

        ``value`` is the text of the value, or a Python value of a fitting type (``int``,
        ``Decimal``, ``datetime.date``, a member of the enumeration).

        Raises :class:`~diplograph.graph.errors.QueryError` for a value that does not fit the type
        or a name that fits several actors or places, :class:`~diplograph.graph.errors.UnknownName`
        for a name that the store does not know.
        """
        text = _as_text(value)
        if text is None or not text.strip():
            raise self.error(value)
        text = text.strip()
        if self.type in _LOOKUPS:
            return _LOOKUPS[self.type](self, store, text)
        return _READERS[self.type](self, text)

    def error(self, value: object) -> QueryError:
        """Make the error for a value that does not fit."""
        return QueryError(f"parameter {self.name}: {value!r} is not {self.expected}")


def _as_text(value: object) -> str | None:
    if isinstance(value, Enum):
        value = value.value
    if isinstance(value, dt.datetime):
        value = value.date()
    if isinstance(value, (dt.date, PartialDate)):
        return value.isoformat()
    if isinstance(value, (NamedNode, Literal)):
        return value.value
    if isinstance(value, bool) or not isinstance(value, (str, int, float, Decimal)):
        return None
    return format(Decimal(str(value)), "f") if isinstance(value, float) else str(value)


def suggest(text: str, known: Iterable[str]) -> str:
    """Give ``; did you mean ...?`` for the likeliest known words, or nothing.

    >>> suggest("meting", ["meeting", "visit"])
    '; did you mean meeting?'
    """
    folded = {word.casefold(): word for word in known}
    close = get_close_matches(text.casefold(), folded, n=3, cutoff=0.6)
    return f"; did you mean {' or '.join(folded[word] for word in close)}?" if close else ""


def _entity(
    find: Callable[[Store, str], list[str]],
) -> Callable[[Parameter, Store, str], Value | None]:
    """Make the binder of a named thing, which must be one and not several."""

    def bind(parameter: Parameter, store: Store, text: str) -> Value:
        found = find(store, expand(text, store.base))
        if len(found) > 1:
            listed = ", ".join(_described(store, iri) for iri in found[:5])
            more = f" and {len(found) - 5} more" if len(found) > 5 else ""
            raise QueryError(
                f"parameter {parameter.name}: {text!r} can be {listed}{more}; give the IRI"
            )
        return NamedNode(found[0])

    return bind


def _described(store: Store, iri: str) -> str:
    node = NamedNode(iri)
    rows = store.query(
        "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "
        "SELECT ?label { $entity rdfs:label ?label } ORDER BY ?label LIMIT 1",
        {"entity": node},
    )
    assert isinstance(rows, QuerySolutions)
    labels = [row["label"].value for row in rows]
    return f"{labels[0]} ({shorten(iri)})" if labels else shorten(iri)


def _perspective(parameter: Parameter, store: Store, text: str) -> Value:
    found = _entity(find_actor)(parameter, store, text)
    assert found is not None  # a name that fits nobody is an error
    return NamedNode(existing_polity(store, found.value))


def _event(parameter: Parameter, store: Store, text: str) -> Value:
    event = _iri(parameter, expand(text, store.base))
    known = store.query(
        "PREFIX dg: <https://w3id.org/diplograph/ontology#> "
        "PREFIX dcterms: <http://purl.org/dc/terms/> "
        "ASK { $event dcterms:isReplacedBy*/a dg:DiplomaticEvent }",
        {"event": event},
    )
    if not known:
        raise UnknownName(f"parameter {parameter.name}: the store has no event {text}")
    return event


def _article(_: Parameter, store: Store, text: str) -> Value:
    return NamedNode(article_iri(store, expand(text, store.base)))


def _iri(parameter: Parameter, text: str) -> NamedNode:
    full = expand(text)
    if not _ABSOLUTE_IRI.fullmatch(full):
        raise parameter.error(text)
    try:
        return NamedNode(full)
    except ValueError as error:
        raise parameter.error(text) from error


def _date(parameter: Parameter, text: str) -> Value:
    try:
        date = PartialDate.parse(text)
    except InvalidDate as error:
        raise parameter.error(text) from error
    day = date.last_day if parameter.name in LAST_DAY_NAMES else date.first_day
    return Literal(day.isoformat(), datatype=NamedNode(XSD + "date"))


def _integer(parameter: Parameter, text: str) -> Value:
    if not _INTEGER.fullmatch(text) or int(text) < 0:
        raise parameter.error(text)
    return Literal(str(int(text)), datatype=NamedNode(XSD + "integer"))


def _decimal(parameter: Parameter, text: str) -> Value:
    try:
        number = Decimal(text)
    except InvalidOperation as error:
        raise parameter.error(text) from error
    if not _DECIMAL.fullmatch(text):  # infinities and exponents are no xsd:decimal
        raise parameter.error(text)
    return Literal(format(number, "f"), datatype=NamedNode(XSD + "decimal"))


def _string(_: Parameter, text: str) -> Value:
    return Literal(text)


def _event_type(parameter: Parameter, text: str) -> Value | None:
    if text.casefold() == ANY:
        return None
    for kind in EventType:
        if kind.value.casefold() == text.casefold():
            return NamedNode(iris.ONTOLOGY + kind.value)
    raise parameter.error(text)


def _status(parameter: Parameter, text: str) -> Value | None:
    if text.casefold() == ANY:
        return None
    for status in Status:
        if status.value == text.casefold():
            return NamedNode(iris.concept("status", status.value))
    raise parameter.error(text)


def _topic(parameter: Parameter, store: Store, text: str) -> Value | None:
    if text.casefold() == ANY:
        return None
    name = unquote(expand(text).removeprefix(iris.concept("topic", ""))).casefold()
    known = _topics(store, "?topic skos:inScheme dgv:topic")
    if name not in known:  # slower, and seldom needed: a topic that only the events have
        known |= _topics(store, "?event a dg:DiplomaticEvent ; dg:topic ?topic")
    if name not in known:
        raise UnknownName(
            f"parameter {parameter.name}: no topic is called {text!r}{suggest(name, known)}"
        )
    return NamedNode(known[name])


def _topics(store: Store, pattern: str) -> dict[str, str]:
    """Names of the topics that a pattern finds, and their IRIs."""
    rows = store.query(
        "PREFIX dg: <https://w3id.org/diplograph/ontology#> "
        "PREFIX dgv: <https://w3id.org/diplograph/vocab/> "
        "PREFIX skos: <http://www.w3.org/2004/02/skos/core#> "
        f"SELECT DISTINCT ?topic {{ {pattern} }}"
    )
    assert isinstance(rows, QuerySolutions)
    found = (row["topic"].value for row in rows)
    return {unquote(iri.rsplit("/", 1)[-1]).casefold(): iri for iri in found}


_READERS: dict[ParameterType, Callable[[Parameter, str], Value | None]] = {
    ParameterType.IRI: _iri,
    ParameterType.DATE: _date,
    ParameterType.INTEGER: _integer,
    ParameterType.DECIMAL: _decimal,
    ParameterType.STRING: _string,
    ParameterType.EVENT_TYPE: _event_type,
    ParameterType.STATUS: _status,
}

# These ask the store what the text means.
_LOOKUPS: dict[ParameterType, Callable[[Parameter, Store, str], Value | None]] = {
    ParameterType.ACTOR: _entity(find_actor),
    ParameterType.PLACE: _entity(find_place),
    ParameterType.PERSPECTIVE: _perspective,
    ParameterType.EVENT: _event,
    ParameterType.ARTICLE: _article,
    ParameterType.TOPIC: _topic,
}
