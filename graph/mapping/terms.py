"""RDF terms of model values and back: literals, concepts, times, and an index of statements.

Literals are written in the canonical form that Oxigraph would give them anyway (``1.5`` and not
``1.50``, ``Z`` and not ``+00:00``), so the statements handed to a store and those read from it are
the same set and can be compared.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator
from enum import Enum
from functools import lru_cache
from typing import TypeVar
from urllib.parse import unquote

from pyoxigraph import (
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
)

from diplograph.graph import iris
from diplograph.graph.dates import EventTime, PartialDate, Precision
from diplograph.graph.errors import ExtractionError, StoreError
from diplograph.graph.model import Place
from diplograph.ontology.namespaces import DG, RDF, SEM, WGS, XSD

Object = NamedNode | Literal
Graph = NamedNode | DefaultGraph

DEFAULT_GRAPH = DefaultGraph()

_BOOLEAN = NamedNode(XSD.boolean)
_DATE = NamedNode(XSD.date)
_DATE_TIME = NamedNode(XSD.dateTime)
_DECIMAL = NamedNode(XSD.decimal)

TRUE = Literal("true", datatype=NamedNode(XSD.boolean))
"""What a statement that is made only where something is so has for its value."""

_INTEGER = NamedNode(XSD.integer)

# XML Schema allows offsets up to 14 hours, in whole minutes; Python allows more.
_LARGEST_OFFSET = dt.timedelta(hours=14)

_E = TypeVar("_E", bound=Enum)


@lru_cache(maxsize=65536)
def node(iri: str) -> NamedNode:
    """Make a node of an IRI.

    Raises :class:`~diplograph.graph.errors.ExtractionError` for text that is no absolute IRI.

    >>> node("https://w3id.org/diplograph/authority/polity/RUS").value
    'https://w3id.org/diplograph/authority/polity/RUS'
    """
    try:
        return NamedNode(iri)
    except ValueError as error:
        raise ExtractionError(f"{iri!r} is not an IRI: {error}") from error


def is_iri(text: str) -> bool:
    """Whether text is a valid absolute IRI.

    >>> is_iri("https://press.example/a b")
    False
    """
    try:
        NamedNode(text)
    except ValueError:
        return False
    return True


def string(text: str) -> Literal:
    """A plain string literal."""
    return Literal(text)


def integer(value: int) -> Literal:
    """An ``xsd:integer``."""
    return Literal(str(value), datatype=_INTEGER)


def boolean(value: bool) -> Literal:
    """An ``xsd:boolean``."""
    return Literal("true" if value else "false", datatype=_BOOLEAN)


def decimal_text(value: float, digits: int) -> str:
    """Round to that many digits and write without trailing zeros, as XML Schema's canonical form.

    >>> decimal_text(1.50, 4), decimal_text(1.0, 4), decimal_text(-0.00001, 4)
    ('1.5', '1', '0')
    """
    text = f"{value:.{digits}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def probability(value: float) -> Literal:
    """A probability as ``xsd:decimal`` of at most four digits."""
    return Literal(decimal_text(value, 4), datatype=_DECIMAL)


def degrees(value: float) -> Literal:
    """A coordinate as ``xsd:decimal`` of at most five digits, about a metre."""
    return Literal(decimal_text(value, 5), datatype=_DECIMAL)


def day(value: dt.date) -> Literal:
    """A calendar day as ``xsd:date``."""
    return Literal(value.isoformat(), datatype=_DATE)


def moment(value: dt.date) -> Literal:
    """A calendar day as ``xsd:date``, a time as ``xsd:dateTime`` with the zone it was given in.

    >>> moment(dt.datetime(2017, 11, 15, 9, 30, tzinfo=dt.timezone.utc)).value
    '2017-11-15T09:30:00Z'
    """
    if not isinstance(value, dt.datetime):
        return day(value)
    offset = value.utcoffset()
    if offset is not None and (
        abs(offset) > _LARGEST_OFFSET or offset.total_seconds() % 60 or not offset
    ):
        value = value.astimezone(dt.timezone.utc)
    text = value.replace(tzinfo=None, microsecond=0).isoformat()
    if value.microsecond:
        text += f".{value.microsecond:06d}".rstrip("0")
    zone = value.isoformat()[-6:] if value.tzinfo is not None else ""
    return Literal(text + ("Z" if zone == "+00:00" else zone), datatype=_DATE_TIME)


def read_moment(text: str) -> dt.date | dt.datetime:
    """Read what :func:`moment` wrote.

    >>> read_moment("2017-11-15T09:30:00.5Z")
    datetime.datetime(2017, 11, 15, 9, 30, 0, 500000, tzinfo=datetime.timezone.utc)
    """
    if "T" not in text:
        return dt.date.fromisoformat(text)
    # Python 3.10 reads neither "Z" nor a fraction of other than three or six digits.
    text = text.removesuffix("Z") + ("+00:00" if text.endswith("Z") else "")
    head, dot, tail = text.partition(".")
    if dot:
        digits = len(tail) - len(tail.lstrip("0123456789"))
        text = f"{head}.{tail[:digits]:0<6}{tail[digits:]}"
    return dt.datetime.fromisoformat(text)


def read_time_of(text: str) -> dt.datetime:
    """Read an ``xsd:dateTime`` that :func:`moment` wrote."""
    value = read_moment(text)
    if not isinstance(value, dt.datetime):
        raise StoreError(f"the store holds the day {text} where a time is due")
    return value


@lru_cache(maxsize=4096)
def concept(scheme: str, value: str) -> NamedNode:
    """The node of a concept of the vocabulary."""
    return node(iris.concept(scheme, value))


@lru_cache(maxsize=4096)
def notation(iri: str) -> str:
    """The notation of a concept from its IRI.

    >>> notation("https://w3id.org/diplograph/vocab/status/planned")
    'planned'
    """
    return unquote(iri.rsplit("/", 1)[-1])


def member(kind: type[_E], value: str) -> _E:
    """The member of an enumeration, from a concept's IRI or a bare value.

    Raises :class:`~diplograph.graph.errors.StoreError` for a value that this version lacks.
    """
    try:
        return kind(notation(value))
    except ValueError as error:
        raise StoreError(
            f"the store holds the {kind.__name__} {value!r}, unknown to this version of diplograph"
        ) from error


_NONE: dict[str, list[str]] = {}


class Statements:
    """An index of statements, subject -> predicate -> values, for reading one picture.

    Values are the lexical forms: each predicate has one kind of value, so no type is needed.
    """

    def __init__(self) -> None:
        self._index: dict[str, dict[str, list[str]]] = {}

    @classmethod
    def of(cls, quads: Iterable[Quad]) -> Statements:
        """Index quads, whatever their graph."""
        statements = cls()
        for quad in quads:
            subject, value = quad.subject, quad.object
            if not isinstance(subject, NamedNode) or not isinstance(value, NamedNode | Literal):
                raise StoreError(f"a statement that diplograph does not write: {quad}")
            statements.add(subject.value, quad.predicate.value, value.value)
        return statements

    def add(self, subject: str, predicate: str, value: str) -> None:
        """Add one statement; the same one twice counts once."""
        values = self._index.setdefault(subject, {}).setdefault(predicate, [])
        if value not in values:
            values.append(value)

    def add_rows(self, rows: QuerySolutions | QueryTriples | QueryBoolean) -> None:
        """Add the rows of a query for subject, predicate and value, in this order."""
        if not isinstance(rows, QuerySolutions):
            raise TypeError("only a SELECT query has rows")
        for subject, predicate, value in rows:
            self.add(subject.value, predicate.value, value.value)

    def update(self, other: Statements) -> None:
        """Add all statements of another index."""
        for subject, predicates in other._index.items():
            for predicate, values in predicates.items():
                for value in values:
                    self.add(subject, predicate, value)

    def __contains__(self, subject: str) -> bool:
        return subject in self._index

    def subjects(self) -> Iterator[str]:
        """Every subject."""
        return iter(self._index)

    def values(self, subject: str, predicate: str) -> list[str]:
        """All values, sorted."""
        values = self._index.get(subject, _NONE).get(predicate)
        return sorted(values) if values else []

    def every_value(self, predicates: Collection[str]) -> set[str]:
        """All values of some predicates, whatever the subject."""
        return {
            value
            for statements in self._index.values()
            for predicate in predicates
            for value in statements.get(predicate, ())
        }

    def value(self, subject: str, predicate: str) -> str | None:
        """The value, or None; the least when there are several."""
        values = self._index.get(subject, _NONE).get(predicate)
        return min(values) if values else None

    def require(self, subject: str, predicate: str) -> str:
        """The value.

        Raises :class:`~diplograph.graph.errors.StoreError` when there is none.
        """
        value = self.value(subject, predicate)
        if value is None:
            raise StoreError(f"<{subject}> has no <{predicate}>: the store is damaged")
        return value

    def number(self, subject: str, predicate: str) -> float | None:
        """The value as a number, or None."""
        value = self.value(subject, predicate)
        return None if value is None else float(value)

    def in_order(self, nodes: Iterable[str]) -> list[str]:
        """Nodes by their ``dg:position``."""
        return sorted(nodes, key=lambda each: (int(self.require(each, DG.position)), each))


class Writing:
    """Collects the quads of one graph without repeating any.

    >>> writing = Writing(DEFAULT_GRAPH)
    >>> writing.iri("https://a.example/s", "https://a.example/p", "https://a.example/o")
    >>> len(writing.quads)
    1
    """

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._quads: dict[Quad, None] = {}

    @property
    def quads(self) -> list[Quad]:
        """What was written, in order."""
        return list(self._quads)

    def put(self, subject: str, predicate: str, value: Object) -> None:
        """Write one statement."""
        self._quads[Quad(node(subject), node(predicate), value, self._graph)] = None

    def iri(self, subject: str, predicate: str, value: str | None) -> None:
        """Write a statement about another node, unless there is none."""
        if value is not None:
            self.put(subject, predicate, node(value))

    def text(self, subject: str, predicate: str, value: str | None) -> None:
        """Write a string, unless there is none."""
        if value is not None:
            self.put(subject, predicate, string(value))

    def types(self, subject: str, *classes: str) -> None:
        """Write the classes of a node."""
        for each in classes:
            self.iri(subject, RDF.type, each)


def write_time(writing: Writing, subject: str, time: EventTime) -> None:
    """Write the four bounds, the precisions and the words of an event's time."""
    for predicate, bound in zip(_BOUNDS, time.bounds(), strict=True):
        if bound is not None:
            writing.put(subject, predicate, day(bound))
    writing.put(subject, DG.beginPrecision, concept("precision", time.precision.value))
    if time.end is not None:
        writing.put(subject, DG.endPrecision, concept("precision", time.end.precision.value))
    writing.text(subject, DG.dateText, time.words)


_BOUNDS = (
    SEM.hasEarliestBeginTimeStamp,
    SEM.hasLatestBeginTimeStamp,
    SEM.hasEarliestEndTimeStamp,
    SEM.hasLatestEndTimeStamp,
)


def read_time(statements: Statements, subject: str) -> EventTime:
    """Read what :func:`write_time` wrote."""
    start = _partial(
        statements.value(subject, SEM.hasEarliestBeginTimeStamp),
        statements.value(subject, DG.beginPrecision),
    )
    end = _partial(
        statements.value(subject, SEM.hasEarliestEndTimeStamp),
        statements.value(subject, DG.endPrecision),
    )
    return EventTime(start, end, statements.value(subject, DG.dateText))


def _partial(first_day: str | None, precision: str | None) -> PartialDate | None:
    if first_day is None or precision is None:
        return None
    known = {Precision.DAY: 10, Precision.MONTH: 7, Precision.YEAR: 4}
    return PartialDate.parse(first_day[: known[member(Precision, precision)]])


def write_coordinates(writing: Writing, subject: str, place: Place) -> None:
    """Write latitude and longitude where they are known."""
    if place.latitude is not None:
        writing.put(subject, WGS.lat, degrees(place.latitude))
    if place.longitude is not None:
        writing.put(subject, WGS.long, degrees(place.longitude))
