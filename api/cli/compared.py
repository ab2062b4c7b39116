"""What ``resolve`` prints: candidates, the two sides of a comparison, judgements.

Texts of strangers (articles, files, reasons) reach a terminal only through
:func:`~diplograph.queries.results.cell`, which makes control characters harmless.
"""

from __future__ import annotations

import csv
import io
import json
import shutil
import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pyoxigraph import Literal, NamedNode

from diplograph.cli.common import put, put_json_lines
from diplograph.graph.judgements.portraits import Portrait, labels, portrait
from diplograph.graph.judgements.sides import side
from diplograph.queries.results import XSD, Result, cell, write

if TYPE_CHECKING:
    from diplograph.graph.judgements.model import Judgement
    from diplograph.graph.judgements.recording import Recorded
    from diplograph.graph.resolution.review import Candidate
    from diplograph.graph.store import Store

# More changed things than these are told by their number: nobody reads them from a terminal.
_SHOWN = 20

CANDIDATE_COLUMNS = ("kind", "score", "effect", "left", "left_label", "right", "right_label")
"""What a candidate is told by; its features stand besides."""

JUDGEMENT_COLUMNS = (
    "iri",
    "kind",
    "left",
    "left_label",
    "right",
    "right_label",
    "verdict",
    "author",
    "made",
    "reason",
    "withdrawn_by",
    "withdrawn",
    "withdrawn_reason",
)
"""What a judgement is told by."""


def short(iri: str, base: str) -> str:
    """Write an IRI as the commands take it back: ``dgid:`` is the base of the store.

    >>> short("https://desk.example/event/1", "https://desk.example/")
    'dgid:event/1'
    """
    if iri.startswith(base) and len(iri) > len(base):
        return f"dgid:{iri[len(base) :]}"
    return iri


# -------------------------------------------------------------------------------- candidates


def candidate_records(store: Store, found: Sequence[Candidate]) -> list[dict[str, Any]]:
    """Make the records of candidates, with the labels of both sides."""
    called = labels(store, [iri for each in found for iri in (each.left, each.right)])
    return [
        {
            "kind": each.kind.value,
            "score": round(each.score, 4),
            "effect": round(each.effect, 4),
            "left": each.left,
            "left_label": called.get(each.left),
            "right": each.right,
            "right_label": called.get(each.right),
            "features": {name: round(value, 4) for name, value in each.features.items()},
        }
        for each in found
    ]


def judgement_records(store: Store, judgements: Sequence[Judgement]) -> list[dict[str, Any]]:
    """Make the records of judgements, with the present labels of both sides."""
    from diplograph.graph.iris import Minter
    from diplograph.graph.names import successor

    minter = Minter(store.base)
    now = {iri: successor(store, iri) for each in judgements for iri in (each.left, each.right)}
    called = labels(store, now.values())
    records = []
    for each in judgements:
        withdrawn = each.withdrawn
        records.append(
            {
                "iri": each.iri(minter),
                "kind": each.kind.value,
                "left": each.left,
                "left_label": called.get(now[each.left]),
                "right": each.right,
                "right_label": called.get(now[each.right]),
                "verdict": each.verdict.value,
                "author": each.author,
                "made": each.made.isoformat(),
                "reason": each.reason,
                "withdrawn_by": withdrawn.by if withdrawn else None,
                "withdrawn": withdrawn.made.isoformat() if withdrawn else None,
                "withdrawn_reason": withdrawn.reason if withdrawn else None,
            }
        )
    return records


def put_candidates(records: Sequence[Mapping[str, Any]], format_: str, base: str) -> None:
    """Print candidates as a table, as CSV or as one JSON object a line."""
    if format_ == "jsonl":
        put_json_lines(records)
    elif format_ == "csv":
        flat = [{**each, "features": features_text(each["features"])} for each in records]
        _put_csv(flat, (*CANDIDATE_COLUMNS, "features"))
    else:
        columns = ("kind", "score", "effect", "candidates", "iri", "features")
        rows: list[tuple[object, ...]] = []
        for each in records:
            told = (each["kind"], each["score"], each["effect"])
            features = features_text(each["features"])
            rows += _two_rows(told, each, base, (features,))
        _put_table(columns, rows)


def put_judgements(records: Sequence[Mapping[str, Any]], format_: str, base: str) -> None:
    """Print judgements as a table, as CSV or as one JSON object a line."""
    if format_ == "jsonl":
        put_json_lines(records)
    elif format_ == "csv":
        _put_csv(records, JUDGEMENT_COLUMNS)
    else:
        columns = ("judgement", "made", "author", "verdict", "of", "iri", "reason", "withdrawn")
        rows: list[tuple[object, ...]] = []
        for each in records:
            told = (short(each["iri"], base), each["made"], each["author"], each["verdict"])
            rows += _two_rows(told, each, base, (each["reason"], _withdrawn(each)))
        _put_table(columns, rows)


def _two_rows(
    before: Sequence[object], record: Mapping[str, Any], base: str, after: Sequence[object]
) -> list[tuple[object, ...]]:
    """One row for each side; what is told of the pair stands in the first."""
    left = (record["left_label"], short(record["left"], base))
    right = (record["right_label"], short(record["right"], base))
    empty = [None] * len(before), [None] * len(after)
    return [(*before, *left, *after), (*empty[0], *right, *empty[1])]


def features_text(features: Mapping[str, float]) -> str:
    """Write features in one line.

    >>> features_text({"name": 1.0, "office": 0.33333})
    'name 1, office 0.333'
    """
    return ", ".join(f"{name} {value:.3g}" for name, value in features.items())


def _withdrawn(record: Mapping[str, Any]) -> str | None:
    if record["withdrawn"] is None:
        return None
    reason = f": {record['withdrawn_reason']}" if record["withdrawn_reason"] else ""
    return f"{record['withdrawn']} by {record['withdrawn_by']}{reason}"


def _named(iri: str, label: str | None, base: str) -> str:
    return f"{label} {short(iri, base)}" if label else short(iri, base)


def _put_csv(rows: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> None:
    writer = csv.DictWriter(sys.stdout, columns, lineterminator="\n", extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)


def _put_table(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
    cells = tuple(tuple(_term(value) for value in row) for row in rows)
    write(Result(tuple(columns), cells), sys.stdout, "table", width=width)


def _term(value: object) -> Literal | None:
    if value is None:
        return None
    if isinstance(value, float):
        return Literal(str(value), datatype=NamedNode(XSD + "decimal"))
    return Literal(str(value))


# ------------------------------------------------------------------------------- comparisons


def portraits(store: Store, candidate: Candidate, sentences: int) -> tuple[Portrait, Portrait]:
    """The portraits of the two sides of a candidate."""
    return (
        portrait(store, side(store, candidate.kind, candidate.left), sentences),
        portrait(store, side(store, candidate.kind, candidate.right), sentences),
    )


def portrait_record(seen: Portrait) -> dict[str, Any]:
    """Make the record of a portrait; a fact that is told several times is a list."""
    facts: dict[str, list[str]] = {}
    for name, value in seen.facts:
        facts.setdefault(name, []).append(value)
    return {
        "kind": seen.kind.value,
        "iri": seen.iri,
        "label": seen.label,
        "members": list(seen.members),
        "facts": facts,
        "articles": seen.articles,
        "sentences": [
            {
                "of": each.of,
                "quote": each.words,
                "article": each.article,
                "url": each.url,
                "published": each.published,
            }
            for each in seen.sentences
        ],
    }


def put_comparison(
    candidate: Candidate | None, seen: Sequence[Portrait], base: str, format_: str = "text"
) -> None:
    """Print one or two sides, and what speaks for and against their being one."""
    if format_ == "json":
        record: dict[str, Any] = {"sides": [portrait_record(each) for each in seen]}
        if candidate is not None:
            record["score"] = round(candidate.score, 4)
            record["effect"] = round(candidate.effect, 4)
            record["features"] = {
                name: round(value, 4) for name, value in candidate.features.items()
            }
        put(json.dumps(record, ensure_ascii=False, indent=2))
        return
    out = io.StringIO()
    for letter, each in zip("AB", seen, strict=False):
        out.write("\n".join(_portrait_lines(letter if len(seen) > 1 else "", each, base)))
        out.write("\n\n")
    if candidate is not None:
        out.write(f"score {candidate.score:.3g}, expected effect {candidate.effect:.3g}\n")
        for name, value in candidate.features.items():
            out.write(f"  {plain(name):<24} {value:.3g}\n")
    put(out.getvalue())


def _portrait_lines(letter: str, seen: Portrait, base: str) -> list[str]:
    lines = [f"{letter}  {plain(seen.label)}".lstrip(), f"   {plain(short(seen.iri, base))}"]
    for name, value in seen.facts:
        lines.append(f"   {name + ':':<16}{plain(short(value, base))}")
    others = [each for each in seen.members if each != seen.iri]
    if others:
        lines.append(f"   {'stands also for:':<16}")
        lines += [f"     {plain(short(each, base))}" for each in others]
    lines.append(f"   {'articles:':<16}{seen.articles}")
    for each in seen.sentences:
        where = each.url or each.article
        when = f", {each.published}" if each.published else ""
        lines.append(f"   “{plain(each.words)}”")
        told = f" (told of {short(each.of, base)})" if others else ""
        lines.append(f"     {plain(where + when + told)}")
    return lines


def plain(text: str) -> str:
    """One line of text that cannot drive a terminal."""
    return cell(Literal(text))


# ---------------------------------------------------------------------------------- outcomes


def put_recorded(store: Store, recorded: Recorded, *, undone: bool = False) -> None:
    """Print what was recorded or undone, and what is otherwise because of it."""
    from diplograph.graph.iris import Minter

    base, minter = store.base, Minter(store.base)
    for each in recorded.judgements:
        verb = "undone" if undone else "recorded"
        put(plain(f"{verb} {short(each.iri(minter), base)}: {said(each, base)}"))
    for each in recorded.repeated:
        put(plain(f"already said: {said(each, base)}"))
    put(effect_text(recorded))
    called = labels(store, recorded.changed[:_SHOWN])
    for iri in recorded.changed[:_SHOWN]:
        put(plain(f"  {_named(iri, called[iri], base) if iri in called else _gone(iri, base)}"))
    if len(recorded.changed) > _SHOWN:
        put(f"  and {len(recorded.changed) - _SHOWN} more")


def said(judgement: Judgement, base: str) -> str:
    """Write in one line what a judgement says."""
    left, right = short(judgement.left, base), short(judgement.right, base)
    reason = f" ({judgement.reason})" if judgement.reason else ""
    return f"{judgement.verdict.value}: {left} | {right}{reason}"


def _gone(iri: str, base: str) -> str:
    return f"{short(iri, base)}, which is merged away"


def effect_text(recorded: Recorded) -> str:
    """Say what judgements changed.

    >>> from diplograph.graph.judgements.recording import Recorded
    >>> effect_text(Recorded(merged=1))
    '1 merged, 0 split, 0 events and persons otherwise'
    """
    return (
        f"{recorded.merged} merged, {recorded.split} split,"
        f" {len(recorded.changed)} events and persons otherwise"
    )
