"""The commands that read articles: ``ingest`` and ``extract``."""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from diplograph.cli.common import opened, put, put_json_lines, say, store_option
from diplograph.graph.errors import ExtractionError, InputError, InvalidDate

if TYPE_CHECKING:
    from diplograph.graph.model import Article
    from diplograph.loaders.ingest import IngestReport, Progress


def _published(
    _: click.Context, __: click.Parameter, value: str | None
) -> dt.date | dt.datetime | None:
    """Read the value of ``--published``; a wrong usage when it is no date."""
    if value is None:
        return None
    from diplograph.loaders.published import parse_published

    try:
        return parse_published(value)
    except InvalidDate as error:
        raise click.BadParameter(str(error)) from error


def _format(_: click.Context, __: click.Parameter, value: str) -> str:
    """Check ``--format``, asking the registry only when one is given."""
    if value != "auto":
        from diplograph.loaders.registry import format_names

        if value not in format_names():
            raise click.BadParameter(f"{value!r} is not one of auto, {', '.join(format_names())}")
    return value


published_option = click.option(
    "--published",
    callback=_published,
    metavar="DATE",
    help="Date of publication for sources that carry none: YYYY-MM-DD, RFC 3339 or RFC 822.",
)
extractor_option = click.option(
    "--extractor", default="frames", show_default=True, metavar="NAME", help="What reads the text."
)
private_option = click.option(
    "--allow-private",
    is_flag=True,
    help="Fetch URLs on private networks and this machine too, which is refused otherwise.",
)


@click.command(epilog="Example: diplograph ingest articles/ https://press.example/feed.rss")
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@store_option
@click.option(
    "--format",
    "format_",
    callback=_format,
    default="auto",
    show_default=True,
    metavar="FORMAT",
    help="Format of all inputs: auto, text, html, rss or jsonl.",
)
@published_option
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    metavar="N",
    help="How many processes extract side by side.",
)
@extractor_option
@private_option
@click.option("--base", metavar="IRI", help="Under which IRI a new store names what it reads.")
@click.option("--json", "as_json", is_flag=True, help="Print the summary as one JSON object.")
def ingest(
    inputs: tuple[str, ...],
    location: str,
    format_: str,
    published: dt.date | dt.datetime | None,
    jobs: int,
    extractor: str,
    allow_private: bool,
    base: str | None,
    as_json: bool,
) -> int:
    """Read articles into the store.

    INPUT is a file, a folder, a glob, an http(s) URL (a page or a feed) or - for standard input.
    What cannot be read is set aside with a reason and the rest goes on. Ingesting the same article
    again changes nothing; a changed text under the same URL replaces what the old one said.

    The exit status is 1 when an INPUT as a whole could not be read, or nothing at all.
    """
    from diplograph.loaders.ingest import ingest as run

    with opened(location, read_only=False, base=base) as store, _progress_bar() as progress:
        report = run(
            inputs,
            store,
            format=format_,
            published=published,
            jobs=jobs,
            extractor=extractor,
            allow_private=allow_private,
            progress=progress,
        )
    if as_json:
        put(json.dumps(report.to_dict(), ensure_ascii=False, indent=2))
    else:
        put(str(report))
    return _status(report, inputs)


def _status(report: IngestReport, inputs: tuple[str, ...]) -> int:
    """Tell what was asked for by name and could not be read at all, and that the work failed."""
    failed = [
        rejection
        for rejection in report.rejected
        if rejection.item is None and rejection.source in inputs
    ]
    for rejection in failed:
        say(f"diplograph: error: {rejection}")
    if not failed and report.rejected and not report.read:
        say("diplograph: error: no article could be read; the summary says why")
        return 1
    return 1 if failed else 0


@contextmanager
def _progress_bar() -> Iterator[Callable[[Progress], None] | None]:
    """Show a bar on stderr while a person watches, and nothing otherwise."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn(
            "{task.completed} of {task.fields[read]} read, {task.fields[rejected]} set aside"
        ),
        TimeElapsedColumn(),
    )
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        # Inputs are streamed, so nobody knows how many there will be: the bar moves without an end.
        task = bar.add_task("reading", total=None, read=0, rejected=0)

        def advance(state: Progress) -> None:
            bar.update(
                task,
                description=state.stage,
                completed=state.done,
                read=state.read,
                rejected=state.rejected,
            )

        yield advance


@click.command(epilog="Example: diplograph extract article.html --format html > seen.html")
@click.argument("source", metavar="INPUT")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["json", "html"]),
    default="json",
    show_default=True,
    help="json, or html: the text with its mentions and claims marked.",
)
@published_option
@extractor_option
@private_option
def extract(
    source: str,
    format_: str,
    published: dt.date | dt.datetime | None,
    extractor: str,
    allow_private: bool,
) -> None:
    """Show what the extractor sees in an article; nothing is stored.

    INPUT is a file, an http(s) URL or - for standard input. For an input of several articles (a
    feed, JSON Lines) json prints one object a line and html one page with all of them.
    """
    from diplograph.loaders.registry import get_extractor
    from diplograph.loaders.usage import taken

    reader = get_extractor(extractor)
    extractions, failed = [], []
    for article in _articles(source, published, allow_private):
        try:
            extractions.append(reader.extract(article))
        except ExtractionError as error:
            failed.append(f"{article.key}: not extracted: {error}")
    if not extractions:
        raise ExtractionError(failed[0])
    for message in failed:
        say(f"set aside: {message}")
    if (usage := taken(reader)) is not None:
        say(str(usage))
    if format_ == "html":
        from diplograph.cli.marked import page

        put(page(extractions))
        return
    from diplograph.cli.seen import extraction_record

    if len(extractions) == 1:
        put(json.dumps(extraction_record(extractions[0]), ensure_ascii=False, indent=2))
    else:
        put_json_lines(extraction_record(extraction) for extraction in extractions)


def _articles(
    source: str, published: dt.date | dt.datetime | None, allow_private: bool
) -> Iterator[Article]:
    """Give the articles of one input; what was set aside in it is told on stderr."""
    from diplograph.loaders.fetch import Fetcher
    from diplograph.loaders.inputs import read_articles
    from diplograph.loaders.sources.base import Rejection

    fetcher = Fetcher(allow_private=allow_private)
    found = False
    rejections = []
    for item in read_articles([source], published=published, fetcher=fetcher):
        if isinstance(item, Rejection):
            rejections.append(item)
        else:
            found = True
            yield item
    if not found:
        raise InputError(str(rejections[0]) if rejections else f"{source}: no article in it")
    for rejection in rejections:
        say(f"set aside: {rejection}")
