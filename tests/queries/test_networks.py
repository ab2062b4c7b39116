"""Networks on a small graph told by hand: who is joined with whom, by which events, since when."""

from __future__ import annotations

import datetime as dt
from itertools import combinations
from pathlib import Path
from typing import Any

import networkx as nx
import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diplograph.graph.dates import EventTime, PartialDate
from diplograph.graph.errors import InputError, InvalidDate
from diplograph.graph.iris import Minter, polity
from diplograph.graph.mapping import event_to_quads
from diplograph.graph.model import Actor, ActorKind, Event, EventType, Participant, Role, Status
from diplograph.graph.store import Store, open_store
from diplograph.queries.networks import RELATIONS, bipartite, network

DATA = Path(__file__).parent / "data" / "networks.trig"
EVENT = "https://w3id.org/diplograph/id/event/"
ORGANIZATION = "https://w3id.org/diplograph/authority/organization/"
PERSON = "https://w3id.org/diplograph/id/person/"
PUTIN = PERSON + "RUS/vladimir-putin"
LAVROV = PERSON + "RUS/sergey-lavrov"
BIBILOV = PERSON + "SOS/anatoly-bibilov"
KHAJIMBA = PERSON + "ABK/raul-khajimba"
MACRON = PERSON + "FRA/emmanuel-macron"


@pytest.fixture(scope="module")
def store() -> Store:
    store = open_store(None)
    store.apply(add=ox.parse(path=str(DATA)))
    return store


def pairs(graph: nx.Graph[str]) -> set[frozenset[str]]:
    """The edges by the last part of each IRI."""
    return {frozenset(iri.rpartition("/")[2] for iri in edge) for edge in graph.edges}


def test_polities_and_organisations_are_joined_for_whom_their_persons_stand(store: Store) -> None:
    graph = network(store, level="polity")
    among_four = {frozenset(pair) for pair in combinations(("GEO", "SOS", "UN", "OSCE"), 2)}
    assert pairs(graph) == among_four | {
        frozenset(pair)
        for pair in (
            ("RUS", "SOS"),
            ("RUS", "ABK"),
            ("RUS", "FRA"),
            ("FRA", "DEU"),
            ("FRA", "USA"),
            ("EU", "GEO"),
        )
    }
    assert nx.number_of_selfloops(graph) == 0


def test_attributes_of_an_edge(store: Store) -> None:
    edge = network(store).edges[polity("RUS"), polity("SOS")]
    assert edge == {
        "weight": 3,
        "first": "2017-11",
        "last": "2017-11",
        "types": "Meeting|Signing",
        "events": f"{EVENT}e13|{EVENT}e01|{EVENT}e02",
        "event_types": "Meeting|Meeting|Signing",
        "event_dates": "2017-11|2017-11-14|2017-11-14",
    }


def test_an_event_without_a_date_counts_and_leaves_its_date_empty(store: Store) -> None:
    edge = network(store).edges[polity("RUS"), polity("FRA")]
    assert (edge["weight"], edge["first"], edge["last"]) == (2, "2018-03-02", "2018-03-02")
    assert edge["event_dates"] == "2018-03-02|"


def test_attributes_of_a_polity(store: Store) -> None:
    assert network(store).nodes[polity("RUS")] == {
        "label": "Russia",
        "kind": "polity",
        "code": "RUS",
        "country": "RUS",
        "office": "",
        "events": 8,
        "first_seen": "2017-08",
        "last_seen": "2018",
    }


def test_attributes_of_a_person(store: Store) -> None:
    assert network(store, level="person").nodes[PUTIN] == {
        "label": "Vladimir Putin",
        "kind": "person",
        "code": "",
        "country": "RUS",
        "office": "President of Russia",
        "events": 6,
        "first_seen": "2017-08",
        "last_seen": "2018",
    }


def test_persons_of_one_delegation_are_joined_too(store: Store) -> None:
    graph = network(store, level="person")
    assert graph.edges[PUTIN, LAVROV]["events"] == f"{EVENT}e03|{EVENT}e10"


def test_organisations_alone(store: Store) -> None:
    graph = network(store, level="organization")
    assert pairs(graph) == {frozenset(("UN", "OSCE"))}
    assert graph.nodes[ORGANIZATION + "EU"]["events"] == 1
    assert graph.degree(ORGANIZATION + "EU") == 0


@pytest.mark.parametrize(
    ("relation", "events"),
    [("meeting", 7), ("visit", 2), ("call", 1), ("agreement", 2), ("any", 12)],
)
def test_a_relation_is_some_types_of_event(store: Store, relation: str, events: int) -> None:
    assert network(store, relation=relation).graph["events"] == events


def test_every_type_of_event_belongs_to_a_relation() -> None:
    named = [kind for name, kinds in RELATIONS.items() if name != "any" for kind in kinds]
    alone = [kind for kind in EventType if kind.is_later_step]  # one side's own act
    spoken = [EventType.STATEMENT, EventType.INVITATION]
    assert sorted([*named, *alone, *spoken]) == sorted(EventType)
    assert set(RELATIONS["any"]) == set(EventType)


def test_a_visit_goes_from_visitor_to_host(store: Store) -> None:
    graph = network(store, level="person", relation="visit")
    assert graph.is_directed()
    assert set(graph.edges) == {(PUTIN, KHAJIMBA), (LAVROV, KHAJIMBA)}
    assert graph.graph["one_sided_left_out"] == 1  # Macron's host is a polity, not a person
    assert MACRON in graph


def test_a_polity_visits_another(store: Store) -> None:
    graph = network(store, relation="visit")
    assert set(graph.edges) == {(polity("RUS"), polity("ABK")), (polity("FRA"), polity("USA"))}
    assert graph.edges[polity("FRA"), polity("USA")]["last"] == "2018-06-12"


def test_a_visit_without_direction_joins_all_who_took_part(store: Store) -> None:
    graph = network(store, level="person", relation="visit", directed=False)
    assert not graph.is_directed()
    assert graph.has_edge(PUTIN, LAVROV)


def test_a_call_can_have_a_direction(store: Store) -> None:
    assert not network(store, relation="call").is_directed()
    graph = network(store, relation="call", directed=True)
    assert set(graph.edges) == {(polity("RUS"), polity("FRA"))}


@pytest.mark.parametrize(
    ("since", "until", "left"),
    [
        ("2017-11-14", "2017-11-14", {"e01", "e02", "e13"}),
        ("2017-08-20", "2017-08-21", {"e03"}),
        (dt.date(2017, 8, 8), PartialDate(2017, 8, 8), {"e03", "e04"}),
        ("2019", None, {"e11"}),
        (None, "2016", {"e12"}),
        ("2017-01-01", "2017-07-31", set()),
        ("2018-06-12", "2018-06-30", {"e09", "e10"}),
    ],
)
def test_an_event_counts_when_it_can_have_touched_the_period(
    store: Store, since: Any, until: Any, left: set[str]
) -> None:
    graph = bipartite(store, level="polity", since=since, until=until)
    found = {iri for iri, kind in graph.nodes(data="kind") if kind == "event"}
    assert found == {EVENT + name for name in left}
    assert graph.graph["undated_left_out"] == 1


def test_without_a_period_nothing_is_left_out(store: Store) -> None:
    assert network(store).graph["undated_left_out"] == 0
    assert network(store).graph["events"] == 12


def test_what_did_not_occur_is_left_out_unless_asked_for(store: Store) -> None:
    planned = network(store, level="person", status="planned")
    assert [data["events"] for _, _, data in planned.edges(data=True)] == [EVENT + "e06"]
    both = network(store, level="person", status=(Status.OCCURRED, "planned"))
    assert both.graph["status"] == "occurred|planned"
    assert both.graph["events"] == 13


@pytest.mark.parametrize(
    ("wrong", "hint"),
    [
        ({"level": "country"}, "polity, person, organization"),
        ({"relation": "war"}, "meeting, visit, call, agreement, any"),
        ({"status": "maybe"}, "occurred"),
        ({"status": ()}, "occurred"),
        ({"directed": True, "relation": "meeting"}, "only visit and call"),
    ],
)
def test_an_unknown_choice_names_the_known_ones(
    store: Store, wrong: dict[str, Any], hint: str
) -> None:
    with pytest.raises(InputError, match=hint):
        network(store, **wrong)


@pytest.mark.parametrize(
    "period", [{"since": "yesterday"}, {"until": "2017-13"}, {"since": "2018", "until": "2017"}]
)
def test_a_period_that_is_none(store: Store, period: dict[str, str]) -> None:
    with pytest.raises(InvalidDate):
        network(store, **period)  # type: ignore[arg-type]


def test_a_period_may_begin_and_end_within_one_year(store: Store) -> None:
    assert network(store, since="2017-11", until="2017").graph["events"] == 3


def test_the_actor_event_graph(store: Store) -> None:
    graph = bipartite(store, level="person", relation="visit")
    assert nx.is_bipartite(graph)
    sides = nx.get_node_attributes(graph, "bipartite")
    assert all(sides[actor] == 0 and sides[event] == 1 for actor, event in graph.edges)
    assert graph.edges[KHAJIMBA, EVENT + "e03"]["roles"] == "host"
    assert graph.nodes[EVENT + "e09"] == {
        "label": "Visit of Emmanuel Macron (FRA) to the United States, 2018-06-10 to 2018-06-12",
        "kind": "event",
        "type": "Visit",
        "status": "occurred",
        "first_seen": "2018-06-10",
        "last_seen": "2018-06-12",
        "bipartite": 1,
    }


def test_roles_at_the_level_of_polities_are_those_of_their_persons(store: Store) -> None:
    graph = bipartite(store, level="polity", relation="visit")
    assert graph.edges[polity("RUS"), EVENT + "e03"]["roles"] == "visitor"
    assert graph.edges[polity("USA"), EVENT + "e09"]["roles"] == "host"


def test_every_attribute_can_stand_in_every_format(store: Store) -> None:
    for graph in (network(store), network(store, level="person"), bipartite(store)):
        for _, data in graph.nodes(data=True):
            assert all(type(value) in (str, int) for value in data.values())
        for _, _, data in graph.edges(data=True):
            assert all(type(value) in (str, int) for value in data.values())
        assert all(type(value) in (str, int) for value in graph.graph.values())


def test_the_events_of_a_merged_away_iri_are_not_counted_again(store: Store) -> None:
    assert EVENT + "e99" not in bipartite(store)


def test_actors_that_the_store_does_not_describe_keep_a_bare_name() -> None:
    visit = Event(
        EVENT + "x",
        EventType.MEETING,
        "A meeting",
        Status.OCCURRED,
        participants=tuple(
            Participant(Actor(ActorKind.POLITY, code, polity(code), code))
            for code in ("RUS", "FRA")
        ),
    )
    with open_store(None) as bare:
        wanted = ("rdf-syntax-ns#type", "rdf-schema#label", "notation")
        bare.apply(
            add=[
                quad
                for quad in event_to_quads(visit, Minter())
                if not (
                    str(quad.subject.value).startswith(polity(""))
                    and quad.predicate.value.endswith(wanted)
                )
            ]
        )
        graph = network(bare)
    assert {data["label"] for _, data in graph.nodes(data=True)} == {"RUS", "FRA"}
    assert {data["kind"] for _, data in graph.nodes(data=True)} == {"unknown"}


CODES = ("RUS", "FRA", "DEU", "USA")


@st.composite
def events(draw: st.DrawFn) -> list[Event]:
    """Meetings of polities, on days of one year or on none."""
    made = []
    for number in range(draw(st.integers(0, 6))):
        codes = draw(st.sets(st.sampled_from(CODES), min_size=1))
        day = draw(st.none() | st.dates(dt.date(2017, 1, 1), dt.date(2017, 12, 31)))
        made.append(
            Event(
                f"{EVENT}{number}",
                EventType.MEETING,
                f"Meeting {number}",
                Status.OCCURRED,
                EventTime() if day is None else EventTime.on(PartialDate.of(day)),
                participants=tuple(
                    Participant(
                        Actor(ActorKind.POLITY, code, polity(code), code), (Role.PARTICIPANT,)
                    )
                    for code in sorted(codes)
                ),
            )
        )
    return made


@given(events())
@settings(max_examples=25, deadline=None)
def test_weights_are_what_counting_pairs_by_hand_gives(told: list[Event]) -> None:
    expected: dict[tuple[str, str], int] = {}
    for event in told:
        for pair in combinations(sorted(each.actor.iri for each in event.participants), 2):
            expected[pair] = expected.get(pair, 0) + 1
    with open_store(None) as store:
        for event in told:
            store.apply(add=event_to_quads(event, Minter()))
        graph = network(store, relation="meeting")
    found = {
        (min(pair), max(pair)): graph.edges[pair]["weight"] for pair in map(tuple, graph.edges)
    }
    assert found == expected
    assert graph.graph["events"] == len(told)
