"""The command ``resolve import``: lists of office holders for the store."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from diplograph.cli.common import opened, put, say, store_option
from diplograph.graph.errors import InputError

if TYPE_CHECKING:
    from diplograph.graph.officeholders import ImportReport, RowProblem, TermFile
    from diplograph.graph.store import Store

# More problems than these are told by their number: nobody reads them from a terminal.
_SHOWN = 50


@click.command(
    "import",
    short_help="Import who held which office when.",
    epilog="Example: diplograph resolve import leaders.csv",
)
@click.argument("file", required=False)
@store_option
@click.option(
    "--name",
    metavar="NAME",
    help="Name of the list, by default that of the file; it replaces the former list of the name.",
)
@click.option("--remove", metavar="NAME", help="Take the imported list of this name away again.")
@click.option("--json", "as_json", is_flag=True, help="Print the summary as one JSON object.")
def import_(
    file: str | None, location: str, name: str | None, remove: str | None, as_json: bool
) -> int:
    """Import a list of office holders, so that an unnamed minister can be told by his office.

    FILE is CSV with the columns name, office, polity (or organization), from, to, wikidata and
    aliases, or RDF (.ttl .nt .rdf .jsonld .trig .nq). A row that cannot be used is set aside with
    its reason and the rest is taken. Importing the same again changes nothing.

    Without FILE, the lists that the store holds are printed.
    """
    if file is not None and remove is not None:
        raise click.UsageError("give a FILE to import or --remove, not both")
    if file is None and name is not None:
        raise click.UsageError("--name is for the FILE that is imported")
    if file is not None:
        return _import(file, location, name or Path(file).stem, as_json)
    if remove is not None:
        return _remove(location, remove, as_json)
    return _show(location, as_json)


def _import(file: str, location: str, name: str, as_json: bool) -> int:
    from diplograph.graph.officeholders import import_terms, read_terms_file

    # before the store is opened, so that a file that cannot be read makes no store
    read = read_terms_file(file)
    _tell("set aside", read.rejected)
    _tell("warning", read.warnings)
    if not read.terms:
        reasons = f"{len(read.rejected)} rows were set aside" if read.rejected else "it has no rows"
        raise InputError(f"{file}: no term of office could be read, {reasons}; nothing was changed")
    with opened(location, read_only=False) as store:
        report = import_terms(store, name, read.terms)
        _derive(store)
    _put(report, as_json, read)
    return 0


def _remove(location: str, name: str, as_json: bool) -> int:
    from diplograph.graph.officeholders import import_terms, read_lists

    with opened(location, read_only=False) as store:
        held = sorted(read_lists(store))
        if name not in held:
            known = f"; there are {', '.join(held)}" if held else ""
            raise InputError(f"no list in {location} has the name {name!r}{known}")
        report = import_terms(store, name, ())
        _derive(store)
    _put(report, as_json)
    return 0


def _show(location: str, as_json: bool) -> int:
    from diplograph.graph.officeholders import read_lists

    with opened(location) as store:
        lists = read_lists(store)
    if as_json:
        put(json.dumps({name: len(terms) for name, terms in sorted(lists.items())}, indent=2))
        return 0
    for name, terms in sorted(lists.items()):
        put(f"list {name}: {len(terms)} terms")
    if not lists:
        say(f"no list of office holders is in {location}")
    return 0


def _derive(store: Store) -> None:
    """Bring the canonical events up to date with the lists."""
    from diplograph.graph.writer import Writer

    Writer(store).derive()


def _tell(what: str, problems: tuple[RowProblem, ...]) -> None:
    for problem in problems[:_SHOWN]:
        say(f"{what}: {problem}")
    if len(problems) > _SHOWN:
        say(f"{what}: and {len(problems) - _SHOWN} more; --json prints all")


def _put(report: ImportReport, as_json: bool, read: TermFile | None = None) -> None:
    rejected = read.rejected if read is not None else ()
    warnings = read.warnings if read is not None else ()
    if as_json:
        record: dict[str, Any] = {
            "name": report.name,
            "terms": report.terms,
            "persons": report.persons,
            "added": report.added,
            "removed": report.removed,
            "rejected": [{"where": each.where, "reason": each.reason} for each in rejected],
            "warnings": [{"where": each.where, "reason": each.reason} for each in warnings],
        }
        put(json.dumps(record, ensure_ascii=False, indent=2))
        return
    told = report.summary()
    if rejected:
        told += f", {len(rejected)} rows set aside"
    if warnings:
        told += f", {len(warnings)} warnings"
    put(told)
