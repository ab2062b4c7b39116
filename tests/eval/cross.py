"""The sets across articles: are the events and persons of different articles told apart and joined?

All articles go into one store. Every annotated event of an article is a mention of an event, every
annotated person of an article a mention of a person; the annotation says which mentions are one.
A mention of an event is mapped to a claim of its article, and so to the canonical event that has
the claim; a mention of a person to the participant of that name in it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from bcubed import bcubed, with_singletons
from measuring import BUNDLED, HERE, Measured, extractor_named, read_lines
from scoring import FAMILY, Record, Share, fold, pairing, surname

from diplograph.graph.iris import Minter
from diplograph.graph.model import ActorKind, Event, EventClaim
from diplograph.graph.names import successor
from diplograph.graph.reader import article_iri, read_events, read_extraction
from diplograph.graph.records import event_record
from diplograph.graph.store import Store, open_store
from diplograph.loaders.ingest import ingest
from diplograph.ontology.namespaces import PREFIXES

CROSS = HERE / "gold" / "cross"
SEALED_CROSS = HERE / "gold" / "sealed_cross"
CROSS_SETS = ("cross", "cross_test")
_SET_OF = {"dev": "cross", "test": "cross_test"}
_REALISES = f"{PREFIXES['dg']}realises"
# A word of a name so short may be an initial or a particle.
_WORD = 3

Mention = tuple[str, Any]
"""The article, and which of its events (a number) or persons (the annotation's identifier)."""


@dataclass
class Mapped:
    """Mentions of one kind: what the annotation and what the system puts together."""

    gold: dict[Mention, str] = field(default_factory=dict)
    system: dict[Mention, str] = field(default_factory=dict)
    quotes: dict[Mention, str] = field(default_factory=dict)

    def of(self, articles: frozenset[str]) -> Mapped:
        """The mentions in some of the articles."""
        return Mapped(
            {each: one for each, one in self.gold.items() if each[0] in articles},
            {each: one for each, one in self.system.items() if each[0] in articles},
            self.quotes,
        )

    def answers(self, wanted: str) -> set[str]:
        """What the system made of the mentions of one annotated event or person."""
        return {self.system[m] for m, one in self.gold.items() if one == wanted if m in self.system}

    def figures(self, prefix: str) -> dict[str, float]:
        """The B-cubed figures, over what was found and over everything."""
        found = bcubed({each: self.gold[each] for each in self.system}, self.system)
        whole = bcubed(self.gold, with_singletons(self.gold, self.system))
        return {
            f"{prefix}_bcubed_precision": found.precision,
            f"{prefix}_bcubed_recall": found.recall,
            f"{prefix}_bcubed_f1": found.f1,
            f"{prefix}_bcubed_f1_all": whole.f1,
        }

    @property
    def found(self) -> Share:
        """How many of the annotated mentions were mapped."""
        return Share(len(self.system), len(self.gold))


# -- from the annotation to the store --------------------------------------------------------------


def claim_record(claim: EventClaim) -> Record:
    """A claim in the form of an event record."""
    told = Event("", claim.type, "", claim.status, claim.time, claim.places, claim.participants)
    return event_record(told)


def same_name(one: str, other: str) -> bool:
    """Whether two names that one article gives are of the same person.

    >>> same_name("Yi Wang", "Wang Yi"), same_name("Sergey V. Lavrov", "Lavrov")
    (True, True)
    """
    if surname(one) == surname(other):
        return True
    words = ({word for word in fold(name).split() if len(word) >= _WORD} for name in (one, other))
    return bool(set.intersection(*words))


class Mapper:
    """Maps the annotation of articles to the claims, events and persons of a store."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.events = Mapped()
        self.persons = Mapped()
        self._told: dict[str, Event] = {
            claim: event for event in read_events(store) for claim in event.claims
        }

    def add(self, row: Mapping[str, Any]) -> None:
        """Map the events and persons of one annotated article."""
        for number, event in enumerate(row["events"]):
            self.events.gold[row["id"], number] = event["event_id"]
            for person in _persons(event):
                self.persons.gold[row["id"], person["person_id"]] = person["person_id"]
        iri = article_iri(self.store, row["url"])
        minter = Minter(self.store.base)
        claims = [
            (claim, self._told[minter.claim(iri, number)])
            for number, claim in enumerate(read_extraction(self.store, iri).claims)
            if claim.type.value in FAMILY and minter.claim(iri, number) in self._told
        ]
        records = [claim_record(claim) for claim, _ in claims]
        for number, index in sorted(pairing(row["events"], records, _in_common).items()):
            claim, event = claims[index]
            mention = row["id"], number
            quote = " ... ".join(each.text for each in claim.evidence).replace("\n", " ")
            self.events.system[mention] = event.iri
            self.events.quotes[mention] = quote
            for person in _persons(row["events"][number]):
                who = self._person(person["name"], claim, event)
                if who is not None:
                    mention = row["id"], person["person_id"]
                    self.persons.system.setdefault(mention, who)
                    self.persons.quotes.setdefault(mention, f"{person['name']}: {quote}")

    def _person(self, name: str, claim: EventClaim, event: Event) -> str | None:
        """The canonical IRI of whom a claim tells under a name."""
        claimed = _of_name(name, claim)
        if claimed is None:
            return None
        current = successor(self.store, claimed)
        if any(each.actor.iri == current for each in event.participants):
            return current
        # split or joined by the derivation in another way than by replacing one IRI
        return _of_name(name, event) or current


def _in_common(event: Mapping[str, Any], record: Record) -> float:
    """Half a point for the city, and half for the status: one pair may meet twice in an article."""
    same_city = event["city"] and fold(event["city"]) in {fold(p["name"]) for p in record["places"]}
    return bool(same_city) / 2 + (event["status"] == record["status"]) / 2


def _persons(event: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    return (each for each in event["participants"] if each["kind"] == "person")


def _of_name(name: str, told: EventClaim | Event) -> str | None:
    persons = [p.actor for p in told.participants if p.actor.kind is ActorKind.PERSON]
    by_surname = [each for each in persons if surname(each.name) == surname(name)]
    alike = by_surname or [each for each in persons if same_name(each.name, name)]
    return alike[0].iri if alike else None


def realised(store: Store) -> set[tuple[str, str]]:
    """The plans of a store, each with what came of it."""
    rows = store.query(f"SELECT ?plan ?occurrence WHERE {{ ?occurrence <{_REALISES}> ?plan }}")
    return {(row[0].value, row[1].value) for row in rows}


# -- the figures -----------------------------------------------------------------------------------


def _of_kind(pair: Mapping[str, Any], mapper: Mapper) -> Mapped:
    return {"event": mapper.events, "person": mapper.persons}[pair["kind"]]


def false_merges(pairs: Iterable[Mapping[str, Any]], mapper: Mapper) -> list[Mapping[str, Any]]:
    """The near misses of which the system makes one."""
    return [
        pair
        for pair in pairs
        if _of_kind(pair, mapper).answers(pair["a"]) & _of_kind(pair, mapper).answers(pair["b"])
    ]


def differences(what: str, mapped: Mapped) -> Iterator[str]:
    """Each wrong merge, each merge missed and each mention not found, in words."""
    by_system: dict[str, dict[str, list[Mention]]] = defaultdict(lambda: defaultdict(list))
    by_gold: dict[str, dict[str, list[Mention]]] = defaultdict(lambda: defaultdict(list))
    for mention, iri in mapped.system.items():
        by_system[iri][mapped.gold[mention]].append(mention)
        by_gold[mapped.gold[mention]][iri].append(mention)
    for iri, several in by_system.items():
        if len(several) > 1:
            yield f"\nWRONG MERGE of {what}s {' and '.join(several)}: {iri}"
            yield from _told(several, mapped)
    for wanted, several in by_gold.items():
        if len(several) > 1:
            yield f"\nMISSED MERGE of {what} {wanted}: {len(several)}"
            yield from _told(several, mapped)
    for mention, wanted in mapped.gold.items():
        if mention not in mapped.system:
            yield f"\nNOT FOUND {what} {wanted} in {mention[0]}"


def _told(several: Mapping[str, Sequence[Mention]], mapped: Mapped) -> Iterator[str]:
    for one, mentions in several.items():
        yield f"  {one}"
        yield from (f"    {each[0]} | {mapped.quotes[each]}" for each in mentions)


def _measured(
    name: str,
    own: Sequence[Mapping[str, Any]],
    mapper: Mapper,
    pairs: Sequence[Mapping[str, Any]],
    links: set[tuple[str, str]],
    *,
    sealed: bool,
) -> Measured:
    """The figures of articles that were read together, and of the near misses among them."""
    articles = frozenset(row["id"] for row in own)
    events, persons = mapper.events.of(articles), mapper.persons.of(articles)
    merged = false_merges(pairs, mapper)
    come_true = Share()
    plans = {
        (event["event_id"], event["realised_by"])
        for row in own
        for event in row["events"]
        if event.get("realised_by")
    }
    for plan, occurrence in sorted(plans):
        told = {
            (one, other)
            for one in mapper.events.answers(plan)
            for other in mapper.events.answers(occurrence)
        }
        come_true.add(bool(told & links))
    seen = Share()
    for pair in pairs:
        seen.add(all(_of_kind(pair, mapper).answers(pair[side]) for side in ("a", "b")))
    shares = {
        "events_found": events.found,
        "persons_found": persons.found,
        "near_misses_seen": seen,
        "realised": come_true,
    }
    values = {
        **events.figures("events"),
        "events_found": events.found.value,
        **persons.figures("persons"),
        "persons_found": persons.found.value,
        "near_misses_seen": seen.value,
        "false_merges_sure": sum(pair["sure"] for pair in merged),
        "false_merges_unsure": sum(not pair["sure"] for pair in merged),
        "realised": come_true.value,
    }
    notes: list[str] = []
    if not sealed:
        notes += [f"FALSE MERGE {p['a']} and {p['b']}: {p['why']}" for p in merged]
        notes += differences("event", events)
        notes += differences("person", persons)
    return Measured(name, len(own), values, shares, notes=notes)


def _read(
    folder: Path, extractor: str
) -> tuple[list[dict[str, Any]], Mapper, set[tuple[str, str]]]:
    """The annotation of a folder, mapped to one store of its articles; what realises which plan."""
    gold = read_lines(folder / "gold.jsonl")
    with open_store(None) as store:
        ingest([folder / "articles.jsonl"], store, extractor=extractor_named(extractor))
        mapper = Mapper(store)
        for row in gold:
            mapper.add(row)
        return gold, mapper, realised(store)


@lru_cache(maxsize=4)
def cross_sets(extractor: str = BUNDLED, folder: Path = CROSS) -> tuple[Measured, ...]:
    """The articles to work with and the sealed ones, all read into one store."""
    gold, mapper, links = _read(folder, extractor)
    in_dev = {row["id"] for row in gold if row["split"] == "dev"}
    seen_in_dev = {
        one
        for mapped in (mapper.events, mapper.persons)
        for mention, one in mapped.gold.items()
        if mention[0] in in_dev
    }
    near = read_lines(folder / "near_misses.jsonl")

    def of(split: str) -> Measured:
        own = [row for row in gold if row["split"] == split]
        # a pair of which one is not in the articles to work with counts for the sealed ones
        pairs = [p for p in near if (split == "dev") == ({p["a"], p["b"]} <= seen_in_dev)]
        return _measured(_SET_OF[split], own, mapper, pairs, links, sealed=split != "dev")

    return tuple(map(of, _SET_OF))


@lru_cache(maxsize=4)
def sealed_cross_sets(
    extractor: str = BUNDLED, folder: Path = SEALED_CROSS
) -> tuple[Measured, ...]:
    """The sealed reports that share events, read into a store of their own; no errors are kept."""
    gold, mapper, links = _read(folder, extractor)
    near = read_lines(folder / "near_misses.jsonl")
    return (_measured("sealed_cross", gold, mapper, near, links, sealed=True),)
