"""Compares event records with annotated events and counts what is right.

An annotated event and a record are paired when they are of the same family (meetings and summits
are one) and share a participant: a person by surname, a side by its code. The best pairs come
first: each shared person counts two, each shared side one, an equal start one. Fields are then
compared within the pairs.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any, TypedDict

FAMILY = {
    "meeting": "meeting",
    "summit": "meeting",
    "call": "call",
    "visit": "visit",
    "signing": "signing",
    "Meeting": "meeting",
    "Negotiation": "meeting",
    "Summit": "meeting",
    "Mediation": "meeting",
    "Credentials": "meeting",
    "Call": "call",
    "Visit": "visit",
    "Signing": "signing",
    "AgreementReached": "signing",
}
TOLD_ROLES = {"host", "visitor", "signatory", "mediator"}
GENERATIONS = {"jr", "sr", "ii", "iii", "iv"}

Record = Mapping[str, Any]


class GoldParticipant(TypedDict):
    name: str
    kind: str
    role: str
    represents: str | None


class GoldEvent(TypedDict):
    type: str
    status: str
    start: str | None
    end: str | None
    city: str | None
    country: str | None
    participants: list[GoldParticipant]
    instrument: dict[str, Any] | None


class GoldArticle(TypedDict):
    id: str
    url: str | None
    title: str
    published: str | None
    outlet: str | None
    events: list[GoldEvent]
    negatives: list[str]


@dataclass
class Share:
    """How many of how many are right."""

    right: int = 0
    of: float = 0

    def add(self, right: bool) -> None:
        self.of += 1
        self.right += right

    @property
    def value(self) -> float:
        """Between 0 and 1; 0 as well where there was nothing to be right about."""
        return self.right / max(self.of, 1)


@dataclass
class Found:
    """How many are right, how many too many, how many missing."""

    right: int = 0
    extra: int = 0
    missing: int = 0

    def add(self, wanted: set[str], given: set[str]) -> None:
        self.right += len(wanted & given)
        self.extra += len(given - wanted)
        self.missing += len(wanted - given)

    @property
    def precision(self) -> float:
        return self.precise.value

    @property
    def recall(self) -> float:
        return self.right / max(self.right + self.missing, 1)

    @property
    def f1(self) -> float:
        return self.balanced.value

    @property
    def precise(self) -> Share:
        """Precision as a share: of what was found."""
        return Share(self.right, self.right + self.extra)

    @property
    def balanced(self) -> Share:
        """F1 as a share: of the mean of what was found and what was to be found."""
        return Share(self.right, self.right + (self.extra + self.missing) / 2)


@dataclass
class Figures:
    """What one set gives; fields are counted over paired events only."""

    events: Found = field(default_factory=Found)
    persons: Found = field(default_factory=Found)
    polities: Found = field(default_factory=Found)
    date: Share = field(default_factory=Share)
    null_date: Share = field(default_factory=Share)
    city: Share = field(default_factory=Share)
    country: Share = field(default_factory=Share)
    status: Share = field(default_factory=Share)
    role: Share = field(default_factory=Share)
    false_events: int = 0

    def shares(self) -> dict[str, Share]:
        """The shares that are of something, by name.

        Recall and F1 of events are no such shares: what is to be found stays the same.
        """
        found = {each.name: getattr(self, each.name) for each in fields(self)}
        found["events_precision"] = self.events.precise
        found["persons_f1"] = self.persons.balanced
        found["polities_f1"] = self.polities.balanced
        return {name: s for name, s in found.items() if isinstance(s, Share) and s.of}

    def values(self) -> dict[str, float]:
        """The figures by name; those that the set says nothing about are left out."""
        return {
            "events_precision": self.events.precision,
            "events_recall": self.events.recall,
            "events_f1": self.events.f1,
            "persons_f1": self.persons.f1,
            "polities_f1": self.polities.f1,
            **{name: share.value for name, share in self.shares().items()},
            "false_events": self.false_events,
        }


@dataclass(frozen=True)
class Pair:
    """An annotated event, the record paired with it, and the fields that are wrong in it."""

    gold: GoldEvent
    record: Record
    wrong: tuple[str, ...]


@dataclass(frozen=True)
class Outcome:
    """What the comparison of one article gives."""

    article: GoldArticle
    records: tuple[Record, ...]
    pairs: tuple[Pair, ...]
    missed: tuple[GoldEvent, ...]
    extra: tuple[Record, ...]


def fold(words: str) -> str:
    """Lower case without marks and punctuation.

    >>> fold("Oteševo, St. Petersburg")
    'otesevo  st  petersburg'
    """
    plain = unicodedata.normalize("NFKD", words)
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9 ]", " ", plain.lower()).strip()


def surname(name: str) -> str:
    """The last word of a name that is not the mark of a generation.

    >>> surname("King Letsie III")
    'letsie'
    """
    words = [word for word in fold(name).split() if word not in GENERATIONS]
    return words[-1] if words else ""


def persons_and_sides(participants: Iterable[Mapping[str, Any]]) -> tuple[set[str], set[str]]:
    """The surnames of the persons, and the codes (or folded names) of all sides."""
    persons, sides = set(), set()
    for each in participants:
        told = each["represents"] or []
        codes = [told] if isinstance(told, str) else told
        sides |= {code if code.isupper() else fold(code) for code in codes}
        if each["kind"] == "person":
            persons.add(surname(each["name"]))
        elif not codes:
            sides.add(fold(each["name"]))
    return persons, sides


def pairing(
    gold: Sequence[Mapping[str, Any]],
    told: Sequence[Record],
    more: Callable[[Mapping[str, Any], Record], float] = lambda event, record: 0,
) -> dict[int, int]:
    """Which annotated events are which records, by their numbers; the best pairs come first.

    ``more`` are points for what else the two have in common.
    """
    ranked = []
    for i, event in enumerate(gold):
        persons, sides = persons_and_sides(event["participants"])
        for j, record in enumerate(told):
            if FAMILY[record["type"]] != FAMILY[event["type"]]:
                continue
            given_persons, given_sides = persons_and_sides(record["participants"])
            shared = 2 * len(persons & given_persons) + len(sides & given_sides)
            if shared:
                same_start = record["start"] == event["start"]
                ranked.append((shared + same_start + more(event, record), i, j))
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in sorted(ranked, reverse=True):
        if i not in partner and j not in taken:
            partner[i] = j
            taken.add(j)
    return partner


def compare(article: GoldArticle, records: Sequence[Record], figures: Figures) -> Outcome:
    """Compare the records of one article with its annotation and count into the figures."""
    told = [record for record in records if record["type"] in FAMILY]
    gold = article["events"]
    partner = pairing(gold, told)
    taken = set(partner.values())
    pairs = tuple(
        Pair(gold[i], told[j], tuple(_count_fields(gold[i], told[j], figures)))
        for i, j in sorted(partner.items())
    )
    missed = tuple(event for i, event in enumerate(gold) if i not in partner)
    extra = tuple(record for j, record in enumerate(told) if j not in taken)
    figures.events.right += len(pairs)
    figures.events.missing += len(missed)
    figures.events.extra += len(extra)
    if not gold:
        figures.false_events += len(extra)
    return Outcome(article, tuple(told), pairs, missed, extra)


def _count_fields(gold: GoldEvent, record: Record, figures: Figures) -> list[str]:
    """Count the fields of a pair; return the names of the wrong ones."""
    wrong: list[str] = []

    def note(share: Share, name: str, right: bool) -> None:
        share.add(right)
        if not right:
            wrong.append(name)

    persons, sides = persons_and_sides(gold["participants"])
    given_persons, given_sides = persons_and_sides(record["participants"])
    figures.persons.add(persons, given_persons)
    figures.polities.add(sides, given_sides)
    if persons != given_persons:
        wrong.append("persons")
    if sides != given_sides:
        wrong.append("polities")
    same_start = record["start"] == gold["start"]
    note(figures.date if gold["start"] else figures.null_date, "date", same_start)
    places = record["places"]
    if gold["city"]:
        city = fold(gold["city"])
        note(figures.city, "city", any(fold(place["name"]) == city for place in places))
    if gold["country"]:
        country = gold["country"]
        note(figures.country, "country", any(place["country"] == country for place in places))
    # to the annotation what is put off without a new date is cancelled
    status = "cancelled" if record["status"] == "postponed" else record["status"]
    note(figures.status, "status", status == gold["status"])
    for each in gold["participants"]:
        if each["kind"] != "person" or each["role"] not in TOLD_ROLES:
            continue
        same = [p for p in record["participants"] if surname(p["name"]) == surname(each["name"])]
        if same:
            right = any(each["role"] in p["roles"] for p in same)
            note(figures.role, f"role of {each['name']}", right)
    return wrong
