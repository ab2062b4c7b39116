"""Which holder of office of the authority a file is about.

The authority knows who held the highest offices of most polities, under which names and when. A
file with one of the full names and the polity is about that holder, whatever other names he has
(*Abu Mazen*); one with a surname alone when it tells of the office in the months of the term. Of
several who fit, the terms decide; where they do not, the file is about none that we know.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache

from diplograph.graph.authority import OfficeHolder, load_authority
from diplograph.graph.resolution.name_matching import CALLED_BY_FIRST_NAME
from diplograph.graph.resolution.person_features import office_kinds
from diplograph.graph.resolution.person_file import PersonFile
from diplograph.graph.resolution.personal_names import personal_name

Holder = tuple[str, str]
"""The name of the authority, and the code of the polity or organisation."""

# What level of title the holders' offices have; a premier may be chancellor, a president chairman.
_LEVELS = {
    "premier": "head-of-government",
    "president": "head-of-state",
    "monarch": "monarch",
    "foreign minister": "foreign-minister",
    "defence minister": "defence-minister",
    "secretary-general": "secretary-general",
    "high representative": "high-representative",
    "national security adviser": "national-security-adviser",
}


def known_holder(file: PersonFile) -> Holder | None:
    """The one holder of office whom a file can only be about; None when there is none or several.

    >>> palestine = {("https://w3id.org/diplograph/authority/polity/PSE", "PSE"): 1}
    >>> known_holder(PersonFile.from_counts("p:1", {"names": {"Abu Mazen": 1}, "sides": palestine}))
    ('Mahmoud Abbas', 'PSE')
    """
    codes = file.codes
    if not codes or not file.names:
        return None
    if file.is_full:
        named = [each for each in load_authority().holders_named(file.name) if each.of in codes]
        if len({each.name for each in named}) > 1:
            named = _by_office(file, named)
    else:
        named = _by_office(file, _of_surname(file))
    found = {(each.name, each.of) for each in named}
    return found.pop() if len(found) == 1 else None


def _of_surname(file: PersonFile) -> Iterator[OfficeHolder]:
    for code in file.codes:
        for word in file.words[:1]:
            yield from _by_surname().get((code, word), ())


def _by_office(file: PersonFile, holders: Iterable[OfficeHolder]) -> list[OfficeHolder]:
    """Those who held an office of the file in one of its months."""
    told: set[tuple[str, str]] = set()
    for title, _, month in file.offices:
        if month:
            told.update((_level(kind), month) for kind in office_kinds(title))
    return [
        holder
        for holder in holders
        if any(
            level == _LEVELS.get(holder.office) and _in_term(holder, month) for level, month in told
        )
    ]


@lru_cache(maxsize=1)
def _by_surname() -> dict[tuple[str, str], tuple[OfficeHolder, ...]]:
    found: defaultdict[tuple[str, str], dict[OfficeHolder, None]] = defaultdict(dict)
    for holder in load_authority().office_holders:
        for name in holder.names:
            words = personal_name(name).words
            if not words:
                continue
            first = holder.of in CALLED_BY_FIRST_NAME or holder.office == "monarch"
            for word in {words[-1], words[0]} if first else {words[-1]}:
                found[holder.of, word][holder] = None
    return {key: tuple(holders) for key, holders in found.items()}


@lru_cache(maxsize=1024)
def _level(kind: str) -> str:
    """The level of an office where holders of several titles are one kind, else the office."""
    office = load_authority().offices.get(kind)
    if office is not None and office.level in _LEVELS.values():
        return office.level
    return kind


def _in_term(holder: OfficeHolder, month: str) -> bool:
    """Whether a month is within the term, as far as that is known."""
    since = holder.since.first_day.isoformat()[:7]
    return since <= month and (
        holder.until is None or month <= holder.until.last_day.isoformat()[:7]
    )
