"""How well and how fast persons are told apart and brought together.

The holders of office of the authority are known by one or more names. What articles would tell of
each is made up: one name and polity in every second month of the terms, the other name in the
months between. Of the two it is asked whether they are one person, and of every two holders of one
polity whether they stay two, by names alone and with the offices. What the authority itself knows
of its holders is switched off.

Run ``python benchmarks/persons.py [odd|even]``. The rules were tuned on the odd holders.
"""

from __future__ import annotations

import sys
import time
from collections import Counter, defaultdict
from itertools import combinations

from diplograph.graph.authority import OfficeHolder, load_authority
from diplograph.graph.iris import organization, polity
from diplograph.graph.resolution import persons
from diplograph.graph.resolution.persons import PersonFile, Verdict, block_keys, compare

TITLES = {
    "premier": "Prime Minister",
    "monarch": "King",
    "chair": "Chairperson",
    "envoy": "Special Envoy",
    "office": "Director",
}


def holders(half: str) -> dict[tuple[str, str], list[OfficeHolder]]:
    """Every second holder, by name and polity or organisation, with the terms of office."""
    found: dict[tuple[str, str], list[OfficeHolder]] = {}
    for term in load_authority().office_holders:
        found.setdefault((term.name, term.of), []).append(term)
    return dict(list(found.items())[half == "even" :: 2])


def file(
    name: str, of: str, terms: list[OfficeHolder], half: int | None, offices: bool
) -> PersonFile:
    """What is told of a holder under one name in all months of the terms, or every second one."""
    side = polity(of) if of in load_authority().polities else organization(of)
    told = PersonFile(f"p:{of}:{name}")
    told.names[name] += 1
    told.sides[side, of] += 1
    for term in terms:
        since = term.since.year * 12 + (term.since.month or 1) - 1
        last = term.until.last_day if term.until else None
        until = last.year * 12 + last.month - 1 if last else 2025 * 12 + 11
        for month in range(since, until + 1):
            if half is None or since == until or (month - since) % 2 == half:
                written = f"{month // 12}-{month % 12 + 1:02}"
                told.months[written] += 1
                if offices:
                    title = TITLES.get(term.office, term.office.title())
                    told.offices[title, side, written] += 1
    return told


def main() -> None:
    """Print the figures."""
    half = sys.argv[1] if len(sys.argv) > 1 else "even"
    persons.known_holder = lambda _: None
    chosen = holders(half)
    for offices in (True, False):
        verdicts: Counter[Verdict] = Counter()
        for (name, of), terms in chosen.items():
            for alias in {each for term in terms for each in term.aliases}:
                one = file(name, of, terms, 0, offices)
                verdicts[compare(one, file(alias, of, terms, 1, offices)).verdict] += 1
        every = verdicts.total()
        found = ", ".join(f"{each.value} {verdicts[each] / every:.3f}" for each in Verdict)
        print(f"{half} holders, {'with' if offices else 'without'} offices: two names of one")
        print(f"    {every} pairs: {found}")
    blocks: defaultdict[str, list[tuple[tuple[str, str], PersonFile]]] = defaultdict(list)
    keys = files = 0
    for holder, terms in chosen.items():
        for name in sorted({each for term in terms for each in term.names}):
            told = file(name, holder[1], terms, None, offices=True)
            files += 1
            for key in block_keys(told):
                keys += 1
                blocks[key].append((holder, told))
    pairs = {
        (first.iri, second.iri): (first, second)
        for block in blocks.values()
        for (one, first), (other, second) in combinations(block, 2)
        if one != other and one[1] == other[1]
    }
    start = time.perf_counter()
    different = Counter(compare(*pair).verdict for pair in pairs.values())
    cold = time.perf_counter() - start
    start = time.perf_counter()
    for pair in pairs.values():
        compare(*pair)
    warm = time.perf_counter() - start
    found = ", ".join(f"{each.value} {different[each]}" for each in Verdict)
    print(f"{half} holders, with offices: names of two holders of one polity in one block")
    print(f"    {len(pairs)} pairs: {found}")
    largest = max(map(len, blocks.values()))
    print(f"{files} files: {keys / files:.1f} keys each, largest block {largest}")
    first_time, again = (each / len(pairs) * 1e6 for each in (cold, warm))
    print(f"a comparison: {first_time:.0f} us, repeated {again:.0f} us")


if __name__ == "__main__":
    main()
