"""The command line: each command a thin caller of the package.

Results go to stdout, everything else to stderr. The exit status is 0 on success, 1 when the work
failed (with one line that says what and what to do), 2 on wrong usage and 130 when interrupted.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any

import click

import diplograph
from diplograph.cli.ask import events, query, sparql
from diplograph.cli.common import prepare_streams, say, silence_stdout
from diplograph.cli.read import extract, ingest
from diplograph.cli.resolve import resolve
from diplograph.cli.see import demo, export, network, validate
from diplograph.graph.errors import DiplographError

__all__ = ["group", "main"]


class _Group(click.Group):
    """A group that takes a reader which has seen enough (``| head``) for an ordinary end."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            status = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            silence_stdout()
            return 0
        return status


@click.group(
    cls=_Group,
    epilog="Example: diplograph ingest articles/ && diplograph events --format table",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(diplograph.__version__, prog_name="diplograph")
def group() -> None:
    """Keep one knowledge graph of diplomatic events, read from news and official releases."""


_COMMANDS = (
    ingest,
    extract,
    events,
    query,
    sparql,
    network,
    export,
    validate,
    resolve,
    demo,
)
for command in _COMMANDS:
    group.add_command(command)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status; ``None`` means the process's arguments."""
    prepare_streams()
    try:
        status = group.main(arguments, prog_name="diplograph", standalone_mode=False)
    except click.exceptions.Abort:
        say(
            "diplograph: interrupted; every article stored so far is kept."
            " Run the same command again to go on."
        )
        return 130
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (DiplographError, MemoryError) as error:
        say(f"diplograph: error: {_one_line(error)}")
        return 1
    except OSError as error:
        _let_go_of_stdout()
        where = f": {error.filename}" if error.filename else ""
        say(f"diplograph: error: {error.strerror or _one_line(error)}{where}")
        return 1
    return status if isinstance(status, int) else 0


def _let_go_of_stdout() -> None:
    """Where it was stdout that could not be written, keep the interpreter from trying again."""
    try:
        sys.stdout.flush()
    except OSError:
        silence_stdout()


def _one_line(error: BaseException) -> str:
    """The message in one line; it may quote a file or article, which must not drive a terminal."""
    text = " ".join(str(error).split()) or type(error).__name__
    return "".join(each if each.isprintable() else "\ufffd" for each in text)
