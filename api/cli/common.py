"""What the commands share: options, dates, opening the store, writing results.

Nothing here may import pandas, matplotlib or spaCy: ``diplograph --help`` must answer at once.
"""

from __future__ import annotations

import io
import json
import os
import sys
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

import click
from diplograph.graph.dates import PartialDate
from diplograph.graph.errors import InvalidDate

if TYPE_CHECKING:
    from diplograph.graph.store import Store

Command = TypeVar("Command", bound=Callable[..., Any])

DEFAULT_STORE = "./diplograph.db"
STORE_VARIABLE = "DIPLOGRAPH_STORE"
# Wide enough that no cell wraps when the output is not a terminal and is read by a program.
PIPE_WIDTH = 10_000


class DateParam(click.ParamType):
    """A date of reduced precision: ``YYYY-MM-DD``, ``YYYY-MM`` or ``YYYY``."""

    name = "date"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> PartialDate:
        """Read the option's value; a wrong usage when it is no date."""
        if isinstance(value, PartialDate):
            return value
        try:
            return PartialDate.parse(value)
        except InvalidDate as error:
            self.fail(str(error), param, ctx)


def store_option(command: Command) -> Command:
    """Add ``--store``."""
    return click.option(
        "--store",
        "location",
        envvar=STORE_VARIABLE,
        default=DEFAULT_STORE,
        show_default=True,
        metavar="PATH_OR_URL",
        help=f"The store: a folder, or the URL of a SPARQL endpoint; ${STORE_VARIABLE} sets it.",
    )(command)


def period_options(command: Command) -> Command:
    """Add ``--since`` and ``--until``."""
    until = click.option(
        "--until",
        type=DateParam(),
        metavar="DATE",
        help="Only events that can have taken place on or before this day, month or year.",
    )
    since = click.option(
        "--since",
        type=DateParam(),
        metavar="DATE",
        help="Only events that can have taken place on or after this day, month or year.",
    )
    return since(until(command))


@contextmanager
def opened(location: str, *, read_only: bool = True, base: str | None = None) -> Iterator[Store]:
    """Open the store of a command and close it whatever happens."""
    from diplograph.graph.store import open_store

    store = open_store(location, base=base, read_only=read_only, create=not read_only)
    try:
        yield store
    finally:
        store.close()


def say(message: str) -> None:
    """Print a line for people, on stderr."""
    click.echo(message, err=True)


def put(text: str) -> None:
    """Print a result on stdout, ending in one newline."""
    sys.stdout.write(text if text.endswith("\n") or not text else text + "\n")


def put_json_lines(records: Iterable[object]) -> None:
    """Print one JSON object a line."""
    for record in records:
        sys.stdout.write(json.dumps(record, ensure_ascii=False) + "\n")


def put_table(
    columns: Sequence[str], rows: Iterable[Sequence[object]], *, title: str | None = None
) -> None:
    """Print a table: fitted to the terminal, or as wide as it is when read by a program."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, title=title, title_justify="left", pad_edge=False)
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        # Text and not str: what articles say must not be read as markup.
        table.add_row(*(Text("" if cell is None else str(cell)) for cell in row))
    terminal = sys.stdout.isatty()
    buffer = io.StringIO()
    console = Console(
        file=sys.stdout if terminal else buffer,
        width=None if terminal else PIPE_WIDTH,
        highlight=False,
    )
    console.print(table)
    if not terminal:
        # rich pads each line to the table's width; a program has no use for the blanks.
        put("\n".join(line.rstrip() for line in buffer.getvalue().splitlines()))


def prepare_streams() -> None:
    """Print any character on any terminal, and keep the warnings of libraries out of the way.

    Results are UTF-8 where the locale says nothing better; an unencodable character is escaped
    rather than the end of the command.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    if not sys.warnoptions:
        warnings.simplefilter("ignore")


def silence_stdout() -> None:
    """Send what is still buffered for a reader that has gone to nowhere."""
    devnull = os.open(os.devnull, os.O_WRONLY)
    os.dup2(devnull, sys.stdout.fileno())
    os.close(devnull)
