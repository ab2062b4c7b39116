"""The command ``resolve``: identities that people judge, where the rules are unsure or wrong."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import click

from diplograph.authors import AUTHOR_VARIABLE, author_name
from diplograph.cli.common import opened, put, say, store_option
from diplograph.cli.resolve_import import import_
from diplograph.graph.errors import InputError, JudgementRefused, StoreError

if TYPE_CHECKING:
    from diplograph.graph.judgements.model import Kind, Verdict

Command = TypeVar("Command", bound=Callable[..., Any])


class _Resolve(click.Group):
    """A group that lists candidates without a command, and takes ``--store`` also before one."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        rest, before = list(args), list[str]()
        while rest and (rest[0] == "--store" or rest[0].startswith("--store=")):
            count = 1 if "=" in rest[0] else 2
            before += rest[:count]
            rest = rest[count:]
        if not rest or (rest[0].startswith("-") and rest[0] not in ctx.help_option_names):
            rest.insert(0, "list")
        return super().parse_args(ctx, [rest[0], *before, *rest[1:]])


@click.group(
    cls=_Resolve,
    short_help="Review and record which events and persons are the same.",
    epilog="Example: diplograph resolve review --kind person",
)
def resolve() -> None:
    """Review and record which events and persons are the same, and take it back.

    What the rules joined or kept apart, a judgement overrules: it is signed, dated and kept, every
    later derivation obeys it, and undoing it gives the graph as it was. Without a command, the
    candidates worth a look are listed.

    A and B are IRIs in full or as dgid:event/..., also such as were merged away, or the name of a
    person where no other has it.
    """


def author_option(command: Command) -> Command:
    """Add ``--author``."""
    return click.option(
        "--author",
        metavar="NAME",
        help=f"Who signs; ${AUTHOR_VARIABLE} sets it, else it is the login name.",
    )(command)


def kind_option(command: Command) -> Command:
    """Add ``--kind``."""
    return click.option(
        "--kind",
        type=click.Choice(["event", "person"]),
        help="Only events or only persons.",
    )(command)


def limit_option(command: Command) -> Command:
    """Add ``--limit``."""
    return click.option(
        "--limit",
        type=click.IntRange(min=1),
        default=20,
        show_default=True,
        metavar="N",
        help="How many candidates at most.",
    )(command)


def sentences_option(command: Command) -> Command:
    """Add ``--sentences``."""
    return click.option(
        "--sentences",
        type=click.IntRange(min=0),
        default=5,
        show_default=True,
        metavar="N",
        help="How many sentences of each side at most.",
    )(command)


reason_option = click.option("--reason", metavar="TEXT", help="Why; it is kept with the judgement.")
rows_option = click.option(
    "--format",
    "format_",
    type=click.Choice(["table", "jsonl", "csv"]),
    default="table",
    show_default=True,
    help="How to print them.",
)


def signature(author: str | None) -> str:
    """Who signs; a wrong usage when nobody can be named."""
    if author is not None and not author.strip():
        raise click.BadParameter("an author has a name", param_hint="--author")
    try:
        return author_name(author)
    except JudgementRefused as error:
        raise click.UsageError(str(error)) from error


def kind_of(name: str | None) -> Kind | None:
    """The kind that ``--kind`` names."""
    from diplograph.graph.judgements.model import Kind

    return None if name is None else Kind(name)


@resolve.command("list", epilog="Example: diplograph resolve list --kind person --limit 5")
@store_option
@kind_option
@limit_option
@rows_option
def list_(location: str, kind: str | None, limit: int, format_: str) -> None:
    """List pairs worth a look: those first whose judgement would change most.

    The score tells how much speaks for their being one, the effect is the score times the claims
    that a judgement would touch. Pairs that somebody has judged are left out.
    """
    from diplograph.cli.compared import candidate_records, put_candidates
    from diplograph.graph.resolution.review import candidates

    with opened(location) as store:
        found = candidates(store, kind_of(kind), limit)
        put_candidates(candidate_records(store, found), format_, store.base)


@resolve.command(epilog="Example: diplograph resolve show 'Lavrov' 'Serguei Lavrov'")
@click.argument("a")
@click.argument("b", required=False)
@store_option
@kind_option
@sentences_option
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How to print them.",
)
def show(
    a: str, b: str | None, location: str, kind: str | None, sentences: int, format_: str
) -> None:
    """Show two events or persons side by side, with their sentences and what they score.

    With A alone, or where A and B are one by now, it is shown with all IRIs that it stands for:
    those are what to name to take it apart.
    """
    from diplograph.cli.compared import put_comparison
    from diplograph.graph.judgements.portraits import portrait
    from diplograph.graph.judgements.sides import side
    from diplograph.graph.resolution.review import comparison

    with opened(location) as store:
        sides = [side(store, kind_of(kind), each) for each in (a, b) if each is not None]
        if len(sides) > 1 and sides[0].kind is not sides[1].kind:
            raise JudgementRefused(f"{a} and {b} are an event and a person: compare two of a kind")
        if len(sides) > 1 and sides[0].iri == sides[1].iri:
            say(f"{a} and {b} are one")
            del sides[1]
        candidate = None
        if len(sides) > 1:
            try:
                candidate = comparison(store, sides[0].kind, sides[0].iri, sides[1].iri)
            except StoreError as error:
                say(f"no scores: {error}")
        seen = [portrait(store, each, sentences) for each in sides]
        put_comparison(candidate, seen, store.base, format_)


@resolve.command(epilog="Example: diplograph resolve review --kind event --author 'A. Analyst'")
@store_option
@kind_option
@limit_option
@sentences_option
@author_option
def review(location: str, kind: str | None, limit: int, sentences: int, author: str | None) -> int:
    """Judge candidates one after another at the terminal.

    Each pair is shown with its sentences and scores. Answer s (same), d (different), u (unsure),
    k (skip: nothing is recorded) or q (quit), then give a reason or press Enter. What was judged is
    kept whenever you stop.
    """
    from diplograph.cli.review import run

    by = signature(author)
    with opened(location, read_only=False, create=False) as store:
        return run(store, kind_of(kind), limit, sentences, by)


def _judge(
    verdict: Verdict,
    a: str,
    b: str,
    location: str,
    kind: str | None,
    reason: str | None,
    author: str | None,
) -> None:
    from diplograph.cli.compared import put_recorded
    from diplograph.graph.judgements.recording import Opinion, record

    by = signature(author)
    with opened(location, read_only=False, create=False) as store:
        opinion = Opinion(a, b, verdict, reason, kind=kind_of(kind))
        put_recorded(store, record(store, [opinion], author=by))


def _verdict_command(name: str, help_: str, example: str) -> None:
    """Add the command of one verdict to the group."""

    def judge(
        a: str,
        b: str,
        location: str,
        kind: str | None,
        reason: str | None,
        author: str | None,
    ) -> None:
        from diplograph.graph.judgements.model import Verdict

        _judge(Verdict(name), a, b, location, kind, reason, author)

    judge.__doc__ = help_
    decorated = author_option(judge)
    decorated = store_option(kind_option(reason_option(decorated)))
    decorated = click.argument("a")(click.argument("b")(decorated))
    resolve.command(name, epilog=f"Example: diplograph resolve {example}")(decorated)


_verdict_command(
    "same",
    "Judge that A and B are one event or person.",
    "same Lavrov 'Serguei Lavrov' --reason 'another spelling'",
)
_verdict_command(
    "different",
    """Judge that A and B are two events or persons.

    Where they are one by now, name two of the IRIs that it stands for, and they come apart.
    """,
    "different dgid:event/0123456789abcdef dgid:event/fedcba9876543210",
)
_verdict_command(
    "unsure",
    "Judge that nobody can tell whether A and B are one; they are not listed again.",
    "unsure dgid:person/KOR/park-jin dgid:person/KOR/jin-park",
)


@resolve.command(epilog="Example: diplograph resolve apply judgements.csv --check")
@click.argument("file", metavar="FILE.csv")
@store_option
@author_option
@click.option("--check", is_flag=True, help="Only say what would be recorded and what is wrong.")
def apply(file: str, location: str, author: str | None, check: bool) -> None:
    """Record the judgements of a CSV file: all of them, or none when anything is wrong.

    The columns are left, right, verdict (same, different or unsure), reason, author and kind; the
    last three may be missing or empty. Applying a file again records nothing new.
    """
    from diplograph.cli.compared import put_recorded
    from diplograph.graph.judgements.files import BadJudgementFile
    from diplograph.graph.judgements.recording import read_opinions, record

    by = signature(author)
    try:
        opinions = read_opinions(file)
    except BadJudgementFile as error:
        raise _listed(file, [("", str(each)) for each in error.problems]) from error
    if not opinions:
        raise InputError(f"{file}: no judgement is in it; nothing was changed")
    with opened(location, read_only=check, create=False) as store:
        try:
            recorded = record(store, opinions, author=by, dry=check)
        except JudgementRefused as error:
            raise _listed(file, error.problems) from error
        if check:
            put(
                f"{len(recorded.judgements)} judgements could be recorded,"
                f" {len(recorded.repeated)} are on record"
            )
        else:
            put_recorded(store, recorded)


def _listed(file: str, problems: Sequence[tuple[str, str]]) -> InputError:
    """Print every problem, and make the error that sums them up."""
    from diplograph.cli.compared import plain

    for where, message in problems:
        say(plain(f"{where}: {message}" if where else message))
    count = f"{len(problems)} problem{'s' if len(problems) > 1 else ''}"
    return InputError(f"{file}: {count}, see above; nothing was changed")


@resolve.command(epilog="Example: diplograph resolve export judgements.csv")
@click.argument("file", metavar="FILE.csv")
@store_option
def export(file: str, location: str) -> None:
    """Write the judgements in force to a CSV file that apply reads, or to - for stdout."""
    from diplograph.graph.judgements.files import write_judgement_file
    from diplograph.graph.judgements.recording import judgements

    with opened(location) as store:
        write_judgement_file(sys.stdout if file == "-" else file, judgements(store))


@resolve.command(epilog="Example: diplograph resolve log --all --format jsonl")
@store_option
@click.option("--all", "everything", is_flag=True, help="Withdrawn judgements too.")
@rows_option
def log(location: str, everything: bool, format_: str) -> None:
    """List the judgements: who judged what, when, why, and what was withdrawn."""
    from diplograph.cli.compared import judgement_records, put_judgements
    from diplograph.graph.judgements.recording import judgements

    with opened(location) as store:
        found = judgements(store, everything=everything)
        put_judgements(judgement_records(store, found), format_, store.base)


@resolve.command(epilog="Example: diplograph resolve undo --last --reason 'wrong pair'")
@click.argument("judgement", required=False, metavar="[IRI]")
@store_option
@click.option("--last", is_flag=True, help="What the author judged last, a whole file at once.")
@reason_option
@author_option
def undo(
    judgement: str | None, location: str, last: bool, reason: str | None, author: str | None
) -> None:
    """Withdraw a judgement, by its IRI as the log tells it.

    The graph becomes what it is without it; the judgement stays on record as withdrawn.
    """
    from diplograph.cli.compared import put_recorded
    from diplograph.graph.judgements.recording import undo as withdraw

    if (judgement is None) != last:
        raise click.UsageError("which judgement? give its IRI or --last")
    by = signature(author)
    with opened(location, read_only=False, create=False) as store:
        recorded = withdraw(store, judgement, by=by, reason=reason)
        put_recorded(store, recorded, undone=True)


resolve.add_command(import_)
