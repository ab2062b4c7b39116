"""Releases and historians' rows read together: is every stop of a trip one event, everybody one?

The releases of a ministry tell trips as they come, mostly beforehand; historians record them
afterwards, in a row for each stop. Both are read together. A stop should be one visit, with both
sources behind it, and a person of both one person, however they spell the name.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from historyatstate import (
    TRAVELS,
    VISITS,
    Row,
    article_of,
    country_of,
    days_of,
    is_trip,
    rows_of,
    sentence_of,
    towns_of,
    url_of,
)
from keeping import kept_extractions
from measuring import BUNDLED, HERE, Measured, of_shares, read_lines, records_together, urls_of
from releases import RELEASES, extractions_of_releases, first_and_last_day
from scoring import FAMILY, Record, Share, fold, surname

from diplograph.graph.authority import load_authority

__all__ = ["RELEASES", "TRAVELS", "VISITS", "history_sets"]

PERSONS = HERE / "gold" / "history_persons.jsonl"
_DAY = dt.timedelta(days=1)
_TRIP_HOME = "USA"
# Of Arabic, Dutch, French, German and Italian names: shared by persons who share nothing else.
_PARTICLES = {"al", "bin", "de", "di", "ii", "king", "le", "pope", "queen", "van", "von"}

# -- persons ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Person:
    """A person of the rows: the names that the rows and the releases have for him or her."""

    represents: str
    rows: tuple[str, ...]
    releases: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.rows[0]} ({self.represents})"

    @property
    def other_spellings(self) -> tuple[str, ...]:
        """The names of the rows that no release spells so, where releases have others."""
        return tuple(n for n in self.rows if self.releases and n not in self.releases)

    def travels_in(self, row: Row) -> bool:
        """Whether the trip or visit of a row is his or hers."""
        return any(name in (row["name"] if is_trip(row) else row["visitor"]) for name in self.rows)

    def takes_part(self, record: Record) -> bool:
        """Whether an event has the person among its participants."""
        return any(map(self.is_, record["participants"]))

    def spelled_in(self, row: Row) -> str | None:
        """The longest of the names that a row has."""
        text = sentence_of(row)
        names = [name for name in self.rows if re.search(rf"\b{re.escape(name)}\b", text)]
        return max(names, key=len, default=None)

    def named_in(self, row: Row) -> bool:
        """Whether a row has one of the names."""
        return self.spelled_in(row) is not None

    def is_(self, participant: Mapping[str, Any]) -> bool:
        """Whether a participant can be no other: surname, no other first name, no other side."""
        if participant["kind"] != "person":
            return False
        if participant["represents"] and self.represents not in participant["represents"]:
            return False
        return any(_agree(participant["name"], name) for name in (*self.rows, *self.releases))


def _agree(given: str, known: str) -> bool:
    """Whether a name may be a known one.

    Either it has the same words in any order, or the same last word, and a first name or initial in
    common or none at all.
    """
    words = [{w for w in fold(name).split() if w not in _PARTICLES} for name in (given, known)]
    if words[0] == words[1]:
        return True
    if surname(given) != surname(known):
        return False
    first, other = (each - {surname(given)} for each in words)
    if not first:
        return True
    short = any(len(word) == 1 for word in first | other)
    initials = {word[0] for word in first} & {word[0] for word in other}
    return bool(first & other) or (short and bool(initials))


def persons_of(path: Any = PERSONS) -> list[Person]:
    """The persons of the gold file."""
    return [
        Person(row["represents"], tuple(row["rows"]), tuple(row["releases"]))
        for row in read_lines(path)
    ]


def iris_of(person: Person, records: Iterable[Record]) -> set[str]:
    """The IRIs under which a person takes part in events.

    One that no polity is known of may be of somebody else; it counts where there is no other.
    """
    found = [each for record in records for each in record["participants"] if person.is_(each)]
    sure = {each["iri"] for each in found if each["represents"]}
    return sure or {each["iri"] for each in found}


# -- stops -----------------------------------------------------------------------------------------


@dataclass
class Stop:
    """A stay of a traveller in one country, and the rows that record it."""

    traveller: Person
    first: dt.date
    last: dt.date
    countries: frozenset[str]
    towns: frozenset[str]
    rows: list[Row] = field(default_factory=list)

    @property
    def urls(self) -> set[str]:
        """The articles made of its rows."""
        return {url_of(row) for row in self.rows}

    def __str__(self) -> str:
        towns = dict.fromkeys(town for row in self.rows for town in towns_of(row))
        where = ", ".join((*towns, country_of(self.rows[0])))
        if not is_trip(self.rows[0]):
            where = f"from {where}"
        return f"{self.traveller.rows[0]} {self.first}..{self.last} {where}"

    def is_same(self, other: Stop) -> bool:
        """Whether two rows record one stop: of one country, and of days that overlap.

        Some stops have two rows, of which the days may differ, and some a row for each town.
        """
        return (
            (self.traveller, self.countries) == (other.traveller, other.countries)
            and self.first <= other.last
            and other.first <= self.last
        )

    def days_shared(self, record: Record) -> int:
        """The days of the stop, and of the one before and after, that an event covers.

        0 where it has no day.
        """
        if record["precision"] != "day":
            return 0
        begin = dt.date.fromisoformat(record["start"])
        end = record["end"] or record["start"]
        until = dt.date.fromisoformat(end) if len(end) == len(record["start"]) else begin
        return max((min(until, self.last + _DAY) - max(begin, self.first - _DAY)).days + 1, 0)

    def is_place_of(self, record: Record) -> bool:
        """Whether an event is at a place of the country."""
        return any(place["country"] in self.countries for place in record["places"])

    def is_town_of(self, record: Record) -> bool:
        """Whether an event is in the town."""
        return any(fold(place["name"]) in self.towns for place in record["places"])


def _codes(country: str) -> frozenset[str]:
    """The codes of ``Belgium`` and ``Denmark (Greenland)``."""
    named = (load_authority().find_polity(part) for part in re.split(r"[()]", country))
    return frozenset(polity.code for polity in named if polity)


def stop_of(row: Row, persons: Iterable[Person]) -> Stop:
    """The stop that a row records, by one of the persons."""
    first, last = days_of(row)
    trip = is_trip(row)
    return Stop(
        traveller=next(each for each in persons if each.travels_in(row)),
        first=first,
        last=last,
        countries=_codes(country_of(row)) if trip else frozenset({_TRIP_HOME}),
        towns=frozenset(map(fold, towns_of(row))),
        rows=[row],
    )


def stops_of(rows: Iterable[Row], persons: Sequence[Person]) -> list[Stop]:
    """The stops that rows record, in order; rows of the same stop are put together."""
    stops: list[Stop] = []
    for each in (stop_of(row, persons) for row in rows):
        same = next((stop for stop in stops if stop.is_same(each)), None)
        if same is None:
            stops.append(each)
        else:
            same.first, same.last = min(same.first, each.first), max(same.last, each.last)
            same.towns |= each.towns
            same.rows += each.rows
    return sorted(stops, key=lambda stop: (stop.first, str(stop)))


def visits_by_stop(stops: Sequence[Stop], records: Iterable[Record]) -> list[list[Record]]:
    """The visits of each stop: of the traveller, in the country, on these days.

    One that may be of several stops is of that whose town it has, else of that whose days it
    mostly covers.
    """
    found: list[list[Record]] = [[] for _ in stops]
    for record in records:
        if record["type"] != "Visit":
            continue
        ranked = [
            (bool(stop.urls & urls_of(record)), stop.is_town_of(record), days, -number)
            for number, stop in enumerate(stops)
            if stop.traveller.takes_part(record)
            and stop.is_place_of(record)
            and (days := stop.days_shared(record))
        ]
        if ranked:
            found[-max(ranked)[-1]].append(record)
    return found


@dataclass
class Told:
    """What the graph tells of one stop."""

    visits: list[Record]
    plans: list[Record]
    apart: list[Record]
    by_rows: bool
    by_releases: bool
    is_one: bool


def told_of(stop: Stop, visits: Sequence[Record], rows: set[str]) -> Told:
    """Sort the visits of a stop and see what is behind them.

    A plan is another event than what came of it, and a source of that when the two are linked.
    ``rows`` are the URLs of all articles made of rows.
    """
    occurred = [each for each in visits if each["status"] == "occurred"]
    plans = [each for each in visits if each["status"] == "planned"]
    realised = {iri for each in occurred for iri in each.get("realises", ())}
    apart = [each for each in plans if each["iri"] not in realised]
    sources = set().union(*map(urls_of, occurred), *(urls_of(p) for p in plans if p not in apart))
    return Told(
        visits=occurred,
        plans=plans,
        apart=apart,
        by_rows=any(stop.urls & urls_of(each) for each in occurred),
        by_releases=any(urls_of(each) - rows for each in (*occurred, *plans)),
        is_one=len(occurred) == 1 and bool(sources & stop.urls) and bool(sources - rows),
    )


# -- the set ---------------------------------------------------------------------------------------


_FIGURES = (
    "visits_read",
    "one_visit",
    "told_by_both",
    "one_event",
    "one_event_of_both",
    "plans_realised",
    "counterparts_found",
    "counterparts_one_event",
    "persons_linked",
    "persons_one_iri",
    "other_spellings_linked",
)


@lru_cache(maxsize=4)
def history_sets(extractor: str = BUNDLED) -> tuple[Measured, ...]:
    """Stops and persons of historians' rows in one graph with the releases of the time."""
    return (
        _measured("history", extractor, subject=False),
        _measured("history_with_subjects", extractor, subject=True),
    )


def _measured(name: str, extractor: str, *, subject: bool) -> Measured:
    rows = list(rows_of())
    released = extractions_of_releases(extractor)
    recorded = kept_extractions(name, [article_of(r, subject=subject) for r in rows], extractor)
    records = records_together([*released, *recorded])
    begin, end = first_and_last_day(released)
    persons = persons_of()
    stops = stops_of(rows, persons)
    urls = {url_of(row) for row in rows}
    shares = {figure: Share() for figure in _FIGURES}
    notes: list[str] = []
    for stop, visits in zip(stops, visits_by_stop(stops, records), strict=True):
        in_time = stop.first <= end and begin <= stop.last
        notes += _count_stop(stop, told_of(stop, visits, urls), shares, in_time)
        if in_time:
            notes += _count_meetings(stop, persons, records, urls, shares["counterparts_one_event"])
    of_rows = [r for r in records if urls_of(r) & urls]
    of_releases = [r for r in records if urls_of(r) - urls]
    for person in persons:
        notes += _count_person(person, rows, of_rows, of_releases, shares)
    # where nothing of a row can be compared, there is no share
    return of_shares(name, len(stops), {k: s for k, s in shares.items() if s.of}, notes)


def _count_stop(stop: Stop, told: Told, shares: dict[str, Share], in_time: bool) -> Iterator[str]:
    shares["visits_read"].add(told.by_rows)
    if not told.by_rows:
        yield f"NO VISIT READ {stop}: {sentence_of(stop.rows[0])}"
    shares["one_visit"].add(len(told.visits) == 1)
    if len(told.visits) > 1:
        yield f"SEVERAL VISITS {stop}"
    for plan in told.plans:
        shares["plans_realised"].add(plan not in told.apart)
    if in_time:
        shares["told_by_both"].add(told.by_rows and told.by_releases)
        shares["one_event"].add(told.is_one)
        if told.by_rows and told.by_releases:
            shares["one_event_of_both"].add(told.is_one)
        if not told.by_releases:
            yield f"NO VISIT IN RELEASES {stop}"
        elif told.apart:
            yield f"PLANS APART {stop}"
        elif not told.is_one and told.by_rows and len(told.visits) == 1:
            yield f"ONE SOURCE {stop}"
    if len(told.visits) > 1 or told.apart:
        yield from map(_described, (*told.visits, *told.apart))


def _count_meetings(
    stop: Stop, persons: Iterable[Person], records: Sequence[Record], urls: set[str], share: Share
) -> Iterator[str]:
    """Of those whom both sources tell to have met the traveller: is it in one event?"""
    there = [
        record
        for record in records
        if FAMILY.get(record["type"]) == "meeting"
        and record["status"] == "occurred"
        and stop.traveller.takes_part(record)
        and (stop.days_shared(record) or urls_of(record) & stop.urls)
    ]
    for person in persons:
        if person == stop.traveller or not any(map(person.named_in, stop.rows)):
            continue
        met = [record for record in there if person.takes_part(record)]
        recorded = [record for record in met if urls_of(record) & stop.urls]
        if recorded and any(urls_of(record) - urls for record in met):
            one = any(urls_of(record) - urls for record in recorded)
            share.add(one)
            if not one:
                yield f"MEETINGS APART {stop} with {person}"
                yield from map(_described, met)


def _described(record: Record) -> str:
    names = ", ".join(f"{p['name']} ({'+'.join(p['roles'])})" for p in record["participants"])
    places = "; ".join(f"{place['name']}/{place['country']}" for place in record["places"])
    days = f"{record['start']}..{record['end'] or ''}"
    sources = ", ".join(sorted(url.rstrip("/").rsplit("/", 1)[-1] for url in urls_of(record)))
    return f"    {record['status']} {days} {places}: {names} [{sources}]"


def _count_person(
    person: Person,
    rows: Sequence[Row],
    of_rows: Sequence[Record],
    of_releases: Sequence[Record],
    shares: dict[str, Share],
) -> Iterator[str]:
    by_row: dict[str, set[str]] = {}
    for row in filter(person.named_in, rows):
        by_row[row["id"]] = iris_of(person, (r for r in of_rows if url_of(row) in urls_of(r)))
        if not person.travels_in(row):
            shares["counterparts_found"].add(bool(by_row[row["id"]]))
            if not by_row[row["id"]]:
                yield f"NOT FOUND {person} in {sentence_of(row)}"
    if not person.releases:
        return
    ours = set().union(*by_row.values())
    theirs = iris_of(person, of_releases)
    linked = bool(ours & theirs)
    shares["persons_linked"].add(linked)
    shares["persons_one_iri"].add(linked and len(ours | theirs) == 1)
    spelled = f"{' / '.join(person.rows)} = {' / '.join(person.releases)}"
    if not theirs:
        yield f"NOT IN AN EVENT OF THE RELEASES {person}"
    elif not ours:
        yield f"NOT IN AN EVENT OF THE ROWS {person}"
    elif not linked:
        yield f"APART {spelled}: {_ids(ours)} and {_ids(theirs)}"
    elif len(ours | theirs) > 1:
        yield f"SEVERAL IRIS {spelled}: {_ids(ours)} and {_ids(theirs)}"
    for name in person.other_spellings:
        of_name = set().union(
            *(by_row[row["id"]] for row in rows if person.spelled_in(row) == name)
        )
        same = bool(of_name) and of_name <= theirs
        shares["other_spellings_linked"].add(same)
        outcome = "linked" if same else "not linked"
        yield f"SPELLED {name} = {' / '.join(person.releases)}: {outcome}"


def _ids(iris: Iterable[str]) -> str:
    return ", ".join(iri.rsplit("/person/", 1)[-1] for iri in sorted(iris)) or "none"
