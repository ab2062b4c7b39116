"""The perspective of a question: filling in who counts where, and telling when it matters.

A query of the catalogue that takes ``perspective`` holds empty ``VALUES`` blocks, by whose first
variable they are known: ``?place...`` (place, territory, polity, code, country, country instead of
which, first and last day), ``?polity...`` (polity, territory, polity it counts to, first and last
day) and ``?territory...`` (territory, viewer, polity, basis, first and last day, source). Empty,
the query gives the answer without a perspective; the rows put in are terms, never text.

``?depends_on`` in such a query is the contested territory for which another perspective would
count an event differently. To know them, the query is asked once more with every way to see them.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, QuerySolutions

from diplograph.graph.perspectives import read_standing
from diplograph.graph.seen_as import SeenAs, every_way, seen_as
from diplograph.graph.store import Store
from diplograph.graph.store.sparql import Value
from diplograph.queries.results import XSD

PERSPECTIVE = "perspective"
"""The parameter that no query has as a variable: it decides what stands in the blocks."""

_BLOCK = re.compile(r"VALUES \((\?(place|polity|territory)\w*(?: \?\w+)*)\) \{ \}")
_COLUMNS = {"place": 8, "polity": 5, "territory": 7}
_PROJECTION = re.compile(r"^SELECT .*?^WHERE \{$", re.MULTILINE | re.DOTALL)
_DEPENDS = re.compile(r"\?depends_on\b")


def takes_perspective(sparql: str) -> bool:
    """Whether a query has blocks to fill.

    >>> takes_perspective("VALUES (?polity ?contested ?seen ?from ?to) { }")
    True
    """
    return any(len(match[1].split()) == _COLUMNS[match[2]] for match in _BLOCK.finditer(sparql))


def with_perspective(store: Store, sparql: str, of: NamedNode) -> str:
    """Fill the blocks of a query with what counts differently from the perspective of a polity."""
    seen = seen_as(store, of.value)
    views = list(_views(store, of)) if "territory" in _kinds(sparql) else []
    return _filled(sparql, seen, views)


def depends_on(store: Store, sparql: str, bindings: dict[str, Value]) -> tuple[str, ...]:
    """Names of the contested territories for which another perspective answers differently.

    ``sparql`` is the query with empty blocks. Nothing for a query without ``?depends_on``.
    """
    if not _DEPENDS.search(sparql):
        return ()
    every = every_way(store)
    kinds = _kinds(sparql)
    if not (("place" in kinds and every.places) or ("polity" in kinds and every.polities)):
        return ()
    text = _PROJECTION.sub("SELECT DISTINCT ?depends_on\nWHERE {", sparql)
    body = text.rindex("\n}\n") + len("\n}\n")
    rows = store.query(_filled(text[:body], every, []), bindings)
    assert isinstance(rows, QuerySolutions)
    found = {row[0].value for row in rows if row[0] is not None}
    return tuple(sorted(every.labels.get(iri, iri) for iri in found))


def _kinds(sparql: str) -> set[str]:
    return {match[2] for match in _BLOCK.finditer(sparql)}


def _filled(sparql: str, seen: SeenAs, views: list[str]) -> str:
    rows = {
        "place": [
            _row(
                NamedNode(row.place),
                NamedNode(row.contested),
                NamedNode(row.polity),
                Literal(row.code),
                NamedNode(row.country),
                NamedNode(row.instead_of) if row.instead_of else None,
                _day(row.first),
                _day(row.last),
            )
            for row in seen.places
        ],
        "polity": [
            _row(
                NamedNode(row.polity),
                NamedNode(row.contested),
                NamedNode(row.seen),
                _day(row.first),
                _day(row.last),
            )
            for row in seen.polities
        ],
        "territory": views,
    }
    return _BLOCK.sub(lambda match: f"VALUES ({match[1]}) {{ {' '.join(rows[match[2]])} }}", sparql)


def _views(store: Store, of: NamedNode) -> Iterator[str]:
    standing = read_standing(store)
    for territory in sorted(standing.territories):
        for segment in standing.segments(territory, of.value):
            view = segment.view
            yield _row(
                NamedNode(territory),
                of,
                NamedNode(view.answer) if view.answer else None,
                Literal(view.basis.value),
                None if segment.first == dt.date.min else _day(segment.first),
                None if segment.last == dt.date.max else _day(segment.last),
                Literal("; ".join(view.sources)) if view.sources else None,
            )


def _day(day: dt.date) -> Literal:
    return Literal(day.isoformat(), datatype=NamedNode(XSD + "date"))


def _row(*terms: Value | None) -> str:
    """One row of a block: each term as N-Triples, which escapes whatever could end it."""
    return f"({' '.join('UNDEF' if term is None else str(term) for term in terms)})"
