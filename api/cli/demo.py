"""The walk that ``diplograph demo`` takes: each step is a command, printed and then run."""

from __future__ import annotations

import shlex
import shutil
import sys
import tempfile
from collections.abc import Sequence
from importlib.resources import as_file, files
from pathlib import Path

import click

# (what is asked, the command that answers), without --store
QUESTIONS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "Who hosted whom?",
        ("query", "who-hosted-whom", "--columns", "host_name,guest_name,label"),
    ),
    (
        "Who signed a memorandum of understanding, and for whom?",
        (
            *("query", "signatories", "--agreement", "memorandum"),
            *("--columns", "first_day,signatory_name,office,behalf"),
        ),
    ),
    (
        "What was announced and then called off or put off?",
        ("query", "cancelled-or-postponed", "--columns", "event_status,label"),
    ),
    (
        "Which events does more than one article tell?",
        ("query", "told-by-several", "--columns", "label,articles,outlets"),
    ),
    (
        "Which events involve a polity whose recognition is contested, and how many recognise it?",
        ("query", "limited-recognition", "--columns", "name,recognized_by,label"),
    ),
)
PICTURES = ("network.png", "network.html")


def run(group: click.Group, output: str | None) -> None:
    """Ingest the bundled articles into a fresh store, ask the questions and draw the network.

    ``group`` are the commands, ``output`` the folder to work in; a demo store in it is made anew,
    anything else is left alone. Raises :class:`~diplograph.graph.errors.DiplographError` when a
    step fails.
    """
    folder = Path(output) if output else Path(tempfile.mkdtemp(prefix="diplograph-demo-"))
    folder.mkdir(parents=True, exist_ok=True)
    store = folder / "demo.db"
    _remove(store)
    with as_file(files("diplograph.examples").joinpath("articles")) as articles:
        _step(group, "Read the bundled articles", ("ingest", str(articles)), store)
    _step(group, "The events they tell of", ("events", "--format", "table"), store)
    for number, (question, command) in enumerate(QUESTIONS, 1):
        _step(group, f"Question {number}: {question}", command, store)
    for title, picture in zip(("A picture", "A page to explore"), PICTURES, strict=True):
        drawing = ("network", "--level", "polity", "--output", str(folder / picture))
        _step(group, f"{title}: who dealt with whom", drawing, store)
    click.echo(f"\nThe store is in {store}; the pictures are:")
    for picture in PICTURES:
        click.echo(f"  {folder / picture}")


def _remove(store: Path) -> None:
    """Remove the store of an earlier demo, but nothing that is no store."""
    if not store.exists():
        return
    from diplograph.graph.store import open_store

    open_store(store, create=False).close()
    shutil.rmtree(store)


def _step(group: click.Group, title: str, command: Sequence[str], store: Path) -> None:
    words = [*command, "--store", str(store)]
    click.echo(f"\n{title}\n$ diplograph {shlex.join(words)}")
    sys.stdout.flush()
    group.main(words, prog_name="diplograph", standalone_mode=False)
