"""The commands that ask: ``events``, ``query`` and ``sparql``."""

from __future__ import annotations

import csv
import shutil
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from diplograph.cli.common import (
    opened,
    period_options,
    perspective_option,
    put,
    put_json_lines,
    say_dependence,
    store_option,
)
from diplograph.graph.dates import PartialDate
from diplograph.graph.errors import InputError, QueryError
from diplograph.graph.model import EventType, Status

if TYPE_CHECKING:
    from diplograph.queries.catalogue import Catalogue, CatalogueQuery
    from diplograph.queries.results import Answer, Result

ROW_FORMATS = ("table", "csv", "json", "jsonl")
SPARQL_FORMATS = ("table", "csv", "tsv", "json", "jsonl", "xml")
RDF_FORMATS = ("ttl", "nt", "nq", "trig", "jsonld", "rdf")


def put_answer(answer: Answer, format_: str) -> None:
    """Print an answer; a table is fitted to the terminal, if there is one."""
    from diplograph.queries.results import write

    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
    write(answer, sys.stdout, format_, width=width)


@click.command(epilog="Example: diplograph events --actor RUS --since 2017-08 --format table")
@store_option
@click.option(
    "--format",
    "format_",
    type=click.Choice(["jsonl", "csv", "table"]),
    default="jsonl",
    show_default=True,
    help="jsonl: one event record a line; csv and table: one row an event.",
)
@click.option(
    "--type",
    "types",
    type=click.Choice([kind.value for kind in EventType], case_sensitive=False),
    multiple=True,
    help="Only events of this type; may be repeated.",
)
@click.option("--actor", metavar="NAME", help="Only events with this actor: name, code or IRI.")
@click.option("--place", metavar="NAME", help="Only events at this place: name, code or IRI.")
@period_options
@click.option(
    "--status",
    "statuses",
    type=click.Choice([status.value for status in Status], case_sensitive=False),
    multiple=True,
    help="Only events of this status; may be repeated. Without it, events of every status.",
)
@click.option(
    "--source", metavar="ARTICLE", help="Only events that this article tells: its URL or IRI."
)
@perspective_option
def events(
    location: str,
    format_: str,
    types: tuple[str, ...],
    actor: str | None,
    place: str | None,
    since: PartialDate | None,
    until: PartialDate | None,
    statuses: tuple[str, ...],
    source: str | None,
    perspective: str | None,
) -> None:
    """List the canonical events of the store."""
    from diplograph.graph.reader import EventFilter, depends_on, read_events
    from diplograph.graph.records import event_record, event_row

    chosen = EventFilter(
        types=tuple(EventType(name) for name in types),
        actor=actor,
        place=place,
        since=since,
        until=until,
        statuses=tuple(Status(name) for name in statuses),
        source=source,
        perspective=perspective,
    )
    with opened(location) as store:
        found = read_events(store, chosen)
        say_dependence(depends_on(store, chosen))
        if format_ == "jsonl":
            put_json_lines(event_record(event) for event in found)
            return
        rows = [event_row(event) for event in found]
    _put_rows(rows, format_)


def _put_rows(rows: list[dict[str, Any]], format_: str) -> None:
    from diplograph.graph.records import ROW_COLUMNS

    if format_ == "csv":
        writer = csv.DictWriter(sys.stdout, ROW_COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        return
    from pyoxigraph import Literal

    from diplograph.queries.results import Result

    columns = ("start", "type", "status", "places", "participants", "instrument")
    cells = tuple(
        tuple(Literal("" if row[name] is None else str(row[name])) for name in columns)
        for row in rows
    )
    put_answer(Result(columns, cells), "table")


@click.command(
    epilog="Example: diplograph query meetings-between --a RUS --b SOS --since 2017",
    context_settings={"ignore_unknown_options": True},
)
@click.argument("name", required=False)
@click.argument("parameters", nargs=-1, type=click.UNPROCESSED, metavar="[--PARAM VALUE]...")
@store_option
@click.option("--list", "listing", is_flag=True, help="List the queries and their parameters.")
@click.option(
    "--format",
    "format_",
    type=click.Choice(ROW_FORMATS),
    default="table",
    show_default=True,
    help="How to print the answer.",
)
@click.option(
    "--columns",
    metavar="NAMES",
    help="Print these columns alone, in this order: names with commas between them.",
)
def query(
    name: str | None,
    parameters: tuple[str, ...],
    location: str,
    listing: bool,
    format_: str,
    columns: str | None,
) -> None:
    """Ask a question of the catalogue by NAME.

    Each question has parameters of its own, given as options; --list shows them, for all questions
    or for one.
    """
    from diplograph.graph.errors import UnknownName
    from diplograph.queries.catalogue import Catalogue

    catalogue = Catalogue.load()
    if name is None and not listing:
        raise click.UsageError("which query? give a NAME, or --list to see all")
    try:
        asked = None if name is None else catalogue.get(name)
    except UnknownName as error:
        raise click.UsageError(str(error)) from error
    if asked is None or listing:
        put(_listing(catalogue) if asked is None else _described(asked))
        return
    values = _values(parameters)
    with opened(location) as store:
        try:
            answer = catalogue.run(store, asked.name, **values)
        except QueryError as error:
            raise click.UsageError(str(error)) from error
    say_dependence(answer.depends_on)
    put_answer(answer if columns is None else _only(answer, columns.split(",")), format_)


def _only(answer: Result, names: list[str]) -> Result:
    for name in names:
        if name not in answer.columns:
            raise click.UsageError(
                f"the answer has no column {name!r}; it has {', '.join(answer.columns)}"
            )
    places = [answer.columns.index(name) for name in names]
    return replace(
        answer,
        columns=tuple(names),
        rows=tuple(tuple(row[place] for place in places) for row in answer.rows),
        kinds=tuple(answer.kinds[place] for place in places),
    )


def _values(words: tuple[str, ...]) -> dict[str, str]:
    """Read ``--name value`` and ``--name=value``."""
    values: dict[str, str] = {}
    rest = list(words)
    while rest:
        word = rest.pop(0)
        if not word.startswith("--") or word == "--":
            raise click.UsageError(f"{word!r} is no parameter: use --NAME VALUE")
        name, separator, value = word.removeprefix("--").partition("=")
        if not separator:
            if not rest:
                raise click.UsageError(f"the parameter --{name} has no value")
            value = rest.pop(0)
        key = name.replace("-", "_")
        if key in values:
            raise click.UsageError(f"the parameter --{name} is given twice")
        values[key] = value
    return values


def _listing(catalogue: Catalogue) -> str:
    lines = []
    for topic, queries in catalogue.topics().items():
        lines += [topic, *(_described(asked, indent="  ") for asked in queries), ""]
    return "\n".join(lines).rstrip()


def _described(asked: CatalogueQuery, indent: str = "") -> str:
    lines = [f"{indent}{asked.name}: {asked.title}"]
    for parameter in asked.parameters:
        need = "required" if parameter.required else "optional"
        if parameter.default is not None:
            need = f"default {parameter.default}"
        option = f"--{parameter.name.replace('_', '-')} {parameter.type.value.upper()}"
        lines.append(f"{indent}    {option:<24} {parameter.description} ({need})")
    return "\n".join(lines)


@click.command(epilog="Example: diplograph sparql 'SELECT ?e { ?e a dg:Meeting }' --format csv")
@click.argument("text", required=False, metavar="[QUERY]")
@click.option(
    "-f", "--file", "file", metavar="FILE", help="Read the query from a file, or - for stdin."
)
@store_option
@click.option(
    "--format",
    "format_",
    type=click.Choice((*SPARQL_FORMATS, *RDF_FORMATS)),
    default="table",
    show_default=True,
    help="How to print the answer; CONSTRUCT and DESCRIBE take the RDF formats.",
)
def sparql(text: str | None, file: str | None, location: str, format_: str) -> None:
    """Ask any SPARQL 1.1 query of the store.

    The usual prefixes (dg:, dga:, sem:, rdfs: ...) are known and need no PREFIX line.
    """
    from diplograph.prefixes import ask

    if (text is None) == (file is None):
        raise click.UsageError("give either a QUERY or --file")
    asked = text if text is not None else _read(str(file))
    with opened(location) as store:
        put_answer(ask(store, asked), format_)


def _read(file: str) -> str:
    try:
        return sys.stdin.read() if file == "-" else Path(file).read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise InputError(f"{file}: the query is not UTF-8 text") from error
    except OSError as error:
        raise InputError(f"{file}: {error.strerror}") from error
