"""What the commands share: options, dates, opening the store, writing results.

Nothing here may import pandas, matplotlib or spaCy: ``diplograph --help`` must answer at once.
"""

from __future__ import annotations

import io
import json
import os
import sys
import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

import click

from diplograph import DEFAULT_STORE, STORE_VARIABLE
from diplograph.graph.dates import PartialDate
from diplograph.graph.errors import InvalidDate

if TYPE_CHECKING:
    from diplograph.graph.store import Store

Command = TypeVar("Command", bound=Callable[..., Any])


def _date(_: click.Context, __: click.Parameter, value: str | None) -> PartialDate | None:
    """Read the value of a date option; a wrong usage when it is no date."""
    if value is None:
        return None
    try:
        return PartialDate.parse(value)
    except InvalidDate as error:
        raise click.BadParameter(str(error)) from error


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
        callback=_date,
        metavar="DATE",
        help="Only events that can have taken place on or before this day, month or year.",
    )
    since = click.option(
        "--since",
        callback=_date,
        metavar="DATE",
        help="Only events that can have taken place on or after this day, month or year.",
    )
    return since(until(command))


def perspective_option(command: Command) -> Command:
    """Add ``--perspective``."""
    return click.option(
        "--perspective",
        metavar="POLITY",
        help="Count contested places and polities as this polity sees them.",
    )(command)


@contextmanager
def opened(
    location: str, *, read_only: bool = True, base: str | None = None, create: bool = True
) -> Iterator[Store]:
    """Open the store of a command and close it whatever happens.

    One to write is made when it is not there, unless ``create`` is false.
    """
    from diplograph.graph.store import open_store

    create = create and not read_only
    store = open_store(location, base=base, read_only=read_only, create=create)
    try:
        yield store
    finally:
        store.close()


def say(message: str) -> None:
    """Print a line for people, on stderr."""
    click.echo(message, err=True)


def say_dependence(names: Iterable[str]) -> None:
    """Say on stderr on which contested territories an answer depends, if on any."""
    listed = ", ".join(names)
    if listed:
        say(f"the answer depends on the perspective (--perspective POLITY) on: {listed}")


def put(text: str) -> None:
    """Print a result on stdout, ending in one newline."""
    sys.stdout.write(text if text.endswith("\n") or not text else text + "\n")


def put_json_lines(records: Iterable[object]) -> None:
    """Print one JSON object a line."""
    for record in records:
        sys.stdout.write(json.dumps(record, ensure_ascii=False) + "\n")


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
