"""How fast the catalogue answers, and what asking by name costs over asking by hand.

The graph is made of synthetic articles, one claim each, written and derived as real ones are. Each
question is asked in three ways, with the parameters of its example filled from that graph:

* ``hand``: the bound text of the query, straight to pyoxigraph;
* ``IRI``: the catalogue, with actors and places given by IRI;
* ``name``: the catalogue, with actors and places given by name or code, looked up each time.

Run ``python benchmarks/queries.py [EVENTS]``. Each measure is the least of seven rounds, and the
rounds go through all ways in turn, so that a busy machine slows all of them.
"""

from __future__ import annotations

import datetime as dt
import random
import statistics
import sys
import time
from collections.abc import Callable

import pyoxigraph
from pyoxigraph import NamedNode, QuerySolutions

from diplograph.graph import iris
from diplograph.graph.authority import load_authority
from diplograph.graph.dates import EventTime, PartialDate
from diplograph.graph.model import (
    Actor,
    ActorKind,
    Article,
    EventClaim,
    EventType,
    Extraction,
    ExtractorInfo,
    Instrument,
    InstrumentKind,
    Office,
    Participant,
    Place,
    Quote,
    Role,
    Status,
)
from diplograph.graph.store import MemoryStore, QueryResults, Value
from diplograph.graph.store.sparql import bind
from diplograph.graph.writer import Writer
from diplograph.queries.catalogue import Catalogue, CatalogueQuery
from diplograph.queries.parameters import ParameterType

ROUNDS = 7
FIRST_DAY = dt.date(2015, 1, 1)
DAYS = 2500
TOPICS = ("trade", "security", "energy", "health")
STATUSES = [Status.OCCURRED] * 16 + [Status.PLANNED] * 2 + [Status.CANCELLED, Status.DENIED]
TYPES = [EventType.MEETING] * 4 + [EventType.VISIT] * 2 + list(EventType)
EXTRACTOR = ExtractorInfo("synthetic", "1")


def article(number: int, chance: random.Random, people: list[Participant]) -> Extraction:
    """One article with one claim by two people, in one of the countries."""
    kind = chance.choice(TYPES)
    first, second = chance.sample(people, 2)
    roles = (Role.HOST, Role.VISITOR) if kind is EventType.VISIT else (Role.PARTICIPANT,) * 2
    if kind is EventType.SIGNING:
        roles = (Role.SIGNATORY, Role.SIGNATORY)
    sides = first.represents + second.represents
    instrument = None
    if kind.is_conclusion:
        title = f"Agreement {number} on {chance.choice(TOPICS)}"
        instrument = Instrument(
            f"{iris.DEFAULT_BASE}instrument/{number}", title, InstrumentKind.AGREEMENT, None, sides
        )
    country = sides[0]
    text = f"Report {number}: they met."
    day = FIRST_DAY + dt.timedelta(chance.randrange(DAYS))
    claim = EventClaim(
        kind,
        chance.choice(STATUSES),
        (Quote.of(text, 0, len(text)),),
        EventTime.on(PartialDate.of(day)) if number % 20 else EventTime(words="recently"),
        (Place(country.name, iris.country(country.code or ""), country.code),),
        (
            Participant(first.actor, (roles[0],), first.office, first.represents),
            Participant(second.actor, (roles[1],), second.office, second.represents),
        ),
        instrument,
        (chance.choice(TOPICS),),
        confidence=chance.randrange(3, 10) / 10,
    )
    outlet = f"Outlet {number % 7}"
    url = f"https://press.example/{number}"
    return Extraction(Article(text, url, f"Report {number}", day, outlet), EXTRACTOR, (), (claim,))


def build(events: int) -> MemoryStore:
    """Write so many articles and derive their events."""
    chance = random.Random(1)
    codes = sorted(load_authority().polities)
    people = []
    for number in range(max(events // 4, 10)):
        side = load_authority().polity(codes[int(len(codes) * chance.random() ** 2)]).actor()
        iri = f"{iris.DEFAULT_BASE}person/{side.code}/delegate-{number}"
        actor = Actor(ActorKind.PERSON, f"Delegate Number{number}", iri)
        people.append(Participant(actor, (), Office("Foreign Minister", side), (side,)))
    store = MemoryStore()
    writer = Writer(store)
    for number in range(events):
        writer.write(article(number, chance, people))
    writer.derive()
    return store


def fill(query: CatalogueQuery, store: MemoryStore) -> tuple[dict[str, object], dict[str, object]]:
    """Parameters by name and by IRI, with actors and events of this graph."""
    busiest = Catalogue.load().run(store, "co-participation", limit=1).records()[0]
    pair = [busiest["first_actor"], busiest["second_actor"]]
    event = Catalogue.load().run(store, "events-without-date", limit=1).records()[0]["event"]
    by_name: dict[str, object] = {}
    by_iri: dict[str, object] = {}
    for name, value in query.example_parameters().items():
        kind = query.parameter(name).type
        by_name[name] = by_iri[name] = value
        if kind is ParameterType.ACTOR:
            iri = str(pair[1] if name in ("b", "guest") else pair[0])
            by_iri[name], by_name[name] = iri, iri.rsplit("/", 1)[1]
        elif kind is ParameterType.PLACE:
            code = str(pair[0]).rsplit("/", 1)[1]
            by_iri[name], by_name[name] = iris.country(code), code
        elif kind is ParameterType.EVENT:
            by_iri[name] = by_name[name] = event
        elif name == "agreement":
            by_iri[name] = by_name[name] = "Agreement 1"
        elif name == "article":
            by_iri[name] = by_name[name] = "https://press.example/7"
    return by_name, by_iri


class Recorder(MemoryStore):
    """Notes the text that a question becomes, so that it can be asked by hand."""

    def __init__(self, store: MemoryStore) -> None:
        super().__init__(store.base)
        self.store = store
        self.asked = ""

    def query(self, sparql: str, bindings: dict[str, Value] | None = None) -> QueryResults:
        self.asked = bind(sparql, bindings or {})
        return self.store.query(sparql, bindings)

    def match(self, *pattern: NamedNode | None) -> object:
        return self.store.match(*pattern)


def least(ways: dict[str, Callable[[], int]]) -> dict[str, float]:
    """The least time of each way in milliseconds, the rounds going through all ways in turn."""
    found = dict.fromkeys(ways, float("inf"))
    for _ in range(ROUNDS):
        for name, ask in ways.items():
            start = time.perf_counter()
            ask()
            found[name] = min(found[name], (time.perf_counter() - start) * 1000)
    return found


def main(events: int) -> None:
    started = time.perf_counter()
    store = build(events)
    print(f"{events} articles, {len(store)} quads, built in {time.perf_counter() - started:.1f} s")
    bare = pyoxigraph.Store()
    bare.extend(store.match())
    catalogue = Catalogue.load()
    recorder = Recorder(store)
    print(f"{'query':<26}{'rows':>6}{'hand ms':>10}{'IRI /hand':>11}{'name /hand':>12}")
    ratios: list[tuple[float, float]] = []
    for query in catalogue:
        by_name, by_iri = fill(query, store)
        catalogue.run(recorder, query.name, **by_iri)
        text = recorder.asked

        def hand(text: str = text) -> int:
            rows = bare.query(text)
            assert isinstance(rows, QuerySolutions)
            return len([tuple(row) for row in rows])

        def by(params: dict[str, object], name: str = query.name) -> int:
            return len(catalogue.run(store, name, **params))

        took = least(
            {
                "hand": hand,
                "iri": lambda params=by_iri: by(params),
                "name": lambda params=by_name: by(params),
            }
        )
        ratios.append((took["iri"] / took["hand"], took["name"] / took["hand"]))
        print(
            f"{query.name:<26}{by(by_iri):>6}{took['hand']:>10.2f}"
            f"{ratios[-1][0]:>11.2f}{ratios[-1][1]:>12.2f}"
        )
    medians = [statistics.median(column) for column in zip(*ratios, strict=True)]
    print(f"{'median':<26}{'':>6}{'':>10}{medians[0]:>11.2f}{medians[1]:>12.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000)
