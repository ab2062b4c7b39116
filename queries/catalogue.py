"""The catalogue: documented questions with typed parameters, one ``.rq`` file each.

A file is a SPARQL query under a header of comments that says what it asks, which parameters it
takes and which columns it gives. A parameter is written ``$name`` in the query, every other
variable ``?name`` (SPARQL makes no difference), so that a placeholder nobody declared is found when
the file is loaded. An optional parameter that is not given stays an unbound variable and the query
says so itself: ``FILTER(!BOUND($since) || ?last_day >= $since)``.

The form of the header::

    # title: Meetings between two actors
    # description: When and where two actors met,
    #   over as many lines as it takes.
    # param: a | actor | required | First actor: name, code or IRI
    # param: since | date | optional | Earliest day
    # param: limit | integer | 100 | Most rows to give
    # column: event | iri | The event
    # example: --a RUS --b SOS
    # answer: dgid:event/1 | Meeting of ...

The third field of a parameter is ``required``, ``optional`` or its default value.
"""

from __future__ import annotations

import re
import shlex
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from pyoxigraph import NamedNode, QuerySolutions

from diplograph.graph.errors import QueryError, UnknownName
from diplograph.graph.store import Store
from diplograph.queries.parameters import (
    FIRST_DAY_NAMES,
    LAST_DAY_NAMES,
    Parameter,
    ParameterType,
    Value,
    suggest,
)
from diplograph.queries.perspectives import (
    PERSPECTIVE,
    depends_on,
    takes_perspective,
    with_perspective,
)
from diplograph.queries.results import Result, Term

if sys.version_info >= (3, 11):
    from importlib.resources.abc import Traversable
else:
    from importlib.abc import Traversable

LIMIT = "limit"
"""The parameter that no query has as a variable: SPARQL takes numbers alone after LIMIT."""

COLUMN_KINDS = ("iri", "string", "date", "integer", "decimal")

_HEADER_LINE = re.compile(r"#\s*(?:(title|description|param|column|example|answer):)?\s*(.*)")
_SKIPPED = re.compile(
    r"""\#[^\r\n]* | <[^<>"{}|^`\\\x00-\x20]*> | "(?:[^"\\\r\n]|\\.)*" | '(?:[^'\\\r\n]|\\.)*'""",
    re.VERBOSE,
)
_PLACEHOLDER = re.compile(r"\$(\w+)")


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the answer; ``kind`` is one of :data:`COLUMN_KINDS`."""

    name: str
    kind: str
    description: str


@dataclass(frozen=True, slots=True)
class CatalogueQuery:
    """One question of the catalogue.

    ``example`` are the options of an example command, ``answer`` the cells of one row of what it
    gives on the graph of the tests. ``sparql`` is the whole text of the file.
    """

    name: str
    topic: str
    title: str
    description: str
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    example: str
    answer: tuple[str, ...]
    sparql: str

    def parameter(self, name: str) -> Parameter:
        """Find a parameter; hyphens count as underscores.

        Raises :class:`~diplograph.graph.errors.QueryError` naming the parameters that there are.
        """
        wanted = name.replace("-", "_")
        for parameter in self.parameters:
            if parameter.name == wanted:
                return parameter
        names = [parameter.name for parameter in self.parameters]
        raise QueryError(
            f"query {self.name} has no parameter {name!r}; it takes {', '.join(names) or 'none'}"
            f"{suggest(wanted, names)}"
        )

    def example_parameters(self) -> dict[str, str]:
        """Parameters of the example command."""
        words = shlex.split(self.example)
        return {
            word.removeprefix("--"): value
            for word, value in zip(words[::2], words[1::2], strict=True)
        }


class Catalogue:
    """The questions that can be asked by name.

    >>> "meetings-between" in Catalogue.load().names()
    True
    """

    def __init__(self, queries: Mapping[str, CatalogueQuery]) -> None:
        self._queries = dict(sorted(queries.items()))

    @classmethod
    def load(cls, folder: Path | None = None) -> Catalogue:
        """Load the bundled catalogue, or the one of a folder of topic folders of ``.rq`` files.

        Raises :class:`~diplograph.graph.errors.QueryError` for a file whose header is incomplete or
        does not fit its query, naming the file.
        """
        return _bundled() if folder is None else _load(folder)

    def names(self) -> list[str]:
        """Names of all queries, sorted."""
        return list(self._queries)

    def topics(self) -> dict[str, list[CatalogueQuery]]:
        """Queries by topic, both sorted.

        >>> "visits-by" in [query.name for query in Catalogue.load().topics()["visits"]]
        True
        """
        topics: dict[str, list[CatalogueQuery]] = {}
        for query in sorted(self, key=lambda query: (query.topic, query.name)):
            topics.setdefault(query.topic, []).append(query)
        return topics

    def __iter__(self) -> Iterator[CatalogueQuery]:
        return iter(self._queries.values())

    def __len__(self) -> int:
        return len(self._queries)

    def get(self, name: str) -> CatalogueQuery:
        """Find a query by name.

        Raises :class:`~diplograph.graph.errors.UnknownName` with the names that come close.

        >>> Catalogue.load().get("meetings-between").parameters[0].name
        'a'
        """
        query = self._queries.get(name.replace("_", "-"))
        if query is None:
            raise UnknownName(
                f"no query is called {name!r}{suggest(name, self._queries)}"
                " (diplograph query --list shows all)"
            )
        return query

    def run(self, store: Store, name: str, **params: object) -> Result:
        """Ask a question of a store.

        A parameter takes the text of its value or a fitting Python value; None counts as not given.
        When ``limit`` cuts rows off, the result says so in ``truncated``; ``depends_on`` names the
        contested territories for which another ``perspective`` would answer differently.

        Raises :class:`~diplograph.graph.errors.UnknownName` for a query or an actor, place, event
        or topic that is not known, :class:`~diplograph.graph.errors.QueryError` for a parameter
        that is unknown, missing or does not fit its type.

        >>> from diplograph.graph.store import open_store
        >>> with open_store(None) as store:
        ...     Catalogue.load().run(store, "planned-not-seen", until="2018").columns[:2]
        ('event', 'event_type')
        """
        query = self.get(name)
        bindings = _bind(query, store, params)
        limit = bindings.pop(LIMIT, None)
        perspective = bindings.pop(PERSPECTIVE, None)
        depends = depends_on(store, query.sparql, bindings)
        sparql = query.sparql
        if isinstance(perspective, NamedNode):
            sparql = with_perspective(store, sparql, perspective)
        if limit is not None:
            # One row more than asked for tells whether there are more. The number was checked and
            # is written by us, the one value that SPARQL does not let a variable stand for.
            sparql = f"{sparql}\nLIMIT {int(limit.value) + 1}\n"
        solutions = store.query(sparql, bindings)
        if not isinstance(solutions, QuerySolutions):
            raise QueryError(f"query {query.name} is no SELECT query")
        rows: tuple[tuple[Term | None, ...], ...] = tuple(tuple(row) for row in solutions)
        cut = limit is not None and len(rows) > int(limit.value)
        return Result(
            tuple(column.name for column in query.columns),
            rows[: int(limit.value)] if limit is not None else rows,
            tuple(column.kind for column in query.columns),
            truncated=cut,
            depends_on=depends,
        )


def _bind(query: CatalogueQuery, store: Store, params: Mapping[str, object]) -> dict[str, Value]:
    given = {
        query.parameter(name).name: value for name, value in params.items() if value is not None
    }
    bindings: dict[str, Value] = {}
    for parameter in query.parameters:
        value = given.get(parameter.name, parameter.default)
        if value is None:
            if parameter.required:
                raise QueryError(
                    f"query {query.name} needs the parameter {parameter.name}: {parameter.expected}"
                )
            continue
        term = parameter.bind(store, value)
        if term is not None:
            bindings[parameter.name] = term
    first, last = bindings.get("since"), bindings.get("until")
    if first and last and first.value > last.value:  # days in ISO 8601, which sort as text
        raise QueryError(f"the period ends ({last.value}) before it begins ({first.value})")
    return bindings


@cache
def _bundled() -> Catalogue:
    return _load(files("diplograph.queries").joinpath("library"))


def _load(folder: Traversable) -> Catalogue:
    queries: dict[str, CatalogueQuery] = {}
    for topic in folder.iterdir():
        if not topic.is_dir():
            continue
        for file in topic.iterdir():
            if not file.name.endswith(".rq"):
                continue
            query = parse(file.read_text(encoding="utf-8"), file.name[: -len(".rq")], topic.name)
            if query.name in queries:
                raise QueryError(f"{topic.name}/{file.name}: another topic has a query so called")
            queries[query.name] = query
    return Catalogue(queries)


def parse(text: str, name: str, topic: str) -> CatalogueQuery:
    """Read a query with its header.

    Raises :class:`~diplograph.graph.errors.QueryError` for a header that is incomplete or does not
    fit the query.

    >>> text = "# title: T\\n# description: D\\n# column: s | iri | S\\n# example:\\n# answer: x\\n"
    >>> parse(text + "SELECT ?s { ?s ?p $o }", "q", "t")
    Traceback (most recent call last):
    diplograph.graph.errors.QueryError: t/q.rq: $o is not declared as a parameter
    """
    where = f"{topic}/{name}.rq"
    fields = _header(text, where)
    for field in ("title", "description", "column", "example", "answer"):
        if not fields[field]:
            raise QueryError(f"{where}: the header has no {field}")
    for field in ("title", "description", "example", "answer"):
        if len(fields[field]) > 1:
            raise QueryError(f"{where}: the header has more than one {field}")
    query = CatalogueQuery(
        name=name,
        topic=topic,
        title=fields["title"][0],
        description=fields["description"][0],
        parameters=tuple(_parameter(line, where) for line in fields["param"]),
        columns=tuple(_column(line, where) for line in fields["column"]),
        example=fields["example"][0],
        answer=_cells(fields["answer"][0]),
        sparql=text,
    )
    _check(query, where)
    return query


def _header(text: str, where: str) -> dict[str, list[str]]:
    fields: dict[str, list[str]] = {
        field: [] for field in ("title", "description", "param", "column", "example", "answer")
    }
    last: list[str] | None = None
    for line in text.splitlines():
        match = _HEADER_LINE.fullmatch(line)
        if match is None:
            break
        field, value = match.groups()
        if field is not None:
            last = fields[field]
            last.append(value.strip())
        elif last is None:
            raise QueryError(f"{where}: the header begins with {line!r}, which is no field")
        elif value:
            last[-1] = f"{last[-1]} {value.strip()}"
    return fields


def _cells(line: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in line.split("|"))


def _parameter(line: str, where: str) -> Parameter:
    cells = _cells(line)
    if len(cells) != 4 or not all(cells):
        raise QueryError(f"{where}: a param is 'name | type | need | description', not {line!r}")
    name, kind, need, description = cells
    try:
        parameter_type = ParameterType(kind)
    except ValueError as error:
        known = ", ".join(known.value for known in ParameterType)
        raise QueryError(f"{where}: {name} has the type {kind!r}, not one of {known}") from error
    if parameter_type is ParameterType.DATE and name not in FIRST_DAY_NAMES | LAST_DAY_NAMES:
        raise QueryError(
            f"{where}: a date is called since, until or on, which says how it is bound"
        )
    default = None if need in ("required", "optional") else need
    return Parameter(name, parameter_type, description, need == "required", default)


def _column(line: str, where: str) -> Column:
    cells = _cells(line)
    if len(cells) != 3 or not all(cells) or cells[1] not in COLUMN_KINDS:
        raise QueryError(
            f"{where}: a column is 'name | kind | description' with a kind of"
            f" {', '.join(COLUMN_KINDS)}, not {line!r}"
        )
    return Column(*cells)


def _check(query: CatalogueQuery, where: str) -> None:
    """Check that header and query speak of the same parameters."""
    declared = {parameter.name for parameter in query.parameters}
    if len(declared) < len(query.parameters):
        raise QueryError(f"{where}: a parameter is declared twice")
    used = set(_PLACEHOLDER.findall(_SKIPPED.sub(" ", query.sparql)))
    for name in sorted(used - declared):
        raise QueryError(f"{where}: ${name} is not declared as a parameter")
    for name in sorted(declared - used - {LIMIT, PERSPECTIVE}):
        raise QueryError(f"{where}: the parameter {name} is not in the query as ${name}")
    if takes_perspective(query.sparql) != (PERSPECTIVE in declared):
        raise QueryError(
            f"{where}: a perspective is declared and has a block of VALUES, or neither"
        )
    for name in query.example_parameters():
        query.parameter(name)
    if len(query.answer) != len(query.columns):
        raise QueryError(f"{where}: the answer has {len(query.answer)} cells for its columns")
