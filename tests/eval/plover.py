"""Sentences of the PLOVER gold standard records: which class of event each tells, of whom."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from measuring import BUNDLED, SHARED, Measured, in_words, of_shares, read_lines, records_by_article
from scoring import FAMILY, Share, persons_and_sides

from diplograph.graph.model import Article

RECORDS = SHARED / "plover_gsr" / "records_dev.jsonl"
# Codes of the records that are no ISO codes.
_MENDED = {"JAP": "JPN"}


def _actors(row: Mapping[str, Any]) -> set[str]:
    """The states of both sides of a record, by ISO code."""
    told = [each for side in ("source", "target") for each in (row.get(side) or [])]
    codes = {each.get("code", "") for each in told if isinstance(each, dict)}
    return {_MENDED.get(code, code) for code in codes if len(code) == 3 and code != "IGO"}


@lru_cache(maxsize=4)
def plover_sets(extractor: str = BUNDLED) -> tuple[Measured, ...]:
    """Talks and agreements found, their states, and other classes that are taken for events.

    The class of cooperation is left out: some of it is told by agreements and some is not.
    """
    rows = {f"https://gsr.example/{row['id']}": row for row in read_lines(RECORDS)}
    articles = [Article(row["text"], url) for url, row in rows.items()]
    told = records_by_article(articles, extractor)
    shares = {name: Share() for name in ("consult", "agree", "consult_and_agree", "actors")}
    of_others, others = Share(), []
    notes: list[str] = []
    for url, row in rows.items():
        records = [record for record in told.get(url, []) if record["type"] in FAMILY]
        if row["event"] in {"CONSULT", "AGREE"}:
            shares[row["event"].lower()].add(bool(records))
            shares["consult_and_agree"].add(bool(records))
            given = {side for r in records for side in persons_and_sides(r["participants"])[1]}
            wanted = _actors(row)
            for code in wanted:
                shares["actors"].add(code in given)
            if not records or wanted - given:
                notes.append(f"MISS  {row['id']} {sorted(wanted)}, not {sorted(given)}")
                notes.append(f"      | {row['text'].strip()}")
        elif row["event"] != "COOPERATE":
            fired = [record for record in records if record["status"] == "occurred"]
            of_others.add(bool(fired))
            others += [in_words("EXTRA", row["id"], record) for record in fired]
            others += [f"      | {row['text'].strip()}"] if fired else []
    result = of_shares("plover", len(rows), shares, notes + others)
    result.values["other_classes"] = of_others.value
    return (result,)
