"""How well persons are told apart and brought together: the holders of office of the authority.

Each is known by one or more names. The rules were tuned on one half of them; the floors are for the
other half.
"""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from itertools import combinations

import pytest

from diplograph.graph.authority import OfficeHolder, load_authority
from diplograph.graph.iris import organization, polity
from diplograph.graph.resolution import persons
from diplograph.graph.resolution.persons import PersonFile, Verdict, block_keys, compare


@pytest.fixture(autouse=True)
def _names_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the authority knows of its holders is what is asked here, and must not be the answer."""
    monkeypatch.setattr(persons, "known_holder", lambda file: None)


TITLES = {
    "premier": "Prime Minister",
    "monarch": "King",
    "chair": "Chairperson",
    "envoy": "Special Envoy",
    "office": "Director",
    "council president": "President of the European Council",
    "commission president": "President of the European Commission",
}
Holder = tuple[str, str]


@lru_cache(maxsize=1)
def held_out() -> dict[Holder, list[OfficeHolder]]:
    """Every second holder, by name and polity or organisation, with the terms of office."""
    holders: dict[Holder, list[OfficeHolder]] = {}
    for term in load_authority().office_holders:
        holders.setdefault((term.name, term.of), []).append(term)
    return dict(list(holders.items())[1::2])


def months_of(term: OfficeHolder) -> list[str]:
    since = term.since.year * 12 + (term.since.month or 1) - 1
    until = term.until.last_day if term.until else None
    last = until.year * 12 + until.month - 1 if until else 2025 * 12 + 11
    return [f"{each // 12}-{each % 12 + 1:02}" for each in range(since, last + 1)]


def file(
    name: str, of: str, terms: list[OfficeHolder], half: int | None, offices: bool
) -> PersonFile:
    """What is told of a holder under one name in all months of the terms, or every second one."""
    side = polity(of) if of in load_authority().polities else organization(of)
    told = PersonFile(f"p:{of}:{name}")
    told.names[name] += 1
    told.sides[side, of] += 1
    for term in terms:
        months = months_of(term)
        for place, month in enumerate(months):
            if half is None or len(months) == 1 or place % 2 == half:
                told.months[month] += 1
                if offices:
                    told.offices[TITLES.get(term.office, term.office.title()), side, month] += 1
    return told


def share_of_aliases_found(offices: bool) -> float:
    found = every = 0
    for (name, of), terms in held_out().items():
        for alias in {each for term in terms for each in term.aliases}:
            one, other = file(name, of, terms, 0, offices), file(alias, of, terms, 1, offices)
            every += 1
            if compare(one, other).verdict is Verdict.SAME:
                found += 1
                assert block_keys(one) & block_keys(other), (name, alias)
    assert every > 1000
    return found / every


def test_most_spellings_of_one_holder_are_one_person() -> None:
    # the rest are other names, as Xanana Gusmão for José Alexandre Gusmão
    assert share_of_aliases_found(offices=True) >= 0.87
    assert share_of_aliases_found(offices=False) >= 0.76


def test_no_two_holders_of_one_polity_are_one_person() -> None:
    blocks: defaultdict[str, list[tuple[Holder, PersonFile]]] = defaultdict(list)
    for holder, terms in held_out().items():
        for name in sorted({each for term in terms for each in term.names}):
            told = file(name, holder[1], terms, None, offices=True)
            for key in block_keys(told):
                blocks[key].append((holder, told))
    compared = set()
    wrong = set()
    for block in blocks.values():
        for (one, first), (other, second) in combinations(block, 2):
            pair = (first.iri, second.iri)
            if one == other or one[1] != other[1] or pair in compared:
                continue
            compared.add(pair)
            if compare(first, second).verdict is Verdict.SAME:
                wrong.add((first.name, second.name))
    assert len(compared) > 1000
    # nothing but the years of office parts two who are called the same
    assert wrong <= {("George Bush", "George Bush")}
