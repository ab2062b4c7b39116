"""Query results, and how they are written: tables, CSV, TSV, JSON, JSON Lines, XML and RDF.

The standard formats are written by Oxigraph itself and follow SPARQL 1.1 to the letter. Cells hold
text that strangers wrote: CSV and TSV give it unchanged, as the standards ask, so a cell may begin
with ``=`` or ``@``; import such a file into a spreadsheet as text. A table is made for terminals
and shows control characters (which could rewrite the screen) as the replacement character.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TextIO, TypeAlias

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Triple,
    parse_query_results,
    serialize,
)
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from diplograph.graph.errors import QueryError
from diplograph.ontology.namespaces import PREFIXES
from diplograph.ontology.prefixed import shorten

Term: TypeAlias = "NamedNode | BlankNode | Literal | Triple"
Answer: TypeAlias = "QuerySolutions | QueryBoolean | QueryTriples | Result"

XSD = PREFIXES["xsd"]
INTEGERS = frozenset(
    XSD + name
    for name in (
        "integer",
        "int",
        "long",
        "short",
        "byte",
        "nonNegativeInteger",
        "positiveInteger",
        "nonPositiveInteger",
        "negativeInteger",
        "unsignedInt",
        "unsignedLong",
        "unsignedShort",
        "unsignedByte",
    )
)
FRACTIONS = frozenset({XSD + "decimal", XSD + "double", XSD + "float"})

_SPARQL_FORMATS = {
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
}
_RDF_FORMATS = {
    "ttl": RdfFormat.TURTLE,
    "nt": RdfFormat.N_TRIPLES,
    "nq": RdfFormat.N_QUADS,
    "trig": RdfFormat.TRIG,
    "jsonld": RdfFormat.JSON_LD,
    "json": RdfFormat.JSON_LD,
    "rdf": RdfFormat.RDF_XML,
    "xml": RdfFormat.RDF_XML,
}

ROW_FORMATS = ("table", "csv", "tsv", "json", "jsonl", "xml")
"""Formats for the answers of SELECT and ASK."""

GRAPH_FORMATS = ("table", *_RDF_FORMATS)
"""Formats for the answers of CONSTRUCT and DESCRIBE; ``json`` is JSON-LD and ``xml`` RDF/XML."""

# C0 and C1 controls can drive a terminal, bidirectional controls can make text read as another.
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_LINE_BREAKS = re.compile(r"\s*[\t\n\v\f\r]\s*")
# XML 1.0 can hold none of these, not even escaped, and Oxigraph writes them as they are.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Result:
    """A table of RDF terms; an unbound cell is None.

    ``kinds`` names the declared type of each column (``iri``, ``string``, ``date``, ``integer``,
    ``decimal``) or is empty when nobody declared any. ``truncated`` tells that the limit which was
    asked for cut rows off, ``depends_on`` names the contested territories for which another
    perspective would answer differently.

    >>> Result(("n",), ((Literal(3),),)).values()
    [(3,)]
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]
    kinds: tuple[str, ...] = ()
    truncated: bool = False
    depends_on: tuple[str, ...] = ()

    @classmethod
    def of(cls, solutions: QuerySolutions) -> Result:
        """Read all solutions of a SELECT query."""
        columns = tuple(variable.value for variable in solutions.variables)
        return cls(columns, tuple(tuple(solution) for solution in solutions))

    def values(self) -> list[tuple[object, ...]]:
        """Give the rows as plain Python values, see :func:`to_python`."""
        return [tuple(to_python(term) for term in row) for row in self.rows]

    def records(self) -> list[dict[str, object]]:
        """Give each row as a dictionary from column to plain Python value."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.values()]

    def __iter__(self) -> Iterator[tuple[Term | None, ...]]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)


def to_python(term: Term | None) -> object:
    """Turn a term into ``int``, ``float``, ``bool`` or ``str``; None stays None.

    Dates stay strings, in ISO 8601, so the values fit into JSON. A number too large for a float and
    an ill-formed literal are given as their text.

    >>> to_python(Literal("0.9", datatype=NamedNode(XSD + "decimal")))
    0.9
    """
    if term is None:
        return None
    if isinstance(term, Literal):
        return _literal_to_python(term)
    if isinstance(term, NamedNode):
        return term.value
    return str(term)


def _literal_to_python(literal: Literal) -> object:
    datatype = literal.datatype.value
    text = literal.value
    if datatype == XSD + "boolean" and text in ("true", "false", "1", "0"):
        return text in ("true", "1")
    if datatype in INTEGERS and re.fullmatch(r"[+-]?\d+", text):
        return int(text)
    if datatype in FRACTIONS:
        try:
            number = float(text)
        except ValueError:
            return text
        # JSON has no infinity and no NaN
        return number if abs(number) < float("inf") else text
    return text


def render(answer: Answer, format: str = "table", *, width: int | None = None) -> str:
    """Render an answer in a format, see :func:`write`.

    >>> render(Result(("name",), ((Literal("Moscow"),),)), "jsonl")
    '{"name": "Moscow"}\\n'
    """
    output = io.StringIO()
    write(answer, output, format, width=width)
    return output.getvalue()


def write(
    answer: Answer, output: TextIO, format: str = "table", *, width: int | None = None
) -> None:
    """Write an answer to a text stream.

    SELECT and ASK take one of :data:`ROW_FORMATS`, CONSTRUCT and DESCRIBE one of
    :data:`GRAPH_FORMATS`. ``width`` is the width of a table in characters; without it, no cell is
    wrapped or shortened. A QuerySolutions or QueryTriples is consumed.

    Raises :class:`~diplograph.graph.errors.QueryError` for a format that does not fit the answer.
    """
    if isinstance(answer, QueryTriples):
        _write_triples(answer, output, format, width)
    elif isinstance(answer, QueryBoolean):
        _write_boolean(answer, output, format)
    else:
        _write_rows(answer, output, format, width)


def _decoded(data: bytes | None) -> str:
    assert data is not None  # it is None only when written to a file
    return data.decode()


def _check(format: str, allowed: tuple[str, ...], form: str) -> None:
    if format not in allowed:
        raise QueryError(f"{form} cannot be written as {format!r}: use {', '.join(allowed)}")


def _write_rows(
    answer: QuerySolutions | Result, output: TextIO, format: str, width: int | None
) -> None:
    _check(format, ROW_FORMATS, "the rows of a SELECT query")
    if format == "table":
        _write_table(answer if isinstance(answer, Result) else Result.of(answer), output, width)
    elif format == "jsonl":
        columns, rows = _columns_and_rows(answer)
        for row in rows:
            record = {column: to_python(term) for column, term in zip(columns, row, strict=True)}
            output.write(json.dumps(record, ensure_ascii=False) + "\n")
    else:
        solutions = _to_solutions(answer) if isinstance(answer, Result) else answer
        text = _decoded(solutions.serialize(format=_SPARQL_FORMATS[format]))
        output.write(_NOT_XML.sub("\ufffd", text) if format == "xml" else text)
        if format in ("json", "xml"):
            output.write("\n")


def _columns_and_rows(
    answer: QuerySolutions | Result,
) -> tuple[tuple[str, ...], Iterator[tuple[Term | None, ...]]]:
    if isinstance(answer, Result):
        return answer.columns, iter(answer.rows)
    columns = tuple(variable.value for variable in answer.variables)
    return columns, (tuple(solution) for solution in answer)


def _to_solutions(result: Result) -> QuerySolutions:
    """Give a table back to Oxigraph, so that one writer makes all standard formats."""
    bindings = [
        {
            column: _to_json(term)
            for column, term in zip(result.columns, row, strict=True)
            if term is not None
        }
        for row in result.rows
    ]
    document = {"head": {"vars": list(result.columns)}, "results": {"bindings": bindings}}
    solutions = parse_query_results(json.dumps(document).encode(), format=QueryResultsFormat.JSON)
    assert isinstance(solutions, QuerySolutions)
    return solutions


def _to_json(term: Term) -> dict[str, object]:
    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, Triple):
        parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
        return {"type": "triple", "value": {name: _to_json(part) for name, part in parts.items()}}
    if term.language is not None:
        return {"type": "literal", "value": term.value, "xml:lang": term.language}
    return {"type": "literal", "value": term.value, "datatype": term.datatype.value}


def _write_boolean(answer: QueryBoolean, output: TextIO, format: str) -> None:
    _check(format, ROW_FORMATS, "the answer of an ASK query")
    if format == "table":
        output.write("true\n" if answer else "false\n")
    elif format == "jsonl":
        output.write(json.dumps({"boolean": bool(answer)}) + "\n")
    else:
        output.write(_decoded(answer.serialize(format=_SPARQL_FORMATS[format])) + "\n")


def _write_triples(answer: QueryTriples, output: TextIO, format: str, width: int | None) -> None:
    _check(format, GRAPH_FORMATS, "the triples of a CONSTRUCT or DESCRIBE query")
    if format == "table":
        rows = tuple((triple.subject, triple.predicate, triple.object) for triple in answer)
        _write_table(Result(("subject", "predicate", "object"), rows), output, width)
        return
    rdf_format = _RDF_FORMATS[format]
    text = _decoded(serialize(answer, format=rdf_format, prefixes=PREFIXES))
    if rdf_format == RdfFormat.RDF_XML:
        text = _NOT_XML.sub("\ufffd", text)
    output.write(text if text.endswith("\n") or not text else text + "\n")


def cell(term: Term | None) -> str:
    """Text of one table cell: one line, IRIs shortened, control characters made harmless.

    >>> cell(NamedNode("https://w3id.org/diplograph/authority/polity/RUS"))
    'dga:polity/RUS'
    """
    if term is None:
        return ""
    if isinstance(term, NamedNode):
        text = shorten(term.value)
    elif isinstance(term, Literal):
        text = _fraction(term) if term.datatype.value in FRACTIONS else term.value
    else:
        text = str(term)
    return _CONTROL.sub("\ufffd", _LINE_BREAKS.sub(" ", text))


def _fraction(literal: Literal) -> str:
    """Round for the eye; 18 digits of a division tell nothing."""
    value = to_python(literal)
    return f"{value:.6g}" if isinstance(value, float) else str(value)


def _write_table(result: Result, output: TextIO, width: int | None) -> None:
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for number, column in enumerate(result.columns):
        table.add_column(
            Text(cell(Literal(column))),
            justify="right" if _is_numeric(result, number) else "left",
            overflow="fold",
        )
    for row in result.rows:
        table.add_row(*(Text(cell(term)) for term in row))
    # Without a width, measure: a table that goes to a file or a pipe is never cut to 80 columns.
    free = width or Console(width=1_000_000).measure(table).maximum
    drawn = io.StringIO()
    console = Console(
        file=drawn, width=max(free, 20), color_system=None, highlight=False, markup=False
    )
    if result.columns:
        console.print(table)
        output.writelines(line.rstrip() + "\n" for line in drawn.getvalue().splitlines())
    if not result.rows:
        output.write("no rows\n")
    elif result.truncated:
        output.write(f"first {len(result.rows)} rows; raise the limit for more\n")


def _is_numeric(result: Result, column: int) -> bool:
    terms = [row[column] for row in result.rows if row[column] is not None]
    return bool(terms) and all(
        isinstance(term, Literal) and term.datatype.value in INTEGERS | FRACTIONS for term in terms
    )
