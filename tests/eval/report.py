"""Prints the figures of every set, and on request each miss, extra and wrong field.

Run ``python tests/eval/report.py [--errors] [--kinds] [--set NAME] [--extractor NAME] [--raise]``.
It ends with 1 when a figure has fallen under its floor.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator, Sequence
from typing import Any

from calibration import reliability_table
from floors import below, raise_floors, read_floors
from kinds import kinds_table
from measuring import BUNDLED, Measured
from scoring import GoldEvent, Outcome, Pair, Record, fold, persons_and_sides, surname
from sets import FAMILIES, SEALED, is_annotated, is_half, measured_sets
from tables import tables

from diplograph.loaders.registry import extractor_names

CUES = {
    "meeting": r"\b(met|meet|talks?|receiv|call(?:ed)? on|host|negotiat|round|credential|letter)",
    "summit": r"\b(summit|conference|session|meeting|gather)",
    "call": r"\b(phone|telephone|call|video|spoke)",
    "visit": r"\b(visit|trip|arriv|travel|flew|fly|left|journey|came|cross)",
    "signing": r"\b(sign|agree|conclud|initial|adopt|protocol|memorandum|declaration|accord)",
}


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
    """Print the tables and, where asked for, the errors."""
    names = [name for family in FAMILIES if family.is_there for name in family.names]
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--errors", action="store_true", help="print each error with its sentence")
    parser.add_argument("--kinds", action="store_true", help="count the errors by kind")
    parser.add_argument("--set", choices=names, help="only this set")
    parser.add_argument(
        "--extractor",
        choices=extractor_names(),
        default=BUNDLED,
        help=f"a registered extractor to show beside {BUNDLED}; the errors are then its own",
    )
    parser.add_argument("--raise", action="store_true", dest="lift", help="raise the floors")
    chosen = parser.parse_args(arguments)
    answers = {
        name: list(measured_sets(chosen.set, name))
        for name in dict.fromkeys((BUNDLED, chosen.extractor))
    }
    print(tables(answers))
    for name, sets in answers.items():
        annotated = [each for each in sets if is_annotated(each.name)]
        if annotated:
            whole = [each for each in annotated if not is_half(each.name)] or annotated
            print(f"\n{name}: how many of the events are right, by their confidence")
            print(reliability_table(whole))
            if chosen.kinds:
                print(f"\n{name}: errors by kind")
                print(kinds_table(whole))
    if chosen.errors:
        for measured in answers[chosen.extractor]:
            # the halves are part of a set that is shown whole
            if measured.name in SEALED:
                print(f"\n== {measured.name}: its errors are not for reading")
            elif not is_half(measured.name) or chosen.set:
                print(f"\n== {measured.name}")
                print("\n".join(errors(measured)))
    if chosen.lift:
        print("\n".join(raise_floors(answers[BUNDLED])) or "no floor to raise")
    floors = read_floors()
    fallen = [line for each in answers[BUNDLED] for line in below(each, floors.get(each.name, {}))]
    if fallen:
        print("", *fallen, sep="\n")
    return 1 if fallen else 0


if __name__ == "__main__":
    sys.exit(main())
