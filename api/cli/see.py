"""The commands that show and write: ``network``, ``export``, ``validate`` and ``demo``."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from diplograph.cli.common import (
    opened,
    period_options,
    perspective_option,
    put,
    say,
    say_dependence,
    store_option,
)
from diplograph.graph.dates import PartialDate

# Names of ``diplograph.queries`` again: importing it here would make ``--help`` wait for networkx.
LEVELS = ("polity", "person", "organization")
RELATIONS = ("meeting", "visit", "call", "agreement", "any")
ONE_GRAPH = (".ttl", ".nt")
NETWORK_SUFFIXES = (".gexf", ".graphml", ".json", ".html", ".png", ".svg", ".csv")


@click.command(
    epilog="Example: diplograph network --level polity --relation meeting --output meetings.html"
)
@store_option
@click.option(
    "--level",
    type=click.Choice(LEVELS),
    default="polity",
    show_default=True,
    help="Whose network.",
)
@click.option(
    "--relation",
    type=click.Choice(RELATIONS),
    default="any",
    show_default=True,
    help="Which events make a tie.",
)
@period_options
@click.option(
    "--output",
    metavar="FILE",
    help=f"Write to a file, in the format of its suffix: {', '.join(NETWORK_SUFFIXES)}.",
)
@perspective_option
def network(
    location: str,
    level: str,
    relation: str,
    since: PartialDate | None,
    until: PartialDate | None,
    output: str | None,
    perspective: str | None,
) -> None:
    """Project the events that occurred to a network of actors.

    Without --output, the ties are printed, strongest first.
    """
    from diplograph.queries.networks import network as project

    with opened(location) as store:
        graph = project(
            store,
            level=level,
            relation=relation,
            since=since,
            until=until,
            perspective=perspective,
        )
        say_dependence(filter(None, graph.graph["depends_on_perspective"].split("|")))
        if output is not None:
            from diplograph.queries.exports import export_network

            export_network(graph, output, store=store)
            ties = graph.number_of_edges()
            say(f"{graph.number_of_nodes()} actors and {ties} ties written to {output}")
            return
    from pyoxigraph import Literal

    from diplograph.cli.ask import put_answer
    from diplograph.queries.measures import top_pairs
    from diplograph.queries.results import Result

    pairs = top_pairs(graph, None)
    rows = tuple(tuple(Literal(str(cell)) for cell in row) for row in pairs.itertuples(index=False))
    put_answer(Result(tuple(pairs.columns), rows), "table")


@click.command(epilog="Example: diplograph export graph.trig")
@click.argument("file")
@store_option
@click.option(
    "--graph",
    type=click.Choice(["canonical", "articles", "all"]),
    help="The present picture, what each article says, or both and the judgements; without it, all"
    " that the format can hold.",
)
def export(file: str, location: str, graph: str | None) -> None:
    """Write the graph to FILE, in the format of its suffix.

    .trig, .nq and .jsonld hold the whole graph; .ttl and .nt hold the canonical graph alone, since
    they know no named graphs; .jsonl holds one event record a line, .csv one event a row.
    """
    from diplograph.queries.exports import export_graph

    chosen = graph or ("canonical" if Path(file).suffix.lower() in ONE_GRAPH else "all")
    with opened(location) as store:
        export_graph(store, file, graph=chosen)
    say(f"written to {file}")
    if graph is None and chosen == "canonical":
        say("this format holds the canonical graph alone; use .trig for what each article says")


@click.command(
    short_help="Check the store against the SHACL shapes.",
    epilog="Example: diplograph validate --store news.db",
)
@store_option
@click.option("--json", "as_json", is_flag=True, help="Print the report as one JSON object.")
def validate(location: str, as_json: bool) -> int:
    """Check the store against the SHACL shapes and the rules that shapes cannot say.

    The exit status is 1 when something does not conform.
    """
    from diplograph.graph.validation import validate as check

    with opened(location) as store:
        report = check(store)
    if as_json:
        record = {"conforms": report.conforms, **asdict(report)}
        put(json.dumps(record, ensure_ascii=False, indent=2))
    else:
        put("\n".join([*map(str, report.violations), report.summary()]))
    if not report.conforms:
        say(f"diplograph: error: {location}: {report.summary()}")
        return 1
    return 0


@click.command(
    short_help="Walk through the main queries on the bundled articles.",
    epilog="Example: diplograph demo --output demo-output",
)
@click.option(
    "--output",
    metavar="DIR",
    help="Keep the store and the pictures in this folder, made anew; else a temporary one is used.",
)
@click.pass_context
def demo(context: click.Context, output: str | None) -> None:
    """Ingest the bundled example articles into a fresh store and walk through the main queries."""
    from diplograph.cli.demo import run

    commands = context.find_root().command
    assert isinstance(commands, click.Group)
    run(commands, output)
