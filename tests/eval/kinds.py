"""Counts the errors of annotated sets by kind, without showing a text: sealed sets count too."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from measuring import Measured
from scoring import Outcome, Pair, persons_and_sides


def kinds_table(sets: Iterable[Measured]) -> str:
    """How often each kind of error occurs, the commonest first, with the number of all."""
    found: Counter[str] = Counter()
    for measured in sets:
        for outcome in measured.outcomes:
            found.update(kinds(outcome))
    lines = [f"{count:>6}  {kind}" for kind, count in found.most_common()]
    return "\n".join([*lines, f"{sum(found.values()):>6}  in all"])


def kinds(outcome: Outcome) -> Iterator[str]:
    """The kinds of error in one article, one for each missed, extra or wrong thing."""
    for event in outcome.missed:
        status = "" if event["status"] == "occurred" else f" ({event['status']})"
        yield f"{event['type']} not found{status}"
    for record in outcome.extra:
        yield f"{record['type']} that is not annotated"
    for pair in outcome.pairs:
        for name in pair.wrong:
            if name.startswith("role"):  # it goes on with whose
                yield "role: wrong"
            else:
                yield f"{name}: {_how(name, pair)}"


def _how(name: str, pair: Pair) -> str:
    gold, record = pair.gold, pair.record
    if name in {"persons", "polities"}:
        at = int(name == "polities")
        wanted = persons_and_sides(gold["participants"])[at]
        given = persons_and_sides(record["participants"])[at]
        if wanted > given:
            return "some missing"
        return "too many" if given > wanted else "others"
    if name == "status":
        return f"{record['status']} for {gold['status']}"
    told, wanted_value = {
        "date": (record["start"], gold["start"]),
        "city": (record["places"], gold["city"]),
        "country": (record["places"], gold["country"]),
    }.get(name, (True, True))
    if not told:
        return "missing"
    return "wrong" if wanted_value else "given where the text fixes none"
