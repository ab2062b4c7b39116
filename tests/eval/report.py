"""Prints the figures of every set, and on request each miss, extra and wrong field.

Run ``python tests/eval/report.py [--errors] [--set NAME] [--raise]``.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator, Sequence
from typing import Any

from floors import raise_floors
from measuring import Measured, all_sets
from scoring import GoldEvent, Outcome, Pair, Record, fold, persons_and_sides, surname

CUES = {
    "meeting": r"\b(met|meet|talks?|receiv|call(?:ed)? on|host|negotiat|round|credential|letter)",
    "summit": r"\b(summit|conference|session|meeting|gather)",
    "call": r"\b(phone|telephone|call|video|spoke)",
    "visit": r"\b(visit|trip|arriv|travel|flew|fly|left|journey|came|cross)",
    "signing": r"\b(sign|agree|conclud|initial|adopt|protocol|memorandum|declaration|accord)",
}


def table(sets: Sequence[Measured]) -> str:
    """One line for each figure, one column for each set; blank where a set does not give it."""
    names = list(dict.fromkeys(name for each in sets for name in each.values))
    width = max(len(name) for name in names)
    heads = [each.name.replace("press_dev_", "") for each in sets]
    lines = [" ".join([" " * width, *(f"{head:>11}" for head in heads)])]
    sizes = " ".join(f"{each.size:>11}" for each in sets)
    lines.append(f"{'articles':{width}} {sizes}")
    for name in names:
        cells = [_cell(each.values.get(name)) for each in sets]
        lines.append(" ".join([f"{name:{width}}", *cells]))
    return "\n".join(lines)


def _cell(value: float | None) -> str:
    if value is None:
        return " " * 11
    return f"{value:>11}" if isinstance(value, int) else f"{value:>11.3f}"


def sentences(text: str) -> list[str]:
    """The sentences of a text, roughly."""
    return [s.strip() for s in re.split(r"(?<=[.!?])\s+|\n+", text) if s.strip()]


def sentence_of(event: GoldEvent, text: str) -> str:
    """The sentence that most likely tells an annotated event: its names, place, date and cue.

    A name counts the more the fewer sentences have it.
    """
    split = sentences(text)
    words = [set(fold(sentence).split()) for sentence in split]
    wanted = {surname(each["name"]) for each in event["participants"]}
    weight = {name: 4 / max(sum(name in each for each in words), 1) for name in wanted}

    def points(index: int) -> float:
        sentence = split[index]
        found = sum(weight[name] for name in wanted if name in words[index])
        found += 3 * bool(re.search(CUES[event["type"]], sentence, re.IGNORECASE))
        found += 2 * bool(event["city"] and fold(event["city"]) in fold(sentence))
        return found + 2 * bool(event["start"] and event["start"][:4] in words[index])

    return split[max(range(len(split)), key=points)]


def errors(measured: Measured) -> Iterator[str]:
    """Each miss, extra and wrong field of a set, with the sentence behind it."""
    for outcome in measured.outcomes:
        lines = list(_errors(outcome, measured.texts[outcome.article["id"]]))
        if lines:
            yield f"\n{outcome.article['id']} {outcome.article['title']}"
            yield from lines
    yield from measured.notes


def _errors(outcome: Outcome, text: str) -> Iterator[str]:
    for event in outcome.missed:
        yield f"  MISS  {_gold(event)}"
        yield f"        | {sentence_of(event, text)}"
    for record in outcome.extra:
        yield f"  EXTRA {_record(record)}"
        yield f"        | {_quote(record)}"
    for pair in outcome.pairs:
        if pair.wrong:
            yield f"  WRONG {_gold(pair.gold)}"
            yield from (f"        {line}" for line in _differences(pair))
            yield f"        | {_quote(pair.record)}"


def _differences(pair: Pair) -> Iterator[str]:
    gold, record = pair.gold, pair.record
    wanted = persons_and_sides(gold["participants"])
    given = persons_and_sides(record["participants"])
    cities = "; ".join(f"{place['name']}/{place['country']}" for place in record["places"])
    told: dict[str, tuple[Any, Any]] = {
        "persons": (sorted(wanted[0]), sorted(given[0])),
        "polities": (sorted(wanted[1]), sorted(given[1])),
        "date": (gold["start"], record["start"]),
        "city": (gold["city"], cities or None),
        "country": (gold["country"], cities or None),
        "status": (gold["status"], record["status"]),
    }
    for name in pair.wrong:
        if name in told:
            yield f"{name}: {told[name][1]}, not {told[name][0]}"
        else:
            roles = {each["name"]: each["roles"] for each in record["participants"]}
            yield f"{name}: {roles}"


def _gold(event: GoldEvent) -> str:
    place = f"{event['city'] or '-'}/{event['country'] or '-'}"
    names = ", ".join(f"{p['name']} ({p['role']})" for p in event["participants"])
    return f"{event['type']} {event['status']} {event['start']} {place}: {names}"


def _record(record: Record) -> str:
    places = "; ".join(f"{place['name']}/{place['country'] or '-'}" for place in record["places"])
    names = ", ".join(f"{p['name']} ({'+'.join(p['roles'])})" for p in record["participants"])
    head = f"{record['type']} {record['status']} {record['start']}"
    return f"{head} {places or '-/-'}: {names}"


def _quote(record: Record) -> str:
    quotes = dict.fromkeys(each["quote"] for each in record["evidence"])
    return " ... ".join(quotes).replace("\n", " ")


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table and, where asked for, the errors."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--errors", action="store_true", help="print each error with its sentence")
    parser.add_argument("--set", help="only this set, such as examples or press_dev")
    parser.add_argument("--raise", action="store_true", dest="lift", help="raise the floors")
    chosen = parser.parse_args(arguments)
    sets = all_sets()
    if chosen.set:
        sets = [each for each in sets if each.name == chosen.set]
        if not sets:
            parser.error(f"no set {chosen.set!r} here")
    print(table(sets))
    if chosen.lift:
        print("\n".join(raise_floors(sets)) or "no floor to raise")
    if chosen.errors:
        for measured in sets:
            # the halves are part of a set that is shown whole
            if not measured.name.endswith("_half") or chosen.set:
                print(f"\n== {measured.name}")
                print("\n".join(errors(measured)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
